//! The file of a report.

use std::path::{Path, PathBuf};

use super::{Destination, Source, WeeklyError, WeeklyJob};
use crate::exchange::weekly::Format;
use crate::store::config::Config;
use crate::store::fs::{Disk, replace};

/// The folder of reports in the data folder.
const FOLDER: &str = "reports";

/// Where the report goes: `reports/2024-W28-周报.md` in the data folder or the folder of the settings (a relative one
/// lies in the data folder), or as the order has it.
pub(super) fn path(
    job: &WeeklyJob,
    source: &Source<'_>,
    config: &Config,
    format: Format,
    to: &Destination,
) -> Option<PathBuf> {
    let name = format!("{}-{}.{}", job.period, job.report.kind.report_word(), format.key());
    match to {
        Destination::Preview => None,
        Destination::Folder => {
            let folder = config.export_folder.as_deref().filter(|folder| !folder.trim().is_empty());
            Some(source.layout.root().join(folder.unwrap_or(FOLDER)).join(name))
        }
        Destination::Path(path) if source.disk.list(path).is_ok() => Some(path.join(name)),
        Destination::Path(path) => Some(path.clone()),
    }
}

/// Writes the file. One that stands there with other bytes than `ours`, the text that was written last, was edited by
/// hand: it is kept under another name, which comes back. A path that the user named is simply replaced.
pub(super) fn write(
    disk: &dyn Disk,
    path: &Path,
    text: &str,
    ours: Option<&str>,
    named: bool,
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
    if standing.as_deref() == Some(text.as_bytes()) {
        return Ok(None);
    }
    let foreign = standing.is_some_and(|bytes| ours.is_none_or(|ours| bytes != ours.as_bytes()));
    let mut set_aside = None;
    if foreign && !named {
        let aside = free(disk, path);
        disk.rename(path, &aside).map_err(at(path))?;
        set_aside = Some(aside);
    }
    replace(disk, path, text.as_bytes()).map_err(at(path))?;
    Ok(set_aside)
}

/// A name beside `path` that nothing has: `2024-W28-周报.旧稿1.md`.
fn free(disk: &dyn Disk, path: &Path) -> PathBuf {
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut number = 1_u32;
    loop {
        let other = path.with_file_name(format!("{stem}.旧稿{number}{ending}"));
        if disk.stamp(&other).is_err() || number == u32::MAX {
            return other;
        }
        number += 1;
    }
}
