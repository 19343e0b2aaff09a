use std::sync::Arc;

use super::*;
use crate::domain::change::Part;
use crate::store::fs::model::{Fate, Left, ModelDisk};
use crate::store::open;
use crate::store::tests::small::{PLAN, bare, furnished};
use crate::store::tests::{ROOT, addition, chance, id, reopen, stamp};

fn layout() -> Layout {
    Layout::new(ROOT, PLAN)
}

fn moment(day: u32, second: u32) -> NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(2024, 7, day).unwrap().and_hms_opt(9, 0, second).unwrap()
}

#[test]
fn one_a_day_is_made_read_back_and_fourteen_are_kept() {
    let disk = bare();
    let mut store = furnished(&disk);
    for day in 1..=20 {
        assert!(store.backup_of_the_day(moment(day, 0)).unwrap().is_some());
        assert!(store.backup_of_the_day(moment(day, 1)).unwrap().is_none(), "once a day");
    }
    let all = list(&disk, &layout()).unwrap();
    assert_eq!(all.len(), KEPT);
    assert_eq!((all[0].name.as_str(), all[13].name.as_str()), ("2024-07-20", "2024-07-07"));
    let files = unpack(&disk.files()[&all[0].path]).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["plan.yaml", "roster.yaml", "entries/07.yaml", "activities.yaml", "chases.yaml"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("journal/")));
    assert!(!names.iter().any(|name| name.starts_with("backups")), "no backup of backups");
    store.commit(addition(&store, 9, "9-ccccc", "接着办"), &stamp(1)).unwrap();
}

#[test]
fn a_restore_keeps_what_it_replaces_and_can_be_undone() {
    let disk = bare();
    let mut store = furnished(&disk);
    let then = store.workspace().clone();
    let made = now(&disk, &layout(), moment(8, 0)).unwrap();
    store.commit(addition(&store, 1, "1-ddddd", "一个新文件"), &stamp(1)).unwrap();
    store.commit(addition(&store, 7, "7-eeeee", "旧文件里一条"), &stamp(2)).unwrap();
    let before = store.workspace().clone();
    let done = restore(&disk, &layout(), Some(&made.name), moment(8, 5)).unwrap();
    assert_eq!(done.files, 2);
    store.sync(&stamp(3)).unwrap();
    assert_eq!(*store.workspace(), then);
    let mut again = reopen(&disk);
    assert_eq!(*again.workspace(), then);
    assert!(again.faults().is_empty(), "{:?}", again.faults());
    // What was there is in the journal and in a backup of its own.
    while again.workspace().entry(&id("1-ddddd")).is_none()
        || again.workspace().entry(&id("7-eeeee")).is_none()
    {
        again.undo(&stamp(4)).unwrap().unwrap();
    }
    assert_eq!(*again.workspace(), before);
    restore(&disk, &layout(), Some(&done.replaced.name), moment(8, 6)).unwrap();
    again.sync(&stamp(5)).unwrap();
    assert_eq!(*again.workspace(), before);
}

#[test]
fn a_plan_that_does_not_open_any_more_comes_back() {
    let disk = bare();
    let store = furnished(&disk);
    let then = store.workspace().clone();
    now(&disk, &layout(), moment(8, 0)).unwrap();
    for part in [Part::Plan, Part::Roster, Part::Entries(7)] {
        disk.put(&layout().part(part), "坏".as_bytes());
    }
    Disk::remove(&disk, &layout().shadow(Part::Plan)).unwrap();
    assert!(open(Arc::new(disk.clone()), Path::new(ROOT), None, chance(7)).is_err());
    let done = restore(&disk, &layout(), None, moment(9, 0)).unwrap();
    assert_eq!(done.files, 3);
    let again = reopen(&disk);
    assert_eq!(*again.workspace(), then);
    assert!(again.faults().is_empty(), "{:?}", again.faults());
}

#[test]
fn a_broken_backup_is_refused_and_nothing_is_touched() {
    let disk = bare();
    furnished(&disk);
    let made = now(&disk, &layout(), moment(8, 0)).unwrap();
    let whole = disk.files()[&made.path].clone();
    for at in (0..whole.len()).step_by(37) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        for damaged in [flipped, whole[..at].to_vec()] {
            disk.put(&made.path, &damaged);
            let before = disk.files();
            // Some bits of the container say nothing; what is put back then is what was packed.
            if let Err(error) = restore(&disk, &layout(), Some(&made.name), moment(8, 1)) {
                assert!(matches!(error, BackupError::Broken { .. }), "{error}");
                assert_eq!(disk.files(), before, "byte {at}");
            } else {
                assert!(unpack(&damaged).unwrap() == unpack(&whole).unwrap(), "byte {at}");
            }
        }
    }
    assert!(matches!(
        restore(&disk, &layout(), Some("2020-01-01"), moment(8, 1)),
        Err(BackupError::Unknown(_))
    ));
    let (out, _) = pack([("../plan.yaml", b"")]).unwrap();
    assert!(unpack(&out).is_err());
}

#[test]
fn a_restore_that_stops_anywhere_can_be_done_again() {
    let prepared = || {
        let disk = bare();
        let mut store = furnished(&disk);
        let made = now(&disk, &layout(), moment(8, 0)).unwrap();
        store.commit(addition(&store, 1, "1-ddddd", "一个新文件"), &stamp(1)).unwrap();
        store.commit(addition(&store, 7, "7-eeeee", "旧文件里一条"), &stamp(2)).unwrap();
        (disk, made)
    };
    let (whole, made) = prepared();
    let before = whole.calls();
    restore(&whole, &layout(), Some(&made.name), moment(8, 5)).unwrap();
    let calls = whole.calls() - before;
    let recorded = |disk: &ModelDisk| {
        let mut store = reopen(disk);
        store.sync(&stamp(9)).unwrap();
        assert!(store.faults().is_empty(), "{:?}", store.faults());
        store.workspace().clone()
    };
    let then = recorded(&whole);
    for call in 0..calls {
        for (fate, left) in [(Fate::Stop, Left::Nothing), (Fate::Stop, Left::All), (Fate::Short, Left::All)] {
            let (disk, made) = prepared();
            disk.at(call, fate);
            let _ = restore(&disk, &layout(), Some(&made.name), moment(8, 5));
            disk.reboot(left);
            recorded(&disk);
            restore(&disk, &layout(), Some(&made.name), moment(8, 6)).unwrap();
            assert!(recorded(&disk) == then, "{fate:?} at {call}");
            assert!(*reopen(&disk).workspace() == then, "{fate:?} at {call}");
        }
    }
}

#[test]
fn a_backup_on_a_full_disk_is_none_and_says_so() {
    let disk: ModelDisk = bare();
    furnished(&disk);
    disk.at(2, Fate::FailOn(io::ErrorKind::StorageFull));
    assert!(matches!(now(&disk, &layout(), moment(8, 0)), Err(BackupError::Disk { .. })));
    disk.reboot(Left::Nothing);
    assert!(list(&disk, &layout()).unwrap().is_empty());
}

#[test]
fn who_writes_while_it_is_packed_does_not_make_it_a_mixture() {
    let disk = bare();
    furnished(&disk);
    let layout = layout();
    for disturbed in 0..4 {
        let packs = std::cell::Cell::new(0);
        let look = || {
            let guard = lock::hold(&disk, &layout.lock()).unwrap().ok_or(BackupError::Locked)?;
            Ok((guard, names(&disk, &layout)?))
        };
        let pack = |names: &[Seen]| {
            packs.set(packs.get() + 1);
            // Whoever writes needs the lock.
            if packs.get() <= disturbed && disk.try_lock(&layout.lock()).unwrap().is_some() {
                disk.put(&layout.part(Part::Entries(7)), format!("# {disturbed} {}", packs.get()).as_bytes());
            }
            Ok(names.to_vec())
        };
        let packed = steady(look, pack).unwrap();
        assert_eq!(packs.get(), (disturbed + 1).min(TRIES + 1));
        assert_eq!(packed, names(&disk, &layout).unwrap());
    }
}
