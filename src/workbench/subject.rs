//! What a command acts on: one entry, one unit without an entry, or an open group.

use std::sync::Arc;

use super::ledger::Marked;
use super::notice::WhyNot;
use super::tree::{Node, TreeLine};
use crate::domain::entry::EntryId;
use crate::domain::rows::{Row, Rows};

/// One thing that can be acted on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An entry, seen under one of its tasks.
    Entry {
        /// The task.
        task: u32,
        /// The entry.
        id: EntryId,
        /// The unit of the row; of a joint entry the first.
        unit: Arc<str>,
    },
    /// A unit without an entry: acting on it makes one.
    Unit {
        /// The task.
        task: u32,
        /// Full name.
        unit: Arc<str>,
    },
    /// 成员待定.
    OpenGroup {
        /// The task.
        task: u32,
        /// The group's name.
        group: Arc<str>,
    },
    /// All marked rows of the ledger.
    Marked(Marked),
}

impl Subject {
    /// What the line stands for, if it is one thing.
    pub fn of(line: &TreeLine, rows: &Rows) -> Result<Self, WhyNot> {
        if line.node.task().is_none() {
            return Err(WhyNot::NoTask);
        }
        let mut subjects = line.rows(rows).map(Self::of_row);
        let Some(first) = subjects.next() else { return Err(WhyNot::ManyRows) };
        let same = |other: &Self| match (&first, other) {
            (Self::Entry { id, .. }, Self::Entry { id: other, .. }) => id == other,
            _ => false,
        };
        if subjects.all(|other| same(&other)) && !matches!(line.node, Node::Group { .. }) {
            Ok(first)
        } else {
            Err(WhyNot::ManyRows)
        }
    }

    /// What a row is.
    pub fn of_row(row: &Row) -> Self {
        let (task, unit) = (row.task, Arc::clone(&row.unit));
        match row.entry() {
            Some(entry) => Self::Entry { task, id: entry.id.clone(), unit },
            None if row.open_group => Self::OpenGroup { task, group: unit },
            None => Self::Unit { task, unit },
        }
    }

    /// The task; of marked rows that of the first.
    pub fn task(&self) -> u32 {
        match self {
            Self::Entry { task, .. } | Self::Unit { task, .. } | Self::OpenGroup { task, .. } => *task,
            Self::Marked(marked) => marked.rows.first().map_or(0, |row| row.task),
        }
    }

    /// The unit; of an open group its name, of marked rows that of the first.
    pub fn unit(&self) -> &Arc<str> {
        match self {
            Self::Entry { unit, .. } | Self::Unit { unit, .. } => unit,
            Self::OpenGroup { group, .. } => group,
            Self::Marked(marked) => marked.first_unit(),
        }
    }
}
