//! The lines of a tree from its rows.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Node, Place, TreeLine};
use crate::domain::plan::{Plan, Task};
use crate::domain::rows::{Row, Rows, Tally};
use crate::workbench::filter::Shown;

/// The counts of each area and of its topics.
pub(super) fn tallies(plan: &Plan, rows: &Rows) -> Vec<(Tally, Vec<Tally>)> {
    plan.areas
        .iter()
        .map(|area| {
            let topics: Vec<Tally> = area
                .topics
                .iter()
                .map(|topic| {
                    topic.tasks.iter().filter_map(|task| rows.task(task.id)).map(|it| it.tally).sum()
                })
                .collect();
            (topics.iter().copied().sum(), topics)
        })
        .collect()
}

/// Every line that no folded branch hides.
pub(super) fn lines(plan: &Plan, rows: &Rows, open: &HashSet<Node>, shown: Option<&Shown>) -> Vec<TreeLine> {
    let mut lines = Vec::new();
    let branch = |node: Node, depth: u8, place: Place, lines: &mut Vec<TreeLine>| {
        let is_open = open.contains(&node);
        lines.push(TreeLine { node, depth, open: Some(is_open), place, rows: Vec::new() });
        is_open
    };
    let has = |task: &Task| shown.is_none_or(|shown| shown.has_task(task.id));
    for (a, area) in plan.areas.iter().enumerate() {
        if shown.is_some() && !area.topics.iter().any(|topic| topic.tasks.iter().any(has)) {
            continue;
        }
        if !branch(Node::Area(a), 0, (a, 0, 0), &mut lines) {
            continue;
        }
        for (t, topic) in area.topics.iter().enumerate() {
            if shown.is_some() && !topic.tasks.iter().any(has) {
                continue;
            }
            // A topic without a title gives no line: its tasks stand under the area.
            if topic.title.is_some() && !branch(Node::Topic(a, t), 1, (a, t, 0), &mut lines) {
                continue;
            }
            for (p, task) in topic.tasks.iter().enumerate().filter(|(_, task)| has(task)) {
                let line = task_line(task, (a, t, p), rows, open);
                let is_open = line.open == Some(true);
                lines.push(line);
                if is_open {
                    lines.extend(children(task.id, (a, t, p), rows, open, shown));
                }
            }
        }
    }
    lines
}

/// The line of a task. One with a single row that has no entry is a leaf: its line is that row's.
pub(super) fn task_line(task: &Task, place: Place, rows: &Rows, open: &HashSet<Node>) -> TreeLine {
    let all = rows.task(task.id).map_or(&[][..], |it| &it.rows);
    let node = Node::Task(task.id);
    let open = (!is_leaf(all)).then(|| open.contains(&node));
    TreeLine { node, depth: 2, open, place, rows: (0..all.len()).collect() }
}

pub(super) fn is_leaf(rows: &[Row]) -> bool {
    matches!(rows, [] | [Row { entry: None, .. }])
}

/// The lines under a task: its entries, then who has none, in the order of assignment.
pub(super) fn children(
    task: u32,
    place: Place,
    rows: &Rows,
    open: &HashSet<Node>,
    shown: Option<&Shown>,
) -> Vec<TreeLine> {
    let all = rows.task(task).map_or(&[][..], |it| &it.rows);
    let leaf = |node, depth, rows| TreeLine { node, depth, open: None, place, rows };
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
            None => list.push(leaf(node, 3, vec![at])),
        }
    }
    let unit_line =
        |at: usize, depth| leaf(Node::Unit { task, unit: Arc::clone(&all[at].unit) }, depth, vec![at]);
    let mut lines = entries;
    for mut line in others {
        match (&line.node, line.rows.as_slice()) {
            // A group of one has nothing to fold.
            (Node::Group { .. }, [at]) => lines.push(unit_line(*at, 3)),
            (Node::Group { .. }, members) => {
                let is_open = open.contains(&line.node);
                let members: Vec<usize> = if is_open { members.to_vec() } else { Vec::new() };
                line.open = Some(is_open);
                lines.push(line);
                lines.extend(members.into_iter().map(|at| unit_line(at, 4)));
            }
            _ => lines.push(line),
        }
    }
    lines
}
