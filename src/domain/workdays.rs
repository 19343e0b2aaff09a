//! Working days (工作日): which days are worked in China, and counting them.
//!
//! The yearly arrangement (法定节假日与调休) is ordered by the General Office of the State Council; the notices
//! that are built in stand in `assets/holidays.yaml`, with their numbers. A year without one falls back to
//! weekends, and [`Calendar::has_year`] says so. Counting begins on the day after the event (民法典 art. 201:
//! 开始的当日不计入). This module owns the arithmetic: every answer costs a few binary searches, however far
//! apart the days are.

mod arrangement;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate};

use crate::domain::arrange::Gather as _;

pub use arrangement::{CalendarError, Fault};

/// `assets/holidays.yaml` as JSON.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/holidays.json"));

/// The text above is ours and a test reads it, so that the empty calendar never comes to pass here.
static BUILT_IN_CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    arrangement::read_json(BUILT_IN).map(|added| Calendar::default().with(added)).unwrap_or_default()
});

/// Two days off of one name that lie further apart than this belong to two years' holidays.
const LONGEST_GAP_IN_ONE_HOLIDAY: i32 = 20;

/// Days off and make-up workdays (法定节假日与调休) by year.
///
/// The default one knows weekends only. A clone shares the days and costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: Arc<Arrangement>,
}

/// What a day is for the one who works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary working day.
    Workday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off of the holiday of this name (休); the name is empty where the file gives none.
    Holiday(Arc<str>),
    /// A day off that is worked for the holiday of this name (班, 调休上班).
    MakeUp(Arc<str>),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Arrangement {
    /// Sorted by day, one per day.
    exceptions: Vec<Exception>,
    years: BTreeSet<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    /// Days since 0000-12-31, as chrono counts them.
    day: i32,
    off: bool,
    name: Arc<str>,
    /// Working days won (make-up) or lost (off) against plain weeks, up to and including this day.
    balance: i64,
}

impl Calendar {
    /// The arrangement that is built in: the notices for 2024, 2025 and 2026.
    pub fn built_in() -> Calendar {
        BUILT_IN_CALENDAR.clone()
    }

    /// Adds the days of a `holidays.yaml`; a day that is known already takes the new meaning.
    ///
    /// An empty text adds nothing. A year with no days off counts as not published.
    ///
    /// # Errors
    /// Where the text is no YAML of that shape, a date cannot be, or a day is both off and worked.
    pub fn with_yaml(self, text: &str) -> Result<Calendar, CalendarError> {
        Ok(self.with(arrangement::read(text)?))
    }

    fn with(self, added: arrangement::Added) -> Calendar {
        let mut days: BTreeMap<i32, (bool, Arc<str>)> = self
            .days
            .exceptions
            .iter()
            .map(|exception| (exception.day, (exception.off, Arc::clone(&exception.name))))
            .into_map();
        for day in added.days {
            days.insert(day.date.num_days_from_ce(), (day.off, day.name));
        }
        let mut balance = 0;
        let exceptions = days
            .into_iter()
            .map(|(day, (off, name))| {
                balance += match (off, is_weekend(day)) {
                    (true, false) => -1,
                    (false, true) => 1,
                    _ => 0,
                };
                Exception { day, off, name, balance }
            })
            .collect();
        let mut years = self.days.years.clone();
        years.extend(added.years);
        Calendar { days: Arc::new(Arrangement { exceptions, years }) }
    }

    /// Whether the arrangement of this year is known; without it only weekends are, and the screen says so.
    pub fn has_year(&self, year: i32) -> bool {
        self.days.years.contains(&year)
    }

    /// Whether this day is worked.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let number = day.num_days_from_ce();
        self.exception(number).map_or(!is_weekend(number), |exception| !exception.off)
    }

    /// What this day is, with the holiday's name.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let number = day.num_days_from_ce();
        match self.exception(number) {
            Some(exception) if exception.off => DayKind::Holiday(Arc::clone(&exception.name)),
            Some(exception) => DayKind::MakeUp(Arc::clone(&exception.name)),
            None if is_weekend(number) => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// The first working day strictly after this day.
    pub fn next_workday(&self, day: NaiveDate) -> NaiveDate {
        self.add(day, 1)
    }

    /// This day if it is worked, else the last working day before it.
    pub fn workday_on_or_before(&self, day: NaiveDate) -> NaiveDate {
        if self.is_workday(day) { day } else { self.add(day, -1) }
    }

    /// The `n`th working day after this day, which itself never counts; a negative `n` counts back from it, and
    /// 0 is the day itself. Beyond the days that chrono knows it stays on the last (or first) of them.
    pub fn add(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let number = day.num_days_from_ce();
        let wanted = match n {
            0 => return day,
            1.. => self.worked_until(number).saturating_add(n),
            _ => self.worked_until(number.saturating_sub(1)).saturating_add(n).saturating_add(1),
        };
        let (mut low, mut high) = (NaiveDate::MIN.num_days_from_ce(), NaiveDate::MAX.num_days_from_ce());
        // The first day by which so many have been worked: it is a working day, since the count rose on it.
        while low < high {
            let middle = low + (high - low) / 2;
            if self.worked_until(middle) >= wanted {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let end = if n > 0 { NaiveDate::MAX } else { NaiveDate::MIN };
        NaiveDate::from_num_days_from_ce_opt(low).unwrap_or(end)
    }

    /// The working days in (after, to]; negative where `to` lies before `after`: those in (to, after], negated.
    pub fn count(&self, after: NaiveDate, to: NaiveDate) -> i64 {
        self.worked_until(to.num_days_from_ce()) - self.worked_until(after.num_days_from_ce())
    }

    /// The first day off of the next holiday of this name (`国庆节`, `春节`…) that begins strictly after `after`.
    ///
    /// A joint holiday (`国庆节、中秋节`) answers to each of its names. None where no arrangement has it yet.
    pub fn holiday_first_day(&self, name: &str, after: NaiveDate) -> Option<NaiveDate> {
        let after = after.num_days_from_ce();
        let mut previous = None;
        for exception in self.days.exceptions.iter().filter(|exception| exception.off) {
            if !exception.name.split(['、', '，', ',', ' ']).any(|part| part == name) {
                continue;
            }
            let begins = previous.is_none_or(|day| exception.day - day > LONGEST_GAP_IN_ONE_HOLIDAY);
            if begins && exception.day > after {
                return NaiveDate::from_num_days_from_ce_opt(exception.day);
            }
            previous = Some(exception.day);
        }
        None
    }

    fn exception(&self, day: i32) -> Option<&Exception> {
        let exceptions = &self.days.exceptions;
        let place = exceptions.binary_search_by_key(&day, |exception| exception.day);
        place.ok().and_then(|place| exceptions.get(place))
    }

    /// The working days since 0000-12-31 up to and including this day; only differences of it mean something.
    fn worked_until(&self, day: i32) -> i64 {
        let plain = i64::from(day.div_euclid(7)) * 5 + i64::from(day.rem_euclid(7).min(5));
        let passed = self.days.exceptions.partition_point(|exception| exception.day <= day);
        let last = passed.checked_sub(1).and_then(|place| self.days.exceptions.get(place));
        plain + last.map_or(0, |exception| exception.balance)
    }
}

/// Day 1 (0001-01-01) is a Monday, so that the remainders 6 and 0 are Saturday and Sunday.
fn is_weekend(day: i32) -> bool {
    matches!(day.rem_euclid(7), 0 | 6)
}
