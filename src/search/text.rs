//! Text as it is compared: one form for all the ways in which an input method writes the same sign, traditional characters
//! included.
//!
//! Owns the invariant that every comparison of the room sees the same text. One source character becomes one folded
//! character or none, so that a position found in folded text always leads back to the source.

use std::ops::Range;

mod traditional;

#[cfg(test)]
mod tests;

/// One character in the form that is compared; none for a character that cannot be seen.
///
/// Every blank becomes `' '`; joining runs of blanks is left to [`folded`], which sees the neighbours.
pub fn fold_char(sign: char) -> Option<char> {
    let folded = match sign {
        // Nearly every character of a notice: answered before the longer list is walked.
        '\u{4e00}'..='\u{9fff}' => traditional::simplified(sign),
        'a'..='z' | '0'..='9' => sign,
        // Zero width, marks of direction, soft hyphen, variation selectors: pasted from chats and web pages.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => return None,
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            return char::from_u32(u32::from(sign) - 0xfee0).and_then(fold_char);
        }
        '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '′' | '″' | '「' | '」' | '『'
        | '』' | '﹁' | '﹂' | '﹃' | '﹄' | '〝' | '〞' | '〟' | '｢' | '｣' => '"',
        '(' | '[' | '〔' | '【' | '〖' | '﹙' => '(',
        ')' | ']' | '〕' | '】' | '〗' | '﹚' => ')',
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '﹣' => '-',
        '〜' | '∼' => '~',
        '•' | '‧' | '・' | '∙' => '·',
        // 二○二四 is written with a circle as often as with the numeral.
        '○' => '〇',
        _ if sign.is_whitespace() => ' ',
        // Only İ has a longer lower case; its first letter is the one that people type.
        _ => sign.to_lowercase().next().unwrap_or(sign),
    };
    Some(folded)
}

/// The folded characters of a text with the place of each in the source, counted in characters.
pub fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut after_blank = false;
    text.chars().enumerate().filter_map(move |(place, sign)| {
        let folded = fold_char(sign)?;
        let repeated = folded == ' ' && after_blank;
        after_blank = folded == ' ';
        (!repeated).then_some((place, folded))
    })
}

/// The text in the form that is compared.
pub fn fold(text: &str) -> String {
    folded(text).map(|(_, sign)| sign).collect()
}

/// Whether two texts are the same once folded.
pub fn same(one: &str, other: &str) -> bool {
    folded(one).map(|(_, sign)| sign).eq(folded(other).map(|(_, sign)| sign))
}

/// A folded text that still knows where each of its characters came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The characters as they are compared.
    pub chars: Vec<char>,
    /// For each of them its index in the source, in characters; ascending.
    pub origin: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let (origin, chars) = folded(text).unzip();
        Self { chars, origin }
    }

    /// The characters of the source that a range of folded characters stands for.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let Some(&last) = range.end.checked_sub(1).and_then(|last| self.origin.get(last)) else {
            return 0..0;
        };
        let first = self.origin.get(range.start).copied().unwrap_or(last + 1);
        first..last + 1
    }
}
