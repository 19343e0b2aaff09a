//! `set ID… FIELD=VALUE…`: fields of one entry or several, all in one change.

use std::collections::BTreeSet;

use clap::ArgMatches;

use super::failure::Failure;
use super::output::{Output, say};
use super::refusal::misuse;
use super::session::Session;
use super::{fields, texts};
use crate::domain::change::Change;
use crate::domain::edit;
use crate::domain::entry::EntryId;
use crate::words::{change as change_words, cli, fill};

/// Changes fields.
pub fn run(matches: &ArgMatches, session: &mut Session, out: &Output) -> Result<(), Failure> {
    let language = session.language();
    let words = cli::words(language);
    let texts = texts(matches);
    let first = texts.iter().position(|text| fields::is_given(text)).unwrap_or(texts.len());
    let (ids, rest) = texts.split_at(first);
    if ids.is_empty() {
        return Err(misuse(&words.no_ids, "set", language));
    }
    if rest.is_empty() {
        return Err(misuse(&words.no_fields, "set", language));
    }
    let given = fields::given(rest, "set", language)?;
    let ids = entry_ids(ids);
    let change = session.change(|desk| edit::set(desk, &ids, &given))?;
    let tasks: BTreeSet<u32> =
        ids.iter().filter_map(|id| session.workspace().entry(id)).map(|(task, _)| task).collect();
    for task in tasks {
        fields::warn(session, task, &given, out);
    }
    confirm(change.as_ref(), session);
    Ok(())
}

/// Ids as typed.
pub fn entry_ids(words: &[String]) -> Vec<EntryId> {
    words.iter().map(|word| EntryId::from_text(word.trim())).collect()
}

/// Says what was changed.
pub fn confirm(change: Option<&Change>, session: &Session) {
    let words = cli::words(session.language());
    match change {
        Some(change) => {
            let what = change_words::sentence(change, session.language());
            say(&fill(&words.done, &[("what", &what)]));
        }
        None => say(&words.nothing_changed),
    }
}
