//! `annual`: what became of the plan in its year, for the statutory annual report; with `--record` the 考核记录 of the units.

use std::path::Path;

use clap::ArgMatches;

use super::failure::Failure;
use super::format;
use super::output::Output;
use super::session::Session;
use super::weekly::{print, say_made, write_failure};
use crate::domain::edit::EditError;
use crate::domain::report::{FormSection, Period};
use crate::exchange::document::Format;
use crate::words::{fault, fill, report};
use crate::workbench::papers::{self, Paper};
use crate::workbench::weekly::{Destination, Order, Source};

/// Makes the chapter, or the records.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let paper = if matches.get_flag("record") {
        Paper::Records(units(matches, session)?)
    } else {
        let first = matches.get_one::<String>("section").is_some_and(|section| section == "1");
        Paper::Annual(if first { FormSection::Overall } else { FormSection::Other })
    };
    write(&paper, matches, session, out)
}

/// The units that `--unit` names, several parted by 、 or a comma.
pub fn units(matches: &ArgMatches, session: &Session) -> Result<Vec<String>, Failure> {
    let given = matches.get_one::<String>("unit").map(String::as_str).unwrap_or_default();
    let words = given.split(['、', ',', '，']).map(str::trim).filter(|word| !word.is_empty());
    let named = |word| {
        let found = session.workspace().roster.unit(word);
        found
            .map(|unit| unit.name.clone())
            .map_err(|error| Failure::edit(&EditError::from(error), session.language()))
    };
    words.map(named).collect()
}

/// Writes a paper that is no weekly report, and prints its path; with `--out -` the paper.
pub fn write(
    paper: &Paper,
    matches: &ArgMatches,
    session: &mut Session,
    out: &mut Output,
) -> Result<(), Failure> {
    let language = session.language();
    let given = |name| matches.get_one::<String>(name).map(String::as_str);
    let stamp = session.stamp();
    session.store.sync(&stamp).map_err(|error| Failure::commit(&error, language))?;
    let wanted = format(matches, Format::Markdown.key()).parse().unwrap_or_default();
    let to = Destination::of_option(given("out"));
    let folder = to.missing_folder(session.store.disk().as_ref()).map(Path::to_owned);
    let source = Source::new(&session.store);
    for one in &source.faults {
        out.warn(&fault::fault(one, language).to_string());
    }
    let mut config = session.options.config.clone();
    config.by = Some(session.options.by.clone());
    let order = Order {
        now: session.options.began,
        config: &config,
        calendar: &session.calendar,
        kind: Period::Week,
        period: None,
        note: given("note"),
    };
    let made = papers::write(&source, &order, paper, wanted, &to)
        .map_err(|error| write_failure(&error, language))?;
    if let Some(path) = &made.set_aside {
        out.warn(&fill(&report::SECTION.of(language).set_aside, &[("path", &path.display())]));
    }
    say_made(folder.as_deref(), language);
    match &made.path {
        Some(path) => out.line(&path.display().to_string()),
        None => print(&made.bytes, wanted, out),
    }
}
