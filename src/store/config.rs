//! `config.yaml`: the user's overrides, and nothing else; and the user's additions to the built-in days.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use super::fs::{self, Disk};
use crate::domain::light::{Period, Thresholds};
use crate::domain::workdays::Calendar;

/// What the user may settle. Every key may be missing; then the default holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// 经办人: who notes and changes things here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// 本办: the full name of the coordinator's own unit, which is never chased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// `zh` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// A theme's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// 临期: this many working days left, or fewer. 5 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_soon_workdays: Option<i64>,
    /// 报送周期 of what has no end: `month`, `quarter`, `half`, `year`. A quarter unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporting_period: Option<Period>,
    /// 久未反馈: this many working days left of the reporting period, or fewer. 10 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_workdays: Option<i64>,
    /// Where reports are written. The data folder's `reports` unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export_folder: Option<String>,
    /// 截稿时: the hour that a report prints as its cut. 17 unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_hour: Option<u32>,
    /// 筛选 under names: name → query.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, String>,
}

impl Config {
    /// Reads the user's settings; without a file all defaults.
    pub fn read(disk: &dyn Disk, path: &Path) -> Result<Self, Fault> {
        let Some(text) = user_text(disk, path)? else { return Ok(Self::default()) };
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self::default());
        }
        serde_yaml::from_str(&text).map_err(|error| {
            let line = error.location().map(|place| place.line());
            Fault { path: path.to_owned(), line, kind: FaultKind::Syntax(error.to_string()), part: None }
        })
    }

    /// The day counts that decide lights.
    pub fn thresholds(&self) -> Thresholds {
        let default = Thresholds::default();
        Thresholds {
            due_soon_workdays: self.due_soon_workdays.unwrap_or(default.due_soon_workdays),
            reporting_period: self.reporting_period.unwrap_or(default.reporting_period),
            quiet_workdays: self.quiet_workdays.unwrap_or(default.quiet_workdays),
        }
    }
}

/// Why the settings cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read, so it must not be written over.
    #[error("{}: {:?}", .0.path.display(), .0.kind)]
    Fault(Box<Fault>),
    /// The file is written in a way that a part of it cannot be replaced.
    #[error("config.yaml: filters cannot be replaced; write it in lines of its own")]
    Shape,
    /// The disk would not.
    #[error("config.yaml: {0}")]
    Disk(#[from] io::Error),
}

/// Saves a filter under a name, or takes it away. Only the lines of `filters` are written anew: every other key and the
/// user's comments stay.
pub fn save_filter(
    disk: &dyn Disk,
    path: &Path,
    name: &str,
    query: Option<&str>,
) -> Result<(), SettingsError> {
    let before = Config::read(disk, path).map_err(|fault| SettingsError::Fault(Box::new(fault)))?;
    let text =
        user_text(disk, path).map_err(|fault| SettingsError::Fault(Box::new(fault)))?.unwrap_or_default();
    let mut wanted = before.clone();
    match query {
        Some(query) => wanted.filters.insert(name.to_owned(), query.to_owned()),
        None => wanted.filters.remove(name),
    };
    let text = with_filters(&text, &wanted.filters).ok_or(SettingsError::Shape)?;
    // What was written by hand in another way is not taken apart: read back, nothing but the filters may differ.
    let read: Config = if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        Config::default()
    } else {
        serde_yaml::from_str(&text).map_err(|_| SettingsError::Shape)?
    };
    if read != wanted {
        return Err(SettingsError::Shape);
    }
    fs::replace(disk, path, text.as_bytes())?;
    Ok(())
}

/// The text of the settings with these filters in place of those that it has.
fn with_filters(text: &str, filters: &BTreeMap<String, String>) -> Option<String> {
    let is_own = |line: &str| line.starts_with([' ', '\t', '-']);
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line.trim_end() == "filters:" || line.starts_with("filters: ") {
            inside = true;
            continue;
        }
        inside = inside && (is_own(line) || line.trim().is_empty());
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    if !filters.is_empty() {
        let block = BTreeMap::from([("filters", filters)]);
        kept.push_str(&serde_yaml::to_string(&block).ok()?);
    }
    Some(kept)
}

/// The built-in days with the user's additions.
pub fn calendar(disk: &dyn Disk, path: &Path) -> Result<Calendar, Fault> {
    let Some(text) = user_text(disk, path)? else { return Ok(Calendar::built_in()) };
    Calendar::built_in().with_yaml(&text).map_err(|error| Fault {
        path: path.to_owned(),
        line: error.line,
        kind: FaultKind::Syntax(error.to_string()),
        part: None,
    })
}

/// The text of the user's plain words; none where there are none. The room of search reads it.
pub fn words(disk: &dyn Disk, path: &Path) -> Result<Option<String>, Fault> {
    user_text(disk, path)
}

/// The text of a file that the user may have made; none where there is none.
fn user_text(disk: &dyn Disk, path: &Path) -> Result<Option<String>, Fault> {
    let fault = |line, kind| Fault { path: path.to_owned(), line, kind, part: None };
    let bytes = match disk.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(None, FaultKind::Unreadable(error.to_string()))),
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(fault(Some(line), FaultKind::NotUtf8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn a_filter_is_saved_and_nothing_else_of_the_settings_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        let text = "# 我的设置\nby: 张某  # 经办人\nfilters:\n  旧: '!逾期'\n\nlanguage: zh\nmine: {a: 1}\n";
        std::fs::write(&path, text).unwrap();
        save_filter(&RealDisk, &path, "住建: 逾期", Some("@住建 !逾期 -\"a b\"")).unwrap();
        let read = Config::read(&RealDisk, &path).unwrap();
        assert_eq!(read.filters.len(), 2);
        assert_eq!(read.filters["住建: 逾期"], "@住建 !逾期 -\"a b\"");
        let now = std::fs::read_to_string(&path).unwrap();
        for line in ["# 我的设置", "by: 张某  # 经办人", "language: zh", "mine: {a: 1}"] {
            assert!(now.lines().any(|one| one == line), "{now}");
        }
        save_filter(&RealDisk, &path, "住建: 逾期", None).unwrap();
        save_filter(&RealDisk, &path, "旧", None).unwrap();
        let now = std::fs::read_to_string(&path).unwrap();
        assert_eq!(now, "# 我的设置\nby: 张某  # 经办人\nlanguage: zh\nmine: {a: 1}\n");
    }

    #[test]
    fn settings_that_cannot_be_read_are_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        std::fs::write(&path, "by: [").unwrap();
        assert!(save_filter(&RealDisk, &path, "a", Some("b")).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "by: [");
        std::fs::remove_file(&path).unwrap();
        save_filter(&RealDisk, &path, "a", Some("b")).unwrap();
        assert_eq!(Config::read(&RealDisk, &path).unwrap().filters["a"], "b");
    }
}
