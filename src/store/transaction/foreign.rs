//! Edits made outside the program (an editor, `git pull`): found by comparing fingerprints, recorded as changes.

use std::collections::BTreeSet;
use std::io;

use super::{CommitError, Known, Store, at};
use crate::domain::change::{Change, Label, Op, Part};
use crate::domain::workspace::Workspace;
use crate::store::fault::{Fault, FaultKind};
use crate::store::journal::fingerprint;
use crate::store::load::{diff, file_name, put, unseen};
use crate::store::{Stamp, redo, yaml};

/// Who an outside edit is by.
const OUTSIDE: &str = "外部编辑";

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
        for part in edited {
            if let Some(before) = self.before(part) {
                let ops = diff(part, &before, &self.workspace);
                if !ops.is_empty() {
                    self.foreign.push(part);
                }
            }
        }
    }

    /// A part as the journal has it: entries, activities and chases by doing all their changes again, plan and roster
    /// from the copy kept of them.
    pub(in crate::store) fn before(&self, part: Part) -> Option<Workspace> {
        let mut before =
            Workspace::new(self.workspace.plan.as_ref().clone(), self.workspace.roster.as_ref().clone());
        match part {
            Part::Plan | Part::Roster => {
                let path = self.layout.shadow(part);
                let bytes = self.disk.read(&path).ok()?;
                let text = yaml::text(&path, &bytes, Some(part)).ok()?;
                put(&mut before, part, &path, &text).ok()?;
                let changes = self.unapplied_of(part);
                redo::redo(&mut before, &changes);
            }
            Part::Entries(_) | Part::Activities | Part::Chases => {
                let (changes, _) = self.changes();
                let of_part: Vec<Change> =
                    changes.into_iter().filter_map(|change| only(change, part)).collect();
                for change in of_part {
                    // From nothing every change applies as it was made, two equal notes too; only where journals of
                    // several machines disagree some may be done already.
                    if before.apply(&change.ops).is_err() {
                        redo::redo(&mut before, &[change]);
                    }
                }
            }
        }
        Some(before)
    }

    /// Changes of a part that are in the journals and not noted as applied.
    fn unapplied_of(&self, part: Part) -> Vec<Change> {
        if !self.behind.contains(&part) {
            return Vec::new();
        }
        let (changes, _) = self.changes();
        changes.into_iter().filter_map(|change| only(change, part)).collect()
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
        for part in self.to_compare(scope) {
            self.compare(part, stamp)?;
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
        let read = yaml::text(&path, &bytes, Some(part)).and_then(|text| put(&mut after, part, &path, &text));
        let (Ok(()), Some(before)) = (read, self.before(part)) else { return Ok(()) };
        let (_, unseen) = unseen(self.disk.as_ref(), &self.layout, &self.applied, &after, &mut Vec::new());
        let unseen: Vec<Change> = unseen.into_iter().filter_map(|change| only(change, part)).collect();
        redo::redo(&mut after, &unseen);
        let ops = diff(part, &before, &after);
        self.know(part, Known { stamp: self.disk.stamp(&path).ok(), hash });
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
        let files = self.disk.list(&self.layout.entries()).unwrap_or_default().into_iter();
        let tasks = files.filter_map(|item| item.name.strip_suffix(".yaml")?.parse().ok()).map(Part::Entries);
        let mut parts: BTreeSet<Part> = self.known.keys().copied().chain(tasks).collect();
        parts.extend([Part::Plan, Part::Roster, Part::Activities, Part::Chases]);
        parts
    }

    fn compare(&mut self, part: Part, stamp: &Stamp) -> Result<(), CommitError> {
        let path = self.layout.part(part);
        let now = match self.disk.stamp(&path) {
            Ok(now) => now,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // Gone although this program wrote it: the next write makes it again, from memory.
                if self.known.remove(&part).is_some() {
                    self.behind.insert(part);
                }
                return Ok(());
            }
            Err(error) => return Err(at(path)(error)),
        };
        let known = self.known.get(&part).copied();
        if known.is_some_and(|known| known.stamp == Some(now)) && !self.workspace.is_unreadable(part) {
            return Ok(());
        }
        let bytes = self.disk.read(&path).map_err(at(path.clone()))?;
        let hash = fingerprint(&bytes);
        let unreadable = self.workspace.is_unreadable(part);
        let ours = known.is_some_and(|known| known.hash == hash)
            || self.applied.file(&file_name(&self.layout, part)) == Some(hash);
        self.know(part, Known { stamp: Some(now), hash });
        if ours && !unreadable {
            return Ok(());
        }
        let mut after = self.workspace.clone();
        after.mark_unreadable(part, false);
        let read = yaml::text(&path, &bytes, Some(part)).and_then(|text| {
            if text.schema > yaml::SCHEMA {
                let kind = FaultKind::NewerSchema(text.schema);
                return Err(Fault { path: path.clone(), line: None, kind, part: Some(part) });
            }
            put(&mut after, part, &path, &text)
        });
        self.faults.retain(|fault| fault.part != Some(part));
        self.news.parts.insert(part);
        if let Err(fault) = read {
            self.faults.push(fault);
            if !matches!(part, Part::Plan | Part::Roster) {
                self.workspace.mark_unreadable(part, true);
            }
            return Ok(());
        }
        let before = if unreadable { self.before(part) } else { Some(self.workspace.clone()) };
        let ops = before.map(|before| diff(part, &before, &after)).unwrap_or_default();
        self.workspace = after;
        if !ops.is_empty() {
            let change = self.outside_edit(ops, stamp);
            self.append(&change)?;
            self.news.changes.push(change);
        }
        Ok(())
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

/// The change with only its ops on one part; none where it has none.
fn only(mut change: Change, part: Part) -> Option<Change> {
    change.ops.retain(|op| op.target().part() == part);
    (!change.ops.is_empty()).then_some(change)
}
