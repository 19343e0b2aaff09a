//! The tree under a filter: ancestors stay, what is let through is unfolded; without it folds are as before.

use std::sync::Arc;

use super::{Node, Tree};
use crate::domain::plan::Plan;
use crate::domain::rows::Rows;
use crate::workbench::filter::Shown;

impl Tree {
    /// Takes up changed data, and what a filter lets through; everything without one. `anew` where the filter is another
    /// one, which unfolds what it finds.
    pub(in crate::workbench) fn show(
        &mut self,
        shown: Option<Arc<Shown>>,
        anew: bool,
        plan: &Plan,
        rows: &Rows,
    ) {
        if !anew {
            self.shown = shown;
            self.rebuild(plan, rows);
            return;
        }
        let was = self.selected().cloned();
        match &shown {
            Some(shown) => {
                let before = self.open_before.get_or_insert_with(|| self.open.clone());
                self.open = before.clone();
                self.unfold(shown, plan, rows);
            }
            None => {
                if let Some(before) = self.open_before.take() {
                    self.open = before;
                }
            }
        }
        self.shown = shown;
        self.rebuild(plan, rows);
        // What is hidden by a fold now is found again on the nearest line above it.
        if let Some(was) = was
            && self.selected().is_none_or(|now| now.node != was.node)
        {
            let (area, topic, _) = was.place;
            let task = was.node.task().map(Node::Task);
            let above = task.into_iter().chain([Node::Topic(area, topic), Node::Area(area)]);
            let same_task = self.selected().is_some_and(|now| now.node.task() == was.node.task());
            if self.shown.is_some() && !same_task {
                // The first that was found, ready to be acted on.
                let found = self.lines.iter().position(|line| line.depth > 2);
                let found = found.or_else(|| self.lines.iter().position(|line| line.depth == 2));
                self.go(found.unwrap_or(0), rows);
            } else if !same_task {
                for node in above {
                    if self.select(&node, rows) {
                        break;
                    }
                }
            }
        }
    }

    /// Opens all that leads to what is let through; a task only where a part of its rows is.
    fn unfold(&mut self, shown: &Shown, plan: &Plan, rows: &Rows) {
        for place in plan.places() {
            let task = place.task.id;
            if !shown.has_task(task) {
                continue;
            }
            self.open.insert(Node::Area(place.area_index));
            self.open.insert(Node::Topic(place.area_index, place.topic_index));
            let count = rows.task(task).map_or(0, |it| it.rows.len());
            let let_through = (0..count).filter(|at| shown.has(task, *at)).count();
            if let_through > 0 && let_through < count {
                self.open.insert(Node::Task(task));
            } else {
                self.open.remove(&Node::Task(task));
            }
        }
    }
}
