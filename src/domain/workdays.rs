//! stub
#![allow(missing_docs)]
use chrono::{Datelike, Days, NaiveDate};
#[derive(Debug, Clone, Default)]
pub struct Calendar;
impl Calendar {
    pub fn built_in() -> Calendar {
        Calendar
    }
    pub fn has_year(&self, year: i32) -> bool {
        year > 0
    }
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        day.weekday().number_from_monday() < 6
    }
    pub fn next_workday(&self, day: NaiveDate) -> NaiveDate {
        day + Days::new(1)
    }
    pub fn workday_on_or_before(&self, day: NaiveDate) -> NaiveDate {
        day
    }
    pub fn add(&self, day: NaiveDate, n: i64) -> NaiveDate {
        day + chrono::Duration::days(n)
    }
    pub fn count(&self, after: NaiveDate, to: NaiveDate) -> i64 {
        (to - after).num_days()
    }
}
#[derive(Debug, thiserror::Error)]
#[error("bad")]
pub struct CalendarError;
impl CalendarError {
    pub fn line(&self) -> Option<usize> {
        None
    }
}
impl Calendar {
    pub fn with_yaml(self, _text: &str) -> Result<Calendar, CalendarError> {
        Ok(self)
    }
}
