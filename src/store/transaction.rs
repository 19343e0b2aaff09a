//! One transaction: lock, look what others did, check, append to the journal and sync (this is the commit), then the
//! files, then the note of what is applied.

mod files;
mod foreign;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::fault::{Fault, FaultKind};
use super::fs::{Disk, FileStamp, NotAFile};
use super::journal::{self, Seen};
use super::layout::Layout;
use super::load::{in_order, installation_of, journal_key, journal_names};
use super::{News, Stamp, Store, lock, redo};
use crate::domain::change::{Change, ChangeError, Draft, History, Part, inverse};

pub(super) use foreign::Past;

/// What the workspace holds of a file: its fingerprint, and the stamp that it had then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) stamp: Option<FileStamp>,
    pub(super) hash: u64,
}

/// Why a change was not made. Nothing was written, and the workspace is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Another process held the lock all the time.
    #[error("the data folder is in use by another process")]
    Locked,
    /// Somebody changed the same thing.
    #[error(transparent)]
    Conflict(#[from] ChangeError),
    /// The newest change cannot be undone, since what it changed was changed again by others.
    #[error("{} cannot be undone: {error}", of.id)]
    Blocked {
        /// The change.
        of: Box<Change>,
        /// What does not fit.
        error: ChangeError,
        /// The newest one before it that can be: the next undo takes it back.
        instead: Option<Box<Change>>,
    },
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A mistake in the program itself; what it said. Nothing is saved from now on.
    #[error("{0}")]
    Broken(String),
    /// The change cannot be written as YAML.
    #[error("{0}")]
    Encoding(String),
}

fn owned((change, draft): (&Change, Draft)) -> (Change, Draft) {
    (change.clone(), draft)
}

/// A change that is in the journal.
#[derive(Debug, Clone)]
pub struct Committed {
    /// The change.
    pub change: Change,
    /// What others did since the last look.
    pub news: News,
}

/// An undo or a redo that is in the journal.
#[derive(Debug, Clone)]
pub struct Reversal {
    /// The change that was taken back (or whose undoing was).
    pub of: Change,
    /// The change that did it.
    pub change: Change,
    /// What others did since the last look.
    pub news: News,
}

/// Every change in the journals of a plan, in order, with what is wrong in them.
pub fn changes(disk: &dyn Disk, layout: &Layout) -> (Vec<Change>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut lists = Vec::new();
    let names = journal_names(disk, layout).unwrap_or_else(|error| {
        let (path, kind) = (layout.journals(), FaultKind::unread(&error));
        faults.push(Fault { path, line: None, kind, part: None });
        Vec::new()
    });
    for name in names {
        let path = layout.journals().join(&name);
        let fault = |line, kind| Fault { path: path.clone(), line, kind, part: None };
        match disk.read(&path) {
            Ok(bytes) => {
                let pieces = journal::read(&bytes);
                faults.extend(pieces.faults.into_iter().map(|(line, kind)| fault(Some(line), kind)));
                lists.push(pieces.changes);
            }
            Err(error) => faults.push(fault(None, FaultKind::unread(&error))),
        }
    }
    (in_order(lists), faults)
}

pub(super) fn at(path: PathBuf) -> impl FnOnce(io::Error) -> CommitError {
    move |error| CommitError::Disk { path, error }
}

impl Store {
    /// Makes a change. It is saved when this returns.
    pub fn commit(&mut self, draft: Draft, stamp: &Stamp) -> Result<Committed, CommitError> {
        self.commit_then(draft, stamp, &mut |_| {})
    }

    /// Makes a change, and calls `saved` as soon as it is in the journal and synced: before its files are replaced.
    pub fn commit_then(
        &mut self,
        draft: Draft,
        stamp: &Stamp,
        saved: &mut dyn FnMut(&Change),
    ) -> Result<Committed, CommitError> {
        self.is_one()?;
        let _guard = self.hold()?;
        let scope: BTreeSet<Part> = draft.ops.iter().map(|op| op.target().part()).collect();
        self.look(stamp, Some(&scope))?;
        let change = self.journal_draft(draft, stamp, saved)?;
        self.settle();
        Ok(Committed { change, news: self.take_news() })
    }

    /// Takes back this installation's newest change; none where there is nothing to take back. Where others changed the
    /// same thing since, it says so, and the next undo takes back the newest change before it that can be.
    pub fn undo(&mut self, stamp: &Stamp) -> Result<Option<Reversal>, CommitError> {
        let blocked = self.blocked.take();
        let newest = self.history().undo().map(|(change, _)| change.id.clone());
        let offered = blocked.filter(|(newest_then, _)| Some(newest_then) == newest.as_ref());
        let which = offered.map(|(_, offered)| offered);
        let outcome = self.reverse(stamp, |history| match &which {
            Some(id) => history.undo_of(id).map(owned),
            None => history.undo().map(owned),
        });
        match outcome {
            Err(CommitError::Conflict(error)) => Err(self.blocked_by(error)),
            outcome => outcome,
        }
    }

    /// Why the newest change cannot be undone, and which can.
    fn blocked_by(&mut self, error: ChangeError) -> CommitError {
        let workspace = self.workspace.clone();
        let history = self.history();
        let Some(of) = history.undo().map(|(change, _)| change.clone()) else {
            return CommitError::Conflict(error);
        };
        let mut found = None;
        let mut before = of.id.clone();
        while let Some((change, draft)) = history.undo_before(Some(&before)) {
            if workspace.clone().apply(&draft.ops).is_ok() {
                found = Some(change.clone());
                break;
            }
            before.clone_from(&change.id);
        }
        self.blocked = found.as_ref().map(|instead| (of.id.clone(), instead.id.clone()));
        CommitError::Blocked { of: Box::new(of), error, instead: found.map(Box::new) }
    }

    /// Makes again what was undone last; none where there is nothing.
    pub fn redo(&mut self, stamp: &Stamp) -> Result<Option<Reversal>, CommitError> {
        self.reverse(stamp, |history| history.redo().map(|(change, draft)| (change.clone(), draft)))
    }

    fn reverse(
        &mut self,
        stamp: &Stamp,
        which: impl FnOnce(&History) -> Option<(Change, Draft)>,
    ) -> Result<Option<Reversal>, CommitError> {
        self.is_one()?;
        let _guard = self.hold()?;
        self.look(stamp, None)?;
        let Some((of, draft)) = which(self.history()) else {
            self.settle();
            return Ok(None);
        };
        let change = self.journal_draft(draft, stamp, &mut |_| {})?;
        self.settle();
        Ok(Some(Reversal { of, change, news: self.take_news() }))
    }

    /// Looks at the disk: takes up what others did, records what was edited outside, writes files that are behind.
    pub fn sync(&mut self, stamp: &Stamp) -> Result<News, CommitError> {
        if self.workspace.is_combined() {
            return Ok(self.read_combined());
        }
        let _guard = self.hold()?;
        self.look(stamp, None)?;
        self.settle();
        Ok(self.take_news())
    }

    /// Several plans as one take no change.
    fn is_one(&self) -> Result<(), CommitError> {
        if self.workspace.is_combined() { Err(ChangeError::Combined.into()) } else { Ok(()) }
    }

    pub(super) fn hold(&self) -> Result<Box<dyn super::fs::Guard>, CommitError> {
        let path = self.layout.lock();
        lock::hold(self.disk.as_ref(), &path).map_err(at(path))?.ok_or(CommitError::Locked)
    }

    /// Under the lock: what is on the disk beyond what this store has seen. `scope`: the files to compare; all without.
    pub(super) fn look(&mut self, stamp: &Stamp, scope: Option<&BTreeSet<Part>>) -> Result<(), CommitError> {
        // Where it cannot be read, more is looked at than need be; the counter stands in the journals too.
        let _ = self.applied.reread(self.disk.as_ref(), &self.layout.applied());
        self.counter = self.counter.max(self.applied.counter);
        self.read_journals()?;
        self.forget_behind();
        self.take_foreign(stamp, scope)
    }

    /// Takes up records that others appended.
    fn read_journals(&mut self) -> Result<(), CommitError> {
        let mut lists = Vec::new();
        for name in self.journal_names()? {
            let path = self.layout.journals().join(&name);
            let from = self.journals.get(&name).copied().unwrap_or_default().end;
            let len = match self.disk.stamp(&path) {
                Ok(stamp) => stamp.len,
                Err(error) if error.kind() == io::ErrorKind::NotFound || NotAFile::of(&error).is_some() => 0,
                Err(error) => return Err(at(path)(error)),
            };
            if len <= from {
                continue;
            }
            let bytes = match self.disk.read_from(&path, from) {
                Ok(bytes) => bytes,
                // A folder or a device in one machine's place must not keep all others from their work.
                Err(error) if NotAFile::of(&error).is_some() => continue,
                Err(error) => return Err(at(path)(error)),
            };
            let pieces = journal::read(&bytes);
            self.journals.insert(name, Seen { end: from + pieces.end });
            lists.push(pieces.changes);
        }
        let changes = in_order(lists);
        if changes.is_empty() {
            return Ok(());
        }
        let newest = changes.iter().filter(|change| self.is_own(change)).map(|change| change.counter).max();
        self.counter = self.counter.max(newest.unwrap_or(0));
        if let Some(history) = &mut self.history {
            let own = format!("{}-", self.applied.installation());
            for change in changes.iter().filter(|change| change.id.starts_with(&own)) {
                history.push(change);
            }
        }
        let redone = redo::redo(&mut self.workspace, &changes);
        self.report(redone.disagreements);
        self.behind.extend(redone.parts.iter().copied());
        self.news.parts.extend(redone.parts);
        self.news.changes.extend(changes);
        Ok(())
    }

    /// What another process wrote to the journal it also wrote to the files, if it noted so.
    fn forget_behind(&mut self) {
        let noted = self.journals.iter().all(|(name, seen)| {
            seen.end == 0
                || self.applied.journal(&journal_key(&self.layout, name)).is_some_and(|end| end >= seen.end)
        });
        if noted {
            self.behind.clear();
        }
    }

    /// Checks a draft against what stands, appends it, syncs. This is the commit.
    fn journal_draft(
        &mut self,
        draft: Draft,
        stamp: &Stamp,
        saved: &mut dyn FnMut(&Change),
    ) -> Result<Change, CommitError> {
        // A try before this one may have reached the disk although the disk said no.
        if let Some(change) = self
            .news
            .changes
            .iter()
            .find(|change| self.is_own(change) && change.ops == draft.ops && change.at == stamp.at)
        {
            saved(change);
            return Ok(change.clone());
        }
        self.workspace.apply(&draft.ops)?;
        let change = Change {
            id: format!("{}-{}", self.applied.installation(), self.counter + 1),
            counter: self.counter + 1,
            at: stamp.at,
            by: stamp.by.clone(),
            label: draft.label,
            undoes: draft.undoes,
            redoes: draft.redoes,
            ops: draft.ops,
        };
        if let Err(error) = self.append(&change) {
            let _ = self.workspace.apply(&inverse(&change.ops));
            return Err(error);
        }
        saved(&change);
        self.behind.extend(change.ops.iter().map(|op| op.target().part()));
        Ok(change)
    }

    /// Appends a change that is in the workspace already, and syncs.
    fn append(&mut self, change: &Change) -> Result<(), CommitError> {
        let record = journal::encode(change).map_err(|error| CommitError::Encoding(error.to_string()))?;
        let name = Layout::journal_name(change.at.date(), self.applied.installation());
        let folder = self.layout.journals();
        let path = folder.join(&name);
        let disk = self.disk.as_ref();
        let mut end = self.journals.get(&name).copied().unwrap_or_default().end;
        let len = match disk.stamp(&path) {
            Ok(stamp) => Some(stamp.len),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(at(path)(error)),
        };
        let goes_on = |end: u64| {
            let last = disk.read_from(&path, end - 1).ok().and_then(|bytes| bytes.first().copied());
            last == Some(b'\n')
        };
        if len.is_none_or(|len| len < end) || (end > 0 && !goes_on(end)) {
            // Somebody put another file in its place, or none: it goes on where that one ends.
            let bytes = if len.is_some() { disk.read(&path).map_err(at(path.clone()))? } else { Vec::new() };
            end = journal::read(&bytes).end;
        }
        if len.is_some_and(|len| len > end) {
            self.cut_tail(&name, end)?;
        }
        let disk = self.disk.as_ref();
        let fresh = len.is_none() || end == 0;
        let text = if fresh { format!("{}{record}", journal::HEAD) } else { record };
        let written = || -> io::Result<()> {
            if fresh {
                disk.create_folder(&folder)?;
            }
            disk.append(&path, text.as_bytes())?;
            disk.sync(&path)?;
            if fresh { disk.sync_folder(&folder) } else { Ok(()) }
        };
        if let Err(error) = written() {
            // What may be there of the record is no change: take it away again if the disk lets us. If not, the next
            // append cuts it, and a whole record is recognised by the next try.
            let _ = disk.truncate(&path, end);
            return Err(at(path)(error));
        }
        self.journals.insert(name, Seen { end: end + text.len() as u64 });
        self.counter = change.counter;
        if let Some(history) = &mut self.history {
            history.push(change);
        }
        Ok(())
    }

    /// The names of the plan's journals.
    pub(super) fn journal_names(&self) -> Result<Vec<String>, CommitError> {
        journal_names(self.disk.as_ref(), &self.layout).map_err(at(self.layout.journals()))
    }

    /// Cuts a torn tail back to the last good mark; the bytes are kept.
    pub(super) fn cut_tail(&mut self, name: &str, end: u64) -> Result<(), CommitError> {
        let path = self.layout.journals().join(name);
        let disk = self.disk.as_ref();
        let tail = disk.read_from(&path, end).map_err(at(path.clone()))?;
        if !journal::read(&tail).changes.is_empty() {
            // Not torn at all: whole records that were not seen yet. They are looked at first.
            return Err(at(path)(io::ErrorKind::ResourceBusy.into()));
        }
        let folder = self.layout.broken();
        disk.create_folder(&folder).map_err(at(folder.clone()))?;
        let kept = folder.join(format!("{name}.{end}"));
        super::fs::replace(disk, &kept, &tail).map_err(at(kept))?;
        disk.truncate(&path, end).map_err(at(path))
    }

    /// This installation's changes, as far as they can be undone and redone. Read when first asked for.
    fn history(&mut self) -> &History {
        if self.history.is_none() {
            let own: Vec<Vec<Change>> = journal_names(self.disk.as_ref(), &self.layout)
                .unwrap_or_default()
                .into_iter()
                .filter(|name| installation_of(name) == Some(self.applied.installation()))
                .filter_map(|name| self.disk.read(&self.layout.journals().join(name)).ok())
                .map(|bytes| journal::read(&bytes).changes)
                .collect();
            let mut history = History::default();
            for change in in_order(own) {
                history.push(&change);
            }
            self.history = Some(history);
        }
        self.history.get_or_insert_default()
    }

    /// Every change in the journals, in order, with what is wrong in them.
    pub fn changes(&self) -> (Vec<Change>, Vec<Fault>) {
        changes(self.disk.as_ref(), &self.layout)
    }

    /// Whether a change is of this installation.
    pub(super) fn is_own(&self, change: &Change) -> bool {
        change.id.strip_prefix(self.applied.installation()).is_some_and(|rest| rest.starts_with('-'))
    }

    /// Notes changes of a journal that do not fit.
    pub(super) fn report(&mut self, disagreements: Vec<(String, ChangeError)>) {
        let folder = self.layout.journals();
        self.faults.extend(disagreements.into_iter().map(|(change, error)| Fault {
            path: folder.clone(),
            line: None,
            kind: FaultKind::Disagreement { change, error: Box::new(error) },
            part: None,
        }));
    }
}
