//! 改方案 in the tree: menu, forms, moves, and going to another plan.

use super::desk::monday;
use crate::domain::edit::EditError;
use crate::domain::rows::Tally;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::plans::{Destination, PlanLine};
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

fn node(bench: &Workbench) -> Node {
    bench.tree.selected().unwrap().node.clone()
}

fn ids(bench: &Workbench) -> Vec<u32> {
    bench.plan().tasks().map(|task| task.id).collect()
}

#[test]
fn a_task_from_above_is_added_with_its_origin_by_the_menu_and_a_form() {
    let mut bench = monday();
    let before = ids(&bench);
    bench.press("M 2");
    bench.write("落实区领导批示");
    bench.press("Tab");
    bench.write("牵头：商务局；配合：财政局");
    bench.press("Tab");
    bench.write("9月底前");
    bench.press("Tab 1 Tab");
    bench.write("领导批示");
    bench.press("Enter Enter");
    assert!(bench.overlay.is_none(), "{:?}", bench.last_notice());
    let task = bench.plan().tasks().find(|task| task.number == "增1").unwrap().clone();
    assert_eq!((task.number.as_str(), task.origin.as_deref()), ("增1", Some("领导批示")));
    assert_eq!((task.due.as_deref(), task.assigned.len()), (Some("9月底前"), 2));
    assert_eq!(node(&bench), Node::Task(task.id));
    assert_eq!(ids(&bench).len(), before.len() + 1);
    assert_eq!(bench.rows().task(task.id).unwrap().rows.len(), 2);
}

#[test]
fn a_unit_that_nobody_knows_keeps_the_form_open_and_says_so() {
    let mut bench = monday();
    bench.press("M 1 Tab End");
    bench.write("、市审计厅");
    bench.press("Ctrl-S");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::Unit(_)))));
    assert!(matches!(bench.overlay, Some(Overlay::Record(_))));
}

#[test]
fn a_task_moves_by_one_key_and_stays_selected() {
    let mut bench = monday();
    let Node::Task(task) = node(&bench) else { panic!("no task") };
    let at = bench.plan().place_of(task).unwrap();
    bench.press(">");
    let after = bench.plan().place_of(task).unwrap();
    assert_ne!(at, after);
    assert_eq!(node(&bench), Node::Task(task));
    bench.press("<");
    assert_eq!(bench.plan().place_of(task).unwrap(), at);
}

#[test]
fn an_area_moves_with_what_is_open_in_it() {
    let mut bench = monday();
    bench.press("Home >");
    assert_eq!(node(&bench), Node::Area(1));
    assert_eq!(bench.tree.selected().unwrap().open, Some(true));
    bench.press("< <");
    assert_eq!(node(&bench), Node::Area(0));
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::ShiftUp, WhyNot::AtFirst))));
}

#[test]
fn a_topic_gets_another_title_and_a_task_goes_into_another_topic() {
    let mut bench = monday();
    let Node::Task(task) = node(&bench) else { panic!("no task") };
    bench.press("M 3");
    bench.write("新的小项");
    bench.press("Enter");
    let Node::Topic(area, topic) = node(&bench) else { panic!("{:?}", node(&bench)) };
    assert_eq!(bench.plan().topic(area, topic).unwrap().title.as_deref(), Some("新的小项"));
    bench.press("M 1 End");
    bench.write("甲");
    bench.press("Enter");
    assert_eq!(bench.plan().topic(area, topic).unwrap().title.as_deref(), Some("新的小项甲"));
    let first = bench.tree.lines().iter().position(|line| line.node == Node::Task(task)).unwrap();
    let rows = bench.rows().clone();
    bench.tree.go(first, &rows);
    bench.press("M 5 Down Enter");
    assert_eq!(bench.plan().place_of(task), Some((area, topic, 0)));
}

#[test]
fn a_task_is_split_at_the_caret_and_put_together_again() {
    let mut bench = monday();
    let Node::Task(task) = node(&bench) else { panic!("no task") };
    let words = bench.plan().task(task).unwrap().requirement.clone();
    bench.press("M 7 Home Right Right Right Right Enter");
    let Node::Task(second) = node(&bench) else { panic!("no task") };
    assert_ne!(second, task);
    let split: String = [task, second].map(|id| bench.plan().task(id).unwrap().requirement.clone()).concat();
    assert_eq!(split, words);
    assert_eq!(bench.plan().task(task).unwrap().requirement.chars().count(), 4);
    bench.press("M 6");
    assert_eq!(bench.plan().task(task).unwrap().requirement, words);
    assert_eq!(node(&bench), Node::Task(task));
}

#[test]
fn what_entries_hang_on_is_not_removed_and_an_empty_topic_is() {
    let mut bench = monday();
    bench.press("M 8");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::TaskInUse { .. }))));
    bench.press("M 3");
    bench.write("空的");
    bench.press("Enter M 8");
    assert!(matches!(bench.last_notice(), Some(Notice::Changed(_))), "{:?}", bench.last_notice());
    bench.press("2 M");
    assert!(matches!(bench.last_notice(), Some(Notice::Unbound(_))));
}

#[test]
fn numbers_are_given_anew() {
    let mut bench = monday();
    bench.press("M 9");
    let numbers: Vec<String> = bench.plan().tasks().map(|task| task.number.clone()).collect();
    assert_eq!(numbers[66], "67");
}

#[test]
fn a_task_is_answered_by_activities_where_its_form_says_so() {
    let answered = |bench: &Workbench, task| bench.plan().task(task).unwrap().answered_by;
    let mut bench = monday();
    let task = bench.selected_task().unwrap_or_else(|_| {
        bench.press("Right");
        bench.selected_task().unwrap()
    });
    bench.press("Alt-E Tab Tab Tab Tab Tab");
    bench.press("3");
    bench.write(" ２次");
    bench.press("Ctrl-S");
    let by = answered(&bench, task).unwrap();
    assert_eq!(by.words(), "政策评价 已报情况 2次");
    bench.press("Alt-E Tab Tab Tab Tab Tab Ctrl-U");
    bench.write("没有的活动");
    bench.press("Ctrl-S");
    assert_eq!(answered(&bench, task), Some(by));
    bench.press("Esc Esc");
    bench.press("Alt-E Tab Tab Tab Tab Tab Ctrl-U Ctrl-S");
    assert_eq!(answered(&bench, task), None);
}

fn lines() -> Vec<PlanLine> {
    ["a-2024", "b-2024"]
        .map(|id| PlanLine {
            id: id.to_owned(),
            title: "方案".to_owned(),
            year: 2024,
            closed: None,
            tally: Some(Tally::default()),
            current: id == "a-2024",
        })
        .into()
}

#[test]
fn two_keys_go_to_another_plan_also_before_the_plans_are_read() {
    for early in [true, false] {
        let mut bench = monday();
        assert_eq!(bench.press("P"), [Effect::ListPlans]);
        let went = if early {
            bench.press("2");
            bench.plans_listed(lines());
            bench.take_effects()
        } else {
            bench.plans_listed(lines());
            bench.press("2")
        };
        assert_eq!(went, [Effect::Go(Destination::Plan("b-2024".to_owned()))]);
    }
    let mut bench = monday();
    bench.press("P");
    bench.plans_listed(lines());
    assert_eq!(bench.press("0"), [Effect::Go(Destination::Plan("all".to_owned()))]);
    bench.press("P");
    bench.plans_listed(lines());
    assert!(bench.press("1").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Plans, WhyNot::AlreadyHere))));
}

#[test]
fn the_open_plans_of_each_year_are_one_and_years_are_never_mixed() {
    let mut bench = monday();
    bench.press("P");
    let mut of = lines();
    let more = [("c-2025", 2025, true), ("d-2025", 2025, true), ("e-2025", 2025, false)];
    of.extend(more.map(|(id, year, open)| PlanLine {
        id: id.to_owned(),
        title: "方案".to_owned(),
        year,
        closed: (!open).then(|| super::desk::day(7, 8)),
        tally: Some(Tally::default()),
        current: false,
    }));
    bench.plans_listed(of);
    let Some(Overlay::Plans(pane)) = &bench.overlay else { panic!() };
    assert_eq!(pane.years(), [(2025, 2), (2024, 2)]);
    bench.press("End");
    assert_eq!(bench.press("Enter"), [Effect::Go(Destination::Plan("all-2024".to_owned()))]);
}

#[test]
fn nobody_goes_on_while_something_is_not_saved() {
    let mut bench = monday();
    bench.press(">");
    bench.press("P");
    bench.plans_listed(lines());
    assert!(bench.press("2").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Plans, WhyNot::Unsaved))));
}

#[test]
fn a_notice_is_asked_for_and_its_path_needs_no_quotes() {
    let mut bench = monday();
    bench.press("P r");
    bench.write("'/tmp/通知.docx'");
    let went = bench.press("Enter");
    assert_eq!(went, [Effect::Go(Destination::Notice("/tmp/通知.docx".into()))]);
}

#[test]
fn several_plans_as_one_are_looked_at_and_not_changed() {
    let mut bench = super::desk::combined();
    for keys in ["s", "n", "a", "M", ">", "u", "c", "T"] {
        bench.press("Esc Esc");
        bench.press(keys);
        assert!(bench.overlay.is_none(), "{keys}");
        assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::Combined))), "{keys}");
    }
    for keys in ["2", "3", "4", "5", "1"] {
        bench.press(keys);
    }
    assert!(bench.rows().iter().count() > 100);
}

#[test]
fn each_line_of_the_menu_has_a_key_of_its_own_too() {
    let opens = |keys: &str| {
        let mut bench = monday();
        bench.press(keys);
        bench.overlay.as_ref().map(std::mem::discriminant)
    };
    for (key, digit) in
        [("Alt-E", 1), ("Alt-A", 2), ("Alt-T", 3), ("Alt-D", 4), ("Alt-M", 5), ("Alt-K", 7), ("Ctrl-O", 0)]
    {
        assert!(opens(key).is_some(), "{key}");
        if digit > 0 {
            assert_eq!(opens(key), opens(&format!("M {digit}")), "{key}");
        }
    }
    let mut bench = monday();
    bench.press("> Alt-N");
    assert!(matches!(bench.last_notice(), Some(Notice::Changed(_))));
    bench.press("Delete");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::TaskInUse { .. }))));
    bench.press("Alt-J");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))));
}
