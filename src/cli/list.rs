//! `list [QUERY] [--format table|json|yaml|csv]`: rows in plan order.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::{Output, say};
use super::record::{Places, ROW_KEYS, RowRecord, places};
use super::session::Session;
use super::table::Table;
use super::{format, selection, texts};
use crate::domain::rows::Row;
use crate::exchange::csv;
use crate::words::{cli, domain, fill};

/// Lists rows.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let rows = session.rows();
    let chosen = selection::select(session, &rows, &texts(matches))?;
    let places = places(&session.workspace().plan);
    let records = || chosen.iter().map(|row| RowRecord::new(row, &places)).collect::<Vec<_>>();
    match format(matches, "table") {
        "json" => out.json_list(&records()),
        "yaml" => out.yaml(&records()),
        "csv" => {
            out.line(&csv::line(ROW_KEYS))?;
            records().iter().try_for_each(|record| out.line(&csv_line(record)))
        }
        _ => {
            table(&chosen, &places, session).write(out)?;
            let words = cli::words(session.language());
            let template = if chosen.is_empty() { &words.no_rows } else { &words.rows };
            say(&fill(template, &[("n", &chosen.len())]));
            Ok(())
        }
    }
}

fn csv_line(record: &RowRecord<'_>) -> String {
    let or_empty = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let cells = [
        record.task.to_string(),
        record.area.to_owned(),
        or_empty(record.topic),
        or_empty(record.id),
        record.unit.to_owned(),
        record.units.join("、"),
        or_empty(record.role),
        or_empty(record.measure),
        or_empty(record.person),
        or_empty(record.start),
        or_empty(record.due),
        record.due_last.map(|day| day.to_string()).unwrap_or_default(),
        or_empty(record.status),
        record.percent.map(|percent| percent.to_string()).unwrap_or_default(),
        record.light.to_owned(),
        record.open_group.to_string(),
    ];
    csv::line(cells.iter().map(String::as_str))
}

fn table(rows: &[&Row], places: &Places<'_>, session: &Session) -> Table {
    let heads = cli::words(session.language());
    let mut table = Table::new(&[
        (heads.column("task"), 6),
        (heads.column("unit"), 24),
        (heads.column("role"), 12),
        (heads.column("light"), 11),
        (heads.column("status"), 14),
        (heads.column("due"), 18),
        (heads.column("due_last"), 10),
        (heads.column("percent"), 4),
        (heads.column("id"), 9),
        (heads.column("measure"), usize::MAX),
    ]);
    for row in rows {
        let entry = row.entry();
        table.push(&[
            places.get(&row.task).map(|place| place.task.number.clone()).unwrap_or_default(),
            unit_cell(row, session),
            role_cell(row, session),
            light_cell(row, session),
            entry.map(|entry| words(session).status(entry.status()).to_owned()).unwrap_or_default(),
            row.due.to_string(),
            row.last().map(|day| day.to_string()).unwrap_or_default(),
            entry.and_then(|entry| entry.percent).map(|percent| format!("{percent}%")).unwrap_or_default(),
            entry.map(|entry| entry.id.to_string()).unwrap_or_default(),
            entry.map(|entry| entry.measure.clone()).unwrap_or_default(),
        ]);
    }
    table
}

fn words(session: &Session) -> &'static domain::DomainWords {
    domain::words(session.language())
}

/// The unit, with its mark where members are still to be picked.
pub fn unit_cell(row: &Row, session: &Session) -> String {
    if row.open_group {
        format!("{}（{}）", row.unit, words(session).open_group)
    } else {
        row.unit.to_string()
    }
}

/// The unit's part in the task.
pub fn role_cell(row: &Row, session: &Session) -> String {
    row.role.map_or(words(session).unplanned.as_str(), |role| words(session).role(role)).to_owned()
}

/// The light's word; 逾期完成 stays on what was finished late.
pub fn light_cell(row: &Row, session: &Session) -> String {
    if row.late {
        return words(session).late.clone();
    }
    let filing_over = session.workspace().plan.filing_day.is_some_and(|day| day < session.today());
    words(session).light(row.light, filing_over).to_owned()
}
