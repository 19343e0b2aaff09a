//! One act on many entries, told as one: what became of them and how many they are, not the name of each.

use std::collections::{HashMap, HashSet};

use serde_yaml::Value;

use super::{NAMED, Teller, Way};
use crate::domain::change::{Op, Target};
use crate::words::fill;

/// How many different things may be told; where there are more, they are no longer one act.
const KINDS: usize = 3;

/// What happened to some of the entries.
#[derive(PartialEq, Eq)]
enum Kind {
    /// New, with this status.
    Added(String),
    Removed,
    /// A field got this value.
    Set(String, String),
    /// A list of a field got this item.
    In(String, String),
    /// A list of a field lost this item.
    Out(String, String),
}

/// Those that it happened to.
struct Group {
    kind: Kind,
    count: usize,
    /// What stood there before; none where it was not the same for all.
    old: Option<String>,
}

impl Teller {
    /// What a change of many entries did to them all; none where they are few, or no two fared alike.
    pub(super) fn many(&self, told: &[&Op]) -> Option<String> {
        let mut records: Vec<&Target> = told.iter().map(|op| op.target()).collect();
        records.dedup();
        if records.len() <= NAMED {
            return None;
        }
        let mut groups: Vec<Group> = Vec::new();
        // What an entry is given in the change that makes it is told as what it is made with.
        let mut made: HashSet<&Target> = HashSet::new();
        let mut statuses: HashMap<&Target, &Value> = HashMap::new();
        for op in told {
            match op {
                Op::Insert { field: None, .. } | Op::Remove { field: None, .. } => {
                    made.insert(op.target());
                }
                Op::Set { field, new, .. } if field == "status" => {
                    statuses.insert(op.target(), new);
                }
                _ => {}
            }
        }
        for op in told {
            if op.field().is_some() && made.contains(op.target()) {
                continue;
            }
            let target @ Target::Entry { .. } = op.target() else { return None };
            let field = || self.field(target, op.field().unwrap_or_default());
            let (kind, old) = match op {
                Op::Insert { field: None, item, .. } => {
                    let first = item.get("status").unwrap_or(&Value::Null);
                    (Kind::Added(self.value("status", statuses.get(target).copied().unwrap_or(first))), None)
                }
                Op::Remove { field: None, .. } => (Kind::Removed, None),
                Op::Insert { field: Some(key), item, .. } => (Kind::In(field(), self.value(key, item)), None),
                Op::Remove { field: Some(key), item, .. } => {
                    (Kind::Out(field(), self.value(key, item)), None)
                }
                Op::Set { field: key, old, new, .. } => {
                    let (old, new) = if self.way == Way::Undone { (new, old) } else { (old, new) };
                    (Kind::Set(field(), self.value(key, new)), Some(self.value(key, old)))
                }
            };
            if let Some(group) = groups.iter_mut().find(|group| group.kind == kind) {
                group.count += 1;
                group.old = group.old.take().filter(|before| Some(before) == old.as_ref());
            } else if groups.len() < KINDS {
                groups.push(Group { kind, count: 1, old });
            } else {
                return None;
            }
        }
        let told: Vec<String> = groups.iter().map(|group| self.group(group)).collect();
        Some(told.join(&self.words.and))
    }

    fn group(&self, group: &Group) -> String {
        let n: &dyn std::fmt::Display = &group.count;
        let words = self.words;
        match (&group.kind, &group.old) {
            (Kind::Added(status), _) => fill(&words.many_added, &[("n", n), ("status", status)]),
            (Kind::Removed, _) => fill(&words.many_removed, &[("n", n)]),
            (Kind::Set(field, new), Some(old)) => {
                fill(&words.many_set, &[("n", n), ("field", field), ("old", old), ("new", new)])
            }
            (Kind::Set(field, new), None) => {
                fill(&words.many_to, &[("n", n), ("field", field), ("new", new)])
            }
            (Kind::In(field, what), _) => fill(&words.many_in, &[("n", n), ("field", field), ("what", what)]),
            (Kind::Out(field, what), _) => {
                fill(&words.many_out, &[("n", n), ("field", field), ("what", what)])
            }
        }
    }
}
