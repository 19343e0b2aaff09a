//! 筛选: which rows are shown, by the query language. One filter for all views; each asks [`Shown`] for its rows.

mod commands;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::line::Line;
use super::place::Place;
use crate::domain::change::{Op, Target};
use crate::domain::edit::Desk;
use crate::domain::rows::{Index, Rows};
use crate::domain::when::{self, Reading};
use crate::domain::workspace::Workspace;
use crate::search::facts::{ChangedDays, Reader};
use crate::search::query::{Query, QueryError, Vocabulary};

/// The queries that the user gave names.
pub type SavedFilters = BTreeMap<String, String>;

/// The rows that a filter lets through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shown {
    rows: HashSet<(u32, usize)>,
    tasks: HashSet<u32>,
    /// Where they stand, per unit and per time limit.
    pub index: Index,
}

impl Shown {
    /// Whether the row at this place among the rows of its task is let through.
    pub fn has(&self, task: u32, place: usize) -> bool {
        self.rows.contains(&(task, place))
    }

    /// Whether each condition holds for one of the task's rows.
    pub fn has_task(&self, task: u32) -> bool {
        self.tasks.contains(&task)
    }

    /// Whether one of the task's rows fulfils all conditions by itself.
    pub fn has_row_of(&self, task: u32, rows: usize) -> bool {
        (0..rows).any(|place| self.has(task, place))
    }

    /// How many rows are let through.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many tasks are.
    pub fn tasks(&self) -> usize {
        self.tasks.len()
    }
}

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
}

impl Filtering {
    /// No filter is active at first. `changed` has the day of the newest change of each entry.
    pub fn new(vocabulary: Vocabulary<'static>, changed: ChangedDays, saved: SavedFilters) -> Self {
        Self { vocabulary, changed, saved, active: None }
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

    /// Reads a query and makes it the filter; an empty one is none. A wrong one leaves the filter as it is.
    pub(super) fn set(&mut self, text: &str, desk: &Desk<'_>, rows: &Rows) -> Result<(), QueryError> {
        let context = desk.when();
        let read_date = |word: &str| match when::read(word, &context).reading {
            Reading::Day(day) => Some(day),
            _ => None,
        };
        let query = Query::parse(text, self.vocabulary, &read_date, desk.today)?;
        if query.is_empty() {
            self.active = None;
        } else {
            let shown = self.judge(&query, desk.workspace, rows);
            self.active = Some(Filter { text: text.to_owned(), query, shown });
        }
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        self.active = None;
    }

    /// Judges the rows anew after they changed.
    pub(super) fn refresh(&mut self, workspace: &Workspace, rows: &Rows) {
        if let Some(mut filter) = self.active.take() {
            filter.shown = self.judge(&filter.query, workspace, rows);
            self.active = Some(filter);
        }
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

    fn judge(&self, query: &Query, workspace: &Workspace, rows: &Rows) -> Arc<Shown> {
        let changed = if query.asks_changed() { self.changed.clone() } else { ChangedDays::new() };
        let reader = Reader::new(workspace, self.vocabulary, changed);
        let mut shown = Shown::default();
        for task in workspace.plan.tasks() {
            let all = rows.task(task.id).map_or(&[][..], |it| &it.rows);
            let sources: Vec<_> = all.iter().map(|row| reader.read(row)).collect();
            let facts: Vec<_> = sources.iter().map(|source| source.facts()).collect();
            let held = facts.iter().enumerate().filter(|(_, facts)| query.matches(facts));
            let before = shown.rows.len();
            shown.rows.extend(held.map(|(place, _)| (task.id, place)));
            if shown.rows.len() > before || query.matches_task(&facts) {
                shown.tasks.insert(task.id);
            }
        }
        shown.index = rows.index_of(&workspace.plan, |task, place| shown.has(task, place));
        Arc::new(shown)
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
