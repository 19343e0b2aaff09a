//! Opening the data of a plan: files, then what the journals hold beyond them, then what was edited outside meanwhile.

mod combined;
mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::applied::{self, Applied};
use super::cache::{Cache, Keep};
use super::fault::{Fault, FaultKind};
use super::fs::{Disk, Item};
use super::journal::{self, Seen};
use super::layout::Layout;
use super::{Store, redo, seed, stray, yaml};
use crate::domain::arrange::Arrange as _;
use crate::domain::change::{Change, Op, Part};
use crate::domain::entry::random_word;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;
use crate::domain::workspace::{
    Workspace, diff_activities, diff_chases, diff_duties, diff_entries, diff_plan, diff_roster,
};
use files::{Read, Reader};

/// In place of a plan's id: all open plans of a year as one.
pub const ALL: &str = "all";
/// The same in Chinese.
const ALL_ZH: &str = "全部";

/// In place of a plan's id: all open plans of this year as one.
pub fn all_of_year(year: i32) -> String {
    format!("{ALL}-{year}")
}

/// All open plans of a year as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum All {
    /// Of the newest year that has an open one.
    Newest,
    /// Of this year.
    Of(i32),
}

impl All {
    /// What an id in place of a plan's stands for.
    fn of(id: &str) -> Option<Self> {
        let rest = id.strip_prefix(ALL).or_else(|| id.strip_prefix(ALL_ZH))?;
        if rest.is_empty() {
            return Some(Self::Newest);
        }
        let year = rest.strip_prefix(['-', '－'])?.trim_end_matches('年').parse().ok()?;
        (1949..=2199).contains(&year).then_some(Self::Of(year))
    }

    /// The id.
    fn id(self) -> String {
        match self {
            Self::Newest => ALL.to_owned(),
            Self::Of(year) => all_of_year(year),
        }
    }
}

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
    /// The plan's or the roster's own file cannot be read and there is no copy of it: nothing can be shown.
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

/// What is read of a plan first: the notice and the units. It is enough to show the plan's tree; [`Outline::load`] reads
/// the rest.
pub struct Outline {
    disk: Arc<dyn Disk>,
    layout: Layout,
    /// As it was before any other file was read, so that a file written meanwhile is seen to be another.
    applied: applied::Raw,
    files: Read,
    workspace: Workspace,
    /// Of several plans as one: each of them.
    parts: Vec<Outline>,
}

impl Outline {
    /// The plan and the roster, with nothing reported.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Where the data lies.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads the rest: entries, activities and chases, what the journals hold beyond them, what was edited outside
    /// meanwhile. Nothing is written.
    pub fn load(self, mut chance: Box<dyn FnMut() -> u64 + Send>) -> Store {
        if !self.parts.is_empty() {
            return self.load_combined(chance);
        }
        let Self { disk, layout, applied, files, mut workspace, .. } = self;
        let applied = Applied::of(applied, || random_word(chance(), 4));
        let cache = Cache::read(disk.as_ref(), &layout.cached_entries());
        let reader = Reader { disk: disk.as_ref(), layout: &layout, cache: &cache };
        let Read { mut faults, mut known, aged, lost, gathered, .. } =
            reader.rest(files, &mut workspace, &applied);
        drop(cache);
        let read = gathered.is_worth().then(|| Keep { layout: layout.clone(), read: gathered });
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
            taken: known.keys().copied().collect(),
            known: BTreeMap::new(),
            aged,
            shadows: BTreeMap::new(),
            foreign: Vec::new(),
            history: None,
            blocked: None,
            news: super::News::default(),
            chance,
            read,
            together: Vec::new(),
        };
        store.counter = unseen
            .iter()
            .filter(|change| store.is_own(change))
            .map(|change| change.counter)
            .fold(store.counter, u64::max);
        for part in &lost {
            let all = store.changes_of(*part);
            redo::redo(&mut store.workspace, &all);
        }
        if !unseen.is_empty() {
            let redone = redo::redo(&mut store.workspace, &unseen);
            store.behind.extend(redone.parts);
            store.report(redone.disagreements);
        }
        for part in lost {
            store.workspace.mark_unreadable(part, true);
            store.behind.remove(&part);
        }
        std::mem::swap(&mut store.known, &mut known);
        store.find_foreign();
        store
    }
}

/// Opens the plan `plan`, else the one used last, else the first, of the data folder `root`. Nothing is written.
pub fn open(
    disk: Arc<dyn Disk>,
    root: &Path,
    plan: Option<&str>,
    chance: Box<dyn FnMut() -> u64 + Send>,
) -> Result<Store, OpenError> {
    Ok(outline(disk, root, plan)?.load(chance))
}

/// Reads of the plan `plan`, else of the one used last, else of the first, what its tree needs.
pub fn outline(disk: Arc<dyn Disk>, root: &Path, plan: Option<&str>) -> Result<Outline, OpenError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| OpenError::Disk { path, error }
    };
    let known = seed::plans(disk.as_ref(), root).map_err(at(root))?;
    let id = match plan {
        Some(id) if known.iter().any(|one| one == id) => id.to_owned(),
        Some(id) if let Some(all) = All::of(id) => return combined::outline(&disk, root, &known, all),
        Some(id) => return Err(OpenError::UnknownPlan { id: id.to_owned(), known }),
        None => super::shelf::usual(disk.as_ref(), root, &known)
            .ok_or_else(|| OpenError::NoPlan(root.to_owned()))?,
    };
    let layout = Layout::new(root, id);
    let applied_path = layout.applied();
    let mut files = Read::default();
    let applied = applied::Raw::read(disk.as_ref(), &applied_path).unwrap_or_else(|error| {
        let kind = FaultKind::unread(&error);
        files.faults.push(Fault { path: applied_path, line: None, kind, part: None });
        applied::Raw::default()
    });
    let cache = Cache::read(disk.as_ref(), &layout.cached_outline());
    let reader = Reader { disk: disk.as_ref(), layout: &layout, cache: &cache };
    let plan: Plan = reader.essential(Part::Plan, &mut files)?;
    let roster: Roster = reader.essential(Part::Roster, &mut files)?;
    let workspace = Workspace::new(plan, roster);
    files.gather_outline(&workspace);
    Ok(Outline { disk, layout, applied, files, workspace, parts: Vec::new() })
}

/// The tasks that have a file among these.
pub(super) fn tasks_of(items: &[Item]) -> BTreeSet<u32> {
    items.iter().filter_map(|item| stray::task_of(&item.name)).collect()
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
        Part::Duties => workspace.duties = Arc::new(yaml::duties(path, text)?),
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
        Part::Duties => diff_duties(&old.duties, &new.duties),
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

/// The names of a plan's journals: also of what lies there in a journal's place and is no file.
pub(super) fn journal_names(disk: &dyn Disk, layout: &Layout) -> io::Result<Vec<String>> {
    let items = match disk.list(&layout.journals()) {
        Ok(items) => items,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let names = items.into_iter().map(|item| item.name);
    Ok(names.filter(|name| !name.starts_with('.') && installation_of(name).is_some()).collect())
}

/// The same on opening, where a folder that cannot be read is a fault.
fn journals_there(disk: &dyn Disk, layout: &Layout, faults: &mut Vec<Fault>) -> Vec<String> {
    journal_names(disk, layout).unwrap_or_else(|error| {
        let kind = FaultKind::unread(&error);
        faults.push(Fault { path: layout.journals(), line: None, kind, part: None });
        Vec::new()
    })
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
    for name in journals_there(disk, layout, faults) {
        let path = layout.journals().join(&name);
        let from = applied.journal(&journal_key(layout, &name)).unwrap_or(0);
        let len = disk.stamp(&path).map_or(0, |stamp| stamp.len);
        // Shorter than it was: somebody put another file in its place; it is read anew.
        let from = if len < from { 0 } else { from };
        let bytes = if len > from { disk.read_from(&path, from) } else { disk.read_from(&path, len) };
        let bytes = bytes.unwrap_or_else(|error| {
            let kind = FaultKind::unread(&error);
            faults.push(Fault { path: path.clone(), line: None, kind, part: None });
            Vec::new()
        });
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
            changes.arrange_by_key(|change| change.counter);
            // A synchronised folder may hold a journal twice.
            changes.dedup();
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
