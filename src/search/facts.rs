//! From a row of the domain to what a query may ask about it. Used alike by views and the command line, so that a filter
//! means the same in both.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::query::{Facts, Vocabulary};
use crate::domain::change::{Change, Target};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::plan::Place;
use crate::domain::rows::Row;
use crate::domain::workspace::Workspace;

/// 成员待定: what the row of an open group is called on the screen, in both languages.
const OPEN_GROUP: [&str; 2] = ["成员待定", "members open"];

/// The day of the newest change of each entry.
pub type ChangedDays = HashMap<EntryId, NaiveDate>;

/// The day of the newest change of each entry among `changes`.
pub fn changed_days(changes: &[Change]) -> ChangedDays {
    let mut days = ChangedDays::new();
    for change in changes {
        let day = change.at.date();
        for op in &change.ops {
            if let Target::Entry { id, .. } = op.target() {
                let newest = days.entry(id.clone()).or_insert(day);
                *newest = day.max(*newest);
            }
        }
    }
    days
}

/// Makes facts of the rows of one workspace.
pub struct Reader<'a> {
    workspace: &'a Workspace,
    vocabulary: Vocabulary<'a>,
    places: HashMap<u32, Place<'a>>,
    changed: Option<&'a ChangedDays>,
}

/// What one row has to be asked for; [`Source::facts`] lends it.
pub struct Source<'a> {
    task: u32,
    number: &'a str,
    texts: Vec<&'a str>,
    unit: Vec<&'a str>,
    light: Vec<&'a str>,
    status: Vec<&'a str>,
    last: Option<NaiveDate>,
    changed: Option<NaiveDate>,
}

impl<'a> Reader<'a> {
    /// A reader of the rows of `workspace`; `changed` is only there where a query asks for it.
    pub fn new(
        workspace: &'a Workspace,
        vocabulary: Vocabulary<'a>,
        changed: Option<&'a ChangedDays>,
    ) -> Self {
        let places = workspace.plan.places().map(|place| (place.task.id, place)).collect();
        Self { workspace, vocabulary, places, changed }
    }

    /// What `row` has to be asked for.
    pub fn read(&self, row: &'a Row) -> Source<'a> {
        let mut texts: Vec<&str> = Vec::new();
        let mut number = "";
        if let Some(place) = self.places.get(&row.task) {
            number = &place.task.number;
            texts.extend([place.task.requirement.as_str(), &place.area.title]);
            texts.extend(place.topic.title.as_deref());
            texts.extend(place.task.origin.as_deref());
        }
        if let Some(entry) = row.entry() {
            texts.extend(entry_texts(entry));
        }
        texts.extend(row.group.as_deref());
        texts.extend(OPEN_GROUP.iter().filter(|_| row.open_group));
        let unit = match self.workspace.roster.named(&row.unit) {
            Some(unit) => unit.names().collect(),
            None => vec![row.unit.as_ref()],
        };
        let named = |names: &[super::query::Named<'a>], key: &'static str| -> Vec<&'a str> {
            let words = names.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, words)| words);
            std::iter::once(key).chain(words.iter().copied()).collect()
        };
        let light = named(self.vocabulary.lights, row.light.key());
        let status = row
            .entry()
            .map(|entry| named(self.vocabulary.statuses, entry.status().key()))
            .unwrap_or_default();
        let changed = self.changed.and_then(|changed| changed.get(&row.entry()?.id)).copied();
        Source { task: row.task, number, texts, unit, light, status, last: row.last(), changed }
    }
}

/// All texts of an entry that a bare word may be found in.
fn entry_texts(entry: &Entry) -> impl Iterator<Item = &str> {
    [
        entry.id.as_str(),
        &entry.measure,
        &entry.deliverable,
        &entry.person,
        &entry.section,
        &entry.leader,
        &entry.contact,
        &entry.problem,
        &entry.help,
        &entry.remark,
    ]
    .into_iter()
    .chain(entry.tags.iter().map(String::as_str))
    .chain(entry.progress.iter().map(|note| note.text.as_str()))
    .chain(entry.evidence.iter().map(|one| one.text.as_str()))
    .chain(entry.returned.iter().map(|returned| returned.reason.as_str()))
    .filter(|text| !text.is_empty())
}

impl Source<'_> {
    /// The facts, lent.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            task: self.task,
            number: self.number,
            texts: &self.texts,
            unit: &self.unit,
            light: &self.light,
            status: &self.status,
            last: self.last,
            changed: self.changed,
        }
    }
}
