//! 交接单: what a colleague who takes over has to know: what is open, promised, to be checked and due soon, who to ask, and
//! where the data are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::Figures;
use super::filing::{Filing, filings};
use super::ground::Matter;
use super::ledger::light_word;
use super::unit_record::{Kept, unit_records};
use crate::domain::arrange::{Arrange as _, Gather as _};
use crate::domain::change::Change;
use crate::domain::duty::obligations;
use crate::domain::light::Light;
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;

/// What the sheet is made for.
#[derive(Debug, Clone, Copy)]
pub struct HandoverSetting<'a> {
    /// The office under the title.
    pub office: &'a str,
    /// 本办.
    pub own_unit: Option<&'a str>,
    /// 移交人.
    pub by: &'a str,
    /// 接收人.
    pub to: Option<&'a str>,
    /// Words of the coordinator's own.
    pub note: Option<&'a str>,
    /// The data folder, as it is shown.
    pub folder: &'a str,
    /// Its latest copies, the newest first.
    pub backups: &'a [String],
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handover {
    /// 政务公开工作交接单.
    pub title: String,
    /// The office.
    pub office: String,
    /// The notice's title and number.
    pub plan: String,
    /// The year of the plan.
    pub year: i32,
    /// The day.
    pub day: NaiveDate,
    /// 移交人.
    pub by: String,
    /// 接收人.
    pub to: Option<String>,
    /// Words of the coordinator's own.
    pub note: Option<String>,
    /// Where things stand.
    pub figures: Figures,
    /// 逾期 and 临期, by last day.
    pub pressing: Vec<Item>,
    /// 待核实: reported, and to be checked by us.
    pub to_check: Vec<Item>,
    /// Promises that are not settled.
    pub promises: Vec<OpenPromise>,
    /// 本办任务 that are open.
    pub own: Vec<Item>,
    /// 刚性要求 that are still owed: what, by how many units, the nearest last day.
    pub duties: Vec<OpenDuty>,
    /// Unit by unit: what is open, and who to ask.
    pub units: Vec<OpenUnit>,
    /// The data folder.
    pub folder: String,
    /// Its latest copies.
    pub backups: Vec<String>,
}

/// Something that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The units, in roster order.
    pub units: Vec<String>,
    /// What it is about.
    pub matter: Matter,
    /// The entry; none where the unit has said nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 亮灯.
    pub light: String,
    /// Its last day.
    pub last: Option<NaiveDate>,
    /// What was noted last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
}

/// A promise that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenPromise {
    /// The unit.
    pub unit: String,
    /// 承诺时间.
    pub promised: NaiveDate,
    /// When it was given.
    pub given: NaiveDate,
    /// The tasks' numbers; empty for all that was owed, or for a duty.
    pub tasks: Vec<String>,
    /// 刚性要求: what the promise was for, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// Whether its day is over.
    pub broken: bool,
}

/// A duty that is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenDuty {
    /// What is required.
    pub name: String,
    /// Units that still owe it.
    pub owing: u32,
    /// The nearest last day.
    pub last: Option<NaiveDate>,
}

/// A unit, what is open with it, and who to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenUnit {
    /// How far it has filed.
    pub filing: Filing,
    /// Rows that are open.
    pub open: u32,
    /// Of these 逾期.
    pub overdue: u32,
    /// Of these 待核实.
    pub to_check: u32,
    /// Contacts, as one would read them out.
    pub contacts: Vec<String>,
}

/// The sheet on `rows`, which are those of `workspace` today. `changes` are those that the journals hold.
pub fn handover(
    workspace: &Workspace,
    rows: &Rows,
    changes: &[Change],
    setting: &HandoverSetting<'_>,
) -> Handover {
    let filings = filings(workspace, rows, setting.own_unit);
    let plan = &workspace.plan;
    let day = rows.day().today;
    let number = plan.document_no.trim();
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    let said = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let own = |row: &Row| setting.own_unit == Some(&*row.unit);
    Handover {
        title: "政务公开工作交接单".to_owned(),
        office: setting.office.to_owned(),
        plan: format!("《{}》{number}", plan.title.trim()),
        year: plan.year,
        day,
        by: setting.by.to_owned(),
        to: said(setting.to),
        note: said(setting.note),
        figures: Figures::with_filings(workspace, rows, &filings),
        pressing: items(workspace, rows, |row| {
            matches!(row.light, Light::Overdue | Light::DueSoon) && !own(row)
        }),
        to_check: items(workspace, rows, |row| row.light == Light::Check),
        promises: promises(workspace, rows, changes),
        own: items(workspace, rows, |row| own(row) && row.light.counts() && row.light != Light::Done),
        duties: duties(workspace, rows),
        units: units(workspace, rows, filings),
        folder: setting.folder.to_owned(),
        backups: setting.backups.to_vec(),
    }
}

/// The rows for which `which` holds, by last day, then in the plan's order; what has no entry is one item per task.
fn items(workspace: &Workspace, rows: &Rows, which: impl Fn(&Row) -> bool) -> Vec<Item> {
    let after = workspace.plan.filing_day.is_some_and(|day| day < rows.day().today);
    let mut groups: BTreeMap<(Option<NaiveDate>, usize, &str, Light), Vec<&Row>> = BTreeMap::new();
    let places: BTreeMap<u32, usize> =
        workspace.plan.tasks().enumerate().map(|(place, task)| (task.id, place)).into_map();
    for row in rows.iter().filter(|row| which(row)) {
        let id = row.entry().map_or("", |entry| entry.id.as_str());
        let place = places.get(&row.task).copied().unwrap_or(usize::MAX);
        // What has no last day comes last.
        let last = row.last().or(Some(NaiveDate::MAX));
        groups.entry((last, place, id, row.light)).or_default().push(row);
    }
    let item = |mut rows: Vec<&Row>| {
        let first = *rows.first()?;
        if first.entry.is_none() {
            rows.arrange_by_key(|row| workspace.roster.order(&row.unit));
        }
        let mut units: Vec<String> = rows.iter().map(|row| row.unit.to_string()).collect();
        units.dedup();
        let task = workspace.plan.task(first.task)?;
        let entry = first.entry();
        let measure = entry.map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
        Some(Item {
            units,
            matter: Matter {
                task: task.id,
                number: task.number.clone(),
                text: measure.unwrap_or(task.requirement.trim()).to_owned(),
            },
            id: entry.map(|entry| entry.id.to_string()),
            light: light_word(first, after).to_owned(),
            last: first.last(),
            latest: entry.and_then(|entry| entry.latest_progress()).map(|note| note.text.trim().to_owned()),
        })
    };
    groups.into_values().filter_map(item).collect()
}

/// Promises that wait or were broken, by their day; of one unit and matter the newest.
fn promises(workspace: &Workspace, rows: &Rows, changes: &[Change]) -> Vec<OpenPromise> {
    let mut found: BTreeMap<(String, Option<String>, Vec<String>), OpenPromise> = BTreeMap::new();
    for record in unit_records(workspace, rows, changes.iter()) {
        for one in record.promises {
            let open = OpenPromise {
                unit: record.unit.clone(),
                promised: one.promised,
                given: one.at.date(),
                tasks: one.tasks.clone(),
                duty: one.duty.clone(),
                broken: one.kept == Kept::No,
            };
            let key = (record.unit.clone(), one.duty, one.tasks);
            let newer = found.get(&key).is_none_or(|known| known.given <= open.given);
            match one.kept {
                Kept::Yes if newer => drop(found.remove(&key)),
                Kept::No | Kept::Pending if newer => drop(found.insert(key, open)),
                _ => {}
            }
        }
    }
    let mut found: Vec<OpenPromise> = found.into_values().collect();
    found.arrange_by_key(|one| (one.promised, workspace.roster.order(&one.unit)));
    found
}

fn duties(workspace: &Workspace, rows: &Rows) -> Vec<OpenDuty> {
    let all = obligations(workspace, rows);
    let mut found: Vec<(&str, OpenDuty)> = Vec::new();
    for one in all.iter().filter(|one| one.state.is_owed()) {
        if found.last().is_none_or(|(id, _)| *id != one.duty.id) {
            found.push((&one.duty.id, OpenDuty { name: one.duty.name.clone(), owing: 0, last: None }));
        }
        if let Some((_, duty)) = found.last_mut() {
            duty.owing += 1;
            duty.last = duty.last.into_iter().chain(one.last).min();
        }
    }
    found.into_iter().map(|(_, duty)| duty).collect()
}

fn units(workspace: &Workspace, rows: &Rows, filings: Vec<Filing>) -> Vec<OpenUnit> {
    let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.light.counts() && row.light != Light::Done) {
        let count = counts.entry(&row.unit).or_default();
        count[0] += 1;
        count[1] += u32::from(row.light == Light::Overdue);
        count[2] += u32::from(row.light == Light::Check);
    }
    let open = |filing: Filing| {
        let [open, overdue, to_check] = counts.get(filing.unit.as_str()).copied().unwrap_or_default();
        let contacts =
            workspace.roster.named(&filing.unit).map(|unit| unit.contacts.as_slice()).unwrap_or_default();
        let contacts = contacts.iter().map(|one| {
            let parts = [&one.role, &one.name, &one.section, &one.phone, &one.mobile, &one.chat_name];
            parts
                .into_iter()
                .map(|part| part.trim())
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        });
        OpenUnit { open, overdue, to_check, contacts: contacts.collect(), filing }
    };
    filings.into_iter().map(open).collect()
}
