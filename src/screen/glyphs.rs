//! 结构符号: the marks of structure, each with a twin for terminals that draw ambiguous characters wide.
//!
//! Invariant: in [`Glyphs::wide_safe`] no sign has an ambiguous width, so that columns stay true everywhere.

use std::borrow::Cow;

/// One table of signs. Every structural sign takes one cell, the ellipsis one or two, see [`Glyphs::cut`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// A branch that hides its leaves (折叠).
    pub folded: &'static str,
    /// A branch that shows its leaves (展开).
    pub open: &'static str,
    /// Where one is.
    pub selected: &'static str,
    /// Chosen for a change of many.
    pub marked: &'static str,
    /// Read, but perhaps wrongly.
    pub doubtful: &'static str,
    /// Needs help (需协调).
    pub help: &'static str,
    /// A line across.
    pub horizontal: &'static str,
    /// A line between panes.
    pub vertical: &'static str,
    /// A text goes on.
    pub ellipsis: &'static str,
    /// Between items of a prose line.
    pub dot: &'static str,
    /// From an old value to a new one.
    pub arrow: &'static str,
    /// Quotes around a name.
    pub quotes: [&'static str; 2],
    /// The corners of what floats: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    safe: bool,
}

impl Glyphs {
    /// For terminals that draw ambiguous characters in one cell: most.
    pub const fn narrow() -> Self {
        Self {
            folded: "▸",
            open: "▾",
            selected: ">",
            marked: "*",
            doubtful: "?",
            help: "!",
            horizontal: "─",
            vertical: "│",
            ellipsis: "…",
            dot: "·",
            arrow: "→",
            quotes: ["“", "”"],
            corners: ["┌", "┐", "└", "┘"],
            safe: false,
        }
    }

    /// For terminals set to draw ambiguous characters in two cells (歧义字符按宽字符显示).
    pub const fn wide_safe() -> Self {
        Self {
            horizontal: "-",
            vertical: "|",
            ellipsis: "..",
            dot: ".",
            arrow: ">",
            quotes: ["「", "」"],
            corners: ["+", "+", "+", "+"],
            safe: true,
            ..Self::narrow()
        }
    }

    /// A text that is being typed, in signs that this terminal measures as we do, each in the one cell that it has: the caret
    /// stands where it would without them.
    pub fn typed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.safe || !text.contains(|c| twin(c).is_some()) {
            return Cow::Borrowed(text);
        }
        text.chars().map(|c| one_cell(c).unwrap_or(c)).collect::<String>().into()
    }

    /// Cuts a text of data with this table's ellipsis, in signs that this terminal measures as we do.
    pub fn cut(&self, text: &str, max: usize) -> String {
        self.cut_and_measured(text, max).0
    }

    /// The same, and how many cells are left of it.
    pub fn cut_and_measured(&self, text: &str, max: usize) -> (String, usize) {
        let text = self.prose(text);
        let (text, cells) = super::text::cut_and_measured(&text, max, self.ellipsis);
        (text.into_owned(), cells)
    }

    /// A text of data in signs that this terminal measures as we do: `“公开”` becomes `「公开」` where quotes are
    /// drawn wide. Only for the screen; what is saved or exported keeps its own signs.
    pub fn prose<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.safe || !text.contains(|c| twin(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut safe = String::with_capacity(text.len());
        for c in text.chars() {
            match twin(c) {
                Some(twin) => safe.push_str(twin),
                None => safe.push(c),
            }
        }
        Cow::Owned(safe)
    }
}

/// What stands for an ambiguous character where it may take one cell only.
fn one_cell(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '…' => '.',
        '℃' => 'C',
        '①'..='⑨' => char::from_digit(u32::from(c) - 0x245f, 10)?,
        'Ⅰ'..='Ⅴ' => char::from_digit(u32::from(c) - 0x215f, 10)?,
        c => twin(c)?.chars().next()?,
    })
}

/// What stands for an ambiguous character of Chinese office prose on a terminal that draws it wide.
fn twin(c: char) -> Option<&'static str> {
    Some(match c {
        '“' => "「",
        '”' => "」",
        '‘' => "『",
        '’' => "』",
        '…' => "..",
        '—' | '―' | '─' => "-",
        '·' => ".",
        '│' => "|",
        '→' => ">",
        '←' => "<",
        '×' => "x",
        '●' | '■' | '◆' | '★' | '▲' => "*",
        '○' | '□' | '◇' | '☆' | '△' => "o",
        '√' => "v",
        '℃' => "度",
        '①'..='⑨' => {
            const DIGITS: [&str; 9] = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"];
            DIGITS[u32::from(c) as usize - 0x2460]
        }
        'Ⅰ' => "I",
        'Ⅱ' => "II",
        'Ⅲ' => "III",
        'Ⅳ' => "IV",
        'Ⅴ' => "V",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn signs(glyphs: &Glyphs) -> Vec<&'static str> {
        let Glyphs { folded, open, selected, marked, doubtful, help, .. } = *glyphs;
        let Glyphs { horizontal, vertical, dot, arrow, corners, .. } = *glyphs;
        let mut signs = vec![folded, open, selected, marked, doubtful, help];
        signs.extend([horizontal, vertical, dot, arrow]);
        signs.extend(corners);
        signs
    }

    #[test]
    fn every_structural_sign_takes_one_cell() {
        for glyphs in [Glyphs::narrow(), Glyphs::wide_safe()] {
            for sign in signs(&glyphs) {
                assert_eq!(sign.width(), 1, "{sign}");
            }
        }
    }

    #[test]
    fn no_safe_sign_is_ambiguous() {
        let glyphs = Glyphs::wide_safe();
        for sign in signs(&glyphs).into_iter().chain(glyphs.quotes).chain([glyphs.ellipsis]) {
            assert_eq!(sign.width(), sign.width_cjk(), "{sign}");
        }
        for c in '\u{80}'..='\u{ffff}' {
            if let Some(twin) = twin(c) {
                assert_eq!(twin.width(), twin.width_cjk(), "{c}");
            }
        }
    }

    #[test]
    fn data_loses_its_ambiguous_signs_only_where_they_are_wide() {
        let text = "落实“126”——①到位…";
        assert_eq!(Glyphs::narrow().prose(text), text);
        assert_eq!(Glyphs::wide_safe().prose(text), "落实「126」--(1)到位..");
        assert_eq!(Glyphs::wide_safe().cut(text, 7), "落实..");
        assert_eq!(Glyphs::narrow().cut(text, 7), "落实“1…");
    }
}
