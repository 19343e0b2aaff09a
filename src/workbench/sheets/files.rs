//! The files that are to be read: those named, and all in the folders named.

use std::path::{Path, PathBuf};

use crate::exchange::read::{self, Book, ReadError};
use crate::store::fs::Disk;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It is of a kind that is not read, or broken.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// It was written while it was read.
    #[error("the file changed while it was read")]
    Changing,
}

/// How deep folders are looked through.
const DEPTH: usize = 8;

/// The files under these paths, each once, those of a folder sorted by name. What programs leave beside sheets (`~$…`,
/// `.…`) is passed over.
pub fn found(disk: &dyn Disk, paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        gather(disk, path, DEPTH, &mut files);
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    files
}

fn gather(disk: &dyn Disk, path: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(items) = disk.list(path) else {
        files.push(path.to_owned());
        return;
    };
    if depth == 0 {
        return;
    }
    let litter = |name: &str| name.starts_with(['.', '~']) || ["Thumbs.db", "desktop.ini"].contains(&name);
    for item in items.into_iter().filter(|item| !litter(&item.name)) {
        let path = path.join(&item.name);
        if item.is_folder {
            gather(disk, &path, depth - 1, files);
        } else {
            files.push(path);
        }
    }
}

/// Reads one file, which must not change meanwhile.
pub fn read_file(disk: &dyn Disk, path: &Path) -> Result<Book, FileFault> {
    let before = disk.stamp(path)?;
    // Known before a byte is read: a disk image does not have to fit into memory to be refused.
    if before.len > read::limits::BYTES as u64 {
        return Err(ReadError::TooLarge(read::TooLarge::Bytes).into());
    }
    let bytes = disk.read(path)?;
    let after = disk.stamp(path)?;
    if before != after || bytes.len() as u64 != after.len {
        return Err(FileFault::Changing);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(read::read(&name, &bytes)?)
}
