//! 配档条目表单: the form of an entry. Labels at the left, short fields beside each other, what is to be said of a field
//! beside or under it; scrolled so that the caret is in sight.

mod said;
mod spots;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::{popup, put};
use crate::domain::entry::Entry;
use crate::domain::field::Field;
use crate::domain::status::StatusWord;
use crate::screen::frame::beside;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad_left, visible, width, wrap_ranges};
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::line::{Line as LineText, Room, Row, Text};
use crate::workbench::overlay::{Editor, EntryForm, FormField, Overlay};

/// What stands on one line, by the keys of fields.
const GROUPS: [&[&str]; 14] = [
    &["units"],
    &["also_tasks"],
    &["measure"],
    &["deliverable"],
    &["leader", "section", "person"],
    &["contact"],
    &["start", "due"],
    &["status", "percent"],
    &["progress"],
    &["evidence"],
    &["problem"],
    &["help"],
    &["tags"],
    &["remark"],
];
/// Fields that are only shown.
const SHOWN: [&str; 4] = ["extensions", "filed_on", "reported_on", "returned"];
/// How many notes of progress are shown.
const NOTES: usize = 2;
/// The widest that the form becomes.
const WIDEST: u16 = 100;
/// Short fields stand beside each other from so many cells.
const BESIDE: usize = 60;
/// The cells of one of two short fields.
const PAIR: usize = 23;

/// One line of the form.
enum Piece {
    /// Single-line fields: place, first cell, cells; and what is said beside them.
    Fields(Vec<(usize, usize, usize)>, Option<(usize, Line<'static>)>),
    /// A line of a field of several; whether it is the first.
    Text(usize, Row, bool),
    /// What is said.
    Said(Line<'static>),
}

/// Draws the form. The answer is where the terminal's own cursor belongs.
pub(super) fn form(
    workbench: &mut Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let Some(Overlay::Form(mut form)) = workbench.overlay.take() else { return None };
    let caret = Sheet::draw(&mut form, workbench, look, area, buffer);
    workbench.overlay = Some(Overlay::Form(form));
    caret
}

struct Sheet<'a> {
    look: &'a Look,
    entry: Option<&'a Entry>,
    workbench: &'a Workbench,
    /// The cells of the labels and the gap after them.
    indent: usize,
    room: usize,
    pieces: Vec<Piece>,
}

impl<'a> Sheet<'a> {
    fn draw(
        form: &mut EntryForm,
        workbench: &'a Workbench,
        look: &'a Look,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        let words = &look.words().form;
        let labels = GROUPS.iter().filter_map(|group| words.labels.get(*group.first()?));
        let indent = labels.map(|label| width(label)).max().unwrap_or(0) + 2;
        let columns = area.width.min(WIDEST);
        let room = usize::from(columns).saturating_sub(4);
        let entry = form.entry.as_ref().and_then(|id| workbench.workspace().entry(id));
        let mut sheet = Self {
            look,
            entry: entry.map(|(_, entry)| entry.as_ref()),
            workbench,
            indent,
            room,
            pieces: Vec::new(),
        };
        for field in &mut form.fields {
            if let Editor::Text(text) = &mut field.editor {
                text.room = Some(sheet.text_room());
            }
        }
        sheet.lay_out(form);
        let rows = u16::try_from(sheet.pieces.len() + 2).unwrap_or(u16::MAX).min(area.height);
        let at = Rect {
            x: area.x + (area.width - columns) / 2,
            y: area.y + (area.height - rows) / 2,
            width: columns,
            height: rows,
        };
        let title = sheet.title(form);
        let keys = if form.many.is_some() { &words.keys_many } else { &words.keys };
        let inner = popup(&title, keys, look, at, buffer);
        let height = usize::from(inner.height);
        if inner.is_empty() {
            return None;
        }
        let row = sheet.row_of_caret(form);
        let scroll = form.scroll.clamp((row + 1).saturating_sub(height), row);
        form.scroll = scroll.min(sheet.pieces.len().saturating_sub(height));
        let mut caret = None;
        let mut spots = Vec::new();
        for (piece, y) in sheet.pieces.iter().skip(form.scroll).zip(inner.top()..inner.bottom()) {
            let at = Rect { y, height: 1, ..inner };
            caret = sheet.piece(piece, form, at, buffer).or(caret);
            sheet.spots(piece, form, at, &mut spots);
        }
        form.spots = spots;
        if let Some(caret) = caret {
            sheet.list(form, area, caret, buffer);
        }
        caret
    }

    /// `配档条目 7-k3f9q · 任务7 围绕发展现代农业…`
    fn title(&self, form: &EntryForm) -> String {
        let words = &self.look.words().form;
        let task = self.workbench.plan().task(form.task);
        let number = task.map_or_else(|| form.task.to_string(), |task| task.number.clone());
        let requirement = task.map_or("", |task| task.requirement.as_str());
        if let Some(many) = &form.many {
            let have = many.rows.len() - many.without_entry();
            let with_entry = if have > 0 { fill(&words.with_entry, &[("n", &have)]) } else { String::new() };
            let joint = if many.joint { &words.joint } else { &words.each };
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("n", &many.rows.len()),
                ("with_entry", &with_entry),
                ("joint", joint),
                ("number", &number),
                ("requirement", &requirement),
            ];
            return fill(&words.many, &values);
        }
        match &form.entry {
            Some(id) => fill(&words.edit, &[("id", id), ("number", &number), ("requirement", &requirement)]),
            None => fill(&words.add, &[("number", &number), ("requirement", &requirement)]),
        }
    }

    fn text_room(&self) -> Room {
        Room { width: self.room.saturating_sub(self.indent).max(2), wrap: wrap_ranges }
    }

    fn lay_out(&mut self, form: &EntryForm) {
        for group in GROUPS {
            let places: Vec<usize> = group.iter().filter_map(|key| form.find(key)).collect();
            if places.is_empty() {
                continue;
            }
            if let [place] = places[..]
                && let Some(FormField { editor: Editor::Text(text), .. }) = form.fields.get(place)
            {
                if group == ["progress"] {
                    self.notes();
                }
                let rows = text.rows(self.text_room());
                // The measure is what one writes: it has room from the beginning.
                let missing = usize::from(group == ["measure"] && rows.len() == 1);
                let pieces = rows.into_iter().enumerate();
                self.pieces.extend(pieces.map(|(nth, row)| Piece::Text(place, row, nth == 0)));
                self.pieces.extend((0..missing).map(|_| Piece::Said(Line::default())));
            } else if self.room < BESIDE || places.len() == 1 {
                self.pieces
                    .extend(places.iter().map(|place| Piece::Fields(vec![(*place, 0, self.room)], None)));
            } else {
                let cells = if places.len() == 2 { PAIR } else { self.room / places.len() };
                let fields = places.iter().enumerate().map(|(nth, place)| (*place, nth * cells, cells));
                let at = cells * places.len();
                let aside = (places.len() == 2).then(|| self.aside(form, &places)).flatten();
                let (aside, below) = match aside {
                    Some(line) if line.width() + at <= self.room => (Some((at, line)), None),
                    other => (None, other),
                };
                self.pieces.push(Piece::Fields(fields.collect(), aside));
                self.pieces.extend(below.map(|line| Piece::Said(self.indented(line))));
            }
            for place in places {
                self.said_under(form, place);
            }
        }
        if let Some(entry) = self.entry {
            self.shown(entry);
        }
    }

    /// The notes of progress there are: what is typed below is one more.
    fn notes(&mut self) {
        let Some(entry) = self.entry else { return };
        let earlier = entry.progress.len().saturating_sub(NOTES);
        let dim = self.look.theme.dim();
        for (nth, note) in entry.progress.iter().skip(earlier).enumerate() {
            let mut strip = Strip::new(self.room, &self.look.glyphs);
            strip.to(self.indent, dim);
            let more = fill(&self.look.words().form.more_notes, &[("n", &earlier)]);
            let more = if nth == 0 && earlier > 0 { more } else { String::new() };
            let most = strip.free().saturating_sub(width(&more) + usize::from(!more.is_empty()) * 2);
            let text = crate::screen::detail::noted(self.look, self.workbench, note);
            strip.push_within(&text.replace('\n', " "), most, dim);
            strip.right(&more, strip.free(), dim);
            self.pieces.push(Piece::Said(strip.line()));
        }
    }

    /// What cannot be typed into: 延期, 报送, 回报, 退回, where there is any.
    fn shown(&mut self, entry: &Entry) {
        let words = &self.look.words().form;
        let mut strip = Strip::new(self.room, &self.look.glyphs);
        let mut any = false;
        for field in SHOWN.iter().filter_map(|key| Field::keyed(key)) {
            let text = field.show(entry);
            if text.is_empty() {
                continue;
            }
            let label = words.labels.get(field.key).map_or("", String::as_str);
            strip.push(if any { "  " } else { "" }, self.look.theme.dim());
            strip.push(&format!("{label} {text}"), self.look.theme.dim());
            any = true;
        }
        if any {
            self.pieces.push(Piece::Said(strip.line()));
        }
    }

    /// Which line has the caret.
    fn row_of_caret(&self, form: &EntryForm) -> usize {
        let focus = form.focus;
        let text = match form.focused().map(|one| &one.editor) {
            Some(Editor::Text(text)) => Some(text),
            _ => None,
        };
        let inside = text.map_or(0, |text| text.row_of_caret(&text.rows(self.text_room())));
        let first = self.pieces.iter().position(|piece| match piece {
            Piece::Fields(fields, _) => fields.iter().any(|(place, ..)| *place == focus),
            Piece::Text(place, ..) => *place == focus,
            Piece::Said(_) => false,
        });
        first.unwrap_or(0) + inside
    }

    fn piece(&self, piece: &Piece, form: &EntryForm, at: Rect, buffer: &mut Buffer) -> Option<Position> {
        match piece {
            Piece::Said(line) => {
                put(at, at.y, line, None, buffer);
                None
            }
            Piece::Fields(fields, aside) => {
                let mut caret = None;
                for (place, x, cells) in fields {
                    let cell = part(at, *x, *cells);
                    let found = self.line_field(form, *place, cell, buffer);
                    if *place == form.focus {
                        caret = found;
                    }
                }
                if let Some((x, line)) = aside {
                    let cell = part(at, *x, self.room);
                    put(cell, cell.y, line, None, buffer);
                }
                caret
            }
            Piece::Text(place, row, first) => {
                let Some(FormField { editor: Editor::Text(text), field, .. }) = form.fields.get(*place)
                else {
                    return None;
                };
                let focused = *place == form.focus;
                if *first {
                    let label = Line::styled(self.label(field), self.label_style(focused));
                    put(at, at.y, &label, None, buffer);
                }
                self.text_row(
                    text,
                    row,
                    focused.then_some(field.key),
                    part(at, self.indent, self.room),
                    buffer,
                )
            }
        }
    }

    fn label(&self, field: &Field) -> String {
        let label = self.look.words().form.labels.get(field.key).map_or("", String::as_str);
        format!("{}  ", pad_left(label, self.indent.saturating_sub(2)))
    }

    fn label_style(&self, focused: bool) -> Style {
        if focused { self.look.theme.accent() } else { self.look.theme.dim() }
    }

    fn hint(&self, key: &str) -> &str {
        self.look.words().form.hints.get(key).map_or("", String::as_str)
    }

    fn line_field(&self, form: &EntryForm, place: usize, at: Rect, buffer: &mut Buffer) -> Option<Position> {
        let FormField { field, editor: Editor::Line(line), .. } = form.fields.get(place)? else {
            return None;
        };
        let focused = place == form.focus;
        let hint = self.look.glyphs.prose(if focused { self.hint(field.key) } else { "" });
        // One blank stays before the next field.
        let at = self.narrowed(at);
        let rest = self.at_rest(form, place, line);
        LineInput::new(line)
            .at_rest(rest.as_deref())
            .glyphs(&self.look.glyphs)
            .label(&self.label(field), self.label_style(focused))
            .hint(&hint, self.look.theme.dim())
            .style(self.look.theme.text())
            .draw(at, buffer)
    }

    /// What a field shows that has not the caret: its text, a status in the language of the screen.
    fn at_rest<'t>(&self, form: &EntryForm, place: usize, line: &'t LineText) -> Option<Cow<'t, str>> {
        let field = form.fields.get(place).filter(|_| place != form.focus)?;
        let status = (field.field.key == "status").then(|| line.text().parse::<StatusWord>().ok()).flatten();
        Some(match status {
            Some(StatusWord::Status(status)) => Cow::Owned(self.look.domain().status(status).to_owned()),
            _ => Cow::Borrowed(line.text()),
        })
    }

    /// A field without the blank before the next one.
    fn narrowed(&self, at: Rect) -> Rect {
        Rect { width: at.width.saturating_sub(u16::from(usize::from(at.width) < self.room)), ..at }
    }

    /// One line of a text; its caret, if the field has it and it is on this line.
    fn text_row(
        &self,
        text: &Text,
        row: &Row,
        focused: Option<&'static str>,
        at: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        if at.width == 0 {
            return None;
        }
        let paragraph = text.paragraphs().get(row.paragraph).map_or("", String::as_str);
        let shown = visible(&paragraph[row.range.clone()]);
        let shown = self.look.glyphs.typed(&shown);
        if let (Some(key), true) = (focused, text.is_empty()) {
            let hint = Line::styled(
                self.look.glyphs.cut(self.hint(key), usize::from(at.width)),
                self.look.theme.dim(),
            );
            put(at, at.y, &hint, None, buffer);
        }
        buffer.set_stringn(at.x, at.y, shown, usize::from(at.width), self.look.theme.text());
        focused?;
        let rows = text.rows(self.text_room());
        if rows.get(text.row_of_caret(&rows)) != Some(row) {
            return None;
        }
        let before = &paragraph[row.range.start..text.caret().1];
        let x = u16::try_from(width(before)).unwrap_or(u16::MAX).min(at.width - 1);
        Some(Position::new(at.x + x, at.y))
    }

    /// What the word at the caret may become, under it.
    fn list(&self, form: &EntryForm, area: Rect, caret: Position, buffer: &mut Buffer) {
        let Some(list) = &form.list else { return };
        let keys = &self.look.words().form.keys_list;
        let widest = list.shown.iter().map(|text| width(text)).max().unwrap_or(0).max(width(keys) + 1);
        let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX);
        let rows = u16::try_from(list.shown.len() + 2).unwrap_or(u16::MAX);
        let at = beside(area, caret.y, columns.min(area.width.saturating_sub(14)), rows);
        let inner = popup("", keys, self.look, at, buffer);
        for ((place, text), y) in list.shown.iter().enumerate().zip(inner.top()..inner.bottom()) {
            let mut strip = Strip::new(usize::from(inner.width), &self.look.glyphs);
            strip.push(text, self.look.theme.text());
            let selected = list.cursor == Some(place);
            put(inner, y, &strip.line(), selected.then(|| self.look.theme.selected()), buffer);
        }
    }
}

/// A part of a line, from a cell on.
fn part(at: Rect, x: usize, cells: usize) -> Rect {
    let x = u16::try_from(x).unwrap_or(u16::MAX).min(at.width);
    Rect { x: at.x + x, width: u16::try_from(cells).unwrap_or(u16::MAX).min(at.width - x), ..at }
}
