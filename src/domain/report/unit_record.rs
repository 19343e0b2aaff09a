//! 考核记录: what the year's books say of one unit, for the 年度考核: filed when, late, sent back, asked, promised and kept.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::filing::filings;
use super::ground::Matter;
use crate::domain::arrange::Arrange as _;
use crate::domain::change::{Change, Op, Target};
use crate::domain::chase::Chase;
use crate::domain::duty::{Obligation, obligations};
use crate::domain::entry::Entry;
use crate::domain::light::Light;
use crate::domain::rows::{Row, Rows};
use crate::domain::status::Status;
use crate::domain::workspace::Workspace;

/// The record of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitRecord {
    /// The unit.
    pub unit: String,
    /// Tasks for which it is asked.
    pub asked: u32,
    /// Tasks for which it filed.
    pub filed: u32,
    /// The day of its first filing.
    pub first_filed: Option<NaiveDate>,
    /// The day of its last.
    pub last_filed: Option<NaiveDate>,
    /// Tasks that it filed for after the plan's 报送截止日, or has not filed for though that day is over; none where no day
    /// is set.
    pub filed_late: Option<u32>,
    /// Rows that are 完成 in time.
    pub done: u32,
    /// Rows that are 逾期完成.
    pub done_late: u32,
    /// Rows that are 逾期.
    pub overdue: u32,
    /// Rows that are neither.
    pub open: u32,
    /// 延期.
    pub extended: u32,
    /// 退回.
    pub returned: u32,
    /// 提醒 and 催办.
    pub chased: u32,
    /// Promises that were given, in the order of their day.
    pub promises: Vec<Promise>,
    /// What is late or was late.
    pub late: Vec<LateItem>,
}

/// One promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// When it was given.
    pub at: NaiveDateTime,
    /// 承诺时间.
    pub promised: NaiveDate,
    /// The tasks; empty for all that was owed, or for a duty.
    pub tasks: Vec<String>,
    /// 刚性要求: what the promise was for, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// Whether it was kept.
    pub kept: Kept,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// 已兑现.
    Yes,
    /// 未兑现.
    No,
    /// 未到期.
    Pending,
}

impl Kept {
    /// The Chinese word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "已兑现",
            Self::No => "未兑现",
            Self::Pending => "未到期",
        }
    }
}

/// Something that is or was late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LateItem {
    /// What.
    pub matter: Matter,
    /// Its last day.
    pub last: NaiveDate,
    /// The day on which it was reported done; none where it is still owed.
    pub reported: Option<NaiveDate>,
    /// Whether that was seen to be so; till then it waits to be checked.
    pub checked: bool,
}

impl UnitRecord {
    /// How many promises became that.
    pub fn promises_that_are(&self, kept: Kept) -> u32 {
        number(self.promises.iter().filter(|one| one.kept == kept).count())
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The records of all units that have a row, in roster order. `changes` are those of the year: what was sent back and
/// reported again is found only there.
pub fn unit_records<'a>(
    workspace: &Workspace,
    rows: &Rows,
    changes: impl Iterator<Item = &'a Change>,
) -> Vec<UnitRecord> {
    let changes: Vec<&Change> = changes.collect();
    let returned = returns(&changes);
    let added = additions(&changes);
    let with_duty = workspace.chases.iter().any(|chase| !chase.duty.is_empty());
    let duties = if with_duty { obligations(workspace, rows) } else { Vec::new() };
    filings(workspace, rows, None)
        .into_iter()
        .map(|filing| {
            let of_unit: Vec<&Row> =
                rows.iter().filter(|row| *row.unit == *filing.unit && row.light.counts()).collect();
            let entries: Vec<&Entry> = once(of_unit.iter().filter_map(|row| row.entry()));
            let count =
                |which: &dyn Fn(&Row) -> bool| number(of_unit.iter().filter(|row| which(row)).count());
            let days = || entries.iter().filter(|entry| entry.is_filed()).filter_map(|entry| entry.filed_on);
            let chases = || workspace.chases.iter().filter(|chase| chase.asked(&filing.unit));
            let times = returned.iter().filter(|id| entries.iter().any(|entry| entry.id.as_str() == **id));
            let today = rows.day().today;
            UnitRecord {
                asked: filing.asked,
                filed: filing.filed,
                first_filed: days().min(),
                last_filed: days().max(),
                filed_late: workspace.plan.filing_day.map(|day| filed_late(workspace, &of_unit, day, today)),
                done: count(&|row| row.light == Light::Done && !row.late),
                done_late: count(&|row| row.late),
                overdue: count(&|row| row.light == Light::Overdue),
                open: count(&|row| !matches!(row.light, Light::Done | Light::Overdue)),
                extended: number(entries.iter().map(|entry| entry.extensions.len()).sum()),
                returned: number(times.count()),
                chased: number(chases().count()),
                promises: {
                    let mut given = promises(workspace, chases().map(AsRef::as_ref), &of_unit, &added, today);
                    given.extend(duty_promises(chases().map(AsRef::as_ref), &filing.unit, &duties, today));
                    given.arrange_by_key(|one| (one.promised, one.at));
                    given
                },
                late: late(workspace, &of_unit),
                unit: filing.unit,
            }
        })
        .collect()
}

fn once<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut seen = BTreeSet::new();
    entries.filter(|entry| seen.insert(entry.id.as_str())).collect()
}

/// The ids of entries that were sent back, once for each time that still stands in the journal.
fn returns<'a>(changes: &[&'a Change]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for change in changes {
        for op in &change.ops {
            let Op::Set { target: Target::Entry { id, .. }, field, old, new } = op else { continue };
            if field != "returned" {
                continue;
            }
            // Taking a return back is no return, and takes one away.
            let undoing = change.undoes.is_some();
            if undoing && !old.is_null() && new.is_null() {
                if let Some(place) = found.iter().rposition(|one| *one == id.as_str()) {
                    found.remove(place);
                }
            } else if !undoing && !new.is_null() {
                found.push(id.as_str());
            }
        }
    }
    found
}

/// When entries were made, as far as the changes tell.
fn additions<'a>(changes: &[&'a Change]) -> HashMap<&'a str, NaiveDateTime> {
    let mut found: HashMap<&str, NaiveDateTime> = HashMap::new();
    for change in changes {
        for op in &change.ops {
            if let Op::Insert { target: Target::Entry { id, .. }, field: None, .. } = op {
                found.entry(id.as_str()).or_insert(change.at);
            }
        }
    }
    found
}

/// Tasks filed for after the day; those not filed for count once it is over.
fn filed_late(workspace: &Workspace, rows: &[&Row], day: NaiveDate, today: NaiveDate) -> u32 {
    let mut late: BTreeSet<u32> = BTreeSet::new();
    let mut in_time: BTreeSet<u32> = BTreeSet::new();
    for row in rows {
        if workspace.plan.task(row.task).is_some_and(|task| task.answered_by.is_some()) {
            continue;
        }
        let filed = row.entry().filter(|entry| entry.is_filed());
        match filed.map(|entry| entry.filed_on) {
            Some(None) => drop(in_time.insert(row.task)),
            Some(Some(on)) if on <= day => drop(in_time.insert(row.task)),
            Some(Some(_)) => drop(late.insert(row.task)),
            None if today > day => drop(late.insert(row.task)),
            None => {}
        }
    }
    number(late.difference(&in_time).count())
}

/// The promises. One is kept if by its day the unit reported done, or noted, or filed, what it was asked about.
fn promises<'a>(
    workspace: &Workspace,
    chases: impl Iterator<Item = &'a Chase>,
    rows: &[&Row],
    added: &HashMap<&str, NaiveDateTime>,
    today: NaiveDate,
) -> Vec<Promise> {
    let mut found: Vec<Promise> = Vec::new();
    for chase in chases.filter(|chase| chase.duty.is_empty()) {
        let Some(promised) = chase.promised else { continue };
        let asked: Vec<&&Row> = rows.iter().filter(|row| chase.is_about_task(row.task)).collect();
        // What was settled before the asking was not what was promised.
        let concerned = || asked.iter().filter(|row| !settled_before(row, chase.at.date()));
        let answered = concerned().all(|row| answered_by(row, chase.at, promised, added));
        let kept = match (answered, promised < today) {
            (true, _) => Kept::Yes,
            (false, true) => Kept::No,
            (false, false) => Kept::Pending,
        };
        let numbers = chase.tasks.iter().map(|task| {
            workspace.plan.task(*task).map_or_else(|| task.to_string(), |task| task.number.clone())
        });
        found.push(Promise { at: chase.at, promised, tasks: numbers.collect(), duty: None, kept });
    }
    found
}

/// The promises about duties. One is kept if the duty was met by its day.
fn duty_promises<'a>(
    chases: impl Iterator<Item = &'a Chase>,
    unit: &str,
    duties: &[Obligation],
    today: NaiveDate,
) -> Vec<Promise> {
    let made = |chase: &Chase| {
        let promised = chase.promised?;
        let duty = duties.iter().find(|one| one.duty.id == chase.duty && *one.unit == *unit)?;
        let kept = if duty.state.is_met() && duty.met_on.is_none_or(|on| on <= promised) {
            Kept::Yes
        } else if promised < today {
            Kept::No
        } else {
            Kept::Pending
        };
        let name = Some(duty.duty.name.clone());
        Some(Promise { at: chase.at, promised, tasks: Vec::new(), duty: name, kept })
    };
    chases.filter(|chase| !chase.duty.is_empty()).filter_map(made).collect()
}

fn settled_before(row: &Row, day: NaiveDate) -> bool {
    let reported = row.entry().and_then(|entry| entry.reported_on);
    reported.is_some_and(|on| on < day) || (row.entry().is_none() && row.light == Light::Done)
}

/// Whether the unit reported done, noted or filed after it was asked and by the day. A note of the day of the asking is
/// taken for the coordinator's own, on the asking.
fn answered_by(row: &Row, asked: NaiveDateTime, to: NaiveDate, added: &HashMap<&str, NaiveDateTime>) -> bool {
    let Some(entry) = row.entry() else { return row.light == Light::Done };
    let from = asked.date();
    let filed = entry.filed_on.is_some_and(|day| {
        let later = added.get(entry.id.as_str()).map_or(day > from, |at| *at > asked);
        later && day <= to
    });
    filed
        || entry.reported_on.is_some_and(|day| (from..=to).contains(&day))
        || entry.progress.iter().any(|note| note.date > from && note.date <= to)
}

fn late(workspace: &Workspace, rows: &[&Row]) -> Vec<LateItem> {
    let item = |row: &&Row| {
        let last = row.last().filter(|_| row.late || row.light == Light::Overdue)?;
        let entry = row.entry();
        let task = workspace.plan.task(row.task)?;
        let measure = entry.map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
        let text = measure.unwrap_or(task.requirement.trim()).to_owned();
        let matter = Matter { task: row.task, number: task.number.clone(), text };
        let said = entry.filter(|entry| entry.status().is_reported());
        let checked = said.is_some_and(|entry| entry.status() == Status::Done);
        Some(LateItem { matter, last, reported: said.and_then(|entry| entry.reported_on), checked })
    };
    rows.iter().filter_map(item).collect()
}
