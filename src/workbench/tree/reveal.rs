//! Showing a row where it stands: every branch above it is opened, and it is selected.

use super::{Node, Tree, TreeLine};
use crate::domain::plan::Plan;
use crate::domain::rows::Rows;

impl Tree {
    /// Shows a node; where it has no line of its own, the nearest that holds it.
    pub fn reveal_node(&mut self, node: &Node, plan: &Plan, rows: &Rows) {
        let Some(task) = node.task() else {
            self.select(node, rows);
            return;
        };
        let Some(place) = plan.place(task) else { return };
        self.open.insert(Node::Area(place.area_index));
        self.open.insert(Node::Topic(place.area_index, place.topic_index));
        if *node != Node::Task(task) {
            self.open.insert(Node::Task(task));
        }
        self.rebuild_area(place.area_index, plan, rows);
        if self.select(node, rows) {
            return;
        }
        // A unit that is folded into the line of its group: that line is opened.
        if let Node::Unit { unit, .. } = node {
            let holds = |line: &&TreeLine| {
                matches!(&line.node, Node::Group { task: of, .. } if *of == task)
                    && line.rows(rows).any(|row| row.unit == *unit)
            };
            if let Some(group) = self.lines.iter().find(holds).map(|line| line.node.clone()) {
                self.open.insert(group);
                self.rebuild_area(place.area_index, plan, rows);
                if self.select(node, rows) {
                    return;
                }
            }
        }
        self.select(&Node::Task(task), rows);
    }
}
