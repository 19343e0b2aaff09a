//! 日历 on the screen: the month drawn by hand, the lines of the chosen day beside it or below.
//!
//! ```text
//!  2024年7月                                      7月10日 周三 第3个工作日
//!    一     二     三     四     五     六     日
//!   1      2      3      4      5      6休    7休   逾 45 文旅局 开放活动计划
//! ```

mod spans;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::agenda;
use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, width};
use crate::domain::workdays::DayKind;
use crate::words::{Language, fill};
use crate::workbench::Workbench;
use crate::workbench::calendar::{Grid, Pane};

/// From so many columns the lines of the day stand beside the month.
const BESIDE: u16 = 72;

/// Cells of the number of a week, before its days.
const WEEK: u16 = 4;
/// A day needs so many cells, the lines of a day so many.
const NARROWEST: (u16, u16) = (7, 22);

/// How wide a day is: what somebody chose by dragging the line, in whole cells for each of the seven.
fn cell_width(workbench: &Workbench, area: Rect) -> u16 {
    let usual = match area.width {
        0..100 => 7,
        100..140 => 8,
        _ => 11,
    };
    if workbench.split().is_none() {
        return usual;
    }
    let room = |columns: u16| columns.saturating_sub(WEEK) / 7;
    let widest = room(area.width.saturating_sub(NARROWEST.1));
    let chosen = area.width.saturating_sub(super::draw::right_pane(workbench, area, 0));
    room(chosen).min(widest).max(NARROWEST.0)
}

/// Draws the calendar into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let head = Rect { height: 1, ..area };
    let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
    workbench.calendar.grid = Grid::default();
    if workbench.calendar.listed {
        fortnight(workbench, look, head, buffer);
        let used = spans::chart(workbench, look, below, buffer);
        let below = Rect { y: below.y + used, height: below.height - used, ..below };
        agenda::draw(workbench, look, below, buffer);
        return;
    }
    let weeks = workbench.calendar.weeks();
    let (month, lines) = if area.width >= BESIDE {
        let cell = cell_width(workbench, area);
        let numbers = if area.width >= 100 && cell >= 8 { WEEK } else { 0 };
        let width = cell * 7 + numbers;
        let month = Rect { width, ..area };
        let x = area.x + width + 1;
        (month, Rect { x, width: area.right() - x, ..area })
    } else {
        // At least half is for the days; one line per week is enough for them.
        let height = (weeks + 2).min(area.height);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    };
    draw_month(workbench, look, month, buffer);
    if area.width >= BESIDE {
        super::draw::note_divider(workbench, area, month.right(), month);
        for y in month.top()..month.bottom() {
            buffer.set_string(month.right(), y, look.glyphs.vertical, look.theme.rule());
        }
    }
    if lines.is_empty() {
        return;
    }
    let lines =
        if area.width >= BESIDE { Rect { x: lines.x + 1, width: lines.width - 1, ..lines } } else { lines };
    let line = day_head(workbench, look, lines.width);
    put_line(buffer, lines.x, lines.y, &line, lines.width);
    agenda::draw(workbench, look, Rect { y: lines.y + 1, height: lines.height - 1, ..lines }, buffer);
}

/// `7月10日 周三 第8个工作日`, or what kind of day off it is.
fn day_head(workbench: &Workbench, look: &Look, room: u16) -> ratatui::text::Line<'static> {
    let words = &look.words().days;
    let day = workbench.calendar.day();
    let calendar = &workbench.rows().day().calendar;
    let said = look.domain().day_with_weekday(day, workbench.today().year());
    let text = match calendar.kind(day) {
        DayKind::Workday => {
            let before = day.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(day);
            fill(&words.day_in_month, &[("day", &said), ("n", &calendar.count(before, day))])
        }
        DayKind::Weekend => format!("{said} {}", words.off),
        DayKind::Holiday(name) => format!("{said} {} {name}", words.off),
        DayKind::MakeUp(name) => format!("{said} {} {name}", words.make_up),
    };
    let mut strip = Strip::new(usize::from(room), &look.glyphs);
    strip.to(1, look.theme.text()).push(&text, look.theme.title());
    strip.line()
}

fn fortnight(workbench: &Workbench, look: &Look, at: Rect, buffer: &mut Buffer) {
    let (first, days) = workbench.calendar.listing();
    let last = first.checked_add_days(Days::new(days - 1)).unwrap_or(first);
    let year = workbench.today().year();
    let day = |day| look.domain().day(day, year);
    let words = &look.words().days;
    let template = if workbench.calendar.weekly { &words.one_week } else { &words.fortnight };
    let text = fill(template, &[("first", &day(first)), ("last", &day(last))]);
    let mut strip = Strip::new(usize::from(at.width), &look.glyphs);
    strip.to(1, look.theme.text()).push(&text, look.theme.title());
    put_line(buffer, at.x, at.y, &strip.line(), at.width);
}

fn draw_month(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let view = &workbench.calendar;
    let weeks = view.weeks();
    let numbers = if area.width >= 7 * 8 + WEEK { WEEK } else { 0 };
    let cell = (area.width - numbers) / 7;
    let first = view.first_cell();
    // A line for the day, one for its counts, the rest for stretches of days.
    let room = (area.height.saturating_sub(2) / weeks).max(1);
    let lanes = spans::lanes(workbench, first, weeks, room.saturating_sub(2));
    let tall = room.min(2 + lanes);
    let title =
        fill(&look.words().days.month, &[("year", &view.day().year()), ("month", &view.day().month())]);
    let mut strip = Strip::new(usize::from(area.width), &look.glyphs);
    strip.to(1, look.theme.text()).push(&title, look.theme.title());
    put_line(buffer, area.x, area.y, &strip.line(), area.width);
    if area.height > 1 {
        let mut strip = Strip::new(usize::from(area.width), &look.glyphs);
        if numbers > 0 {
            strip.push(&look.words().days.week, look.theme.dim());
        }
        for weekday in 0..7_u16 {
            let day = first.checked_add_days(Days::new(u64::from(weekday))).unwrap_or(first);
            let column = usize::from(numbers + weekday * cell) + 1;
            strip.to(column, look.theme.dim()).push(look.domain().weekday(day), look.theme.dim());
        }
        put_line(buffer, area.x, area.y + 1, &strip.line(), area.width);
    }
    let origin = (area.x + numbers, area.y + 2);
    // Where there is no room for all, the weeks around the chosen day are drawn.
    let fitting = area.height.saturating_sub(2) / tall;
    let chosen = u16::try_from((view.day() - first).num_days() / 7).unwrap_or(0);
    let skipped = if fitting >= weeks { 0 } else { chosen.saturating_sub(fitting / 2).min(weeks - fitting) };
    let span = view.span(workbench.rows()).map(|one| one.first..=one.last);
    for week in 0..fitting.min(weeks) {
        let monday = first.checked_add_days(Days::new(u64::from(week + skipped) * 7)).unwrap_or(first);
        let y = origin.1 + week * tall;
        if numbers > 0 {
            let number = format!("{:>2}", monday.iso_week().week());
            buffer.set_stringn(area.x, y, number, usize::from(numbers), look.theme.dim());
        }
        // Where a day has two lines only, the shortest stretch runs through the second, under its counts.
        let behind = u16::from(tall == 2);
        let height = tall.saturating_sub(2) + behind;
        let below = Rect { x: origin.0, y: y + 2 - behind, width: cell * 7, height };
        spans::week(workbench, look, (monday, cell), below.intersection(area), tall == 2, buffer);
        for weekday in 0..7_u16 {
            let Some(day) = monday.checked_add_days(Days::new(u64::from(weekday))) else { continue };
            let at = Rect { x: origin.0 + weekday * cell, y, width: cell, height: tall };
            let spanned = span.as_ref().is_some_and(|span| span.contains(&day));
            draw_day(workbench, look, (day, spanned), at.intersection(area), buffer);
        }
    }
    let weeks = if skipped == 0 { fitting.min(weeks) } else { 0 };
    workbench.calendar.grid = Grid { origin, cell: (cell, tall), weeks };
}

/// One day: number, 今, 休 or 班, and the counts of the lights that press most; `spanned` where the time limit of the
/// selected line runs through it.
fn draw_day(
    workbench: &Workbench,
    look: &Look,
    (day, spanned): (NaiveDate, bool),
    at: Rect,
    buffer: &mut Buffer,
) {
    let words = &look.words().days;
    let view = &workbench.calendar;
    let (chosen, today) = (day == view.day(), day == workbench.today());
    let inside = day.month() == view.day().month() && day.year() == view.day().year();
    let room = usize::from(at.width);
    let number = if today {
        look.theme.title()
    } else if inside {
        look.theme.text()
    } else {
        look.theme.dim()
    };
    let mut top = Strip::new(room, &look.glyphs);
    top.push(if chosen { look.glyphs.selected } else { " " }, look.theme.accent());
    top.push(&format!("{:>2}", day.day()), number);
    if today {
        top.push(&words.today, look.theme.accent());
    }
    // A promise, a duty or a later round, where no row's last day says that something is on.
    if view.tally(day).most_urgent(1).is_empty() && (view.is_marked(day) || view.rounds(day) > 0) {
        top.push(look.glyphs.dot, look.theme.accent());
    }
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match workbench.rows().day().calendar.kind(day) {
        DayKind::Holiday(_) => {
            top.push(&words.off, look.light(crate::domain::light::Light::OnTrack));
        }
        DayKind::MakeUp(_) => {
            top.push(&words.make_up, look.light(crate::domain::light::Light::Overdue));
        }
        DayKind::Weekend if weekend => {
            top.push(&words.off, look.theme.dim());
        }
        DayKind::Weekend | DayKind::Workday => {}
    }
    let counts = view.tally(day).most_urgent(2);
    let over = workbench.is_filing_over();
    let mut said: Vec<_> = counts
        .iter()
        .map(|(light, n)| (format!("{}{n}", look.domain().light_short(*light, over)), look.light(*light)))
        .collect();
    let mut bottom = Strip::new(room, &look.glyphs);
    let line = if at.height > 1 { &mut bottom } else { &mut top };
    let needed = |said: &[(String, _)]| said.iter().map(|(text, _)| width(text)).sum::<usize>();
    // A count is whole or not there: half a number would be another.
    while !said.is_empty() && needed(&said) > line.free() {
        said.pop();
    }
    if at.height > 1 && !said.is_empty() && needed(&said) < room {
        line.to(1, look.theme.text());
    }
    // Letters run together; Han characters do not.
    let blank = usize::from(look.language == Language::English);
    for (place, (text, style)) in said.iter().enumerate() {
        if place > 0 && needed(&said) + blank * said.len() <= room {
            line.push(&" ".repeat(blank), *style);
        }
        line.push(text, *style);
    }
    put_line(buffer, at.x, at.y, &top.line(), at.width);
    if at.height > 1 {
        put_line(buffer, at.x, at.y + 1, &bottom.line(), at.width);
    }
    // The span of the selected line runs through its days as one line under them, in every theme.
    if spanned {
        buffer.set_style(Rect { height: at.height.min(1), ..at }, Style::new().underlined());
    }
    if chosen {
        let ground = Rect { width: at.width.saturating_sub(1), height: at.height.min(2), ..at };
        if view.pane == Pane::Month {
            buffer.set_style(ground, look.theme.selected());
        } else {
            buffer.set_style(ground, look.theme.accent());
        }
    }
}
