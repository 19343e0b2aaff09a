//! 备份: the plan's folder in one compressed file, once a day, fourteen kept.
//!
//! A backup is read back before it counts. What a restore replaces is backed up first, and what it puts back is recorded
//! as an edit from outside, so that it can be undone like any other change.

mod restore;
#[cfg(test)]
mod tests;

use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Store;
use super::fs::{Disk, FileStamp, replace};
use super::journal::fingerprint;
use super::layout::Layout;
use super::lock;
use crate::domain::arrange::Arrange as _;

pub use restore::{Restored, restore};

/// How many are kept.
pub const KEPT: usize = 14;
/// The most bytes that a backup may hold unpacked: a file made to burst is not unpacked.
const MOST: u64 = 1 << 30;
/// How often packing is begun anew because somebody wrote meanwhile, before others have to wait for it.
const TRIES: usize = 2;
/// Folders of the plan that are no part of it.
const LEFT_OUT: [&str; 2] = ["backups", "broken"];

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Backup {
    /// Its name, which says when it was made: `2024-07-08`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Bytes.
    pub bytes: u64,
}

/// Why a backup was not made or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Another process held the lock all the time.
    #[error("the data folder is in use by another process")]
    Locked,
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file is no backup, or a broken one.
    #[error("{path}: {reason}")]
    Broken {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is none of this name.
    #[error("no backup {0:?}")]
    Unknown(String),
}

/// Files by their names within the plan's folder, with `/` on every system.
type Files = Vec<(String, Vec<u8>)>;
/// The fingerprint of each file.
type Marks = Vec<(String, u64)>;
/// A file by its name, and when it was written how long.
type Seen = (String, FileStamp);

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError + '_ {
    move |error| BackupError::Disk { path: path.to_owned(), error }
}

/// Makes the backup of the day if there is none yet; none where there is.
pub fn daily(disk: &dyn Disk, layout: &Layout, now: NaiveDateTime) -> Result<Option<Backup>, BackupError> {
    let name = now.format("%Y-%m-%d").to_string();
    if disk.stamp(&path_of(layout, &name)).is_ok() {
        return Ok(None);
    }
    make(disk, layout, &name).map(Some)
}

/// Makes one now, beside that of the day.
pub fn now(disk: &dyn Disk, layout: &Layout, now: NaiveDateTime) -> Result<Backup, BackupError> {
    let first = now.format("%Y-%m-%d-%H%M%S").to_string();
    make(disk, layout, &free(disk, layout, &first))
}

/// A name that no backup has yet.
fn free(disk: &dyn Disk, layout: &Layout, first: &str) -> String {
    let names = std::iter::once(first.to_owned()).chain((2..100).map(|n| format!("{first}-{n}")));
    let taken = |name: &String| super::fs::free(disk, [path_of(layout, name)]).is_none();
    names.into_iter().find(|name| !taken(name)).unwrap_or_else(|| first.to_owned())
}

/// The backups there are, the newest first.
pub fn list(disk: &dyn Disk, layout: &Layout) -> Result<Vec<Backup>, BackupError> {
    let folder = layout.backups();
    let items = match disk.list(&folder) {
        Ok(items) => items,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(&folder)(error)),
    };
    let names = items.into_iter().filter(|item| !item.is_folder && !item.name.starts_with('.'));
    let mut all: Vec<Backup> = names
        .filter_map(|item| {
            let name = item.name.strip_suffix(".zip")?.to_owned();
            let path = folder.join(&item.name);
            let bytes = disk.stamp(&path).ok()?.len;
            Some(Backup { name, path, bytes })
        })
        .collect();
    all.arrange_by(|one, other| other.name.cmp(&one.name));
    Ok(all)
}

fn path_of(layout: &Layout, name: &str) -> PathBuf {
    layout.backups().join(format!("{name}.zip"))
}

/// Makes one of this name, reads it back, and takes the oldest away beyond those that are kept.
fn make(disk: &dyn Disk, layout: &Layout, name: &str) -> Result<Backup, BackupError> {
    let lock_path = layout.lock();
    let look = || {
        let guard = lock::hold(disk, &lock_path).map_err(at(&lock_path))?.ok_or(BackupError::Locked)?;
        Ok((guard, names(disk, layout)?))
    };
    let read = |(name, _): &Seen| Some((name.clone(), disk.read(&layout.plan().join(name)).ok()?));
    let broken = |reason| BackupError::Broken { path: path_of(layout, name), reason };
    let pack =
        |names: &[Seen]| pack(names.iter().filter_map(read)).map_err(|error| broken(error.to_string()));
    keep(disk, layout, name, steady(look, pack)?)
}

/// Packs all files as they stood at one moment. Under the lock no file is between two states; packing takes longer than
/// others can wait for it, so it is done without, and counts if all files stand as they stood before.
fn steady<G, T>(
    look: impl Fn() -> Result<(G, Vec<Seen>), BackupError>,
    pack: impl Fn(&[Seen]) -> Result<T, BackupError>,
) -> Result<T, BackupError> {
    for _ in 0..TRIES {
        let before = look()?.1;
        let packed = pack(&before)?;
        if look()?.1 == before {
            return Ok(packed);
        }
    }
    let (_guard, names) = look()?;
    pack(&names)
}

/// Puts a packed backup on the disk and reads it back.
fn keep(
    disk: &dyn Disk,
    layout: &Layout,
    name: &str,
    (packed, marks): (Vec<u8>, Marks),
) -> Result<Backup, BackupError> {
    let path = path_of(layout, name);
    let folder = layout.backups();
    disk.create_folder(&folder).map_err(at(&folder))?;
    replace(disk, &path, &packed).map_err(at(&path))?;
    drop(packed);
    let back = disk.read(&path).map_err(at(&path))?;
    if unpacked(&back, |_, _| ()) != Ok(marks) {
        let _ = disk.remove(&path);
        let reason = "what was read back is not what was written".to_owned();
        return Err(BackupError::Broken { path, reason });
    }
    for old in list(disk, layout)?.into_iter().skip(KEPT).filter(|old| old.name != name) {
        // One too many does no harm.
        let _ = disk.remove(&old.path);
    }
    Ok(Backup { name: name.to_owned(), bytes: back.len() as u64, path })
}

/// The files of the plan, sorted by name, each with its stamp.
fn names(disk: &dyn Disk, layout: &Layout) -> Result<Vec<Seen>, BackupError> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let path = layout.plan().join(&folder);
        for item in disk.list(&path).map_err(at(&path))? {
            let name = if folder.is_empty() { item.name.clone() } else { format!("{folder}/{}", item.name) };
            if item.name.starts_with('.') || LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            if item.is_folder {
                folders.push(name);
            } else if let Ok(stamp) = disk.stamp(&path.join(&item.name)) {
                found.push((name, stamp));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// All files of the plan, sorted by name. What cannot be read is left out: it is no reason to have no backup at all.
fn gather(disk: &dyn Disk, layout: &Layout) -> Result<Files, BackupError> {
    let read = |(name, _): Seen| {
        let bytes = disk.read(&layout.plan().join(&name)).ok()?;
        Some((name, bytes))
    };
    Ok(names(disk, layout)?.into_iter().filter_map(read).collect())
}

/// Packs files one by one: none is needed any more when the next is taken.
fn pack<N: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (N, B)>,
) -> Result<(Vec<u8>, Marks), zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o600);
    let mut marks = Marks::new();
    for (name, bytes) in files {
        zip.start_file(name.as_ref(), options)?;
        zip.write_all(bytes.as_ref())?;
        marks.push((name.as_ref().to_owned(), fingerprint(bytes.as_ref())));
    }
    // The names have no checksum of their own.
    zip.set_comment(sum(&marks))?;
    Ok((zip.finish()?.into_inner(), marks))
}

/// What stands in the comment of our own files: a fingerprint over names and contents.
fn sum(marks: &Marks) -> String {
    let mut all = Vec::new();
    for (name, mark) in marks {
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(&mark.to_le_bytes());
    }
    format!("peidang {:016x}", fingerprint(&all))
}

/// Hands over the files of a backup one by one; each is held against its checksum, and all against that of the whole where
/// there is one.
fn unpacked(bytes: &[u8], mut take: impl FnMut(&str, Vec<u8>)) -> Result<Marks, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut marks = Marks::new();
    let mut left = MOST;
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).map_err(|error| error.to_string())?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        if file.enclosed_name().is_none() || name.contains('\\') {
            return Err(format!("{name:?} leads out of the folder"));
        }
        let mut content = Vec::new();
        file.by_ref().take(left).read_to_end(&mut content).map_err(|error| format!("{name}: {error}"))?;
        left -= content.len() as u64;
        if left == 0 {
            return Err("it is too large".to_owned());
        }
        let mark = fingerprint(&content);
        take(&name, content);
        marks.push((name, mark));
    }
    marks.sort();
    let comment = String::from_utf8_lossy(zip.comment()).into_owned();
    if comment.starts_with("peidang ") && comment != sum(&marks) {
        return Err("it is not as it was written".to_owned());
    }
    Ok(marks)
}

/// The files of a backup, sorted by name.
fn unpack(bytes: &[u8]) -> Result<Files, String> {
    let mut files = Files::new();
    unpacked(bytes, |name, content| files.push((name.to_owned(), content)))?;
    files.sort();
    Ok(files)
}

impl Store {
    /// Makes the backup of the day if there is none yet.
    pub fn backup_of_the_day(&self, now: NaiveDateTime) -> Result<Option<Backup>, BackupError> {
        if self.workspace.is_combined() {
            return Ok(None);
        }
        daily(self.disk.as_ref(), &self.layout, now)
    }
}
