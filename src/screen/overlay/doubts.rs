//! 存疑: what should be looked at in a notice, as a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lists::first;
use super::{note, popup, put};
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::words::fill;
use crate::words::notice::doubt;
use crate::workbench::Workbench;

pub(super) fn draw(cursor: usize, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let Some(reading) = workbench.reading() else { return };
    let words = &look.words().reading;
    let rows = u16::try_from(reading.doubts.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(100), rows.min(area.height));
    let title = fill(&words.doubts, &[("n", &reading.doubts.len())]);
    let inner = popup(&title, &words.keys_doubts, look, at, buffer);
    let from = first(cursor, inner.height);
    note(workbench, inner, from);
    for ((place, one), y) in reading.doubts.iter().enumerate().skip(from).zip(inner.top()..inner.bottom()) {
        let selected = place == cursor;
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(" ", look.theme.text());
        strip.push(&look.glyphs.prose(&doubt(&one.doubt, look.language)), look.theme.text());
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}
