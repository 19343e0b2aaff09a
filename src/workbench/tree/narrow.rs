//! The tree under a filter: ancestors stay, what is let through is unfolded; without it folds are as before.

use std::sync::Arc;

use super::build::{self, Growing};
use super::{Node, Tree};
use crate::domain::plan::Plan;
use crate::domain::rows::{Before, Rows};
use crate::workbench::filter::Shown;

impl Tree {
    /// Takes up another filter, which unfolds what it finds; everything without one. The lines follow when it grows.
    pub(in crate::workbench) fn show(&mut self, shown: Option<Arc<Shown>>) {
        if shown.is_some() {
            let before = self.open_before.get_or_insert_with(|| self.open.clone());
            self.open = before.clone();
        } else if let Some(before) = self.open_before.take() {
            self.open = before;
        }
        self.growing = Some(Growing::new(shown.is_some()));
        self.shown = shown;
    }

    /// Lets go of what the filter lets through, which is about to change.
    pub(in crate::workbench) fn release(&mut self) {
        self.shown = None;
    }

    /// Takes up changed data, and what the same filter lets through of it now.
    pub(in crate::workbench) fn take_up(
        &mut self,
        shown: Option<Arc<Shown>>,
        before: Option<&Before>,
        plan: &Plan,
        rows: &Rows,
    ) {
        self.shown = shown;
        if let Some(growing) = &mut self.growing {
            growing.restart();
            if let Some(before) = self.open_before.as_ref().filter(|_| growing.unfolds) {
                self.open.clone_from(before);
            }
            return;
        }
        let Some(before) = before.filter(|before| !before.is_all()) else {
            self.rebuild(plan, rows);
            return;
        };
        let was = self.selected().cloned();
        for task in before.tasks() {
            self.follow_task(task, plan, rows);
        }
        let place = was.map_or(0, |line| self.place_of(&line, rows));
        self.go(place, rows);
    }

    /// Makes the lines of a task anew that got other rows.
    fn follow_task(&mut self, task: u32, plan: &Plan, rows: &Rows) {
        let Some(at) = plan.place_of(task) else { return };
        let Some(area) = plan.areas.get(at.0) else { return };
        let Some(tally) = self.areas.get_mut(at.0) else { return };
        *tally = build::tally(area, rows);
        let Some(topic) = area.topics.get(at.1) else { return };
        let maker = self.maker(plan, rows);
        let mut lines = Vec::new();
        let titled = topic.title.is_some();
        if self.open.contains(&Node::Area(at.0)) && (!titled || self.open.contains(&Node::Topic(at.0, at.1)))
        {
            topic.tasks.get(at.2).into_iter().for_each(|task| maker.task(task, at, &mut lines));
        }
        let mut range = self.span_of_task(at);
        // Under a filter the lines above come and go with those of their tasks.
        if self.shown.is_some() && (range.is_empty() || lines.is_empty()) {
            lines.clear();
            maker.area(at.0, &mut lines);
            range = self.span(|line| line.place.0.cmp(&at.0));
        }
        self.lines.splice(range, lines);
    }

    /// Whether lines are still to be made.
    pub(in crate::workbench) fn is_growing(&self) -> bool {
        self.growing.is_some()
    }

    /// Makes lines for another filter until all are made or it is said to be enough; whether all are. Those before are
    /// seen until then.
    pub(in crate::workbench) fn grow(
        &mut self,
        plan: &Plan,
        rows: &Rows,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Some(mut growing) = self.growing.take() else { return true };
        if !growing.go_on((plan, rows), &mut self.open, self.shown.as_deref(), enough) {
            self.growing = Some(growing);
            return false;
        }
        let was = self.selected().cloned();
        self.areas = plan.areas.iter().map(|area| build::tally(area, rows)).collect();
        self.lines = growing.lines;
        let place = was.as_ref().map_or(0, |line| self.place_of(line, rows));
        self.go(place, rows);
        if let Some((node, offset)) = growing.back_to {
            self.arrive(node.as_ref(), offset, rows);
            return true;
        }
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
        true
    }
}
