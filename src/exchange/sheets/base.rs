//! What a unit saw last of each field: the newest return that was taken up, else the sheet as it went out.

use std::collections::BTreeSet;

use crate::domain::entry::EntryId;
use crate::domain::sheet::{Line, Return, Sending, SentSheet};

/// The base of one unit's sheet.
#[derive(Debug, Clone, Default)]
pub struct Base<'a> {
    sheet: Option<&'a SentSheet>,
    /// The newest first.
    returns: Vec<&'a Return>,
}

impl<'a> Base<'a> {
    /// The base of a sheet of `unit`: of the sending that it names, of the unit's last where it names none. `undone` are changes that were
    /// taken back: what they brought counts as never read.
    pub fn new(
        unit: Option<&str>,
        sending: Option<&str>,
        sendings: &'a [Sending],
        returns: &'a [Return],
        undone: &BTreeSet<String>,
    ) -> Self {
        let Some(unit) = unit else { return Self::default() };
        let of_unit = |one: &'a Sending| {
            one.sheets.iter().find(|sheet| sheet.unit == unit).map(|sheet| (one.at, sheet))
        };
        let named = sendings.iter().filter(|one| sending == Some(one.id.as_str())).find_map(of_unit);
        // What went out with a sending that is not known here nobody knows: a later one would make old values news.
        let found = match sending {
            Some(_) => named,
            None => sendings.iter().rev().find_map(of_unit),
        };
        let stands = |one: &&Return| one.change.as_ref().is_none_or(|change| !undone.contains(change));
        let since = found.map(|(at, _)| at);
        let returns = returns
            .iter()
            .rev()
            .filter(|one| one.unit == unit && since.is_none_or(|since| one.at >= since))
            .filter(stands)
            .collect();
        Self { sheet: found.map(|(_, sheet)| sheet), returns }
    }

    /// What the unit saw; none where nobody knows. A row that had no entry then has its task's line.
    pub fn text(&self, task: u32, id: Option<&EntryId>, field: &str) -> Option<&'a str> {
        let is_it = |line: &&Line| line.task == task && line.id.as_ref() == id;
        let told = self.returns.iter().find_map(|one| one.lines.iter().find(is_it)?.said.get(field));
        told.map(String::as_str).or_else(|| {
            let sheet = self.sheet?;
            let line = sheet.lines.iter().find(is_it);
            let bare = |line: &&Line| line.task == task && line.id.is_none();
            Some(line.or_else(|| sheet.lines.iter().find(bare)).map_or("", |line| line.text(field)))
        })
    }

    /// Whether an entry went out with the sheet.
    pub fn knows(&self, task: u32, id: &EntryId) -> bool {
        self.sheet.is_some_and(|sheet| {
            sheet.lines.iter().any(|line| line.task == task && line.id.as_ref() == Some(id))
        })
    }

    /// Whether the coordinator has seen and rejected this.
    pub fn rejected(&self, task: u32, id: Option<&EntryId>, field: &str, text: &str) -> bool {
        self.returns
            .iter()
            .flat_map(|one| &one.rejected)
            .any(|one| one.task == task && one.id.as_ref() == id && one.field == field && one.text == text)
    }
}
