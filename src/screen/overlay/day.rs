//! 日期提问: a line and, beside it, how it reads.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{popup, put};
use crate::screen::frame::beside;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::words::when;
use crate::workbench::Workbench;
use crate::workbench::overlay::{AskedDay, DayPrompt};

pub(super) fn draw(
    prompt: &DayPrompt,
    workbench: &Workbench,
    look: &Look,
    (area, anchor): (Rect, u16),
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &look.words().days;
    let (title, hint) = match prompt.asked {
        AskedDay::GoTo => (&words.go_to, &words.go_to_hint),
        AskedDay::Filing => (&words.filing, &words.filing_hint),
    };
    let at = beside(area, anchor, area.width.saturating_sub(2).min(56), 4);
    let inner = popup(title, &words.keys_day, look, at, buffer);
    let caret = LineInput::new(&prompt.line)
        .glyphs(&look.glyphs)
        .hint(&look.glyphs.prose(hint), look.theme.dim())
        .style(look.theme.text())
        .draw(Rect { height: inner.height.min(1), ..inner }, buffer);
    if inner.height > 1 && !prompt.line.text().trim().is_empty() {
        let desk = workbench.desk();
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        if let Some(day) = prompt.day(&desk) {
            let said = look.domain().day_with_weekday(day, workbench.today().year());
            strip.push(look.glyphs.arrow, look.theme.dim()).push(" ", look.theme.dim());
            strip.push(&said, look.theme.accent());
        } else {
            let reading = prompt.reading(&desk).reading;
            let said = when::reading(&reading, workbench.plan().year, look.language);
            strip.push(&said, look.theme.dim());
        }
        put(inner, inner.y + 1, &strip.line(), None, buffer);
    }
    caret
}
