//! 统一配档: one measure for many units, as one change.

use std::sync::Arc;

use super::Workbench;
use super::agenda::Item;
use super::command::Command;
use super::ledger::{Marked, RowKey};
use super::notice::{Notice, WhyNot};
use super::overlay::{Asked, EntryForm, Many, Overlay, inherited};
use super::subject::Subject;
use super::view::View;
use crate::domain::change::{Draft, Label, Op, inverse};
use crate::domain::edit::{self, EditError};
use crate::domain::entry::EntryId;
use crate::domain::rows::Row;

impl Workbench {
    /// The rows that 统一配档 is for here: of the ledger the marked ones, of a line that stands for several units those
    /// that have no entry yet. In the list of units all rows of the marked units: their task is asked for.
    pub(super) fn uniform_rows(&self) -> Result<Arc<[RowKey]>, WhyNot> {
        let keys = |rows: &mut dyn Iterator<Item = &Row>| -> Arc<[RowKey]> {
            rows.filter(|row| !row.open_group).map(RowKey::of).collect()
        };
        let rows = match self.view {
            View::Ledger => {
                let marked = self.ledger.marks().ok_or(WhyNot::NothingMarked)?;
                keys(&mut self.rows.iter().filter(|row| marked.rows.contains(&RowKey::of(row))))
            }
            View::Units if self.is_on_page() => return Err(WhyNot::OneUnit),
            View::Units => {
                let marks = self.units.marks();
                if marks.is_empty() {
                    return Err(WhyNot::NothingMarked);
                }
                keys(&mut self.rows.iter().filter(|row| marks.contains(&row.unit)))
            }
            View::Tasks | View::Calendar | View::Week => {
                if self
                    .agenda()
                    .and_then(|list| list.selected())
                    .is_some_and(|line| matches!(line.item, Item::Unit(_) | Item::Promise { .. }))
                {
                    return Err(WhyNot::OneUnit);
                }
                let line = self.line()?;
                let task = line.node.task().ok_or(WhyNot::NoTask)?;
                let all = self.rows.task(task).map_or(&[][..], |it| &it.rows);
                let own: Vec<&Row> = line.rows(&self.rows).collect();
                let own = if own.is_empty() { all.iter().collect() } else { own };
                if own.iter().all(|row| row.open_group) {
                    return Err(WhyNot::MembersFirst);
                }
                let waits = |row: &&Row| row.entry.is_none() && row.light.counts();
                let found = keys(&mut own.into_iter().filter(waits));
                if found.is_empty() {
                    return Err(WhyNot::AllHaveEntries);
                }
                found
            }
        };
        if rows.is_empty() { Err(WhyNot::MembersFirst) } else { Ok(rows) }
    }

    /// Opens the form; for marked units the task is asked for first.
    pub(super) fn ask_uniform(&mut self) {
        let Ok(rows) = self.uniform_rows() else { return };
        if self.view == View::Units {
            if let Some(marked) = Marked::new(&rows) {
                self.ask(Asked::Task, Subject::Marked(marked), "");
            }
        } else {
            self.open_uniform(rows);
        }
    }

    fn open_uniform(&mut self, rows: Arc<[RowKey]>) {
        let form = EntryForm::of_many(rows, &self.desk());
        self.overlay = Some(Overlay::Form(Box::new(form)));
    }

    /// The task for the marked units. False where it is none of theirs; then the question stays open.
    pub(super) fn answer_task(&mut self, marked: &Marked, word: &str) -> bool {
        let Some(task) = self.plan().find_task(word.trim().trim_start_matches(['#', '＃'])).map(|it| it.id)
        else {
            self.notice = Some(Notice::Refused(EditError::UnknownTask(word.trim().to_owned())));
            return false;
        };
        let rows: Arc<[RowKey]> = marked.rows.iter().filter(|row| row.task == task).cloned().collect();
        if rows.is_empty() {
            self.notice = Some(Notice::NotHere(Command::Uniform, WhyNot::NotTheirs));
            return false;
        }
        self.open_uniform(rows);
        true
    }

    /// The change that a form of many rows comes to. Each step is worked out on the data as the steps before left it, and
    /// all of it is taken back at once: `commit` then makes the whole.
    pub(super) fn uniform_draft(&mut self, form: &EntryForm, many: &Many) -> Result<Draft, EditError> {
        let given = form.given();
        if given.is_empty() {
            return Err(EditError::EmptyText);
        }
        let mut made: Vec<Op> = Vec::new();
        let mut outcome = Ok(());
        for (task, units, entries) in parts(many) {
            let step = self.uniform_step(task, &units, &entries, &given);
            match step {
                Ok(draft) => {
                    let applied = self.workspace.apply(&draft.ops).is_ok();
                    if !applied {
                        // The file cannot be written: `commit` says so, and makes nothing.
                        let _ = self.workspace.apply(&inverse(&made));
                        return Ok(draft);
                    }
                    made.extend(draft.ops);
                }
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        let _ = self.workspace.apply(&inverse(&made));
        let label = if many.without_entry() == many.rows.len() { Label::Add } else { Label::Edit };
        outcome.map(|()| Draft::new(label, made))
    }

    fn uniform_step(
        &mut self,
        task: u32,
        units: &[String],
        entries: &[EntryId],
        given: &[edit::Given],
    ) -> Result<Draft, EditError> {
        if units.is_empty() {
            return edit::set(&self.desk(), entries, given);
        }
        let id = self.fresh_id(task);
        let desk = self.desk();
        let mut all = given.to_vec();
        if let Some(first) = units.first() {
            all.extend(inherited(first, given, &desk));
        }
        edit::add(&desk, task, units.to_vec(), &all, id)
    }
}

/// The steps: new entries with their units, and entries that there are.
fn parts(many: &Many) -> Vec<(u32, Vec<String>, Vec<EntryId>)> {
    let mut parts: Vec<(u32, Vec<String>, Vec<EntryId>)> = Vec::new();
    let mut entries: Vec<EntryId> = Vec::new();
    for row in many.rows.iter() {
        let unit = row.unit.to_string();
        match &row.entry {
            Some(id) if entries.contains(id) => {}
            Some(id) => entries.push(id.clone()),
            None if many.joint => match parts.iter_mut().find(|part| part.0 == row.task) {
                Some(part) => part.1.push(unit),
                None => parts.push((row.task, vec![unit], Vec::new())),
            },
            None => parts.push((row.task, vec![unit], Vec::new())),
        }
    }
    if !entries.is_empty() {
        parts.push((0, Vec::new(), entries));
    }
    parts
}
