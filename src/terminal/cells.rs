//! Cells as what a terminal is told: colours only where they change, and no word on where the next cell is where the
//! terminal knows.
//!
//! ratatui's own backend says the place before every wide character, which makes three quarters of what a Chinese screen
//! costs. Where terminals agree how wide a character is, the cursor stands after it; after any other the place is said, so
//! that one that draws `…` or `●` two cells wide shifts nothing.

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What begins each attribute, and what ends it with all that goes with it.
const ATTRIBUTES: [(Modifier, u8, u8, Modifier); 9] = [
    (Modifier::BOLD, 1, 22, Modifier::BOLD.union(Modifier::DIM)),
    (Modifier::DIM, 2, 22, Modifier::BOLD.union(Modifier::DIM)),
    (Modifier::ITALIC, 3, 23, Modifier::ITALIC),
    (Modifier::UNDERLINED, 4, 24, Modifier::UNDERLINED),
    (Modifier::SLOW_BLINK, 5, 25, BLINKS),
    (Modifier::RAPID_BLINK, 6, 25, BLINKS),
    (Modifier::REVERSED, 7, 27, Modifier::REVERSED),
    (Modifier::HIDDEN, 8, 28, Modifier::HIDDEN),
    (Modifier::CROSSED_OUT, 9, 29, Modifier::CROSSED_OUT),
];
const BLINKS: Modifier = Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK);
/// Attributes that are seen where there is no text.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// What the terminal writes with, as far as it was told.
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    /// Numbers of one `CSI … m`.
    numbers: Vec<u8>,
}

impl Pen {
    /// Takes up what a cell wants. A blank shows its ground alone, and the rest stays as it is.
    fn take(&mut self, cell: &Cell, out: &mut impl Write) -> io::Result<()> {
        let (mut fg, mut modifier) = (cell.fg, cell.modifier);
        if cell.symbol() == " " && !modifier.intersects(SEEN_ON_BLANKS) {
            (fg, modifier) = (self.fg, self.modifier - SEEN_ON_BLANKS);
        }
        if (fg, cell.bg, modifier) == (self.fg, self.bg, self.modifier) {
            return Ok(());
        }
        self.numbers.clear();
        for (one, _, end, with) in ATTRIBUTES {
            if (self.modifier - modifier).intersects(one) {
                self.numbers.push(end);
                self.modifier -= with;
            }
        }
        for (one, begin, ..) in ATTRIBUTES {
            if (modifier - self.modifier).contains(one) {
                self.numbers.push(begin);
            }
        }
        if fg != self.fg {
            self.colour(fg, 30);
        }
        if cell.bg != self.bg {
            self.colour(cell.bg, 40);
        }
        (self.fg, self.bg, self.modifier) = (fg, cell.bg, modifier);
        out.write_all(b"\x1b[")?;
        for (place, number) in self.numbers.iter().enumerate() {
            write!(out, "{}{number}", if place == 0 { "" } else { ";" })?;
        }
        out.write_all(b"m")
    }

    /// The numbers of a colour (ECMA-48 8.3.117, ITU-T T.416): `base` is 30 for text and 40 for its ground.
    fn colour(&mut self, colour: Color, base: u8) {
        let place = match colour {
            Color::Reset => return self.numbers.push(base + 9),
            Color::Rgb(r, g, b) => return self.numbers.extend_from_slice(&[base + 8, 2, r, g, b]),
            Color::Indexed(place) => place,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        self.numbers.extend_from_slice(&[base + 8, 5, place]);
    }
}

/// Writes cells, each with its column and row. Begins and ends with no colours and no attributes.
pub(super) fn write<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
) -> io::Result<()> {
    let mut pen =
        Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty(), numbers: Vec::new() };
    // Where the cursor stands, if that is sure.
    let mut stands: Option<(u16, u16)> = None;
    for (x, y, cell) in cells {
        match stands {
            Some((from, row)) if row == y && from == x => {}
            Some((from, row)) if row == y && from + 1 == x => out.write_all(b"\x1b[C")?,
            Some((from, row)) if row == y && from < x => write!(out, "\x1b[{}C", x - from)?,
            _ => write!(out, "\x1b[{};{}H", y + 1, x + 1)?,
        }
        pen.take(cell, out)?;
        out.write_all(cell.symbol().as_bytes())?;
        stands = sure_width(cell.symbol()).and_then(|width| Some((x.checked_add(width)?, y)));
    }
    out.write_all(b"\x1b[0m")
}

/// How many cells a single character takes, where every terminal takes the same.
fn sure_width(symbol: &str) -> Option<u16> {
    let mut characters = symbol.chars();
    match (characters.next()?, characters.next()) {
        (' '..='~', None) => Some(1),
        // Ideographs, their punctuation, full-width forms.
        ('\u{3001}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}', None) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn bytes_of(before: &Buffer, after: &Buffer) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, before.diff(after).into_iter()).unwrap();
        out
    }

    #[test]
    fn a_line_of_chinese_says_its_place_once() {
        let mut line = Buffer::empty(Rect::new(0, 0, 40, 1));
        let before = line.clone();
        line.set_string(2, 0, "政务公开，7月5日前done", Style::new());
        let text = String::from_utf8(bytes_of(&before, &line)).unwrap();
        assert_eq!(text, "\x1b[1;3H政务公开，7月5日前done\x1b[0m");
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = || prop_oneof![Just(Color::Reset), Just(Color::Red), Just(Color::Rgb(1, 2, 3))];
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::BOLD | Modifier::UNDERLINED)
        ];
        (colour(), colour(), modifier)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn screen() -> impl Strategy<Value = Buffer> {
        let texts =
            prop::collection::vec((0_u16..30, 0_u16..6, "[政务公开逾期a-c …●，x]{0,12}", style()), 0..12);
        texts.prop_map(|texts| {
            let mut screen = Buffer::empty(Rect::new(0, 0, 30, 6));
            for (x, y, text, style) in texts {
                screen.set_string(x, y, text, style);
            }
            screen
        })
    }

    fn terminal() -> vt100::Parser {
        let size = |cells| std::num::NonZero::new(cells).unwrap();
        vt100::Parser::new(size(6), size(30), 0)
    }

    /// All that is seen of the cells; the colour of a blank's text is not.
    fn seen(terminal: &vt100::Parser) -> Vec<(String, vt100::Color, vt100::Color, bool, bool, bool)> {
        let places = (0..6).flat_map(|y| (0..30).map(move |x| (y, x)));
        let cells = places.filter_map(|(y, x)| terminal.screen().cell(y, x));
        cells
            .map(|cell| {
                let blank = cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline();
                let fg = if blank { vt100::Color::Default } else { cell.fgcolor() };
                let bold = cell.bold() && !blank;
                (cell.contents().to_owned(), fg, cell.bgcolor(), bold, cell.underline(), cell.inverse())
            })
            .collect()
    }

    proptest! {
        /// Frame after frame, a terminal shows what ratatui's own backend makes it show.
        #[test]
        fn a_terminal_shows_the_same(frames in prop::collection::vec(screen(), 1..5)) {
            let (mut ours, mut theirs) = (terminal(), terminal());
            let mut before = Buffer::empty(Rect::new(0, 0, 30, 6));
            for after in frames {
                let bytes = bytes_of(&before, &after);
                let mut others = Vec::new();
                CrosstermBackend::new(&mut others).draw(before.diff(&after).into_iter()).unwrap();
                ours.process(&bytes);
                theirs.process(&others);
                prop_assert_eq!(seen(&ours), seen(&theirs));
                before = after;
            }
        }
    }
}
