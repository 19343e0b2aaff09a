//! 修改记录: who changed the selected item when, from what to what; and back to any version of it.

use super::notice::Notice;
use super::overlay::Overlay;
use super::subject::Subject;
use super::tree::Node;
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::change::{Change, Draft, Label};
use crate::domain::version::{self, About};

/// The list of changes.
#[derive(Debug, Clone)]
pub struct HistoryPane {
    /// Whose they are.
    pub about: About,
    /// Newest first; none until they are read.
    pub versions: Option<Vec<Change>>,
    /// Which is selected.
    pub cursor: usize,
}

impl HistoryPane {
    /// The selected change.
    pub fn selected(&self) -> Option<&Change> {
        self.versions.as_ref()?.get(self.cursor)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.versions.as_ref().map_or(0, Vec::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Workbench {
    /// Opens the list for the selected entry, else for its task.
    pub(super) fn ask_history(&mut self) {
        // The line of a task tells of all that belongs to it, also of an entry that was removed.
        let on_task = self.view == View::Tasks
            && self.tree.selected().is_some_and(|line| matches!(line.node, Node::Task(_)));
        let about = match self.subject() {
            Ok(Subject::Entry { id, .. }) if !on_task => About::Entry(id),
            _ => match self.selected_task() {
                Ok(task) => About::Task(task),
                Err(_) => return,
            },
        };
        let pane = HistoryPane { about: about.clone(), versions: None, cursor: 0 };
        self.overlay = Some(Overlay::History(Box::new(pane)));
        self.effects.push(Effect::History(about));
    }

    /// The data changed: an open list is read anew.
    pub(super) fn read_history_anew(&mut self) {
        if let Some(Overlay::History(pane)) = &self.overlay {
            self.effects.push(Effect::History(pane.about.clone()));
        }
    }

    /// The changes of an item, oldest first, as they stand in the journals.
    pub fn history(&mut self, about: &About, changes: Vec<Change>) {
        let Some(Overlay::History(pane)) = &mut self.overlay else { return };
        if pane.about != *about {
            return;
        }
        let before = pane.selected().map(|change| change.id.clone());
        let mut versions = about.versions(changes);
        versions.reverse();
        let same = before.and_then(|id| versions.iter().position(|change| change.id == id));
        pane.cursor = same.unwrap_or(0);
        pane.versions = Some(versions);
    }

    /// Puts the chosen version back, as one change.
    pub(super) fn restore(&mut self, pane: Box<HistoryPane>) {
        let Some(place) = pane.selected().map(|_| pane.len() - 1 - pane.cursor) else {
            self.overlay = Some(Overlay::History(pane));
            self.notice = Some(Notice::Same);
            return;
        };
        let oldest_first: Vec<Change> = pane.versions.iter().flatten().rev().cloned().collect();
        match version::restore(&self.workspace, &oldest_first, place) {
            Ok(ops) if ops.is_empty() => {
                self.overlay = Some(Overlay::History(pane));
                self.notice = Some(Notice::ThisVersion);
            }
            Ok(ops) => {
                self.commit(Ok(Draft::new(Label::Edit, ops)));
            }
            Err(error) => {
                self.overlay = Some(Overlay::History(pane));
                self.notice = Some(Notice::Conflict(error));
            }
        }
    }
}
