//! What a person does, worked out as ops: the rules that bind fields together (a report stops the clock, 退回 starts it
//! again, the first measure is the filing). Nothing is changed here: a [`Draft`] comes back.

mod activity;
mod chase;
mod contact;
mod duty;
pub mod outline;
mod plan;
mod roster;
mod sheet;
#[cfg(test)]
mod tests;

pub use activity::{GivenActivity, ValueError, add_activity, remove_activity, set_activity};
pub use chase::{chase, unchase};
pub use contact::contact;
pub use duty::{GivenDuty, add_duty, remove_duty, set_duty};
pub use sheet::{GROUND, Taken, TakenActivity, take_up};

use chrono::NaiveDate;
use serde_yaml::Value;

use super::change::{Draft, Label, Op, Target};
use super::entry::{Entry, EntryId, Extension, Progress, Returned};
use super::field::{self, Field, FieldError, FieldKind};
use super::status::{Status, StatusWord};
use super::unit::NameError;
use super::when::{self, Context};
use super::workdays::Calendar;
use super::workspace::{Workspace, edited};
use crate::domain::Unknown;
use crate::domain::arrange::Arrange as _;

pub use plan::{close, filing_day};
pub use roster::{add_unit, merge_unit, remove_unit, set_group, set_unit};

/// Where an edit is made: on which data, by whom, on which day.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The data as it stands.
    pub workspace: &'a Workspace,
    /// 工作日.
    pub calendar: &'a Calendar,
    /// The day.
    pub today: NaiveDate,
    /// 经办人.
    pub by: &'a str,
}

impl<'a> Desk<'a> {
    /// How time expressions are read here.
    pub fn when(&self) -> Context<'a> {
        Context {
            year: self.workspace.plan.year,
            issued: self.workspace.plan.issued,
            today: self.today,
            calendar: self.calendar,
        }
    }
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No entry has this id.
    #[error("no entry {0:?}")]
    UnknownEntry(String),
    /// No task has this id or number.
    #[error("no task {0:?}")]
    UnknownTask(String),
    /// No unit has this name.
    #[error(transparent)]
    Unit(#[from] NameError),
    /// A value does not fit its field.
    #[error("{}: {error}", field.key)]
    Field {
        /// The field.
        field: &'static Field,
        /// Why.
        error: FieldError,
    },
    /// A value does not fit a field of a record that is no entry.
    #[error("{key}: {error}")]
    Value {
        /// The field's key.
        key: &'static str,
        /// Its Chinese label.
        label: &'static str,
        /// Why.
        error: Box<ValueError>,
    },
    /// The group is not open for this task, so members cannot be picked.
    #[error("{0:?} is no open group of this task")]
    NotOpen(String),
    /// A note needs a text.
    #[error("the text is empty")]
    EmptyText,
    /// An extension says why.
    #[error("an extension needs its reason")]
    NoExtensionReason,
    /// A promised date cannot be read.
    #[error("{0:?} is no day")]
    UnreadPromise(String),
    /// Another unit has this full name.
    #[error("{0:?} is taken")]
    NameTaken(String),
    /// A unit that records name is not removed.
    #[error("{0:?} is in use")]
    UnitInUse(String),
    /// A unit cannot be merged into itself.
    #[error("{0:?} is the same unit")]
    SameUnit(String),
    /// No chase or activity has this id.
    #[error("no record {0:?}")]
    UnknownRecord(String),
    /// A task that records hang on is not taken away.
    #[error("task {number:?} has {entries} entries and {duties} duties")]
    TaskInUse {
        /// Its printed number.
        number: String,
        /// Entries that stand under it or also serve it.
        entries: usize,
        /// Active duties that it sets.
        duties: usize,
    },
    /// Another area, or another topic of the area, has this title.
    #[error("the title {0:?} is taken")]
    TitleTaken(String),
    /// An area or topic with so many tasks is not taken away.
    #[error("{0} tasks stand in it")]
    BranchInUse(usize),
    /// There is no such area or topic (any more).
    #[error("no such branch")]
    NoBranch,
    /// Nothing stands further on this side.
    #[error("nothing stands further")]
    AtEdge,
}

/// A value for a field, as given.
pub type Given = (&'static Field, String);

fn field_error(field: &'static Field) -> impl Fn(FieldError) -> EditError {
    move |error| EditError::Field { field, error }
}

fn find<'a>(desk: &Desk<'a>, id: &EntryId) -> Result<(u32, &'a Entry), EditError> {
    desk.workspace
        .entry(id)
        .map(|(task, entry)| (task, entry.as_ref()))
        .ok_or_else(|| EditError::UnknownEntry(id.to_string()))
}

/// A new entry of `units` (full names) under `task`.
pub fn add(
    desk: &Desk<'_>,
    task: u32,
    units: Vec<String>,
    given: &[Given],
    id: EntryId,
) -> Result<Draft, EditError> {
    if desk.workspace.plan.task(task).is_none() {
        return Err(EditError::UnknownTask(task.to_string()));
    }
    let blank = Entry::new(id.clone(), units);
    let index = desk.workspace.entries_of(task).len();
    let (entry, _) = filled(desk, task, &blank, given)?;
    if entry.units.is_empty() {
        return Err(field_error(&field::FIELDS[1])(FieldError::NoUnit));
    }
    Ok(Draft::new(Label::Add, vec![put(Target::Entry { task, id }, index, &entry)]))
}

fn put(target: Target, index: usize, entry: &Entry) -> Op {
    Op::Insert { target, field: None, index, item: serde_yaml::to_value(entry).unwrap_or(Value::Null) }
}

/// Fields of one entry or several.
pub fn set(desk: &Desk<'_>, ids: &[EntryId], given: &[Given]) -> Result<Draft, EditError> {
    let mut ops = Vec::new();
    for id in each(ids) {
        let (task, entry) = find(desk, id)?;
        ops.extend(filled(desk, task, entry, given)?.1);
        ops.extend(settled(task, entry, given));
    }
    let label = match given {
        [(field, _)] if field.kind == FieldKind::Status => Label::Status,
        [(field, _)] if field.kind == FieldKind::Percent => Label::Percent,
        _ if given.iter().any(|(field, _)| field.kind == FieldKind::Returned) => Label::Return,
        _ => Label::Edit,
    };
    Ok(Draft::new(label, ops))
}

/// The marks of a merge that go with a field that is set: somebody has looked and decided.
fn settled(task: u32, entry: &Entry, given: &[Given]) -> Vec<Op> {
    let marks = entry.unknown.get(super::merge::MARK).and_then(Value::as_sequence);
    let about = |mark: &Value| {
        let field = mark.get("field").and_then(Value::as_str);
        given.iter().any(|(one, _)| Some(one.key) == field)
    };
    let gone =
        marks.into_iter().flatten().enumerate().filter(|(_, mark)| about(mark)).map(|(index, mark)| {
            let target = Target::Entry { task, id: entry.id.clone() };
            Op::Remove { target, field: Some(super::merge::MARK.to_owned()), index, item: mark.clone() }
        });
    let mut gone: Vec<Op> = gone.collect();
    // The last first, so that each index still is where its mark stands.
    gone.reverse();
    gone
}

/// Each id once: a joint entry has several rows, and all of them may be marked.
fn each(ids: &[EntryId]) -> impl Iterator<Item = &EntryId> {
    ids.iter().enumerate().filter(|(place, id)| !ids[..*place].contains(id)).map(|(_, id)| id)
}

/// The entry with the fields given, and the ops that make it so.
fn filled(desk: &Desk<'_>, task: u32, entry: &Entry, given: &[Given]) -> Result<(Entry, Vec<Op>), EditError> {
    let reason = given.iter().find(|(field, _)| field.kind == FieldKind::Returned);
    let mut entry = entry.clone();
    let mut ops = Vec::new();
    // In the order of the field table, whatever the order given: 状态 before the dates that it sets by itself.
    let mut sorted: Vec<&Given> = given.iter().collect();
    sorted.arrange_by_key(|(field, _)| field::FIELDS.iter().position(|one| one == *field));
    for (field, text) in sorted {
        let more = match field.kind {
            FieldKind::Status => {
                let word = field::status(text).map_err(field_error(field))?;
                let reason = reason.map(|(_, reason)| reason.as_str());
                status_ops(desk, task, &entry, word, reason).map_err(field_error(field))?
            }
            FieldKind::Returned if returns(given) => Vec::new(),
            FieldKind::Returned => return_ops(desk, task, &entry, text),
            _ => field::edit(field, task, &entry, text, desk).map_err(field_error(field))?,
        };
        entry = after(entry, &more);
        ops.extend(more);
    }
    // The first measure or note of progress is the filing: its day is kept.
    if entry.is_filed() && entry.filed_on.is_none() {
        let target = Target::Entry { task, id: entry.id.clone() };
        let filing = [set_day(&target, "filed_on", None, Some(desk.today))];
        entry = after(entry, &filing);
        ops.extend(filing);
    }
    Ok((entry, ops))
}

/// Whether a status given is the action 退回, which takes the reason with it.
fn returns(given: &[Given]) -> bool {
    given
        .iter()
        .any(|(field, text)| field.kind == FieldKind::Status && text.parse() == Ok(StatusWord::Return))
}

/// The entry after ops that were worked out on it just now, and so apply.
fn after(entry: Entry, ops: &[Op]) -> Entry {
    ops.iter().fold(entry, |entry, op| {
        let changed = edited(&entry, op);
        debug_assert!(changed.is_ok(), "{changed:?}");
        changed.unwrap_or(entry)
    })
}

fn set_day(target: &Target, key: &str, old: Option<NaiveDate>, new: Option<NaiveDate>) -> Op {
    let value = |day: Option<NaiveDate>| day.map_or(Value::Null, |day| Value::String(day.to_string()));
    Op::Set { target: target.clone(), field: key.to_owned(), old: value(old), new: value(new) }
}

fn set_value<T: serde::Serialize>(target: &Target, key: &str, old: Option<&T>, new: Option<&T>) -> Op {
    let value =
        |value: Option<&T>| value.and_then(|value| serde_yaml::to_value(value).ok()).unwrap_or(Value::Null);
    Op::Set { target: target.clone(), field: key.to_owned(), old: value(old), new: value(new) }
}

/// A status, with what follows from it: a report notes its day and ends 退回; going back to work clears the day.
fn status_ops(
    desk: &Desk<'_>,
    task: u32,
    entry: &Entry,
    word: StatusWord,
    reason: Option<&str>,
) -> Result<Vec<Op>, FieldError> {
    let target = Target::Entry { task, id: entry.id.clone() };
    let StatusWord::Status(status) = word else {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).ok_or(FieldError::NoReason)?;
        return Ok(return_ops(desk, task, entry, reason));
    };
    let mut ops = Vec::new();
    if status == Status::Done
        && let Some(last) = round_done(desk, task, entry)
    {
        return Ok(roll_on(desk, &target, entry, last));
    }
    if entry.status != Some(status) {
        ops.push(set_value(&target, "status", entry.status.as_ref(), Some(&status)));
    }
    if status.is_reported() {
        if entry.reported_on.is_none() {
            ops.push(set_day(&target, "reported_on", None, Some(desk.today)));
        }
        if entry.returned.is_some() {
            ops.push(set_value(&target, "returned", entry.returned.as_deref(), None));
        }
    } else if matches!(status, Status::NotStarted | Status::InProgress) && entry.reported_on.is_some() {
        ops.push(set_day(&target, "reported_on", entry.reported_on, None));
    }
    Ok(ops)
}

/// The round of a recurring time limit that 已完成 answers; none where there is none, or it is the year's last.
fn round_done(desk: &Desk<'_>, task: u32, entry: &Entry) -> Option<NaiveDate> {
    let own = Some(entry.due.as_str()).filter(|due| !due.is_empty());
    let plan = &desk.workspace.plan;
    let words = own.or_else(|| plan.task(task).and_then(|task| task.due.as_deref()))?;
    crate::domain::round::rolls(&when::read(words, &desk.when()), entry, plan, desk.today)
}

/// A round is done and the next one begins: its record is kept, and the entry is 推进中 again.
fn roll_on(desk: &Desk<'_>, target: &Target, entry: &Entry, last: NaiveDate) -> Vec<Op> {
    let done_on = entry.reported_on.unwrap_or(desk.today);
    let round =
        crate::domain::round::Round { last, done_on, by: desk.by.to_owned(), unknown: Unknown::new() };
    let mut ops = vec![field::insert(target, "rounds", entry.rounds.len(), &round)];
    if entry.status != Some(Status::InProgress) {
        ops.push(set_value(target, "status", entry.status.as_ref(), Some(&Status::InProgress)));
    }
    if entry.reported_on.is_some() {
        ops.push(set_day(target, "reported_on", entry.reported_on, None));
    }
    if entry.returned.is_some() {
        ops.push(set_value(target, "returned", entry.returned.as_ref(), None));
    }
    ops
}

/// 退回: back to 推进中, marked with the reason until the unit reports again.
fn return_ops(desk: &Desk<'_>, task: u32, entry: &Entry, reason: &str) -> Vec<Op> {
    let target = Target::Entry { task, id: entry.id.clone() };
    let reason = reason.trim();
    if reason.is_empty() {
        return entry
            .returned
            .as_deref()
            .map(|old| set_value(&target, "returned", Some(old), None))
            .into_iter()
            .collect();
    }
    let mut ops = Vec::new();
    if entry.status != Some(Status::InProgress) {
        ops.push(set_value(&target, "status", entry.status.as_ref(), Some(&Status::InProgress)));
    }
    if entry.reported_on.is_some() {
        ops.push(set_day(&target, "reported_on", entry.reported_on, None));
    }
    let returned = Returned {
        date: desk.today,
        reason: reason.to_owned(),
        by: desk.by.to_owned(),
        unknown: Unknown::new(),
    };
    if entry.returned.as_deref() != Some(&returned) {
        ops.push(set_value(&target, "returned", entry.returned.as_deref(), Some(&returned)));
    }
    ops
}

/// A status for one entry or several. 退回 needs `reason`; with any other a reason is noted as progress (who said 不涉及).
pub fn status(desk: &Desk<'_>, ids: &[EntryId], word: StatusWord, reason: &str) -> Result<Draft, EditError> {
    let mut ops = Vec::new();
    for id in each(ids) {
        let (task, entry) = find(desk, id)?;
        let field = Field::keyed("status").unwrap_or(&field::FIELDS[0]);
        let mut more = status_ops(desk, task, entry, word, Some(reason)).map_err(field_error(field))?;
        if let StatusWord::Status(status) = word
            && !reason.trim().is_empty()
        {
            let text = format!("{}：{}", status.word(), reason.trim()).into();
            let note = Progress { date: desk.today, text, by: desk.by.into(), unknown: Unknown::new() };
            let target = Target::Entry { task, id: id.clone() };
            more.push(field::insert(&target, "progress", entry.progress.len(), &note));
            if entry.filed_on.is_none() {
                more.push(set_day(&target, "filed_on", None, Some(desk.today)));
            }
        }
        ops.extend(more);
    }
    Ok(Draft::new(if word == StatusWord::Return { Label::Return } else { Label::Status }, ops))
}

/// One dated note of progress on one entry or several. A text that begins with a date and a blank (`7.5 已发布`) is
/// noted on that date.
pub fn note(desk: &Desk<'_>, ids: &[EntryId], text: &str) -> Result<Draft, EditError> {
    let (date, text) = dated(desk, text);
    if text.trim().is_empty() {
        return Err(EditError::EmptyText);
    }
    let mut ops = Vec::new();
    for id in each(ids) {
        let (task, entry) = find(desk, id)?;
        let target = Target::Entry { task, id: id.clone() };
        let note = Progress { date, text: text.into(), by: desk.by.into(), unknown: Unknown::new() };
        let op = field::insert(&target, "progress", entry.progress.len(), &note);
        ops.push(op);
        if entry.filed_on.is_none() {
            ops.push(set_day(&target, "filed_on", None, Some(desk.today)));
        }
    }
    Ok(Draft::new(Label::Note, ops))
}

/// The date that a note begins with, and the rest; today and the whole where it begins with none.
pub(super) fn dated<'a>(desk: &Desk<'_>, text: &'a str) -> (NaiveDate, &'a str) {
    let trimmed = text.trim_start();
    if let Some((word, rest)) = trimmed.split_once([' ', '\u{3000}'])
        && word.chars().any(char::is_numeric)
        && !rest.trim().is_empty()
        && let when::Reading::Day(day) = when::read(word, &desk.when()).reading
        && day <= desk.today
    {
        return (day, rest.trim_start());
    }
    (desk.today, text)
}

/// 延期: another time limit, and the record of how it came about. The one before stays in the record.
pub fn extend(
    desk: &Desk<'_>,
    id: &EntryId,
    to: &str,
    reason: &str,
    approved_by: &str,
    ground: &str,
) -> Result<Draft, EditError> {
    let (task, entry) = find(desk, id)?;
    let to = when::entered(to, &desk.when());
    if to.is_empty() {
        return Err(EditError::EmptyText);
    }
    // A returned sheet is ground enough.
    if reason.trim().is_empty() && ground.is_empty() {
        return Err(EditError::NoExtensionReason);
    }
    let own = Some(entry.due.clone()).filter(|due| !due.is_empty());
    let own = own.map(|due| due.to_string());
    let from = own
        .clone()
        .or_else(|| desk.workspace.plan.task(task).and_then(|task| task.due.clone()))
        .unwrap_or_default();
    let target = Target::Entry { task, id: id.clone() };
    let extension = Extension {
        from,
        to: to.clone(),
        asked_on: desk.today,
        reason: reason.to_owned(),
        approved_by: approved_by.to_owned(),
        ground: ground.to_owned(),
        unknown: Unknown::new(),
    };
    let mut ops = vec![field::insert(&target, "extensions", entry.extensions.len(), &extension)];
    if own.as_ref() != Some(&to) {
        ops.push(set_value(&target, "due", own.as_ref(), Some(&to)));
    }
    Ok(Draft::new(Label::Extend, ops))
}

/// Takes entries away.
pub fn remove(desk: &Desk<'_>, ids: &[EntryId]) -> Result<Draft, EditError> {
    let mut found: Vec<(u32, usize, &Entry)> = Vec::new();
    for id in each(ids) {
        let (task, entry) = find(desk, id)?;
        let index = desk.workspace.entries_of(task).iter().position(|one| one.id == *id).unwrap_or(0);
        found.push((task, index, entry));
    }
    // The last of a file first, so that each index is where its entry still stands.
    found.arrange_by_key(|(task, index, _)| (*task, std::cmp::Reverse(*index)));
    let ops = found
        .into_iter()
        .map(|(task, index, entry)| Op::Remove {
            target: Target::Entry { task, id: entry.id.clone() },
            field: None,
            index,
            item: serde_yaml::to_value(entry).unwrap_or(Value::Null),
        })
        .collect();
    Ok(Draft::new(Label::Remove, ops))
}

/// The members of an open group for one task, as full names; those that stand and are not named go.
pub fn members(desk: &Desk<'_>, task: u32, group: &str, units: &[String]) -> Result<Draft, EditError> {
    let roster = &desk.workspace.roster;
    let found = desk.workspace.plan.task(task).ok_or_else(|| EditError::UnknownTask(task.to_string()))?;
    let named = found.assigned.iter().any(|assigned| assigned.unit == group);
    // 刚性要求 may bind only some of those that the task binds.
    let bound = desk.workspace.duties.groups_of(task).any(|name| name == group);
    if !(named || bound) || !roster.group(group).is_some_and(super::unit::Group::is_open) {
        return Err(EditError::NotOpen(group.to_owned()));
    }
    let target = Target::Members { task, group: group.to_owned() };
    let values = |units: &[String]| -> Vec<Value> { units.iter().cloned().map(Value::String).collect() };
    let old = values(roster.members(task, group));
    let ops = super::workspace::diff_list(&target, "units", &old, &values(units));
    Ok(Draft::new(Label::Members, ops))
}

/// 登记已收（纸质/扫描件）, noted or taken back: `unit` is the full name of a unit.
pub fn receive(desk: &Desk<'_>, unit: &str) -> Draft {
    let receipts = &desk.workspace.roster.receipts;
    let op = match receipts.iter().enumerate().find(|(_, one)| one.unit == unit) {
        Some((index, receipt)) => Op::Remove {
            target: Target::Roster,
            field: Some("receipts".to_owned()),
            index,
            item: serde_yaml::to_value(receipt).unwrap_or(Value::Null),
        },
        None => field::insert(
            &Target::Roster,
            "receipts",
            receipts.len(),
            &super::unit::Receipt {
                unit: unit.to_owned(),
                day: desk.today,
                by: desk.by.to_owned(),
                unknown: Unknown::new(),
            },
        ),
    };
    Draft::new(Label::Roster, vec![op])
}

/// 无需报送, given or taken back: `unit` is the full name of a unit or a group.
pub fn waive(desk: &Desk<'_>, task: u32, unit: &str, reason: &str) -> Draft {
    let waivers = &desk.workspace.roster.waivers;
    let op = match waivers.iter().enumerate().find(|(_, one)| one.task == task && one.unit == unit) {
        Some((index, waiver)) => Op::Remove {
            target: Target::Roster,
            field: Some("waivers".to_owned()),
            index,
            item: serde_yaml::to_value(waiver).unwrap_or(Value::Null),
        },
        None => field::insert(
            &Target::Roster,
            "waivers",
            waivers.len(),
            &super::unit::Waiver {
                task,
                unit: unit.to_owned(),
                reason: reason.to_owned(),
                day: desk.today,
                by: desk.by.to_owned(),
                unknown: Unknown::new(),
            },
        ),
    };
    Draft::new(Label::Waiver, vec![op])
}
