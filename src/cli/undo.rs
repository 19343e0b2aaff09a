//! `undo [COUNT]`: takes this installation's newest changes back.

use clap::ArgMatches;

use super::failure::Failure;
use super::output::say;
use super::refusal::misuse;
use super::session::Session;
use super::texts;
use crate::store::CommitError;
use crate::words::{change, cli, fault, fill};

/// Takes changes back.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let (language, stamp) = (session.language(), session.stamp());
    let words = cli::words(language);
    let count = count(matches, session, "undo")?;
    let mut done = 0;
    for turn in 1..=count {
        let reversal = match session.store.undo(&stamp) {
            // Asked for more than one, the next takes back the change before it.
            Err(error @ CommitError::Blocked { instead: Some(_), .. }) if turn < count => {
                say(&fault::commit(&error, language));
                continue;
            }
            outcome => outcome.map_err(|error| Failure::commit(&error, language))?,
        };
        match reversal {
            Some(reversal) => {
                let what = change::taken_back(&reversal.of, language);
                say(&fill(&words.undone, &[("what", &what)]));
                done += 1;
            }
            None if done == 0 => return Err(Failure::data(&*words.nothing_to_undo)),
            None => {
                say(&fill(&words.no_more_to_undo, &[("n", &done)]));
                break;
            }
        }
    }
    Ok(())
}

/// How many; one where nothing is said.
pub fn count(matches: &ArgMatches, session: &Session, command: &str) -> Result<usize, Failure> {
    let texts = texts(matches);
    let Some(word) = texts.first() else { return Ok(1) };
    word.trim().parse().ok().filter(|count| *count > 0).ok_or_else(|| {
        let words = cli::words(session.language());
        let what = fill(&words.bad_number, &[("option", &"COUNT"), ("value", word)]);
        misuse(&what, command, session.language())
    })
}
