//! `tests/data/when.yaml` has real expressions; the tables here have further ones, and the properties hold for any text.

mod properties;
mod tables;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Context, Doubt, Every, Reading, Side, When, entered, read};
use crate::domain::workdays::Calendar;

const REAL: &str = include_str!("../../../tests/data/when.yaml");

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn with_context<T>(test: impl FnOnce(&Context) -> T) -> T {
    let calendar = Calendar::built_in();
    test(&Context { year: 2024, issued: day("2024-07-01"), today: day("2024-07-08"), calendar: &calendar })
}

fn reads(text: &str) -> When {
    with_context(|context| read(text, context))
}

fn stores(text: &str) -> String {
    with_context(|context| entered(text, context))
}

#[derive(Deserialize)]
struct Line {
    text: String,
    kind: String,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    every: Option<String>,
    count: Option<u32>,
    next_last: Option<NaiveDate>,
    days: Option<u32>,
    working_days: Option<u32>,
    then: Option<String>,
    ask: Option<String>,
}

fn kind(reading: &Reading) -> &'static str {
    match reading {
        Reading::Day(_) => "day",
        Reading::Span { .. } => "span",
        Reading::Recurring { .. } => "recurring",
        Reading::After { .. } => "after",
        Reading::Open => "open",
        Reading::External => "external",
        Reading::Text => "text",
    }
}

fn name(every: Every) -> &'static str {
    match every {
        Every::Day => "day",
        Every::Week => "week",
        Every::TwoWeeks => "two weeks",
        Every::TenDays => "ten days",
        Every::Month => "month",
        Every::TwoMonths => "two months",
        Every::Quarter => "quarter",
        Every::Half => "half",
        Every::Year => "year",
    }
}

#[test]
fn every_real_expression_reads_as_noted() {
    let lines: Vec<Line> = serde_yaml::from_str(REAL).unwrap();
    assert!(lines.len() >= 75);
    let mut wrong = Vec::new();
    for line in lines {
        let when = reads(&line.text);
        let today = day("2024-07-08");
        let reading = &when.reading;
        let mut right = kind(reading) == line.kind
            && when.first() == line.first
            && when.doubt.is_some() == line.ask.is_some()
            && reading.goes_on() == line.then.is_some()
            && (line.next_last.is_none() && line.kind == "recurring"
                || when.last(today) == line.last.or(line.next_last));
        right &= match reading {
            Reading::Recurring { every, count, .. } => {
                Some(name(*every)) == line.every.as_deref() && *count == line.count
            }
            Reading::After { days, working_days, .. } => {
                *days == line.days && *working_days == line.working_days
            }
            _ => true,
        };
        let stored = stores(&line.text);
        right &= reads(&stored).last(today) == when.last(today) && stores(&stored) == stored;
        if !right {
            wrong.push(format!("{} → {when:?}, stored {stored}", line.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
