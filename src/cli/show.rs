//! `show ID|TASK|UNIT [--format text|json|yaml]`: all of one entry, one task or one unit.

mod text;

use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::output::Output;
use super::record::{EntryRecord, RowRecord, places};
use super::session::Session;
use super::{format, texts};
use crate::domain::arrange::Arrange as _;
use crate::domain::edit::EditError;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::plan::{AnsweredBy, Nature, Place, Role};
use crate::domain::rollover::continues;
use crate::domain::rows::{Row, Rows};
use crate::domain::unit::{Contact, NameError, Unit};
use crate::words::{cli, fill};

/// All of one task.
#[derive(Serialize)]
struct TaskRecord<'a> {
    task: u32,
    number: &'a str,
    area: &'a str,
    topic: Option<&'a str>,
    requirement: &'a str,
    due: Option<&'a str>,
    nature: Option<Nature>,
    answered_by: Option<AnsweredBy>,
    origin: Option<&'a str>,
    continues: Option<Continued<'a>>,
    units: Vec<TaskUnit<'a>>,
    entries: Vec<EntryRecord<'a>>,
}

/// The task of an older plan that a task continues.
#[derive(Serialize)]
struct Continued<'a> {
    plan: &'a str,
    task: u32,
}

/// One row of a task.
#[derive(Serialize)]
struct TaskUnit<'a> {
    unit: &'a str,
    role: Option<&'a str>,
    group: Option<&'a str>,
    open_group: bool,
    light: &'a str,
    id: Option<&'a str>,
}

/// All of one unit.
#[derive(Serialize)]
struct UnitRecord<'a> {
    unit: &'a str,
    kind: crate::domain::unit::UnitKind,
    short: &'a [String],
    aliases: &'a [String],
    old_names: &'a [String],
    contacts: &'a [Contact],
    note: Option<&'a str>,
    rows: Vec<RowRecord<'a>>,
}

/// What a word names.
enum Found<'a> {
    Entry(u32, &'a Entry),
    Task(Place<'a>),
    Unit(&'a Unit),
}

/// Shows one thing.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let word = texts(matches).into_iter().next().unwrap_or_default();
    let rows = session.rows();
    let format = format(matches, "text");
    match find(&word, session)? {
        Found::Entry(task, entry) => match format {
            "text" => text::entry(task, entry, &rows_of(&rows, entry), session, out),
            format => write(&EntryRecord::new(task, entry, &rows_of(&rows, entry)), format, out),
        },
        Found::Task(place) => match format {
            "text" => text::task(&place, &rows, session, out),
            format => write(&task_record(&place, &rows), format, out),
        },
        Found::Unit(unit) => match format {
            "text" => text::unit(unit, &unit_rows(&rows, unit), session, out),
            format => {
                let places = places(&session.workspace().plan);
                let rows = unit_rows(&rows, unit);
                let rows = rows.iter().map(|row| RowRecord::new(row, &places)).collect();
                write(&unit_record(unit, rows), format, out)
            }
        },
    }
}

fn write<T: Serialize>(record: &T, format: &str, out: &mut Output) -> Result<(), Failure> {
    if format == "json" { out.json(record) } else { out.yaml(record) }
}

/// An entry's id, else a task, else a unit.
fn find<'a>(word: &str, session: &'a Session) -> Result<Found<'a>, Failure> {
    let word = word.trim();
    let workspace = session.workspace();
    let id = EntryId::from_text(word);
    if let Some((task, entry)) = workspace.entry(&id) {
        return Ok(Found::Entry(task, entry));
    }
    let task = workspace.plan.find_task(word);
    if let Some(place) = task.and_then(|task| workspace.plan.place(task.id)) {
        return Ok(Found::Task(place));
    }
    let language = session.language();
    match workspace.roster.unit(word) {
        Ok(unit) => Ok(Found::Unit(unit)),
        Err(_) if id.task().is_some() => {
            Err(Failure::edit(&EditError::UnknownEntry(word.to_owned()), language))
        }
        Err(_) if word.trim_start_matches(['#', '＃']).chars().all(char::is_numeric) => {
            Err(Failure::edit(&EditError::UnknownTask(word.to_owned()), language))
        }
        Err(NameError::Unknown { candidates, .. }) if candidates.is_empty() => {
            Err(Failure::data(fill(&cli::words(language).one_task, &[("word", &word)])))
        }
        Err(error) => Err(Failure::edit(&error.into(), language)),
    }
}

/// The rows that an entry fills, those of its own task first.
fn rows_of<'a>(rows: &'a Rows, entry: &Entry) -> Vec<&'a Row> {
    let mut found: Vec<&Row> =
        rows.iter().filter(|row| row.entry().is_some_and(|one| one.id == entry.id)).collect();
    found.arrange_by_key(|row| row.entry.as_ref().is_none_or(|(home, _)| *home != row.task));
    found
}

fn unit_rows<'a>(rows: &'a Rows, unit: &Unit) -> Vec<&'a Row> {
    rows.iter().filter(|row| row.unit.as_ref() == unit.name).collect()
}

fn task_rows(rows: &Rows, task: u32) -> &[Row] {
    rows.task(task).map_or(&[], |task| &task.rows)
}

/// The entries of a task with the task in whose file each stands, each once.
fn task_entries(rows: &[Row]) -> Vec<(u32, &Entry)> {
    let mut found: Vec<(u32, &Entry)> = Vec::new();
    for (home, entry) in rows.iter().filter_map(|row| row.entry.as_ref()) {
        if !found.iter().any(|(_, one)| one.id == entry.id) {
            found.push((*home, entry));
        }
    }
    found
}

fn task_record<'a>(place: &Place<'a>, rows: &'a Rows) -> TaskRecord<'a> {
    let task = place.task;
    let own = task_rows(rows, task.id);
    TaskRecord {
        task: task.id,
        number: &task.number,
        area: &place.area.title,
        topic: place.topic.title.as_deref(),
        requirement: &task.requirement,
        due: task.due.as_deref(),
        nature: task.nature,
        answered_by: task.answered_by,
        origin: task.origin.as_deref(),
        continues: continues(task).and_then(|(plan, task)| Some(Continued { plan, task: task? })),
        units: own
            .iter()
            .map(|row| TaskUnit {
                unit: &row.unit,
                role: row.role.map(Role::key),
                group: row.group.as_deref(),
                open_group: row.open_group,
                light: row.light.key(),
                id: row.entry().map(|entry| entry.id.as_str()),
            })
            .collect(),
        entries: task_entries(own)
            .into_iter()
            .map(|(home, entry)| EntryRecord::new(home, entry, &rows_of(rows, entry)))
            .collect(),
    }
}

fn unit_record<'a>(unit: &'a Unit, rows: Vec<RowRecord<'a>>) -> UnitRecord<'a> {
    UnitRecord {
        unit: &unit.name,
        kind: unit.kind,
        short: &unit.short,
        aliases: &unit.aliases,
        old_names: &unit.old_names,
        contacts: &unit.contacts,
        note: Some(unit.note.as_str()).filter(|note| !note.is_empty()),
        rows,
    }
}
