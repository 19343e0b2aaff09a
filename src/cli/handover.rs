//! `handover`: 交接单, for the colleague who takes over.

use clap::ArgMatches;

use super::annual::write;
use super::failure::Failure;
use super::output::Output;
use super::session::Session;
use crate::workbench::papers::Paper;

/// Makes the sheet.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    write(&Paper::Handover(matches.get_one::<String>("to").cloned()), matches, session, out)
}
