//! Lines of prose under labels, wrapped as Chinese is.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::screen::look::Look;
use crate::screen::text::{pad, width, wrap};

/// A page under construction.
pub(super) struct Page<'a> {
    look: &'a Look,
    room: usize,
    /// No more lines than these are worked out: what is not seen costs nothing.
    most: usize,
    lines: Vec<Line<'static>>,
}

/// The cells of a label and the blank after it.
const LABEL: usize = 9;
const ENGLISH_LABEL: usize = 13;

impl<'a> Page<'a> {
    pub(super) fn new(look: &'a Look, room: usize, most: usize) -> Self {
        Self { look, room, most, lines: Vec::new() }
    }

    pub(super) fn lines(self) -> Vec<Line<'static>> {
        self.lines
    }

    pub(super) fn blank(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.text(text, self.look.theme.title());
    }

    /// Whether all that can be seen is there.
    pub(super) fn is_full(&self) -> bool {
        self.lines.len() >= self.most
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        if self.is_full() {
            return;
        }
        for line in wrap(&self.look.glyphs.prose(text), self.room) {
            self.lines.push(Line::styled(line, style));
        }
    }

    /// A text after a badge or a number, the lines after the first under the text.
    pub(super) fn hanging(&mut self, lead: Vec<Span<'static>>, text: &str, style: Style) {
        if self.is_full() {
            return;
        }
        let indent: usize = lead.iter().map(|span| width(&span.content)).sum();
        let room = self.room.saturating_sub(indent).max(2);
        let mut lead = Some(lead);
        for line in wrap(&self.look.glyphs.prose(text), room) {
            let mut spans = lead.take().unwrap_or_else(|| vec![Span::raw(" ".repeat(indent))]);
            spans.push(Span::styled(line, style));
            self.lines.push(Line::from(spans));
        }
    }

    /// A text under a label; nothing where there is no text.
    pub(super) fn labelled(&mut self, label: &str, text: &str) {
        self.labelled_in(label, text, self.look.theme.text());
    }

    pub(super) fn labelled_in(&mut self, label: &str, text: &str, style: Style) {
        if text.trim().is_empty() {
            return;
        }
        let label = pad(label, self.label_cells(label));
        let lead = vec![Span::styled(format!("{label} "), self.look.theme.dim())];
        self.hanging(lead, text, style);
    }

    /// More of what the last label named.
    pub(super) fn more(&mut self, like: &str, text: &str) {
        let lead = vec![Span::raw(" ".repeat(self.label_cells(like) + 1))];
        self.hanging(lead, text, self.look.theme.text());
    }

    /// The cells of a label: those of the column; one that is longer is not cut for that.
    fn label_cells(&self, label: &str) -> usize {
        let column = if label.is_ascii() { ENGLISH_LABEL } else { LABEL };
        column.saturating_sub(1).max(width(label)).min(self.room / 2)
    }
}
