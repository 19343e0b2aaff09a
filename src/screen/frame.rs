//! 浮框与标签: what floats over a view, and the badge of a light.
//!
//! Invariant: nothing beneath is ever half hidden: a wide character that a box or its clear cell would cut goes
//! whole.
//!
//! ```text
//!  ┌ 状态 ──────────┐
//!  │ 1 未启动       │
//!  └ Esc 取消 ──────┘
//! ^ the clear cell    ^
//! ```

mod badge;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::glyphs::Glyphs;
use super::text::width;
use super::theme::Theme;

pub use badge::Badge;

/// A box with a border, for forms, popups and the search. It clears what it covers; its owner then draws into
/// [`Popup::inner`].
#[derive(Debug, Clone)]
pub struct Popup<'a> {
    title: &'a str,
    footer: &'a str,
    glyphs: Glyphs,
    ground: Style,
    rule: Style,
    title_style: Style,
    footer_style: Style,
}

impl<'a> Popup<'a> {
    /// A box with a title in its upper border; an empty title leaves the border whole.
    pub fn new(title: &'a str, theme: &Theme, glyphs: &Glyphs) -> Self {
        Self {
            title,
            footer: "",
            glyphs: *glyphs,
            ground: theme.ground(),
            rule: theme.rule(),
            title_style: theme.title(),
            footer_style: theme.dim(),
        }
    }

    /// The line in the lower border: the keys that work here.
    #[must_use]
    pub fn footer(mut self, footer: &'a str) -> Self {
        self.footer = footer;
        self
    }

    /// The room inside the border, with a blank column on each side where there is room for it.
    pub fn inner(area: Rect) -> Rect {
        let columns = if area.width > 6 { 2 } else { area.width.min(2) / 2 };
        let rows = area.height.min(2) / 2;
        Rect {
            x: area.x + columns,
            y: area.y + rows,
            width: area.width.saturating_sub(2 * columns),
            height: area.height.saturating_sub(2 * rows),
        }
    }

    /// A border line with a text in it.
    fn edge(&self, at: Rect, corners: [&str; 2], text: &str, style: Style, buf: &mut Buffer) {
        let Some(last) = at.width.checked_sub(1) else {
            return;
        };
        for x in at.left()..at.right() {
            put(buf, x, at.y, self.glyphs.horizontal, self.rule);
        }
        put(buf, at.x, at.y, corners[0], self.rule);
        put(buf, at.x + last, at.y, corners[1], self.rule);
        // A corner, a blank, the text, a blank, a stroke, a corner.
        let room = usize::from(at.width).saturating_sub(5);
        let text = self.glyphs.cut(text, room);
        if text.is_empty() {
            return;
        }
        let (end, _) = buf.set_stringn(at.x + 2, at.y, &text, room, self.ground.patch(style));
        put(buf, at.x + 1, at.y, " ", self.rule);
        put(buf, end, at.y, " ", self.rule);
    }
}

impl Widget for &Popup<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let left = area.x.saturating_sub(1).max(buf.area.x);
        let right = area.right().saturating_add(1).min(buf.area.right());
        clear(Rect { x: left, width: right - left, ..area }, self.ground, buf);
        let [top_left, top_right, bottom_left, bottom_right] = self.glyphs.corners;
        for y in area.top()..area.bottom() {
            put(buf, area.left(), y, self.glyphs.vertical, self.rule);
            put(buf, area.right() - 1, y, self.glyphs.vertical, self.rule);
        }
        let top = Rect { height: 1, ..area };
        self.edge(top, [top_left, top_right], self.title, self.title_style, buf);
        if area.height > 1 {
            let bottom = Rect { y: area.bottom() - 1, ..top };
            self.edge(bottom, [bottom_left, bottom_right], self.footer, self.footer_style, buf);
        }
    }
}

/// Empties an area down to a ground. A wide character that reaches into it from the left loses its first half too,
/// one that reaches out of it to the right its second: a half is never left for the terminal to guess.
pub fn clear(area: Rect, ground: Style, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    for x in [area.left(), area.right()] {
        // Nothing reaches over the edge of the screen.
        if x > buf.area.left() && x < buf.area.right() {
            (area.top()..area.bottom()).for_each(|y| blank_straddling(buf, x, y));
        }
    }
    let mut blank = Cell::EMPTY;
    blank.set_style(ground);
    for y in area.top()..area.bottom() {
        let from = buf.index_of(area.left(), y);
        buf.content[from..from + usize::from(area.width)].fill(blank.clone());
    }
}

/// Blanks the character, if any, that covers both the cell at `x` and the one before it. Its ground stays.
fn blank_straddling(buf: &mut Buffer, x: u16, y: u16) {
    let mut at = buf.area.x;
    // From the left, because only the cells before one tell whether it is the second half of another.
    while at < x {
        let Some(cell) = buf.cell(Position::new(at, y)) else {
            return;
        };
        let end = at.saturating_add(cell_width(cell.symbol()));
        if end > x {
            let style = cell.style();
            for covered in at..end.min(buf.area.right()) {
                put(buf, covered, y, " ", style);
            }
        }
        at = end;
    }
}

fn cell_width(symbol: &str) -> u16 {
    if symbol.is_empty() { 1 } else { symbol.cell_width().max(1) }
}

fn put(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}

/// A box of the wanted size in the middle of an area, smaller where the area is.
pub fn centered(area: Rect, w: u16, h: u16) -> Rect {
    let (w, h) = (w.min(area.width), h.min(area.height));
    Rect::new(area.x + (area.width - w) / 2, area.y + (area.height - h) / 2, w, h)
}

/// How far from the left a box beside a line stands: past the marks and the light, so that these stay in sight.
const BESIDE_INDENT: u16 = 12;

/// A box of the wanted size beside a line of the screen: under it, above it where there is no room, and over it
/// only where neither side has room. Always inside the area.
pub fn beside(area: Rect, anchor_row: u16, w: u16, h: u16) -> Rect {
    let (w, h) = (w.min(area.width), h.min(area.height));
    let x = area.x + BESIDE_INDENT.min(area.width - w);
    let anchor = anchor_row.clamp(area.y, area.bottom().saturating_sub(1).max(area.y));
    let under = area.bottom().saturating_sub(anchor.saturating_add(1));
    let y = if under >= h {
        anchor + 1
    } else if anchor - area.y >= h {
        anchor - h
    } else {
        area.bottom() - h
    };
    Rect::new(x, y.max(area.y), w, h)
}

/// The width of a box that holds these lines, its border and its blank columns, and shows its title whole.
pub fn fitting_width<'t>(title: &str, lines: impl IntoIterator<Item = &'t str>) -> u16 {
    let widest = lines.into_iter().map(width).max().unwrap_or(0);
    u16::try_from((widest + 4).max(width(title) + 5)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
