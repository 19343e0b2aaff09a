use chrono::NaiveDate;

use crate::workbench::Effect;
use crate::workbench::Workbench;
use crate::workbench::agenda::Item;
use crate::workbench::calendar::{Pane, Stretch};
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::subject::Subject;
use crate::workbench::tests::desk::{day, monday};
use crate::workbench::tree::Node;
use crate::workbench::view::View;

fn july() -> Workbench {
    let mut bench = monday();
    bench.press("3");
    assert_eq!(bench.view(), View::Calendar);
    bench
}

fn chosen(keys: &str) -> NaiveDate {
    let mut bench = july();
    bench.press(keys);
    bench.calendar.day()
}

#[test]
fn keys_walk_by_day_week_month_and_year() {
    for (keys, month, on) in [
        ("", 7, 8),
        ("Right", 7, 9),
        ("Left h", 7, 6),
        ("Down j", 7, 22),
        ("Up Up", 6, 24),
        ("PageDown", 8, 8),
        (", ,", 5, 8),
        ("Home", 7, 1),
        ("End", 7, 31),
        ("End PageDown PageDown", 9, 30),
        ("End . t", 7, 8),
    ] {
        assert_eq!(chosen(keys), day(month, on), "{keys}");
    }
    assert_eq!(chosen(")"), NaiveDate::from_ymd_opt(2025, 7, 8).unwrap());
    assert_eq!(chosen("( ("), NaiveDate::from_ymd_opt(2022, 7, 8).unwrap());
}

#[test]
fn a_day_is_asked_for_in_words() {
    for (text, month, on) in [("7.15", 7, 15), ("下周五", 7, 19), ("9月", 9, 1), ("9月底", 9, 30)] {
        let mut bench = july();
        bench.press("g");
        bench.write(text);
        bench.press("Enter");
        assert_eq!(bench.calendar.day(), day(month, on), "{text}");
    }
}

#[test]
fn days_are_counted_and_the_agenda_acts() {
    let mut bench = july();
    bench.press("Right Right");
    let tally = bench.calendar.tally(day(7, 10));
    assert!(tally.rows() > 10);
    bench.press("Tab");
    assert_eq!(bench.calendar.pane, Pane::Agenda);
    let place = bench.calendar.list.lines().iter().position(|line| line.item == Item::Task(45)).unwrap();
    bench.calendar.list.go(place);
    bench.press("Enter Down Enter");
    assert_eq!(bench.view(), View::Tasks);
    assert_eq!(bench.node().task(), Some(45));
}

#[test]
fn the_time_limit_of_an_entry_moves_and_the_calendar_goes_along() {
    let mut bench = july();
    // 12 July is a Friday: 北郊镇 and 人社局.
    bench.press("g");
    bench.write("7.12");
    bench.press("Enter Tab");
    let is_it = |item: &Item| matches!(item, Item::Row(Subject::Entry { task: 13, .. }));
    let place = bench.calendar.list.lines().iter().position(|line| is_it(&line.item)).unwrap();
    bench.calendar.list.go(place);
    let effects = bench.press("]");
    assert!(matches!(&effects[..], [Effect::Commit { .. }]));
    assert_eq!(bench.calendar.day(), day(7, 15));
    assert!(is_it(&bench.calendar.list.selected().unwrap().item));
    let (_, entry) = bench.workspace().entries().find(|(task, _)| *task == 13).unwrap();
    assert_eq!(entry.due, "7月15日前");
    bench.press("< [ >");
    let (_, entry) = bench.workspace().entries().find(|(task, _)| *task == 13).unwrap();
    assert_eq!((entry.due.as_str(), bench.calendar.day()), ("7月13日前", day(7, 13)));
    assert_eq!(bench.calendar.tally(day(7, 13)).rows(), 1);
}

#[test]
fn a_row_without_an_entry_says_why_its_time_limit_stays() {
    let mut bench = july();
    bench.press("g");
    bench.write("7.10");
    bench.press("Enter Tab Down Enter");
    let place = bench
        .calendar
        .list
        .lines()
        .iter()
        .position(|line| matches!(line.item, Item::Row(Subject::Unit { .. })))
        .unwrap();
    bench.calendar.list.go(place);
    assert!(bench.press(">").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::DueLater, WhyNot::NoEntry)));
}

#[test]
fn a_fortnight_as_a_list() {
    let mut bench = july();
    bench.press("v");
    assert!(bench.calendar.list.lines().iter().any(|line| line.item == Item::Head));
    bench.press("Down");
    assert_eq!(bench.calendar.day(), day(7, 8));
    bench.press("Tab");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::OtherPane, WhyNot::OnePane)));
    bench.press("v v Down");
    assert_eq!(bench.calendar.day(), day(7, 15));
}

#[test]
fn keys_of_the_tree_are_refused_with_the_reason() {
    let mut bench = july();
    bench.press(":");
    bench.write("next_unreported");
    let before = bench.node().clone();
    bench.press("Enter");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::NextUnreported, WhyNot::OnlyInTree)));
    assert_eq!(*bench.node(), before);
    bench.press("1");
    assert_eq!(*bench.node(), Node::Task(1));
}

#[test]
fn stretches_of_days_and_later_rounds_narrow_with_the_filter() {
    let mut bench = july();
    let all = bench.calendar.stretches((day(7, 1), day(7, 31)), bench.rows()).len();
    assert!(all > 0);
    let shortest = bench.calendar.stretches((day(7, 1), day(7, 31)), bench.rows())[0].clone();
    assert_eq!((shortest.first, shortest.last), (day(7, 1), day(7, 10)), "7月上旬 of 商务局");
    assert_eq!(shortest.count, 1);
    let rounds = |bench: &Workbench| (1..=31).map(|on| bench.calendar.rounds(day(8, on))).sum::<usize>();
    let before = rounds(&bench);
    bench.press("f");
    bench.write("@商务局");
    bench.press("Enter");
    let now = bench.calendar.stretches((day(7, 1), day(7, 31)), bench.rows());
    let is_his = |one: &&Stretch| {
        *bench.rows().task(one.row.0).unwrap().rows[one.row.1].unit == *"区商务局" && one.count == 1
    };
    assert!(now.iter().all(is_his), "{now:?}");
    assert!(rounds(&bench) < before || before == 0);
    // Of many units of one task one is let through: it is a line of its own, no branch.
    let mut bench = july();
    bench.press("f");
    bench.write("@商务局 #45");
    bench.press("Enter Right Right");
    let lines = bench.calendar.list.lines();
    assert!(lines.len() == 1 && lines[0].open.is_none(), "{lines:?}");
}
