//! 亮灯: how a row stands today. Derived from rules, never stored.
//!
//! [`judge`] is the table of the design, first line that holds; the lights exclude each other, so that shares add to 100 %.

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::arrange::Arrange as _;
use super::entry::Entry;
use super::status::Status;
use super::workdays::Calendar;

/// 亮灯, in the order of the table: the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// 无法读取: its file is broken. Outside the totals; nobody is accused.
    Unreadable,
    /// 不计: waived, 不涉及, 暂缓 or 不再实施. Outside the totals.
    Excluded,
    /// 完成.
    Done,
    /// 待核实: the unit reported in time; our checking late is not its lateness.
    Check,
    /// 逾期: the last day is over, also where there is no entry.
    Overdue,
    /// 待报送, after the plan's filing day 未报送: no entry, or one with neither measure nor progress.
    Unreported,
    /// 临期: few working days left; with an open time limit, nothing noted and few left of the reporting period.
    DueSoon,
    /// 正常.
    OnTrack,
}

impl Light {
    /// Every light, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Unreadable,
        Self::Excluded,
        Self::Done,
        Self::Check,
        Self::Overdue,
        Self::Unreported,
        Self::DueSoon,
        Self::OnTrack,
    ];

    /// The key in JSON and queries.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Excluded => "excluded",
            Self::Done => "done",
            Self::Check => "check",
            Self::Overdue => "overdue",
            Self::Unreported => "unreported",
            Self::DueSoon => "due_soon",
            Self::OnTrack => "on_track",
        }
    }

    /// How much it wants to be seen, the most first: what a folded branch shows of what is in it.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Unreadable => 0,
            Self::Overdue => 1,
            Self::DueSoon => 2,
            Self::Check => 3,
            Self::Unreported => 4,
            Self::OnTrack => 5,
            Self::Done => 6,
            Self::Excluded => 7,
        }
    }

    /// Every light, what wants most to be seen first.
    pub fn by_urgency() -> [Self; Self::ALL.len()] {
        let mut lights = Self::ALL;
        lights.arrange_by_key(|light| light.urgency());
        lights
    }

    /// Whether the row belongs to the totals that shares are taken of.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Unreadable | Self::Excluded)
    }
}

/// How often something is asked of a standing task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 月.
    Month,
    /// 季度.
    #[default]
    Quarter,
    /// 半年.
    Half,
    /// 年.
    Year,
}

impl Period {
    /// First and last day of the period that `day` is in.
    pub fn around(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        };
        let first_month = day.month0() / months * months;
        let first = day.with_day(1).and_then(|day| day.with_month0(first_month)).unwrap_or(day);
        let last = first
            .checked_add_months(chrono::Months::new(months))
            .and_then(|next| next.pred_opt())
            .unwrap_or(NaiveDate::MAX);
        (first, last)
    }
}

/// The day counts that decide lights; the user's to change in `config.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// 临期: this many working days left, or fewer.
    pub due_soon_workdays: i64,
    /// 报送周期 of what has no end.
    pub reporting_period: Period,
    /// 序时进度: whether 完成进度 is held against the elapsed share of the year.
    pub pace: bool,
    /// 临期 where 完成进度 is behind by this many points.
    pub pace_due_soon: i64,
    /// 逾期 where it is behind by this many.
    pub pace_overdue: i64,
    /// 久未反馈: this many working days left of the reporting period, or fewer, and nothing noted in it.
    pub quiet_workdays: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            due_soon_workdays: 5,
            reporting_period: Period::Quarter,
            quiet_workdays: 10,
            pace: false,
            pace_due_soon: 10,
            pace_overdue: 30,
        }
    }
}

/// The day on which lights are judged, and by what.
#[derive(Debug, Clone)]
pub struct Day {
    /// The day; for a closed plan the day on which it was closed, if that is earlier.
    pub today: NaiveDate,
    /// 工作日.
    pub calendar: Calendar,
    /// The day counts.
    pub thresholds: Thresholds,
}

/// What a time limit means for lateness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// 未定时限: no last day, hence never late.
    None,
    /// 持续推进: no end, but something is expected in every reporting period.
    Open,
    /// The last day, included.
    Day(NaiveDate),
}

impl Limit {
    /// The last day, if there is one.
    pub fn last(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::None | Self::Open => None,
        }
    }
}

/// What the recorded activities say about a task that they answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Whether anything is recorded.
    pub recorded: bool,
    /// Whether enough is recorded.
    pub met: bool,
    /// The day on which it became enough, where that is known.
    pub met_on: Option<NaiveDate>,
}

/// All that decides the light of one row.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Its file is broken.
    pub unreadable: bool,
    /// 无需报送.
    pub waived: bool,
    /// Its entry.
    pub entry: Option<&'a Entry>,
    /// What activities say, where they answer the task.
    pub answer: Option<Answer>,
    /// The time limit: the entry's own, else the task's.
    pub limit: Limit,
    /// 序时进度: how many points 完成进度 is behind the elapsed share of the plan's year; none where no 完成进度 is used.
    pub behind: Option<i64>,
}

/// A light, and the mark that stays on what was finished late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// 亮灯.
    pub light: Light,
    /// 逾期完成: done, but reported after its last day.
    pub late: bool,
}

/// The light of a row.
pub fn judge(case: &Case<'_>, day: &Day) -> Judgement {
    let status = case.entry.map(Entry::status);
    let last = case.limit.last();
    let light = |light| Judgement { light, late: false };
    if case.unreadable {
        return light(Light::Unreadable);
    }
    if case.waived || matches!(status, Some(Status::NotApplicable | Status::Paused | Status::Dropped)) {
        return light(Light::Excluded);
    }
    let reported_on = case.entry.and_then(|entry| entry.reported_on);
    let in_time = |on: Option<NaiveDate>| on.is_none_or(|on| last.is_none_or(|last| on <= last));
    if status == Some(Status::Done) {
        return Judgement { light: Light::Done, late: !in_time(reported_on) };
    }
    if let Some(answer) = case.answer.filter(|answer| answer.met) {
        return Judgement { light: Light::Done, late: !in_time(answer.met_on) };
    }
    if status == Some(Status::Submitted) && in_time(reported_on) {
        return light(Light::Check);
    }
    let rule = day.thresholds;
    let behind = case.behind.filter(|_| rule.pace && status != Some(Status::Submitted));
    let far_behind = behind.is_some_and(|points| points >= rule.pace_overdue);
    // What has no end is never overdue, however far it is behind.
    if last.is_some_and(|last| last < day.today) || (far_behind && case.limit != Limit::Open) {
        return light(Light::Overdue);
    }
    let filed = case.entry.is_some_and(Entry::is_filed) || case.answer.is_some_and(|answer| answer.recorded);
    if !filed {
        return light(Light::Unreported);
    }
    let near = match case.limit {
        Limit::None => false,
        Limit::Day(last) => day.calendar.count(day.today, last) <= day.thresholds.due_soon_workdays,
        Limit::Open => {
            let (first, last) = day.thresholds.reporting_period.around(day.today);
            let noted = case
                .entry
                .is_some_and(|entry| entry.progress.iter().any(|note| (first..=last).contains(&note.date)));
            !noted && day.calendar.count(day.today, last) <= day.thresholds.quiet_workdays
        }
    };
    let behind = behind.is_some_and(|points| points >= rule.pace_due_soon);
    light(if near || behind { Light::DueSoon } else { Light::OnTrack })
}
