//! 标记: which rows a change of many is for.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::RowKey;
use crate::domain::rows::{Row, Rows};
use crate::workbench::filter::Shown;

/// The marked rows, in the plan's order: what a change of many acts on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Marked {
    /// The first; its unit stands for all where one is asked for.
    unit: Arc<str>,
    /// Never empty.
    pub rows: Arc<[RowKey]>,
}

impl Marked {
    /// Some rows, if there are any.
    pub fn new(rows: &Arc<[RowKey]>) -> Option<Self> {
        let unit = Arc::clone(&rows.first()?.unit);
        Some(Self { unit, rows: Arc::clone(rows) })
    }

    /// The unit of the first.
    pub fn first_unit(&self) -> &Arc<str> {
        &self.unit
    }
}

/// Marks stay on their rows: a row that got its entry keeps its mark, as does one that lost it.
pub(super) fn follow(marks: &mut HashSet<RowKey>, rows: &Rows) {
    if marks.is_empty() {
        return;
    }
    let mut kept = HashSet::with_capacity(marks.len());
    for key in marks.drain() {
        let all = rows.task(key.task).map_or(&[][..], |it| &it.rows);
        if all.iter().any(|row| key.is(row)) {
            kept.insert(key);
        } else {
            let heirs = |row: &&Row| row.unit == key.unit;
            kept.extend(all.iter().filter(heirs).map(RowKey::of));
        }
    }
    *marks = kept;
}

/// How many marked rows a filter hides.
pub(super) fn hidden(marks: &HashSet<RowKey>, rows: &Rows, shown: Option<&Shown>) -> usize {
    let Some(shown) = shown else { return 0 };
    let tasks: BTreeSet<u32> = marks.iter().map(|key| key.task).collect();
    let is_hidden = |task: u32| {
        let all = rows.task(task).map_or(&[][..], |it| &it.rows).iter().enumerate();
        all.filter(|(at, row)| !shown.has(task, *at) && marks.contains(&RowKey::of(row))).count()
    };
    tasks.into_iter().map(is_hidden).sum()
}

/// The marked rows in the plan's order.
pub(super) fn ordered(marks: &HashSet<RowKey>, rows: &Rows) -> Vec<RowKey> {
    if marks.is_empty() {
        return Vec::new();
    }
    let tasks: BTreeSet<u32> = marks.iter().map(|key| key.task).collect();
    rows.of_tasks(&tasks).map(RowKey::of).filter(|key| marks.contains(key)).collect()
}
