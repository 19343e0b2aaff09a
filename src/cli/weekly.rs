//! `weekly`: the report of a week, a month or a quarter. Written into the folder of reports its path is printed; with
//! `--out -` the text, and then nothing is written and no snapshot kept.

use std::path::Path;

use clap::ArgMatches;

use super::failure::Failure;
use super::format;
use super::output::{Output, say};
use super::session::Session;
use crate::domain::report::Period;
use crate::exchange::document::Format;
use crate::store::snapshot::KeepError;
use crate::words::{Language, cli, fault, fill, report};
use crate::workbench::papers::Paper;
use crate::workbench::weekly::{self, Destination, Order, WeeklyError};

/// Makes the report.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    if matches.get_flag("bulletin") {
        let units = super::annual::units(matches, session)?;
        return super::annual::write(&Paper::Bulletin(units), matches, session, out);
    }
    let language = session.language();
    // A report is of all units; only a bulletin may be of some.
    if matches.try_get_many::<String>("unit").ok().flatten().is_some() {
        return Err(Failure::words(fill(&cli::words(language).too_many, &[("word", &"--unit")])));
    }
    let given = |name| matches.get_one::<String>(name).map(String::as_str);
    let kind = given("period").and_then(|word| Period::ALL.into_iter().find(|one| one.key() == word));
    // What was edited outside belongs to the period's changes, not only to the state.
    let stamp = session.stamp();
    session.store.sync(&stamp).map_err(|error| Failure::commit(&error, language))?;
    let order = Order {
        now: session.options.began,
        config: &session.options.config,
        calendar: &session.calendar,
        kind: kind.unwrap_or(Period::Week),
        period: given("week"),
        note: given("note"),
    };
    let wanted = format(matches, Format::Markdown.key());
    let wanted = Format::ALL.into_iter().find(|one| one.key() == wanted).unwrap_or_default();
    let to = Destination::of_option(given("out"));
    let folder = to.missing_folder(session.store.disk().as_ref()).map(Path::to_owned);
    let made = weekly::weekly(&session.store, &order, wanted, &to)
        .map_err(|error| write_failure(&error, language))?;
    for one in &made.faults {
        out.warn(&fault::fault(one, language).to_string());
    }
    let sentences = report::SECTION.of(language);
    if let Some(path) = &made.set_aside {
        out.warn(&fill(&sentences.set_aside, &[("path", &path.display())]));
    }
    say_made(folder.as_deref(), language);
    match &made.path {
        Some(path) => {
            if made.kept {
                let template = if made.correction > 0 { &sentences.corrected } else { &sentences.kept };
                say(&fill(template, &[("number", &made.number)]));
            }
            out.line(&path.display().to_string())
        }
        None => print(&made.bytes, wanted, out),
    }
}

/// Says that a folder was made that `--out` names: it may be a slip.
pub fn say_made(folder: Option<&Path>, language: Language) {
    if let Some(folder) = folder {
        say(&fill(&report::SECTION.of(language).made_folder, &[("path", &folder.display())]));
    }
}

/// Prints a document that goes to no file.
pub fn print(bytes: &[u8], format: Format, out: &mut Output) -> Result<(), Failure> {
    if format.is_text() { out.raw(&String::from_utf8_lossy(bytes)) } else { out.bytes(bytes) }
}

/// Why a report was not written.
pub fn write_failure(error: &WeeklyError, language: Language) -> Failure {
    let text = report::weekly(error, language);
    match error {
        WeeklyError::UnknownPeriod(_) => Failure::words(text),
        WeeklyError::Keep(KeepError::Locked) => Failure::commit(&crate::store::CommitError::Locked, language),
        _ => Failure::data(text),
    }
}
