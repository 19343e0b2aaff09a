//! When the rounds of a recurring time limit end. Rounds follow one another without a gap: each begins on the day
//! after the one before it ended, so that every day belongs to exactly one.

use chrono::{Datelike, NaiveDate, Weekday};

use super::month;
use crate::domain::workdays::Calendar;

/// How the last days of a recurring limit's rounds are found. The named day is kept, worked or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pattern: Pattern,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pattern {
    /// 每日.
    Daily,
    /// 每个工作日.
    Workdays(Calendar),
    /// 每周五, 每周二、周四: never empty.
    Weekly(Vec<Weekday>),
    /// 每两周: so many days from the first day on.
    Steps { start: NaiveDate, days: i64 },
    /// 每旬.
    Tenths,
    /// 每半月.
    HalfMonths,
    /// 每月28日前, 每季度, 每年1月31日前: days in certain months. Never empty.
    Months(Vec<End>, Calendar),
}

/// A last day in certain months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Bit 1 is January.
    pub months: u16,
    pub mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A day of the month; where the month is shorter, its last.
    Day(u32),
    /// 底.
    LastDay,
    /// The nth working day of the month; -1 the last.
    Workday(i64),
    /// The nth such day of the week in the month (1 to 4); none is the last.
    Weekday(Option<u32>, Weekday),
}

const MOST_ROUNDS: usize = 10_000;

impl Rule {
    pub(super) fn new(pattern: Pattern) -> Rule {
        Rule { pattern }
    }

    /// The end of the first round that ends on or after this day.
    pub(super) fn end_on_or_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        match &self.pattern {
            Pattern::Daily => Some(day),
            Pattern::Workdays(calendar) => {
                Some(if calendar.is_workday(day) { day } else { calendar.next_workday(day) })
            }
            Pattern::Weekly(weekdays) => (0..7)
                .filter_map(|days| month::days_away(day, days))
                .find(|day| weekdays.contains(&day.weekday())),
            Pattern::Steps { start, days } => {
                let passed = day.signed_duration_since(*start).num_days().max(0);
                month::days_away(*start, (passed / days + 1) * days - 1)
            }
            Pattern::Tenths => match day.day() {
                1..=10 => day.with_day(10),
                11..=20 => day.with_day(20),
                _ => month::end(day.year(), day.month()),
            },
            Pattern::HalfMonths if day.day() <= 15 => day.with_day(15),
            Pattern::HalfMonths => month::end(day.year(), day.month()),
            Pattern::Months(ends, calendar) => (0..=12).find_map(|away| {
                let ends = ends_in(ends, calendar, month::away(day, away)?);
                ends.into_iter().find(|end| *end >= day)
            }),
        }
    }

    /// The end of the last round that ends before this day.
    fn end_before(&self, day: NaiveDate) -> Option<NaiveDate> {
        let eve = day.pred_opt()?;
        match &self.pattern {
            Pattern::Daily => Some(eve),
            Pattern::Workdays(calendar) => Some(calendar.workday_on_or_before(eve)),
            Pattern::Weekly(weekdays) => (0..7)
                .filter_map(|days| month::days_away(eve, -days))
                .find(|day| weekdays.contains(&day.weekday())),
            Pattern::Steps { start, days } => {
                let passed = day.signed_duration_since(*start).num_days().max(0);
                month::days_away(*start, passed / days * days - 1)
            }
            Pattern::Tenths => match day.day() {
                1..=10 => day.with_day(1)?.pred_opt(),
                11..=20 => day.with_day(10),
                _ => day.with_day(20),
            },
            Pattern::HalfMonths if day.day() <= 15 => day.with_day(1)?.pred_opt(),
            Pattern::HalfMonths => day.with_day(15),
            Pattern::Months(ends, calendar) => (0..=12).find_map(|away| {
                let ends = ends_in(ends, calendar, month::away(day, -away)?);
                ends.into_iter().rev().find(|end| *end < day)
            }),
        }
    }

    pub(super) fn rounds(&self, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let mut rounds = Vec::new();
        let mut day = from;
        while rounds.len() < MOST_ROUNDS {
            let Some(last) = self.end_on_or_after(day).filter(|last| *last <= until) else {
                break;
            };
            let first = self.end_before(last).and_then(|end| end.succ_opt());
            rounds.push((first.unwrap_or(last), last));
            let Some(next) = last.succ_opt() else { break };
            day = next;
        }
        rounds
    }
}

fn ends_in(ends: &[End], calendar: &Calendar, (year, month): (i32, u32)) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = ends
        .iter()
        .filter(|end| end.months & (1 << month) != 0)
        .filter_map(|end| marked(end.mark, calendar, year, month))
        .collect();
    days.sort_unstable();
    days
}

fn marked(mark: Mark, calendar: &Calendar, year: i32, month: u32) -> Option<NaiveDate> {
    let (first, last) = month::span(year, month, month)?;
    match mark {
        Mark::Day(day) => first.with_day(day.min(last.day())),
        Mark::LastDay => Some(last),
        Mark::Workday(nth) if nth > 0 => Some(calendar.add(first.pred_opt()?, nth).min(last)),
        Mark::Workday(nth) => Some(calendar.add(last.succ_opt()?, nth).max(first)),
        Mark::Weekday(Some(nth), weekday) => {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?)
        }
        Mark::Weekday(None, weekday) => {
            (0..7).filter_map(|days| month::days_away(last, -days)).find(|day| day.weekday() == weekday)
        }
    }
}
