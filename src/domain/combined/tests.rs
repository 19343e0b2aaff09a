//! The whole says of each row what its own plan says.

use std::sync::Arc;

use super::*;
use crate::domain::change::{ChangeError, Op, Target};
use crate::domain::rows::{Row, Rows};
use crate::domain::sample::{self, date};

fn district(place: &str, issued: &str) -> Workspace {
    let mut workspace = sample::workspace();
    Arc::make_mut(&mut workspace.roster).place = place.to_owned();
    let plan = Arc::make_mut(&mut workspace.plan);
    plan.issued = date(issued);
    plan.task_mut(1).unwrap().due = Some("本通知印发之日起20个工作日内".to_owned());
    workspace
}

fn two() -> Vec<(String, Workspace)> {
    let mut first = district("周村区", "2024-07-01");
    let mut joint = sample::entry("2-aaaaa", &["区民政局", "区财政局"]);
    joint.also_tasks.push(3);
    joint.due = "8月底".into();
    first.put_entries(2, vec![Arc::new(joint)]);
    let roster = Arc::make_mut(&mut first.roster);
    roster
        .members
        .push(serde_yaml::from_str("{task: 3, group: 区政府有关部门单位, units: [区水利局]}").unwrap());
    roster.waivers.push(serde_yaml::from_str("{task: 2, unit: 北郊镇, day: 2024-07-02}").unwrap());
    let mut second = district("张店区", "2024-06-03");
    let mut open_day = sample::activity(
        "a-1",
        crate::domain::activity::ActivityKind::OpenDay,
        "区民政局",
        crate::domain::activity::ActivityState::Planned,
    );
    "7月3日".clone_into(&mut open_day.date);
    second.activities.push(Arc::new(open_day));
    vec![("a-2024".to_owned(), first), ("b-2024".to_owned(), second)]
}

fn said(row: &Row) -> (u32, String, bool, bool, Option<chrono::NaiveDate>) {
    (row.task % STEP, row.light.key().to_owned(), row.open_group, row.waived, row.last())
}

#[test]
fn each_row_of_a_plan_is_one_row_of_the_whole_with_the_same_light_and_last_day() {
    let parts = two();
    let whole = combine(&parts).unwrap();
    for today in ["2024-07-03", "2024-07-11", "2024-12-31"] {
        let day = sample::day(today);
        let own: Vec<_> = parts
            .iter()
            .flat_map(|(_, part)| Rows::build(part, day.clone()).iter().map(said).collect::<Vec<_>>())
            .collect();
        let rows = Rows::build(&whole, day);
        assert_eq!(rows.iter().map(said).collect::<Vec<_>>(), own, "{today}");
    }
}

#[test]
fn units_are_called_with_their_district_and_tasks_keep_their_printed_numbers() {
    let whole = combine(&two()).unwrap();
    assert_eq!(whole.plan.areas[0].title, "周村区：一");
    assert_eq!(whole.plan.areas[2].title, "张店区：一");
    let task = whole.plan.task(2 * STEP + 3).unwrap();
    assert_eq!((task.number.as_str(), task.assigned[0].unit.as_str()), ("3", "张店区北郊镇"));
    assert_eq!(whole.roster.units.len(), 10);
    assert_eq!(whole.roster.named("张店区民政局").unwrap().short_name(), "张店民政局");
    let (home, entry) = whole.entries().next().unwrap();
    assert_eq!((home, entry.id.to_string().as_str()), (STEP + 2, "100002-aaaaa"));
    assert_eq!(entry.units, ["周村区民政局", "周村区财政局"]);
    assert_eq!(entry.also_tasks, [STEP + 3]);
    assert_eq!(whole.plan.title, "周村区、张店区方案汇总");
}

#[test]
fn two_plans_of_one_district_share_its_units() {
    let mut parts = two();
    Arc::make_mut(&mut parts[1].1.roster).place = "周村区".to_owned();
    let whole = combine(&parts).unwrap();
    assert_eq!(whole.roster.units.len(), 5);
    assert_eq!(whole.plan.areas[2].title, "b-2024：一");
}

#[test]
fn the_whole_takes_no_change() {
    let mut whole = combine(&two()).unwrap();
    let before = whole.clone();
    let set = Op::Set {
        target: Target::Task(STEP + 1),
        field: "due".to_owned(),
        old: whole.value(&Target::Task(STEP + 1), "due"),
        new: "9月底".into(),
    };
    assert_eq!(whole.apply(&[set]), Err(ChangeError::Combined));
    assert_eq!(whole, before);
}
