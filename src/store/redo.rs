//! Doing again what a journal holds and the files may or may not hold yet.
//!
//! Per field: a value that the journal gives it later on means that the file is further already, the old value means that
//! the change is still to be done, any other that somebody changed the same thing otherwise. What git merged holds both
//! sides' journals already: a record that one of them removed in the end is not worked on up to there, and a mark of a
//! conflict says that both values are known.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_yaml::Value;

use crate::domain::change::{Change, ChangeError, Op, Part, Target};
use crate::domain::merge::MARK;
use crate::domain::workspace::{Batch, Workspace, same};

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Redone {
    /// Parts that the changes touch and that can be read.
    pub(super) parts: BTreeSet<Part>,
    /// Changes that do not fit, and why.
    pub(super) disagreements: Vec<(String, ChangeError)>,
}

/// Does `changes` on the workspace where they are not in it yet.
pub(super) fn redo(workspace: &mut Workspace, changes: &[Change]) -> Redone {
    let outlook = Outlook::of(changes);
    let mut redone = Redone::default();
    let mut batch = Batch::new(workspace);
    let mut at = 0;
    for change in changes {
        for op in &change.ops {
            at += 1;
            let part = op.target().part();
            if batch.workspace().is_unreadable(part) {
                continue;
            }
            redone.parts.insert(part);
            if outlook.is_merged(&mut batch, op, at) || is_done(&mut batch, op, &outlook.later) {
                continue;
            }
            if let Err(error) = batch.apply(&change.id, op) {
                redone.disagreements.push((change.id.clone(), error));
            }
        }
    }
    let failed = batch.finish().into_iter();
    redone.disagreements.extend(failed.map(|(id, error)| (id.to_owned(), error)));
    redone
}

/// Makes changes from nothing, as they were made: two equal notes are two. Only where one does not fit, since journals of
/// several machines disagree, what is done of it already is passed over.
pub(super) fn replay(workspace: &mut Workspace, changes: &[Change]) {
    let mut batch = Batch::new(workspace);
    let nothing = HashMap::new();
    for change in changes {
        if change.ops.iter().try_for_each(|op| batch.apply(&change.id, op)).is_ok() {
            continue;
        }
        for op in &change.ops {
            if !is_done(&mut batch, op, &nothing) && !is_set(&mut batch, op) {
                // What does not fit at all stays as it is.
                let _ = batch.apply(&change.id, op);
            }
        }
    }
    batch.finish();
}

/// Whether a field has the value that the op gives it.
fn is_set<'a>(batch: &mut Batch<'_, 'a>, op: &'a Op) -> bool {
    match op {
        Op::Set { target, field, new, .. } => batch.ask(target, field, |found| same(found, new)),
        Op::Insert { .. } | Op::Remove { .. } => false,
    }
}

/// What becomes of records and fields by the end of the changes; ops are counted from 1.
#[derive(Default)]
struct Outlook<'a> {
    later: Later<'a>,
    /// What a field had before the first of them.
    first: HashMap<(&'a Target, &'a str), &'a Value>,
    /// Where a record is removed last, and what it was then.
    removed: HashMap<&'a Target, (usize, &'a Value)>,
    /// Where a record is made last.
    made: HashMap<&'a Target, usize>,
    /// Records of which a mark is settled: whoever wrote that knew both sides.
    settled: HashSet<&'a Target>,
}

impl<'a> Outlook<'a> {
    fn of(changes: &'a [Change]) -> Self {
        let mut outlook = Self::default();
        for (at, op) in (1..).zip(changes.iter().flat_map(|change| &change.ops)) {
            match op {
                Op::Set { target, field, old, new } => {
                    outlook.first.entry((target, field)).or_insert(old);
                    outlook.later.entry((target, field)).or_default().push(new);
                }
                Op::Remove { target, field: None, item, .. } => {
                    outlook.removed.insert(target, (at, item));
                }
                Op::Insert { target, field: None, .. } => {
                    outlook.made.insert(target, at);
                }
                Op::Remove { target, field: Some(field), .. } if field == MARK => {
                    outlook.settled.insert(target);
                }
                Op::Insert { .. } | Op::Remove { .. } => {}
            }
        }
        outlook
    }

    /// Whether the files know what an op says although they do not show it.
    fn is_merged(&self, batch: &mut Batch<'_, 'a>, op: &'a Op, at: usize) -> bool {
        let target = op.target();
        if let Some((end, item)) = self.removed.get(target).filter(|(end, _)| *end >= at) {
            let there = batch.has(target);
            // Removed in the end, and gone; or kept by a merge, because the other side changed it.
            if !there || (item.get(MARK).is_none() && self.marks(batch, target, "")) {
                return true;
            }
            // Removed, and made again behind that.
            let again = self.made.get(target).is_some_and(|made| made > end);
            if again && matches!(op, Op::Remove { field: None, .. }) {
                return true;
            }
        }
        let Op::Set { target, field, old, .. } = op else { return false };
        if self.marks(batch, target, field) {
            return true;
        }
        // Changed and changed back.
        let key = (target, field.as_str());
        let back = self.later.get(&key).and_then(|values| values.last());
        let net = back.zip(self.first.get(&key)).is_some_and(|(last, first)| same(last, first));
        net && batch.ask(target, field, |found| {
            !same(found, old) && !self.later[&key].iter().any(|value| same(found, value))
        })
    }

    /// Whether a record is marked as one that two sides changed otherwise, in this field.
    fn marks(&self, batch: &mut Batch<'_, 'a>, target: &'a Target, field: &str) -> bool {
        !self.settled.contains(target)
            && batch.ask(target, MARK, |marks| {
                let marks = marks.as_sequence().into_iter().flatten();
                marks.filter_map(|mark| mark.get("field")?.as_str()).any(|one| one == field)
            })
    }
}

/// The values that a journal gives a field later on.
type Later<'a> = HashMap<(&'a Target, &'a str), Vec<&'a Value>>;

/// Whether the workspace already has what the op does, or what later ones make of it.
fn is_done<'a>(batch: &mut Batch<'_, 'a>, op: &'a Op, later: &Later<'a>) -> bool {
    match op {
        Op::Set { target, field, old, .. } => batch.ask(target, field, |found| {
            !same(found, old)
                && later
                    .get(&(target, field.as_str()))
                    .is_some_and(|values| values.iter().any(|value| same(found, value)))
        }),
        Op::Insert { target, field: Some(field), item, .. } => {
            has_branch(batch.workspace(), target, field, item)
                .unwrap_or_else(|| batch.ask(target, field, |found| is_among(found, item)))
        }
        Op::Remove { target, field: Some(field), item, .. } => {
            batch.ask(target, field, |found| !is_among(found, item))
        }
        Op::Insert { target, field: None, .. } => batch.has(target),
        Op::Remove { target, field: None, .. } => !batch.has(target),
    }
}

/// Whether the plan has a branch already, however it was changed since: a task by its id, wherever it stands, an area or
/// topic by its tasks, else by its title. None where the op puts no branch. Compared to the letter, one that git merged or
/// numbered anew would be put a second time.
fn has_branch(workspace: &Workspace, target: &Target, field: &str, item: &Value) -> Option<bool> {
    let list =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_sequence).cloned().unwrap_or_default();
    let is_there = |task: &Value| {
        let id = task.get("id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        id.is_some_and(|id| workspace.plan.task(id).is_some())
    };
    let tasks: Vec<Value> = match (target, field) {
        (Target::Topic(..), "tasks") => return Some(is_there(item)),
        (Target::Area(_), "topics") => list(item, "tasks"),
        (Target::Plan, "areas") => {
            list(item, "topics").iter().flat_map(|topic| list(topic, "tasks")).collect()
        }
        _ => return None,
    };
    if !tasks.is_empty() {
        return Some(tasks.iter().any(is_there));
    }
    let beside = workspace.value(target, field);
    let beside = beside.as_sequence().into_iter().flatten();
    Some(beside.map(|one| one.get("title")).any(|title| title == item.get("title")))
}

fn is_among(found: &Value, item: &Value) -> bool {
    matches!(found, Value::Sequence(items) if items.contains(item))
}

fn holds(workspace: &Workspace, target: &Target, field: &str, item: &Value) -> bool {
    is_among(&workspace.value(target, field), item)
}

/// Whether every op of a change shows in the workspace.
pub(super) fn is_reflected(workspace: &Workspace, change: &Change) -> bool {
    change.ops.iter().all(|op| match op {
        Op::Set { target, field, new, .. } => same(&workspace.value(target, field), new),
        Op::Insert { target, field: Some(field), item, .. } => has_branch(workspace, target, field, item)
            .unwrap_or_else(|| holds(workspace, target, field, item)),
        Op::Remove { target, field: Some(field), item, .. } => !holds(workspace, target, field, item),
        Op::Insert { target, field: None, .. } => workspace.has(target),
        Op::Remove { target, field: None, .. } => !workspace.has(target),
    })
}
