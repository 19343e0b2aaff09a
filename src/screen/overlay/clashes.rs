//! 合并冲突: each field that two hands changed, with both values; those of the selected one in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::wrap;
use crate::words::change::{ClashText, clash_text};
use crate::words::fill;
use crate::workbench::Workbench;

/// A value of the selected one takes no more lines than this.
const MOST_LINES: usize = 6;

struct Shown {
    text: String,
    indent: usize,
    head: Option<usize>,
}

pub(super) fn draw(cursor: usize, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let clashes = workbench.clashes();
    let words = &look.words().clashes;
    let width = area.width.saturating_sub(4).min(100);
    let room = usize::from(width.saturating_sub(10)).max(8);
    let mut lines: Vec<Shown> = Vec::new();
    for (place, clash) in clashes.iter().enumerate() {
        let ClashText { record, field, values } = clash_text(clash, workbench.workspace(), look.language);
        let what = if clash.is_of_record() { words.whole.clone() } else { field };
        lines.push(Shown { text: format!("{record}  {what}"), indent: 0, head: Some(place) });
        for (value, digit) in values.iter().zip(1..) {
            let text = look.glyphs.prose(&format!("{digit} {value}")).into_owned();
            let most = if place == cursor { MOST_LINES } else { 1 };
            let mut wrapped = wrap(&text, room);
            if wrapped.len() > most {
                wrapped.truncate(most);
                if let Some(last) = wrapped.last_mut() {
                    last.push_str(look.glyphs.ellipsis);
                }
            }
            lines.extend(wrapped.into_iter().map(|text| Shown { text, indent: 4, head: None }));
        }
        if place == cursor && clash.takes_both() {
            lines.push(Shown { text: format!("3 {}", words.both), indent: 4, head: None });
        }
    }
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, width, rows.min(area.height));
    let title = fill(&words.title, &[("n", &clashes.len())]);
    let inner = popup(&title, &words.keys, look, at, buffer);
    // The selected one is in sight whole, or its head is.
    let begins = lines.iter().position(|line| line.head == Some(cursor)).unwrap_or(0);
    let ends = lines.iter().position(|line| line.head == Some(cursor + 1)).unwrap_or(lines.len());
    let height = usize::from(inner.height);
    let from = ends.saturating_sub(height).min(begins);
    let mut selected = false;
    for (line, place) in lines.iter().zip(0..) {
        selected = line.head.map_or(selected, |head| head == cursor);
        let Some(y) = place_of(place, from, inner) else { continue };
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        let sign = if line.head == Some(cursor) { look.glyphs.selected } else { " " };
        strip.push(sign, look.theme.accent());
        strip.push(&" ".repeat(line.indent + 1), look.theme.text());
        let style = if line.head.is_some() { look.theme.key() } else { look.theme.text() };
        strip.push(&line.text, style);
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}

fn place_of(place: usize, from: usize, inner: Rect) -> Option<u16> {
    let at = u16::try_from(place.checked_sub(from)?).ok()?;
    (at < inner.height).then(|| inner.y + at)
}
