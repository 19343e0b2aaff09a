//! `extend ID WHEN REASON`: 延期, with the time limit before kept on record.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::Output;
use super::session::Session;
use super::set::confirm;
use super::{fields, texts};
use crate::domain::edit;
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::words::cli;

/// Extends a time limit.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &Output) -> Result<(), Failure> {
    let texts = texts(matches);
    let [id, to, reason] = texts.as_slice() else {
        return Err(Failure::words(&*cli::words(session.language()).missing_words));
    };
    let id = EntryId::from_text(id.trim());
    let change = session.change(|desk| edit::extend(desk, &id, to, reason, "", ""))?;
    let task = session.workspace().entry(&id).map(|(task, _)| task);
    if let Some((task, due)) = task.zip(Field::keyed("due")) {
        fields::warn_when(session, task, due, to, out);
    }
    confirm(change.as_ref(), session);
    Ok(())
}
