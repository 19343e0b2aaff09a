//! `remove ID…`: entries taken away, all in one change.

use clap::ArgMatches;

use super::failure::Failure;
use super::session::Session;
use super::set::{confirm, entry_ids};
use super::texts;
use crate::domain::edit;

/// Removes entries.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let ids = entry_ids(&texts(matches));
    let change = session.change(|desk| edit::remove(desk, &ids))?;
    confirm(change.as_ref(), session);
    Ok(())
}
