//! What one unit is asked for, and how much of it has been filed: kept per unit, so that nobody counts all rows for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Row;
use super::index::{Shelf, is_filed};

/// What a unit is asked for, and how much of it has been filed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Its rows.
    pub(super) shelf: Shelf,
    by_entries: Asked,
    by_activities: Asked,
    sheet: Sheet,
}

/// Tasks that count, and those of them for which something was filed: several entries for one task are one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Tasks for which the unit is asked.
    pub asked: u32,
    /// Those of them for which it has said what it does.
    pub filed: u32,
}

/// The rows that a 配档表 has a line for: those that count, but for what activities answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Lines that are asked for.
    pub need: usize,
    /// Those of them that were filed.
    pub have: usize,
    /// When they were, where it is known: how many on each day.
    filed_on: BTreeMap<NaiveDate, usize>,
}

impl Sheet {
    /// The day on which the last line that is filed came.
    pub fn last_filed(&self) -> Option<NaiveDate> {
        self.filed_on.keys().next_back().copied()
    }
}

impl Account {
    /// Its rows.
    pub fn rows(&self) -> &Shelf {
        &self.shelf
    }

    /// The tasks that entries answer; where there are none those that activities do.
    pub fn tasks(&self) -> Asked {
        if self.by_entries.asked == 0 { self.by_activities } else { self.by_entries }
    }

    /// What its 配档表 is asked to have.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Takes up what a task asks of it.
    pub(super) fn add(&mut self, part: &Part, by_activities: bool) {
        let asked = if by_activities { &mut self.by_activities } else { &mut self.by_entries };
        asked.asked += u32::from(part.need > 0);
        asked.filed += u32::from(part.filed);
        if !by_activities {
            self.sheet.need += part.need;
            self.sheet.have += part.have;
            part.filed_on.iter().for_each(|day| *self.sheet.filed_on.entry(*day).or_default() += 1);
        }
    }

    /// Takes away what a task asked of it.
    pub(super) fn remove(&mut self, part: &Part, by_activities: bool) {
        let asked = if by_activities { &mut self.by_activities } else { &mut self.by_entries };
        asked.asked -= u32::from(part.need > 0);
        asked.filed -= u32::from(part.filed);
        if by_activities {
            return;
        }
        self.sheet.need -= part.need;
        self.sheet.have -= part.have;
        for day in &part.filed_on {
            if let Some(count) = self.sheet.filed_on.get_mut(day) {
                *count -= 1;
                if *count == 0 {
                    self.sheet.filed_on.remove(day);
                }
            }
        }
    }
}

/// What one task asks of one unit.
#[derive(Debug, Default)]
pub(super) struct Part {
    need: usize,
    have: usize,
    filed: bool,
    filed_on: Vec<NaiveDate>,
}

impl Part {
    /// Takes up one of its rows.
    pub(super) fn put(&mut self, row: &Row) {
        if !row.light.counts() {
            return;
        }
        self.need += 1;
        self.filed |= is_filed(row);
        if row.is_filed() {
            self.have += 1;
            self.filed_on.extend(row.entry().and_then(|entry| entry.filed_on));
        }
    }
}
