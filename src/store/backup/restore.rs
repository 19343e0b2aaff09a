//! Putting a backup back. The journals stay: they are only ever added to, and what the files say otherwise after it is
//! recorded as an edit from outside by whoever opens the plan next.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::{Backup, BackupError, Files, at, free, gather, keep, list, pack, path_of, unpack};
use crate::domain::change::Part;
use crate::store::fs::{Disk, replace};
use crate::store::layout::Layout;
use crate::store::load::tasks_of;
use crate::store::{lock, yaml};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup that was put back.
    pub from: Backup,
    /// What it replaced.
    pub replaced: Backup,
    /// How many files differed and were put back.
    pub files: usize,
}

/// Puts back the backup `name`, the newest without one; what it replaces is kept as a backup first. A file that is there
/// and not in the backup stays unless it holds entries, activities or chases: those are emptied.
pub fn restore(
    disk: &dyn Disk,
    layout: &Layout,
    name: Option<&str>,
    now: NaiveDateTime,
) -> Result<Restored, BackupError> {
    let all = list(disk, layout)?;
    let from = match name {
        Some(name) => {
            let plain = name.strip_suffix(".zip").unwrap_or(name);
            all.into_iter()
                .find(|one| one.name == plain)
                .ok_or_else(|| BackupError::Unknown(name.to_owned()))?
        }
        None => all.into_iter().next().ok_or_else(|| BackupError::Unknown(String::new()))?,
    };
    let bytes = disk.read(&from.path).map_err(at(&from.path))?;
    let broken = |reason| BackupError::Broken { path: from.path.clone(), reason };
    let files = unpack(&bytes).map_err(broken)?;
    let is_there = |part| files.iter().any(|(name, _)| *name == Layout::part_name(part));
    if !is_there(Part::Plan) || !is_there(Part::Roster) {
        return Err(broken("plan.yaml or roster.yaml is not in it".to_owned()));
    }
    let lock_path = layout.lock();
    let _guard = lock::hold(disk, &lock_path).map_err(at(&lock_path))?.ok_or(BackupError::Locked)?;
    let present = gather(disk, layout)?;
    let first = format!("{}-before-restore", now.format("%Y-%m-%d-%H%M%S"));
    let packed = pack(present.iter().map(|(name, bytes)| (name, bytes)));
    let packed = packed.map_err(|error| broken(error.to_string()))?;
    let replaced = keep(disk, layout, &free(disk, layout, &first), packed)?;
    let mut count = 0;
    for (name, content) in files.iter().chain(&emptied(disk, layout, &files)) {
        let is = present.iter().find(|(one, _)| one == name).map(|(_, content)| content);
        if is == Some(content) || is.is_some_and(|is| is_journal(name) && is.starts_with(content)) {
            continue;
        }
        let path = layout.plan().join(name);
        if let Some(folder) = path.parent() {
            disk.create_folder(folder).map_err(at(folder))?;
        }
        make_room(disk, layout, &path)?;
        replace(disk, &path, content).map_err(at(&path))?;
        count += 1;
    }
    Ok(Restored { from, replaced, files: count })
}

fn is_journal(name: &str) -> bool {
    name.starts_with("journal/")
}

/// The parts that hold something now and held nothing then, as empty files: one that is only gone would be written again
/// from memory by a program that runs.
fn emptied(disk: &dyn Disk, layout: &Layout, files: &Files) -> Files {
    let then = |part: Part| files.iter().any(|(name, _)| *name == Layout::part_name(part));
    let there = |part: &Part| disk.stamp(&layout.part(*part)).is_ok();
    let tasks = tasks_of(&disk.list(&layout.entries()).unwrap_or_default()).into_iter().map(Part::Entries);
    let parts = tasks.chain([Part::Activities, Part::Chases].into_iter().filter(there));
    parts
        .filter(|part| !then(*part))
        .filter_map(|part| {
            let text = match part {
                Part::Activities => yaml::write_activities("", &[]),
                Part::Chases => yaml::write_chases("", &[]),
                _ => yaml::write_entries("", &[]),
            };
            Some((Layout::part_name(part), text.ok()?.into_bytes()))
        })
        .collect()
}

/// A folder, a device or a link to nothing that lies in a file's place is moved to `broken/`.
fn make_room(disk: &dyn Disk, layout: &Layout, path: &Path) -> Result<(), BackupError> {
    if disk.read(path).is_ok() {
        return Ok(());
    }
    let folder = layout.broken();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let names = (0..100).map(|n| folder.join(format!("{n}.{name}")));
    let Some(free) = names.into_iter().find(|one| disk.stamp(one).is_err()) else { return Ok(()) };
    disk.create_folder(&folder).map_err(at(&folder))?;
    // Usually there is nothing to move.
    match disk.rename(path, &free) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

impl BackupError {
    /// The path that it is about.
    pub fn path(&self, layout: &Layout) -> PathBuf {
        match self {
            Self::Locked => layout.lock(),
            Self::Disk { path, .. } | Self::Broken { path, .. } => path.clone(),
            Self::Unknown(name) => path_of(layout, name),
        }
    }
}
