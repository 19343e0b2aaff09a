//! The files that are to be read: those named, and all in the folders named.

use std::io;
use std::path::{Path, PathBuf};

use crate::exchange::read::{self, Book, ReadError};
use crate::store::fs::{Disk, FileStamp};

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It is of a kind that is not read, or broken.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] io::Error),
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
    let bytes = whole(|| disk.stamp(path), || disk.read(path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(read::read(&name, &bytes)?)
}

/// The bytes of a file that is the same before and after it is read.
fn whole(
    stamp: impl Fn() -> io::Result<FileStamp>,
    read: impl FnOnce() -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, FileFault> {
    let before = stamp()?;
    // Known before a byte is read: a disk image does not have to fit into memory to be refused.
    if before.len > read::limits::BYTES as u64 {
        return Err(ReadError::TooLarge(read::TooLarge::Bytes).into());
    }
    let bytes = read()?;
    let after = stamp()?;
    if before != after || bytes.len() as u64 != after.len {
        return Err(FileFault::Changing);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::model::ModelDisk;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_read() {
        let (disk, path) = (ModelDisk::default(), Path::new("/sheets/a.csv"));
        let text = "序号,工作措施\n18,甲\n";
        disk.put(path, text.as_bytes());
        assert!(read_file(&disk, path).is_ok());
        for other in ["序号,工作措施\n18,乙\n", "序号"] {
            let outcome = whole(
                || disk.stamp(path),
                || {
                    let bytes = disk.read(path);
                    disk.put(path, other.as_bytes());
                    bytes
                },
            );
            assert!(matches!(outcome, Err(FileFault::Changing)), "{other}");
        }
    }

    #[test]
    fn a_file_that_is_larger_than_any_sheet_is_not_even_opened() {
        let stamp = FileStamp { len: read::limits::BYTES as u64 + 1, modified: None };
        let outcome = whole(|| Ok(stamp), || panic!("it is read"));
        assert!(matches!(outcome, Err(FileFault::Read(ReadError::TooLarge(_)))));
    }
}
