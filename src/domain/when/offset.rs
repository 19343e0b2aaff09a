//! Lengths of time: 5个工作日内, +5, 一个月内, 提前5日, 不少于30日. Whether one counts from today or from an event is
//! for the words before it to say.

use chrono::{Months, NaiveDate};

use super::month;
use super::scan::Cursor;
use crate::domain::workdays::Calendar;

/// A length of time, in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Days(u32),
    WorkingDays(u32),
    Months(u32),
}

/// A length and the word that says how it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offset {
    pub length: Length,
    pub sense: Sense,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// 5日内.
    Within,
    /// +5, 5天后.
    Later,
    /// T+5: from the event, whatever stands before it.
    FromEvent,
    /// 提前5日, or 前3日 and 3日前, which need an event before them.
    Ahead { named: bool },
    /// 不少于30日.
    AtLeast,
}

/// Longer ones are amounts of something else, or a slip of the finger.
const MOST: u32 = 3660;
const WITHIN: [&str; 3] = ["之内", "以内", "内"];

impl Length {
    /// The day so far after this one.
    pub fn after(self, day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Length::Days(days) => month::days_away(day, days.into()),
            Length::WorkingDays(days) => Some(calendar.add(day, days.into())),
            Length::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }

    /// The day so long before this one.
    pub fn before(self, day: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Length::Days(days) => month::days_away(day, -i64::from(days)),
            Length::WorkingDays(days) => Some(calendar.add(day, -i64::from(days))),
            Length::Months(months) => day.checked_sub_months(Months::new(months)),
        }
    }
}

pub(super) fn offset(cursor: &mut Cursor) -> Option<Offset> {
    cursor
        .attempt(plus)
        .or_else(|| cursor.attempt(ahead))
        .or_else(|| cursor.attempt(at_least))
        .or_else(|| cursor.attempt(with_word_behind))
}

/// +5, +5天, +5工作日, T+5.
fn plus(cursor: &mut Cursor) -> Option<Offset> {
    let event = cursor.eat_any(&["T", "t"]).is_some();
    cursor.eat("+").then_some(())?;
    let number = cursor.number().filter(|number| number.value <= MOST)?.value;
    let length = unit(cursor, number).or_else(|| {
        cursor.eat_any(&["d", "D"]);
        let free = cursor.peek().is_none_or(|char| !char.is_ascii_alphanumeric());
        free.then_some(Length::Days(number))
    })?;
    let within = cursor.eat_any(&WITHIN).is_some();
    let sense = match (event, within) {
        (true, _) => Sense::FromEvent,
        (false, true) => Sense::Within,
        (false, false) => Sense::Later,
    };
    Some(Offset { length, sense })
}

/// 提前5日, 前3个工作日.
fn ahead(cursor: &mut Cursor) -> Option<Offset> {
    let named = cursor.eat("提前");
    if !named && !cursor.eat("前") {
        return None;
    }
    cursor.eat_any(&["至少", "不少于", "不得少于", "的"]);
    let length = length(cursor)?;
    cursor.eat_any(&WITHIN);
    Some(Offset { length, sense: Sense::Ahead { named } })
}

fn at_least(cursor: &mut Cursor) -> Option<Offset> {
    cursor.eat_any(&["不得少于", "不少于", "不低于", "不短于", "≥"])?;
    let length = length(cursor)?;
    Some(Offset { length, sense: Sense::AtLeast })
}

/// 5日内, 5天后, 5日前.
fn with_word_behind(cursor: &mut Cursor) -> Option<Offset> {
    // 印发之日起5个工作日 leaves 内 out.
    let begun = cursor.before(1) == Some('起');
    let length = length(cursor)?;
    cursor.eat_any(&["的时间", "时间"]);
    let sense = if cursor.eat_any(&WITHIN).is_some() || begun {
        Sense::Within
    } else if cursor.eat_any(&["之后", "以后", "后"]).is_some() {
        Sense::Later
    } else {
        cursor.eat_any(&["之前", "以前", "前"])?;
        Sense::Ahead { named: false }
    };
    Some(Offset { length, sense })
}

/// 5个工作日, 5日, 两周, 一个月, 半个月, 半年.
pub(super) fn length(cursor: &mut Cursor) -> Option<Length> {
    const HALVES: [(&str, Length); 3] =
        [("半个月", Length::Days(15)), ("半月", Length::Days(15)), ("半年", Length::Months(6))];
    // 上半年内 is no length.
    if !cursor.before(1).is_some_and(|char| matches!(char, '上' | '下' | '每'))
        && let Some(half) = cursor.eat_keyed(&HALVES)
    {
        return Some(half);
    }
    cursor.attempt(|cursor| {
        let number = cursor.number().filter(|number| (1..=MOST).contains(&number.value))?;
        unit(cursor, number.value)
    })
}

fn unit(cursor: &mut Cursor, number: u32) -> Option<Length> {
    const WORKING: [&str; 4] = ["个工作日", "工作日", "个工作天", "工作天"];
    const DAYS: [&str; 7] = ["个自然日", "自然日", "个日历日", "日历日", "天", "日", "个日历天"];
    const WEEKS: [&str; 5] = ["个星期", "星期", "个礼拜", "礼拜", "周"];
    if cursor.eat_any(&WORKING).is_some() {
        return Some(Length::WorkingDays(number));
    }
    if cursor.eat_any(&DAYS).is_some() {
        return Some(Length::Days(number));
    }
    if cursor.eat_any(&WEEKS).is_some() {
        return Some(Length::Days(number * 7));
    }
    if cursor.eat("个月") {
        return (number <= 120).then_some(Length::Months(number));
    }
    if cursor.eat("个季度") {
        return (number <= 40).then_some(Length::Months(number * 3));
    }
    (number <= 10 && cursor.eat("年")).then_some(Length::Months(number * 12))
}
