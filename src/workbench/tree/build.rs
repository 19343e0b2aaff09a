//! The lines of a tree from its rows: of one task, one area, or all of them a part at a time.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Node, Places, TreeLine};
use crate::domain::plan::{Area, Plan, Spot, Task};
use crate::domain::rows::{Row, Rows, Tally};
use crate::workbench::filter::Shown;

/// The counts of an area and of its topics.
pub(super) fn tally(area: &Area, rows: &Rows) -> (Tally, Vec<Tally>) {
    let count = |tasks: &[Task]| tasks.iter().filter_map(|task| rows.task(task.id)).map(|it| it.tally).sum();
    let topics: Vec<Tally> = area.topics.iter().map(|topic| count(&topic.tasks)).collect();
    (topics.iter().copied().sum(), topics)
}

/// What lines are made of.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) plan: &'a Plan,
    pub(super) rows: &'a Rows,
    /// The branches that are open.
    pub(super) open: &'a HashSet<Node>,
    /// What the filter lets through; all without one.
    pub(super) shown: Option<&'a Shown>,
}

impl Maker<'_> {
    /// Every line that no folded branch hides.
    pub(super) fn all(self) -> Vec<TreeLine> {
        let mut lines = Vec::new();
        for area in 0..self.plan.areas.len() {
            self.area(area, &mut lines);
        }
        lines
    }

    fn has(self, task: &Task) -> bool {
        self.shown.is_none_or(|shown| shown.has_task(task.id))
    }

    /// A line with branches; whether they are seen.
    fn branch(self, node: Node, depth: u8, place: Spot, lines: &mut Vec<TreeLine>) -> bool {
        let open = self.open.contains(&node);
        lines.push(TreeLine { node, depth, open: Some(open), place, rows: Places::None });
        open
    }

    /// The lines of an area.
    pub(super) fn area(self, area: usize, lines: &mut Vec<TreeLine>) {
        if self.head(area, lines) {
            self.topics(area, lines);
        }
    }

    /// The line of an area, unless the filter lets nothing of it through; whether anything is seen under it.
    pub(super) fn head(self, area: usize, lines: &mut Vec<TreeLine>) -> bool {
        let Some(it) = self.plan.areas.get(area) else { return false };
        let is_seen =
            self.shown.is_none() || it.topics.iter().flat_map(|it| &it.tasks).any(|it| self.has(it));
        is_seen && self.branch(Node::Area(area), 0, (area, 0, 0), lines)
    }

    fn topics(self, area: usize, lines: &mut Vec<TreeLine>) {
        for topic in 0..self.plan.areas.get(area).map_or(0, |it| it.topics.len()) {
            self.topic(area, topic, lines);
        }
    }

    /// The lines of a topic of an open area.
    pub(super) fn topic(self, area: usize, topic: usize, lines: &mut Vec<TreeLine>) {
        let Some(it) = self.plan.areas.get(area).and_then(|it| it.topics.get(topic)) else { return };
        let is_seen = self.shown.is_none() || it.tasks.iter().any(|task| self.has(task));
        // A topic without a title gives no line: its tasks stand under the area.
        let is_open = |lines: &mut Vec<TreeLine>| {
            it.title.is_none() || self.branch(Node::Topic(area, topic), 1, (area, topic, 0), lines)
        };
        if is_seen && is_open(lines) {
            self.tasks(area, topic, lines);
        }
    }

    fn tasks(self, area: usize, topic: usize, lines: &mut Vec<TreeLine>) {
        let tasks = self.plan.areas.get(area).and_then(|it| it.topics.get(topic)).map(|it| &it.tasks);
        for (at, task) in tasks.into_iter().flatten().enumerate() {
            self.task(task, (area, topic, at), lines);
        }
    }

    /// The lines of a task whose area and topic are open; none where the filter hides it.
    pub(super) fn task(self, task: &Task, place: Spot, lines: &mut Vec<TreeLine>) {
        if !self.has(task) {
            return;
        }
        let line = task_line(task, place, self.rows, self.open);
        let is_open = line.open == Some(true);
        lines.push(line);
        if is_open {
            lines.extend(children(task.id, place, self.rows, self.open, self.shown));
        }
    }

    /// What stands under the line of an open branch.
    pub(super) fn below(self, line: &TreeLine) -> Vec<TreeLine> {
        let mut lines = Vec::new();
        match line.node {
            Node::Area(area) => self.topics(area, &mut lines),
            Node::Topic(area, topic) => self.tasks(area, topic, &mut lines),
            Node::Task(task) => lines = children(task, line.place, self.rows, self.open, self.shown),
            Node::Group { task, .. } => {
                let all = self.rows.task(task).map_or(&[][..], |it| &it.rows);
                let member = |at: usize| all.get(at).map(|row| unit_line(task, row, at, line.place, 4));
                lines.extend(line.rows.iter(all.len()).filter_map(member));
            }
            Node::Entry { .. } | Node::Unit { .. } | Node::OpenGroup { .. } => {}
        }
        lines
    }
}

/// Lines of a tree that are being made.
#[derive(Debug, Clone, Default)]
pub(super) struct Growing {
    pub(super) lines: Vec<TreeLine>,
    /// The next area, and the next topic of it.
    at: (usize, usize),
    /// Whether what leads to what the filter lets through is opened on the way.
    pub(super) unfolds: bool,
    /// Where one goes back to then: what is selected, and how far it is scrolled.
    pub(super) back_to: Option<(Option<Node>, usize)>,
}

impl Growing {
    /// Nothing is made yet.
    pub(super) fn new(unfolds: bool) -> Self {
        Self { unfolds, ..Self::default() }
    }

    /// The lines of a place to which one goes back.
    pub(super) fn back_to(node: Option<Node>, offset: usize) -> Self {
        Self { back_to: Some((node, offset)), ..Self::default() }
    }

    /// Begins again, as the data changed.
    pub(super) fn restart(&mut self) {
        self.lines.clear();
        self.at = (0, 0);
    }

    /// Makes lines until all are made or it is said to be enough, which is asked after each topic; whether all are.
    pub(super) fn go_on(
        &mut self,
        (plan, rows): (&Plan, &Rows),
        open: &mut HashSet<Node>,
        shown: Option<&Shown>,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        let unfolds = shown.filter(|_| self.unfolds);
        while let Some(it) = plan.areas.get(self.at.0) {
            let (area, topic) = self.at;
            if topic == 0 {
                if unfolds.is_some_and(|shown| has_any(shown, it.topics.iter().flat_map(|it| &it.tasks))) {
                    open.insert(Node::Area(area));
                }
                if !(Maker { plan, rows, open, shown }).head(area, &mut self.lines) {
                    self.at = (area + 1, 0);
                    continue;
                }
            }
            let Some(tasks) = it.topics.get(topic).map(|it| &it.tasks) else {
                self.at = (area + 1, 0);
                continue;
            };
            if let Some(shown) = unfolds {
                if has_any(shown, tasks) {
                    open.insert(Node::Topic(area, topic));
                }
                // A task only where a part of its rows is let through; one that is there whole is folded.
                for task in tasks.iter().filter(|task| shown.has_task(task.id)) {
                    let node = Node::Task(task.id);
                    if shown.has_part_of(task.id) {
                        open.insert(node);
                    } else {
                        open.remove(&node);
                    }
                }
            }
            Maker { plan, rows, open, shown }.topic(area, topic, &mut self.lines);
            self.at.1 += 1;
            if enough() {
                return false;
            }
        }
        true
    }
}

fn has_any<'a>(shown: &Shown, tasks: impl IntoIterator<Item = &'a Task>) -> bool {
    tasks.into_iter().any(|task| shown.has_task(task.id))
}

/// The line of a task. One with a single row that has no entry is a leaf: its line is that row's.
pub(super) fn task_line(task: &Task, place: Spot, rows: &Rows, open: &HashSet<Node>) -> TreeLine {
    let all = rows.task(task.id).map_or(&[][..], |it| &it.rows);
    let node = Node::Task(task.id);
    let open = (!is_leaf(all)).then(|| open.contains(&node));
    TreeLine { node, depth: 2, open, place, rows: Places::All }
}

pub(super) fn is_leaf(rows: &[Row]) -> bool {
    matches!(rows, [] | [Row { entry: None, .. }])
}

fn unit_line(task: u32, row: &Row, at: usize, place: Spot, depth: u8) -> TreeLine {
    let node = Node::Unit { task, unit: Arc::clone(&row.unit) };
    TreeLine { node, depth, open: None, place, rows: Places::One(at) }
}

/// The lines under a task: its entries, then who has none, in the order of assignment.
pub(super) fn children(
    task: u32,
    place: Spot,
    rows: &Rows,
    open: &HashSet<Node>,
    shown: Option<&Shown>,
) -> Vec<TreeLine> {
    let all = rows.task(task).map_or(&[][..], |it| &it.rows);
    let leaf = |node, rows| TreeLine { node, depth: 3, open: None, place, rows };
    let mut entries: Vec<TreeLine> = Vec::new();
    let mut others: Vec<TreeLine> = Vec::new();
    // Where no row fulfils all conditions by itself, all are shown: together they do.
    let shown = shown.filter(|shown| shown.has_row_of(task));
    let has = |at: usize| shown.is_none_or(|shown| shown.has(task, at));
    for (at, row) in all.iter().enumerate().filter(|(at, _)| has(*at)) {
        let (node, list) = match row.entry() {
            Some(entry) => (Node::Entry { task, id: entry.id.clone() }, &mut entries),
            None if row.open_group => (Node::OpenGroup { task, group: Arc::clone(&row.unit) }, &mut others),
            None => match &row.group {
                Some(group) => (Node::Group { task, group: Arc::clone(group) }, &mut others),
                None => (Node::Unit { task, unit: Arc::clone(&row.unit) }, &mut others),
            },
        };
        match list.iter_mut().find(|line| line.node == node) {
            Some(line) => line.rows.push(at),
            None => list.push(leaf(node, Places::One(at))),
        }
    }
    let mut lines = entries;
    for mut line in others {
        match (&line.node, &line.rows) {
            // A group of one has nothing to fold.
            (Node::Group { .. }, Places::One(at)) => lines.push(unit_line(task, &all[*at], *at, place, 3)),
            (Node::Group { .. }, members) => {
                let is_open = open.contains(&line.node);
                let members: Vec<TreeLine> = if is_open {
                    members.iter(all.len()).map(|at| unit_line(task, &all[at], at, place, 4)).collect()
                } else {
                    Vec::new()
                };
                line.open = Some(is_open);
                lines.push(line);
                lines.extend(members);
            }
            _ => lines.push(line),
        }
    }
    lines
}
