//! After the commit: the files, and the note of what is applied. A failure here loses nothing: the journal has it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{Known, Store};
use crate::domain::arrange::Gather as _;
use crate::domain::change::Part;
use crate::store::fault::FaultKind;
use crate::store::fs::replace;
use crate::store::journal::fingerprint;
use crate::store::layout::Layout;
use crate::store::load::{file_name, journal_key};
use crate::store::yaml;

impl Store {
    /// Writes the files that are behind, and notes what is applied. What fails stays behind for the next time.
    pub(in crate::store) fn settle(&mut self) {
        let mut hashes: BTreeMap<String, u64> = BTreeMap::new();
        let mut left: BTreeSet<Part> = BTreeSet::new();
        // A file with git's marks is written anew as it was read.
        let joined = self.faults.iter().filter(|fault| fault.kind == FaultKind::JoinedMarks);
        let joined: BTreeSet<Part> = joined.filter_map(|fault| fault.part).into_set();
        self.behind.extend(&joined);
        for part in std::mem::take(&mut self.behind) {
            if self.workspace.is_unreadable(part) || self.workspace.is_locked(part) {
                continue;
            }
            match self.write_part(part) {
                Ok(hash) => {
                    if joined.contains(&part) {
                        let marked = (FaultKind::JoinedMarks, Some(part));
                        self.faults.retain(|fault| (&fault.kind, fault.part) != (&marked.0, marked.1));
                        self.news.parts.insert(part);
                    }
                    hashes.insert(file_name(&self.layout, part), hash);
                }
                Err(_) => {
                    left.insert(part);
                }
            }
        }
        self.behind = left;
        // Files that were taken as they stand are noted with the first write, so that a later look can tell.
        let taken = std::mem::take(&mut self.taken);
        for part in &taken {
            let name = file_name(&self.layout, *part);
            let Some(known) = self.known.get(part).filter(|_| !self.workspace.is_unreadable(*part)) else {
                continue;
            };
            if !hashes.contains_key(&name) && self.applied.file(&name) != Some(known.hash) {
                hashes.insert(name, known.hash);
            }
        }
        let journals: BTreeMap<String, u64> = if self.behind.is_empty() {
            self.journals
                .iter()
                .map(|(name, seen)| (journal_key(&self.layout, name), seen.end))
                .filter(|(name, end)| self.applied.journal(name) != Some(*end))
                .into_map()
        } else {
            BTreeMap::new()
        };
        let fresh = !self.applied.is_present();
        if fresh || !journals.is_empty() || !hashes.is_empty() {
            self.applied.counter = self.counter;
            let path = self.layout.applied();
            // Not noted means looked at twice, no more.
            if self.applied.note(self.disk.as_ref(), &path, journals, &hashes).is_err() {
                self.taken = taken;
            }
        }
        self.keep_shadows();
    }

    /// Replaces one file by what the workspace has.
    fn write_part(&mut self, part: Part) -> io::Result<u64> {
        let text = self.part_text(part).map_err(io::Error::other)?;
        let path = self.layout.part(part);
        if let (Part::Entries(_), Some(folder)) = (part, path.parent()) {
            self.disk.create_folder(folder)?;
        }
        self.keep_aged(part)?;
        replace(self.disk.as_ref(), &path, text.as_bytes())?;
        let hash = fingerprint(text.as_bytes());
        self.know(part, Known { stamp: self.disk.stamp(&path).ok(), hash });
        Ok(hash)
    }

    /// Before a file of an older shape is replaced: its bytes stay in `backups/schema-N/`.
    fn keep_aged(&mut self, part: Part) -> io::Result<()> {
        let Some(shape) = self.aged.get(&part) else { return Ok(()) };
        let disk = self.disk.as_ref();
        let bytes = match disk.read(&self.layout.part(part)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        if !bytes.is_empty() {
            let first = self.layout.aged(*shape).join(Layout::part_name(part));
            let kept =
                |n: u32| if n == 1 { first.clone() } else { first.with_extension(format!("{n}.yaml")) };
            // Kept already, by a try that went no further or from another machine: once is enough.
            let mut there = (1..100).map(kept).map(|path| (disk.read(&path).ok(), path));
            let place = there.find(|(found, _)| found.as_ref().is_none_or(|found| *found == bytes));
            let (found, path) = place.ok_or(io::ErrorKind::AlreadyExists)?;
            if found.is_none() {
                if let Some(folder) = path.parent() {
                    disk.create_folder(folder)?;
                }
                replace(disk, &path, &bytes)?;
            }
        }
        self.aged.remove(&part);
        Ok(())
    }

    /// Notes what the workspace holds of a file.
    pub(super) fn know(&mut self, part: Part, known: Known) {
        self.known.insert(part, known);
        self.taken.insert(part);
    }

    fn part_text(&self, part: Part) -> Result<String, serde_yaml::Error> {
        let head = |what: &str| format!("{what}。可用编辑器修改；注释不会保留，末行“{}”不可删。", yaml::END);
        match part {
            Part::Plan => yaml::write(&head("方案"), self.workspace.plan.as_ref()),
            Part::Roster => yaml::write(&head("单位名录"), self.workspace.roster.as_ref()),
            Part::Entries(task) => {
                yaml::write_entries(&head(&format!("任务{task}的配档条目")), self.workspace.entries_of(task))
            }
            Part::Activities => yaml::write_activities(&head("活动与记录"), &self.workspace.activities),
            Part::Chases => yaml::write_chases(&head("提醒与催办"), &self.workspace.chases),
            Part::Duties => yaml::write(&head("刚性要求"), self.workspace.duties.as_ref()),
        }
    }

    /// Keeps the last state of plan, roster and duties that this program knows, to compare outside edits with.
    fn keep_shadows(&mut self) {
        for part in [Part::Plan, Part::Roster, Part::Duties] {
            let Some(known) = self.known.get(&part).filter(|_| !self.workspace.is_unreadable(part)) else {
                continue;
            };
            let shadow = self.layout.shadow(part);
            let kept = self.shadows.get(&part).copied();
            if kept == Some(known.hash) {
                continue;
            }
            let same = kept.is_none()
                && self.disk.read(&shadow).is_ok_and(|bytes| fingerprint(&bytes) == known.hash);
            let copied = || -> io::Result<()> {
                let bytes = self.disk.read(&self.layout.part(part))?;
                if let Some(folder) = shadow.parent() {
                    self.disk.create_folder(folder)?;
                }
                replace(self.disk.as_ref(), &shadow, &bytes)
            };
            if same || copied().is_ok() {
                self.shadows.insert(part, known.hash);
            }
        }
    }
}
