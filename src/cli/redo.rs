//! `redo [COUNT]`: makes again what was undone.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::say;
use super::session::Session;
use super::undo::count;
use crate::words::{change, cli, fill};

/// Makes changes again.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let (language, stamp) = (session.language(), session.stamp());
    let words = cli::words(language);
    let count = count(matches, session, "redo")?;
    for done in 0..count {
        let reversal = session.store.redo(&stamp).map_err(|error| Failure::commit(&error, language))?;
        match reversal {
            Some(reversal) => {
                let what = change::sentence(&reversal.change, language);
                say(&fill(&words.redone, &[("what", &what)]));
            }
            None if done == 0 => return Err(Failure::data(&*words.nothing_to_redo)),
            None => {
                say(&fill(&words.no_more_to_redo, &[("n", &done)]));
                break;
            }
        }
    }
    Ok(())
}
