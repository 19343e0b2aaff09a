//! Changes: what is asked for them, and how they are made.
//!
//! Invariant: a change is either made in the own data and handed to the saver, or not made and the line says why.

use super::command::Command;
use super::news::parts;
use super::notice::{Notice, WhyNot};
use super::overlay::{Asked, Overlay, Picker, Prompt, STATUS_WORDS, StatusMenu};
use super::subject::Subject;
use super::{Effect, Workbench};
use crate::domain::change::{Draft, Op, inverse};
use crate::domain::edit::{self, Desk, EditError};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::status::{Status, StatusWord};
use crate::workbench::line::Line;

/// What an edit comes to.
type Outcome = Result<Draft, EditError>;

impl Workbench {
    /// The selected row. On 成员待定 the members are asked for first, and there is none.
    pub(super) fn subject_or_members(&mut self) -> Option<Subject> {
        let subject = self.subject().ok()?;
        if let Subject::OpenGroup { task, group } = &subject {
            self.notice = Some(Notice::NotHere(Command::Members, WhyNot::MembersFirst));
            self.overlay = Some(Overlay::Picker(Picker::new(*task, group, &self.workspace.roster)));
            return None;
        }
        Some(subject)
    }

    fn entry_status(&self, subject: &Subject) -> Status {
        match subject {
            Subject::Entry { id, .. } => {
                self.workspace.entry(id).map(|(_, entry)| entry.status()).unwrap_or_default()
            }
            _ => Status::default(),
        }
    }

    pub(super) fn ask_status(&mut self) {
        let Some(subject) = self.subject_or_members() else { return };
        let current = self.entry_status(&subject);
        self.overlay = Some(Overlay::Status(StatusMenu::new(subject, current)));
    }

    pub(super) fn ask(&mut self, asked: Asked, subject: Subject, text: &str) {
        self.overlay = Some(Overlay::Prompt(Prompt { asked, subject, line: Line::with_text(text) }));
    }

    pub(super) fn ask_note(&mut self) {
        if let Some(subject) = self.subject_or_members() {
            self.ask(Asked::Note, subject, "");
        }
    }

    pub(super) fn ask_percent(&mut self) {
        let Some(subject) = self.subject_or_members() else { return };
        let percent = match &subject {
            Subject::Entry { id, .. } => self.workspace.entry(id).and_then(|(_, entry)| entry.percent),
            _ => None,
        };
        self.ask(Asked::Percent, subject, &percent.map(|it| it.to_string()).unwrap_or_default());
    }

    pub(super) fn ask_members(&mut self) {
        if let Ok((task, group)) = self.open_group() {
            self.overlay = Some(Overlay::Picker(Picker::new(task, &group, &self.workspace.roster)));
        }
    }

    pub(super) fn remove(&mut self) {
        let subject = self.subject().ok();
        if let Some(Subject::Marked(marked)) = &subject {
            self.remove_marked(marked);
            return;
        }
        if let Some(Subject::Entry { id, .. }) = subject {
            let outcome = edit::remove(&self.desk(), &[id]);
            self.commit(outcome);
        }
    }

    /// Takes 无需报送 back where it is given, else asks for the reason.
    pub(super) fn waive(&mut self) {
        if let Ok(Subject::Marked(marked)) = self.subject() {
            self.ask_waive_marked(marked);
            return;
        }
        let Ok((task, unit, group)) = self.waivable() else { return };
        if self.workspace.roster.waivers.iter().any(|one| one.task == task && one.unit == *unit) {
            let draft = edit::waive(&self.desk(), task, &unit, "");
            self.commit(Ok(draft));
        } else {
            self.ask(Asked::Waiver { group }, Subject::Unit { task, unit }, "");
        }
    }

    /// A status chosen in the menu: 退回 and 不涉及 ask on.
    pub(super) fn choose_status(&mut self, subject: Subject, word: StatusWord) {
        match word {
            StatusWord::Return | StatusWord::Status(Status::NotApplicable) => {
                self.ask(Asked::Reason(word), subject, "");
            }
            StatusWord::Status(_) => {
                self.overlay = None;
                let outcome = self.on_entry(&subject, |desk, ids| edit::status(desk, ids, word, ""));
                self.commit_on(&subject, outcome);
            }
        }
    }

    /// An edit of the subject's entry; where it has none, one is made in the same change.
    pub(super) fn on_entry(
        &mut self,
        subject: &Subject,
        make: impl FnOnce(&Desk<'_>, &[EntryId]) -> Outcome,
    ) -> Outcome {
        let (task, unit) = match subject {
            Subject::Entry { id, .. } => return make(&self.desk(), std::slice::from_ref(id)),
            Subject::Unit { task, unit } => (*task, unit),
            Subject::OpenGroup { group, .. } => return Err(EditError::NotOpen(group.to_string())),
            Subject::Marked(marked) => return self.on_marked(marked, make),
        };
        let id = self.fresh_id(task);
        let added = edit::add(&self.desk(), task, vec![unit.to_string()], &[], id.clone())?;
        if self.workspace.apply(&added.ops).is_err() {
            // The file cannot be written: `commit` says so.
            return Ok(added);
        }
        let outcome = make(&self.desk(), &[id]);
        // Taken back at once: what was just put can be taken away.
        let _ = self.workspace.apply(&inverse(&added.ops));
        outcome.map(|draft| {
            let ops: Vec<Op> = added.ops.into_iter().chain(draft.ops).collect();
            Draft::new(draft.label, ops)
        })
    }

    pub(super) fn fresh_id(&mut self, task: u32) -> EntryId {
        let mut chance = (self.chance)();
        loop {
            let id = EntryId::new(task, chance);
            if self.workspace.entry(&id).is_none() {
                return id;
            }
            chance = chance.wrapping_add(1);
        }
    }

    /// What Enter saves in what floats.
    pub(super) fn confirm(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Status(menu)) => {
                if let Some(word) = STATUS_WORDS.get(menu.cursor) {
                    self.choose_status(menu.subject, *word);
                }
            }
            Some(Overlay::Prompt(prompt)) => self.answer(prompt),
            Some(Overlay::Picker(picker)) => {
                let outcome = edit::members(&self.desk(), picker.task, &picker.group, &picker.marked());
                self.commit(outcome);
            }
            Some(Overlay::Palette(list)) => {
                if let Some(command) = list.selected() {
                    self.run(command);
                }
            }
            Some(Overlay::Day(prompt)) => self.answer_day(prompt),
            Some(Overlay::History(pane)) => self.restore(pane),
            Some(Overlay::Edited(review)) => self.confirm_edited(*review),
            Some(Overlay::Review(pane)) => self.confirm_review(pane),
            Some(Overlay::Filter(prompt)) => self.confirm_filter(*prompt),
            Some(Overlay::Filters(list)) => self.choose_filter(&list),
            Some(Overlay::Table(menu)) => self.choose_table(&menu),
            Some(Overlay::Outline(menu)) => self.choose_outline(&menu),
            Some(Overlay::Doubts(cursor)) => self.go_to_doubt(cursor),
            Some(Overlay::Clashes(cursor)) => self.go_to_clash(cursor),
            Some(Overlay::Plans(pane)) => {
                let place = pane.cursor;
                self.overlay = Some(Overlay::Plans(pane));
                self.go_to_plan(place);
            }
            Some(Overlay::Links(list)) => self.open_link(&list),
            Some(Overlay::Search(pane)) => {
                self.overlay = Some(Overlay::Search(pane));
                self.go_to_found();
            }
            // Chases, contacts and the finder were taken by `run_in_chase`, the form does its keys itself.
            Some(
                Overlay::Help(_)
                | Overlay::Detail(_)
                | Overlay::News(..)
                | Overlay::Form(_)
                | Overlay::Chase(_)
                | Overlay::Contact(_)
                | Overlay::Extend(_)
                | Overlay::Record(_)
                | Overlay::Export(_)
                | Overlay::Finder(_),
            )
            | None => {}
        }
    }

    fn answer(&mut self, prompt: Prompt) {
        let text = prompt.line.text().to_owned();
        if let (Asked::Task, Subject::Marked(marked)) = (prompt.asked, &prompt.subject) {
            let marked = marked.clone();
            if !self.answer_task(&marked, &text) {
                self.overlay = Some(Overlay::Prompt(prompt));
            }
            return;
        }
        let subject = &prompt.subject;
        let outcome = match prompt.asked {
            Asked::Note if text.trim().is_empty() => Err(EditError::EmptyText),
            Asked::Note => self.on_entry(subject, |desk, ids| edit::note(desk, ids, &text)),
            Asked::Percent => match Field::keyed("percent") {
                Some(field) => self.on_entry(subject, |desk, ids| edit::set(desk, ids, &[(field, text)])),
                None => return,
            },
            Asked::Reason(word) => self.on_entry(subject, |desk, ids| edit::status(desk, ids, word, &text)),
            Asked::Due | Asked::Person | Asked::Tag | Asked::Task => {
                self.answer_field(prompt.asked, subject, &text)
            }
            Asked::Waiver { .. } if let Subject::Marked(marked) = subject => {
                Ok(self.waive_marked(marked, text.trim()))
            }
            Asked::Waiver { .. } => {
                Ok(edit::waive(&self.desk(), subject.task(), subject.unit(), text.trim()))
            }
        };
        let subject = prompt.subject.clone();
        if outcome.is_err() {
            // What was typed is not lost.
            self.overlay = Some(Overlay::Prompt(prompt));
        }
        self.commit_on(&subject, outcome);
    }

    /// Commits a change of a row, or of all marked.
    pub(super) fn commit_on(&mut self, subject: &Subject, outcome: Outcome) {
        match subject {
            Subject::Marked(marked) => self.commit_marked(marked, outcome),
            _ => {
                self.commit(outcome);
            }
        }
    }

    /// Makes a change here at once and hands it to the saver. False where it was not made; the line says why.
    pub(super) fn commit(&mut self, outcome: Outcome) -> bool {
        let draft = match outcome {
            Ok(draft) if draft.ops.is_empty() => {
                self.notice = Some(Notice::Same);
                return true;
            }
            Ok(draft) => draft,
            Err(error) => {
                self.notice = Some(Notice::Refused(error));
                return false;
            }
        };
        if let Err(error) = self.workspace.apply(&draft.ops) {
            self.notice = Some(Notice::Conflict(error));
            return false;
        }
        self.filtering.note_change(&draft.ops, self.today);
        self.tree.follow(&draft.ops);
        self.take_up(&parts(&draft.ops));
        let ticket = self.saving.begin(draft.clone());
        self.notice = Some(Notice::Changed(draft.clone()));
        self.effects.push(Effect::Commit { ticket, draft });
        true
    }

    /// What a command does in what floats.
    pub(super) fn run_in_overlay(&mut self, command: Command) {
        if self.run_in_chase(command) || self.run_in_export(command) {
            return;
        }
        let page = self.page().saturating_sub(4).max(1);
        match command {
            Command::Close => match self.overlay.take() {
                Some(Overlay::Filter(prompt)) => self.leave_filter(*prompt),
                Some(Overlay::Review(review)) => self.leave_review(review),
                _ => {}
            },
            Command::Confirm => self.confirm(),
            Command::Repaint => self.effects.push(Effect::Repaint),
            Command::Mark => {
                if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                    picker.toggle();
                }
                if let Some(Overlay::Table(menu)) = &self.overlay {
                    self.mark_in_table(*menu);
                }
            }
            Command::Up => self.move_in_overlay(|at| at.saturating_sub(1)),
            Command::Down => self.move_in_overlay(|at| at.saturating_add(1)),
            Command::PageUp => self.move_in_overlay(|at| at.saturating_sub(page)),
            Command::PageDown => self.move_in_overlay(|at| at.saturating_add(page)),
            Command::First => self.move_in_overlay(|_| 0),
            Command::Last => self.move_in_overlay(|_| usize::MAX),
            _ => {}
        }
    }

    pub(super) fn move_in_overlay(&mut self, to: impl Fn(usize) -> usize) {
        let moved = |at: usize, count: usize| to(at).min(count.saturating_sub(1));
        match &mut self.overlay {
            Some(Overlay::Status(menu)) => menu.cursor = moved(menu.cursor, STATUS_WORDS.len()),
            Some(Overlay::Picker(picker)) => picker.cursor = moved(picker.cursor, picker.shown.len()),
            Some(Overlay::Help(list) | Overlay::Palette(list)) => {
                list.cursor = moved(list.cursor, list.shown.len());
            }
            // Drawing knows how long it is, and clamps it.
            Some(Overlay::Detail(scroll) | Overlay::News(_, scroll)) => *scroll = to(*scroll),
            Some(Overlay::Edited(review)) => review.cursor = moved(review.cursor, review.edits.len()),
            Some(Overlay::History(pane)) => pane.cursor = moved(pane.cursor, pane.len()),
            Some(Overlay::Doubts(cursor)) => {
                let count = self.reading.as_ref().map_or(0, |reading| reading.doubts.len());
                *cursor = moved(*cursor, count);
            }
            Some(Overlay::Clashes(cursor)) => {
                *cursor = moved(*cursor, self.clashes.values().map(Vec::len).sum());
            }
            Some(Overlay::Links(list)) => list.cursor = moved(list.cursor, list.links.len()),
            Some(Overlay::Plans(pane)) => pane.cursor = moved(pane.cursor, pane.len()),
            Some(Overlay::Outline(menu)) => menu.go(moved(menu.cursor(), menu.len())),
            Some(Overlay::Review(pane)) => {
                let (at, count) = pane.cursor();
                pane.go(moved(at, count));
            }
            Some(Overlay::Table(menu)) => menu.cursor = moved(menu.cursor, menu.count()),
            Some(Overlay::Filters(list)) => list.cursor = moved(list.cursor, self.filtering.saved.len()),
            Some(Overlay::Search(pane)) => pane.cursor = moved(pane.cursor, pane.count()),
            Some(
                Overlay::Form(_)
                | Overlay::Prompt(_)
                | Overlay::Day(_)
                | Overlay::Filter(_)
                | Overlay::Chase(_)
                | Overlay::Contact(_)
                | Overlay::Extend(_)
                | Overlay::Record(_)
                | Overlay::Export(_)
                | Overlay::Finder(_),
            )
            | None => {}
        }
    }
}
