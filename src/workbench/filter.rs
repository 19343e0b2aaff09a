//! 筛选: which rows are shown, by the query language. One filter for all views; each asks [`Shown`] for its rows.

mod commands;
mod judging;
mod shown;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::line::Line;
use super::place::Place;
use crate::domain::change::{Op, Target};
use crate::domain::edit::Desk;
use crate::domain::rows::{Before, Rows};
use crate::domain::when::{self, Reading};
use crate::domain::workspace::Workspace;
use crate::search::facts::{ChangedDays, Reader};
use crate::search::query::{Query, QueryError, Vocabulary};

use judging::Judging;

pub use shown::{Held, Shown};

/// The queries that the user gave names.
pub type SavedFilters = BTreeMap<String, String>;

/// A filter that is active.
#[derive(Debug, Clone)]
pub struct Filter {
    /// As it was typed.
    pub text: String,
    query: Query,
    /// What it lets through.
    pub shown: Arc<Shown>,
}

/// What a filter needs to know, and the one that is active.
#[derive(Debug, Default)]
pub struct Filtering {
    vocabulary: Vocabulary<'static>,
    changed: ChangedDays,
    /// Saved under names.
    pub saved: SavedFilters,
    active: Option<Filter>,
    /// A query that is being judged, and will be the filter then.
    judging: Option<Judging>,
}

impl Filtering {
    /// No filter is active at first. `changed` has the day of the newest change of each entry.
    pub fn new(vocabulary: Vocabulary<'static>, changed: ChangedDays, saved: SavedFilters) -> Self {
        Self { vocabulary, changed, saved, active: None, judging: None }
    }

    /// The filter that is active.
    pub fn active(&self) -> Option<&Filter> {
        self.active.as_ref()
    }

    /// The names that lights and statuses have.
    pub fn vocabulary(&self) -> Vocabulary<'static> {
        self.vocabulary
    }

    /// The day of the newest change of each entry.
    pub fn changed_days(&self) -> ChangedDays {
        self.changed.clone()
    }

    /// Reads a query that is to be the filter; an empty one is none. A wrong one leaves the filter as it is, or as it will be. Whether rows
    /// have to be judged before it is.
    pub(super) fn begin(&mut self, text: &str, desk: &Desk<'_>) -> Result<bool, QueryError> {
        let context = desk.when();
        let read_date = |word: &str| match when::read(word, &context).reading {
            Reading::Day(day) => Some(day),
            _ => None,
        };
        let query = Query::parse(text, self.vocabulary, &read_date, desk.today)?;
        if query.is_empty() {
            self.clear();
        } else {
            self.judging = Some(Judging::new(text, query));
        }
        Ok(self.judging.is_some())
    }

    /// Whether rows are still to be judged.
    pub(super) fn is_judging(&self) -> bool {
        self.judging.is_some()
    }

    /// Judges rows for the query that was begun, until all are or it is said to be enough; whether it is the filter now.
    pub(super) fn go_on(
        &mut self,
        workspace: &Workspace,
        rows: &Rows,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Some(mut judging) = self.judging.take() else { return false };
        let changed = judging.asks_changed().then_some(&self.changed);
        let reader = Reader::new(workspace, self.vocabulary, changed);
        if judging.go_on(&reader, workspace, rows, enough) {
            self.active = Some(judging.filter());
            return true;
        }
        self.judging = Some(judging);
        false
    }

    pub(super) fn clear(&mut self) {
        self.active = None;
        self.judging = None;
    }

    /// Gives up the query that is being judged: the filter before it holds.
    pub(super) fn stop(&mut self) {
        self.judging = None;
    }

    /// Judges the rows anew after they changed: those of all tasks, or of those that got others in the place of `before`;
    /// then what was let through of those.
    pub(super) fn refresh(
        &mut self,
        workspace: &Workspace,
        rows: &Rows,
        before: Option<&Before>,
    ) -> Option<Held> {
        if let Some(judging) = &mut self.judging {
            judging.restart();
        }
        let filter = self.active.as_mut()?;
        let changed = filter.query.asks_changed().then_some(&self.changed);
        let reader = Reader::new(workspace, self.vocabulary, changed);
        if let Some(before) = before.filter(|before| !before.is_all()) {
            let shown = Arc::make_mut(&mut filter.shown);
            return Some(shown.follow(&filter.query, &reader, workspace, rows, before));
        }
        let mut anew = Judging::new(&filter.text, filter.query.clone());
        anew.go_on(&reader, workspace, rows, &mut || false);
        *filter = anew.filter();
        None
    }

    /// Notes that the entries of these ops changed on a day.
    pub(super) fn note_change(&mut self, ops: &[Op], day: NaiveDate) {
        for op in ops {
            if let Target::Entry { id, .. } = op.target() {
                self.changed.insert(id.clone(), day);
            }
        }
    }

    /// Takes up the days of changes made before the data was read. Whether the active filter asks for them.
    pub(super) fn take_older(&mut self, days: ChangedDays) -> bool {
        for (id, day) in days {
            let newest = self.changed.entry(id).or_insert(day);
            *newest = day.max(*newest);
        }
        self.active.as_ref().is_some_and(|filter| filter.query.asks_changed())
    }
}

/// The line at the bottom into which a query is typed.
#[derive(Debug, Clone)]
pub struct FilterPrompt {
    /// What is typed.
    pub line: Line,
    /// The name under which it is being saved, while that is asked.
    pub name: Option<Line>,
    /// The filter before, for Esc.
    pub before: String,
    /// What is wrong with what is typed.
    pub error: Option<QueryError>,
    /// Where one was, for Esc.
    pub(super) at: Box<Place>,
}

/// The list of saved filters.
#[derive(Debug, Clone, Default)]
pub struct FilterList {
    /// The selected one.
    pub cursor: usize,
}
