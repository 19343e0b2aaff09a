//! 选日期: a small month over a field that takes a date. It floats over what floats: the field gets the day, and what was open
//! stays open.

use chrono::{Datelike, Days, Months, NaiveDate};
use crossterm::event::{KeyCode, KeyEvent};

use super::command::Command;
use super::keys::{Chord, Context};
use super::line::Line;
use super::notice::Notice;
use super::overlay::{Asked, ChaseField, Editor, Overlay, RecordOf};
use super::{Effect, Workbench};
use crate::domain::field::FieldKind;
use crate::domain::when::{self, Reading};

/// The picker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatePicker {
    /// The chosen day.
    pub day: NaiveDate,
}

impl DatePicker {
    /// The first day drawn: the Monday of the month's first week.
    pub fn first(&self) -> NaiveDate {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let back = u64::from(first.weekday().num_days_from_monday());
        first.checked_sub_days(Days::new(back)).unwrap_or(first)
    }

    fn moved(self, code: KeyCode) -> Option<NaiveDate> {
        let day = self.day;
        match code {
            KeyCode::Left | KeyCode::Char('h') => day.pred_opt(),
            KeyCode::Right | KeyCode::Char('l') => day.succ_opt(),
            KeyCode::Up | KeyCode::Char('k') => day.checked_sub_days(Days::new(7)),
            KeyCode::Down | KeyCode::Char('j') => day.checked_add_days(Days::new(7)),
            KeyCode::PageUp | KeyCode::Char(',') => day.checked_sub_months(Months::new(1)),
            KeyCode::PageDown | KeyCode::Char('.') => day.checked_add_months(Months::new(1)),
            KeyCode::Home => day.with_day(1),
            KeyCode::End => {
                let next = day.with_day(1)?.checked_add_months(Months::new(1))?;
                next.pred_opt()
            }
            _ => None,
        }
        .filter(|day| (1..=9999).contains(&day.year()))
    }
}

impl Workbench {
    /// The picker, while it floats.
    pub fn date_picker(&self) -> Option<DatePicker> {
        self.date_picker
    }

    /// The text of the field that has the caret, if it takes a date.
    fn date_text(&self) -> Option<String> {
        match self.overlay.as_ref()? {
            Overlay::Day(prompt) => Some(prompt.line.text().to_owned()),
            Overlay::Prompt(prompt) if prompt.asked == Asked::Due => Some(prompt.line.text().to_owned()),
            Overlay::Chase(form) if form.focus == ChaseField::Promised => {
                Some(form.promised.text().to_owned())
            }
            Overlay::Form(form) => {
                let field = form.fields.get(form.focus)?;
                matches!(field.field.kind, FieldKind::When | FieldKind::Day).then(|| field.editor.text())
            }
            Overlay::Record(form) => {
                let key = form.key();
                let dated = match form.of {
                    RecordOf::Activity { .. } => {
                        matches!(key, "date" | "planned_on" | "held_on" | "reported_on")
                    }
                    RecordOf::Duty { .. } => matches!(key, "due" | "started" | "restarted" | "paused"),
                    RecordOf::Task { .. } => key == "due",
                    RecordOf::Plan(_) => key == "issued",
                    RecordOf::Unit(_)
                    | RecordOf::Groups
                    | RecordOf::Heading(_)
                    | RecordOf::Split(_)
                    | RecordOf::Notice
                    | RecordOf::PlanId => false,
                };
                dated.then(|| form.text(key).to_owned())
            }
            _ => None,
        }
    }

    /// Whether a day can be picked for the field that has the caret (F4).
    pub fn takes_date(&self) -> bool {
        self.date_text().is_some()
    }

    /// Opens the picker on the day that the field names, else today. Whether the field takes a date.
    pub(super) fn pick_date(&mut self) -> bool {
        let Some(text) = self.date_text() else { return false };
        let read = when::read(&when::entered(&text, &self.desk().when()), &self.desk().when());
        let day = match read.reading {
            Reading::Day(day) => day,
            Reading::Span { last, .. } => last,
            _ => self.today,
        };
        self.date_picker = Some(DatePicker { day });
        true
    }

    /// A key while the picker floats.
    pub(super) fn picker_key(&mut self, event: &KeyEvent, chord: &Chord) {
        let Some(picker) = self.date_picker else { return };
        if self.asks_for_keys(chord) {
            self.shows_keys = true;
            return;
        }
        if chord.ctrl || chord.alt {
            match self.keys.command(Context::Overlay, chord) {
                Some(Command::Repaint) => self.effects.push(Effect::Repaint),
                _ => self.notice = Some(Notice::Unbound(*chord)),
            }
            return;
        }
        match event.code {
            KeyCode::Esc | KeyCode::F(4) => self.date_picker = None,
            KeyCode::Enter => self.take_date(picker.day),
            KeyCode::Char('t') => self.date_picker = Some(DatePicker { day: self.today }),
            code => match picker.moved(code) {
                Some(day) => self.date_picker = Some(DatePicker { day }),
                None => self.notice = Some(Notice::Unbound(*chord)),
            },
        }
    }

    /// Writes the day into the field. Of a limit that said 前 the word stays.
    fn take_date(&mut self, day: NaiveDate) {
        self.date_picker = None;
        let before = self.date_text().unwrap_or_default().trim_end().ends_with('前');
        let text = if before { format!("{day}前") } else { day.to_string() };
        match &mut self.overlay {
            Some(Overlay::Form(form)) => {
                let focus = form.focus;
                if let Some(field) = form.fields.get_mut(focus) {
                    field.editor = Editor::Line(Box::new(Line::with_text(&text)));
                }
                let Some(Overlay::Form(mut form)) = self.overlay.take() else { return };
                form.typed(&self.desk());
                form.list = None;
                self.overlay = Some(Overlay::Form(form));
            }
            Some(overlay) => {
                if let Some(line) = overlay.field() {
                    line.set_text(&text);
                    line.set_caret(text.len());
                }
                self.reread_promise();
                self.reread_record();
            }
            None => {}
        }
    }
}
