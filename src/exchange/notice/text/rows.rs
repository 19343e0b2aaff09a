//! Tables with a row to a line, tabs or wide blanks between the cells.

use crate::exchange::notice::marker::marker;
use crate::exchange::notice::source::{Cell, Grid};

use super::align::{self, Blanks};
use super::bars::heads;
use super::{is_number, number};

/// What parts the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Tabs,
    Blanks,
    /// A single one, as copied from a PDF.
    Blank,
}

/// The cells of a line; none where it has but one.
fn cells(line: &str, by: Parted) -> Option<Vec<String>> {
    let own = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
    match by {
        Parted::Tabs => {
            let line = line.trim_end_matches(['\n', ' ']);
            let cells: Vec<String> = line.split('\t').map(own).collect();
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            (cells.len() >= 3 && filled >= 1 || filled >= 2).then_some(cells)
        }
        Parted::Blanks => {
            let wide = line.trim().replace(['\u{3000}', '\t'], "  ");
            let cells: Vec<String> = wide.split("  ").map(own).filter(|cell| !cell.is_empty()).collect();
            (cells.len() >= 2).then_some(cells)
        }
        Parted::Blank => {
            let cells: Vec<String> = line.split_whitespace().map(own).collect();
            (cells.len() >= 2).then_some(cells)
        }
    }
}

/// The table that begins at a line, and the line behind it.
pub fn table(lines: &[&str], start: usize) -> Option<(Grid, usize)> {
    [Parted::Tabs, Parted::Blanks, Parted::Blank].into_iter().find_map(|by| {
        let first = cells(lines[start], by)?;
        // With one blank between them cells count only where the row behind the heads has a number and as many.
        let even = || {
            let next = lines[start + 1..].iter().find(|line| !line.trim().is_empty());
            let row = next.and_then(|line| cells(line, by)).unwrap_or_default();
            first.len() >= 4
                && row.len() + 1 >= first.len()
                && row.first().is_some_and(|cell| is_number(cell))
        };
        let headed = heads(&first) && (by != Parted::Blank || even());
        let run = || {
            let next = lines[start..].iter().take(3);
            next.filter(|line| cells(line, by).is_some_and(|row| row.len() >= 3)).count() == 3
        };
        (headed || (by == Parted::Tabs && run())).then(|| read(lines, start, by))
    })
}

fn read(lines: &[&str], start: usize, by: Parted) -> (Grid, usize) {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let width = cells(lines[start], by).map_or(0, |row| row.len());
    let numbered = cells(lines[start], by)
        .is_some_and(|row| row.iter().any(|cell| cell.contains('序') || cell.contains("编号")));
    let mut at = start;
    let mut blank_before = false;
    while at < lines.len() {
        let line = lines[at];
        if line.trim().is_empty() {
            blank_before = true;
            at += 1;
            continue;
        }
        if let Some(cells) = cells(line, by) {
            let short = rows.last().is_some_and(|row: &Vec<String>| row.len() < width && row.len() > 1);
            let begins =
                cells.first().is_some_and(|cell| is_number(cell) || cell.is_empty()) || heads(&cells);
            // A cell with several lines in it broke the row in two.
            if short && numbered && !begins && !blank_before && by == Parted::Tabs {
                continue_row(&mut rows, cells);
            } else {
                rows.push(cells);
            }
        } else {
            let text = line.trim();
            let next = lines[at + 1..].iter().find(|line| !line.trim().is_empty());
            let goes_on = next.and_then(|next| cells(next, by)).is_some_and(|row| row.len() >= 2);
            let section = marker(text).is_some() || text.chars().count() <= 30;
            let annexed = text.starts_with("附件");
            let unfinished = rows.last().is_some_and(|row| {
                row.len() < width
                    && row.len() > 1
                    && row.first().is_some_and(|cell| is_number(cell))
                    && number(text).is_none()
            });
            if unfinished && !blank_before && by == Parted::Tabs && rows.len() > 1 {
                continue_row(&mut rows, vec![text.to_owned()]);
            } else if goes_on && section && !annexed {
                rows.push(vec![text.to_owned()]);
            } else {
                break;
            }
        }
        blank_before = false;
        at += 1;
    }
    let blanks = if by == Parted::Tabs { Blanks::Kept } else { Blanks::Gone };
    (headed(&rows, blanks), at)
}

fn continue_row(rows: &mut [Vec<String>], cells: Vec<String>) {
    let Some(row) = rows.last_mut() else { return };
    let mut cells = cells.into_iter();
    if let (Some(last), Some(first)) = (row.last_mut(), cells.next()) {
        last.push_str(&first);
    }
    row.extend(cells);
}

/// A grid of rows: under the heads, where there are some. Rows before the heads stay as they are.
pub fn headed(rows: &[Vec<String>], blanks: Blanks) -> Grid {
    let Some(place) = rows.iter().position(|row| heads(row)) else {
        return Grid::of_texts(rows.to_vec());
    };
    let names = &rows[place];
    let trimmed = names.iter().rposition(|name| !name.is_empty()).map_or(names.len(), |last| last + 1);
    let names = &names[..trimmed];
    let body: Vec<Vec<String>> = rows[place + 1..]
        .iter()
        .filter(|row| *row != &rows[place])
        .map(|row| {
            let mut row = row.clone();
            while row.len() > names.len() && row.last().is_some_and(String::is_empty) {
                row.pop();
            }
            row
        })
        .collect();
    let mut grid = align::grid(names, &body, blanks);
    let width = grid.width();
    for row in rows[..place].iter().rev() {
        let mut cells: Vec<Cell> = row.iter().cloned().map(Cell::Text).collect();
        cells.resize(width.max(cells.len()), Cell::Text(String::new()));
        grid.rows.insert(0, cells);
    }
    grid.squared()
}
