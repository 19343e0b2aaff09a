//! 导出 on the screen: kind, format and folder; what is missing; the paper as it will read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{popup, put};
use crate::domain::light::Light;
use crate::exchange::document::Format;
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width, wrap};
use crate::words::fill;
use crate::workbench::export::{ExportField, ExportKind, ExportPane, Reported, Seen};

/// Rows above the paper: kind, format, folder, what is missing, a rule.
const HEAD: u16 = 5;

/// Draws the page. The answer is how far the paper is scrolled, and the caret.
pub(super) fn draw(
    pane: &ExportPane,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> (usize, Option<Position>) {
    let words = &look.words().export;
    let at = centered(area, area.width.saturating_sub(2).min(100), area.height);
    let keys = if pane.written.is_some() && pane.focus != ExportField::Folder {
        &words.keys_written
    } else {
        &words.keys
    };
    let inner = popup(&words.title, keys, look, at, buffer);
    let head = HEAD.min(inner.height);
    let row = |place: u16| Rect { y: inner.y + place, height: u16::from(place < head), ..inner };
    let cells =
        [&words.kind, &words.format, &words.folder].map(|label| width(label)).into_iter().max().unwrap_or(0)
            + 1;
    let kind = ExportKind::ALL.iter().position(|kind| *kind == pane.kind);
    let kinds: Vec<&str> = words.kinds.iter().map(String::as_str).collect();
    choices(row(0), (&pad(&words.kind, cells), pane.focus == ExportField::Kind), &kinds, kind, look, buffer);
    let format = Format::ALL.iter().position(|format| *format == pane.format);
    let formats: Vec<&str> = Format::ALL.iter().map(|format| format.key()).collect();
    choices(
        row(1),
        (&pad(&words.format, cells), pane.focus == ExportField::Format),
        &formats,
        format,
        look,
        buffer,
    );
    let focused = pane.focus == ExportField::Folder;
    let mut caret = None;
    if head > 2 {
        let style = if focused { look.theme.accent() } else { look.theme.dim() };
        caret = LineInput::new(&pane.folder)
            .glyphs(&look.glyphs)
            .label(&pad(&words.folder, cells), style)
            .hint(&look.glyphs.prose(&words.folder_hint), look.theme.dim())
            .style(look.theme.text())
            .draw(row(2), buffer)
            .filter(|_| focused);
    }
    if head > 3 {
        put(row(3), inner.y + 3, &missing(pane, look, usize::from(inner.width)), None, buffer);
    }
    if head > 4 {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        if let Some(path) = &pane.written {
            let said = fill(&words.written, &[("path", &path.display())]);
            strip.push(&said, look.theme.accent()).push(" ", look.theme.dim());
        }
        let line = look.glyphs.horizontal.repeat(strip.free());
        strip.push(&line, look.theme.rule());
        put(row(4), inner.y + 4, &strip.line(), None, buffer);
    }
    (paper(pane, look, Rect { y: inner.y + head, height: inner.height - head, ..inner }, buffer), caret)
}

/// A line of choices, the chosen one marked, each with its digit.
fn choices(
    row: Rect,
    (label, focused): (&str, bool),
    words: &[&str],
    chosen: Option<usize>,
    look: &Look,
    buffer: &mut Buffer,
) {
    if row.height == 0 {
        return;
    }
    let mut strip = Strip::new(usize::from(row.width), &look.glyphs);
    strip.push(label, if focused { look.theme.accent() } else { look.theme.dim() });
    for (place, word) in words.iter().enumerate() {
        let style = if chosen == Some(place) { look.theme.selected() } else { look.theme.dim() };
        strip.push(&format!("{}{word}", place + 1), style).push(" ", look.theme.dim());
    }
    put(row, row.y, &strip.line(), None, buffer);
}

/// Whether it was reported before, and what the data lack, in the colour of what is soon due.
fn missing(pane: &ExportPane, look: &Look, room: usize) -> ratatui::text::Line<'static> {
    let words = &look.words().export;
    let mut strip = Strip::new(room, &look.glyphs);
    let reported = match &pane.seen {
        Some(Ok(Seen { reported: Reported::Unchanged, .. })) => &words.reported,
        Some(Ok(Seen { reported: Reported::Corrects, .. })) => &words.corrects,
        _ => "",
    };
    if !reported.is_empty() {
        strip.push(reported, look.theme.accent()).push("  ", look.theme.dim());
    }
    let parts = [
        (&words.evidence, pane.missing.evidence),
        (&words.progress, pane.missing.progress),
        (&words.person, pane.missing.person),
    ];
    let said: Vec<String> =
        parts.into_iter().filter(|(_, n)| *n > 0).map(|(word, n)| fill(word, &[("n", &n)])).collect();
    if said.is_empty() {
        strip.push(&words.nothing_missing, look.theme.dim());
    } else {
        strip.push(&words.missing, look.theme.dim());
        strip.push(&said.join("  "), look.light(Light::DueSoon));
    }
    strip.line()
}

/// The paper, wrapped as it will read. The answer is how far it is scrolled.
fn paper(pane: &ExportPane, look: &Look, area: Rect, buffer: &mut Buffer) -> usize {
    let words = &look.words().export;
    let room = usize::from(area.width).max(2);
    let lines: Vec<String> = match &pane.seen {
        None => vec![words.making.clone()],
        Some(Err(why)) => wrap(&look.glyphs.prose(why), room),
        Some(Ok(seen)) => seen
            .lines
            .iter()
            .flat_map(|line| {
                let wrapped = wrap(&look.glyphs.prose(line), room);
                if wrapped.is_empty() { vec![String::new()] } else { wrapped }
            })
            .collect(),
    };
    let scroll = pane.scroll.min(lines.len().saturating_sub(usize::from(area.height)));
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        buffer.set_string(area.x, y, line, look.theme.text());
    }
    scroll
}
