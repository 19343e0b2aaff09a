//! Older and newer shapes of the files: a later program, played with a step of its own, takes up what this one wrote.

use super::super::fault::FaultKind;
use super::super::fs::RealDisk;
use super::super::merge;
use super::super::shapes::{PLAYED, Shapes, Step};
use super::*;

/// A later program, whose files mark each measure.
const LATER: Shapes = Shapes { newest: 2, steps: &[Step { from: 1, change: with_mark }] };

#[allow(clippy::unnecessary_wraps, reason = "a step may fail")]
fn with_mark(text: &str, part: Option<Part>) -> Result<String, String> {
    let text = text.replacen("schema: 1\n", "schema: 2\n", 1);
    Ok(match part {
        Some(Part::Entries(_)) => text.replace("measure: ", "measure: 新·"),
        _ => text,
    })
}

fn failing(_: &str, _: Option<Part>) -> Result<String, String> {
    Err("nothing fits".to_owned())
}

/// Runs as a program with these shapes.
fn as_program<T>(shapes: Shapes, run: impl FnOnce() -> T) -> T {
    PLAYED.set(Some(shapes));
    let outcome = run();
    PLAYED.set(None);
    outcome
}

fn measure(store: &Store, word: &str) -> String {
    store.workspace().entry(&id(word)).unwrap().1.measure.clone()
}

fn text_of(disk: &ModelDisk, path: &Path) -> String {
    String::from_utf8(disk.files()[path].clone()).unwrap()
}

/// A folder of this program with two files of entries.
fn written() -> (ModelDisk, Store) {
    let disk = ModelDisk::default();
    let mut store = fresh(&disk);
    store.commit(addition(&store, 7, "7-aaaaa", "甲"), &stamp(1)).unwrap();
    store.commit(addition(&store, 12, "12-aaaaa", "乙"), &stamp(2)).unwrap();
    (disk, store)
}

#[test]
fn an_older_file_is_read_as_the_newest_and_its_bytes_are_kept_before_it_is_replaced() {
    let (disk, store) = written();
    let (seven, twelve) = (store.path(Part::Entries(7)), store.path(Part::Entries(12)));
    let (old_seven, old_twelve) = (text_of(&disk, &seven), text_of(&disk, &twelve));
    as_program(LATER, || {
        let mut store = reopen(&disk);
        assert!(store.faults().is_empty(), "{:?}", store.faults());
        assert_eq!(
            (measure(&store, "7-aaaaa"), measure(&store, "12-aaaaa")),
            ("新·甲".into(), "新·乙".into())
        );
        // A look changes no file, and takes nothing for an edit from outside.
        let news = store.sync(&stamp(3)).unwrap();
        assert!(news.is_empty(), "{news:?}");
        assert_eq!(text_of(&disk, &seven), old_seven);
        store.commit(note(&store, "7-aaaaa", "记"), &stamp(4)).unwrap();
        let now = text_of(&disk, &seven);
        assert!(now.contains("schema: 2") && now.contains("新·甲"), "{now}");
        // The other one waits until something in it changes.
        assert_eq!(text_of(&disk, &twelve), old_twelve);
        let kept = store.layout().aged(1).join("entries/07.yaml");
        assert_eq!(text_of(&disk, &kept), old_seven);
        // Taken up once, not again.
        let mut store = reopen(&disk);
        assert_eq!(measure(&store, "7-aaaaa"), "新·甲");
        store.commit(note(&store, "7-aaaaa", "又记"), &stamp(5)).unwrap();
        assert_eq!(text_of(&disk, &kept), old_seven);
        assert!(!disk.files().contains_key(&store.layout().aged(1).join("entries/07.2.yaml")));
    });
    // This program shows what the later one wrote, and leaves it alone.
    let mut store = reopen(&disk);
    assert!(matches!(store.faults()[0].kind, FaultKind::NewerSchema(2)), "{:?}", store.faults());
    assert!(store.commit(note(&store, "7-aaaaa", "晚"), &stamp(6)).is_err());
    store.commit(note(&store, "12-aaaaa", "早"), &stamp(7)).unwrap();
}

#[test]
fn a_file_that_cannot_be_kept_is_not_replaced_and_the_change_is_saved_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    let opened = || open(Arc::new(RealDisk), &root, None, chance(7)).unwrap();
    prepare(&RealDisk, &root).unwrap();
    let mut store = opened();
    store.commit(addition(&store, 7, "7-aaaaa", "甲"), &stamp(1)).unwrap();
    let (seven, kept) = (store.path(Part::Entries(7)), store.layout().aged(1));
    let old = std::fs::read_to_string(&seven).unwrap();
    // Something else lies where the bytes would be kept.
    std::fs::create_dir_all(store.layout().backups()).unwrap();
    std::fs::write(&kept, "in the way").unwrap();
    as_program(LATER, || {
        let mut store = opened();
        store.commit(note(&store, "7-aaaaa", "记"), &stamp(4)).unwrap();
        assert_eq!(std::fs::read_to_string(&seven).unwrap(), old);
        std::fs::remove_file(&kept).unwrap();
        // The next start does it from the journal.
        let mut store = opened();
        store.sync(&stamp(5)).unwrap();
        assert!(std::fs::read_to_string(&seven).unwrap().contains("记"));
        assert_eq!(std::fs::read_to_string(kept.join("entries/07.yaml")).unwrap(), old);
    });
}

#[test]
fn another_machines_older_file_is_taken_up_as_its_edit_and_kept_beside_the_first() {
    let (disk, store) = written();
    let seven = store.path(Part::Entries(7));
    let old = text_of(&disk, &seven);
    as_program(LATER, || {
        let mut store = reopen(&disk);
        store.commit(note(&store, "7-aaaaa", "记"), &stamp(3)).unwrap();
        // `git pull` brings the file of one who still has the older program.
        let theirs = old.replace("measure: 甲", "measure: 丙");
        disk.put(&seven, theirs.as_bytes());
        store.sync(&stamp(4)).unwrap();
        assert_eq!(measure(&store, "7-aaaaa"), "新·丙");
        store.commit(note(&store, "7-aaaaa", "再记"), &stamp(5)).unwrap();
        assert!(text_of(&disk, &seven).contains("schema: 2"));
        let kept = store.layout().aged(1);
        assert_eq!(text_of(&disk, &kept.join("entries/07.yaml")), old);
        assert_eq!(text_of(&disk, &kept.join("entries/07.2.yaml")), theirs);
    });
}

#[test]
fn a_shape_that_no_step_leads_away_from_or_a_step_that_fails_leaves_the_file_alone() {
    let (disk, store) = written();
    let seven = store.path(Part::Entries(7));
    edited_outside(&disk, &seven, "schema: 1", "schema: 0");
    let store = reopen(&disk);
    assert!(matches!(store.faults()[0].kind, FaultKind::UnknownSchema(0)), "{:?}", store.faults());
    assert!(store.workspace().is_unreadable(Part::Entries(7)));
    assert_eq!(measure(&store, "12-aaaaa"), "乙");
    edited_outside(&disk, &seven, "schema: 0", "schema: 1");
    let broken = Shapes { newest: 2, steps: &[Step { from: 1, change: failing }] };
    as_program(broken, || {
        let error = open(Arc::new(disk.clone()), Path::new(ROOT), None, chance(7)).err();
        assert!(matches!(error, Some(OpenError::Fault(_))), "{error:?}");
    });
    assert!(reopen(&disk).faults().is_empty());
}

#[test]
fn git_does_not_merge_what_a_newer_program_wrote() {
    let (disk, store) = written();
    let ours = text_of(&disk, &store.path(Part::Entries(7)));
    let theirs = ours.replace("schema: 1", "schema: 2").replace("甲", "乙");
    let mine = ours.replace("甲", "丙");
    let outcome = merge::files(ours.as_bytes(), mine.as_bytes(), theirs.as_bytes(), "p/entries/07.yaml");
    assert!(matches!(outcome, Err(merge::MergeFault::Fault(_))), "{outcome:?}");
}
