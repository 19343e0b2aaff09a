//! What `sheets in` prints: one record per cell, or per file that was not read.

use std::path::Path;

use serde::Serialize;

use crate::exchange::sheets::Stray;
use crate::exchange::sheets::review::Verdict;
use crate::words::{Language, domain, sheets, time};
use crate::workbench::sheets::Returned;

/// What came of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// New, and may be taken.
    Change,
    /// Taken.
    Applied,
    /// Changed here too.
    Conflict,
    /// Not to be read.
    Unread,
    /// Of a row without a place.
    Unplaced,
    /// The whole file was not read.
    NotRead,
}

impl State {
    /// The key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Applied => "applied",
            Self::Conflict => "conflict",
            Self::Unread => "unread",
            Self::Unplaced => "unplaced",
            Self::NotRead => "not_read",
        }
    }
}

/// One record.
pub struct Record {
    /// The file, as it was named or found.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    pub cell: String,
    pub task: Option<u32>,
    pub id: Option<String>,
    pub unit: Option<String>,
    pub key: String,
    pub label: String,
    pub old: String,
    pub new: String,
    pub state: State,
    /// Why it is so, where that has to be said.
    pub reason: String,
}

/// A record as JSON: every key always there.
#[derive(Serialize)]
pub struct Json<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
    task: Option<u32>,
    id: Option<&'a str>,
    unit: Option<&'a str>,
    field: Option<&'a str>,
    label: Option<&'a str>,
    old: Option<&'a str>,
    new: Option<&'a str>,
    state: &'static str,
    reason: Option<&'a str>,
}

impl Record {
    /// A record of a file that names no cell.
    fn blank(file: &str, state: State, reason: String) -> Self {
        Self {
            file: file.to_owned(),
            sheet: String::new(),
            cell: String::new(),
            task: None,
            id: None,
            unit: None,
            key: String::new(),
            label: String::new(),
            old: String::new(),
            new: String::new(),
            state,
            reason,
        }
    }

    /// The records of a file; emptied cells among them where they delete.
    pub fn of(returned: &Returned, clears: bool, applied: bool, language: Language) -> Vec<Self> {
        let words = sheets::SECTION.of(language);
        let file = returned.path.display().to_string();
        let file = file.as_str();
        let blank = |state: State, reason: String| Self::blank(file, state, reason);
        let not_read = |reason: String| vec![blank(State::NotRead, reason)];
        let review = match &returned.outcome {
            Err(fault) => return not_read(sheets::file_fault(fault, language)),
            Ok(review) => review,
        };
        if let Some(plan) = &review.other_plan {
            return not_read(sheets::other_plan(plan, language));
        }
        if !review.recognised {
            return not_read(words.no_table.clone());
        }
        let mut records = Vec::new();
        let state = |verdict: Verdict| match verdict {
            Verdict::Take if applied => (State::Applied, String::new()),
            Verdict::Take => (State::Change, String::new()),
            Verdict::Emptied => {
                let state = if applied { State::Applied } else { State::Change };
                (state, words.state("emptied").to_owned())
            }
            Verdict::Conflict => (State::Conflict, words.state(State::Conflict.key()).to_owned()),
            Verdict::Unread(reason) => (State::Unread, sheets::unread(reason, language)),
        };
        for row in &review.rows {
            for item in row.items.iter().filter(|item| clears || item.verdict != Verdict::Emptied) {
                let (state, reason) = state(item.verdict);
                records.push(Self {
                    sheet: row.sheet.clone(),
                    cell: item.cell.clone(),
                    task: Some(row.task),
                    id: row.id.as_ref().map(ToString::to_string),
                    unit: row.units.first().cloned(),
                    key: item.field.key.to_owned(),
                    label: domain::words(language).field(item.field.key).to_owned(),
                    old: sheets::shown(item.field.key, &item.old, language),
                    new: sheets::shown(item.field.key, &item.new, language),
                    ..blank(state, reason)
                });
            }
        }
        for form in &review.forms {
            for item in &form.items {
                let (state, reason) = match &form.unit {
                    Some(_) => state(item.verdict),
                    None => (State::Unplaced, sheets::stray(&Stray::NoUnit, language)),
                };
                records.push(Self {
                    sheet: form.sheet.clone(),
                    cell: item.cell.clone(),
                    id: form.id.clone(),
                    unit: form.unit.clone(),
                    key: item.key.to_owned(),
                    label: time::words(language).activity_field(item.key).to_owned(),
                    old: item.old.clone(),
                    new: item.new.clone(),
                    ..blank(state, reason)
                });
            }
        }
        for stray in &review.strays {
            records.push(Self {
                sheet: stray.sheet.clone(),
                cell: stray.cell.clone(),
                unit: stray.unit.clone().or_else(|| review.unit.clone()),
                new: stray.text.clone(),
                ..blank(State::Unplaced, sheets::stray(&stray.reason, language))
            });
        }
        records
    }

    /// The record of a file that was read and could not be taken up.
    pub fn failed(file: &Path, reason: String) -> Vec<Self> {
        vec![Self::blank(&file.display().to_string(), State::NotRead, reason)]
    }

    /// The record as JSON.
    pub fn json(&self) -> Json<'_> {
        fn some(text: &str) -> Option<&str> {
            Some(text).filter(|text| !text.is_empty())
        }
        Json {
            file: &self.file,
            sheet: some(&self.sheet),
            cell: some(&self.cell),
            task: self.task,
            id: self.id.as_deref(),
            unit: self.unit.as_deref(),
            field: some(&self.key),
            label: some(&self.label),
            old: some(&self.old),
            new: some(&self.new),
            state: self.state.key(),
            reason: some(&self.reason),
        }
    }
}
