//! How official documents word days, units, tasks and numbers.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::document::text::{clause, clipped, on_one_line};
use super::document::{Cell, Table};
use crate::domain::report::{Figures, Matter, Shares};

/// Characters of a measure or a requirement.
pub(super) const MATTER: usize = 40;
/// Units that are named before 等n家单位.
pub(super) const NAMED: usize = 3;
/// Units that a cell of a printed table has room for.
const IN_CELL: usize = 8;

/// 2024年7月10日.
pub(super) fn full_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 7月10日; with the year where it is not `year`.
pub(super) fn day(day: NaiveDate, year: i32) -> String {
    if day.year() == year { format!("{}月{}日", day.month(), day.day()) } else { full_day(day) }
}

/// 7月12日17时; midnight is the day alone.
pub(super) fn moment(at: NaiveDateTime, year: i32) -> String {
    match at.hour() {
        0 => day(at.date(), year),
        hour => format!("{}{hour}时", day(at.date(), year)),
    }
}

/// 12.5%, of tenths.
pub(super) fn percent(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// 区民政局、区财政局; of many the first with 等n家单位.
pub(super) fn units(names: &[String]) -> String {
    units_within(names, NAMED, usize::MAX)
}

/// The same with so many named, each of so many characters.
pub(super) fn units_within(names: &[String], most: usize, characters: usize) -> String {
    let shown: Vec<String> = names.iter().take(most).map(|name| clipped(name, characters)).collect();
    let shown = shown.join("、");
    if names.len() > most { format!("{shown}等{}家单位", names.len()) } else { shown }
}

/// All of them.
pub(super) fn all_units<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(on_one_line).collect::<Vec<_>>().join("、")
}

/// Units in a cell of a printed table: their names; of more than a cell has room for their number, and the names in a note
/// under the table.
pub(super) fn units_noted(units: &[String], table: &mut Table) -> Cell {
    let names = all_units(units.iter().map(String::as_str));
    match units.len() {
        0 | 1 => Cell::from(names),
        count if count <= IN_CELL => Cell::from(format!("{names}（{count}家）")),
        count => Cell::from(format!("{count}家（见注{}）", table.note(&names))),
    }
}

/// Units in a cell of a table that is read by programs: all their names.
pub(super) fn units_named(units: &[String], _: &mut Table) -> Cell {
    let count = if units.len() > 1 { format!("（{}家）", units.len()) } else { String::new() };
    Cell::from(format!("{}{count}", all_units(units.iter().map(String::as_str))))
}

/// 67项任务中，已完成1项、…: the classes that add up to all tasks, with their shares where these are asked for, and
/// with what each is more or less than before.
pub(super) fn tasks(figures: &Figures, shares: Option<&Shares>, before: Option<&Figures>) -> String {
    let moved = |of: fn(&Figures) -> u32| before.and_then(|before| moved(of(before), of(figures)));
    let mut text = format!("{}项任务{}中，", figures.tasks, noted([moved(|it| it.tasks)]));
    if figures.excluded > 0 || before.is_some_and(|before| before.excluded > 0) {
        let unreadable =
            (figures.unreadable > 0).then(|| format!("含数据暂无法读取{}项", figures.unreadable));
        let notes = noted([unreadable, moved(|it| it.excluded)]);
        let _ = write!(text, "不计{}项{notes}，其余{}项中，", figures.excluded, figures.counted());
    }
    let share = |of: fn(&Shares) -> u32| shares.map(|shares| percent(of(shares)));
    let classes = [
        ("已完成", figures.done, share(|it| it.done), moved(|it| it.done)),
        ("推进中", figures.in_progress, share(|it| it.in_progress), moved(|it| it.in_progress)),
        ("有单位逾期", figures.overdue, share(|it| it.overdue), moved(|it| it.overdue)),
        ("尚未启动", figures.not_started, share(|it| it.not_started), moved(|it| it.not_started)),
    ];
    text + &classes
        .map(|(word, count, share, moved)| format!("{word}{count}项{}", noted([share, moved])))
        .join("、")
}

/// 37家责任单位中，已报送配档表1家、…; with what each is more or less than before.
pub(super) fn filed(figures: &Figures, before: Option<&Figures>) -> String {
    let moved = |of: fn(&Figures) -> u32| noted([before.and_then(|before| moved(of(before), of(figures)))]);
    format!(
        "{}家责任单位{}中，已报送配档表{}家{}、部分报送{}家{}、未报送{}家{}",
        figures.units,
        moved(|it| it.units),
        figures.filed,
        moved(|it| it.filed),
        figures.partly,
        moved(|it| it.partly),
        figures.unfiled,
        moved(|it| it.unfiled),
    )
}

/// 增2, 减1.
fn moved(before: u32, now: u32) -> Option<String> {
    let direction = if now > before { "增" } else { "减" };
    (before != now).then(|| format!("{direction}{}", now.abs_diff(before)))
}

/// （12.5%，增2）; nothing where there is nothing to note.
fn noted<const N: usize>(notes: [Option<String>; N]) -> String {
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) }
}

/// 第7项; 增1项 for a task that the notice does not have.
pub(super) fn number(number: &str) -> String {
    let plain = on_one_line(number);
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("第{plain}项")
    } else {
        format!("{plain}项")
    }
}

/// The measure with the number of its task.
pub(super) fn matter(matter: &Matter) -> String {
    matter_within(matter, MATTER)
}

/// The same of so many characters.
pub(super) fn matter_within(matter: &Matter, characters: usize) -> String {
    format!("{}（{}）", clause(&matter.text, characters), number(&matter.number))
}

/// 已逾期2个工作日; where no working day has passed, 已逾期.
pub(super) fn late(days: i64) -> String {
    if days > 0 { format!("已逾期{days}个工作日") } else { "已逾期".to_owned() }
}

/// 一 to 九十九, for the numbers of headings.
pub(super) fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10 % 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens]),
    };
    format!("{tens}{}", DIGITS[ones])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_chinese() {
        let found: Vec<String> = [1, 9, 10, 11, 20, 34].map(numeral).to_vec();
        assert_eq!(found, ["一", "九", "十", "十一", "二十", "三十四"]);
    }
}
