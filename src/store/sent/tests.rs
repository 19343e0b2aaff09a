use std::path::Path;

use super::*;
use crate::store::fs::model::{Fate, ModelDisk};

fn sending(id: &str, at: &str) -> Sending {
    Sending { id: id.to_owned(), at: at.parse().unwrap(), by: "张某".to_owned(), sheets: Vec::new() }
}

#[test]
fn what_was_kept_comes_back_in_the_order_of_its_moments_and_what_is_cut_is_told() {
    let disk = ModelDisk::default();
    let layout = Layout::new("/data", "plan");
    let sent = Sent::new(&disk, &layout);
    assert!(sent.read().sendings.is_empty());
    sent.keep_sending(&sending("2024-07-09-aaaaa", "2024-07-09T08:00:00")).unwrap();
    sent.keep_sending(&sending("2024-07-08-zzzzz", "2024-07-08T08:00:00")).unwrap();
    disk.put(Path::new("/data/plan/sent/in-2024-07-10-bbbbb.yaml"), b"schema: 1\nid: x\n");
    let found = sent.read();
    let ids: Vec<&str> = found.sendings.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["2024-07-08-zzzzz", "2024-07-09-aaaaa"]);
    assert!(matches!(found.faults.as_slice(), [Fault { kind: FaultKind::Cut, .. }]));
}

#[test]
fn a_disk_that_fails_keeps_nothing_half() {
    for call in 0..12 {
        let disk = ModelDisk::default();
        let layout = Layout::new("/data", "plan");
        let sent = Sent::new(&disk, &layout);
        disk.at(call, Fate::Fail(io::ErrorKind::StorageFull));
        let kept = sent.keep_sending(&sending("2024-07-09-aaaaa", "2024-07-09T08:00:00"));
        let found = sent.read();
        assert!(found.faults.is_empty(), "call {call}: {:?}", found.faults);
        if kept.is_ok() {
            assert_eq!(found.sendings.len(), 1, "call {call}");
        }
    }
}
