//! 在编辑器里改过的: old → new per field, before it counts; or why the text cannot be read, and where.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lists::first;
use super::{popup, put};
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width, wrap};
use crate::words::{domain, fill};
use crate::workbench::Workbench;
use crate::workbench::editor::{Edited, Review, Unreadable};

/// Rows for the selected field in full.
const DETAIL: u16 = 5;

pub(super) fn draw(review: &Review, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().review;
    let lines = review.edits.len().max(1);
    let rows = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(DETAIL + 2);
    let at = centered(area, area.width.saturating_sub(4).min(110), rows.min(area.height.saturating_sub(2)));
    if let Some(wrong) = &review.wrong {
        let title = match wrong {
            Unreadable::Editor(_) => &words.broken_editor,
            _ => &words.broken,
        };
        let inner = popup(title, &words.keys_broken, look, at, buffer);
        let text = crate::words::review::unreadable(wrong, look.language);
        let lines = wrap(&look.glyphs.prose(&text), usize::from(inner.width).max(2));
        for (line, y) in lines.iter().zip(inner.top()..inner.bottom()) {
            let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
            strip.push(line, look.theme.wrong());
            put(inner, y, &strip.line(), None, buffer);
        }
        return;
    }
    let title = fill(&words.title, &[("n", &review.edits.len())]);
    let inner = popup(&title, &words.keys, look, at, buffer);
    let mut list = inner;
    if list.height > DETAIL + 1 {
        list.height -= DETAIL;
        let line = look.glyphs.horizontal.repeat(usize::from(inner.width));
        buffer.set_string(inner.x, list.bottom(), line, look.theme.rule());
        if let Some(edit) = review.edits.get(review.cursor) {
            let below = Rect { y: list.bottom() + 1, height: DETAIL - 1, ..inner };
            let text = format!("{}\n{} {}", edit.old, look.glyphs.arrow, edit.new);
            let lines = wrap(&look.glyphs.prose(&text), usize::from(below.width).max(2));
            for (line, y) in lines.iter().zip(below.top()..below.bottom()) {
                let mut strip = Strip::new(usize::from(below.width), &look.glyphs);
                strip.push(line, look.theme.text());
                put(below, y, &strip.line(), None, buffer);
            }
        }
    }
    super::note(workbench, list, first(review.cursor, list.height));
    let shown = review.edits.iter().enumerate().skip(first(review.cursor, list.height));
    for ((place, edit), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == review.cursor;
        let line = one(edit, workbench, look, usize::from(list.width), selected);
        put(list, y, &line, selected.then(|| look.theme.selected()), buffer);
    }
}

/// `> 7 农业农村局  完成时限  7月5日前 → 7月20日前`.
fn one(
    edit: &Edited,
    workbench: &Workbench,
    look: &Look,
    room: usize,
    selected: bool,
) -> ratatui::text::Line<'static> {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let number = workbench.plan().task(edit.row.task).map_or("", |task| task.number.as_str());
    let unit = &edit.row.unit;
    let short = workbench.workspace().roster.named(unit).map_or(unit.as_ref(), |it| it.short_name());
    let label = domain::words(look.language).field(edit.field.key);
    let mut strip = Strip::new(room, &look.glyphs);
    strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
    strip.right(number, 4, dim).push(" ", text).push_within(short, 12, text).to(18, text);
    strip.push(&pad(label, 10.max(width(label))), dim).push(" ", text);
    let nothing = &look.words().review.nothing;
    let shown = |text: &str| if text.is_empty() { nothing.clone() } else { text.replace('\n', " / ") };
    let half = strip.free().saturating_sub(4) / 2;
    strip.push_within(&shown(&edit.old), half, dim);
    strip.push(" ", dim).push(look.glyphs.arrow, look.theme.accent()).push(" ", dim);
    strip.push(&shown(&edit.new), text);
    strip.line()
}
