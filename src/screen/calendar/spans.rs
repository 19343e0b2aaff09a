//! 时段 in the calendar: time limits that are a stretch of days, drawn through their days as lines with their names.
//!
//! ```text
//!  8今    9      10     11     12     13休   14休
//! ──────────────│
//! │5 商务局 发布家电以旧换新政策───────────────────
//! ```

use chrono::{Datelike, Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::put_line;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::calendar::Stretch;

/// Lines of stretches over a list of days.
const LISTED: usize = 5;
/// Fewer cells say nothing of a name.
const NAME: usize = 8;
/// Cells of a day in them.
const DAY: u16 = 3;

/// How many lines the stretches of some days need where each week begins on a Monday, if no more than `most`.
pub(super) fn lanes(workbench: &Workbench, monday: NaiveDate, weeks: u16, most: u16) -> u16 {
    let needed =
        |week: u16| u16::try_from(placed(workbench, after(monday, week * 7), most).len()).unwrap_or(most);
    (0..weeks).map(needed).max().unwrap_or(0).min(most)
}

fn after(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// The stretches of a week, line by line: those of one line do not touch each other.
fn placed(workbench: &Workbench, monday: NaiveDate, most: u16) -> Vec<Vec<&Stretch>> {
    let mut lines: Vec<Vec<&Stretch>> = Vec::new();
    for one in workbench.calendar.stretches((monday, after(monday, 6)), workbench.rows()) {
        let is_free = |line: &&mut Vec<&Stretch>| {
            line.iter().all(|other| other.last < one.first || other.first > one.last)
        };
        if let Some(line) = lines.iter_mut().find(is_free) {
            line.push(one);
        } else if lines.len() < usize::from(most) {
            lines.push(vec![one]);
        }
    }
    lines
}

/// The stretches of a week into the lines of an area, which begins with the cell of its Monday.
pub(super) fn week(
    workbench: &Workbench,
    look: &Look,
    (monday, cell): (NaiveDate, u16),
    area: Rect,
    behind: bool,
    buffer: &mut Buffer,
) {
    for (line, y) in placed(workbench, monday, area.height).into_iter().zip(area.top()..area.bottom()) {
        for one in line {
            // Behind counts a name would be cut by them.
            let is_free = |day: NaiveDate| workbench.calendar.tally(day).most_urgent(1).is_empty();
            let from = one.first.max(monday);
            let days = from.iter_days().take_while(|day| *day <= one.last.min(after(monday, 6)));
            let clear = if behind { days.take_while(|day| is_free(*day)).count() } else { days.count() };
            let at = Rect { y, height: 1, ..area };
            bar(workbench, look, one, (monday, 7, cell), at, clear * usize::from(cell), buffer);
        }
    }
}

/// One stretch, as far as it lies in some days from `first` on: ends where it ends, its name in the first `clear`
/// cells of it.
fn bar(
    workbench: &Workbench,
    look: &Look,
    stretch: &Stretch,
    (first, days, cell): (NaiveDate, u16, u16),
    area: Rect,
    clear: usize,
    buffer: &mut Buffer,
) {
    let place =
        |day: NaiveDate| u16::try_from((day - first).num_days().clamp(0, i64::from(days))).unwrap_or(0);
    let (from, to) = (place(stretch.first), place(stretch.last).min(days - 1));
    let (begins, ends) = (stretch.first >= first, stretch.last <= after(first, days - 1));
    let x = area.x + from * cell;
    let cells = (to + 1 - from) * cell;
    let at = Rect { x, width: cells, ..area }.intersection(area);
    let style = look.light(stretch.light);
    let room = usize::from(at.width);
    let mut strip = Strip::new(room, &look.glyphs);
    if begins {
        strip.push(look.glyphs.vertical, style);
    }
    let end = usize::from(ends);
    let free = clear.min(room).saturating_sub(end + 2);
    if free >= NAME {
        strip.push_within(&name(workbench, look, stretch), free, style);
    }
    let rest = look.glyphs.horizontal.repeat(strip.free().saturating_sub(end));
    strip.push(&rest, style);
    if ends {
        strip.push(look.glyphs.vertical, style);
    }
    put_line(buffer, at.x, at.y, &strip.line(), at.width);
}

/// `5 商务局 发布家电以旧换新政策`, of many rows `三季度 12行`.
fn name(workbench: &Workbench, look: &Look, stretch: &Stretch) -> String {
    if stretch.count > 1 {
        let day = |day| look.domain().day(day, workbench.today().year());
        let both = || format!("{}-{}", day(stretch.first), day(stretch.last));
        let due = stretch.due.clone().unwrap_or_else(both);
        return fill(&look.words().days.stretch, &[("due", &due), ("n", &stretch.count)]);
    }
    let Some(first) = workbench.rows().row(stretch.row.0, stretch.row.1) else {
        return String::new();
    };
    let task = workbench.plan().task(first.task);
    let number = task.map_or("", |task| task.number.as_str());
    let roster = &workbench.workspace().roster;
    let unit = roster.named(&first.unit).map_or(first.unit.as_ref(), |unit| unit.short_name());
    let measure = first.entry().map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
    let what = measure.or(task.map(|task| task.requirement.as_str())).unwrap_or_default();
    format!("{number} {unit} {what}")
}

/// The stretches of the listed days over the list, a day every few cells; how many lines that took.
pub(super) fn chart(workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) -> u16 {
    let (first, days) = workbench.calendar.listing();
    let days = u16::try_from(days).unwrap_or(14);
    let found = workbench.calendar.stretches((first, after(first, days - 1)), workbench.rows());
    let most = usize::from(area.height / 4).min(LISTED);
    let cell = ((area.width * 11 / 20) / days).clamp(DAY, 2 * DAY);
    let names = area.width.saturating_sub(cell * days);
    if found.is_empty() || most < 2 || names < 12 {
        return 0;
    }
    let chart = Rect { x: area.x + names, width: cell * days, height: 1, ..area };
    let mut head = Strip::new(usize::from(chart.width), &look.glyphs);
    for ahead in 0..days {
        let day = after(first, ahead);
        let style = if day == workbench.today() { look.theme.title() } else { look.theme.dim() };
        head.push(&format!("{:<width$}", day.day(), width = usize::from(cell)), style);
    }
    put_line(buffer, chart.x, chart.y, &head.line(), chart.width);
    let mut used = 1;
    for (one, y) in found.into_iter().take(most - 1).zip(area.y + 1..) {
        let mut strip = Strip::new(usize::from(names.saturating_sub(1)), &look.glyphs);
        let style = look.light(one.light);
        strip.to(1, style).push(&name(workbench, look, one), style);
        put_line(buffer, area.x, y, &strip.line(), names);
        bar(workbench, look, one, (first, days, cell), Rect { y, ..chart }, 0, buffer);
        used += 1;
    }
    used
}
