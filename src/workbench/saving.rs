//! 已保存 and 未保存: which changes are shown but not yet committed.

use std::collections::VecDeque;

use crate::domain::change::Draft;

/// The changes that the saver has not answered for, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saving {
    last_ticket: u64,
    pending: VecDeque<(u64, Draft)>,
    trouble: Option<String>,
}

impl Saving {
    /// Whether everything is committed.
    pub fn is_saved(&self) -> bool {
        self.pending.is_empty()
    }

    /// Why it takes long, as the disk says it.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref().filter(|_| !self.is_saved())
    }

    /// The changes that are not committed, with their tickets.
    pub fn pending(&self) -> impl Iterator<Item = (u64, &Draft)> {
        self.pending.iter().map(|(ticket, draft)| (*ticket, draft))
    }

    /// The newest change that is not committed.
    pub fn newest(&self) -> Option<&Draft> {
        self.pending.back().map(|(_, draft)| draft)
    }

    /// One more change; its ticket.
    pub(super) fn begin(&mut self, draft: Draft) -> u64 {
        self.last_ticket += 1;
        self.pending.push_back((self.last_ticket, draft));
        self.last_ticket
    }

    /// A change is committed, or will never be.
    pub(super) fn end(&mut self, ticket: u64) -> Option<Draft> {
        let place = self.pending.iter().position(|(one, _)| *one == ticket)?;
        self.trouble = None;
        self.pending.remove(place).map(|(_, draft)| draft)
    }

    /// Saving does not come on.
    pub(super) fn set_trouble(&mut self, reason: String) {
        self.trouble = Some(reason);
    }
}
