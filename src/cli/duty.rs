//! `duty list|add|set|remove|clocks`: 刚性要求. `list` says who owes what and how many working days are left; nothing is ticked
//! by hand, records meet a duty. `clocks` lists the legal clocks that a duty can run by.

use chrono::NaiveDate;
use clap::ArgMatches;
use serde::Serialize;

use super::activity::{ids_and_fields, unknown_action};
use super::failure::Failure;
use super::output::{Output, say};
use super::refusal::misuse;
use super::session::Session;
use super::table::Table;
use super::{format, texts};
use crate::domain::duty::{ClockKind, DUTY_FIELDS, Duty, DutyField, MetBy, Obligation, obligations};
use crate::domain::edit::{self, EditError, GivenDuty};
use crate::domain::entry::random_word;
use crate::exchange::csv;
use crate::words::{Language, cli, fill, time};

/// One duty of one unit, every key always there.
#[derive(Serialize)]
struct DutyRecord<'a> {
    id: &'a str,
    duty: &'a str,
    source: &'a str,
    article: &'a str,
    task: Option<u32>,
    unit: &'a str,
    open_group: bool,
    state: &'a str,
    have: usize,
    need: usize,
    met_by: &'a [String],
    due_last: Option<NaiveDate>,
    working_days_left: Option<i64>,
}

/// Lists, adds, changes or removes.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let all = texts(matches);
    let language = session.language();
    let [action, rest @ ..] = all.as_slice() else {
        return Err(misuse(&cli::words(language).missing_words, "duty", language));
    };
    let asked = |name: &str| matches.try_get_one::<String>(name).ok().flatten().is_some();
    let wrong = match action.as_str() {
        "list" => None,
        "clocks" => asked("unit").then_some("--unit"),
        _ if asked("format") => Some("--format"),
        _ => asked("unit").then_some("--unit"),
    };
    if let Some(option) = wrong {
        return Err(Failure::words(fill(&cli::words(language).too_many, &[("word", &option)])));
    }
    match action.as_str() {
        "list" => list(rest, matches, session, out),
        "clocks" => clocks(matches, session, out),
        "add" => add(rest, session, out),
        "set" => {
            let (ids, rest) = ids_and_fields(rest, "duty", language)?;
            let given = given(rest, language)?;
            let change = session.change(|desk| edit::set_duty(desk, &ids, &given))?;
            super::set::confirm(change.as_ref(), session);
            for id in &ids {
                warn_of_time(id, session, out);
            }
            Ok(())
        }
        "remove" if rest.is_empty() => Err(misuse(&cli::words(language).no_ids, "duty", language)),
        "remove" => {
            let change = session.change(|desk| edit::remove_duty(desk, rest))?;
            super::set::confirm(change.as_ref(), session);
            Ok(())
        }
        other => Err(unknown_action(other, "list add set remove clocks", language)),
    }
}

/// `list [ID…] [--unit UNIT]`.
fn list(ids: &[String], matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let book = &session.workspace().duties;
    if let Some(id) = ids.iter().find(|id| book.duty(id.trim()).is_none()) {
        return Err(Failure::edit(&EditError::UnknownRecord(id.trim().to_owned()), language));
    }
    let named = |word: &String| {
        let found = session.workspace().roster.unit(word);
        found.map(|unit| unit.name.clone()).map_err(|error| Failure::edit(&error.into(), language))
    };
    let unit = matches.try_get_one::<String>("unit").ok().flatten().map(named).transpose()?;
    let rows = session.rows();
    let mut found = obligations(session.workspace(), &rows);
    found.retain(|one| {
        (ids.is_empty() || ids.iter().any(|id| id.trim() == one.duty.id))
            && unit.as_ref().is_none_or(|unit| *unit == *one.unit)
    });
    match format(matches, "table") {
        "json" => out.json_list(&found.iter().map(record).collect::<Vec<_>>()),
        "csv" => {
            let words = time::words(Language::Chinese);
            out.line(&csv::line(HEADS.map(|head| words.column(head))))?;
            found.iter().try_for_each(|one| {
                out.line(&csv::line(cells(one, Language::Chinese).iter().map(String::as_str)))
            })
        }
        _ => {
            let words = time::words(language);
            if found.is_empty() {
                say(&words.no_duties);
                return Ok(());
            }
            let most = [16, 30, 20, 10, 9, 10, 8, 24];
            let heads: Vec<(&str, usize)> = HEADS.iter().map(|head| words.column(head)).zip(most).collect();
            let mut table = Table::new(&heads);
            for one in &found {
                table.push(&cells(one, language));
            }
            table.write(out)
        }
    }
}

const HEADS: [&str; 8] = ["id", "duty", "unit", "state", "have", "last", "left", "article"];

fn cells(one: &Obligation, language: Language) -> [String; 8] {
    [
        one.duty.id.clone(),
        one.duty.name.clone(),
        one.unit.to_string(),
        time::words(language).duty_state(one.state).to_owned(),
        format!("{}/{}", one.have, one.need),
        one.last.map(|day| day.to_string()).unwrap_or_default(),
        one.left.filter(|_| one.state.is_owed()).map(|left| left.to_string()).unwrap_or_default(),
        one.duty.article.clone(),
    ]
}

fn record(one: &Obligation) -> DutyRecord<'_> {
    DutyRecord {
        id: &one.duty.id,
        duty: &one.duty.name,
        source: &one.duty.source,
        article: &one.duty.article,
        task: one.duty.task,
        unit: &one.unit,
        open_group: one.open_group,
        state: one.state.key(),
        have: one.have,
        need: one.need,
        met_by: &one.met_by,
        due_last: one.last,
        working_days_left: one.left,
    }
}

fn clocks(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let kinds = &session.workspace().duties.clocks;
    if format(matches, "table") == "json" {
        return out.json_list(kinds);
    }
    let language = match format(matches, "table") {
        "csv" => Language::Chinese,
        _ => session.language(),
    };
    let words = time::words(language);
    let heads = ["id", "clock", "article", "days", "starts", "pauses", "extends", "then"];
    let length = |kind: &ClockKind| match (kind.working_days, kind.days) {
        (Some(days), _) => fill(&words.clock_workdays, &[("n", &days)]),
        (None, Some(days)) => fill(&words.clock_days, &[("n", &days)]),
        (None, None) => String::new(),
    };
    let article = |kind: &ClockKind| {
        if kind.active { kind.article.clone() } else { words.clock_off.clone() }
    };
    let cells = |kind: &ClockKind| {
        let pauses = [kind.pauses.as_str(), kind.restarts.as_str()];
        let pauses: Vec<&str> = pauses.into_iter().filter(|text| !text.is_empty()).collect();
        [
            kind.key.clone(),
            kind.name.clone(),
            article(kind),
            length(kind),
            kind.starts.clone(),
            pauses.join("；"),
            kind.extends.clone(),
            kind.then.clone(),
        ]
    };
    if format(matches, "table") == "csv" {
        out.line(&csv::line(heads.map(|head| words.column(head))))?;
        return kinds
            .iter()
            .try_for_each(|kind| out.line(&csv::line(cells(kind).iter().map(String::as_str))));
    }
    let columns: Vec<(&str, usize)> =
        heads.iter().map(|head| words.column(head)).zip([14, 24, 24, 12, 24, 20, 24, 20]).collect();
    let mut table = Table::new(&columns);
    for kind in kinds {
        table.push(&cells(kind));
    }
    table.write(out)
}

/// `add NAME [FIELD=VALUE…]`: prints the new id and nothing else.
fn add(words: &[String], session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let [first, rest @ ..] = words else {
        return Err(misuse(&cli::words(language).missing_words, "duty", language));
    };
    // 要求=… says the name as a field.
    let is_field = given(std::slice::from_ref(first), language).is_ok();
    let (name, rest) = if is_field { ("", words) } else { (first.as_str(), rest) };
    let given = given(rest, language)?;
    let id = loop {
        let id = format!("d-{}", random_word(session.store.chance(), 5));
        if session.workspace().duties.duty(&id).is_none() {
            break id;
        }
    };
    let blank = Duty::new(id.clone(), name);
    session.change(|desk| edit::add_duty(desk, &blank, &given))?;
    warn(&id, session, out);
    out.line(&id)
}

/// Says what makes a duty one that nobody owes or that nothing can meet.
fn warn(id: &str, session: &Session, out: &Output) {
    let Some(duty) = session.workspace().duties.duty(id) else { return };
    let words = time::words(session.language());
    if duty.units.is_empty() && duty.task.is_none() {
        out.warn(&fill(&words.owed_by_nobody, &[("id", &id)]));
    }
    warn_of_time(id, session, out);
    if matches!(duty.met_by, None | Some(MetBy::Entries)) && duty.task.is_none() {
        out.warn(&fill(&words.met_by_naming, &[("id", &id)]));
    }
}

/// Says that the words of its time limit are not read.
fn warn_of_time(id: &str, session: &Session, out: &Output) {
    let Some(duty) = session.workspace().duties.duty(id.trim()) else { return };
    let words = time::words(session.language());
    if !duty.due.trim().is_empty() {
        let read = crate::domain::when::read(&duty.due, &session.desk().when());
        if read.reading == crate::domain::when::Reading::Text {
            let label = words.duty_field("due");
            let unread = &cli::words(session.language()).unread_when;
            out.warn(&fill(unread, &[("field", &label), ("words", &duty.due)]));
        }
    }
}

fn given(texts: &[String], language: Language) -> Result<Vec<GivenDuty>, Failure> {
    let words = time::words(language);
    texts
        .iter()
        .map(|text| {
            let (name, value) = text.split_once(['=', '＝']).ok_or_else(|| {
                misuse(&fill(&cli::words(language).not_a_field, &[("word", text)]), "duty", language)
            })?;
            let field = DutyField::named(name).filter(|field| field.key != "id").ok_or_else(|| {
                let known = DUTY_FIELDS.iter().filter(|field| field.key != "id");
                let known: Vec<&str> = match language {
                    Language::Chinese => known.map(|field| field.label).collect(),
                    Language::English => known.map(|field| field.key).collect(),
                };
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("word", &name.trim()), ("known", &known.join(" "))];
                Failure::words(fill(&words.unknown_duty_field, &values))
            })?;
            Ok((field, value.to_owned()))
        })
        .collect()
}
