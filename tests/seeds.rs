//! Holds seeds/zhoucun-2024/plan.yaml and roster.yaml to the notice beside them, letter by letter.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use peidang::domain::light::{Day, Thresholds};
use peidang::domain::plan::{Plan, Role, Task};
use peidang::domain::rows::{Rows, assignments};
use peidang::domain::unit::{Group, Roster};
use peidang::domain::workdays::Calendar;
use peidang::domain::workspace::Workspace;

const NOTICE: &str = include_str!("../seeds/zhoucun-2024/notice.txt");
const PLAN: &str = include_str!("../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../seeds/zhoucun-2024/roster.yaml");

fn plan() -> Plan {
    serde_yaml::from_str(PLAN).unwrap()
}

fn roster() -> Roster {
    serde_yaml::from_str(ROSTER).unwrap()
}

/// One row of the table after 附件1. Of area and topic the text is what the row prints, `None` where the cell is blank;
/// some rows have no cell for a topic at all.
#[derive(Debug, Clone, PartialEq)]
struct Printed {
    number: u32,
    area: Option<&'static str>,
    topic: Option<&'static str>,
    has_topic: bool,
    requirement: &'static str,
    units: Option<&'static str>,
}

/// Each cell is a line that begins with a tab; an empty line ends the row. A page repeats the four header cells.
fn table() -> Vec<Printed> {
    let (_, annex) = NOTICE.split_once("\n 附件1\n").unwrap();
    let (annex, _) = annex.split_once("\n附件2\n").unwrap();
    let mut rows: Vec<Vec<&str>> = vec![Vec::new()];
    for line in annex.lines() {
        match line.strip_prefix('\t') {
            Some(cell) => rows.last_mut().unwrap().push(cell.trim()),
            None => rows.push(Vec::new()),
        }
    }
    let filled = |cell: &'static str| Some(cell).filter(|cell| !cell.is_empty());
    rows.into_iter()
        .filter(|cells| !cells.is_empty() && cells[0] != "序号")
        .map(|cells| {
            let number = cells[0].parse().unwrap();
            match cells[1..] {
                [area, topic, requirement, units] => Printed {
                    number,
                    area: filled(area),
                    topic: filled(topic),
                    has_topic: true,
                    requirement,
                    units: filled(units),
                },
                [area, requirement, units] => Printed {
                    number,
                    area: filled(area),
                    topic: None,
                    has_topic: false,
                    requirement,
                    units: filled(units),
                },
                _ => panic!("row {number} has {} cells", cells.len()),
            }
        })
        .collect()
}

/// The headings that hold for each row: a blank cell continues the one above, under a new area the topic begins anew.
fn headings(rows: &[Printed]) -> Vec<(&'static str, Option<&'static str>)> {
    let mut area = "";
    let mut topic = None;
    rows.iter()
        .map(|row| {
            if let Some(printed) = row.area.filter(|printed| *printed != area) {
                area = printed;
                topic = None;
            }
            topic = row.topic.or(topic).filter(|_| row.has_topic);
            (area, topic)
        })
        .collect()
}

fn pairs() -> Vec<(Task, Printed)> {
    plan().tasks().cloned().zip(table()).collect()
}

#[test]
fn the_plan_has_the_67_numbered_rows_of_the_notice() {
    let numbers: Vec<u32> = (1..=67).collect();
    assert_eq!(table().iter().map(|row| row.number).collect::<Vec<_>>(), numbers);
    let plan = plan();
    assert_eq!(plan.tasks().map(|task| task.id).collect::<Vec<_>>(), numbers);
    assert!(plan.tasks().all(|task| task.number == task.id.to_string()));
    assert!(plan.tasks().all(|task| task.origin.is_none()));
}

#[test]
fn every_requirement_is_its_rows_cell_to_the_letter() {
    for (task, row) in pairs() {
        assert_eq!(task.requirement, row.requirement, "task {}", task.id);
        assert!(!task.requirement.is_empty());
    }
}

#[test]
fn every_text_of_units_is_its_rows_cell_to_the_letter() {
    for (task, row) in pairs() {
        assert_eq!(task.units_text.as_deref(), row.units, "task {}", task.id);
    }
}

#[test]
fn a_blank_cell_of_units_names_the_row_it_continues_and_has_its_units() {
    let mut above = None;
    let mut blank = Vec::new();
    for (task, row) in pairs() {
        if row.units.is_some() {
            above = Some(task.clone());
            assert_eq!(task.units_from, None, "task {}", task.id);
        } else {
            let above = above.as_ref().unwrap();
            assert_eq!(task.units_from, Some(above.id), "task {}", task.id);
            assert_eq!(task.assigned, above.assigned, "task {}", task.id);
            blank.push(task.id);
        }
        assert!(!task.assigned.is_empty(), "task {}", task.id);
    }
    let known: Vec<u32> = [5, 8, 27, 28, 30]
        .into_iter()
        .chain(35..=42)
        .chain([45, 46, 48, 50, 51, 52, 56])
        .chain(58..=63)
        .collect();
    assert_eq!(blank, known);
    assert_eq!(blank.len(), 26);
}

#[test]
fn areas_and_topics_are_the_resolved_headings() {
    let plan = plan();
    let taken: Vec<(&str, Option<&str>)> =
        plan.places().map(|place| (place.area.title.as_str(), place.topic.title.as_deref())).collect();
    let printed = headings(&table());
    for (number, (taken, printed)) in taken.iter().zip(&printed).enumerate() {
        assert_eq!(taken, printed, "task {}", number + 1);
    }
    // A heading repeated at a page break is no new one.
    let mut areas: Vec<&str> = printed.iter().map(|(area, _)| *area).collect();
    areas.dedup();
    assert_eq!(areas.len(), 6);
    assert_eq!(plan.areas.iter().map(|area| area.title.as_str()).collect::<Vec<_>>(), areas);
    let mut topics = printed;
    topics.dedup();
    assert_eq!(plan.areas.iter().map(|area| area.topics.len()).sum::<usize>(), topics.len());
    assert!(plan.areas[3].topics.iter().chain(&plan.areas[4].topics).all(|topic| topic.title.is_none()));
}

#[test]
fn merged_cells_of_units_and_of_headings_are_independent() {
    let plan = plan();
    let place = |id: u32| plan.places().find(|place| place.task.id == id).unwrap();
    assert_ne!(place(34).area_index, place(38).area_index);
    assert_eq!(place(38).task.units_from, Some(34));
    assert_ne!(place(57).topic_index, place(61).topic_index);
    assert_eq!(place(61).task.units_from, Some(57));
}

#[test]
fn title_number_and_day_are_in_the_text() {
    let plan = plan();
    assert!(NOTICE.contains(&format!("《{}》", plan.title)));
    assert!(NOTICE.lines().any(|line| line == plan.document_no));
    assert!(NOTICE.lines().any(|line| line == plan.issuer));
    assert_eq!(plan.issued, NaiveDate::from_ymd_opt(2024, 7, 1).unwrap());
    assert!(NOTICE.lines().any(|line| line == plan.issued.format("%Y年%-m月%-d日").to_string()));
    assert_eq!(plan.year, 2024);
    assert!(plan.title.starts_with("2024年"));
}

#[test]
fn a_time_limit_of_a_task_is_in_its_requirement() {
    let plan = plan();
    let due: BTreeMap<u32, &str> =
        plan.tasks().filter_map(|task| task.due.as_deref().map(|due| (task.id, due))).collect();
    assert_eq!(due.keys().copied().collect::<Vec<_>>(), [43, 45, 46]);
    for (id, due) in due {
        assert!(plan.task(id).unwrap().requirement.contains(due), "task {id}");
    }
    assert!(plan.tasks().all(|task| task.due.is_some() || task.nature.is_some()));
    assert!(plan.tasks().all(|task| task.answered_by.is_some() == [43, 45, 46].contains(&task.id)));
}

#[test]
fn every_assigned_name_is_printed_in_the_cell_and_known_to_the_roster() {
    let (plan, roster) = (plan(), roster());
    for task in plan.tasks() {
        let cell = task.units_from.map_or(task, |from| plan.task(from).unwrap());
        let cell = cell.units_text.as_deref().unwrap();
        for assigned in &task.assigned {
            assert!(cell.contains(&assigned.unit), "task {}: {}", task.id, assigned.unit);
            let known = roster.full_name(&assigned.unit).is_some() || roster.group(&assigned.unit).is_some();
            assert!(known, "task {}: {}", task.id, assigned.unit);
        }
    }
}

#[test]
fn every_unit_and_group_that_a_cell_prints_is_assigned() {
    // Takes the names away, longest first, and sees that nothing is left but the words between them.
    for (task, row) in pairs() {
        let Some(cell) = row.units else { continue };
        let mut names: Vec<&str> = task.assigned.iter().map(|assigned| assigned.unit.as_str()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let rest = names.iter().fold(cell.to_owned(), |rest, name| rest.replacen(name, "", 1));
        let rest: String = rest.chars().filter(|c| !matches!(c, '、' | '，')).collect();
        let between = match task.id {
            3 => "等",
            22 => "牵头具体落实",
            44 => "特别是与宏观经济和民生关系密切的区政府部门（）",
            _ => "",
        };
        assert_eq!(rest, between, "task {}", task.id);
    }
}

#[test]
fn task_44_emphasises_the_23_units_of_its_bracket_in_order() {
    let plan = plan();
    let task = plan.task(44).unwrap();
    let cell = task.units_text.as_deref().unwrap();
    let (_, bracket) = cell.split_once("区政府部门（").unwrap();
    let named: Vec<&str> = bracket.trim_end_matches('）').split('、').collect();
    assert_eq!(named.len(), 23);
    let emphasised: Vec<&str> = task
        .assigned
        .iter()
        .filter(|assigned| assigned.role == Role::Emphasised)
        .map(|assigned| assigned.unit.as_str())
        .collect();
    assert_eq!(emphasised, named);
}

#[test]
fn only_task_22_has_a_lead_and_those_who_execute() {
    for task in plan().tasks() {
        for assigned in &task.assigned {
            let role = match (task.id, assigned.unit.as_str()) {
                (22, "区司法局") => Role::Lead,
                (22, _) => Role::Execute,
                (44..=46, unit) if !unit.starts_with("各镇") && unit != "区政府各部门单位" => {
                    Role::Emphasised
                }
                _ => Role::Responsible,
            };
            assert_eq!(assigned.role, role, "task {}: {}", task.id, assigned.unit);
        }
    }
}

#[test]
fn a_fresh_workspace_has_998_pairs_and_ten_open_groups() {
    let roster = roster();
    let workspace = Workspace::new(plan(), roster.clone());
    let day = Day {
        today: NaiveDate::from_ymd_opt(2024, 7, 8).unwrap(),
        calendar: Calendar::built_in(),
        thresholds: Thresholds::default(),
    };
    let rows = Rows::build(&workspace, day);
    let (open, pairs): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.open_group);
    assert_eq!((pairs.len(), open.len()), (998, 10));
    assert_eq!(rows.total().rows(), 1008);
    assert!(pairs.iter().all(|row| roster.named(&row.unit).is_some()));
    assert!(open.iter().all(|row| roster.group(&row.unit).is_some_and(Group::is_open)));
    assert!((1..=67).all(|id| rows.task(id).is_some_and(|task| !task.rows.is_empty())));
    let mut seen: Vec<(u32, &str)> = rows.iter().map(|row| (row.task, row.unit.as_ref())).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 1008, "a pair stands twice");
}

#[test]
fn the_roster_names_each_of_its_units_once_and_the_plan_uses_37_of_them() {
    let roster = roster();
    let workspace = Workspace::new(plan(), roster.clone());
    let owing = roster
        .units
        .iter()
        .filter(|unit| {
            workspace.plan.tasks().any(|task| {
                assignments(task, &roster).iter().any(|assignment| assignment.unit.as_ref() == unit.name)
            })
        })
        .count();
    // The development zone is addressed by the notice and assigned nothing.
    assert_eq!((roster.units.len(), owing), (38, 37));
    let mut names: Vec<&str> = roster.units.iter().map(|unit| unit.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), roster.units.len());
    assert_eq!(roster.place, "周村区");
    for group in &roster.groups {
        assert!(NOTICE.contains(&group.name), "{}", group.name);
    }
}

#[test]
fn the_seeds_keep_nothing_unknown_but_their_schema() {
    let keys = |unknown: &peidang::domain::Unknown| -> Vec<String> {
        unknown.keys().map(|key| key.as_str().unwrap().to_owned()).collect()
    };
    let (plan, roster) = (plan(), roster());
    assert!(keys(&plan.unknown).iter().all(|key| key == "schema"));
    assert!(keys(&roster.unknown).iter().all(|key| key == "schema"));
    assert!(plan.tasks().all(|task| task.unknown.is_empty()));
    assert!(roster.units.iter().all(|unit| unit.unknown.is_empty()));
}

#[test]
fn every_duty_of_the_notice_has_its_sentence_from_it() {
    use peidang::domain::duty::DutyBook;
    let book: DutyBook = serde_yaml::from_str(include_str!("../seeds/zhoucun-2024/duties.yaml")).unwrap();
    let plain: String = NOTICE.split_whitespace().collect();
    let (plan, roster) = (plan(), roster());
    for duty in &book.duties {
        let of_notice = !duty.article.contains("条例");
        assert_eq!(plain.contains(&duty.source), of_notice, "{}", duty.id);
        assert!(duty.task.is_none_or(|task| plan.task(task).is_some()), "{}", duty.id);
        for unit in &duty.units {
            assert!(roster.group(unit).is_some() || roster.named(unit).is_some(), "{unit}");
        }
    }
    let tasks: Vec<u32> = book.duties.iter().filter_map(|duty| duty.task).collect();
    assert_eq!(tasks, [43, 45, 46]);
}
