//! What is wrong with a file, and where. The room of words makes the sentence and the mend.

use std::io;
use std::path::PathBuf;

use super::fs::NotAFile;
use crate::domain::change::{ChangeError, Part};
use crate::domain::when::When;

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
    /// A folder, a device or a link to nothing lies where the file should be.
    NotAFile(NotAFile),
    /// Far longer than any file of ours, in bytes: it is not taken into memory.
    TooLong(u64),
    /// It is no UTF-8 (GBK, UTF-16 …).
    NotUtf8,
    /// The closing line `# end` is missing: the file was cut.
    Cut,
    /// It is no YAML, or not of this shape; the reader's words.
    Syntax(String),
    /// git left its conflict marks in it.
    ConflictMarks,
    /// git left its conflict marks in it, and it was read as both versions together.
    JoinedMarks,
    /// A newer version wrote it: it can be read, not changed.
    NewerSchema(u32),
    /// No version of this program ever wrote this shape.
    UnknownSchema(u32),
    /// A file beside those of the plan, by a name that is none of theirs: a synchronised folder's conflict copy, or
    /// `7.yaml` for `07.yaml`. What is in it is not read.
    Stray,
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
    /// An activity names a duty that is not there.
    UnknownDuty(String),
    /// A duty runs by a kind of clock that is not there.
    UnknownClock(String),
    /// A time limit that cannot be read, so that it has no last day.
    UnreadWhen(String),
    /// A time limit that may be read in two ways.
    DoubtfulWhen {
        /// Its words.
        words: String,
        /// How it was read, and why that is doubtful.
        when: Box<When>,
    },
    /// The days off of this year are not known: weekends only are.
    NoHolidays(i32),
    /// A row of `words.yaml` that says nothing: the plain word, where there is one.
    PlainWord(String),
    /// `config.yaml` has a key that is no setting: a slip of the fingers.
    UnknownSetting {
        /// The key.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// The setting `theme` names none.
    UnknownTheme {
        /// Its value.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// A setting has a value that it cannot have.
    BadSetting {
        /// Its key.
        name: String,
        /// The value, as it is written.
        value: String,
    },
    /// The setting `language` names none.
    UnknownLanguage(String),
    /// The last record of a journal was cut off: it was never called saved.
    TornTail,
    /// A field of an entry that two people gave different values; both stand in the record.
    Clash {
        /// The entry's id.
        entry: String,
        /// The field's key; empty where one of them removed the entry.
        field: String,
    },
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A file is out of reach.
    Broken,
    /// Data does not fit together.
    Wrong,
    /// Something to look at; nothing is wrong.
    Hint,
}

impl FaultKind {
    /// What the disk said when the file was to be read.
    pub fn unread(error: &io::Error) -> Self {
        NotAFile::of(error).map_or_else(|| Self::Unreadable(error.to_string()), Self::NotAFile)
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Missing
            | Self::Unreadable(_)
            | Self::NotAFile(_)
            | Self::TooLong(_)
            | Self::NotUtf8
            | Self::Cut
            | Self::Syntax(_)
            | Self::ConflictMarks
            | Self::DuplicateId(_)
            | Self::BadMark(_)
            | Self::UnknownSchema(_)
            | Self::PlainWord(_) => Severity::Broken,
            Self::Stray
            | Self::Disagreement { .. }
            | Self::UnknownUnit(_)
            | Self::Clash { .. }
            | Self::JoinedMarks
            | Self::UnknownTask(_)
            | Self::UnknownDuty(_)
            | Self::UnknownClock(_) => Severity::Wrong,
            Self::NewerSchema(_)
            | Self::UnreadWhen(_)
            | Self::DoubtfulWhen { .. }
            | Self::NoHolidays(_)
            | Self::UnknownSetting { .. }
            | Self::UnknownTheme { .. }
            | Self::BadSetting { .. }
            | Self::UnknownLanguage(_)
            | Self::TornTail => Severity::Hint,
        }
    }

    /// The key in JSON.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile(_) => "not_a_file",
            Self::TooLong(_) => "too_long",
            Self::Stray => "stray",
            Self::NotUtf8 => "not_utf8",
            Self::Cut => "cut",
            Self::Syntax(_) => "syntax",
            Self::ConflictMarks => "conflict_marks",
            Self::JoinedMarks => "joined_marks",
            Self::NewerSchema(_) => "newer_schema",
            Self::UnknownSchema(_) => "unknown_schema",
            Self::DuplicateId(_) => "duplicate_id",
            Self::BadMark(_) => "bad_mark",
            Self::Disagreement { .. } => "disagreement",
            Self::UnknownUnit(_) => "unknown_unit",
            Self::UnknownTask(_) => "unknown_task",
            Self::UnknownDuty(_) => "unknown_duty",
            Self::UnknownClock(_) => "unknown_clock",
            Self::UnreadWhen(_) => "unread_when",
            Self::DoubtfulWhen { .. } => "doubtful_when",
            Self::NoHolidays(_) => "no_holidays",
            Self::PlainWord(_) => "plain_word",
            Self::UnknownSetting { .. } => "unknown_setting",
            Self::UnknownTheme { .. } => "unknown_theme",
            Self::BadSetting { .. } => "bad_setting",
            Self::UnknownLanguage(_) => "unknown_language",
            Self::TornTail => "torn_tail",
            Self::Clash { .. } => "clash",
        }
    }

    /// Whether it is a slip in the settings: everything else holds.
    pub fn is_of_settings(&self) -> bool {
        matches!(
            self,
            Self::UnknownSetting { .. }
                | Self::UnknownTheme { .. }
                | Self::BadSetting { .. }
                | Self::UnknownLanguage(_)
        )
    }

    /// Whether the file's data is out of reach, so that it must not be written.
    pub fn blocks_reading(&self) -> bool {
        matches!(
            self,
            Self::Unreadable(_)
                | Self::NotAFile(_)
                | Self::TooLong(_)
                | Self::NotUtf8
                | Self::Cut
                | Self::Syntax(_)
                | Self::ConflictMarks
                | Self::DuplicateId(_)
                | Self::UnknownSchema(_)
        )
    }
}
