//! Rows: one for each pair and entry, kept current from each change and equal to rows built anew.

mod activities;

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;
use crate::domain::Unknown;
use crate::domain::activity::Activity;
use crate::domain::change::{Op, Target};
use crate::domain::edit::{self, Desk};
use crate::domain::entry::Progress;
use crate::domain::sample::{self, TASKS, UNITS, date, day};
use crate::domain::unit::{Members, Unit, UnitKind, Waiver};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::{diff_activities, diff_entries};

const OPEN: &str = "区政府有关部门单位";
const TODAY: &str = "2024-07-08";

fn build(workspace: &Workspace) -> Rows {
    Rows::build(workspace, day(TODAY))
}

/// The units of the rows of a task, each with its light.
fn lights(rows: &Rows, task: u32) -> Vec<(&str, Light)> {
    rows.task(task).unwrap().rows.iter().map(|row| (row.unit.as_ref(), row.light)).collect()
}

fn units(rows: &Rows, task: u32) -> Vec<&str> {
    rows.task(task).unwrap().rows.iter().map(|row| row.unit.as_ref()).collect()
}

fn row<'a>(rows: &'a Rows, task: u32, unit: &str) -> &'a Row {
    rows.task(task).unwrap().rows.iter().find(|row| row.unit.as_ref() == unit).unwrap()
}

fn with(task: u32, entries: Vec<Entry>) -> Workspace {
    let mut workspace = sample::workspace();
    workspace.put_entries(task, entries.into_iter().map(Arc::new).collect());
    workspace
}

fn filed(id: &str, units: &[&str]) -> Entry {
    Entry { measure: "做".to_owned(), ..sample::entry(id, units) }
}

fn pick(workspace: &mut Workspace, task: u32, units: &[&str]) {
    let mut roster = workspace.roster.as_ref().clone();
    let units = units.iter().map(|unit| (*unit).to_owned()).collect();
    roster.members.push(Members { task, group: OPEN.to_owned(), units, unknown: Unknown::new() });
    workspace.roster = Arc::new(roster);
}

fn waive(workspace: &mut Workspace, task: u32, unit: &str) {
    let mut roster = workspace.roster.as_ref().clone();
    let waiver = Waiver {
        task,
        unit: unit.to_owned(),
        reason: String::new(),
        day: date(TODAY),
        by: String::new(),
        unknown: Unknown::new(),
    };
    roster.waivers.push(waiver);
    workspace.roster = Arc::new(roster);
}

/// One step of a week: new entries of a task, other activities, members picked, a waiver, a plan closed, a broken file.
#[derive(Debug, Clone)]
enum Step {
    Entries(u32, Vec<Arc<Entry>>),
    Activities(Vec<Arc<Activity>>),
    Members(u32, Vec<String>),
    Waiver(u32, &'static str),
    Closed(Option<NaiveDate>),
    Broken(Part, bool),
    /// A unit renamed, merged into another, or of another kind now.
    Renamed(&'static str, &'static str),
    Merged(&'static str, &'static str),
    Kind(&'static str, UnitKind),
}

fn step() -> impl Strategy<Value = Step> {
    let task = || proptest::sample::select(TASKS.to_vec());
    let units = proptest::sample::subsequence(UNITS.to_vec(), 0..=3)
        .prop_map(|units| units.into_iter().map(str::to_owned).collect());
    let unit = || proptest::sample::select(UNITS.to_vec());
    let waived = proptest::sample::select(vec!["区民政局", "区政府各部门单位", "各镇（街道）", OPEN]);
    prop_oneof![
        6 => task().prop_flat_map(|task| sample::entries_of(task).prop_map(move |all| Step::Entries(task, all))),
        2 => sample::activities().prop_map(Step::Activities),
        1 => units.prop_map(|units| Step::Members(3, units)),
        1 => (task(), waived).prop_map(|(task, unit)| Step::Waiver(task, unit)),
        1 => proptest::option::of(sample::some_day()).prop_map(Step::Closed),
        1 => (task(), any::<bool>()).prop_map(|(task, broken)| Step::Broken(Part::Entries(task), broken)),
        1 => any::<bool>().prop_map(|broken| Step::Broken(Part::Activities, broken)),
        1 => (unit(), unit()).prop_map(|(unit, other)| Step::Merged(unit, other)),
        1 => (unit(), proptest::sample::select(vec!["区水务局", "区发展局"]))
            .prop_map(|(unit, name)| Step::Renamed(unit, name)),
        1 => (unit(), proptest::sample::select(UnitKind::ALL.to_vec()))
            .prop_map(|(unit, kind)| Step::Kind(unit, kind)),
    ]
}

/// Does a step; the parts that it touched.
fn take(workspace: &mut Workspace, step: Step) -> BTreeSet<Part> {
    let calendar = Calendar::built_in();
    let desk = Desk { workspace, calendar: &calendar, today: date(TODAY), by: "张" };
    let ops = match step {
        Step::Broken(part, broken) => {
            workspace.mark_unreadable(part, broken);
            return BTreeSet::from([part]);
        }
        Step::Entries(task, new) => diff_entries(task, workspace.entries_of(task), &new),
        Step::Activities(new) => diff_activities(&workspace.activities, &new),
        Step::Members(task, units) => edit::members(&desk, task, OPEN, &units).unwrap().ops,
        Step::Waiver(task, unit) => edit::waive(&desk, task, unit, "").ops,
        // A unit that is gone, or a name that is taken, is refused and nothing changes.
        Step::Merged(unit, other) => {
            edit::merge_unit(&desk, unit, other).map(|draft| draft.ops).unwrap_or_default()
        }
        Step::Renamed(unit, name) => match workspace.roster.named(unit).cloned() {
            Some(mut one) => {
                name.clone_into(&mut one.name);
                edit::set_unit(&desk, unit, &one).map(|draft| draft.ops).unwrap_or_default()
            }
            None => Vec::new(),
        },
        Step::Kind(unit, kind) => match workspace.roster.named(unit).cloned() {
            Some(one) => {
                edit::set_unit(&desk, unit, &Unit { kind, ..one }).map(|draft| draft.ops).unwrap_or_default()
            }
            None => Vec::new(),
        },
        Step::Closed(closed) => {
            let old = workspace.value(&Target::Plan, "closed");
            let new = closed.map_or(Value::Null, |day| Value::String(day.to_string()));
            vec![Op::Set { target: Target::Plan, field: "closed".to_owned(), old, new }]
        }
    };
    match workspace.apply(&ops) {
        Ok(()) => ops.iter().map(|op| op.target().part()).collect(),
        // Its file is broken: nothing was changed.
        Err(_) => BTreeSet::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn rows_kept_current_are_rows_built_anew(
        before in sample::any_workspace(),
        steps in proptest::collection::vec(step(), 1..10),
        today in sample::some_day(),
    ) {
        let mut workspace = before;
        let day = Day { today, ..day(TODAY) };
        let mut rows = Rows::build(&workspace, day.clone());
        for step in steps {
            let parts = take(&mut workspace, step);
            rows.refresh(&workspace, &parts);
            prop_assert_eq!(&rows, &Rows::build(&workspace, day.clone()));
            prop_assert_eq!(rows.day().today, today.min(workspace.plan.closed.unwrap_or(today)));
        }
    }

    #[test]
    fn the_counts_of_the_header_are_the_rows(workspace in sample::any_workspace(), today in sample::some_day()) {
        let rows = Rows::build(&workspace, Day { today, ..day(TODAY) });
        for light in Light::ALL {
            let counted = rows.iter().filter(|row| row.light == light).count();
            prop_assert_eq!(rows.total().of(light) as usize, counted);
        }
        prop_assert_eq!(rows.total().rows() as usize, rows.iter().count());
        prop_assert_eq!(rows.total().filed() as usize, rows.iter().filter(|row| row.is_filed() || row.answered).count());
        for task in TASKS {
            let task = rows.task(task).unwrap();
            prop_assert_eq!(task.tally, task.rows.iter().collect::<Tally>());
        }
    }

    #[test]
    fn every_pair_has_a_row_and_every_entry_one_per_unit_and_task(workspace in sample::any_workspace()) {
        let rows = build(&workspace);
        for task in TASKS {
            for assignment in rows.assignments(task) {
                prop_assert!(units(&rows, task).contains(&assignment.unit.as_ref()));
            }
        }
        for (home, entry) in workspace.entries() {
            let tasks: BTreeSet<u32> = entry.also_tasks.iter().copied().chain([home]).collect();
            for task in tasks {
                for unit in &entry.units {
                    let found = rows.task(task).unwrap().rows.iter().filter(|row| {
                        row.unit.as_ref() == unit && row.entry().is_some_and(|one| one.id == entry.id)
                    });
                    prop_assert_eq!(found.count(), 1, "{} {} {}", task, unit, entry.id);
                }
            }
        }
    }
}

#[test]
fn a_task_without_entries_has_a_row_for_each_unit_in_the_order_of_the_notice() {
    let rows = build(&sample::workspace());
    assert_eq!(units(&rows, 1), ["区民政局"]);
    assert_eq!(units(&rows, 2), ["北郊镇", "大街街道", "区民政局", "区财政局", "区水利局"]);
    assert_eq!(rows.total().of(Light::Unreported), rows.total().rows());
}

#[test]
fn the_strongest_role_wins() {
    let rows = build(&sample::workspace());
    let row = row(&rows, 2, "区财政局");
    assert_eq!(row.role, Some(Role::Emphasised));
    assert_eq!(row.group.as_deref(), Some("区政府各部门单位"));
}

#[test]
fn a_joint_entry_has_one_row_per_unit() {
    let rows = build(&with(2, vec![filed("2-a", &["区财政局", "北郊镇"])]));
    let joint: Vec<&str> = rows
        .task(2)
        .unwrap()
        .rows
        .iter()
        .filter(|row| row.entry().is_some())
        .map(|row| row.unit.as_ref())
        .collect();
    assert_eq!(joint, ["北郊镇", "区财政局"]);
    assert_eq!(units(&rows, 2).len(), 5);
}

#[test]
fn several_entries_of_a_unit_have_a_row_each() {
    let rows = build(&with(1, vec![filed("1-a", &["区民政局"]), filed("1-b", &["区民政局"])]));
    assert_eq!(units(&rows, 1), ["区民政局", "区民政局"]);
}

#[test]
fn an_entry_has_a_row_in_each_task_that_it_also_serves() {
    let entry = Entry { also_tasks: vec![2], ..filed("1-a", &["区民政局"]) };
    let rows = build(&with(1, vec![entry]));
    assert_eq!(row(&rows, 2, "区民政局").entry.as_ref().map(|(home, _)| *home), Some(1));
    assert_eq!(row(&rows, 2, "区民政局").light, Light::OnTrack);
    assert_eq!(units(&rows, 2).len(), 5);
    // The limit is that of the task in which the row stands.
    assert_eq!(row(&rows, 2, "区民政局").last(), Some(date("2024-09-30")));
    assert_eq!(row(&rows, 1, "区民政局").limit, Limit::Open);
}

#[test]
fn a_unit_that_the_plan_does_not_assign_comes_last() {
    let rows = build(&with(2, vec![filed("2-a", &["外单位", "北郊镇"])]));
    assert_eq!(units(&rows, 2).last(), Some(&"外单位"));
    let last = row(&rows, 2, "外单位");
    assert!(last.is_unplanned());
    assert_eq!((last.role, last.group.as_deref()), (None, None));
}

#[test]
fn a_unit_named_in_another_form_is_the_unit_and_named_twice_is_one() {
    let rows =
        build(&with(1, vec![filed("1-a", &["周村区民政局", "区民政局"]), filed("1-b", &["外", "外"])]));
    assert_eq!(units(&rows, 1), ["区民政局", "外"]);
    let mut plan = sample::plan();
    plan.task_mut(1).unwrap().assigned[0].unit = "民政局".to_owned();
    let rows = build(&Workspace::new(plan, sample::roster()));
    assert_eq!(units(&rows, 1), ["区民政局"]);
}

#[test]
fn an_open_group_has_one_row_until_its_members_are_picked() {
    let mut workspace = sample::workspace();
    let rows = build(&workspace);
    assert_eq!(units(&rows, 3), ["北郊镇", OPEN]);
    assert!(row(&rows, 3, OPEN).open_group);
    pick(&mut workspace, 3, &["区水利局", "区民政局"]);
    let rows = build(&workspace);
    assert_eq!(units(&rows, 3), ["北郊镇", "区水利局", "区民政局"]);
    assert!(!row(&rows, 3, "区水利局").open_group);
    assert_eq!(row(&rows, 3, "区水利局").group.as_deref(), Some(OPEN));
}

#[test]
fn a_waiver_covers_a_unit_or_a_whole_group_and_one_task_only() {
    let mut workspace = sample::workspace();
    waive(&mut workspace, 2, "北郊镇");
    let rows = build(&workspace);
    assert_eq!(row(&rows, 2, "北郊镇").light, Light::Excluded);
    assert_eq!(row(&rows, 2, "大街街道").light, Light::Unreported);
    assert_eq!(row(&rows, 3, "北郊镇").light, Light::Unreported);
    waive(&mut workspace, 2, "区政府各部门单位");
    waive(&mut workspace, 3, OPEN);
    let rows = build(&workspace);
    let excluded = rows.task(2).unwrap().rows.iter().filter(|row| row.waived).count();
    assert_eq!(excluded, 4);
    assert_eq!(row(&rows, 3, OPEN).light, Light::Excluded);
    pick(&mut workspace, 3, &["区水利局"]);
    assert_eq!(row(&build(&workspace), 3, "区水利局").light, Light::Excluded);
}

#[test]
fn the_entrys_own_limit_comes_before_the_tasks() {
    let own = Entry { due: "2024-07-05".into(), ..filed("2-a", &["北郊镇"]) };
    let rows = build(&with(2, vec![own]));
    assert_eq!(
        (row(&rows, 2, "北郊镇").due.as_ref(), row(&rows, 2, "北郊镇").light),
        ("2024-07-05", Light::Overdue)
    );
    assert_eq!(row(&rows, 2, "大街街道").due.as_ref(), "2024-09-30");
}

#[test]
fn a_recurring_limit_is_that_of_the_oldest_round_still_owed() {
    let note =
        |day: &str| Progress { date: date(day), text: "办".into(), by: "".into(), unknown: Unknown::new() };
    let monthly = |notes: &[&str]| Entry {
        due: "每月28日前".into(),
        filed_on: Some(date("2024-07-01")),
        progress: notes.iter().map(|day| note(day)).collect(),
        ..filed("1-a", &["区民政局"])
    };
    let on = |today: &str, notes: &[&str]| {
        let rows = Rows::build(&with(1, vec![monthly(notes)]), day(today));
        (row(&rows, 1, "区民政局").last(), row(&rows, 1, "区民政局").light)
    };
    assert_eq!(on("2024-07-08", &[]), (Some(date("2024-07-28")), Light::OnTrack));
    assert_eq!(on("2024-07-29", &[]), (Some(date("2024-07-28")), Light::Overdue));
    assert_eq!(on("2024-08-05", &["2024-07-15"]), (Some(date("2024-08-28")), Light::OnTrack));
    // A later note does not answer a round that was missed.
    assert_eq!(on("2024-09-10", &["2024-07-15", "2024-09-02"]), (Some(date("2024-08-28")), Light::Overdue));
}

#[test]
fn words_without_a_last_day_are_never_overdue() {
    for (words, limit) in [
        ("持续推进", Limit::Open),
        ("尽快", Limit::None),
        ("会后7日内", Limit::None),
        ("看情况再说", Limit::None),
    ] {
        let entry = Entry { due: words.into(), ..filed("2-a", &["北郊镇"]) };
        let rows = Rows::build(&with(2, vec![entry]), day("2030-01-01"));
        assert_eq!(row(&rows, 2, "北郊镇").limit, limit, "{words}");
        assert_ne!(row(&rows, 2, "北郊镇").light, Light::Overdue, "{words}");
    }
}

#[test]
fn a_closed_plan_stands_still_and_an_opened_one_goes_on() {
    let mut workspace = with(3, vec![filed("3-a", &["北郊镇"])]);
    Arc::make_mut(&mut workspace.plan).closed = Some(date("2024-07-09"));
    let mut rows = Rows::build(&workspace, day("2024-12-31"));
    assert_eq!(row(&rows, 3, "北郊镇").light, Light::DueSoon);
    Arc::make_mut(&mut workspace.plan).closed = None;
    rows.refresh(&workspace, &BTreeSet::from([Part::Plan]));
    assert_eq!(row(&rows, 3, "北郊镇").light, Light::Overdue);
    assert_eq!(rows.day().today, date("2024-12-31"));
}

#[test]
fn a_broken_file_accuses_nobody() {
    let mut workspace = sample::workspace();
    workspace.mark_unreadable(Part::Entries(3), true);
    workspace.mark_unreadable(Part::Activities, true);
    let rows = Rows::build(&workspace, day("2024-12-31"));
    for task in [3, 43, 45, 46] {
        assert!(lights(&rows, task).iter().all(|(_, light)| *light == Light::Unreadable), "{task}");
    }
    assert!(lights(&rows, 2).iter().all(|(_, light)| *light == Light::Overdue));
}

#[test]
fn the_worst_light_of_a_branch_is_the_most_urgent() {
    let mut tally = build(&sample::workspace()).total();
    assert_eq!(tally.worst(), Some(Light::Unreported));
    tally = tally + Rows::build(&sample::workspace(), day("2024-12-01")).total();
    assert_eq!(tally.worst(), Some(Light::Overdue));
    assert_eq!(Tally::default().worst(), None);
}
