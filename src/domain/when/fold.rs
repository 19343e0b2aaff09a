//! One form for every way of typing the same: full width and half width, the many dashes and dots, blanks inside.
//!
//! Two strengths: [`stored`] folds only letters, digits and signs, and leaves Chinese punctuation as it was typed;
//! [`Folded`] folds everything that makes no difference to a reading, and remembers where each character came from.

use super::numerals::is_numeral;
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
        folded.join_spaced_figures();
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

    /// 1 0 日 is 10日 set wide: single figures with blanks between them, up to the sign that counts them.
    fn join_spaced_figures(&mut self) {
        let digit = |chars: &[char], at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let mut at = 0;
        while at < self.chars.len() {
            let mut end = at;
            while digit(&self.chars, end) && self.chars.get(end + 1) == Some(&' ') {
                end += 2;
            }
            let counts = |char: &char| matches!(char, '年' | '月' | '日' | '号');
            let spaced = end > at
                && digit(&self.chars, end)
                && self.chars.get(end + 1).is_some_and(counts)
                && !at.checked_sub(1).is_some_and(|before| {
                    self.chars[before].is_ascii_digit() || matches!(self.chars[before], '.' | '-' | '/' | ':')
                });
            if spaced {
                let blanks: Vec<usize> = (at..end).filter(|place| self.chars[*place] == ' ').collect();
                for place in blanks.into_iter().rev() {
                    self.chars.remove(place);
                    self.places.remove(place);
                }
            }
            at += 1;
        }
    }

    /// A Chinese input method types `7。10` and `7·10` for 7.10, and 九·三十.
    fn mend_dots(&mut self) {
        for middle in 1..self.chars.len().saturating_sub(1) {
            let digits = self.chars[middle - 1].is_ascii_digit() && self.chars[middle + 1].is_ascii_digit();
            let numerals = is_numeral(self.chars[middle - 1]) && is_numeral(self.chars[middle + 1]);
            let is_dot = matches!(self.chars[middle], '·' | '・' | '•');
            if digits && self.chars[middle] == '。' || numerals && is_dot {
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
        // What comes out of a PDF: the radicals that look like these.
        '\u{2f49}' => '月',
        '\u{2f47}' => '日',
        '\u{2f00}' => '一',
        '\u{2f06}' => '二',
        '\u{2f0b}' => '八',
        '\u{2f17}' => '十',
        '\u{2ed3}' => '长',
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
