//! 批量: one change for all marked rows, which one undo takes back.
//!
//! Each step is worked out on the data as the steps before left it, and all of it is taken back at once: `commit` then
//! makes the whole.

use super::Workbench;
use super::chasing::ToChase;
use super::command::Command;
use super::ledger::{Marked, RowKey};
use super::notice::{Notice, WhyNot};
use super::overlay::{Asked, Overlay, Prompt};
use super::subject::Subject;
use crate::domain::change::{Draft, Label, Op, inverse};
use crate::domain::edit::{self, Desk, EditError};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::workbench::line::Line;

type Outcome = Result<Draft, EditError>;

impl Workbench {
    /// 成员待定: a row that can have no entry before its members are picked.
    fn is_open_group(&self, key: &RowKey) -> bool {
        let all = self.rows.task(key.task).map_or(&[][..], |it| &it.rows);
        all.iter().any(|row| row.open_group && row.unit == key.unit && row.entry.is_none())
    }

    /// An edit of the entries of all marked rows; where one has none, it is made in the same change.
    pub(super) fn on_marked(
        &mut self,
        marked: &Marked,
        make: impl FnOnce(&Desk<'_>, &[EntryId]) -> Outcome,
    ) -> Outcome {
        let mut added: Vec<Op> = Vec::new();
        let mut ids: Vec<EntryId> = Vec::new();
        let mut refused = None;
        for key in marked.rows.iter() {
            if let Some(id) = &key.entry {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
                continue;
            }
            if self.is_open_group(key) {
                continue;
            }
            let id = self.fresh_id(key.task);
            let draft = match edit::add(&self.desk(), key.task, vec![key.unit.to_string()], &[], id.clone()) {
                Ok(draft) => draft,
                Err(error) => {
                    refused = Some(error);
                    break;
                }
            };
            let applied = self.workspace.apply(&draft.ops).is_ok();
            added.extend(draft.ops);
            if !applied {
                // The file cannot be written: `commit` says so, and makes nothing.
                let done = added.len() - 1;
                let _ = self.workspace.apply(&inverse(&added[..done]));
                return Ok(Draft::new(Label::Add, added));
            }
            ids.push(id);
        }
        let outcome = match refused {
            Some(error) => Err(error),
            None => make(&self.desk(), &ids),
        };
        // Taken back at once: what was just put can be taken away.
        let _ = self.workspace.apply(&inverse(&added));
        outcome.map(|draft| Draft::new(draft.label, added.into_iter().chain(draft.ops).collect()))
    }

    /// 无需报送 for all marked rows that do not have it yet.
    pub(super) fn waive_marked(&mut self, marked: &Marked, reason: &str) -> Draft {
        let mut pairs: Vec<(u32, String)> = Vec::new();
        for key in marked.rows.iter() {
            let all = self.rows.task(key.task).map_or(&[][..], |it| &it.rows);
            let waived = all.iter().any(|row| row.unit == key.unit && row.waived);
            let pair = (key.task, key.unit.to_string());
            if !waived && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        self.step_by_step(pairs, reason)
    }

    /// Takes 无需报送 back from all marked rows that have it for themselves.
    fn unwaive_marked(&mut self, marked: &Marked) -> Draft {
        let mut pairs: Vec<(u32, String)> = Vec::new();
        for key in marked.rows.iter() {
            let pair = (key.task, key.unit.to_string());
            if self.has_own_waiver(key) && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        self.step_by_step(pairs, "")
    }

    fn step_by_step(&mut self, pairs: Vec<(u32, String)>, reason: &str) -> Draft {
        let mut ops: Vec<Op> = Vec::new();
        for (task, unit) in pairs {
            let step = edit::waive(&self.desk(), task, &unit, reason).ops;
            if self.workspace.apply(&step).is_err() {
                // The roster cannot be written: `commit` says so.
                let _ = self.workspace.apply(&inverse(&ops));
                return Draft::new(Label::Waiver, step);
            }
            ops.extend(step);
        }
        let _ = self.workspace.apply(&inverse(&ops));
        Draft::new(Label::Waiver, ops)
    }

    fn has_own_waiver(&self, key: &RowKey) -> bool {
        let waivers = &self.workspace.roster.waivers;
        waivers.iter().any(|one| one.task == key.task && *one.unit == *key.unit)
    }

    /// `w` with marks: takes 无需报送 back where all marked rows have it, else asks for the reason.
    pub(super) fn ask_waive_marked(&mut self, marked: Marked) {
        if marked.rows.iter().all(|key| self.has_own_waiver(key)) {
            let draft = self.unwaive_marked(&marked);
            self.commit_marked(&marked, Ok(draft));
        } else {
            self.ask(Asked::Waiver { group: false }, Subject::Marked(marked), "");
        }
    }

    /// `d` with marks: the entries of all marked rows.
    pub(super) fn remove_marked(&mut self, marked: &Marked) {
        let ids: Vec<EntryId> = marked.rows.iter().filter_map(|key| key.entry.clone()).collect();
        if ids.is_empty() {
            self.notice = Some(Notice::NotHere(Command::Remove, WhyNot::NoEntry));
            return;
        }
        let outcome = edit::remove(&self.desk(), &ids);
        self.commit_marked(marked, outcome);
    }

    /// Whom a chase of the marked rows asks, and about which tasks.
    pub(super) fn to_chase_marked(&self, marked: &Marked) -> Result<ToChase, WhyNot> {
        let (mut units, mut tasks): (Vec<String>, Vec<u32>) = (Vec::new(), Vec::new());
        for key in marked.rows.iter().filter(|key| key.entry.is_some() || !self.is_open_group(key)) {
            if !units.iter().any(|unit| **unit == *key.unit) {
                units.push(key.unit.to_string());
            }
            if !tasks.contains(&key.task) {
                tasks.push(key.task);
            }
        }
        if units.is_empty() { Err(WhyNot::MembersFirst) } else { Ok(ToChase::about(units, tasks)) }
    }

    /// Commits a change of marked rows; the line says for how many.
    pub(super) fn commit_marked(&mut self, marked: &Marked, outcome: Outcome) {
        let left_out =
            marked.rows.iter().filter(|key| key.entry.is_none() && self.is_open_group(key)).count();
        self.commit(outcome);
        if let Some(Notice::Changed(draft)) = &self.notice {
            let waives = draft.label == Label::Waiver;
            let left_out = if waives { 0 } else { left_out };
            let rows = marked.rows.len() - left_out;
            self.notice = Some(Notice::ChangedMarked { draft: draft.clone(), rows, left_out });
        }
    }

    /// One change of several steps. Each is worked out on the data as the steps before left it, and all of it is taken back
    /// at once: `commit` then makes the whole.
    pub(super) fn in_steps<S>(
        &mut self,
        label: Label,
        steps: Vec<S>,
        mut step: impl FnMut(&mut Self, S) -> Outcome,
    ) -> Outcome {
        let mut made: Vec<Op> = Vec::new();
        let mut outcome = Ok(());
        for one in steps {
            match step(self, one) {
                Ok(draft) if self.workspace.apply(&draft.ops).is_ok() => made.extend(draft.ops),
                Ok(draft) => {
                    // The file cannot be written: `commit` says so, and makes nothing.
                    let _ = self.workspace.apply(&inverse(&made));
                    return Ok(draft);
                }
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        let _ = self.workspace.apply(&inverse(&made));
        outcome.map(|()| Draft::new(label, made))
    }

    /// Says of the change made just now for how many rows it is.
    pub(super) fn say_for_many(&mut self, rows: usize) {
        if let Some(Notice::Changed(draft)) = &self.notice {
            self.notice = Some(Notice::ChangedMarked { draft: draft.clone(), rows, left_out: 0 });
        }
    }

    /// 完成时限, 责任人, 标签: asked for the selected row or for all marked.
    pub(super) fn ask_field(&mut self, asked: Asked) {
        let Some(subject) = self.subject_or_members() else { return };
        let entry = match &subject {
            Subject::Entry { id, .. } => self.workspace.entry(id).map(|(_, entry)| entry),
            _ => None,
        };
        let text = match asked {
            Asked::Due => entry.map_or_else(String::new, |entry| entry.due.to_string()),
            Asked::Person => entry.map_or_else(String::new, |entry| entry.person.to_string()),
            _ => String::new(),
        };
        self.overlay = Some(Overlay::Prompt(Prompt { asked, subject, line: Line::with_text(&text) }));
    }

    /// The answer to it.
    pub(super) fn answer_field(&mut self, asked: Asked, subject: &Subject, text: &str) -> Outcome {
        let text = text.trim().to_owned();
        let field = Field::keyed(match asked {
            Asked::Person => "person",
            Asked::Tag => "tags",
            _ => "due",
        });
        let Some(field) = field else { return Err(EditError::EmptyText) };
        if asked != Asked::Tag {
            return self.on_entry(subject, |desk, ids| edit::set(desk, ids, &[(field, text)]));
        }
        if text.is_empty() {
            return Err(EditError::EmptyText);
        }
        self.on_entry(subject, |desk, ids| {
            let mut ops = Vec::new();
            for id in ids {
                let Some((_, entry)) = desk.workspace.entry(id) else { continue };
                let mut tags = entry.tags.clone();
                match text.strip_prefix(['-', '－']) {
                    Some(gone) => tags.retain(|tag| tag != gone.trim()),
                    None if tags.contains(&text) => {}
                    None => tags.push(text.clone()),
                }
                let ids = std::slice::from_ref(id);
                ops.extend(edit::set(desk, ids, &[(field, tags.join("、"))])?.ops);
            }
            Ok(Draft::new(Label::Edit, ops))
        })
    }
}
