//! Tables with one cell to a line: what copying from a page or a PDF often leaves.

use crate::exchange::notice::marker::{Level, marker};
use crate::exchange::notice::meaning::{self, Meaning};
use crate::exchange::notice::source::Grid;
use crate::exchange::notice::units::looks_like_units;

use super::align::{self, Blanks};
use super::{is_number, number};

/// Heads in a run: their texts, and the line behind the last.
fn heads(lines: &[&str], start: usize) -> Option<(Vec<String>, usize)> {
    let mut names = Vec::new();
    let mut end = start;
    for (place, line) in lines.iter().enumerate().skip(start) {
        let text = line.trim();
        if text.is_empty() && !names.is_empty() {
            continue;
        }
        if text.contains('\t') || meaning::meaning(text).is_none() {
            break;
        }
        names.push(text.to_owned());
        end = place + 1;
        if names.len() > 16 {
            return None;
        }
    }
    // What the headers repeat (序号 … 序号 …) is the next page's.
    meaning::header(names.iter().map(String::as_str)).filter(|_| names.len() >= 2).map(|_| (names, end))
}

/// The table that begins at a line, and the line behind it.
///
/// `budget` is how many lines may still be looked through: heads that lead to no table are looked at again and again.
pub fn table(lines: &[&str], start: usize, budget: &mut usize) -> Option<(Grid, usize)> {
    let (names, body) = heads(lines, start).filter(|_| *budget > 0)?;
    *budget = budget.saturating_sub(lines.len() - start);
    if names.len() < 3 && !lines[start].starts_with('\t') {
        return None;
    }
    if lines[start].starts_with('\t') {
        return Some(tabbed(lines, &names, body));
    }
    plain(lines, &names, body)
}

/// The table that whole cells in a row make, its heads first; and how many of them it took.
pub fn of_cells(cells: &[&str]) -> Option<(Grid, usize)> {
    let (names, body) = heads(cells, 0)?;
    plain(cells, &names, body)
}

/// Each cell a line that begins with a tab; an empty line ends the row.
fn tabbed(lines: &[&str], names: &[String], body: usize) -> (Grid, usize) {
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    let mut at = body;
    while at < lines.len() {
        let line = lines[at];
        if let Some((_, end)) = heads(lines, at).filter(|(again, _)| again.first() == names.first()) {
            at = end;
            rows.push(Vec::new());
            continue;
        }
        match line.strip_prefix('\t') {
            Some(cell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(cell.trim().to_owned());
                }
            }
            None if line.trim().is_empty() => rows.push(Vec::new()),
            None => break,
        }
        at += 1;
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let widest = names.len() + 3;
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .flat_map(|row| if row.len() > widest { by_numbers(&row) } else { vec![row] })
        .collect();
    (align::grid(names, &rows, Blanks::Kept), at)
}

/// One long run of cells cut where the numbers stand.
fn by_numbers(cells: &[String]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in cells {
        if rows.is_empty() || is_number(cell) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(cell.clone());
        }
    }
    rows
}

/// Cells without any mark.
fn plain(lines: &[&str], names: &[String], body: usize) -> Option<(Grid, usize)> {
    let (cells, end) = gathered(lines, names, body);
    let numbered = names.first().is_some_and(|name| meaning::meaning(name) == Some(Meaning::Number));
    if numbered {
        let (rows, used, blanks) = numbered_rows(&cells, names.len())?;
        let end = cells.get(used).map_or(end, |(place, _)| *place);
        return Some((align::grid(names, &rows, blanks), end));
    }
    let rows = even_rows(&cells, names)?;
    Some((align::grid(names, &rows, Blanks::Gone), end))
}

/// A line of the body and its place.
type Line = (usize, String);

/// The lines of a table's body, heads repeated on the next page left out, up to what is certainly no cell.
fn gathered(lines: &[&str], names: &[String], body: usize) -> (Vec<Line>, usize) {
    let mut cells = Vec::new();
    let mut at = body;
    while at < lines.len() {
        let text = lines[at].trim();
        if let Some((again, end)) = heads(lines, at) {
            if again != *names {
                break;
            }
            at = end;
            continue;
        }
        if text.starts_with("附件")
            || text.starts_with("附表")
            || text.starts_with("（此件")
            || text.starts_with("注：")
        {
            break;
        }
        cells.push((at, text.to_owned()));
        at += 1;
    }
    while cells.last().is_some_and(|(_, text)| text.is_empty()) {
        cells.pop();
    }
    (cells, at)
}

/// Rows that each begin with a number; how many lines they took, and whether blank lines are empty cells.
fn numbered_rows(cells: &[Line], heads: usize) -> Option<(Vec<Vec<String>>, usize, Blanks)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut last = 0;
    for (place, (_, text)) in cells.iter().enumerate() {
        let Some(value) = number(text).filter(|_| is_number(text)) else { continue };
        if starts.is_empty() || value == 1 || (value > last && value <= last + 5) {
            starts.push(place);
            last = value;
        }
    }
    let first = *starts.first()?;
    let mut sections: Vec<Vec<String>> = cells[..first]
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(_, text)| vec![text.clone()])
        .collect();
    sections.truncate(2);
    let ends = starts.iter().skip(1).copied().chain([cells.len()]);
    let mut slices: Vec<Vec<String>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| cells[*start..end].iter().map(|(_, text)| text.clone()).collect())
        .collect();
    // What stands behind the last row's units is no longer of the table.
    let filled = |slice: &Vec<String>| slice.iter().filter(|text| !text.is_empty()).count();
    let usual = slices.iter().rev().skip(1).map(filled).max().unwrap_or(heads + 1).max(heads);
    let mut used = cells.len();
    if let (Some(slice), Some(start)) = (slices.last_mut(), starts.last()) {
        let mut seen = 0;
        let cut = slice.iter().position(|text| {
            seen += usize::from(!text.is_empty());
            seen > usual
        });
        let units = slice.iter().rposition(|text| looks_like_units(text) || align::looks_like_due(text));
        let cut = cut.map(|cut| units.filter(|units| *units < cut).map_or(cut, |units| units + 1));
        let paragraph = slice.iter().enumerate().position(|(place, text)| {
            place > 2 && matches!(marker(text).map(|one| one.level), Some(Level::First | Level::Part))
        });
        if let Some(cut) = cut.into_iter().chain(paragraph).min() {
            slice.truncate(cut);
            used = start + cut;
        }
    }
    let blanks = blank_cells(&mut slices, heads);
    let mut rows = sections;
    for slice in slices {
        let (row, section) = without_section(slice);
        rows.push(row);
        rows.extend(section.map(|section| vec![section]));
    }
    Some((rows, used, blanks))
}

/// Whether blank lines are the empty cells: then every row has as many lines. Else they are taken out.
fn blank_cells(slices: &mut [Vec<String>], heads: usize) -> Blanks {
    let separated = slices.len() > 1
        && slices.iter().rev().skip(1).all(|slice| slice.last().is_some_and(String::is_empty));
    let width = |slice: &Vec<String>| {
        if separated && slice.last().is_some_and(String::is_empty) { slice.len() - 1 } else { slice.len() }
    };
    let has_blanks = slices.iter().any(|slice| slice[..width(slice)].iter().any(String::is_empty));
    let most = slices.iter().map(width).max().unwrap_or(0);
    let same = slices.iter().filter(|slice| width(slice) == most).count();
    if has_blanks && most >= heads && most <= heads + 3 && same * 10 >= slices.len() * 6 {
        for slice in slices.iter_mut() {
            let width = width(slice);
            slice.truncate(width);
        }
        return Blanks::Kept;
    }
    for slice in slices.iter_mut() {
        slice.retain(|text| !text.is_empty());
    }
    Blanks::Gone
}

/// A row without the heading of the next section, which stands behind its units.
fn without_section(mut row: Vec<String>) -> (Vec<String>, Option<String>) {
    let heading = row.len() > 3
        && row.last().is_some_and(|last| {
            matches!(marker(last).map(|one| one.level), Some(Level::First | Level::Second | Level::Part))
                && !last.contains('。')
        })
        && row
            .get(row.len() - 2)
            .is_some_and(|before| looks_like_units(before) || align::looks_like_due(before));
    let section = if heading { row.pop() } else { None };
    (row, section)
}

/// Rows without numbers: as many cells as heads, where that fits; else each ends with its units.
fn even_rows(cells: &[Line], names: &[String]) -> Option<Vec<Vec<String>>> {
    let texts: Vec<String> =
        cells.iter().map(|(_, text)| text.clone()).filter(|text| !text.is_empty()).collect();
    let units = names
        .iter()
        .position(|name| matches!(meaning::meaning(name), Some(Meaning::Units(_) | Meaning::Section(_))))?;
    let width = names.len();
    let fits = |rows: &[Vec<String>]| {
        let good =
            rows.iter().filter(|row| row.get(units).is_some_and(|cell| looks_like_units(cell))).count();
        good * 10 >= rows.len() * 7
    };
    let even: Vec<Vec<String>> =
        texts.chunks(width).filter(|row| row.len() == width).map(<[String]>::to_vec).collect();
    if !even.is_empty() && fits(&even) {
        return Some(even);
    }
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    let mut ended = false;
    for text in texts {
        let closing = looks_like_units(&text) || align::looks_like_due(&text);
        if ended && !closing {
            rows.push(Vec::new());
        }
        ended = closing;
        if let Some(row) = rows.last_mut() {
            row.push(text);
        }
    }
    rows.retain(|row| row.len() > 1);
    (!rows.is_empty()).then_some(rows)
}
