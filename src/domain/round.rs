//! Rounds of a recurring time limit: which one is owed. A missed round stays owed until it is answered; a round is answered
//! by the record that it was done, or by as many notes of progress dated within it as the words ask for.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::plan::Plan;
use super::when::{Reading, When};
use super::{Unknown, text_or_nothing};
use crate::domain::arrange::Gather as _;

/// How far ahead rounds are looked for, in days.
const AHEAD: u64 = 400;

/// The record of one round that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The round's last day, which names it.
    pub last: NaiveDate,
    /// The day on which the unit said that it was done.
    pub done_on: NaiveDate,
    /// 经办人 who noted it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Round {
    /// 逾期完成: done after its last day.
    pub fn is_late(&self) -> bool {
        self.done_on > self.last
    }
}

/// The oldest round still owed, first and last day; none where the words do not recur, or none is found that is owed.
pub fn owed(
    when: &When,
    entry: Option<&Entry>,
    plan: &Plan,
    today: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let Reading::Recurring { count, .. } = &when.reading else { return None };
    let needed = count.map_or(1, |count| usize::try_from(count).unwrap_or(1).max(1));
    let from = entry.and_then(|entry| entry.filed_on).unwrap_or(plan.issued);
    let until = today.max(from).checked_add_days(Days::new(AHEAD))?;
    let noted: BTreeSet<(NaiveDate, usize)> = entry
        .map(|entry| entry.progress.iter().enumerate().map(|(place, note)| (note.date, place)).into_set())
        .unwrap_or_default();
    let is_done =
        |last: NaiveDate| entry.is_some_and(|entry| entry.rounds.iter().any(|one| one.last == last));
    when.reading.rounds(from, until).into_iter().find(|(first, last)| {
        !is_done(*last) && noted.range((*first, 0)..=(*last, usize::MAX)).count() < needed
    })
}

/// The round that a 已完成 answers, where the work goes on with another round in the plan's year; none where the words do
/// not recur, or where the last round of the year is done with it.
pub fn rolls(when: &When, entry: &Entry, plan: &Plan, today: NaiveDate) -> Option<NaiveDate> {
    let year_end = NaiveDate::from_ymd_opt(plan.year, 12, 31)?;
    let (_, last) = owed(when, Some(entry), plan, today)?;
    let after = last.succ_opt()?;
    when.reading.rounds(after, year_end).first().map(|_| last)
}
