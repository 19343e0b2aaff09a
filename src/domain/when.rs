//! A time limit (时限): a Chinese time expression, kept in its words, and what it reads as.
//!
//! The words are what is stored; a reading is derived from them again and again, and nothing here ever guesses a
//! date: what is not understood is [`Reading::Text`], and what can be read in two ways carries a [`Doubt`], which
//! the form asks about. Only relative forms (`下周五`, `+5工作日`) become dates when they are entered, because
//! their meaning would move with the day. Pure: the issue date, the year and "today" come with the [`Context`].
//!
//! Rules of reading (domain facts, section 5): `X前` includes the named day and begins on the issue date; a month
//! without a year is the plan's; of two dates the first decides; a list of months runs to the last; the tens of a
//! month (旬) are 1–10, 11–20 and 21 to its end.

mod clock;
mod festival;
mod figures;
mod fold;
mod marks;
mod moment;
mod month;
mod numerals;
mod offset;
mod recurring;
mod relative;
mod rounds;
mod scan;
mod sentence;
mod surroundings;
mod vague;

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate, Weekday};

use super::workdays::Calendar;
pub use rounds::Rule;

/// What a reading needs to know besides the words.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The plan's year: that of a month or day which names none.
    pub year: i32,
    /// The day the notice was issued (印发): where `X前` begins.
    pub issued: NaiveDate,
    /// The day that 今天, 下周五 and 10天内 count from.
    pub today: NaiveDate,
    /// The working days, and the holidays of 国庆节前.
    pub calendar: &'a Calendar,
}

/// A time limit as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// What the words mean.
    pub reading: Reading,
    /// Why that meaning should be asked about, if it should.
    pub doubt: Option<Doubt>,
}

/// What a time expression means. Both ends of everything are included.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// One day: 7月10日, 9月底.
    Day(NaiveDate),
    /// From a first day to a last: 7月10日前, 第三季度.
    Span {
        /// The first day.
        first: NaiveDate,
        /// The last day; never before the first.
        last: NaiveDate,
        /// Whether the work goes on without an end afterwards: …并长期坚持.
        then_open: bool,
    },
    /// Again and again: 每季度, 每月28日前, 每年至少2次.
    Recurring {
        /// How often.
        every: Every,
        /// How many times in each round, where the words say so.
        count: Option<u32>,
        /// When the rounds end.
        rule: Rule,
    },
    /// So long after (or before) an event: 活动开展后5个工作日内. Neither number where the words give a length in
    /// months or none.
    After {
        /// Calendar days.
        days: Option<u32>,
        /// Working days (工作日).
        working_days: Option<u32>,
        /// On which side of the event, and whether it is a minimum.
        side: Side,
    },
    /// Without an end, never late: 长期坚持, 适时.
    Open,
    /// To be set by others: 按上级通知要求, 待定, 尽快.
    External,
    /// Not read; the words stand for themselves.
    Text,
}

/// How often something recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    /// 每日, 每个工作日.
    Day,
    /// 每周.
    Week,
    /// 每两周, 每半月.
    TwoWeeks,
    /// 每旬: the tens of a month.
    TenDays,
    /// 每月.
    Month,
    /// 每两个月.
    TwoMonths,
    /// 每季度.
    Quarter,
    /// 每半年.
    Half,
    /// 每年.
    Year,
}

/// On which side of its event an offset lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Within so long after the event: 会后7日内.
    Within,
    /// At least so long before the event: 提前5日.
    Before,
    /// Lasting at least so long from the event: 一般不少于30日. A minimum, not a limit.
    AtLeast,
}

/// Why a reading should be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The limit lay in the past when the notice was issued; perhaps next year is meant. The last day.
    PastWhenIssued(NaiveDate),
    /// The day of the week beside the date is not that date's.
    WeekdayMismatch {
        /// As the words have it.
        written: Weekday,
        /// As the calendar has it.
        actual: Weekday,
    },
    /// More than one date stands there; the first was taken.
    TwoDates,
    /// Other words stand beside the date that may change its meaning.
    OtherWords,
    /// A day without a month (15号): this month's was taken.
    MonthMissing,
    /// `7-9` may be a day or two months; the day was taken.
    DayOrMonths,
    /// The end would lie before the beginning; the next year's was taken (11月至1月).
    NextYear,
    /// 9月前 may include September or not: months, quarters and years were left out, the tens of a month taken in.
    BeforePeriod,
    /// 三季度前 of a notice of July: without the period it would be over already, so that it was taken in.
    PeriodIncluded,
    /// 每隔两周 may be every two weeks or every three; two were taken.
    Apart,
    /// 左右, 月初, 月中: no exact day.
    Vague,
    /// The holiday's days off in this year are not published; the day that the law gives it was taken.
    HolidayUnpublished(i32),
    /// 定期 without a period.
    PeriodMissing,
    /// 次月5日 may recur every month or not; recurring was taken.
    Perhaps,
    /// `T+5` may count calendar days or working days; calendar days were taken.
    DaysOrWorkingDays,
}

/// Reads a time expression. Any text has a reading; what is not understood is [`Reading::Text`].
pub fn read(text: &str, context: &Context) -> When {
    let parsed = sentence::parse(&fold::Folded::of(text), context);
    When { reading: parsed.reading, doubt: parsed.doubt }
}

/// The form in which an entered text is stored: trimmed, full-width letters and digits folded, and a relative form
/// replaced by its date (`2024-07-19`, or `2024-07-18前` for a span), other words beside it kept. A text that is
/// not read is only trimmed. The stored form has the same last day, and entering it again changes nothing.
pub fn entered(text: &str, context: &Context) -> String {
    let trimmed = fold::trimmed(text);
    if sentence::parse(&fold::Folded::of(trimmed), context).reading == Reading::Text {
        return trimmed.to_owned();
    }
    let stored = fold::stored(trimmed);
    let folded = fold::Folded::of(&stored);
    let parsed = sentence::parse(&folded, context);
    if !parsed.relative {
        return stored;
    }
    let (date, last, then_open) = match parsed.reading {
        Reading::Day(day) => (day.to_string(), day, false),
        Reading::Span { last, then_open, .. } => (format!("{last}前"), last, then_open),
        _ => return stored,
    };
    if !(1000..=9999).contains(&last.year()) {
        return stored;
    }
    let (start, end) = folded.bytes(&parsed.place);
    let beside = (stored.get(..start), stored.get(end..));
    let in_place = beside.0.zip(beside.1).map(|(before, after)| format!("{before}{date}{after}"));
    let alone = if then_open { format!("{date}并长期坚持") } else { date };
    // The words beside a date may run together with it; then the date alone is kept.
    in_place
        .into_iter()
        .chain([alone])
        .find(|form| {
            let again = sentence::parse(&fold::Folded::of(form), context);
            !again.relative
                && again.reading.last_of_its_own() == Some(last)
                && again.reading.goes_on() == then_open
                && fold::stored(form) == *form
        })
        .unwrap_or(stored)
}

impl When {
    /// The day that decides the light: the last of a day or span; of a recurring form the end of the first round
    /// that ends on or after `from`; else none.
    pub fn last(&self, from: NaiveDate) -> Option<NaiveDate> {
        match &self.reading {
            Reading::Recurring { rule, .. } => rule.end_on_or_after(from),
            reading => reading.last_of_its_own(),
        }
    }

    /// The first day of a day or span.
    pub fn first(&self) -> Option<NaiveDate> {
        match self.reading {
            Reading::Day(day) => Some(day),
            Reading::Span { first, .. } => Some(first),
            _ => None,
        }
    }
}

impl Reading {
    /// The rounds (first day, last day) of a recurring form that end within [from, until], the earliest first and
    /// at most 10,000 of them; rounds follow one another without a gap. None for other readings.
    pub fn rounds(&self, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        match self {
            Reading::Recurring { rule, .. } => rule.rounds(from, until),
            _ => Vec::new(),
        }
    }

    fn last_of_its_own(&self) -> Option<NaiveDate> {
        match self {
            Reading::Day(day) => Some(*day),
            Reading::Span { last, .. } => Some(*last),
            _ => None,
        }
    }

    fn goes_on(&self) -> bool {
        matches!(self, Reading::Span { then_open: true, .. })
    }
}
