//! 联系人 of a unit, as edits of the roster.

use serde_yaml::Value;

use super::{Desk, EditError};
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::unit::{Contact, NameError};

/// Puts a contact of `unit` (full name): a new one, another for the one at `place`, or none for it.
pub fn contact(
    desk: &Desk<'_>,
    unit: &str,
    place: Option<usize>,
    contact: Option<&Contact>,
) -> Result<Draft, EditError> {
    let found = desk.workspace.roster.named(unit);
    let found = found.ok_or_else(|| NameError::Unknown { word: unit.to_owned(), candidates: Vec::new() })?;
    if contact.is_some_and(is_blank) {
        return Err(EditError::EmptyText);
    }
    let target = || Target::Unit(unit.to_owned());
    let field = || Some("contacts".to_owned());
    let value = |contact: &Contact| serde_yaml::to_value(contact).unwrap_or(Value::Null);
    let old = place.and_then(|place| found.contacts.get(place).map(|old| (place, old)));
    let mut ops = Vec::new();
    if old.is_none_or(|(_, old)| contact != Some(old)) {
        if let Some((index, old)) = old {
            ops.push(Op::Remove { target: target(), field: field(), index, item: value(old) });
        }
        if let Some(contact) = contact {
            let index = old.map_or(found.contacts.len(), |(place, _)| place);
            ops.push(Op::Insert { target: target(), field: field(), index, item: value(contact) });
        }
    }
    Ok(Draft::new(Label::Roster, ops))
}

/// Whether nothing is said of whom to ask.
fn is_blank(contact: &Contact) -> bool {
    let Contact { role, name, section, phone, mobile, chat_name, unknown: _ } = contact;
    [role, name, section, phone, mobile, chat_name].into_iter().all(|text| text.trim().is_empty())
}
