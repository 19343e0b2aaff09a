//! Cells as what a terminal is told: colours only where they change, and no word on where the next cell is where the
//! terminal knows.
//!
//! ratatui's own backend says the place before every wide character, which makes three quarters of what a Chinese screen
//! costs. Where terminals agree how wide a character is, the cursor stands after it; after any other the place is said, so
//! that one that draws `…` or `●` two cells wide shifts nothing.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, SetBackgroundColor, SetForegroundColor};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the attributes are called, one by one.
const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

/// What ends attributes, and all that it ends with them.
const ENDS: [(Modifier, Attribute, Modifier); 8] = [
    (Modifier::BOLD, Attribute::NormalIntensity, Modifier::BOLD.union(Modifier::DIM)),
    (Modifier::DIM, Attribute::NormalIntensity, Modifier::BOLD.union(Modifier::DIM)),
    (Modifier::ITALIC, Attribute::NoItalic, Modifier::ITALIC),
    (Modifier::UNDERLINED, Attribute::NoUnderline, Modifier::UNDERLINED),
    (BLINKS, Attribute::NoBlink, BLINKS),
    (Modifier::REVERSED, Attribute::NoReverse, Modifier::REVERSED),
    (Modifier::HIDDEN, Attribute::NoHidden, Modifier::HIDDEN),
    (Modifier::CROSSED_OUT, Attribute::NotCrossedOut, Modifier::CROSSED_OUT),
];
const BLINKS: Modifier = Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK);
/// Attributes that colour a blank by the colour of its text.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Writes cells, each with its column and row. Begins and ends with no colours and no attributes.
pub(super) fn write<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
) -> io::Result<()> {
    let (mut fg, mut bg, mut modifier) = (Color::Reset, Color::Reset, Modifier::empty());
    // Where the cursor stands, if that is sure.
    let mut stands = None;
    for (x, y, cell) in cells {
        if stands != Some((x, y)) {
            queue!(out, MoveTo(x, y))?;
        }
        for (gone, attribute, with) in ENDS {
            if (modifier - cell.modifier).intersects(gone) {
                queue!(out, SetAttribute(attribute))?;
                modifier -= with;
            }
        }
        for (one, attribute) in ATTRIBUTES {
            if (cell.modifier - modifier).contains(one) {
                queue!(out, SetAttribute(attribute))?;
            }
        }
        modifier = cell.modifier;
        // A blank shows its ground alone, unless it is underlined or turned.
        let blank = cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS);
        if cell.fg != fg && !blank {
            queue!(out, SetForegroundColor(cell.fg.into_crossterm()))?;
            fg = cell.fg;
        }
        if cell.bg != bg {
            queue!(out, SetBackgroundColor(cell.bg.into_crossterm()))?;
            bg = cell.bg;
        }
        queue!(out, Print(cell.symbol()))?;
        stands = sure_width(cell.symbol()).and_then(|width| Some((x.checked_add(width)?, y)));
    }
    queue!(out, SetAttribute(Attribute::Reset))
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
