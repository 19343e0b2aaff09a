//! The query language of filters, `list`, `find` and the exports.
//!
//! Words divided by blanks must all hold. A word may carry a sign, or the sign's name and a colon; signs and colon also
//! in full width, as an input method writes them:
//!
//! | written | holds for a row |
//! |---|---|
//! | `政策解读`, `zcjd`, `"a b"` | in one of its texts or its unit's names, or the very name of its light or status |
//! | `#7`, `#增1`, `task:7` | of the task with this id or this printed number |
//! | `@住建`, `unit:zj` | of a unit with this in one of its names |
//! | `!逾期`, `!逾`, `light:overdue` | with this light: key, word, a beginning that fits only one, or its pinyin |
//! | `=推进中`, `status:done` | with this status, written in the same ways |
//! | `<7.15`, `before:7.15` | whose last day is earlier than the date; `<=` takes the date in |
//! | `>7.1`, `after:7.1` | whose last day is later than the date; `>=` takes the date in |
//! | `~3d`, `changed:2w`, `~1m`, `~3` | changed in the last days, weeks or months, today being the last of them |
//! | `-x`, `not:x` | for which `x` does not hold |
//!
//! `《7.15` and `》7.1` are read as `<` and `>` because a Chinese input method writes them so; `《条例》` stays a word. A
//! sign without a value is an error, also alone between blanks; quotes make a word of anything. An unknown prefix
//! (`12:30`, `https://…`) is a word like any other.
//!
//! Owns what a query means. Which rows are asked, and how a date is read, is the caller's.

use std::ops::Range;

use chrono::NaiveDate;

use super::pinyin::Pattern;
use super::text::{fold, same};
pub use vocabulary::{Named, Vocabulary};

mod reader;
mod vocabulary;

#[cfg(test)]
mod tests;

/// What a query may ask about one row.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts<'a> {
    /// The task's integer id.
    pub task: u32,
    /// The task's printed number (`7`, `增1`).
    pub number: &'a str,
    /// All that a bare word may be found in: requirement, measure, person, progress, area, topic.
    pub texts: &'a [&'a str],
    /// The names of the row's unit: full, short, aliases.
    pub unit: &'a [&'a str],
    /// Key and words of the row's light (亮灯).
    pub light: &'a [&'a str],
    /// Key and words of the row's status (状态); empty without an entry.
    pub status: &'a [&'a str],
    /// The last day, where there is one.
    pub last: Option<NaiveDate>,
    /// The day of the last change, where there was one.
    pub changed: Option<NaiveDate>,
}

/// A sign of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `#`, `task:`
    Task,
    /// `@`, `unit:`
    Unit,
    /// `!`, `light:`
    Light,
    /// `=`, `status:`
    Status,
    /// `<`, `before:`
    Before,
    /// `>`, `after:`
    After,
    /// `~`, `changed:`
    Changed,
    /// `-`, `not:`
    Not,
}

impl Sign {
    /// All signs, in the order in which help lists them.
    pub const ALL: [Self; 8] = [
        Self::Task,
        Self::Unit,
        Self::Light,
        Self::Status,
        Self::Before,
        Self::After,
        Self::Changed,
        Self::Not,
    ];

    /// The sign itself.
    pub fn sign(self) -> char {
        match self {
            Self::Task => '#',
            Self::Unit => '@',
            Self::Light => '!',
            Self::Status => '=',
            Self::Before => '<',
            Self::After => '>',
            Self::Changed => '~',
            Self::Not => '-',
        }
    }

    /// Its name, which a colon follows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Unit => "unit",
            Self::Light => "light",
            Self::Status => "status",
            Self::Before => "before",
            Self::After => "after",
            Self::Changed => "changed",
            Self::Not => "not",
        }
    }
}

/// Why a query cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The characters of the query that are wrong, counted in characters.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub kind: QueryErrorKind,
}

/// What is wrong with a query; the value stands as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryErrorKind {
    /// A sign with nothing behind it.
    MissingValue(Sign),
    /// No light is called so.
    UnknownLight(String),
    /// Several lights begin so.
    AmbiguousLight {
        /// What was typed.
        word: String,
        /// The keys of the lights that it may mean.
        keys: Vec<String>,
    },
    /// No status is called so.
    UnknownStatus(String),
    /// Several statuses begin so.
    AmbiguousStatus {
        /// What was typed.
        word: String,
        /// The keys of the statuses that it may mean.
        keys: Vec<String>,
    },
    /// Not a date.
    BadDate(String),
    /// Not a span such as `3d`, `2w`, `1m`.
    BadSpan(String),
}

/// A query, ready to be asked of rows.
#[derive(Debug, Clone, Default)]
pub struct Query {
    terms: Vec<Term>,
}

#[derive(Debug, Clone)]
struct Term {
    negated: bool,
    condition: Condition,
}

#[derive(Debug, Clone)]
enum Condition {
    Word {
        text: String,
        pattern: Pattern,
    },
    /// Folded, without blanks around it.
    Task(String),
    Unit(Pattern),
    /// The keys; more than one where several share the word.
    Light(Vec<String>),
    Status(Vec<String>),
    /// Earlier than this day.
    Before(NaiveDate),
    /// Later than this day.
    After(NaiveDate),
    /// On this day or later.
    Changed(NaiveDate),
}

impl Query {
    /// Reads a query. `read_date` reads a date as the plan's year would have it; it is given the value with full-width
    /// digits and signs already made half-width, and once more as typed if it did not know that.
    ///
    /// # Errors
    /// The first thing in the query that cannot be read.
    pub fn parse(
        text: &str,
        vocabulary: Vocabulary<'_>,
        read_date: &dyn Fn(&str) -> Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, QueryError> {
        reader::Reader::new(text, vocabulary, read_date, today).query()
    }

    /// Whether the query asks nothing, so that every row holds.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks when something was changed: only then need [`Facts::changed`] be worked out.
    pub fn asks_changed(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.condition, Condition::Changed(_)))
    }

    /// Whether all of the query holds for one row.
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        self.terms.iter().all(|term| term.holds(facts))
    }

    /// Whether it holds for a task: each condition for one of its rows, not all for the same one.
    pub fn matches_task(&self, rows: &[Facts<'_>]) -> bool {
        self.terms.iter().all(|term| rows.iter().any(|facts| term.holds(facts)))
    }

    /// Whether it asks for more than bare words that must be there.
    pub fn has_conditions(&self) -> bool {
        self.terms.iter().any(|term| !term.is_wanted())
    }

    /// Whether it names a task.
    pub fn asks_task(&self) -> bool {
        self.terms.iter().any(|term| !term.negated && matches!(term.condition, Condition::Task(_)))
    }

    /// Whether all but the bare words that must be there holds: each condition for one of these rows.
    pub fn conditions_hold(&self, rows: &[Facts<'_>]) -> bool {
        let mut conditions = self.terms.iter().filter(|term| !term.is_wanted());
        conditions.all(|term| rows.iter().any(|facts| term.holds(facts)))
    }

    /// The bare words that must be there, without their quotes.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.wanted().map(|(text, _)| text)
    }

    /// The same words ready to be found, for highlighting.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.wanted().map(|(_, pattern)| pattern)
    }

    fn wanted(&self) -> impl Iterator<Item = (&str, &Pattern)> {
        self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Word { text, pattern } if !term.negated => Some((text.as_str(), pattern)),
            _ => None,
        })
    }
}

impl Term {
    /// Whether it is a bare word that must be there.
    fn is_wanted(&self) -> bool {
        !self.negated && matches!(self.condition, Condition::Word { .. })
    }

    fn holds(&self, facts: &Facts<'_>) -> bool {
        self.negated != self.condition.holds(facts)
    }
}

impl Condition {
    fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Word { text, pattern } => {
                let named = facts.light.iter().chain(facts.status).any(|name| same(name, text));
                let mut places = facts.texts.iter().chain(facts.unit);
                named || places.any(|place| pattern.occurs_in(place))
            }
            Self::Task(wanted) => wanted.parse() == Ok(facts.task) || fold(facts.number).trim() == wanted,
            Self::Unit(pattern) => facts.unit.iter().any(|name| pattern.occurs_in(name)),
            Self::Light(keys) => has_key(facts.light, keys),
            Self::Status(keys) => has_key(facts.status, keys),
            Self::Before(day) => facts.last.is_some_and(|last| last < *day),
            Self::After(day) => facts.last.is_some_and(|last| last > *day),
            Self::Changed(since) => facts.changed.is_some_and(|changed| changed >= *since),
        }
    }
}

fn has_key(names: &[&str], keys: &[String]) -> bool {
    names.iter().any(|name| keys.iter().any(|key| key == name))
}
