//! `chase UNIT`: the text of 提醒, or of 催办 where something is late. `chase list [--since DATE] [--unit UNIT]
//! [--format table|json|csv|md|xlsx]`: the record of who was asked when, how, and what they said and promised.

use chrono::{NaiveDate, NaiveDateTime};
use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::log::read_day;
use super::output::{Output, say};
use super::session::Session;
use super::table::Table;
use super::{format, texts};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::{Chase, Manner};
use crate::domain::edit::EditError;
use crate::exchange::chase::{Setting, letter};
use crate::exchange::csv;
use crate::exchange::document::{self, Cell, Sheet, workbook};
use crate::words::{Language, cli, domain, fill};

/// One chase, every key always there.
#[derive(Serialize)]
struct ChaseRecord<'a> {
    id: &'a str,
    at: NaiveDateTime,
    manner: Manner,
    units: &'a [String],
    tasks: &'a [u32],
    duty: Option<&'a str>,
    who: Option<&'a str>,
    answer: Option<&'a str>,
    promised: Option<NaiveDate>,
    by: Option<&'a str>,
}

/// Prints a text, or lists what was done.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let word = texts(matches).into_iter().next().unwrap_or_default();
    if word.trim() == "list" {
        return list(matches, session, out);
    }
    let words = cli::words(session.language());
    for option in ["format", "since", "unit"] {
        if matches.try_get_one::<String>(option).ok().flatten().is_some() {
            return Err(Failure::words(fill(&words.too_many, &[("word", &format!("--{option}"))])));
        }
    }
    let unit = named(&word, session)?;
    if session.options.config.office.as_deref().is_some_and(|office| is_office(office, &unit, session)) {
        return Err(Failure::data(fill(&words.own_office, &[("unit", &unit)])));
    }
    let rows = session.rows();
    let templates = session.templates(out);
    let office = session.options.config.office.as_deref().map(str::trim).filter(|office| !office.is_empty());
    let setting = Setting {
        workspace: session.workspace(),
        rows: &rows,
        office: office.unwrap_or(&session.workspace().plan.issuer),
        by: &session.options.by,
        templates: &templates,
    };
    let text = letter(&setting, &[unit], &[]).text;
    text.lines().try_for_each(|line| out.line(&crate::screen::text::visible(line)))
}

/// 本办 is never chased, by whichever of its names the settings have it.
fn is_office(office: &str, unit: &str, session: &Session) -> bool {
    session.workspace().roster.full_name(office.trim()).unwrap_or(office.trim()) == unit
}

fn named(word: &str, session: &Session) -> Result<String, Failure> {
    let found = session.workspace().roster.unit(word);
    let unit = found.map_err(|error| Failure::edit(&EditError::from(error), session.language()))?;
    Ok(unit.name.clone())
}

fn list(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let option = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let since = option("since").map(|word| read_day(word, session)).transpose()?;
    let unit = option("unit").map(|word| named(word, session)).transpose()?;
    let mut chases: Vec<&Chase> = session
        .workspace()
        .chases
        .iter()
        .map(AsRef::as_ref)
        .filter(|chase| since.is_none_or(|since| chase.at.date() >= since))
        .filter(|chase| unit.as_ref().is_none_or(|unit| chase.asked(unit)))
        .collect();
    chases.arrange_by_key(|chase| chase.at);
    match format(matches, "table") {
        "json" => out.json_list(&chases.iter().map(|chase| record(chase)).collect::<Vec<_>>()),
        "csv" => {
            out.line(&csv::line(HEADS.map(|head| cli::words(Language::Chinese).column(head))))?;
            chases.iter().try_for_each(|chase| {
                let cells = cells(chase, session, Language::Chinese);
                out.line(&csv::line(cells.iter().map(String::as_str)))
            })
        }
        "xlsx" => {
            let words = cli::words(Language::Chinese);
            let widths = [8, 6, 12, 8, 6, 20, 6, 5];
            let columns: Vec<(&str, usize)> =
                HEADS.map(|head| words.column(head)).into_iter().zip(widths).collect();
            let title = "提醒、催办记录";
            let mut table = document::Table::new(title, &columns);
            let row = |chase: &&Chase| {
                cells(chase, session, Language::Chinese).map(|text| Cell::from(text.as_str())).to_vec()
            };
            table.rows.extend(chases.iter().map(row));
            let sheet = Sheet { title: title.to_owned(), table, merged: 0, frozen: 0 };
            out.bytes(&workbook(&sheet).map_err(Failure::data)?)
        }
        "md" => {
            let words = cli::words(Language::Chinese);
            out.line(&row(&HEADS.map(|head| words.column(head).to_owned())))?;
            out.line(&row(&HEADS.map(|_| "---".to_owned())))?;
            chases.iter().try_for_each(|chase| out.line(&row(&cells(chase, session, Language::Chinese))))
        }
        _ => {
            let words = cli::words(session.language());
            let most = [16, 12, 30, 12, 10, 40, 10, 10];
            let columns: Vec<(&str, usize)> = HEADS.iter().map(|head| words.column(head)).zip(most).collect();
            let mut table = Table::new(&columns);
            for chase in &chases {
                table.push(&cells(chase, session, session.language()));
            }
            if chases.is_empty() {
                say(&words.no_chases);
                return Ok(());
            }
            table.write(out)
        }
    }
}

const HEADS: [&str; 8] =
    ["asked_at", "manner", "asked_units", "asked_tasks", "who", "answer", "promised", "asked_by"];

fn cells(chase: &Chase, session: &Session, language: Language) -> [String; 8] {
    let plan = &session.workspace().plan;
    let number = |id: &u32| plan.task(*id).map_or_else(|| id.to_string(), |task| task.number.clone());
    let mut tasks: Vec<String> = chase.tasks.iter().map(number).collect();
    if !chase.duty.is_empty() {
        let duty = session.workspace().duties.duty(&chase.duty);
        tasks.push(duty.map_or(&chase.duty, |duty| &duty.name).clone());
    }
    [
        chase.at.format("%Y-%m-%d %H:%M").to_string(),
        domain::words(language).manner(chase.manner).to_owned(),
        chase.units.join("、"),
        tasks.join("、"),
        chase.who.clone(),
        chase.answer.clone(),
        chase.promised.map(|day| day.to_string()).unwrap_or_default(),
        chase.by.clone(),
    ]
}

/// One row of a Markdown table: a cell is one line, and its marks are text.
fn row(cells: &[String; 8]) -> String {
    let cell = |text: &String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let escaped = text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
        crate::screen::text::visible(&escaped).into_owned()
    };
    format!("| {} |", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
}

fn record(chase: &Chase) -> ChaseRecord<'_> {
    fn some(text: &str) -> Option<&str> {
        Some(text).filter(|text| !text.is_empty())
    }
    ChaseRecord {
        id: &chase.id,
        at: chase.at,
        manner: chase.manner,
        units: &chase.units,
        tasks: &chase.tasks,
        duty: some(&chase.duty),
        who: some(&chase.who),
        answer: some(&chase.answer),
        promised: chase.promised,
        by: some(&chase.by),
    }
}
