//! XLSX, XLS and ODS, as [`crate::exchange::read`] reads them.

use super::source::{Cell, Grid, Source};
use super::{Format, NoticeError};
use crate::exchange::read::{self, Kind, Page, ReadError, Value};

/// Columns and rows beyond these are not read: a stray mark at the end of a sheet is no notice.
const MOST_COLUMNS: u32 = 64;
const MOST_ROWS: u32 = 5_000;

/// What the visible sheets hold, in their order. Lines over a table that fill one cell are paragraphs.
pub fn read(bytes: &[u8]) -> Result<Source, NoticeError> {
    let torn = |error: ReadError| NoticeError::Torn { format: Format::Xlsx, reason: error.to_string() };
    let kind = read::kind("", bytes);
    if !matches!(kind, Kind::Xlsx | Kind::Xls | Kind::Ods | Kind::Encrypted) {
        return Err(torn(ReadError::Kind(kind)));
    }
    let book = read::read("", bytes).map_err(torn)?;
    let mut source = Source::default();
    for page in book.pages.iter().filter(|page| !page.hidden) {
        sheet(page, &mut source);
    }
    Ok(source)
}

fn sheet(page: &Page, source: &mut Source) {
    let near = || {
        let rows = page.rows().take_while(|row| *row < MOST_ROWS);
        rows.flat_map(|row| {
            page.columns(row).take_while(|column| *column < MOST_COLUMNS).map(move |column| (row, column))
        })
    };
    let (Some(top), Some(bottom)) = (near().map(|at| at.0).min(), near().map(|at| at.0).max()) else {
        return;
    };
    let left = near().map(|at| at.1).min().unwrap_or(0);
    let right = near().map(|at| at.1).max().unwrap_or(0);
    let mut grid = Grid { rows: Vec::new(), merges_known: true };
    for row in top..=bottom {
        let line: Vec<Cell> = (left..=right).map(|column| cell(page, row, column)).collect();
        let filled: Vec<&Cell> = line.iter().filter(|cell| cell.is_filled()).collect();
        match filled.as_slice() {
            [] if line.iter().all(|cell| cell.text().is_some()) => {}
            [Cell::Text(text)] if grid.rows.is_empty() => {
                for text in text.lines() {
                    source.paragraph(text, None);
                }
            }
            _ => grid.rows.push(line),
        }
    }
    source.table(grid);
}

fn cell(page: &Page, row: u32, column: u32) -> Cell {
    match page.region(row, column) {
        Some(area) if column > area.left => Cell::Left,
        Some(area) if row > area.top => Cell::Above,
        _ => Cell::Text(page.own(row, column).map(text).unwrap_or_default()),
    }
}

/// A value as a person sees it; of an error of a formula nothing.
fn text(value: &Value) -> String {
    match value {
        Value::Error(_) => String::new(),
        // The day alone: a notice has no use for the hour.
        Value::Moment(moment) => moment.date().to_string(),
        other => other.text(),
    }
}
