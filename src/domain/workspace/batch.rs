//! Many ops at once, as a journal brings them: a record is taken apart once and put together once, however many ops it meets.
//!
//! The outcome is that of doing the ops one by one. What does not fit when a record is put together again is done once more
//! one by one, so that each mistake is told with the op that made it.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::record;
use super::{Arc, Workspace};
use crate::domain::change::{ChangeError, Op, Target};

/// Ops on their way into a workspace. Until [`Batch::finish`] some of them are only here.
#[derive(Debug)]
pub struct Batch<'w, 'a> {
    workspace: &'w mut Workspace,
    open: HashMap<&'a Target, Open<'a>>,
    failed: Vec<(&'a str, ChangeError)>,
}

/// A record taken apart, and what was done to it since.
#[derive(Debug)]
struct Open<'a> {
    fields: Mapping,
    done: Vec<(&'a str, &'a Op)>,
}

impl<'w, 'a> Batch<'w, 'a> {
    /// Nothing done yet.
    pub fn new(workspace: &'w mut Workspace) -> Self {
        Self { workspace, open: HashMap::new(), failed: Vec::new() }
    }

    /// The workspace, where only the parts and their state are asked for.
    pub fn workspace(&self) -> &Workspace {
        self.workspace
    }

    /// Does one op of the change `id`.
    pub fn apply(&mut self, id: &'a str, op: &'a Op) -> Result<(), ChangeError> {
        let target = op.target();
        if op.field().is_none() || !self.take_apart(target) {
            self.put_together(target);
            return self.workspace.apply_one(op);
        }
        let Some(open) = self.open.get_mut(target) else { return self.workspace.apply_one(op) };
        record::change(&mut open.fields, op)?;
        open.done.push((id, op));
        Ok(())
    }

    /// Asks something of a field's value as it stands: null where it or the record is missing.
    pub fn ask<T>(&mut self, target: &'a Target, field: &str, question: impl FnOnce(&Value) -> T) -> T {
        if self.take_apart(target)
            && let Some(open) = self.open.get(target)
        {
            return question(open.fields.get(field).unwrap_or(&Value::Null));
        }
        question(&self.workspace.value(target, field))
    }

    /// Whether the record is there.
    pub fn has(&self, target: &Target) -> bool {
        self.open.contains_key(target) || self.workspace.has(target)
    }

    /// Puts all records together again; what did not fit, with the id of its change.
    pub fn finish(mut self) -> Vec<(&'a str, ChangeError)> {
        let open: Vec<&'a Target> = self.open.keys().copied().collect();
        for target in open {
            self.put_together(target);
        }
        self.failed
    }

    /// Takes a record apart, if it is one that stands alone and may be changed; whether it is apart now.
    fn take_apart(&mut self, target: &'a Target) -> bool {
        if self.open.contains_key(target) {
            return true;
        }
        let part = target.part();
        let workspace = &*self.workspace;
        if workspace.is_combined() || workspace.is_unreadable(part) || workspace.is_locked(part) {
            return false;
        }
        let fields = match target {
            Target::Entry { task, id } => {
                workspace.entries_of(*task).iter().find(|one| one.id == *id).map(record::mapping)
            }
            Target::Activity(id) => {
                workspace.activities.iter().find(|one| one.id == *id).map(record::mapping)
            }
            Target::Chase(id) => workspace.chases.iter().find(|one| one.id == *id).map(record::mapping),
            _ => None,
        };
        let Some(fields) = fields else { return false };
        self.open.insert(target, Open { fields, done: Vec::new() });
        true
    }

    fn put_together(&mut self, target: &Target) {
        let Some(open) = self.open.remove(target) else { return };
        if open.done.is_empty() || self.put(target, &open) {
            return;
        }
        for (id, op) in open.done {
            if let Err(error) = self.workspace.apply_one(op) {
                self.failed.push((id, error));
            }
        }
    }

    /// Whether the record is one of its kind, and stands in the workspace again.
    fn put(&mut self, target: &Target, open: &Open<'_>) -> bool {
        match target {
            Target::Entry { task, id } => {
                let mut entries =
                    self.workspace.entries.remove(task).map_or_else(Vec::new, Arc::unwrap_or_clone);
                let is_put = replace(&mut entries, |one| one.id == *id, open);
                self.workspace.put_entries(*task, entries);
                is_put
            }
            Target::Activity(id) => replace(&mut self.workspace.activities, |one| one.id == *id, open),
            Target::Chase(id) => replace(&mut self.workspace.chases, |one| one.id == *id, open),
            _ => false,
        }
    }
}

fn replace<T: Serialize + DeserializeOwned>(
    records: &mut [Arc<T>],
    is_it: impl Fn(&T) -> bool,
    open: &Open<'_>,
) -> bool {
    let Some(slot) = records.iter_mut().find(|one| is_it(one)) else { return false };
    let changed = open.done.iter().filter_map(|(_, op)| op.field());
    let Ok(record) = record::decoded(&open.fields, changed) else { return false };
    *slot = Arc::new(record);
    true
}
