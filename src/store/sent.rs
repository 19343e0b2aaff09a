//! `sent/`: the state each sheet went out with, and what was taken or rejected when it came back. Like snapshots these
//! are no changes: undo never touches them; each is a file of its own, written once and never changed.

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::{Fault, FaultKind};
use super::fs::{Disk, replace};
use super::layout::Layout;
use super::{Store, lock, yaml};
use crate::domain::arrange::Arrange as _;
use crate::domain::sheet::{Return, Sending};

/// How the names of the files begin.
const SENDING: &str = "out-";
const RETURN: &str = "in-";

/// Why a record of sheets was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
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
    /// It cannot be written as YAML.
    #[error("{0}")]
    Encoding(String),
}

/// What went out and came back, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// Sendings.
    pub sendings: Vec<Sending>,
    /// Returns.
    pub returns: Vec<Return>,
    /// Files that cannot be read.
    pub faults: Vec<Fault>,
}

/// The records of one plan's sheets.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    disk: &'a dyn Disk,
    layout: &'a Layout,
}

impl<'a> Sent<'a> {
    /// Those that lie on `disk` where `layout` says.
    pub fn new(disk: &'a dyn Disk, layout: &'a Layout) -> Self {
        Self { disk, layout }
    }

    /// All of them.
    pub fn read(&self) -> Sheets {
        let mut found = Sheets::default();
        let folder = self.layout.sent();
        let items = match self.disk.list(&folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return found,
            Err(error) => {
                let kind = FaultKind::Unreadable(error.to_string());
                found.faults.push(Fault { path: folder, line: None, kind, part: None });
                return found;
            }
        };
        for item in items.into_iter().filter(|item| !item.is_folder) {
            if item.name.strip_suffix(".yaml").is_none() {
                continue;
            }
            let path = folder.join(&item.name);
            let outcome = if item.name.starts_with(SENDING) {
                self.one(path).map(|one| found.sendings.push(one))
            } else if item.name.starts_with(RETURN) {
                self.one(path).map(|one| found.returns.push(one))
            } else {
                continue;
            };
            found.faults.extend(outcome.err());
        }
        found.sendings.arrange_by_key(|one| one.at);
        found.returns.arrange_by_key(|one| one.at);
        found
    }

    fn one<T: DeserializeOwned>(&self, path: PathBuf) -> Result<T, Fault> {
        let bytes = self.disk.read(&path).map_err(|error| {
            let kind = FaultKind::Unreadable(error.to_string());
            Fault { path: path.clone(), line: None, kind, part: None }
        })?;
        let text = yaml::text(&path, &bytes, None)?;
        if let Some(kind) = text.newer() {
            return Err(Fault { path, line: None, kind, part: None });
        }
        yaml::body(&path, &text, None)
    }

    /// Keeps a sending.
    pub fn keep_sending(&self, sending: &Sending) -> Result<(), KeepError> {
        let head = "配档表下发存底：各表发出时的内容，收回时据此比较。请勿改动；末行“# end”不可删。";
        self.keep(&format!("{SENDING}{}.yaml", sending.id), head, sending)
    }

    /// Keeps a return.
    pub fn keep_return(&self, back: &Return) -> Result<(), KeepError> {
        let head = "配档表收回存底：该表采纳和未采纳的内容。请勿改动；末行“# end”不可删。";
        self.keep(&format!("{RETURN}{}.yaml", back.id), head, back)
    }

    fn keep<T: Serialize>(&self, name: &str, head: &str, record: &T) -> Result<(), KeepError> {
        let at = |path: PathBuf| move |error| KeepError::Disk { path, error };
        let lock = self.layout.lock();
        let _guard = lock::hold(self.disk, &lock).map_err(at(lock))?.ok_or(KeepError::Locked)?;
        let text = yaml::write(head, record).map_err(|error| KeepError::Encoding(error.to_string()))?;
        let folder = self.layout.sent();
        self.disk.create_folder(&folder).map_err(at(folder.clone()))?;
        let path = folder.join(name);
        replace(self.disk, &path, text.as_bytes()).map_err(at(path))
    }
}

impl Store {
    /// The records of its plan's sheets.
    pub fn sent(&self) -> Sent<'_> {
        Sent::new(self.disk.as_ref(), &self.layout)
    }
}
