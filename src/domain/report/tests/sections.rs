use super::super::{Matter, StepKind};
use super::{Office, day};
use crate::domain::activity::{Activity, ActivityKind, ActivityState};
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::chase::{Chase, Manner};
use crate::domain::edit;

pub(super) fn open_day(id: &str, unit: &str) -> Activity {
    serde_yaml::from_str(&format!(
        "id: {id}\nkind: open_day\nunit: {unit}\nname: 走进水厂\nstate: planned\nplanned_on: 2024-07-05\n"
    ))
    .unwrap()
}

#[test]
fn progress_names_unit_measure_and_note_the_strongest_first() {
    use StepKind::{Activity, Done, Filed, Noted, Submitted};
    let mut office = Office::new("2024-07-03");
    let old = office.add(19, &["区民政局"], &[("measure", "公开养老服务清单")]);
    let quiet = office.add(8, &["区水利局"], &[("measure", "公开水利项目")]);
    office.note(&quiet, "上期的进展");
    let start = office.changes.len();
    office.today = day("2024-07-10");
    office.add(4, &["区司法局"], &[("measure", "公开项目")]);
    office.add(5, &["区司法局"], &[("measure", "解读政策")]);
    let noted = office.add(4, &["区财政局"], &[("measure", "公开资金")]);
    office.note(&noted, "已公开12项");
    let sent = office.add(4, &["区发展和改革局"], &[("measure", "公开审批")]);
    office.status(&sent, "3");
    office.note(&old, "清单已公开");
    office.status(&old, "4");
    office.insert(Target::Activity("a1".into()), &open_day("a1", "区水利局"));

    let steps = office.report(start).progress.shown;
    let kinds: Vec<StepKind> = steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [Done, Submitted, Noted, Activity, Filed]);
    let matter = Matter { task: 19, number: "19".into(), text: "公开养老服务清单".into() };
    assert_eq!(steps[0].matters, [matter]);
    assert_eq!(steps[0].units, ["区民政局"]);
    assert_eq!(steps[0].notes, ["清单已公开"]);
    assert_eq!(steps[3].notes, ["政府开放活动“走进水厂”已报计划"]);
    assert_eq!(steps[4].matters.len(), 2, "the filings of one unit are one line");
}

#[test]
fn what_was_undone_or_removed_does_not_appear_and_what_was_redone_does() {
    let mut office = Office::new("2024-07-10");
    let id = office.add(4, &["区财政局"], &[("measure", "公开资金")]);
    let start = office.changes.len();
    let slip = office.note(&id, "记错单位了");
    office.undo(&slip);
    let done = office.status(&id, "4");
    office.undo(&done);
    assert!(office.report(start).progress.is_empty());
    office.note(&id, "记对了");
    assert_eq!(office.report(start).progress.shown[0].notes, ["记对了"]);
}

#[test]
fn a_corrected_old_note_is_no_news() {
    let mut office = Office::new("2024-07-03");
    let id = office.add(4, &["区财政局"], &[("measure", "公开资金")]);
    office.note(&id, "已公开12顷");
    let start = office.changes.len();
    office.today = day("2024-07-10");
    let target = Target::Entry { task: 4, id: id.clone() };
    let old = serde_yaml::to_value(&office.workspace.entry(&id).unwrap().1.progress[0]).unwrap();
    let mut new = old.clone();
    new["text"] = "已公开12项".into();
    let field = Some("progress".to_owned());
    let ops = vec![
        Op::Remove { target: target.clone(), field: field.clone(), index: 0, item: old },
        Op::Insert { target, field, index: 0, item: new },
    ];
    office.make(|_| Draft::new(Label::Edit, ops));
    assert!(office.report(start).progress.is_empty());
}

#[test]
fn the_ninth_step_moves_to_the_annex() {
    let mut office = Office::new("2024-07-10");
    for task in 1..=10 {
        let id = office.add(task, &["区财政局"], &[("measure", "公开")]);
        office.note(&id, "有进展");
    }
    let progress = office.report(0).progress;
    assert_eq!((progress.shown.len(), progress.rest.len()), (8, 2));
}

#[test]
fn problems_say_what_is_late_why_and_what_was_promised() {
    let mut office = Office::new("2024-07-10");
    let late = office.add(
        2,
        &["区发展和改革局"],
        &[("measure", "开现场会"), ("due", "7月8日前"), ("problem", "场地未定")],
    );
    office.note(&late, "正在选址");
    office.add(4, &["区财政局"], &[("measure", "公开"), ("problem", "缺数据")]);
    let chase = Chase {
        id: "c1".into(),
        at: day("2024-07-10").and_hms_opt(10, 0, 0).unwrap(),
        manner: Manner::Phone,
        units: vec!["北郊镇".into()],
        tasks: vec![45],
        duty: String::new(),
        who: String::new(),
        answer: String::new(),
        promised: Some(day("2024-07-15")),
        by: String::new(),
        unknown: crate::domain::Unknown::new(),
    };
    office.insert(Target::Chase("c1".into()), &chase);
    office.today = day("2024-07-12");
    let problems = office.report(0).problems.shown;
    assert_eq!(problems.len(), 4);
    let first = problems.iter().find(|one| one.matter.task == 2).unwrap();
    assert_eq!(first.reason.as_deref(), Some("场地未定"));
    assert_eq!((first.last, first.late), (Some(day("2024-07-08")), Some(4)));
    assert_eq!(first.latest.as_deref(), Some("正在选址"));
    let promised = problems.iter().find(|one| one.promised.is_some()).unwrap();
    assert_eq!(
        (promised.units.as_slice(), promised.promised),
        (&["北郊镇".to_owned()][..], Some(day("2024-07-15")))
    );
    let others = problems.iter().find(|one| one.units.len() > 1).unwrap();
    assert_eq!((others.units.len(), others.matter.task), (35, 45));
    assert_eq!(problems[3].last, None, "a problem that is not late comes last");
}

#[test]
fn what_is_due_by_the_end_of_next_week_stands_by_day_with_the_days_of_the_notice() {
    let mut office = Office::new("2024-07-05");
    office.add(2, &["区发展和改革局"], &[("measure", "开现场会"), ("due", "7月9日前")]);
    office.add(3, &["区发展和改革局"], &[("measure", "发政策"), ("due", "7月15日前")]);
    let set = Op::Set {
        target: Target::Plan,
        field: "filing_day".into(),
        old: serde_yaml::Value::Null,
        new: "2024-07-12".into(),
    };
    office.make(|_| Draft::new(Label::Plan, vec![set]));
    let due = office.report(0).due.shown;
    let days: Vec<(String, Option<u32>, usize)> = due
        .iter()
        .map(|one| (one.day.to_string(), one.matter.as_ref().map(|matter| matter.task), one.units.len()))
        .collect();
    let expected = [("2024-07-09", Some(2), 1), ("2024-07-10", Some(45), 36), ("2024-07-12", None, 37)];
    assert_eq!(days, expected.map(|(day, task, units)| (day.to_owned(), task, units)));
}

#[test]
fn help_is_listed_until_the_work_is_done() {
    let mut office = Office::new("2024-07-05");
    let id = office.add(2, &["区发展和改革局"], &[("measure", "开现场会"), ("help", "请区财政局安排经费")]);
    assert_eq!(office.report(0).requests.shown[0].help, "请区财政局安排经费");
    office.status(&id, "4");
    assert!(office.report(0).requests.is_empty());
}

#[test]
fn what_does_not_count_is_no_progress_and_no_problem() {
    let mut office = Office::new("2024-07-10");
    let id = office.add(
        2,
        &["区发展和改革局"],
        &[("measure", "办"), ("problem", "难"), ("help", "要"), ("due", "7月1日")],
    );
    office.make(|desk| edit::status(desk, &[id], "7".parse().unwrap(), "上级已取消").unwrap());
    let report = office.report(0);
    assert!(report.progress.is_empty() && report.problems.is_empty() && report.requests.is_empty());
}

#[test]
fn an_activity_that_went_on_is_told_once_per_step() {
    let mut office = Office::new("2024-07-05");
    office.insert(Target::Activity("a1".into()), &open_day("a1", "区水利局"));
    let start = office.changes.len();
    assert!(office.report(start).progress.is_empty());
    let set = |old: ActivityState, new: ActivityState| Op::Set {
        target: Target::Activity("a1".into()),
        field: "state".into(),
        old: serde_yaml::to_value(old).unwrap(),
        new: serde_yaml::to_value(new).unwrap(),
    };
    office.make(|_| Draft::new(Label::Activity, vec![set(ActivityState::Planned, ActivityState::Postponed)]));
    assert!(office.report(start).progress.is_empty());
    office.make(|_| Draft::new(Label::Activity, vec![set(ActivityState::Postponed, ActivityState::Held)]));
    assert_eq!(office.report(start).progress.shown[0].notes, ["政府开放活动“走进水厂”已开展"]);
    assert_eq!(ActivityKind::OpenDay, office.workspace.activities[0].kind);
}
