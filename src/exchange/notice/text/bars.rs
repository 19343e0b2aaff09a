//! Tables with bars between their cells: Markdown's, and those drawn with lines.

use crate::exchange::notice::source::Grid;
use crate::exchange::notice::{label, meaning};

use super::align::{self, Blanks};

/// The cells of a line with bars; none where it is no such line.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim().replace("\\|", "\u{E000}");
    let is_bar = |c: char| matches!(c, '|' | '｜' | '│' | '┃' | '║' | '¦');
    if line.matches(is_bar).count() < 2 {
        return None;
    }
    let inner = line.strip_prefix(is_bar).unwrap_or(&line);
    let inner = inner.strip_suffix(is_bar).unwrap_or(inner);
    let clean = |cell: &str| {
        let cell = cell
            .replace('\u{E000}', "|")
            .replace("<br>", "\n")
            .replace("<br/>", "\n")
            .replace("<br />", "\n");
        cell.replace("**", "").trim().to_owned()
    };
    Some(inner.split(is_bar).map(clean).collect())
}

/// Whether a line only draws.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 3
        && line.chars().all(|c| {
            matches!(c, '-' | '=' | ':' | '|' | '+' | ' ' | '\u{3000}' | '—' | '｜')
                || ('\u{2500}'..='\u{257F}').contains(&c)
        })
        && line.contains(|c: char| matches!(c, '-' | '=' | '—') || ('\u{2500}'..='\u{257F}').contains(&c))
}

/// The table that begins at a line, and the line behind it.
pub fn table(lines: &[&str], start: usize) -> Option<(Grid, usize)> {
    if cells(lines[start]).is_none() && !is_rule(lines[start]) {
        return None;
    }
    let mut groups: Vec<Vec<Vec<String>>> = vec![Vec::new()];
    let mut end = start;
    let mut rules = 0;
    for (place, line) in lines.iter().enumerate().skip(start) {
        if is_rule(line) {
            rules += 1;
            groups.push(Vec::new());
        } else if let Some(cells) = cells(line) {
            if let Some(group) = groups.last_mut() {
                group.push(cells);
            }
        } else if line.trim().is_empty() {
            let more = lines.get(place + 1).is_some_and(|next| cells(next).is_some() || is_rule(next));
            if !more {
                break;
            }
        } else {
            break;
        }
        end = place + 1;
    }
    groups.retain(|group| !group.is_empty());
    // 公开预算 | 责任单位：区财政局: bars between labelled parts are marks of a sentence.
    let rows = || groups.iter().flatten();
    let labelled = |row: &&Vec<String>| row.iter().skip(1).any(|cell| label::is_label_start(cell));
    if rows().filter(labelled).count() * 2 > rows().count() && !rows().any(|row| heads(row)) {
        return None;
    }
    let count: usize = groups.iter().map(Vec::len).sum();
    if count < 2 {
        return None;
    }
    // With a line drawn under every row, what stands between two lines is one row, broken.
    let drawn = rules >= 3 && groups.len() > 2;
    let rows: Vec<Vec<String>> =
        if drawn { groups.into_iter().map(one).collect() } else { groups.into_iter().flatten().collect() };
    Some((super::rows::headed(&rows, Blanks::Kept), end))
}

/// The lines of a broken row as one.
fn one(lines: Vec<Vec<String>>) -> Vec<String> {
    let mut row: Vec<String> = Vec::new();
    for line in lines {
        for (column, cell) in line.into_iter().enumerate() {
            match row.get_mut(column) {
                Some(whole) => whole.push_str(&cell),
                None => row.push(cell),
            }
        }
    }
    row
}

/// Whether the heads of a table are among these rows.
pub fn heads(row: &[String]) -> bool {
    meaning::header(row.iter().map(String::as_str)).is_some()
}

#[allow(unused_imports, reason = "named in the module's documentation")]
use align as _;
