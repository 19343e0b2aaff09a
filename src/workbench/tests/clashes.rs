//! 合并冲突: told when one comes, decided by a digit, taken back by undo.

use std::sync::Arc;

use crate::domain::change::Part;
use crate::domain::merge::MARK;
use crate::domain::workspace::Workspace;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, Standing, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::{busy, day, monday, opened};
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

const MARKS: &str =
    "- field: due\n  values: [9月底, 10月底]\n- field: measure\n  values: [印发清单, 公布清单]\n";

/// The plan with one entry of task 7 on which two hands disagree.
fn marked() -> Workspace {
    let mut workspace = busy();
    let mut entries = workspace.entries_of(7).to_vec();
    let entry = Arc::make_mut(&mut entries[0]);
    entry.due = "9月底".into();
    "印发清单".clone_into(&mut entry.measure);
    let marks: serde_yaml::Value = serde_yaml::from_str(MARKS).unwrap();
    entry.unknown = [(serde_yaml::Value::from(MARK), marks)].into_iter().collect();
    workspace.put_entries(7, entries);
    workspace
}

fn bench() -> Workbench {
    opened(marked(), day(7, 8))
}

fn told(bench: &Workbench) -> Option<usize> {
    bench.standing.iter().find_map(|line| if let Standing::Clashes(n) = line { Some(*n) } else { None })
}

fn first(bench: &Workbench) -> (String, String) {
    let entry = &bench.workspace.entries_of(7)[0];
    (entry.due.as_str().into(), entry.measure.clone())
}

#[test]
fn what_a_merge_left_open_is_told_and_decided_one_by_one() {
    let mut bench = bench();
    assert_eq!(told(&bench), Some(2));
    bench.press("!");
    assert!(matches!(bench.overlay, Some(Overlay::Clashes(0))));
    bench.press("3");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Clashes, WhyNot::NotBoth))));
    assert!(matches!(bench.press("2")[..], [Effect::Commit { .. }]));
    assert_eq!(first(&bench), ("10月底".to_owned(), "印发清单".to_owned()));
    assert_eq!(told(&bench), Some(1));
    assert!(matches!(bench.press("3")[..], [Effect::Commit { .. }]));
    assert_eq!(first(&bench), ("10月底".to_owned(), "印发清单；公布清单".to_owned()));
    assert_eq!((told(&bench), bench.overlay.is_none()), (None, true));
    assert!(bench.workspace.entries_of(7)[0].unknown.is_empty());
    bench.press("!");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Clashes, WhyNot::NoClashes))));
}

#[test]
fn the_first_value_stands_already_and_only_the_mark_goes() {
    let mut bench = bench();
    bench.press("! Down 1");
    assert_eq!(first(&bench), ("9月底".to_owned(), "印发清单".to_owned()));
    assert_eq!(told(&bench), Some(1));
    assert_eq!(bench.clashes()[0].field, "due");
    let clash = bench.clashes()[0].clone();
    bench.press("Enter");
    let id = bench.workspace.entries_of(7)[0].id.clone();
    assert_eq!(*bench.node(), Node::Entry { task: 7, id });
    assert!(bench.overlay.is_none());
    assert_eq!(clash.target.part(), Part::Entries(7));
}

#[test]
fn an_entry_that_one_side_took_away_stays_or_goes() {
    for (key, left) in [("1", true), ("2", false)] {
        let mut workspace = busy();
        let mut entries = workspace.entries_of(7).to_vec();
        let id = entries[0].id.clone();
        let marks: serde_yaml::Value = serde_yaml::from_str("- field: ''\n").unwrap();
        Arc::make_mut(&mut entries[0]).unknown =
            [(serde_yaml::Value::from(MARK), marks)].into_iter().collect();
        workspace.put_entries(7, entries);
        let mut bench = opened(workspace, day(7, 8));
        bench.press("!");
        bench.press(key);
        assert_eq!(bench.workspace.entry(&id).is_some(), left, "{key}");
        assert_eq!(told(&bench), None, "{key}");
    }
}

#[test]
fn a_merge_from_outside_is_told_when_it_comes() {
    let mut bench = monday();
    assert_eq!(told(&bench), None);
    bench.replace_workspace(marked(), &[Part::Entries(7)].into());
    assert_eq!(told(&bench), Some(2));
    bench.replace_workspace(busy(), &[Part::Entries(7)].into());
    assert_eq!(told(&bench), None);
}
