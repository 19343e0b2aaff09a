//! One line put together from left to right, never wider than its room.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::glyphs::Glyphs;

/// A line under construction.
pub(super) struct Strip<'g> {
    glyphs: &'g Glyphs,
    spans: Vec<Span<'static>>,
    used: usize,
    room: usize,
}

impl<'g> Strip<'g> {
    pub(super) fn new(room: usize, glyphs: &'g Glyphs) -> Self {
        Self { glyphs, spans: Vec::new(), used: 0, room }
    }

    /// The cells that are free still.
    pub(super) fn free(&self) -> usize {
        self.room - self.used
    }

    /// A text, cut with `…` where there is no room for the whole.
    pub(super) fn push(&mut self, text: &str, style: Style) -> &mut Self {
        self.push_within(text, self.free(), style)
    }

    /// A text in at most so many cells.
    pub(super) fn push_within(&mut self, text: &str, most: usize, style: Style) -> &mut Self {
        let (shown, cells) = self.glyphs.cut_and_measured(text, most.min(self.free()));
        self.put(shown, cells, style)
    }

    fn put(&mut self, text: String, cells: usize, style: Style) -> &mut Self {
        self.used += cells;
        if !text.is_empty() {
            self.spans.push(Span::styled(text, style));
        }
        self
    }

    /// Blanks up to a column.
    pub(super) fn to(&mut self, column: usize, style: Style) -> &mut Self {
        let missing = column.min(self.room).saturating_sub(self.used);
        if missing > 0 {
            self.used += missing;
            self.spans.push(Span::styled(" ".repeat(missing), style));
        }
        self
    }

    /// A text at the right of a field of so many cells that begins here.
    pub(super) fn right(&mut self, text: &str, cells: usize, style: Style) -> &mut Self {
        let (shown, taken) = self.glyphs.cut_and_measured(text, cells.min(self.free()));
        self.to(self.used + cells - taken.min(cells), style);
        // A field may end beyond the room.
        if taken > self.free() { self.push(&shown, style) } else { self.put(shown, taken, style) }
    }

    pub(super) fn line(mut self) -> Line<'static> {
        Line::from(std::mem::take(&mut self.spans))
    }
}
