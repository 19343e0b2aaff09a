//! Cells as what a terminal is told: colours only where they change, and no word on where the next cell is where the
//! terminal knows.
//!
//! ratatui's own backend says the place before every wide character, which makes three quarters of what a Chinese screen
//! costs. Where terminals agree how wide a character is, the cursor stands after it; after any other the column is said, so
//! that one that draws `…` or `●` two cells wide shifts nothing.
//!
//! A colour is a long word and a place a short one: what has the same colours is written in one go, wherever in the frame it
//! stands.
//!
//! What stands is remembered. What is told again and stands already is not written: ratatui tells a cell that was to be told
//! whatever stood there in the next frame too. A short stretch that stays as it is, such as the one blank between two that
//! change, is written again where that is shorter than passing over it. Blanks are written as blanks: a terminal that erases does not
//! everywhere erase in the colour of the ground (kitty and GNU screen do not, and the name of a terminal does not say
//! which one it is), and the one that repeats a character is not every one either (Linux's console does not).

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

/// How many cells behind it a sign of several characters (an emoji with its tone) may cover in a terminal that draws each.
pub(super) const COVERED: u16 = 3;

/// What stands on the screen, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Standing {
    /// None where it is not known, or no single character of a sure width.
    character: Option<(char, u16)>,
    /// Stands for what has no sure width; none where it is not known.
    other: Option<u64>,
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Standing {
    const UNKNOWN: Self = Self {
        character: None,
        other: None,
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    fn of(cell: &Cell) -> Self {
        let character = sure(cell.symbol());
        let other = character.is_none().then(|| xxhash_rust::xxh3::xxh3_64(cell.symbol().as_bytes()));
        Self { character, other, fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether the pen would write it as it is.
    fn suits(&self, pen: &Pen) -> bool {
        let is_blank = self.character == Some((' ', 1)) && !self.modifier.intersects(SEEN_ON_BLANKS);
        let text = (self.fg, self.modifier) == (pen.fg, pen.modifier);
        let blank = is_blank && !pen.modifier.intersects(SEEN_ON_BLANKS);
        self.bg == pen.bg && (text || blank)
    }
}

/// What a terminal is told of cells, and what it shows since.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// Row by row; what lies beyond is not known.
    rows: Vec<Vec<Standing>>,
}

/// Where the cursor stands.
#[derive(Debug, Clone, Copy)]
enum Cursor {
    /// Nobody can say.
    Somewhere,
    /// In this row, behind this column.
    Behind(u16, u16),
    /// Here.
    At(u16, u16),
}

impl Writer {
    /// The screen was wiped, or somebody else had it.
    pub(super) fn forget(&mut self) {
        self.rows.clear();
    }

    /// Writes cells, each with its column and row. Begins and ends with no colours and no attributes.
    pub(super) fn write<'a>(
        &mut self,
        out: &mut impl Write,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
    ) -> io::Result<()> {
        let mut pen =
            Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty(), numbers: Vec::new() };
        let mut cursor = Cursor::Somewhere;
        let told: Vec<(u16, u16, &Cell)> = cells.collect();
        for (x, y, cell) in &told {
            if is_cluster(cell.symbol()) && !self.stands(*x, *y, cell) {
                self.cover(*x, *y);
            }
        }
        let (cells, runs) = runs(told.into_iter().filter(|(x, y, cell)| !self.stands(*x, *y, cell)));
        if runs.is_empty() {
            return Ok(());
        }
        for Run { x, y, from, to, .. } in runs {
            let cells = cells.get(from..to).unwrap_or_default();
            match cursor {
                Cursor::At(from, row) if row == y && from <= x => {
                    // The pen is the one that the next cell wants, as far as it can be known.
                    cells.first().map_or(Ok(()), |first| pen.take(first, out))?;
                    self.pass(out, &pen, (from, x, y))?;
                }
                Cursor::At(_, row) if row == y => write!(out, "\x1b[{}G", x + 1)?,
                Cursor::Behind(from, row) if row == y && from < x => write!(out, "\x1b[{}G", x + 1)?,
                _ => write!(out, "\x1b[{};{}H", y + 1, x + 1)?,
            }
            let mut x = x;
            for cell in cells {
                pen.take(cell, out)?;
                out.write_all(cell.symbol().as_bytes())?;
                let standing = Standing::of(cell);
                let character = standing.character;
                self.note(x, y, standing);
                cursor = match character {
                    Some((_, width)) => Cursor::At(x.saturating_add(width), y),
                    // What follows in this row lies right of it: there is room for two.
                    None if !is_cluster(cell.symbol()) => Cursor::Behind(x, y),
                    None => Cursor::Somewhere,
                };
                x = x.saturating_add(character.map_or(1, |(_, width)| width));
            }
        }
        out.write_all(b"\x1b[0m")
    }

    /// Goes on to column `x`: by writing once more what stands between, where that is not longer.
    fn pass(&self, out: &mut impl Write, pen: &Pen, (from, x, y): (u16, u16, u16)) -> io::Result<()> {
        let between = x - from;
        let longest = match between {
            0 => return Ok(()),
            1 => 3,
            2..10 => 4,
            10..100 => 5,
            _ => 6,
        };
        let row = self.rows.get(usize::from(y)).map_or(&[][..], Vec::as_slice);
        let (mut at, mut again) = (from, 0);
        while at < x
            && again <= longest
            && let Some(standing) = row.get(usize::from(at))
            && let Some((character, width)) = standing.character
            && standing.suits(pen)
        {
            (at, again) = (at.saturating_add(width), again + character.len_utf8());
        }
        if at != x || again > longest {
            return if between == 1 { out.write_all(b"\x1b[C") } else { write!(out, "\x1b[{between}C") };
        }
        for standing in &row[usize::from(from)..usize::from(x)] {
            if let Some((character, _)) = standing.character {
                write!(out, "{character}")?;
            }
        }
        Ok(())
    }

    /// Whether a cell is there already, as it is to be.
    fn stands(&self, x: u16, y: u16, cell: &Cell) -> bool {
        let standing = self.rows.get(usize::from(y)).and_then(|row| row.get(usize::from(x)));
        standing.is_some_and(|standing| *standing != Standing::UNKNOWN && *standing == Standing::of(cell))
    }

    /// Nobody can say what stands behind a sign of several characters once it is written.
    fn cover(&mut self, x: u16, y: u16) {
        let Some(row) = self.rows.get_mut(usize::from(y)) else { return };
        let behind = row.iter_mut().skip(usize::from(x) + 1).take(usize::from(COVERED));
        behind.for_each(|standing| *standing = Standing::UNKNOWN);
    }

    /// Remembers what was written.
    fn note(&mut self, x: u16, y: u16, standing: Standing) {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let row = &mut self.rows[y];
        let width = standing.character.map_or(1, |(_, width)| usize::from(width));
        if row.len() < x + width {
            row.resize(x + width, Standing::UNKNOWN);
        }
        // Half of a wide character is none.
        if let Some(before) = x.checked_sub(1).and_then(|before| row.get_mut(before))
            && before.character.is_some_and(|(_, width)| width == 2)
        {
            *before = Standing::UNKNOWN;
        }
        row[x] = standing;
        row[x + 1..x + width].fill(Standing::UNKNOWN);
    }
}

/// Cells of one row side by side that are written with one pen.
struct Run {
    x: u16,
    y: u16,
    /// Which of all cells.
    from: usize,
    to: usize,
    /// Behind the last cell, if that is sure.
    end: Option<u16>,
    /// None of blanks alone, which any pen on their ground may write.
    look: Option<(Color, Modifier)>,
    bg: Color,
    /// Whether it ends with a sign of several characters, which may cover what is behind it: such are written first.
    covers: bool,
}

impl Run {
    /// Whether a cell may be the next of it.
    fn takes(&self, (x, y, cell): (u16, u16, &Cell)) -> bool {
        let is_plain = self.look.is_none_or(|(_, modifier)| !modifier.intersects(SEEN_ON_BLANKS));
        let suits = match (self.look, look(cell)) {
            (_, None) => is_plain,
            (None, Some((_, modifier))) => !modifier.intersects(SEEN_ON_BLANKS),
            (Some(ours), Some(its)) => ours == its,
        };
        self.y == y && self.end == Some(x) && self.bg == cell.bg && suits
    }
}

/// How a cell's text looks; of a blank that shows only its ground nothing.
fn look(cell: &Cell) -> Option<(Color, Modifier)> {
    let is_bare = cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS);
    (!is_bare).then_some((cell.fg, cell.modifier))
}

/// Cells as runs; those that look the same one after the other, and those on the same ground.
fn runs<'a>(cells: impl Iterator<Item = (u16, u16, &'a Cell)>) -> (Vec<&'a Cell>, Vec<Run>) {
    let (mut all, mut runs): (Vec<&Cell>, Vec<Run>) = (Vec::new(), Vec::new());
    for (x, y, cell) in cells {
        let end = sure(cell.symbol()).and_then(|(_, width)| x.checked_add(width));
        match runs.last_mut() {
            Some(run) if run.takes((x, y, cell)) => {
                run.to += 1;
                run.end = end;
                run.look = run.look.or(look(cell));
                run.covers |= is_cluster(cell.symbol());
            }
            _ => {
                let from = all.len();
                let covers = is_cluster(cell.symbol());
                runs.push(Run { x, y, from, to: from + 1, end, look: look(cell), bg: cell.bg, covers });
            }
        }
        all.push(cell);
    }
    let mut grounds: Vec<Color> = Vec::new();
    let mut looks: Vec<(Color, Color, Modifier)> = Vec::new();
    for run in &runs {
        if !grounds.contains(&run.bg) {
            grounds.push(run.bg);
        }
        if let Some((fg, modifier)) = run.look
            && !looks.contains(&(run.bg, fg, modifier))
        {
            looks.push((run.bg, fg, modifier));
        }
    }
    runs.sort_by_cached_key(|run| {
        let ground = grounds.iter().position(|bg| *bg == run.bg);
        let plain = |(bg, _, modifier): &(Color, Color, Modifier)| {
            *bg == run.bg && !modifier.intersects(SEEN_ON_BLANKS)
        };
        let look = match run.look {
            Some((fg, modifier)) => looks.iter().position(|look| *look == (run.bg, fg, modifier)),
            None => looks.iter().position(plain),
        };
        (!run.covers, ground, look)
    });
    (all, runs)
}

/// Whether it is a sign of several characters in one cell.
pub(super) fn is_cluster(symbol: &str) -> bool {
    symbol.chars().nth(1).is_some()
}

/// A single character and how many cells it takes, where every terminal takes the same.
pub(super) fn sure(symbol: &str) -> Option<(char, u16)> {
    let mut characters = symbol.chars();
    match (characters.next()?, characters.next()) {
        (one @ ' '..='~', None) => Some((one, 1)),
        // Ideographs, their punctuation, full-width forms.
        (one @ ('\u{3001}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}'), None) => {
            Some((one, 2))
        }
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
    use crate::terminal::halves::Halves;

    fn bytes_of(writer: &mut Writer, before: &Buffer, after: &Buffer) -> String {
        let mut out = Vec::new();
        writer.write(&mut out, before.diff(after).into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_of_chinese_says_its_place_once() {
        let mut line = Buffer::empty(Rect::new(0, 0, 40, 1));
        let before = line.clone();
        line.set_string(2, 0, "政务公开，7月5日前done", Style::new());
        let text = bytes_of(&mut Writer::default(), &before, &line);
        assert_eq!(text, "\x1b[1;3H政务公开，7月5日前done\x1b[0m");
    }

    /// What one line and then another in its place tell a terminal: of the second.
    fn second(first: &str, second: &str) -> String {
        let mut writer = Writer::default();
        let nothing = Buffer::empty(Rect::new(0, 0, 40, 1));
        let (mut before, mut after) = (nothing.clone(), nothing.clone());
        before.set_string(0, 0, first, Style::new());
        after.set_string(0, 0, second, Style::new());
        bytes_of(&mut writer, &nothing, &before);
        bytes_of(&mut writer, &before, &after)
    }

    #[test]
    fn a_short_stretch_that_stays_is_written_again_and_a_long_one_is_passed_over() {
        assert_eq!(second("a-b--c", "x-y--z"), "\x1b[1;1Hx-y--z\x1b[0m");
        assert_eq!(second("a政b", "x政y"), "\x1b[1;1Hx政y\x1b[0m");
        assert_eq!(second("a政务b", "x政务y"), "\x1b[1;1Hx\x1b[4Cy\x1b[0m");
        assert_eq!(second("a…b", "x…y"), "\x1b[1;1Hx\x1b[Cy\x1b[0m");
    }

    #[test]
    fn what_looks_the_same_is_written_in_one_go() {
        let mut line = Buffer::empty(Rect::new(0, 0, 40, 2));
        let before = line.clone();
        let (label, text) = (Style::new().fg(Color::Rgb(1, 2, 3)), Style::new().fg(Color::Rgb(4, 5, 6)));
        for row in 0..2 {
            line.set_string(0, row, "时限", label);
            line.set_string(5, row, "7月", text);
        }
        let (label, text) = ("\x1b[38;2;1;2;3m", "\x1b[38;2;4;5;6m");
        let written = format!("\x1b[1;1H{label}时限\x1b[2;1H时限\x1b[1;6H{text}7月\x1b[2;6H7月\x1b[0m");
        assert_eq!(bytes_of(&mut Writer::default(), &before, &line), written);
    }

    /// What frames of one line tell a terminal, each as the loop has it drawn.
    fn frames(lines: &[&str]) -> Vec<String> {
        let (mut writer, mut halves) = (Writer::default(), Halves::default());
        let mut before = Buffer::empty(Rect::new(0, 0, 30, 1));
        let frame = |line: &&str| {
            let mut after = Buffer::empty(before.area);
            after.set_string(0, 0, line, Style::new());
            halves.mend(&mut after);
            let told = bytes_of(&mut writer, &before, &after);
            before = after;
            told
        };
        lines.iter().map(frame).collect()
    }

    #[test]
    fn what_stands_is_not_written_a_second_time() {
        let told = frames(&["政务 ab", "政务 ab", "政务 ac", "政 ac", "政 ac"]);
        assert_eq!(told[1..], ["", "\x1b[1;7Hc\x1b[0m", "\x1b[1;3H ac  \x1b[0m", ""]);
    }

    #[test]
    fn what_a_sign_of_several_characters_may_cover_is_written_after_it() {
        let told = frames(&["s👍🏽[hy好", "ws👍🏽[hy好", "ws👍🏽[hy好", "ws👍🏽[hy好1"]);
        let at = |text: &str| told[1].find(text).unwrap();
        assert!(at("👍🏽") < at("[hy好"), "{:?}", told[1]);
        // And not without it: what stays is left alone, the sign too.
        assert_eq!(told[2], "");
        assert!(!told[3].contains('👍') && told[3].contains('1'), "{:?}", told[3]);
    }

    #[test]
    fn after_a_character_of_no_sure_width_the_column_is_said() {
        assert_eq!(second("ab", "“x"), "\x1b[1;1H“\x1b[2Gx\x1b[0m");
        // Several characters in one cell may take any number of cells, and reach the next row.
        assert_eq!(second("ab", "e\u{301}x"), "\x1b[1;1He\u{301}\x1b[1;2Hx\x1b[0m");
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
            let (mut ours, mut theirs, mut writer) = (terminal(), terminal(), Writer::default());
            let mut before = Buffer::empty(Rect::new(0, 0, 30, 6));
            let mut halves = Halves::default();
            for mut after in frames {
                halves.mend(&mut after);
                let bytes = bytes_of(&mut writer, &before, &after);
                let mut others = Vec::new();
                CrosstermBackend::new(&mut others).draw(before.diff(&after).into_iter()).unwrap();
                ours.process(bytes.as_bytes());
                theirs.process(&others);
                prop_assert_eq!(seen(&ours), seen(&theirs));
                before = after;
            }
        }
    }
}
