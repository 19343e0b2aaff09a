//! `activity list|add|set|remove`: 活动与记录. `add KIND UNIT [FIELD=VALUE…]` prints the new id and nothing else; `list` prints
//! the columns of annex 2, `--format annex` its form for each activity.

use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::output::{Output, say};
use super::refusal::misuse;
use super::session::Session;
use super::table::Table;
use super::{csv, fields, format, texts};
use crate::domain::activity::{
    ACTIVITY_FIELDS, Activity, ActivityField, ActivityKind, ActivityState, problems,
};
use crate::domain::edit::{self, EditError, GivenActivity};
use crate::domain::entry::random_word;
use crate::words::{Language, cli, fill, time};

/// One activity, every key always there.
#[derive(Serialize)]
struct ActivityRecord<'a> {
    id: &'a str,
    kind: ActivityKind,
    unit: &'a str,
    name: &'a str,
    date: &'a str,
    date_first: Option<chrono::NaiveDate>,
    date_last: Option<chrono::NaiveDate>,
    place: &'a str,
    content: &'a str,
    audience: &'a str,
    signup: &'a str,
    person: &'a str,
    contact: &'a str,
    state: ActivityState,
    planned_on: Option<chrono::NaiveDate>,
    held_on: Option<chrono::NaiveDate>,
    reported_on: Option<chrono::NaiveDate>,
    link: &'a str,
    count: Option<u32>,
    duty: Option<&'a str>,
}

/// Lists, adds, changes or removes.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let all = texts(matches);
    let [action, rest @ ..] = all.as_slice() else {
        return Err(misuse(&cli::words(session.language()).missing_words, "activity", session.language()));
    };
    let asked = |name: &str| matches.try_get_one::<String>(name).ok().flatten().is_some();
    if action != "list" && (asked("format") || asked("unit")) {
        let option = if asked("format") { "--format" } else { "--unit" };
        let words = cli::words(session.language());
        return Err(Failure::words(fill(&words.too_many, &[("word", &option)])));
    }
    match action.as_str() {
        "list" => list(rest, matches, session, out),
        "add" => add(rest, session, out),
        "set" => set(rest, session, out),
        "remove" => remove(rest, session),
        other => Err(unknown_action(other, "list add set remove", session.language())),
    }
}

pub(super) fn unknown_action(word: &str, known: &str, language: Language) -> Failure {
    Failure::words(fill(&time::words(language).unknown_action, &[("word", &word), ("known", &known)]))
}

/// What is listed: of a kind, in a state, of a unit; words in any order.
#[derive(Default)]
struct Chosen {
    kinds: Vec<ActivityKind>,
    states: Vec<ActivityState>,
    units: Vec<String>,
}

fn chosen(words: &[String], matches: &ArgMatches, session: &Session) -> Result<Chosen, Failure> {
    let language = session.language();
    let mut chosen = Chosen::default();
    let option = matches.try_get_one::<String>("unit").ok().flatten();
    for word in
        words.iter().map(|word| word.trim_start_matches(['@', '＠'])).chain(option.map(String::as_str))
    {
        if let Ok(kind) = word.parse() {
            chosen.kinds.push(kind);
        } else if let (Ok(state), false) = (word.parse(), word.trim().parse::<u32>().is_ok()) {
            chosen.states.push(state);
        } else {
            match session.workspace().roster.unit(word) {
                Ok(unit) => chosen.units.push(unit.name.clone()),
                Err(error) if option.is_some_and(|unit| unit == word) => {
                    return Err(Failure::edit(&EditError::from(error), language));
                }
                Err(_) => {
                    return Err(Failure::data(fill(&time::words(language).not_a_filter, &[("word", &word)])));
                }
            }
        }
    }
    Ok(chosen)
}

impl Chosen {
    fn takes(&self, one: &Activity) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&one.kind))
            && (self.states.is_empty() || self.states.contains(&one.state))
            && (self.units.is_empty() || self.units.contains(&one.unit))
    }
}

fn list(words: &[String], matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let chosen = chosen(words, matches, session)?;
    let all = session.workspace().activities.iter().map(AsRef::as_ref);
    let found: Vec<&Activity> = all.filter(|one| chosen.takes(one)).collect();
    match format(matches, "table") {
        "json" => out.json_list(&found.iter().map(|one| record(one, session)).collect::<Vec<_>>()),
        "yaml" => out.yaml(&found),
        "csv" => {
            out.line(&csv::line(columns().map(|field| field.label)))?;
            found.iter().try_for_each(|one| {
                let cells: Vec<String> = columns().map(|field| field.show(one)).collect();
                out.line(&csv::line(cells.iter().map(String::as_str)))
            })
        }
        "md" => out.raw(&crate::exchange::activities::table(&found)),
        "annex" => out.raw(&crate::exchange::activities::annex(&found)),
        _ => {
            if found.is_empty() {
                say(&time::words(session.language()).no_activities);
                return Ok(());
            }
            table(&found, session, out)
        }
    }
}

/// The columns of a list: id and kind, those of annex 2 in its order, and how far it has come.
fn columns() -> impl Iterator<Item = &'static ActivityField> {
    let shown = |field: &&ActivityField| field.is_of_annex || matches!(field.key, "id" | "kind" | "state");
    ACTIVITY_FIELDS.iter().filter(shown)
}

fn table(found: &[&Activity], session: &Session, out: &mut Output) -> Result<(), Failure> {
    let words = time::words(session.language());
    let most = |field: &ActivityField| match field.key {
        "id" => 7,
        "kind" | "state" => 12,
        "content" => 30,
        "name" => 24,
        _ => 16,
    };
    let heads: Vec<(&str, usize)> = columns().map(|field| (words.field(field), most(field))).collect();
    let mut table = Table::new(&heads);
    for one in found {
        let cell = |field: &'static ActivityField| match field.key {
            "kind" => words.kind(one.kind).to_owned(),
            "state" => words.state(one.state).to_owned(),
            _ => field.show(one),
        };
        table.push(&columns().map(cell).collect::<Vec<_>>());
    }
    table.write(out)
}

fn record<'a>(one: &'a Activity, session: &Session) -> ActivityRecord<'a> {
    let read = crate::domain::when::read(&one.date, &session.desk().when());
    ActivityRecord {
        id: &one.id,
        kind: one.kind,
        unit: &one.unit,
        name: &one.name,
        date: &one.date,
        date_first: read.first(),
        date_last: read.last(session.workspace().plan.issued),
        place: &one.place,
        content: &one.content,
        audience: &one.audience,
        signup: &one.signup,
        person: &one.person,
        contact: &one.contact,
        state: one.state,
        planned_on: one.planned_on,
        held_on: one.held_on,
        reported_on: one.reported_on,
        link: &one.link,
        count: one.count,
        duty: Some(one.duty.as_str()).filter(|duty| !duty.is_empty()),
    }
}

fn add(words: &[String], session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let [kind, unit, rest @ ..] = words else {
        return Err(misuse(&cli::words(language).missing_words, "activity", language));
    };
    // The two are told apart by what they are, in whichever order they come.
    let (kind, unit) = match (kind.parse::<ActivityKind>(), unit.parse::<ActivityKind>()) {
        (Err(_), Ok(kind)) => (kind, words[0].as_str()),
        (Ok(kind), _) => (kind, unit.as_str()),
        (Err(_), Err(_)) => {
            let error = edit::ValueError::Kind(kind.trim().to_owned());
            return Err(Failure::data(time::refusal("kind", "类别", &error, language)));
        }
    };
    let given = given(rest, language)?;
    let found = session.workspace().roster.unit(unit);
    let unit = found.map_err(|error| Failure::edit(&error.into(), language))?.name.clone();
    let id = loop {
        let id = format!("a-{}", random_word(session.store.chance(), 5));
        if session.workspace().activities.iter().all(|one| one.id != id) {
            break id;
        }
    };
    let blank = Activity::new(id.clone(), kind, unit);
    session.change(|desk| edit::add_activity(desk, blank.clone(), &given))?;
    warn(&[id.clone()], session, out);
    out.line(&id)
}

fn set(words: &[String], session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let (ids, rest) = ids_and_fields(words, "activity", language)?;
    let given = given(rest, language)?;
    let change = session.change(|desk| edit::set_activity(desk, &ids, &given))?;
    warn(&ids, session, out);
    super::set::confirm(change.as_ref(), session);
    Ok(())
}

fn remove(words: &[String], session: &mut Session) -> Result<(), Failure> {
    if words.is_empty() {
        return Err(misuse(&cli::words(session.language()).no_ids, "activity", session.language()));
    }
    let change = session.change(|desk| edit::remove_activity(desk, words))?;
    super::set::confirm(change.as_ref(), session);
    Ok(())
}

/// Ids, and behind them what is given.
pub(super) fn ids_and_fields<'a>(
    words: &'a [String],
    command: &str,
    language: Language,
) -> Result<(Vec<String>, &'a [String]), Failure> {
    let first = words.iter().position(|text| fields::is_given(text)).unwrap_or(words.len());
    let (ids, rest) = words.split_at(first);
    if ids.is_empty() {
        return Err(misuse(&cli::words(language).no_ids, command, language));
    }
    if rest.is_empty() {
        return Err(misuse(&cli::words(language).no_fields, command, language));
    }
    Ok((ids.iter().map(|id| id.trim().to_owned()).collect(), rest))
}

fn given(texts: &[String], language: Language) -> Result<Vec<GivenActivity>, Failure> {
    let words = time::words(language);
    let known = || {
        let settable = ACTIVITY_FIELDS.iter().filter(|field| field.key != "id");
        let known: Vec<&str> = match language {
            Language::Chinese => settable.map(|field| field.label).collect(),
            Language::English => settable.map(|field| field.key).collect(),
        };
        known.join(" ")
    };
    texts
        .iter()
        .map(|text| {
            let (name, value) = text.split_once(['=', '＝']).ok_or_else(|| {
                misuse(&fill(&cli::words(language).not_a_field, &[("word", text)]), "activity", language)
            })?;
            let field = ActivityField::named(name).filter(|field| field.key != "id").ok_or_else(|| {
                Failure::words(fill(
                    &words.unknown_activity_field,
                    &[("word", &name.trim()), ("known", &known())],
                ))
            })?;
            Ok((field, value.to_owned()))
        })
        .collect()
}

/// Says what annex 2 would send back; it is kept all the same.
fn warn(ids: &[String], session: &Session, out: &Output) {
    let words = time::words(session.language());
    for id in ids {
        let Some(one) = session.workspace().activities.iter().find(|one| one.id == *id) else { continue };
        let said: Vec<String> =
            problems(one, &session.desk().when()).into_iter().map(|problem| words.problem(problem)).collect();
        if !said.is_empty() {
            let all = said.join(if session.language() == Language::Chinese { "；" } else { "; " });
            out.warn(&fill(&words.unlike_annex, &[("id", id), ("problems", &all)]));
        }
    }
}
