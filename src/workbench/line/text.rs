//! 多行输入: the text and caret of a field of several lines.
//!
//! Invariants: as of [`Line`](super::Line), but for line breaks. Lines are wrapped by the rule of whoever draws it, noted
//! in [`Text::room`]: up and down go by the lines that one sees.

use std::fmt;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{UNDO_DEPTH, clean, words};

/// How a text is drawn: so many cells wide, broken by this rule.
#[derive(Clone, Copy)]
pub struct Room {
    /// Cells.
    pub width: usize,
    /// Where the lines of one paragraph begin and end, blanks at an end left out.
    pub wrap: fn(&str, usize) -> Vec<Range<usize>>,
}

/// One line as one sees it: a stretch of a paragraph, with the blanks at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which paragraph.
    pub paragraph: usize,
    /// Which bytes of it.
    pub range: Range<usize>,
}

/// A field of several lines that is being edited.
#[derive(Clone)]
pub struct Text {
    area: TextArea<'static>,
    /// How it was drawn last.
    pub room: Option<Room>,
}

impl Text {
    /// A field that holds a text already, the caret behind it. Undo does not go back before this text.
    pub fn with_text(text: &str) -> Self {
        let mut area = TextArea::new(clean::lines(text));
        area.set_max_histories(UNDO_DEPTH);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, room: None }
    }

    /// What stands in the field.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The paragraphs: what stands between line breaks. At least one.
    pub fn paragraphs(&self) -> &[String] {
        self.area.lines()
    }

    /// Whether nothing stands in the field.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// The paragraph of the caret, and its byte offset in it.
    pub fn caret(&self) -> (usize, usize) {
        (self.row(), self.offset(self.column()))
    }

    /// The lines as one sees them. Behind a line that is full stands one more where the next character will go.
    pub fn rows(&self, room: Room) -> Vec<Row> {
        let mut rows = Vec::new();
        for (paragraph, text) in self.area.lines().iter().enumerate() {
            let starts: Vec<usize> = (room.wrap)(text, room.width).iter().map(|range| range.start).collect();
            let ends = starts.iter().copied().skip(1).chain([text.len()]);
            let first = rows.len();
            rows.extend(
                starts.iter().zip(ends).map(|(start, end)| Row { paragraph, range: *start..end.max(*start) }),
            );
            if rows.len() == first {
                rows.push(Row { paragraph, range: 0..text.len() });
            }
            let full = rows.last().is_some_and(|row| text[row.range.clone()].width() >= room.width.max(1));
            if full && self.row() == paragraph {
                rows.push(Row { paragraph, range: text.len()..text.len() });
            }
        }
        rows
    }

    /// Which of the lines that one sees holds the caret.
    pub fn row_of_caret(&self, rows: &[Row]) -> usize {
        let (paragraph, offset) = self.caret();
        let holds = |row: &Row| row.paragraph == paragraph && row.range.start <= offset;
        rows.iter().rposition(holds).unwrap_or(0)
    }

    /// Begins a new line.
    pub fn break_line(&mut self) {
        self.area.insert_newline();
    }

    /// Inserts a pasted text as one edit: control characters do not come in, line breaks do.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(clean::lines(text).join("\n"));
    }

    /// Puts another text in place of what stands between an offset of the caret's paragraph and the caret.
    pub fn replace_back(&mut self, from: usize, text: &str) {
        let start = self.line()[..from.min(self.line().len())].chars().count();
        let caret = self.column();
        self.delete_between((self.row(), start.min(caret)), caret.saturating_sub(start));
        self.paste(text);
    }

    /// Puts the caret before a byte offset of a paragraph; the last where there are fewer.
    pub fn set_caret(&mut self, paragraph: usize, offset: usize) {
        let paragraph = paragraph.min(self.area.lines().len().saturating_sub(1));
        let text = self.area.lines().get(paragraph).map_or("", String::as_str);
        let starts = text.grapheme_indices(true).map(|(start, _)| start).chain([text.len()]);
        let border = starts.take_while(|start| *start <= offset).last().unwrap_or(0);
        let column = text[..border].chars().count();
        self.go(paragraph, column);
    }

    /// Puts the caret on the line above that one sees; false on the first.
    pub fn up(&mut self) -> bool {
        self.by_rows(false)
    }

    /// Puts the caret on the line below that one sees; false on the last.
    pub fn down(&mut self) -> bool {
        self.by_rows(true)
    }

    fn by_rows(&mut self, down: bool) -> bool {
        let room = self
            .room
            .unwrap_or(Room { width: usize::MAX, wrap: |text, _| std::iter::once(0..text.len()).collect() });
        let rows = self.rows(room);
        let at = self.row_of_caret(&rows);
        let to = if down { at.checked_add(1) } else { at.checked_sub(1) };
        let (Some(from), Some(to)) = (rows.get(at), to.and_then(|to| rows.get(to))) else { return false };
        let offset = self.caret().1;
        let cells = self.line().get(from.range.start..offset).map_or(0, UnicodeWidthStr::width);
        let text = self.area.lines().get(to.paragraph).map_or("", String::as_str);
        let mut used = 0;
        let mut end = to.range.start;
        for (place, cluster) in text[to.range.clone()].grapheme_indices(true) {
            let next = to.range.start + place + cluster.len();
            used += cluster.width();
            // Behind the last character of a line that goes on, the caret would stand on the next.
            let beyond = next == to.range.end && next < text.len();
            if used > cells || beyond {
                break;
            }
            end = next;
        }
        let column = text[..end].chars().count();
        let paragraph = to.paragraph;
        self.go(paragraph, column);
        true
    }

    /// Does what a key means in a field. False when it means nothing here, as for [`Line::key`](super::Line::key);
    /// a break is made by [`Text::break_line`].
    pub fn key(&mut self, event: KeyEvent) -> bool {
        if event.kind == KeyEventKind::Release {
            return false;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let plain = !ctrl && !alt;
        match event.code {
            KeyCode::Char(c) if plain && !c.is_control() => self.area.insert_char(c),
            KeyCode::Char(c) if ctrl && !alt => {
                return self.control(c.to_ascii_lowercase(), event.modifiers.contains(KeyModifiers::SHIFT));
            }
            KeyCode::Char('b' | 'B') if alt => self.go_back(self.word_back()),
            KeyCode::Char('f' | 'F') if alt => self.go_on(self.word_on()),
            KeyCode::Char('d' | 'D') if alt => self.delete_on(self.word_on()),
            KeyCode::Left if plain => self.go_back(self.back()),
            KeyCode::Right if plain => self.go_on(self.on()),
            KeyCode::Left => self.go_back(self.word_back()),
            KeyCode::Right => self.go_on(self.word_on()),
            KeyCode::Home => self.area.move_cursor(CursorMove::Head),
            KeyCode::End => self.area.move_cursor(CursorMove::End),
            KeyCode::Backspace if plain => self.delete_back(self.back()),
            KeyCode::Delete if plain => self.delete_on(self.on()),
            KeyCode::Backspace => self.delete_back(self.word_back()),
            KeyCode::Delete => self.delete_on(self.word_on()),
            _ => return false,
        }
        true
    }

    fn control(&mut self, c: char, shift: bool) -> bool {
        match c {
            'a' => self.area.move_cursor(CursorMove::Head),
            'e' => self.area.move_cursor(CursorMove::End),
            'u' => self.delete_back(self.column()),
            'k' => self.delete_on(self.line().chars().count() - self.column()),
            'w' => self.delete_back(self.word_back()),
            'h' => self.delete_back(self.back()),
            'z' if !shift => {
                self.area.undo();
            }
            'z' | 'y' | 'r' => {
                self.area.redo();
            }
            _ => return false,
        }
        true
    }

    fn row(&self) -> usize {
        self.area.cursor().0
    }

    fn column(&self) -> usize {
        self.area.cursor().1
    }

    /// The caret's paragraph.
    fn line(&self) -> &str {
        self.area.lines().get(self.row()).map_or("", String::as_str)
    }

    fn offset(&self, column: usize) -> usize {
        let text = self.line();
        text.char_indices().nth(column).map_or(text.len(), |(offset, _)| offset)
    }

    /// How many characters the cluster before the caret has; none at the beginning of a paragraph.
    fn back(&self) -> usize {
        let before = &self.line()[..self.caret().1];
        before.graphemes(true).next_back().map_or(0, |cluster| cluster.chars().count())
    }

    /// How many characters the cluster after the caret has.
    fn on(&self) -> usize {
        let after = &self.line()[self.caret().1..];
        after.graphemes(true).next().map_or(0, |cluster| cluster.chars().count())
    }

    fn word_back(&self) -> usize {
        let before = &self.line()[..self.caret().1];
        before[words::back(before)..].chars().count()
    }

    fn word_on(&self) -> usize {
        let after = &self.line()[self.caret().1..];
        after[..words::on(after)].chars().count()
    }

    /// Moves the caret back by so many characters; by none it goes over the break before it.
    fn go_back(&mut self, count: usize) {
        if count == 0 && self.row() > 0 {
            self.area.move_cursor(CursorMove::Up);
            self.area.move_cursor(CursorMove::End);
            return;
        }
        self.go(self.row(), self.column().saturating_sub(count));
    }

    fn go_on(&mut self, count: usize) {
        if count == 0 && self.row() + 1 < self.area.lines().len() {
            self.area.move_cursor(CursorMove::Down);
            self.area.move_cursor(CursorMove::Head);
            return;
        }
        self.go(self.row(), self.column() + count);
    }

    /// Deletes so many characters before the caret as one edit; none means the break before it.
    fn delete_back(&mut self, count: usize) {
        if count == 0 {
            self.area.delete_newline();
            return;
        }
        let start = self.column().saturating_sub(count);
        self.delete_between((self.row(), start), count);
    }

    fn delete_on(&mut self, count: usize) {
        let more = self.row() + 1 < self.area.lines().len();
        // The break counts as one character.
        self.area.delete_str(if count == 0 && more { 1 } else { count });
    }

    fn delete_between(&mut self, (row, column): (usize, usize), count: usize) {
        self.go(row, column);
        self.area.delete_str(count);
    }

    /// Moves the caret. The editor's jump takes only 16 bits; further on it walks.
    fn go(&mut self, row: usize, column: usize) {
        let short = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(row), short(column)));
        while self.row() < row.min(self.area.lines().len() - 1) {
            self.area.move_cursor(CursorMove::Down);
        }
        while self.column() < column.min(self.line().chars().count()) {
            self.area.move_cursor(CursorMove::Forward);
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, offset) = self.caret();
        write!(f, "Text({:?}, caret {row}:{offset})", self.text())
    }
}
