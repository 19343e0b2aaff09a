//! Text of others, made fit to be printed: control characters, broken lines and signs that turn the direction of writing
//! do no harm. Escaping is each format's own.

use unicode_segmentation::UnicodeSegmentation;

/// Marks that a sentence already ends with, so that another one can follow.
const CLOSING: &str = "。．.；;，,、：:";

/// A line or a paragraph: runs of text, some of them emphasised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Run>);

/// Some text in one manner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it says: on one line, not escaped.
    pub text: String,
    /// Whether it is emphasised.
    pub strong: bool,
}

impl Text {
    /// Plain text.
    pub fn plain(text: &str) -> Self {
        Self(vec![Run { text: on_one_line(text), strong: false }])
    }

    /// `head` emphasised, then `tail`.
    pub fn led(head: &str, tail: &str) -> Self {
        let run = |text: &str, strong| Run { text: on_one_line(text), strong };
        Self(vec![run(head, true), run(tail, false)])
    }

    /// One more piece.
    #[must_use]
    pub fn then(mut self, text: &str, strong: bool) -> Self {
        self.0.push(Run { text: on_one_line(text), strong });
        self
    }

    /// All of it.
    pub fn whole(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Signs that change the direction of writing, marks of byte order, and code points that are no characters: they are
/// never printed.
fn is_unprintable(c: char) -> bool {
    let noncharacter =
        matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF) || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    noncharacter
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
}

/// The text on one line: control characters and line breaks of every kind become a blank.
pub fn on_one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || c.is_whitespace() && c != '\u{3000}';
    let mut line = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unprintable(*c)) {
        if !breaks(c) {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

/// The text in its lines, as a cell of a table holds it: other control characters become a blank.
pub fn in_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars().filter(|c| !is_unprintable(*c)) {
        let breaks = matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}');
        match c {
            '\n' if after_return => {}
            _ if breaks => lines.push('\n'),
            '\t' => lines.push('\t'),
            c if c.is_control() => lines.push(' '),
            c => lines.push(c),
        }
        after_return = c == '\r';
    }
    lines
}

/// On one line and cut after `limit` characters as a reader counts them, with …… where something was cut.
pub fn clipped(text: &str, limit: usize) -> String {
    let line = on_one_line(text);
    // Bytes are never fewer than characters: most texts need no count.
    if line.len() <= limit || line.grapheme_indices(true).nth(limit).is_none() {
        return line;
    }
    let kept: String = line.graphemes(true).take(limit.saturating_sub(1)).collect();
    format!("{}……", unbroken(&kept, &line).trim_end_matches(|c| CLOSING.contains(c)))
}

/// The beginning of a line without the number or the word that it ends in the middle of: 12…… is not 1200. One that is all
/// there is stays.
fn unbroken<'a>(kept: &'a str, line: &str) -> &'a str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
    if !line[kept.len()..].starts_with(is_part) {
        return kept;
    }
    Some(kept.trim_end_matches(is_part)).filter(|whole| !whole.is_empty()).unwrap_or(kept)
}

/// The same, without the marks at its end: the sentence goes on, or its own full stop follows.
pub fn clause(text: &str, limit: usize) -> String {
    let line = on_one_line(text);
    clipped(line.trim_end_matches(|c| CLOSING.contains(c)), limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_kept_in_a_cell_and_joined_in_a_sentence() {
        let text = "甲\r\n乙\u{85}丙\u{0}\u{202E}丁\u{FFFE}";
        assert_eq!(in_lines(text), "甲\n乙\n丙 丁");
        assert_eq!(on_one_line(text), "甲 乙 丙 丁");
    }

    #[test]
    fn a_text_is_cut_between_characters_as_a_reader_counts_them() {
        assert_eq!(clipped(&"👩‍👩‍👧".repeat(4), 3), format!("{}……", "👩‍👩‍👧".repeat(2)));
        assert_eq!(clipped("𠮷㐂甲", 3), "𠮷㐂甲");
        assert_eq!(clause("已公开。", 40), "已公开");
        assert_eq!(clipped("甲，乙丙丁", 3), "甲……");
        assert_eq!(clipped("印发1200册", 5), "印发……");
        assert_eq!(clipped("公开12.5%以上", 7), "公开……");
        assert_eq!(clipped("1200册宣传册", 5), "1200……");
        assert_eq!(clipped("abcdef", 3), "ab……");
    }
}
