//! `state.yaml`, this machine's own: where the workbench was when it was left. It may be deleted at any time.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fs::{Disk, replace};

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

const HEAD: &str = "# 本机自用：上次离开时的视图和位置。可删除。\n";

/// Where the workbench was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The plan that was open.
    pub plan: String,
    /// The view, by its key.
    pub view: String,
    /// The selected item of the tree, as a path (`task/7`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<String>,
    /// How many percent of the width the left pane takes, if somebody chose it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<u16>,
    /// What was chosen in the page of exports last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export: Option<serde_yaml::Value>,
    /// Queries that led somewhere, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<String>,
    /// The last day on which the workbench was open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// What the terminal told of itself: the next start begins with it, and asks again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminal: Option<TerminalState>,
    /// The version of the program that was here last: a later one says once what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// What a terminal told of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TerminalState {
    /// `TERM`.
    pub name: String,
    /// Whether its ground is light.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub light: Option<bool>,
    /// Whether it draws ambiguous characters in two cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wide: Option<bool>,
}

impl State {
    /// Reads it. What cannot be read is as if it were not there: nothing is lost by it.
    pub fn read(disk: &dyn Disk, path: &Path) -> Option<Self> {
        serde_yaml::from_slice(&disk.read(path).ok()?).ok()
    }

    /// Writes it.
    pub fn write(&self, disk: &dyn Disk, path: &Path) -> io::Result<()> {
        let body = serde_yaml::to_string(self).map_err(io::Error::other)?;
        replace(disk, path, format!("{HEAD}{body}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn it_comes_back_as_it_was_and_rubbish_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.yaml");
        assert_eq!(State::read(&RealDisk, &path), None);
        let state = State {
            plan: "zhoucun-2024".to_owned(),
            view: "week".to_owned(),
            selected: Some("entry/7/7-k3f9q".to_owned()),
            split: Some(55),
            export: Some("week".into()),
            queries: vec!["@民政 !逾期".to_owned(), "低保".to_owned()],
            day: NaiveDate::from_ymd_opt(2024, 7, 8),
            terminal: Some(TerminalState { name: "xterm".to_owned(), light: Some(true), wide: None }),
            version: Some(VERSION.to_owned()),
        };
        state.write(&RealDisk, &path).unwrap();
        assert_eq!(State::read(&RealDisk, &path), Some(state));
        std::fs::write(&path, b"view: [").unwrap();
        assert_eq!(State::read(&RealDisk, &path), None);
    }
}
