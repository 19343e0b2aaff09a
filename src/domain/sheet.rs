//! 配档表 on its way: what a unit was sent (下发) and what it said when the sheet came back (收回). Both are kept, so that
//! a sheet is compared with what its unit saw last, and a second return brings only what is new.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::entry::EntryId;
use super::field::Field;
use super::rows::Row;
use super::{list_or_nothing, text_or_nothing};
use crate::domain::arrange::{Arrange as _, Gather as _};

/// The fields that a unit fills in, in the order of the sheet's columns.
pub const ANSWERS: [&str; 13] = [
    "measure",
    "deliverable",
    "leader",
    "section",
    "person",
    "contact",
    "due",
    "status",
    "progress",
    "evidence",
    "problem",
    "help",
    "remark",
];

/// What cells hold at most, in characters: a little under the limit of spreadsheets (32,767).
const CELL: usize = 32_000;

/// One sending: the state of every sheet that went out with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Its name: the day, a hyphen, random characters. The sheets carry it.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// 经办人.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// The sheets.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub sheets: Vec<SentSheet>,
}

/// One sheet as it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentSheet {
    /// Full name of the unit.
    pub unit: String,
    /// The file's name, without a folder.
    pub file: String,
    /// Fingerprint of the file's bytes: tells whether a file found there is ours and untouched.
    pub hash: u64,
    /// Its rows.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub lines: Vec<Line>,
}

/// One row of a sheet: what stood, or stands, in it per field. A missing field was empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The task's id.
    pub task: u32,
    /// The entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EntryId>,
    /// The cells' texts by the field's key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<String, String>,
}

/// One sheet as it came back, once something of it was taken or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Its name: the day, a hyphen, random characters.
    pub id: String,
    /// When it was read.
    pub at: NaiveDateTime,
    /// 经办人.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Full name of the unit.
    pub unit: String,
    /// The file's name, without a folder.
    pub file: String,
    /// The change that took it up: where it was undone, the return counts as not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// What it said; what was left undecided (conflicts, unread cells) is not among it.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub lines: Vec<Line>,
    /// What of it was rejected, as task, entry and field.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub rejected: Vec<Rejected>,
}

/// One cell that the coordinator did not take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The task's id.
    pub task: u32,
    /// The entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EntryId>,
    /// The field's key.
    pub field: String,
    /// What the cell said.
    pub text: String,
}

impl Line {
    /// What a row shows in the sheet of its unit.
    pub fn of(row: &Row) -> Self {
        // Units add columns of their own for these two.
        let said = ANSWERS
            .into_iter()
            .chain(["percent", "start"])
            .map(|key| (key.to_owned(), shown(row, key)))
            .filter(|(_, text)| !text.is_empty())
            .into_map();
        Self { task: row.task, id: row.entry().map(|entry| entry.id.clone()), said }
    }

    /// The text of a field; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        self.said.get(key).map_or("", String::as_str)
    }
}

/// What a row shows of a field: the time limit in force, notes of progress a line each with their days.
pub fn shown(row: &Row, key: &str) -> String {
    let text = match (key, row.entry()) {
        ("due", _) => row.due.to_string(),
        (_, None) => String::new(),
        ("progress", Some(entry)) => {
            let mut notes: Vec<_> = entry.progress.iter().collect();
            notes.arrange_by_key(|note| note.date);
            let line = |note: &&super::entry::Progress| {
                format!("{}月{}日 {}", note.date.month(), note.date.day(), note.text)
            };
            notes.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        (_, Some(entry)) => Field::keyed(key).map(|field| field.show(entry)).unwrap_or_default(),
    };
    // What a spreadsheet's cell cannot hold: other control characters, and more than so many letters.
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(CELL)
        .collect::<String>()
        .trim()
        .to_owned()
}
