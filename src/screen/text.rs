//! Text on a grid of cells: the one place that knows how wide a text is.
//!
//! Invariant: what these functions return holds no character that a terminal obeys or hides, see [`visible`],
//! and is as wide as they say when ratatui draws it.

mod put;
mod visible;
mod wrap;

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

pub use put::put_line;
pub use visible::{is_hidden, visible};
pub use wrap::{wrap, wrap_ranges};

/// The sign that a text goes on.
pub const ELLIPSIS: &str = "…";

/// How many cells a text takes when it is drawn as [`visible`] text.
///
/// The sum over grapheme clusters, because that is how ratatui lays out a line.
pub fn width(text: &str) -> usize {
    match plain_width(text) {
        Some(width) => width,
        None => visible(text).graphemes(true).map(cluster_width).sum(),
    }
}

/// Cuts a text at a cluster border so that it takes at most `max` cells, the `…` included.
pub fn cut(text: &str, max: usize) -> Cow<'_, str> {
    cut_with(text, max, ELLIPSIS)
}

/// As [`cut`], with another sign for what is left out: terminals that draw `…` wide get `..`.
pub fn cut_with<'a>(text: &'a str, max: usize, sign: &str) -> Cow<'a, str> {
    cut_and_measured(text, max, sign).0
}

/// As [`cut_with`], and how many cells the result takes. A long text is read no further than it is shown.
pub(crate) fn cut_and_measured<'a>(text: &'a str, max: usize, sign: &str) -> (Cow<'a, str>, usize) {
    let signs = width(sign);
    let (sign, signs) = if signs <= max { (sign, signs) } else { ("", 0) };
    let (mut used, mut kept) = (0, (0, 0));
    for (offset, c) in text.char_indices() {
        let Some(cells) = plain_char(c) else { return cut_by_clusters(text, max, sign) };
        if used + cells > max {
            let (end, cells) = kept;
            return (Cow::Owned([&text[..end], sign].concat()), cells + signs);
        }
        used += cells;
        if used + signs <= max {
            kept = (offset + c.len_utf8(), used);
        }
    }
    (Cow::Borrowed(text), used)
}

/// The same of a text in which characters may join others.
fn cut_by_clusters<'a>(text: &'a str, max: usize, sign: &str) -> (Cow<'a, str>, usize) {
    let text = visible(text);
    let whole = width(&text);
    if whole <= max {
        return (text, whole);
    }
    let end = fitting(&text, max - width(sign));
    let mut kept = text.into_owned();
    kept.truncate(end);
    kept.push_str(sign);
    let cells = width(&kept);
    (Cow::Owned(kept), cells)
}

/// Exactly `w` cells: cut when too long, blanks after it when too short.
pub fn pad(text: &str, w: usize) -> String {
    let mut line = cut(text, w).into_owned();
    let missing = w.saturating_sub(width(&line));
    line.extend(std::iter::repeat_n(' ', missing));
    line
}

/// Exactly `w` cells: cut when too long, blanks before it when too short.
pub fn pad_left(text: &str, w: usize) -> String {
    let line = cut(text, w);
    let mut padded = " ".repeat(w.saturating_sub(width(&line)));
    padded.push_str(&line);
    padded
}

/// The byte offset up to which a visible text fits into `max` cells.
pub(crate) fn fitting(text: &str, max: usize) -> usize {
    if plain_width(text).is_some() {
        return end_within(text.char_indices().map(|(offset, c)| (offset, plain_char(c).unwrap_or(0))), max)
            .unwrap_or(text.len());
    }
    end_within(text.grapheme_indices(true).map(|(offset, cluster)| (offset, cluster_width(cluster))), max)
        .unwrap_or(text.len())
}

/// Where the first piece begins that goes beyond `max` cells, of pieces with their offset and width.
fn end_within(pieces: impl Iterator<Item = (usize, usize)>, max: usize) -> Option<usize> {
    let mut ends = pieces.scan(0, |used, (offset, width)| {
        *used += width;
        Some((offset, *used))
    });
    ends.find(|(_, used)| *used > max).map(|(offset, _)| offset)
}

/// The cells of one cluster of visible text, as ratatui's buffer counts them (half-width voicing marks of kana
/// take their own cell). A cluster with a control character is never drawn, so it takes none.
pub(crate) fn cluster_width(cluster: &str) -> usize {
    if cluster.contains(char::is_control) { 0 } else { usize::from(cluster.cell_width()) }
}

/// The width of a text made only of characters that can never join others: by far the most of ours.
fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |sum, c| plain_char(c).map(|w| sum + w))
}

/// Whether every character stands alone, is visible and has a fixed width.
fn plain_char(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '·' | '—' | '‘' | '’' | '“' | '”' | '…' => Some(1),
        '\u{3000}'..='\u{3020}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
