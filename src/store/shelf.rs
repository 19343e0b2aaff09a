//! The plans of a data folder: which there are, which one is the usual one, and one more.

use std::io;
use std::path::{Path, PathBuf};

use super::fault::{Fault, FaultKind};
use super::fs::{Disk, replace};
use super::layout::Layout;
use super::state::{State, VERSION};
use super::{lock, seed, yaml};
use crate::domain::change::Part;
use crate::domain::duty::DutyBook;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// A plan of the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// Its id: the name of its folder.
    pub id: String,
    /// The plan, or why its file cannot be read.
    pub plan: Result<Plan, Fault>,
}

/// Why a plan cannot be put there.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// This is no name for a folder of a plan.
    #[error("{0:?} is no id")]
    BadId(String),
    /// There is a plan of this id.
    #[error("{0:?} is taken")]
    Taken(String),
    /// Somebody else holds the folder.
    #[error("locked")]
    Locked,
    /// It cannot be written as YAML.
    #[error("{0}")]
    Encoding(#[from] serde_yaml::Error),
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Names that the data folder has for other things.
const TAKEN: [&str; 10] =
    ["all", "全部", "applied", "reports", "backups", "broken", "sent", "lock", "con", "nul"];

/// Whether a text can be the id of a plan: letters, digits, hyphens, underscores and points, the first no point.
pub fn is_id(id: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let count = id.chars().count();
    (1..=60).contains(&count)
        && id.chars().all(good)
        && !id.starts_with(['.', '-'])
        && !id.ends_with('.')
        && !TAKEN.contains(&id.to_lowercase().as_str())
}

/// Every plan of the folder, in the order of their ids.
pub fn shelf(disk: &dyn Disk, root: &Path) -> io::Result<Vec<Shelved>> {
    let ids = seed::plans(disk, root)?;
    Ok(ids
        .into_iter()
        .map(|id| Shelved { plan: read(disk, &Layout::new(root, &id), Part::Plan), id })
        .collect())
}

/// The roster of a plan of the folder.
pub fn roster(disk: &dyn Disk, root: &Path, id: &str) -> Result<Roster, Fault> {
    read(disk, &Layout::new(root, id), Part::Roster)
}

/// The roster of a district: that of its plan whose id is last, which is the newest as ids go.
pub fn roster_of(disk: &dyn Disk, root: &Path, place: &str) -> Option<Roster> {
    let ids = seed::plans(disk, root).ok().filter(|_| !place.is_empty())?;
    ids.iter().rev().filter_map(|id| roster(disk, root, id).ok()).find(|roster| roster.place == place)
}

fn read<T: serde::de::DeserializeOwned>(disk: &dyn Disk, layout: &Layout, part: Part) -> Result<T, Fault> {
    let path = layout.part(part);
    let bytes = disk.read(&path).map_err(|error| Fault {
        path: path.clone(),
        line: None,
        kind: FaultKind::Unreadable(error.to_string()),
        part: Some(part),
    })?;
    let text = yaml::text(&path, &bytes, Some(part))?;
    yaml::body(&path, &text, Some(part))
}

/// The plan that opens where none is asked for: the one used last, else the first of `known`.
pub fn usual(disk: &dyn Disk, root: &Path, known: &[String]) -> Option<String> {
    last(disk, root, known).or_else(|| known.first().cloned())
}

/// The plan used last, if it is one of `known`.
pub fn last(disk: &dyn Disk, root: &Path, known: &[String]) -> Option<String> {
    let last = State::read(disk, &Layout::new(root, "").state()).map(|state| state.plan);
    last.filter(|id| known.contains(id))
}

/// Makes a plan the usual one. Where the workbench was in another one is forgotten.
pub fn choose(disk: &dyn Disk, root: &Path, id: &str) -> io::Result<()> {
    let path = Layout::new(root, "").state();
    let state = match State::read(disk, &path) {
        Some(state) if state.plan == id => state,
        // Which version was here is no matter of the plan; where none was, this one is the first.
        Some(State { version, .. }) => State { plan: id.to_owned(), version, ..State::default() },
        None => State { plan: id.to_owned(), version: Some(VERSION.to_owned()), ..State::default() },
    };
    state.write(disk, &path)
}

/// Puts a new plan with its roster into the folder, which is made if it is not there. Its folder.
pub fn add(
    disk: &dyn Disk,
    root: &Path,
    id: &str,
    plan: &Plan,
    roster: &Roster,
    duties: &DutyBook,
) -> Result<PathBuf, ShelfError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| ShelfError::Disk { path, error }
    };
    if !is_id(id) {
        return Err(ShelfError::BadId(id.to_owned()));
    }
    let layout = Layout::new(root, id);
    let head = |what: &str| format!("{what}。可用编辑器修改；注释不会保留，末行“{}”不可删。", yaml::END);
    let noted = (!duties.duties.is_empty()).then(|| yaml::write(&head("刚性要求"), duties)).transpose()?;
    let (plan, roster) = (yaml::write(&head("方案"), plan)?, yaml::write(&head("单位名录"), roster)?);
    disk.create_folder(root).map_err(at(root))?;
    let _ = disk.make_private(root);
    let _guard = lock::hold(disk, &layout.lock()).map_err(at(root))?.ok_or(ShelfError::Locked)?;
    // A folder of that name that holds no plan may hold something else of somebody's.
    let there = disk.list(root).map_err(at(root))?;
    if there.iter().any(|item| item.name.to_lowercase() == id.to_lowercase()) {
        return Err(ShelfError::Taken(id.to_owned()));
    }
    for folder in [layout.entries(), layout.journals()] {
        disk.create_folder(&folder).map_err(at(&folder))?;
    }
    // The plan last: a folder without it is no plan yet.
    let noted = noted.map(|text| (Part::Duties, text));
    for (part, text) in noted.into_iter().chain([(Part::Roster, roster), (Part::Plan, plan)]) {
        let path = layout.part(part);
        replace(disk, &path, text.as_bytes()).map_err(at(&path))?;
    }
    disk.sync_folder(root).map_err(at(root))?;
    Ok(layout.plan())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn a_plan_is_added_once_and_becomes_the_usual_one_when_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("data");
        let (plan, roster) = seed::built_in_plan();
        add(&RealDisk, &root, "b-2025", &plan, &roster, &DutyBook::default()).unwrap();
        add(&RealDisk, &root, "a-2025", &plan, &roster, &DutyBook::default()).unwrap();
        let again = add(&RealDisk, &root, "A-2025", &plan, &roster, &DutyBook::default());
        assert!(matches!(again, Err(ShelfError::Taken(_))), "{again:?}");
        let shelf = shelf(&RealDisk, &root).unwrap();
        assert_eq!(shelf.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a-2025", "b-2025"]);
        assert_eq!(shelf[0].plan.as_ref().unwrap(), &plan);
        let known: Vec<String> = shelf.into_iter().map(|one| one.id).collect();
        assert_eq!(usual(&RealDisk, &root, &known).as_deref(), Some("a-2025"));
        choose(&RealDisk, &root, "b-2025").unwrap();
        let state = || State::read(&RealDisk, &Layout::new(&root, "").state()).unwrap();
        assert_eq!(state().version.as_deref(), Some(VERSION), "a fresh folder has no news");
        let older = State { version: None, view: "week".to_owned(), ..state() };
        older.write(&RealDisk, &Layout::new(&root, "").state()).unwrap();
        choose(&RealDisk, &root, "a-2025").unwrap();
        assert_eq!((state().version, state().view.as_str()), (None, ""), "the news are still to be told");
        choose(&RealDisk, &root, "b-2025").unwrap();
        assert_eq!(usual(&RealDisk, &root, &known).as_deref(), Some("b-2025"));
    }

    #[test]
    fn names_that_reach_elsewhere_are_no_ids() {
        for bad in ["", "..", "../x", "a/b", ".git", "applied", "Lock", "a b", "-x"] {
            assert!(!is_id(bad), "{bad:?}");
        }
        assert!(is_id("zhoucun-2025") && is_id("周村2025"));
    }
}
