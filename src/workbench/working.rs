//! Work between two frames: rows judged for a filter, and lines that are all others, a portion at a time. What acts on lines
//! waits meanwhile ([`Workbench::takes`]), so that it acts on the lines that are meant.

use std::sync::Arc;

use super::Workbench;
use super::view::View;
use crate::domain::rows::Before;

impl Workbench {
    /// Whether rows are still to be judged for a query, or the lines that are seen to be made anew.
    pub fn is_working(&self) -> bool {
        let stale = match self.view {
            View::Tasks => self.tree.is_growing(),
            View::Ledger => self.ledger.is_stale(),
            View::Calendar | View::Units | View::Week => false,
        };
        !self.is_loading() && (stale || self.filtering.is_judging())
    }

    /// Judges rows for a query and makes the lines that are seen, until all is done or it is said to be enough. What is
    /// seen meanwhile is what was before.
    pub fn work_on(&mut self, enough: &mut dyn FnMut() -> bool) {
        if !self.is_working() {
            return;
        }
        if self.filtering.is_judging() {
            if !self.filtering.go_on(&self.workspace, &self.rows, enough) {
                return;
            }
            self.show_filtered();
            if let Some(query) = self.confirmed.take() {
                self.keep_query(&query);
            }
            if let Some(place) = self.returning.take() {
                self.arrive(*place);
            }
        }
        let shown = self.filtering.active().map(|filter| filter.shown.as_ref());
        match self.view {
            View::Tasks => self.tree.grow(&self.workspace.plan, &self.rows, enough),
            View::Ledger => self.ledger.freshen((&self.workspace, &self.rows), shown, enough),
            View::Calendar | View::Units | View::Week => true,
        };
    }

    /// Does at once what is left to do, before something that needs the lines.
    pub(super) fn settle(&mut self) {
        while self.is_working() {
            self.work_on(&mut || false);
        }
    }

    /// Hands what another filter lets through to the views.
    pub(super) fn show_filtered(&mut self) {
        let shown = self.filtering.active().map(|filter| Arc::clone(&filter.shown));
        self.tree.show(shown.clone());
        self.ledger.show(&self.rows);
        self.week.show(shown.clone());
        self.calendar.show(shown.clone());
        self.freshen_days();
        self.units.show(shown);
        if self.view == View::Units {
            self.freshen_units();
        }
    }

    /// Judges the rows anew after the data changed, and hands what is let through to the views: of all rows, or of those
    /// that a change put others in the place of.
    pub(super) fn refresh_views(&mut self, before: Option<&Before>) {
        // Nobody else holds it, so that it is changed where it is.
        self.tree.release();
        self.week.release();
        self.calendar.release();
        self.units.release();
        let mut filtering = std::mem::take(&mut self.filtering);
        let held = filtering.refresh(&self.workspace, &self.rows, before);
        self.filtering = filtering;
        let shown = self.filtering.active().map(|filter| Arc::clone(&filter.shown));
        self.tree.take_up(shown.clone(), before, &self.workspace.plan, &self.rows);
        let change = before.map(|before| (before, held.as_ref()));
        let seen = self.view == View::Ledger;
        self.ledger.take_up(seen, (&self.workspace, &self.rows), shown.as_deref(), change);
        // These follow what changed by themselves.
        self.week.show(shown.clone());
        self.calendar.show(shown.clone());
        self.units.take(shown);
    }
}
