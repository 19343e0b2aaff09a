//! `plan`: the plans of the data folder, and notices that become one.

mod read;
mod roll;

use clap::ArgMatches;
use serde::Serialize;

use super::World;
use super::failure::{Failure, LOCKED};
use super::options::{Options, day};
use super::output::{Output, say};
use super::session::Session;
use super::table::Table;
use crate::domain::edit;
use crate::store::fs::RealDisk;
use crate::store::shelf::{self, ShelfError, Shelved};
use crate::words::notice::{NoticeWords, shelf as sentence, words};
use crate::words::{Language, domain, fault, fill};

/// Whether a command needs the data folder: all do, but for `plan read` without `--save`.
pub fn needs_folder(matches: &ArgMatches) -> bool {
    let Some(("plan", inner)) = matches.subcommand() else { return true };
    let reads = super::texts(inner).first().is_some_and(|word| word == "read");
    !reads || inner.get_one::<String>("save").is_some() || inner.get_flag("review")
}

/// The notice that `plan read FILE --review` names, if it can be read.
pub fn to_review(matches: &ArgMatches, options: &Options) -> Result<std::path::PathBuf, Failure> {
    let texts = super::texts(matches);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let wrong = || Failure::words(words(options.language).plan_words.clone());
    let ["read", path] = texts.as_slice() else { return Err(wrong()) };
    if *path == "-" || matches.get_one::<String>("save").is_some() {
        return Err(wrong());
    }
    read::understood(path, options)?;
    Ok(path.into())
}

/// Does one of them.
pub fn run(matches: &ArgMatches, options: Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let texts = super::texts(matches);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let language = options.language;
    match texts.as_slice() {
        ["list"] => list(matches, &options, world, out),
        ["use", id] => choose(id, &options, world),
        ["read", path] => read::run(path, matches, &options, out),
        ["roll-over", old, new] => roll::run(old, new, matches, options, world, out),
        ["close"] => close(None, options, world, out),
        ["close", date] => close(Some(date), options, world, out),
        _ => Err(Failure::words(words(language).plan_words.clone())),
    }
}

/// The plans of the folder, which is made with the built-in plan on the first run.
fn shelved(options: &Options) -> Result<Vec<Shelved>, Failure> {
    let root = &options.data;
    let failed = |error: std::io::Error| Failure::data(fault::disk(root, &error, options.language));
    crate::store::prepare(&RealDisk, root).map_err(failed)?;
    shelf::shelf(&RealDisk, root).map_err(failed)
}

fn ids(plans: &[Shelved]) -> Vec<String> {
    plans.iter().map(|one| one.id.clone()).collect()
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: Option<&'a str>,
    document_no: Option<&'a str>,
    year: Option<i32>,
    tasks: Option<usize>,
    closed: Option<chrono::NaiveDate>,
    current: bool,
}

fn list(matches: &ArgMatches, options: &Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let _ = world;
    let plans = shelved(options)?;
    let usual = options.plan.clone().or_else(|| shelf::usual(&RealDisk, &options.data, &ids(&plans)));
    let listed: Vec<Listed<'_>> = plans
        .iter()
        .map(|one| {
            let plan = one.plan.as_ref().ok();
            Listed {
                id: &one.id,
                title: plan.map(|plan| plan.title.as_str()),
                document_no: plan.map(|plan| plan.document_no.as_str()).filter(|number| !number.is_empty()),
                year: plan.map(|plan| plan.year),
                tasks: plan.map(|plan| plan.tasks().count()),
                closed: plan.and_then(|plan| plan.closed),
                current: usual.as_ref() == Some(&one.id),
            }
        })
        .collect();
    if super::format(matches, "table") == "json" {
        return out.json_list(&listed);
    }
    let words = words(options.language);
    let heads = &words.plan_list;
    let mut table = Table::new(&[
        (&heads.id, 24),
        (&heads.year, 4),
        (&heads.tasks, 4),
        (&heads.state, 16),
        (&heads.title, 60),
    ]);
    for one in &listed {
        let state = state(one, words, options.language);
        table.push(&[
            one.id.to_owned(),
            one.year.map(|year| year.to_string()).unwrap_or_default(),
            one.tasks.map(|tasks| tasks.to_string()).unwrap_or_default(),
            state,
            one.title.unwrap_or_default().to_owned(),
        ]);
    }
    table.write(out)
}

fn state(one: &Listed<'_>, words: &NoticeWords, language: Language) -> String {
    let state = match (one.title, one.closed) {
        (None, _) => words.broken.clone(),
        (_, None) => words.open.clone(),
        (_, Some(day)) => fill(&words.closed, &[("day", &domain::words(language).day(day, 0))]),
    };
    if one.current { format!("{state} {}", words.current) } else { state }
}

fn unknown(id: &str, plans: &[Shelved], language: Language) -> Failure {
    let known = language.listed(&ids(plans));
    Failure::data(fill(&words(language).unknown_plan, &[("id", &id), ("known", &known)]))
}

fn choose(id: &str, options: &Options, world: World) -> Result<(), Failure> {
    let _ = world;
    let language = options.language;
    let plans = shelved(options)?;
    let plan = plans.iter().find(|one| one.id == id).ok_or_else(|| unknown(id, &plans, language))?;
    let failed = |error: std::io::Error| Failure::data(fault::disk(&options.data, &error, language));
    shelf::choose(&RealDisk, &options.data, id).map_err(failed)?;
    let title = plan.plan.as_ref().map(|plan| plan.title.clone()).unwrap_or_default();
    say(&fill(&words(language).in_use, &[("id", &id), ("title", &title)]));
    Ok(())
}

/// 收官: the lights of the plan stand still from that day on.
fn close(date: Option<&str>, options: Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let today = options.today();
    let bad = |value: &str| Failure::data(fill(&words(language).bad_day, &[("value", &value)]));
    let on = date.map_or(Ok(today), |date| day(date).ok_or_else(|| bad(date)))?;
    let mut session = Session::open(options, world, out)?;
    let (title, before) = (session.workspace().plan.title.clone(), session.workspace().plan.closed);
    let day = |day| domain::words(language).day(day, 0);
    if let Some(before) = before {
        return Err(Failure::data(fill(
            &words(language).closed_before,
            &[("title", &title), ("day", &day(before))],
        )));
    }
    session.change(|desk| Ok(edit::close(desk, Some(on))))?;
    say(&fill(&words(language).closed_now, &[("title", &title), ("day", &day(on))]));
    Ok(())
}

/// Why a plan could not be put into the folder.
fn shelf_failure(error: &ShelfError, language: Language) -> Failure {
    let text = sentence(error, language);
    if matches!(error, ShelfError::Locked) {
        Failure::Said { code: LOCKED, text }
    } else {
        Failure::data(text)
    }
}
