//! 改方案: areas, topics and tasks changed in the tree. Each act is one change, so that one undo takes it back.

use super::Workbench;
use super::command::Command;
use super::keys::Chord;
use super::notice::{Notice, WhyNot};
use super::overlay::{Heading, OUTLINE_COMMANDS, OutlineMenu, Overlay, RecordForm, RecordOf};
use super::tree::Node;
use super::view::View;
use crate::domain::change::{Draft, Op, Target};
use crate::domain::edit::EditError;
use crate::domain::edit::outline::{self, Branch};

impl Workbench {
    /// The branch of the plan that the selected line belongs to; none where the plan has none yet.
    pub(super) fn branch_here(&self) -> Option<Branch> {
        Some(match &self.tree.selected()?.node {
            Node::Area(area) => Branch::Area(*area),
            Node::Topic(area, topic) => Branch::Topic(*area, *topic),
            node => Branch::Task(node.task()?),
        })
    }

    /// Why a command of this part cannot be done here.
    pub(super) fn why_not_in_outline(&self, command: Command) -> Option<WhyNot> {
        if self.view != View::Tasks {
            return Some(WhyNot::OnlyInTree);
        }
        match (command, self.branch_here()) {
            (Command::AddArea | Command::Outline | Command::EditPlan, _) => None,
            (_, None) => Some(WhyNot::Empty),
            (Command::MoveTask | Command::MergeTask | Command::SplitTask, Some(branch)) => {
                (!matches!(branch, Branch::Task(_))).then_some(WhyNot::NoTask)
            }
            _ => None,
        }
    }

    /// Does a command of this part. Whether it was one.
    pub(super) fn run_in_outline(&mut self, command: Command) -> bool {
        if !command.is_of_outline() {
            return false;
        }
        let branch = self.branch_here();
        match (command, branch) {
            (Command::Outline, _) => self.overlay = Some(Overlay::Outline(OutlineMenu::Commands(0))),
            (Command::AddArea, behind) => self.ask_heading(Heading::NewArea(behind)),
            (Command::Renumber, _) => {
                let draft = outline::renumber(&self.desk());
                self.commit(Ok(draft));
            }
            (Command::EditPlan, _) => {
                let form = RecordForm::plan(self.plan());
                self.overlay = Some(Overlay::Record(Box::new(form)));
            }
            (_, None) => {}
            (Command::EditBranch, Some(branch)) => self.ask_branch(branch),
            (Command::AddTask, Some(behind)) => self.ask_new_task(behind),
            (Command::AddTopic, Some(behind)) => self.ask_heading(Heading::NewTopic(behind)),
            (Command::ShiftUp | Command::ShiftDown, Some(branch)) => {
                match outline::shift(&self.desk(), branch, command == Command::ShiftDown) {
                    Err(EditError::AtEdge) => {
                        let edge = if command == Command::ShiftUp { WhyNot::AtFirst } else { WhyNot::AtLast };
                        self.notice = Some(Notice::NotHere(command, edge));
                    }
                    outcome => {
                        self.commit_outline(outcome);
                    }
                }
            }
            (Command::MoveTask, Some(Branch::Task(task))) => {
                self.overlay = Some(Overlay::Outline(OutlineMenu::destinations(self.plan(), task)));
            }
            (Command::MergeTask, Some(Branch::Task(task))) => self.merge_task(task),
            (Command::SplitTask, Some(Branch::Task(task))) => {
                let form = self.plan().task(task).map(RecordForm::split);
                self.overlay = form.map(|form| Overlay::Record(Box::new(form)));
            }
            (Command::DeleteBranch, Some(branch)) => {
                let outcome = outline::remove(&self.desk(), branch);
                self.commit(outcome);
            }
            _ => return false,
        }
        true
    }

    fn merge_task(&mut self, task: u32) {
        let into = self.plan().place_of(task).and_then(|(area, topic, at)| {
            self.plan().topic(area, topic)?.tasks.get(at.checked_sub(1)?).map(|task| task.id)
        });
        let outcome = outline::merge_task(&self.desk(), task);
        if self.commit(outcome)
            && let Some(into) = into
        {
            self.tree.reveal_node(&Node::Task(into), &self.workspace.plan, &self.rows);
        }
    }

    fn ask_heading(&mut self, heading: Heading) {
        self.overlay = Some(Overlay::Record(Box::new(RecordForm::heading(heading, ""))));
    }

    fn ask_branch(&mut self, branch: Branch) {
        let plan = self.plan();
        let heading = |title: &str| RecordForm::heading(Heading::Of(branch), title);
        let form = match branch {
            Branch::Area(area) => plan.areas.get(area).map(|area| heading(&area.title)),
            Branch::Topic(area, topic) => {
                plan.topic(area, topic).map(|topic| heading(topic.title.as_deref().unwrap_or_default()))
            }
            Branch::Task(task) => plan.task(task).map(|task| RecordForm::task(task.clone(), None)),
        };
        self.overlay = form.map(|form| Overlay::Record(Box::new(form)));
    }

    pub(super) fn ask_new_task(&mut self, behind: Branch) {
        let blank = outline::new_task(self.plan());
        self.overlay = Some(Overlay::Record(Box::new(RecordForm::task(blank, Some(behind)))));
    }

    /// Takes the task apart at the caret.
    pub(super) fn save_split(&mut self) {
        let Some(Overlay::Record(form)) = self.overlay.take() else { return };
        let RecordOf::Split(task) = form.of else { return };
        let count = form.fields.first().map_or(0, |field| {
            let line = &field.line;
            line.text().get(..line.caret()).map_or(0, |before| before.chars().count())
        });
        let outcome = outline::split_task(&self.desk(), task, count);
        if outcome.is_err() {
            self.overlay = Some(Overlay::Record(form));
        }
        self.commit_outline(outcome);
    }

    /// Commits a change of the plan and selects what it put somewhere. Whether it was committed.
    pub(super) fn commit_outline(&mut self, outcome: Result<Draft, EditError>) -> bool {
        let put = outcome.as_ref().ok().and_then(put);
        let committed = self.commit(outcome);
        if committed && let Some(node) = put {
            self.tree.reveal_node(&node, &self.workspace.plan, &self.rows);
        }
        committed
    }

    /// A digit in the menu. Whether it was one.
    pub(super) fn key_in_outline(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Outline(OutlineMenu::Commands(_))) = &self.overlay else { return false };
        let digit = chord.character().and_then(|c| c.to_digit(10));
        // 0 stands behind 9.
        let place = digit.and_then(|digit| usize::try_from((digit + 9) % 10).ok());
        let Some(command) = place.and_then(|place| OUTLINE_COMMANDS.get(place)) else { return false };
        self.overlay = None;
        self.run(*command);
        true
    }

    /// Enter in the menu.
    pub(super) fn choose_outline(&mut self, menu: &OutlineMenu) {
        match menu {
            OutlineMenu::Commands(cursor) => {
                if let Some(command) = OUTLINE_COMMANDS.get(*cursor) {
                    self.run(*command);
                }
            }
            OutlineMenu::Destinations { task, branches, cursor } => {
                let Some(branch) = branches.get(*cursor) else { return };
                let outcome = outline::move_task(&self.desk(), *task, *branch);
                self.commit_outline(outcome);
            }
        }
    }
}

/// The node of what a change puts into the plan.
fn put(draft: &Draft) -> Option<Node> {
    draft.ops.iter().rev().find_map(|op| match op {
        Op::Insert { target: Target::Plan, field: Some(field), index, .. } if field == "areas" => {
            Some(Node::Area(*index))
        }
        Op::Insert { target: Target::Area(area), field: Some(_), index, item } => {
            let inside = item.get("tasks").and_then(|tasks| tasks.get(0)?.get("id")?.as_u64());
            let bare = item.get("title").is_none_or(serde_yaml::Value::is_null);
            let task = inside.filter(|_| bare).and_then(|id| u32::try_from(id).ok());
            Some(task.map_or(Node::Topic(*area, *index), Node::Task))
        }
        Op::Insert { target: Target::Topic(..), item, .. } => {
            let id = item.get("id").and_then(serde_yaml::Value::as_u64)?;
            u32::try_from(id).ok().map(Node::Task)
        }
        _ => None,
    })
}
