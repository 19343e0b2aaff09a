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
fn a_clock_and_what_meets_a_duty_are_told_part_by_part() {
    let op = |field: &str, old: &str, new: &str| Op::Set {
        target: Target::Duty("d-1".to_owned()),
        field: field.to_owned(),
        old: serde_yaml::from_str(old).unwrap(),
        new: serde_yaml::from_str(new).unwrap(),
    };
    let started = "{kind: reply, started: '2024-09-09'}";
    let paused = "{kind: reply, started: '2024-09-09', pauses: [{from: '2024-09-15', to: '2024-09-25'}]}";
    let one = change(vec![op("clock", started, paused)]);
    let told = sentence(&one, Language::Chinese);
    assert!(told.contains("reply 起算日 2024-09-09 → reply 起算日 2024-09-09 中止 2024-09-15"), "{told}");
    let met = "{by: activities, kind: training, state: held, count: 2}";
    let told = sentence(&change(vec![op("met_by", "~", met)]), Language::Chinese);
    assert!(told.ends_with("（空） → 业务培训 已开展 次数 2"), "{told}");
}

#[test]
fn a_unit_renamed_or_merged_is_told_as_that() {
    let unit = |name: &str, old: &str| -> Value {
        serde_yaml::from_str(&format!("{{name: {name}, kind: department, old_names: [{old}]}}")).unwrap()
    };
    let target = |name: &str| Target::Unit(name.to_owned());
    let gone = Op::Remove { target: target("区甲局"), field: None, index: 0, item: unit("区甲局", "") };
    let fresh =
        Op::Insert {
            target: target("区乙局"), field: None, index: 0, item: unit("区乙局", "区甲局")
        };
    let renamed = change(vec![gone.clone(), fresh]);
    assert_eq!(sentence(&renamed, Language::Chinese), "区甲局 更名为 区乙局");
    assert_eq!(taken_back(&renamed, Language::Chinese), "区乙局 恢复原名 区甲局");
    let kept = |field: &str, item: &str| Op::Insert {
        target: target("区丙局"),
        field: Some(field.to_owned()),
        index: 0,
        item: Value::from(item),
    };
    let merged = change(vec![gone, kept("old_names", "区甲局")]);
    assert_eq!(sentence(&merged, Language::Chinese), "区甲局 并入 区丙局");
    // Fields of a unit have their words.
    let one = change(vec![kept("aliases", "丙局")]);
    let told = sentence(&one, Language::Chinese);
    assert!(told.contains("别名") && !told.contains("aliases"), "{told}");
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

#[test]
fn one_act_on_many_entries_is_told_as_one() {
    let entry = |n: u32| Target::Entry { task: 7, id: EntryId::from_text(format!("7-aaaa{n}")) };
    let status = |n: u32, old: &str, new: &str| Op::Set {
        target: entry(n),
        field: "status".to_owned(),
        old: Value::from(old),
        new: Value::from(new),
    };
    let added = |n: u32| Op::Insert {
        target: entry(n),
        field: None,
        index: 0,
        item: serde_yaml::from_str("{units: [区财政局], status: done}").unwrap(),
    };
    let mut ops: Vec<Op> = (0..4).map(|n| status(n, "in_progress", "done")).collect();
    ops.extend((4..6).map(added));
    let one = change(ops.clone());
    assert_eq!(sentence(&one, Language::Chinese), "4条 状态 推进中 → 已完成；新增2条（已完成）");
    assert_eq!(taken_back(&one, Language::Chinese), "4条 状态 已完成 → 推进中；新增2条（已完成）");
    // Where they stood differently before, only what they got is told.
    ops[0] = status(0, "submitted", "done");
    let told = sentence(&change(ops), Language::English);
    assert_eq!(told, "4 entries: Status → done; 2 new entries (done)");
    // What a new entry is given at once is how it is added; taken back, it is gone.
    let mut ops: Vec<Op> = (0..6).map(added).collect();
    ops.extend((0..6).map(|n| status(n, "done", "submitted")));
    assert_eq!(sentence(&change(ops.clone()), Language::Chinese), "新增6条（待核实）");
    let back = crate::domain::change::inverse(&ops);
    assert_eq!(sentence(&change(back), Language::Chinese), "删除6条");
    // Few, or too different, are named.
    let few = change((0..3).map(|n| status(n, "in_progress", "done")).collect());
    assert!(sentence(&few, Language::Chinese).starts_with("7-aaaa0 "));
    let mixed = ["submitted", "done", "not_started", "in_progress", "done"];
    let mixed = (0..).zip(mixed).map(|(n, new)| status(n, "unreadable", new));
    assert!(sentence(&change(mixed.collect()), Language::Chinese).starts_with("7-aaaa0 "));
}

#[test]
fn the_kinds_of_a_group_and_of_a_unit_are_told_in_words() {
    let kinds = Op::Remove {
        target: Target::Group("各部门".to_owned()),
        field: Some("kinds".to_owned()),
        index: 0,
        item: Value::from("office"),
    };
    let told = sentence(&change(vec![kinds]), Language::Chinese);
    assert!(told.contains("类别") && !told.contains("kinds") && !told.contains("office"), "{told}");
}
