//! Months and their parts: the last day, the tens (旬), the quarter and the half year.

use chrono::{Datelike, Days, Months, NaiveDate};

pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

pub(super) fn end(year: i32, month: u32) -> Option<NaiveDate> {
    day(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The months `from` to `to` of a year, from the first day to the last.
pub(super) fn span(year: i32, from: u32, to: u32) -> Option<(NaiveDate, NaiveDate)> {
    Some((day(year, from, 1)?, end(year, to)?))
}

/// 上旬, 中旬, 下旬 (1 to 3): the last runs to the end of the month.
pub(super) fn tenth(year: i32, month: u32, which: u32) -> Option<(NaiveDate, NaiveDate)> {
    match which {
        1 => Some((day(year, month, 1)?, day(year, month, 10)?)),
        2 => Some((day(year, month, 11)?, day(year, month, 20)?)),
        _ => Some((day(year, month, 21)?, end(year, month)?)),
    }
}

/// The year and month so many months away.
pub(super) fn away(date: NaiveDate, months: i32) -> Option<(i32, u32)> {
    let first = date.with_day(1)?;
    let count = Months::new(months.unsigned_abs());
    let there = if months < 0 { first.checked_sub_months(count) } else { first.checked_add_months(count) };
    there.map(|there| (there.year(), there.month()))
}

/// A day so many days away, to either side.
pub(super) fn days_away(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}
