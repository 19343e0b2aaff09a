//! Several plans opened as one, to look at: nothing of it is ever written, but for snapshots of reports in its own folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::{All, OpenError, Outline, Read, applied, outline as outline_of};
use crate::domain::change::Part;
use crate::domain::combined::combine;
use crate::domain::entry::random_word;
use crate::domain::workspace::Workspace;
use crate::store::applied::Applied;
use crate::store::fault::Fault;
use crate::store::fs::Disk;
use crate::store::layout::Layout;
use crate::store::{News, Store};

/// The plans of a data folder that belong together: those of one year, the closed left out; without a year those of the
/// newest that has an open one. What cannot be read is left out too, and named.
///
/// Plans of two years are never one: a count of the year, a round and a date without a year mean one thing in each, and what
/// goes on from one year to the next would stand there twice.
fn parts(disk: &Arc<dyn Disk>, root: &Path, known: &[String], all: All) -> (Vec<Outline>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut found: Vec<Outline> = Vec::new();
    for id in known {
        match outline_of(Arc::clone(disk), root, Some(id)) {
            Ok(one) => found.push(one),
            Err(OpenError::Fault(fault)) => faults.push(fault),
            Err(_) => {}
        }
    }
    found.retain(|one| one.workspace.plan.closed.is_none());
    let year = match all {
        All::Newest => found.iter().map(|one| one.workspace.plan.year).max(),
        All::Of(year) => Some(year),
    };
    found.retain(|one| Some(one.workspace.plan.year) == year);
    (found, faults)
}

/// What the tree of all plans needs.
pub(super) fn outline(
    disk: &Arc<dyn Disk>,
    root: &Path,
    known: &[String],
    all: All,
) -> Result<Outline, OpenError> {
    let (parts, faults) = parts(disk, root, known, all);
    let data: Vec<(String, Workspace)> =
        parts.iter().map(|one| (one.layout.plan_id().to_owned(), one.workspace.clone())).collect();
    let workspace = combine(&data).ok_or_else(|| match known {
        [] => OpenError::NoPlan(root.to_owned()),
        known => OpenError::UnknownPlan { id: all.id(), known: known.to_vec() },
    })?;
    let files = Read { faults, ..Read::default() };
    let layout = Layout::new(root, all.id());
    Ok(Outline { disk: Arc::clone(disk), layout, applied: applied::Raw::default(), files, workspace, parts })
}

impl Outline {
    /// Reads the rest of each plan.
    pub(super) fn load_combined(self, mut chance: Box<dyn FnMut() -> u64 + Send>) -> Store {
        let Self { disk, layout, applied, files, workspace, parts } = self;
        let applied = Applied::of(applied, || random_word(chance(), 4));
        let (data, mut faults) = loaded(parts);
        faults.extend(files.faults);
        Store {
            disk,
            layout,
            workspace: combine(&data).unwrap_or(workspace),
            faults,
            counter: applied.counter,
            applied,
            journals: BTreeMap::new(),
            behind: BTreeSet::new(),
            taken: BTreeSet::new(),
            known: BTreeMap::new(),
            aged: BTreeMap::new(),
            shadows: BTreeMap::new(),
            foreign: Vec::new(),
            history: None,
            blocked: None,
            news: News::default(),
            chance,
            read: None,
            together: data.into_iter().map(|(id, _)| id).collect(),
        }
    }
}

fn loaded(parts: Vec<Outline>) -> (Vec<(String, Workspace)>, Vec<Fault>) {
    let mut faults = Vec::new();
    let load = |one: Outline| {
        let id = one.layout.plan_id().to_owned();
        // Nothing is written, so nothing needs a name.
        let store = one.load(Box::new(|| 0));
        faults.extend(store.faults().iter().cloned());
        (id, store.workspace().clone())
    };
    (parts.into_iter().map(load).collect(), faults)
}

impl Store {
    /// Reads all plans again; what changed.
    pub(in crate::store) fn read_combined(&mut self) -> News {
        let known = crate::store::plans(self.disk.as_ref(), self.layout.root()).unwrap_or_default();
        let all = All::of(self.layout.plan_id()).unwrap_or(All::Newest);
        let (found, mut faults) = parts(&self.disk, self.layout.root(), &known, all);
        let (data, more) = loaded(found);
        faults.extend(more);
        self.faults = faults;
        match combine(&data) {
            Some(anew) if anew != self.workspace => {
                self.workspace = anew;
                self.together = data.into_iter().map(|(id, _)| id).collect();
                let parts = [Part::Plan, Part::Roster, Part::Activities, Part::Chases, Part::Duties];
                News { changes: Vec::new(), parts: parts.into() }
            }
            _ => News::default(),
        }
    }
}
