//! 链接: each in full, so that it is seen where it leads before it is opened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::screen::frame::{Popup, centered};
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{visible, wrap};
use crate::workbench::links::LinkList;

/// Cells of the sign before the selected one.
const SIGN: usize = 2;

pub(super) fn draw(list: &LinkList, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().links;
    let columns = area.width.saturating_sub(4).min(110);
    let room = usize::from(Popup::inner(centered(area, columns, 3)).width).saturating_sub(SIGN).max(2);
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (place, link) in list.links.iter().enumerate() {
        lines.extend(wrap(&visible(link), room).into_iter().map(|line| (place, line)));
    }
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let inner = popup(&words.title, &words.keys, look, centered(area, columns, rows), buffer);
    let lowest = lines.iter().rposition(|(place, _)| *place == list.cursor).unwrap_or(0);
    let from = (lowest + 1).saturating_sub(usize::from(inner.height));
    for ((place, line), y) in lines.iter().skip(from).zip(inner.top()..inner.bottom()) {
        let selected = *place == list.cursor;
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.to(SIGN, look.theme.text()).push(line, look.theme.text());
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}
