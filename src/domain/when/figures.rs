//! Dates written in figures and signs: 2024.7.10, 2024/7, 20240710, 7.10. Figures may also be an amount, a number of
//! a document or of a telephone, so that what stands beside them decides.

use super::moment::{Grain, Moment, RANGE, Stress};
use super::scan::Cursor;
use super::{Context, Doubt, month};

/// 2024.7.10, 2024/7, 2024-07-10, 24.7.10, 20240710, 202407, 2024-2025年.
pub(super) fn dated_in_figures<'a>(context: &'a Context) -> impl FnOnce(&mut Cursor) -> Option<Moment> + 'a {
    |cursor| {
        free_before(cursor).then_some(())?;
        let number = cursor.number().filter(|number| number.arabic)?;
        let moment = match number.width {
            8 => {
                let (year, rest) = (number.value / 10_000, number.value % 10_000);
                whole_day(context, year, rest / 100, rest % 100)
            }
            6 if (1990..=2100).contains(&(number.value / 100)) => {
                whole_month(context, number.value / 100, number.value % 100)
            }
            4 => parts_of(cursor, context, number.value)?,
            2 => {
                let sign = date_sign(cursor)?;
                let month = cursor.figures(2)?;
                (date_sign(cursor)? == sign).then_some(())?;
                let day = cursor.figures(2)?;
                whole_day(context, short_year(number.value, context)?, month, day)
            }
            _ => return None,
        };
        if moment.grain == Grain::Day {
            cursor.eat_any(&["日", "号"]);
        }
        let after = cursor.peek();
        let goes_on = after.is_some_and(|char| char.is_ascii_digit() || char == '%' || char == '月')
            || after.is_some_and(|char| char.is_ascii_alphabetic() && !matches!(char, 'T' | 't'))
            || dot_and_digit(cursor);
        (!goes_on).then_some(Moment { year_given: true, ..moment })
    }
}

fn parts_of(cursor: &mut Cursor, context: &Context, year: u32) -> Option<Moment> {
    let years = cursor.attempt(|cursor| {
        cursor.eat_any(&RANGE)?;
        let last = cursor.number().filter(|last| last.width == 4)?.value;
        cursor.eat("年").then_some(())?;
        cursor.eat("度");
        let last = i32::try_from(last).ok().filter(|_| last >= year)?;
        let first = month::day(i32::try_from(year).ok()?, 1, 1)?;
        let span = Moment::of((first, month::day(last, 12, 31)?), Grain::Year);
        Some(if cursor.eat_any(&["底", "末"]).is_some() { span.at_edge() } else { span })
    });
    if years.is_some() {
        return years;
    }
    let sign = date_sign(cursor)?;
    let month = cursor.figures(2)?;
    let day = cursor.attempt(|cursor| {
        (date_sign(cursor)? == sign).then_some(())?;
        cursor.figures(2)
    });
    Some(match day {
        Some(day) => whole_day(context, year, month, day),
        None => whole_month(context, year, month),
    })
}

/// The sign between two parts of a date; the long dash of an input method is a dash.
fn date_sign(cursor: &mut Cursor) -> Option<char> {
    let sign = cursor.eat_char(|char| matches!(char, '.' | '/' | '-' | '—'))?;
    Some(if sign == '—' { '-' } else { sign })
}

/// A sign and a month that its own 月 follows: behind the year of 2024.7月10日.
pub(super) fn sign_and_month(cursor: &mut Cursor) -> Option<()> {
    date_sign(cursor)?;
    let mut ahead = *cursor;
    ahead.number().filter(|month| (1..=12).contains(&month.value))?;
    ahead.sees("月").then_some(())
}

/// 二〇二四.九.三十, and 九.三十 where the clause ends with it or 前 follows.
pub(super) fn dated_in_chinese(cursor: &mut Cursor, context: &Context, year: i32) -> Option<Moment> {
    let mut part =
        || cursor.number().filter(|number| !number.arabic).map(|number| (number, date_sign(cursor)));
    let (first, sign) = part()?;
    let sign = sign?;
    let (second, again) = part()?;
    let whole = first.width == 4;
    let (year, month, day) = if whole {
        (again? == sign).then_some(())?;
        (first.value, second.value, part().filter(|(_, sign)| sign.is_none())?.0.value)
    } else {
        (sign == '.' && again.is_none()).then_some(())?;
        (u32::try_from(year).ok()?, first.value, second.value)
    };
    let ends = cursor.at_end() || cursor.sees_any(&["前", "之前", "以前", "止", "截止"]);
    (ends && (1..=12).contains(&month))
        .then(|| Moment { year_given: whole, ..whole_day(context, year, month, day) })
}

fn whole_day(context: &Context, year: u32, month: u32, day: u32) -> Moment {
    let year = i32::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
    let day = year.and_then(|year| month::day(year, month, day));
    day.map_or_else(|| Moment::impossible(context), Moment::day)
}

pub(super) fn whole_month(context: &Context, year: u32, month: u32) -> Moment {
    let span = i32::try_from(year).ok().and_then(|year| month::span(year, month, month));
    span.map_or_else(|| Moment::impossible(context), |span| Moment::of(span, Grain::Month))
}

/// 24年 and 24.7.10 are this century's, and only near the plan's year: 10年内 is a length.
pub(super) fn short_year(value: u32, context: &Context) -> Option<u32> {
    let year = value + 2000;
    (i64::from(year) - i64::from(context.year)).abs().le(&5).then_some(year)
}

/// Figures that follow a dot, a dash, a colon or a letter belong to something else (v7.10, 0533-7.10).
pub(super) fn free_before(cursor: &Cursor) -> bool {
    let sign = cursor.before(1).is_some_and(|char| matches!(char, '.' | '/' | '-' | ':'));
    let digit = cursor.before(2).is_some_and(|char| char.is_ascii_digit());
    let attached = cursor
        .before(1)
        .is_some_and(|char| char.is_ascii_alphanumeric() || matches!(char, '第' | '〔' | '¥' | '$' | '_'));
    !(attached || sign && digit)
}

pub(super) fn dot_and_digit(cursor: &Cursor) -> bool {
    let mut after = cursor.rest().iter();
    after.next() == Some(&'.') && after.next().is_some_and(char::is_ascii_digit)
}

/// 7.10, 7/10 and, doubtful, 7-10.
pub(super) fn short(cursor: &mut Cursor, year: i32) -> Option<Moment> {
    const AMOUNTS: &str = "万亿元个次场家项篇条件分倍吨米天年月版期点度种类人名章款级楼层%％折时";
    free_before(cursor).then_some(())?;
    let month = cursor.figures(2)?;
    let sign = date_sign(cursor)?;
    let day = cursor.figures(2)?;
    let named = cursor.eat_any(&["日", "号"]).is_some();
    if named && (sign == '-' || cursor.sees_any(&["内", "以内", "之内", "后"])) {
        return None;
    }
    let after = cursor.peek();
    if after.is_some_and(|char| AMOUNTS.contains(char) || char.is_ascii_alphanumeric()) {
        return None;
    }
    let mut ahead = *cursor;
    if date_sign(&mut ahead) == Some(sign) && ahead.peek().is_some_and(|char| char.is_ascii_digit()) {
        return None;
    }
    let moment = Moment::day(month::day(year, month, day)?);
    let doubt = (sign == '-' && day <= 12).then_some(Doubt::DayOrMonths);
    Some(Moment { stress: Stress::Short, doubt, ..moment })
}
