//! Which rows a query means.

use super::failure::Failure;
use super::session::Session;
use crate::domain::rows::{Row, Rows};
use crate::domain::when::{self, Reading};
use crate::screen::text::width;
use crate::search::facts::{ChangedDays, Reader, changed_days};
use crate::search::query::{Query, QueryError};
use crate::words::query::vocabulary;
use crate::words::refusal;

/// The rows for which the words hold, all of them without words; in plan order.
pub fn select<'a>(session: &Session, rows: &'a Rows, words: &[String]) -> Result<Vec<&'a Row>, Failure> {
    let query = parse(session, words)?;
    if query.is_empty() {
        return Ok(rows.iter().collect());
    }
    let changed = changed(session, &query);
    let reader = Reader::new(session.workspace(), vocabulary(), Some(&changed));
    Ok(rows.iter().filter(|row| query.matches(&reader.read(row).facts())).collect())
}

/// The days of the newest changes, where a query asks for them.
pub fn changed(session: &Session, query: &Query) -> ChangedDays {
    if query.asks_changed() { changed_days(&session.store.changes().0) } else { ChangedDays::new() }
}

/// The words as one query.
pub fn parse(session: &Session, words: &[String]) -> Result<Query, Failure> {
    let text = words.join(" ");
    let desk = session.desk();
    let context = desk.when();
    let read_date = |word: &str| match when::read(word, &context).reading {
        Reading::Day(day) => Some(day),
        _ => None,
    };
    Query::parse(&text, vocabulary(), &read_date, session.today())
        .map_err(|error| refused(&text, &error, session))
}

/// The query with a caret under what is wrong, and what was expected there.
fn refused(text: &str, error: &QueryError, session: &Session) -> Failure {
    let part = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let before = " ".repeat(width(&part(0, error.range.start)));
    let carets = "^".repeat(width(&part(error.range.start, error.range.end)).max(1));
    let what = refusal::query(error, session.language());
    Failure::words(format!("{what}\n  {text}\n  {before}{carets}"))
}
