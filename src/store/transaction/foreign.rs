//! Edits made outside the program (an editor, `git pull`): found by comparing fingerprints, recorded as changes.

use std::collections::BTreeSet;
use std::io;

use super::{CommitError, Known, Store, at};
use crate::domain::change::{Change, Label, Op, Part};
use crate::domain::workspace::Workspace;
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::NotAFile;
use crate::store::journal::fingerprint;
use crate::store::load::{diff, file_name, put, tasks_of, unseen};
use crate::store::stray::strays;
use crate::store::{Stamp, copy, redo, yaml};

/// Who an outside edit is by.
const OUTSIDE: &str = "外部编辑";

/// All that the journals hold, read once for many parts, and only where it is asked for.
#[derive(Debug, Default)]
pub(in crate::store) struct Past(Option<(Vec<Change>, Vec<Fault>)>);

impl Past {
    fn of(&mut self, store: &Store) -> (&[Change], &[Fault]) {
        let (changes, faults) = self.0.get_or_insert_with(|| store.changes());
        (changes, faults)
    }
}

impl Store {
    /// On opening: compares each file with what this program wrote last, and works out what was edited meanwhile. The
    /// workspace shows the edit at once; it is recorded by the first transaction.
    pub(in crate::store) fn find_foreign(&mut self) {
        let edited: Vec<Part> = self
            .known
            .iter()
            .filter(|(part, known)| {
                let noted = self.applied.file(&file_name(&self.layout, **part));
                noted.is_some_and(|noted| noted != known.hash) && !self.workspace.is_unreadable(**part)
            })
            .map(|(part, _)| *part)
            .collect();
        let mut past = Past::default();
        for part in edited {
            if let Some(before) = self.before(part, &mut past) {
                let ops = diff(part, &before, &self.workspace);
                if !ops.is_empty() {
                    self.foreign.push(part);
                }
            }
        }
    }

    /// A part as the journal has it: entries, activities and chases by doing all their changes again, plan and roster
    /// from the copy kept of them.
    pub(in crate::store) fn before(&self, part: Part, journals: &mut Past) -> Option<Workspace> {
        let mut before =
            Workspace::new(self.workspace.plan.as_ref().clone(), self.workspace.roster.as_ref().clone());
        match part {
            Part::Plan | Part::Roster | Part::Duties => {
                // A file that can be read is compared with this machine's own copy only; one that is broken is rebuilt
                // from whatever there is.
                let broken = self.workspace.is_unreadable(part);
                let copy = if broken { copy::last_good } else { copy::kept };
                let text = copy(self.disk.as_ref(), &self.layout, part)?;
                put(&mut before, part, &self.layout.shadow(part), &text).ok()?;
                // Of one that can be read only what is not noted as applied.
                let wanted = broken || self.behind.contains(&part);
                let changes = if wanted { parted(journals.of(self).0, part) } else { Vec::new() };
                redo::redo(&mut before, &changes);
            }
            Part::Entries(_) | Part::Activities | Part::Chases => {
                let (changes, faults) = journals.of(self);
                // A journal that the disk would not read just now is no reason to think that its changes were not made.
                if faults.iter().any(|fault| matches!(fault.kind, FaultKind::Unreadable(_))) {
                    return None;
                }
                redo::replay(&mut before, &parted(changes, part));
            }
        }
        Some(before)
    }

    /// All changes of a part that are in the journals, each with its ops on it alone.
    pub(in crate::store) fn changes_of(&self, part: Part) -> Vec<Change> {
        let (changes, _) = self.changes();
        parted(&changes, part)
    }

    /// Under the lock: records the edits found on opening, and those made since.
    pub(super) fn take_foreign(
        &mut self,
        stamp: &Stamp,
        scope: Option<&BTreeSet<Part>>,
    ) -> Result<(), CommitError> {
        for part in std::mem::take(&mut self.foreign) {
            self.record_found(part, stamp)?;
        }
        if scope.is_none() {
            self.look_for_strays();
        }
        for part in self.to_compare(scope) {
            self.compare(part, stamp, scope.is_some())?;
        }
        Ok(())
    }

    /// Looks again, under the lock, at a file that seemed edited on opening: there another process may have been in the
    /// middle of a transaction, and its own change must not be taken for an edit that undoes it.
    fn record_found(&mut self, part: Part, stamp: &Stamp) -> Result<(), CommitError> {
        let path = self.layout.part(part);
        // What cannot be read now is left to the comparison that follows.
        let Ok(bytes) = self.disk.read(&path) else { return Ok(()) };
        let hash = fingerprint(&bytes);
        if self.applied.file(&file_name(&self.layout, part)) == Some(hash) {
            return Ok(());
        }
        let mut after = self.workspace.clone();
        let mut aged = None;
        let read = yaml::text(&path, &bytes, Some(part)).and_then(|text| {
            aged = text.aged();
            put(&mut after, part, &path, &text)
        });
        let (Ok(()), Some(before)) = (read, self.before(part, &mut Past::default())) else { return Ok(()) };
        let (_, unseen) = unseen(self.disk.as_ref(), &self.layout, &self.applied, &after, &mut Vec::new());
        let unseen: Vec<Change> = unseen.into_iter().filter_map(|change| only(change, part)).collect();
        redo::redo(&mut after, &unseen);
        let ops = diff(part, &before, &after);
        self.know(part, Known { stamp: self.disk.stamp(&path).ok(), hash });
        self.ages(part, aged);
        self.workspace = after;
        self.news.parts.insert(part);
        if ops.is_empty() {
            return Ok(());
        }
        let change = self.outside_edit(ops, stamp);
        self.append(&change)?;
        self.news.changes.push(change);
        Ok(())
    }

    /// The parts whose files are looked at: those about to be written, or all there are.
    fn to_compare(&self, scope: Option<&BTreeSet<Part>>) -> BTreeSet<Part> {
        if let Some(scope) = scope {
            return scope.clone();
        }
        let files = self.disk.list(&self.layout.entries()).unwrap_or_default();
        let tasks = tasks_of(&files).into_iter().map(Part::Entries);
        let mut parts: BTreeSet<Part> = self.known.keys().copied().chain(tasks).collect();
        parts.extend(self.workspace.unreadable());
        parts.extend([Part::Plan, Part::Roster, Part::Activities, Part::Chases, Part::Duties]);
        parts
    }

    /// Compares one file with what is known of it. `needed`: it is about to be written, so that an error of the disk, which
    /// may pass, stops the transaction; else it only marks the part as unreadable.
    fn compare(&mut self, part: Part, stamp: &Stamp, needed: bool) -> Result<(), CommitError> {
        let path = self.layout.part(part);
        let unread = |kind| Fault { path: path.clone(), line: None, kind, part: Some(part) };
        let now = match self.disk.stamp(&path) {
            Ok(now) if now.len > yaml::LONGEST => {
                self.known.remove(&part);
                self.out_of_reach(unread(FaultKind::TooLong(now.len)), part);
                return Ok(());
            }
            Ok(now) => now,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.is_gone(part);
                return Ok(());
            }
            Err(error) if needed && NotAFile::of(&error).is_none() => return Err(at(path)(error)),
            Err(error) => {
                self.known.remove(&part);
                self.out_of_reach(unread(FaultKind::unread(&error)), part);
                return Ok(());
            }
        };
        let known = self.known.get(&part).copied();
        if known.is_some_and(|known| known.stamp == Some(now)) && !self.workspace.is_unreadable(part) {
            return Ok(());
        }
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if needed && NotAFile::of(&error).is_none() => return Err(at(path)(error)),
            Err(error) => {
                self.known.remove(&part);
                self.out_of_reach(unread(FaultKind::unread(&error)), part);
                return Ok(());
            }
        };
        let hash = fingerprint(&bytes);
        let unreadable = self.workspace.is_unreadable(part);
        if unreadable && known.is_some_and(|known| known.hash == hash) {
            return Ok(());
        }
        let ours = known.is_some_and(|known| known.hash == hash)
            || self.applied.file(&file_name(&self.layout, part)) == Some(hash);
        self.know(part, Known { stamp: Some(now), hash });
        if ours && !unreadable {
            return Ok(());
        }
        let mut after = self.workspace.clone();
        after.mark_unreadable(part, false);
        let mut aged = None;
        let read = yaml::text(&path, &bytes, Some(part)).and_then(|text| {
            aged = text.aged();
            if let Some(kind) = text.newer() {
                return Err(Fault { path: path.clone(), line: None, kind, part: Some(part) });
            }
            put(&mut after, part, &path, &text).map(|()| text.joined)
        });
        let joined = match read {
            Ok(joined) => joined,
            Err(fault) => {
                self.out_of_reach(fault, part);
                return Ok(());
            }
        };
        self.ages(part, aged);
        self.faults.retain(|fault| fault.part != Some(part));
        self.faults.extend(joined.then(|| unread(FaultKind::JoinedMarks)));
        self.news.parts.insert(part);
        let before =
            if unreadable { self.before(part, &mut Past::default()) } else { Some(self.workspace.clone()) };
        let ops = before.map(|before| diff(part, &before, &after)).unwrap_or_default();
        self.workspace = after;
        if !ops.is_empty() {
            let change = self.outside_edit(ops, stamp);
            self.append(&change)?;
            self.news.changes.push(change);
        }
        Ok(())
    }

    /// Notes which shape the part's file has, where it is an older one.
    fn ages(&mut self, part: Part, aged: Option<u32>) {
        match aged {
            Some(shape) => self.aged.insert(part, shape),
            None => self.aged.remove(&part),
        };
    }

    /// From now on the part's file cannot be read.
    fn out_of_reach(&mut self, fault: Fault, part: Part) {
        if self.workspace.is_unreadable(part) && self.faults.contains(&fault) {
            return;
        }
        self.faults.retain(|one| one.part != Some(part));
        self.faults.push(fault);
        self.workspace.mark_unreadable(part, true);
        self.news.parts.insert(part);
    }

    /// The part's file is not there.
    fn is_gone(&mut self, part: Part) {
        let ours = self.applied.file(&file_name(&self.layout, part)).is_some()
            || matches!(part, Part::Plan | Part::Roster);
        if !self.workspace.is_unreadable(part) {
            // Gone although this program wrote it: the next write makes it again, from memory.
            if self.known.remove(&part).is_some() {
                self.behind.insert(part);
            }
        } else if ours {
            self.known.remove(&part);
            let path = self.layout.part(part);
            self.out_of_reach(Fault { path, line: None, kind: FaultKind::Missing, part: Some(part) }, part);
        } else if self.disk.list(&self.layout.entries()).is_ok() {
            self.faults.retain(|one| one.part != Some(part) && one.path != self.layout.entries());
            self.workspace.mark_unreadable(part, false);
            self.news.parts.insert(part);
        }
    }

    /// Names that are none of ours, as they lie there now.
    fn look_for_strays(&mut self) {
        let strays = strays(self.disk.as_ref(), &self.layout);
        self.faults.retain(|one| one.kind != FaultKind::Stray);
        self.faults.extend(strays);
    }

    fn outside_edit(&self, ops: Vec<Op>, stamp: &Stamp) -> Change {
        Change {
            id: format!("{}-{}", self.applied.installation(), self.counter + 1),
            counter: self.counter + 1,
            at: stamp.at,
            by: OUTSIDE.to_owned(),
            label: Label::OutsideEdit,
            undoes: None,
            redoes: None,
            ops,
        }
    }
}

/// The changes of one part, each with its ops on it alone.
fn parted(changes: &[Change], part: Part) -> Vec<Change> {
    let concerns = |change: &&Change| change.ops.iter().any(|op| op.target().part() == part);
    changes.iter().filter(concerns).filter_map(|change| only(change.clone(), part)).collect()
}

/// The change with only its ops on one part; none where it has none.
fn only(mut change: Change, part: Part) -> Option<Change> {
    change.ops.retain(|op| op.target().part() == part);
    (!change.ops.is_empty()).then_some(change)
}
