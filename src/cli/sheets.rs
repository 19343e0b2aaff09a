//! `sheets out DIR …`: 下发. `sheets in FILE|DIR… …`: 收回.

mod back;
mod out;

use clap::ArgMatches;

use super::failure::Failure;
use super::output::Output;
use super::session::Session;
use super::texts;
use crate::words::{fill, sheets};

/// Does what the first word says.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let texts = texts(matches);
    match texts.split_first() {
        Some((word, rest)) if word == "out" => out::run(matches, rest, session, out),
        Some((word, rest)) if word == "in" => back::run(matches, rest, session, out),
        first => {
            let word = first.map_or("", |(word, _)| word);
            let words = sheets::SECTION.of(session.language());
            Err(Failure::words(fill(&words.out_or_in, &[("word", &word)])))
        }
    }
}
