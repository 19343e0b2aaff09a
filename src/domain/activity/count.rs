//! Counts of activities within a time: what the annual report gives in numbers (开放日场次, 培训次数, 解读数).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Activity, ActivityKind, ActivityState};
use crate::domain::when::{self, Context};

/// The counts of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindCount {
    /// The kind.
    pub kind: ActivityKind,
    /// 场次: activities that took place.
    pub held: usize,
    /// Of these, those that were reported on.
    pub reported: usize,
    /// Planned or put off, and not held yet.
    pub planned: usize,
    /// Called off.
    pub cancelled: usize,
    /// 人次, or pieces, of those that took place; what has none counts as none.
    pub people: u64,
    /// Units with at least one that took place.
    pub units: usize,
}

/// The day that an activity is counted on: when it was held, else the last day of its 开展时间, else when it was reported.
pub fn day_of(activity: &Activity, context: &Context<'_>) -> Option<NaiveDate> {
    let planned = || when::read(&activity.date, context).last(context.issued);
    activity.held_on.or_else(planned).or(activity.reported_on).or(activity.planned_on)
}

/// The counts from `first` to `last`, both included, one per kind in the order of kinds. What says no day at all is counted:
/// it is in this plan's file, and a report that leaves it out would be short.
pub fn counts<'a>(
    activities: impl IntoIterator<Item = &'a Activity>,
    first: NaiveDate,
    last: NaiveDate,
    context: &Context<'_>,
) -> Vec<KindCount> {
    let within = |one: &&Activity| day_of(one, context).is_none_or(|day| (first..=last).contains(&day));
    let all: Vec<&Activity> = activities.into_iter().filter(within).collect();
    ActivityKind::ALL.into_iter().map(|kind| count(kind, &all)).collect()
}

fn count(kind: ActivityKind, all: &[&Activity]) -> KindCount {
    let of_kind: Vec<&&Activity> = all.iter().filter(|one| one.kind == kind).collect();
    let held = |one: &&&&Activity| one.state >= ActivityState::Held;
    let in_state =
        |states: &[ActivityState]| of_kind.iter().filter(|one| states.contains(&one.state)).count();
    let units: BTreeSet<&str> = of_kind.iter().filter(held).map(|one| one.unit.as_str()).collect();
    KindCount {
        kind,
        held: of_kind.iter().filter(held).count(),
        reported: in_state(&[ActivityState::Reported]),
        planned: in_state(&[ActivityState::Planned, ActivityState::Postponed]),
        cancelled: in_state(&[ActivityState::Cancelled]),
        people: of_kind.iter().filter(held).map(|one| u64::from(one.count.unwrap_or(0))).sum(),
        units: units.len(),
    }
}
