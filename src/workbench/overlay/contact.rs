//! 联系人: whom to ask at a unit.

use std::sync::Arc;

use crate::domain::Unknown;
use crate::domain::unit::Contact;
use crate::workbench::line::Line;

/// How many fields a contact has.
pub const CONTACT_FIELDS: usize = 6;

/// The form of one contact.
#[derive(Debug, Clone)]
pub struct ContactForm {
    /// Full name of the unit.
    pub unit: Arc<str>,
    /// Its place among the unit's contacts; none for a new one.
    pub place: Option<usize>,
    /// 职务、姓名、科室、办公电话、手机、群昵称.
    pub fields: [Line; CONTACT_FIELDS],
    /// Which field has the caret.
    pub focus: usize,
    unknown: Unknown,
}

impl ContactForm {
    /// The form with what is known.
    pub fn new(unit: &Arc<str>, place: Option<usize>, contact: Contact) -> Self {
        let Contact { role, name, section, phone, mobile, chat_name, unknown } = contact;
        let fields = [role, name, section, phone, mobile, chat_name].map(|text| Line::with_text(&text));
        Self { unit: Arc::clone(unit), place, fields, focus: 0, unknown }
    }

    /// The field that has the caret.
    pub fn field(&mut self) -> Option<&mut Line> {
        self.fields.get_mut(self.focus)
    }

    /// The next field or the one before, round and round.
    pub fn turn(&mut self, forward: bool) {
        let step = if forward { 1 } else { CONTACT_FIELDS - 1 };
        self.focus = (self.focus + step) % CONTACT_FIELDS;
    }

    /// What was entered.
    pub fn contact(&self) -> Contact {
        let text = |place: usize| self.fields[place].text().trim().to_owned();
        Contact {
            role: text(0),
            name: text(1),
            section: text(2),
            phone: text(3),
            mobile: text(4),
            chat_name: text(5),
            unknown: self.unknown.clone(),
        }
    }
}
