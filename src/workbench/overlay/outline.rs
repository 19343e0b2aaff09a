//! 改方案: what can be done to a branch of the plan, each by a digit; and where a task can be moved to.

use crate::domain::edit::outline::Branch;
use crate::domain::plan::Plan;
use crate::workbench::command::Command;

/// What the menu offers, in the order of the digits 1 to 9 and 0.
pub const OUTLINE_COMMANDS: [Command; 10] = [
    Command::EditBranch,
    Command::AddTask,
    Command::AddTopic,
    Command::AddArea,
    Command::MoveTask,
    Command::MergeTask,
    Command::SplitTask,
    Command::DeleteBranch,
    Command::Renumber,
    Command::EditPlan,
];

/// The list.
#[derive(Debug, Clone, PartialEq)]
pub enum OutlineMenu {
    /// What can be done; the selected line.
    Commands(usize),
    /// Where a task can go.
    Destinations {
        /// The task.
        task: u32,
        /// Every topic, and every area without one.
        branches: Vec<Branch>,
        /// The selected line.
        cursor: usize,
    },
}

impl OutlineMenu {
    /// Every topic of a plan, that of the task selected.
    pub fn destinations(plan: &Plan, task: u32) -> Self {
        let branches: Vec<Branch> = plan
            .areas
            .iter()
            .enumerate()
            .flat_map(|(a, area)| {
                let topics = (0..area.topics.len()).map(move |t| Branch::Topic(a, t));
                let bare = area.topics.is_empty().then_some(Branch::Area(a));
                topics.chain(bare)
            })
            .collect();
        let here = plan.place_of(task).map(|(area, topic, _)| Branch::Topic(area, topic));
        let cursor = branches.iter().position(|branch| Some(*branch) == here).unwrap_or(0);
        Self::Destinations { task, branches, cursor }
    }

    /// How many lines the list has.
    pub fn len(&self) -> usize {
        match self {
            Self::Commands(_) => OUTLINE_COMMANDS.len(),
            Self::Destinations { branches, .. } => branches.len(),
        }
    }

    /// Whether the list has no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected line.
    pub fn cursor(&self) -> usize {
        match self {
            Self::Commands(cursor) | Self::Destinations { cursor, .. } => *cursor,
        }
    }

    /// Selects a line.
    pub fn go(&mut self, place: usize) {
        let place = place.min(self.len().saturating_sub(1));
        match self {
            Self::Commands(cursor) | Self::Destinations { cursor, .. } => *cursor = place,
        }
    }
}
