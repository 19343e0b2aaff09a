//! Plain text and Markdown: paragraphs, and tables in the states in which copying leaves them: rows with tabs, bars or wide
//! blanks between their cells, or one cell to a line.

mod align;
mod bars;
mod cells;
mod lone;
mod pages;
mod rows;
#[cfg(test)]
mod tests;
mod wrapped;

pub use align::looks_like_due;

use super::source::Source;
use crate::domain::half_width;
use wrapped::Wrapped;

/// A notice has some thousand lines.
const MOST_LINES: usize = 20_000;

/// The paragraphs and tables of a text.
pub fn read(text: &str) -> Source {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{000B}', '\u{000C}'], "\n");
    let text = text.replace(['\u{FEFF}', '\u{200B}', '\u{00AD}'], "").replace('\u{A0}', " ");
    let lines: Vec<&str> = pages::joined(&text.lines().take(MOST_LINES).collect::<Vec<_>>());
    let mut budget = 20 * MOST_LINES;
    let wrapped = Wrapped::of(&lines);
    let mut source = Source::default();
    let mut at = 0;
    while at < lines.len() {
        if let Some((grid, end)) = bars::table(&lines, at)
            .or_else(|| rows::table(&lines, at))
            .or_else(|| lone::table(&lines, at))
            .or_else(|| cells::table(&lines, at, &mut budget))
        {
            source.table(grid);
            at = end.max(at + 1);
            continue;
        }
        let mut whole = lines[at].trim().to_owned();
        // Lines of one paragraph that were broken at a fixed width are one again.
        while wrapped.is_some_and(|wrapped| wrapped.breaks(lines[at], lines.get(at + 1).copied())) {
            at += 1;
            let next = lines[at].trim();
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if latin(whole.chars().next_back()) && latin(next.chars().next()) {
                whole.push(' ');
            }
            whole.push_str(next);
        }
        paragraph(&mut source, &whole);
        at += 1;
    }
    source
}

/// One paragraph, Markdown's marks taken off.
fn paragraph(source: &mut Source, line: &str) {
    let line = line.trim().trim_start_matches("> ").trim();
    if line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '`' | '~' | ' ')) {
        return;
    }
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = (1..=6).contains(&marks) && line[marks..].starts_with([' ', '\u{3000}']);
    let text = if heading { line[marks..].trim().trim_end_matches('#').trim_end() } else { line };
    let text = ["- ", "* ", "+ "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    // A box to be ticked is no word of its task.
    let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let text = text.replace("**", "").replace("__", "").replace("\\.", ".").replace("<br>", "");
    let level = heading.then(|| u8::try_from(marks).unwrap_or(6));
    source.paragraph(&text, level);
}

/// Whether a cell is the number of a row.
pub fn is_number(cell: &str) -> bool {
    let cell: String = cell.trim().chars().map(half_width).collect();
    let count = cell.chars().count();
    (1..=7).contains(&count)
        && cell.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        && cell.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百增补().-、".contains(c))
}

/// The value of the number of a row.
fn number(cell: &str) -> Option<u32> {
    let cell = cell.trim().trim_start_matches(['(', '（']);
    super::marker::numeral(cell).map(|(value, _)| value)
}
