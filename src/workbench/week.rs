//! 5 本周, this week: the morning's page. What is late, due, promised, to be checked; short lists, each line acts as its
//! row does.

mod sections;
mod step;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};

use std::sync::Arc;

use super::agenda::{Agenda, AgendaLine, Item, Under, narrowed};
use super::filter::Shown;
use super::owed::Facts;
use crate::domain::report::{Figures, Period, summary};

pub use step::{Step, Steps};

/// How far ahead the days that the notice sets are told.
const AHEAD: u64 = 14;

/// A list of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// 起步清单: until the work has begun.
    Steps,
    /// 逾期, the longest first.
    Overdue,
    /// 逾期的要求: duties that no row stands for and whose day is over, the longest first.
    LateDuties,
    /// 本周到期: the last day is within this ISO week.
    Due,
    /// 承诺到期: promised until the end of the week, and not kept.
    Promised,
    /// 催办两次未回: asked twice or more, and no answer to any of it.
    Silent,
    /// 待本办核实.
    Check,
    /// 退回未报.
    Returned,
    /// 要求的日子: what the notice itself dates, within a fortnight.
    Coming,
    /// 本办任务: the coordinator's own office.
    Own,
    /// 有进展: progress was noted, or the work reported done, since the last report; without one in this week.
    Moved,
    /// 未报配档表: units that have filed nothing.
    Unfiled,
    /// 一句话进展.
    Summary,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Steps,
        Self::Overdue,
        Self::LateDuties,
        Self::Due,
        Self::Promised,
        Self::Silent,
        Self::Check,
        Self::Returned,
        Self::Coming,
        Self::Own,
        Self::Moved,
        Self::Unfiled,
        Self::Summary,
    ];

    /// Whether it begins unfolded: what is long and does not press waits to be opened.
    fn is_open_at_first(self) -> bool {
        !matches!(self, Self::Own | Self::Moved | Self::Unfiled)
    }
}

/// What the page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Data, rows and duties.
    pub facts: Facts<'a>,
    /// 本办: the full name of the coordinator's own unit.
    pub office: Option<&'a str>,
    /// The day of the last report.
    pub reported: Option<NaiveDate>,
}

impl Ground<'_> {
    /// The day on which the lights were judged.
    fn today(&self) -> NaiveDate {
        self.facts.rows.day().today
    }

    /// First and last day of the week.
    fn week(&self) -> (NaiveDate, NaiveDate) {
        Period::Week.around(self.today())
    }

    fn horizon(&self) -> NaiveDate {
        self.today().checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX)
    }
}

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Week {
    /// Its lines.
    pub list: Agenda,
    /// 起步清单 is shown.
    begins: bool,
    steps: Steps,
    summary: String,
    /// What the filter lets through.
    shown: Option<Arc<Shown>>,
    /// The day of the last report.
    pub reported: Option<NaiveDate>,
    /// The data changed since the lines were built.
    stale: bool,
}

impl Week {
    /// A page that is built when it is first shown; `begins`: with 起步清单 on top.
    pub fn new(begins: bool) -> Self {
        Self { begins, stale: true, ..Self::default() }
    }

    /// The data changed: the lines are built when they are needed.
    pub fn touch(&mut self) {
        self.stale = true;
    }

    /// Lets go of what the filter lets through, which is about to change.
    pub fn release(&mut self) {
        self.shown = None;
    }

    /// Takes up what a filter lets through; everything without one.
    pub fn show(&mut self, shown: Option<Arc<Shown>>) {
        self.shown = shown;
        self.stale = true;
    }

    /// 一句话进展.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// How far 起步清单 has come.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// Builds the lines anew where the data changed.
    pub fn freshen(&mut self, ground: &Ground<'_>) {
        if self.stale {
            self.rebuild(ground);
        }
    }

    /// How many a section counts, and its lines without the heading.
    fn section(&self, section: Section, ground: &Ground<'_>) -> (usize, Vec<AgendaLine>) {
        let (count, found) = sections::lines(section, &self.list, ground);
        if self.shown.is_none() {
            return (count, found);
        }
        let rows = |lines: &[AgendaLine]| -> usize {
            lines.iter().filter(|line| line.depth == 1).map(|line| line.rows.len()).sum()
        };
        let counts_rows = count == rows(&found);
        let found = narrowed(found, self.shown.as_deref());
        let heads = found.iter().filter(|line| line.depth == 1).count();
        (if counts_rows { rows(&found) } else { heads }, found)
    }

    /// Builds the lines anew.
    pub fn rebuild(&mut self, ground: &Ground<'_>) {
        let first = self.list.lines().is_empty();
        self.stale = false;
        self.steps = Steps::count(ground.facts.workspace, ground.facts.rows, ground.office);
        let figures = Figures::count(ground.facts.workspace, ground.facts.rows, ground.office);
        self.summary = summary(&figures, ground.today(), ground.facts.workspace.plan.year);
        let mut lines = Vec::new();
        for section in Section::ALL {
            let under = Under::Section(section);
            if section == Section::Summary {
                lines.push(AgendaLine::leaf(under, Item::Summary, Vec::new(), None));
                continue;
            }
            if section == Section::Steps && !self.begins {
                continue;
            }
            let (count, found) = self.section(section, ground);
            if found.is_empty() {
                continue;
            }
            let open = self.list.is_open(under, &Item::Head, section.is_open_at_first());
            lines.push(AgendaLine {
                depth: 0,
                open: Some(open),
                count,
                ..AgendaLine::leaf(under, Item::Head, Vec::new(), None)
            });
            if open {
                lines.extend(found);
            }
        }
        self.list.replace(lines);
        if first {
            // The first thing to be done, not its heading.
            let place = self.list.lines().iter().position(|line| line.depth > 0).unwrap_or(0);
            self.list.go(place);
        }
    }
}
