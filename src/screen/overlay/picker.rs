//! 选日期: one month, days off marked, what is chosen on the ground of the selected line.

use chrono::{Datelike, Days};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::domain::workdays::DayKind;
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{put_line, width};
use crate::words::{fill, time};
use crate::workbench::Workbench;
use crate::workbench::picker::DatePicker;

/// Cells of a day.
const CELL: usize = 5;
/// Cells of the border about the line of keys in it.
const FRAME: usize = 5;

pub(super) fn draw(picker: DatePicker, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &time::words(look.language).form;
    let month =
        fill(&look.words().days.month, &[("year", &picker.day.year()), ("month", &picker.day.month())]);
    let columns = u16::try_from((CELL * 7 + 4).max(width(&words.keys_picker) + FRAME)).unwrap_or(u16::MAX);
    let at = centered(area, columns.min(area.width), 10.min(area.height));
    let inner = popup(&month, &words.keys_picker, look, at, buffer);
    let first = picker.first();
    let calendar = &workbench.rows().day().calendar;
    let day_at = |week: u64, weekday: u64| first.checked_add_days(Days::new(week * 7 + weekday));
    let mut head = Strip::new(usize::from(inner.width), &look.glyphs);
    for weekday in 0..7_u64 {
        let Some(day) = day_at(0, weekday) else { continue };
        let column = usize::try_from(weekday).unwrap_or(0) * CELL + 1;
        head.to(column, look.theme.dim()).push(look.domain().weekday(day), look.theme.dim());
    }
    if inner.height > 0 {
        put(inner, inner.y, &head.line(), None, buffer);
    }
    for (week, y) in (0..6_u64).zip(inner.top() + 1..inner.bottom().saturating_sub(1).max(inner.top() + 1)) {
        for weekday in 0..7_u64 {
            let Some(day) = day_at(week, weekday) else { continue };
            let inside = day.month() == picker.day.month();
            let (sign, style) = match calendar.kind(day) {
                DayKind::Holiday(_) => (look.words().days.off.as_str(), look.theme.dim()),
                DayKind::Weekend => ("", look.theme.dim()),
                DayKind::MakeUp(_) => (look.words().days.make_up.as_str(), look.theme.text()),
                DayKind::Workday => ("", look.theme.text()),
            };
            let style = if day == workbench.today() {
                look.theme.accent()
            } else if inside {
                style
            } else {
                look.theme.dim()
            };
            let x = inner.x + u16::try_from(usize::try_from(weekday).unwrap_or(0) * CELL).unwrap_or(0);
            let room = usize::from(inner.right().saturating_sub(x)).min(CELL);
            let mut cell = Strip::new(room, &look.glyphs);
            cell.push(&format!("{:>2}", day.day()), style).push(sign, style);
            let spot = Rect { x, y, width: u16::try_from(room).unwrap_or(0), height: 1 }.intersection(inner);
            put_line(buffer, spot.x, spot.y, &cell.line(), spot.width);
            if day == picker.day {
                let width = spot.width.min(4);
                buffer.set_style(Rect { width, ..spot }, look.theme.selected());
            }
        }
    }
    let said = look.domain().day_with_weekday(picker.day, workbench.today().year());
    let left = calendar.count(workbench.today(), picker.day);
    let left = fill(&look.words().days.left_days, &[("n", &left)]);
    if inner.height > 2 {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(&said, look.theme.accent());
        if picker.day > workbench.today() {
            strip.push("  ", look.theme.dim()).push(&left, look.theme.dim());
        }
        put(inner, inner.bottom() - 1, &strip.line(), None, buffer);
    }
}
