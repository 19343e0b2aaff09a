//! `note ID… TEXT`: one dated note of progress.

use clap::ArgMatches;

use super::failure::Failure;
use super::session::Session;
use super::set::{confirm, entry_ids};
use super::texts;
use crate::domain::edit;
use crate::words::cli;

/// Notes progress.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let texts = texts(matches);
    let [ids @ .., text] = texts.as_slice() else {
        return Err(Failure::words(&*cli::words(session.language()).missing_words));
    };
    let ids = entry_ids(ids);
    let change = session.change(|desk| edit::note(desk, &ids, text))?;
    confirm(change.as_ref(), session);
    Ok(())
}
