//! Lists that float: members of a group, help, palette.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{note, popup, put};
use crate::screen::frame::{Popup, centered};
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{width, wrap};
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

/// Rows that a sentence has under a list at most.
const MOST_WHOLE: usize = 5;

/// How many rows sentences need under their list to be read whole: a rule, and as many as the longest of them has when it
/// is broken at `room` cells. None where each has place in the `cells` of its own line.
pub(super) fn rows_for_whole<'t>(
    sentences: impl IntoIterator<Item = Cow<'t, str>>,
    cells: usize,
    room: usize,
) -> u16 {
    let long = sentences.into_iter().filter(|sentence| width(sentence) > cells);
    let most = long.map(|sentence| wrap(&sentence, room).len().min(MOST_WHOLE) + 1).max();
    u16::try_from(most.unwrap_or(0)).unwrap_or(0)
}

/// Draws the selected sentence in the last rows of a list, under a rule. What is left for the list.
pub(super) fn whole(sentence: &str, rows: u16, look: &Look, list: Rect, buffer: &mut Buffer) -> Rect {
    // On a low screen the list goes before.
    let rows = rows.min(list.height.saturating_sub(3));
    let list = Rect { height: list.height - rows, ..list };
    if rows > 1 {
        let cells = usize::from(list.width);
        buffer.set_string(list.x, list.bottom(), look.glyphs.horizontal.repeat(cells), look.theme.rule());
        let mut lines = wrap(sentence, cells);
        lines.resize(usize::from(rows - 1).max(lines.len()), String::new());
        for (line, y) in lines.iter().zip(list.bottom() + 1..list.bottom() + rows) {
            let mut strip = Strip::new(cells, &look.glyphs);
            strip.push(line, look.theme.text());
            put(list, y, &strip.line(), None, buffer);
        }
    }
    list
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

/// Cells for the keys of a command, the sign before them and the gap behind them.
const KEYS: usize = 18;
/// Cells between the columns.
const GAP: usize = 2;

/// Commands with their keys.
pub(super) fn commands(
    commands: &CommandList,
    (title, keys): (&str, &str),
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = look.commands();
    let widest = commands.all.iter().map(|command| width(words.label(*command))).max().unwrap_or(0);
    let columns = area.width.saturating_sub(4).min(90);
    let room = usize::from(Popup::inner(centered(area, columns, 3)).width);
    let doc = |command: Command| look.glyphs.prose(words.doc(command));
    let under = rows_for_whole(
        commands.all.iter().map(|command| doc(*command)),
        room.saturating_sub(KEYS + widest + GAP),
        room,
    );
    let rows = u16::try_from(commands.all.len() + 3).unwrap_or(u16::MAX).saturating_add(under);
    let at = centered(area, columns, rows.min(area.height.saturating_sub(2)));
    let inner = popup(title, keys, look, at, buffer);
    let (list, caret) = filter(&commands.filter, "", look, inner, buffer);
    let selected = commands.shown.get(commands.cursor).map_or(Cow::Borrowed(""), |command| doc(*command));
    let list = whole(&selected, under, look, list, buffer);
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
    note(workbench, list, first(commands.cursor, list.height));
    let shown = commands.shown.iter().enumerate().skip(first(commands.cursor, list.height));
    for ((place, command), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == commands.cursor;
        let applies = workbench.why_not(*command).is_none();
        let text = if applies { look.theme.text() } else { look.theme.dim() };
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push_within(&keys_of(*command), KEYS - GAP, look.theme.key()).to(KEYS, text);
        strip.push(words.label(*command), text).to(KEYS + widest + GAP, text);
        strip.push(&doc(*command), look.theme.dim());
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    caret
}
