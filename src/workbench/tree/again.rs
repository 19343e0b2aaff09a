//! Finding again what was selected, after lines were made anew.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Node, Tree, TreeLine};
use crate::domain::plan::Spot;
use crate::domain::rows::Rows;

impl Tree {
    /// Where the lines stand that are equal by this order, in which all stand.
    pub(super) fn span(&self, order: impl Fn(&TreeLine) -> Ordering) -> Range<usize> {
        let from = self.lines.partition_point(|line| order(line).is_lt());
        from..from + self.lines[from..].partition_point(|line| order(line).is_eq())
    }

    /// Where the lines of a task stand, by its place.
    pub(super) fn span_of_task(&self, place: Spot) -> Range<usize> {
        self.span(|line| (line.place, line.depth.min(2)).cmp(&(place, 2)))
    }

    /// Where the item of a line stands now, or what took its place.
    pub(super) fn place_of(&self, before: &TreeLine, rows: &Rows) -> usize {
        // Nearly always it is where it was, in the plan or under its task.
        let around = match before.depth {
            0 | 1 => self.span(|line| (line.place, line.depth).cmp(&(before.place, before.depth))),
            _ => self.span_of_task(before.place),
        };
        let near = self.cursor.min(self.lines.len().saturating_sub(1));
        let task = before.node.task();
        let same_task = |line: &TreeLine| task.is_some() && line.node.task() == task;
        let by_the_cursor = || {
            let places = [near, near.saturating_sub(1)];
            places.into_iter().find(|place| self.lines.get(*place).is_some_and(same_task))
        };
        self.item_in(around.clone(), before)
            .or_else(|| self.heir_in(around.clone(), before, rows))
            .or_else(|| self.lines[around].iter().any(same_task).then(by_the_cursor).flatten())
            .or_else(|| self.item_in(0..self.lines.len(), before))
            .or_else(|| self.heir_in(0..self.lines.len(), before, rows))
            .or_else(by_the_cursor)
            .or_else(|| self.lines.iter().position(same_task))
            .unwrap_or(near)
    }

    /// The item itself, among the lines in a range.
    fn item_in(&self, range: Range<usize>, item: &TreeLine) -> Option<usize> {
        let found = self.lines[range.clone()].iter().position(|line| line.node == item.node);
        found.map(|at| range.start + at)
    }

    /// What took an item's place, among the lines in a range: the row may have got its entry or lost it, the group its
    /// members.
    fn heir_in(&self, range: Range<usize>, item: &TreeLine, rows: &Rows) -> Option<usize> {
        let task = item.node.task()?;
        let count = rows.task(task).map_or(0, |it| it.rows.len());
        let group = match &item.node {
            Node::Group { group, .. } | Node::OpenGroup { group, .. } => Some(group),
            _ => None,
        };
        let is_heir = |line: &TreeLine| {
            line.node.task() == Some(task)
                && line.depth > 2
                && match &line.node {
                    Node::Group { group: other, .. } | Node::OpenGroup { group: other, .. }
                        if group.is_some() =>
                    {
                        Some(other) == group
                    }
                    _ => line.rows(rows).any(|row| self.units.contains(&row.unit)),
                }
        };
        let heirs = self.lines[range.clone()].iter().enumerate().filter(|(_, line)| is_heir(line));
        // A unit rather than the group that folds it.
        heirs.min_by_key(|(_, line)| line.rows.len(count)).map(|(at, _)| range.start + at)
    }
}
