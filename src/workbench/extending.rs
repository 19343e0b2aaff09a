//! 延期 asked for: the selected row, or all marked.

use super::Workbench;
use super::command::Command;
use super::notice::{Notice, WhyNot};
use super::overlay::{EXTEND_FIELDS, ExtendForm, Overlay};
use super::subject::Subject;
use crate::domain::change::{Draft, Label};
use crate::domain::edit;

impl Workbench {
    /// Opens the form of an extension.
    pub(super) fn ask_extension(&mut self) {
        let Some(subject) = self.subject_or_members() else { return };
        let before = match &subject {
            Subject::Entry { task, id, .. } => {
                let own =
                    self.workspace.entry(id).map(|(_, entry)| entry.due.to_string()).unwrap_or_default();
                if own.is_empty() { self.due_of(*task) } else { own }
            }
            Subject::Unit { task, .. } => self.due_of(*task),
            Subject::OpenGroup { .. } | Subject::Marked(_) => String::new(),
        };
        self.overlay = Some(Overlay::Extend(Box::new(ExtendForm::new(subject, before))));
    }

    fn due_of(&self, task: u32) -> String {
        self.plan().task(task).and_then(|task| task.due.clone()).unwrap_or_default()
    }

    /// Enter: on to the next empty field of the first two, which are needed; then it is saved.
    pub(super) fn enter_extension(&mut self) {
        let Some(Overlay::Extend(mut form)) = self.overlay.take() else { return };
        if let Some(missing) = (0..2).find(|place| form.text(*place).is_empty()) {
            let asked = form.focus;
            form.focus = missing;
            if asked == missing {
                let why = if missing == 0 { WhyNot::NoNewLimit } else { WhyNot::NoReasonYet };
                self.notice = Some(Notice::NotHere(Command::Extend, why));
            }
            self.overlay = Some(Overlay::Extend(form));
            return;
        }
        let text: [String; EXTEND_FIELDS] = std::array::from_fn(|place| form.text(place).to_owned());
        let subject = form.subject.clone();
        let outcome = self.on_entry(&subject, |desk, ids| {
            let mut ops = Vec::new();
            for (nth, id) in ids.iter().enumerate() {
                if !ids[..nth].contains(id) {
                    ops.extend(edit::extend(desk, id, &text[0], &text[1], &text[2], &text[3])?.ops);
                }
            }
            Ok(Draft::new(Label::Extend, ops))
        });
        if outcome.is_err() {
            // What was typed is not lost.
            self.overlay = Some(Overlay::Extend(form));
        }
        self.commit_on(&subject, outcome);
    }
}
