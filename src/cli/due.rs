//! `due [QUERY] [--days N] [--format table|json]`: what is late or soon due, the earliest last day first.

use chrono::{Days, NaiveDate};
use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::list::{light_cell, unit_cell};
use super::output::{Output, say};
use super::record::{RowRecord, places};
use super::session::Session;
use super::table::Table;
use super::{format, selection, texts};
use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::words::{cli, fill};

/// How far ahead, where nothing is said.
const DAYS: i64 = 7;

/// A row with what is left of its time.
#[derive(Serialize)]
struct DueRecord<'a> {
    #[serde(flatten)]
    row: RowRecord<'a>,
    /// Working days up to the last day; negative where it is over.
    workdays_left: i64,
}

/// Lists what is due.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let until = ahead(session.today(), matches.get_one::<i64>("days").copied().unwrap_or(DAYS));
    let rows = session.rows();
    let open = |row: &Row| !matches!(row.light, Light::Done | Light::Check | Light::Excluded);
    let mut due: Vec<(NaiveDate, &Row)> = selection::select(session, &rows, &texts(matches))?
        .into_iter()
        .filter(|row| open(row))
        .filter_map(|row| Some((row.last().filter(|last| *last <= until)?, row)))
        .collect();
    // The sort is stable: of one day the rows stay in the plan's order.
    due.arrange_by_key(|(last, _)| *last);
    let left = |last: NaiveDate| session.calendar.count(session.today(), last);
    let places = places(&session.workspace().plan);
    if format(matches, "table") == "json" {
        let records: Vec<DueRecord<'_>> = due
            .iter()
            .map(|(last, row)| DueRecord { row: RowRecord::new(row, &places), workdays_left: left(*last) })
            .collect();
        return out.json_list(&records);
    }
    let words = cli::words(session.language());
    let mut table = Table::new(&[
        (words.column("due_last"), 10),
        (words.column("left"), 9),
        (words.column("light"), 11),
        (words.column("task"), 6),
        (words.column("unit"), 24),
        (words.column("id"), 9),
        (words.column("measure"), usize::MAX),
    ]);
    for (last, row) in &due {
        let left = left(*last);
        // A last day on a weekend leaves none and is late by none: the day itself tells.
        let late = *last < session.today();
        let template = if late { &words.late_by } else { &words.days_left };
        table.push(&[
            last.to_string(),
            fill(template, &[("n", &left.abs())]),
            light_cell(row, session),
            places.get(&row.task).map(|place| place.task.number.clone()).unwrap_or_default(),
            unit_cell(row, session),
            row.entry().map(|entry| entry.id.to_string()).unwrap_or_default(),
            row.entry().map(|entry| entry.measure.clone()).unwrap_or_default(),
        ]);
    }
    if !due.is_empty() {
        table.write(out)?;
    }
    let template = if due.is_empty() { &words.no_rows } else { &words.rows };
    say(&fill(template, &[("n", &due.len())]));
    Ok(())
}

fn ahead(today: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        today.checked_sub_days(count).unwrap_or(NaiveDate::MIN)
    } else {
        today.checked_add_days(count).unwrap_or(NaiveDate::MAX)
    }
}
