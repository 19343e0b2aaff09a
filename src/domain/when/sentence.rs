//! A whole text: the first time expression in it, the words around that, and what both mean together.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::fold::Folded;
use super::moment::{self, Grain, Moment, RANGE, Stress};
use super::numerals::is_numeral;
use super::offset::{self, Length, Offset, Sense};
use super::recurring::{self, Recurrence};
use super::scan::Cursor;
use super::surroundings::{self, Lead, Tail};
use super::{Context, Doubt, Reading, Side, festival, month, vague};

/// A reading, and where the words stand that gave it.
pub(super) struct Parsed {
    pub reading: Reading,
    pub doubt: Option<Doubt>,
    /// Whether it moves with today.
    pub relative: bool,
    pub place: Range<usize>,
}

/// The characters with which a time expression may begin, besides numerals; a long text has few of them.
const BEGINNINGS: &str =
    "QqTt+≥每按逐日天周星礼旬月季半双工个元春清劳端教中国除年今本当明次翌来下后去上前全即大昨这提不第隔";

/// A time expression before the words around it are looked at.
enum Form {
    Dated(Dated),
    Recurring(Reading, Option<Doubt>),
    Offset(Offset),
    Impossible,
}

#[derive(Debug, Clone, Copy)]
struct Dated {
    moment: Moment,
    /// Several moments: 9月15日-25日.
    range: bool,
    end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Plain,
    /// 前.
    Before,
    /// 内, 止: the words say that it is the last day, the span is the period's own.
    Inside,
    /// 起, 后.
    From,
    /// 起5个工作日内: computed already.
    Counted,
}

pub(super) fn parse(folded: &Folded, context: &Context) -> Parsed {
    let chars = &folded.chars;
    if let Some((form, place)) = first_form(chars, 0, context) {
        if matches!(form, Form::Impossible) {
            return text(chars);
        }
        if let Some(parsed) = judged(form, place, chars, context) {
            return parsed;
        }
    }
    let (reading, doubt) = vague::read(chars);
    Parsed { reading, doubt, relative: false, place: 0..chars.len() }
}

fn text(chars: &[char]) -> Parsed {
    Parsed { reading: Reading::Text, doubt: None, relative: false, place: 0..chars.len() }
}

fn first_form(chars: &[char], from: usize, context: &Context) -> Option<(Form, Range<usize>)> {
    (from..chars.len()).find_map(|at| {
        if !is_numeral(chars[at]) && !BEGINNINGS.contains(chars[at]) {
            return None;
        }
        let mut cursor = Cursor::new(chars, at);
        // Nothing begins in the middle of a number.
        let middle = at > 0 && is_numeral(chars[at]) && is_numeral(chars[at - 1]);
        let same_kind = middle && chars[at].is_ascii_digit() == chars[at - 1].is_ascii_digit();
        if same_kind {
            return None;
        }
        form(&mut cursor, context).map(|form| (form, at..cursor.at))
    })
}

fn form(cursor: &mut Cursor, context: &Context) -> Option<Form> {
    if let Some(recurrence) = cursor.attempt(|cursor| recurring::recurrence(cursor, context)) {
        return Some(match recurrence {
            Recurrence::Found(reading, doubt) => Form::Recurring(reading, doubt),
            Recurrence::Impossible => Form::Impossible,
        });
    }
    if let Some((eve, doubt)) = festival::before(cursor, context) {
        let moment = Moment { doubt, ..Moment::day(eve) };
        return Some(Form::Dated(Dated { moment, range: false, end: End::Before }));
    }
    if let Some(offset) = offset::offset(cursor) {
        return Some(Form::Offset(offset));
    }
    let dated = cursor.attempt(|cursor| dated(cursor, context))?;
    Some(if dated.moment.possible { Form::Dated(dated) } else { Form::Impossible })
}

fn dated(cursor: &mut Cursor, context: &Context) -> Option<Dated> {
    let mut moment = moment::moment(cursor, context, None)?;
    if moment.grain == Grain::Day {
        let weekday = surroundings::beside(cursor);
        moment.doubt = moment.doubt.or(mismatch(weekday, moment.last));
    }
    moment::list(cursor, context, &mut moment);
    let mut range = false;
    if let Some(mut right) = cursor.attempt(|cursor| {
        cursor.eat_any(&RANGE)?;
        cursor.begin_here();
        moment::moment(cursor, context, Some(&moment))
    }) {
        range = true;
        if !right.possible {
            moment.possible = false;
        } else if right.grain == Grain::Day {
            let weekday = surroundings::beside(cursor);
            right.doubt = right.doubt.or(mismatch(weekday, right.last));
        }
        moment = joined(moment, right)?;
    }
    if moment.grain == Grain::Day && !range && moment::other_day(*cursor) {
        moment.doubt = moment.doubt.or(Some(Doubt::TwoDates));
    }
    let end = end(cursor, context, &mut moment)?;
    Some(Dated { moment, range, end })
}

fn mismatch(written: Option<chrono::Weekday>, day: NaiveDate) -> Option<Doubt> {
    let (written, actual) = (written?, day.weekday());
    (written != actual).then_some(Doubt::WeekdayMismatch { written, actual })
}

/// From one moment to another. An end before the beginning is next year's, unless its year is written.
fn joined(left: Moment, right: Moment) -> Option<Moment> {
    let mut last = right.last;
    let mut doubt = left.doubt.or(right.doubt);
    if last < left.first {
        if right.year_given || right.relative || left.last.month() <= last.month() {
            return Some(Moment { possible: false, ..left });
        }
        let (year, of_month) = (last.year().checked_add(1)?, last.month());
        last = if last == month::end(last.year(), of_month)? {
            month::end(year, of_month)?
        } else {
            month::day(year, of_month, last.day())?
        };
        doubt = doubt.or(Some(Doubt::NextYear));
    }
    let relative = left.relative || right.relative;
    // 7月底-8月初 begins on the last day of July.
    let first = if left.is_edge() { left.last } else { left.first };
    Some(Moment { first: first.min(last), last, stress: Stress::Listed, relative, doubt, ..left })
}

/// What follows the date itself and belongs to it.
fn end(cursor: &mut Cursor, context: &Context, moment: &mut Moment) -> Option<End> {
    if cursor.sees("前后") {
        return Some(End::Plain);
    }
    if cursor.eat_any(&["之前", "以前", "前夕", "前"]).is_some() {
        return Some(End::Before);
    }
    if cursor.eat_any(&["之内", "以内", "内", "止", "截止", "为止"]).is_some() {
        return Some(End::Inside);
    }
    let from = cursor.eat_any(&["之日起", "起的", "起", "之后", "以后", "以来", "后"]).is_some();
    if !from {
        return Some(End::Plain);
    }
    cursor.eat_any(&[",", "的"]);
    if let Some(length) = cursor.attempt(offset::length) {
        cursor.eat_any(&["之内", "以内", "内"]);
        let base = moment.last;
        moment.first = base;
        moment.last = length.after(base, context.calendar)?;
        moment.grain = Grain::Day;
        return Some(End::Counted);
    }
    Some(End::From)
}

fn judged(form: Form, place: Range<usize>, chars: &[char], context: &Context) -> Option<Parsed> {
    let lead = surroundings::lead(chars.get(..place.start)?);
    let tail = chars.get(place.end..)?;
    let (mut reading, mut doubt, relative) = match form {
        Form::Dated(dated) => of_dated(dated, lead, Cursor::new(chars, place.end), tail, context)?,
        Form::Recurring(reading, doubt) => (reading, doubt, false),
        Form::Offset(offset) => of_offset(offset, lead, place.start, context)?,
        Form::Impossible => return None,
    };
    if let (Some(day), true) = (reading.last_of_its_own(), vague::goes_on(tail)) {
        let first = if let Reading::Span { first, .. } = reading { first } else { day };
        reading = Reading::Span { first, last: day, then_open: true };
    }
    if reading != Reading::Open
        && matches!(doubt, None | Some(Doubt::OtherWords))
        && names_another(&reading, place.end, chars, context)
    {
        doubt = Some(Doubt::TwoDates);
    }
    Some(Parsed { reading, doubt, relative, place })
}

fn of_dated(
    dated: Dated,
    lead: Lead,
    cursor: Cursor,
    tail: &[char],
    context: &Context,
) -> Option<(Reading, Option<Doubt>, bool)> {
    let Dated { moment, range, end } = dated;
    let inside = moment.stress == Stress::Inside;
    let after = surroundings::tail(tail);
    let marked = matches!(end, End::Before | End::Inside | End::Counted)
        || lead.limit
        || moment.is_edge()
        || inside
        || range;
    let odd_tail = !matches!(after, Tail::Nothing | Tail::Act);
    if !lead.known && !marked && (odd_tail || (moment.stress == Stress::Short) || moment.relative) {
        return None;
    }
    let mut doubt = moment.doubt;
    let other_words = !lead.known
        || odd_tail && !marked
        || end == End::Before && offset::length(&mut cursor.clone()).is_some();
    if after == Tail::Vague {
        doubt = doubt.or(Some(Doubt::Vague));
    } else if other_words {
        doubt = doubt.or(Some(Doubt::OtherWords));
    }
    if end == End::From {
        return Some((Reading::Open, doubt, false));
    }
    let whole_year = moment.grain == Grain::Year && moment.last.year() == context.year && !moment.is_edge();
    if whole_year
        && !matches!(end, End::Before)
        && !lead.limit
        && let Some(count) = recurring::count(cursor)
    {
        let doubt = moment.doubt.or((!lead.known).then_some(Doubt::OtherWords));
        return Some((recurring::yearly(context, count), doubt, false));
    }
    let mut last = moment.last;
    if end == End::Before && matches!(moment.stress, Stress::Whole | Stress::Short) {
        match moment.grain {
            Grain::Day => {}
            Grain::Tenth => doubt = doubt.or(Some(Doubt::BeforePeriod)),
            // Without the period it would have been over before anybody was asked: 三季度前 of a notice of July.
            _ if moment.first <= context.issued => {
                let open = last >= context.issued;
                doubt = doubt.or(open.then_some(Doubt::PeriodIncluded));
            }
            _ => {
                doubt = doubt.or(Some(Doubt::BeforePeriod));
                last = moment.first.pred_opt()?;
            }
        }
    }
    let limit = end == End::Before || lead.limit && end != End::Counted;
    let reading = if range || end == End::Counted {
        if limit && last < context.issued {
            doubt = doubt.or(Some(Doubt::PastWhenIssued(last)));
        }
        Reading::Span { first: moment.first, last, then_open: false }
    } else if limit || inside {
        let past = last < context.issued;
        if past {
            doubt = doubt.or(Some(Doubt::PastWhenIssued(last)));
        }
        let year_begins = month::day(last.year(), 1, 1)?;
        let first = if past {
            year_begins
        } else if inside && !limit {
            context.issued.max(moment.first)
        } else {
            context.issued
        };
        Reading::Span { first, last, then_open: false }
    } else if moment.is_edge() || moment.grain == Grain::Day {
        Reading::Day(last)
    } else {
        Reading::Span { first: moment.first, last, then_open: false }
    };
    Some((reading, doubt, moment.relative))
}

fn of_offset(
    offset: Offset,
    lead: Lead,
    start: usize,
    context: &Context,
) -> Option<(Reading, Option<Doubt>, bool)> {
    let after = |side| {
        let (days, working_days) = match offset.length {
            Length::Days(days) => (Some(days), None),
            Length::WorkingDays(days) => (None, Some(days)),
            Length::Months(_) => (None, None),
        };
        Reading::After { days, working_days, side }
    };
    match offset.sense {
        Sense::AtLeast => return Some((after(Side::AtLeast), None, false)),
        Sense::Ahead { named } => {
            // 7日前 alone is seven days ago.
            let event = named || !lead.known && start > 0;
            return event.then(|| (after(Side::Before), None, false));
        }
        Sense::FromEvent => {
            let doubt = matches!(offset.length, Length::Days(_)).then_some(Doubt::DaysOrWorkingDays);
            return Some((after(Side::Within), doubt, false));
        }
        Sense::Within | Sense::Later if !lead.known => {
            return Some((after(Side::Within), None, false));
        }
        Sense::Within | Sense::Later => {}
    }
    let last = offset.length.after(context.today, context.calendar)?;
    let reading = if offset.sense == Sense::Later {
        Reading::Day(last)
    } else {
        Reading::Span { first: context.today, last, then_open: false }
    };
    Some((reading, None, true))
}

/// Whether another date follows that ends on another day.
fn names_another(reading: &Reading, from: usize, chars: &[char], context: &Context) -> bool {
    let Some((form, place)) = first_form(chars, from, context) else {
        return false;
    };
    match (form, reading.last_of_its_own()) {
        (Form::Dated(dated), Some(last)) => dated.end != End::From && dated.moment.last != last,
        (Form::Dated(dated), None) => dated.end != End::From && matches!(reading, Reading::Recurring { .. }),
        (Form::Offset(offset), _) => {
            // 提前一周报备 or 为期5天 behind a date says how, not by when.
            let clause = chars.get(from..place.start).is_some_and(|between| between.len() > 1);
            clause && matches!(offset.sense, Sense::Within)
        }
        (Form::Recurring(..) | Form::Impossible, _) => true,
    }
}
