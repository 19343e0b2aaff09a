use std::sync::Arc;

use crate::domain::chase::Chase;
use crate::workbench::Effect;
use crate::workbench::Workbench;
use crate::workbench::agenda::{AgendaLine, Item, Under};
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::subject::Subject;
use crate::workbench::tests::desk::{busy, day, fresh, monday, opened, with_duties};
use crate::workbench::tree::Node;
use crate::workbench::view::View;
use crate::workbench::week::{Section, Step};

/// The busy plan on 8 July, in 本周.
fn this_week() -> Workbench {
    let mut bench = monday();
    bench.press("5");
    assert_eq!(bench.view(), View::Week);
    bench
}

fn section(bench: &Workbench, section: Section) -> Vec<&AgendaLine> {
    let lines = bench.week.list.lines().iter();
    lines.filter(|line| line.under == Under::Section(section) && line.item != Item::Head).collect()
}

fn count(bench: &Workbench, section: Section) -> usize {
    let lines = bench.week.list.lines().iter();
    let mut heads = lines.filter(|line| line.under == Under::Section(section) && line.item == Item::Head);
    heads.next().map_or(0, |head| head.count)
}

fn at(bench: &mut Workbench, test: impl Fn(&AgendaLine) -> bool) {
    let place = bench.week.list.lines().iter().position(test).unwrap();
    bench.week.list.go(place);
}

#[test]
fn the_page_counts_as_the_rows_do() {
    let bench = this_week();
    let overdue = bench.rows().total().of(crate::domain::light::Light::Overdue);
    assert_eq!(count(&bench, Section::Overdue), overdue as usize);
    let checks = bench.rows().total().of(crate::domain::light::Light::Check);
    assert_eq!(count(&bench, Section::Check), checks as usize);
    assert_eq!(count(&bench, Section::Returned), 1);
    assert!(section(&bench, Section::Steps).is_empty());
    // The longest overdue first.
    let days: Vec<_> = section(&bench, Section::Overdue).iter().filter_map(|line| line.day).collect();
    assert!(days.is_sorted(), "{days:?}");
    // Task 45 falls due on 10 July for very many: one line.
    let due = section(&bench, Section::Due);
    assert_eq!(due.iter().filter(|line| line.task() == Some(45)).count(), 1);
    assert!(due.iter().all(|line| line.day.is_some_and(|last| (day(7, 8)..=day(7, 14)).contains(&last))));
}

#[test]
fn the_longest_overdue_comes_first_whatever_else_its_task_has() {
    let mut bench = opened(busy(), day(12, 20));
    bench.press("5");
    let lines = section(&bench, Section::Overdue);
    let days: Vec<_> = lines.iter().filter(|line| line.depth == 1).filter_map(|line| line.day).collect();
    assert!(days.len() > 10 && days.is_sorted(), "{days:?}");
    // What is unfolded stays under its task.
    at(&mut bench, |line| line.under == Under::Section(Section::Overdue) && line.item == Item::Task(45));
    bench.press("Enter");
    let lines = section(&bench, Section::Overdue);
    let place = lines.iter().position(|line| line.item == Item::Task(45)).unwrap();
    assert!(lines[place + 1..].iter().take(30).all(|line| line.depth == 2 && line.task() == Some(45)));
}

#[test]
fn a_line_acts_as_its_row_and_the_selection_goes_on() {
    let mut bench = this_week();
    at(&mut bench, |line| matches!(&line.item, Item::Row(Subject::Entry { task: 7, .. })));
    let before = count(&bench, Section::Overdue);
    let effects = bench.press("s 4");
    assert!(matches!(&effects[..], [Effect::Commit { .. }]));
    assert_eq!(count(&bench, Section::Overdue), before - 1);
    let line = bench.week.list.selected().unwrap();
    assert_eq!(line.under, Under::Section(Section::Overdue));
    // Said to be done, it goes where it is to be checked, and the selection with it.
    let mut bench = this_week();
    at(&mut bench, |line| {
        line.under == Under::Section(Section::Due) && matches!(&line.item, Item::Row(Subject::Entry { .. }))
    });
    let item = bench.week.list.selected().unwrap().item.clone();
    bench.press("s 3");
    let line = bench.week.list.selected().unwrap();
    assert_eq!((line.under, &line.item), (Under::Section(Section::Check), &item));
}

#[test]
fn many_units_of_a_task_fold_and_unfold() {
    let mut bench = this_week();
    at(&mut bench, |line| line.item == Item::Task(45));
    bench.press("s");
    assert_eq!(
        bench.last_notice(),
        Some(&Notice::NotHere(crate::workbench::command::Command::Status, WhyNot::ManyRows))
    );
    let before = bench.week.list.lines().len();
    bench.press("Enter");
    assert!(bench.week.list.lines().len() > before);
    bench.press("Down n");
    bench.write("已报");
    let effects = bench.press("Enter");
    assert!(matches!(&effects[..], [Effect::Commit { .. }]));
    assert!(matches!(&bench.week.list.selected().unwrap().item, Item::Row(Subject::Entry { task: 45, .. })));
    bench.press("Left Left");
    assert_eq!(bench.week.list.selected().unwrap().item, Item::Task(45));
    bench.press("Left");
    assert_eq!(bench.week.list.selected().unwrap().item, Item::Head);
}

#[test]
fn promises_come_back_until_they_are_kept_and_the_last_counts() {
    let mut workspace = busy();
    let chase = |id: &str, at: &str, promised: u32| -> Arc<Chase> {
        let mut chase: Chase = serde_yaml::from_str(
            "{id: c, at: 2024-07-05T09:00:00, manner: phone, units: [区商务局], tasks: [5]}",
        )
        .unwrap();
        chase.id = id.to_owned();
        chase.at = at.parse().unwrap();
        chase.promised = Some(day(7, promised));
        Arc::new(chase)
    };
    workspace.chases = vec![chase("c1", "2024-07-03T09:00:00", 4), chase("c2", "2024-07-05T09:00:00", 12)];
    let mut bench = opened(workspace, day(7, 8));
    bench.press("5");
    let lines = section(&bench, Section::Promised);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].day, Some(day(7, 12)));
    at(&mut bench, |line| matches!(line.item, Item::Promise { .. }));
    bench.press("s 4");
    assert!(section(&bench, Section::Promised).is_empty());
}

#[test]
fn each_of_the_first_steps_is_begun_from_the_list() {
    let mut bench = opened(fresh(), day(7, 8));
    bench.press("5");
    assert_eq!(bench.week.list.selected().unwrap().item, Item::Step(Step::Roster));
    bench.press("Enter");
    assert_eq!(bench.last_notice(), Some(&Notice::ContactHere));
    assert_eq!(bench.view(), View::Units);
    bench.press("Backspace");
    assert_eq!(bench.view(), View::Week);
    bench.press("Down Down Down");
    let effects = bench.press("Enter");
    assert!(matches!(&effects[..], [Effect::Sheets(_)]), "{effects:?}");
    bench.press("Down Enter");
    assert!(matches!(bench.overlay, Some(Overlay::Chase(_))));
    bench.press("Esc Up Up Enter");
    assert!(matches!(bench.overlay, Some(Overlay::Day(_))));
    bench.write("胡说");
    assert!(bench.press("Enter").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::NoDay));
    bench.press("Ctrl-U");
    bench.write("7.15");
    let effects = bench.press("Enter");
    assert!(matches!(&effects[..], [Effect::Commit { .. }]));
    assert_eq!(bench.plan().filing_day, Some(day(7, 15)));
    assert_eq!(bench.week.list.selected().unwrap().item, Item::Step(Step::FilingDay));
    assert!(section(&bench, Section::Coming).iter().any(|line| line.item == Item::FilingDay));
    bench.press("Up Enter");
    assert_eq!(bench.view(), View::Tasks);
    assert!(matches!(bench.node(), Node::OpenGroup { .. } | Node::Task(_)));
    bench.press("m");
    assert!(matches!(bench.overlay, Some(Overlay::Picker(_))));
}

#[test]
fn one_sentence_is_copied() {
    let mut bench = this_week();
    let effects = bench.press("y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert!(text.starts_with("截至7月8日，2024年政务公开重点任务67项"), "{text}");
    assert_eq!(text, bench.week.summary());
}

#[test]
fn enter_on_a_row_shows_it_in_the_plan() {
    let mut bench = this_week();
    at(&mut bench, |line| matches!(&line.item, Item::Row(Subject::Entry { task: 7, .. })));
    bench.press("Enter");
    assert_eq!(bench.view(), View::Tasks);
    assert!(matches!(bench.node(), Node::Entry { task: 7, .. } | Node::Task(7)));
}

#[test]
fn duties_whose_day_is_over_stand_under_their_own_heading_the_longest_first() {
    let today = chrono::NaiveDate::from_ymd_opt(2025, 2, 8).unwrap();
    let mut bench = opened(with_duties(busy()), today);
    bench.press("5");
    let duty = |line: &&AgendaLine| matches!(line.item, Item::Duty { .. }) && line.depth == 1;
    let late: Vec<&AgendaLine> = section(&bench, Section::LateDuties);
    let days: Vec<_> = late.iter().copied().filter(duty).filter_map(|line| line.day).collect();
    assert!(days.len() >= 2 && days.is_sorted() && days.iter().all(|day| *day < today), "{days:?}");
    assert_eq!(count(&bench, Section::LateDuties), days.len());
    assert!(section(&bench, Section::Coming).iter().filter_map(|line| line.day).all(|day| day >= today));
}
