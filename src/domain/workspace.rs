//! All data of one plan in memory, and the one way to change it: ops.
//!
//! Records are shared (`Arc`), so that a second holder (the saver) costs pointers and not copies.

mod batch;
mod diff;
mod record;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_yaml::Value;

use super::activity::Activity;
use super::change::{ChangeError, Op, Part, Target};
use super::chase::Chase;
use super::duty::DutyBook;
use super::entry::{Entry, EntryId};
use super::plan::Plan;
use super::unit::{Members, Roster};
use crate::domain::Unknown;

pub use batch::Batch;
pub(super) use diff::diff_list;
pub use diff::{diff_activities, diff_chases, diff_duties, diff_entries, diff_one, diff_plan, diff_roster};
pub(super) use record::edited;
pub use record::same;

/// The data of one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// The notice.
    pub plan: Arc<Plan>,
    /// The units.
    pub roster: Arc<Roster>,
    /// 活动与记录, in the order of their file.
    pub activities: Vec<Arc<Activity>>,
    /// 提醒 / 催办, in the order of their file.
    pub chases: Vec<Arc<Chase>>,
    /// 刚性要求.
    pub duties: Arc<DutyBook>,
    /// Shared whole, so that a second holder costs a pointer per task.
    entries: BTreeMap<u32, Arc<Vec<Arc<Entry>>>>,
    /// Parts whose file cannot be read: nothing in them may be changed, and nobody is accused for their rows.
    unreadable: BTreeSet<Part>,
    /// Parts whose file a newer version wrote: they can be read, not changed.
    locked: BTreeSet<Part>,
    /// Several plans as one: to be looked at, not changed.
    combined: bool,
}

impl Workspace {
    /// A plan and its roster without anything reported yet.
    pub fn new(plan: Plan, roster: Roster) -> Self {
        Self {
            plan: Arc::new(plan),
            roster: Arc::new(roster),
            activities: Vec::new(),
            chases: Vec::new(),
            duties: Arc::default(),
            entries: BTreeMap::new(),
            unreadable: BTreeSet::new(),
            locked: BTreeSet::new(),
            combined: false,
        }
    }

    /// The entries in the file of `task`, in its order.
    pub fn entries_of(&self, task: u32) -> &[Arc<Entry>] {
        self.entries.get(&task).map_or(&[], |entries| entries.as_slice())
    }

    /// Every entry with the task in whose file it stands.
    pub fn entries(&self) -> impl Iterator<Item = (u32, &Arc<Entry>)> {
        self.entries.iter().flat_map(|(task, entries)| entries.iter().map(|entry| (*task, entry)))
    }

    /// The entry with this id, and the task in whose file it stands.
    pub fn entry(&self, id: &EntryId) -> Option<(u32, &Arc<Entry>)> {
        let near = id.task().and_then(|task| {
            self.entries_of(task).iter().find(|entry| entry.id == *id).map(|entry| (task, entry))
        });
        near.or_else(|| self.entries().find(|(_, entry)| entry.id == *id))
    }

    /// Replaces the entries of one task, as read from its file.
    pub fn put_entries(&mut self, task: u32, entries: Vec<Arc<Entry>>) {
        if entries.is_empty() {
            self.entries.remove(&task);
        } else {
            self.entries.insert(task, Arc::new(entries));
        }
    }

    /// Marks a part as unreadable, or as readable again.
    pub fn mark_unreadable(&mut self, part: Part, unreadable: bool) {
        if unreadable {
            self.unreadable.insert(part);
        } else {
            self.unreadable.remove(&part);
        }
    }

    /// Whether the file of this part cannot be read.
    pub fn is_unreadable(&self, part: Part) -> bool {
        self.unreadable.contains(&part)
    }

    /// The parts whose file cannot be read.
    pub fn unreadable(&self) -> impl Iterator<Item = Part> {
        self.unreadable.iter().copied()
    }

    /// Marks a part as written by a newer version: it is shown and not changed.
    pub fn lock(&mut self, part: Part) {
        self.locked.insert(part);
    }

    /// Marks the data as several plans in one, which takes no change.
    pub fn combine(&mut self) {
        self.combined = true;
    }

    /// Whether these are several plans in one.
    pub fn is_combined(&self) -> bool {
        self.combined
    }

    /// Whether the file of this part was written by a newer version.
    pub fn is_locked(&self, part: Part) -> bool {
        self.locked.contains(&part)
    }

    /// Does all the ops in order, or none: where one fails, every part is put back as it stood.
    pub fn apply(&mut self, ops: &[Op]) -> Result<(), ChangeError> {
        let mut before: BTreeMap<Part, Kept> = BTreeMap::new();
        for op in ops {
            let part = op.target().part();
            before.entry(part).or_insert_with(|| self.keep(part));
            if let Err(error) = self.apply_one(op) {
                for kept in before.into_values() {
                    self.put_back(kept);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn keep(&self, part: Part) -> Kept {
        match part {
            Part::Plan => Kept::Plan(Arc::clone(&self.plan)),
            Part::Roster => Kept::Roster(Arc::clone(&self.roster)),
            Part::Entries(task) => Kept::Entries(task, self.entries.get(&task).cloned()),
            Part::Activities => Kept::Activities(self.activities.clone()),
            Part::Chases => Kept::Chases(self.chases.clone()),
            Part::Duties => Kept::Duties(Arc::clone(&self.duties)),
        }
    }

    fn put_back(&mut self, kept: Kept) {
        match kept {
            Kept::Plan(plan) => self.plan = plan,
            Kept::Roster(roster) => self.roster = roster,
            Kept::Entries(task, Some(entries)) => {
                self.entries.insert(task, entries);
            }
            Kept::Entries(task, None) => {
                self.entries.remove(&task);
            }
            Kept::Activities(activities) => self.activities = activities,
            Kept::Chases(chases) => self.chases = chases,
            Kept::Duties(duties) => self.duties = duties,
        }
    }

    /// Does one op.
    pub fn apply_one(&mut self, op: &Op) -> Result<(), ChangeError> {
        let target = op.target();
        if self.combined {
            return Err(ChangeError::Combined);
        }
        if self.is_unreadable(target.part()) {
            return Err(ChangeError::Unreadable(target.clone()));
        }
        if self.is_locked(target.part()) {
            return Err(ChangeError::Locked(target.clone()));
        }
        match target {
            Target::Plan => {
                self.plan = Arc::new(record::edited(self.plan.as_ref(), op)?);
            }
            Target::Roster => {
                self.roster = Arc::new(record::edited(self.roster.as_ref(), op)?);
            }
            Target::Area(area) => {
                let record = self.plan.areas.get(*area);
                let record = record.ok_or_else(|| ChangeError::Missing(target.clone()))?;
                let changed = record::edited(record, op)?;
                Arc::make_mut(&mut self.plan).areas[*area] = changed;
            }
            Target::Topic(area, topic) => {
                let record = self.plan.topic(*area, *topic);
                let record = record.ok_or_else(|| ChangeError::Missing(target.clone()))?;
                let changed = record::edited(record, op)?;
                Arc::make_mut(&mut self.plan).areas[*area].topics[*topic] = changed;
            }
            Target::Task(id) => {
                let task = self.plan.task(*id).ok_or_else(|| ChangeError::Missing(target.clone()))?;
                let changed = record::edited(task, op)?;
                if let Some(slot) = Arc::make_mut(&mut self.plan).task_mut(*id) {
                    *slot = changed;
                }
            }
            Target::Unit(name) => {
                let roster = Arc::make_mut(&mut self.roster);
                record::edit_list(&mut roster.units, |unit| unit.name == *name, op)?;
            }
            Target::Group(name) => {
                let roster = Arc::make_mut(&mut self.roster);
                record::edit_list(&mut roster.groups, |group| group.name == *name, op)?;
            }
            Target::Members { task, group } => self.edit_members(*task, group, op)?,
            Target::Entry { task, id } => {
                let mut entries = self.entries.remove(task).map_or_else(Vec::new, Arc::unwrap_or_clone);
                let outcome = record::edit_list(&mut entries, |entry| entry.id == *id, op);
                self.put_entries(*task, entries);
                outcome?;
            }
            Target::Activity(id) => record::edit_list(&mut self.activities, |one| one.id == *id, op)?,
            Target::Chase(id) => record::edit_list(&mut self.chases, |one| one.id == *id, op)?,
            Target::Duties => {
                self.duties = Arc::new(record::edited(self.duties.as_ref(), op)?);
            }
            Target::Duty(id) => {
                let duties = Arc::make_mut(&mut self.duties);
                record::edit_list(&mut duties.duties, |one| one.id == *id, op)?;
            }
        }
        Ok(())
    }

    /// Members are a list that exists as soon as it has one item and no longer than that. The lists stand in the order
    /// of task and group, so that one taken away and put back stands where it stood.
    fn edit_members(&mut self, task: u32, group: &str, op: &Op) -> Result<(), ChangeError> {
        let is_it = |members: &Members| members.task == task && members.group == group;
        let roster = Arc::make_mut(&mut self.roster);
        if !roster.members.iter().any(is_it) {
            let place = roster.members.partition_point(|one| (one.task, one.group.as_str()) < (task, group));
            roster.members.insert(
                place,
                Members { task, group: group.to_owned(), units: Vec::new(), unknown: Unknown::new() },
            );
        }
        let outcome = record::edit_list(&mut roster.members, is_it, op);
        roster.members.retain(|members| !members.units.is_empty());
        outcome
    }

    /// The value of a field of a record as it stands; null where it or the record is missing.
    pub fn value(&self, target: &Target, field: &str) -> Value {
        let found = match target {
            Target::Plan => record::field(self.plan.as_ref(), field),
            Target::Roster => record::field(self.roster.as_ref(), field),
            Target::Area(area) => self.plan.areas.get(*area).and_then(|area| record::field(area, field)),
            Target::Topic(area, topic) => {
                self.plan.topic(*area, *topic).and_then(|topic| record::field(topic, field))
            }
            Target::Task(id) => self.plan.task(*id).and_then(|task| record::field(task, field)),
            Target::Unit(name) => self.roster.named(name).and_then(|unit| record::field(unit, field)),
            Target::Group(name) => self.roster.group(name).and_then(|group| record::field(group, field)),
            Target::Members { task, group } => self
                .roster
                .members
                .iter()
                .find(|members| members.task == *task && members.group == *group)
                .and_then(|members| record::field(members, field)),
            Target::Entry { task, id } => self
                .entries_of(*task)
                .iter()
                .find(|entry| entry.id == *id)
                .and_then(|entry| record::field(entry, field)),
            Target::Activity(id) => {
                self.activities.iter().find(|one| one.id == *id).and_then(|one| record::field(one, field))
            }
            Target::Chase(id) => {
                self.chases.iter().find(|one| one.id == *id).and_then(|one| record::field(one, field))
            }
            Target::Duties => record::field(self.duties.as_ref(), field),
            Target::Duty(id) => self.duties.duty(id).and_then(|one| record::field(one, field)),
        };
        found.unwrap_or(Value::Null)
    }

    /// Whether the record is there.
    pub fn has(&self, target: &Target) -> bool {
        match target {
            Target::Plan | Target::Roster | Target::Duties | Target::Members { .. } => true,
            Target::Area(area) => self.plan.areas.get(*area).is_some(),
            Target::Topic(area, topic) => self.plan.topic(*area, *topic).is_some(),
            Target::Task(id) => self.plan.task(*id).is_some(),
            Target::Unit(name) => self.roster.named(name).is_some(),
            Target::Group(name) => self.roster.group(name).is_some(),
            Target::Entry { task, id } => self.entries_of(*task).iter().any(|entry| entry.id == *id),
            Target::Activity(id) => self.activities.iter().any(|one| one.id == *id),
            Target::Chase(id) => self.chases.iter().any(|one| one.id == *id),
            Target::Duty(id) => self.duties.duty(id).is_some(),
        }
    }
}

/// A part as it stood: pointers, not copies.
enum Kept {
    Plan(Arc<Plan>),
    Roster(Arc<Roster>),
    Entries(u32, Option<Arc<Vec<Arc<Entry>>>>),
    Activities(Vec<Arc<Activity>>),
    Chases(Vec<Arc<Chase>>),
    Duties(Arc<DutyBook>),
}
