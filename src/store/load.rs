//! Opening the data of a plan: files, then what the journals hold beyond them, then what was edited outside meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::applied::Applied;
use super::fault::{Fault, FaultKind};
use super::fs::Disk;
use super::journal::{self, Seen, fingerprint};
use super::layout::Layout;
use super::transaction::Known;
use super::{Store, redo, seed, yaml};
use crate::domain::change::{Change, Op, Part};
use crate::domain::entry::random_word;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;
use crate::domain::workspace::{
    Workspace, diff_activities, diff_chases, diff_entries, diff_plan, diff_roster,
};

/// Why a plan cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder has no plan.
    #[error("no plan in {0}")]
    NoPlan(PathBuf),
    /// The data folder has no plan of this id.
    #[error("no plan {id:?}")]
    UnknownPlan {
        /// As asked for.
        id: String,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// The plan's or the roster's own file cannot be read: without them there is nothing to show.
    #[error("{}: {:?}", .0.path.display(), .0.kind)]
    Fault(Fault),
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Opens the plan `plan`, else the one used last, else the first, of the data folder `root`. Nothing is written.
pub fn open(
    disk: Arc<dyn Disk>,
    root: &Path,
    plan: Option<&str>,
    mut chance: Box<dyn FnMut() -> u64 + Send>,
) -> Result<Store, OpenError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| OpenError::Disk { path, error }
    };
    let known = seed::plans(disk.as_ref(), root).map_err(at(root))?;
    let id = match plan {
        Some(id) if known.iter().any(|one| one == id) => id.to_owned(),
        Some(id) => return Err(OpenError::UnknownPlan { id: id.to_owned(), known }),
        None => super::shelf::usual(disk.as_ref(), root, &known)
            .ok_or_else(|| OpenError::NoPlan(root.to_owned()))?,
    };
    let layout = Layout::new(root, id);
    let applied_path = layout.applied();
    let applied = Applied::read(disk.as_ref(), &applied_path, || random_word(chance(), 4))
        .map_err(at(&applied_path))?;
    let mut files =
        Files { disk: disk.as_ref(), layout: &layout, faults: Vec::new(), known: BTreeMap::new() };
    let plan: Plan = files.essential(Part::Plan)?;
    let roster: Roster = files.essential(Part::Roster)?;
    let mut workspace = Workspace::new(plan, roster);
    files.rest(&mut workspace, &applied);
    let Files { mut faults, mut known, .. } = files;

    let (journals, unseen) = unseen(disk.as_ref(), &layout, &applied, &workspace, &mut faults);
    let mut store = Store {
        disk,
        layout,
        workspace,
        faults,
        counter: applied.counter,
        applied,
        journals,
        behind: BTreeSet::new(),
        known: BTreeMap::new(),
        shadows: BTreeMap::new(),
        foreign: Vec::new(),
        history: None,
        news: super::News::default(),
        chance,
    };
    store.counter = unseen
        .iter()
        .filter(|change| store.is_own(change))
        .map(|change| change.counter)
        .fold(store.counter, u64::max);
    if !unseen.is_empty() {
        let redone = redo::redo(&mut store.workspace, &unseen);
        store.behind.extend(redone.parts);
        store.report(redone.disagreements);
    }
    std::mem::swap(&mut store.known, &mut known);
    store.find_foreign();
    Ok(store)
}

/// Reading the files of a plan.
struct Files<'a> {
    disk: &'a dyn Disk,
    layout: &'a Layout,
    faults: Vec<Fault>,
    known: BTreeMap<Part, Known>,
}

impl Files<'_> {
    /// The text of a part's file; none where there is no such file.
    fn text(&mut self, part: Part) -> Result<Option<yaml::Text>, Fault> {
        let path = self.layout.part(part);
        let stamp = self.disk.stamp(&path).ok();
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let kind = FaultKind::Unreadable(error.to_string());
                return Err(Fault { path, line: None, kind, part: Some(part) });
            }
        };
        self.known.insert(part, Known { stamp, hash: fingerprint(&bytes) });
        let text = yaml::text(&path, &bytes, Some(part))?;
        if text.schema > yaml::SCHEMA {
            let kind = FaultKind::NewerSchema(text.schema);
            self.faults.push(Fault { path, line: None, kind, part: Some(part) });
        }
        Ok(Some(text))
    }

    fn essential<T: serde::de::DeserializeOwned>(&mut self, part: Part) -> Result<T, OpenError> {
        let path = self.layout.part(part);
        let missing = Fault { path: path.clone(), line: None, kind: FaultKind::Missing, part: Some(part) };
        let text = self.text(part).map_err(OpenError::Fault)?.ok_or(OpenError::Fault(missing))?;
        yaml::body(&path, &text, Some(part)).map_err(OpenError::Fault)
    }

    /// Entries, activities and chases: what cannot be read is marked, and the rest opens.
    fn rest(&mut self, workspace: &mut Workspace, applied: &Applied) {
        let mut tasks: BTreeSet<u32> = self
            .disk
            .list(&self.layout.entries())
            .unwrap_or_default()
            .into_iter()
            .filter_map(|item| item.name.strip_suffix(".yaml")?.parse().ok())
            .collect();
        // A file that this program wrote and that is gone is a fault, never a deletion.
        tasks.extend(
            workspace
                .plan
                .tasks()
                .map(|task| task.id)
                .filter(|task| applied.file(&file_name(self.layout, Part::Entries(*task))).is_some()),
        );
        for task in tasks {
            self.part(workspace, Part::Entries(task), applied);
        }
        self.part(workspace, Part::Activities, applied);
        self.part(workspace, Part::Chases, applied);
        for fault in &self.faults {
            if let (FaultKind::NewerSchema(_), Some(part)) = (&fault.kind, fault.part) {
                workspace.lock(part);
            }
        }
    }

    fn part(&mut self, workspace: &mut Workspace, part: Part, applied: &Applied) {
        let outcome = match self.text(part) {
            Ok(Some(text)) => put(workspace, part, &self.layout.part(part), &text),
            Ok(None) if applied.file(&file_name(self.layout, part)).is_some() => Err(Fault {
                path: self.layout.part(part),
                line: None,
                kind: FaultKind::Missing,
                part: Some(part),
            }),
            Ok(None) => Ok(()),
            Err(fault) => Err(fault),
        };
        if let Err(fault) = outcome {
            workspace.mark_unreadable(part, true);
            self.faults.push(fault);
        }
    }
}

/// Reads a part's text into a workspace.
pub(super) fn put(
    workspace: &mut Workspace,
    part: Part,
    path: &Path,
    text: &yaml::Text,
) -> Result<(), Fault> {
    match part {
        Part::Plan => workspace.plan = Arc::new(yaml::body(path, text, Some(part))?),
        Part::Roster => workspace.roster = Arc::new(yaml::body(path, text, Some(part))?),
        Part::Entries(task) => workspace.put_entries(task, yaml::entries(path, text, part)?),
        Part::Activities => workspace.activities = yaml::activities(path, text)?,
        Part::Chases => workspace.chases = yaml::chases(path, text)?,
    }
    Ok(())
}

/// The ops that turn a part of one workspace into that of another.
pub(super) fn diff(part: Part, old: &Workspace, new: &Workspace) -> Vec<Op> {
    match part {
        Part::Plan => diff_plan(&old.plan, &new.plan),
        Part::Roster => diff_roster(&old.roster, &new.roster),
        Part::Entries(task) => diff_entries(task, old.entries_of(task), new.entries_of(task)),
        Part::Activities => diff_activities(&old.activities, &new.activities),
        Part::Chases => diff_chases(&old.chases, &new.chases),
    }
}

/// A file's name in `applied.yaml`.
pub(super) fn file_name(layout: &Layout, part: Part) -> String {
    format!("{}/{}", layout.plan_id(), Layout::part_name(part))
}

/// A journal's name in `applied.yaml`.
pub(super) fn journal_key(layout: &Layout, name: &str) -> String {
    format!("{}/journal/{name}", layout.plan_id())
}

/// The names of a plan's journals.
pub(super) fn journal_names(disk: &dyn Disk, layout: &Layout) -> Vec<String> {
    let items = disk.list(&layout.journals()).unwrap_or_default();
    let is_journal = |name: &str| !name.starts_with('.') && installation_of(name).is_some();
    items.into_iter().filter(|item| !item.is_folder && is_journal(&item.name)).map(|item| item.name).collect()
}

/// The installation that a journal is of: `ab3k` of `2024-07-ab3k.yaml`.
pub(super) fn installation_of(journal: &str) -> Option<&str> {
    let stem = journal.strip_suffix(".yaml")?;
    let (month, id) = stem.split_at_checked(8)?;
    let shape = month.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (shape && !id.is_empty()).then_some(id)
}

/// How far each journal is read, and the changes in it that the files may not hold yet.
pub(super) fn unseen(
    disk: &dyn Disk,
    layout: &Layout,
    applied: &Applied,
    workspace: &Workspace,
    faults: &mut Vec<Fault>,
) -> (BTreeMap<String, Seen>, Vec<Change>) {
    let mut seen = BTreeMap::new();
    let mut lists: Vec<Vec<Change>> = Vec::new();
    for name in journal_names(disk, layout) {
        let path = layout.journals().join(&name);
        let from = applied.journal(&journal_key(layout, &name)).unwrap_or(0);
        let len = disk.stamp(&path).map_or(0, |stamp| stamp.len);
        // Shorter than it was: somebody put another file in its place; it is read anew.
        let from = if len < from { 0 } else { from };
        let bytes = if len > from { disk.read_from(&path, from).unwrap_or_default() } else { Vec::new() };
        let pieces = journal::read(&bytes);
        faults.extend(pieces.faults.into_iter().map(|(line, kind)| Fault {
            path: path.clone(),
            line: (from == 0).then_some(line),
            kind,
            part: None,
        }));
        seen.insert(name, Seen { end: from + pieces.end });
        lists.push(pieces.changes);
    }
    let changes = in_order(lists);
    if applied.is_present() {
        return (seen, changes);
    }
    // A fresh clone: files as they stand, records as seen, but for those after the last that the files reflect.
    let reflected = changes.iter().rposition(|change| redo::is_reflected(workspace, change));
    let first = reflected.map_or(0, |place| place + 1);
    (seen, changes.into_iter().skip(first).collect())
}

/// Several journals as one list: each keeps its own order, and between them the earlier moment goes first.
pub(super) fn in_order(lists: Vec<Vec<Change>>) -> Vec<Change> {
    let mut by_installation: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for change in lists.into_iter().flatten() {
        let installation = change.id.split_once('-').map_or("", |(id, _)| id).to_owned();
        by_installation.entry(installation).or_default().push(change);
    }
    let mut queues: Vec<std::iter::Peekable<std::vec::IntoIter<Change>>> = by_installation
        .into_values()
        .map(|mut changes| {
            changes.sort_by_key(|change| change.counter);
            changes.into_iter().peekable()
        })
        .collect();
    let mut merged = Vec::new();
    loop {
        let heads =
            queues.iter_mut().enumerate().filter_map(|(place, queue)| Some((queue.peek()?.at, place)));
        let Some((_, place)) = heads.min() else { break };
        merged.extend(queues[place].next());
    }
    merged
}
