//! `weekly`: the report of a week, a month or a quarter.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::Output;
use super::session::Session;
use crate::words::cli;

/// Writes the report.
pub fn run(_matches: &ArgMatches, session: &mut Session, _out: &mut Output) -> Result<(), Failure> {
    Err(Failure::data(&*cli::words(session.language()).weekly_missing))
}
