//! 法定时限: clocks of the law that start with an event, stand still meanwhile, start anew, and can be extended.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::workdays::Calendar;
use crate::domain::{Unknown, list_or_nothing, text_or_nothing};

/// A longer clock is a slip of the fingers: days are counted one by one.
const LONGEST: u32 = 10_000;

/// A kind of clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClockKind {
    /// Its name in `duties.yaml` and in commands.
    pub key: String,
    /// What runs.
    pub name: String,
    /// The article that sets it; empty where none could be found.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub article: String,
    /// Its length in 工作日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u32>,
    /// Its length in calendar days, where it has none in working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// The most working days that an extension may add; 0 where there is none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub extension: u32,
    /// What starts it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub starts: String,
    /// What it stands still for.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub pauses: String,
    /// What starts it anew.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub restarts: String,
    /// What extends it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub extends: String,
    /// What follows when it has run out unanswered.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub then: String,
    /// Whether it may be used as it is; what no source was found for waits to be looked at.
    #[serde(default = "super::yes", skip_serializing_if = "super::is_yes")]
    pub active: bool,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(days: &u32) -> bool {
    *days == 0
}

/// A clock that runs for one duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The key of its kind.
    pub kind: String,
    /// The day of the event that started it. The day after is the first that counts.
    pub started: NaiveDate,
    /// The day on which it started anew (补正后的申请收到之日).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restarted: Option<NaiveDate>,
    /// When it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub pauses: Vec<Pause>,
    /// 延期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended: Option<Extended>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A time in which a clock stands still: the days after `from`, `to` included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The day on which others were asked.
    pub from: NaiveDate,
    /// The day on which they had answered; missing while they have not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Whom, and why.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub reason: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// An extension of a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// How many working days it adds; more than the kind allows count as what it allows.
    pub working_days: u32,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub approved_by: String,
    /// The day on which the applicant was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Where a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockEnd {
    /// Its last day, included.
    On(NaiveDate),
    /// It stands still, so that it has no last day yet.
    Paused,
    /// Its kind gives no length, or is not known.
    Open,
}

impl Running {
    /// The last day. Days on which it stood still do not count, whether it runs in working days or in calendar days.
    pub fn end(&self, kind: Option<&ClockKind>, calendar: &Calendar) -> ClockEnd {
        let Some(kind) = kind else { return ClockEnd::Open };
        let from = self.restarted.map_or(self.started, |again| again.max(self.started));
        // A pause that ended before the clock started anew has nothing to hold up any more.
        if self.pauses.iter().any(|pause| pause.to.is_none() && pause.from >= from) {
            return ClockEnd::Paused;
        }
        let added = self
            .extended
            .as_ref()
            .map_or(0, |extended| extended.working_days.min(kind.extension).min(LONGEST));
        let is_working = kind.working_days.is_some();
        let length = kind.working_days.or(kind.days).filter(|length| *length <= LONGEST);
        let Some(length) = length else { return ClockEnd::Open };
        let stands = |day: NaiveDate| {
            self.pauses.iter().any(|pause| pause.from < day && pause.to.is_some_and(|to| day <= to))
        };
        let count = |start: NaiveDate, length: u32, working: bool| {
            let (mut day, mut left) = (start, length);
            while left > 0 {
                day = day.checked_add_days(Days::new(1))?;
                let counts = !stands(day) && (!working || calendar.is_workday(day));
                left -= u32::from(counts);
            }
            Some(day)
        };
        let end = count(from, length, is_working).and_then(|day| count(day, added, true));
        end.map_or(ClockEnd::Open, ClockEnd::On)
    }
}
