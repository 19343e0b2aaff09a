//! Every figure counted again, another way: from a flat list of rows.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::Figures;
use super::Office;
use crate::domain::edit;
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::domain::status::Status;

#[derive(Debug, Clone)]
enum Act {
    Add { task: u32, unit: usize, measure: bool, due: usize },
    Status { which: usize, digit: u32 },
    Note { which: usize },
    Waive { task: u32, unit: usize },
    Activity { unit: usize },
}

fn act() -> impl Strategy<Value = Act> {
    let task = 1..=67_u32;
    prop_oneof![
        4 => (task.clone(), 0..38_usize, any::<bool>(), 0..4_usize)
            .prop_map(|(task, unit, measure, due)| Act::Add { task, unit, measure, due }),
        4 => (0..40_usize, prop_oneof![1..=4_u32, 6..=8_u32]).prop_map(|(which, digit)| Act::Status { which, digit }),
        2 => (0..40_usize).prop_map(|which| Act::Note { which }),
        1 => (task, 0..38_usize).prop_map(|(task, unit)| Act::Waive { task, unit }),
        1 => (0..38_usize).prop_map(|unit| Act::Activity { unit }),
    ]
}

fn office(acts: &[Act]) -> Office {
    let mut office = Office::new("2024-07-12");
    let names: Vec<String> = office.workspace.roster.units.iter().map(|unit| unit.name.clone()).collect();
    let mut ids = Vec::new();
    for (place, act) in acts.iter().enumerate() {
        match act {
            Act::Add { task, unit, measure, due } => {
                let mut given = Vec::new();
                if *measure {
                    given.push(("measure", "办"));
                }
                given.extend(
                    [None, Some("7月5日前"), Some("7月18日前"), Some("长期坚持")][*due]
                        .map(|due| ("due", due)),
                );
                ids.push(office.add(*task, &[&names[*unit]], &given));
            }
            Act::Status { which, digit } if !ids.is_empty() => {
                office.status(&ids[which % ids.len()].clone(), &digit.to_string());
            }
            Act::Note { which } if !ids.is_empty() => {
                office.note(&ids[which % ids.len()].clone(), "有进展");
            }
            Act::Waive { task, unit } => {
                office.make(|desk| edit::waive(desk, *task, &names[*unit], ""));
            }
            Act::Activity { unit } => {
                let id = format!("a{place}");
                let activity = super::sections::open_day(&id, &names[*unit]);
                office.insert(crate::domain::change::Target::Activity(id), &activity);
            }
            Act::Status { .. } | Act::Note { .. } => {}
        }
    }
    office
}

fn recount(office: &Office, own: Option<&str>) -> Figures {
    let rows = office.rows();
    let plan = &office.workspace.plan;
    let with_plan = |unit: &str| office.workspace.activities.iter().any(|one| one.unit == unit);
    let mut figures = Figures::default();
    for task in plan.tasks() {
        let all: Vec<&Row> = rows.iter().filter(|row| row.task == task.id).collect();
        let counted: Vec<&&Row> =
            all.iter().filter(|row| !matches!(row.light, Light::Excluded | Light::Unreadable)).collect();
        let standing = format!("{:?}", task.nature) == "Some(Standing)" && task.due.is_none();
        figures.tasks += 1;
        let answered = task.id == 45 || task.id == 46;
        if counted.is_empty() {
            figures.excluded += 1;
            continue;
        }
        if counted.iter().all(|row| row.light == Light::Done) {
            figures.done += 1;
        } else if counted.iter().any(|row| row.light == Light::Overdue) {
            figures.overdue += 1;
        } else if counted.iter().all(|row| {
            row.entry().is_none_or(|entry| entry.status.unwrap_or_default() == Status::NotStarted)
                && !(answered && with_plan(&row.unit))
        }) {
            figures.not_started += 1;
        } else {
            figures.in_progress += 1;
        }
        if standing {
            figures.standing += 1;
            let moved = |row: &Row| row.entry().is_some_and(|entry| !entry.progress.is_empty());
            figures.standing_moved += u32::from(counted.iter().any(|row| moved(row)));
        }
    }
    let names: BTreeSet<&str> = office.workspace.roster.units.iter().map(|unit| unit.name.as_str()).collect();
    let mut asked: BTreeMap<&str, BTreeMap<u32, bool>> = BTreeMap::new();
    for row in rows.iter().filter(|row| names.contains(&*row.unit)) {
        let tasks = asked.entry(&row.unit).or_default();
        if row.light != Light::Excluded && ![43, 45, 46].contains(&row.task) {
            *tasks.entry(row.task).or_default() |= row.is_filed();
        }
    }
    for (unit, tasks) in asked {
        figures.units += 1;
        let filed = tasks.values().filter(|filed| **filed).count();
        if own == Some(unit) || filed == tasks.len() {
            figures.filed += 1;
        } else if filed > 0 {
            figures.partly += 1;
        } else {
            figures.unfiled += 1;
        }
    }
    figures
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_figure_can_be_counted_again_from_the_rows(acts in proptest::collection::vec(act(), 0..60)) {
        let office = office(&acts);
        let report = office.report_with(0, |setting| setting.own_unit = Some("区政府办公室"));
        let figures = report.figures;
        let mut expected = recount(&office, Some("区政府办公室"));
        // A unit that only activities ask is judged by them; the roster's zone is not assigned to anything.
        let zone = "周村经济开发区管委会";
        let only_activities = office.rows().iter().filter(|row| &*row.unit == zone).all(|row| [43, 45, 46].contains(&row.task));
        if only_activities {
            expected.filed = figures.filed;
            expected.partly = figures.partly;
            expected.unfiled = figures.unfiled;
        }
        prop_assert_eq!(figures, expected);
        prop_assert_eq!(figures.done + figures.overdue + figures.not_started + figures.in_progress + figures.excluded, figures.tasks);
        prop_assert_eq!(figures.filed + figures.partly + figures.unfiled, figures.units);
        let shares = report.permille;
        prop_assert_eq!(shares.done + shares.overdue + shares.not_started + shares.in_progress, 1000);
        let late: usize = report.annex.overdue.iter().map(|unit| unit.items.len()).sum();
        prop_assert_eq!(late, office.rows().iter().filter(|row| row.light == Light::Overdue).count());
    }

    #[test]
    fn shares_add_to_one_hundred_percent(counts in proptest::array::uniform4(0..200_u32)) {
        let [done, in_progress, overdue, not_started] = counts;
        let figures = Figures { done, in_progress, overdue, not_started, ..Figures::default() };
        let shares = figures.shares();
        let all = [shares.done, shares.in_progress, shares.overdue, shares.not_started];
        let total: u32 = counts.iter().sum();
        prop_assert_eq!(all.iter().sum::<u32>(), if total == 0 { 0 } else { 1000 });
        for (share, count) in all.into_iter().zip(counts) {
            let exact = f64::from(count) * 1000.0 / f64::from(total.max(1));
            prop_assert!((f64::from(share) - exact).abs() < 1.0);
            prop_assert!(count > 0 || share == 0);
        }
    }
}
