//! Draws a one-line field and says where the terminal's own cursor belongs: input methods (输入法) show what is
//! being spelled there, so a cell painted like a cursor is not enough.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::Glyphs;
use super::text::{cut, cut_with, fitting, pad, visible, width};
use crate::workbench::line::Line;

/// A field that is narrower has no room to say that its text goes on.
const SIGNED: usize = 16;

/// The fewest cells a label leaves to its field.
const LEAST_FIELD: usize = 6;

/// A one-line field with its label.
#[derive(Debug)]
pub struct LineInput<'a> {
    line: &'a Line,
    label: &'a str,
    label_style: Style,
    style: Style,
    hint: &'a str,
    hint_style: Style,
    /// What is shown where the field has not the caret.
    rest: Option<&'a str>,
    /// What says that a text goes on.
    sign: &'a str,
    /// The signs of this terminal.
    glyphs: Glyphs,
}

impl<'a> LineInput<'a> {
    /// A field without a label.
    pub fn new(line: &'a Line) -> Self {
        let style = Style::new();
        Self {
            line,
            label: "",
            label_style: style,
            style,
            hint: "",
            hint_style: style,
            rest: None,
            sign: "..",
            glyphs: Glyphs::narrow(),
        }
    }

    /// What is asked for, before the field.
    #[must_use]
    pub fn label(mut self, label: &'a str, style: Style) -> Self {
        self.label = label;
        self.label_style = style;
        self
    }

    /// What stands in the field while it is empty.
    #[must_use]
    pub fn hint(mut self, hint: &'a str, style: Style) -> Self {
        self.hint = hint;
        self.hint_style = style;
        self
    }

    /// The field has not the caret: its text (or what stands for it) from the beginning, cut with a sign.
    #[must_use]
    pub fn at_rest(mut self, text: Option<&'a str>) -> Self {
        self.rest = text;
        self
    }

    /// The signs of this terminal; without them a text that goes on ends with a sign that every terminal draws in its two
    /// cells.
    #[must_use]
    pub fn glyphs(mut self, glyphs: &Glyphs) -> Self {
        (self.sign, self.glyphs) = (glyphs.ellipsis, *glyphs);
        self
    }

    /// How the text and the blanks after it look.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Draws label and field on the first line of the area. The answer is the cell of the terminal's cursor; there
    /// is none where the area has no cell.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = Rect { height: 1, ..area.intersection(buf.area) };
        if area.is_empty() || !buf.area.contains(area.as_position()) {
            return None;
        }
        let field = self.draw_label(area, buf);
        buf.set_style(field, self.style);
        let view = View::new(self.line, usize::from(field.width));
        let mut x = field.x;
        let (shown, style) = if self.line.is_empty() {
            (cut_with(self.hint, usize::from(field.width), self.sign), self.hint_style)
        } else if let Some(text) = self.rest {
            (cut_with(text, usize::from(field.width), self.sign), self.style)
        } else {
            (view.signed(usize::from(field.width), self.sign).into(), self.style)
        };
        let shown = self.glyphs.typed(&shown);
        let end = fitting(&shown, usize::from(field.width));
        blank(field, buf);
        buf.set_stringn(x, field.y, &shown[..end], usize::from(field.width), self.style.patch(style));
        x = x.saturating_add(u16::try_from(view.caret).unwrap_or(u16::MAX)).min(field.right() - 1);
        Some(Position::new(x, field.y))
    }

    /// The columns of the characters in sight, and the byte offsets before which they stand; the last is the end.
    pub fn stops(&self, area: Rect) -> Vec<(u16, usize)> {
        if area.is_empty() {
            return Vec::new();
        }
        let label = cut(self.label, usize::from(area.width).saturating_sub(LEAST_FIELD));
        let cells = u16::try_from(width(&label)).unwrap_or(area.width).min(area.width - 1);
        let room = usize::from(area.width - cells);
        let hidden = if self.rest.is_some() { 0 } else { View::new(self.line, room).hidden };
        let text = self.line.text();
        let (mut used, mut stops) = (0_usize, Vec::new());
        for (start, cluster) in text.grapheme_indices(true).chain([(text.len(), "")]) {
            if let Some(column) = used.checked_sub(hidden).filter(|column| *column < room) {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                stops.push((area.x.saturating_add(cells).saturating_add(column), start));
            }
            used += width(cluster);
        }
        stops
    }

    /// Draws the label, shortened so that the field keeps its least room, and answers the room for the field.
    fn draw_label(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let most = usize::from(area.width).saturating_sub(LEAST_FIELD);
        let label = cut(self.label, most);
        let cells = u16::try_from(width(&label)).unwrap_or(area.width).min(area.width - 1);
        blank(Rect { width: cells, ..area }, buf);
        buf.set_stringn(area.x, area.y, &label, usize::from(cells), self.label_style);
        Rect { x: area.x + cells, width: area.width - cells, ..area }
    }
}

impl Widget for &LineInput<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
    }
}

/// Takes away what stood in the cells and keeps their ground.
fn blank(area: Rect, buf: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.set_symbol(" ");
        }
    }
}

/// The part of a text that a field of some width shows, and the caret's cell in it.
#[derive(Debug, PartialEq, Eq)]
struct View {
    text: String,
    caret: usize,
    /// The cells of what is scrolled out at the left.
    hidden: usize,
    /// Whether something is scrolled out at the right.
    goes_on: bool,
}

impl View {
    /// Worked out from text and caret alone: nothing to keep between frames. The view moves by a third of the field, so
    /// that the text stands still for most keys, and leaves two cells for the character under the caret.
    fn new(line: &Line, room: usize) -> Self {
        let (before, after) = line.text().split_at(line.caret());
        let caret = width(before);
        let most = room.saturating_sub(2);
        let step = (room / 3).max(1);
        let scroll = if caret <= most { 0 } else { (caret - most).div_ceil(step) * step };
        let scroll = scroll.min(caret);
        let before = visible(before);
        let mut hidden = 0;
        let mut start = before.len();
        for (offset, cluster) in before.grapheme_indices(true) {
            if hidden >= scroll {
                start = offset;
                break;
            }
            hidden += width(cluster);
        }
        let mut text = before[start..].to_owned();
        text.push_str(&visible(after));
        let end = fitting(&text, room);
        let goes_on = end < text.len();
        text.truncate(end);
        Self { text, caret: caret.saturating_sub(hidden), hidden, goes_on }
    }

    /// The part with a sign at each end behind which it goes on. The characters before and under the caret stay.
    fn signed(&self, room: usize, sign: &str) -> String {
        let cells = width(sign);
        let mut text = self.text.clone();
        if room < SIGNED {
            return text;
        }
        if self.goes_on && self.caret + 2 + cells <= room {
            let end = fitting(&text, room - cells);
            text.truncate(end);
            text = pad(&text, room - cells) + sign;
        }
        if self.hidden > 0 {
            let mut taken = 0;
            let clusters = text.grapheme_indices(true).find(|(_, cluster)| {
                let enough = taken >= cells;
                if !enough {
                    taken += width(cluster);
                }
                enough
            });
            if let Some((start, _)) = clusters
                && taken < self.caret
            {
                text = pad(sign, taken) + &text[start..];
            }
        }
        text
    }
}

#[cfg(test)]
mod tests;
