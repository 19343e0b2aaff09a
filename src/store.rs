//! Data on disk: YAML that a person can read, diff and mend; a journal that holds every change; one transaction.
//!
//! The invariant of this room: what was called saved is in a journal, synced, before anybody hears that it is saved; and
//! no file that cannot be read is ever written over.

mod applied;
pub mod backup;
mod cache;
pub mod config;
pub mod draft;

mod check;
mod copy;
pub mod fault;
pub mod fs;
mod halves;
pub mod journal;
pub mod layout;
mod load;
mod lock;
pub mod merge;
mod redo;
pub mod repair;

pub mod saver;
mod seed;
pub mod sent;
mod shapes;
pub mod shelf;
pub mod snapshot;
pub mod state;
mod stray;
mod transaction;

pub mod watch;
pub mod yaml;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::domain::change::{Change, History, Part};
use crate::domain::workspace::Workspace;

use applied::Applied;
use fault::Fault;
use fs::Disk;
use layout::Layout;

pub use cache::Keep;
pub use load::{ALL, OpenError, Outline, all_of_year, open, outline};
pub use seed::{built_in_plan, plans, prepare};
pub use transaction::{CommitError, Committed, Reversal, changes};

/// The data of one plan, as it is on disk, and the way to change it.
pub struct Store {
    disk: Arc<dyn Disk>,
    layout: Layout,
    workspace: Workspace,
    faults: Vec<Fault>,
    applied: Applied,
    journals: BTreeMap<String, journal::Seen>,
    /// Parts whose file is behind the journal: writing it failed, or was left to the next start by a crash.
    behind: BTreeSet<Part>,
    /// What the workspace holds of each file.
    known: BTreeMap<Part, transaction::Known>,
    /// Parts whose file on disk has an older shape, and which.
    aged: BTreeMap<Part, u32>,
    /// Parts whose fingerprint may not be noted in `applied.yaml` yet.
    taken: BTreeSet<Part>,
    /// Fingerprints of the copies kept of plan and roster.
    shadows: BTreeMap<Part, u64>,
    /// Parts whose files seemed edited on opening; looked at again, and recorded, by the first transaction.
    foreign: Vec<Part>,
    /// What can be undone and redone; read when first asked for.
    history: Option<History>,
    /// A newest change that could not be undone, and the older one that the next undo takes back.
    blocked: Option<(String, String)>,
    /// What others did and nobody was told yet: a transaction that fails after its look keeps it for the next.
    news: News,
    /// The newest counter of this installation.
    counter: u64,
    chance: Box<dyn FnMut() -> u64 + Send>,
    /// What opening read, until it is kept for the next time.
    read: Option<Keep>,
    /// Of several plans as one: their ids.
    together: Vec<String>,
}

/// What a change is stamped with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The day is `--today`, the time of day the clock's.
    pub at: NaiveDateTime,
    /// 经办人.
    pub by: String,
}

/// What a look at the disk brought.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// Changes that others made, or that were found by comparing files.
    pub changes: Vec<Change>,
    /// Parts that they touch.
    pub parts: BTreeSet<Part>,
}

impl News {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.changes.is_empty()
    }
}

impl Store {
    /// The data as it stands.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// What could not be read or does not fit together.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Where the data lies.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The disk it lies on.
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// Of several plans as one: their ids; of one plan nothing.
    pub fn together(&self) -> &[String] {
        &self.together
    }

    /// This installation's id: four characters that name its journals.
    pub fn installation(&self) -> &str {
        self.applied.installation()
    }

    /// What others did since this was last asked.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }

    /// What opening read, where keeping it makes the next start faster; once.
    pub fn take_read(&mut self) -> Option<Keep> {
        self.read.take()
    }

    /// Fresh randomness for a new id.
    pub fn chance(&mut self) -> u64 {
        (self.chance)()
    }

    /// The file of a part.
    pub fn path(&self, part: Part) -> PathBuf {
        self.layout.part(part)
    }
}
