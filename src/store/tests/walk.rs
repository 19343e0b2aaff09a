//! The fault walk: a day's work is recorded call by call, then done again once for each call and each thing that can go
//! wrong there. Whatever happens, what was called saved is there afterwards, and every file can be read.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use super::small::{PLAN, activity, bare, chase};
use super::*;
use crate::domain::report::{Figures, Period};
use crate::store::draft::{self, DraftForm};
use crate::store::snapshot::{Covered, Snapshot};

/// What was promised during a day.
#[derive(Default)]
struct Said {
    /// Changes that were called saved.
    saved: Vec<Change>,
    /// Snapshots that were called kept.
    snapshots: Vec<String>,
    /// Forms that were called kept; then those whose keeping failed.
    forms: Option<Vec<DraftForm>>,
    tried: Vec<Vec<DraftForm>>,
}

impl Said {
    fn make(&mut self, store: &mut Store, edit: impl FnOnce(&Store) -> Draft) {
        let draft = edit(store);
        let at = Stamp { at: moment(u32::try_from(self.saved.len()).unwrap()), by: "张某".to_owned() };
        let saved = &mut self.saved;
        let _ = store.commit_then(draft, &at, &mut |change| saved.push(change.clone()));
    }

    fn keep_form(&mut self, store: &Store, text: &str) {
        let fields = [("measure".to_owned(), text.to_owned())].into();
        let forms = if text.is_empty() {
            Vec::new()
        } else {
            vec![DraftForm { task: 7, fields, ..DraftForm::default() }]
        };
        match draft::write(store.disk().as_ref(), store.layout(), &forms) {
            Ok(()) => {
                self.forms = Some(forms);
                self.tried.clear();
            }
            Err(_) => self.tried.push(forms),
        }
    }
}

fn opened(disk: &ModelDisk, seed: u64) -> Option<Store> {
    open(Arc::new(disk.clone()), Path::new(ROOT), None, chance(seed)).ok()
}

/// One change over many files, as an import makes it.
fn import(store: &Store, round: u32) -> Draft {
    let ops = [1, 7, 9].into_iter().flat_map(|task| {
        let id = format!("{task}-impo{round}");
        addition(store, task, &id, "收回的表：\n一、发布").ops
    });
    let mut ops: Vec<Op> = ops.collect();
    ops.extend(activity(&format!("a-impo{round}")).ops);
    Draft::new(crate::domain::change::Label::Edit, ops)
}

fn snapshot(period: &str) -> Snapshot {
    let (kind, first) = Period::named(period).unwrap();
    let at = first.and_hms_opt(17, 0, 0).unwrap();
    let figures = Figures::default();
    let (number, covered, rows) = (1, Covered::default(), Vec::new());
    let period = period.to_owned();
    Snapshot {
        period,
        kind,
        number,
        correction: 0,
        from: at,
        to: at,
        written_at: at,
        covered,
        figures,
        files: std::collections::BTreeMap::new(),
        report: None,
        rows,
    }
}

/// A day: a first change, an import, forms half typed, status and notes, a second writer in between, an undo, a redo, a
/// snapshot, an edit from outside, and a restart in the middle.
fn work(disk: &ModelDisk) -> Said {
    let mut said = Said::default();
    let Some(mut store) = opened(disk, 7) else { return said };
    said.make(&mut store, |store| addition(store, 7, "7-aaaaa", "甲"));
    said.make(&mut store, |store| import(store, 1));
    said.keep_form(&store, "打到一半");
    // Another program on another machine's account writes between two of ours.
    let mut other = opened(disk, 99);
    if let Some(other) = &mut other {
        said.make(other, |other| addition(other, 9, "9-ccccc", "丙"));
        said.make(other, |_| chase("c-11111"));
    }
    if store.workspace().entry(&id("7-aaaaa")).is_some() {
        said.make(&mut store, |store| status(store, "7-aaaaa", Status::InProgress));
        said.make(&mut store, |store| note(store, "7-aaaaa", "电话已问"));
        if let Some(other) = &mut other
            && other.sync(&stamp(40)).is_ok()
            && other.workspace().entry(&id("7-aaaaa")).is_some()
        {
            said.make(other, |other| note(other, "7-aaaaa", "旁边也记一笔"));
        }
    }
    said.saved.extend(store.undo(&stamp(50)).ok().flatten().map(|done| done.change));
    said.saved.extend(store.redo(&stamp(51)).ok().flatten().map(|done| done.change));
    said.keep_form(&store, "");
    said.keep_form(&store, "又打了一段");
    if store.snapshots().keep(snapshot("2024-W28")).is_ok() {
        said.snapshots.push("2024-W28".to_owned());
    }
    drop(store);
    let Some(mut store) = opened(disk, 7) else { return said };
    let path = store.path(Part::Roster);
    if let Some(bytes) = disk.files().get(&path) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        disk.put(&path, text.replace("short: [水利局]", "short: [水利, 水利局]").as_bytes());
    }
    let _ = store.sync(&stamp(52));
    said.make(&mut store, |store| {
        let calendar = Calendar::default();
        edit::members(&desk(store, &calendar), 1, "有关部门", &["区农业农村局".to_owned()]).unwrap()
    });
    said.make(&mut store, |store| import(store, 2));
    said
}

/// Everything that was promised holds, every file can be read, and work goes on.
fn assert_kept(disk: &ModelDisk, said: &Said, place: &str) {
    let mut store = reopen(disk);
    assert!(store.faults().is_empty(), "{place}: {:?}", store.faults());
    let (journal, faults) = store.changes();
    assert!(faults.is_empty(), "{place}: {faults:?}");
    for change in &said.saved {
        assert!(journal.contains(change), "{place}: lost {change:?}");
    }
    let ids: BTreeSet<&str> = journal.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(ids.len(), journal.len(), "{place}: an id is used twice");
    store.sync(&stamp(55)).unwrap();
    let mut expected = reopen(&bare()).workspace().clone();
    for change in &store.changes().0 {
        expected.apply(&change.ops).unwrap_or_else(|error| panic!("{place}: {error}"));
    }
    assert_eq!(
        store.workspace().entries().collect::<Vec<_>>(),
        expected.entries().collect::<Vec<_>>(),
        "{place}"
    );
    assert_eq!(store.workspace().chases, expected.chases, "{place}");
    assert_eq!(store.workspace().activities, expected.activities, "{place}");
    for period in &said.snapshots {
        assert!(store.snapshots().read(period).unwrap().is_some(), "{place}: {period}");
    }
    if let Some(forms) = &said.forms {
        let found = draft::read(store.disk().as_ref(), store.layout());
        assert!(found == *forms || said.tried.contains(&found), "{place}: {found:?}");
    }
    store.commit(addition(&store, 7, "7-zzzzz", "后来"), &stamp(59)).unwrap();
    let again = reopen(disk);
    assert_eq!(again.workspace(), store.workspace(), "{place}");
    assert!(again.faults().is_empty(), "{place}: {:?}", again.faults());
    for (path, bytes) in disk.files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let headed = path.starts_with(again.layout().plan()) && !path.starts_with(again.layout().journals());
        if headed && !name.starts_with('.') && !path.starts_with(again.layout().broken()) {
            yaml::text(&path, &bytes, None).unwrap_or_else(|fault| panic!("{place}: {fault:?}"));
        }
    }
}

/// How many of the points are tried: every seventh, all with `PEIDANG_FAULTS=all`.
fn stride() -> usize {
    if std::env::var_os("PEIDANG_FAULTS").is_some() { 1 } else { 7 }
}

#[test]
fn a_day_without_a_fault_keeps_all_of_its_promises() {
    let disk = bare();
    let said = work(&disk);
    assert_eq!((said.saved.len(), said.snapshots.len()), (11, 1));
    assert!(said.tried.is_empty());
    assert_kept(&disk, &said, "whole");
    let layout = Layout::new(ROOT, PLAN);
    assert!(disk.files().contains_key(&layout.part(Part::Chases)));
}

#[test]
fn whatever_call_the_machine_stops_at_what_was_called_saved_is_there() {
    let whole = bare();
    work(&whole);
    let log = whole.log();
    let mut points = 0;
    for (call, what) in log.iter().enumerate() {
        for left in [Left::Nothing, Left::All, Left::Some(1), Left::Some(2), Left::Some(3)] {
            points += 1;
            if points % stride() != 0 {
                continue;
            }
            let disk = bare();
            disk.at(call, Fate::Stop);
            let said = work(&disk);
            disk.reboot(left);
            assert_kept(&disk, &said, &format!("stopped at {call} ({what}), left {left:?}"));
        }
    }
    println!("{points} points where the machine stops");
    assert!(points > 500, "{points}");
}

#[test]
fn whatever_call_fails_what_was_called_saved_is_there() {
    let whole = bare();
    work(&whole);
    let log = whole.log();
    let mut points = 0;
    for (call, what) in log.iter().enumerate() {
        for fate in [
            Fate::Fail(ErrorKind::StorageFull),
            Fate::Fail(ErrorKind::PermissionDenied),
            Fate::Fail(ErrorKind::Interrupted),
            Fate::Fail(ErrorKind::Other),
            Fate::FailOn(ErrorKind::ReadOnlyFilesystem),
            Fate::FailOn(ErrorKind::StorageFull),
            Fate::Short,
        ] {
            points += 1;
            if points % stride() != 0 {
                continue;
            }
            for left in [Left::Nothing, Left::Some(5)] {
                let disk = bare();
                disk.at(call, fate);
                let said = work(&disk);
                disk.reboot(left);
                assert_kept(&disk, &said, &format!("{fate:?} at {call} ({what}), left {left:?}"));
            }
        }
    }
    println!("{points} points where a changing call fails");
    assert!(points > 700, "{points}");
}

#[test]
fn whatever_reading_fails_what_was_called_saved_is_there() {
    let whole = bare();
    work(&whole);
    let mut points = 0;
    for look in 0..whole.looks() {
        for kind in [ErrorKind::Other, ErrorKind::PermissionDenied] {
            points += 1;
            if points % stride() != 0 {
                continue;
            }
            let disk = bare();
            disk.at_look(look, kind);
            let said = work(&disk);
            disk.reboot(Left::All);
            assert_kept(&disk, &said, &format!("{kind:?} at reading {look}"));
        }
    }
    println!("{points} points where a reading call fails");
    assert!(points > 200, "{points}");
}

#[test]
fn a_first_start_that_stops_anywhere_is_begun_again() {
    let whole = ModelDisk::default();
    fresh(&whole);
    for call in 0..whole.calls() {
        for left in [Left::Nothing, Left::All, Left::Some(1), Left::Some(2)] {
            for fate in [Fate::Stop, Fate::Fail(ErrorKind::StorageFull), Fate::Short] {
                let disk = ModelDisk::default();
                disk.at(call, fate);
                let _ = prepare(&disk, Path::new(ROOT));
                disk.reboot(left);
                let store = fresh(&disk);
                assert_eq!(store.workspace().plan.tasks().count(), 67, "{fate:?} at {call}");
                assert!(store.faults().is_empty(), "{fate:?} at {call}: {:?}", store.faults());
            }
        }
    }
}
