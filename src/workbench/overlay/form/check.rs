//! What is said of a field while one types: how it was read, what is wrong, what is doubtful.

use chrono::NaiveDate;

use super::{EntryForm, FormField};
use crate::domain::edit::Desk;
use crate::domain::entry::{Entry, EntryId, repeats};
use crate::domain::field::{self, FieldError, FieldKind};
use crate::domain::status::{Status, StatusWord};
use crate::domain::when::{self, Doubt, Reading};

/// Something about the text of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// It cannot be saved.
    Wrong(FieldError),
    /// 退回 needs its reason, which is asked for elsewhere.
    ReturnElsewhere,
    /// The full names that are meant, where they are not written out.
    Units(Vec<String>),
    /// The status.
    Status(Status),
    /// How a time expression was read, and the last day of a time limit.
    When(Reading, Option<NaiveDate>),
    /// 存疑.
    Doubt(Doubt),
    /// 晚于方案时限: the time limit of the task, in its words.
    AfterTask(String),
    /// 照抄.
    Repeats,
}

impl EntryForm {
    /// Checks every field.
    pub(super) fn check_all(&mut self, desk: &Desk<'_>) {
        for place in 0..self.fields.len() {
            self.check(place, desk);
        }
    }

    /// Checks one field.
    pub(super) fn check(&mut self, place: usize, desk: &Desk<'_>) {
        let own =
            self.entry.as_ref().and_then(|id| desk.workspace.entry(id)).map(|(_, entry)| entry.as_ref());
        let task = self.task;
        if let Some(one) = self.fields.get_mut(place) {
            one.said = said(one, task, own, desk);
        }
    }
}

fn said(one: &FormField, task: u32, own: Option<&Entry>, desk: &Desk<'_>) -> Vec<Said> {
    let text = one.editor.text();
    let empty = text.trim().is_empty();
    let blank;
    let entry = if let Some(entry) = own {
        entry
    } else {
        blank = Entry::new(EntryId::new(task, 0), [""; 0]);
        &blank
    };
    match one.field.kind {
        // An empty field of units is said to be wrong when it is left or saved, not before anything is typed.
        FieldKind::Units | FieldKind::When if empty => Vec::new(),
        FieldKind::Status if empty && one.before.is_empty() => Vec::new(),
        FieldKind::Status => match text.parse::<StatusWord>() {
            Ok(StatusWord::Status(status)) => vec![Said::Status(status)],
            Ok(StatusWord::Return) => vec![Said::ReturnElsewhere],
            Err(error) => vec![Said::Wrong(error.into())],
        },
        FieldKind::When => time(one, &text, task, desk),
        FieldKind::Text if one.field.key == "measure" => {
            let requirement = desk.workspace.plan.task(task).map_or("", |task| &task.requirement);
            if repeats(&text, requirement) { vec![Said::Repeats] } else { Vec::new() }
        }
        FieldKind::Units | FieldKind::Tasks | FieldKind::Percent => {
            if let Err(error) = field::edit(one.field, task, entry, &text, desk) {
                return vec![Said::Wrong(error)];
            }
            if one.field.kind != FieldKind::Units {
                return Vec::new();
            }
            let units = super::complete::units(&text, desk);
            if units.join("、") == text { Vec::new() } else { vec![Said::Units(units)] }
        }
        _ => Vec::new(),
    }
}

fn time(one: &FormField, text: &str, task: u32, desk: &Desk<'_>) -> Vec<Said> {
    let when = when::read(text, &desk.when());
    let is_due = one.field.key == "due";
    let last = when.last(desk.today).filter(|_| is_due);
    let mut said = vec![Said::When(when.reading, last)];
    said.extend(when.doubt.map(Said::Doubt));
    let planned = desk.workspace.plan.task(task).and_then(|task| task.due.as_deref());
    if let (Some(last), Some(planned)) = (last, planned) {
        let limit = when::read(planned, &desk.when()).last(desk.today);
        if limit.is_some_and(|limit| last > limit) {
            said.push(Said::AfterTask(planned.to_owned()));
        }
    }
    said
}
