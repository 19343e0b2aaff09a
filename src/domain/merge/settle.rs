//! What a merge left open: found in the data, and decided field by field.
//!
//! Invariant: a decision takes its mark away and leaves the other marks of the record as they are.

use serde_yaml::Value;

use super::MARK;
use crate::domain::change::{Draft, Label, Op, Part, Target};
use crate::domain::field::{Field, FieldKind};
use crate::domain::unknown::Unknown;
use crate::domain::workspace::{Workspace, same};

/// A field of a record that two hands gave different values, or a record that one took away and the other changed.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenClash {
    /// The record.
    pub target: Target,
    /// The key of its field; empty where one side took the record away.
    pub field: String,
    /// What the two sides have, the one that stands in the field first.
    pub values: [Value; 2],
    /// The mark as it stands in the record.
    mark: Value,
    /// Its place among the record's marks.
    index: usize,
}

/// What may be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The first value, which stands in the field; the record stays.
    First,
    /// The second value; the record goes.
    Second,
    /// Both, one behind the other.
    Both,
}

/// Texts of which both may stand one behind the other, besides those of an entry.
const TEXTS: [&str; 8] =
    ["requirement", "units_text", "origin", "note", "answer", "source", "remark", "result"];

impl OpenClash {
    /// Whether both values can stand: texts that are no name and no time.
    pub fn takes_both(&self) -> bool {
        let texts = self.values.iter().all(|value| value.as_str().is_some_and(|text| !text.is_empty()));
        let free = match self.target.part() {
            Part::Entries(_) => Field::keyed(&self.field)
                .is_some_and(|field| matches!(field.kind, FieldKind::Line | FieldKind::Text)),
            _ => TEXTS.contains(&self.field.as_str()),
        };
        texts && free
    }

    /// Whether the record itself is in question.
    pub fn is_of_record(&self) -> bool {
        self.field.is_empty()
    }

    /// Whether the second value can be taken: only entries, activities and chases can be taken away as they are.
    pub fn takes_second(&self) -> bool {
        !self.is_of_record()
            || matches!(self.target, Target::Entry { .. } | Target::Activity(_) | Target::Chase(_))
    }
}

/// What is open in a part of the data.
pub fn open(workspace: &Workspace, part: Part) -> Vec<OpenClash> {
    let mut found = Vec::new();
    let mut take = |target: Target, unknown: &Unknown| found.extend(of_record(&target, unknown));
    match part {
        Part::Plan => {
            let plan = &workspace.plan;
            take(Target::Plan, &plan.unknown);
            for (a, area) in plan.areas.iter().enumerate() {
                take(Target::Area(a), &area.unknown);
                for (t, topic) in area.topics.iter().enumerate() {
                    take(Target::Topic(a, t), &topic.unknown);
                    topic.tasks.iter().for_each(|task| take(Target::Task(task.id), &task.unknown));
                }
            }
        }
        Part::Roster => {
            let roster = &workspace.roster;
            take(Target::Roster, &roster.unknown);
            roster.units.iter().for_each(|unit| take(Target::Unit(unit.name.clone()), &unit.unknown));
            roster.groups.iter().for_each(|group| take(Target::Group(group.name.clone()), &group.unknown));
        }
        Part::Entries(task) => {
            for entry in workspace.entries_of(task) {
                take(Target::Entry { task, id: entry.id.clone() }, &entry.unknown);
            }
        }
        Part::Activities => {
            workspace.activities.iter().for_each(|one| take(Target::Activity(one.id.clone()), &one.unknown));
        }
        Part::Chases => {
            workspace.chases.iter().for_each(|one| take(Target::Chase(one.id.clone()), &one.unknown));
        }
        Part::Duties => {
            take(Target::Duties, &workspace.duties.unknown);
            workspace.duties.duties.iter().for_each(|one| take(Target::Duty(one.id.clone()), &one.unknown));
        }
    }
    found
}

/// What is open in all of the data.
pub fn open_everywhere(workspace: &Workspace) -> Vec<OpenClash> {
    let parts = [Part::Plan, Part::Roster, Part::Activities, Part::Chases, Part::Duties];
    let mut tasks: Vec<u32> = workspace.entries().map(|(task, _)| task).collect();
    tasks.dedup();
    parts
        .into_iter()
        .chain(tasks.into_iter().map(Part::Entries))
        .flat_map(|part| open(workspace, part))
        .collect()
}

fn of_record(target: &Target, unknown: &Unknown) -> Vec<OpenClash> {
    let marks = unknown.get(MARK).and_then(Value::as_sequence);
    let one = |(index, mark): (usize, &Value)| {
        let field = mark.get("field")?.as_str()?.to_owned();
        let value =
            |at: usize| mark.get("values").and_then(|all| all.get(at)).cloned().unwrap_or(Value::Null);
        Some(OpenClash {
            target: target.clone(),
            field,
            values: [value(0), value(1)],
            mark: mark.clone(),
            index,
        })
    };
    marks.into_iter().flatten().enumerate().filter_map(one).collect()
}

/// The edit that a decision comes to; none where it cannot be taken.
pub fn settle(workspace: &Workspace, clash: &OpenClash, decision: Decision) -> Option<Draft> {
    let target = clash.target.clone();
    let label = match target.part() {
        Part::Plan => Label::Plan,
        Part::Roster => Label::Roster,
        Part::Entries(_) => Label::Edit,
        Part::Activities => Label::Activity,
        Part::Chases => Label::Chase,
        Part::Duties => Label::Duty,
    };
    let settled = Op::Remove {
        target: target.clone(),
        field: Some(MARK.to_owned()),
        index: clash.index,
        item: clash.mark.clone(),
    };
    if clash.is_of_record() {
        return match decision {
            Decision::First => Some(Draft::new(label, vec![settled])),
            Decision::Second => gone(workspace, &target).map(|op| Draft::new(label, vec![op])),
            Decision::Both => None,
        };
    }
    let [first, second] = &clash.values;
    let new = match decision {
        Decision::First => first.clone(),
        Decision::Second => second.clone(),
        Decision::Both if clash.takes_both() => {
            Value::from(format!("{}；{}", first.as_str()?.trim_end_matches(['。', '；']), second.as_str()?))
        }
        Decision::Both => return None,
    };
    let old = workspace.value(&target, &clash.field);
    let set = (!same(&old, &new)).then(|| Op::Set { target, field: clash.field.clone(), old, new });
    Some(Draft::new(label, set.into_iter().chain([settled]).collect()))
}

/// The op that takes a whole record away.
fn gone(workspace: &Workspace, target: &Target) -> Option<Op> {
    let (index, item) = match target {
        Target::Entry { task, id } => {
            let entries = workspace.entries_of(*task);
            let index = entries.iter().position(|entry| entry.id == *id)?;
            (index, serde_yaml::to_value(entries[index].as_ref()).ok()?)
        }
        Target::Activity(id) => {
            let index = workspace.activities.iter().position(|one| one.id == *id)?;
            (index, serde_yaml::to_value(workspace.activities[index].as_ref()).ok()?)
        }
        Target::Chase(id) => {
            let index = workspace.chases.iter().position(|one| one.id == *id)?;
            (index, serde_yaml::to_value(workspace.chases[index].as_ref()).ok()?)
        }
        _ => return None,
    };
    Some(Op::Remove { target: target.clone(), field: None, index, item })
}
