//! Tables of which copying left each cell on lines of its own and a bar alone on the line between two cells.

use crate::exchange::notice::meaning;
use crate::exchange::notice::source::Grid;

use super::cells;

fn is_bar(line: &str) -> bool {
    matches!(line.trim(), "|" | "｜" | "│" | "┃")
}

/// A cell, and the line behind it.
struct Stretch {
    text: String,
    end: usize,
}

/// The table that begins at a line, and the line behind it.
pub fn table(lines: &[&str], start: usize) -> Option<(Grid, usize)> {
    // A head, then its bar.
    let first = lines[start].trim();
    meaning::meaning(first)?;
    is_bar(lines.get(start + 1)?).then_some(())?;
    let found = stretches(lines, start);
    if found.len() < 6 {
        return None;
    }
    let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
    let (grid, used) = cells::of_cells(&texts)?;
    let end = found.get(used.checked_sub(1)?)?.end;
    Some((grid, end))
}

/// The cells from a line on, up to where bars end.
fn stretches(lines: &[&str], start: usize) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut text: Vec<&str> = Vec::new();
    let mut from = start;
    for (place, line) in lines.iter().enumerate().skip(start) {
        if is_bar(line) {
            found.push(Stretch { text: text.join("\n"), end: place + 1 });
            text.clear();
            from = place + 1;
            continue;
        }
        // More lines than a cell has, without a bar behind them, are the text behind the table.
        if place - from > 40 {
            break;
        }
        if !line.trim().is_empty() {
            text.push(line.trim());
        }
    }
    found
}
