//! 台账: all rows as one table. Which columns are seen, how rows are sorted and grouped, which are marked, which is
//! selected.
//!
//! Invariant: selection and marks are by what a row is (task, unit, entry), not by where it stands.

mod build;
mod column;
mod commands;
mod copy;
mod follow;
mod fresh;
mod marks;
mod place;
mod settings;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::viewport::Viewport;
use crate::domain::entry::EntryId;
use crate::domain::light::Light;
use crate::domain::rows::{Row, Rows, Tally};
use crate::domain::status::Status;

use build::Making;

pub use column::Column;
pub use marks::Marked;
pub use place::LedgerPlace;

/// What a row is, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RowKey {
    /// The task.
    pub task: u32,
    /// Full name of the unit, or the open group's.
    pub unit: Arc<str>,
    /// The entry, if it has one.
    pub entry: Option<EntryId>,
}

impl RowKey {
    /// The key of a row.
    pub fn of(row: &Row) -> Self {
        Self { task: row.task, unit: Arc::clone(&row.unit), entry: row.entry().map(|entry| entry.id.clone()) }
    }

    fn is(&self, row: &Row) -> bool {
        self.task == row.task && self.unit == row.unit && self.entry.as_ref() == row.entry().map(|it| &it.id)
    }
}

/// What rows are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// 责任单位.
    Unit,
    /// 大项.
    Area,
    /// 责任人.
    Person,
    /// 状态.
    Status,
    /// 亮灯.
    Light,
    /// The week of the last day.
    Week,
}

impl Grouping {
    /// Every grouping.
    pub const ALL: [Self; 6] = [Self::Unit, Self::Area, Self::Person, Self::Status, Self::Light, Self::Week];
}

/// What the rows of a group share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupKey {
    /// The unit: its place in the roster and its name.
    Unit(usize, Arc<str>),
    /// The area's place in the plan.
    Area(usize),
    /// 责任人, by sound; empty where there is none.
    Person(String, String),
    /// 状态: its place; beyond the last where there is no entry.
    Status(usize),
    /// 亮灯, by its urgency.
    Light(u8),
    /// The Monday of the week.
    Week(NaiveDate),
    /// Without a last day, or without a person: stands last.
    Without,
}

impl GroupKey {
    /// The light of a group by light.
    pub fn light(&self) -> Option<Light> {
        let Self::Light(urgency) = self else { return None };
        Light::ALL.into_iter().find(|light| light.urgency() == *urgency)
    }

    /// The status of a group by status; none where there is no entry.
    pub fn status(&self) -> Option<Status> {
        let Self::Status(place) = self else { return None };
        Status::ALL.get(*place).copied()
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerLine {
    /// The head of a group, with its subtotals.
    Group {
        /// The group.
        key: GroupKey,
        /// Its counts.
        tally: Tally,
        /// Whether its rows are seen.
        open: bool,
    },
    /// The row at this place among the rows of its task.
    Row {
        /// The task.
        task: u32,
        /// The place.
        at: usize,
    },
}

impl LedgerLine {
    /// The row that the line stands for.
    pub fn row<'a>(&self, rows: &'a Rows) -> Option<&'a Row> {
        match self {
            Self::Row { task, at } => rows.task(*task)?.rows.get(*at),
            Self::Group { .. } => None,
        }
    }
}

/// What is selected.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selected {
    Group(GroupKey),
    Row(RowKey),
}

/// The ledger of one plan.
#[derive(Debug, Clone)]
pub struct Ledger {
    lines: Vec<LedgerLine>,
    cursor: usize,
    selected: Option<Selected>,
    /// The columns beside the pinned ones, in order, and whether each is seen.
    columns: Vec<(Column, bool)>,
    sort: Option<Column>,
    descending: bool,
    grouping: Option<Grouping>,
    open: HashSet<GroupKey>,
    marks: HashSet<RowKey>,
    /// The marks in the plan's order.
    ordered: Arc<[RowKey]>,
    hidden_marks: usize,
    row_count: usize,
    /// How many columns are scrolled out at the left.
    pub scroll: usize,
    /// Data or settings changed since the lines were made.
    stale: bool,
    /// The lines that will be, while they are being made.
    making: Option<Making>,
    /// How far it is scrolled when they are made, where one goes back.
    back_to: Option<usize>,
    /// What the screen shows.
    pub view: Viewport,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            cursor: 0,
            selected: None,
            columns: Column::FREE.into_iter().map(|column| (column, true)).collect(),
            sort: None,
            descending: false,
            grouping: None,
            open: HashSet::new(),
            marks: HashSet::new(),
            ordered: Arc::default(),
            hidden_marks: 0,
            row_count: 0,
            scroll: 0,
            stale: true,
            making: None,
            back_to: None,
            view: Viewport::default(),
        }
    }
}

impl Ledger {
    /// The lines that are not hidden by a folded group.
    pub fn lines(&self) -> &[LedgerLine] {
        &self.lines
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line; none where there is no line at all.
    pub fn selected(&self) -> Option<&LedgerLine> {
        self.lines.get(self.cursor)
    }

    /// The columns beside the pinned ones, in order, and whether each is seen.
    pub fn columns(&self) -> &[(Column, bool)] {
        &self.columns
    }

    /// The columns beside the pinned ones that are seen.
    pub fn seen(&self) -> impl Iterator<Item = Column> {
        self.columns.iter().filter(|(_, seen)| *seen).map(|(column, _)| *column)
    }

    /// By which column rows are sorted, and whether the other way round; none is the plan's order.
    pub fn sort(&self) -> (Option<Column>, bool) {
        (self.sort, self.descending)
    }

    /// What rows are grouped by.
    pub fn grouping(&self) -> Option<Grouping> {
        self.grouping
    }

    /// How many rows are in the table, in folded groups too.
    pub fn row_count(&self) -> usize {
        self.row_count
    }

    /// How many rows are marked, and how many of them the filter hides.
    pub fn marked(&self) -> (usize, usize) {
        (self.marks.len(), self.hidden_marks)
    }

    /// The marked rows in the plan's order; none where nothing is marked.
    pub fn marks(&self) -> Option<Marked> {
        Marked::new(&self.ordered)
    }

    /// Whether a row is marked.
    pub fn is_marked(&self, row: &Row) -> bool {
        !self.marks.is_empty() && self.marks.contains(&RowKey::of(row))
    }

    /// Selects a line by its place, the last where there are fewer. Whether the selection moved.
    pub fn go(&mut self, place: usize, rows: &Rows) -> bool {
        let place = place.min(self.lines.len().saturating_sub(1));
        let moved = place != self.cursor;
        self.cursor = place;
        self.selected = self.lines.get(place).and_then(|line| match line {
            LedgerLine::Group { key, .. } => Some(Selected::Group(key.clone())),
            LedgerLine::Row { .. } => line.row(rows).map(|row| Selected::Row(RowKey::of(row))),
        });
        moved
    }

    /// The head of the group that a line stands in.
    fn head(&self, place: usize) -> Option<usize> {
        let upto = self.lines.get(..=place)?;
        upto.iter().rposition(|line| matches!(line, LedgerLine::Group { .. }))
    }
}
