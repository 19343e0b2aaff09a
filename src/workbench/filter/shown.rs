//! What a filter lets through, task by task: a change is judged for the tasks that it touched alone.

use std::collections::HashMap;

use crate::domain::plan::Task;
use crate::domain::rows::{Before, Index, Rows};
use crate::domain::workspace::Workspace;
use crate::search::facts::Reader;
use crate::search::query::Query;

/// The rows that a filter lets through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shown {
    /// The tasks for which each condition holds in one of their rows: which of these are let through, by their places.
    tasks: HashMap<u32, Box<[bool]>>,
    count: usize,
    /// Where they stand, per unit and per time limit.
    pub index: Index,
}

/// What was let through of the tasks that a change touched.
#[derive(Debug, Default)]
pub struct Held(HashMap<u32, Box<[bool]>>);

impl Held {
    /// Whether the row that was at this place among the rows of its task was let through.
    pub fn had(&self, task: u32, place: usize) -> bool {
        self.0.get(&task).and_then(|rows| rows.get(place)).copied().unwrap_or_default()
    }
}

impl Shown {
    /// Whether the row at this place among the rows of its task is let through.
    pub fn has(&self, task: u32, place: usize) -> bool {
        self.tasks.get(&task).and_then(|rows| rows.get(place)).copied().unwrap_or_default()
    }

    /// Whether each condition holds for one of the task's rows.
    pub fn has_task(&self, task: u32) -> bool {
        self.tasks.contains_key(&task)
    }

    /// Whether one of the task's rows fulfils all conditions by itself.
    pub fn has_row_of(&self, task: u32) -> bool {
        self.tasks.get(&task).is_some_and(|rows| rows.contains(&true))
    }

    /// Whether a part of the task's rows is let through: some, and not all.
    pub fn has_part_of(&self, task: u32) -> bool {
        self.tasks.get(&task).is_some_and(|rows| rows.contains(&true) && rows.contains(&false))
    }

    /// How many rows are let through.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many tasks are.
    pub fn tasks(&self) -> usize {
        self.tasks.len()
    }

    /// Judges the rows of one task, which has not been judged yet.
    pub(super) fn judge(&mut self, query: &Query, reader: &Reader<'_>, task: &Task, rows: &Rows) {
        let all = rows.task(task.id).map_or(&[][..], |it| &it.rows);
        let sources: Vec<_> = all.iter().map(|row| reader.read(row)).collect();
        let facts: Vec<_> = sources.iter().map(|source| source.facts()).collect();
        let held: Box<[bool]> = facts.iter().map(|facts| query.matches(facts)).collect();
        let count = held.iter().filter(|held| **held).count();
        if count > 0 || query.matches_task(&facts) {
            self.count += count;
            rows.put_into(&mut self.index, task, |place| held[place]);
            self.tasks.insert(task.id, held);
        }
    }

    /// Judges the tasks anew that got others in the place of the rows `before`; what it let through of those.
    pub(super) fn follow(
        &mut self,
        query: &Query,
        reader: &Reader<'_>,
        workspace: &Workspace,
        rows: &Rows,
        before: &Before,
    ) -> Held {
        let mut earlier = Held::default();
        for task in before.tasks().filter_map(|id| workspace.plan.task(id)) {
            if let Some(held) = self.tasks.remove(&task.id) {
                self.count -= held.iter().filter(|held| **held).count();
                let was = |place: usize| held.get(place).copied().unwrap_or_default();
                rows.take_out_of(&mut self.index, task, before, was);
                earlier.0.insert(task.id, held);
            }
            self.judge(query, reader, task, rows);
        }
        earlier
    }

    /// Gives back what room there is to spare.
    pub(super) fn shrink(&mut self) {
        self.index.shrink();
    }
}
