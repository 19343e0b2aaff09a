//! What changed between two versions of a part, as ops: how an edit made outside the program becomes a change.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::record::{edited, is_missing, mapping, same};
use crate::domain::activity::Activity;
use crate::domain::change::{Op, Target};
use crate::domain::chase::Chase;
use crate::domain::duty::DutyBook;
use crate::domain::entry::Entry;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// The ops that turn one version of a plan into another: tasks that both have field by field, then what else changed.
pub fn diff_plan(old: &Plan, new: &Plan) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut reached = old.clone();
    for task in new.tasks() {
        if let Some(slot) = reached.task_mut(task.id) {
            ops.extend(diff_in_place(&Target::Task(task.id), slot, task));
        }
    }
    ops.extend(diff_record(&Target::Plan, &mapping(&reached), &mapping(new)));
    ops
}

/// The ops that turn one version of a roster into another: units and groups that both have field by field, then what else
/// changed.
pub fn diff_roster(old: &Roster, new: &Roster) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut reached = old.clone();
    for unit in &new.units {
        if let Some(slot) = reached.units.iter_mut().find(|one| one.name == unit.name) {
            ops.extend(diff_in_place(&Target::Unit(unit.name.clone()), slot, unit));
        }
    }
    for group in &new.groups {
        if let Some(slot) = reached.groups.iter_mut().find(|one| one.name == group.name) {
            ops.extend(diff_in_place(&Target::Group(group.name.clone()), slot, group));
        }
    }
    ops.extend(diff_record(&Target::Roster, &mapping(&reached), &mapping(new)));
    ops
}

/// The ops that turn one version of the duties into another: duties that both have field by field, then what else changed.
pub fn diff_duties(old: &DutyBook, new: &DutyBook) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut reached = old.clone();
    for duty in &new.duties {
        if let Some(slot) = reached.duties.iter_mut().find(|one| one.id == duty.id) {
            ops.extend(diff_in_place(&Target::Duty(duty.id.clone()), slot, duty));
        }
    }
    ops.extend(diff_record(&Target::Duties, &mapping(&reached), &mapping(new)));
    ops
}

/// The ops that turn `slot` into `new`, done on it at once.
fn diff_in_place<T: Serialize + DeserializeOwned + PartialEq>(
    target: &Target,
    slot: &mut T,
    new: &T,
) -> Vec<Op> {
    if slot == new {
        return Vec::new();
    }
    let mut ops = diff_record(target, &mapping(slot), &mapping(new));
    ops.retain(|op| match edited(slot, op) {
        Ok(changed) => {
            *slot = changed;
            true
        }
        // What cannot be done on the record is left to the list that holds it.
        Err(_) => false,
    });
    ops
}

/// The ops that turn one version of the entries of `task` into another.
pub fn diff_entries(task: u32, old: &[Arc<Entry>], new: &[Arc<Entry>]) -> Vec<Op> {
    diff_records(old, new, |entry| Target::Entry { task, id: entry.id.clone() })
}

/// The ops that turn one version of the activities into another.
pub fn diff_activities(old: &[Arc<Activity>], new: &[Arc<Activity>]) -> Vec<Op> {
    diff_records(old, new, |one| Target::Activity(one.id.clone()))
}

/// The ops that turn one version of the chases into another.
pub fn diff_chases(old: &[Arc<Chase>], new: &[Arc<Chase>]) -> Vec<Op> {
    diff_records(old, new, |one| Target::Chase(one.id.clone()))
}

/// Lists of records with names: which left, which changed and how, which came, which moved.
fn diff_records<T: Serialize + PartialEq>(
    old: &[Arc<T>],
    new: &[Arc<T>],
    name: impl Fn(&T) -> Target,
) -> Vec<Op> {
    let mut ops = Vec::new();
    let names: Vec<Target> = new.iter().map(|one| name(one)).collect();
    let mut standing: Vec<Target> = Vec::new();
    let mut left = Vec::new();
    for (index, one) in old.iter().enumerate() {
        let target = name(one);
        match names.iter().position(|other| *other == target) {
            None => left.push(Op::Remove { target, field: None, index, item: value(one) }),
            Some(place) => {
                if one != &new[place] {
                    ops.extend(diff_record(&target, &mapping(one), &mapping(&new[place])));
                }
                standing.push(target);
            }
        }
    }
    // The last first, so that each index still is where its record stood.
    ops.extend(left.into_iter().rev());
    for (index, (one, target)) in new.iter().zip(&names).enumerate() {
        if standing.get(index) == Some(target) {
            continue;
        }
        if let Some(place) = standing.iter().position(|other| other == target) {
            standing.remove(place);
            ops.push(Op::Remove { target: target.clone(), field: None, index: place, item: value(one) });
        }
        standing.insert(index.min(standing.len()), target.clone());
        ops.push(Op::Insert { target: target.clone(), field: None, index, item: value(one) });
    }
    ops
}

fn value<T: Serialize>(record: &T) -> Value {
    Value::Mapping(mapping(record))
}

/// The ops that turn one version of a record into another, field by field.
pub fn diff_one<T: Serialize>(target: &Target, old: &T, new: &T) -> Vec<Op> {
    diff_record(target, &mapping(old), &mapping(new))
}

/// One record, field by field; lists item by item.
pub(super) fn diff_record(target: &Target, old: &Mapping, new: &Mapping) -> Vec<Op> {
    let mut ops = Vec::new();
    let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    for field in keys.filter_map(Value::as_str) {
        let before = old.get(field).unwrap_or(&Value::Null);
        let after = new.get(field).unwrap_or(&Value::Null);
        if same(before, after) {
            continue;
        }
        let (from, to) = (items(before), items(after));
        match (from, to) {
            (Some(from), Some(to)) => ops.extend(diff_list(target, field, from, to)),
            _ => ops.push(Op::Set {
                target: target.clone(),
                field: field.to_owned(),
                old: before.clone(),
                new: after.clone(),
            }),
        }
    }
    ops
}

/// The items of a list, or of nothing.
fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Sequence(items) => Some(items),
        other if is_missing(other) => Some(&[]),
        _ => None,
    }
}

/// What stands before and after alike is left; of the middle the old items go, last first, and the new ones come.
pub(in crate::domain) fn diff_list(target: &Target, field: &str, old: &[Value], new: &[Value]) -> Vec<Op> {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let gone = (head..old.len() - tail).rev().map(|index| Op::Remove {
        target: target.clone(),
        field: Some(field.to_owned()),
        index,
        item: old[index].clone(),
    });
    let come = (head..new.len() - tail).map(|index| Op::Insert {
        target: target.clone(),
        field: Some(field.to_owned()),
        index,
        item: new[index].clone(),
    });
    gone.chain(come).collect()
}
