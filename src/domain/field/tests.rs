//! The table of fields against the entry that it describes, and what is given for a field.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::Unknown;
use crate::domain::edit::{self, Desk};
use crate::domain::entry::{Entry, Evidence, Extension, Progress, Returned};
use crate::domain::sample::{self, date};
use crate::domain::status::Status;
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;

/// An entry with something in every field.
fn full() -> Entry {
    let day = date("2024-07-05");
    Entry {
        also_tasks: vec![1, 3],
        measure: "措施".to_owned(),
        deliverable: "成果".into(),
        leader: "领导".into(),
        section: "科室".into(),
        person: "人".into(),
        contact: "电话".into(),
        start: "7月".into(),
        due: "2024-07-10".into(),
        extensions: vec![Extension {
            from: "2024-07-08".to_owned(),
            to: "2024-07-10".to_owned(),
            asked_on: day,
            reason: "等数据".to_owned(),
            approved_by: "李".to_owned(),
            ground: "电话".to_owned(),
            unknown: Unknown::new(),
        }],
        status: Some(Status::InProgress),
        percent: Some(40),
        progress: vec![Progress {
            date: day, text: "已办".into(), by: "张".into(), unknown: Unknown::new()
        }],
        evidence: vec![Evidence {
            text: "http://x.cn".to_owned(),
            reviewed_by: "王".to_owned(),
            reviewed_on: Some(day),
            unknown: Unknown::new(),
        }],
        problem: "问题".into(),
        help: "协调".into(),
        tags: vec!["重点".to_owned()],
        remark: "备注".into(),
        filed_on: Some(day),
        reported_on: Some(day),
        returned: Some(Box::new(Returned {
            date: day,
            reason: "缺佐证".to_owned(),
            by: "张".to_owned(),
            unknown: Unknown::new(),
        })),
        ..sample::entry("2-a", &["区民政局", "北郊镇"])
    }
}

fn workspace(entry: Entry) -> Workspace {
    let mut workspace = sample::workspace();
    workspace.put_entries(2, vec![Arc::new(entry)]);
    workspace
}

/// The entry after `given` was put into the field, through ops as anything goes.
fn after(entry: &Entry, key: &str, given: &str) -> Result<Entry, FieldError> {
    let mut workspace = workspace(entry.clone());
    let calendar = Calendar::built_in();
    let ops = {
        let desk = Desk { workspace: &workspace, calendar: &calendar, today: date("2024-07-08"), by: "张" };
        super::edit(Field::keyed(key).unwrap(), 2, entry, given, &desk)?
    };
    workspace.apply(&ops).unwrap();
    Ok(workspace.entries_of(2)[0].as_ref().clone())
}

#[test]
fn the_table_has_the_keys_of_an_entry_in_their_order() {
    let serde_yaml::Value::Mapping(written) = serde_yaml::to_value(full()).unwrap() else {
        panic!("no mapping")
    };
    let keys: Vec<&str> = written.keys().filter_map(serde_yaml::Value::as_str).collect();
    assert_eq!(keys, FIELDS.iter().map(|field| field.key).collect::<Vec<_>>());
}

#[test]
fn every_field_of_a_full_entry_is_shown() {
    let full = full();
    for field in &FIELDS {
        assert!(!field.show(&full).is_empty(), "{}", field.key);
    }
    let bare = sample::entry("2-a", &["区民政局"]);
    let shown: Vec<&str> =
        FIELDS.iter().filter(|field| !field.show(&bare).is_empty()).map(|field| field.key).collect();
    assert_eq!(shown, ["id", "units", "status"]);
}

#[test]
fn no_two_fields_share_a_word() {
    let mut seen = BTreeSet::new();
    for field in &FIELDS {
        for word in [field.key, field.label].iter().chain(field.synonyms) {
            assert!(seen.insert(*word), "{word} stands twice");
            assert_eq!(Field::named(word).map(|found| found.key), Some(field.key), "{word}");
        }
    }
}

#[test]
fn no_key_is_a_boolean_of_yaml() {
    for field in &FIELDS {
        assert!(!["no", "yes", "on", "off", "y", "n"].contains(&field.key));
        assert!(field.key.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", field.key);
    }
}

#[test]
fn a_field_is_named_in_any_width_and_case() {
    for word in ["Measure", "ｍｅａｓｕｒｅ", " 工作 措施 ", "措施", "工作\u{3000}措施"] {
        assert_eq!(Field::named(word).map(|field| field.key), Some("measure"), "{word}");
    }
    assert_eq!(Field::named("序号"), None);
    assert_eq!(Field::named(""), None);
}

#[test]
fn what_is_shown_can_be_given_back_and_changes_nothing() {
    let plain = ["units", "also_tasks", "measure", "deliverable", "leader", "section", "person", "contact"];
    let rest = [
        "start",
        "due",
        "percent",
        "evidence",
        "problem",
        "help",
        "tags",
        "remark",
        "filed_on",
        "reported_on",
    ];
    for key in plain.iter().chain(&rest) {
        let shown = Field::keyed(key).unwrap().show(&full());
        assert_eq!(after(&full(), key, &shown), Ok(full()), "{key}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    for (key, given) in [
        ("percent", "101"),
        ("percent", "-1"),
        ("percent", "四成"),
        ("percent", "40.5"),
        ("percent", "300"),
        ("filed_on", "无此日"),
        ("reported_on", "2024-02-30"),
        ("units", "教育局"),
        ("units", ""),
        ("units", "、，"),
        ("units", "区民政局、各镇（街道）"),
        ("also_tasks", "1、99"),
        ("id", "2-b"),
        ("extensions", "x"),
    ] {
        assert!(after(&full(), key, given).is_err(), "{key}={given}");
    }
}

#[test]
fn a_percentage_is_read_as_people_write_it() {
    for (given, percent) in
        [("40", Some(40)), ("４０％", Some(40)), (" 40 % ", Some(40)), ("0", Some(0)), ("", None)]
    {
        assert_eq!(after(&full(), "percent", given).unwrap().percent, percent, "{given}");
    }
}

#[test]
fn units_are_stored_under_their_full_names_and_each_once() {
    let entry = after(&full(), "units", "财政局，周村区民政局;北郊\n区财政局").unwrap();
    assert_eq!(entry.units, ["区财政局", "区民政局", "北郊镇"]);
}

#[test]
fn further_tasks_are_each_named_once_and_never_the_own() {
    let entry = after(&full(), "also_tasks", "#43、２，1,1").unwrap();
    assert_eq!(entry.also_tasks, [43, 1]);
}

#[test]
fn evidence_that_stays_keeps_its_review_for_secrets() {
    let entry = after(&full(), "evidence", "新件\nhttp://x.cn\n\n").unwrap();
    assert_eq!(entry.evidence.len(), 2);
    assert_eq!(entry.evidence[1], full().evidence[0]);
}

#[test]
fn a_text_given_for_progress_is_one_more_note() {
    let entry = after(&full(), "progress", "又办").unwrap();
    let note =
        Progress {
            date: date("2024-07-08"), text: "又办".into(), by: "张".into(), unknown: Unknown::new()
        };
    assert_eq!(entry.progress, [full().progress[0].clone(), note]);
    assert_eq!(after(&full(), "progress", "  ").unwrap(), full());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_stored_as_given_and_an_empty_one_clears(given in sample::text()) {
        for key in ["measure", "deliverable", "leader", "section", "person", "contact", "problem", "help", "remark"] {
            let field = Field::keyed(key).unwrap();
            prop_assert_eq!(field.show(&after(&full(), key, &given).unwrap()), given.as_str());
        }
    }

    #[test]
    fn a_wrong_value_among_right_ones_changes_nothing(text in sample::text()) {
        let workspace = workspace(full());
        let calendar = Calendar::built_in();
        let desk = Desk { workspace: &workspace, calendar: &calendar, today: date("2024-07-08"), by: "张" };
        let field = |key: &str| Field::keyed(key).unwrap();
        let given = [(field("measure"), text), (field("percent"), "101".to_owned())];
        prop_assert!(edit::set(&desk, &[full().id], &given).is_err());
    }

    #[test]
    fn nothing_given_for_any_field_ever_panics(text in sample::text()) {
        for field in &FIELDS {
            let _ = after(&full(), field.key, &text);
            let _ = Field::named(&text);
        }
    }
}
