//! 清单: lines about rows, put together under headings. 本周 and 日历 show them; each line acts as its row does.
//!
//! Invariant: while there is a line, exactly one is selected, and by what it is: after any change the selection is on the
//! same item, where that left its heading on where it went, and where it is gone on what took its place.

mod bundle;
mod duty;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::filter::Shown;
use super::subject::Subject;
use super::tree::{Node, TreeLine};
use super::viewport::Viewport;
use super::week::{Section, Step};
use crate::domain::plan::Plan;
use crate::domain::rows::{Row, Rows};

pub use bundle::{bundle, first_day, is_owed, owed_of, placed, promises, singles};
pub use duty::duties;

/// Where a row stands: its task, and its place among the task's rows.
pub type At = (u32, usize);

/// What a line stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Under {
    /// A section of 本周.
    Section(Section),
    /// A day of the calendar.
    Day(NaiveDate),
}

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// The heading itself.
    Head,
    /// One entry, one unit without an entry, or an open group.
    Row(Subject),
    /// Many units of one task, folded into one line.
    Task(u32),
    /// All that one unit has not reported.
    Unit(Arc<str>),
    /// 承诺: what a unit promised.
    Promise {
        /// The chase.
        chase: String,
        /// The unit.
        unit: Arc<str>,
    },
    /// 刚性要求 of one unit; of all that owe it where no unit is named.
    Duty {
        /// The duty's id.
        duty: String,
        /// Full name.
        unit: Option<Arc<str>>,
    },
    /// 报送截止日.
    FilingDay,
    /// A step of 起步清单.
    Step(Step),
    /// 一句话进展, to be copied.
    Summary,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    /// The heading it belongs to.
    pub under: Under,
    /// What it stands for.
    pub item: Item,
    /// 0 a heading, 1 a line under it, 2 a line that was unfolded.
    pub depth: u8,
    /// Whether it is unfolded; none for a leaf.
    pub open: Option<bool>,
    /// The rows that it stands for.
    pub rows: Vec<At>,
    /// 刚性要求: the units that owe it.
    pub units: Vec<Arc<str>>,
    /// The day that it is about.
    pub day: Option<NaiveDate>,
    /// Of a heading: how many it counts.
    pub count: usize,
}

impl AgendaLine {
    /// A line that is no branch.
    pub fn leaf(under: Under, item: Item, rows: Vec<At>, day: Option<NaiveDate>) -> Self {
        Self { under, item, depth: 1, open: None, rows, units: Vec::new(), day, count: 0 }
    }

    /// The rows that it stands for.
    pub fn rows<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter_map(|(task, place)| rows.row(*task, *place))
    }

    /// The task that all of it belongs to.
    pub fn task(&self) -> Option<u32> {
        if self.item == Item::Head {
            return None;
        }
        let (first, _) = self.rows.first()?;
        self.rows.iter().all(|(task, _)| task == first).then_some(*first)
    }

    /// The same as a line of the tree, so that all that acts on such a line and tells of it serves here too.
    pub fn tree_line(&self, plan: &Plan, rows: &Rows) -> Option<TreeLine> {
        let task = self.task()?;
        let place = plan.place_of(task)?;
        let mut line = TreeLine {
            node: Node::Task(task),
            depth: 3,
            open: None,
            place,
            rows: self.rows.iter().map(|(_, place)| *place).collect(),
        };
        if let Ok(subject) = Subject::of(&line, rows) {
            line.node = node(&subject).unwrap_or(line.node);
        }
        Some(line)
    }
}

/// The lines of which a filter lets rows through, with those rows alone. What is no row is not filtered, it is away: a
/// filter asks for rows.
pub fn narrowed(lines: Vec<AgendaLine>, shown: Option<&Shown>) -> Vec<AgendaLine> {
    let Some(shown) = shown else { return lines };
    let narrow = |mut line: AgendaLine| {
        line.rows.retain(|(task, place)| shown.has(*task, *place));
        (!line.rows.is_empty()).then_some(line)
    };
    lines.into_iter().filter_map(narrow).collect()
}

/// The node of the tree that a subject is; marked rows are none.
pub(super) fn node(subject: &Subject) -> Option<Node> {
    Some(match subject.clone() {
        Subject::Entry { task, id, .. } => Node::Entry { task, id },
        Subject::Unit { task, unit } => Node::Unit { task, unit },
        Subject::OpenGroup { task, group } => Node::OpenGroup { task, group },
        Subject::Marked(_) => return None,
    })
}

/// The lines of a view, and the selected one.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    lines: Vec<AgendaLine>,
    cursor: usize,
    /// Branches that stand otherwise than they began.
    turned: HashSet<(Under, Item)>,
    /// What the screen shows.
    pub view: Viewport,
    /// The column at which its lines begin.
    pub left: u16,
}

impl Agenda {
    /// The lines.
    pub fn lines(&self) -> &[AgendaLine] {
        &self.lines
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line; none where there is no line at all.
    pub fn selected(&self) -> Option<&AgendaLine> {
        self.lines.get(self.cursor)
    }

    /// Selects a line by its place, the last where there are fewer. Whether the selection moved.
    pub fn go(&mut self, place: usize) -> bool {
        let place = place.min(self.lines.len().saturating_sub(1));
        let moved = place != self.cursor;
        self.cursor = place;
        moved
    }

    /// The screen's row of the selected line.
    pub fn anchor(&self) -> u16 {
        let at = self.cursor.saturating_sub(self.view.offset);
        self.view.top.saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Whether a branch is open, which began so.
    pub fn is_open(&self, under: Under, item: &Item, at_first: bool) -> bool {
        at_first != self.turned.contains(&(under, item.clone()))
    }

    /// Folds the selected branch, or unfolds it; whether it is one. The lines are then to be built anew.
    pub fn turn(&mut self) -> bool {
        let Some(line) = self.selected().filter(|line| line.open.is_some()) else { return false };
        let key = (line.under, line.item.clone());
        if !self.turned.remove(&key) {
            self.turned.insert(key);
        }
        true
    }

    /// The place of the line that the selected one stands under.
    pub fn parent(&self) -> Option<usize> {
        let depth = self.selected()?.depth;
        self.lines[..self.cursor].iter().rposition(|line| line.depth < depth)
    }

    /// Selects the line of a subject, if there is one.
    pub fn select(&mut self, subject: &Subject) -> bool {
        let place = self.lines.iter().position(|line| is_row_of(line, subject));
        if let Some(place) = place {
            self.go(place);
        }
        place.is_some()
    }

    /// Other lines: the selection stays on its item.
    pub fn replace(&mut self, lines: Vec<AgendaLine>) {
        let before = self.selected().cloned();
        self.lines = lines;
        let place = before.map_or(0, |line| self.place_of(&line));
        self.go(place);
    }

    /// Where the item of a line stands now, or what took its place.
    fn place_of(&self, before: &AgendaLine) -> usize {
        let find = |test: &dyn Fn(&AgendaLine) -> bool| self.lines.iter().position(test);
        let here = |line: &AgendaLine| line.under == before.under;
        let same = |line: &AgendaLine| line.item == before.item;
        // The row may have got its entry or lost it.
        let heir = |line: &AgendaLine| matches!(&before.item, Item::Row(subject) if is_row_of(line, subject));
        let folded = |line: &AgendaLine| {
            here(line) && before.task().is_some() && line.task() == before.task() && line.depth == 1
        };
        let elsewhere = |line: &AgendaLine| !matches!(line.item, Item::Head) && (same(line) || heir(line));
        find(&|line| here(line) && same(line) && line.depth == before.depth)
            .or_else(|| find(&|line| here(line) && (same(line) || heir(line))))
            .or_else(|| find(&elsewhere))
            .or_else(|| find(&folded))
            .unwrap_or_else(|| self.nearest(before))
    }

    /// What took the place of a line that is gone: under the same heading if there is anything left.
    fn nearest(&self, before: &AgendaLine) -> usize {
        let near = self.cursor.min(self.lines.len().saturating_sub(1));
        let fits = |place: usize| {
            self.lines.get(place).is_some_and(|line| line.under == before.under && line.item != Item::Head)
        };
        [near, near.saturating_sub(1)].into_iter().find(|place| fits(*place)).unwrap_or(near)
    }
}

/// Whether a line stands for the row of a subject, with its entry or without.
fn is_row_of(line: &AgendaLine, subject: &Subject) -> bool {
    let Item::Row(other) = &line.item else { return false };
    match (other, subject) {
        (Subject::Entry { id, .. }, Subject::Entry { id: wanted, .. }) => id == wanted,
        _ => other.task() == subject.task() && other.unit() == subject.unit(),
    }
}
