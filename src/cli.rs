//! 命令行: one subcommand per file, exactly the words, formats, streams and exit codes that scripts elsewhere rely on.
//!
//! Nothing here asks the clock, the random source or the environment: `main` hands them over as a [`World`].

mod activity;
mod add;
mod annual;
mod argv;
mod backup;
mod calendar;
mod chase;
mod check;
mod complete;
mod completions;
mod config;
mod due;
mod duty;
mod extend;
mod failure;
mod fields;
mod find;
mod git;
mod grammar;
mod handover;
mod list;
mod log;
mod note;
mod options;
mod output;
mod plan;
mod record;
mod redo;
mod refusal;
mod remove;
mod selection;
mod session;
mod set;
mod sheets;
mod show;
mod table;
mod undo;
mod weekly;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::ArgMatches;

use crate::domain::change::ChangeError;
use crate::words::{Language, cli, fault, fill};
use failure::Failure;
use options::Early;
use output::{Output, say};
use session::Session;

pub use options::Options;

/// What the program is told of the world outside.
#[derive(Debug, Clone, Copy)]
pub struct World {
    /// The moment, to the second.
    pub now: NaiveDateTime,
    /// Fresh randomness.
    pub chance: fn() -> u64,
    /// Where this program's own file lies, if the system says so.
    pub program: fn() -> Option<PathBuf>,
    /// A variable of the environment.
    pub variable: fn(&str) -> Option<OsString>,
}

/// What is to be done after the command line was read.
#[derive(Debug)]
pub enum Request {
    /// Open the workbench.
    Workbench(Box<Options>),
    /// All is done; the exit code.
    Done(u8),
}

/// Reads the words behind the program's name and does what they say, unless they ask for the workbench.
pub fn run(typed: impl IntoIterator<Item = OsString>, world: World) -> Request {
    let typed: Vec<OsString> = typed.into_iter().collect();
    if let Some(answered) = complete::answer(&typed, &world) {
        return answered;
    }
    let words = argv::Words::sort(typed);
    let early = match Early::read(&words, &world) {
        Ok(early) => early,
        Err((failure, language)) => return Request::Done(ended(Err(failure), language)),
    };
    let language = early.language;
    let parsed = grammar::grammar(cli::words(language)).try_get_matches_from(words.arranged());
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => return Request::Done(ended(refusal::explain(&error, &words, language), language)),
    };
    let options = match early.options(&matches, &world) {
        Ok(options) => options,
        Err(failure) => return Request::Done(ended(Err(failure), language)),
    };
    match matches.subcommand() {
        None => Request::Workbench(Box::new(options)),
        // What cannot be read is said here, before a terminal is taken.
        Some(("plan", matches)) if matches.get_flag("review") => match plan::to_review(matches, &options) {
            Ok(path) => Request::Workbench(Box::new(Options { review: Some(path), ..options })),
            Err(failure) => Request::Done(ended(Err(failure), language)),
        },
        Some((name, matches)) => Request::Done(ended(command(name, matches, options, world), language)),
    }
}

/// Whether a command needs the data folder.
fn needs_folder(matches: &ArgMatches) -> bool {
    let name = matches.subcommand_name();
    name != Some("completions") && name != Some("merge") && plan::needs_folder(matches)
}

/// Does one command.
fn command(name: &str, matches: &ArgMatches, options: Options, world: World) -> Result<(), Failure> {
    let mut out = Output::standard(options.language);
    // These read their own data, also where that cannot be opened.
    let alone = match name {
        "check" => Some(check::run(matches, options.clone(), world, &mut out)),
        "config" => Some(config::run(matches, &options, world, &mut out)),
        "completions" => Some(completions::run(matches, options.language, &mut out)),
        _ => None,
    };
    if let Some(outcome) = alone {
        out.flush()?;
        return outcome;
    }
    if name == "merge" {
        return git::merge(matches, options.language);
    }
    if name == "git" {
        return git::setup(matches, &options, world);
    }
    if name == "plan" {
        let outcome = plan::run(matches, options, world, &mut out);
        out.flush()?;
        return outcome;
    }
    if name == "backup" {
        let outcome = backup::run(matches, &options, world, &mut out);
        out.flush()?;
        return outcome;
    }
    let mut session = Session::open(options, world, &out)?;
    if session.workspace().is_combined() && matches!(name, "sheets" | "handover") {
        let sentence = fault::change(&ChangeError::Combined, session.language());
        return Err(Failure::data(sentence));
    }
    let outcome = match name {
        "list" => list::run(matches, &session, &mut out),
        "find" => find::run(matches, &session, &mut out),
        "show" => show::run(matches, &session, &mut out),
        "due" => due::run(matches, &session, &mut out),
        "calendar" => calendar::run(matches, &session, &mut out),
        "log" => log::run(matches, &session, &mut out),
        "chase" => chase::run(matches, &session, &mut out),
        "activity" => activity::run(matches, &mut session, &mut out),
        "duty" => duty::run(matches, &mut session, &mut out),
        "add" => add::run(matches, &mut session, &mut out),
        "set" => set::run(matches, &mut session, &out),
        "note" => note::run(matches, &mut session),
        "extend" => extend::run(matches, &mut session, &out),
        "remove" => remove::run(matches, &mut session),
        "undo" => undo::run(matches, &mut session),
        "redo" => redo::run(matches, &mut session),
        "sheets" => sheets::run(matches, &mut session, &mut out),
        "annual" => annual::run(matches, &mut session, &mut out),
        "handover" => handover::run(matches, &mut session, &mut out),
        _ => weekly::run(matches, &mut session, &mut out),
    };
    out.flush()?;
    outcome
}

/// Says why a command could not be done; the exit code.
fn ended(outcome: Result<(), Failure>, language: Language) -> u8 {
    match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => 0,
        Err(Failure::Silent(code)) => code,
        Err(Failure::Said { code, text }) => {
            say(&fill(&cli::words(language).error, &[("text", &text)]));
            code
        }
    }
}

/// The texts that a command was given.
fn texts(matches: &ArgMatches) -> Vec<String> {
    matches.try_get_many::<String>("texts").ok().flatten().into_iter().flatten().cloned().collect()
}

/// The format asked for; `usual` without one.
fn format<'a>(matches: &'a ArgMatches, usual: &'a str) -> &'a str {
    matches.try_get_one::<String>("format").ok().flatten().map_or(usual, String::as_str)
}

/// Says why the program cannot go on, as any command does; the exit code.
pub fn complain(code: u8, text: String, language: Language) -> u8 {
    ended(Err(Failure::Said { code, text }), language)
}
