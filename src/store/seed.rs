//! The first run: the built-in plan is laid into an empty data folder.

use std::io;
use std::path::Path;

use super::fs::{Disk, replace};
use super::layout::Layout;
use super::lock;
use crate::domain::change::Part;
use crate::domain::duty::DutyBook;
use crate::domain::plan::Plan;

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
    book.unknown = crate::domain::Unknown::new();
    if plan.document_no != DOCUMENT {
        book.duties.clear();
    }
    book
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
    replace(disk, &layout.part(Part::Duties), DUTIES.as_bytes())?;
    // The plan last: a folder without it is no plan yet, so a crash here is simply begun again.
    replace(disk, &layout.part(Part::Roster), ROSTER.as_bytes())?;
    replace(disk, &layout.part(Part::Plan), PLAN.as_bytes())?;
    disk.sync_folder(root)?;
    Ok(true)
}
