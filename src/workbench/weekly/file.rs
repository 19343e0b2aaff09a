//! The file of a report.

use std::path::{Path, PathBuf};

use super::{Destination, Source, WeeklyError};
use crate::store::config::Config;
use crate::store::fs::{Disk, replace, set_aside};

/// The folder of reports in the data folder.
const FOLDER: &str = "reports";

/// Where a document of this name goes: `reports/2024-W28-周报.md` in the data folder or the folder of the settings (a
/// relative one lies in the data folder), or as the order has it.
pub fn path(name: &str, source: &Source<'_>, config: &Config, to: &Destination) -> Option<PathBuf> {
    match to {
        Destination::Preview => None,
        Destination::Folder => {
            let folder = config.export_folder.as_deref().filter(|folder| !folder.trim().is_empty());
            Some(source.layout.root().join(folder.unwrap_or(FOLDER)).join(name))
        }
        Destination::Path(path) if names_a_folder(path) || source.disk.list(path).is_ok() => {
            Some(path.join(name))
        }
        Destination::Path(path) => Some(path.clone()),
    }
}

/// Whether a path that was typed ends as folders do.
pub fn names_a_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

/// What tells one file's bytes from another's.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

/// Writes the file. One that stands there with bytes that are not `ours` was edited by hand: it is kept under another
/// name, which comes back.
pub fn write(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    ours: impl FnOnce(&[u8]) -> bool,
) -> Result<Option<PathBuf>, WeeklyError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| WeeklyError::Disk { path, error }
    };
    // A bare name lies in the folder where the program was started.
    let here = Path::new(".").join(path);
    let path = if path.parent().is_some_and(|folder| folder.as_os_str().is_empty()) { &here } else { path };
    if let Some(folder) = path.parent() {
        disk.create_folder(folder).map_err(at(folder))?;
    }
    let standing = disk.read(path).ok();
    if standing.as_deref() == Some(bytes) {
        return Ok(None);
    }
    let mut aside = None;
    if standing.is_some_and(|standing| !ours(&standing)) {
        aside = Some(set_aside(disk, path).map_err(at(path))?);
    }
    replace(disk, path, bytes).map_err(at(path))?;
    Ok(aside)
}
