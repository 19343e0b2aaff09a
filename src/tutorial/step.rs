//! One step, and whether it is done.

use serde::Deserialize;

use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::workbench::Workbench;
use crate::workbench::notice::Notice;
use crate::workbench::overlay::Overlay;
use crate::workbench::tree::Node;
use crate::workbench::view::View;

/// What has to have come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// A line of the task is selected, and nothing floats.
    Selected,
    /// An entry of the task is selected.
    Entry,
    /// An entry of the task has the status.
    Status,
    /// One more note of progress stands on the task.
    Note,
    /// A change was taken back.
    Undo,
    /// One unit less has reported nothing.
    Filed,
    /// The view is shown.
    View,
    /// 台账 is shown, and a filter is in force.
    Filter,
    /// One more 催办 is on record.
    Chase,
    /// A report was written.
    Paper,
    /// The help is open.
    Help,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in the words.
    pub name: String,
    /// What has to have come about; the last step has none.
    #[serde(default)]
    pub goal: Option<Goal>,
    /// On which task.
    #[serde(default)]
    pub task: u32,
    /// The status.
    #[serde(default)]
    pub status: Option<Status>,
    /// The view, by its key.
    #[serde(default)]
    pub view: Option<String>,
}

/// What is counted when a step begins, to see what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    notes: usize,
    unreported: u32,
    chases: usize,
}

impl Mark {
    /// How things stand, as far as a step asks.
    pub(super) fn of(step: &Step, workbench: &Workbench) -> Self {
        let workspace = workbench.workspace();
        Self {
            notes: workspace.entries_of(step.task).iter().map(|entry| entry.progress.len()).sum(),
            unreported: workbench.rows().total().of(Light::Unreported),
            chases: workspace.chases.len(),
        }
    }
}

impl Step {
    /// Whether it is done, counted from how things stood when it began.
    pub(super) fn is_done(&self, began: &Mark, now: &Mark, workbench: &Workbench) -> bool {
        let Some(goal) = self.goal else { return false };
        match goal {
            Goal::Selected => workbench.overlay.is_none() && workbench.selected_task() == Ok(self.task),
            Goal::Entry => workbench
                .line()
                .is_ok_and(|line| matches!(line.node, Node::Entry { task, .. } if task == self.task)),
            Goal::Status => workbench
                .workspace()
                .entries_of(self.task)
                .iter()
                .any(|entry| Some(entry.status()) == self.status),
            Goal::Note => now.notes > began.notes,
            Goal::Undo => matches!(workbench.last_notice(), Some(Notice::Undone(_))),
            Goal::Filed => now.unreported < began.unreported,
            Goal::View => self.view.as_deref().and_then(View::keyed) == Some(workbench.view()),
            Goal::Filter => {
                workbench.view() == View::Ledger
                    && workbench.filter().is_some()
                    && workbench.overlay.is_none()
            }
            Goal::Chase => now.chases > began.chases,
            Goal::Paper => {
                matches!(&workbench.overlay, Some(Overlay::Export(pane)) if pane.written.is_some())
            }
            Goal::Help => matches!(workbench.overlay, Some(Overlay::Help(_))),
        }
    }
}
