//! Writing the blocks of an index.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Block, Index, Item, Part, Source};
use crate::domain::activity::Activity;
use crate::domain::chase::Chase;
use crate::domain::entry::{Entry, Shared};
use crate::domain::plan::Place;
use crate::domain::unit::{Contact, Roster, Unit};

/// What stands behind every task of the plan.
pub(super) const AFTER_ALL: u32 = u32::MAX;

/// One block being written.
pub(super) struct Writer<'a> {
    index: &'a mut Index,
    roster: &'a Roster,
    block: Block,
}

impl<'a> Writer<'a> {
    pub(super) fn new(index: &'a mut Index, roster: &'a Roster) -> Self {
        Self { index, roster, block: Block::default() }
    }

    pub(super) fn finish(mut self) -> Block {
        self.block.run.shrink_to_fit();
        self.block.items.shrink_to_fit();
        self.block.units.shrink_to_fit();
        self.block
    }

    fn put<'t>(
        &mut self,
        source: Source,
        place: u32,
        units: impl IntoIterator<Item = &'t str>,
        texts: impl IntoIterator<Item = (Part, &'t str)>,
    ) {
        let Block { run, units: list, .. } = &self.block;
        let (run_start, list_start) = (short(run.len()), short(list.len()));
        for unit in units {
            let unit = self.unit_number(unit);
            self.block.units.push(unit);
        }
        for (part, text) in texts {
            if !text.is_empty() {
                self.block.run.push(part.mark());
                self.index.alphabet.write(text, &mut self.block.run);
            }
        }
        let Block { run, units: list, .. } = &self.block;
        let (run, units) = ((run_start, short(run.len())), (list_start, short(list.len())));
        self.block.items.push(Item { source, run, units, place });
    }

    /// The place of a unit's names; written down once.
    fn unit_number(&mut self, full: &str) -> u16 {
        if let Some(number) = self.index.known.get(full) {
            return *number;
        }
        let mut run = Vec::new();
        let mut write = |name: &str| {
            run.push(Part::Unit.mark());
            self.index.alphabet.write(name, &mut run);
        };
        match self.roster.named(full) {
            Some(unit) => unit.names().for_each(&mut write),
            None => write(full),
        }
        let number = u16::try_from(self.index.units.len()).unwrap_or(u16::MAX);
        self.index.units.push(run);
        self.index.known.insert(full.to_owned(), number);
        number
    }

    pub(super) fn task(&mut self, place: &Place<'_>, order: u32, units: &[Arc<str>]) {
        let task = place.task;
        let printed = format!("#{}", task.number);
        let also = [Some(task.requirement.as_str()), Some(&task.number), Some(&printed)];
        let fields = [
            Some(place.area.title.as_str()),
            place.topic.title.as_deref(),
            task.origin.as_deref(),
            task.due.as_deref(),
            task.units_text.as_deref(),
        ];
        let texts = also.into_iter().flatten().map(|text| (Part::Title, text));
        let texts = texts.chain(fields.into_iter().flatten().map(|text| (Part::Field, text)));
        self.put(Source::Task(task.id), order, units.iter().map(AsRef::as_ref), texts);
    }

    pub(super) fn entry(&mut self, task: u32, order: u32, entry: &Arc<Entry>) {
        let title = entry_title(entry);
        let units = || entry.units.iter().map(Shared::as_str);
        let texts = [(Part::Title, title.as_str()), (Part::Title, entry.id.as_str())];
        let texts = texts.into_iter().chain(texts_of(entry).map(|text| (Part::Field, text)));
        self.put(Source::Entry(task, Arc::clone(entry)), order, units(), texts);
        for (place, note) in entry.progress.iter().enumerate() {
            let shown = one_line(&note.text);
            // A word may stand in the note and another in what it is a note of.
            let texts =
                [(Part::Note, shown.as_str()), (Part::Field, &entry.measure), (Part::Field, &note.by)];
            self.put(Source::Note(task, Arc::clone(entry), place), order, units(), texts);
        }
    }

    pub(super) fn unit(&mut self, place: usize, unit: &Unit) {
        let names = unit.names().map(|name| (Part::Title, name));
        let contacts = unit.contacts.iter().flat_map(contact_texts);
        let fields = contacts.chain([unit.note.as_str()]).map(|text| (Part::Field, text));
        self.put(Source::Unit(place), AFTER_ALL, [], names.chain(fields));
    }

    pub(super) fn activity(&mut self, one: &Arc<Activity>) {
        let title = activity_title(one);
        let fields = [
            &one.date,
            &one.place,
            &one.content,
            &one.audience,
            &one.signup,
            &one.person,
            &one.contact,
            &one.link,
        ];
        let fields = fields.into_iter().map(|text| (Part::Field, text.as_str()));
        let texts = std::iter::once((Part::Title, title.as_str())).chain(fields);
        self.put(Source::Activity(Arc::clone(one)), AFTER_ALL, [one.unit.as_str()], texts);
    }

    pub(super) fn chase(&mut self, one: &Arc<Chase>, places: &HashMap<u32, u32>) {
        let place = one.tasks.first().and_then(|task| places.get(task)).copied().unwrap_or(AFTER_ALL);
        let title = chase_title(one);
        // What was said on the phone is a note.
        let texts = [(Part::Note, title.as_str()), (Part::Field, &one.who), (Part::Field, &one.by)];
        let units = one.units.iter().map(String::as_str);
        self.put(Source::Chase(Arc::clone(one)), place, units, texts);
    }
}

/// What is shown of an entry: its measure, else its units.
pub(super) fn entry_title(entry: &Entry) -> String {
    if entry.measure.trim().is_empty() { entry.units.join("、") } else { one_line(&entry.measure) }
}

/// What is shown of an activity: its name, else its unit.
pub(super) fn activity_title(one: &Activity) -> String {
    one_line(if one.name.trim().is_empty() { &one.unit } else { &one.name })
}

/// What is shown of a chase: the answer, else who was asked.
pub(super) fn chase_title(one: &Chase) -> String {
    if one.answer.trim().is_empty() { one.units.join("、") } else { one_line(&one.answer) }
}

/// A title is one line.
pub(super) fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c }).collect()
}

/// The texts of an entry besides its measure, its units and its notes.
fn texts_of(entry: &Entry) -> impl Iterator<Item = &str> {
    [
        &entry.deliverable,
        &entry.person,
        &entry.section,
        &entry.leader,
        &entry.contact,
        &entry.start,
        &entry.due,
        &entry.problem,
        &entry.help,
        &entry.remark,
    ]
    .into_iter()
    .map(Shared::as_str)
    .chain(entry.tags.iter().map(String::as_str))
    .chain(entry.evidence.iter().map(|one| one.text.as_str()))
    .chain(entry.returned.iter().map(|returned| returned.reason.as_str()))
}

fn contact_texts(contact: &Contact) -> impl Iterator<Item = &str> {
    [&contact.name, &contact.role, &contact.section, &contact.phone, &contact.mobile, &contact.chat_name]
        .into_iter()
        .map(String::as_str)
}

fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
