//! A disk for tests: it forgets what was not synced, fails any call, stops the world at any call, or blocks.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use super::{Disk, FileStamp, Guard, Item};

/// What happens at one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// This call fails; the next work again.
    Fail(io::ErrorKind),
    /// A write or an append does half and fails; the next work again.
    Short,
    /// This call and all after it fail: the machine has stopped.
    Stop,
}

#[derive(Debug, Clone, Default)]
struct Inode {
    bytes: Vec<u8>,
    synced: Vec<u8>,
    written: u64,
}

#[derive(Debug, Default)]
struct State {
    inodes: Vec<Inode>,
    /// Names as a program sees them.
    names: BTreeMap<PathBuf, usize>,
    /// Names that are on the disk.
    durable: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    calls: usize,
    fates: BTreeMap<usize, Fate>,
    stopped: bool,
    locked: bool,
    blocked: bool,
    clock: u64,
    log: Vec<String>,
}

/// The disk. Clones are the same disk.
#[derive(Debug, Clone, Default)]
pub struct ModelDisk {
    state: Arc<(Mutex<State>, Condvar)>,
}

impl ModelDisk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap()
    }

    /// Sets what happens at the `call`-th changing call from now on (from 0).
    pub fn at(&self, call: usize, fate: Fate) {
        let mut state = self.state();
        let call = state.calls + call;
        state.fates.insert(call, fate);
    }

    /// How many changing calls were made.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// The changing calls, in words.
    pub fn log(&self) -> Vec<String> {
        self.state().log.clone()
    }

    /// Lets every call wait, or go on.
    pub fn block(&self, blocked: bool) {
        self.state().blocked = blocked;
        self.state.1.notify_all();
    }

    /// The machine starts again: what was not synced is gone (`lose`), or happened to reach the disk after all.
    pub fn reboot(&self, lose: bool) {
        let mut state = self.state();
        if lose {
            state.names = state.durable.clone();
            for inode in &mut state.inodes {
                inode.bytes = inode.synced.clone();
            }
        } else {
            state.durable = state.names.clone();
            for inode in &mut state.inodes {
                inode.synced = inode.bytes.clone();
            }
        }
        state.fates.clear();
        state.stopped = false;
        state.locked = false;
    }

    /// All files as a program sees them.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        state.names.iter().map(|(path, inode)| (path.clone(), state.inodes[*inode].bytes.clone())).collect()
    }

    /// Somebody else writes a file, whole and synced.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        state.clock += 1;
        let inode = Inode { bytes: bytes.to_vec(), synced: bytes.to_vec(), written: state.clock };
        state.inodes.push(inode);
        let place = state.inodes.len() - 1;
        state.names.insert(path.to_owned(), place);
        state.durable.insert(path.to_owned(), place);
        let folders = path.ancestors().skip(1).map(Path::to_owned);
        state.folders.extend(folders);
    }

    /// A changing call: counted, and perhaps fated.
    fn change(&self, what: &str, path: &Path) -> io::Result<(MutexGuard<'_, State>, bool)> {
        let mut state = self.state();
        while state.blocked {
            state = self.state.1.wait_timeout(state, Duration::from_millis(50)).unwrap().0;
        }
        let call = state.calls;
        state.calls += 1;
        state.log.push(format!("{what} {}", path.display()));
        if state.stopped {
            return Err(io::Error::other("stopped"));
        }
        match state.fates.get(&call).copied() {
            Some(Fate::Fail(kind)) => Err(kind.into()),
            Some(Fate::Stop) => {
                state.stopped = true;
                Err(io::Error::other("stopped"))
            }
            Some(Fate::Short) => Ok((state, true)),
            None => Ok((state, false)),
        }
    }

    fn look(&self, path: &Path) -> io::Result<(MutexGuard<'_, State>, usize)> {
        let state = self.state();
        if state.stopped {
            return Err(io::Error::other("stopped"));
        }
        match state.names.get(path).copied() {
            Some(inode) => Ok((state, inode)),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn store(&self, what: &str, path: &Path, bytes: &[u8], append: bool) -> io::Result<()> {
        let (mut state, short) = self.change(what, path)?;
        state.clock += 1;
        let clock = state.clock;
        let inode = if let Some(inode) = state.names.get(path).copied() {
            inode
        } else {
            state.inodes.push(Inode::default());
            let inode = state.inodes.len() - 1;
            state.names.insert(path.to_owned(), inode);
            inode
        };
        let inode = &mut state.inodes[inode];
        if !append {
            inode.bytes.clear();
        }
        inode.written = clock;
        inode.bytes.extend(&bytes[..if short { bytes.len() / 2 } else { bytes.len() }]);
        if short { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

struct Held(ModelDisk);

impl Guard for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.state().locked = false;
    }
}

impl Disk for ModelDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let (state, inode) = self.look(path)?;
        Ok(state.inodes[inode].bytes.clone())
    }

    fn read_from(&self, path: &Path, from: u64) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        Ok(bytes.get(usize::try_from(from).unwrap()..).unwrap_or_default().to_vec())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        let state = self.state();
        let folders = state.folders.iter().map(|path| (path, true));
        let files = state.names.keys().map(|path| (path, false));
        let mut items: Vec<Item> = folders
            .chain(files)
            .filter(|(path, _)| path.parent() == Some(folder))
            .map(|(path, is_folder)| Item {
                name: path.file_name().unwrap().to_string_lossy().into_owned(),
                is_folder,
            })
            .collect();
        items.sort();
        Ok(items)
    }

    fn stamp(&self, path: &Path) -> io::Result<FileStamp> {
        let (state, inode) = self.look(path)?;
        let inode = &state.inodes[inode];
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(inode.written);
        Ok(FileStamp { len: inode.bytes.len() as u64, modified: Some(modified) })
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let (mut state, _) = self.change("create_folder", folder)?;
        state.folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn make_private(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.store("write", path, bytes, false)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.store("append", path, bytes, true)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        let (mut state, _) = self.change("sync", path)?;
        let inode = state.names.get(path).copied().ok_or(io::ErrorKind::NotFound)?;
        let inode = &mut state.inodes[inode];
        inode.synced = inode.bytes.clone();
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let (mut state, _) = self.change("sync_folder", folder)?;
        let now: BTreeMap<PathBuf, usize> = state
            .names
            .iter()
            .filter(|(path, _)| path.parent() == Some(folder))
            .map(|(path, inode)| (path.clone(), *inode))
            .collect();
        state.durable.retain(|path, _| path.parent() != Some(folder));
        state.durable.extend(now);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut state, _) = self.change("rename", to)?;
        let inode = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), inode);
        Ok(())
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        let (mut state, _) = self.change("truncate", path)?;
        state.clock += 1;
        let clock = state.clock;
        let inode = state.names.get(path).copied().ok_or(io::ErrorKind::NotFound)?;
        let inode = &mut state.inodes[inode];
        inode.bytes.truncate(usize::try_from(len).unwrap());
        inode.written = clock;
        inode.synced = inode.bytes.clone();
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let (mut state, _) = self.change("remove", path)?;
        state.names.remove(path).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Guard>>> {
        let (mut state, _) = self.change("lock", path)?;
        if state.locked {
            return Ok(None);
        }
        state.locked = true;
        Ok(Some(Box::new(Held(self.clone()))))
    }
}
