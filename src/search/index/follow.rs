//! Following the data: what a newer snapshot shares with the older one by pointer is left as it is.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::build::{AFTER_ALL, Writer};
use super::{Block, Index, Key, Snapshot};
use crate::domain::rows::TaskRows;
use crate::search::suggest::Pool;

impl Index {
    /// Takes up a snapshot: writes anew what differs from the one before, drops what is gone.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let before = self.snapshot.take().filter(|before| {
            Arc::ptr_eq(&before.workspace.plan, &snapshot.workspace.plan)
                && Arc::ptr_eq(&before.workspace.roster, &snapshot.workspace.roster)
        });
        if before.is_none() {
            // Names and order stand in everything.
            self.blocks.clear();
            self.units.clear();
            self.known.clear();
            self.pool = Pool::new(&snapshot.workspace, &self.plain);
        }
        let (workspace, plan) = (&snapshot.workspace, &snapshot.workspace.plan);
        let mut places: HashMap<u32, u32> = HashMap::new();
        for (order, place) in (0..).zip(plan.places()) {
            places.entry(place.task.id).or_insert(order);
            if before.as_ref().is_some_and(|before| is_same_task(place.task.id, before, snapshot)) {
                continue;
            }
            let mut writer = Writer::new(self, &workspace.roster);
            let units = units(snapshot.rows.get(&place.task.id));
            writer.task(&place, order, &units);
            for entry in workspace.entries_of(place.task.id) {
                writer.entry(place.task.id, order, entry);
            }
            let block = writer.finish();
            self.blocks.insert(Key::Task(place.task.id), block);
        }
        self.strangers(before.as_ref(), snapshot, &places);
        if before.is_none() {
            let mut writer = Writer::new(self, &workspace.roster);
            workspace.roster.units.iter().enumerate().for_each(|(place, unit)| writer.unit(place, unit));
            let block = writer.finish();
            self.blocks.insert(Key::Units, block);
        }
        let is_same = before.as_ref().is_some_and(|it| same(&it.workspace.activities, &workspace.activities));
        if !is_same {
            let mut writer = Writer::new(self, &workspace.roster);
            workspace.activities.iter().for_each(|one| writer.activity(one));
            let block = writer.finish();
            self.blocks.insert(Key::Activities, block);
        }
        if !before.as_ref().is_some_and(|it| same(&it.workspace.chases, &workspace.chases)) {
            let mut writer = Writer::new(self, &workspace.roster);
            workspace.chases.iter().for_each(|one| writer.chase(one, &places));
            let block = writer.finish();
            self.blocks.insert(Key::Chases, block);
        }
        self.snapshot = Some(snapshot.clone());
    }

    /// Entries in files of tasks that the plan does not have: they can be found too.
    fn strangers(&mut self, before: Option<&Snapshot>, snapshot: &Snapshot, places: &HashMap<u32, u32>) {
        let workspace = &snapshot.workspace;
        let homes: BTreeSet<u32> = workspace.entries().map(|(task, _)| task).collect();
        let is_gone =
            |key: &Key| matches!(key, Key::Task(task) if !places.contains_key(task) && !homes.contains(task));
        self.blocks.retain(|key, _: &mut Block| !is_gone(key));
        for task in homes.into_iter().filter(|task| !places.contains_key(task)) {
            if before.is_some_and(|before| is_same_task(task, before, snapshot)) {
                continue;
            }
            let mut writer = Writer::new(self, &workspace.roster);
            workspace.entries_of(task).iter().for_each(|entry| writer.entry(task, AFTER_ALL, entry));
            let block = writer.finish();
            self.blocks.insert(Key::Task(task), block);
        }
    }
}

/// Whether a task's entries and units are those that they were.
fn is_same_task(task: u32, before: &Snapshot, now: &Snapshot) -> bool {
    if !same(before.workspace.entries_of(task), now.workspace.entries_of(task)) {
        return false;
    }
    match (before.rows.get(&task), now.rows.get(&task)) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now) || units(Some(before)) == units(Some(now)),
        (before, now) => before.is_none() == now.is_none(),
    }
}

fn same<T>(before: &[Arc<T>], now: &[Arc<T>]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(one, other)| Arc::ptr_eq(one, other))
}

/// The units of a task's rows, each once.
fn units(rows: Option<&Arc<TaskRows>>) -> Vec<Arc<str>> {
    let mut units: Vec<Arc<str>> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for row in rows.into_iter().flat_map(|rows| &rows.rows) {
        if seen.insert(&row.unit) {
            units.push(Arc::clone(&row.unit));
        }
    }
    units
}
