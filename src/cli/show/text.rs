//! The same for a person: labels on the left, what is empty left out.

use super::{task_entries, task_rows};
use crate::cli::failure::Failure;
use crate::cli::list::{light_cell, role_cell, unit_cell};
use crate::cli::output::Output;
use crate::cli::record::places;
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::domain::entry::{Entry, Extension};
use crate::domain::field::FIELDS;
use crate::domain::light::Limit;
use crate::domain::plan::Place;
use crate::domain::rows::{Row, Rows};
use crate::domain::unit::Unit;
use crate::screen::text::{pad, visible, width, wrap};
use crate::words::{Language, cli, domain, fill, screen};

/// Cells that labels take.
const LABELS: usize = 16;
/// The narrowest that values are wrapped to.
const NARROWEST: usize = 20;

/// One label with its value; nothing where the value is empty.
fn field(out: &mut Output, label: &str, value: &str) -> Result<(), Failure> {
    if value.is_empty() {
        return Ok(());
    }
    let room = out.width().map_or(usize::MAX, |all| all.saturating_sub(LABELS).max(NARROWEST));
    let mut label = pad(label, LABELS);
    for line in value.lines() {
        let lines = if room == usize::MAX || width(line) <= room {
            vec![visible(line).into_owned()]
        } else {
            wrap(line, room)
        };
        for line in lines {
            out.line(format!("{label}{line}").trim_end())?;
            label = " ".repeat(LABELS);
        }
    }
    Ok(())
}

/// An entry.
pub fn entry(
    task: u32,
    entry: &Entry,
    rows: &[&Row],
    session: &Session,
    out: &mut Output,
) -> Result<(), Failure> {
    let language = session.language();
    let words = cli::words(language);
    let found = session.workspace().plan.task(task);
    let number = found.map_or_else(|| task.to_string(), |task| task.number.clone());
    field(out, &fill(&words.task_head, &[("number", &number)]), found.map_or("", |task| &task.requirement))?;
    if let Some(row) = rows.first() {
        let last = match row.limit {
            Limit::Day(day) => with_workday(day, session),
            Limit::Open => words.open.clone(),
            Limit::None => words.no_last_day.clone(),
        };
        field(out, &words.light, &light_cell(row, session))?;
        field(out, &words.last_day, &last)?;
    }
    for one in &FIELDS {
        let value = match one.key {
            "status" => domain::words(language).status(entry.status()).to_owned(),
            // The time limit in force, also where it is the task's.
            "due" if entry.due.is_empty() => rows.first().map(|row| row.due.to_string()).unwrap_or_default(),
            "extensions" => extensions(entry),
            key => listed(key, one.show(entry), language),
        };
        field(out, domain::words(language).field(one.key), &value)?;
    }
    if !entry.unknown.is_empty() {
        let unknown = serde_yaml::to_string(&entry.unknown).unwrap_or_default();
        field(out, &words.other_keys, unknown.trim_end())?;
    }
    Ok(())
}

/// One extension a line: a reason may hold any mark.
fn extensions(entry: &Entry) -> String {
    let line = |one: &Extension| format!("{} → {} {}", one.from, one.to, one.reason).trim().to_owned();
    entry.extensions.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A list as it is read in this language.
fn listed(key: &str, value: String, language: Language) -> String {
    let is_list = matches!(key, "units" | "also_tasks" | "tags");
    if is_list { value.replace('、', &screen::words(language).list_comma) } else { value }
}

/// A task with its units and entries.
pub fn task(place: &Place<'_>, rows: &Rows, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let words = cli::words(language);
    let task = place.task;
    let title = [Some(place.area.title.as_str()), place.topic.title.as_deref()];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(" › ");
    field(out, &fill(&words.task_head, &[("number", &task.number)]), &title)?;
    field(out, &words.requirement, &task.requirement)?;
    field(out, domain::words(language).field("due"), task.due.as_deref().unwrap_or_default())?;
    let nature = task.nature.map_or("", |nature| domain::words(language).nature(nature));
    field(out, &words.nature, nature)?;
    field(out, &words.origin, task.origin.as_deref().unwrap_or_default())?;
    if let Some((plan, Some(old))) = crate::domain::rollover::continues(task) {
        field(out, &words.continues, &fill(&words.continues_task, &[("plan", &plan), ("task", &old)]))?;
    }
    let own = task_rows(rows, task.id);
    out.line("")?;
    out.line(&fill(&words.units, &[("n", &own.len())]))?;
    let mut table = Table::new(&[
        (words.column("unit"), 30),
        (words.column("role"), 12),
        (words.column("light"), 11),
        (words.column("id"), 9),
    ]);
    for row in own {
        let id = row.entry().map(|entry| entry.id.to_string()).unwrap_or_default();
        table.push(&[unit_cell(row, session), role_cell(row, session), light_cell(row, session), id]);
    }
    table.write(out)?;
    out.line("")?;
    let entries = task_entries(own);
    if entries.is_empty() {
        return out.line(&words.no_entries);
    }
    out.line(&fill(&words.entries, &[("n", &entries.len())]))?;
    for (_, one) in entries {
        out.line("")?;
        for key in ["id", "units", "measure", "deliverable", "person", "due", "percent", "progress"] {
            let known = FIELDS.iter().find(|field| field.key == key);
            let value = listed(key, known.map(|field| field.show(one)).unwrap_or_default(), language);
            field(out, domain::words(language).field(key), &value)?;
        }
        let status = domain::words(language).status(one.status());
        field(out, domain::words(language).field("status"), status)?;
    }
    Ok(())
}

/// A unit with its contacts and all it owes.
pub fn unit(unit: &Unit, rows: &[&Row], session: &Session, out: &mut Output) -> Result<(), Failure> {
    let words = cli::words(session.language());
    out.line(&visible(&unit.name))?;
    let comma = &screen::words(session.language()).list_comma;
    field(out, &words.short_names, &unit.short.join(comma))?;
    let aliases: Vec<&str> = unit.aliases.iter().chain(&unit.old_names).map(String::as_str).collect();
    field(out, &words.aliases, &aliases.join(comma))?;
    let contacts: Vec<String> = unit
        .contacts
        .iter()
        .map(|one| {
            let parts = [&one.role, &one.name, &one.section, &one.phone, &one.mobile, &one.chat_name];
            parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        })
        .collect();
    field(out, &words.contacts, &contacts.join("\n"))?;
    field(out, &words.note, &unit.note)?;
    out.line("")?;
    out.line(&fill(&words.unit_rows, &[("n", &rows.len())]))?;
    let places = places(&session.workspace().plan);
    let mut table = Table::new(&[
        (words.column("task"), 6),
        (words.column("role"), 12),
        (words.column("light"), 11),
        (words.column("due_last"), 10),
        (words.column("id"), 9),
        (words.column("measure"), usize::MAX),
    ]);
    for row in rows {
        let place = places.get(&row.task);
        let requirement = place.map(|place| place.task.requirement.as_str()).unwrap_or_default();
        let measure = row.entry().map(|entry| entry.measure.as_str()).filter(|text| !text.is_empty());
        table.push(&[
            place.map(|place| place.task.number.clone()).unwrap_or_default(),
            role_cell(row, session),
            light_cell(row, session),
            row.last().map(|day| day.to_string()).unwrap_or_default(),
            row.entry().map(|entry| entry.id.to_string()).unwrap_or_default(),
            measure.unwrap_or(requirement).to_owned(),
        ]);
    }
    table.write(out)
}

/// A last day; where it is no working day with the working day before it.
fn with_workday(day: chrono::NaiveDate, session: &Session) -> String {
    let workday = session.calendar.workday_on_or_before(day);
    if workday == day {
        return day.to_string();
    }
    let before = &crate::words::time::words(session.language()).workday_before;
    format!("{day} ({})", fill(before, &[("day", &workday)]))
}
