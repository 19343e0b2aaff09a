//! 原文: the text of a notice beside the tree of its review, the line of what is selected in sight and marked.

use ratatui::text::Line;

use super::look::Look;
use super::strip::Strip;
use super::text::wrap;
use crate::workbench::Workbench;

/// The lines about the one that belongs to what is selected; none where this is no review.
pub(super) fn lines(workbench: &Workbench, look: &Look, room: u16, rows: u16) -> Option<Vec<Line<'static>>> {
    let reading = workbench.reading()?;
    let width = usize::from(room).saturating_sub(2).max(1);
    let rows = usize::from(rows);
    let here = workbench.reading_line();
    let at = here.unwrap_or(0);
    let drawn = |place: usize| -> Vec<Line<'static>> {
        let Some(text) = reading.lines.get(place) else { return Vec::new() };
        let chosen = here == Some(place);
        let text = look.glyphs.prose(text).into_owned();
        let line = |(nth, piece): (usize, String)| {
            let mut strip = Strip::new(usize::from(room), &look.glyphs);
            let mark = if chosen && nth == 0 { look.glyphs.selected } else { " " };
            let style = if chosen { look.theme.text() } else { look.theme.dim() };
            strip.push(mark, look.theme.accent()).push(" ", style).push(&piece, style);
            let line = strip.line();
            if chosen { line.style(look.theme.selected()) } else { line }
        };
        wrap(&text, width).into_iter().enumerate().map(line).collect()
    };
    // A third of the room for what stands before it.
    let mut above: Vec<Line<'static>> = Vec::new();
    let mut place = at;
    while above.len() < rows / 3 && place > 0 {
        place -= 1;
        let mut lines = drawn(place);
        lines.append(&mut above);
        above = lines;
    }
    let over = above.len().saturating_sub(rows / 3);
    let mut shown: Vec<Line<'static>> = above.split_off(over);
    let mut place = at;
    while shown.len() < rows && place < reading.lines.len() {
        shown.extend(drawn(place));
        place += 1;
    }
    shown.truncate(rows);
    Some(shown)
}
