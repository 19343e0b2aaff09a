use super::super::Figures;
use super::{Office, day};
use crate::domain::change::{Part, Target};
use crate::domain::edit;

const ALL: [&str; 10] = [
    "丝绸路街道",
    "大街街道",
    "青年路街道",
    "永安街道",
    "城北路街道",
    "北郊镇",
    "南郊镇",
    "王村镇",
    "萌水镇",
    "商家镇",
];

#[test]
fn a_fresh_plan_has_67_tasks_and_37_units_and_nothing_filed() {
    let report = Office::new("2024-07-05").report(0);
    let expected = Figures {
        tasks: 67,
        not_started: 67,
        standing: report.figures.standing,
        units: 37,
        unfiled: 37,
        ..Figures::default()
    };
    assert_eq!(report.figures, expected);
    assert!(report.figures.standing > 30);
    assert_eq!(report.permille.not_started, 1000);
    assert_eq!(report.annex.unfiled.len(), 37);
}

#[test]
fn our_own_office_is_never_under_unfiled() {
    let report = Office::new("2024-07-05").report_with(0, |setting| setting.own_unit = Some("区政府办公室"));
    assert_eq!((report.figures.filed, report.figures.unfiled), (1, 36));
    assert!(!report.annex.unfiled.contains(&"区政府办公室".to_owned()));
}

#[test]
fn a_task_is_done_only_when_all_to_whom_it_applies_are() {
    let mut office = Office::new("2024-07-05");
    let task = office.workspace.plan.tasks().find(|task| task.id == 17).unwrap().clone();
    assert_eq!(task.assigned.len(), 1);
    let id = office.add(17, &[&task.assigned[0].unit], &[("measure", "办好"), ("status", "2")]);
    assert_eq!(office.report(0).figures.in_progress, 1);
    office.status(&id, "4");
    assert_eq!(office.report(0).figures.done, 1);
    // 42 is a task of all towns, streets and departments: one that is done leaves it under way.
    let one = office.add(42, &["北郊镇"], &[("measure", "列席"), ("status", "4")]);
    let figures = office.report(0).figures;
    assert_eq!((figures.done, figures.in_progress), (1, 1));
    // What does not apply to the others is no hindrance.
    office.make(|desk| edit::waive(desk, 42, "区政府各部门单位", "不涉及"));
    for unit in ALL.into_iter().filter(|unit| *unit != "北郊镇") {
        office.make(|desk| edit::waive(desk, 42, unit, "不涉及"));
    }
    let figures = office.report(0).figures;
    assert_eq!((figures.done, figures.in_progress, figures.excluded), (2, 0, 0));
    // 不涉及 of the last one leaves nobody.
    office.status(&one, "7");
    let figures = office.report(0).figures;
    assert_eq!((figures.done, figures.excluded), (1, 1));
    assert_eq!(figures.counted(), 66);
}

#[test]
fn one_late_unit_makes_a_task_overdue_and_a_day_before_it_is_not() {
    let mut office = Office::new("2024-07-10");
    assert_eq!(office.report(0).figures.overdue, 0);
    office.today = day("2024-07-11");
    assert_eq!(office.report(0).figures.overdue, 1, "task 45");
    assert_eq!(office.report(0).annex.overdue.len(), 36);
}

#[test]
fn an_activity_begins_the_task_that_it_answers() {
    let mut office = Office::new("2024-07-05");
    office.insert(Target::Activity("a1".into()), &super::sections::open_day("a1", "区水利局"));
    assert_eq!(office.report(0).figures.in_progress, 2, "45 is answered by the plan, 46 is on its way");
}

#[test]
fn a_broken_file_is_counted_apart_and_nobody_is_accused() {
    let mut office = Office::new("2024-07-12");
    office.workspace.mark_unreadable(Part::Entries(45), true);
    let report = office.report(0);
    assert_eq!((report.figures.excluded, report.figures.unreadable, report.figures.overdue), (1, 1, 0));
    assert!(report.annex.overdue.is_empty() && report.problems.is_empty());
}

#[test]
fn standing_tasks_move_by_notes_of_the_quarter() {
    let mut office = Office::new("2024-07-05");
    let id = office.add(1, &["北郊镇"], &[("measure", "公开政策")]);
    assert_eq!(office.report(0).figures.standing_moved, 0);
    office.note(&id, "公开3件");
    assert_eq!(office.report(0).figures.standing_moved, 1);
    office.today = day("2024-10-08");
    assert_eq!(office.report(0).figures.standing_moved, 0);
}

#[test]
fn a_unit_is_partly_filed_until_every_task_asked_for_is_filed() {
    let mut office = Office::new("2024-07-05");
    let asked: Vec<u32> = office
        .rows()
        .iter()
        .filter(|row| &*row.unit == "区统计局")
        .filter(|row| office.workspace.plan.task(row.task).unwrap().answered_by.is_none())
        .map(|row| row.task)
        .collect();
    office.add(asked[0], &["区统计局"], &[("measure", "甲")]);
    office.add(asked[0], &["区统计局"], &[("measure", "乙")]);
    let partly = office.report(0).annex.partly;
    assert_eq!((partly.len(), partly[0].filed, partly[0].asked as usize), (1, 1, asked.len()));
    for task in &asked[2..] {
        office.add(*task, &["区统计局"], &[("measure", "丙")]);
    }
    office.make(|desk| edit::waive(desk, asked[1], "区统计局", "不涉及"));
    assert_eq!(office.report(0).figures.filed, 1);
}
