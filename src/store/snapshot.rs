//! 周报存档: what was reported at a cut, kept so that the next report can say what moved. A snapshot is no change: undo
//! never touches it, and it is written whole, by replacing its file.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;

use chrono::{NaiveDate, NaiveDateTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use super::fs::{Disk, replace};
use super::layout::Layout;
use super::{Store, lock, yaml};
use crate::domain::change::Change;
use crate::domain::light::Light;
use crate::domain::report::{Figures, Period, Weekly};
use crate::domain::rows::{Row, Rows};
use crate::domain::status::Status;

/// How far a report covers the journals: the newest counter of each installation. Counters, not moments, so that
/// nothing falls between a report written at four and its printed cut at five, and what a colleague's journal brings
/// later counts as news.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Covered(BTreeMap<String, u64>);

impl Covered {
    /// All of these changes.
    pub fn all<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut covered: BTreeMap<String, u64> = BTreeMap::new();
        for change in changes {
            let newest = covered.entry(installation(change).to_owned()).or_default();
            *newest = change.counter.max(*newest);
        }
        Self(covered)
    }

    /// Whether a change is among them.
    pub fn holds(&self, change: &Change) -> bool {
        self.0.get(installation(change)).is_some_and(|newest| change.counter <= *newest)
    }
}

/// The installation that a change was made by: `ab3k` of `ab3k-17`.
fn installation(change: &Change) -> &str {
    change.id.split_once('-').map_or(change.id.as_str(), |(installation, _)| installation)
}

/// One kept report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The period's name, which is also the file's: `2024-W28`.
    pub period: String,
    /// 周报, 月报 or 季报.
    pub kind: Period,
    /// 第n期.
    pub number: u32,
    /// 更正稿: how many times it was corrected after it was written first; 0 for the first form.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub correction: u32,
    /// Where the report begins.
    pub from: NaiveDateTime,
    /// The cut.
    pub to: NaiveDateTime,
    /// When it was written first in this form.
    pub written_at: NaiveDateTime,
    /// Changes up to these are in it.
    pub covered: Covered,
    /// The figures.
    pub figures: Figures,
    /// The files that it was written to: name → hash of the bytes, so that one edited by hand is told from ours.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// The report; none where an older or newer version's cannot be read any more, which costs no figure.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "if_readable")]
    pub report: Option<Weekly>,
    /// How every row stood.
    #[serde(default)]
    pub rows: Vec<RowState>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What other reports need of a snapshot: its file is read no further than that, because the lists and rows behind it
/// are long.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SnapshotHead {
    /// The period's name.
    pub period: String,
    /// 第n期.
    pub number: u32,
    /// 更正稿: how many times it was corrected.
    #[serde(default)]
    pub correction: u32,
    /// Where the report begins.
    pub from: NaiveDateTime,
    /// The cut.
    pub to: NaiveDateTime,
    /// When it was written first in this form.
    pub written_at: NaiveDateTime,
    /// Changes up to these are in it.
    pub covered: Covered,
    /// The figures.
    pub figures: Figures,
    /// The files that it was written to: name → hash of the bytes.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "if_readable")]
    report: Option<Foreword>,
}

/// What stands before the figures of a report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Foreword {
    #[serde(default)]
    note: Option<String>,
}

impl SnapshotHead {
    /// The coordinator's own words in the report.
    pub fn note(&self) -> Option<&str> {
        self.report.as_ref()?.note.as_deref()
    }
}

/// How one row stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowState {
    /// The task's id.
    pub task: u32,
    /// The unit, or the open group.
    pub unit: String,
    /// The entry's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 亮灯.
    pub light: Light,
    /// 状态; none without an entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_last: Option<NaiveDate>,
}

impl RowState {
    /// How all rows stand.
    pub fn of_all(rows: &Rows) -> Vec<Self> {
        rows.iter().map(Self::of).collect()
    }

    fn of(row: &Row) -> Self {
        Self {
            task: row.task,
            unit: row.unit.to_string(),
            id: row.entry().map(|entry| entry.id.to_string()),
            light: row.light,
            status: row.entry().map(crate::domain::entry::Entry::status),
            due_last: row.last(),
        }
    }
}

fn if_readable<'de, T: DeserializeOwned, D: serde::Deserializer<'de>>(
    source: D,
) -> Result<Option<T>, D::Error> {
    let value = serde_yaml::Value::deserialize(source)?;
    Ok(serde_yaml::from_value(value).ok())
}

/// Why a snapshot was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// Another process held the lock all the time.
    #[error("the data folder is in use by another process")]
    Locked,
    /// The file there cannot be read, so it is not written over.
    #[error("{}: {:?}", .0.path.display(), .0.kind)]
    Fault(Box<Fault>),
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: std::path::PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It cannot be written as YAML.
    #[error("{0}")]
    Encoding(String),
}

/// Earlier reports that a line over the weeks has room for.
const SHOWN: usize = 12;

/// The snapshots of one plan.
#[derive(Clone, Copy)]
pub struct Snapshots<'a> {
    disk: &'a dyn Disk,
    layout: &'a Layout,
}

impl<'a> Snapshots<'a> {
    /// Those that lie on `disk` where `layout` says.
    pub fn new(disk: &'a dyn Disk, layout: &'a Layout) -> Self {
        Self { disk, layout }
    }

    /// The names of the periods of this kind that have a snapshot, the earliest first.
    pub fn names(&self, kind: Period) -> Result<Vec<String>, Fault> {
        let folder = self.layout.snapshots();
        let items = match self.disk.list(&folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => {
                let kind = FaultKind::Unreadable(error.to_string());
                return Err(Fault { path: folder, line: None, kind, part: None });
            }
        };
        let names = items.into_iter().filter(|item| !item.is_folder);
        let mut names: Vec<(NaiveDate, String)> = names
            .filter_map(|item| {
                let name = item.name.strip_suffix(".yaml")?;
                let (of, first) = Period::named(name)?;
                (of == kind).then(|| (first, name.to_owned()))
            })
            .collect();
        names.sort();
        Ok(names.into_iter().map(|(_, name)| name).collect())
    }

    /// The snapshot of a period; none where there is none.
    pub fn read(&self, name: &str) -> Result<Option<Snapshot>, Fault> {
        self.text(name)?.map(|text| yaml::body(&self.layout.snapshot(name), &text, None)).transpose()
    }

    /// The head of a period's snapshot; none where there is none.
    pub fn head(&self, name: &str) -> Result<Option<SnapshotHead>, Fault> {
        self.text(name)?.map(|text| head_of(&self.layout.snapshot(name), text)).transpose()
    }

    /// The text of a period's snapshot, whole and of a version that can be read.
    fn text(&self, name: &str) -> Result<Option<yaml::Text>, Fault> {
        let path = self.layout.snapshot(name);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let kind = FaultKind::Unreadable(error.to_string());
                return Err(Fault { path, line: None, kind, part: None });
            }
        };
        let text = yaml::text(&path, &bytes, None)?;
        if let Some(kind) = text.newer() {
            return Err(Fault { path, line: None, kind, part: None });
        }
        Ok(Some(text))
    }

    /// The latest readable snapshot of a period of this kind that begins before `day`, with what is wrong with later
    /// ones.
    pub fn latest_before(&self, kind: Period, day: NaiveDate) -> Result<Earlier, Fault> {
        let begins_before =
            |name: &String| Period::named(name).is_some_and(|(_, first)| first < kind.around(day).0);
        let names: Vec<String> = self.names(kind)?.into_iter().filter(begins_before).collect();
        let mut earlier = Earlier::default();
        for name in names.iter().rev().take(SHOWN) {
            match self.head(name) {
                Ok(Some(head)) => earlier.heads.insert(0, head),
                Err(fault) if earlier.heads.is_empty() => earlier.faults.push(fault),
                Ok(None) | Err(_) => {}
            }
        }
        Ok(earlier)
    }

    /// The number of the next report of this kind: reports are numbered as they are written, so that no number is there
    /// twice, also where an earlier week is reported after a later one. `earlier` are those before `day`.
    pub fn next_number(&self, kind: Period, day: NaiveDate, earlier: &Earlier) -> Result<u32, Fault> {
        let names = self.names(kind)?;
        let later = names.iter().filter(|name| Period::named(name).is_some_and(|(_, first)| first >= day));
        let later = later.filter_map(|name| self.head(name).ok()?).map(|head| head.number);
        let highest = earlier.heads.iter().map(|head| head.number).chain(later).max().unwrap_or_default();
        // Those that cannot be read were numbered as well.
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        Ok(highest.max(count).saturating_add(1))
    }

    /// Keeps a snapshot in its file. One that says the same as the file's does not touch it, whatever the moment.
    pub fn keep(&self, mut snapshot: Snapshot) -> Result<(), KeepError> {
        let at = |path: std::path::PathBuf| move |error| KeepError::Disk { path, error };
        let lock = self.layout.lock();
        let _guard = lock::hold(self.disk, &lock).map_err(at(lock))?.ok_or(KeepError::Locked)?;
        let path = self.layout.snapshot(&snapshot.period);
        let broken = |fault| KeepError::Fault(Box::new(fault));
        let kept = self.text(&snapshot.period).map_err(broken)?;
        let (rows, written_at) = (std::mem::take(&mut snapshot.rows), snapshot.written_at);
        let encoding = |error: serde_yaml::Error| KeepError::Encoding(error.to_string());
        let rows = rows_as_yaml(&rows).map_err(encoding)?;
        if let Some(kept) = kept {
            let stands = self.disk.read(&path).map_err(at(path.clone()))?;
            let report = section(&kept.text, "report", "rows").map(str::to_owned);
            let head = head_of(&path, kept).map_err(broken)?;
            snapshot.files = head.files.into_iter().chain(std::mem::take(&mut snapshot.files)).collect();
            snapshot.written_at = head.written_at;
            let same = as_text(&snapshot, &rows).map_err(encoding)?;
            if stands == same.as_bytes() {
                return Ok(());
            }
            // One more format of the same report was not written at another time.
            if report.is_none() || report.as_deref() != section(&same, "report", "rows") {
                snapshot.written_at = written_at;
            }
        }
        let text = as_text(&snapshot, &rows).map_err(encoding)?;
        let folder = self.layout.snapshots();
        self.disk.create_folder(&folder).map_err(at(folder))?;
        replace(self.disk, &path, text.as_bytes()).map_err(at(path))
    }
}

/// The text of one top key's value, up to the key behind it.
fn section<'t>(text: &'t str, key: &str, next: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("\n{key}:"))?;
    rest.split_once(&format!("\n{next}:")).map(|(value, _)| value)
}

/// The head of a snapshot's text. What this program wrote is read up to the lists of the report; a file that somebody put
/// in another order is read whole.
fn head_of(path: &std::path::Path, mut text: yaml::Text) -> Result<SnapshotHead, Fault> {
    let from = |place: usize, key: &str| text.text[place..].find(key).map(|at| place + at + 1);
    let end = match from(0, "\nreport:\n") {
        Some(report) => from(report, "\n  figures:"),
        None => from(0, "\nrows:"),
    };
    if let Some(end) = end {
        let behind = text.text.split_off(end);
        if let Ok(head) = yaml::body(path, &text, None) {
            return Ok(head);
        }
        text.text.push_str(&behind);
    }
    yaml::body(path, &text, None)
}

/// The file of a snapshot whose rows are in YAML already.
fn as_text(snapshot: &Snapshot, rows: &str) -> Result<String, serde_yaml::Error> {
    let head = format!(
        "{}存档：上报时的数字和各行状态，下一期据此比较。末行“{}”不可删。",
        snapshot.kind.report_word(),
        yaml::END
    );
    let text = yaml::write(&head, snapshot)?;
    Ok(match text.rsplit_once("\nrows: []\n") {
        Some((before, end)) if !rows.is_empty() => [before, "\nrows:\n", rows, end].concat(),
        _ => text,
    })
}

/// The rows as they stand under their key, made on all cores: they are most of the file, and each stands for itself.
fn rows_as_yaml(rows: &[RowState]) -> Result<String, serde_yaml::Error> {
    if rows.is_empty() {
        return Ok(String::new());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut parts = rows.chunks(rows.len().div_ceil(cores));
    let first = parts.next().unwrap_or_default();
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(|| serde_yaml::to_string(part))).collect();
        let mut text = serde_yaml::to_string(first)?;
        for other in others {
            text.push_str(&other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(text)
    })
}

/// What lies before a period.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// The newest of them that can be read, the earliest first.
    pub heads: Vec<SnapshotHead>,
    /// Those after the last of these that cannot.
    pub faults: Vec<Fault>,
}

impl Earlier {
    /// The latest that can be read.
    pub fn latest(&self) -> Option<&SnapshotHead> {
        self.heads.last()
    }
}

impl Store {
    /// The snapshots of its plan.
    pub fn snapshots(&self) -> Snapshots<'_> {
        Snapshots::new(self.disk.as_ref(), &self.layout)
    }
}
