//! What a row's time limit means today: its last day, an open end, or nothing that can be late.

use chrono::{Days, NaiveDate};

use crate::domain::activity::{Activity, ActivityState};
use crate::domain::entry::Entry;
use crate::domain::light::{Answer, Day, Limit};
use crate::domain::plan::{AnsweredBy, Nature, Plan};
use crate::domain::round;
use crate::domain::when::{self, Context, Reading, Side, When};
use crate::domain::workspace::Workspace;

/// Reads a time expression of this plan.
pub(super) fn read(words: &str, plan: &Plan, day: &Day) -> When {
    when::read(
        words,
        &Context { year: plan.year, issued: plan.issued, today: day.today, calendar: &day.calendar },
    )
}

/// A task without a time limit: standing work has no end, anything else no last day; never 31 December.
pub(super) fn without_words(nature: Option<Nature>) -> Limit {
    match nature {
        Some(Nature::Standing) => Limit::Open,
        Some(Nature::Deliverable | Nature::Recurring) | None => Limit::None,
    }
}

/// What a reading means for this entry.
pub(super) fn of(when: &When, entry: Option<&Entry>, plan: &Plan, day: &Day) -> Limit {
    match &when.reading {
        Reading::Day(_) | Reading::Span { .. } => when.last(day.today).map_or(Limit::None, Limit::Day),
        Reading::Recurring { .. } => {
            let owed = round::owed(when, entry, plan, day.today).map(|(_, last)| last);
            owed.or_else(|| when.last(day.today)).map_or(Limit::None, Limit::Day)
        }
        Reading::Open => Limit::Open,
        Reading::After { .. } | Reading::External | Reading::Text => Limit::None,
    }
}

/// The last day for something that runs from an event (活动开展后5个工作日内); none where the words do not run from one.
fn after(due: Option<&When>, event: NaiveDate, day: &Day) -> Option<NaiveDate> {
    match due?.reading {
        Reading::After { working_days: Some(count), side: Side::Within, .. } => {
            Some(day.calendar.add(event, i64::from(count)))
        }
        Reading::After { days: Some(count), side: Side::Within, .. } => {
            event.checked_add_days(Days::new(u64::from(count)))
        }
        _ => None,
    }
}

/// What the activities of `unit` say about a task that they answer; and the limit that they set where the task's own,
/// `due`, runs from the event.
pub(super) fn answer(
    by: &AnsweredBy,
    workspace: &Workspace,
    unit: &str,
    due: Option<&When>,
    day: &Day,
) -> (Answer, Option<Limit>) {
    let recorded: Vec<&Activity> = workspace
        .activities
        .iter()
        .map(AsRef::as_ref)
        .filter(|activity| activity.kind == by.kind && activity.unit == unit)
        .filter(|activity| activity.state != ActivityState::Cancelled)
        .collect();
    let reached = recorded.iter().filter(|activity| activity.state >= by.state);
    let mut days: Vec<Option<NaiveDate>> = reached.map(|activity| reached_on(activity, by.state)).collect();
    days.sort();
    let mut answer = Answer {
        recorded: !recorded.is_empty(),
        met: days.len() >= by.count,
        met_on: by.count.checked_sub(1).and_then(|place| days.get(place).copied().flatten()),
    };
    let mut limit = None;
    if by.state == ActivityState::Reported {
        let held = |state| recorded.iter().filter(move |activity| activity.state == state);
        // Reports are owed per activity: one that was held and not reported keeps the row open.
        let waiting = held(ActivityState::Held).filter_map(|activity| activity.held_on).min();
        answer.met &= held(ActivityState::Held).next().is_none();
        if let Some(last) = waiting.and_then(|held_on| after(due, held_on, day)) {
            limit = Some(Limit::Day(last));
        } else if answer.met {
            // One that was reported too late makes the answer late for good.
            let late = held(ActivityState::Reported).find_map(|activity| {
                let last = after(due, activity.held_on?, day)?;
                activity.reported_on.filter(|on| *on > last).map(|on| (on, last))
            });
            if let Some((on, last)) = late {
                answer.met_on = Some(on);
                limit = Some(Limit::Day(last));
            }
        }
    }
    if !answer.met {
        answer.met_on = None;
    }
    (answer, limit)
}

/// The day on which the unit reported that its activity had come to `state`, where the record still says it:
/// `reported_on` speaks of the present state only.
fn reached_on(activity: &Activity, state: ActivityState) -> Option<NaiveDate> {
    let planned = activity.planned_on.filter(|_| state == ActivityState::Planned);
    planned.or(activity.reported_on.filter(|_| activity.state == state))
}

/// 序时进度: the share of the plan's year that is over at the end of `today`, in whole percent; 0 before it, 100 after it.
pub(super) fn elapsed_percent(year: i32, today: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let days = if first.leap_year() { 366 } else { 365 };
    let over = (today - first).num_days() + 1;
    (over.clamp(0, days) * 100) / days
}
