//! A year with many changes: what its journal adds to a start. `PEIDANG_CHANGES=50000` by hand, with `--nocapture` and a
//! release build for the figures.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::*;
use crate::domain::change::{Change, Draft};
use crate::store::fs::RealDisk;
use crate::store::{journal, layout::Layout, yaml};

/// Entries that the changes are of.
const ENTRIES: usize = 300;

/// What a colleague's year comes to: the changes in order, and the data after them.
fn year(workspace: &Workspace, count: usize) -> (Vec<Change>, Workspace) {
    let mut data = workspace.clone();
    let calendar = Calendar::built_in();
    let tasks: Vec<u32> = data.plan.tasks().map(|task| task.id).collect();
    let units: Vec<String> = data.roster.units.iter().map(|unit| unit.name.clone()).collect();
    let ids: Vec<EntryId> =
        (0..ENTRIES).map(|n| EntryId::new(tasks[n % tasks.len()], n as u64 * 7_919)).collect();
    let mut dice = chance(11);
    let mut below = move |most: usize| usize::try_from(dice()).unwrap_or(0) % most;
    let mut changes = Vec::with_capacity(count);
    for n in 0..count {
        let day = day() + chrono::Days::new(n as u64 * 170 / count as u64);
        let desk = Desk { workspace: &data, calendar: &calendar, today: day, by: "李某" };
        let draft: Draft = if let Some(id) = ids.get(n) {
            let field = Field::keyed("measure").unwrap();
            let given = [(field, "印发清单，在门户网站集中公开".to_owned())];
            edit::add(&desk, tasks[n % tasks.len()], vec![units[n % units.len()].clone()], &given, id.clone())
        } else {
            let id = std::slice::from_ref(&ids[below(ids.len())]);
            match below(10) {
                0..5 => edit::note(&desk, id, &format!("第{n}次：已在门户网站发布，链接已留存")),
                5..8 => {
                    let word: StatusWord = ["2", "1", "3", "4"][below(4)].parse().unwrap();
                    edit::status(&desk, id, word, "")
                }
                _ => edit::set(&desk, id, &[(Field::keyed("percent").unwrap(), below(100).to_string())]),
            }
        }
        .unwrap();
        data.apply(&draft.ops).unwrap();
        let number = n as u64 + 1;
        changes.push(Change {
            id: format!("zzzz-{number}"),
            counter: number,
            at: day.and_hms_opt(9, 0, 0).unwrap()
                + chrono::TimeDelta::seconds(i64::try_from(n % 30_000).unwrap()),
            by: "李某".to_owned(),
            label: draft.label,
            undoes: None,
            redoes: None,
            ops: draft.ops,
        });
    }
    (changes, data)
}

fn write_journal(layout: &Layout, changes: &[Change]) -> u64 {
    std::fs::create_dir_all(layout.journals()).unwrap();
    let mut text = journal::HEAD.to_owned();
    for change in changes {
        text += &journal::encode(change).unwrap();
    }
    std::fs::write(layout.journals().join("2024-07-zzzz.yaml"), &text).unwrap();
    text.len() as u64
}

fn write_files(layout: &Layout, data: &Workspace) {
    std::fs::create_dir_all(layout.entries()).unwrap();
    for task in data.plan.tasks().filter(|task| !data.entries_of(task.id).is_empty()) {
        let text = yaml::write_entries("配档条目", data.entries_of(task.id)).unwrap();
        std::fs::write(layout.part(Part::Entries(task.id)), text).unwrap();
    }
}

/// A folder on the real disk that this machine has opened and changed once.
fn known() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    prepare(&RealDisk, &root).unwrap();
    let mut store = opened(&root);
    store.sync(&stamp(0)).unwrap();
    (folder, root)
}

fn opened(root: &Path) -> Store {
    open(Arc::new(RealDisk), root, None, chance(7)).unwrap()
}

/// The best of three starts, and the last of them.
fn timed(root: &Path) -> (Duration, Store) {
    let once = || {
        let begun = Instant::now();
        let store = opened(root);
        (begun.elapsed(), store)
    };
    let best = (0..2).map(|_| once().0).min().unwrap_or(Duration::MAX);
    let (last, store) = once();
    (best.min(last), store)
}

#[test]
fn a_long_journal_is_taken_up_whether_the_files_hold_it_already_or_not() {
    let count = std::env::var("PEIDANG_CHANGES").ok().and_then(|text| text.parse().ok()).unwrap_or(800);
    let (_kept, root) = known();
    let (empty, store) = timed(&root);
    let layout = store.layout().clone();
    let (changes, data) = year(store.workspace(), count);
    let same = |store: &Store, place: &str| {
        assert!(store.faults().is_empty(), "{place}: {:?}", store.faults().first());
        for task in data.plan.tasks() {
            assert_eq!(store.workspace().entries_of(task.id), data.entries_of(task.id), "{place}");
        }
    };
    // What a pull brings: files and journal, of which this machine has noted neither.
    let bytes = write_journal(&layout, &changes);
    write_files(&layout, &data);
    let (pulled, mut store) = timed(&root);
    same(&store, "pulled");
    // Noted once, a start passes over it.
    store.sync(&stamp(1)).unwrap();
    drop(store);
    let (noted, store) = timed(&root);
    same(&store, "noted");
    // A machine that knows half of the year pulls the other half: each file differs from what it wrote last.
    let (_half, root) = known();
    let layout = opened(&root).layout().clone();
    let (half, _) = changes.split_at(changes.len() / 2);
    write_journal(&layout, half);
    let mut store = opened(&root);
    store.sync(&stamp(1)).unwrap();
    drop(store);
    write_journal(&layout, &changes);
    write_files(&layout, &data);
    let (second, mut store) = timed(&root);
    same(&store, "the other half pulled");
    let news = store.sync(&stamp(2)).unwrap();
    assert!(news.changes.is_empty(), "nothing of it is an edit from outside: {:?}", news.changes.first());
    drop(store);
    // The files alone, as a folder without a journal would have them.
    let (_bare, root) = known();
    write_files(opened(&root).layout(), &data);
    let (files, _) = timed(&root);
    // The journal alone, as after a crash: every change is done again.
    let (_behind, root) = known();
    write_journal(opened(&root).layout(), &changes);
    let (redone, store) = timed(&root);
    same(&store, "redone");
    println!(
        "{count} changes, {bytes} bytes; start: nothing {empty:.1?}, files {files:.1?}, noted {noted:.1?}, \
         pulled {pulled:.1?}, the other half pulled {second:.1?}, redone {redone:.1?}"
    );
}
