//! What may lie where a file should be, on a real disk: a folder, a device, a pipe, a link to nothing, 50 MB.

#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use super::small::{PLAN, bare, furnished};
use super::*;
use crate::store::fault::{FaultKind, Severity};
use crate::store::fs::RealDisk;

const PARTS: [Part; 5] = [Part::Plan, Part::Roster, Part::Entries(7), Part::Activities, Part::Chases];

/// The furnished small plan on the real disk.
fn laid_out() -> (tempfile::TempDir, PathBuf) {
    let disk = bare();
    furnished(&disk);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    for (path, bytes) in disk.files() {
        let path = root.join(path.strip_prefix(ROOT).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    (folder, root)
}

fn opened(root: &Path) -> Store {
    open(Arc::new(RealDisk), root, None, chance(7)).unwrap()
}

type Put = fn(&Path);

/// What is put in a file's place.
const WHAT: [(&str, Put); 6] = [
    ("folder", |path| std::fs::create_dir(path).unwrap()),
    ("pipe", |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success())),
    ("device", |path| symlink("/dev/zero", path).unwrap()),
    ("link to nothing", |path| symlink("nowhere.yaml", path).unwrap()),
    ("link to itself", |path| symlink(path.file_name().unwrap(), path).unwrap()),
    ("50 MB", |path| {
        let file = std::fs::File::create(path).unwrap();
        file.set_len(50 << 20).unwrap();
    }),
];

#[test]
fn whatever_lies_in_a_files_place_the_rest_opens_and_it_comes_back() {
    for part in PARTS {
        for (name, put) in WHAT {
            let place = format!("{part:?}: {name}");
            let (_folder, root) = laid_out();
            let whole = opened(&root);
            let path = whole.path(part);
            std::fs::remove_file(&path).unwrap();
            put(&path);
            let mut store = opened(&root);
            assert!(store.workspace().is_unreadable(part), "{place}");
            let faults = store.faults().to_vec();
            assert_eq!(faults.len(), 1, "{place}: {faults:?}");
            assert_eq!((&faults[0].path, faults[0].kind.severity()), (&path, Severity::Broken), "{place}");
            // Work goes on elsewhere, and nothing is written to it.
            let draft = addition(&store, 9, "9-ccccc", "接着办");
            store.commit(draft, &stamp(1)).unwrap();
            store.sync(&stamp(2)).unwrap();
            assert!(std::fs::symlink_metadata(&path).is_ok(), "{place}");
            store.repair(&stamp(3)).unwrap();
            let again = opened(&root);
            assert!(again.faults().is_empty(), "{place}: {:?}", again.faults());
            assert_eq!(again.workspace(), store.workspace(), "{place}");
            assert_eq!(again.workspace().entries_of(7), whole.workspace().entries_of(7), "{place}");
            assert_eq!(again.workspace().plan, whole.workspace().plan, "{place}");
            assert_eq!(again.workspace().chases, whole.workspace().chases, "{place}");
        }
    }
}

#[test]
fn it_is_noticed_in_the_running_program_too_and_stops_no_other_change() {
    for (name, put) in WHAT {
        let (_folder, root) = laid_out();
        let mut store = opened(&root);
        let path = store.path(Part::Chases);
        let whole = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        put(&path);
        store.sync(&stamp(1)).unwrap();
        assert!(store.workspace().is_unreadable(Part::Chases), "{name}");
        store.commit(addition(&store, 9, "9-ccccc", "接着办"), &stamp(2)).unwrap();
        let _ = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir(&path));
        std::fs::write(&path, whole).unwrap();
        store.sync(&stamp(3)).unwrap();
        assert!(!store.workspace().is_unreadable(Part::Chases), "{name}");
        assert!(store.faults().is_empty(), "{name}: {:?}", store.faults());
    }
}

#[test]
fn own_files_and_journals_may_be_folders_too() {
    let layout = |root: &Path| Layout::new(root, PLAN);
    let own: [fn(&Layout) -> PathBuf; 4] =
        [Layout::applied, Layout::draft, Layout::state, |layout| layout.shadow(Part::Plan)];
    for path in own {
        let (_folder, root) = laid_out();
        let path = path(&layout(&root));
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(&path).unwrap();
        let mut store = opened(&root);
        store.commit(addition(&store, 9, "9-ccccc", "接着办"), &stamp(1)).unwrap();
        assert!(opened(&root).workspace().entry(&id("9-ccccc")).is_some(), "{}", path.display());
    }
    // Another machine's journal.
    let (_folder, root) = laid_out();
    let journal = layout(&root).journals().join("2024-07-zzzz.yaml");
    std::fs::create_dir(&journal).unwrap();
    let mut store = opened(&root);
    assert!(store.faults().iter().any(|fault| fault.path == journal));
    store.commit(addition(&store, 9, "9-ccccc", "接着办"), &stamp(1)).unwrap();
    assert!(store.changes().1.iter().any(|fault| fault.path == journal));
}

#[test]
fn a_folder_of_entries_that_cannot_be_listed_accuses_nobody() {
    let (_folder, root) = laid_out();
    let entries = layout_of(&root).entries();
    std::fs::rename(&entries, root.join("away")).unwrap();
    std::fs::write(&entries, "no folder").unwrap();
    let mut store = opened(&root);
    for task in [1, 7, 9] {
        assert!(store.workspace().is_unreadable(Part::Entries(task)), "{task}");
    }
    assert!(store.faults().iter().any(|fault| fault.path == entries), "{:?}", store.faults());
    std::fs::remove_file(&entries).unwrap();
    std::fs::rename(root.join("away"), &entries).unwrap();
    store.sync(&stamp(1)).unwrap();
    assert!(store.faults().is_empty(), "{:?}", store.faults());
    assert_eq!(store.workspace(), opened(&root).workspace());
}

fn layout_of(root: &Path) -> Layout {
    Layout::new(root, PLAN)
}

#[test]
fn a_check_lists_the_files_that_no_start_reads() {
    let (_folder, root) = laid_out();
    let layout = layout_of(&root);
    std::fs::create_dir(layout.snapshots()).unwrap();
    let broken = [layout.snapshot("2024-W27"), layout.plan().join("duties.yaml"), layout.draft()];
    for path in &broken {
        std::fs::write(path, "schema: 1\nrows: [\n# end\n").unwrap();
    }
    let faults = opened(&root).inspect(&Calendar::default(), day());
    for path in &broken {
        let found = faults.iter().find(|fault| fault.path == *path);
        assert!(
            found.is_some_and(|fault| matches!(fault.kind, FaultKind::Syntax(_))),
            "{path:?}: {faults:?}"
        );
    }
}
