//! 任务树: which lines are seen, which is selected, which branches are open.
//!
//! Invariant: while there is a line, exactly one is selected, and by what it is, not by where it stands: after any change
//! the selection is on the same item, or where that is gone on what took its place or stands nearest.

mod again;
mod build;
mod follow;
mod jump;
mod narrow;
mod place;
mod places;
mod reveal;

use std::collections::HashSet;
use std::sync::Arc;

use super::filter::Shown;
use super::viewport::Viewport;
use crate::domain::entry::EntryId;
use crate::domain::plan::{Plan, Spot};
use crate::domain::rows::{Row, Rows, Tally};

use build::{Growing, Maker};

pub use jump::Found;
pub use place::TreePlace;
pub use places::Places;

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// 大项, by its place in the plan.
    Area(usize),
    /// 小项, by its area's place and its own.
    Topic(usize, usize),
    /// 任务.
    Task(u32),
    /// 配档条目, under one of the tasks that it serves.
    Entry {
        /// The task it stands under.
        task: u32,
        /// The entry.
        id: EntryId,
    },
    /// A unit that has no entry.
    Unit {
        /// The task.
        task: u32,
        /// Full name.
        unit: Arc<str>,
    },
    /// The units of a group that have no entry, folded into one line.
    Group {
        /// The task.
        task: u32,
        /// The group's name.
        group: Arc<str>,
    },
    /// 成员待定.
    OpenGroup {
        /// The task.
        task: u32,
        /// The group's name.
        group: Arc<str>,
    },
}

impl Node {
    /// The task that the line belongs to.
    pub fn task(&self) -> Option<u32> {
        match self {
            Self::Area(_) | Self::Topic(..) => None,
            Self::Task(task)
            | Self::Entry { task, .. }
            | Self::Unit { task, .. }
            | Self::Group { task, .. }
            | Self::OpenGroup { task, .. } => Some(*task),
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeLine {
    /// What it stands for.
    pub node: Node,
    /// How deep it stands: 0 area, 1 topic, 2 task, 3 below a task, 4 below a group.
    pub depth: u8,
    /// Whether the branch is open; none for a leaf.
    pub open: Option<bool>,
    /// Where its task stands; of an area or topic its own place.
    pub place: Spot,
    /// Which rows of the task it stands for.
    pub rows: Places,
}

impl TreeLine {
    /// The rows that it stands for.
    pub fn rows<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = &'a Row> {
        let all = self.node.task().and_then(|task| rows.task(task)).map_or(&[][..], |task| &task.rows);
        let rows = self.rows.iter(all.len()).filter_map(|place| all.get(place));
        #[cfg(test)]
        let rows = rows.inspect(|_| crate::domain::rows::touched::one());
        rows
    }
}

/// The tree of one plan.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    lines: Vec<TreeLine>,
    open: HashSet<Node>,
    /// What the filter lets through.
    shown: Option<Arc<Shown>>,
    /// The branches that were open before it.
    open_before: Option<HashSet<Node>>,
    cursor: usize,
    /// The units of the selected line: who took its place when it goes.
    units: Vec<Arc<str>>,
    areas: Vec<(Tally, Vec<Tally>)>,
    /// The lines under another filter, while they are being made.
    growing: Option<Growing>,
    /// What the screen shows.
    pub view: Viewport,
}

impl Tree {
    /// The tree as it opens: the first area unfolded, its first task selected.
    pub fn new(plan: &Plan, rows: &Rows) -> Self {
        let mut tree = Self::default();
        tree.open.insert(Node::Area(0));
        for (area, topics) in plan.areas.iter().enumerate() {
            tree.open.extend((0..topics.topics.len()).map(|topic| Node::Topic(area, topic)));
        }
        tree.rebuild(plan, rows);
        let first = tree.lines.iter().position(|line| matches!(line.node, Node::Task(_))).unwrap_or(0);
        tree.go(first, rows);
        tree
    }

    /// The lines that are not hidden by a folded branch.
    pub fn lines(&self) -> &[TreeLine] {
        &self.lines
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line; none where there is no line at all.
    pub fn selected(&self) -> Option<&TreeLine> {
        self.lines.get(self.cursor)
    }

    /// The counts of an area.
    pub fn area(&self, area: usize) -> Tally {
        self.areas.get(area).map(|(tally, _)| *tally).unwrap_or_default()
    }

    /// The counts of a topic.
    pub fn topic(&self, area: usize, topic: usize) -> Tally {
        self.areas.get(area).and_then(|(_, topics)| topics.get(topic)).copied().unwrap_or_default()
    }

    /// Selects a line by its place, the last where there are fewer. Whether the selection moved.
    pub fn go(&mut self, place: usize, rows: &Rows) -> bool {
        let place = place.min(self.lines.len().saturating_sub(1));
        let moved = place != self.cursor;
        self.cursor = place;
        // A task is found again by itself, however many units it has.
        let below = self.selected().filter(|line| line.depth > 2 || line.open.is_none());
        self.units =
            below.map(|line| line.rows(rows).map(|row| Arc::clone(&row.unit)).collect()).unwrap_or_default();
        moved
    }

    /// Selects a node if its line is seen.
    pub fn select(&mut self, node: &Node, rows: &Rows) -> bool {
        let place = self.lines.iter().position(|line| line.node == *node);
        if let Some(place) = place {
            self.go(place, rows);
        }
        place.is_some()
    }

    /// Opens or folds the selected branch; none where it is a leaf.
    pub fn set_open(&mut self, open: bool, plan: &Plan, rows: &Rows) -> Option<bool> {
        let cursor = self.cursor;
        let line = self.lines.get_mut(cursor)?;
        let was = line.open?;
        let node = line.node.clone();
        if was == open {
            return Some(was);
        }
        line.open = Some(open);
        if open {
            self.open.insert(node);
        } else {
            self.open.remove(&node);
        }
        let below = if open { self.maker(plan, rows).below(&self.lines[cursor]) } else { Vec::new() };
        let depth = self.lines[cursor].depth;
        let deeper = self.lines[cursor + 1..].iter().take_while(|line| line.depth > depth).count();
        self.lines.splice(cursor + 1..cursor + 1 + deeper, below);
        self.go(cursor, rows);
        Some(was)
    }

    fn maker<'a>(&'a self, plan: &'a Plan, rows: &'a Rows) -> Maker<'a> {
        Maker { plan, rows, open: &self.open, shown: self.shown.as_deref() }
    }

    /// The place of the line that a line stands under.
    pub fn parent(&self, place: usize) -> Option<usize> {
        let depth = self.lines.get(place)?.depth;
        self.lines[..place].iter().rposition(|line| line.depth < depth)
    }

    /// Takes up changed data, or branches that were opened or folded.
    pub fn rebuild(&mut self, plan: &Plan, rows: &Rows) {
        if self.is_growing() {
            self.grow(plan, rows, &mut || false);
        }
        let before = self.selected().cloned();
        self.areas = plan.areas.iter().map(|area| build::tally(area, rows)).collect();
        self.lines = self.maker(plan, rows).all();
        let place = before.map_or(0, |line| self.place_of(&line, rows));
        self.go(place, rows);
    }

    /// Makes the lines of one area anew, of which branches were opened.
    fn rebuild_area(&mut self, area: usize, plan: &Plan, rows: &Rows) {
        if self.is_growing() {
            self.grow(plan, rows, &mut || false);
        }
        let before = self.selected().cloned();
        let mut lines = Vec::new();
        self.maker(plan, rows).area(area, &mut lines);
        let range = self.span(|line| line.place.0.cmp(&area));
        self.lines.splice(range, lines);
        let place = before.map_or(0, |line| self.place_of(&line, rows));
        self.go(place, rows);
    }
}
