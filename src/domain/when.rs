//! stub
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use super::workdays::Calendar;
use chrono::NaiveDate;
pub struct Context<'a> {
    pub year: i32,
    pub issued: NaiveDate,
    pub today: NaiveDate,
    pub calendar: &'a Calendar,
}
#[derive(Debug, Clone, PartialEq)]
pub enum Every {
    Month,
}
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    PastWhenIssued,
}
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    Day(NaiveDate),
    Span { first: NaiveDate, last: NaiveDate, then_open: bool },
    Recurring { every: Every, count: Option<u32> },
    After { days: Option<u32>, working_days: Option<u32> },
    Open,
    External,
    Text,
}
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    pub reading: Reading,
    pub doubt: Option<Doubt>,
}
pub fn read(text: &str, _context: &Context) -> When {
    When { reading: text.parse().map(Reading::Day).unwrap_or(Reading::Text), doubt: None }
}
pub fn entered(text: &str, _context: &Context) -> String {
    text.trim().to_owned()
}
impl When {
    pub fn last(&self, _from: NaiveDate) -> Option<NaiveDate> {
        match self.reading {
            Reading::Day(d) => Some(d),
            Reading::Span { last, .. } => Some(last),
            _ => None,
        }
    }
    pub fn first(&self) -> Option<NaiveDate> {
        None
    }
}
impl Reading {
    pub fn rounds(&self, _from: NaiveDate, _until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        Vec::new()
    }
}
