//! A query on its way to be the filter: rows are judged task by task, so that a letter is shown before all of them are.

use std::sync::Arc;

use super::{Filter, Shown};
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;
use crate::search::facts::Reader;
use crate::search::query::Query;

/// A query whose rows are being judged.
#[derive(Debug)]
pub(super) struct Judging {
    text: String,
    query: Query,
    shown: Shown,
    /// How many tasks of the plan are judged.
    done: usize,
}

impl Judging {
    /// Nothing is judged yet.
    pub(super) fn new(text: &str, query: Query) -> Self {
        Self { text: text.to_owned(), query, shown: Shown::default(), done: 0 }
    }

    /// Whether it asks for the day of the newest change.
    pub(super) fn asks_changed(&self) -> bool {
        self.query.asks_changed()
    }

    /// The rows changed: what was judged does not hold any more.
    pub(super) fn restart(&mut self) {
        self.shown = Shown::default();
        self.done = 0;
    }

    /// Judges tasks until all are or it is said to be enough, which is asked after each; whether all are.
    pub(super) fn go_on(
        &mut self,
        reader: &Reader<'_>,
        workspace: &Workspace,
        rows: &Rows,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        let mut left = workspace.plan.tasks().skip(self.done).peekable();
        while let Some(task) = left.next() {
            self.shown.judge(&self.query, reader, task, rows);
            self.done += 1;
            if left.peek().is_some() && enough() {
                return false;
            }
        }
        true
    }

    /// The filter that it is, once all is judged.
    pub(super) fn filter(mut self) -> Filter {
        self.shown.shrink();
        Filter { text: self.text, query: self.query, shown: Arc::new(self.shown) }
    }
}
