//! Area by area: what was done, what is unfinished and why, what comes next.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{TaskAccount, class_word, standing};
use crate::domain::arrange::Arrange as _;
use crate::domain::entry::Entry;
use crate::domain::light::Light;
use crate::domain::report::figures::TaskClass;
use crate::domain::report::ground::{Ground, Matter};
use crate::domain::rows::Row;
use crate::domain::status::Status;

/// What one area came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaAccount {
    /// 大项.
    pub title: String,
    /// Tasks in it.
    pub tasks: u32,
    /// Units that have to do with it.
    pub units: u32,
    /// 已完成.
    pub done: u32,
    /// 推进中.
    pub in_progress: u32,
    /// 有单位逾期.
    pub overdue: u32,
    /// 尚未启动.
    pub not_started: u32,
    /// 不计.
    pub excluded: u32,
    /// 持续推进类.
    pub standing: u32,
    /// What was done, the strongest first.
    pub achievements: Vec<Achievement>,
    /// What is not finished; 持续推进类 are not among them once something was done.
    pub unfinished: Vec<Unfinished>,
    /// What comes next.
    pub next: Vec<NextStep>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Achievement {
    /// Who did it; of a joint entry the first is 牵头.
    pub units: Vec<String>,
    /// What it is about.
    pub matter: Matter,
    /// 已完成.
    pub done: bool,
    /// What was noted last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// 佐证材料.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// Something that is not finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfinished {
    /// The task.
    pub matter: Matter,
    /// Its class.
    pub class: String,
    /// Units that are not done with it.
    pub open: u32,
    /// Units to which it applies.
    pub units: u32,
    /// Of these, those that have said what they do.
    pub filed: u32,
    /// Why, as the units said it.
    pub reasons: Vec<String>,
}

/// Something that is still to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// The task.
    pub matter: Matter,
    /// The nearest last day of what is open; none where there is no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
}

/// What became of every task, in the plan's order.
pub(super) fn tasks(ground: &Ground<'_>, first: NaiveDate) -> Vec<TaskAccount> {
    ground
        .workspace
        .plan
        .places()
        .map(|place| {
            let rows = rows_of(ground, place.task.id);
            let class = ground.rows.task(place.task.id).map_or(TaskClass::NotStarted, TaskClass::of);
            let counting: Vec<&Row> = rows.iter().filter(|row| row.light.counts()).collect();
            let mut entries: Vec<(&str, &Entry)> =
                counting.iter().filter_map(|row| Some((&*row.unit, row.entry()?))).collect();
            entries.arrange_by_key(|(unit, _)| ground.unit_place(unit));
            let said = entries.iter().filter_map(|(unit, entry)| {
                let note =
                    entry.progress.iter().filter(|note| note.date >= first).max_by_key(|note| note.date);
                let done = (entry.status() == Status::Done).then_some("已完成");
                let text = note.map(|note| note.text.trim()).filter(|text| !text.is_empty()).or(done)?;
                Some(format!("{unit}：{text}"))
            });
            let evidence = entries.iter().flat_map(|(_, entry)| &entry.evidence).map(|one| one.text.clone());
            TaskAccount {
                matter: ground.matter(place.task.id, None),
                area: place.area.title.clone(),
                class: class_word(class).to_owned(),
                standing: standing(ground, place.task.id),
                units: units(&counting, |_| true),
                done: units(&counting, |unit| {
                    counting.iter().filter(|row| *row.unit == *unit).all(|row| row.light == Light::Done)
                }),
                filed: units(&counting, |unit| {
                    counting
                        .iter()
                        .any(|row| *row.unit == *unit && (row.is_filed() || row.light == Light::Done))
                }),
                said: said.collect(),
                evidence: once(evidence),
                reasons: if class == TaskClass::Done { Vec::new() } else { reasons(&entries) },
            }
        })
        .collect()
}

fn rows_of<'a>(ground: &Ground<'a>, task: u32) -> &'a [Row] {
    ground.rows.task(task).map_or(&[], |task| &task.rows)
}

fn units(rows: &[&Row], which: impl Fn(&str) -> bool) -> u32 {
    // An open group without members is no unit.
    let named = rows.iter().filter(|row| !row.open_group).map(|row| &*row.unit);
    let found: BTreeSet<&str> = named.filter(|unit| which(unit)).collect();
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}

fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| !text.trim().is_empty() && seen.insert(text.clone())).collect()
}

/// Why units are not done, each reason once with who gave it.
fn reasons(entries: &[(&str, &Entry)]) -> Vec<String> {
    let given =
        entries.iter().filter(|(_, entry)| entry.status() != Status::Done).filter_map(|(unit, entry)| {
            let returned = || entry.returned.as_ref().map(|one| format!("被退回：{}", one.reason.trim()));
            let why =
                Some(entry.problem.trim().to_owned()).filter(|why| !why.is_empty()).or_else(returned)?;
            Some(format!("{unit}：{why}"))
        });
    once(given)
}

/// Every area, in the plan's order.
pub(super) fn areas(ground: &Ground<'_>, tasks: &[TaskAccount], first: NaiveDate) -> Vec<AreaAccount> {
    ground
        .workspace
        .plan
        .areas
        .iter()
        .map(|area| {
            let ids: Vec<u32> =
                area.topics.iter().flat_map(|topic| &topic.tasks).map(|task| task.id).collect();
            let here: Vec<&TaskAccount> =
                tasks.iter().filter(|task| ids.contains(&task.matter.task)).collect();
            let of = |word: &str| count(here.iter().filter(|task| task.class == word).count());
            let rows: Vec<&Row> = ids.iter().flat_map(|id| rows_of(ground, *id)).collect();
            let counting: Vec<&Row> = rows.into_iter().filter(|row| row.light.counts()).collect();
            AreaAccount {
                title: area.title.clone(),
                tasks: count(here.len()),
                units: units(&counting, |_| true),
                done: of("已完成"),
                in_progress: of("推进中"),
                overdue: of("有单位逾期"),
                not_started: of("尚未启动"),
                excluded: of("不计"),
                standing: count(here.iter().filter(|task| task.standing && task.class != "不计").count()),
                achievements: achievements(ground, &ids, first),
                unfinished: here.iter().filter_map(|task| unfinished(task)).collect(),
                next: here.iter().filter_map(|task| next(ground, task)).collect(),
            }
        })
        .collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What was done, the best shown first: done with evidence, done, noted with evidence, noted.
fn achievements(ground: &Ground<'_>, tasks: &[u32], first: NaiveDate) -> Vec<Achievement> {
    let mut found: Vec<(usize, Achievement)> = Vec::new();
    for task in tasks {
        for entry in ground.workspace.entries_of(*task) {
            let rows = ground.counting(&entry.id);
            let latest = entry.progress.iter().filter(|note| note.date >= first).max_by_key(|note| note.date);
            let latest = latest.map(|note| note.text.trim().to_owned()).filter(|text| !text.is_empty());
            let done = entry.status() == Status::Done;
            if rows.is_empty() || (!done && latest.is_none()) {
                continue;
            }
            let evidence = once(entry.evidence.iter().map(|one| one.text.clone()));
            let rank =
                usize::from(!done) * 4 + usize::from(evidence.is_empty()) * 2 + usize::from(latest.is_none());
            let matter = ground.matter(*task, Some(entry));
            found.push((rank, Achievement { units: Ground::units(rows), matter, done, latest, evidence }));
        }
    }
    // The sort is stable: of one rank they stand in the plan's order.
    found.arrange_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, one)| one).collect()
}

/// 持续推进类 has no end: it is unfinished only where nobody began or somebody is late.
fn unfinished(task: &TaskAccount) -> Option<Unfinished> {
    let closed = task.class == "已完成" || task.class == "不计" || (task.standing && task.class == "推进中");
    (!closed).then(|| Unfinished {
        matter: task.matter.clone(),
        class: task.class.clone(),
        open: task.units.saturating_sub(task.done),
        units: task.units,
        filed: task.filed,
        reasons: task.reasons.clone(),
    })
}

fn next(ground: &Ground<'_>, task: &TaskAccount) -> Option<NextStep> {
    if task.class == "已完成" || task.class == "不计" {
        return None;
    }
    let rows = rows_of(ground, task.matter.task);
    let open = rows.iter().filter(|row| row.light.counts() && row.light != Light::Done);
    Some(NextStep { matter: task.matter.clone(), last: open.filter_map(Row::last).min() })
}
