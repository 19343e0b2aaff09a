//! 筛选 on the screen: the line that says which filter is active, and the line into which one is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::input::LineInput;
use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, width};
use crate::search::query::QueryError;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::overlay::Overlay;

fn found(workbench: &Workbench, look: &Look) -> String {
    let shown = workbench.filter().map(|filter| &filter.shown);
    let (rows, tasks) = shown.map_or_else(
        || (usize::try_from(workbench.rows().total().rows()).unwrap_or(0), workbench.plan().tasks().count()),
        |shown| (shown.count(), shown.tasks()),
    );
    fill(&look.words().filter.found, &[("n", &rows), ("tasks", &tasks)])
}

/// ` 筛选 @住建 !逾期                         12行 8项`: above the view while a filter is active and not being typed.
pub(super) fn active(workbench: &Workbench, look: &Look, room: u16) -> Option<Line<'static>> {
    let filter = workbench.filter()?;
    if matches!(&workbench.overlay, Some(Overlay::Filter(_))) {
        return None;
    }
    let room = usize::from(room);
    let count = found(workbench, look);
    let end = room.saturating_sub(width(&count) + 1);
    let mut strip = Strip::new(room, &look.glyphs);
    let text = fill(&look.words().filter.active, &[("query", &filter.text)]);
    strip.to(1, look.theme.accent()).push_within(&text, end.saturating_sub(2), look.theme.accent());
    strip.to(end, look.theme.text()).push(&count, look.theme.dim());
    Some(strip.line())
}

/// What helps while a query or its name is typed, in the line that speaks: what the word at the caret may become, unless
/// another word is wrong; where nothing is typed yet the saved filters, each with its key; else the keys.
pub(super) fn help(workbench: &Workbench, look: &Look) -> Option<String> {
    let Some(Overlay::Filter(prompt)) = &workbench.overlay else { return None };
    let words = &look.words().filter;
    if prompt.name.is_some() {
        return Some(words.keys_name.clone());
    }
    if let Some(completion) = workbench.completion() {
        return Some(super::overlay::offers(&completion, look));
    }
    let saved = workbench.saved_filters();
    if !prompt.line.is_empty() || saved.is_empty() {
        return Some(words.keys.clone());
    }
    let named: Vec<String> =
        saved.keys().zip(1..=9).map(|(name, digit)| format!("Alt-{digit} {name}")).collect();
    Some(fill(&words.saved_keys, &[("saved", &named.join("  "))]))
}

/// What is wrong with the query that is typed, unless it is the word that is being completed.
pub(super) fn error(workbench: &Workbench) -> Option<&QueryError> {
    let error = workbench.filter_error()?;
    let completion = workbench.completion();
    let is_half = completion
        .is_some_and(|one| error.range.end + 1 >= one.range.start && error.range.start <= one.range.end);
    (!is_half).then_some(error)
}

/// The query at the bottom, what is wrong in it marked where it stands. The answer is the caret's cell; none where no
/// filter is typed.
pub(super) fn prompt(workbench: &Workbench, look: &Look, at: Rect, buffer: &mut Buffer) -> Option<Position> {
    let Some(Overlay::Filter(prompt)) = &workbench.overlay else { return None };
    let words = &look.words().filter;
    let line = prompt.name.as_ref().unwrap_or(&prompt.line);
    let (label, hint) =
        if prompt.name.is_some() { (&words.name, &words.name_hint) } else { (&words.label, &words.hint) };
    let count = if prompt.name.is_some() { String::new() } else { found(workbench, look) };
    let cells = u16::try_from(width(&count) + 2).unwrap_or(0);
    let field_width = at.width.saturating_sub(cells);
    let field = Rect { x: at.x, width: if field_width < 20 { at.width } else { field_width }, ..at };
    let label = format!(" {label} ");
    let caret = LineInput::new(line)
        .glyphs(&look.glyphs)
        .label(&label, look.theme.accent())
        .hint(&look.glyphs.prose(hint), look.theme.dim())
        .style(look.theme.text())
        .draw(field, buffer);
    if let Some(error) = &prompt.error
        && prompt.name.is_none()
    {
        let text = line.text();
        let part = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
        let start = width(&label) + width(&part(0, error.range.start));
        let cells = width(&part(error.range.start, error.range.end)).max(1);
        // A query longer than its field is scrolled; then the sentence alone says what is wrong.
        if width(text) + width(&label) < usize::from(field.width) {
            let wrong = Rect {
                x: field.x.saturating_add(u16::try_from(start).unwrap_or(u16::MAX)),
                width: u16::try_from(cells).unwrap_or(u16::MAX),
                ..field
            };
            buffer.set_style(wrong.intersection(field), look.theme.wrong().add_modifier(UNDERLINED));
        }
    }
    if field.width < at.width {
        let mut strip = Strip::new(usize::from(at.width - field.width), &look.glyphs);
        strip.to(1, look.theme.text()).push(&count, look.theme.dim());
        put_line(buffer, field.right(), at.y, &strip.line(), at.width - field.width);
    }
    // Where there is no cell for it the caret stays at the corner, and nothing else takes it.
    Some(caret.unwrap_or(Position::new(at.x, at.y)))
}

const UNDERLINED: ratatui::style::Modifier = ratatui::style::Modifier::UNDERLINED;
