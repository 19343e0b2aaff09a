//! Small data to test on, and generators of the texts and records that really come.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_yaml::Value;

use super::Unknown;
use super::activity::{Activity, ActivityKind, ActivityState};
use super::entry::{Entry, EntryId, Evidence, Extension, Progress, Returned};
use super::light::{Day, Thresholds};
use super::plan::Plan;
use super::status::Status;
use super::unit::Roster;
use super::workdays::Calendar;
use super::workspace::Workspace;

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn day(today: &str) -> Day {
    Day { today: date(today), calendar: Calendar::built_in(), thresholds: Thresholds::default() }
}

/// Full names of the units of [`roster`], in its order.
pub(super) const UNITS: [&str; 5] = ["区民政局", "区财政局", "区水利局", "北郊镇", "大街街道"];

pub(super) fn roster() -> Roster {
    serde_yaml::from_str(
        "place: 周村区
groups:
- {name: 各镇（街道）, kinds: [town, street]}
- {name: 区政府各部门单位, kinds: [department]}
- {name: 区政府有关部门单位, kinds: []}
units:
- {name: 区民政局, kind: department, short: [民政局]}
- {name: 区财政局, kind: department, short: [财政局]}
- {name: 区水利局, kind: department, short: [水利局]}
- {name: 北郊镇, kind: town, short: [北郊]}
- {name: 大街街道, kind: street, short: [大街]}
",
    )
    .unwrap()
}

/// Six tasks: 1 one unit, standing; 2 both groups, one unit emphasised; 3 an open group and a town, with a day; 43, 45 and
/// 46 answered by activities.
pub(super) fn plan() -> Plan {
    serde_yaml::from_str(
        r#"title: 方案
issued: 2024-07-01
year: 2024
areas:
- title: 一
  topics:
  - title: 甲
    tasks:
    - {id: 1, number: "1", requirement: 做好一, assigned: [{unit: 区民政局, role: responsible}], nature: standing}
    - id: 2
      number: "2"
      requirement: 做好二
      assigned:
      - {unit: 各镇（街道）, role: responsible}
      - {unit: 区政府各部门单位, role: responsible}
      - {unit: 区财政局, role: emphasised}
      due: "2024-09-30"
- title: 二
  topics:
  - tasks:
    - id: 3
      number: "3"
      requirement: 做好三
      assigned: [{unit: 北郊镇, role: lead}, {unit: 区政府有关部门单位, role: responsible}]
      due: "2024-07-10"
    - id: 43
      number: "43"
      requirement: 评价
      assigned: [{unit: 区政府各部门单位, role: responsible}]
      due: "2024-12-31"
      answered_by: {kind: evaluation, state: reported, count: 2}
    - id: 45
      number: "45"
      requirement: 报计划
      assigned: [{unit: 区政府各部门单位, role: responsible}]
      due: "2024-07-10"
      answered_by: {kind: open_day, state: planned}
    - id: 46
      number: "46"
      requirement: 报情况
      assigned: [{unit: 区政府各部门单位, role: responsible}]
      due: 活动开展后5个工作日内
      answered_by: {kind: open_day, state: reported}
"#,
    )
    .unwrap()
}

/// The ids of the tasks of [`plan`].
pub(super) const TASKS: [u32; 6] = [1, 2, 3, 43, 45, 46];

pub(super) fn workspace() -> Workspace {
    Workspace::new(plan(), roster())
}

pub(super) fn entry(id: &str, units: &[&str]) -> Entry {
    Entry::new(EntryId::from_text(id), units.iter().copied())
}

pub(super) fn activity(id: &str, kind: ActivityKind, unit: &str, state: ActivityState) -> Activity {
    let mut activity: Activity =
        serde_yaml::from_str("{id: x, kind: other, unit: x, state: planned}").unwrap();
    activity.id = id.to_owned();
    activity.kind = kind;
    activity.unit = unit.to_owned();
    activity.state = state;
    activity
}

/// Texts of every kind that people paste and that YAML stumbles over.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[一-龥]{1,12}",
        2 => proptest::sample::select(vec![
            "", "no", "yes", "on", "~", "null", "true", "07", "7.10", "1e3", "0x1F", "0o7", "1_000", "2024-07-05",
            "12:30:00", "# x", "x # y", "---", "...", "- a", "? a", ": a", "a: b", "{a: b}", "[a]", "&a", "*a",
            "!t", "|", ">", "%", "@", "`", "'", "\"", "\\", " leading", "  two\n  lines", "trailing ", "tab\tin",
            "\ttab first", "line\nline", "line\n\n\nline\n", "\n", "\n\n", "\nfirst", " \n x", "line\r\nline", "\r",
            "𠮷野家", "e\u{301}é", "が", "👨\u{200d}👩\u{200d}👧", "\u{feff}bom", "\u{2028}line", "\u{85}next", "\u{a0}",
            "\u{3000}全角", "\u{1b}[31mred", "\u{0}", "\u{7}", "\u{7f}", "\u{9b}", "\u{fffd}", "\u{ffff}", "\u{202e}rtl",
            "=", "<<", ".inf", ".nan", "-", "--", "-1", "+1", "?", "# end",
        ])
        .prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[ \n\t#:\\-'\"一]{0,12}",
        1 => Just("措".repeat(10_000)),
    ]
}

pub(super) fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..400).prop_map(|days| date("2024-01-01") + Days::new(days))
}

/// Keys of a newer version.
pub(super) fn unknown() -> impl Strategy<Value = Unknown> {
    let value = prop_oneof![
        text().prop_filter("says something", |text| !text.is_empty()).prop_map(Value::String),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        proptest::collection::vec("[a-z一-龥]{1,4}".prop_map(Value::String), 1..3).prop_map(Value::Sequence),
    ];
    proptest::collection::vec(("x_[a-z]{1,3}", value), 0..4)
        .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (Value::String(key), value)).collect())
}

pub(super) fn status() -> impl Strategy<Value = Status> {
    proptest::sample::select(Status::ALL.to_vec())
}

fn progress() -> impl Strategy<Value = Progress> {
    (some_day(), text(), text()).prop_map(|(date, text, by)| Progress {
        date,
        text: text.into(),
        by: by.into(),
        unknown: Unknown::new(),
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (text(), text(), proptest::option::of(some_day())).prop_map(|(text, reviewed_by, reviewed_on)| Evidence {
        text,
        reviewed_by,
        reviewed_on,
        unknown: Unknown::new(),
    })
}

fn extension() -> impl Strategy<Value = Extension> {
    (text(), text(), some_day(), text(), text(), text()).prop_map(
        |(from, to, asked_on, reason, approved_by, ground)| Extension {
            from,
            to,
            asked_on,
            reason,
            approved_by,
            ground,
            unknown: Unknown::new(),
        },
    )
}

fn returned() -> impl Strategy<Value = Box<Returned>> {
    (some_day(), text(), text())
        .prop_map(|(date, reason, by)| Box::new(Returned { date, reason, by, unknown: Unknown::new() }))
}

/// Units of [`roster`], one to three, and now and then one that it does not know.
fn units() -> impl Strategy<Value = Vec<String>> {
    let known = proptest::sample::subsequence(UNITS.to_vec(), 1..=3).prop_shuffle();
    prop_oneof![
        5 => known.prop_map(|units| units.into_iter().map(str::to_owned).collect()),
        1 => Just(vec!["外单位".to_owned()]),
    ]
}

/// A time limit: none, a day, or words.
fn due() -> impl Strategy<Value = String> {
    let words = [
        "每月28日前",
        "每季度",
        "年底前",
        "持续推进",
        "活动开展后5个工作日内",
        "7月上旬",
        "每年至少2次",
        "尽快",
    ];
    prop_oneof![
        Just(String::new()),
        some_day().prop_map(|day| day.to_string()),
        proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        text().prop_map(|text| text.chars().take(20).collect()),
    ]
}

/// Any entry with this id.
pub(super) fn entry_named(id: String) -> impl Strategy<Value = Entry> {
    let lists = (
        proptest::sample::subsequence(TASKS.to_vec(), 0..=2),
        proptest::collection::vec(extension(), 0..2),
        proptest::collection::vec(progress(), 0..4),
        proptest::collection::vec(evidence(), 0..3),
        proptest::collection::vec(text(), 0..3),
    );
    let texts = (text(), text(), text(), text(), text(), text(), text(), text(), text());
    let rest = (
        units(),
        due(),
        proptest::option::of(status()),
        proptest::option::of(0_u8..=100),
        proptest::option::of(some_day()),
        proptest::option::of(some_day()),
        proptest::option::of(returned()),
        unknown(),
    );
    (lists, texts, rest).prop_map(move |(lists, texts, rest)| {
        let (also_tasks, extensions, progress, evidence, tags) = lists;
        let (measure, deliverable, leader, section, person, contact, problem, help, remark) = texts;
        let (units, due, status, percent, filed_on, reported_on, returned, unknown) = rest;
        Entry {
            id: EntryId::from_text(id.clone()),
            units: units.into_iter().map(Into::into).collect(),
            also_tasks,
            measure,
            deliverable: deliverable.into(),
            leader: leader.into(),
            section: section.into(),
            person: person.into(),
            contact: contact.into(),
            start: due.as_str().into(),
            due: due.into(),
            extensions,
            rounds: Vec::new(),
            status,
            percent,
            progress,
            evidence,
            problem: problem.into(),
            help: help.into(),
            tags,
            remark: remark.into(),
            filed_on,
            reported_on,
            returned,
            unknown,
        }
    })
}

/// Some entries of one task, each id once, in any order.
pub(super) fn entries_of(task: u32) -> impl Strategy<Value = Vec<Arc<Entry>>> {
    proptest::sample::subsequence(vec!['a', 'b', 'c', 'd'], 0..=4).prop_shuffle().prop_flat_map(
        move |letters| {
            letters
                .into_iter()
                .map(|letter| entry_named(format!("{task}-{letter}")).prop_map(Arc::new))
                .collect::<Vec<_>>()
        },
    )
}

/// Some activities, each id once.
pub(super) fn activities() -> impl Strategy<Value = Vec<Arc<Activity>>> {
    let one = (
        proptest::sample::select(vec![
            ActivityKind::OpenDay,
            ActivityKind::Evaluation,
            ActivityKind::Training,
        ]),
        proptest::sample::select(vec![
            ActivityState::Cancelled,
            ActivityState::Planned,
            ActivityState::Postponed,
            ActivityState::Held,
            ActivityState::Reported,
        ]),
        proptest::sample::select(UNITS.to_vec()),
        text(),
        proptest::option::of(some_day()),
        proptest::option::of(some_day()),
    );
    proptest::collection::vec(one, 0..5).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(place, (kind, state, unit, name, held_on, reported_on))| {
                let blank = activity(&format!("a{place}"), kind, unit, state);
                Arc::new(Activity { name, held_on, reported_on, ..blank })
            })
            .collect()
    })
}

/// Any workspace on [`plan`] and [`roster`].
pub(super) fn any_workspace() -> impl Strategy<Value = Workspace> {
    (TASKS.map(entries_of), activities()).prop_map(|(files, activities)| {
        let mut workspace = workspace();
        for (task, entries) in TASKS.into_iter().zip(files) {
            workspace.put_entries(task, entries);
        }
        workspace.activities = activities;
        workspace
    })
}
