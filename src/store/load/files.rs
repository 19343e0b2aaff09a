//! Reading the files of a plan. Where there are many, several threads read and parse them: most of the time of a start goes
//! there.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{OpenError, file_name, put, tasks_of};
use crate::domain::change::Part;
use crate::domain::entry::{Entry, Shared};
use crate::domain::workspace::Workspace;
use crate::store::applied::Applied;
use crate::store::cache::{Cache, Gathered};
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::Disk;
use crate::store::journal::fingerprint;
use crate::store::layout::Layout;
use crate::store::seed;
use crate::store::transaction::Known;
use crate::store::{copy, stray, yaml};

/// A thread is worth its start for this many files.
const FILES_PER_THREAD: usize = 8;
/// More threads than this wait for the disk.
const MOST_THREADS: usize = 8;

/// What was found in reading.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) faults: Vec<Fault>,
    pub(super) known: BTreeMap<Part, Known>,
    /// Parts whose file has an older shape, and which.
    pub(super) aged: BTreeMap<Part, u32>,
    /// Plan or roster where it is broken and a copy stands for it.
    pub(super) lost: Vec<Part>,
    /// Parts of which nothing is to be said, and whether they were read from YAML.
    pub(super) clean: BTreeMap<Part, bool>,
    /// What can be kept for the next start.
    pub(super) gathered: Gathered,
}

impl Read {
    fn extend(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.known.extend(other.known);
        self.aged.extend(other.aged);
        self.lost.extend(other.lost);
        self.clean.extend(other.clean);
    }

    /// The fingerprint of a file of which nothing is to be said, and whether it was read from YAML.
    fn clean(&self, part: Part) -> Option<(u64, bool)> {
        Some((self.known.get(&part)?.hash, *self.clean.get(&part)?))
    }

    /// Plan and roster as they were read, where either had to be read from YAML.
    pub(super) fn gather_outline(&mut self, workspace: &Workspace) {
        let (Some(plan), Some(roster)) = (self.clean(Part::Plan), self.clean(Part::Roster)) else { return };
        if plan.1 || roster.1 {
            let Workspace { plan: of_plan, roster: of_roster, .. } = workspace;
            self.gathered.outline = Some(((Arc::clone(of_plan), plan.0), (Arc::clone(of_roster), roster.0)));
        }
    }

    fn gather_entries(&mut self, part: Part, entries: &[Arc<Entry>]) {
        if let Some((hash, parsed)) = self.clean(part) {
            self.gathered.missed += usize::from(parsed);
            self.gathered.entries.push((part, hash, entries.to_vec()));
        }
    }
}

/// Reads the files of a plan.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) layout: &'a Layout,
    pub(super) cache: &'a Cache,
}

/// The entries of one task's file, or why they cannot be read; nothing where the file may be missing and is.
type Entries = Result<Option<Vec<Arc<Entry>>>, Fault>;

impl Reader<'_> {
    /// The bytes of a part's file, with their fingerprint; none where there is no such file.
    fn bytes(&self, part: Part, read: &mut Read) -> Result<Option<(Vec<u8>, u64)>, Fault> {
        let path = self.layout.part(part);
        let stamp = self.disk.stamp(&path).ok();
        let unread = |kind| Fault { path: path.clone(), line: None, kind, part: Some(part) };
        if let Some(stamp) = stamp.filter(|stamp| stamp.len > yaml::LONGEST) {
            return Err(unread(FaultKind::TooLong(stamp.len)));
        }
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unread(FaultKind::unread(&error))),
        };
        let hash = fingerprint(&bytes);
        read.known.insert(part, Known { stamp, hash });
        Ok(Some((bytes, hash)))
    }

    /// The text of a part's file.
    fn text(&self, part: Part, bytes: &[u8], read: &mut Read) -> Result<yaml::Text, Fault> {
        let path = self.layout.part(part);
        let text = yaml::text(&path, bytes, Some(part))?;
        read.aged.extend(text.aged().map(|shape| (part, shape)));
        let said = read.faults.len();
        if text.joined {
            let kind = FaultKind::JoinedMarks;
            read.faults.push(Fault { path: path.clone(), line: None, kind, part: Some(part) });
        }
        if let Some(kind) = text.newer() {
            read.faults.push(Fault { path, line: None, kind, part: Some(part) });
        }
        if read.faults.len() == said && text.aged().is_none() {
            read.clean.insert(part, true);
        }
        Ok(text)
    }

    /// What a part's file says: as it was kept of the very same bytes, else from its text. None where there is no such file.
    fn said<T: serde::de::DeserializeOwned>(
        &self,
        part: Part,
        read: &mut Read,
        parse: impl FnOnce(&Path, &yaml::Text) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let Some((bytes, hash)) = self.bytes(part, read)? else { return Ok(None) };
        if let Some(kept) = self.cache.get(self.disk, part, hash) {
            read.clean.insert(part, false);
            return Ok(Some(kept));
        }
        let text = self.text(part, &bytes, read)?;
        parse(&self.layout.part(part), &text).map(Some)
    }

    /// A file without which there is nothing to show. Where it is broken the last good copy stands for it.
    pub(super) fn essential<T: serde::de::DeserializeOwned>(
        &self,
        part: Part,
        read: &mut Read,
    ) -> Result<T, OpenError> {
        let path = self.layout.part(part);
        let missing = Fault { path: path.clone(), line: None, kind: FaultKind::Missing, part: Some(part) };
        let found = self.said(part, read, |path, text| yaml::body(path, text, Some(part)));
        let fault = match found.and_then(|body| body.ok_or(missing)) {
            Ok(body) => return Ok(body),
            Err(fault) => fault,
        };
        read.clean.remove(&part);
        let copy = copy::last_good(self.disk, self.layout, part);
        let Some(body) = copy.and_then(|text| yaml::body(&path, &text, Some(part)).ok()) else {
            return Err(OpenError::Fault(fault));
        };
        read.faults.push(fault);
        read.lost.push(part);
        Ok(body)
    }

    /// Entries, activities, chases and duties: what cannot be read is marked, and the rest opens.
    pub(super) fn rest(self, mut read: Read, workspace: &mut Workspace, applied: &Applied) -> Read {
        let folder = self.layout.entries();
        let items = self.disk.list(&folder);
        let mut tasks = tasks_of(items.as_deref().unwrap_or_default());
        match items {
            Ok(_) => read.faults.extend(stray::strays(self.disk, self.layout)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // Which entries there are nobody can say: no task's rows are accused.
            Err(error) => {
                let kind = FaultKind::unread(&error);
                read.faults.push(Fault { path: folder, line: None, kind, part: None });
                let all: Vec<u32> = workspace.plan.tasks().map(|task| task.id).collect();
                for task in all {
                    workspace.mark_unreadable(Part::Entries(task), true);
                }
            }
        }
        // A file that this program wrote and that is gone is a fault, never a deletion.
        tasks.extend(
            workspace
                .plan
                .tasks()
                .map(|task| task.id)
                .filter(|task| applied.file(&file_name(self.layout, Part::Entries(*task))).is_some()),
        );
        let tasks: Vec<u32> = tasks.into_iter().collect();
        for (task, outcome, found) in self.entries(&tasks, applied) {
            read.extend(found);
            match outcome {
                Ok(entries) => {
                    let entries = entries.unwrap_or_default();
                    read.gather_entries(Part::Entries(task), &entries);
                    workspace.put_entries(task, entries);
                }
                Err(fault) => {
                    workspace.mark_unreadable(Part::Entries(task), true);
                    read.faults.push(fault);
                }
            }
        }
        // A folder of an older version has no duties yet: the built-in ones of the same notice stand in for the file until
        // the first change of them writes it.
        workspace.duties = Arc::new(seed::duties(&workspace.plan));
        for part in [Part::Activities, Part::Chases, Part::Duties] {
            let put = |path: &Path, text: &yaml::Text| put(workspace, part, path, text);
            if let Err(fault) = self.owed(part, applied, &mut read, put) {
                workspace.mark_unreadable(part, true);
                read.faults.push(fault);
            }
        }
        for fault in &read.faults {
            if let (FaultKind::NewerSchema(_), Some(part)) = (&fault.kind, fault.part) {
                workspace.lock(part);
            }
        }
        read
    }

    /// The entries of each task, in the tasks' order whichever thread read them.
    fn entries(self, tasks: &[u32], applied: &Applied) -> Vec<(u32, Entries, Read)> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = cores.min(MOST_THREADS).min(tasks.len() / FILES_PER_THREAD);
        if threads < 2 {
            let mut texts = HashSet::new();
            return tasks.iter().map(|task| self.entries_of(*task, applied, &mut texts)).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let (mut done, mut texts) = (Vec::new(), HashSet::new());
            while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.push(self.entries_of(*task, applied, &mut texts));
            }
            done
        };
        let mut all = std::thread::scope(|scope| {
            let workers: Vec<_> = (1..threads)
                .filter_map(|_| {
                    std::thread::Builder::new().name("reader".to_owned()).spawn_scoped(scope, work).ok()
                })
                .collect();
            let mut all = work();
            for worker in workers {
                match worker.join() {
                    Ok(done) => all.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        });
        all.sort_by_key(|(task, ..)| *task);
        all
    }

    fn entries_of(self, task: u32, applied: &Applied, texts: &mut HashSet<Shared>) -> (u32, Entries, Read) {
        let part = Part::Entries(task);
        let mut read = Read::default();
        let mut entries = self.owed(part, applied, &mut read, |path, text| yaml::entries(path, text, part));
        if let Ok(Some(entries)) = &mut entries {
            entries.iter_mut().filter_map(Arc::get_mut).for_each(|entry| entry.shrink(texts));
            entries.shrink_to_fit();
        }
        (task, entries, read)
    }

    /// The same of a file that must be there if this program wrote it.
    fn owed<T: serde::de::DeserializeOwned>(
        self,
        part: Part,
        applied: &Applied,
        read: &mut Read,
        parse: impl FnOnce(&Path, &yaml::Text) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let found = self.said(part, read, parse)?;
        if found.is_none() && applied.file(&file_name(self.layout, part)).is_some() {
            let path = self.layout.part(part);
            return Err(Fault { path, line: None, kind: FaultKind::Missing, part: Some(part) });
        }
        Ok(found)
    }
}
