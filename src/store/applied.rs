//! `applied.yaml`, this machine's own: how far each journal is in the files, and each file's fingerprint.
//!
//! Appended, one line a transaction, and not synced: a line lost in a crash only makes the next start look twice.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fs::{Disk, FileStamp, replace};
use super::journal::fingerprint;
use crate::domain::arrange::Gather as _;

const HEAD: &str = "# 本机自用：已写入文件的修改记录位置和各文件指纹。可删除，不要同步到别的电脑。\n";

/// Beyond this many bytes after the last whole line the lines are folded into one. Together with [`FOLD_PART`] a fold costs
/// each transaction little, however many files there are.
const FOLD_AT: u64 = 32 * 1024;
/// And not before what was appended is this part of the whole.
const FOLD_PART: u64 = 2;

/// What this machine has applied.
#[derive(Debug, Clone, Default)]
pub(super) struct Applied {
    installation: String,
    /// Newest counter of this installation that is noted.
    pub(super) counter: u64,
    journals: BTreeMap<String, u64>,
    files: BTreeMap<String, u64>,
    /// Bytes of the file when it was last written whole.
    whole: u64,
    /// Whether the file was there: without it files are taken as they stand.
    present: bool,
    stamp: Option<FileStamp>,
}

/// The file as it was at one moment, not taken apart yet; none where there is none.
#[derive(Debug, Default)]
pub(super) struct Raw(Option<(FileStamp, Vec<u8>)>);

impl Raw {
    pub(super) fn read(disk: &dyn Disk, path: &Path) -> io::Result<Self> {
        match disk.stamp(path) {
            Ok(stamp) => Ok(Self(Some((stamp, disk.read(path)?)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }
}

/// One line.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    installation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    journals: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, String>,
}

/// What stands between a line and its fingerprint: the beginning of a YAML comment.
const SUM: &str = "  # ";

impl Line {
    /// A YAML list item in flow style, which is JSON, and its fingerprint: a digit changed by a bad disk must not be
    /// taken for a counter.
    fn text(&self) -> String {
        let sum = |json: &str| fingerprint(json.as_bytes());
        serde_json::to_string(self)
            .map(|json| format!("- {json}{SUM}{:016x}\n", sum(&json)))
            .unwrap_or_default()
    }

    /// The line, if it is whole. One of an older version has no fingerprint.
    fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix("- ")?;
        let json = match text.rsplit_once(SUM) {
            Some((json, sum)) => {
                let sum = u64::from_str_radix(sum.trim_end(), 16).ok()?;
                (sum == fingerprint(json.as_bytes())).then_some(json)?
            }
            None => text,
        };
        serde_json::from_str(json).ok()
    }
}

impl Applied {
    /// What was read of the file; an installation without one gets a new id.
    pub(super) fn of(raw: Raw, new_id: impl FnOnce() -> String) -> Self {
        let mut applied = Self::default();
        applied.take(raw);
        if applied.installation.is_empty() {
            applied.installation = new_id();
        }
        applied
    }

    /// Takes up what other processes noted since; whether there was anything.
    pub(super) fn reread(&mut self, disk: &dyn Disk, path: &Path) -> io::Result<bool> {
        match disk.stamp(path) {
            Ok(stamp) if Some(stamp) == self.stamp => Ok(false),
            Ok(_) => {
                self.take(Raw::read(disk, path)?);
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn take(&mut self, raw: Raw) {
        let Some((stamp, bytes)) = raw.0 else { return };
        // A line that cannot be read is a torn or a damaged one: what it said is found out by comparing files.
        for text in String::from_utf8_lossy(&bytes).lines() {
            let Some(line) = Line::read(text) else { continue };
            self.present = true;
            if let Some(installation) = line.installation.filter(|id| is_id(id)) {
                self.installation = installation;
                self.whole = text.len() as u64;
            }
            self.counter = self.counter.max(line.counter.unwrap_or(0));
            self.journals.extend(line.journals);
            let files = line.files.into_iter();
            self.files
                .extend(files.filter_map(|(name, hex)| Some((name, u64::from_str_radix(&hex, 16).ok()?))));
        }
        self.stamp = Some(stamp);
    }

    /// Notes one transaction.
    pub(super) fn note(
        &mut self,
        disk: &dyn Disk,
        path: &Path,
        journals: BTreeMap<String, u64>,
        files: &BTreeMap<String, u64>,
    ) -> io::Result<()> {
        self.journals.extend(journals.clone());
        self.files.extend(files.iter().map(|(name, hash)| (name.clone(), *hash)));
        let fresh = !self.present;
        let appended = self.stamp.map_or(0, |stamp| stamp.len.saturating_sub(self.whole));
        let long = appended > FOLD_AT.max(self.whole / FOLD_PART);
        if fresh || long {
            let all = self.line(self.journals.clone(), &self.files, true);
            let text = format!("{HEAD}{}", all.text());
            replace(disk, path, text.as_bytes())?;
            self.whole = text.len() as u64;
        } else {
            disk.append(path, self.line(journals, files, false).text().as_bytes())?;
        }
        self.present = true;
        self.stamp = disk.stamp(path).ok();
        Ok(())
    }

    fn line(&self, journals: BTreeMap<String, u64>, files: &BTreeMap<String, u64>, whole: bool) -> Line {
        Line {
            installation: whole.then(|| self.installation.clone()),
            counter: Some(self.counter),
            journals,
            files: files.iter().map(|(name, hash)| (name.clone(), format!("{hash:016x}"))).into_map(),
        }
    }

    /// This installation's id.
    pub(super) fn installation(&self) -> &str {
        &self.installation
    }

    /// Whether anything was ever noted here.
    pub(super) fn is_present(&self) -> bool {
        self.present
    }

    /// How far a journal (`plan/name`) is in the files.
    pub(super) fn journal(&self, name: &str) -> Option<u64> {
        self.journals.get(name).copied()
    }

    /// The fingerprint of a file (`plan/name`) as this program wrote it last.
    pub(super) fn file(&self, name: &str) -> Option<u64> {
        self.files.get(name).copied()
    }
}

/// Four characters that may stand in a file name.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 16 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
