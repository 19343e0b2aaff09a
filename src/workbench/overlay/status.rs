//! 状态菜单: answers to one digit; arrows and Enter do too.

use crate::domain::status::{Status, StatusWord};
use crate::workbench::subject::Subject;

/// What can be chosen, in the order of the digits 1 to 8.
pub const STATUS_WORDS: [StatusWord; 8] = [
    StatusWord::Status(Status::NotStarted),
    StatusWord::Status(Status::InProgress),
    StatusWord::Status(Status::Submitted),
    StatusWord::Status(Status::Done),
    StatusWord::Return,
    StatusWord::Status(Status::Paused),
    StatusWord::Status(Status::NotApplicable),
    StatusWord::Status(Status::Dropped),
];

/// The menu of statuses.
#[derive(Debug, Clone)]
pub struct StatusMenu {
    /// Whose status.
    pub subject: Subject,
    /// The status as it stands.
    pub current: Status,
    /// The line that Enter chooses.
    pub cursor: usize,
}

impl StatusMenu {
    /// The menu, on the status as it stands.
    pub fn new(subject: Subject, current: Status) -> Self {
        let cursor = STATUS_WORDS.iter().position(|word| *word == StatusWord::Status(current)).unwrap_or(0);
        Self { subject, current, cursor }
    }

    /// What a digit chooses.
    pub fn digit(c: char) -> Option<StatusWord> {
        let place = c.to_digit(10)?.checked_sub(1)?;
        STATUS_WORDS.get(usize::try_from(place).ok()?).copied()
    }
}
