//! Mending what cannot be read: the broken file is kept in `broken/`, and its part is rebuilt from the journal.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::fault::FaultKind;
use super::transaction::{CommitError, at};
use super::{Stamp, Store, journal, seed};
use crate::domain::change::Part;
use crate::domain::workspace::Workspace;

/// What was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mended {
    /// A part was rebuilt from the journal.
    Part {
        /// Its file.
        path: PathBuf,
        /// Where the broken file is kept; none where there was no file.
        kept: Option<PathBuf>,
        /// How many records it has now.
        records: usize,
    },
    /// A journal's torn tail was cut off and kept.
    Tail {
        /// The journal.
        path: PathBuf,
    },
}

impl Store {
    /// The parts that [`Store::repair`] would rebuild.
    pub fn repairable(&self) -> BTreeSet<Part> {
        self.faults
            .iter()
            .filter(|fault| fault.kind.blocks_reading() || fault.kind == FaultKind::Missing)
            .filter_map(|fault| fault.part)
            .filter(|part| self.workspace.is_unreadable(*part))
            .collect()
    }

    /// Rebuilds every part that cannot be read from the journal, and cuts torn tails. Each broken file is kept first.
    pub fn repair(&mut self, stamp: &Stamp) -> Result<Vec<Mended>, CommitError> {
        let _guard = self.hold()?;
        self.look(stamp, None)?;
        let mut mended = Vec::new();
        for name in self.journal_names()? {
            let path = self.layout.journals().join(&name);
            // What cannot be read has no tail to cut; `check` names it.
            let Ok(bytes) = self.disk.read(&path) else { continue };
            let pieces = journal::read(&bytes);
            if pieces.torn {
                self.cut_tail(&name, pieces.end)?;
                mended.push(Mended::Tail { path });
            }
        }
        let mut journals = super::transaction::Past::default();
        for part in self.repairable() {
            let before = self.before(part, &mut journals);
            if before.is_none() && matches!(part, Part::Plan | Part::Roster) {
                continue;
            }
            let kept = self.put_aside(part, stamp)?;
            let records = self.rebuild(part, before);
            mended.push(Mended::Part { path: self.path(part), kept, records });
        }
        self.settle();
        Ok(mended)
    }

    /// Moves a part's file to `broken/`, under a name that says when.
    fn put_aside(&self, part: Part, stamp: &Stamp) -> Result<Option<PathBuf>, CommitError> {
        let path = self.path(part);
        if self.disk.stamp(&path).is_err() {
            return Ok(None);
        }
        let folder = self.layout.broken();
        self.disk.create_folder(&folder).map_err(at(folder.clone()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let first = format!("{}.{name}", stamp.at.format("%Y%m%d-%H%M%S"));
        let free = (0..).map(|n| if n == 0 { first.clone() } else { format!("{n}.{first}") });
        let kept = free.map(|name| folder.join(name)).find(|path| self.disk.stamp(path).is_err());
        let kept = kept.unwrap_or_else(|| folder.join(first));
        self.disk.rename(&path, &kept).map_err(at(path))?;
        Ok(Some(kept))
    }

    /// Takes a part as the journal has it; how many records that are.
    fn rebuild(&mut self, part: Part, before: Option<Workspace>) -> usize {
        self.workspace.mark_unreadable(part, false);
        self.faults.retain(|fault| fault.part != Some(part));
        self.known.remove(&part);
        let records = match (part, before) {
            (Part::Entries(task), before) => {
                let entries = before.map(|before| before.entries_of(task).to_vec()).unwrap_or_default();
                self.workspace.put_entries(task, entries);
                self.workspace.entries_of(task).len()
            }
            (Part::Activities, Some(before)) => {
                self.workspace.activities = before.activities;
                self.workspace.activities.len()
            }
            (Part::Chases, Some(before)) => {
                self.workspace.chases = before.chases;
                self.workspace.chases.len()
            }
            (Part::Duties, before) => {
                let duties = before.map(|before| before.duties);
                self.workspace.duties = duties.unwrap_or_else(|| seed::duties(&self.workspace.plan).into());
                self.workspace.duties.duties.len()
            }
            (Part::Plan, Some(before)) => {
                self.workspace.plan = before.plan;
                self.workspace.plan.tasks().count()
            }
            (Part::Roster, Some(before)) => {
                self.workspace.roster = before.roster;
                self.workspace.roster.units.len()
            }
            (_, None) => 0,
        };
        self.behind.insert(part);
        records
    }
}
