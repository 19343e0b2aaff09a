//! To the next line of a kind: by light, folded branches opened on the way, or by area.

use super::build::{children, is_leaf, task_line};
use super::{Node, Tree, TreeLine};
use crate::domain::light::Light;
use crate::domain::plan::{Plan, Spot};
use crate::domain::rows::Rows;

/// How a jump ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// There.
    There,
    /// There, beyond the end and on from the other one.
    Wrapped,
    /// The only one is where one stands already.
    Here,
    /// Nowhere.
    Nowhere,
}

impl Tree {
    /// To the next (or previous) line with this light. A folded group is one line; a folded task is opened. Whole tasks
    /// without the light are passed over by their counts.
    pub fn jump(&mut self, light: Light, forward: bool, plan: &Plan, rows: &Rows) -> Found {
        let tasks: Vec<(Spot, u32)> = plan
            .places()
            .scan((usize::MAX, usize::MAX, 0), |last, place| {
                let at =
                    if (last.0, last.1) == (place.area_index, place.topic_index) { last.2 + 1 } else { 0 };
                *last = (place.area_index, place.topic_index, at);
                Some((*last, place.task.id))
            })
            .collect();
        let Some(line) = self.selected().cloned() else { return Found::Nowhere };
        // An area or topic stands before its first task.
        let first = tasks.iter().position(|(place, _)| *place >= line.place).unwrap_or(tasks.len());
        let inside = line.node.task().is_some();
        let count = tasks.len();
        let steps = (0..=count).map(|step| {
            let beyond = if forward { first + step } else { first + 2 * count - step };
            (step, beyond % count.max(1), if forward { first + step >= count } else { step > first })
        });
        for (step, at, wrapped) in steps {
            let Some((place, task)) = tasks.get(at) else { continue };
            let hidden = self.shown.as_ref().is_some_and(|shown| !shown.has_task(*task));
            if hidden || rows.task(*task).is_none_or(|it| it.tally.of(light) == 0) {
                continue;
            }
            let lines = self.stops(plan, *place, rows);
            let here = inside.then(|| lines.iter().position(|stop| stop.node == line.node)).flatten();
            // The members of an open group speak for themselves.
            let is_it =
                |stop: &&TreeLine| stop.open != Some(true) && stop.rows(rows).any(|row| row.light == light);
            // Where one stands in the middle of a task, it is passed twice: what is after first, what is before last. The line
            // of a task with children stands before them all, as does an area or topic.
            let found = match (step, forward) {
                (0, true) if inside => lines[here.map_or(0, |here| here + 1)..].iter().find(is_it),
                (0, true) => lines.iter().find(is_it),
                (0, false) if inside => lines[..here.unwrap_or(0)].iter().rfind(is_it),
                (0, false) => None,
                (_, true) if step == count => lines[..here.map_or(0, |here| here + 1)].iter().find(is_it),
                (_, false) if step == count && inside => lines[here.unwrap_or(0)..].iter().rfind(is_it),
                (_, true) => lines.iter().find(is_it),
                (_, false) => lines.iter().rfind(is_it),
            };
            let Some(found) = found.cloned() else { continue };
            if found.node == line.node {
                return Found::Here;
            }
            self.reveal(&found, plan, rows);
            return if wrapped { Found::Wrapped } else { Found::There };
        }
        Found::Nowhere
    }

    /// The lines of a task that a jump can stop at, folded or not.
    fn stops(&self, plan: &Plan, place: Spot, rows: &Rows) -> Vec<TreeLine> {
        let task = plan
            .areas
            .get(place.0)
            .and_then(|area| area.topics.get(place.1))
            .and_then(|topic| topic.tasks.get(place.2));
        let Some(task) = task else { return Vec::new() };
        let all = rows.task(task.id).map_or(&[][..], |it| &it.rows);
        if is_leaf(all) {
            return vec![task_line(task, place, rows, &self.open)];
        }
        children(task.id, place, rows, &self.open, self.shown.as_deref())
    }

    /// Opens what hides a line, and selects it.
    pub fn reveal(&mut self, line: &TreeLine, plan: &Plan, rows: &Rows) {
        let (area, topic, _) = line.place;
        self.open.insert(Node::Area(area));
        self.open.insert(Node::Topic(area, topic));
        if let Some(task) = line.node.task().filter(|_| line.depth > 2) {
            self.open.insert(Node::Task(task));
        }
        self.rebuild_area(area, plan, rows);
        self.select(&line.node, rows);
    }

    /// To the next or previous area; whether there is one.
    pub fn next_area(&mut self, forward: bool, rows: &Rows) -> bool {
        let is_area = |line: &TreeLine| matches!(line.node, Node::Area(_));
        let place = if forward {
            let after = (self.cursor + 1).min(self.lines.len());
            self.lines[after..].iter().position(is_area).map(|place| after + place)
        } else {
            self.lines[..self.cursor.min(self.lines.len())].iter().rposition(is_area)
        };
        place.is_some_and(|place| self.go(place, rows))
    }
}
