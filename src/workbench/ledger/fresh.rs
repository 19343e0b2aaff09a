//! Keeping the lines up to date: a change is followed where they are seen, anything else has them made anew.

use super::build::Making;
use super::{GroupKey, Ledger, LedgerLine, Selected, marks};
use crate::domain::rows::{Before, Row, Rows};
use crate::domain::workspace::Workspace;
use crate::workbench::filter::{Held, Shown};

impl Ledger {
    /// Lets the lines be made anew, as data, filter or settings are others now.
    pub(super) fn outdate(&mut self) {
        self.stale = true;
        self.making = None;
    }

    /// Takes up another filter; the lines follow when they are made.
    pub(in crate::workbench) fn show(&mut self, rows: &Rows) {
        self.follow_marks(rows);
        self.outdate();
    }

    /// Takes up a change that put others in the place of the rows `before`, of which `held` were let through by the filter.
    /// Only where the lines are seen they follow at once, and only where they were up to date.
    pub(in crate::workbench) fn take_up(
        &mut self,
        seen: bool,
        (workspace, rows): (&Workspace, &Rows),
        shown: Option<&Shown>,
        change: Option<(&Before, Option<&Held>)>,
    ) {
        self.follow_marks(rows);
        let change = change.filter(|(before, held)| {
            seen && !self.stale && !before.is_all() && held.is_some() == shown.is_some()
        });
        let Some((before, held)) = change else {
            self.outdate();
            return;
        };
        self.follow((workspace, rows), (before, held), shown);
        self.hidden_marks = marks::hidden(&self.marks, rows, shown);
    }

    fn follow_marks(&mut self, rows: &Rows) {
        marks::follow(&mut self.marks, rows);
        self.ordered = marks::ordered(&self.marks, rows).into();
    }

    /// Whether lines are still to be made anew.
    pub(in crate::workbench) fn is_stale(&self) -> bool {
        self.stale
    }

    /// Makes the lines anew where something changed, until all are made or it is said to be enough; whether all are. Those
    /// before are seen until then.
    pub(in crate::workbench) fn freshen(
        &mut self,
        (workspace, rows): (&Workspace, &Rows),
        shown: Option<&Shown>,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        if !self.stale {
            return true;
        }
        let in_sight = self.lines.is_empty() && self.is_in_plan_order();
        let mut making = self.making.take().unwrap_or_else(|| Making::new(in_sight));
        if making.in_sight {
            making.lines = std::mem::take(&mut self.lines);
        }
        if !making.go_on(self, (workspace, rows), shown, enough) {
            if making.in_sight {
                self.lines = std::mem::take(&mut making.lines);
            }
            self.making = Some(making);
            return false;
        }
        self.stale = false;
        let before = self.cursor;
        self.lines = making.lines;
        self.row_count = making.rows;
        self.hidden_marks = marks::hidden(&self.marks, rows, shown);
        let place = self.place_of_selected_anew(rows, making.group_of_selected.as_ref()).unwrap_or(before);
        self.go(place, rows);
        if let Some(offset) = self.back_to.take() {
            self.view.settle(offset, self.cursor);
        }
        true
    }

    /// Where what was selected stands now, or what took its place.
    pub(super) fn place_of_selected_anew(&self, rows: &Rows, group: Option<&GroupKey>) -> Option<usize> {
        let find = |test: &dyn Fn(&LedgerLine) -> bool| self.lines.iter().position(test);
        let head =
            |wanted: &GroupKey| find(&|line| matches!(line, LedgerLine::Group { key, .. } if key == wanted));
        match self.selected.as_ref()? {
            Selected::Group(key) => head(key),
            Selected::Row(key) => find(&|line| line.row(rows).is_some_and(|row| key.is(row)))
                .or_else(|| {
                    let same = |row: &Row| row.task == key.task && row.unit == key.unit;
                    find(&|line| line.row(rows).is_some_and(same))
                })
                .or_else(|| group.and_then(head)),
        }
    }
}
