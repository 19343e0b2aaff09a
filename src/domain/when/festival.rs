//! 国庆节前, 春节前: the day before the holiday's first day off; 国庆节前3天: so long before it.

use chrono::{Datelike, NaiveDate};

use super::scan::Cursor;
use super::{Context, Doubt, moment, month, offset};

/// How a festival finds its day in a year without a published arrangement (全国年节及纪念日放假办法).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    Fixed(u32, u32),
    /// Column of [`LUNAR`].
    Lunar(usize),
}

#[derive(Debug, Clone, Copy)]
struct Festival {
    /// As the notices name it; empty where it is no day off.
    name: &'static str,
    basis: Basis,
}

const fn festival(name: &'static str, basis: Basis) -> Festival {
    Festival { name, basis }
}

const FESTIVALS: [(&str, Festival); 23] = [
    ("元旦节", festival("元旦", Basis::Fixed(1, 1))),
    ("除夕", festival("", Basis::Lunar(0))),
    ("元旦", festival("元旦", Basis::Fixed(1, 1))),
    ("春节", festival("春节", Basis::Lunar(0))),
    ("清明节", festival("清明节", Basis::Lunar(1))),
    ("清明", festival("清明节", Basis::Lunar(1))),
    ("五一国际劳动节", festival("劳动节", Basis::Fixed(5, 1))),
    ("五一劳动节", festival("劳动节", Basis::Fixed(5, 1))),
    ("劳动节", festival("劳动节", Basis::Fixed(5, 1))),
    ("五一节", festival("劳动节", Basis::Fixed(5, 1))),
    ("五一", festival("劳动节", Basis::Fixed(5, 1))),
    ("六一儿童节", festival("", Basis::Fixed(6, 1))),
    ("六一", festival("", Basis::Fixed(6, 1))),
    ("端午节", festival("端午节", Basis::Lunar(2))),
    ("端午", festival("端午节", Basis::Lunar(2))),
    ("七一", festival("", Basis::Fixed(7, 1))),
    ("八一", festival("", Basis::Fixed(8, 1))),
    ("教师节", festival("", Basis::Fixed(9, 10))),
    ("中秋节", festival("中秋节", Basis::Lunar(3))),
    ("中秋", festival("中秋节", Basis::Lunar(3))),
    ("国庆节", festival("国庆节", Basis::Fixed(10, 1))),
    ("国庆", festival("国庆节", Basis::Fixed(10, 1))),
    ("十一", festival("国庆节", Basis::Fixed(10, 1))),
];

/// Month and day of 除夕 (a day off by law since 2025), 清明, 端午 and 中秋; a test compares them with tyme.
const LUNAR: [(i32, [(u32, u32); 4]); 17] = [
    (2024, [(2, 9), (4, 4), (6, 10), (9, 17)]),
    (2025, [(1, 28), (4, 4), (5, 31), (10, 6)]),
    (2026, [(2, 16), (4, 5), (6, 19), (9, 25)]),
    (2027, [(2, 5), (4, 5), (6, 9), (9, 15)]),
    (2028, [(1, 25), (4, 4), (5, 28), (10, 3)]),
    (2029, [(2, 12), (4, 4), (6, 16), (9, 22)]),
    (2030, [(2, 2), (4, 5), (6, 5), (9, 12)]),
    (2031, [(1, 22), (4, 5), (6, 24), (10, 1)]),
    (2032, [(2, 10), (4, 4), (6, 12), (9, 19)]),
    (2033, [(1, 30), (4, 4), (6, 1), (9, 8)]),
    (2034, [(2, 18), (4, 5), (6, 20), (9, 27)]),
    (2035, [(2, 7), (4, 5), (6, 10), (9, 16)]),
    (2036, [(1, 27), (4, 4), (5, 30), (10, 4)]),
    (2037, [(2, 14), (4, 4), (6, 18), (9, 24)]),
    (2038, [(2, 3), (4, 5), (6, 7), (9, 13)]),
    (2039, [(1, 23), (4, 5), (5, 27), (10, 2)]),
    (2040, [(2, 11), (4, 4), (6, 14), (9, 20)]),
];

/// The last day before the festival, or the day so long before it, and why that may be another.
pub(super) fn before(cursor: &mut Cursor, context: &Context) -> Option<(NaiveDate, Option<Doubt>)> {
    cursor.attempt(|cursor| {
        let year = moment::year(cursor, context, context.year);
        let festival = cursor.eat_keyed(&FESTIVALS)?;
        cursor.eat_any(&["小长假", "长假", "黄金周", "假期", "放假", "假日", "节日"]);
        if cursor.eat_any(&["之前", "以前", "前夕"]).is_none() {
            cursor.eat("前").then_some(())?;
            (!cursor.sees("后")).then_some(())?;
        }
        let after = match year {
            Some(year) => month::day(year.checked_sub(1)?, 12, 31)?,
            None => context.issued,
        };
        let (first, doubt) = first_day(festival, after, context)?;
        if let Some(ahead) = cursor.attempt(ahead) {
            // It may also be the stretch of so many days before it.
            return Some((ahead.before(first, context.calendar)?, doubt.or(Some(Doubt::Vague))));
        }
        Some((first.pred_opt()?, doubt))
    })
}

/// 3天, 一周 behind 前; 3天内 is the stretch up to the festival.
fn ahead(cursor: &mut Cursor) -> Option<offset::Length> {
    let length = offset::length(cursor)?;
    (!cursor.sees_any(&["内", "之内", "以内"])).then_some(length)
}

fn first_day(festival: Festival, after: NaiveDate, context: &Context) -> Option<(NaiveDate, Option<Doubt>)> {
    let by_law = (0..=2).find_map(|years| {
        let year = after.year().checked_add(years)?;
        let day = by_law(festival.basis, year)?;
        (day > after).then_some(day)
    });
    if festival.name.is_empty() {
        return by_law.map(|day| (day, None));
    }
    let published = context.calendar.holiday_first_day(festival.name, after);
    match (published, by_law) {
        // A calendar that begins with a later year would skip this one's.
        (Some(published), Some(by_law))
            if published > by_law && !context.calendar.has_year(by_law.year()) =>
        {
            Some((by_law, Some(Doubt::HolidayUnpublished(by_law.year()))))
        }
        (Some(published), _) => Some((published, None)),
        (None, Some(by_law)) => Some((by_law, Some(Doubt::HolidayUnpublished(by_law.year())))),
        (None, None) => None,
    }
}

fn by_law(basis: Basis, year: i32) -> Option<NaiveDate> {
    let (month, day) = match basis {
        Basis::Fixed(month, day) => (month, day),
        Basis::Lunar(column) => *LUNAR.iter().find(|(of, _)| *of == year)?.1.get(column)?,
    };
    month::day(year, month, day)
}

#[cfg(test)]
mod tests {
    use tyme4rs::tyme::Tyme;
    use tyme4rs::tyme::lunar::LunarDay;
    use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

    use super::LUNAR;

    fn month_and_day(day: &SolarDay) -> (u32, u32) {
        (day.get_month().try_into().unwrap(), day.get_day().try_into().unwrap())
    }

    #[test]
    fn the_lunar_days_agree_with_tyme() {
        for (year, days) in LUNAR {
            let year = isize::try_from(year).unwrap();
            let theirs = [
                month_and_day(&LunarDay::from_ymd(year, 1, 1).get_solar_day().next(-1)),
                month_and_day(&SolarTerm::from_index(year, 7).get_julian_day().get_solar_day()),
                month_and_day(&LunarDay::from_ymd(year, 5, 5).get_solar_day()),
                month_and_day(&LunarDay::from_ymd(year, 8, 15).get_solar_day()),
            ];
            assert_eq!(days, theirs, "{year}");
        }
    }
}
