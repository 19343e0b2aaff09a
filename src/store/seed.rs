//! The first run: the built-in plan is laid into an empty data folder.

use std::io;
use std::path::Path;

use super::fs::{Disk, replace};
use super::layout::Layout;
use super::{lock, yaml};
use crate::domain::change::Part;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// The built-in plan's id.
pub const BUILT_IN: &str = "zhoucun-2024";
const PLAN: &str = include_str!("../../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../../seeds/zhoucun-2024/roster.yaml");

/// The built-in plan and its roster. Both are part of the program, and a test reads them.
pub fn built_in() -> (Plan, Roster) {
    let plan = embedded(PLAN).unwrap_or_else(|| Plan {
        title: String::new(),
        document_no: String::new(),
        issuer: String::new(),
        issued: chrono::NaiveDate::default(),
        year: 0,
        filing_day: None,
        closed: None,
        areas: Vec::new(),
        unknown: crate::domain::Unknown::new(),
    });
    (plan, embedded(ROSTER).unwrap_or_default())
}

/// An embedded file, read as those on disk are.
fn embedded<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let path = Path::new("");
    let text = yaml::text(path, text.as_bytes(), None).ok()?;
    yaml::body(path, &text, None).ok()
}

/// The ids of the plans in a data folder, sorted.
pub fn plans(disk: &dyn Disk, root: &Path) -> io::Result<Vec<String>> {
    let items = match disk.list(root) {
        Ok(items) => items,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(items
        .into_iter()
        .filter(|item| item.is_folder && !item.name.starts_with('.'))
        .filter(|item| disk.stamp(&root.join(&item.name).join("plan.yaml")).is_ok())
        .map(|item| item.name)
        .collect())
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
    // The plan last: a folder without it is no plan yet, so a crash here is simply begun again.
    replace(disk, &layout.part(Part::Roster), ROSTER.as_bytes())?;
    replace(disk, &layout.part(Part::Plan), PLAN.as_bytes())?;
    disk.sync_folder(root)?;
    Ok(true)
}
