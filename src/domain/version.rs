//! 版本: what was done to one item, and the edit that puts a version of it back.

use std::collections::BTreeSet;

use super::change::{Change, ChangeError, Op, Target};
use super::entry::EntryId;
use super::workspace::Workspace;

/// Whose history it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// One entry.
    Entry(EntryId),
    /// A task: itself, its members, its waivers, its entries.
    Task(u32),
}

/// Fields that say one thing together: put back one by one they would contradict each other.
const TOGETHER: [&[&str]; 2] = [&["status", "reported_on", "returned"], &["due", "extensions"]];

impl About {
    /// Whether an op is about the item.
    pub fn concerns(&self, op: &Op) -> bool {
        match (self, op.target()) {
            (Self::Entry(id), Target::Entry { id: other, .. }) => id == other,
            (Self::Task(task), Target::Task(other)) => task == other,
            (Self::Task(task), Target::Members { task: other, .. } | Target::Entry { task: other, .. }) => {
                task == other
            }
            // A task put into a topic, taken out of it, moved.
            (Self::Task(task), Target::Topic(..)) => match op {
                Op::Insert { item, .. } | Op::Remove { item, .. } => {
                    item.get("id").and_then(serde_yaml::Value::as_u64) == Some(u64::from(*task))
                }
                Op::Set { .. } => false,
            },
            (Self::Task(task), Target::Roster) => match op {
                Op::Insert { field: Some(field), item, .. } | Op::Remove { field: Some(field), item, .. } => {
                    let of = item.get("task").and_then(serde_yaml::Value::as_u64);
                    field == "waivers" && of == Some(u64::from(*task))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The changes of the item, each with what it did to it alone; oldest first, as given.
    pub fn versions(&self, changes: Vec<Change>) -> Vec<Change> {
        changes
            .into_iter()
            .filter_map(|mut change| {
                change.ops.retain(|op| self.concerns(op));
                (!change.ops.is_empty()).then_some(change)
            })
            .collect()
    }
}

/// The ops that give the fields that `versions[chosen]` touched the values that they had after it: what came later is
/// taken back. Empty where nothing has changed since.
///
/// # Errors
/// What stands there is not what the versions end with.
pub fn restore(workspace: &Workspace, versions: &[Change], chosen: usize) -> Result<Vec<Op>, ChangeError> {
    let Some(version) = versions.get(chosen) else { return Ok(Vec::new()) };
    let touched = Touched::by(&version.ops);
    let later = versions[chosen + 1..].iter().flat_map(|change| &change.ops).filter(|op| touched.covers(op));
    let mut back: Vec<Op> = Vec::new();
    for op in later.collect::<Vec<_>>().into_iter().rev() {
        let op = op.clone().inverse();
        // What was undone later is no change at all.
        if back.last().is_some_and(|last| last.clone().inverse() == op) {
            back.pop();
        } else {
            back.push(op);
        }
    }
    workspace.clone().apply(&back)?;
    Ok(shortened(back))
}

/// The records and fields that a version touched.
struct Touched<'a> {
    whole: BTreeSet<&'a Target>,
    fields: BTreeSet<(&'a Target, &'a str)>,
}

impl<'a> Touched<'a> {
    fn by(ops: &'a [Op]) -> Self {
        let mut touched = Self { whole: BTreeSet::new(), fields: BTreeSet::new() };
        for op in ops {
            let Some(field) = op.field() else {
                touched.whole.insert(op.target());
                continue;
            };
            touched.fields.insert((op.target(), field));
            let together = TOGETHER.iter().filter(|fields| fields.contains(&field)).copied().flatten();
            touched.fields.extend(together.map(|other| (op.target(), *other)));
        }
        touched
    }

    fn covers(&self, op: &Op) -> bool {
        let target = op.target();
        match op.field() {
            _ if self.whole.contains(target) => true,
            // A record that was taken away has to be there for its field.
            None => self.fields.iter().any(|(other, _)| *other == target),
            Some(field) => self.fields.contains(&(target, field)),
        }
    }
}

/// Several values of one field become one step.
fn shortened(ops: Vec<Op>) -> Vec<Op> {
    if !ops.iter().all(|op| matches!(op, Op::Set { .. })) {
        return ops;
    }
    let mut short: Vec<Op> = Vec::new();
    for op in ops {
        let same = short.iter_mut().find(|one| one.target() == op.target() && one.field() == op.field());
        match (same, op) {
            (Some(Op::Set { new: last, .. }), Op::Set { new, .. }) => *last = new,
            (_, op) => short.push(op),
        }
    }
    short.retain(|op| !matches!(op, Op::Set { old, new, .. } if old == new));
    short
}
