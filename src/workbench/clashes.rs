//! 合并冲突: what two hands changed, each in its way, is asked field by field.

use std::collections::BTreeSet;

use super::Workbench;
use super::command::Command;
use super::keys::Chord;
use super::notice::{Notice, Standing, WhyNot};
use super::overlay::Overlay;
use super::tree::Node;
use super::view::View;
use crate::domain::change::{Part, Target};
use crate::domain::merge::{Decision, OpenClash, open, open_everywhere, settle};

impl Workbench {
    /// What is open, in the order of the data.
    pub fn clashes(&self) -> Vec<&OpenClash> {
        self.clashes.values().flatten().collect()
    }

    /// How much is open.
    pub(super) fn count_clashes(&self) -> usize {
        self.clashes.values().map(Vec::len).sum()
    }

    /// Looks through all of the data.
    pub(super) fn find_clashes(&mut self) {
        self.clashes.clear();
        if !self.workspace.is_combined() {
            for one in open_everywhere(&self.workspace) {
                self.clashes.entry(one.target.part()).or_default().push(one);
            }
        }
        self.tell_clashes();
    }

    /// Looks again through what was changed.
    pub(super) fn follow_clashes(&mut self, changed: &BTreeSet<Part>) {
        if self.workspace.is_combined() {
            return;
        }
        for part in changed {
            let found = open(&self.workspace, *part);
            if found.is_empty() {
                self.clashes.remove(part);
            } else {
                self.clashes.insert(*part, found);
            }
        }
        self.tell_clashes();
    }

    fn tell_clashes(&mut self) {
        self.standing.retain(|line| !matches!(line, Standing::Clashes(_)));
        let count = self.count_clashes();
        if count > 0 {
            self.standing.insert(0, Standing::Clashes(count));
        }
        match &mut self.overlay {
            Some(Overlay::Clashes(_)) if count == 0 => self.overlay = None,
            Some(Overlay::Clashes(cursor)) => *cursor = (*cursor).min(count - 1),
            _ => {}
        }
    }

    /// Opens the list.
    pub(super) fn ask_clashes(&mut self) {
        if self.count_clashes() == 0 {
            self.notice = Some(Notice::NotHere(Command::Clashes, WhyNot::NoClashes));
        } else {
            self.overlay = Some(Overlay::Clashes(0));
        }
    }

    /// A digit in the list decides. Whether it was one.
    pub(super) fn key_in_clashes(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Clashes(cursor)) = self.overlay else { return false };
        let decision = match chord.character() {
            Some('1') => Decision::First,
            Some('2') => Decision::Second,
            Some('3') => Decision::Both,
            _ => return false,
        };
        let Some(clash) = self.clashes().get(cursor).copied().cloned() else { return true };
        if let Some(draft) = settle(&self.workspace, &clash, decision) {
            self.commit(Ok(draft));
        } else {
            let why = if clash.is_of_record() { WhyNot::NoSuchSide } else { WhyNot::NotBoth };
            self.notice = Some(Notice::NotHere(Command::Clashes, why));
        }
        true
    }

    /// Goes to the entry or the task that is asked about.
    pub(super) fn go_to_clash(&mut self, cursor: usize) {
        let node = self.clashes().get(cursor).and_then(|clash| match &clash.target {
            Target::Entry { task, id } => Some(Node::Entry { task: *task, id: id.clone() }),
            Target::Task(task) => Some(Node::Task(*task)),
            Target::Area(area) => Some(Node::Area(*area)),
            Target::Topic(area, topic) => Some(Node::Topic(*area, *topic)),
            _ => None,
        });
        let Some(node) = node else {
            self.overlay = Some(Overlay::Clashes(cursor));
            return;
        };
        if self.view != View::Tasks {
            self.enter(View::Tasks);
        }
        self.tree.reveal_node(&node, &self.workspace.plan, &self.rows);
    }
}
