//! 分解表 as edits: 大项, 小项 and 任务 new, changed, moved, taken away, put together, taken apart, numbered anew.
//!
//! Areas and topics have no ids, so ops name them by their places; each op on a list of theirs is led by one that holds the
//! title, which says so if somebody else moved them meanwhile. Invariant: no task is taken away that something hangs on,
//! and its id is never given to another.

#[cfg(test)]
mod tests;
mod units;

pub use units::{assigned, assigned_text};

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;
use serde_yaml::Value;

use super::{Desk, EditError};
use crate::domain::Unknown;
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::plan::{Area, Nature, Plan, Task, Topic};
use crate::domain::workspace::{Workspace, diff_one};

/// A branch of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// 大项, by its place.
    Area(usize),
    /// 小项, by its area's place and its own.
    Topic(usize, usize),
    /// 任务, by its id.
    Task(u32),
}

/// A new task behind a branch: the next of the same topic, else the last of the topic or area. Its id is a free one far from
/// the positions of the notice (see [`next_id`]); without a number it gets the next 增n.
pub fn add_task(desk: &Desk<'_>, behind: Branch, task: &Task) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let mut task = tidy(task, plan)?;
    task.id = next_id(desk, &task);
    let (area, topic, index) = place_behind(plan, behind)?;
    Ok(Draft::new(Label::Plan, put_task(plan, area, topic, index, &task)))
}

/// A new topic behind a branch.
pub fn add_topic(desk: &Desk<'_>, behind: Branch, title: &str) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let (area, index) = match behind {
        Branch::Area(area) => (area, plan.areas.get(area).map_or(0, |area| area.topics.len())),
        Branch::Topic(area, topic) => (area, topic + 1),
        Branch::Task(id) => {
            plan.place_of(id).map(|(area, topic, _)| (area, topic + 1)).ok_or_else(unknown(id))?
        }
    };
    let title = title.trim();
    if title.is_empty() {
        return Err(EditError::EmptyText);
    }
    let inside = plan.areas.get(area).ok_or(EditError::NoBranch)?;
    is_free(inside.topics.iter().map(|topic| topic.title.as_deref()), title)?;
    let topic = Topic { title: Some(title.to_owned()), tasks: Vec::new(), unknown: Unknown::new() };
    Ok(Draft::new(Label::Plan, vec![hold_area(plan, area), put(Target::Area(area), "topics", index, &topic)]))
}

/// A new area behind the one of a branch.
pub fn add_area(desk: &Desk<'_>, behind: Option<Branch>, title: &str) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let index = match behind {
        None => plan.areas.len(),
        Some(branch) => area_of(plan, branch)? + 1,
    };
    let title = title.trim();
    if title.is_empty() {
        return Err(EditError::EmptyText);
    }
    is_free(plan.areas.iter().map(|area| Some(area.title.as_str())), title)?;
    let area = Area { title: title.to_owned(), topics: Vec::new(), unknown: Unknown::new() };
    Ok(Draft::new(Label::Plan, vec![put(Target::Plan, "areas", index, &area)]))
}

/// Another title for an area or a topic.
pub fn rename(desk: &Desk<'_>, branch: Branch, title: &str) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let title = title.trim();
    if title.is_empty() {
        return Err(EditError::EmptyText);
    }
    let (target, old) = match branch {
        Branch::Area(place) => {
            let area = plan.areas.get(place).ok_or(EditError::NoBranch)?;
            let others = plan.areas.iter().enumerate().filter(|(at, _)| *at != place);
            is_free(others.map(|(_, area)| Some(area.title.as_str())), title)?;
            (Target::Area(place), Value::from(area.title.as_str()))
        }
        Branch::Topic(area, place) => {
            let topic = plan.topic(area, place).ok_or(EditError::NoBranch)?;
            let others = plan.areas[area].topics.iter().enumerate().filter(|(at, _)| *at != place);
            is_free(others.map(|(_, topic)| topic.title.as_deref()), title)?;
            (Target::Topic(area, place), topic.title.as_deref().map_or(Value::Null, Value::from))
        }
        Branch::Task(_) => return Err(EditError::NoBranch),
    };
    let new = Value::from(title);
    let ops =
        if old == new { Vec::new() } else { vec![Op::Set { target, field: "title".to_owned(), old, new }] };
    Ok(Draft::new(Label::Plan, ops))
}

/// Another head for the plan: title, number, issuer, day of issue, year.
pub fn set_plan(desk: &Desk<'_>, head: &Plan) -> Result<Draft, EditError> {
    let before = desk.workspace.plan.as_ref();
    if head.title.trim().is_empty() {
        return Err(EditError::EmptyText);
    }
    let after = Plan {
        title: head.title.trim().to_owned(),
        document_no: head.document_no.trim().to_owned(),
        issuer: head.issuer.trim().to_owned(),
        issued: head.issued,
        year: head.year,
        ..before.clone()
    };
    Ok(Draft::new(Label::Plan, diff_one(&Target::Plan, before, &after)))
}

/// Another version of a task. Tasks that took over its units keep them; members of a group that it names no more go.
pub fn set_task(desk: &Desk<'_>, id: u32, task: &Task) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let before = plan.task(id).ok_or_else(unknown(id))?;
    let mut task = Task { id, ..tidy(task, plan)? };
    let mut ops = Vec::new();
    if task.assigned != before.assigned {
        task.units_from = None;
        ops.extend(let_heirs_go(plan, before));
        let gone = |group: &str| !task.assigned.iter().any(|one| one.unit == group);
        ops.extend(drop_members(desk.workspace, id, gone));
    }
    ops.splice(..0, diff_one(&Target::Task(id), before, &task));
    Ok(Draft::new(Label::Plan, ops))
}

/// A branch one place up or down among its like; a task at the edge of its topic goes over to the next one.
pub fn shift(desk: &Desk<'_>, branch: Branch, down: bool) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let beside = |place: usize, count: usize| {
        let to = if down { place.checked_add(1) } else { place.checked_sub(1) };
        to.filter(|to| *to < count).ok_or(EditError::AtEdge)
    };
    let ops = match branch {
        Branch::Area(place) => {
            let area = plan.areas.get(place).ok_or(EditError::NoBranch)?;
            let to = beside(place, plan.areas.len())?;
            vec![take(Target::Plan, "areas", place, area), put(Target::Plan, "areas", to, area)]
        }
        Branch::Topic(area, place) => {
            let topic = plan.topic(area, place).ok_or(EditError::NoBranch)?;
            let to = beside(place, plan.areas[area].topics.len())?;
            let target = Target::Area(area);
            vec![
                hold_area(plan, area),
                take(target.clone(), "topics", place, topic),
                put(target, "topics", to, topic),
            ]
        }
        Branch::Task(id) => {
            let (area, topic, at) = plan.place_of(id).ok_or_else(unknown(id))?;
            if let Ok(to) = beside(at, plan.areas[area].topics[topic].tasks.len()) {
                return Ok(Draft::new(Label::Plan, moved(plan, id, area, topic, to)?));
            }
            let topics: Vec<(usize, usize)> = plan
                .areas
                .iter()
                .enumerate()
                .flat_map(|(a, area)| (0..area.topics.len()).map(move |t| (a, t)))
                .collect();
            let here = topics.iter().position(|place| *place == (area, topic)).unwrap_or_default();
            let (area, topic) = topics[beside(here, topics.len())?];
            let index = if down { 0 } else { plan.areas[area].topics[topic].tasks.len() };
            moved(plan, id, area, topic, index)?
        }
    };
    Ok(Draft::new(Label::Plan, ops))
}

/// A task moved behind another branch.
pub fn move_task(desk: &Desk<'_>, id: u32, behind: Branch) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let from = plan.place_of(id).ok_or_else(unknown(id))?;
    let (area, topic, index) = place_behind(plan, behind)?;
    let Some(topic) = topic else {
        let (a, t, at) = from;
        let task = &plan.areas[a].topics[t].tasks[at];
        let mut ops =
            vec![hold_area(plan, a), hold_topic(plan, a, t), take(Target::Topic(a, t), "tasks", at, task)];
        ops.extend(put_task(plan, area, None, index, task));
        return Ok(Draft::new(Label::Plan, ops));
    };
    // Behind a task of its own topic the place is counted without itself.
    let index = if (from.0, from.1) == (area, topic) && from.2 < index { index - 1 } else { index };
    let ops = if from == (area, topic, index) { Vec::new() } else { moved(plan, id, area, topic, index)? };
    Ok(Draft::new(Label::Plan, ops))
}

/// Takes a branch away: a task that nothing hangs on, with its waivers and picked members; an area or topic without tasks.
pub fn remove(desk: &Desk<'_>, branch: Branch) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let ops = match branch {
        Branch::Area(place) => {
            let area = plan.areas.get(place).ok_or(EditError::NoBranch)?;
            is_empty(area.topics.iter().map(|topic| topic.tasks.len()).sum())?;
            vec![take(Target::Plan, "areas", place, area)]
        }
        Branch::Topic(area, place) => {
            let topic = plan.topic(area, place).ok_or(EditError::NoBranch)?;
            is_empty(topic.tasks.len())?;
            vec![hold_area(plan, area), take(Target::Area(area), "topics", place, topic)]
        }
        Branch::Task(id) => gone(desk.workspace, id)?,
    };
    Ok(Draft::new(Label::Plan, ops))
}

/// A task put into the one before it in its topic: the words one behind the other, the units of both. It goes as by
/// [`remove`].
pub fn merge_task(desk: &Desk<'_>, id: u32) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let (area, topic, at) = plan.place_of(id).ok_or_else(unknown(id))?;
    let tasks = &plan.areas[area].topics[topic].tasks;
    let before = at.checked_sub(1).and_then(|at| tasks.get(at)).ok_or(EditError::AtEdge)?;
    let task = &tasks[at];
    let mut whole = before.clone();
    whole.requirement += &task.requirement;
    for one in &task.assigned {
        match whole.assigned.iter_mut().find(|other| other.unit == one.unit) {
            Some(other) => other.role = other.role.max(one.role),
            None => whole.assigned.push(one.clone()),
        }
    }
    if whole.assigned != before.assigned && task.units_from != Some(before.id) {
        let texts = [before.units_text.as_deref(), task.units_text.as_deref()];
        whole.units_text =
            Some(texts.into_iter().flatten().collect::<Vec<_>>().join("；")).filter(|it| !it.is_empty());
    }
    if whole.due.is_none() {
        whole.due.clone_from(&task.due);
    }
    let mut ops = gone(desk.workspace, id)?;
    let mut after = desk.workspace.clone();
    after.apply(&ops).map_err(|_| EditError::NoBranch)?;
    ops.extend(set_task(&Desk { workspace: &after, ..*desk }, before.id, &whole)?.ops);
    Ok(Draft::new(Label::Plan, ops))
}

/// A task taken apart: what stands behind the first `count` characters of its words becomes the task behind it.
pub fn split_task(desk: &Desk<'_>, id: u32, count: usize) -> Result<Draft, EditError> {
    let plan = &desk.workspace.plan;
    let before = plan.task(id).ok_or_else(unknown(id))?;
    let at = before.requirement.char_indices().nth(count).map_or(before.requirement.len(), |(at, _)| at);
    let (first, second) = before.requirement.split_at(at);
    let mut head = before.clone();
    first.trim().clone_into(&mut head.requirement);
    let mut tail = Task {
        number: format!("{}-2", before.number),
        units_from: Some(before.units_from.unwrap_or(id)),
        units_text: None,
        ..before.clone()
    };
    second.trim().clone_into(&mut tail.requirement);
    if before.assigned.is_empty() {
        tail.units_from = None;
    }
    let mut ops = set_task(desk, id, &head)?.ops;
    ops.extend(add_task(desk, Branch::Task(id), &tail)?.ops);
    Ok(Draft::new(Label::Plan, ops))
}

/// The printed numbers anew: 1, 2, 3 … in the plan's order, and 增1, 增2 … for what the notice did not set.
pub fn renumber(desk: &Desk<'_>) -> Draft {
    let (mut own, mut added) = (0, 0);
    let mut ops = Vec::new();
    for task in desk.workspace.plan.tasks() {
        let number = if task.origin.is_some() {
            added += 1;
            format!("增{added}")
        } else {
            own += 1;
            own.to_string()
        };
        if task.number != number {
            ops.push(Op::Set {
                target: Target::Task(task.id),
                field: "number".to_owned(),
                old: Value::from(task.number.as_str()),
                new: Value::from(number),
            });
        }
    }
    Draft::new(Label::Plan, ops)
}

/// The ids of tasks that the notice did not set.
const ADDED: std::ops::RangeInclusive<u32> = 1_000..=99_999;

/// A free id for a new task: one that no task has or had and no record names. It follows from what is added and by whom, so
/// that two people who each add a task to their copy of the plan do not give both one id: git then merges them as two.
fn next_id(desk: &Desk<'_>, task: &Task) -> u32 {
    let mut hasher = DefaultHasher::new();
    (desk.by, desk.today, &task.number, &task.requirement, &task.origin).hash(&mut hasher);
    let taken = taken(desk.workspace);
    let span = ADDED.end() - ADDED.start() + 1;
    let start = u32::try_from(hasher.finish() % u64::from(span)).unwrap_or_default();
    let free = (0..span).map(|step| ADDED.start() + (start + step) % span).find(|id| !taken.contains(id));
    free.unwrap_or_else(|| taken.last().map_or(1, |last| last.saturating_add(1)))
}

/// The ids that tasks have or had, and those that records name.
fn taken(workspace: &Workspace) -> BTreeSet<u32> {
    let plan = &workspace.plan;
    let named = plan.tasks().map(|task| task.id).chain(plan.retired.iter().copied());
    let hanging = workspace
        .entries()
        .flat_map(|(task, entry)| std::iter::once(task).chain(entry.also_tasks.iter().copied()));
    let roster = &workspace.roster;
    let waived = roster.waivers.iter().map(|one| one.task).chain(roster.members.iter().map(|one| one.task));
    named.chain(hanging).chain(waived).collect()
}

/// A blank task with the next 增n, as one that the coordinator adds begins.
pub fn new_task(plan: &Plan) -> Task {
    Task {
        id: 0,
        number: next_added(plan),
        requirement: String::new(),
        units_text: None,
        units_from: None,
        assigned: Vec::new(),
        due: None,
        nature: Some(Nature::Standing),
        answered_by: None,
        origin: None,
        unknown: Unknown::new(),
    }
}

/// The next 增n that no task has.
pub fn next_added(plan: &Plan) -> String {
    let last = plan.tasks().filter_map(|task| task.number.strip_prefix('增')?.parse::<u32>().ok()).max();
    format!("增{}", last.unwrap_or(0).saturating_add(1))
}

fn tidy(task: &Task, plan: &Plan) -> Result<Task, EditError> {
    let mut task = task.clone();
    task.requirement = task.requirement.trim().to_owned();
    if task.requirement.is_empty() {
        return Err(EditError::EmptyText);
    }
    let kept = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    (task.due, task.origin) = (kept(task.due), kept(task.origin));
    task.number = task.number.trim().to_owned();
    if task.number.is_empty() {
        task.number = next_added(plan);
    }
    Ok(task)
}

fn unknown(id: u32) -> impl Fn() -> EditError {
    move || EditError::UnknownTask(id.to_string())
}

fn area_of(plan: &Plan, branch: Branch) -> Result<usize, EditError> {
    match branch {
        Branch::Area(area) | Branch::Topic(area, _) => Ok(area),
        Branch::Task(id) => plan.place_of(id).map(|(area, ..)| area).ok_or_else(unknown(id)),
    }
}

/// The area, the topic and the place in it behind a branch; no topic where the area has none yet.
fn place_behind(plan: &Plan, branch: Branch) -> Result<(usize, Option<usize>, usize), EditError> {
    let at_end = |area: usize, topic: usize| {
        let found = plan.topic(area, topic).ok_or(EditError::NoBranch)?;
        Ok((area, Some(topic), found.tasks.len()))
    };
    match branch {
        Branch::Task(id) => {
            plan.place_of(id).map(|(area, topic, at)| (area, Some(topic), at + 1)).ok_or_else(unknown(id))
        }
        Branch::Topic(area, topic) => at_end(area, topic),
        Branch::Area(area) => match plan.areas.get(area).ok_or(EditError::NoBranch)?.topics.len() {
            0 => Ok((area, None, 0)),
            count => at_end(area, count - 1),
        },
    }
}

/// The ops that put a task there.
fn put_task(plan: &Plan, area: usize, topic: Option<usize>, index: usize, task: &Task) -> Vec<Op> {
    if let Some(topic) = topic {
        let put = put(Target::Topic(area, topic), "tasks", index, task);
        return vec![hold_area(plan, area), hold_topic(plan, area, topic), put];
    }
    let topic = Topic { title: None, tasks: vec![task.clone()], unknown: Unknown::new() };
    vec![hold_area(plan, area), put(Target::Area(area), "topics", index, &topic)]
}

fn moved(plan: &Plan, id: u32, area: usize, topic: usize, index: usize) -> Result<Vec<Op>, EditError> {
    let (a, t, at) = plan.place_of(id).ok_or_else(unknown(id))?;
    let task = &plan.areas[a].topics[t].tasks[at];
    let mut ops =
        vec![hold_area(plan, a), hold_topic(plan, a, t), take(Target::Topic(a, t), "tasks", at, task)];
    ops.extend(put_task(plan, area, Some(topic), index, task));
    Ok(ops)
}

/// The ops that take a task away.
fn gone(workspace: &Workspace, id: u32) -> Result<Vec<Op>, EditError> {
    let plan = &workspace.plan;
    let (area, topic, at) = plan.place_of(id).ok_or_else(unknown(id))?;
    let task = &plan.areas[area].topics[topic].tasks[at];
    let entries =
        workspace.entries().filter(|(home, entry)| *home == id || entry.also_tasks.contains(&id)).count();
    let duties = workspace.duties.duties.iter().filter(|duty| duty.active && duty.task == Some(id)).count();
    if entries + duties > 0 {
        return Err(EditError::TaskInUse { number: task.number.clone(), entries, duties });
    }
    let mut ops = let_heirs_go(plan, task);
    ops.extend(drop_members(workspace, id, |_| true));
    let waivers = workspace.roster.waivers.iter().enumerate().rev().filter(|(_, one)| one.task == id);
    ops.extend(waivers.map(|(index, waiver)| take(Target::Roster, "waivers", index, waiver)));
    ops.extend([
        hold_area(plan, area),
        hold_topic(plan, area, topic),
        take(Target::Topic(area, topic), "tasks", at, task),
        put(Target::Plan, "retired", plan.retired.len(), &id),
    ]);
    Ok(ops)
}

/// Tasks that took over the units of `task` from its cell get them for themselves: the first prints them, the others take
/// them over from that one.
fn let_heirs_go(plan: &Plan, task: &Task) -> Vec<Op> {
    let mut heirs = plan.tasks().filter(|one| one.units_from == Some(task.id));
    let Some(first) = heirs.next() else { return Vec::new() };
    let set = |heir: &Task, field: &str, old: Value, new: Value| Op::Set {
        target: Target::Task(heir.id),
        field: field.to_owned(),
        old,
        new,
    };
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let from = Value::from(task.id);
    let mut ops = vec![set(first, "units_from", from.clone(), Value::Null)];
    if first.units_text != task.units_text {
        ops.push(set(
            first,
            "units_text",
            text(first.units_text.as_deref()),
            text(task.units_text.as_deref()),
        ));
    }
    ops.extend(heirs.map(|heir| set(heir, "units_from", from.clone(), Value::from(first.id))));
    ops
}

/// The ops that take away the members picked for a task into groups of which `gone` says so.
fn drop_members(workspace: &Workspace, task: u32, gone: impl Fn(&str) -> bool) -> Vec<Op> {
    let lists = workspace.roster.members.iter().filter(|one| one.task == task && gone(&one.group));
    lists
        .flat_map(|list| {
            let target = Target::Members { task, group: list.group.clone() };
            let units = list.units.iter().enumerate().rev();
            units.map(move |(index, unit)| take(target.clone(), "units", index, unit)).collect::<Vec<_>>()
        })
        .collect()
}

fn is_empty(tasks: usize) -> Result<(), EditError> {
    if tasks > 0 { Err(EditError::BranchInUse(tasks)) } else { Ok(()) }
}

/// Whether no other branch beside has the title: merges tell them apart by it.
fn is_free<'a>(mut titles: impl Iterator<Item = Option<&'a str>>, title: &str) -> Result<(), EditError> {
    if titles.any(|one| one == Some(title)) { Err(EditError::TitleTaken(title.to_owned())) } else { Ok(()) }
}

/// An op that changes nothing and fails where another area stands there by now.
fn hold_area(plan: &Plan, area: usize) -> Op {
    let title = plan.areas.get(area).map_or(Value::Null, |area| Value::from(area.title.as_str()));
    Op::Set { target: Target::Area(area), field: "title".to_owned(), old: title.clone(), new: title }
}

/// The same for a topic.
fn hold_topic(plan: &Plan, area: usize, topic: usize) -> Op {
    let title =
        plan.topic(area, topic).and_then(|topic| topic.title.as_deref()).map_or(Value::Null, Value::from);
    Op::Set { target: Target::Topic(area, topic), field: "title".to_owned(), old: title.clone(), new: title }
}

fn put<T: Serialize>(target: Target, field: &str, index: usize, item: &T) -> Op {
    Op::Insert { target, field: Some(field.to_owned()), index, item: value(item) }
}

fn take<T: Serialize>(target: Target, field: &str, index: usize, item: &T) -> Op {
    Op::Remove { target, field: Some(field.to_owned()), index, item: value(item) }
}

fn value<T: Serialize>(record: &T) -> Value {
    serde_yaml::to_value(record).unwrap_or_default()
}
