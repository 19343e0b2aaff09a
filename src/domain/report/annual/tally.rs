//! Duties and activities in numbers. A blank says that nothing was given, `/` that it is not asked, 0 that it is none:
//! the statutory form keeps the three apart, and so does this.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::activity::{Activity, ActivityKind, ActivityState, counts, day_of};
use crate::domain::arrange::Arrange as _;
use crate::domain::duty::{DutyState, MetBy, obligations};
use crate::domain::rows::Rows;
use crate::domain::when::Context;
use crate::domain::workspace::Workspace;

/// One duty, and who met it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyTally {
    /// What is required.
    pub name: String,
    /// Where that stands.
    pub article: String,
    /// Units that owe it.
    pub owing: u32,
    /// 已完成 in time.
    pub met: Vec<String>,
    /// 逾期完成.
    pub late: Vec<String>,
    /// Not met, its last day over.
    pub overdue: Vec<String>,
    /// Not met, with time left.
    pub open: Vec<String>,
    /// Nothing to be done yet.
    pub waiting: Vec<String>,
}

/// Activities of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityTally {
    /// The kind.
    pub kind: ActivityKind,
    /// Its word.
    pub word: String,
    /// 场次.
    pub held: u32,
    /// Of these, those that were reported on.
    pub reported: u32,
    /// Planned, not held.
    pub planned: u32,
    /// 取消.
    pub cancelled: u32,
    /// 人次 or pieces; none where nobody gave a number.
    pub people: Option<u64>,
    /// Units with at least one.
    pub units: u32,
}

/// The activities of one unit: per kind how many took place; none where it is neither asked nor done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitTally {
    /// The unit.
    pub unit: String,
    /// In the order of [`ActivityKind::ALL`].
    pub held: Vec<Option<u32>>,
    /// 人次; none where nobody gave a number.
    pub people: Option<u64>,
}

pub(super) fn duties(workspace: &Workspace, rows: &Rows) -> Vec<DutyTally> {
    let all = obligations(workspace, rows);
    let mut found: Vec<(&str, DutyTally)> = Vec::new();
    for one in &all {
        if matches!(one.state, DutyState::Excluded | DutyState::Unreadable) {
            continue;
        }
        if found.last().is_none_or(|(id, _)| *id != one.duty.id) {
            let tally = DutyTally {
                name: one.duty.name.clone(),
                article: one.duty.article.clone(),
                owing: 0,
                met: Vec::new(),
                late: Vec::new(),
                overdue: Vec::new(),
                open: Vec::new(),
                waiting: Vec::new(),
            };
            found.push((&one.duty.id, tally));
        }
        let Some((_, tally)) = found.last_mut() else { continue };
        tally.owing += 1;
        let list = match one.state {
            DutyState::Met => &mut tally.met,
            DutyState::MetLate => &mut tally.late,
            DutyState::Overdue => &mut tally.overdue,
            DutyState::Waiting => &mut tally.waiting,
            _ => &mut tally.open,
        };
        list.push(one.unit.to_string());
    }
    let in_roster_order = |list: &mut Vec<String>| list.arrange_by_key(|unit| workspace.roster.order(unit));
    found
        .into_iter()
        .map(|(_, mut tally)| {
            let lists =
                [&mut tally.met, &mut tally.late, &mut tally.overdue, &mut tally.open, &mut tally.waiting];
            lists.into_iter().for_each(in_roster_order);
            tally
        })
        .collect()
}

pub(super) fn activities(
    workspace: &Workspace,
    rows: &Rows,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<ActivityTally> {
    let context = context(workspace, rows);
    let all = workspace.activities.iter().map(AsRef::as_ref);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    counts(all, first, last, &context)
        .into_iter()
        .map(|count| ActivityTally {
            kind: count.kind,
            word: count.kind.word().to_owned(),
            held: number(count.held),
            reported: number(count.reported),
            planned: number(count.planned),
            cancelled: number(count.cancelled),
            people: people(within(workspace, &context, first, last).filter(|one| one.kind == count.kind)),
            units: number(count.units),
        })
        .collect()
}

fn context<'a>(workspace: &'a Workspace, rows: &'a Rows) -> Context<'a> {
    let (plan, day) = (&workspace.plan, rows.day());
    Context { year: plan.year, issued: plan.issued, today: day.today, calendar: &day.calendar }
}

/// The activities that took place in the window.
fn within<'a>(
    workspace: &'a Workspace,
    context: &'a Context<'a>,
    first: NaiveDate,
    last: NaiveDate,
) -> impl Iterator<Item = &'a Activity> {
    let in_time = move |one: &&Activity| {
        day_of(one, context).is_none_or(|day| (first..=last).contains(&day))
            && one.state >= ActivityState::Held
    };
    workspace.activities.iter().map(AsRef::as_ref).filter(in_time)
}

/// The sum of what was given; nothing where nobody gave a number.
fn people<'a>(activities: impl Iterator<Item = &'a Activity>) -> Option<u64> {
    activities.filter_map(|one| one.count).map(u64::from).reduce(u64::saturating_add)
}

pub(super) fn units(workspace: &Workspace, rows: &Rows, first: NaiveDate, last: NaiveDate) -> Vec<UnitTally> {
    let context = context(workspace, rows);
    let held: Vec<&Activity> = within(workspace, &context, first, last).collect();
    let mut asked: BTreeSet<(String, ActivityKind)> = BTreeSet::new();
    for one in obligations(workspace, rows) {
        if let (Some(MetBy::Activities { kind, .. }), false) =
            (&one.duty.met_by, one.state == DutyState::Excluded)
        {
            asked.insert((one.unit.to_string(), *kind));
        }
    }
    for row in rows.iter().filter(|row| row.light.counts()) {
        if let Some(by) = workspace.plan.task(row.task).and_then(|task| task.answered_by) {
            asked.insert((row.unit.to_string(), by.kind));
        }
    }
    let tally = |unit: &str| {
        let of_unit = || held.iter().copied().filter(|one| one.unit == unit);
        let count = |kind: ActivityKind| {
            let count = of_unit().filter(|one| one.kind == kind).count();
            let known = count > 0 || asked.contains(&(unit.to_owned(), kind));
            known.then(|| u32::try_from(count).unwrap_or(u32::MAX))
        };
        let held = ActivityKind::ALL.into_iter().map(count).collect();
        UnitTally { unit: unit.to_owned(), held, people: people(of_unit()) }
    };
    workspace.roster.units.iter().map(|unit| tally(&unit.name)).collect()
}
