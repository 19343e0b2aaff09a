//! A duty 刚性要求: where a unit or all of them stand with it, until when, on what ground, and which records meet it.

use chrono::NaiveDate;
use ratatui::style::Style;

use super::page::Page;
use super::{entry, short};
use crate::domain::activity::Activity;
use crate::domain::duty::{Duty, DutyState, MetBy, Obligation, Running};
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::screen::look::Look;
use crate::words::{fill, time};
use crate::workbench::Workbench;

/// The order in which states are told: what wants to be seen first.
const ORDER: [DutyState; 8] = [
    DutyState::Unreadable,
    DutyState::Overdue,
    DutyState::DueSoon,
    DutyState::Owed,
    DutyState::Waiting,
    DutyState::MetLate,
    DutyState::Met,
    DutyState::Excluded,
];

/// A duty as one unit owes it, or as all do.
pub(super) fn whole(page: &mut Page<'_>, workbench: &Workbench, look: &Look, id: &str, unit: Option<&str>) {
    let Some(duty) = workbench.workspace().duties.duty(id) else { return };
    let found: Vec<&Obligation> = workbench
        .obligations()
        .iter()
        .filter(|one| one.duty.id == id && unit.is_none_or(|unit| *one.unit == *unit))
        .collect();
    page.heading(&duty.name);
    let words = time::words(look.language);
    let last = found.iter().filter_map(|one| one.last).min();
    let limit = limit(duty, last, workbench, look);
    if let (Some(_), [one]) = (unit, found.as_slice()) {
        let text = format!("{}  {}", one.unit, stands(one, workbench, look));
        page.text(&text, style(one.state, look));
        records(page, one, workbench, look);
        page.labelled(words.duty_field("due"), &limit);
    } else {
        page.labelled(words.duty_field("due"), &limit);
        groups(page, &found, workbench, look);
    }
    page.labelled(words.duty_field("clock"), &clock(duty.clock.as_ref(), workbench, look));
    page.labelled(words.duty_field("met_by"), &met_by(duty, look));
    page.labelled(words.duty_field("article"), &duty.article);
    page.labelled(words.duty_field("source"), &duty.source);
    if let Some(unit) = unit {
        entry::contacts(page, workbench, look, unit);
    }
}

/// The duties that a task sets, a line each: how many units stand where, or how the one of the line does.
pub(super) fn of_task(
    page: &mut Page<'_>,
    workbench: &Workbench,
    look: &Look,
    task: u32,
    unit: Option<&str>,
) {
    let duties = &workbench.workspace().duties.duties;
    let label = &look.words().units.heading_duties;
    for duty in duties.iter().filter(|duty| duty.active && duty.task == Some(task)) {
        let found: Vec<&Obligation> = workbench
            .obligations()
            .iter()
            .filter(|one| one.duty.id == duty.id && unit.is_none_or(|unit| *one.unit == *unit))
            .collect();
        let said = match (unit, found.as_slice()) {
            (Some(_), [one]) => stands(one, workbench, look),
            _ => counts(&found, look),
        };
        page.labelled(label, &format!("{}  {said}", duty.name));
        if let (Some(_), [one]) = (unit, found.as_slice()) {
            records(page, one, workbench, look);
        }
    }
}

/// An activity: what its record says, field by field.
pub(super) fn activity(page: &mut Page<'_>, look: &Look, one: &Activity) {
    let words = time::words(look.language);
    page.heading(&format!("{}  {}", words.kind(one.kind), one.name));
    for field in &crate::domain::activity::ACTIVITY_FIELDS {
        let text = match field.key {
            "id" | "kind" | "name" => continue,
            "state" => words.state(one.state).to_owned(),
            _ => field.show(one),
        };
        page.labelled(words.field(field), &text);
    }
}

/// `待落实 1/2 · 剩8个工作日`.
fn stands(one: &Obligation, workbench: &Workbench, look: &Look) -> String {
    let state = time::words(look.language).duty_state(one.state);
    let count =
        if one.need > 1 || one.have > 1 { format!(" {}/{}", one.have, one.need) } else { String::new() };
    match one.last.filter(|_| one.state.is_owed()) {
        Some(last) => {
            let left = entry::days_left(look, workbench, last);
            format!("{state}{count} {} {left}", look.glyphs.dot)
        }
        None => format!("{state}{count}"),
    }
}

/// What meets it, or goes towards it: each record by its name and day.
fn records(page: &mut Page<'_>, one: &Obligation, workbench: &Workbench, look: &Look) {
    let label = &look.words().detail.records;
    let mut said: Vec<String> = Vec::new();
    let rows = one.duty.task.and_then(|task| workbench.rows().task(task)).map_or(&[][..], |it| &it.rows);
    for id in &one.met_by {
        let activity = workbench.workspace().activities.iter().find(|one| one.id == *id);
        said.extend(activity.map(|activity| record(activity, look)));
        let entry = rows.iter().filter_map(Row::entry).find(|entry| entry.id.as_str() == id);
        said.extend(entry.map(|entry| entry.measure.trim().to_owned()));
    }
    for (place, text) in said.iter().enumerate() {
        if place == 0 { page.labelled(label, text) } else { page.more(label, text) }
    }
}

/// `业务培训 政务公开专题培训  12月19日  已开展`.
fn record(one: &Activity, look: &Look) -> String {
    let words = time::words(look.language);
    let name = if one.name.is_empty() { &one.id } else { &one.name };
    format!("{} {name}  {}  {}", words.kind(one.kind), one.date, words.state(one.state))
}

/// The units by where they stand.
fn groups(page: &mut Page<'_>, found: &[&Obligation], workbench: &Workbench, look: &Look) {
    let words = time::words(look.language);
    for state in ORDER {
        let units: Vec<&str> =
            found.iter().filter(|one| one.state == state).map(|one| short(workbench, &one.unit)).collect();
        if !units.is_empty() {
            let names = units.join(&look.words().list_comma);
            let count = fill(&look.words().units_count, &[("n", &units.len())]);
            let text = if units.len() == 1 { names } else { format!("{count}{}{names}", look.words().colon) };
            page.labelled_in(words.duty_state(state), &text, style(state, look));
        }
    }
}

/// `逾期3  已落实34`.
fn counts(found: &[&Obligation], look: &Look) -> String {
    let words = time::words(look.language);
    let count = |state: DutyState| {
        let n = found.iter().filter(|one| one.state == state).count();
        let said = || fill(&look.words().count, &[("word", &words.duty_state(state)), ("n", &n)]);
        (n > 0).then(said)
    };
    ORDER.into_iter().filter_map(count).collect::<Vec<_>>().join("  ")
}

fn style(state: DutyState, look: &Look) -> Style {
    match state {
        DutyState::Overdue => look.light(Light::Overdue),
        DutyState::DueSoon => look.light(Light::DueSoon),
        DutyState::Met | DutyState::MetLate => look.light(Light::Done),
        DutyState::Unreadable | DutyState::Excluded | DutyState::Owed | DutyState::Waiting => {
            look.theme.text()
        }
    }
}

/// The words of its time limit, and the day they come to.
fn limit(duty: &Duty, last: Option<NaiveDate>, workbench: &Workbench, look: &Look) -> String {
    let task = duty.task.and_then(|task| workbench.plan().task(task));
    let words = Some(duty.due.as_str()).filter(|due| !due.trim().is_empty());
    let words = words.or_else(|| task.and_then(|task| task.due.as_deref())).unwrap_or_default();
    let day = last.map(|last| entry::last_day(workbench, look, last));
    match day {
        Some(day) if words.is_empty() => day,
        Some(day) => format!("{words}  {day}"),
        None => words.to_owned(),
    }
}

/// The legal clock that runs, since when, and what held it up.
fn clock(running: Option<&Running>, workbench: &Workbench, look: &Look) -> String {
    let Some(running) = running else { return String::new() };
    let words = time::words(look.language);
    let book = &workbench.workspace().duties;
    let name = book.clock(&running.kind).map_or(running.kind.as_str(), |kind| kind.name.as_str());
    let mut said = vec![name.to_owned()];
    let dated = |key: &str, day: NaiveDate| format!("{} {day}", words.duty_field(key));
    said.push(dated("started", running.started));
    said.extend(running.restarted.map(|day| dated("restarted", day)));
    for pause in &running.pauses {
        let to = pause.to.map(|to| to.to_string()).unwrap_or_default();
        said.push(format!("{} {}{}{to}", words.duty_field("paused"), pause.from, look.glyphs.arrow));
    }
    let extended = running.extended.as_ref();
    said.extend(extended.map(|it| format!("{} {}", words.duty_field("extended"), it.working_days)));
    said.join("  ")
}

/// `业务培训（已开展）2次`.
fn met_by(duty: &Duty, look: &Look) -> String {
    let words = time::words(look.language);
    match &duty.met_by {
        Some(MetBy::Activities { kind, state, count, named }) => {
            let said = fill(
                &words.met_by_count,
                &[("kind", &words.kind(*kind)), ("state", &words.state(*state)), ("n", count)],
            );
            if named.is_empty() {
                return said;
            }
            format!("{said}  {} {}", words.duty_field("named"), named.join(&look.words().list_comma))
        }
        other => words.met_by(other.as_ref()).to_owned(),
    }
}
