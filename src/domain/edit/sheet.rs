//! 收回 as an edit: what a unit's sheet says, as the ops that take it up. One sheet is one draft, so that one undo takes
//! all of it back.

use chrono::NaiveDate;
use serde_yaml::Value;

use super::{Desk, EditError, Given, add, extend, set};
use crate::domain::Unknown;
use crate::domain::activity::Activity;
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::entry::{Entry, EntryId, Progress};
use crate::domain::field;
use crate::domain::status::Status;
use crate::domain::workspace::diff_list;

/// The ground of an extension that a unit's sheet brings.
pub const GROUND: &str = "单位回报";

/// What is taken of one line of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The task in whose file the entry stands or will stand.
    pub task: u32,
    /// The entry; a fresh id for a new one.
    pub id: EntryId,
    /// Full names of the units, for a new entry.
    pub units: Vec<String>,
    /// Further tasks that the same line answers.
    pub also: Vec<u32>,
    /// Plain fields.
    pub given: Vec<Given>,
    /// Notes of progress with their days, oldest first.
    pub notes: Vec<(NaiveDate, String)>,
    /// Whether the notes that stand there go: their cell was emptied, and that is to delete.
    pub forgets: bool,
    /// Another time limit, in its words.
    pub due: Option<String>,
}

/// What is taken of one form of annex 2.
#[derive(Debug, Clone, PartialEq)]
pub enum TakenActivity {
    /// An activity that was not known.
    New(Box<Activity>),
    /// Fields of one that was: its id, and key and text of each.
    Fields(String, Vec<(String, String)>),
}

/// The ops for what a sheet of `unit` said.
pub fn take_up(
    desk: &Desk<'_>,
    unit: &str,
    lines: &[Taken],
    activities: &[TakenActivity],
) -> Result<Draft, EditError> {
    // Each step sees what the ones before it did, as the commit will.
    let mut workspace = desk.workspace.clone();
    let mut ops = Vec::new();
    for line in lines {
        for step in STEPS {
            let desk = Desk { workspace: &workspace, ..*desk };
            let more = step(&desk, unit, line)?;
            for op in &more {
                workspace.apply_one(op).map_err(|_| EditError::UnknownEntry(line.id.to_string()))?;
            }
            ops.extend(more);
        }
    }
    for (place, activity) in activities.iter().enumerate() {
        ops.extend(activity_ops(desk, activity, desk.workspace.activities.len() + place)?);
    }
    Ok(Draft::new(Label::Sheet, ops))
}

type Step = fn(&Desk<'_>, &str, &Taken) -> Result<Vec<Op>, EditError>;

/// A new entry is put first; a status comes after the notes that may explain it.
const STEPS: [Step; 4] = [fields, limit, notes, also];

fn fields(desk: &Desk<'_>, _unit: &str, line: &Taken) -> Result<Vec<Op>, EditError> {
    let draft = if desk.workspace.entry(&line.id).is_some() {
        set(desk, std::slice::from_ref(&line.id), &line.given)?
    } else {
        add(desk, line.task, line.units.clone(), &line.given, line.id.clone())?
    };
    Ok(draft.ops)
}

/// A time limit where there was none is set; another than there was is 延期, and counts at once.
fn limit(desk: &Desk<'_>, _unit: &str, line: &Taken) -> Result<Vec<Op>, EditError> {
    let Some(due) = &line.due else { return Ok(Vec::new()) };
    if due.is_empty() {
        let given = field::Field::keyed("due").map(|field| (field, String::new()));
        return Ok(set(desk, std::slice::from_ref(&line.id), given.as_slice())?.ops);
    }
    let (task, entry) = found(desk, &line.id)?;
    let plans = desk.workspace.plan.task(task).and_then(|task| task.due.as_deref()).unwrap_or_default();
    if entry.due.is_empty() && plans.is_empty() {
        let given = field::Field::keyed("due").map(|field| (field, due.clone()));
        return Ok(set(desk, std::slice::from_ref(&line.id), given.as_slice())?.ops);
    }
    Ok(extend(desk, &line.id, due, "", "", GROUND)?.ops)
}

fn notes(desk: &Desk<'_>, unit: &str, line: &Taken) -> Result<Vec<Op>, EditError> {
    let (task, entry) = found(desk, &line.id)?;
    let target = Target::Entry { task, id: line.id.clone() };
    let mut notes = line.notes.clone();
    // Who said 不涉及 is part of it.
    let refuses = |(field, text): &Given| field.key == "status" && text == Status::NotApplicable.key();
    if line.given.iter().any(refuses) {
        notes.push((desk.today, format!("{}：{GROUND}", Status::NotApplicable.word())));
    }
    // Who says it: the first of the entry's units, for a file may hold what several filed.
    let by = line.units.first().map_or(unit, String::as_str);
    let mut ops = Vec::new();
    let mut standing = entry.progress.len();
    if line.forgets {
        // The last first, so that each stands where it is said to.
        for (index, note) in entry.progress.iter().enumerate().rev() {
            let item = serde_yaml::to_value(note).unwrap_or(Value::Null);
            ops.push(Op::Remove { target: target.clone(), field: Some("progress".to_owned()), index, item });
        }
        standing = 0;
    }
    for (place, (date, text)) in notes.iter().enumerate() {
        let note = Progress { date: *date, text: text.into(), by: by.into(), unknown: Unknown::new() };
        ops.push(field::insert(&target, "progress", standing + place, &note));
    }
    if !notes.is_empty() && entry.filed_on.is_none() {
        ops.push(super::set_day(&target, "filed_on", None, Some(desk.today)));
    }
    Ok(ops)
}

fn also(desk: &Desk<'_>, _unit: &str, line: &Taken) -> Result<Vec<Op>, EditError> {
    let (task, entry) = found(desk, &line.id)?;
    let values = |tasks: &[u32]| -> Vec<Value> { tasks.iter().map(|task| Value::from(*task)).collect() };
    let mut tasks = entry.also_tasks.clone();
    tasks.extend(line.also.iter().filter(|one| **one != task && !entry.also_tasks.contains(one)));
    let target = Target::Entry { task, id: line.id.clone() };
    Ok(diff_list(&target, "also_tasks", &values(&entry.also_tasks), &values(&tasks)))
}

fn found<'a>(desk: &Desk<'a>, id: &EntryId) -> Result<(u32, &'a Entry), EditError> {
    super::find(desk, id)
}

fn activity_ops(desk: &Desk<'_>, taken: &TakenActivity, index: usize) -> Result<Vec<Op>, EditError> {
    match taken {
        TakenActivity::New(activity) => Ok(vec![Op::Insert {
            target: Target::Activity(activity.id.clone()),
            field: None,
            index,
            item: serde_yaml::to_value(activity.as_ref()).unwrap_or(Value::Null),
        }]),
        TakenActivity::Fields(id, fields) => {
            let target = Target::Activity(id.clone());
            if !desk.workspace.has(&target) {
                return Err(EditError::UnknownRecord(id.clone()));
            }
            let set = |(field, text): &(String, String)| Op::Set {
                target: target.clone(),
                field: field.clone(),
                old: desk.workspace.value(&target, field),
                new: Value::String(text.clone()),
            };
            Ok(fields.iter().map(set).collect())
        }
    }
}
