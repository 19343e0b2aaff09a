use std::collections::BTreeSet;

use crate::domain::change::Part;
use crate::domain::light::Light;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::{busy, day, fresh, monday, opened};
use crate::workbench::tree::Node;

#[test]
fn the_tree_opens_on_the_first_task() {
    let bench = monday();
    assert_eq!(*bench.node(), Node::Task(1));
    let depths: Vec<u8> = bench.tree.lines().iter().map(|line| line.depth).take(4).collect();
    assert_eq!(depths, [0, 1, 2, 2]);
    let areas = bench.tree.lines().iter().filter(|line| line.depth == 0).count();
    assert_eq!(areas, bench.plan().areas.len());
}

#[test]
fn arrows_and_letters_walk_and_the_ends_say_so() {
    let mut bench = monday();
    bench.press("Down j");
    assert_eq!(*bench.node(), Node::Task(3));
    bench.press("k Up Up Up");
    assert_eq!(*bench.node(), Node::Area(0));
    bench.press("Up");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Up, WhyNot::AtFirst)));
    bench.press("End");
    assert_eq!(*bench.node(), Node::Area(bench.plan().areas.len() - 1));
    bench.press("PageUp");
    bench.press("Home");
    assert_eq!(*bench.node(), Node::Area(0));
}

#[test]
fn branches_fold_and_unfold() {
    let mut bench = monday().at_task(1);
    bench.press("Right");
    assert_eq!(bench.tree.selected().unwrap().open, Some(true));
    bench.press("Right");
    assert!(matches!(bench.node(), Node::Entry { task: 1, .. }));
    bench.press("Left Left Left");
    assert_eq!(*bench.node(), Node::Topic(0, 0));
    bench.press("h");
    assert_eq!(bench.tree.selected().unwrap().open, Some(false));
    bench.press("h");
    assert_eq!(*bench.node(), Node::Area(0));
    bench.press("Enter h");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Fold, WhyNot::Leaf)));
}

#[test]
fn tasks_without_a_topic_stand_under_their_area() {
    let mut bench = monday();
    bench.press("J J J Enter");
    bench.press("Down");
    assert!(matches!(bench.node(), Node::Task(_)));
    assert_eq!(bench.tree.parent(bench.tree.cursor()).map(|at| bench.tree.lines()[at].depth), Some(0));
}

#[test]
fn a_group_is_one_line_with_its_members_behind_it() {
    let mut bench = monday().at_task(1);
    assert!(bench.reach(1, |node| matches!(node, Node::Group { .. })));
    let count = bench.tree.selected().unwrap().rows(bench.rows()).count();
    // Ten towns and streets, three of them with an entry.
    assert_eq!(count, 7);
    bench.press("Enter Down");
    assert!(matches!(bench.node(), Node::Unit { task: 1, .. }));
    assert_eq!(bench.tree.selected().unwrap().depth, 4);
}

#[test]
fn enter_on_a_leaf_opens_its_detail() {
    let mut bench = monday().at_task(8);
    bench.press("Enter");
    assert!(matches!(bench.overlay, Some(Overlay::Detail(0))));
    bench.press("Down Esc");
    assert!(bench.overlay.is_none());
}

#[test]
fn jumps_go_round_all_lines_with_the_light_and_no_other() {
    for (key, back, light) in [("}", "{", Light::Overdue), (")", "(", Light::Unreported)] {
        let mut bench = monday();
        let mut seen = Vec::new();
        loop {
            bench.press(key);
            if matches!(bench.last_notice(), Some(Notice::Wrapped(_))) {
                break;
            }
            let line = bench.tree.selected().unwrap();
            assert!(line.rows(bench.rows()).any(|row| row.light == light), "{:?}", line.node);
            assert!(!seen.contains(&line.node), "{:?} twice", line.node);
            seen.push(line.node.clone());
        }
        // Every row with the light was seen, in its own line or its group's.
        let count = bench.rows().total().of(light);
        let mut shown: u32 = 0;
        for node in &seen {
            let place = bench.tree.lines().iter().find(|line| line.node == *node).unwrap();
            shown +=
                u32::try_from(place.rows(bench.rows()).filter(|row| row.light == light).count()).unwrap();
        }
        assert_eq!(shown, count, "{light:?}");
        // And back the same way.
        assert_eq!(*bench.node(), seen[0]);
        bench.press(back);
        assert!(matches!(bench.last_notice(), Some(Notice::Wrapped(_))));
        for node in seen.iter().rev() {
            assert_eq!(bench.node(), node);
            bench.press(back);
        }
    }
}

#[test]
fn a_jump_that_finds_nothing_says_so() {
    let mut bench = opened(fresh(), day(7, 1));
    let before = bench.node().clone();
    if bench.rows().total().of(Light::Overdue) == 0 {
        bench.press("}");
        assert_eq!(bench.last_notice(), Some(&Notice::NoneOf(Light::Overdue)));
    }
    assert_eq!(*bench.node(), before);
}

#[test]
fn areas_are_a_key_apart() {
    let mut bench = monday();
    bench.press("J J");
    assert_eq!(*bench.node(), Node::Area(2));
    bench.press("K");
    assert_eq!(*bench.node(), Node::Area(1));
    bench.press("J J J J J J");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NoArea))));
}

#[test]
fn the_selection_stays_on_its_item_when_data_comes_from_outside() {
    let mut bench = monday();
    assert!(bench.reach(7, |node| matches!(node, Node::Entry { .. })));
    let node = bench.node().clone();
    let mut other = busy();
    let entries: Vec<_> = other.entries_of(7).iter().rev().cloned().collect();
    other.put_entries(7, entries);
    other.put_entries(1, Vec::new());
    bench.replace_workspace(other, &BTreeSet::from([Part::Entries(7), Part::Entries(1)]));
    assert_eq!(*bench.node(), node);
    assert_eq!(bench.last_notice(), Some(&Notice::ChangedOutside));
    // Where the item is gone, what is nearest: the other entry of the same unit.
    let mut other = busy();
    other.put_entries(7, other.entries_of(7)[1..].to_vec());
    bench.replace_workspace(other, &BTreeSet::from([Part::Entries(7)]));
    assert!(matches!(bench.node(), Node::Entry { task: 7, .. }));
    let mut other = busy();
    other.put_entries(7, Vec::new());
    bench.replace_workspace(other, &BTreeSet::from([Part::Entries(7)]));
    assert_eq!(*bench.node(), Node::Task(7));
}

#[test]
fn a_plan_without_tasks_stops_no_key() {
    let mut workspace = fresh();
    std::sync::Arc::make_mut(&mut workspace.plan).areas.clear();
    let mut bench = opened(workspace, day(7, 8));
    bench.press("Down Up Enter } ) J s n p a d m w e Left Right PageDown End ? Esc : Esc");
    assert!(bench.tree.selected().is_none());
}

#[test]
fn a_new_day_judges_anew_and_says_so() {
    let mut bench = monday();
    let before = bench.rows().total().of(Light::Overdue);
    assert!(!bench.tick(bench.today().and_hms_opt(23, 59, 59).unwrap()), "the same day is no reason to draw");
    assert!(bench.tick(day(7, 20).and_hms_opt(0, 0, 1).unwrap()));
    assert!(bench.rows().total().of(Light::Overdue) > before);
    assert_eq!(bench.last_notice(), Some(&Notice::NewDay(day(7, 20))));
}
