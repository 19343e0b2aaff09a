//! Lists that float: members of a group, help, palette.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{note, popup, put};
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::width;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::line::Line;
use crate::workbench::overlay::{CommandList, Picker};

/// The field on top of a list; the room under it, and the caret.
pub(super) fn filter(
    line: &Line,
    hint: &str,
    look: &Look,
    inner: Rect,
    buffer: &mut Buffer,
) -> (Rect, Option<Position>) {
    let label = format!("{} ", look.words().popups.filter);
    let caret = LineInput::new(line)
        .glyphs(&look.glyphs)
        .label(&label, look.theme.dim())
        .hint(hint, look.theme.dim())
        .style(look.theme.text())
        .draw(inner, buffer);
    let list = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    (list, caret)
}

/// The first place shown, so that the selected one is in sight.
pub(super) fn first(cursor: usize, height: u16) -> usize {
    cursor.saturating_sub(usize::from(height).saturating_sub(1))
}

pub(super) fn nothing(look: &Look, list: Rect, buffer: &mut Buffer) {
    if list.height > 0 {
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(&look.words().popups.none_found, look.theme.dim());
        put(list, list.y, &strip.line(), None, buffer);
    }
}

/// The units of an open group.
pub(super) fn picker(
    picker: &Picker,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let popups = &look.words().popups;
    let number = workbench.plan().task(picker.task).map_or_else(String::new, |task| task.number.clone());
    let title = fill(
        &popups.members,
        &[("group", &picker.group), ("number", &number), ("n", &picker.marked().len())],
    );
    let rows = u16::try_from(picker.units.len() + 3).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(64), rows.min(area.height.saturating_sub(2)));
    let inner = popup(&title, &popups.keys_picker, look, at, buffer);
    let (list, caret) = filter(&picker.filter, &popups.filter_hint, look, inner, buffer);
    if picker.shown.is_empty() {
        nothing(look, list, buffer);
    }
    note(workbench, list, first(picker.cursor, list.height));
    let shown = picker.shown.iter().enumerate().skip(first(picker.cursor, list.height));
    for ((place, unit), y) in shown.zip(list.top()..list.bottom()) {
        let Some(candidate) = picker.units.get(*unit) else { continue };
        let selected = place == picker.cursor;
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(if candidate.marked { look.glyphs.marked } else { " " }, look.theme.accent());
        strip.push(" ", look.theme.text()).push(&candidate.unit, look.theme.text());
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    caret
}

/// Commands with their keys.
pub(super) fn commands(
    commands: &CommandList,
    (title, keys): (&str, &str),
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let rows = u16::try_from(commands.all.len() + 3).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(90), rows.min(area.height.saturating_sub(2)));
    let inner = popup(title, keys, look, at, buffer);
    let (list, caret) = filter(&commands.filter, "", look, inner, buffer);
    if commands.shown.is_empty() {
        nothing(look, list, buffer);
    }
    let keys_of = |command: Command| {
        let keys: Vec<String> = workbench
            .keys()
            .of_in(workbench.view().context(), command)
            .into_iter()
            .map(ToString::to_string)
            .collect();
        keys.join(" ")
    };
    let words = look.commands();
    let widest = commands.all.iter().map(|command| width(words.label(*command))).max().unwrap_or(0);
    note(workbench, list, first(commands.cursor, list.height));
    let shown = commands.shown.iter().enumerate().skip(first(commands.cursor, list.height));
    for ((place, command), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == commands.cursor;
        let applies = workbench.why_not(*command).is_none();
        let text = if applies { look.theme.text() } else { look.theme.dim() };
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push_within(&keys_of(*command), 16, look.theme.key()).to(18, text);
        strip.push(words.label(*command), text).to(18 + widest + 2, text);
        strip.push(words.doc(*command), look.theme.dim());
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    caret
}
