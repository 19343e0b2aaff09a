//! 记忆: where the workbench was when it was left, and where it opens.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Workbench;
use super::tree::Node;
use super::view::View;
use crate::domain::entry::EntryId;
use crate::store::state::{State, TerminalState, VERSION};

/// Where a workbench opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resume {
    /// The view.
    pub view: View,
    /// The selected item of the tree.
    pub selected: Option<Node>,
    /// How many percent of the width the left pane takes, if somebody chose it.
    pub split: Option<u16>,
}

impl Resume {
    /// The very first start opens the tree, the first of a day 本周, any other the view that was left.
    pub fn of(state: Option<&State>, first_run: bool, plan: &str, today: NaiveDate) -> Self {
        if first_run {
            return Self::default();
        }
        let same_plan = state.filter(|state| state.plan == plan);
        let left = state.filter(|state| state.day == Some(today)).map(|state| View::keyed(&state.view));
        Self {
            view: left.map_or(View::Week, Option::unwrap_or_default),
            split: state.and_then(|state| state.split),
            selected: same_plan.and_then(|state| node_of(state.selected.as_deref()?)),
        }
    }
}

impl Workbench {
    /// Takes up what was chosen in the page of exports the last time; what cannot be read is as if it were not there.
    pub fn recall_export(&mut self, state: Option<&State>) {
        let kept = state.and_then(|state| state.export.clone());
        self.export_choice = kept.and_then(|kept| serde_yaml::from_value(kept).ok()).unwrap_or_default();
    }

    /// What is kept when it is left, with what the terminal told of itself. Who leaves before all is read was nowhere yet,
    /// so the place of the last time holds.
    pub fn resting(&self, plan: &str, kept: Option<State>, terminal: Option<TerminalState>) -> State {
        let place = kept.filter(|_| self.is_loading()).unwrap_or_else(|| self.state(plan));
        State { terminal, ..place }
    }

    /// Where the workbench is.
    fn state(&self, plan: &str) -> State {
        State {
            plan: plan.to_owned(),
            view: self.view.key().to_owned(),
            selected: self.tree.selected().map(|line| path_of(&line.node)),
            split: self.split(),
            export: serde_yaml::to_value(&self.export_choice).ok(),
            queries: self.queries.clone(),
            day: Some(self.today),
            terminal: None,
            version: Some(VERSION.to_owned()),
        }
    }
}

fn path_of(node: &Node) -> String {
    match node {
        Node::Area(area) => format!("area/{area}"),
        Node::Topic(area, topic) => format!("topic/{area}/{topic}"),
        Node::Task(task) => format!("task/{task}"),
        Node::Entry { task, id } => format!("entry/{task}/{id}"),
        Node::Unit { task, unit } => format!("unit/{task}/{unit}"),
        Node::Group { task, group } => format!("group/{task}/{group}"),
        Node::OpenGroup { task, group } => format!("open_group/{task}/{group}"),
    }
}

fn node_of(path: &str) -> Option<Node> {
    let (kind, rest) = path.split_once('/')?;
    let (number, name) = rest.split_once('/').unwrap_or((rest, ""));
    let task = || number.parse::<u32>().ok();
    Some(match kind {
        "area" => Node::Area(number.parse().ok()?),
        "topic" => Node::Topic(number.parse().ok()?, name.parse().ok()?),
        "task" => Node::Task(task()?),
        "entry" => Node::Entry { task: task()?, id: EntryId::from_text(name) },
        "unit" => Node::Unit { task: task()?, unit: Arc::from(name) },
        "group" => Node::Group { task: task()?, group: Arc::from(name) },
        "open_group" => Node::OpenGroup { task: task()?, group: Arc::from(name) },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::tests::desk::{busy, day, monday, opening};

    #[test]
    fn every_node_comes_back_from_its_path() {
        let nodes = [
            Node::Area(2),
            Node::Topic(0, 3),
            Node::Task(7),
            Node::Entry { task: 7, id: EntryId::from_text("7-k3f9q") },
            Node::Unit { task: 7, unit: Arc::from("区民政局") },
            Node::Group { task: 1, group: Arc::from("各镇（街道）") },
            Node::OpenGroup { task: 1, group: Arc::from("区政府有关部门单位") },
        ];
        for node in nodes {
            assert_eq!(node_of(&path_of(&node)), Some(node));
        }
        assert_eq!(node_of("task/x"), None);
        assert_eq!(node_of("rubbish"), None);
    }

    #[test]
    fn the_first_start_opens_the_tree_the_first_of_a_day_this_week_and_others_the_last_view() {
        let bench = monday();
        let state = bench.resting("p", None, None);
        let opened = |state, first, today| Resume::of(state, first, "p", today);
        assert_eq!(opened(None, true, day(7, 8)).view, View::Tasks);
        assert_eq!(opened(Some(&state), false, day(7, 9)).view, View::Week);
        let again = opened(Some(&state), false, day(7, 8));
        assert_eq!(again, Resume { selected: Some(Node::Task(1)), ..Resume::default() });
        assert_eq!(opened(None, false, day(7, 8)).view, View::Week);
        let calendar = State { view: "calendar".to_owned(), ..state.clone() };
        assert_eq!(opened(Some(&calendar), false, day(7, 8)).view, View::Calendar);
    }

    #[test]
    fn a_view_that_is_resumed_has_its_lines() {
        for view in View::ALL {
            let mut opening = opening(busy(), day(7, 8));
            opening.resume = Resume { view, ..Resume::default() };
            let mut bench = Workbench::new(opening);
            bench.press("Down");
            assert!(bench.notice.is_none(), "{view:?}");
            if view == View::Ledger {
                assert!(bench.subject().is_ok(), "the ledger has rows");
            }
        }
    }
}
