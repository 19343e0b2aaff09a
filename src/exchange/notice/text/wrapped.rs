//! Paragraphs that were broken at a fixed width, as mail programs and printed pages leave them.

use crate::exchange::notice::label;
use crate::exchange::notice::marker::marker;
use crate::exchange::notice::meaning;

/// How the lines of a text were broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrapped {
    /// The columns of the longest line; a Chinese character takes two.
    width: usize,
    /// Paragraphs begin with an indent: a line without one goes on with the line before.
    indented: bool,
}

impl Wrapped {
    /// How a text was broken, if it was: many lines of the same length, none longer.
    pub fn of(lines: &[&str]) -> Option<Self> {
        let filled: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
        // A number or a date at the right says nothing of the width of paragraphs.
        let prose = filled.iter().filter(|line| indent(line) <= 8);
        let width = prose.map(|line| columns(line)).max().filter(|width| (36..=120).contains(width))?;
        let full = filled.iter().filter(|line| columns(line) + 4 >= width).count();
        if full >= 6 && full * 4 >= filled.len() {
            return Some(Self { width, indented: false });
        }
        // A page of prose: paragraphs are indented, the lines between them begin at the margin, behind full ones.
        let begun = filled.iter().filter(|line| is_indented(line)).count();
        let went_on = lines.windows(2).filter(|pair| goes_on(pair[0], pair[1], width)).count();
        let flush = filled.iter().filter(|line| !is_indented(line)).count();
        (begun >= 4 && went_on >= 4 && went_on * 2 >= flush).then_some(Self { width, indented: true })
    }

    /// Whether a line goes on in the next.
    pub fn breaks(self, line: &str, next: Option<&str>) -> bool {
        let Some(next) = next.filter(|next| !next.trim().is_empty()) else { return false };
        let text = line.trim();
        if self.indented {
            return goes_on(line, next, self.width);
        }
        columns(line) + 6 >= self.width
            && !text.is_empty()
            && !text.ends_with(['。', '；', '：', '！', '？'])
            && !is_indented(next)
            && marker(next).is_none()
            && !label::is_label_start(next)
            && (next.contains('。') || meaning::meaning(next).is_none())
    }
}

/// Whether a line at the margin goes on with a full one.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    columns(line) + 6 >= width
        && !next.trim().is_empty()
        && !is_indented(next)
        && marker(next).is_none()
        && !label::is_label_start(next)
}

fn is_indented(line: &str) -> bool {
    line.starts_with(['\u{3000}', '\t']) || line.starts_with("  ")
}

/// The columns of the blanks before a line.
fn indent(line: &str) -> usize {
    columns(&line[..line.len() - line.trim_start().len()].replace([' ', '\u{3000}'], "."))
}

/// The columns that a line takes, its indent included.
fn columns(line: &str) -> usize {
    line.trim_end().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
