//! The first run: the built-in plan is laid into an empty data folder.

use std::io;
use std::path::Path;

use super::fs::{Disk, NotAFile, replace};
use super::layout::Layout;
use super::{lock, yaml};
use crate::domain::Unknown;
use crate::domain::change::Part;
use crate::domain::duty::DutyBook;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// The built-in plan's id.
pub const BUILT_IN: &str = "zhoucun-2024";
const PLAN: &str = include_str!("../../seeds/zhoucun-2024/plan.yaml");
const DUTIES: &str = include_str!("../../seeds/zhoucun-2024/duties.yaml");
const ROSTER: &str = include_str!("../../seeds/zhoucun-2024/roster.yaml");

/// The built-in plan's document number.
const DOCUMENT: &str = "周政办字〔2024〕9号";

/// The duties of a plan that has no file of them yet: those of the built-in notice where it is that notice; of any other
/// only the kinds of legal clocks.
pub fn duties(plan: &Plan) -> DutyBook {
    // The file is part of the program, and a test reads it.
    let mut book: DutyBook = serde_yaml::from_str(DUTIES).unwrap_or_default();
    book.unknown = Unknown::new();
    if plan.document_no != DOCUMENT {
        book.duties.clear();
    }
    book
}

/// What the built-in plan begins with.
pub(super) fn built_in(plan: &str, part: Part) -> Option<&'static str> {
    match part {
        Part::Plan if plan == BUILT_IN => Some(PLAN),
        Part::Roster if plan == BUILT_IN => Some(ROSTER),
        Part::Duties if plan == BUILT_IN => Some(DUTIES),
        _ => None,
    }
}

/// The built-in plan and its roster. Both are part of the program, and a test reads them.
pub fn built_in_plan() -> (Plan, Roster) {
    let plan = embedded(PLAN).unwrap_or_else(|| Plan {
        title: String::new(),
        document_no: String::new(),
        issuer: String::new(),
        issued: chrono::NaiveDate::default(),
        year: 0,
        filing_day: None,
        closed: None,
        retired: Vec::new(),
        areas: Vec::new(),
        unknown: crate::domain::Unknown::new(),
        spots: crate::domain::plan::Spots::default(),
    });
    (plan, embedded(ROSTER).unwrap_or_default())
}

/// An embedded file, read as those on disk are.
fn embedded<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let path = Path::new("");
    let text = yaml::text(path, text.as_bytes(), None).ok()?;
    yaml::body(path, &text, None).ok()
}

/// The ids of the plans in a data folder, sorted. A folder is a plan by its `plan.yaml`, readable or not, or by what was
/// recorded in it: one whose `plan.yaml` is gone must not be taken for an empty folder.
pub fn plans(disk: &dyn Disk, root: &Path) -> io::Result<Vec<String>> {
    let items = match disk.list(root) {
        Ok(items) => items,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(items
        .into_iter()
        .filter(|item| item.is_folder && !item.name.starts_with('.'))
        .filter(|item| is_plan(disk, &Layout::new(root, &item.name)))
        .map(|item| item.name)
        .collect())
}

fn is_plan(disk: &dyn Disk, layout: &Layout) -> bool {
    let lies = |path: &Path| match disk.stamp(path) {
        Ok(_) => true,
        Err(error) => NotAFile::of(&error).is_some(),
    };
    let holds = |folder: &Path| disk.list(folder).is_ok_and(|items| !items.is_empty());
    lies(&layout.part(Part::Plan)) || holds(&layout.journals()) || holds(&layout.entries())
}

/// Makes the data folder and lays the built-in plan into it if it holds none. Whether this was the first run.
pub fn prepare(disk: &dyn Disk, root: &Path) -> io::Result<bool> {
    disk.create_folder(root)?;
    // A folder that was there may be open to others. Not being allowed to close it is no reason to stop.
    let _ = disk.make_private(root);
    if !plans(disk, root)?.is_empty() {
        return Ok(false);
    }
    let layout = Layout::new(root, BUILT_IN);
    let guard = lock::hold(disk, &layout.lock())?;
    if guard.is_none() || !plans(disk, root)?.is_empty() {
        return Ok(false);
    }
    disk.create_folder(&layout.entries())?;
    disk.create_folder(&layout.journals())?;
    replace(disk, &layout.part(Part::Duties), DUTIES.as_bytes())?;
    // The plan last: a folder without it is no plan yet, so a crash here is simply begun again.
    replace(disk, &layout.part(Part::Roster), ROSTER.as_bytes())?;
    replace(disk, &layout.part(Part::Plan), PLAN.as_bytes())?;
    disk.sync_folder(root)?;
    Ok(true)
}
