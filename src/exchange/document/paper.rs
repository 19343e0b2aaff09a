//! The page of GB/T 9704—2012: its text block of 156×225 mm, 22 lines of 28 characters, and how many lines a text takes on
//! it. The writer of DOCX and whoever must keep to a page reckon with the same measures.

use textwrap::WordSeparator;
use textwrap::core::Fragment as _;

/// The width of the text block, 156 mm in twentieths of a point.
pub const WIDTH: usize = 8845;
/// The height of the text block, 225 mm.
pub const HEIGHT: usize = 12756;
/// 22 lines in 225 mm.
pub const LINE: usize = 579;
/// Lines of a page.
const LINES: usize = 22;
/// Half characters of a line of the body.
const CELLS: usize = 56;
/// The first line of a paragraph begins two characters in.
const INDENT: usize = 4;
/// Characters of a title that fit in a line.
const TITLE_LINE: usize = 19;
/// Lines that a page may lose at its foot, because a heading or the last line of a paragraph does not stand alone.
const LOST: usize = 2;

/// Whether a title takes two lines.
pub fn is_long(title: &str) -> bool {
    unicode_width::UnicodeWidthStr::width(title).div_ceil(2) > TITLE_LINE
}

/// Lines of the body that `pages` have room for under a title and its byline.
pub fn room(pages: usize, title: &str, byline: &[String]) -> usize {
    let titles = if is_long(title) { 2 } else { 1 };
    let bylines: usize = byline.iter().map(|line| lines_from(line, 0)).sum();
    (LINES * pages).saturating_sub(titles + bylines + LOST * pages.saturating_sub(1))
}

/// Lines that a paragraph takes.
pub fn lines(text: &str) -> usize {
    lines_from(text, INDENT)
}

/// Lines that a text takes whose first line begins so many half characters in. Words are broken where Unicode allows it,
/// which keeps closing marks from the beginning of a line as Word and LibreOffice do.
fn lines_from(text: &str, indent: usize) -> usize {
    let (mut lines, mut used) = (1, indent);
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let width = cells(word.word);
        if used > 0 && used + width > CELLS {
            lines += 1;
            used = 0;
        }
        lines += width.saturating_sub(1) / CELLS;
        used += if width > CELLS { width % CELLS } else { width };
        // Blanks hang over the edge.
        used += word.whitespace_width() as usize;
    }
    lines
}

/// The half characters of a word: the wider letters of Times New Roman and pictures count for more than they may need.
fn cells(word: &str) -> usize {
    let cell = |c: char| match c {
        'A'..='Z' | 'm' | 'w' | '%' | '@' | '&' | '+' | '=' | '<' | '>' | '~' | '^' => 2,
        '\0'..='\u{7F}' => 1,
        '\u{1F000}'..='\u{1FFFF}' => 3,
        _ => 2,
    };
    word.chars().map(cell).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_28_characters_and_a_paragraph_begins_two_in() {
        assert_eq!(lines(""), 1);
        assert_eq!(lines(&"字".repeat(26)), 1);
        assert_eq!(lines(&"字".repeat(27)), 2);
        assert_eq!(lines(&"字".repeat(26 + 28)), 2);
        assert_eq!(lines(&"7".repeat(52)), 1);
        assert_eq!(lines(&"7".repeat(56 * 3)), 4);
    }

    #[test]
    fn a_mark_never_begins_a_line_and_a_number_is_never_broken() {
        // The last character goes down with the stop that follows it.
        assert_eq!(lines(&format!("{}。{}", "字".repeat(26), "字".repeat(27))), 3);
        assert_eq!(lines(&format!("{}2024{}", "字".repeat(25), "字".repeat(26))), 2);
        assert_eq!(lines(&format!("{}2024{}", "字".repeat(25), "字".repeat(27))), 3);
    }

    #[test]
    fn a_page_has_20_lines_under_a_title_and_a_byline() {
        let byline = ["周村区人民政府办公室　2024年7月12日".to_owned()];
        assert_eq!(room(1, "2024年政务公开重点工作周报（第1期）", &byline), 20);
        assert_eq!(room(2, "2024年政务公开重点工作周报（第1期）", &byline), 40);
        assert_eq!(room(1, &"题".repeat(20), &[]), 20);
    }
}
