//! 存疑: what should be looked at in a notice, as a list.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lists::{first, rows_for_whole, whole};
use super::{note, popup, put};
use crate::screen::frame::{Popup, centered};
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::words::fill;
use crate::words::notice::doubt;
use crate::workbench::Workbench;

/// Cells for the sign before a sentence.
const SIGN: usize = 2;

/// Draws it.
pub(super) fn draw(cursor: usize, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let Some(reading) = workbench.reading() else { return };
    let words = &look.words().reading;
    let sentences: Vec<String> = reading
        .doubts
        .iter()
        .map(|one| look.glyphs.prose(&doubt(&one.doubt, look.language)).into_owned())
        .collect();
    let columns = area.width.saturating_sub(4).min(100);
    let room = usize::from(Popup::inner(centered(area, columns, 3)).width);
    let under = rows_for_whole(sentences.iter().map(Cow::from), room.saturating_sub(SIGN), room);
    let rows = u16::try_from(reading.doubts.len() + 2).unwrap_or(u16::MAX).saturating_add(under);
    let title = fill(&words.doubts, &[("n", &reading.doubts.len())]);
    let at = centered(area, columns, rows.min(area.height));
    let inner = popup(&title, &words.keys_doubts, look, at, buffer);
    let inner = whole(sentences.get(cursor).map_or("", String::as_str), under, look, inner, buffer);
    let from = first(cursor, inner.height);
    note(workbench, inner, from);
    for ((place, sentence), y) in sentences.iter().enumerate().skip(from).zip(inner.top()..inner.bottom()) {
        let selected = place == cursor;
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(" ", look.theme.text());
        strip.push(sentence, look.theme.text());
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}
