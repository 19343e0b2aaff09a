//! The form of a record: keys, what is wrong while one types, and what it comes to when it is saved.

use crossterm::event::KeyEvent;

use super::typed::{typed_plan, typed_task, typed_unit};
use crate::domain::activity::{ActivityField, ActivityKind, ActivityState, problems};
use crate::domain::change::{Draft, Label};
use crate::domain::duty::DutyField;
use crate::domain::edit::{self, EditError, GivenActivity, GivenDuty, outline};
use crate::domain::plan::Nature;
use crate::domain::unit::UnitKind;
use crate::workbench::command::Command;
use crate::workbench::keys::{Chord, Context};
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::{Heading, Overlay, RecordForm, RecordOf};
use crate::workbench::{Effect, Workbench};

impl Workbench {
    /// What a key does in the form.
    pub(in crate::workbench) fn record_key(&mut self, event: &KeyEvent, chord: &Chord) {
        let Some(Overlay::Record(form)) = &mut self.overlay else { return };
        let leaving = std::mem::take(&mut form.leaving);
        // A digit chooses a state or a kind; typed words do too.
        let digit = chord.character().and_then(|c| c.to_digit(10)).and_then(|n| usize::try_from(n).ok());
        let chosen = digit.and_then(|digit| choices(form).get(digit.checked_sub(1)?).cloned());
        let is_activity = matches!(form.of, RecordOf::Activity { .. });
        // 政策评价 已报情况 2次 has a digit of its own: there it chooses in an empty field only.
        let chooses = match form.key() {
            "kind" | "nature" => true,
            "answered_by" => form.text("answered_by").is_empty(),
            _ => is_activity,
        };
        if let Some(word) = chosen.filter(|_| chooses) {
            if let Some(line) = form.field() {
                line.set_text(&word);
                line.set_caret(word.len());
            }
            self.reread_record();
            return;
        }
        let command = self.keys.command(Context::Overlay, chord);
        let moves = matches!(
            command,
            Some(
                Command::NextField | Command::PreviousField | Command::Up | Command::Down | Command::Confirm
            )
        );
        if !moves && form.field().is_some_and(|line| line.key(*event)) {
            self.reread_record();
            return;
        }
        match command {
            Some(Command::Save | Command::Confirm) if matches!(form.of, RecordOf::Split(_)) => {
                self.save_split();
            }
            Some(Command::Save | Command::Confirm) if form.of == RecordOf::Notice => self.read_notice(),
            Some(Command::Save | Command::Confirm) if form.of == RecordOf::PlanId => self.save_plan(),
            Some(Command::Confirm) if form.is_at_end() => {
                self.save_record();
            }
            Some(Command::Save) => {
                self.save_record();
            }
            Some(Command::SaveNext) => self.save_record_and_next(),
            Some(Command::NextField | Command::Down | Command::Confirm) => form.turn(true),
            Some(Command::PreviousField | Command::Up) => form.turn(false),
            Some(Command::Close) if form.is_changed() && !leaving => {
                form.leaving = true;
                self.notice = Some(Notice::LeaveForm);
            }
            Some(Command::Close) => {
                self.overlay = None;
                self.keep(None);
            }
            Some(Command::Repaint) => self.effects.push(Effect::Repaint),
            _ => self.notice = Some(Notice::Unbound(*chord)),
        }
    }

    /// A paste goes into the field.
    pub(in crate::workbench) fn paste_in_record(&mut self, text: &str) {
        if let Some(Overlay::Record(form)) = &mut self.overlay
            && let Some(line) = form.field()
        {
            line.paste(&text.replace(['\r', '\n'], " "));
        }
        self.reread_record();
    }

    /// Reads what is typed again: what is wrong with the field, what annex 2 would send back.
    pub(in crate::workbench) fn reread_record(&mut self) {
        let Some(Overlay::Record(form)) = &self.overlay else { return };
        let key = form.key().to_owned();
        let wrong = self.record_draft(form, Some(&key)).err();
        let found = match &form.of {
            RecordOf::Activity { before, .. } => {
                let mut all = before.as_ref().clone();
                all.kind = form.kind().unwrap_or(before.kind);
                form.text("date").clone_into(&mut all.date);
                form.text("name").clone_into(&mut all.name);
                form.text("place").clone_into(&mut all.place);
                form.text("content").clone_into(&mut all.content);
                form.text("audience").clone_into(&mut all.audience);
                form.text("person").clone_into(&mut all.person);
                form.text("contact").clone_into(&mut all.contact);
                form.text("unit").clone_into(&mut all.unit);
                problems(&all, &self.desk().when())
            }
            _ => Vec::new(),
        };
        if let Some(Overlay::Record(form)) = &mut self.overlay {
            form.wrong = wrong;
            form.problems = found;
        }
        self.keep_record();
    }

    /// Saves the form and shuts it. Whether it did: what is wrong keeps it open.
    fn save_record(&mut self) -> bool {
        let Some(Overlay::Record(form)) = self.overlay.take() else { return false };
        // The first field that is wrong gets the caret, and says why.
        let bad = form.fields.iter().position(|field| self.record_draft(&form, Some(&field.key)).is_err());
        if let Some(place) = bad {
            self.overlay = Some(Overlay::Record(Box::new(RecordForm { focus: place, ..*form })));
            self.reread_record();
            if let Some(Overlay::Record(form)) = &self.overlay
                && let Some(error) = form.wrong.clone()
            {
                self.notice = Some(Notice::Refused(error));
            }
            return false;
        }
        let outcome = self.record_draft(&form, None);
        if outcome.is_err() {
            // What was typed is not lost.
            self.overlay = Some(Overlay::Record(form));
        }
        let saved = self.commit_outline(outcome);
        if saved {
            self.keep(None);
        }
        saved
    }

    /// Has the loop keep what is typed in the form; forms of a notice under review go with the review.
    fn keep_record(&mut self) {
        if let Some(Overlay::Record(form)) = &self.overlay
            && self.reading.is_none()
        {
            let draft = form.draft();
            self.keep(draft);
        }
    }

    /// Saves the form and opens the next of its kind, as the form of an entry does.
    fn save_record_and_next(&mut self) {
        let Some(Overlay::Record(form)) = &self.overlay else { return };
        let form = form.clone();
        if !form.has_next() {
            self.notice = Some(Notice::NotHere(Command::SaveNext, WhyNot::NoNext));
            return;
        }
        // A record that nothing was typed in is passed over, not refused.
        if form.is_changed() && !self.save_record() {
            return;
        }
        match form.of {
            RecordOf::Activity { ref before, .. } => {
                let kind = form.kind().unwrap_or(before.kind);
                let name = form.text("unit");
                let unit =
                    self.workspace.roster.unit(name).map_or_else(|_| name.to_owned(), |it| it.name.clone());
                self.ask_next_activity(kind, &unit);
            }
            RecordOf::Unit(_) => self.overlay = Some(Overlay::Record(Box::new(RecordForm::unit(None)))),
            RecordOf::Duty { .. } => self.ask_new_duty(),
            RecordOf::Task { behind, .. } => {
                if let Some(behind) = self.branch_here().or(behind) {
                    self.ask_new_task(behind);
                }
            }
            _ => {}
        }
    }

    /// What the form comes to: of all fields that were changed, or of one alone to see whether it fits.
    fn record_draft(&self, form: &RecordForm, only: Option<&str>) -> Result<Draft, EditError> {
        let desk = self.desk();
        let taken = |key: &str| only.is_none_or(|only| only == key);
        let changed = form.fields.iter().filter(|field| field.is_changed() && taken(&field.key));
        match &form.of {
            RecordOf::Activity { before, is_new } => {
                let given: Vec<GivenActivity> = changed
                    .filter_map(|field| {
                        Some((ActivityField::keyed(&field.key)?, field.line.text().to_owned()))
                    })
                    .collect();
                if *is_new {
                    edit::add_activity(&desk, before, &given)
                } else {
                    edit::set_activity(&desk, std::slice::from_ref(&before.id), &given)
                }
            }
            RecordOf::Duty { before, is_new } => {
                let named = only.is_none_or(|key| key == "name");
                let given: Vec<GivenDuty> = changed
                    .filter_map(|field| Some((DutyField::named(&field.key)?, field.line.text().to_owned())))
                    .collect();
                // A field of what meets it, or of a clock, is checked together with what it belongs to.
                let together = matches!(
                    only,
                    Some("state" | "count" | "named" | "started" | "restarted" | "paused" | "extended")
                );
                if together {
                    return Ok(Draft::new(Label::Duty, Vec::new()));
                }
                if *is_new {
                    let mut blank = before.as_ref().clone();
                    if !named {
                        form.text("name").clone_into(&mut blank.name);
                    }
                    if only.is_some() && blank.name.is_empty() && !named {
                        "?".clone_into(&mut blank.name);
                    }
                    edit::add_duty(&desk, &blank, &given)
                } else {
                    edit::set_duty(&desk, std::slice::from_ref(&before.id), &given)
                }
            }
            RecordOf::Unit(before) => {
                let unit = typed_unit(form, before.as_deref(), only)?;
                match before {
                    Some(before) => edit::set_unit(&desk, &before.name, &unit),
                    None => edit::add_unit(&desk, &unit),
                }
            }
            RecordOf::Task { before, behind } => {
                let task = typed_task(&desk, form, before, only)?;
                match behind {
                    Some(behind) => outline::add_task(&desk, *behind, &task),
                    None => outline::set_task(&desk, before.id, &task),
                }
            }
            RecordOf::Plan(before) => outline::set_plan(&desk, &typed_plan(&desk, form, before, only)?),
            RecordOf::Heading(heading) => {
                let title = form.text("title");
                match heading {
                    Heading::Of(branch) => outline::rename(&desk, *branch, title),
                    Heading::NewArea(behind) => outline::add_area(&desk, *behind, title),
                    Heading::NewTopic(behind) => outline::add_topic(&desk, *behind, title),
                }
            }
            // Taken apart at the caret, not by what is typed.
            RecordOf::Split(_) | RecordOf::Notice | RecordOf::PlanId => {
                Ok(Draft::new(Label::Plan, Vec::new()))
            }
            RecordOf::Groups => {
                let mut ops = Vec::new();
                for field in changed {
                    ops.extend(edit::set_group(&desk, &field.key, field.line.text())?.ops);
                }
                Ok(Draft::new(Label::Roster, ops))
            }
        }
    }
}

/// What a digit chooses in the field that has the caret.
pub fn choices(form: &RecordForm) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match (&form.of, form.key()) {
        (RecordOf::Activity { .. }, "kind") => words(&ActivityKind::ALL.map(ActivityKind::word)),
        (RecordOf::Activity { .. }, "state") => words(&ActivityState::ALL.map(ActivityState::word)),
        (RecordOf::Task { .. }, "answered_by") => {
            ActivityKind::ALL.map(|kind| format!("{} {}", kind.word(), ActivityState::Reported.word())).into()
        }
        (RecordOf::Task { .. }, "nature") => words(&Nature::ALL.map(Nature::word)),
        (RecordOf::Unit(_), "kind") => words(&UnitKind::ALL.map(UnitKind::word)),
        _ => Vec::new(),
    }
}
