//! From what is accepted of a review to what is taken up: plain fields, notes with their days, a moved time limit.

use chrono::NaiveDate;

use super::annex::FormReview;
use super::notes::dated;
use super::review::{Review, RowReview, Verdict};
use crate::domain::Unknown;
use crate::domain::activity::{Activity, ActivityKind, ActivityState};
use crate::domain::edit::{Desk, Taken, TakenActivity};
use crate::domain::entry::EntryId;

/// Where names of new records come from.
pub trait Ids {
    /// A fresh id under a task.
    fn entry(&mut self, task: u32) -> EntryId;
    /// A fresh id of an activity.
    fn activity(&mut self) -> String;
}

/// What is to be taken up of one sheet, and the rows and forms that it comes from, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Accepted {
    /// Lines, with the place of each among the review's rows.
    pub lines: Vec<(usize, Taken)>,
    /// Activities, with the place of each among the review's forms.
    pub activities: Vec<(usize, TakenActivity)>,
}

/// Everything of a review that `accepts` says; it is asked by row and item, and of forms by form and item.
pub fn taken(
    review: &Review,
    desk: &Desk<'_>,
    ids: &mut dyn Ids,
    accepts: &dyn Fn(Place) -> bool,
) -> Accepted {
    let mut accepted = Accepted::default();
    for (at, row) in review.rows.iter().enumerate() {
        let items: Vec<usize> =
            (0..row.items.len()).filter(|item| accepts(Place::Row { row: at, item: *item })).collect();
        // A row that only answers further tasks has nothing to accept, and is taken as it is.
        let asks = row.items.iter().any(|item| item.verdict != Verdict::Emptied);
        if items.is_empty() && (row.also.is_empty() || row.id.is_none() || asks) {
            continue;
        }
        accepted.lines.push((at, line(row, &items, desk, ids)));
    }
    for (at, form) in review.forms.iter().enumerate() {
        let items: Vec<usize> =
            (0..form.items.len()).filter(|item| accepts(Place::Form { form: at, item: *item })).collect();
        if let (false, Some(unit)) = (items.is_empty(), &form.unit) {
            accepted.activities.push((at, activity(form, unit, &items, desk, ids)));
        }
    }
    accepted
}

/// One item of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Of a row.
    Row {
        /// The row's place.
        row: usize,
        /// The item's place in it.
        item: usize,
    },
    /// Of a form.
    Form {
        /// The form's place.
        form: usize,
        /// The item's place in it.
        item: usize,
    },
}

fn line(row: &RowReview, items: &[usize], desk: &Desk<'_>, ids: &mut dyn Ids) -> Taken {
    let mut taken = Taken {
        task: row.task,
        id: row.id.clone().unwrap_or_else(|| ids.entry(row.task)),
        units: row.units.clone(),
        also: row.also.clone(),
        given: Vec::new(),
        notes: Vec::new(),
        forgets: false,
        due: None,
    };
    for item in items.iter().filter_map(|item| row.items.get(*item)) {
        match item.field.key {
            "progress" if item.verdict == Verdict::Emptied => taken.forgets = true,
            "progress" => taken.notes.extend(notes(&item.new, desk)),
            "due" => taken.due = Some(item.new.clone()),
            _ => taken.given.push((item.field, item.new.clone())),
        }
    }
    taken
}

/// Notes with their days: a line that begins with a day begins a note of that day.
fn notes(text: &str, desk: &Desk<'_>) -> Vec<(NaiveDate, String)> {
    let mut notes: Vec<(NaiveDate, String)> = Vec::new();
    for line in text.lines() {
        match (dated(line, &desk.when()), notes.last_mut()) {
            (Some((day, rest)), _) => notes.push((day, rest.to_owned())),
            (None, Some((_, note))) => {
                note.push('\n');
                note.push_str(line);
            }
            (None, None) => notes.push((desk.today, line.to_owned())),
        }
    }
    notes
}

fn activity(
    form: &FormReview,
    unit: &str,
    items: &[usize],
    desk: &Desk<'_>,
    ids: &mut dyn Ids,
) -> TakenActivity {
    let fields =
        || items.iter().filter_map(|item| form.items.get(*item)).map(|item| (item.key, item.new.clone()));
    if let Some(id) = &form.id {
        return TakenActivity::Fields(
            id.clone(),
            fields().map(|(key, text)| (key.to_owned(), text)).collect(),
        );
    }
    let text = |key: &str| fields().find(|(one, _)| *one == key).map(|(_, text)| text).unwrap_or_default();
    TakenActivity::New(Box::new(Activity {
        id: ids.activity(),
        kind: ActivityKind::OpenDay,
        unit: unit.to_owned(),
        name: text("name"),
        date: text("date"),
        place: text("place"),
        content: text("content"),
        audience: text("audience"),
        signup: text("signup"),
        person: text("person"),
        contact: text("contact"),
        state: ActivityState::Planned,
        planned_on: Some(desk.today),
        held_on: None,
        reported_on: Some(desk.today),
        duty: String::new(),
        link: String::new(),
        count: None,
        unknown: Unknown::new(),
    }))
}
