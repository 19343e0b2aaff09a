//! What all sections of a report look at, and how they name things.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Setting;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;

/// What a line is about: a measure, or where the unit named none the task's requirement.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Matter {
    /// The task's id.
    pub task: u32,
    /// Its printed number.
    pub number: String,
    /// 工作措施, else 工作要求.
    pub text: String,
}

/// The lines of a section: those that are shown in it, and those that move to the annex, so that the report keeps to
/// one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// In the section.
    pub shown: Vec<T>,
    /// In the annex.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<T>,
}

impl<T> Listed<T> {
    /// The first `limit` lines shown.
    pub fn new(mut lines: Vec<T>, limit: usize) -> Self {
        let rest = lines.split_off(limit.min(lines.len()));
        Self { shown: lines, rest }
    }

    /// Every line.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.shown.iter().chain(&self.rest)
    }

    /// A line by its place among all.
    pub fn line(&self, place: usize) -> Option<&T> {
        match place.checked_sub(self.shown.len()) {
            None => self.shown.get(place),
            Some(place) => self.rest.get(place),
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.shown.len() + self.rest.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.rest.is_empty()
    }
}

/// The data at the cut, the data at the start, and where things stand.
pub(super) struct Ground<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) rows: &'a Rows,
    /// The data at the start of the period.
    pub(super) before: &'a Workspace,
    pub(super) setting: &'a Setting<'a>,
    /// The day of the cut, on which lights were judged.
    pub(super) day: NaiveDate,
    /// The rows of each entry that belong to the totals.
    counting: HashMap<&'a str, Vec<&'a Row>>,
    task_places: HashMap<u32, usize>,
    unit_places: HashMap<&'a str, usize>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        rows: &'a Rows,
        before: &'a Workspace,
        setting: &'a Setting<'a>,
    ) -> Self {
        let mut counting: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in rows.iter().filter(|row| row.light.counts()) {
            if let Some(entry) = row.entry() {
                counting.entry(entry.id.as_str()).or_default().push(row);
            }
        }
        let task_places = workspace.plan.tasks().enumerate().map(|(place, task)| (task.id, place)).collect();
        let units = workspace.roster.units.iter().enumerate();
        let unit_places = units.map(|(place, unit)| (unit.name.as_str(), place)).collect();
        Self { workspace, rows, before, setting, day: rows.day().today, counting, task_places, unit_places }
    }

    /// The rows of an entry that belong to the totals.
    pub(super) fn counting(&self, id: &EntryId) -> &[&'a Row] {
        self.counting.get(id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The units of rows, each once, in the rows' order.
    pub(super) fn units(rows: &[&Row]) -> Vec<String> {
        let mut units: Vec<String> = Vec::new();
        for row in rows {
            if !units.iter().any(|unit| **unit == *row.unit) {
                units.push(row.unit.to_string());
            }
        }
        units
    }

    /// The place of a unit in the roster; what is no unit comes last.
    pub(super) fn unit_place(&self, unit: &str) -> usize {
        self.unit_places.get(unit).copied().unwrap_or(usize::MAX)
    }

    /// The place of a task in the plan.
    pub(super) fn task_place(&self, task: u32) -> usize {
        self.task_places.get(&task).copied().unwrap_or(usize::MAX)
    }

    /// Roster order, then the plan's.
    pub(super) fn place(&self, units: &[String], task: u32) -> (usize, usize) {
        (units.first().map_or(usize::MAX, |unit| self.unit_place(unit)), self.task_place(task))
    }

    /// What a line about this entry, or about a task without one, is about.
    pub(super) fn matter(&self, task: u32, entry: Option<&Entry>) -> Matter {
        let found = self.workspace.plan.task(task);
        let measure = entry.map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
        let requirement = || found.map_or("", |task| task.requirement.trim());
        Matter {
            task,
            number: found.map_or_else(|| task.to_string(), |task| task.number.clone()),
            text: measure.unwrap_or_else(requirement).to_owned(),
        }
    }

    /// Working days that a last day lies back.
    pub(super) fn late(&self, last: NaiveDate) -> i64 {
        self.rows.day().calendar.count(last, self.day)
    }
}
