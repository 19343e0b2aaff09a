//! The only door to the disk: small steps behind a trait, so that tests can make each of them fail or stop.

#[cfg(test)]
pub mod model;

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Something held until it is dropped.
pub trait Guard: Send {}

/// Length and time of a file: tells cheaply whether it may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    /// Bytes.
    pub len: u64,
    /// When it was last written, where the disk says so.
    pub modified: Option<SystemTime>,
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// A disk, step by step. Every method may fail as the system's calls do.
pub trait Disk: Send + Sync {
    /// All bytes of a file. What is no ordinary file is an error at once, and so is a link to nothing.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The bytes of a file from `from` on.
    fn read_from(&self, path: &Path, from: u64) -> io::Result<Vec<u8>>;
    /// So many bytes of a file from `from` on; fewer where it ends before.
    fn read_part(&self, path: &Path, from: u64, len: u64) -> io::Result<Vec<u8>>;
    /// The names in a folder, sorted; names that are no UTF-8 are left out.
    fn list(&self, folder: &Path) -> io::Result<Vec<Item>>;
    /// Length and time of a file.
    fn stamp(&self, path: &Path) -> io::Result<FileStamp>;
    /// Makes a folder and those above it, for its owner alone.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Takes a folder or file from all but its owner, where the system has such modes.
    fn make_private(&self, path: &Path) -> io::Result<()>;
    /// Writes a file from its start, for its owner alone. Not synced.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes at the end of a file, which is made for its owner alone if it is not there. Not synced.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the bytes of a file are on the disk.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names of a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Gives a file another name; replaces what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Cuts a file.
    fn truncate(&self, path: &Path, len: u64) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Tries once to hold a lock file, which is made and never taken away; none while another holds it.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Guard>>>;
}

/// Replaces a file whole: a temporary file beside it, synced, renamed, the folder synced. Whoever reads at any moment
/// finds the old or the new file, and after a crash one of the two. A link is followed, not replaced.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &resolved(path);
    let beside = beside(path);
    disk.write(&beside, bytes)?;
    put_in_place(disk, &beside, path)
}

/// The temporary file beside a file that is to be replaced.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.tmp"))
}

/// Puts a file that was written whole beside another in its place.
pub(super) fn put_in_place(disk: &dyn Disk, beside: &Path, path: &Path) -> io::Result<()> {
    disk.sync(beside)?;
    disk.rename(beside, path)?;
    disk.sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// The first of these names that nothing has.
pub fn free(disk: &dyn Disk, names: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    names.into_iter().take(10_000).find(|name| disk.stamp(name).is_err())
}

/// Renames a file that is not to be written over: `….旧稿1.xlsx` beside it. Its new name.
pub fn set_aside(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = (1_u32..).map(|number| path.with_file_name(format!("{stem}.旧稿{number}{ending}")));
    let aside = free(disk, names).ok_or(io::ErrorKind::AlreadyExists)?;
    disk.rename(path, &aside)?;
    Ok(aside)
}

/// The file that a link names.
fn resolved(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}

/// Something other than a file lies where a file is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAFile {
    /// A folder.
    #[error("a folder lies in its place")]
    Folder,
    /// A device, a pipe or a socket: reading it might never end.
    #[error("a device lies in its place")]
    Device,
    /// A link to nothing.
    #[error("it is a link to nothing")]
    DanglingLink,
}

impl NotAFile {
    /// The one that an error of a [`Disk`] carries.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<NotAFile> for io::Error {
    fn from(what: NotAFile) -> Self {
        Self::new(io::ErrorKind::InvalidInput, what)
    }
}

/// An error unless an ordinary file lies there, perhaps behind a link. Opening a pipe would wait for its other end for ever.
fn ordinary(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(found) if found.is_dir() => Err(NotAFile::Folder.into()),
        Ok(_) => Err(NotAFile::Device.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_ok() => {
            Err(NotAFile::DanglingLink.into())
        }
        Err(error) => Err(error),
    }
}

/// The same where the file may still have to be made.
fn ordinary_or_none(path: &Path) -> io::Result<()> {
    match ordinary(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        ordinary(path)?;
        fs::read(path)
    }

    fn read_from(&self, path: &Path, from: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        opened_at(path, from)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_part(&self, path: &Path, from: u64, len: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(len.min(1 << 20)).unwrap_or_default());
        opened_at(path, from)?.take(len).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        let mut items = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if let Ok(name) = entry.file_name().into_string() {
                items.push(Item { name, is_folder: entry.path().is_dir() });
            }
        }
        items.sort();
        Ok(items)
    }

    fn stamp(&self, path: &Path) -> io::Result<FileStamp> {
        let found = fs::metadata(path).map_err(|error| match ordinary(path) {
            Err(plain) if NotAFile::of(&plain).is_some() => plain,
            _ => error,
        })?;
        Ok(FileStamp { len: found.len(), modified: found.modified().ok() })
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(folder)
    }

    #[cfg(unix)]
    fn make_private(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(path)?;
        let mode = if found.is_dir() { 0o700 } else { 0o600 };
        if found.permissions().mode() & 0o777 == mode {
            return Ok(());
        }
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    #[cfg(not(unix))]
    fn make_private(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        ordinary_or_none(path)?;
        private().write(true).create(true).truncate(true).open(path)?.write_all(bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        ordinary_or_none(path)?;
        private().append(true).create(true).open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.sync_data()
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Windows has no way to sync a folder; its file system journals names by itself.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(len)?;
        file.sync_data()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Guard>>> {
        ordinary_or_none(path)?;
        let file = private().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(Held { _file: file }))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The system lets the lock go when the file is closed, also when the process is killed.
struct Held {
    _file: File,
}

impl Guard for Held {}

/// A file to be read from `from` on.
fn opened_at(path: &Path, from: u64) -> io::Result<File> {
    ordinary(path)?;
    let mut file = File::open(path)?;
    file.seek(io::SeekFrom::Start(from))?;
    Ok(file)
}

/// Options that make new files for their owner alone.
fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "only changed where there are modes")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}
