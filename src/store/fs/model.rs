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
    /// This call and all changing ones after it fail: the disk is full, or can only be read.
    FailOn(io::ErrorKind),
    /// A write or an append does half and fails; the next work again.
    Short,
    /// This call panics, as a mistake in the program would.
    Panic,
    /// This call and all after it fail: the machine has stopped.
    Stop,
}

/// What is left of that which was not synced when the machine starts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// All of it: it happened to reach the disk.
    All,
    /// Some names and the beginnings of some contents, by this number.
    Some(u64),
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
    looks: usize,
    look_fates: BTreeMap<usize, io::ErrorKind>,
    failing: Option<io::ErrorKind>,
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

    /// Makes the `look`-th reading call from now on fail.
    pub fn at_look(&self, look: usize, kind: io::ErrorKind) {
        let mut state = self.state();
        let look = state.looks + look;
        state.look_fates.insert(look, kind);
    }

    /// How many reading calls were made.
    pub fn looks(&self) -> usize {
        self.state().looks
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

    /// The machine starts again; of what was not synced is left what `left` says.
    pub fn reboot(&self, left: Left) {
        let mut state = self.state();
        let mut seed = if let Left::Some(seed) = left { seed } else { 0 };
        let mut drawn = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            match left {
                Left::Nothing => 0,
                Left::All => most,
                Left::Some(_) => usize::try_from(seed >> 33).unwrap_or(0) % (most + 1),
            }
        };
        for inode in &mut state.inodes {
            // What was written behind the synced bytes may be there in part; what was written over them wholly or not.
            inode.bytes = match inode.bytes.strip_prefix(inode.synced.as_slice()) {
                Some(more) => inode.bytes[..inode.synced.len() + drawn(more.len())].to_vec(),
                None if drawn(1) == 1 => inode.bytes.clone(),
                None => inode.synced.clone(),
            };
            inode.synced = inode.bytes.clone();
        }
        let paths: BTreeSet<PathBuf> = state.names.keys().chain(state.durable.keys()).cloned().collect();
        for path in paths {
            let kept = if drawn(1) == 1 { state.names.get(&path) } else { state.durable.get(&path) }.copied();
            match kept {
                Some(inode) => drop(state.names.insert(path, inode)),
                None => drop(state.names.remove(&path)),
            }
        }
        state.durable = state.names.clone();
        state.fates.clear();
        state.look_fates.clear();
        state.failing = None;
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
        if let Some(kind) = state.failing {
            return Err(kind.into());
        }
        match state.fates.get(&call).copied() {
            Some(Fate::Fail(kind)) => Err(kind.into()),
            Some(Fate::FailOn(kind)) => {
                state.failing = Some(kind);
                Err(kind.into())
            }
            Some(Fate::Panic) => {
                drop(state);
                panic!("a mistake")
            }
            Some(Fate::Stop) => {
                state.stopped = true;
                Err(io::Error::other("stopped"))
            }
            Some(Fate::Short) => Ok((state, true)),
            None => Ok((state, false)),
        }
    }

    /// A reading call: counted, and perhaps fated.
    fn reading(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        let look = state.looks;
        state.looks += 1;
        if state.stopped {
            return Err(io::Error::other("stopped"));
        }
        match state.look_fates.get(&look) {
            Some(kind) => Err((*kind).into()),
            None => Ok(state),
        }
    }

    fn look(&self, path: &Path) -> io::Result<(MutexGuard<'_, State>, usize)> {
        let state = self.reading()?;
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

    fn read_part(&self, path: &Path, from: u64, len: u64) -> io::Result<Vec<u8>> {
        let mut bytes = self.read_from(path, from)?;
        bytes.truncate(usize::try_from(len).unwrap());
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        let state = self.reading()?;
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
