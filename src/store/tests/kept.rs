//! A start that reads what the last one kept sees what a start that reads YAML sees.

use super::*;

fn keep(store: &mut Store, disk: &ModelDisk) -> bool {
    let read = store.take_read();
    read.inspect(|read| read.write(disk)).is_some()
}

/// What stands on the disk, with one file edited by another hand.
fn edited(disk: &ModelDisk, file: &str, edit: impl Fn(&str) -> String) {
    let path = Path::new(ROOT).join("zhoucun-2024").join(file);
    let text = String::from_utf8(disk.read(&path).unwrap()).unwrap();
    disk.write(&path, edit(&text).as_bytes()).unwrap();
}

fn stocked() -> ModelDisk {
    let disk = ModelDisk::default();
    let mut store = fresh(&disk);
    store.commit(addition(&store, 7, "7-aaaaa", "印发清单"), &stamp(1)).unwrap();
    store.commit(addition(&store, 8, "8-bbbbb", "公开结果"), &stamp(2)).unwrap();
    assert!(keep(&mut reopen(&disk), &disk));
    disk
}

#[test]
fn what_was_kept_is_taken_for_the_same_bytes_and_nothing_is_kept_again() {
    let disk = stocked();
    let mut kept = reopen(&disk);
    assert!(!keep(&mut kept, &disk));
    for name in ["outline", "entries"] {
        disk.remove(&Path::new(ROOT).join("cache").join(format!("zhoucun-2024.{name}"))).unwrap();
    }
    let read = reopen(&disk);
    assert_eq!(kept.workspace(), read.workspace());
    assert_eq!(kept.faults(), read.faults());
}

#[test]
fn a_file_that_another_hand_edited_is_read_from_its_text() {
    let disk = stocked();
    edited(&disk, "entries/07.yaml", |text| text.replace("印发清单", "印发名单"));
    edited(&disk, "plan.yaml", |text| text.replace("周村区", "淄川区"));
    let store = reopen(&disk);
    let (_, entry) = store.workspace().entry(&id("7-aaaaa")).unwrap();
    assert_eq!(entry.measure, "印发名单");
    assert!(store.workspace().plan.title.contains("淄川区"));
    assert!(store.workspace().entry(&id("8-bbbbb")).is_some());
}

#[test]
fn what_something_is_to_be_said_of_is_never_kept() {
    let disk = stocked();
    edited(&disk, "entries/07.yaml", |text| text.replace("# end", ""));
    for _ in 0..2 {
        let mut store = reopen(&disk);
        assert_eq!(store.faults().len(), 1, "{:?}", store.faults());
        keep(&mut store, &disk);
    }
    edited(&disk, "entries/07.yaml", |text| text.replace("schema: 1", "schema: 99") + "# end\n");
    for _ in 0..2 {
        let mut store = reopen(&disk);
        assert_eq!(store.faults().len(), 1, "{:?}", store.faults());
        keep(&mut store, &disk);
    }
}
