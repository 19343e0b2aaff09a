//! 归位: what the row says, a field, and the units or tasks that fit what is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::lists::{filter, first, nothing};
use super::super::{note, popup, put};
use super::flat;
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::words::{fill, sheets};
use crate::workbench::Workbench;
use crate::workbench::review::Placer;

pub(super) fn draw(
    placer: &Placer,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let words = &sheets::SECTION.of(look.language).review;
    let at = centered(area, area.width.saturating_sub(4).min(100), area.height.saturating_sub(2).min(20));
    let title = match &placer.unit {
        None => words.place_unit.clone(),
        Some(unit) => fill(&words.place_task, &[("unit", unit)]),
    };
    let mut inner = popup(&title, &words.keys_place, look, at, buffer);
    if inner.height > 3 {
        let mut said = Strip::new(usize::from(inner.width), &look.glyphs);
        said.push(&flat(&placer.said, look), dim);
        put(inner, inner.y, &said.line(), None, buffer);
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    let (list, caret) = filter(&placer.filter, &words.place_hint, look, inner, buffer);
    if placer.shown.is_empty() {
        nothing(look, list, buffer);
    }
    let from = first(placer.cursor, list.height);
    note(workbench, list, from);
    for ((place, choice), y) in placer.shown.iter().enumerate().skip(from).zip(list.top()..list.bottom()) {
        let Some(choice) = placer.choices.get(*choice) else { continue };
        let selected = place == placer.cursor;
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        if placer.unit.is_some() {
            strip.right(&choice.number, 4, text);
        }
        strip.push(" ", text).push(&flat(&choice.text, look), text);
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    caret
}
