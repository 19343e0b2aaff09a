//! How a time expression was read, and why a reading is doubtful.

use super::{Language, Section, domain, fill};
use crate::domain::when::{Doubt, Every, Reading, Side};
use chrono::{Datelike, NaiveDate};

/// The words in both languages.
pub static SECTION: Section<WhenWords> = section!("when");

words! {
    /// The pieces of the sentences.
    pub struct WhenWords {
        span: String,
        then_open: String,
        count: String,
        after_days: String,
        after_working_days: String,
        after: String,
        at_least: String,
        before: String,
        open: String,
        external: String,
        text: String,
        every: [String; 9],
        doubts: Doubts,
    }
}

words! {
    struct Doubts {
        past_when_issued: String,
        weekday_mismatch: String,
        two_dates: String,
        other_words: String,
        month_missing: String,
        day_or_months: String,
        next_year: String,
        before_period: String,
        period_included: String,
        apart: String,
        vague: String,
        holiday_unpublished: String,
        period_missing: String,
        perhaps: String,
        days_or_working_days: String,
    }
}

/// A reading in words: `7月1日至7月10日`, `每季度`, `长期`. Days of another year than `year` carry theirs.
pub fn reading(reading: &Reading, year: i32, language: Language) -> String {
    let words = SECTION.of(language);
    let day = |day: NaiveDate| domain::words(language).day(day, year);
    match reading {
        Reading::Day(one) => day(*one),
        Reading::Span { first, last, then_open } => {
            let span = fill(&words.span, &[("first", &day(*first)), ("last", &day(*last))]);
            if *then_open { span + &words.then_open } else { span }
        }
        Reading::Recurring { every, count, .. } => {
            let every = words.every.get(place(*every)).cloned().unwrap_or_default();
            match count {
                Some(count) => every + &fill(&words.count, &[("n", count)]),
                None => every,
            }
        }
        Reading::After { days, working_days, side } => {
            let length = match (days, working_days) {
                (_, Some(n)) => fill(&words.after_working_days, &[("n", n)]),
                (Some(n), None) => fill(&words.after_days, &[("n", n)]),
                (None, None) => words.after.clone(),
            };
            match side {
                Side::Within => length,
                Side::Before => fill(&words.before, &[("length", &length)]),
                Side::AtLeast => fill(&words.at_least, &[("length", &length)]),
            }
        }
        Reading::Open => words.open.clone(),
        Reading::External => words.external.clone(),
        Reading::Text => words.text.clone(),
    }
}

fn place(every: Every) -> usize {
    match every {
        Every::Day => 0,
        Every::Week => 1,
        Every::TwoWeeks => 2,
        Every::TenDays => 3,
        Every::Month => 4,
        Every::TwoMonths => 5,
        Every::Quarter => 6,
        Every::Half => 7,
        Every::Year => 8,
    }
}

/// Why a reading should be looked at again.
pub fn doubt(doubt: &Doubt, language: Language) -> String {
    let words = &SECTION.of(language).doubts;
    match doubt {
        Doubt::PastWhenIssued(day) => {
            let day = domain::words(language).day(*day, day.year() + 1);
            fill(&words.past_when_issued, &[("day", &day)])
        }
        Doubt::WeekdayMismatch { actual, .. } => {
            // Any Monday will do to name the weekday.
            let monday = NaiveDate::from_ymd_opt(2024, 7, 1).unwrap_or_default();
            let day = monday + chrono::Days::new(u64::from(actual.num_days_from_monday()));
            fill(&words.weekday_mismatch, &[("weekday", &domain::words(language).weekday(day))])
        }
        Doubt::TwoDates => words.two_dates.clone(),
        Doubt::OtherWords => words.other_words.clone(),
        Doubt::MonthMissing => words.month_missing.clone(),
        Doubt::DayOrMonths => words.day_or_months.clone(),
        Doubt::NextYear => words.next_year.clone(),
        Doubt::BeforePeriod => words.before_period.clone(),
        Doubt::PeriodIncluded => words.period_included.clone(),
        Doubt::Apart => words.apart.clone(),
        Doubt::Vague => words.vague.clone(),
        Doubt::HolidayUnpublished(year) => fill(&words.holiday_unpublished, &[("year", year)]),
        Doubt::PeriodMissing => words.period_missing.clone(),
        Doubt::Perhaps => words.perhaps.clone(),
        Doubt::DaysOrWorkingDays => words.days_or_working_days.clone(),
    }
}
