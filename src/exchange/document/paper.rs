//! The page of GB/T 9704—2012: its text block of 156×225 mm, 22 lines of 28 characters, and how many lines a text takes on
//! it. The writer of DOCX and whoever must keep to a page reckon with the same measures.

use textwrap::WordSeparator;

/// The width of the text block, 156 mm in twentieths of a point.
pub const WIDTH: usize = 8845;
/// The height of the text block, 225 mm.
pub const HEIGHT: usize = 12756;
/// 22 lines in 225 mm.
pub const LINE: usize = 579;
/// Lines of a page.
const LINES: usize = 22;
/// The width of a line, in hundredths of a point; a quarter of a point is left for rounding.
const LINE_WIDTH: usize = 44_200;
/// The first line of a paragraph begins two characters in.
const INDENT: usize = 3_200;
/// What `LibreOffice` leaves between a Chinese character and a digit or a letter, whatever the document says.
const BESIDE: usize = 320;
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

/// Lines that a text takes whose first line begins so far in. Words are broken where Unicode allows it, which keeps closing
/// marks from the beginning of a line as Word and `LibreOffice` do.
fn lines_from(text: &str, indent: usize) -> usize {
    let (mut lines, mut used) = (1, indent);
    let mut last = None;
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let beside = gap(last, word.word.chars().next());
        let width = width(word.word);
        if used > 0 && used + beside + width > LINE_WIDTH {
            lines += 1;
            used = 0;
        } else {
            used += beside;
        }
        lines += width.saturating_sub(1) / LINE_WIDTH;
        used += if width > LINE_WIDTH { width % LINE_WIDTH } else { width };
        // Blanks hang over the edge.
        used += word.whitespace.len() * SMALL;
        last = word.word.chars().last().filter(|_| word.whitespace.is_empty());
    }
    lines
}

/// A digit or a narrow letter of Times New Roman in 3号, a quarter of a point closer than it is wide.
const SMALL: usize = 775;
/// A Chinese character; also the wider letters.
const WIDE: usize = 1_575;
/// A picture.
const WIDER: usize = 2_400;

/// The width of a word that is not broken.
fn width(word: &str) -> usize {
    let mut last = None;
    let mut width = 0;
    for c in word.chars() {
        width += gap(last, Some(c));
        width += match c {
            'A'..='Z' | 'm' | 'w' | '%' | '@' | '&' | '+' | '=' | '<' | '>' | '~' | '^' => WIDE,
            '\0'..='\u{7F}' => SMALL,
            '\u{1F000}'..='\u{1FFFF}' => WIDER,
            _ => WIDE,
        };
        last = Some(c);
    }
    width
}

fn gap(before: Option<char>, after: Option<char>) -> usize {
    let is_han = |c: char| !c.is_ascii() && c.is_alphanumeric();
    match (before, after) {
        (Some(before), Some(after))
            if is_han(before) && after.is_ascii_alphanumeric()
                || before.is_ascii_alphanumeric() && is_han(after) =>
        {
            BESIDE
        }
        _ => 0,
    }
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
        assert_eq!(lines(&"7".repeat(57 * 3)), 4);
    }

    #[test]
    fn a_mark_never_begins_a_line_and_a_number_is_never_broken() {
        // The last character goes down with the stop that follows it.
        assert_eq!(lines(&format!("{}。{}", "字".repeat(26), "字".repeat(27))), 3);
        assert_eq!(lines(&format!("{}2024{}", "字".repeat(25), "字".repeat(25))), 2);
        assert_eq!(lines(&format!("{}2024{}", "字".repeat(25), "字".repeat(26))), 3);
    }

    #[test]
    fn a_page_has_20_lines_under_a_title_and_a_byline() {
        let byline = ["周村区人民政府办公室　2024年7月12日".to_owned()];
        assert_eq!(room(1, "2024年政务公开重点工作周报（第1期）", &byline), 20);
        assert_eq!(room(2, "2024年政务公开重点工作周报（第1期）", &byline), 40);
        assert_eq!(room(1, &"题".repeat(20), &[]), 20);
    }
}
