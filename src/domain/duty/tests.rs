//! Clocks of the law run as the law has it, and what is owed follows from the records alone.

use std::sync::Arc;

use super::*;
use crate::domain::activity::Activity;
use crate::domain::change::Part;
use crate::domain::rows::Rows;
use crate::domain::sample::{self, activity, date, day};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;

const SEED: &str = include_str!("../../../seeds/zhoucun-2024/duties.yaml");

fn built_in() -> DutyBook {
    serde_yaml::from_str(SEED).unwrap()
}

fn running(kind: &str, started: &str) -> Running {
    serde_yaml::from_str(&format!("{{kind: {kind}, started: {started}}}")).unwrap()
}

fn end(running: &Running) -> ClockEnd {
    running.end(built_in().clock(&running.kind), &Calendar::built_in())
}

fn on(text: &str) -> ClockEnd {
    ClockEnd::On(date(text))
}

/// A workspace on the sample plan with these duties.
fn with(duties: &str, activities: Vec<Activity>) -> Workspace {
    let mut workspace = sample::workspace();
    let mut book: DutyBook = serde_yaml::from_str(duties).unwrap();
    book.clocks = built_in().clocks;
    workspace.duties = Arc::new(book);
    workspace.activities = activities.into_iter().map(Arc::new).collect();
    workspace
}

fn stands(workspace: &Workspace, today: &str, unit: &str) -> (DutyState, usize, usize, Option<String>) {
    let rows = Rows::build(workspace, day(today));
    let all = obligations(workspace, &rows);
    let one = all.iter().find(|one| &*one.unit == unit).unwrap();
    (one.state, one.have, one.need, one.last.map(|day| day.to_string()))
}

const TRAINING: &str = "duties:
- id: training
  name: 培训
  units: [各镇（街道）, 区政府各部门单位]
  due: 年内
  met_by: {by: activities, kind: training, state: held}
";

#[test]
fn the_clock_of_a_reply_runs_in_working_days_and_can_be_extended_once() {
    // domain.md 2.4: a request on 2024-09-09 is due on a working Saturday, extended on 8 November.
    let mut reply = running("reply", "2024-09-09");
    assert_eq!(end(&reply), on("2024-10-12"));
    reply.extended = Some(serde_yaml::from_str("{working_days: 20}").unwrap());
    assert_eq!(end(&reply), on("2024-11-08"));
    // More than the article allows counts as what it allows.
    reply.extended = Some(serde_yaml::from_str("{working_days: 60}").unwrap());
    assert_eq!(end(&reply), on("2024-11-08"));
}

#[test]
fn a_clock_stands_still_while_others_are_asked_and_starts_anew_with_a_mended_request() {
    let mut reply = running("reply", "2024-07-01");
    assert_eq!(end(&reply), on("2024-07-29"));
    // Asked on Friday the 5th, answered on Friday the 12th: five working days do not count.
    reply.pauses = vec![serde_yaml::from_str("{from: 2024-07-05, to: 2024-07-12}").unwrap()];
    assert_eq!(end(&reply), on("2024-08-05"));
    reply.pauses.push(serde_yaml::from_str("{from: 2024-07-20, reason: 征求第三方意见}").unwrap());
    assert_eq!(end(&reply), ClockEnd::Paused);
    reply.restarted = Some(date("2024-07-22"));
    assert_eq!(end(&reply), on("2024-08-19"));
}

#[test]
fn other_clocks_have_their_own_length_and_an_unknown_kind_none() {
    assert_eq!(end(&running("correct", "2024-07-05")), on("2024-07-16"));
    assert_eq!(end(&running("third-party", "2024-07-01")), on("2024-07-22"));
    assert_eq!(end(&running("comment", "2024-07-01")), on("2024-07-31"));
    assert_eq!(end(&running("publish", "2024-12-20")), on("2025-01-20"));
    assert_eq!(end(&running("nonsense", "2024-07-01")), ClockEnd::Open);
    let mut far = built_in().clock("reply").unwrap().clone();
    far.working_days = Some(u32::MAX);
    assert_eq!(running("reply", "2024-07-01").end(Some(&far), &Calendar::built_in()), ClockEnd::Open);
}

#[test]
fn every_clock_of_the_law_names_its_article_and_what_has_none_is_off() {
    for clock in built_in().clocks {
        assert_eq!(clock.active, !clock.article.is_empty(), "{}", clock.key);
        assert!(!clock.starts.is_empty() && clock.working_days.or(clock.days).is_some(), "{}", clock.key);
    }
}

#[test]
fn training_is_owed_by_every_unit_until_it_was_held() {
    use crate::domain::activity::{ActivityKind, ActivityState};
    let none = with(TRAINING, Vec::new());
    let year_end = Some("2024-12-31".to_owned());
    assert_eq!(stands(&none, "2024-07-08", "北郊镇"), (DutyState::Owed, 0, 1, year_end.clone()));
    assert_eq!(stands(&none, "2024-12-26", "北郊镇").0, DutyState::DueSoon);
    assert_eq!(stands(&none, "2025-01-02", "北郊镇").0, DutyState::Overdue);
    let made = |state, held: &str| {
        let one = activity("a1", ActivityKind::Training, "北郊镇", state);
        with(TRAINING, vec![Activity { held_on: held.parse().ok(), ..one }])
    };
    // Planned is not held, and what was called off is nothing.
    assert_eq!(stands(&made(ActivityState::Planned, ""), "2024-07-08", "北郊镇").0, DutyState::Owed);
    assert_eq!(stands(&made(ActivityState::Cancelled, ""), "2025-01-02", "北郊镇").0, DutyState::Overdue);
    let held = made(ActivityState::Held, "2024-09-12");
    assert_eq!(stands(&held, "2025-01-02", "北郊镇"), (DutyState::Met, 1, 1, year_end));
    assert_eq!(stands(&held, "2025-01-02", "大街街道").0, DutyState::Overdue);
    assert_eq!(
        stands(&made(ActivityState::Held, "2025-01-03"), "2025-01-10", "北郊镇").0,
        DutyState::MetLate
    );
}

#[test]
fn a_duty_that_recurs_is_owed_round_by_round_and_a_missed_round_stays_owed() {
    use crate::domain::activity::{ActivityKind, ActivityState};
    let duty = TRAINING.replace("年内", "每季度");
    let held = |days: &[&str]| {
        let made = days.iter().enumerate().map(|(place, day)| {
            let one = activity(&format!("a{place}"), ActivityKind::Training, "北郊镇", ActivityState::Held);
            Activity { held_on: day.parse().ok(), ..one }
        });
        with(&duty, made.collect())
    };
    let ends = |last: &str| Some(last.to_owned());
    let none = held(&[]);
    assert_eq!(stands(&none, "2024-07-08", "北郊镇"), (DutyState::Owed, 0, 1, ends("2024-09-30")));
    assert_eq!(stands(&none, "2024-10-08", "北郊镇"), (DutyState::Overdue, 0, 1, ends("2024-09-30")));
    // One for the quarter: the next has not begun, and then is owed. What came before the notice answers nothing.
    let one = held(&["2024-05-10", "2024-08-01"]);
    assert_eq!(stands(&one, "2024-08-02", "北郊镇"), (DutyState::Waiting, 0, 1, ends("2024-12-31")));
    assert_eq!(stands(&one, "2024-10-08", "北郊镇"), (DutyState::Owed, 0, 1, ends("2024-12-31")));
    assert_eq!(stands(&one, "2025-01-02", "北郊镇").0, DutyState::Overdue);
    // Two in one quarter answer that quarter alone; one that is late answers the round that was missed.
    assert_eq!(stands(&held(&["2024-08-01", "2024-08-02"]), "2024-12-30", "北郊镇").0, DutyState::DueSoon);
    assert_eq!(
        stands(&held(&["2024-10-10"]), "2024-10-11", "北郊镇"),
        (DutyState::Owed, 0, 1, ends("2024-12-31"))
    );
    assert_eq!(stands(&held(&["2024-10-10", "2024-10-11"]), "2025-01-02", "北郊镇").0, DutyState::MetLate);
    let both = stands(&held(&["2024-08-01", "2024-11-11"]), "2025-01-02", "北郊镇");
    assert_eq!(both, (DutyState::Met, 1, 1, ends("2024-12-31")));
}

#[test]
fn how_many_a_round_asks_for_is_read_from_the_words_too() {
    let duty = TRAINING.replace("年内", "每季度至少2次");
    let none = with(&duty, Vec::new());
    assert_eq!(stands(&none, "2024-07-08", "北郊镇").2, 2);
}

#[test]
fn rounds_that_are_kept_with_entries_meet_a_duty_that_recurs() {
    let duty = "duties: [{id: e, task: 2, units: [区水利局], due: 每月28日前, met_by: {by: entries}}]";
    let mut workspace = with(duty, Vec::new());
    let mut entry = sample::entry("2-a", &["区水利局"]);
    entry.measure = "做".to_owned();
    entry.due = "每月28日前".into();
    entry.rounds = serde_yaml::from_str("[{last: 2024-07-28, done_on: 2024-07-20}]").unwrap();
    workspace.put_entries(2, vec![Arc::new(entry)]);
    let last = Some("2024-08-28".to_owned());
    assert_eq!(stands(&workspace, "2024-08-01", "区水利局"), (DutyState::Owed, 0, 1, last.clone()));
    assert_eq!(stands(&workspace, "2024-09-02", "区水利局"), (DutyState::Overdue, 0, 1, last));
}

#[test]
fn a_report_is_owed_for_each_activity_from_the_day_it_was_held() {
    use crate::domain::activity::{ActivityKind, ActivityState};
    let duty = "duties: [{id: r, task: 46, met_by: {by: activities, kind: open_day, state: reported}}]";
    let held = |id: &str, state, held_on: &str, reported_on: &str| Activity {
        held_on: held_on.parse().ok(),
        reported_on: reported_on.parse().ok(),
        ..activity(id, ActivityKind::OpenDay, "区民政局", state)
    };
    let waiting = with(duty, vec![held("a", ActivityState::Planned, "", "")]);
    assert_eq!(stands(&waiting, "2024-09-01", "区民政局").0, DutyState::Waiting);
    let one = held("a", ActivityState::Reported, "2024-07-10", "2024-07-15");
    let two = held("b", ActivityState::Held, "2024-09-12", "");
    let both = with(duty, vec![one.clone(), two]);
    let last = Some("2024-09-20".to_owned());
    assert_eq!(stands(&both, "2024-09-13", "区民政局"), (DutyState::DueSoon, 1, 2, last));
    assert_eq!(stands(&both, "2024-09-21", "区民政局").0, DutyState::Overdue);
    let late = held("b", ActivityState::Reported, "2024-09-12", "2024-09-23");
    assert_eq!(stands(&with(duty, vec![one, late]), "2024-12-01", "区民政局").0, DutyState::MetLate);
}

#[test]
fn a_yearly_day_of_the_law_is_that_after_the_notice_and_an_activity_may_name_its_duty() {
    use crate::domain::activity::{ActivityKind, ActivityState};
    let duty = "duties:
- {id: annual, units: [区民政局], due: 每年1月31日前, met_by: {by: activities, kind: other, state: reported, named: [年报]}}";
    let mut report = activity("a", ActivityKind::Other, "区民政局", ActivityState::Reported);
    report.reported_on = Some(date("2025-01-20"));
    assert_eq!(stands(&with(duty, vec![report.clone()]), "2025-01-25", "区民政局").0, DutyState::DueSoon);
    report.name = "2024年年报".to_owned();
    assert_eq!(stands(&with(duty, vec![report.clone()]), "2025-02-05", "区民政局").0, DutyState::Met);
    report.name = String::new();
    report.duty = "annual".to_owned();
    assert_eq!(stands(&with(duty, vec![report]), "2025-02-05", "区民政局").0, DutyState::Met);
}

#[test]
fn an_open_group_waits_a_waiver_excludes_and_a_broken_file_accuses_nobody() {
    let duty = "duties: [{id: e, task: 3, units: [区政府有关部门单位, 北郊镇], due: 2024-07-10}]";
    let mut workspace = with(duty, Vec::new());
    assert_eq!(stands(&workspace, "2024-08-01", "区政府有关部门单位").0, DutyState::Waiting);
    assert_eq!(stands(&workspace, "2024-08-01", "北郊镇").0, DutyState::Overdue);
    let roster = Arc::make_mut(&mut workspace.roster);
    roster.waivers.push(serde_yaml::from_str("{task: 3, unit: 北郊镇, day: 2024-07-08}").unwrap());
    assert_eq!(stands(&workspace, "2024-08-01", "北郊镇").0, DutyState::Excluded);
    let mut broken = with(TRAINING, Vec::new());
    broken.mark_unreadable(Part::Activities, true);
    assert_eq!(stands(&broken, "2025-08-01", "北郊镇").0, DutyState::Unreadable);
}

#[test]
fn a_clock_sets_the_last_day_of_its_duty() {
    let duty =
        "duties: [{id: q, name: 某申请, units: [区民政局], clock: {kind: reply, started: 2024-09-09}}]";
    assert_eq!(stands(&with(duty, Vec::new()), "2024-09-10", "区民政局").3.as_deref(), Some("2024-10-12"));
    let off = duty.replace("clock:", "active: false, clock:");
    let workspace = with(&off, Vec::new());
    assert!(obligations(&workspace, &Rows::build(&workspace, day("2024-09-10"))).is_empty());
}

#[test]
fn filing_is_met_by_the_entries_and_its_day_is_the_plans() {
    let duty = "duties: [{id: f, units: [区水利局], met_by: {by: filing}}]";
    let mut workspace = with(duty, Vec::new());
    Arc::make_mut(&mut workspace.plan).filing_day = Some(date("2024-07-19"));
    let last = Some("2024-07-19".to_owned());
    assert_eq!(stands(&workspace, "2024-07-08", "区水利局"), (DutyState::Owed, 0, 1, last.clone()));
    let mut entry = sample::entry("2-a", &["区水利局"]);
    entry.measure = "做".to_owned();
    entry.filed_on = Some(date("2024-07-22"));
    workspace.put_entries(2, vec![Arc::new(entry)]);
    assert_eq!(stands(&workspace, "2024-08-01", "区水利局"), (DutyState::MetLate, 1, 1, last));
}

#[test]
fn the_built_in_duties_come_back_from_yaml_as_they_were() {
    let book = built_in();
    let text = serde_yaml::to_string(&book).unwrap();
    assert_eq!(serde_yaml::from_str::<DutyBook>(&text).unwrap(), book);
}
