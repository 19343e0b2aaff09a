//! What may come into a field: pasted cells, paragraphs and web pages bring breaks and unseen characters.

/// The text on one line. A break between two Latin words becomes a blank, between Chinese it vanishes; a tab, the
/// border of two cells of a sheet, becomes a blank; other control characters and invisible marks do not come in.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut broken = false;
    for c in text.trim_matches(is_break).chars() {
        if is_break(c) {
            broken = true;
            continue;
        }
        let c = if c == '\t' { ' ' } else { c };
        if c.is_control() || is_invisible(c) {
            continue;
        }
        if broken && c.is_ascii_graphic() && line.ends_with(|c: char| c.is_ascii_graphic()) {
            line.push(' ');
        }
        broken = false;
        line.push(c);
    }
    line
}

/// The text with its breaks, each paragraph as [`one_line`] would have it. Trailing breaks of a copied cell go.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.trim_end_matches(is_break).split(is_break).map(one_line).collect()
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Invisible characters that copied text brings along and that later keep a search from finding it. The emoji
/// joiner stays.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
