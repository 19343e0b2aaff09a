//! 3 日历, the calendar: a month, the agenda of the chosen day, or that of a fortnight.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::agenda::{
    Agenda, AgendaLine, At, Item, Under, bundle, duties, is_owed, narrowed, placed, promises,
};
use super::filter::Shown;
use super::notice::WhyNot;
use super::owed::Facts;
use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::rows::{Index, Row, Rows, Seat, Shelf, Tally};
use crate::domain::when::Reading;

/// How many days the list has.
pub const LISTED: u64 = 14;
/// How many further rounds of one row are shown: a daily one would fill every day.
const ROUNDS: usize = 60;

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

/// 时段: rows whose time limit is the same stretch of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How many rows; never none.
    pub count: usize,
    /// The first of them in the plan's order.
    pub row: At,
    /// The light of them that presses most.
    pub light: Light,
    /// The words of the time limit, where all have the same.
    pub due: Option<String>,
    /// Its words say both ends: of 7月10日前 only the last day is said, and it begins with the notice.
    pub is_said: bool,
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

/// The rows with one last day and one wording of it.
type Limit = (Option<NaiveDate>, Arc<str>);
/// First and last day of a stretch, and whether its words say both ends.
type Span = (NaiveDate, NaiveDate, bool);

/// The calendar.
#[derive(Debug, Clone)]
pub struct MonthView {
    day: NaiveDate,
    /// Where the keys go.
    pub pane: Pane,
    /// Days as one list instead of the month.
    pub listed: bool,
    /// The list has one week, that of the chosen day, rather than a fortnight from it.
    pub weekly: bool,
    /// The lines of the day, or of the fortnight.
    pub list: Agenda,
    /// What is due on each day.
    tallies: BTreeMap<NaiveDate, Tally>,
    /// What the filter lets through.
    shown: Option<Arc<Shown>>,
    /// 轮: recurring time limits that end a later round on that day, and for how many rows.
    rounds: BTreeMap<NaiveDate, Vec<(Limit, usize)>>,
    /// Days on which duties or promises end that no row shows.
    marks: BTreeSet<NaiveDate>,
    /// 时段: the time limits that are a stretch of days, the shortest first.
    stretches: Vec<Stretch>,
    /// Where in them the rows of a time limit are.
    stretch_of: HashMap<Limit, usize>,
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
            weekly: false,
            list: Agenda::default(),
            tallies: BTreeMap::new(),
            shown: None,
            rounds: BTreeMap::new(),
            marks: BTreeSet::new(),
            stretches: Vec::new(),
            stretch_of: HashMap::new(),
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

    /// Lets go of what the filter lets through, which is about to change.
    pub fn release(&mut self) {
        self.shown = None;
    }

    /// Takes up what a filter lets through; everything without one.
    pub fn show(&mut self, shown: Option<Arc<Shown>>) {
        self.shown = shown;
        self.stale = true;
    }

    /// Why there is no other half to go to.
    pub fn why_no_other_pane(&self) -> Option<WhyNot> {
        if self.listed {
            Some(WhyNot::OnePane)
        } else {
            (self.pane == Pane::Month && self.list.lines().is_empty()).then_some(WhyNot::NothingThatDay)
        }
    }

    /// Counts the days anew where the data changed.
    pub fn freshen(&mut self, facts: &Facts<'_>) {
        if self.stale {
            self.stale = false;
            self.tallies = self.index(facts.rows).days().collect();
            self.read_limits(facts);
            self.relist(facts);
        }
    }

    /// The first day of the list, and how many days it has.
    pub fn listing(&self) -> (NaiveDate, u64) {
        if self.weekly { (self.day.week(chrono::Weekday::Mon).first_day(), 7) } else { (self.day, LISTED) }
    }

    /// From the month to a fortnight, from there to the week, and back to the month.
    pub fn next_listing(&mut self) {
        (self.listed, self.weekly) = match (self.listed, self.weekly) {
            (false, _) => (true, false),
            (true, false) => (true, true),
            (true, true) => (false, false),
        };
    }

    /// The next day, or the one before, on which something ends that is still owed; none where there is none.
    pub fn next_due(&self, forward: bool) -> Option<NaiveDate> {
        let owed = |tally: &Tally| {
            [Light::Overdue, Light::DueSoon, Light::Unreported, Light::OnTrack]
                .iter()
                .any(|light| tally.of(*light) > 0)
        };
        let rows = self.tallies.iter().filter(|(_, tally)| owed(tally)).map(|(day, _)| *day);
        let marks = self.marks.iter().chain(self.rounds.keys()).copied();
        let marks = marks.filter(|day| self.is_marked(*day) || self.rounds(*day) > 0);
        let all: BTreeSet<NaiveDate> = rows.chain(marks).collect();
        if forward {
            all.range(self.day.succ_opt()?..).next().copied()
        } else {
            all.range(..self.day).next_back().copied()
        }
    }

    /// Builds the lines of the chosen day or fortnight.
    pub fn relist(&mut self, facts: &Facts<'_>) {
        let (first, days) = if self.listed { self.listing() } else { (self.day, 1) };
        let mut lines = Vec::new();
        for ahead in 0..days {
            let Some(day) = first.checked_add_days(Days::new(ahead)) else { break };
            let of_day = self.lines_of(day, facts);
            if self.listed && !of_day.is_empty() {
                let count = of_day.iter().filter(|line| line.depth == 1).count();
                let head = AgendaLine::leaf(Under::Day(day), Item::Head, Vec::new(), Some(day));
                lines.push(AgendaLine { depth: 0, count, ..head });
            }
            lines.extend(of_day);
        }
        self.list.replace(lines);
    }

    /// Reads what the last day alone does not say: spans, further rounds, duties and promises.
    fn read_limits(&mut self, facts: &Facts<'_>) {
        let Facts { workspace, rows, .. } = *facts;
        let plan = &workspace.plan;
        let day = rows.day();
        let year_end = NaiveDate::from_ymd_opt(plan.year, 12, 31).unwrap_or(day.today);
        let mut rounds: BTreeMap<NaiveDate, Vec<(Limit, usize)>> = BTreeMap::new();
        let mut spans: BTreeMap<Span, Vec<(Limit, &Shelf)>> = BTreeMap::new();
        for (last, words, shelf) in self.index(rows).limits() {
            let owed = shelf.count(is_owed);
            if owed == 0 || words.is_empty() {
                continue;
            }
            let limit = (last, Arc::clone(words));
            let when = rows.read(words, plan);
            match when.reading {
                Reading::Span { first, last: end, .. } if Some(end) == last && first < end => {
                    let is_said = first != plan.issued || !words.contains(['前', '内']);
                    spans.entry((first, end, is_said)).or_default().push((limit, shelf));
                }
                Reading::Recurring { .. } => {
                    let from = last.map_or(day.today, |last| last.max(day.today));
                    let after = from.succ_opt().unwrap_or(from);
                    let later = when.reading.rounds(after, year_end).into_iter().take(ROUNDS);
                    later.for_each(|(_, end)| rounds.entry(end).or_default().push((limit.clone(), owed)));
                }
                _ => {}
            }
        }
        let made =
            spans.into_iter().filter_map(|(span, limits)| Some((stretch(span, &limits, rows)?, limits)));
        let mut made: Vec<(Stretch, Vec<Limit>)> =
            made.map(|(one, limits)| (one, limits.into_iter().map(|(limit, _)| limit).collect())).collect();
        made.arrange_by_key(|(one, _)| (one.last - one.first, one.first));
        let placed = made.iter().enumerate();
        self.stretch_of =
            placed.flat_map(|(place, (_, of))| of.iter().map(move |limit| (limit.clone(), place))).collect();
        self.stretches = made.into_iter().map(|(one, _)| one).collect();
        self.rounds = rounds;
        let duties = facts.obligations().iter().filter(|one| one.state.is_owed() && one.duty.task.is_none());
        self.marks = duties.filter_map(|one| one.last).collect();
        let promised = promises(&Agenda::default(), facts, |day| Some(Under::Day(day)));
        self.marks.extend(promised.iter().filter_map(|line| line.day));
        self.marks.extend(plan.filing_day);
    }

    /// The rows that have a later round end on this day.
    fn rounds_on(&self, day: NaiveDate, rows: &Rows) -> Vec<AgendaLine> {
        let Some(limits) = self.rounds.get(&day) else { return Vec::new() };
        let index = self.index(rows);
        let shelves = limits.iter().filter_map(|((last, words), _)| index.limit(*last, words));
        let mut seats: Vec<Seat> = shelves.flat_map(|shelf| shelf.with(is_owed)).collect();
        seats.sort_unstable();
        let lines = bundle(&self.list, rows, Under::Day(day), &placed(rows, seats), |_| Some(day));
        lines.into_iter().map(|line| AgendaLine { day: Some(day), ..line }).collect()
    }

    /// How many rows have a later round end on this day.
    pub fn rounds(&self, day: NaiveDate) -> usize {
        self.rounds.get(&day).map_or(0, |limits| limits.iter().map(|(_, count)| count).sum())
    }

    /// Where those rows stand that the filter lets through, all without one.
    fn index<'a>(&'a self, rows: &'a Rows) -> &'a Index {
        self.shown.as_deref().map_or(rows.index(), |shown| &shown.index)
    }

    /// Whether a duty, a promise or the filing day ends on this day.
    pub fn is_marked(&self, day: NaiveDate) -> bool {
        // A filter narrows rows: what no row stands for is not shown then.
        self.shown.is_none() && self.marks.contains(&day)
    }

    /// The time limit of the selected line, where it is a stretch of days.
    pub fn span(&self, rows: &Rows) -> Option<&Stretch> {
        let line = self.list.selected()?;
        let place = |row: &Row| {
            is_owed(row.light)
                .then(|| self.stretch_of.get(&(row.last(), Arc::clone(&row.due))))
                .flatten()
                .copied()
        };
        let mut places = line.rows(rows).map(place);
        let first = places.next()??;
        self.stretches.get(first).filter(|_| places.all(|place| place == Some(first)))
    }

    /// The stretches that touch some days: the selected line's before all, then those that say both ends, the shortest
    /// first.
    pub fn stretches(&self, (first, last): (NaiveDate, NaiveDate), rows: &Rows) -> Vec<&Stretch> {
        let chosen = self.span(rows);
        let is_chosen = |one: &Stretch| chosen.is_some_and(|chosen| std::ptr::eq(one, chosen));
        let others = self.stretches.iter().filter(|one| one.is_said && !is_chosen(one));
        chosen.into_iter().chain(others).filter(|one| one.first <= last && one.last >= first).collect()
    }

    fn lines_of(&self, day: NaiveDate, facts: &Facts<'_>) -> Vec<AgendaLine> {
        let Facts { workspace, rows, .. } = *facts;
        let under = Under::Day(day);
        let mut lines = Vec::new();
        if workspace.plan.filing_day == Some(day) {
            lines.push(AgendaLine::leaf(under, Item::FilingDay, Vec::new(), Some(day)));
        }
        let index = self.index(rows);
        let mut found: Vec<At> = Vec::new();
        for light in Light::by_urgency().into_iter().filter(|light| light.counts()) {
            let mut seats: Vec<Seat> = index.day(day).flat_map(|shelf| shelf.of(light)).copied().collect();
            // Of one light the plan's order.
            seats.sort_unstable();
            found.extend(placed(rows, seats));
        }
        lines.extend(bundle(&self.list, rows, under, &found, |_| Some(day)));
        let is_here = |last: NaiveDate| (last == day).then_some(under);
        lines.extend(self.rounds_on(day, rows));
        lines.extend(duties(&self.list, facts, is_here).into_iter().flat_map(|(_, lines)| lines));
        lines.extend(promises(&self.list, facts, is_here));
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
    pub fn go(&mut self, day: NaiveDate, facts: &Facts<'_>) -> bool {
        let moved = day != self.day;
        if moved {
            self.day = day;
            if !self.listed {
                // Another day's lines: the first is selected, not what happens to stand as far down.
                self.list.go(0);
            }
            self.relist(facts);
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

/// What the rows of some time limits have in common, read once for all frames; none where nothing is owed of them.
fn stretch((first, last, is_said): Span, limits: &[(Limit, &Shelf)], rows: &Rows) -> Option<Stretch> {
    let owed = Light::ALL.into_iter().filter(|light| is_owed(*light));
    let light = owed
        .filter(|light| limits.iter().any(|(_, shelf)| !shelf.of(*light).is_empty()))
        .min_by_key(|light| light.urgency())?;
    let row = limits.iter().filter_map(|(_, shelf)| shelf.with(is_owed).min()).min()?;
    let due = match limits {
        [((_, words), _)] => Some(words.to_string()),
        _ => None,
    };
    let count = limits.iter().map(|(_, shelf)| shelf.count(is_owed)).sum();
    Some(Stretch { first, last, count, row: rows.at(row)?, light, due, is_said })
}
