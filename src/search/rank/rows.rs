//! The conditions of a query: which rows they hold for, and which things those rows belong to.

use std::collections::HashSet;

use crate::domain::entry::EntryId;
use crate::domain::rows::Row;
use crate::search::facts::Reader;
use crate::search::index::{Index, Snapshot, Source};
use crate::search::query::{Named, Query, Vocabulary};
use crate::search::text::same;

/// Rows that something holds for, by what they belong to.
#[derive(Debug, Default)]
pub(super) struct Held<'a> {
    tasks: HashSet<u32>,
    entries: HashSet<&'a EntryId>,
    units: HashSet<&'a str>,
    pairs: HashSet<(&'a str, u32)>,
}

impl<'a> Held<'a> {
    fn take(&mut self, row: &'a Row) {
        self.entries.extend(row.entry().map(|entry| &entry.id));
        self.units.insert(&row.unit);
        self.pairs.insert((&row.unit, row.task));
    }
}

impl Index {
    /// The rows that the conditions of a query hold for; a task's may hold for different ones of its rows.
    pub(super) fn held(&self, query: &Query, vocabulary: Vocabulary<'_>) -> Held<'_> {
        let mut held = Held::default();
        let Some(Snapshot { workspace, rows, changed }) = &self.snapshot else { return held };
        let reader = Reader::new(workspace, vocabulary, Some(changed));
        for (task, rows) in rows {
            let sources: Vec<_> = rows.rows.iter().map(|row| reader.read(row)).collect();
            let facts: Vec<_> = sources.iter().map(|source| source.facts()).collect();
            for (row, facts) in rows.rows.iter().zip(&facts) {
                if query.conditions_hold(std::slice::from_ref(facts)) {
                    held.take(row);
                }
            }
            if query.conditions_hold(&facts) {
                held.tasks.insert(*task);
            }
        }
        held
    }

    /// The rows whose light or status is called so; none where nothing is.
    pub(super) fn named(&self, word: &str, vocabulary: Vocabulary<'_>) -> Option<Held<'_>> {
        let is_it = |names: &[Named<'_>], key: &str| {
            let named = names.iter().find(|(name, _)| *name == key);
            same(key, word) || named.is_some_and(|(_, words)| words.iter().any(|name| same(name, word)))
        };
        let known = |names: &[Named<'_>]| names.iter().any(|(key, _)| is_it(names, key));
        if !known(vocabulary.lights) && !known(vocabulary.statuses) {
            return None;
        }
        let mut held = Held::default();
        let rows = self.snapshot.iter().flat_map(|snapshot| snapshot.rows.values());
        for row in rows.flat_map(|rows| &rows.rows) {
            let status = row.entry().map(|entry| entry.status().key());
            if is_it(vocabulary.lights, row.light.key())
                || status.is_some_and(|status| is_it(vocabulary.statuses, status))
            {
                held.tasks.insert(row.task);
                held.take(row);
            }
        }
        Some(held)
    }

    /// Whether one of the rows belongs to a thing.
    pub(super) fn holds(&self, held: &Held<'_>, source: &Source) -> bool {
        match source {
            Source::Task(task) => held.tasks.contains(task),
            Source::Entry(_, entry) | Source::Note(_, entry, _) => held.entries.contains(&entry.id),
            Source::Unit(place) => {
                let units = self.snapshot.as_ref().map(|snapshot| &snapshot.workspace.roster.units);
                units.and_then(|units| units.get(*place)).is_some_and(|unit| held.units.contains(&*unit.name))
            }
            Source::Activity(one) => {
                let plan = self.snapshot.as_ref().map(|snapshot| &snapshot.workspace.plan);
                let tasks = plan.into_iter().flat_map(|plan| plan.tasks());
                let mut answered = tasks
                    .filter(|task| task.answered_by.is_some_and(|by| by.kind == one.kind))
                    .map(|task| task.id)
                    .peekable();
                if answered.peek().is_none() {
                    return held.units.contains(&*one.unit);
                }
                answered.any(|task| held.pairs.contains(&(&*one.unit, task)))
            }
            Source::Chase(one) => one.units.iter().any(|unit| {
                if one.tasks.is_empty() {
                    return held.units.contains(&**unit);
                }
                one.tasks.iter().any(|task| held.pairs.contains(&(&**unit, *task)))
            }),
        }
    }
}
