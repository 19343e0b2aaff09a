//! Differences become ops that lead from the one version to the other; records survive YAML.

use std::sync::Arc;

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;
use crate::domain::Unknown;
use crate::domain::entry::Evidence;
use crate::domain::sample::{self, date, entry, workspace};
use crate::domain::status::Status;
use crate::domain::unit::{Unit, Waiver};

fn written(entry: &Entry) -> String {
    serde_yaml::to_string(entry).unwrap()
}

fn from(text: &str) -> Entry {
    serde_yaml::from_str(text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_entry_comes_back_from_yaml_as_it_was(entry in sample::entry_named("7-k3f9q".to_owned())) {
        let text = written(&entry);
        let back: Entry = serde_yaml::from_str(&text).unwrap();
        prop_assert_eq!(&back, &entry);
        let keys: Vec<&Value> = back.unknown.keys().collect();
        prop_assert_eq!(keys, entry.unknown.keys().collect::<Vec<_>>());
        prop_assert_eq!(written(&back), text);
    }

    #[test]
    fn any_text_stands_in_a_file_of_many_entries(entries in sample::entries_of(7)) {
        let text = serde_yaml::to_string(&entries).unwrap();
        let back: Vec<Arc<Entry>> = serde_yaml::from_str(&text).unwrap();
        prop_assert_eq!(back, entries);
    }

    #[test]
    fn the_difference_of_entries_leads_from_old_to_new(
        (old, new) in (sample::entries_of(2), sample::entries_of(2)),
        keep in any::<u8>(),
    ) {
        // Some of the old stay as they are, as in a real edit.
        let new: Vec<Arc<Entry>> = new
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let same = old.iter().find(|other| other.id == one.id && keep >> place & 1 == 1);
                Arc::clone(same.unwrap_or(one))
            })
            .collect();
        let mut workspace = workspace();
        workspace.put_entries(2, old.clone());
        let before = workspace.clone();
        let ops = diff_entries(2, &old, &new);
        workspace.apply(&ops).unwrap();
        prop_assert_eq!(workspace.entries_of(2), new.as_slice());
        workspace.apply(&crate::domain::change::inverse(&ops)).unwrap();
        prop_assert_eq!(workspace, before);
    }

    #[test]
    fn the_difference_of_activities_leads_from_old_to_new(old in sample::activities(), new in sample::activities()) {
        let mut workspace = workspace();
        workspace.activities.clone_from(&old);
        workspace.apply(&diff_activities(&old, &new)).unwrap();
        prop_assert_eq!(workspace.activities, new);
    }

    #[test]
    fn the_difference_of_rosters_leads_from_old_to_new(old in any_roster(), new in any_roster()) {
        let mut workspace = Workspace::new(sample::plan(), old.clone());
        let ops = diff_roster(&old, &new);
        workspace.apply(&ops).unwrap();
        prop_assert_eq!(workspace.roster.as_ref(), &new);
        workspace.apply(&crate::domain::change::inverse(&ops)).unwrap();
        prop_assert_eq!(workspace.roster.as_ref(), &old);
    }

    #[test]
    fn the_difference_of_plans_leads_from_old_to_new(old in any_plan(), new in any_plan()) {
        let mut workspace = Workspace::new(old.clone(), sample::roster());
        let ops = diff_plan(&old, &new);
        workspace.apply(&ops).unwrap();
        prop_assert_eq!(workspace.plan.as_ref(), &new);
        workspace.apply(&crate::domain::change::inverse(&ops)).unwrap();
        prop_assert_eq!(workspace.plan.as_ref(), &old);
    }
}

/// Rosters with units renamed, left out and moved, members picked and waivers given.
fn any_roster() -> impl Strategy<Value = Roster> {
    let units = proptest::sample::subsequence(sample::roster().units, 0..=5).prop_shuffle();
    let notes = proptest::collection::vec(sample::text(), 5);
    let members = proptest::sample::subsequence(vec![1_u32, 2, 3], 0..=3);
    let waivers = proptest::collection::vec((1_u32..4, sample::text(), sample::some_day()), 0..3);
    (units, notes, members, waivers, sample::unknown()).prop_map(
        |(units, notes, members, waivers, unknown)| {
            let base = sample::roster();
            Roster {
                units: units.into_iter().zip(notes).map(|(unit, note)| Unit { note, ..unit }).collect(),
                members: members
                    .into_iter()
                    .map(|task| Members {
                        task,
                        group: "区政府有关部门单位".to_owned(),
                        units: vec!["区民政局".to_owned()],
                        unknown: Unknown::new(),
                    })
                    .collect(),
                waivers: waivers
                    .into_iter()
                    .map(|(task, reason, day)| Waiver {
                        task,
                        unit: "区民政局".to_owned(),
                        reason,
                        day,
                        by: String::new(),
                        unknown: Unknown::new(),
                    })
                    .collect(),
                unknown,
                ..base
            }
        },
    )
}

/// Plans with areas left out and moved, tasks left out, requirements changed; also an empty one.
fn any_plan() -> impl Strategy<Value = Plan> {
    let areas = proptest::sample::subsequence(sample::plan().areas, 0..=2).prop_shuffle();
    (areas, sample::text(), sample::text(), proptest::option::of(sample::some_day()), 0_usize..3).prop_map(
        |(mut areas, title, document_no, filing_day, fewer)| {
            for area in &mut areas {
                for topic in &mut area.topics {
                    topic.tasks.truncate(topic.tasks.len().saturating_sub(fewer));
                    if let Some(task) = topic.tasks.first_mut() {
                        task.requirement.clone_from(&title);
                    }
                }
            }
            Plan { title, document_no, filing_day, areas, ..sample::plan() }
        },
    )
}

#[test]
fn a_missing_value_reads_as_empty() {
    let entry = from(
        "id: 7-a\nunits: [区民政局]\nalso_tasks:\nmeasure:\ndue:\nextensions:\nstatus:\npercent:\nprogress:\n\
         evidence:\ntags:\nfiled_on:\nreturned:\n",
    );
    assert_eq!(entry, sample::entry("7-a", &["区民政局"]));
}

#[test]
fn evidence_may_be_a_bare_text_or_the_whole() {
    let entry = from(
        "id: 7-a\nunits: [区民政局]\nevidence:\n- http://x.cn/1\n- {text: 周政办字〔2024〕9号, reviewed_by: 张, reviewed_on: 2024-07-05}\n\
         - {text: 甲, reviewed_by: }\n",
    );
    let bare = |text: &str| Evidence {
        text: text.to_owned(),
        reviewed_by: String::new(),
        reviewed_on: None,
        unknown: Unknown::new(),
    };
    assert_eq!(entry.evidence[0], bare("http://x.cn/1"));
    assert_eq!(entry.evidence[1].reviewed_on, Some(date("2024-07-05")));
    assert_eq!(entry.evidence[2], bare("甲"));
}

#[test]
fn a_status_may_be_written_in_chinese_or_as_its_digit() {
    for (word, status) in
        [("已完成", Status::Done), ("3", Status::Submitted), ("in_progress", Status::InProgress)]
    {
        let entry = from(&format!("id: 7-a\nunits: [区民政局]\nstatus: {word}\n"));
        assert_eq!(entry.status, Some(status), "{word}");
    }
    assert!(serde_yaml::from_str::<Entry>("id: 7-a\nunits: []\nstatus: 退回\n").is_err());
    assert!(serde_yaml::from_str::<Entry>("id: 7-a\nunits: []\nstatus: 完了\n").is_err());
}

#[test]
fn what_stands_without_quotation_marks_is_read_as_it_is_written() {
    let entry = from(
        "id: 7-a\nunits: [区民政局]\ncontact: 13805330000\nsection: 05336195000\nremark: no\ndue: 7.10\nleader: 1e3\n",
    );
    assert_eq!(entry.contact, "13805330000");
    assert_eq!(entry.section, "05336195000");
    assert_eq!(entry.remark, "no");
    assert_eq!(entry.due, "7.10");
    assert_eq!(entry.leader, "1e3");
}

#[test]
fn percent_over_a_hundred_is_refused() {
    assert!(serde_yaml::from_str::<Entry>("id: 7-a\nunits: []\npercent: 101\n").is_err());
}

#[test]
fn unknown_keys_keep_their_order_through_edits() {
    let old = from("id: 2-a\nz: 1\nunits: [区民政局]\nm: [x]\nmeasure: 甲\na: 3\n");
    let mut workspace = workspace();
    workspace.put_entries(2, vec![Arc::new(old.clone())]);
    let mut new = old;
    new.measure.clear();
    new.remark = "乙".into();
    let new = vec![Arc::new(new)];
    workspace.apply(&diff_entries(2, workspace.entries_of(2), &new)).unwrap();
    let keys: Vec<&str> = workspace.entries_of(2)[0].unknown.keys().filter_map(Value::as_str).collect();
    assert_eq!(keys, ["z", "m", "a"]);
}

#[test]
fn an_edit_of_one_task_or_unit_is_a_change_of_that_field_alone() {
    let old = sample::plan();
    let mut new = old.clone();
    new.task_mut(2).unwrap().due = Some("2024-10-31".to_owned());
    let set = Op::Set {
        target: Target::Task(2),
        field: "due".to_owned(),
        old: Value::from("2024-09-30"),
        new: Value::from("2024-10-31"),
    };
    assert_eq!(diff_plan(&old, &new), [set]);
    let old = sample::roster();
    let mut new = old.clone();
    new.units[1].note = "新址".to_owned();
    let ops = diff_roster(&old, &new);
    assert_eq!(ops.len(), 1);
    assert_eq!(ops[0].target(), &Target::Unit("区财政局".to_owned()));
}

#[test]
fn the_only_unit_of_an_entry_can_be_replaced() {
    let old = vec![Arc::new(entry("2-a", &["区民政局"]))];
    let new = vec![Arc::new(entry("2-a", &["区财政局"]))];
    let mut workspace = workspace();
    workspace.put_entries(2, old.clone());
    workspace.apply(&diff_entries(2, &old, &new)).unwrap();
    assert_eq!(workspace.entries_of(2), new.as_slice());
}

#[test]
fn an_entry_is_found_in_whatever_file_it_stands() {
    let mut workspace = workspace();
    workspace.put_entries(3, vec![Arc::new(entry("2-a", &["区民政局"]))]);
    let (task, found) = workspace.entry(&EntryId::from_text("2-a")).unwrap();
    assert_eq!((task, found.id.as_str()), (3, "2-a"));
    assert!(workspace.has(&Target::Entry { task: 3, id: found.id.clone() }));
    assert!(!workspace.has(&Target::Entry { task: 2, id: found.id.clone() }));
    assert!(workspace.entry(&EntryId::from_text("9-x")).is_none());
}

#[test]
fn a_part_that_cannot_be_read_is_not_written() {
    let mut workspace = workspace();
    workspace.mark_unreadable(Part::Entries(2), true);
    let item = serde_yaml::to_value(entry("2-a", &["区民政局"])).unwrap();
    let target = Target::Entry { task: 2, id: EntryId::from_text("2-a") };
    let op = Op::Insert { target: target.clone(), field: None, index: 0, item };
    assert_eq!(workspace.apply(std::slice::from_ref(&op)), Err(ChangeError::Unreadable(target)));
    workspace.mark_unreadable(Part::Entries(2), false);
    workspace.apply(&[op]).unwrap();
}

#[test]
fn members_read_from_a_file_stand_in_order_and_none_is_empty() {
    let roster: Roster = serde_yaml::from_str(
        "groups:\nunits:\nmembers:\n- {task: 3, group: 甲, units: [a]}\n- {task: 1, group: 甲, units: []}\n- {task: 1, group: 乙, units: [b]}\n",
    )
    .unwrap();
    assert_eq!(roster.members.iter().map(|one| one.task).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn the_value_of_a_field_is_what_stands_and_null_where_nothing_does() {
    let mut workspace = workspace();
    workspace
        .put_entries(2, vec![Arc::new(Entry { measure: "甲".to_owned(), ..entry("2-a", &["区民政局"]) })]);
    let target = Target::Entry { task: 2, id: EntryId::from_text("2-a") };
    assert_eq!(workspace.value(&target, "measure"), Value::from("甲"));
    assert_eq!(workspace.value(&target, "leader"), Value::Null);
    assert_eq!(workspace.value(&Target::Task(45), "due"), Value::from("2024-07-10"));
    assert_eq!(workspace.value(&Target::Task(99), "due"), Value::Null);
    assert_eq!(workspace.value(&Target::Plan, "year"), Value::from(2024));
}

#[test]
fn keys_that_this_version_does_not_know_survive_inside_records_too() {
    let yaml = "id: 7-aaaaa\nunits:\n- 区民政局\nextensions:\n- to: 8月底前\n  asked_on: 2024-07-08\n  mine: '07'\nprogress:\n- date: 2024-07-08\n  text: 已办\n  weather: 晴\nevidence:\n- text: 链接\n  pages: 3\nreturned:\n  date: 2024-07-08\n  reason: 缺\n  level: 2\n";
    let entry: crate::domain::entry::Entry = serde_yaml::from_str(yaml).unwrap();
    let again: serde_yaml::Value = serde_yaml::from_str(&serde_yaml::to_string(&entry).unwrap()).unwrap();
    let first: serde_yaml::Value = serde_yaml::from_str(yaml).unwrap();
    assert_eq!(again, first);
}
