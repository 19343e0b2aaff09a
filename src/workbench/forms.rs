//! Forms: how one is opened, what its keys do, how it is saved, and what is kept of it until then.

use crossterm::event::{KeyCode, KeyEvent};

use super::command::Command;
use super::keys::{Chord, Context};
use super::line::Text;
use super::notice::{Notice, Standing, WhyNot};
use super::overlay::{Editor, EntryForm, Overlay, RecordForm, StatusMenu};
use super::subject::Subject;
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::change::Draft;
use crate::domain::edit::{self, EditError};
use crate::domain::field::{Field, FieldError, FieldKind};
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::domain::status::StatusWord;
use crate::domain::unit::NameError;
use crate::store::draft::DraftForm;

impl Workbench {
    /// A new entry of the selected unit, else of the task's first that has not reported.
    pub(super) fn ask_new_entry(&mut self) {
        let Ok(task) = self.selected_task() else { return };
        let subject = self.row_subject();
        let selected = match &subject {
            Ok(Subject::OpenGroup { .. }) => {
                self.subject_or_members();
                return;
            }
            Ok(Subject::Unit { unit, .. }) => Some(unit.to_string()),
            // On the page of a unit it is that unit's.
            Ok(Subject::Entry { unit, .. }) if self.is_on_page() => Some(unit.to_string()),
            // A line of the tree may stand for several units: the first of them.
            Err(_) if self.view == View::Tasks => self
                .tree
                .selected()
                .and_then(|line| {
                    line.rows(&self.rows).find(|row| row.entry.is_none() && !row.open_group && !row.waived)
                })
                .map(|row| row.unit.to_string()),
            _ => None,
        };
        // Where all have reported, one more entry of the same unit is the likeliest.
        let unit = selected.or_else(|| self.unreported(task, "")).or_else(|| match &subject {
            Ok(Subject::Entry { unit, .. }) => Some(unit.to_string()),
            _ => None,
        });
        self.open_new(task, unit.as_deref().unwrap_or_default());
    }

    fn open_new(&mut self, task: u32, unit: &str) {
        let form = EntryForm::new_entry(task, unit, &self.desk());
        self.overlay = Some(Overlay::Form(Box::new(form)));
    }

    pub(super) fn ask_edit(&mut self) {
        // The form is of one row, whatever is marked.
        let subject = match self.row_subject() {
            Ok(Subject::OpenGroup { .. }) => self.subject_or_members(),
            subject => subject.ok(),
        };
        match subject {
            Some(Subject::Entry { id, .. }) => {
                let Some((home, entry)) = self.workspace.entry(&id) else { return };
                let form = EntryForm::of_entry(home, entry, &self.desk());
                self.overlay = Some(Overlay::Form(Box::new(form)));
            }
            Some(Subject::Unit { task, unit }) => self.open_new(task, &unit),
            Some(Subject::OpenGroup { .. } | Subject::Marked(_)) | None => {}
        }
    }

    /// The first unit of a task without an entry, of those after `unit` if there are any.
    fn unreported(&self, task: u32, unit: &str) -> Option<String> {
        let rows = self.rows.task(task).map_or(&[][..], |it| &it.rows);
        let place = rows.iter().position(|row| *row.unit == *unit).map_or(0, |place| place + 1);
        let (before, after) = rows.split_at(place);
        let waits = |row: &&Row| {
            row.entry.is_none() && !row.open_group && row.light != Light::Excluded && *row.unit != *unit
        };
        after.iter().chain(before).find(waits).map(|row| row.unit.to_string())
    }

    /// What a key does in the form.
    pub(super) fn form_key(&mut self, event: &KeyEvent, chord: &Chord) {
        let Some(Overlay::Form(mut form)) = self.overlay.take() else { return };
        let leaving = std::mem::take(&mut form.leaving);
        if self.key_of_list(&mut form, chord) {
            self.overlay = Some(Overlay::Form(form));
            return;
        }
        let place = form.focus;
        let is_status = form.focused().is_some_and(|one| one.field.kind == FieldKind::Status);
        let digit = chord.character().and_then(StatusMenu::digit).filter(|_| is_status);
        let Some(field) = form.fields.get_mut(place) else { return };
        let before = field.editor.text();
        let taken = match digit {
            Some(word) => {
                field.editor = Editor::Line(Box::new(super::line::Line::with_text(match word {
                    StatusWord::Status(status) => status.word(),
                    StatusWord::Return => "退回",
                })));
                true
            }
            None => field.editor.key(*event),
        };
        if taken {
            if field.editor.text() == before {
                form.list = None;
            } else {
                form.typed(&self.desk());
                self.keep(form.draft());
            }
            self.overlay = Some(Overlay::Form(form));
            return;
        }
        match self.keys.command(Context::Overlay, chord) {
            Some(Command::Save) => self.save_form(form, false),
            Some(Command::SaveNext) => self.save_form(form, true),
            Some(Command::Joint) => {
                match form.many.as_mut().filter(|many| many.can_join()) {
                    Some(many) => many.joint = !many.joint,
                    None => self.notice = Some(Notice::NotHere(Command::Joint, WhyNot::NothingToJoin)),
                }
                self.overlay = Some(Overlay::Form(form));
            }
            Some(Command::EditField) => {
                match form.focused().map(|one| &one.editor) {
                    Some(Editor::Text(text)) => self.effects.push(Effect::EditText(text.text())),
                    _ => self.notice = Some(Notice::NotHere(Command::EditField, WhyNot::OneLineField)),
                }
                self.overlay = Some(Overlay::Form(form));
            }
            Some(Command::Close) if form.is_changed() && !leaving => {
                form.leaving = true;
                form.list = None;
                self.notice = Some(Notice::LeaveForm);
                self.overlay = Some(Overlay::Form(form));
            }
            Some(Command::Close) => self.keep(None),
            command => {
                self.move_in_form(&mut form, command, chord);
                self.overlay = Some(Overlay::Form(form));
            }
        }
    }

    /// What the editor left of the form's field, or why there is none; what stood there stays then.
    pub fn text_edited(&mut self, outcome: Result<String, String>) {
        let Some(Overlay::Form(mut form)) = self.overlay.take() else { return };
        let place = form.focus;
        match (outcome, form.fields.get_mut(place).map(|one| &mut one.editor)) {
            (Ok(left), Some(Editor::Text(text))) => {
                // An editor ends the last line too.
                **text = Text::with_text(left.trim_end_matches(['\n', '\r']));
                form.typed(&self.desk());
                self.keep(form.draft());
            }
            (Ok(_), _) => {}
            (Err(reason), _) => self.notice = Some(Notice::Text(reason)),
        }
        self.overlay = Some(Overlay::Form(form));
    }

    /// Keys of the list of completions, while it is open.
    fn key_of_list(&self, form: &mut EntryForm, chord: &Chord) -> bool {
        let must_be_one = form.focused().is_some_and(|one| one.field.kind == FieldKind::Units);
        let at_end = form.is_at_end();
        let Some(list) = &mut form.list else { return false };
        if chord.ctrl || chord.alt {
            return false;
        }
        let end = list.shown.len().saturating_sub(1);
        match (chord.code, list.cursor) {
            (KeyCode::Down, None) => list.cursor = Some(0),
            (KeyCode::Down, Some(at)) => list.cursor = Some((at + 1).min(end)),
            (KeyCode::Up, Some(at)) => list.cursor = at.checked_sub(1),
            (KeyCode::Esc, Some(_)) => form.list = None,
            (KeyCode::Right, _) if at_end => form.accept(&self.desk()),
            (KeyCode::Enter | KeyCode::Tab, Some(_)) => form.accept(&self.desk()),
            // A name has to be one of the roster's: what is typed of it is only the way to it.
            (KeyCode::Tab, None) if must_be_one => form.accept(&self.desk()),
            _ => return false,
        }
        true
    }

    fn move_in_form(&mut self, form: &mut EntryForm, command: Option<Command>, chord: &Chord) {
        let last = form.fields.len().saturating_sub(1);
        let at = form.focus;
        let text = match form.fields.get_mut(at).map(|one| &mut one.editor) {
            Some(Editor::Text(text)) => Some(text),
            _ => None,
        };
        match command {
            Some(Command::NewLine) => match text {
                Some(text) => {
                    text.break_line();
                    form.typed(&self.desk());
                    self.keep(form.draft());
                }
                None => self.notice = Some(Notice::NotHere(Command::NewLine, WhyNot::OneLine)),
            },
            Some(Command::Up) if text.is_some_and(|text| text.up()) => form.list = None,
            Some(Command::Up | Command::PreviousField) if at == 0 => {
                self.notice = Some(Notice::NotHere(Command::PreviousField, WhyNot::FirstField));
            }
            Some(Command::Up | Command::PreviousField) => form.go(at - 1, &self.desk()),
            Some(Command::Down) => {
                let moved = match form.fields.get_mut(at).map(|one| &mut one.editor) {
                    Some(Editor::Text(text)) => text.down(),
                    _ => false,
                };
                if moved {
                    form.list = None;
                } else {
                    self.next_field(form);
                }
            }
            Some(Command::Confirm | Command::NextField) => self.next_field(form),
            Some(Command::PageUp | Command::First) => form.go(0, &self.desk()),
            Some(Command::PageDown | Command::Last) => form.go(last, &self.desk()),
            Some(Command::Repaint) => self.effects.push(Effect::Repaint),
            _ => self.notice = Some(Notice::Unbound(*chord)),
        }
    }

    fn next_field(&mut self, form: &mut EntryForm) {
        if form.focus + 1 >= form.fields.len() {
            self.notice = Some(Notice::NotHere(Command::NextField, WhyNot::LastField));
        } else {
            form.go(form.focus + 1, &self.desk());
        }
    }

    /// A paste goes into the field with the caret.
    pub(super) fn paste_in_form(&mut self, text: &str) {
        let Some(Overlay::Form(mut form)) = self.overlay.take() else { return };
        form.leaving = false;
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.editor.paste(text);
        }
        form.typed(&self.desk());
        form.list = None;
        self.keep(form.draft());
        self.overlay = Some(Overlay::Form(form));
    }

    /// Saves the form. Where something cannot be read it stays open as it was typed, the caret where it is wrong.
    fn save_form(&mut self, mut form: Box<EntryForm>, next: bool) {
        // The words of units are written out first, so that what stands there is what is saved.
        let focus = form.focus;
        form.go(focus, &self.desk());
        let outcome = match form.many.clone() {
            Some(many) => self.uniform_draft(&form, &many),
            None => self.draft_of(&form),
        };
        let wrong = match &outcome {
            Err(EditError::Field { field, .. }) => Some(field.key),
            Err(EditError::Unit(_)) => Some("units"),
            Err(EditError::EmptyText) => Some("measure"),
            _ => None,
        };
        let unchanged = next && outcome.as_ref().is_ok_and(|draft| draft.ops.is_empty());
        if !unchanged && !self.commit(outcome) {
            if let Some(key) = wrong {
                form.focus = form.place(key);
            }
            self.overlay = Some(Overlay::Form(form));
            return;
        }
        self.keep(None);
        if let Some(many) = &form.many {
            self.say_for_many(many.rows.len());
        } else if next {
            self.next_form(&form);
        }
    }

    /// The next entry of the task, after one is saved.
    fn next_form(&mut self, saved: &EntryForm) {
        let units = saved.units();
        let unit = units.split('、').next().unwrap_or_default();
        // Where all have reported, one more of the same unit: a form that shut now would let the next words typed go
        // astray.
        let next = self.unreported(saved.task, unit);
        if next.is_none() {
            self.notice = Some(Notice::NoneLeft(self.saving.newest().cloned().map(Box::new)));
        }
        self.open_new(saved.task, next.as_deref().unwrap_or(unit));
    }

    /// The change that the form comes to.
    fn draft_of(&mut self, form: &EntryForm) -> Result<Draft, EditError> {
        let given = form.given();
        if let Some((field, _)) = given
            .iter()
            .find(|(field, text)| field.kind == FieldKind::Status && text.parse() == Ok(StatusWord::Return))
        {
            return Err(EditError::Field { field, error: FieldError::NoReason });
        }
        if let Some(id) = &form.entry {
            return edit::set(&self.desk(), std::slice::from_ref(id), &given);
        }
        let mut units: Vec<String> = Vec::new();
        let text = form.units();
        for word in text.split(['、', '，', ',', '；', ';']).filter(|word| !word.trim().is_empty()) {
            let name = &self.workspace.roster.unit(word)?.name;
            if !units.contains(name) {
                units.push(name.clone());
            }
        }
        if units.is_empty() {
            return Err(NameError::Empty.into());
        }
        let own = |field: &&Field| form.fields.iter().any(|one| one.field == *field && one.is_changed());
        if !given.iter().any(|(field, _)| own(field)) {
            return Err(EditError::EmptyText);
        }
        let id = self.fresh_id(form.task);
        edit::add(&self.desk(), form.task, units, &given, id)
    }

    /// Has the loop keep what is not saved: this form, and those of the last time.
    pub(super) fn keep(&mut self, open: Option<DraftForm>) {
        let forms: Vec<DraftForm> = open.into_iter().chain(self.left_over.iter().cloned()).collect();
        if forms != self.kept {
            self.kept.clone_from(&forms);
            self.effects.push(Effect::KeepDrafts(forms));
        }
    }

    /// Forms that were open when the program ended the last time: a line offers the first.
    pub fn offer_drafts(&mut self, forms: Vec<DraftForm>) {
        self.kept.clone_from(&forms);
        self.left_over = forms;
        self.left_over.retain(|form| form.record.is_some() || self.workspace.plan.task(form.task).is_some());
        self.say_left_over();
    }

    fn say_left_over(&mut self) {
        self.standing.retain(|line| !line.offers_form());
        if let Some(DraftForm { record: Some(record), fields, .. }) = self.left_over.first() {
            let name = fields.get("name").or(fields.get("requirement")).cloned().unwrap_or_default();
            self.standing.insert(0, Standing::UnsavedRecord { record: record.clone(), name });
        } else if let Some(form) = self.left_over.first() {
            let task = self.workspace.plan.task(form.task);
            let number = task.map_or_else(|| form.task.to_string(), |task| task.number.clone());
            let entry = form.entry.as_ref().and_then(|id| self.workspace.entry(id));
            let unit = form.fields.get("units").cloned();
            let unit = unit.or_else(|| entry.map(|(_, entry)| entry.units.join("、"))).unwrap_or_default();
            self.standing.insert(0, Standing::UnsavedForm { number, unit });
        }
    }

    /// Whether the line that offers a form stands.
    pub(super) fn offers_form(&self) -> bool {
        self.standing.iter().any(Standing::offers_form)
    }

    /// Opens the first form of the last time again.
    pub(super) fn resume_form(&mut self) {
        if self.left_over.is_empty() {
            return;
        }
        let draft = self.left_over.remove(0);
        if let Some(record) = &draft.record {
            let form = RecordForm::kept(record, &draft.fields, &self.workspace);
            self.overlay = Some(Overlay::Record(Box::new(form)));
            self.reread_record();
            self.say_left_over();
            return;
        }
        let found = draft.entry.as_ref().and_then(|id| self.workspace.entry(id));
        let mut form = match found {
            Some((home, entry)) => EntryForm::of_entry(home, entry, &self.desk()),
            // An entry that is gone since comes back as a new one.
            None => EntryForm::new_entry(draft.task, "", &self.desk()),
        };
        form.restore(&draft, &self.desk());
        self.overlay = Some(Overlay::Form(Box::new(form)));
        self.say_left_over();
    }
}
