//! `add TASK UNIT [FIELD=VALUE…]`: a new entry; prints its id and nothing else.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::Output;
use super::session::Session;
use super::{fields, texts};
use crate::domain::edit::{self, EditError};
use crate::domain::entry::EntryId;
use crate::words::{cli, fill};

/// Adds an entry.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &mut Output) -> Result<(), Failure> {
    let language = session.language();
    let texts = texts(matches);
    let [task, unit, rest @ ..] = texts.as_slice() else {
        return Err(Failure::words(&*cli::words(language).missing_words));
    };
    let given = fields::given(rest, "add", language)?;
    let refused = |error| Failure::edit(&error, language);
    let workspace = session.workspace();
    let found = workspace.plan.find_task(task);
    let task = found.ok_or_else(|| refused(EditError::UnknownTask(task.clone())))?.id;
    let unit = workspace.roster.unit(unit).map_err(|error| refused(error.into()))?.name.clone();
    let id = free_id(session, task);
    let change = session.change(|desk| edit::add(desk, task, vec![unit.clone()], &given, id.clone()))?;
    fields::warn(session, task, &given, out);
    let rows = session.rows();
    let unplanned = rows.task(task).into_iter().flat_map(|task| &task.rows).filter(|row| {
        row.is_unplanned() && row.entry().is_some_and(|entry| change.is_some() && entry.id == id)
    });
    for row in unplanned {
        let number = session.workspace().plan.task(task).map_or("", |task| &task.number);
        let words = &cli::words(language).unplanned;
        out.warn(&fill(words, &[("unit", &row.unit), ("task", &number)]));
    }
    out.line(id.as_str())
}

/// An id that no entry has.
fn free_id(session: &mut Session, task: u32) -> EntryId {
    loop {
        let id = EntryId::new(task, session.store.chance());
        if session.workspace().entry(&id).is_none() {
            return id;
        }
    }
}
