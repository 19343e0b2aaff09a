//! 工作进展: what moved in the period. The data at the start and at the cut are compared, so that what an undo or a
//! removal took back does not appear, and a corrected old note is no news.

use serde::{Deserialize, Serialize};

use super::ground::{Ground, Matter};
use crate::domain::activity::{Activity, ActivityKind, ActivityState};
use crate::domain::arrange::Arrange as _;
use crate::domain::entry::{Entry, Progress};
use crate::domain::status::Status;

/// What kind of step, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// 已完成.
    Done,
    /// 已报完成，待核实.
    Submitted,
    /// Progress was noted.
    Noted,
    /// An activity was planned, held or reported.
    Activity,
    /// Measures were filed for the first time; those of one unit are one step.
    Filed,
}

/// One line of progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its kind.
    pub kind: StepKind,
    /// The units: of a joint entry the first is 牵头.
    pub units: Vec<String>,
    /// What it is about: one matter; of filings all that were filed, of an activity none.
    pub matters: Vec<Matter>,
    /// The texts of the notes, or what the activity is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// 逾期完成.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// The steps of the period: the strongest first, in roster order within.
pub(super) fn steps(ground: &Ground<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (home, entry) in ground.workspace.entries() {
        let rows = ground.counting(&entry.id);
        if rows.is_empty() {
            continue;
        }
        let before = ground.before.entry(&entry.id).map(|(_, entry)| entry.as_ref());
        let notes = fresh_notes(entry, before);
        let Some(kind) = kind(entry, before, !notes.is_empty()) else { continue };
        steps.push(Step {
            kind,
            units: Ground::units(rows),
            matters: vec![ground.matter(home, Some(entry))],
            notes,
            late: kind == StepKind::Done && rows.iter().any(|row| row.late),
        });
    }
    for activity in &ground.workspace.activities {
        let before = ground.before.activities.iter().find(|one| one.id == activity.id);
        steps.extend(activity_step(activity, before.map(AsRef::as_ref)));
    }
    let place = |step: &Step| {
        let task = step.matters.first().map_or(u32::MAX, |matter| matter.task);
        (step.kind, ground.place(&step.units, task))
    };
    steps.arrange_by_key(place);
    together(steps)
}

fn kind(entry: &Entry, before: Option<&Entry>, noted: bool) -> Option<StepKind> {
    let was = before.map(Entry::status).unwrap_or_default();
    let kinds = [
        (entry.status() == Status::Done && was != Status::Done, StepKind::Done),
        (entry.status() == Status::Submitted && !was.is_reported(), StepKind::Submitted),
        (noted, StepKind::Noted),
        (entry.is_filed() && !before.is_some_and(Entry::is_filed), StepKind::Filed),
    ];
    kinds.into_iter().find(|(holds, _)| *holds).map(|(_, kind)| kind)
}

/// The texts of the notes that stand now and did not at the start. One that took the place of an old note of the same
/// day and hand is its correction.
fn fresh_notes(entry: &Entry, before: Option<&Entry>) -> Vec<String> {
    let mut gone: Vec<&Progress> = before.map(|entry| entry.progress.iter().collect()).unwrap_or_default();
    let mut fresh: Vec<&Progress> = Vec::new();
    for note in &entry.progress {
        match gone.iter().position(|old| *old == note) {
            Some(place) => drop(gone.remove(place)),
            None => fresh.push(note),
        }
    }
    fresh.retain(|note| {
        let corrected = gone.iter().position(|old| old.date == note.date && old.by == note.by);
        corrected.map(|place| gone.remove(place)).is_none()
    });
    fresh.arrange_by_key(|note| note.date);
    fresh.into_iter().map(|note| note.text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The step of an activity that has come further.
fn activity_step(activity: &Activity, before: Option<&Activity>) -> Option<Step> {
    let was = before.map(|one| one.state);
    let (reached, word) = match activity.state {
        ActivityState::Cancelled => return None,
        ActivityState::Planned | ActivityState::Postponed => (ActivityState::Planned, "已报计划"),
        ActivityState::Held => (ActivityState::Held, "已开展"),
        ActivityState::Reported => (ActivityState::Reported, "已报情况"),
    };
    if was >= Some(reached) {
        return None;
    }
    let kind = match activity.kind {
        ActivityKind::OpenDay => "政府开放活动",
        ActivityKind::Training => "业务培训",
        ActivityKind::Evaluation => "政策评价",
        ActivityKind::Interpretation => "政策解读",
        ActivityKind::Other => "活动",
    };
    let name = activity.name.trim();
    let name = if name.is_empty() { String::new() } else { format!("“{name}”") };
    Some(Step {
        kind: StepKind::Activity,
        units: vec![activity.unit.clone()],
        matters: Vec::new(),
        notes: vec![format!("{kind}{name}{word}")],
        late: false,
    })
}

/// Filings of the same units, which stand one after another, as one step.
fn together(steps: Vec<Step>) -> Vec<Step> {
    let mut joined: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        match joined.iter_mut().rev().find(|last| last.kind == step.kind && last.units == step.units) {
            Some(last) if step.kind == StepKind::Filed => last.matters.extend(step.matters),
            _ => joined.push(step),
        }
    }
    joined
}
