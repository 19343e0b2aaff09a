//! Lines of Chinese: no closing mark begins a line, no opening mark ends one.
//!
//! textwrap finds where Unicode allows a break and fills the lines first-fit; this module measures the words with
//! the one width of the screen, forbids the breaks that Chinese typography forbids, and breaks what is too long.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

use super::{cluster_width, fitting, plain_width, visible, width};

/// Marks that may not begin a line (避头).
const CLOSING: &str = "、，。；：？！）》】”’…〉」』〕〗］｝·％℃,.;:?!)]}%";
/// Marks that may not end a line (避尾).
const OPENING: &str = "（《【“‘〈「『〔〖［｛([{";

/// The lines of a text, none wider than `width`; each line of the text begins a new one.
///
/// An empty text is one empty line; no width gives no lines. A character too wide for a line becomes a blank.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let paragraph = visible(paragraph);
        for range in wrap_ranges(&paragraph, width) {
            lines.push(narrowed(&paragraph[range], width));
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Where each line of one visible paragraph lies in it, without the blanks at its end.
///
/// For those who must know which part of the text stands on which line: marks of a match, a caret.
pub fn wrap_ranges(paragraph: &str, width: usize) -> Vec<Range<usize>> {
    // Most are short: what has room in one line needs no place to break at.
    if plain_width(paragraph).is_some_and(|cells| cells <= width) {
        return std::iter::once(0..paragraph.trim_end_matches(' ').len()).collect();
    }
    broken(paragraph, width)
}

pub(super) fn broken(paragraph: &str, width: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for word in words(paragraph) {
        split(paragraph, word, width.max(1), &mut pieces);
    }
    if pieces.is_empty() {
        return std::iter::once(0..paragraph.len()).collect();
    }
    // Precision is no matter: a line is never wider than a terminal.
    let room = [f64::from(u32::try_from(width).unwrap_or(u32::MAX))];
    let lines = wrap_first_fit(&pieces, &room);
    lines.iter().filter_map(|line| Some(line.first()?.start..line.last()?.end)).collect()
}

/// A stretch of text that stays on one line, and the blanks after it that may hang.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    cells: usize,
    blanks: usize,
}

impl Piece {
    fn new(text: &str, range: Range<usize>) -> Self {
        let word = text[range.clone()].trim_end_matches(' ');
        Self {
            start: range.start,
            end: range.start + word.len(),
            cells: width(word),
            blanks: range.len() - word.len(),
        }
    }
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(u32::try_from(self.cells).unwrap_or(u32::MAX))
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u32::try_from(self.blanks).unwrap_or(u32::MAX))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The ranges between which a line may break.
fn words(paragraph: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    // Where no character joins another, every place is between two clusters.
    let may_join = if plain_width(paragraph).is_some() { "" } else { paragraph };
    let mut borders = may_join.grapheme_indices(true).map(|(offset, _)| offset).peekable();
    let mut start = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(paragraph) {
        let end = start + word.word.len() + word.whitespace.len();
        while borders.next_if(|border| *border < start).is_some() {}
        let splits_cluster = !may_join.is_empty() && borders.peek() != Some(&start);
        match words.last_mut() {
            Some(last) if splits_cluster || !may_break(&paragraph[..start], &paragraph[start..]) => {
                last.end = end;
            }
            _ => words.push(start..end),
        }
        start = end;
    }
    words
}

/// Whether Chinese typography lets a line end between these two texts.
fn may_break(before: &str, after: &str) -> bool {
    let ends_open = before.chars().next_back().is_some_and(|c| OPENING.contains(c));
    let begins_closed = after.chars().next().is_some_and(|c| CLOSING.contains(c));
    // A pair of dashes or dots is one mark.
    let splits_pair = before.ends_with('—') && after.starts_with('—');
    !ends_open && !begins_closed && !splits_pair
}

/// Cuts a word into pieces that fit; where any choice is left, not beside a mark.
fn split(text: &str, word: Range<usize>, width: usize, pieces: &mut Vec<Piece>) {
    let mut start = word.start;
    while start < word.end {
        // Measured only as far as a line goes: a pasted key of a hundred thousand letters is one word.
        let rest = text[start..word.end].trim_end_matches(' ');
        if fitting(rest, width) == rest.len() {
            pieces.push(Piece::new(text, start..word.end));
            return;
        }
        let end = start + break_within(&text[start..word.end], width);
        pieces.push(Piece::new(text, start..end));
        start = end;
    }
}

/// Where to break a text that does not fit: always after at least one cluster, always before the end.
fn break_within(text: &str, width: usize) -> usize {
    let mut used = 0;
    let mut best = None;
    let mut last = 0;
    for (offset, cluster) in text.grapheme_indices(true) {
        if offset > 0 && may_break(&text[..offset], &text[offset..]) {
            best = Some(offset);
        }
        if offset > 0 {
            last = offset;
        }
        used += cluster_width(cluster);
        if used > width && offset > 0 {
            return best.unwrap_or(last);
        }
    }
    // Only a single cluster that is too wide comes here; it stays whole and `wrap` blanks it.
    text.len()
}

/// The line as it is; only a cluster wider than the whole line must give way to a blank.
fn narrowed(line: &str, room: usize) -> String {
    if width(line) <= room {
        return line.to_owned();
    }
    line.graphemes(true).map(|cluster| if cluster_width(cluster) > room { " " } else { cluster }).collect()
}
