//! The keys of what floats, in a box over it: one a line, with what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::screen::frame::{Popup, centered};
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{width, wrap};

/// Cells between a key and what it does.
const GAP: usize = 2;
/// The frame of the box, and a blank at each side.
const FRAME: usize = 4;

/// Draws them.
pub(super) fn draw(kind: &str, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().floating_keys;
    let keys = words.keys.get(kind).map_or(&[][..], Vec::as_slice);
    let column = keys.iter().map(|[key, _]| width(key)).max().unwrap_or(0) + GAP;
    let widest = keys.iter().map(|[_, does]| column + width(does)).max().unwrap_or(0);
    let widest = widest.max(width(&words.title) + GAP).max(width(&words.close) + GAP);
    let columns = u16::try_from(widest + FRAME).unwrap_or(u16::MAX).min(area.width);
    let room = usize::from(Popup::inner(centered(area, columns, 3)).width).saturating_sub(column).max(2);
    let mut lines: Vec<(&str, String)> = Vec::new();
    for [key, does] in keys {
        for (place, line) in wrap(&look.glyphs.prose(does), room).into_iter().enumerate() {
            lines.push((if place == 0 { key.as_str() } else { "" }, line));
        }
    }
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let inner = popup(&words.title, &words.close, look, centered(area, columns, rows), buffer);
    for ((key, does), y) in lines.iter().zip(inner.top()..inner.bottom()) {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(&look.glyphs.prose(key), look.theme.title()).to(column, look.theme.text());
        strip.push(does, look.theme.text());
        put(inner, y, &strip.line(), None, buffer);
    }
}

#[cfg(test)]
mod tests {
    use crate::words::Language;
    use crate::words::screen::words;

    #[test]
    fn whatever_floats_has_words_for_its_keys() {
        let source = include_str!("../../workbench/overlay.rs");
        let body =
            source.split("pub fn kind").nth(1).and_then(|rest| rest.split("\n    }\n").next()).unwrap();
        let kinds: Vec<&str> =
            body.split('"').skip(1).step_by(2).chain(["reading", "review", "date_picker"]).collect();
        assert!(kinds.len() > 20, "{kinds:?}");
        for language in [Language::Chinese, Language::English] {
            let keys = &words(language).floating_keys.keys;
            for kind in &kinds {
                assert!(keys.get(*kind).is_some_and(|keys| !keys.is_empty()), "{kind}");
            }
        }
    }
}
