//! 存在问题 and 需协调解决的事项.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ground::{Ground, Matter};
use crate::domain::arrange::Arrange as _;
use crate::domain::entry::Entry;
use crate::domain::light::Light;
use crate::domain::rows::Row;

/// One problem: something overdue, or a problem that a unit named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The units, in roster order; of a joint entry the first is 牵头.
    pub units: Vec<String>,
    /// What it is about.
    pub matter: Matter,
    /// 存在问题及原因, else why it was sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day that is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// Working days since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<i64>,
    /// What was noted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// 承诺时间, as the units said when they were last asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<NaiveDate>,
}

/// Something that a unit cannot settle alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The units.
    pub units: Vec<String>,
    /// What it is about.
    pub matter: Matter,
    /// 需协调事项.
    pub help: String,
}

/// The problems: what is overdue first, then the rest, each in roster order. What has no entry is one problem per task,
/// last day and promise, however many units it is.
pub(super) fn problems(ground: &Ground<'_>) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for (home, entry) in ground.workspace.entries() {
        let rows = ground.counting(&entry.id);
        let late: Vec<&Row> = rows.iter().copied().filter(|row| row.light == Light::Overdue).collect();
        let open = rows.iter().any(|row| row.light != Light::Done);
        if late.is_empty() && (!open || entry.problem.trim().is_empty()) {
            continue;
        }
        let last = late.iter().filter_map(|row| row.last()).min();
        let task = late.first().filter(|row| row.task != home).map_or(home, |row| row.task);
        let units = Ground::units(if late.is_empty() { rows } else { &late });
        found.push(Problem {
            matter: ground.matter(task, Some(entry)),
            reason: reason(entry),
            last,
            late: last.map(|last| ground.late(last)),
            latest: entry.latest_progress().and_then(|note| said(&note.text)),
            promised: units.first().and_then(|unit| promised(ground, unit, task)),
            units,
        });
    }
    let mut groups: BTreeMap<(usize, u32, NaiveDate, Option<NaiveDate>), Vec<&Row>> = BTreeMap::new();
    for row in ground.rows.iter().filter(|row| row.light == Light::Overdue && row.entry.is_none()) {
        let Some(last) = row.last() else { continue };
        let key = (ground.task_place(row.task), row.task, last, promised(ground, &row.unit, row.task));
        groups.entry(key).or_default().push(row);
    }
    for ((_, task, last, promised), mut rows) in groups {
        rows.arrange_by_key(|row| ground.unit_place(&row.unit));
        found.push(Problem {
            units: Ground::units(&rows),
            matter: ground.matter(task, None),
            reason: None,
            last: Some(last),
            late: Some(ground.late(last)),
            latest: None,
            promised,
        });
    }
    found.arrange_by_key(|one| (one.last.is_none(), ground.place(&one.units, one.matter.task)));
    found
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn reason(entry: &Entry) -> Option<String> {
    said(&entry.problem).or_else(|| {
        entry
            .returned
            .as_ref()
            .and_then(|returned| said(&returned.reason))
            .map(|why| format!("被退回：{why}"))
    })
}

/// The day promised in the last asking about this task by the cut that brought a promise.
fn promised(ground: &Ground<'_>, unit: &str, task: u32) -> Option<NaiveDate> {
    ground
        .workspace
        .chases
        .iter()
        .filter(|chase| chase.at.date() <= ground.day && chase.units.iter().any(|one| one == unit))
        .filter(|chase| chase.is_about_task(task))
        .filter(|chase| chase.promised.is_some())
        .max_by_key(|chase| chase.at)
        .and_then(|chase| chase.promised)
}

/// What units need help with, in roster order.
pub(super) fn requests(ground: &Ground<'_>) -> Vec<Request> {
    let mut found: Vec<Request> = ground
        .workspace
        .entries()
        .filter_map(|(home, entry)| {
            let rows = ground.counting(&entry.id);
            let help = said(&entry.help).filter(|_| rows.iter().any(|row| row.light != Light::Done))?;
            Some(Request { units: Ground::units(rows), matter: ground.matter(home, Some(entry)), help })
        })
        .collect();
    found.arrange_by_key(|one| ground.place(&one.units, one.matter.task));
    found
}
