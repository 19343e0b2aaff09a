//! The day within a month, quarter or year on which a round ends: 每月28日, 第一个工作日, 结束后10日内.

use super::offset::{self, Length};
use super::rounds::Mark;
use super::scan::Cursor;
use super::{clock, month};

pub(super) fn is_possible(months: u16) -> impl Fn(Mark) -> bool {
    move |mark| match mark {
        Mark::Day(day) => (1..=12)
            .filter(|month| months & (1 << month) != 0)
            .any(|month| month::day(2024, month, day).is_some()),
        _ => true,
    }
}

/// 结束后10日内, 终了后5个工作日内: in the first month of the next round.
pub(super) fn after_period(cursor: &mut Cursor) -> Option<Mark> {
    cursor.eat_any(&["结束后", "终了后", "末后", "期满后", "结束之日起", "终了之日起", "后"])?;
    let mark = mark_of(offset::length(cursor)?)?;
    cursor.eat_any(&["之内", "以内", "内"]);
    Some(mark)
}

pub(super) fn first_days(cursor: &mut Cursor) -> Option<Mark> {
    cursor.eat("前").then_some(())?;
    mark_of(offset::length(cursor)?)
}

fn mark_of(length: Length) -> Option<Mark> {
    match length {
        Length::Days(days) if days <= 31 => Some(Mark::Day(days)),
        Length::WorkingDays(days) if days <= 23 => Some(Mark::Workday(days.into())),
        _ => None,
    }
}

/// 28日, 5日、20日, 25日至30日, 底, 上旬, 第一个工作日, 最后一个周五, 前5个工作日.
pub(super) fn marks(cursor: &mut Cursor) -> Option<Vec<Mark>> {
    const WORDS: [(&str, Mark); 12] = [
        ("最后一个工作日", Mark::Workday(-1)),
        ("最后1个工作日", Mark::Workday(-1)),
        ("最后一天", Mark::LastDay),
        ("月底", Mark::LastDay),
        ("月末", Mark::LastDay),
        ("底", Mark::LastDay),
        ("末", Mark::LastDay),
        ("上旬", Mark::Day(10)),
        ("中旬", Mark::Day(20)),
        ("下旬", Mark::LastDay),
        ("月初", Mark::Day(10)),
        ("初", Mark::Day(10)),
    ];
    cursor.eat("的");
    if let Some(mark) = cursor.eat_keyed(&WORDS).or_else(|| cursor.attempt(first_days)) {
        return Some(vec![mark]);
    }
    if let Some(mark) = cursor.attempt(numbered) {
        return Some(vec![mark]);
    }
    let mut days = vec![Mark::Day(super::moment::day_number(cursor)?)];
    for _ in 0..6 {
        let next = cursor.attempt(|cursor| {
            let range = cursor.eat_any(&["至", "到", "-", "—", "~"]).is_some();
            if !range {
                cursor.eat_any(&["、", "和", "及", ",", "/"])?;
            }
            Some((range, Mark::Day(super::moment::day_number(cursor)?)))
        });
        match next {
            Some((true, day)) => days = vec![day],
            Some((false, day)) => days.push(day),
            None => break,
        }
    }
    Some(days)
}

fn numbered(cursor: &mut Cursor) -> Option<Mark> {
    let nth = if cursor.eat_any(&["最后一个", "最后1个"]).is_some() {
        None
    } else {
        cursor.eat("第").then_some(())?;
        let nth = cursor.number().filter(|number| (1..=23).contains(&number.value))?.value;
        cursor.eat("个");
        Some(nth)
    };
    match nth {
        Some(nth) if cursor.eat("工作日") => Some(Mark::Workday(nth.into())),
        _ if nth.is_none_or(|nth| nth <= 4) => {
            clock::weekday(cursor).map(|weekday| Mark::Weekday(nth, weekday))
        }
        _ => None,
    }
}

/// （6月、9月和12月底）: the months in which the rounds end.
pub(super) fn bracketed_months(cursor: &mut Cursor) -> Option<u16> {
    cursor.eat("(").then_some(())?;
    let mut months = 0;
    for _ in 0..12 {
        let month = cursor.number().filter(|number| (1..=12).contains(&number.value))?.value;
        months |= 1 << month;
        cursor.eat_any(&["月份", "月"]);
        cursor.eat_any(&["底", "末"]);
        if cursor.eat(")") {
            return Some(months);
        }
        cursor.eat_any(&["、", "和", "及", ",", "/", "与"])?;
    }
    None
}
