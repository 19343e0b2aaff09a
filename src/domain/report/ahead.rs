//! 下周工作安排: what has its last day after the cut and before the next period ends.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::filing::{Filing, FilingState};
use super::ground::{Ground, Matter};
use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::rows::Row;

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Its last day.
    pub day: NaiveDate,
    /// Who owes it, in roster order; of a joint entry the first is 牵头.
    pub units: Vec<String>,
    /// What is due; none: the 配档表 itself, on the plan's filing day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
}

/// What is due, by day, then in the plan's order. Rows without an entry are one line per task and day; the days that
/// the notice sets for all (任务45) are among them.
pub(super) fn due(ground: &Ground<'_>, filings: &[Filing]) -> Vec<Due> {
    let until = ground.setting.kind.end_of_next(ground.day);
    let coming = |day: NaiveDate| day > ground.day && day <= until;
    let mut groups: BTreeMap<(NaiveDate, usize, u32, &str), Vec<&Row>> = BTreeMap::new();
    for row in ground.rows.iter() {
        let owed = row.light.counts() && !matches!(row.light, Light::Done | Light::Check);
        let Some(day) = row.last().filter(|day| owed && coming(*day)) else { continue };
        let entry = row.entry().map_or("", |entry| entry.id.as_str());
        groups.entry((day, ground.task_place(row.task), row.task, entry)).or_default().push(row);
    }
    let mut found: Vec<Due> = Vec::new();
    if let Some(day) = ground.workspace.plan.filing_day.filter(|day| coming(*day)) {
        let owing = filings.iter().filter(|filing| filing.state() != FilingState::Filed);
        let units: Vec<String> = owing.map(|filing| filing.unit.clone()).collect();
        if !units.is_empty() {
            found.push(Due { day, units, matter: None });
        }
    }
    for ((day, _, task, entry), mut rows) in groups {
        if entry.is_empty() {
            rows.arrange_by_key(|row| ground.unit_place(&row.unit));
        }
        let matter = ground.matter(task, rows.first().and_then(|row| row.entry()));
        found.push(Due { day, units: Ground::units(&rows), matter: Some(matter) });
    }
    found.arrange_by_key(|one| {
        let task = one.matter.as_ref().map(|matter| ground.task_place(matter.task));
        (one.day, task, one.units.first().map_or(usize::MAX, |unit| ground.unit_place(unit)))
    });
    found
}
