//! `config.yaml`: the user's overrides, and nothing else; and the user's additions to the built-in days.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use super::fs::Disk;
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
