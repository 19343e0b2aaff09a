//! 延期: to when, why, approved by whom, on what ground. The time limit before stays on record.

use crate::domain::edit::Desk;
use crate::domain::when::{self, When};
use crate::workbench::line::Line;
use crate::workbench::subject::Subject;

/// How many fields there are.
pub const EXTEND_FIELDS: usize = 4;

/// The form of an extension.
#[derive(Debug, Clone)]
pub struct ExtendForm {
    /// Whose time limit.
    pub subject: Subject,
    /// The time limit as it stands, in its words; empty where there is none or several.
    pub before: String,
    /// 新时限、理由、批准人、依据.
    pub fields: [Line; EXTEND_FIELDS],
    /// Which field has the caret.
    pub focus: usize,
}

impl ExtendForm {
    /// The form, empty.
    pub fn new(subject: Subject, before: String) -> Self {
        Self { subject, before, fields: std::array::from_fn(|_| Line::new()), focus: 0 }
    }

    /// The field that has the caret.
    pub fn field(&mut self) -> Option<&mut Line> {
        self.fields.get_mut(self.focus)
    }

    /// The next field or the one before, round and round.
    pub fn turn(&mut self, forward: bool) {
        let step = if forward { 1 } else { EXTEND_FIELDS - 1 };
        self.focus = (self.focus + step) % EXTEND_FIELDS;
    }

    /// What stands in a field.
    pub fn text(&self, place: usize) -> &str {
        self.fields.get(place).map_or("", |line| line.text().trim())
    }

    /// How the new time limit reads; none while nothing is typed.
    pub fn reading(&self, desk: &Desk<'_>) -> Option<When> {
        let text = self.text(0);
        (!text.is_empty()).then(|| when::read(&when::entered(text, &desk.when()), &desk.when()))
    }
}
