//! A change and its inverse are nothing; a change happens whole or not at all; undo and redo go up and down one stack.

use std::sync::Arc;

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::sample::{self, TASKS};
use crate::domain::workspace::Workspace;

/// What an op of a random change is made from.
#[derive(Debug, Clone)]
struct Seed {
    kind: u8,
    task: usize,
    place: usize,
    index: usize,
    text: String,
    entry: Entry,
}

fn seed() -> impl Strategy<Value = Seed> {
    (0_u8..10, 0..TASKS.len(), 0_usize..8, 0_usize..8, sample::text(), sample::entry_named("x".to_owned()))
        .prop_map(|(kind, task, place, index, text, entry)| Seed { kind, task, place, index, text, entry })
}

/// An op that applies to `workspace`, of the kind that the seed says, where there is something to do it on.
fn op(workspace: &Workspace, seed: &Seed) -> Option<Op> {
    let task = TASKS[seed.task];
    let entries = workspace.entries_of(task);
    let some = entries.get(seed.place % entries.len().max(1));
    let at = |entry: &Entry| Target::Entry { task, id: entry.id.clone() };
    let text = Value::String(seed.text.clone());
    let set = |target: Target, field: &str, new: Value| {
        let old = workspace.value(&target, field);
        Op::Set { target, field: field.to_owned(), old, new }
    };
    let put = |target: Target, field: &str, item: Value| Op::Insert {
        target,
        field: Some(field.to_owned()),
        index: seed.index,
        item,
    };
    let take = |target: Target, field: &str| {
        let items = workspace.value(&target, field);
        let items = items.as_sequence()?;
        let index = seed.index % items.len().max(1);
        let item = items.get(index)?.clone();
        Some(Op::Remove { target, field: Some(field.to_owned()), index, item })
    };
    match seed.kind {
        0 => {
            let id = EntryId::from_text(format!("{task}-n{}", seed.place));
            let entry = Entry { id: id.clone(), ..seed.entry.clone() };
            let item = serde_yaml::to_value(&entry).unwrap();
            let free = entries.iter().all(|one| one.id != id);
            free.then_some(Op::Insert {
                target: Target::Entry { task, id },
                field: None,
                index: seed.index,
                item,
            })
        }
        1 => some.map(|entry| {
            let index = entries.iter().position(|one| one.id == entry.id).unwrap();
            let item = serde_yaml::to_value(entry).unwrap();
            Op::Remove { target: at(entry), field: None, index, item }
        }),
        2 => some.map(|entry| set(at(entry), "measure", text)),
        3 => some.map(|entry| set(at(entry), "percent", Value::from(seed.index * 12))),
        4 => some.map(|entry| put(at(entry), "tags", text)),
        5 => some.and_then(|entry| take(at(entry), "progress")),
        6 => some.and_then(|entry| take(at(entry), "evidence")),
        7 => {
            let group = ["区政府有关部门单位", "甲/乙"][seed.place % 2].to_owned();
            let target = Target::Members { task, group };
            match take(target.clone(), "units") {
                Some(op) if seed.index.is_multiple_of(2) => Some(op),
                _ => Some(put(target, "units", text)),
            }
        }
        8 => Some(set(Target::Task(task), "requirement", text)).filter(|_| !seed.text.is_empty()),
        _ => Some(set(Target::Plan, "document_no", text)),
    }
}

/// The ops of the seeds, each made on what those before it left; and the workspace after them.
fn ops(mut workspace: Workspace, seeds: &[Seed]) -> (Workspace, Vec<Op>) {
    let mut all = Vec::new();
    for seed in seeds {
        if let Some(op) = op(&workspace, seed) {
            workspace.apply_one(&op).unwrap();
            all.push(op);
        }
    }
    (workspace, all)
}

fn change(counter: u64, ops: Vec<Op>) -> Change {
    Change {
        id: format!("ab3k-{counter}"),
        counter,
        at: "2024-07-08T09:30:00".parse::<NaiveDateTime>().unwrap(),
        by: "张".to_owned(),
        label: Label::Edit,
        undoes: None,
        redoes: None,
        ops,
    }
}

/// Makes a draft on the workspace and notes it in the history.
fn commit(workspace: &mut Workspace, history: &mut History, counter: u64, draft: Draft) {
    workspace.apply(&draft.ops).unwrap();
    let change = Change {
        label: draft.label,
        undoes: draft.undoes,
        redoes: draft.redoes,
        ..change(counter, draft.ops)
    };
    history.push(&change);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn a_change_and_its_inverse_are_nothing(
        before in sample::any_workspace(),
        seeds in proptest::collection::vec(seed(), 1..12),
    ) {
        let (after, ops) = ops(before.clone(), &seeds);
        let mut workspace = before.clone();
        workspace.apply(&ops).unwrap();
        prop_assert_eq!(&workspace, &after);
        workspace.apply(&inverse(&ops)).unwrap();
        prop_assert_eq!(&workspace, &before);
        workspace.apply(&inverse(&inverse(&ops))).unwrap();
        prop_assert_eq!(&workspace, &after);
    }

    #[test]
    fn a_change_that_fails_changes_nothing(
        before in sample::any_workspace(),
        seeds in proptest::collection::vec(seed(), 1..8),
        shift in 0_usize..5,
    ) {
        let (_, mut ops) = ops(before.clone(), &seeds);
        // Another hand had been there: items of lists stand elsewhere than the ops think.
        for op in &mut ops {
            if let Op::Remove { field: Some(_), index, .. } = op {
                *index += shift;
            }
        }
        ops.push(Op::Set {
            target: Target::Plan,
            field: "year".to_owned(),
            old: Value::from(1999),
            new: Value::from(2000),
        });
        let mut workspace = before.clone();
        prop_assert!(workspace.apply(&ops).is_err());
        prop_assert_eq!(workspace, before);
    }

    #[test]
    fn a_change_comes_back_from_yaml_as_it_was(
        before in sample::any_workspace(),
        seeds in proptest::collection::vec(seed(), 1..8),
        undoes in proptest::option::of(sample::text()),
    ) {
        let (_, ops) = ops(before, &seeds);
        let change = Change { undoes, ..change(17, ops) };
        let text = serde_yaml::to_string(&change).unwrap();
        prop_assert_eq!(serde_yaml::from_str::<Change>(&text).unwrap(), change);
    }

    #[test]
    fn a_target_comes_back_from_its_path(task in any::<u32>(), name in sample::text(), kind in 0_u8..9) {
        let target = match kind {
            0 => Target::Plan,
            1 => Target::Task(task),
            2 => Target::Roster,
            3 => Target::Unit(name),
            4 => Target::Group(name),
            5 => Target::Members { task, group: name },
            6 => Target::Entry { task, id: EntryId::from_text(name) },
            7 => Target::Activity(name),
            _ => Target::Chase(name),
        };
        prop_assert_eq!(target.to_string().parse::<Target>().unwrap(), target);
    }

    /// Steps: 0 undo, 1 redo, else a new change. Beside it the naive way: a list of whole workspaces and a place in it.
    #[test]
    fn undo_and_redo_go_through_the_states_that_were(
        before in sample::any_workspace(),
        steps in proptest::collection::vec((0_u8..5, seed()), 1..25),
    ) {
        let mut workspace = before.clone();
        let mut history = History::default();
        let mut states = vec![before];
        let mut place = 0;
        for (counter, (step, seed)) in (1..).zip(steps) {
            let draft = match step {
                0 => history.undo().map(|(_, draft)| draft),
                1 => history.redo().map(|(_, draft)| draft),
                _ => op(&workspace, &seed).map(|op| Draft::new(Label::Edit, vec![op])),
            };
            match step {
                0 => prop_assert_eq!(draft.is_some(), place > 0),
                1 => prop_assert_eq!(draft.is_some(), place + 1 < states.len()),
                _ => {}
            }
            let Some(draft) = draft else { continue };
            commit(&mut workspace, &mut history, counter, draft);
            match step {
                0 => place -= 1,
                1 => place += 1,
                _ => {
                    states.truncate(place + 1);
                    states.push(workspace.clone());
                    place += 1;
                }
            }
            prop_assert_eq!(&workspace, &states[place]);
        }
        // All the way back, and all the way forth again.
        let mut counter = 1000;
        while let Some((_, draft)) = history.undo() {
            commit(&mut workspace, &mut history, counter, draft);
            counter += 1;
        }
        prop_assert_eq!(&workspace, &states[0]);
        while let Some((_, draft)) = history.redo() {
            commit(&mut workspace, &mut history, counter, draft);
            counter += 1;
        }
        prop_assert_eq!(Some(&workspace), states.last());
    }
}

#[test]
fn an_undo_names_the_change_and_a_new_change_ends_redoing() {
    let mut history = History::default();
    assert_eq!(history.undo(), None);
    history.push(&change(1, Vec::new()));
    let (undone, draft) = history.undo().unwrap();
    assert_eq!((undone.id.as_str(), draft.undoes.as_deref()), ("ab3k-1", Some("ab3k-1")));
    history.push(&Change { undoes: Some("ab3k-1".to_owned()), ..change(2, Vec::new()) });
    assert_eq!(history.undo(), None);
    assert_eq!(history.redo().unwrap().1.redoes.as_deref(), Some("ab3k-2"));
    history.push(&change(3, Vec::new()));
    assert_eq!(history.redo(), None);
}

#[test]
fn a_kind_of_edit_from_a_newer_version_is_read() {
    let text = serde_yaml::to_string(&change(1, Vec::new())).unwrap().replace("label: edit", "label: dance");
    assert_eq!(serde_yaml::from_str::<Change>(&text).unwrap().label, Label::Other);
}

#[test]
fn a_conflict_says_what_was_expected_and_what_stands() {
    let mut workspace = sample::workspace();
    workspace.put_entries(2, vec![Arc::new(sample::entry("2-a", &["区民政局"]))]);
    let target = Target::Entry { task: 2, id: EntryId::from_text("2-a") };
    let op = Op::Set {
        target: target.clone(),
        field: "measure".to_owned(),
        old: Value::from("甲"),
        new: Value::from("乙"),
    };
    let expected = Box::new(Value::from("甲"));
    let conflict = ChangeError::Conflict {
        target: target.clone(),
        field: Some("measure".to_owned()),
        expected,
        found: Box::new(Value::Null),
    };
    assert_eq!(workspace.apply(&[op]), Err(conflict));
    let item = serde_yaml::to_value(sample::entry("2-a", &["区财政局"])).unwrap();
    let twice = Op::Insert { target: target.clone(), field: None, index: 0, item };
    let Err(ChangeError::Conflict { found, .. }) = workspace.apply(&[twice]) else { panic!("no conflict") };
    assert_eq!(*found, serde_yaml::to_value(sample::entry("2-a", &["区民政局"])).unwrap());
}

#[test]
fn an_item_put_into_a_text_is_a_conflict_and_the_text_stays() {
    let mut workspace = sample::workspace();
    let mut entry = sample::entry("2-a", &["区民政局"]);
    entry.unknown = [(Value::from("x"), Value::from("甲"))].into_iter().collect();
    workspace.put_entries(2, vec![Arc::new(entry)]);
    let before = workspace.clone();
    let target = Target::Entry { task: 2, id: EntryId::from_text("2-a") };
    let op = Op::Insert { target, field: Some("x".to_owned()), index: 0, item: Value::from("乙") };
    assert!(matches!(workspace.apply(&[op]), Err(ChangeError::Conflict { .. })));
    assert_eq!(workspace, before);
}

#[test]
fn an_item_is_removed_where_it_stands_now() {
    let mut workspace = sample::workspace();
    let mut entry = sample::entry("2-a", &["区民政局"]);
    entry.tags = ["新", "甲", "乙"].map(str::to_owned).to_vec();
    workspace.put_entries(2, vec![Arc::new(entry)]);
    let target = Target::Entry { task: 2, id: EntryId::from_text("2-a") };
    let op = Op::Remove { target, field: Some("tags".to_owned()), index: 0, item: Value::from("甲") };
    workspace.apply(&[op]).unwrap();
    assert_eq!(workspace.entries_of(2)[0].tags, ["新", "乙"]);
}

#[test]
fn a_value_that_does_not_fit_is_invalid_and_a_record_that_is_gone_missing() {
    let mut workspace = sample::workspace();
    let set = |target: Target, field: &str, new: Value| Op::Set {
        target,
        field: field.to_owned(),
        old: Value::Null,
        new,
    };
    let plan = set(Target::Plan, "filing_day", Value::from("无此日"));
    assert!(matches!(workspace.apply(&[plan]), Err(ChangeError::Invalid { .. })));
    let gone = set(Target::Task(99), "due", Value::from("年底前"));
    assert_eq!(workspace.apply(&[gone]), Err(ChangeError::Missing(Target::Task(99))));
    let unit = set(Target::Unit("无".to_owned()), "note", Value::from("x"));
    assert!(matches!(workspace.apply(&[unit]), Err(ChangeError::Missing(_))));
}
