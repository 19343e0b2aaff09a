use chrono::NaiveDate;
use serde_yaml::Value;

use super::*;
use crate::domain::entry::EntryId;

fn change(ops: Vec<Op>) -> Change {
    let at = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap().and_hms_opt(9, 0, 0).unwrap();
    Change {
        id: "ab3k-1".to_owned(),
        counter: 1,
        at,
        by: String::new(),
        label: Label::Status,
        undoes: None,
        redoes: None,
        ops,
    }
}

fn set(field: &str, old: Value, new: Value) -> Op {
    let target = Target::Entry { task: 7, id: EntryId::from_text("7-k3f9q") };
    Op::Set { target, field: field.to_owned(), old, new }
}

#[test]
fn a_status_is_told_in_its_words_and_both_ways() {
    let one = change(vec![
        set("status", Value::from("in_progress"), Value::from("submitted")),
        set("reported_on", Value::Null, Value::from("2024-07-08")),
    ]);
    assert_eq!(sentence(&one, Language::Chinese), "7-k3f9q 状态 推进中 → 待核实");
    assert_eq!(taken_back(&one, Language::Chinese), "7-k3f9q 状态 待核实 → 推进中");
    assert_eq!(sentence(&one, Language::English), "7-k3f9q Status in progress → to check");
}

#[test]
fn a_day_set_alone_is_told() {
    let one = change(vec![set("filed_on", Value::Null, Value::from("2024-07-08"))]);
    assert_eq!(sentence(&one, Language::Chinese), "7-k3f9q 报送日期 （空） → 2024-07-08");
}

#[test]
fn many_ops_are_counted() {
    let ops = (0..9).map(|_| set("percent", Value::Null, Value::from(40))).collect();
    assert!(sentence(&change(ops), Language::Chinese).ends_with("40% 等9处"));
}

#[test]
fn every_piece_stands_in_both_languages() {
    SECTION.check().unwrap();
}
