//! 单行输入: the text and caret of a one-line field, and the keys that edit it.
//!
//! Invariants: the text holds no control character, so it stays one line; a key moves or deletes whole clusters,
//! never half a character. Knows nothing of where it is drawn.

mod clean;
mod text;
mod words;

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

pub use text::{Room, Row, Text};

/// How many edits of one field can be undone.
const UNDO_DEPTH: usize = 1000;

/// A one-line field that is being edited.
#[derive(Clone)]
pub struct Line {
    area: TextArea<'static>,
}

impl Line {
    /// An empty field.
    pub fn new() -> Self {
        Self::with_text("")
    }

    /// A field that holds a text already, the caret behind it. Undo does not go back before this text.
    pub fn with_text(text: &str) -> Self {
        let mut area = TextArea::new(vec![clean::one_line(text)]);
        area.set_max_histories(UNDO_DEPTH);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// What stands in the field.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Whether nothing stands in the field.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// The byte offset of the caret in [`Line::text`].
    pub fn caret(&self) -> usize {
        self.offset(self.column())
    }

    /// Begins anew with another text.
    pub fn set_text(&mut self, text: &str) {
        *self = Self::with_text(text);
    }

    /// Puts the caret at the cluster border at or before a byte offset: for a click.
    pub fn set_caret(&mut self, offset: usize) {
        let text = self.text();
        let border = text.grapheme_indices(true).map(|(start, _)| start).take_while(|start| *start <= offset);
        let border = if offset >= text.len() { text.len() } else { border.last().unwrap_or(0) };
        self.go(text[..border].chars().count());
    }

    /// Inserts a pasted text as one edit: line breaks and control characters do not come in.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(clean::one_line(text));
    }

    /// Does what a key means in a field. False when it means nothing here: Enter, Tab, Esc, up, down, function keys
    /// and the program's own control keys belong to whoever shows the field.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        if event.kind == KeyEventKind::Release {
            return false;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let plain = !ctrl && !alt;
        match event.code {
            KeyCode::Char(c) if plain => return self.insert(c),
            KeyCode::Char(c) if ctrl && !alt => {
                let shift = event.modifiers.contains(KeyModifiers::SHIFT);
                return self.control(c.to_ascii_lowercase(), shift);
            }
            KeyCode::Char('b' | 'B') if alt => self.go(self.word_back()),
            KeyCode::Char('f' | 'F') if alt => self.go(self.word_on()),
            KeyCode::Char('d' | 'D') if alt => self.delete_to(self.word_on()),
            KeyCode::Left if plain => self.go(self.back()),
            KeyCode::Right if plain => self.go(self.on()),
            KeyCode::Left => self.go(self.word_back()),
            KeyCode::Right => self.go(self.word_on()),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.area.move_cursor(CursorMove::End),
            KeyCode::Backspace if plain => self.delete_to(self.back()),
            KeyCode::Delete if plain => self.delete_to(self.on()),
            KeyCode::Backspace => self.delete_to(self.word_back()),
            KeyCode::Delete => self.delete_to(self.word_on()),
            _ => return false,
        }
        true
    }

    /// The keys with Ctrl alone. Undo is eaten even when nothing is left to undo: it must not reach the work behind
    /// the field.
    fn control(&mut self, c: char, shift: bool) -> bool {
        match c {
            'a' => self.go(0),
            'e' => self.area.move_cursor(CursorMove::End),
            'u' => self.delete_to(0),
            'k' => self.delete_to(self.length()),
            'w' => self.delete_to(self.word_back()),
            // Many terminals send Backspace as Ctrl-H.
            'h' => self.delete_to(self.back()),
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

    fn insert(&mut self, c: char) -> bool {
        if c.is_control() {
            return false;
        }
        self.area.insert_char(c);
        true
    }

    /// The caret as a count of characters, as the editor below counts.
    fn column(&self) -> usize {
        self.area.cursor().1
    }

    fn length(&self) -> usize {
        self.text().chars().count()
    }

    fn offset(&self, column: usize) -> usize {
        let text = self.text();
        text.char_indices().nth(column).map_or(text.len(), |(offset, _)| offset)
    }

    /// The cluster border before the caret.
    fn back(&self) -> usize {
        self.borders().take_while(|border| *border < self.column()).last().unwrap_or(0)
    }

    /// The cluster border after the caret.
    fn on(&self) -> usize {
        self.borders().find(|border| *border > self.column()).unwrap_or_else(|| self.length())
    }

    /// Where clusters begin, as counts of characters.
    fn borders(&self) -> impl Iterator<Item = usize> {
        self.text().graphemes(true).scan(0, |column, cluster| {
            let start = *column;
            *column += cluster.chars().count();
            Some(start)
        })
    }

    fn word_back(&self) -> usize {
        let before = &self.text()[..self.caret()];
        before[..words::back(before)].chars().count()
    }

    fn word_on(&self) -> usize {
        let after = &self.text()[self.caret()..];
        self.column() + after[..words::on(after)].chars().count()
    }

    /// Moves the caret to a column. The editor's jump takes only 16 bits; further on it walks.
    fn go(&mut self, column: usize) {
        if let Ok(short) = u16::try_from(column) {
            self.area.move_cursor(CursorMove::Jump(0, short));
            return;
        }
        let column = column.min(self.length());
        while self.column() > column {
            self.area.move_cursor(CursorMove::Back);
        }
        while self.column() < column {
            self.area.move_cursor(CursorMove::Forward);
        }
    }

    /// Deletes what lies between the caret and a column, as one edit.
    fn delete_to(&mut self, column: usize) {
        let caret = self.column();
        self.go(column.min(caret));
        self.area.delete_str(column.abs_diff(caret));
    }
}

impl Default for Line {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Line {
    /// Two fields are the same when they look the same; how they came to it is no matter.
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.column() == other.column()
    }
}

impl Eq for Line {}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.text().split_at(self.caret());
        write!(f, "Line({before}|{after})")
    }
}

#[cfg(test)]
mod tests;
