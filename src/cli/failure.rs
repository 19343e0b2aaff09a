//! Why a command could not be done, and with which exit code it ends.

use std::io;

use crate::store::{CommitError, OpenError};
use crate::words::{Language, fault, refusal};

/// The data or the input is wrong.
pub const WRONG_DATA: u8 = 1;
/// The words of the command are wrong.
pub const WRONG_WORDS: u8 = 2;
/// The data folder was in use.
pub const LOCKED: u8 = 3;

/// A command that ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// With a message and an exit code.
    Said {
        /// The exit code.
        code: u8,
        /// Full sentences in the user's language.
        text: String,
    },
    /// With an exit code alone: all was said already.
    Silent(u8),
    /// Whoever read our output closed it: enough was read, and that is no failure.
    ClosedPipe,
}

impl Failure {
    /// The data or the input is wrong.
    pub fn data(text: impl Into<String>) -> Self {
        Self::Said { code: WRONG_DATA, text: text.into() }
    }

    /// The words of the command are wrong.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Said { code: WRONG_WORDS, text: text.into() }
    }

    /// A plan could not be opened.
    pub fn open(error: &OpenError, language: Language) -> Self {
        Self::data(fault::open(error, language))
    }

    /// A change was not made.
    pub fn commit(error: &CommitError, language: Language) -> Self {
        let code = if matches!(error, CommitError::Locked) { LOCKED } else { WRONG_DATA };
        Self::Said { code, text: fault::commit(error, language) }
    }

    /// An edit cannot be made.
    pub fn edit(error: &crate::domain::edit::EditError, language: Language) -> Self {
        Self::data(refusal::edit(error, language))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::data(error.to_string())
        }
    }
}
