//! 补全: what the word at the caret may become, from what exists: units, people, phrases of the same task.

use super::EntryForm;
use crate::domain::arrange::Arrange as _;
use crate::domain::edit::Desk;
use crate::domain::entry::Entry;
use crate::domain::field::FieldKind;
use crate::search::pinyin::{How, Pattern};

/// How many are offered.
const OFFERED: usize = 6;
/// Between the names of a list.
const COMMAS: [char; 5] = ['、', '，', ',', '；', ';'];
/// Where one phrase of a measure ends.
const STOPS: [char; 6] = ['。', '；', '！', '？', ';', '\n'];

/// What the word at the caret may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The texts, best first; at least one.
    pub shown: Vec<String>,
    /// The one that was gone to; none yet.
    pub cursor: Option<usize>,
    /// From which offset of the caret's paragraph they replace what is typed.
    pub from: usize,
}

/// The completions at the caret.
pub(super) fn list(form: &EntryForm, desk: &Desk<'_>) -> Option<Completion> {
    let one = form.focused()?;
    let (before, at_end) = one.editor.before_caret();
    if !at_end {
        return None;
    }
    let from = match one.field.kind {
        FieldKind::Units => before.rfind(COMMAS),
        FieldKind::Text | FieldKind::Progress | FieldKind::Evidence => before.rfind(STOPS),
        _ => None,
    };
    let from = from.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let typed = before[from..].trim();
    if typed.is_empty() {
        return None;
    }
    let pattern = Pattern::new(typed);
    let score = |text: &str| {
        let hit = pattern.find(text)?;
        Some((hit.how != How::Exact, hit.range.start))
    };
    let mut found: Vec<((bool, usize), String)> = Vec::new();
    let mut offer = |rank: (bool, usize), text: &str| {
        let text = text.trim();
        if !text.is_empty() && text != typed && !found.iter().any(|(_, one)| one == text) {
            found.push((rank, text.to_owned()));
        }
    };
    match one.field.key {
        "units" => {
            let listed = units(&before[..from], desk);
            for unit in desk.workspace.roster.units.iter().filter(|unit| !listed.contains(&unit.name)) {
                if unit.name == typed {
                    return None;
                }
                if let Some(rank) = unit.names().filter_map(score).min() {
                    offer(rank, &unit.name);
                }
            }
        }
        "measure" | "deliverable" => {
            let others = desk.workspace.entries_of(form.task).iter();
            for entry in others.filter(|entry| Some(&entry.id) != form.entry.as_ref()) {
                let text = one.field.show(entry);
                for phrase in text.split(STOPS) {
                    // A phrase is gone on with from its beginning; letters in the midst of it mean nothing.
                    if let Some(rank) = score(phrase).filter(|rank| rank.1 == 0) {
                        offer(rank, phrase);
                    }
                }
            }
        }
        "leader" | "section" | "person" | "contact" => {
            for text in of_unit(&form.units(), one.field.key, desk) {
                if let Some(rank) = score(&text) {
                    offer(rank, &text);
                }
            }
        }
        _ => {}
    }
    found.arrange_by_key(|(rank, _)| *rank);
    found.truncate(OFFERED);
    let shown: Vec<String> = found.into_iter().map(|(_, text)| text).collect();
    (!shown.is_empty()).then_some(Completion { shown, cursor: None, from })
}

/// What entries and the roster say of people of the first unit.
fn of_unit(units: &str, key: &str, desk: &Desk<'_>) -> Vec<String> {
    let Some(unit) = first_unit(units, desk) else { return Vec::new() };
    let mut texts: Vec<String> = desk
        .workspace
        .entries()
        .filter(|(_, entry)| entry.units.iter().any(|one| one == unit))
        .map(|(_, entry)| match key {
            "leader" => entry.leader.to_string(),
            "section" => entry.section.to_string(),
            "person" => entry.person.to_string(),
            _ => entry.contact.to_string(),
        })
        .collect();
    for contact in desk.workspace.roster.named(unit).into_iter().flat_map(|unit| &unit.contacts) {
        match key {
            "section" => texts.push(contact.section.clone()),
            "contact" => texts.extend([contact.phone.clone(), contact.mobile.clone()]),
            _ => texts.push(contact.name.clone()),
        }
    }
    texts
}

/// The full names of the units that a text lists; words that mean none are left out.
pub(super) fn units(text: &str, desk: &Desk<'_>) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for word in text.split(COMMAS).filter(|word| !word.trim().is_empty()) {
        if let Ok(unit) = desk.workspace.roster.unit(word)
            && !units.contains(&unit.name)
        {
            units.push(unit.name.clone());
        }
    }
    units
}

/// The full name of the first unit that a text lists.
pub(super) fn first_unit<'a>(text: &str, desk: &Desk<'a>) -> Option<&'a str> {
    let word = text.split(COMMAS).find(|word| !word.trim().is_empty())?;
    desk.workspace.roster.unit(word).ok().map(|unit| unit.name.as_str())
}

/// The entry of a unit that was filed last.
pub(super) fn last_entry<'a>(unit: &str, desk: &Desk<'a>) -> Option<&'a Entry> {
    let own =
        desk.workspace.entries().filter(|(_, entry)| entry.units.first().is_some_and(|one| one == unit));
    own.map(|(_, entry)| entry.as_ref()).max_by_key(|entry| entry.filed_on)
}
