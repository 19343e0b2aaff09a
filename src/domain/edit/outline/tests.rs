//! What each edit of the plan does, what hangs on a task, and that any of them can be taken back.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::change::{Change, inverse};
use crate::domain::edit;
use crate::domain::plan::{Assigned, Role};
use crate::domain::sample::{self, date};
use crate::domain::workdays::Calendar;

fn on<T>(workspace: &Workspace, make: impl FnOnce(&Desk<'_>) -> T) -> T {
    let calendar = Calendar::built_in();
    make(&Desk { workspace, calendar: &calendar, today: date("2024-07-08"), by: "张" })
}

fn done(
    workspace: &mut Workspace,
    make: impl FnOnce(&Desk<'_>) -> Result<Draft, EditError>,
) -> Result<Draft, EditError> {
    let draft = on(workspace, make)?;
    let before = workspace.clone();
    workspace.apply(&draft.ops).unwrap();
    let mut back = workspace.clone();
    back.apply(&inverse(&draft.ops)).unwrap();
    assert_eq!(back, before, "{draft:?}");
    Ok(draft)
}

fn task(requirement: &str) -> Task {
    let mut task = sample::plan().task(1).unwrap().clone();
    requirement.clone_into(&mut task.requirement);
    task.number = String::new();
    task
}

/// The id of the task of this number, as one that was added has it.
fn numbered(workspace: &Workspace, number: &str) -> u32 {
    workspace.plan.tasks().find(|task| task.number == number).unwrap().id
}

fn order(workspace: &Workspace) -> Vec<u32> {
    workspace.plan.tasks().map(|task| task.id).collect()
}

#[test]
fn a_new_task_stands_behind_the_selected_one_under_a_number_and_an_id_of_its_own() {
    let mut workspace = sample::workspace();
    let mut new = task("落实批示");
    new.origin = Some(" 领导批示 ".to_owned());
    done(&mut workspace, |desk| add_task(desk, Branch::Task(1), &new)).unwrap();
    let id = numbered(&workspace, "增1");
    assert_eq!(order(&workspace), [1, id, 2, 3, 43, 45, 46]);
    let put = workspace.plan.task(id).unwrap();
    assert_eq!((put.number.as_str(), put.origin.as_deref()), ("增1", Some("领导批示")));
    done(&mut workspace, |desk| add_task(desk, Branch::Area(1), &task("再来一项"))).unwrap();
    assert_eq!(order(&workspace).last(), Some(&numbered(&workspace, "增2")));
    assert_ne!(numbered(&workspace, "增2"), id);
    let nothing = on(&workspace, |desk| add_task(desk, Branch::Task(1), &task("  ")));
    assert_eq!(nothing, Err(EditError::EmptyText));
}

#[test]
fn an_area_without_a_topic_takes_a_task_too() {
    let mut workspace = sample::workspace();
    done(&mut workspace, |desk| add_area(desk, None, "三")).unwrap();
    done(&mut workspace, |desk| add_task(desk, Branch::Area(2), &task("新的"))).unwrap();
    let id = numbered(&workspace, "增1");
    assert_eq!(workspace.plan.place_of(id), Some((2, 0, 0)));
    done(&mut workspace, |desk| add_topic(desk, Branch::Task(id), "乙")).unwrap();
    done(&mut workspace, |desk| move_task(desk, 1, Branch::Topic(2, 1))).unwrap();
    assert_eq!(workspace.plan.place_of(1), Some((2, 1, 0)));
    let taken = on(&workspace, |desk| add_topic(desk, Branch::Area(2), "乙"));
    assert_eq!(taken, Err(EditError::TitleTaken("乙".to_owned())));
    let taken = on(&workspace, |desk| rename(desk, Branch::Area(2), "一"));
    assert_eq!(taken, Err(EditError::TitleTaken("一".to_owned())));
}

#[test]
fn a_task_that_entries_or_duties_hang_on_is_not_taken_away() {
    let mut workspace = sample::workspace();
    workspace.put_entries(2, vec![Arc::new(sample::entry("2-a", &["区民政局"]))]);
    let mut joint = sample::entry("3-a", &["北郊镇"]);
    joint.also_tasks.push(1);
    workspace.put_entries(3, vec![Arc::new(joint)]);
    for (id, number) in [(2, "2"), (1, "1")] {
        let outcome = on(&workspace, |desk| remove(desk, Branch::Task(id)));
        let in_use = EditError::TaskInUse { number: number.to_owned(), entries: 1, duties: 0 };
        assert_eq!(outcome, Err(in_use));
    }
    assert_eq!(on(&workspace, |desk| remove(desk, Branch::Area(0))), Err(EditError::BranchInUse(2)));
}

#[test]
fn waivers_and_picked_members_go_with_their_task_and_its_id_is_never_given_again() {
    let mut workspace = sample::workspace();
    done(&mut workspace, |desk| add_task(desk, Branch::Task(46), &task("末项"))).unwrap();
    let id = numbered(&workspace, "增1");
    done(&mut workspace, |desk| Ok(edit::waive(desk, id, "区民政局", "不涉及"))).unwrap();
    let group = "区政府有关部门单位";
    done(&mut workspace, |desk| {
        let mut open = desk.workspace.plan.task(id).unwrap().clone();
        open.assigned.push(Assigned { unit: group.to_owned(), role: Role::Responsible });
        set_task(desk, id, &open)
    })
    .unwrap();
    let members = ["区财政局".to_owned(), "区水利局".to_owned()];
    done(&mut workspace, |desk| edit::members(desk, id, group, &members)).unwrap();
    done(&mut workspace, |desk| remove(desk, Branch::Task(id))).unwrap();
    assert!(workspace.roster.waivers.is_empty() && workspace.roster.members.is_empty());
    done(&mut workspace, |desk| add_task(desk, Branch::Task(46), &task("末项"))).unwrap();
    // The very same task by the same hand on the same day is another one all the same.
    assert_ne!(numbered(&workspace, "增1"), id);
    assert_eq!(workspace.plan.retired, [id]);
}

#[test]
fn members_of_a_group_that_a_task_names_no_more_are_let_go() {
    let mut workspace = sample::workspace();
    let group = "区政府有关部门单位";
    done(&mut workspace, |desk| edit::members(desk, 3, group, &["区财政局".to_owned()])).unwrap();
    done(&mut workspace, |desk| {
        let mut less = desk.workspace.plan.task(3).unwrap().clone();
        less.assigned.retain(|one| one.unit != group);
        set_task(desk, 3, &less)
    })
    .unwrap();
    assert!(workspace.roster.members.is_empty());
}

#[test]
fn tasks_that_took_over_a_cell_of_units_keep_it_when_its_task_changes_or_goes() {
    let mut workspace = sample::workspace();
    let plan = Arc::make_mut(&mut workspace.plan);
    plan.task_mut(43).unwrap().units_text = Some("各部门".to_owned());
    for id in [45, 46] {
        plan.task_mut(id).unwrap().units_from = Some(43);
    }
    done(&mut workspace, |desk| remove(desk, Branch::Task(43))).unwrap();
    let first = workspace.plan.task(45).unwrap();
    assert_eq!((first.units_text.as_deref(), first.units_from), (Some("各部门"), None));
    assert_eq!(workspace.plan.task(46).unwrap().units_from, Some(45));
    done(&mut workspace, |desk| {
        let mut own = desk.workspace.plan.task(46).unwrap().clone();
        own.assigned = assigned(&desk.workspace.roster, "牵头：民政局；配合：各镇街道").unwrap();
        own.units_text = Some("民政局牵头".to_owned());
        set_task(desk, 46, &own)
    })
    .unwrap();
    assert_eq!(workspace.plan.task(46).unwrap().units_from, None);
}

#[test]
fn a_task_goes_over_the_edge_of_its_topic_and_no_further_than_the_last() {
    let mut workspace = sample::workspace();
    done(&mut workspace, |desk| shift(desk, Branch::Task(2), true)).unwrap();
    assert_eq!(order(&workspace), [1, 2, 3, 43, 45, 46]);
    assert_eq!(workspace.plan.place_of(2), Some((1, 0, 0)));
    done(&mut workspace, |desk| shift(desk, Branch::Task(2), true)).unwrap();
    assert_eq!(order(&workspace), [1, 3, 2, 43, 45, 46]);
    done(&mut workspace, |desk| shift(desk, Branch::Area(0), true)).unwrap();
    assert_eq!(order(&workspace), [3, 2, 43, 45, 46, 1]);
    assert_eq!(on(&workspace, |desk| shift(desk, Branch::Task(1), true)), Err(EditError::AtEdge));
    done(&mut workspace, |desk| move_task(desk, 1, Branch::Task(3))).unwrap();
    assert_eq!(order(&workspace), [3, 1, 2, 43, 45, 46]);
    done(&mut workspace, |desk| move_task(desk, 1, Branch::Task(43))).unwrap();
    assert_eq!(order(&workspace), [3, 2, 43, 1, 45, 46]);
}

#[test]
fn tasks_are_put_together_taken_apart_and_numbered_anew() {
    let mut workspace = sample::workspace();
    done(&mut workspace, |desk| merge_task(desk, 2)).unwrap();
    let whole = workspace.plan.task(1).unwrap();
    assert_eq!(whole.requirement, "做好一做好二");
    assert_eq!(whole.assigned.len(), 4);
    assert_eq!(whole.due.as_deref(), Some("2024-09-30"));
    assert_eq!(workspace.plan.retired, [2]);
    done(&mut workspace, |desk| split_task(desk, 1, 3)).unwrap();
    let (first, second) = (workspace.plan.task(1).unwrap(), workspace.plan.tasks().nth(1).unwrap());
    assert_eq!((first.requirement.as_str(), second.requirement.as_str()), ("做好一", "做好二"));
    assert_eq!((second.units_from, &second.assigned), (Some(1), &first.assigned));
    done(&mut workspace, |desk| Ok(renumber(desk))).unwrap();
    let numbers: Vec<&str> = workspace.plan.tasks().map(|task| task.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(on(&workspace, |desk| split_task(desk, 1, 0)), Err(EditError::EmptyText));
    assert_eq!(on(&workspace, |desk| merge_task(desk, 1)), Err(EditError::AtEdge));
}

#[test]
fn units_are_read_as_they_are_written_and_unknown_ones_are_refused() {
    let roster = sample::roster();
    let text = "牵头：区民政局；责任：各镇（街道）、区财政局；配合：大街街道";
    let read = assigned(&roster, text).unwrap();
    assert_eq!(assigned_text(&read), text);
    assert_eq!(assigned(&roster, "财政局，水利局;").unwrap().len(), 2);
    assert!(matches!(assigned(&roster, "配合：市审计厅"), Err(EditError::Unit(_))));
}

#[test]
fn an_edit_of_a_branch_that_somebody_else_moved_meanwhile_does_not_go_astray() {
    let mut workspace = sample::workspace();
    let late = on(&workspace, |desk| add_task(desk, Branch::Topic(0, 0), &task("迟到的"))).unwrap();
    done(&mut workspace, |desk| shift(desk, Branch::Area(0), true)).unwrap();
    let before = workspace.clone();
    assert!(workspace.apply(&late.ops).is_err());
    assert_eq!(workspace, before);
}

/// One act, by a number of its kind and two numbers of where.
fn act(desk: &Desk<'_>, kind: u8, one: usize, other: usize) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let ids: Vec<u32> = plan.tasks().map(|task| task.id).collect();
    let branch = |at: usize| {
        let topics =
            plan.areas.iter().enumerate().flat_map(|(a, area)| (0..area.topics.len()).map(move |t| (a, t)));
        let all: Vec<Branch> = (0..plan.areas.len())
            .map(Branch::Area)
            .chain(topics.map(|(a, t)| Branch::Topic(a, t)))
            .chain(ids.iter().copied().map(Branch::Task))
            .collect();
        all.get(at % all.len().max(1)).copied().unwrap_or(Branch::Area(0))
    };
    let id = ids.get(one % ids.len().max(1)).copied().unwrap_or(0);
    match kind % 10 {
        0 => add_task(desk, branch(one), &task(&format!("任务{other}"))),
        1 => add_topic(desk, branch(one), &format!("小项{other}")),
        2 => add_area(desk, Some(branch(one)), &format!("大项{other}")),
        3 => rename(desk, branch(one), &format!("改名{other}")),
        4 => shift(desk, branch(one), other.is_multiple_of(2)),
        5 => move_task(desk, id, branch(other)),
        6 => remove(desk, branch(one)),
        7 => merge_task(desk, id),
        8 => split_task(desk, id, other % 4),
        _ => Ok(renumber(desk)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_walk_of_edits_can_be_taken_back_and_no_id_is_given_twice(
        acts in prop::collection::vec((0u8..10, 0usize..40, 0usize..40), 1..40)
    ) {
        let mut workspace = sample::workspace();
        let first = workspace.clone();
        let mut given: BTreeSet<u32> = order(&workspace).into_iter().collect();
        let mut made: Vec<Draft> = Vec::new();
        for (kind, one, other) in acts {
            let before: BTreeSet<u32> = order(&workspace).into_iter().collect();
            let Ok(draft) = on(&workspace, |desk| act(desk, kind, one, other)) else { continue };
            workspace.apply(&draft.ops).unwrap();
            for id in order(&workspace).into_iter().filter(|id| !before.contains(id)) {
                prop_assert!(given.insert(id), "{id} was given before");
            }
            let ids = order(&workspace);
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            // As the journal keeps it.
            let change = Change {
                id: "ab3k-1".to_owned(),
                counter: 1,
                at: date("2024-07-08").and_time(chrono::NaiveTime::MIN),
                by: String::new(),
                label: draft.label,
                undoes: None,
                redoes: None,
                ops: draft.ops.clone(),
            };
            let kept: Change = serde_yaml::from_str(&serde_yaml::to_string(&change).unwrap()).unwrap();
            prop_assert_eq!(kept, change);
            made.push(draft);
        }
        for draft in made.iter().rev() {
            workspace.apply(&inverse(&draft.ops)).unwrap();
        }
        prop_assert_eq!(workspace, first);
    }
}
