//! 原文: the text of a notice beside the tree of its review: the line of what is selected in sight and marked, and in it the
//! very words.

use std::ops::Range;

use ratatui::text::Line;

use super::look::Look;
use super::strip::Strip;
use super::text::{visible, wrap_ranges};
use crate::workbench::Workbench;
use crate::workbench::reading::Place;

/// The lines about the one that belongs to what is selected; none where this is no review.
pub(super) fn lines(workbench: &Workbench, look: &Look, room: u16, rows: u16) -> Option<Vec<Line<'static>>> {
    let reading = workbench.reading()?;
    let rows = usize::from(rows);
    let here = workbench.reading_place();
    let at = here.as_ref().map_or(0, |place| place.line);
    let drawn = |place: usize| -> Vec<Line<'static>> {
        let Some(text) = reading.lines.get(place) else { return Vec::new() };
        let chosen = here.as_ref().filter(|here| here.line == place);
        line(text, chosen, look, usize::from(room))
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

/// One line of the text, broken to the room. `chosen` is the place in it that is selected.
fn line(text: &str, chosen: Option<&Place>, look: &Look, room: usize) -> Vec<Line<'static>> {
    let width = room.saturating_sub(2).max(1);
    let selected = chosen.is_some();
    let span = chosen.and_then(|place| place.span.clone()).filter(|span| text.get(span.clone()).is_some());
    let shown = |part: &str| visible(&look.glyphs.prose(part)).into_owned();
    // The signs of a terminal may take other bytes than those of the text.
    let (text, meant) = match span {
        Some(span) => {
            let (before, words) = (shown(&text[..span.start]), shown(&text[span.clone()]));
            let meant = before.len()..before.len() + words.len();
            (format!("{before}{words}{}", shown(&text[span.end..])), meant)
        }
        None => (shown(text), 0..0),
    };
    let part = |range: Range<usize>| range.start.min(range.end)..range.end;
    let one = |(nth, piece): (usize, Range<usize>)| {
        let mut strip = Strip::new(room, &look.glyphs);
        let mark = if selected && nth == 0 { look.glyphs.selected } else { " " };
        let style = if selected { look.theme.text() } else { look.theme.dim() };
        strip.push(mark, look.theme.accent()).push(" ", style);
        let from = meant.start.clamp(piece.start, piece.end);
        let to = meant.end.clamp(from, piece.end);
        strip.push(&text[part(piece.start..from)], style);
        strip.push(&text[from..to], look.theme.matched());
        strip.push(&text[part(to..piece.end)], style);
        let line = strip.line();
        if selected { line.style(look.theme.selected()) } else { line }
    };
    wrap_ranges(&text, width).into_iter().enumerate().map(one).collect()
}
