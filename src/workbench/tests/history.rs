use chrono::NaiveDateTime;

use super::desk::monday;
use crate::domain::change::{Change, Draft};
use crate::domain::entry::EntryId;
use crate::domain::status::Status;
use crate::domain::version::About;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

/// What the journal holds after these drafts.
pub(crate) fn journal(drafts: Vec<Draft>) -> Vec<Change> {
    let begin: NaiveDateTime = "2024-07-08T09:00:00".parse().unwrap();
    let stamped = drafts.into_iter().zip(1..).map(|(draft, counter)| Change {
        id: format!("ab3k-{counter}"),
        counter,
        at: begin + chrono::Duration::minutes(i64::try_from(counter).unwrap() * 7),
        by: "张某".to_owned(),
        label: draft.label,
        undoes: draft.undoes,
        redoes: draft.redoes,
        ops: draft.ops,
    });
    stamped.collect()
}

fn drafts(effects: Vec<Effect>) -> Vec<Draft> {
    let draft = |effect| match effect {
        Effect::Commit { draft, .. } => Some(draft),
        _ => None,
    };
    effects.into_iter().filter_map(draft).collect()
}

/// An entry of task 7 with a few changes, its journal, and the list open.
pub(crate) fn with_history() -> (Workbench, EntryId, Vec<Change>) {
    let mut bench = monday();
    assert!(bench.reach(7, |node| matches!(node, Node::Entry { .. })));
    let Node::Entry { id, .. } = bench.node().clone() else { panic!() };
    let mut made = Vec::new();
    for keys in ["s 3", "s 4", "s 2"] {
        made.extend(drafts(bench.press(keys)));
    }
    bench.press("n");
    bench.write("清单已报");
    made.extend(drafts(bench.press("Enter")));
    bench.press("p Ctrl-U");
    bench.write("80");
    made.extend(drafts(bench.press("Enter")));
    let changes = journal(made);
    let effects = bench.press("H");
    assert_eq!(effects, [Effect::History(About::Entry(id.clone()))]);
    bench.history(&About::Entry(id.clone()), changes.clone());
    (bench, id, changes)
}

fn status(bench: &Workbench, id: &EntryId) -> (Status, bool) {
    let (_, entry) = bench.workspace().entry(id).unwrap();
    (entry.status(), entry.reported_on.is_some())
}

#[test]
fn the_history_lists_the_newest_first_and_enter_puts_a_version_back_in_one_change() {
    let (mut bench, id, changes) = with_history();
    let Some(Overlay::History(pane)) = &bench.overlay else { panic!() };
    assert_eq!(pane.len(), 5);
    assert_eq!(pane.selected().map(|change| &change.id), changes.last().map(|change| &change.id));
    let percent = bench.workspace().entry(&id).unwrap().1.percent;
    // The oldest: submitted, with the day of the report.
    let made = drafts(bench.press("End Enter"));
    assert_eq!(made.len(), 1);
    assert_eq!(status(&bench, &id), (Status::Submitted, true));
    assert_eq!(bench.workspace().entry(&id).unwrap().1.percent, percent, "other fields stay");
    assert_eq!(bench.workspace().entry(&id).unwrap().1.progress.len(), 2, "notes stay");
    assert!(bench.overlay.is_none());
}

#[test]
fn the_version_that_stands_is_named_and_changes_nothing() {
    let (mut bench, _, _) = with_history();
    let before = bench.workspace().clone();
    assert!(bench.press("Enter").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::ThisVersion));
    assert_eq!(*bench.workspace(), before);
    bench.press("Esc");
    assert!(bench.overlay.is_none());
}

#[test]
fn a_removed_note_comes_back_and_a_version_that_no_longer_fits_is_refused() {
    let (mut bench, id, changes) = with_history();
    // Somebody changed the status without a record.
    bench.press("Esc s 6 H");
    bench.history(&About::Entry(id), changes);
    let before = bench.workspace().clone();
    assert!(bench.press("End Enter").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::Conflict(_))), "{:?}", bench.last_notice());
    assert_eq!(*bench.workspace(), before);
}

#[test]
fn a_task_tells_of_its_entries_and_waivers_and_a_removed_entry_comes_back() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    let Node::Entry { id, .. } = bench.node().clone() else { panic!() };
    let mut made = drafts(bench.press("s 3"));
    made.extend(drafts(bench.press("d")));
    assert!(bench.workspace().entry(&id).is_none());
    let changes = journal(made);
    let mut bench = bench.at_task(7);
    assert_eq!(bench.press("H"), [Effect::History(About::Task(7))]);
    bench.history(&About::Task(7), changes);
    let made = drafts(bench.press("Down Enter"));
    assert_eq!(made.len(), 1, "{:?}", bench.last_notice());
    assert_eq!(status(&bench, &id), (Status::Submitted, true));
}

#[test]
fn the_answer_for_another_item_is_dropped_and_an_area_has_no_history() {
    let (mut bench, _, changes) = with_history();
    bench.press("Esc H");
    bench.history(&About::Task(3), changes);
    let Some(Overlay::History(pane)) = &bench.overlay else { panic!() };
    assert!(pane.versions.is_none());
    assert!(bench.press("Enter").is_empty());
    bench.press("Esc J H");
    let expected = Notice::NotHere(crate::workbench::command::Command::History, WhyNot::NoTask);
    assert_eq!(bench.last_notice(), Some(&expected));
}
