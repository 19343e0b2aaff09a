//! One form for every way of typing the same: full width and half width, the many dashes and dots, blanks inside.
//!
//! Two strengths: [`stored`] folds only letters, digits and signs, and leaves Chinese punctuation as it was typed;
//! [`Folded`] folds everything that makes no difference to a reading, and remembers where each character came from.

use crate::domain::half_width;
use std::ops::Range;

/// A text in the form that is read, and for each character its place in the text as given.
pub(super) struct Folded {
    pub chars: Vec<char>,
    places: Vec<Range<usize>>,
}

impl Folded {
    pub fn of(text: &str) -> Folded {
        let mut folded = Folded { chars: Vec::new(), places: Vec::new() };
        let mut blank = false;
        for (start, original) in text.char_indices() {
            if is_invisible(original) {
                continue;
            }
            if original.is_whitespace() || original.is_control() {
                blank = true;
                continue;
            }
            let char = one_form(original);
            // A blank parts two numbers (2024-07-10 17:00) and means nothing elsewhere (7 月 10 日).
            let parts = blank && char.is_ascii_digit();
            if parts && folded.chars.last().is_some_and(char::is_ascii_digit) {
                folded.push(' ', start..start);
            }
            blank = false;
            folded.push(char, start..start + original.len_utf8());
        }
        folded.mend_dots();
        folded
    }

    /// The bytes of the text as given from which these characters came.
    pub fn bytes(&self, place: &Range<usize>) -> (usize, usize) {
        let start = self.places.get(place.start).map_or(0, |place| place.start);
        let last = place.end.checked_sub(1).and_then(|last| self.places.get(last));
        (start, last.map_or(start, |place| place.end.max(start)))
    }

    fn push(&mut self, char: char, place: Range<usize>) {
        self.chars.push(char);
        self.places.push(place);
    }

    /// A Chinese input method types `7。10` and `7·10` for 7.10.
    fn mend_dots(&mut self) {
        for middle in 1..self.chars.len().saturating_sub(1) {
            let digits = self.chars[middle - 1].is_ascii_digit() && self.chars[middle + 1].is_ascii_digit();
            if digits && matches!(self.chars[middle], '。' | '·' | '・' | '•') {
                self.chars[middle] = '.';
            }
        }
    }
}

/// Without the blanks around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|char: char| char.is_whitespace() || matches!(char, '\u{feff}' | '\u{200b}'))
}

/// Letters, digits, `+ - . / ~` and the blank in half width; all else as it was typed.
pub(super) fn stored(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|char| match char {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' | '－' | '．' | '／' | '～' => {
                half_width(char)
            }
            '\u{3000}' => ' ',
            other => other,
        })
        .collect();
    trimmed(&folded).to_owned()
}

fn one_form(char: char) -> char {
    match char {
        '！'..='～' => match half_width(char) {
            '[' | '<' => '(',
            ']' | '>' => ')',
            other => other,
        },
        '–' | '—' | '―' | '─' | '━' | '﹣' => '—',
        '‐' | '‑' | '−' => '-',
        '〜' | '∼' => '~',
        '○' | '◯' => '〇',
        '【' | '〔' | '「' | '『' | '《' | '〈' | '[' | '<' => '(',
        '】' | '〕' | '」' | '』' | '》' | '〉' | ']' | '>' => ')',
        '號' => '号',
        '週' => '周',
        '內' => '内',
        '後' => '后',
        '個' => '个',
        '兩' => '两',
        other => other,
    }
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{ad}')
}
