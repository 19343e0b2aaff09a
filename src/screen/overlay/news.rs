//! 新功能: what came with each version, as a list to be read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::screen::frame::{Popup, centered};
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::wrap;
use crate::words::news;

/// Before an item, and before its further lines.
const MARK: [&str; 2] = ["- ", "  "];

/// Draws it. The answer is how far it can be scrolled at most.
pub(super) fn draw(seen: Option<&str>, scroll: usize, look: &Look, area: Rect, buffer: &mut Buffer) -> usize {
    let words = news::words(look.language);
    let columns = area.width.saturating_sub(6).min(90);
    let room = usize::from(Popup::inner(centered(area, columns, 3)).width);
    let mut lines: Vec<(String, bool)> = Vec::new();
    for (version, items) in words.since(seen) {
        lines.push((version.to_owned(), true));
        for item in items {
            let wrapped = wrap(&look.glyphs.prose(item), room.saturating_sub(MARK[0].len()));
            let marked =
                wrapped.into_iter().enumerate().map(|(at, line)| format!("{}{line}", MARK[at.min(1)]));
            lines.extend(marked.map(|line| (line, false)));
        }
    }
    let wanted = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, columns, wanted.min(area.height.saturating_sub(2)));
    let inner = popup(&words.title, &words.keys, look, at, buffer);
    let scroll = scroll.min(lines.len().saturating_sub(usize::from(inner.height)));
    for ((line, heading), y) in lines.iter().skip(scroll).zip(inner.top()..inner.bottom()) {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(line, if *heading { look.theme.title() } else { look.theme.text() });
        put(inner, y, &strip.line(), None, buffer);
    }
    scroll
}
