//! What the loop tells the workbench: answers of the saver, changes from outside, a new day.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};

use super::export::{ExportField, ExportKind};
use super::notice::Notice;
use super::overlay::Overlay;
use super::view::View;
use super::{Effect, Standing, Workbench};
use crate::domain::change::{ChangeError, Op, Part, inverse};
use crate::domain::light::Day;
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;
use crate::store::fault::Fault;

impl Workbench {
    /// The change with this ticket is committed.
    pub fn saved(&mut self, ticket: u64) {
        self.saving.end(ticket);
    }

    /// The change with this ticket was refused, because somebody else changed the same thing: it is taken back here,
    /// and the line says so.
    pub fn conflict(&mut self, ticket: u64, error: ChangeError) {
        let Some(draft) = self.saving.end(ticket) else { return };
        // Where later changes stand on it, the data that comes from the disk will set it right.
        let back = inverse(&draft.ops);
        if self.workspace.apply(&back).is_ok() {
            self.take_up(&parts(&back));
        }
        self.notice = Some(Notice::TakenBack(draft, error));
    }

    /// Saving does not come on, for this reason. Keys still work; it is tried again.
    pub fn unsaved_because(&mut self, reason: String) {
        self.saving.set_trouble(reason);
    }

    /// The data as the disk has it after a change from outside; the own uncommitted changes are made in it again. One
    /// that does not fit any more stays out: the saver will refuse it, and then it is said.
    pub fn replace_workspace(&mut self, workspace: Workspace, changed: &BTreeSet<Part>) {
        let before = std::mem::replace(&mut self.workspace, workspace);
        self.note_outside_changes(&before, changed);
        let mut changed = changed.clone();
        for (_, draft) in self.saving.pending() {
            changed.extend(parts(&draft.ops));
            let _ = self.workspace.apply(&draft.ops);
        }
        self.take_up(&changed);
        self.look_at_the_day();
        if self.notice.is_none() {
            self.notice = Some(Notice::ChangedOutside);
        }
    }

    /// What cannot be read now: replaces what was said of files before.
    pub fn set_faults(&mut self, faults: Vec<Fault>) {
        self.standing.retain(|line| !matches!(line, Standing::Fault(..)));
        let mut faults = faults.into_iter();
        if let Some(first) = faults.next() {
            self.standing.push(Standing::Fault(Box::new(first), faults.len()));
        }
    }

    /// There is nothing to undo.
    pub fn nothing_to_undo(&mut self) {
        self.notice = Some(Notice::NothingToUndo);
    }

    /// There is nothing to redo.
    pub fn nothing_to_redo(&mut self) {
        self.notice = Some(Notice::NothingToRedo);
    }

    /// The weekly report stands in this file.
    pub fn report_written(&mut self, path: PathBuf) {
        let weekly = match &mut self.overlay {
            Some(Overlay::Export(pane)) => {
                pane.written = Some(path.clone());
                // y and o are for the file now, and no letters of the folder's name.
                if pane.focus == ExportField::Folder {
                    pane.focus = ExportField::Kind;
                }
                pane.kind == ExportKind::Week
            }
            _ => true,
        };
        self.notice = Some(Notice::ReportWritten(path));
        if weekly {
            self.week.reported = Some(self.today);
            self.touch_days();
        }
    }

    /// The weekly report could not be written.
    pub fn report_failed(&mut self, reason: String) {
        self.notice = Some(Notice::ReportFailed(reason));
    }

    /// A new day: every light is judged anew.
    pub fn new_day(&mut self, today: NaiveDate) {
        if today == self.today {
            return;
        }
        self.today = today;
        let day = Day { today, ..self.rows.day().clone() };
        let anew = if self.is_loading() { Rows::outline } else { Rows::build };
        self.rows = anew(&self.workspace, day);
        self.owed.touch();
        self.refresh_views(None);
        self.touch_days();
        self.touch_units();
        self.look_at_the_day();
        self.notice = Some(Notice::NewDay(today));
    }

    /// The moment, told before anything that the person did is handed over. Whether it is another day.
    pub fn tick(&mut self, now: NaiveDateTime) -> bool {
        let before = self.today;
        self.now = now;
        self.new_day(now.date());
        self.today != before
    }

    /// This is the first start of a later version than the one that was here: a line says so, once.
    pub fn upgraded(&mut self, seen: Option<String>) {
        self.standing.push(Standing::Upgraded(seen));
    }

    /// What is new: since the version that was here before, while the line says so, else in this one.
    pub(super) fn open_news(&mut self) {
        let seen = self.standing.iter().find_map(|line| match line {
            Standing::Upgraded(seen) => seen.clone(),
            _ => None,
        });
        self.overlay = Some(Overlay::News(seen, 0));
    }

    /// Anything else to say.
    pub fn notice(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// Brings rows and tree up to changed data.
    pub(super) fn take_up(&mut self, changed: &BTreeSet<Part>) {
        self.follow_clashes(changed);
        let before = self.rows.refresh(&self.workspace, changed);
        self.owed.touch();
        self.refresh_views(Some(&before));
        self.touch_days();
        // On a page that is seen the order of rows stays while only entries change.
        let entries = !before.is_all() && changed.iter().all(|part| matches!(part, Part::Entries(_)));
        if entries && self.view == View::Units {
            self.units.follow(&facts!(self), &before);
        } else {
            self.touch_units();
        }
        self.search_anew();
        self.read_history_anew();
    }

    /// Notes that the units changed; only where they are seen they are brought up to it.
    pub(super) fn touch_units(&mut self) {
        self.units.touch();
        if self.view == View::Units {
            self.freshen_units();
        }
    }

    /// Brings the units up to the data.
    pub(super) fn freshen_units(&mut self) {
        if !self.is_loading() {
            self.units.freshen(&facts!(self));
        }
    }

    /// What the loop has to carry out for what it told, such as a search in changed data.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}

/// The parts of the data that ops touch.
pub(super) fn parts(ops: &[Op]) -> BTreeSet<Part> {
    ops.iter().map(|op| op.target().part()).collect()
}
