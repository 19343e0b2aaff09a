//! Tasks that records of activities answer: 43, 45 and 46 of the 2024 plan.

use super::*;
use crate::domain::activity::{ActivityKind, ActivityState};
use crate::domain::sample::activity;
use crate::domain::when::{Reading, Side};

/// The light and the mark of lateness of 区民政局 in `task` on `today`, with these activities.
fn answered(task: u32, today: &str, activities: Vec<Activity>) -> (Light, bool) {
    let mut workspace = sample::workspace();
    workspace.activities = activities.into_iter().map(Arc::new).collect();
    let rows = Rows::build(&workspace, day(today));
    let row = row(&rows, task, "区民政局");
    (row.light, row.late)
}

fn open_day(state: ActivityState, change: impl FnOnce(&mut Activity)) -> Activity {
    let mut one = activity("a1", ActivityKind::OpenDay, "区民政局", state);
    change(&mut one);
    one
}

/// A day, for the fields that may have one.
fn on(day: &str) -> Option<NaiveDate> {
    day.parse().ok()
}

#[test]
fn a_plan_of_an_open_day_answers_task_45() {
    assert_eq!(answered(45, "2024-07-08", Vec::new()).0, Light::Unreported);
    assert_eq!(answered(45, "2024-07-11", Vec::new()).0, Light::Overdue);
    let planned = |day: &'static str| open_day(ActivityState::Planned, |one| one.reported_on = on(day));
    assert_eq!(answered(45, "2024-12-31", vec![planned("2024-07-10")]), (Light::Done, false));
    assert_eq!(answered(45, "2024-12-31", vec![planned("2024-07-11")]), (Light::Done, true));
    let cancelled = open_day(ActivityState::Cancelled, |_| ());
    assert_eq!(answered(45, "2024-07-08", vec![cancelled]).0, Light::Unreported);
    let postponed = open_day(ActivityState::Postponed, |_| ());
    assert_eq!(answered(45, "2024-12-31", vec![postponed]).0, Light::Done);
    let of_another = Activity { unit: "区水利局".to_owned(), ..planned("2024-07-05") };
    assert_eq!(answered(45, "2024-07-08", vec![of_another]).0, Light::Unreported);
    let training = Activity { kind: ActivityKind::Training, ..planned("2024-07-05") };
    assert_eq!(answered(45, "2024-07-08", vec![training]).0, Light::Unreported);
}

#[test]
fn a_plan_filed_in_time_stays_in_time_when_its_activity_is_reported_in_autumn() {
    let reported = |planned_on: Option<NaiveDate>| {
        open_day(ActivityState::Reported, |one| {
            one.planned_on = planned_on;
            one.held_on = on("2024-09-20");
            one.reported_on = on("2024-09-23");
        })
    };
    assert_eq!(answered(45, "2024-12-31", vec![reported(on("2024-07-05"))]), (Light::Done, false));
    assert_eq!(answered(45, "2024-12-31", vec![reported(on("2024-07-15"))]), (Light::Done, true));
    assert_eq!(answered(45, "2024-12-31", vec![reported(None)]), (Light::Done, false));
}

#[test]
fn a_report_of_an_open_day_answers_task_46_and_its_plan_keeps_it_on_track() {
    assert_eq!(answered(46, "2024-12-31", Vec::new()).0, Light::Unreported);
    let planned = open_day(ActivityState::Planned, |_| ());
    assert_eq!(answered(46, "2024-12-31", vec![planned]).0, Light::OnTrack);
    let reported = open_day(ActivityState::Reported, |_| ());
    assert_eq!(answered(46, "2024-12-31", vec![reported.clone()]).0, Light::Done);
    // One that was held besides and not reported keeps the row open, also where its day is not known.
    let held = Activity { id: "a2".to_owned(), ..open_day(ActivityState::Held, |_| ()) };
    assert_eq!(answered(46, "2024-12-31", vec![reported, held]).0, Light::OnTrack);
}

#[test]
fn the_limit_of_an_activity_is_that_of_the_tasks_own_words() {
    // Whatever reads the words: the last day is what the calendar adds to the day of the activity.
    let held_on = date("2024-07-02");
    let mut workspace = sample::workspace();
    let held = open_day(ActivityState::Held, |one| one.held_on = Some(held_on));
    let evaluation = Activity { kind: ActivityKind::Evaluation, id: "a2".to_owned(), ..held.clone() };
    workspace.activities = vec![Arc::new(held), Arc::new(evaluation)];
    let rows = build(&workspace);
    let day = rows.day().clone();
    let when = limit::read("活动开展后5个工作日内", &workspace.plan, &day);
    let last = match when.reading {
        Reading::After { working_days: Some(5), .. } => Some(day.calendar.add(held_on, 5)),
        _ => None,
    };
    assert_eq!(row(&rows, 46, "区民政局").last(), last);
    // An evaluation has the end of the year, as its task says, and no days after the event.
    assert_eq!(row(&rows, 43, "区民政局").last(), Some(date("2024-12-31")));
}

#[test]
fn the_days_after_an_event_come_from_the_reading() {
    let held_on = date("2024-07-02");
    let day = day(TODAY);
    for words in ["活动开展后7日内", "活动开展后3个工作日内", "活动开展前5日", "2024-12-31", "持续推进"]
    {
        let when = limit::read(words, &sample::plan(), &day);
        let last = match when.reading {
            Reading::After { working_days: Some(count), side: Side::Within, .. } => {
                Some(day.calendar.add(held_on, count.into()))
            }
            Reading::After { days: Some(count), side: Side::Within, .. } => {
                Some(held_on + chrono::Days::new(count.into()))
            }
            _ => None,
        };
        let answer = |activities: Vec<Activity>| {
            let mut workspace = sample::workspace();
            workspace.activities = activities.into_iter().map(Arc::new).collect();
            let by = workspace.plan.task(46).unwrap().answered_by.unwrap();
            limit::answer(&by, &workspace, "区民政局", Some(&when), &day)
        };
        let held = open_day(ActivityState::Held, |one| one.held_on = Some(held_on));
        let (open, limit) = answer(vec![held]);
        assert_eq!((open.met, limit), (false, last.map(Limit::Day)), "{words}");
        let reported = |on: NaiveDate| {
            open_day(ActivityState::Reported, |one| {
                one.held_on = Some(held_on);
                one.reported_on = Some(on);
            })
        };
        let (in_time, limit) = answer(vec![reported(last.unwrap_or(held_on))]);
        assert_eq!((in_time.met, limit), (true, None), "{words}");
        // Reported after its own last day: late for good.
        if let Some(last) = last {
            let next = last + chrono::Days::new(1);
            let (late, limit) = answer(vec![reported(next)]);
            assert_eq!((late.met, late.met_on, limit), (true, Some(next), Some(Limit::Day(last))), "{words}");
        }
    }
}

#[test]
fn two_evaluations_answer_task_43() {
    let evaluation = |id: &str, state, reported_on| Activity {
        id: id.to_owned(),
        kind: ActivityKind::Evaluation,
        reported_on,
        ..open_day(state, |_| ())
    };
    let first = evaluation("a1", ActivityState::Reported, on("2024-09-01"));
    assert_eq!(answered(43, "2024-10-01", vec![first.clone()]).0, Light::OnTrack);
    assert_eq!(answered(43, "2025-01-02", vec![first.clone()]).0, Light::Overdue);
    let second = |day| evaluation("a2", ActivityState::Reported, on(day));
    assert_eq!(answered(43, "2025-02-01", vec![second("2024-11-01"), first.clone()]), (Light::Done, false));
    assert_eq!(answered(43, "2025-02-01", vec![second("2025-01-05"), first]), (Light::Done, true));
}
