//! Forms that move with the day: 今天, 下周五, 周五, 下月15日, 月底, 本季度末, 15号.

use chrono::{Datelike, Days, Weekday};

use super::clock;
use super::moment::{Grain, Moment, day_number, tenths};
use super::scan::Cursor;
use super::{Context, Doubt, month};

pub(super) fn moment(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    let moment = cursor
        .attempt(|cursor| day(cursor, context))
        .or_else(|| cursor.attempt(|cursor| week(cursor, context)))
        .or_else(|| cursor.attempt(|cursor| bare_weekday(cursor, context)))
        .or_else(|| cursor.attempt(|cursor| of_month(cursor, context)))
        .or_else(|| cursor.attempt(|cursor| quarter(cursor, context)))?;
    Some(Moment { relative: true, ..moment })
}

fn day(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    const WORDS: [(&str, i64); 13] = [
        ("今天", 0),
        ("今日", 0),
        ("今晚", 0),
        ("即日", 0),
        ("明天", 1),
        ("明日", 1),
        ("大后天", 3),
        ("后天", 2),
        ("后日", 2),
        ("大前天", -3),
        ("前天", -2),
        ("昨天", -1),
        ("昨日", -1),
    ];
    let away = cursor.eat_keyed(&WORDS)?;
    cursor.eat_any(&["之内", "以内", "内"]);
    month::days_away(context.today, away).map(Moment::day)
}

fn week(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    const WORDS: [(&str, i64); 17] = [
        ("下下个星期", 2),
        ("下下星期", 2),
        ("下下周", 2),
        ("下个星期", 1),
        ("下星期", 1),
        ("下个礼拜", 1),
        ("下礼拜", 1),
        ("下周", 1),
        ("本星期", 0),
        ("本周", 0),
        ("这个星期", 0),
        ("这星期", 0),
        ("这周", 0),
        ("这个礼拜", 0),
        ("上个星期", -1),
        ("上星期", -1),
        ("上周", -1),
    ];
    let weeks = cursor.eat_keyed(&WORDS)?;
    let passed = i64::from(context.today.weekday().num_days_from_monday());
    let monday = month::days_away(context.today, weeks * 7 - passed)?;
    cursor.eat("周");
    if let Some(weekday) = clock::weekday_sign(cursor) {
        return on(monday, weekday).map(Moment::day);
    }
    let span = Moment::of((monday, on(monday, Weekday::Sun)?), Grain::Week);
    if cursor.eat_any(&["末", "底"]).is_some() {
        return Some(Moment { doubt: Some(Doubt::Vague), ..span.at_edge() });
    }
    cursor.eat_any(&["之内", "以内", "内"]);
    Some(span)
}

fn on(monday: chrono::NaiveDate, weekday: Weekday) -> Option<chrono::NaiveDate> {
    monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()))
}

/// 周五 alone: the next one, today included.
fn bare_weekday(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    const AFTER: [&str; 10] = ["前", "之前", "以前", "上午", "下午", "晚", "内", "下班", "中午", "上班"];
    if cursor.before(1).is_some_and(|char| "每两双隔一二三四五六七八九十年".contains(char)) {
        return None;
    }
    let weekday = clock::weekday(cursor)?;
    (cursor.at_end() || cursor.sees_any(&AFTER)).then_some(())?;
    let ahead = (weekday.num_days_from_monday() + 7 - context.today.weekday().num_days_from_monday()) % 7;
    context.today.checked_add_days(Days::new(ahead.into())).map(Moment::day)
}

/// 本月, 下月15日, 月底, 15号.
fn of_month(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    const WORDS: [(&str, i32); 11] = [
        ("下下个月", 2),
        ("下下月", 2),
        ("下个月", 1),
        ("下月", 1),
        ("这个月", 0),
        ("这月", 0),
        ("本月", 0),
        ("当月", 0),
        ("上个月", -1),
        ("上月", -1),
        ("本月份", 0),
    ];
    let attached =
        cursor.before(1).is_some_and(|char| "每逐按个元当本下上季半".contains(char) || is_digit(char));
    if let Some(away) = cursor.eat_keyed(&WORDS) {
        let (year, month) = month::away(context.today, away)?;
        cursor.eat_any(&["份", "的"]);
        if let Some(tenth) = tenths(cursor, year, month) {
            return Some(tenth);
        }
        if let Some(day) = day_number(cursor) {
            return month::day(year, month, day).map(Moment::day);
        }
        let whole = Moment::of(month::span(year, month, month)?, Grain::Month);
        if cursor.eat_any(&["月底", "月末", "底", "末"]).is_some() {
            return Some(whole.at_edge());
        }
        cursor.eat_any(&["之内", "以内", "内"]);
        return (!cursor.sees_any(&["初", "中"])).then_some(whole);
    }
    if attached {
        return None;
    }
    let (year, month) = (context.today.year(), context.today.month());
    let whole = Moment::of(month::span(year, month, month)?, Grain::Month);
    if cursor.eat_any(&["月底", "月末"]).is_some() {
        return Some(whole.at_edge());
    }
    if cursor.eat("月内") {
        return Some(whole);
    }
    let number = cursor.number().filter(|number| number.width <= 3)?;
    cursor.eat("号").then_some(())?;
    (cursor.at_end() || cursor.sees_any(&["前", "之前", "以前"])).then_some(())?;
    let day = Moment::day(month::day(year, month, number.value)?);
    Some(Moment { doubt: Some(Doubt::MonthMissing), ..day })
}

fn is_digit(char: char) -> bool {
    super::numerals::is_numeral(char)
}

fn quarter(cursor: &mut Cursor, context: &Context) -> Option<Moment> {
    const WORDS: [(&str, i32); 9] = [
        ("下个季度", 1),
        ("下季度", 1),
        ("下季", 1),
        ("这个季度", 0),
        ("本季度", 0),
        ("本季", 0),
        ("上个季度", -1),
        ("上季度", -1),
        ("上季", -1),
    ];
    // 季度末 alone is this one's; in 三季度末 and 每季度末 it is not alone.
    let attached =
        cursor.before(1).is_some_and(|char| "每逐按第个半上下本这各年".contains(char) || is_digit(char));
    let alone = !attached && cursor.sees_any(&["季度末", "季度底", "季末"]);
    let away = match cursor.eat_keyed(&WORDS) {
        Some(away) => away,
        None if alone => cursor.eat_any(&["季度", "季"]).map(|_| 0)?,
        None => return None,
    };
    let (year, month) = month::away(context.today, away * 3)?;
    let last = month.div_ceil(3) * 3;
    let moment = Moment::of(month::span(year, last - 2, last)?, Grain::Quarter);
    if cursor.eat_any(&["末", "底"]).is_some() {
        return Some(moment.at_edge());
    }
    cursor.eat_any(&["之内", "以内", "内"]);
    // 下季度初 is no day.
    (!cursor.sees_any(&["初", "中"])).then_some(moment)
}
