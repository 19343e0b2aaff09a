//! `plan read`: what a notice says, as a table or as JSON; and a new plan of it.

use std::io::Read as _;

use chrono::NaiveDate;
use clap::ArgMatches;
use serde::Serialize;

use super::super::failure::Failure;
use super::super::options::Options;
use super::super::output::{Output, say};
use super::super::table::Table;
use super::shelf_failure;
use crate::domain::plan::Role;
use crate::domain::unit::Roster;
use crate::domain::workdays::Calendar;
use crate::exchange::notice::{self, Notice};
use crate::store::config;
use crate::store::fs::{Disk, RealDisk};
use crate::store::layout::Layout;
use crate::store::shelf;
use crate::words::notice::{doubt, error, missing, words};
use crate::words::{domain, fault, fill};

/// The notice as JSON.
#[derive(Serialize)]
struct Record<'a> {
    title: &'a str,
    document_no: &'a str,
    issuer: &'a str,
    issued: Option<NaiveDate>,
    year: Option<i32>,
    tasks: Vec<TaskRecord<'a>>,
    doubts: Vec<String>,
}

#[derive(Serialize)]
struct TaskRecord<'a> {
    number: &'a str,
    area: &'a str,
    topic: Option<&'a str>,
    requirement: &'a str,
    units: Vec<UnitRecord<'a>>,
    due: Option<&'a str>,
}

#[derive(Serialize)]
struct UnitRecord<'a> {
    name: &'a str,
    role: &'a str,
}

/// Reads a file (`-`: standard input), says what it holds, and saves it where asked to.
pub fn run(path: &str, matches: &ArgMatches, options: &Options, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let (read, base) = understood(path, options)?;
    let doubts: Vec<String> = read.doubts.iter().map(|one| doubt(one, language)).collect();
    if super::super::format(matches, "table") == "json" {
        out.json(&record(&read, doubts))?;
    } else {
        table(&read, &doubts, options, out)?;
    }
    match matches.get_one::<String>("save") {
        Some(id) => save(&read, id, &base, options),
        None => Ok(()),
    }
}

/// What a file says, and the roster that its names were compared with.
pub fn understood(path: &str, options: &Options) -> Result<(Notice, Roster), Failure> {
    let language = options.language;
    let bytes = bytes(path, options)?;
    let said = |failed: &notice::NoticeError| Failure::data(error(failed, path, language));
    let source = notice::source(&bytes).map_err(|failed| said(&failed))?;
    let mut base = roster(options);
    let calendar = config::calendar(&RealDisk, &Layout::new(&options.data, "").holidays());
    let calendar = calendar.unwrap_or_else(|_| Calendar::built_in());
    let mut read = notice::understand(&source, &base, &calendar);
    // A plan of the same district knows its units better than the one used last.
    let here = notice::place(&read);
    if options.plan.is_none()
        && here != base.place
        && let Some(own) = shelf::roster_of(&RealDisk, &options.data, &here)
    {
        read = notice::understand(&source, &own, &calendar);
        base = own;
    }
    if read.tasks.is_empty() {
        return Err(Failure::data(fill(&words(language).no_tasks, &[("path", &path)])));
    }
    Ok((read, base))
}

fn bytes(path: &str, options: &Options) -> Result<Vec<u8>, Failure> {
    if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let path = std::path::Path::new(path);
    RealDisk.read(path).map_err(|error| Failure::data(fault::disk(path, &error, options.language)))
}

/// The roster that names are compared with: that of the plan asked for or used last, else the built-in one. Nothing is
/// made where there is none.
fn roster(options: &Options) -> Roster {
    let root = &options.data;
    let known = crate::store::plans(&RealDisk, root).unwrap_or_default();
    let id = options.plan.clone().or_else(|| shelf::usual(&RealDisk, root, &known));
    let own = id.and_then(|id| shelf::roster(&RealDisk, root, &id).ok());
    own.unwrap_or_else(|| crate::store::built_in_plan().1)
}

fn record(read: &Notice, doubts: Vec<String>) -> Record<'_> {
    let tasks = read.tasks.iter().map(|task| TaskRecord {
        number: &task.number,
        area: &task.area,
        topic: task.topic.as_deref(),
        requirement: &task.requirement,
        units: task.units.iter().map(|one| UnitRecord { name: &one.unit, role: one.role.key() }).collect(),
        due: task.due.as_deref(),
    });
    Record {
        title: &read.title,
        document_no: &read.document_no,
        issuer: &read.issuer,
        issued: read.issued,
        year: read.year,
        tasks: tasks.collect(),
        doubts,
    }
}

fn table(read: &Notice, doubts: &[String], options: &Options, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let (words, domain) = (words(language), domain::words(language));
    let or = |text: &str| if text.is_empty() { words.unknown.clone() } else { text.to_owned() };
    let issued = read.issued.map_or_else(|| words.unknown.clone(), |day| day.to_string());
    let year = read.year.map_or_else(|| words.unknown.clone(), |year| year.to_string());
    let head = fill(
        &words.head,
        &[
            ("title", &or(&read.title)),
            ("document_no", &or(&read.document_no)),
            ("issuer", &or(&read.issuer)),
            ("issued", &issued),
            ("year", &year),
        ],
    );
    for line in head.lines() {
        out.line(&crate::screen::text::visible(line))?;
    }
    let mut areas: Vec<&str> = read.tasks.iter().map(|task| task.area.as_str()).collect();
    areas.dedup();
    let mut units: Vec<&str> =
        read.tasks.iter().flat_map(|task| &task.units).map(|one| one.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let counts = fill(
        &words.counts,
        &[("tasks", &read.tasks.len()), ("areas", &areas.len()), ("units", &units.len())],
    );
    out.line(&counts)?;
    out.line("")?;
    let heads = &words.columns;
    let mut table = Table::new(&[
        (&heads.number, 6),
        (&heads.area, 20),
        (&heads.topic, 20),
        (&heads.requirement, 50),
        (&heads.units, 40),
        (&heads.due, 16),
    ]);
    for task in &read.tasks {
        let units = task.units.iter().map(|one| match one.role {
            Role::Responsible => one.unit.clone(),
            role => format!("{}（{}）", one.unit, domain.role(role)),
        });
        table.push(&[
            task.number.clone(),
            task.area.clone(),
            task.topic.clone().unwrap_or_default(),
            task.requirement.clone(),
            units.collect::<Vec<_>>().join("、"),
            task.due.clone().unwrap_or_default(),
        ]);
    }
    table.write(out)?;
    out.line("")?;
    let list = |out: &mut Output, head: &str, lines: &[String]| -> Result<(), Failure> {
        out.line(&fill(head, &[("n", &lines.len())]))?;
        for line in lines {
            out.line(&format!("  {}", crate::screen::text::visible(line)))?;
        }
        Ok(())
    };
    if doubts.is_empty() {
        out.line(&words.no_doubts)?;
    } else {
        list(out, &words.doubts, doubts)?;
    }
    let proposed: Vec<String> =
        read.proposed.iter().map(|one| format!("{} ← {}", one.when, one.text)).collect();
    if !proposed.is_empty() {
        list(out, &words.proposed, &proposed)?;
    }
    Ok(())
}

/// Saves it as a new plan. Doubts do not stand in the way; what a plan cannot be without does.
fn save(read: &Notice, id: &str, base: &Roster, options: &Options) -> Result<(), Failure> {
    let language = options.language;
    let words = words(language);
    // One more plan is no change of the usual one, where that was never chosen.
    let known = crate::store::plans(&RealDisk, &options.data).unwrap_or_default();
    let usual = shelf::usual(&RealDisk, &options.data, &known);
    let draft = notice::draft(read, base, options.today())
        .map_err(|what| Failure::data(fill(&words.not_saved, &[("reason", &missing(what, language))])))?;
    let folder = shelf::add(&RealDisk, &options.data, id, &draft.plan, &draft.roster, &draft.duties)
        .map_err(|error| shelf_failure(&error, language))?;
    if let Some(usual) = usual {
        // Which one opens is no matter of the plan that is saved.
        let _ = shelf::choose(&RealDisk, &options.data, &usual);
    }
    say(&fill(&words.saved, &[("id", &id), ("path", &folder.display())]));
    Ok(())
}
