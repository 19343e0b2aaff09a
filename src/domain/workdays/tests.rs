use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::{Calendar, CalendarError, DayKind, Fault};

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

#[test]
fn the_built_in_text_is_read_without_error() {
    let calendar = Calendar::default().with_yaml(super::BUILT_IN).unwrap();
    assert_eq!(calendar, Calendar::built_in());
    for year in 2024..=2026 {
        assert!(calendar.has_year(year));
    }
    assert!(!calendar.has_year(2027));
}

#[test]
fn working_days_are_added_as_in_the_worked_examples() {
    let calendar = Calendar::built_in();
    // (start, working days, due); the first nine are the table of domain.md 2.4.
    for (start, n, due) in [
        ("2024-09-12", 5, "2024-09-20"),
        ("2024-09-27", 5, "2024-10-10"),
        ("2024-07-10", 5, "2024-07-17"),
        ("2024-07-06", 5, "2024-07-12"),
        ("2024-07-01", 20, "2024-07-29"),
        ("2024-09-09", 20, "2024-10-12"),
        ("2024-09-09", 40, "2024-11-08"),
        ("2024-12-20", 20, "2025-01-20"),
        ("2025-01-10", 20, "2025-02-13"),
        ("2024-07-01", 7, "2024-07-10"),
        ("2024-07-01", 0, "2024-07-01"),
        ("2024-07-06", 0, "2024-07-06"),
        // Spring Festival 2024: 02-09 is worked, 02-10 to 17 are off, Sunday 02-18 is worked.
        ("2024-02-08", 1, "2024-02-09"),
        ("2024-02-09", 1, "2024-02-18"),
        ("2024-02-09", 2, "2024-02-19"),
        ("2024-02-02", 1, "2024-02-04"),
        ("2024-02-02", 6, "2024-02-09"),
        ("2024-02-12", 3, "2024-02-20"),
        // Spring Festival 2025: Sunday 01-26 and Saturday 02-08 are worked.
        ("2025-01-24", 1, "2025-01-26"),
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-01-27", 4, "2025-02-08"),
        ("2025-02-08", 1, "2025-02-10"),
        // 2026: nine days of Spring Festival.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-27", 1, "2026-02-28"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
        // Make-up days round the short holidays.
        ("2024-04-03", 1, "2024-04-07"),
        ("2024-04-26", 1, "2024-04-28"),
        ("2024-04-30", 1, "2024-05-06"),
        ("2024-05-10", 1, "2024-05-11"),
        ("2024-06-07", 1, "2024-06-11"),
        ("2024-09-14", 1, "2024-09-18"),
        ("2024-09-30", 1, "2024-10-08"),
        // The year's end.
        ("2023-12-29", 1, "2024-01-02"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2025-12-31", 1, "2026-01-04"),
        // Backward: the day itself never counts.
        ("2025-01-31", -1, "2025-01-27"),
        ("2024-10-08", -1, "2024-09-30"),
        ("2024-10-08", -2, "2024-09-29"),
        ("2024-07-10", -7, "2024-07-01"),
        ("2024-02-18", -1, "2024-02-09"),
        ("2024-07-06", -5, "2024-07-01"),
        // 2028 is not known: weekends only.
        ("2028-09-29", 1, "2028-10-02"),
    ] {
        assert_eq!(calendar.add(day(start), n), day(due), "{start} {n:+}");
    }
}

#[test]
fn working_days_are_counted_after_the_first_day_up_to_the_last() {
    let calendar = Calendar::built_in();
    for (after, to, count) in [
        ("2024-07-08", "2024-07-08", 0),
        ("2024-07-08", "2024-07-12", 4),
        ("2024-07-12", "2024-07-08", -4),
        ("2024-07-05", "2024-07-07", 0),
        ("2024-09-13", "2024-09-14", 1),
        ("2024-09-30", "2024-10-07", 0),
        ("2024-10-11", "2024-10-13", 1),
        ("2023-12-31", "2024-12-31", 251),
        ("2024-12-31", "2025-12-31", 248),
        ("2025-12-31", "2026-12-31", 248),
        ("2024-12-31", "2024-12-20", -7),
    ] {
        assert_eq!(calendar.count(day(after), day(to)), count, "{after} {to}");
    }
}

#[test]
fn a_day_says_what_it_is() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.kind(day("2024-07-08")), DayKind::Workday);
    assert_eq!(calendar.kind(day("2024-07-07")), DayKind::Weekend);
    assert_eq!(calendar.kind(day("2024-10-01")), DayKind::Holiday("国庆节".into()));
    assert_eq!(calendar.kind(day("2024-10-12")), DayKind::MakeUp("国庆节".into()));
    assert_eq!(calendar.kind(day("2024-02-09")), DayKind::Workday);
    assert!(calendar.is_workday(day("2024-09-29")));
    assert!(!calendar.is_workday(day("2024-09-16")));
    assert_eq!(calendar.next_workday(day("2024-07-05")), day("2024-07-08"));
    assert_eq!(calendar.workday_on_or_before(day("2024-07-07")), day("2024-07-05"));
    assert_eq!(calendar.workday_on_or_before(day("2024-09-14")), day("2024-09-14"));
    assert_eq!(calendar.workday_on_or_before(day("2025-01-31")), day("2025-01-27"));
}

#[test]
fn a_holiday_is_found_by_each_of_its_names() {
    let calendar = Calendar::built_in();
    for (name, after, first) in [
        ("国庆节", "2024-07-01", Some("2024-10-01")),
        ("国庆节", "2024-10-03", Some("2025-10-01")),
        ("中秋节", "2025-01-01", Some("2025-10-01")),
        ("春节", "2024-07-01", Some("2025-01-28")),
        ("春节", "2025-01-28", Some("2026-02-15")),
        ("元旦", "2024-12-31", Some("2025-01-01")),
        ("春节", "2026-07-01", None),
        ("泼水节", "2024-07-01", None),
    ] {
        assert_eq!(calendar.holiday_first_day(name, day(after)), first.map(day), "{name} {after}");
    }
}

#[test]
fn the_users_days_are_added_and_win() {
    let calendar = Calendar::built_in()
        .with_yaml(
            "\u{feff}years:\n  2027:\n    off_days:\n      - {date: 2027-01-01, name: 元旦}\n    make_up_workdays:\n      - date: \"2027-01-03\"\n  \"2024\":\n    off_days: [{date: 20240709}]\n    make_up_workdays: [{date: 2024/10/7}]\n",
        )
        .unwrap();
    assert!(calendar.has_year(2027));
    assert_eq!(calendar.kind(day("2027-01-01")), DayKind::Holiday("元旦".into()));
    assert_eq!(calendar.kind(day("2027-01-03")), DayKind::MakeUp("".into()));
    assert!(!calendar.is_workday(day("2024-07-09")));
    assert!(calendar.is_workday(day("2024-10-07")));
    assert!(calendar.is_workday(day("2024-09-14")));
    assert_eq!(calendar.count(day("2024-07-08"), day("2024-07-10")), 1);
}

#[test]
fn an_empty_text_adds_nothing() {
    for text in
        ["", "\u{feff}", "# nothing\n", "years:\n", "years: {2027: }\n", "years: {2027: {off_days: []}}"]
    {
        assert_eq!(Calendar::built_in().with_yaml(text).unwrap(), Calendar::built_in(), "{text:?}");
    }
}

#[test]
fn a_wrong_text_is_refused_with_its_line() {
    let refusal = |text: &str| Calendar::default().with_yaml(text).unwrap_err();
    assert_eq!(
        refusal("years:\n  2027:\n    off_days:\n      - {date: 2027-02-30, name: 春节}\n"),
        CalendarError { line: Some(4), fault: Fault::NotADate("2027-02-30".into()) }
    );
    assert_eq!(
        refusal("years:\n  明年:\n    off_days: [{date: 2027-02-03}]\n"),
        CalendarError { line: Some(2), fault: Fault::NotAYear("明年".into()) }
    );
    assert_eq!(
        refusal(
            "years:\n  2027:\n    off_days: [{date: 2027-02-03}]\n    make_up_workdays: [{date: 2027-02-03}]\n"
        ),
        CalendarError { line: Some(4), fault: Fault::OffAndWorked(day("2027-02-03")) }
    );
    for text in ["years: [", "years: 3", "years:\n  2027:\n    off_days:\n      - {name: 春节}\n"] {
        let error = refusal(text);
        assert!(matches!(error.fault, Fault::Shape(_)), "{error}");
        assert!(error.line.is_some() || text == "years: 3", "{text:?}: {error}");
    }
}

#[test]
fn the_arrangement_agrees_with_tyme() {
    let calendar = Calendar::built_in();
    let mut compared = 0;
    for date in day("2024-01-01").iter_days().take_while(|date| date.year() < 2027) {
        let (year, month, of_month) = (date.year(), date.month(), date.day());
        let theirs = tyme4rs::tyme::holiday::LegalHoliday::from_ymd(
            isize::try_from(year).unwrap(),
            month.try_into().unwrap(),
            of_month.try_into().unwrap(),
        );
        match theirs {
            Some(theirs) => {
                assert_eq!(calendar.is_workday(date), theirs.is_work(), "{date}");
                compared += 1;
            }
            None => assert!(
                matches!(calendar.kind(date), DayKind::Workday | DayKind::Weekend),
                "{date} is no exception for tyme"
            ),
        }
    }
    assert!(compared > 90, "tyme knows {compared} exceptions of the three years");
}

#[test]
fn far_days_are_neither_slow_nor_fatal() {
    let calendar = Calendar::built_in();
    let started = std::time::Instant::now();
    for _ in 0..20_000 {
        assert!(calendar.count(day("2024-07-08"), day("9999-12-31")) > 2_000_000);
    }
    assert!(started.elapsed().as_secs() < 5);
    assert_eq!(calendar.add(day("2024-07-08"), i64::MAX), NaiveDate::MAX);
    assert_eq!(calendar.add(day("2024-07-08"), i64::MIN), NaiveDate::MIN);
    assert_eq!(calendar.next_workday(NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(calendar.add(NaiveDate::MIN, -1), NaiveDate::MIN);
}

proptest! {
    #[test]
    fn counting_is_what_stepping_through_the_days_gives(start in 0_u64..1_200, length in 0_u64..400) {
        let calendar = Calendar::built_in();
        let after = day("2023-11-01") + Days::new(start);
        let to = after + Days::new(length);
        let stepped = after.iter_days().skip(1).take_while(|date| *date <= to)
            .filter(|date| calendar.is_workday(*date)).count();
        prop_assert_eq!(calendar.count(after, to), i64::try_from(stepped).unwrap());
        prop_assert_eq!(calendar.count(to, after), -i64::try_from(stepped).unwrap());
    }

    #[test]
    fn adding_undoes_counting(start in 0_u64..1_200, n in 1_i64..300) {
        let calendar = Calendar::built_in();
        let from = day("2023-11-01") + Days::new(start);
        let due = calendar.add(from, n);
        prop_assert!(calendar.is_workday(due));
        prop_assert_eq!(calendar.count(from, due), n);
        let back = calendar.add(from, -n);
        prop_assert!(calendar.is_workday(back) && back < from);
        prop_assert_eq!(calendar.count(back, from) - i64::from(calendar.is_workday(from)), n - 1);
    }
}
