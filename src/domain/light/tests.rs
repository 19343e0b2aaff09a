//! Lights against the table of the design, written down a second time in another style.

use proptest::prelude::*;

use super::*;
use crate::domain::Unknown;
use crate::domain::entry::{Entry, Progress};
use crate::domain::sample::{self, date, day};

/// The table as data: a light and the condition of its line. The first line that holds gives the light.
fn oracle(case: &Case<'_>, day: &Day) -> Light {
    let has =
        |status: Status| case.entry.is_some_and(|entry| entry.status.unwrap_or(Status::NotStarted) == status);
    let activities_met = matches!(case.answer, Some(Answer { met: true, .. }));
    let last_day = if let Limit::Day(last) = case.limit { Some(last) } else { None };
    let over = match last_day {
        Some(last) => last.signed_duration_since(day.today).num_days() < 0,
        None => false,
    };
    let reported_in_time = match (case.entry.and_then(|entry| entry.reported_on), last_day) {
        (Some(reported), Some(last)) => reported <= last,
        _ => true,
    };
    let said_nothing = case.entry.is_none_or(|entry| entry.measure.trim() == "" && entry.progress.is_empty())
        && !case.answer.is_some_and(|answer| answer.recorded);
    let left = |to: NaiveDate| day.calendar.count(day.today, to);
    let quarter = |date: NaiveDate| (date.year(), (date.month() - 1) / 3);
    let quarter_end = {
        let mut end = day.today;
        while quarter(end.succ_opt().unwrap()) == quarter(day.today) {
            end = end.succ_opt().unwrap();
        }
        end
    };
    let quiet = !case
        .entry
        .is_some_and(|entry| entry.progress.iter().any(|note| quarter(note.date) == quarter(day.today)));
    let table = [
        (Light::Unreadable, case.unreadable),
        (
            Light::Excluded,
            case.waived || has(Status::NotApplicable) || has(Status::Paused) || has(Status::Dropped),
        ),
        (Light::Done, has(Status::Done) || activities_met),
        (Light::Check, has(Status::Submitted) && reported_in_time),
        (Light::Overdue, over),
        (Light::Unreported, said_nothing),
        (Light::DueSoon, last_day.is_some_and(|last| left(last) <= 5)),
        (Light::DueSoon, case.limit == Limit::Open && quiet && left(quarter_end) <= 10),
        (Light::OnTrack, true),
    ];
    table.into_iter().find(|(_, holds)| *holds).unwrap().0
}

fn late(case: &Case<'_>, day: &Day) -> bool {
    let done_on = match (case.entry.map(Entry::status), case.answer) {
        (Some(Status::Done), _) => case.entry.unwrap().reported_on,
        (_, Some(Answer { met: true, met_on, .. })) => met_on,
        _ => None,
    };
    let after_last = matches!((done_on, case.limit), (Some(on), Limit::Day(last)) if on > last);
    oracle(case, day) == Light::Done && after_last
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![Just(Limit::None), Just(Limit::Open), sample::some_day().prop_map(Limit::Day)]
}

fn answer() -> impl Strategy<Value = Answer> {
    (any::<bool>(), any::<bool>(), proptest::option::of(sample::some_day())).prop_map(
        |(recorded, met, met_on)| Answer { recorded: recorded || met, met, met_on: met_on.filter(|_| met) },
    )
}

fn entry() -> impl Strategy<Value = Entry> {
    let notes = proptest::collection::vec(sample::some_day(), 0..2);
    (
        proptest::option::of(sample::status()),
        notes,
        proptest::option::of(sample::some_day()),
        proptest::sample::select(vec!["", " \n", "做"]),
    )
        .prop_map(|(status, notes, reported_on, measure)| {
            let note = |date| Progress { date, text: "办".into(), by: "".into(), unknown: Unknown::new() };
            Entry {
                status,
                reported_on,
                measure: measure.to_owned(),
                progress: notes.into_iter().map(note).collect(),
                ..sample::entry("2-a", &["区民政局"])
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn the_light_is_the_first_line_of_the_table_that_holds(
        unreadable in proptest::bool::weighted(0.1),
        waived in proptest::bool::weighted(0.1),
        entry in proptest::option::weighted(0.8, entry()),
        answer in proptest::option::weighted(0.2, answer()),
        limit in limit(),
        today in sample::some_day(),
    ) {
        let day = Day { today, ..day("2024-07-08") };
        let case = Case { unreadable, waived, entry: entry.as_ref(), answer, limit, behind: None };
        let judgement = judge(&case, &day);
        prop_assert_eq!(judgement.light, oracle(&case, &day));
        prop_assert_eq!(judgement.late, late(&case, &day));
    }

    #[test]
    fn a_period_holds_its_day_and_ends_where_the_next_begins(today in sample::some_day()) {
        for (period, months) in [(Period::Month, 1), (Period::Quarter, 3), (Period::Half, 6), (Period::Year, 12)] {
            let (first, last) = period.around(today);
            prop_assert!(first <= today && today <= last);
            prop_assert_eq!(first.day(), 1);
            let next = last.succ_opt().unwrap();
            prop_assert_eq!(first + chrono::Months::new(months), next);
            prop_assert_eq!(period.around(next).0, next);
        }
    }
}

/// An entry with a measure, and what the closure makes of it.
fn filed(change: impl FnOnce(&mut Entry)) -> Entry {
    let mut entry = Entry { measure: "做".to_owned(), ..sample::entry("2-a", &["区民政局"]) };
    change(&mut entry);
    entry
}

fn light_on(today: &str, entry: Option<&Entry>, limit: Limit) -> Judgement {
    judge(&Case { unreadable: false, waived: false, entry, answer: None, limit, behind: None }, &day(today))
}

fn by(last: &str) -> Limit {
    Limit::Day(date(last))
}

#[test]
fn every_light_can_be_reached() {
    let plain = filed(|_| ());
    let done = filed(|entry| entry.status = Some(Status::Done));
    let submitted = filed(|entry| entry.status = Some(Status::Submitted));
    let case =
        |entry, limit| Case { unreadable: false, waived: false, entry, answer: None, limit, behind: None };
    let cases = [
        Case { unreadable: true, ..case(None, Limit::None) },
        Case { waived: true, ..case(None, Limit::None) },
        case(Some(&done), Limit::None),
        case(Some(&submitted), Limit::None),
        case(None, by("2024-07-07")),
        case(None, by("2024-07-08")),
        case(Some(&plain), by("2024-07-08")),
        case(Some(&plain), by("2024-12-31")),
    ];
    let lights: Vec<Light> = cases.iter().map(|case| judge(case, &day("2024-07-08")).light).collect();
    assert_eq!(lights, Light::ALL);
}

#[test]
fn a_report_in_time_is_never_overdue() {
    let entry = filed(|entry| {
        entry.status = Some(Status::Submitted);
        entry.reported_on = Some(date("2024-07-10"));
    });
    for today in ["2024-07-10", "2024-07-11", "2024-12-31", "2026-01-01"] {
        assert_eq!(light_on(today, Some(&entry), by("2024-07-10")).light, Light::Check, "{today}");
    }
}

#[test]
fn a_late_report_is_overdue_until_it_is_done_and_then_done_late_for_good() {
    let mut entry = filed(|entry| {
        entry.status = Some(Status::Submitted);
        entry.reported_on = Some(date("2024-07-11"));
    });
    let late = light_on("2024-07-12", Some(&entry), by("2024-07-10"));
    assert_eq!(late, Judgement { light: Light::Overdue, late: false });
    entry.status = Some(Status::Done);
    for today in ["2024-07-12", "2026-01-01"] {
        let done = light_on(today, Some(&entry), by("2024-07-10"));
        assert_eq!(done, Judgement { light: Light::Done, late: true });
    }
}

#[test]
fn checking_late_does_not_make_the_unit_late() {
    let entry = filed(|entry| {
        entry.status = Some(Status::Done);
        entry.reported_on = Some(date("2024-07-10"));
    });
    assert!(!light_on("2024-09-01", Some(&entry), by("2024-07-10")).late);
}

#[test]
fn the_last_day_is_included() {
    let entry = filed(|_| ());
    assert_eq!(light_on("2024-07-10", Some(&entry), by("2024-07-10")).light, Light::DueSoon);
    assert_eq!(light_on("2024-07-11", Some(&entry), by("2024-07-10")).light, Light::Overdue);
}

#[test]
fn silence_after_the_last_day_is_overdue_and_before_it_unreported() {
    assert_eq!(light_on("2024-07-10", None, by("2024-07-10")).light, Light::Unreported);
    assert_eq!(light_on("2024-07-11", None, by("2024-07-10")).light, Light::Overdue);
    let empty = sample::entry("2-a", &["区民政局"]);
    assert_eq!(light_on("2024-07-08", Some(&empty), Limit::None).light, Light::Unreported);
}

#[test]
fn an_open_limit_is_never_overdue_but_quiet_at_the_end_of_a_quarter() {
    let quiet = filed(|_| ());
    assert_eq!(light_on("2024-07-08", Some(&quiet), Limit::Open).light, Light::OnTrack);
    assert_eq!(light_on("2024-09-27", Some(&quiet), Limit::Open).light, Light::DueSoon);
    let noted = filed(|entry| {
        entry.progress = vec![Progress {
            date: date("2024-07-01"),
            text: "办".into(),
            by: "".into(),
            unknown: Unknown::new(),
        }];
    });
    assert_eq!(light_on("2024-09-27", Some(&noted), Limit::Open).light, Light::OnTrack);
    assert_eq!(light_on("2024-12-31", Some(&noted), Limit::Open).light, Light::DueSoon);
}

#[test]
fn without_a_limit_nothing_is_due_soon_or_late() {
    let entry = filed(|_| ());
    assert_eq!(light_on("2030-12-31", Some(&entry), Limit::None).light, Light::OnTrack);
}

#[test]
fn paused_dropped_and_not_applicable_are_excluded_even_when_late() {
    for status in [Status::Paused, Status::Dropped, Status::NotApplicable] {
        let entry = filed(|entry| entry.status = Some(status));
        assert_eq!(light_on("2024-12-31", Some(&entry), by("2024-07-10")).light, Light::Excluded);
    }
}

#[test]
fn only_unreadable_and_excluded_stand_outside_the_totals() {
    let outside: Vec<Light> = Light::ALL.into_iter().filter(|light| !light.counts()).collect();
    assert_eq!(outside, [Light::Unreadable, Light::Excluded]);
    let mut urgencies: Vec<u8> = Light::ALL.into_iter().map(Light::urgency).collect();
    urgencies.sort_unstable();
    urgencies.dedup();
    assert_eq!(urgencies.len(), Light::ALL.len());
}

#[test]
fn the_key_of_a_light_is_its_word_in_json() {
    for light in Light::ALL {
        assert_eq!(serde_json::to_value(light).unwrap(), light.key());
    }
}
