//! 原处: where one stands in the tree, to come back to; and going to a line wherever it is folded away.

use std::collections::HashSet;

use super::build::Growing;
use super::{Node, Tree};
use crate::domain::plan::Plan;
use crate::domain::rows::Rows;

/// What is selected, how far it is scrolled, which branches are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreePlace {
    node: Option<Node>,
    offset: usize,
    open: HashSet<Node>,
}

impl TreePlace {
    /// Whether the same line is selected.
    pub fn is_same(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Tree {
    /// Where one stands.
    pub fn place(&self) -> TreePlace {
        let node = self.selected().map(|line| line.node.clone());
        TreePlace { node, offset: self.view.offset, open: self.open.clone() }
    }

    /// Back to where one stood; what is gone meanwhile leaves the nearest line selected. Where other branches were open,
    /// the lines follow when it grows.
    pub fn return_to(&mut self, place: TreePlace, rows: &Rows) {
        let TreePlace { node, offset, open } = place;
        if self.is_growing() || self.open != open {
            self.open = open;
            self.growing = Some(Growing::back_to(node, offset));
        } else {
            self.arrive(node.as_ref(), offset, rows);
        }
    }

    /// Where one stood is to be seen again.
    pub(super) fn arrive(&mut self, node: Option<&Node>, offset: usize, rows: &Rows) {
        if let Some(node) = node {
            self.select(node, rows);
        }
        self.view.settle(offset, self.cursor);
    }

    /// Selects a task, or an entry or unit under it, opening what hides it. False where it is not there.
    pub fn go_to(&mut self, node: &Node, plan: &Plan, rows: &Rows) -> bool {
        let Some(task) = node.task() else { return self.select(node, rows) };
        let Some(place) = plan.place(task) else { return false };
        let (area, topic) = (place.area_index, place.topic_index);
        self.open.insert(Node::Area(area));
        self.open.insert(Node::Topic(area, topic));
        if *node != Node::Task(task) {
            self.open.insert(Node::Task(task));
            // A unit that stands under its group.
            if let Node::Unit { unit, .. } = node
                && let Some(row) = rows.task(task).and_then(|it| it.rows.iter().find(|row| row.unit == *unit))
                && let Some(group) = &row.group
            {
                self.open.insert(Node::Group { task, group: group.clone() });
            }
        }
        self.rebuild_area(area, plan, rows);
        // A task of a single unit without an entry is one line for both.
        let lone =
            rows.task(task).is_some_and(|it| matches!(it.rows.as_slice(), [row] if row.entry.is_none()));
        self.select(node, rows) || (lone && self.select(&Node::Task(task), rows))
    }
}
