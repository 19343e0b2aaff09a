//! `log [--since DATE] [--format text|json|yaml]`: the changes, newest last.

use chrono::{NaiveDate, NaiveDateTime};
use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::format;
use super::options::day;
use super::output::{Output, say};
use super::session::Session;
use crate::domain::change::{Change, Label, Op, inverse};
use crate::domain::when::{self, Reading};
use crate::words::{change as change_words, cli, fault, fill};

/// One change, every key always there.
#[derive(Serialize)]
struct LogRecord<'a> {
    id: &'a str,
    counter: u64,
    at: NaiveDateTime,
    by: &'a str,
    label: Label,
    undoes: Option<&'a str>,
    redoes: Option<&'a str>,
    ops: &'a [Op],
}

/// Lists changes.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let since = match matches.get_one::<String>("since") {
        Some(word) => Some(read_day(word, session)?),
        None => None,
    };
    let (mut changes, faults) = session.store.changes();
    for one in &faults {
        out.warn(&fault::fault(one, session.language()).to_string());
    }
    changes.retain(|change| since.is_none_or(|since| change.at.date() >= since));
    let records = || changes.iter().map(record).collect::<Vec<_>>();
    match format(matches, "text") {
        "json" => out.json_list(&records()),
        "yaml" => out.yaml(&records()),
        _ => {
            if changes.is_empty() {
                say(&cli::words(session.language()).nothing_found);
            }
            changes.iter().try_for_each(|change| out.line(&line(change, session)))
        }
    }
}

pub(super) fn read_day(word: &str, session: &Session) -> Result<NaiveDate, Failure> {
    let read = || match when::read(word, &session.desk().when()).reading {
        Reading::Day(day) => Some(day),
        _ => None,
    };
    let words = cli::words(session.language());
    day(word).or_else(read).ok_or_else(|| Failure::words(fill(&words.bad_since, &[("value", &word)])))
}

fn record(change: &Change) -> LogRecord<'_> {
    LogRecord {
        id: &change.id,
        counter: change.counter,
        at: change.at,
        by: &change.by,
        label: change.label,
        undoes: change.undoes.as_deref(),
        redoes: change.redoes.as_deref(),
        ops: &change.ops,
    }
}

fn line(change: &Change, session: &Session) -> String {
    let language = session.language();
    let words = cli::words(language);
    let what = if change.undoes.is_some() {
        // Told as the undo itself told it.
        let of = Change { ops: inverse(&change.ops), ..change.clone() };
        fill(&words.undone, &[("what", &change_words::taken_back(&of, language))])
    } else {
        let what = change_words::sentence(change, language);
        if change.redoes.is_some() { fill(&words.redone, &[("what", &what)]) } else { what }
    };
    let by = if change.by.is_empty() { "—" } else { &change.by };
    let line = format!("{} {by}  {what}", change.at.format("%Y-%m-%d %H:%M"));
    crate::screen::text::visible(&line).into_owned()
}
