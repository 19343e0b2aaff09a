//! 灯的标签: one Han character on a tinted ground.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::screen::text::pad;

/// A light's word, always two cells. The word is the shape: it reads without colour.
#[derive(Debug, Clone, Copy)]
pub struct Badge<'a> {
    word: &'a str,
    style: Style,
}

impl<'a> Badge<'a> {
    /// The cells of every badge.
    pub const WIDTH: u16 = 2;

    /// A badge from its word (逾) and a theme's badge style.
    pub fn new(word: &'a str, style: Style) -> Self {
        Self { word, style }
    }

    /// The badge as a span, for lines that are put together from spans.
    pub fn span(&self) -> ratatui::text::Span<'static> {
        ratatui::text::Span::styled(pad(self.word, usize::from(Self::WIDTH)), self.style)
    }
}

impl Widget for &Badge<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = Rect { height: area.height.min(1), width: area.width.min(Badge::WIDTH), ..area }
            .intersection(buf.area);
        if area.is_empty() {
            return;
        }
        // Where a half is missing the ground alone stands, never half a character.
        let word = if area.width < Badge::WIDTH {
            " ".to_owned()
        } else {
            pad(self.word, usize::from(Badge::WIDTH))
        };
        buf.set_stringn(area.x, area.y, &word, usize::from(area.width), self.style);
        buf.set_style(area, self.style);
    }
}
