//! 3 日历, the calendar: a month, the agenda of the chosen day, or that of a fortnight.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::agenda::{Agenda, AgendaLine, At, Item, Under, bundle, narrowed, places, promises};
use super::filter::Shown;
use crate::domain::rows::{Row, Rows, Tally};
use crate::domain::workspace::Workspace;

/// How many days the list has.
pub const LISTED: u64 = 14;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The days.
    #[default]
    Month,
    /// The lines of the chosen day.
    Agenda,
}

/// A way to another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many days.
    Days(i64),
    /// So many months; the day of the month stays where the month has it.
    Months(i32),
    /// The month's first day.
    MonthStart,
    /// The month's last day.
    MonthEnd,
}

/// Where a month was drawn, for clicks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grid {
    /// The first column and row of the first cell.
    pub origin: (u16, u16),
    /// Columns and rows of a cell.
    pub cell: (u16, u16),
    /// How many weeks are drawn.
    pub weeks: u16,
}

/// The calendar.
#[derive(Debug, Clone)]
pub struct MonthView {
    day: NaiveDate,
    /// Where the keys go.
    pub pane: Pane,
    /// A fortnight as one list instead of the month.
    pub listed: bool,
    /// The lines of the day, or of the fortnight.
    pub list: Agenda,
    /// What is due on each day.
    tallies: BTreeMap<NaiveDate, Tally>,
    /// What the filter lets through.
    shown: Option<Arc<Shown>>,
    /// The data changed since days were counted.
    stale: bool,
    /// Noted by drawing.
    pub grid: Grid,
}

impl MonthView {
    /// The calendar on a day; counted when it is first shown.
    pub fn new(day: NaiveDate) -> Self {
        Self {
            day,
            pane: Pane::default(),
            listed: false,
            list: Agenda::default(),
            tallies: BTreeMap::new(),
            shown: None,
            stale: true,
            grid: Grid::default(),
        }
    }

    /// The chosen day.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What is due on a day.
    pub fn tally(&self, day: NaiveDate) -> Tally {
        self.tallies.get(&day).copied().unwrap_or_default()
    }

    /// The data changed: days are counted when they are needed.
    pub fn touch(&mut self) {
        self.stale = true;
    }

    /// Takes up what a filter lets through; everything without one.
    pub fn show(&mut self, shown: Option<Arc<Shown>>) {
        self.shown = shown;
        self.stale = true;
    }

    /// Counts the days anew where the data changed.
    pub fn freshen(&mut self, workspace: &Workspace, rows: &Rows) {
        if self.stale {
            self.stale = false;
            self.tallies = match self.shown.as_deref() {
                None => rows.by_last_day(),
                Some(shown) => rows.by_last_day_of(|task, place| shown.has(task, place)),
            };
            self.relist(workspace, rows);
        }
    }

    /// Builds the lines of the chosen day or fortnight.
    pub fn relist(&mut self, workspace: &Workspace, rows: &Rows) {
        let days = if self.listed { LISTED } else { 1 };
        let mut lines = Vec::new();
        for ahead in 0..days {
            let Some(day) = self.day.checked_add_days(Days::new(ahead)) else { break };
            let of_day = self.lines_of(day, workspace, rows);
            if self.listed && !of_day.is_empty() {
                let count = of_day.iter().filter(|line| line.depth == 1).count();
                let head = AgendaLine::leaf(Under::Day(day), Item::Head, Vec::new(), Some(day));
                lines.push(AgendaLine { depth: 0, count, ..head });
            }
            lines.extend(of_day);
        }
        self.list.replace(lines);
    }

    fn lines_of(&self, day: NaiveDate, workspace: &Workspace, rows: &Rows) -> Vec<AgendaLine> {
        let under = Under::Day(day);
        let mut lines = Vec::new();
        if workspace.plan.filing_day == Some(day) {
            lines.push(AgendaLine::leaf(under, Item::FilingDay, Vec::new(), Some(day)));
        }
        if self.tallies.contains_key(&day) {
            let is_here = |row: &Row| row.last() == Some(day) && row.light.counts();
            let mut found: Vec<At> = places(rows, workspace, is_here);
            let urgency =
                |at: &At| rows.task(at.0).and_then(|task| task.rows.get(at.1)).map(|row| row.light.urgency());
            // Stable: of one light the plan's order stays.
            found.sort_by_key(urgency);
            lines.extend(bundle(&self.list, rows, under, &found));
        }
        lines.extend(promises(&self.list, workspace, rows, |promised| (promised == day).then_some(under)));
        narrowed(lines, self.shown.as_deref())
    }

    /// The day that a step leads to; none beyond the days there are.
    pub fn beyond(&self, step: Step) -> Option<NaiveDate> {
        match step {
            Step::Days(count) if count < 0 => self.day.checked_sub_days(Days::new(count.unsigned_abs())),
            Step::Days(count) => self.day.checked_add_days(Days::new(count.unsigned_abs())),
            Step::Months(count) if count < 0 => {
                self.day.checked_sub_months(Months::new(count.unsigned_abs()))
            }
            Step::Months(count) => self.day.checked_add_months(Months::new(count.unsigned_abs())),
            Step::MonthStart => self.day.with_day(1),
            Step::MonthEnd => self
                .day
                .with_day(1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
                .and_then(|next| next.pred_opt()),
        }
        // Years beyond four digits would neither be drawn nor typed.
        .filter(|day| (1..=9999).contains(&day.year()))
    }

    /// Chooses a day; whether it is another one.
    pub fn go(&mut self, day: NaiveDate, workspace: &Workspace, rows: &Rows) -> bool {
        let moved = day != self.day;
        if moved {
            self.day = day;
            if !self.listed {
                // Another day's lines: the first is selected, not what happens to stand as far down.
                self.list.go(0);
            }
            self.relist(workspace, rows);
        }
        moved
    }

    /// The first day drawn of the month: a Monday.
    pub fn first_cell(&self) -> NaiveDate {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let back = u64::from(first.weekday().num_days_from_monday());
        first.checked_sub_days(Days::new(back)).unwrap_or(first)
    }

    /// How many weeks the month touches.
    pub fn weeks(&self) -> u16 {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let lead = first.weekday().num_days_from_monday();
        let last = self.beyond(Step::MonthEnd).map_or(31, |day| day.day());
        u16::try_from((lead + last).div_ceil(7)).unwrap_or(6)
    }

    /// The day of a place on the screen.
    pub fn day_at(&self, column: u16, row: u16) -> Option<NaiveDate> {
        let (right, down) = (column.checked_sub(self.grid.origin.0)?, row.checked_sub(self.grid.origin.1)?);
        let place = |offset: u16, size: u16| offset.checked_div(size);
        let (weekday, week) = (place(right, self.grid.cell.0)?, place(down, self.grid.cell.1)?);
        if weekday >= 7 || week >= self.grid.weeks {
            return None;
        }
        self.first_cell().checked_add_days(Days::new(u64::from(week) * 7 + u64::from(weekday)))
    }
}
