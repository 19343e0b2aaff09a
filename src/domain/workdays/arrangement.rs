//! Reading a `holidays.yaml`: years, each with days off and make-up workdays. Says the line of what is wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_yaml::Value;

/// Why a `holidays.yaml` cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarError {
    /// The line of the file, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong in a `holidays.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No YAML, or not of the shape `years: {2027: {off_days: [{date: …, name: …}], make_up_workdays: […]}}`.
    #[error("not the shape of a holidays file: {0}")]
    Shape(String),
    /// A key under `years` that is no year.
    #[error("{0:?} is not a year")]
    NotAYear(String),
    /// A `date` that is no day of the calendar.
    #[error("{0:?} is not a date such as 2027-01-01")]
    NotADate(String),
    /// A day that the same file calls off and worked.
    #[error("{0} is listed both as a day off and as a make-up workday")]
    OffAndWorked(NaiveDate),
}

impl fmt::Display for CalendarError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        self.fault.fmt(out)
    }
}

impl std::error::Error for CalendarError {}

pub(super) struct Added {
    pub days: Vec<Day>,
    pub years: Vec<i32>,
}

pub(super) struct Day {
    pub date: NaiveDate,
    pub off: bool,
    pub name: Arc<str>,
}

// Keys that are not known here (`source`, a newer version's) are left alone.
#[derive(Deserialize, Default)]
struct File {
    #[serde(default)]
    years: Option<BTreeMap<Key, Option<Year>>>,
}

/// `2027` and `"2027"` are the same year.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Words(String),
}

#[derive(Deserialize, Default)]
struct Year {
    #[serde(default)]
    off_days: Option<Vec<Item>>,
    #[serde(default)]
    make_up_workdays: Option<Vec<Item>>,
}

#[derive(Deserialize)]
struct Item {
    date: Value,
    #[serde(default)]
    name: Option<String>,
}

pub(super) fn read(text: &str) -> Result<Added, CalendarError> {
    let text = text.trim_start_matches('\u{feff}');
    let file: Option<File> = serde_yaml::from_str(text).map_err(|error| CalendarError {
        line: error.location().map(|location| location.line()),
        fault: Fault::Shape(error.to_string()),
    })?;
    taken(file, text)
}

/// The same of a table in JSON.
pub(super) fn read_json(text: &str) -> Result<Added, CalendarError> {
    let file: Option<File> = serde_json::from_str(text).map_err(|error| CalendarError {
        line: Some(error.line()),
        fault: Fault::Shape(error.to_string()),
    })?;
    taken(file, text)
}

fn taken(file: Option<File>, text: &str) -> Result<Added, CalendarError> {
    let mut added = Added { days: Vec::new(), years: Vec::new() };
    let mut meanings: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    for (key, year) in file.unwrap_or_default().years.unwrap_or_default() {
        let Some(year) = year else { continue };
        let number = year_number(&key, text)?;
        let off_days = year.off_days.unwrap_or_default();
        if !off_days.is_empty() {
            added.years.push(number);
        }
        let worked = year.make_up_workdays.unwrap_or_default();
        let items = off_days.into_iter().map(|item| (true, item));
        for (off, item) in items.chain(worked.into_iter().map(|item| (false, item))) {
            let date = date(&item.date, text)?;
            if meanings.insert(date, off).is_some_and(|before| before != off) {
                return Err(CalendarError {
                    line: line_of(text, &date.to_string(), true),
                    fault: Fault::OffAndWorked(date),
                });
            }
            let name = Arc::from(item.name.unwrap_or_default().trim());
            added.days.push(Day { date, off, name });
        }
    }
    Ok(added)
}

fn year_number(key: &Key, text: &str) -> Result<i32, CalendarError> {
    let (number, words) = match key {
        Key::Number(number) => (i32::try_from(*number).ok(), number.to_string()),
        Key::Words(words) => (words.trim().parse().ok(), words.clone()),
    };
    let number = number.filter(|year| (1900..=9999).contains(year));
    number.ok_or_else(|| CalendarError { line: line_of(text, &words, false), fault: Fault::NotAYear(words) })
}

/// Quoted or not, with `-`, `/` or nothing between the parts.
fn date(value: &Value, text: &str) -> Result<NaiveDate, CalendarError> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let plain = words.replace(['/', '.'], "-");
    let shape = if plain.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" };
    let date = NaiveDate::parse_from_str(&plain, shape).ok();
    let date = date.filter(|_| plain.len() >= 8 && plain.len() <= 10);
    date.ok_or_else(|| CalendarError { line: line_of(text, &words, false), fault: Fault::NotADate(words) })
}

/// The first line (or the last) that has these words; the parsed values do not carry their place.
fn line_of(text: &str, words: &str, last: bool) -> Option<usize> {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| line.contains(words));
    let found = if last { lines.last() } else { lines.next() };
    found.map(|(_, number)| number)
}
