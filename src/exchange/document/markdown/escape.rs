//! Text of others in a Markdown line: nothing in it is interpreted.

/// What Markdown gives a meaning anywhere in a line (`CommonMark` 2.4, and the tables and strikethrough of GFM).
const MEANINGFUL: &str = "\\`*_[]<>|~#";

/// The line with every sign that means something escaped.
pub(super) fn escaped(line: &str) -> String {
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

/// An escaped line as a paragraph of its own: what would make a heading, a list or a rule of it at its head is escaped
/// besides.
pub(super) fn headed(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}
