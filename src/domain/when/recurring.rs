//! Again and again: 每季度, 每月28日前, 按月, 日督查, 一周一次, 每年至少2次.

use chrono::{Datelike, Weekday};

use super::marks::{after_period, bracketed_months, first_days, is_possible, marks};
use super::rounds::{End, Mark, Pattern, Rule};
use super::scan::Cursor;
use super::{Context, Doubt, Every, Reading, clock};

/// What was found: a recurring reading, or words whose day cannot be (每月32日).
pub(super) enum Recurrence {
    Found(Reading, Option<Doubt>),
    Impossible,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Workday,
    Every(Every),
    HalfMonth,
    Days(i64),
}

const UNITS: [(&str, Unit); 22] = [
    ("个工作日", Unit::Workday),
    ("工作日", Unit::Workday),
    ("天", Unit::Every(Every::Day)),
    ("日", Unit::Every(Every::Day)),
    ("双周", Unit::Every(Every::TwoWeeks)),
    ("半个月", Unit::HalfMonth),
    ("半月", Unit::HalfMonth),
    ("半年度", Unit::Every(Every::Half)),
    ("半年", Unit::Every(Every::Half)),
    ("个星期", Unit::Every(Every::Week)),
    ("星期", Unit::Every(Every::Week)),
    ("礼拜", Unit::Every(Every::Week)),
    ("周", Unit::Every(Every::Week)),
    ("旬", Unit::Every(Every::TenDays)),
    ("个季度", Unit::Every(Every::Quarter)),
    ("季度", Unit::Every(Every::Quarter)),
    ("季", Unit::Every(Every::Quarter)),
    ("个月", Unit::Every(Every::Month)),
    ("月度", Unit::Every(Every::Month)),
    ("月", Unit::Every(Every::Month)),
    ("年度", Unit::Every(Every::Year)),
    ("年", Unit::Every(Every::Year)),
];
/// What is done once a period, where the period alone says how often: 日督查, 周调度, 月通报.
const REPORTS: [&str; 17] = [
    "督查", "督办", "调度", "通报", "推进", "考评", "例会", "小结", "会商", "分析", "报告", "报", "巡查",
    "总结", "汇报", "检查", "排名",
];
const ALL: u16 = 0b1_1111_1111_1110;
const EVEN: u16 = 0b1_0101_0101_0100;
const ODD: u16 = ALL & !EVEN;
const QUARTER_ENDS: u16 = 1 << 3 | 1 << 6 | 1 << 9 | 1 << 12;
const HALF_ENDS: u16 = 1 << 6 | 1 << 12;
const YEAR_END: u16 = 1 << 12;

pub(super) fn recurrence(cursor: &mut Cursor, context: &Context) -> Option<Recurrence> {
    let mut doubt = None;
    let mut said = None;
    let unit = if let Some(unit) = cursor.attempt(each) {
        unit
    } else if let Some((unit, why)) = cursor.attempt(apart) {
        doubt = why;
        unit
    } else if let Some(unit) = cursor.attempt(by_period) {
        unit
    } else if let Some((unit, count)) = cursor.attempt(so_often) {
        said = count;
        unit
    } else if cursor.eat("次月") {
        let mut ahead = *cursor;
        marks(&mut ahead)?;
        doubt = Some(Doubt::Perhaps);
        Unit::Every(Every::Month)
    } else {
        return None;
    };
    let (every, pattern) = match unit {
        Unit::Workday => (Every::Day, Pattern::Workdays(context.calendar.clone())),
        Unit::Every(Every::Day) => (Every::Day, Pattern::Daily),
        Unit::Every(Every::Week) => (Every::Week, Pattern::Weekly(weekdays(cursor))),
        Unit::Every(Every::TwoWeeks) => (Every::TwoWeeks, Pattern::Steps { start: context.issued, days: 14 }),
        Unit::HalfMonth => (Every::TwoWeeks, Pattern::HalfMonths),
        Unit::Every(Every::TenDays) => (Every::TenDays, Pattern::Tenths),
        Unit::Days(7) => (Every::Week, Pattern::Steps { start: context.issued, days: 7 }),
        Unit::Days(days) => (Every::TwoWeeks, Pattern::Steps { start: context.issued, days }),
        Unit::Every(every) => {
            let Some(ends) = ends(cursor, every, context) else {
                return Some(Recurrence::Impossible);
            };
            (every, Pattern::Months(ends, context.calendar.clone()))
        }
    };
    clock::time(cursor);
    cursor.eat_any(&["之前", "以前", "前", "之内", "以内", "内", "止"]);
    let count = said.or_else(|| count(*cursor));
    // 每月第一周: which part of the round is meant nobody says.
    if cursor.sees("第") {
        doubt = doubt.or(Some(Doubt::OtherWords));
    }
    let reading = Reading::Recurring { every, count, rule: Rule::new(pattern) };
    Some(Recurrence::Found(reading, doubt))
}

/// The year as one round: 年内至少组织一次.
pub(super) fn yearly(context: &Context, count: u32) -> Reading {
    let ends = vec![End { months: YEAR_END, mark: Mark::LastDay }];
    let rule = Rule::new(Pattern::Months(ends, context.calendar.clone()));
    Reading::Recurring { every: Every::Year, count: Some(count), rule }
}

/// 每月, 每3个月.
fn each(cursor: &mut Cursor) -> Option<Unit> {
    cursor.eat_any(&["每逢", "每"])?;
    let numbered = cursor.attempt(|cursor| {
        let number = cursor.number()?.value;
        let unit = cursor.eat_keyed(&UNITS)?;
        several(number, unit)
    });
    numbered.or_else(|| {
        cursor.eat("个");
        cursor.eat_keyed(&UNITS)
    })
}

/// So many units as one period, where there is such a one.
fn several(number: u32, unit: Unit) -> Option<Unit> {
    match (number, unit) {
        (1, unit) => Some(unit),
        (2, Unit::Every(Every::Week)) => Some(Unit::Every(Every::TwoWeeks)),
        (2, Unit::Every(Every::Month)) => Some(Unit::Every(Every::TwoMonths)),
        (3, Unit::Every(Every::Month)) => Some(Unit::Every(Every::Quarter)),
        (6, Unit::Every(Every::Month)) => Some(Unit::Every(Every::Half)),
        (12, Unit::Every(Every::Month)) => Some(Unit::Every(Every::Year)),
        (10, Unit::Every(Every::Day)) => Some(Unit::Every(Every::TenDays)),
        (7, Unit::Every(Every::Day)) => Some(Unit::Days(7)),
        (14, Unit::Every(Every::Day)) => Some(Unit::Days(14)),
        (15, Unit::Every(Every::Day)) => Some(Unit::HalfMonth),
        _ => None,
    }
}

/// 隔周, 每隔一个月: every second one. 每隔两周 is said of every two weeks and of every three. Not 间隔两周.
fn apart(cursor: &mut Cursor) -> Option<(Unit, Option<Doubt>)> {
    let led = cursor.eat_any(&["每逢", "每"]).is_some();
    (led || cursor.before(1).is_none_or(super::scan::is_mark)).then_some(())?;
    cursor.eat("隔").then_some(())?;
    let number = cursor.attempt(|cursor| cursor.number().map(|number| number.value));
    if number.is_none() {
        cursor.eat("个");
    }
    let unit = cursor.eat_keyed(&UNITS)?;
    let (unit, doubt) = match (number.unwrap_or(1), unit) {
        (1, Unit::Every(Every::Week | Every::Month)) => (several(2, unit)?, None),
        (1, Unit::HalfMonth | Unit::Every(Every::Half)) => (unit, None),
        (1, Unit::Every(Every::Quarter)) => (unit, Some(Doubt::Apart)),
        (1, _) => return None,
        (number, unit) => (several(number, unit)?, Some(Doubt::Apart)),
    };
    // 隔周五: which Fridays nobody says.
    let weekday = clock::weekday_sign(&mut cursor.clone()).is_some();
    Some((unit, doubt.or(weekday.then_some(Doubt::OtherWords))))
}

/// 按季度, 逐月, 日督查, 月报. Not 按年度计划, which others set.
fn by_period(cursor: &mut Cursor) -> Option<Unit> {
    let led = cursor.eat_any(&["按", "逐"]).is_some();
    let heads = cursor.before(1).is_none_or(super::scan::is_mark);
    if !led && !heads {
        return None;
    }
    let unit = cursor.eat_keyed(&UNITS)?;
    if led {
        let others =
            ["工作计划", "计划", "方案", "任务", "部署", "要求", "通知", "安排", "底", "末", "前", "进度"];
        return (!cursor.sees_any(&others)).then_some(unit);
    }
    if unit == Unit::Every(Every::Year) {
        return cursor.eat("考评").then_some(unit);
    }
    cursor.eat_any(&REPORTS)?;
    Some(unit)
}

/// 一周一次, 半年至少一次, 一月一调度. Not 一月一日.
fn so_often(cursor: &mut Cursor) -> Option<(Unit, Option<u32>)> {
    let unit = if cursor.sees("半") {
        cursor.eat_keyed(&UNITS)?
    } else {
        let number = cursor.number()?;
        let unit = cursor.eat_keyed(&UNITS)?;
        // 7天一次 may as well be a length.
        (matches!(unit, Unit::Every(Every::Week | Every::Month)) || number.value == 1).then_some(())?;
        several(number.value, unit)?
    };
    cursor.eat_any(&["至少开展", "至少组织", "至少", "不少于", "开展", "组织", "更新", "报送"]);
    let count = cursor.number().filter(|number| number.value > 0)?.value;
    if cursor.eat_any(&MEASURES).is_some() {
        return Some((unit, Some(count)));
    }
    cursor.eat_any(&REPORTS)?;
    Some((unit, None))
}

const MEASURES: [&str; 13] =
    ["场次", "次", "场", "期", "篇", "条", "件", "轮", "遍", "回", "批", "例", "家次"];

/// How many times, in the rest of this clause: 至少2次, 报送一次, 不少于2篇. 一次性 is no count.
pub(super) fn count(mut cursor: Cursor) -> Option<u32> {
    for _ in 0..24 {
        if cursor.at_end() {
            return None;
        }
        let ordinal = cursor.before(1) == Some('第');
        if let Some(number) = cursor.number() {
            let times = cursor.eat_any(&MEASURES).is_some() && !cursor.sees("性");
            if times && !ordinal && number.value > 0 {
                return Some(number.value);
            }
        } else {
            cursor.at += 1;
        }
    }
    None
}

/// 每周五, 每周二、周四; 每周一至周五 ends on Friday; 每周 ends on Sunday.
fn weekdays(cursor: &mut Cursor) -> Vec<Weekday> {
    let Some(first) = clock::weekday_sign(cursor) else {
        return vec![Weekday::Sun];
    };
    let mut days = vec![first];
    for _ in 0..6 {
        let next = cursor.attempt(|cursor| {
            let range = cursor.eat_any(&["至", "到", "-", "—", "~"]).is_some();
            if !range {
                cursor.eat_any(&["、", "和", "及", ",", "/"])?;
            }
            cursor.eat("每");
            let prefixed = cursor.eat_any(&["星期", "周"]).is_some();
            let day = clock::weekday_sign(cursor)?;
            (prefixed || !range || cursor.at_end() || cursor.sees("前")).then_some((range, day))
        });
        match next {
            Some((true, day)) => days = vec![day],
            Some((false, day)) => days.push(day),
            None => break,
        }
    }
    days
}

/// Which month of a quarter or half year.
const PLACES: [(&str, u16); 12] = [
    ("首月", 0),
    ("首个月", 0),
    ("第一个月", 0),
    ("第1个月", 0),
    ("第二个月", 1),
    ("第2个月", 1),
    ("第三个月", 2),
    ("第3个月", 2),
    ("最后一个月", 2),
    ("最后1个月", 2),
    ("最后一月", 2),
    ("末月", 2),
];

/// The last days of the rounds that are counted in months. None where they cannot be.
fn ends(cursor: &mut Cursor, every: Every, context: &Context) -> Option<Vec<End>> {
    cursor.eat("的");
    let (firsts, lasts) = match every {
        Every::Quarter => (QUARTER_ENDS >> 2, QUARTER_ENDS),
        Every::Half => (1 << 1 | 1 << 7, HALF_ENDS),
        // The first two months begin with that of the notice.
        Every::TwoMonths if context.issued.month() % 2 == 1 => (ODD, EVEN),
        Every::TwoMonths => (EVEN, ODD),
        Every::Year => return ends_in_year(cursor),
        _ => (ALL, ALL),
    };
    let all = |months: u16, marks: Vec<Mark>| marks.into_iter().map(|mark| End { months, mark }).collect();
    if every == Every::TwoMonths {
        let marks = cursor.attempt(marks).unwrap_or_else(|| vec![Mark::LastDay]);
        return marks.iter().copied().all(is_possible(lasts)).then(|| all(lasts, marks));
    }
    if let Some(mark) = cursor.attempt(after_period) {
        return Some(all(firsts, vec![mark]));
    }
    if every == Every::Month {
        cursor.eat_any(&["次月", "当月", "下月"]);
        let marks = cursor.attempt(marks).unwrap_or_else(|| vec![Mark::LastDay]);
        return marks.iter().copied().all(is_possible(ALL)).then(|| all(ALL, marks));
    }
    if let Some(place) = cursor.eat_keyed(&PLACES) {
        cursor.eat_any(&["份", "的"]);
        let months = if place == 2 { lasts } else { firsts << place };
        return Some(all(months, cursor.attempt(marks).unwrap_or_else(|| vec![Mark::LastDay])));
    }
    if let Some(mark) = cursor.attempt(first_days) {
        return Some(all(firsts, vec![mark]));
    }
    cursor.eat_any(&["最后一天", "末", "底"]);
    let months = cursor.attempt(bracketed_months).unwrap_or(lasts);
    Some(all(months, vec![Mark::LastDay]))
}

/// 每年1月31日前, 每年6月底、12月底, 每年年底, 每年第一季度; 每年 alone ends with the year.
fn ends_in_year(cursor: &mut Cursor) -> Option<Vec<End>> {
    if let Some(mark) = cursor.attempt(after_period) {
        return Some(vec![End { months: 1 << 1, mark }]);
    }
    cursor.eat_any(&["次年", "当年"]);
    let mut ends: Vec<End> = Vec::new();
    let mut bare = 0;
    for _ in 0..12 {
        let found = cursor.attempt(|cursor| {
            if !ends.is_empty() || bare != 0 {
                cursor.eat_any(&["、", "和", "及", ",", "/", "与", "至", "-", "—", "~"])?;
            }
            let month = if cursor.eat("元") { 1 } else { cursor.number()?.value };
            let named = cursor.eat("月");
            cursor.eat_any(&["份"]);
            Some((month, named, if named { cursor.attempt(marks) } else { None }))
        });
        let Some((month, named, marks)) = found else {
            break;
        };
        if !(1..=12).contains(&month) {
            return None;
        }
        // Of 3、6、9月底 the mark at the end is for all.
        bare |= 1 << month;
        if named && (marks.is_some() || !matches!(cursor.peek(), Some('、' | '和' | '及' | '/'))) {
            let marks = marks.unwrap_or_else(|| vec![Mark::LastDay]);
            if !marks.iter().copied().all(is_possible(bare)) {
                return None;
            }
            ends.extend(marks.into_iter().map(|mark| End { months: bare, mark }));
            bare = 0;
        }
    }
    if !ends.is_empty() {
        return Some(ends);
    }
    let quarter = cursor.attempt(|cursor| {
        cursor.eat("第");
        let quarter = cursor.number()?.value;
        cursor.eat_any(&["季度", "季"])?;
        (1..=4).contains(&quarter).then_some(1 << (quarter * 3))
    });
    let months = quarter.or_else(|| cursor.eat_keyed(&[("上半年", 1 << 6), ("下半年", YEAR_END)]));
    cursor.eat_any(&["年底", "年末", "底", "末"]);
    Some(vec![End { months: months.unwrap_or(YEAR_END), mark: Mark::LastDay }])
}
