//! Text of others in a Markdown line: it stays on its line, and nothing in it is interpreted.

use unicode_segmentation::UnicodeSegmentation;

/// What Markdown gives a meaning anywhere in a line (`CommonMark` 2.4, and the tables and strikethrough of GFM).
const MEANINGFUL: &str = "\\`*_[]<>|~#";
/// Marks that a sentence already ends with, so that another one can follow.
const CLOSING: &str = "。．.；;，,、：:";

/// The text on one line: control characters and line breaks of every kind become a blank, signs that turn the direction
/// of writing go, and Markdown's signs are escaped.
pub(super) fn plain(text: &str) -> String {
    escaped(&on_one_line(text))
}

/// The same, cut after `limit` characters as a reader counts them, with …… where something was cut.
pub(super) fn clipped(text: &str, limit: usize) -> String {
    let line = on_one_line(text);
    let mut places = line.grapheme_indices(true).map(|(place, _)| place);
    match places.nth(limit) {
        Some(_) => {
            let kept: String = line.graphemes(true).take(limit.saturating_sub(1)).collect();
            format!("{}……", escaped(kept.trim_end_matches(|c| CLOSING.contains(c))))
        }
        None => escaped(&line),
    }
}

/// The same, without the marks at its end: the sentence goes on, or its own full stop follows.
pub(super) fn clause(text: &str, limit: usize) -> String {
    let line = on_one_line(text);
    clipped(line.trim_end_matches(|c| CLOSING.contains(c)), limit)
}

/// A paragraph of its own: what would make a heading, a list or a rule of it at its head is escaped besides.
pub(super) fn paragraph(text: &str) -> String {
    headed(&plain(text))
}

/// The same for a line that is escaped already.
pub(super) fn headed(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let breaks = |c: char| c.is_control() || c.is_whitespace() && c != '\u{3000}';
    let mut line = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !turns(*c)) {
        if !breaks(c) {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut signs = line.chars().peekable();
    while let Some(c) = signs.next() {
        // `&` begins an entity (&lt;) only before a letter or a number sign.
        let entity = c == '&' && signs.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#');
        // Escaped or not, the bytes that open a comment never stand together.
        let comment = c == '!' && text.ends_with('<');
        if entity || comment || MEANINGFUL.contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
