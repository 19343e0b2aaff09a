//! A date or a period named by itself: 7月10日, 2024.7.10, 7月上旬, 9月底, 三季度, 下半年, 年内, 3月、6月、9月.

use chrono::{Datelike, NaiveDate};

use super::figures::{
    dated_in_chinese, dated_in_figures, dot_and_digit, free_before, short, short_year, sign_and_month,
    whole_month,
};
use super::scan::Cursor;
use super::{Context, Doubt, month, relative};

/// A day or a period, before 前 and the like are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub grain: Grain,
    pub stress: Stress,
    pub relative: bool,
    pub year_given: bool,
    /// False for 2月30日: such words are never read as something else.
    pub possible: bool,
    pub doubt: Option<Doubt>,
}

/// Which part of a moment is meant, or how surely it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stress {
    Whole,
    /// 底, 末: only the last day is meant.
    Edge,
    /// 3月、6月、9月: from the first to the end of the last.
    Listed,
    /// 年内: begins on the issue date.
    Inside,
    /// 7.10: figures without a year, which might also be an amount.
    Short,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Week,
    Tenth,
    Month,
    Quarter,
    Half,
    Year,
}

pub(super) const RANGE: [&str; 17] = [
    "起至",
    "起到",
    "始至",
    "开始至",
    "开始到",
    "——",
    "--",
    "~~",
    "-",
    "—",
    "~",
    "至",
    "到",
    "起-",
    "起—",
    "起~",
    "→",
];
const LIST: [&str; 8] = ["、", ",", "/", "和", "及", "与", "以及", "或"];
/// The years that four figures may name.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=9999;

impl Moment {
    pub fn of((first, last): (NaiveDate, NaiveDate), grain: Grain) -> Moment {
        Moment {
            first,
            last,
            grain,
            stress: Stress::Whole,
            relative: false,
            year_given: false,
            possible: true,
            doubt: None,
        }
    }

    pub fn day(day: NaiveDate) -> Moment {
        Moment::of((day, day), Grain::Day)
    }

    pub fn impossible(context: &Context) -> Moment {
        Moment { possible: false, ..Moment::day(context.today) }
    }

    pub fn at_edge(self) -> Moment {
        Moment { stress: Stress::Edge, ..self }
    }

    pub fn is_edge(&self) -> bool {
        self.stress == Stress::Edge
    }
}

/// A moment; `left` is the one before it in a range or list, whose year and month it inherits.
pub(super) fn moment(cursor: &mut Cursor, context: &Context, left: Option<&Moment>) -> Option<Moment> {
    let year = left.map_or(context.year, |left| left.last.year());
    let absolute = cursor
        .attempt(dated_in_figures(context))
        .or_else(|| cursor.attempt(|cursor| with_year(cursor, context, year)))
        .or_else(|| cursor.attempt(|cursor| body(cursor, context, year)))
        .or_else(|| cursor.attempt(|cursor| short(cursor, year)))
        .or_else(|| cursor.attempt(|cursor| dated_in_chinese(cursor, context, year)));
    if absolute.is_some() {
        return absolute;
    }
    let inherited = left.and_then(|left| cursor.attempt(|cursor| inheriting(cursor, context, left)));
    inherited.or_else(|| cursor.attempt(|cursor| relative::moment(cursor, context)))
}

fn with_year(cursor: &mut Cursor, context: &Context, base: i32) -> Option<Moment> {
    let year = year(cursor, context, base)?;
    cursor.eat_any(&["的", "/", "-"]);
    if let Some(moment) = cursor.attempt(|cursor| body(cursor, context, year)) {
        return Some(Moment { year_given: true, ..moment });
    }
    // 2024年7.10: the year makes figures sure.
    if let Some(day) = cursor.attempt(|cursor| short(cursor, year)) {
        return Some(Moment { year_given: true, stress: Stress::Whole, ..day });
    }
    let moment = Moment { year_given: true, ..Moment::of(month::span(year, 1, 12)?, Grain::Year) };
    if cursor.eat_any(&["底", "末", "终"]).is_some() {
        return Some(moment.at_edge());
    }
    if cursor.eat_any(&["度内", "之内", "以内", "内"]).is_some() {
        return Some(Moment { stress: Stress::Inside, ..moment });
    }
    (!cursor.sees_any(&["初", "中", "代", "来", "期", "限"])).then_some(moment)
}

/// 2024年, 二〇二四年, 24年, 次年; a word counts from `base`.
pub(super) fn year(cursor: &mut Cursor, context: &Context, base: i32) -> Option<i32> {
    const WORDS: [(&str, i32); 15] = [
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("当年", 0),
        ("明年", 1),
        ("次年", 1),
        ("翌年", 1),
        ("来年", 1),
        ("下一年", 1),
        ("下年度", 1),
        ("后年", 2),
        ("去年", -1),
        ("上年度", -1),
        ("上一年", -1),
        ("前年", -2),
    ];
    if let Some(away) = cursor.eat_keyed(&WORDS) {
        cursor.eat("度");
        return base.checked_add(away);
    }
    cursor.attempt(|cursor| {
        free_before(cursor).then_some(())?;
        let number = cursor.number()?;
        let signed = number.width == 4 && number.arabic;
        if !cursor.eat("年") {
            cursor.attempt(|cursor| signed.then_some(()).and_then(|()| sign_and_month(cursor)))?;
        }
        let year = match number.width {
            4 if YEARS.contains(&number.value) => number.value,
            2 if !cursor.sees_any(&["内", "以", "之", "后", "来", "期"]) => {
                short_year(number.value, context)?
            }
            _ => return None,
        };
        cursor.eat_any(&["度"]);
        i32::try_from(year).ok()
    })
}

/// What may follow a year, or stand for the plan's.
fn body(cursor: &mut Cursor, context: &Context, year: i32) -> Option<Moment> {
    cursor
        .attempt(|cursor| months(cursor, context, year))
        .or_else(|| cursor.attempt(|cursor| one_month(cursor, context, year)))
        .or_else(|| cursor.attempt(|cursor| quarters(cursor, context, year)))
        .or_else(|| cursor.attempt(|cursor| half_or_year(cursor, year)))
}

/// 9—11月, 7至9月, 7、8月: several numbers before one 月.
fn months(cursor: &mut Cursor, context: &Context, year: i32) -> Option<Moment> {
    free_before(cursor).then_some(())?;
    let first = cursor.number().filter(|number| (1..=12).contains(&number.value))?;
    let last = last_of_list(cursor, |cursor| cursor.number().map(|number| number.value), "月")?;
    let next_year = last < first.value;
    let mut moment = one_month(cursor, context, if next_year { year.checked_add(1)? } else { year })?;
    if moment.grain == Grain::Day {
        return None;
    }
    moment.first = month::day(year, first.value, 1)?;
    moment.stress = Stress::Listed;
    moment.doubt = moment.doubt.or(next_year.then_some(Doubt::NextYear));
    Some(moment)
}

/// Goes on from the first item of a list to just before its last, which `unit` follows; the last one's value.
fn last_of_list(cursor: &mut Cursor, item: impl Fn(&mut Cursor) -> Option<u32>, unit: &str) -> Option<u32> {
    for _ in 0..12 {
        let range = cursor.eat_any(&RANGE).is_some();
        if !range {
            cursor.eat_any(&LIST)?;
        }
        let mut ahead = *cursor;
        let value = item(&mut ahead)?;
        if ahead.sees(unit) {
            return Some(value);
        }
        *cursor = ahead;
    }
    None
}

/// 7月, 7月份, 7月上旬, 7月底, 7月10日, 8月30, 元月.
fn one_month(cursor: &mut Cursor, context: &Context, year: i32) -> Option<Moment> {
    let month = if cursor.eat("元") {
        1
    } else {
        let number = cursor.number()?;
        (!number.arabic || number.width <= 2).then_some(number.value)?
    };
    cursor.eat("月").then_some(())?;
    let Some(span) = month::span(year, month, month) else {
        return (1..=12).contains(&month).then_some(()).map_or(Some(Moment::impossible(context)), |()| None);
    };
    cursor.eat_any(&["份", "的"]);
    let whole = Moment::of(span, Grain::Month);
    if let Some(tenth) = tenths(cursor, year, month) {
        return Some(tenth);
    }
    if cursor.eat_any(&["月底", "月末", "底", "末"]).is_some() {
        return Some(whole.at_edge());
    }
    if let Some(day) = day_number(cursor) {
        return Some(month::day(year, month, day).map_or_else(|| Moment::impossible(context), Moment::day));
    }
    if let Some(part) = cursor.attempt(|cursor| {
        let part = cursor.eat_keyed(&[("月初", 1), ("初", 1), ("月中", 2), ("中", 2)])?;
        (cursor.at_end() || cursor.sees_any(&["前", "之", "以", "至", "到", "-", "—", "~"])).then_some(part)
    }) {
        let vague = Moment::of(month::tenth(year, month, part)?, Grain::Tenth);
        return Some(Moment { doubt: Some(Doubt::Vague), ..vague });
    }
    cursor.eat_any(&["之内", "以内", "内"]);
    Some(whole)
}

/// 上旬, 中下旬, 上旬至中旬 is left to the range.
pub(super) fn tenths(cursor: &mut Cursor, year: i32, month: u32) -> Option<Moment> {
    const PARTS: [(&str, u32); 3] = [("上", 1), ("中", 2), ("下", 3)];
    cursor.attempt(|cursor| {
        let first = cursor.eat_keyed(&PARTS)?;
        let last = cursor.attempt(|cursor| {
            cursor.eat_any(&["、", "和", "至"]);
            cursor.eat_keyed(&PARTS)
        });
        cursor.eat("旬").then_some(())?;
        let stress = edge_or_whole(cursor);
        let span = (month::tenth(year, month, first)?.0, month::tenth(year, month, last.unwrap_or(first))?.1);
        (span.0 <= span.1).then_some(Moment { stress, ..Moment::of(span, Grain::Tenth) })
    })
}

fn edge_or_whole(cursor: &mut Cursor) -> Stress {
    if cursor.eat_any(&["末", "底"]).is_some() { Stress::Edge } else { Stress::Whole }
}

/// 10日, 10号, or 30 where nothing follows that would make it an amount (8月30前, but not 8月30场).
pub(super) fn day_number(cursor: &mut Cursor) -> Option<u32> {
    const AFTER: [&str; 18] = [
        "前", "之前", "以前", "-", "—", "~", "至", "到", "上午", "下午", "晚", "周", "星期", "起", "止",
        "后", "左右", "截",
    ];
    cursor.attempt(|cursor| {
        let number = cursor.number().filter(|number| number.width <= 3)?;
        let named = cursor.eat_any(&["日", "号"]).is_some();
        (named || (cursor.at_end() || cursor.sees_any(&AFTER)) && !dot_and_digit(cursor))
            .then_some(number.value)
    })
}

/// 第三季度, 三季度末, 一至三季度, Q3.
fn quarters(cursor: &mut Cursor, context: &Context, year: i32) -> Option<Moment> {
    fn ordinal(cursor: &mut Cursor) -> Option<u32> {
        cursor.eat("第");
        cursor.number().filter(|number| number.width == 1).map(|number| number.value)
    }
    let english = cursor.before(1).is_none_or(|char| !char.is_ascii_alphanumeric());
    let (first, last) = if english && cursor.eat_any(&["Q", "q"]).is_some() {
        let quarter = cursor.figures(1)?;
        (quarter, quarter)
    } else {
        let first = ordinal(cursor)?;
        let list = cursor.attempt(|cursor| {
            let last = last_of_list(cursor, ordinal, "季")?;
            ordinal(cursor)?;
            Some(last)
        });
        cursor.eat("个");
        let word = cursor.eat_any(&["季度", "季"])?;
        let short = word == "季" && !(cursor.at_end() || cursor.sees_any(&["末", "底", "前", "内"]));
        (!short).then_some((first, list.unwrap_or(first)))?
    };
    if !(1..=4).contains(&first) || !(1..=4).contains(&last) || last < first {
        return Some(Moment::impossible(context));
    }
    let moment = Moment::of(month::span(year, first * 3 - 2, last * 3)?, Grain::Quarter);
    if cursor.eat_any(&["末月底", "末", "底"]).is_some() {
        return Some(moment.at_edge());
    }
    cursor.eat_any(&["之内", "以内", "内"]);
    Some(moment)
}

/// 上半年, 年底, 年内, 全年.
fn half_or_year(cursor: &mut Cursor, year: i32) -> Option<Moment> {
    if let Some((from, to)) = cursor.eat_keyed(&[("上半年", (1, 6)), ("下半年", (7, 12))]) {
        let moment = Moment::of(month::span(year, from, to)?, Grain::Half);
        let stress = edge_or_whole(cursor);
        cursor.eat("内");
        return Some(Moment { stress, ..moment });
    }
    let moment = Moment::of(month::span(year, 1, 12)?, Grain::Year);
    if cursor.eat("全年") {
        cursor.eat("内");
        return Some(moment);
    }
    if cursor.before(1).is_some_and(|char| "半每学财周几多近两三".contains(char) || char.is_ascii_digit())
    {
        return None;
    }
    if cursor.eat_any(&["年底", "年末"]).is_some() {
        return Some(moment.at_edge());
    }
    if cursor.eat_any(&["年度内", "年内"]).is_some() {
        return Some(Moment { stress: Stress::Inside, ..moment });
    }
    cursor.eat("年终").then_some(())?;
    (cursor.at_end() || cursor.sees_any(&["前", "之前", "以前"])).then_some(moment.at_edge())
}

/// The right end of a range that leaves out what the left end said: 25日, 25, 中旬, 月底.
fn inheriting(cursor: &mut Cursor, context: &Context, left: &Moment) -> Option<Moment> {
    if !matches!(left.grain, Grain::Day | Grain::Tenth | Grain::Month) {
        return None;
    }
    let (year, month) = (left.last.year(), left.last.month());
    if cursor.eat_any(&["月底", "月末"]).is_some() {
        return Some(Moment::of(month::span(year, month, month)?, Grain::Month).at_edge());
    }
    if let Some(tenth) = tenths(cursor, year, month) {
        return Some(tenth);
    }
    if left.grain == Grain::Month {
        // 2024.7-9
        let number = cursor.number().filter(|number| number.width <= 2 && left.year_given)?;
        return (cursor.at_end() && number.value > month).then_some(whole_month(
            context,
            u32::try_from(year).ok()?,
            number.value,
        ));
    }
    let day = day_number(cursor)?;
    Some(month::day(year, month, day).map_or_else(|| Moment::impossible(context), Moment::day))
}

/// Whether another day of the same month follows: 7月15日、16日.
pub(super) fn other_day(mut cursor: Cursor) -> bool {
    cursor.eat_any(&LIST).is_some()
        && day_number(&mut cursor).is_some()
        && !cursor.sees_any(&["内", "之内", "以内", "后"])
}

/// Goes on from a period to the end of a list of such (3月、6月和9月): a span to the last.
pub(super) fn list(cursor: &mut Cursor, context: &Context, moment: &mut Moment) {
    for _ in 0..12 {
        let listed = matches!(moment.grain, Grain::Month | Grain::Quarter | Grain::Tenth);
        let next = cursor.attempt(|cursor| {
            listed.then_some(())?;
            cursor.eat_any(&LIST)?;
            let next = self::moment(cursor, context, Some(moment))?;
            let follows = next.grain == moment.grain && !next.relative && next.last > moment.last;
            (next.possible && follows).then_some(next)
        });
        let Some(next) = next else { return };
        // Of 6月底和12月底 both are days, but together they span.
        moment.first = moment.first.min(next.first);
        moment.last = next.last;
        moment.stress = Stress::Listed;
        moment.doubt = moment.doubt.or(next.doubt);
    }
}
