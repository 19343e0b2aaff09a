//! What is wrong with a file, and where. The room of words makes the sentence and the mend.

use std::path::PathBuf;

use crate::domain::change::{ChangeError, Part};

/// Something wrong in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What.
    pub kind: FaultKind,
    /// The part of the data that therefore cannot be read or changed.
    pub part: Option<Part>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// It is not there.
    Missing,
    /// The system would not read it.
    Unreadable(String),
    /// It is no UTF-8 (GBK, UTF-16 …).
    NotUtf8,
    /// The closing line `# end` is missing: the file was cut.
    Cut,
    /// It is no YAML, or not of this shape; the reader's words.
    Syntax(String),
    /// git left its conflict marks in it.
    ConflictMarks,
    /// A newer version wrote it: it can be read, not changed.
    NewerSchema(u32),
    /// Two records have the same id.
    DuplicateId(String),
    /// A record of a journal does not close with its mark: it was cut or changed by hand.
    BadMark(String),
    /// A change in a journal does not fit the files: somebody changed the same thing otherwise.
    Disagreement {
        /// The change.
        change: String,
        /// What does not fit.
        error: Box<ChangeError>,
    },
    /// An entry names a unit that the roster does not have.
    UnknownUnit(String),
    /// An entry names a task that the plan does not have.
    UnknownTask(u32),
    /// A time limit that cannot be read.
    UnreadWhen(String),
}

impl FaultKind {
    /// Whether the file's data is out of reach, so that it must not be written.
    pub fn blocks_reading(&self) -> bool {
        matches!(
            self,
            Self::Unreadable(_)
                | Self::NotUtf8
                | Self::Cut
                | Self::Syntax(_)
                | Self::ConflictMarks
                | Self::DuplicateId(_)
        )
    }
}
