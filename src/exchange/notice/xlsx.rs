//! XLSX, XLS and ODS.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::source::{Cell, Grid, Source};
use super::{Format, NoticeError};

/// Columns and rows beyond these are not read: a stray mark at the end of a sheet is no notice.
const MOST_COLUMNS: u32 = 64;
const MOST_ROWS: u32 = 5_000;

/// What the visible sheets hold, in their order. Lines over a table that fill one cell are paragraphs.
pub fn read(bytes: &[u8]) -> Result<Source, NoticeError> {
    let torn = |error: calamine::Error| NoticeError::Torn { format: Format::Xlsx, reason: error.to_string() };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(torn)?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut source = Source::default();
    for name in sheets {
        let cells = cells(&mut book, &name);
        let merged = merged(&mut book, &name);
        sheet(&cells, &merged, &mut source);
    }
    Ok(source)
}

/// The cells of a sheet by their places. A cell far out is left away before it makes a table as large as the sheet.
fn cells(book: &mut Sheets<Cursor<&[u8]>>, sheet: &str) -> Cells {
    let mut found = Cells::new();
    let mut put = |row: u32, column: u32, text: String| {
        let near = row < MOST_ROWS && column < MOST_COLUMNS && !text.trim().is_empty();
        if near {
            found.insert((row, column), text);
        }
    };
    if let Sheets::Xlsx(book) = book {
        if let Ok(mut reader) = book.worksheet_cells_reader(sheet) {
            while let Ok(Some(cell)) = reader.next_cell() {
                let (row, column) = cell.get_position();
                put(row, column, text(&cell.get_value().clone().into()));
            }
        }
    } else if let Ok(range) = book.worksheet_range(sheet) {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            put(place(row, top), place(column, left), text(value));
        }
    }
    found
}

type Cells = BTreeMap<(u32, u32), String>;

fn merged(book: &mut Sheets<Cursor<&[u8]>>, sheet: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn sheet(cells: &Cells, merged: &[Dimensions], source: &mut Source) {
    let (Some(top), Some(bottom)) = (cells.keys().map(|at| at.0).min(), cells.keys().map(|at| at.0).max())
    else {
        return;
    };
    let left = cells.keys().map(|at| at.1).min().unwrap_or(0);
    let right = cells.keys().map(|at| at.1).max().unwrap_or(0);
    let mut covered: HashMap<(u32, u32), Cell> = HashMap::new();
    for region in merged.iter().take(MOST_ROWS as usize) {
        for row in region.start.0..=region.end.0.min(bottom) {
            for column in region.start.1..=region.end.1.min(right) {
                if column > region.start.1 {
                    covered.insert((row, column), Cell::Left);
                } else if row > region.start.0 {
                    covered.insert((row, column), Cell::Above);
                }
            }
        }
    }
    let mut grid = Grid { rows: Vec::new(), merges_known: true };
    for row in top..=bottom {
        let own = |column: u32| Cell::Text(cells.get(&(row, column)).cloned().unwrap_or_default());
        let line: Vec<Cell> = (left..=right)
            .map(|column| covered.get(&(row, column)).cloned().unwrap_or_else(|| own(column)))
            .collect();
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

/// A value as a person sees it: whole numbers without a point, dates as dates.
fn text(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(moment) if moment.is_datetime() => {
            moment.as_datetime().map(|moment| moment.date().to_string()).unwrap_or_default()
        }
        Data::DateTimeIso(moment) => moment.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}
