//! What `list`, `due` and `show` print of rows and entries for programs: keys and types that scripts rely on.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::entry::{Entry, Evidence, Extension, Progress, Returned, Shared};
use crate::domain::plan::{Place, Plan, Role};
use crate::domain::round::Round;
use crate::domain::rows::Row;

/// One row.
#[derive(Debug, Clone, Serialize)]
pub struct RowRecord<'a> {
    /// The task's integer id.
    pub task: u32,
    /// 大项.
    pub area: &'a str,
    /// 小项.
    pub topic: Option<&'a str>,
    /// The entry's id.
    pub id: Option<&'a str>,
    /// The row's unit, full name.
    pub unit: &'a str,
    /// All units of the entry; the row's alone without one.
    pub units: Vec<&'a str>,
    /// The unit's part; null where it is 计划外.
    pub role: Option<&'a str>,
    /// 工作措施.
    pub measure: Option<&'a str>,
    /// 责任人.
    pub person: Option<&'a str>,
    /// 启动时间.
    pub start: Option<&'a str>,
    /// The time limit in its words: the entry's, else the task's.
    pub due: Option<&'a str>,
    /// The last day.
    pub due_last: Option<NaiveDate>,
    /// The status's key; null without an entry.
    pub status: Option<&'a str>,
    /// 完成进度.
    pub percent: Option<u8>,
    /// The light's key.
    pub light: &'a str,
    /// 成员待定.
    pub open_group: bool,
}

/// The keys of a row, in order.
pub const ROW_KEYS: [&str; 16] = [
    "task",
    "area",
    "topic",
    "id",
    "unit",
    "units",
    "role",
    "measure",
    "person",
    "start",
    "due",
    "due_last",
    "status",
    "percent",
    "light",
    "open_group",
];

/// Where each task stands in the plan.
pub type Places<'a> = HashMap<u32, Place<'a>>;

/// Where each task of a plan stands.
pub fn places(plan: &Plan) -> Places<'_> {
    plan.places().map(|place| (place.task.id, place)).collect()
}

impl<'a> RowRecord<'a> {
    /// The record of a row.
    pub fn new(row: &'a Row, places: &Places<'a>) -> Self {
        let place = places.get(&row.task);
        let entry = row.entry();
        let text = |field: fn(&Entry) -> &str| entry.map(field).filter(|text| !text.is_empty());
        Self {
            task: row.task,
            area: place.map_or("", |place| &place.area.title),
            topic: place.and_then(|place| place.topic.title.as_deref()),
            id: entry.map(|entry| entry.id.as_str()),
            unit: &row.unit,
            units: match entry {
                Some(entry) => entry.units.iter().map(Shared::as_str).collect(),
                None => vec![&row.unit],
            },
            role: row.role.map(Role::key),
            measure: text(|entry| &entry.measure),
            person: text(|entry| &entry.person),
            start: text(|entry| &entry.start),
            due: Some(row.due.as_ref()).filter(|due| !due.is_empty()),
            due_last: row.last(),
            status: entry.map(|entry| entry.status().key()),
            percent: entry.and_then(|entry| entry.percent),
            light: row.light.key(),
            open_group: row.open_group,
        }
    }
}

/// All of one entry: the fields of the field table, each always there, and what follows from them.
#[derive(Debug, Clone, Serialize)]
pub struct EntryRecord<'a> {
    id: &'a str,
    /// The task in whose file it stands.
    task: u32,
    units: &'a [Shared],
    also_tasks: &'a [u32],
    measure: Option<&'a str>,
    deliverable: Option<&'a str>,
    leader: Option<&'a str>,
    section: Option<&'a str>,
    person: Option<&'a str>,
    contact: Option<&'a str>,
    start: Option<&'a str>,
    due: Option<&'a str>,
    /// `entry` or `task`: whose time limit it is.
    due_from: Option<&'static str>,
    due_last: Option<NaiveDate>,
    extensions: &'a [Extension],
    /// Rounds of a recurring time limit that were done.
    rounds: &'a [Round],
    status: &'a str,
    percent: Option<u8>,
    progress: &'a [Progress],
    evidence: &'a [Evidence],
    problem: Option<&'a str>,
    help: Option<&'a str>,
    tags: &'a [String],
    remark: Option<&'a str>,
    filed_on: Option<NaiveDate>,
    reported_on: Option<NaiveDate>,
    returned: Option<&'a Returned>,
    light: Option<&'a str>,
    /// 逾期完成.
    late: bool,
    /// The rows that it fills: one per unit and task.
    rows: Vec<EntryRow<'a>>,
    /// Keys that this version does not know.
    unknown: serde_json::Map<String, serde_json::Value>,
}

/// One of the rows that an entry fills.
#[derive(Debug, Clone, Serialize)]
struct EntryRow<'a> {
    task: u32,
    unit: &'a str,
    role: Option<&'a str>,
    light: &'a str,
}

impl<'a> EntryRecord<'a> {
    /// The record of an entry that stands in the file of `task` and fills `rows`.
    pub fn new(task: u32, entry: &'a Entry, rows: &[&'a Row]) -> Self {
        fn some(text: &str) -> Option<&str> {
            Some(text).filter(|text| !text.is_empty())
        }
        let first = rows.first();
        let due = some(&entry.due).or_else(|| first.and_then(|row| some(&row.due)));
        let due_from = if entry.due.is_empty() { due.map(|_| "task") } else { Some("entry") };
        Self {
            id: entry.id.as_str(),
            task,
            units: &entry.units,
            also_tasks: &entry.also_tasks,
            measure: some(&entry.measure),
            deliverable: some(&entry.deliverable),
            leader: some(&entry.leader),
            section: some(&entry.section),
            person: some(&entry.person),
            contact: some(&entry.contact),
            start: some(&entry.start),
            due,
            due_from,
            due_last: first.and_then(|row| row.last()),
            extensions: &entry.extensions,
            rounds: &entry.rounds,
            status: entry.status().key(),
            percent: entry.percent,
            progress: &entry.progress,
            evidence: &entry.evidence,
            problem: some(&entry.problem),
            help: some(&entry.help),
            tags: &entry.tags,
            remark: some(&entry.remark),
            filed_on: entry.filed_on,
            reported_on: entry.reported_on,
            returned: entry.returned.as_deref(),
            light: first.map(|row| row.light.key()),
            late: first.is_some_and(|row| row.late),
            rows: rows
                .iter()
                .map(|row| EntryRow {
                    task: row.task,
                    unit: &row.unit,
                    role: row.role.map(Role::key),
                    light: row.light.key(),
                })
                .collect(),
            unknown: unknown(&entry.unknown),
        }
    }
}

/// Unknown keys as JSON; a key that is no text has no place there.
fn unknown(keys: &crate::domain::Unknown) -> serde_json::Map<String, serde_json::Value> {
    keys.iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), serde_json::to_value(value).ok()?)))
        .collect()
}
