//! A workbook: the tables, each on a sheet that can be filtered and printed, and the text on one of its own.

mod cells;
mod prose;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use chrono::{Datelike, Timelike};

use super::{Block, Document, Sheet, Table};
use cells::{Names, put};

/// A4.
const PAPER: u8 = 9;
/// Points of one line of a cell, and the most that a row can have.
const LINE: usize = 15;
const HIGHEST: usize = 405;

/// The document as a workbook.
pub fn write(document: &Document) -> Result<Vec<u8>, String> {
    build(document).map_err(|error| error.to_string())
}

/// One table as a workbook of its own. It says nothing of when it was made: the same table gives the same bytes.
pub fn list(sheet: &Sheet) -> Result<Vec<u8>, String> {
    let build = || {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let faces = Faces::new();
        let mut names = Names::default();
        let mut overflow: Vec<cells::Overflow> = Vec::new();
        let page = book.add_worksheet();
        page.set_name(names.name(&sheet.table.name))?;
        table(page, sheet, &faces, &mut overflow)?;
        continued(&mut book, &mut names, &overflow, &faces)?;
        book.save_to_buffer()
    };
    build().map_err(|error: XlsxError| error.to_string())
}

/// The sheet of what no cell could hold, where there is such.
fn continued(
    book: &mut Workbook,
    names: &mut Names,
    overflow: &[cells::Overflow],
    faces: &Faces,
) -> Result<(), XlsxError> {
    if !overflow.is_empty() {
        let page = book.add_worksheet();
        page.set_name(names.name("长文续页"))?;
        cells::continued(page, overflow, faces)?;
    }
    Ok(())
}

fn build(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = document.made;
    let moment = ExcelDateTime::from_ymd(
        u16::try_from(made.year()).unwrap_or(1900),
        two(made.month()),
        two(made.day()),
    )
    .and_then(|day| {
        day.and_hms(u16::try_from(made.hour()).unwrap_or(0), two(made.minute()), f64::from(made.second()))
    });
    let mut properties = DocProperties::new().set_title(&document.title).set_author(&document.author);
    if let Ok(moment) = moment {
        properties = properties.set_creation_datetime(&moment);
    }
    book.set_properties(&properties);
    let faces = Faces::new();
    let mut names = Names::default();
    let mut overflow: Vec<cells::Overflow> = Vec::new();
    for sheet in &document.sheets {
        let page = book.add_worksheet();
        page.set_name(names.name(&sheet.table.name))?;
        table(page, sheet, &faces, &mut overflow)?;
    }
    let page = book.add_worksheet();
    page.set_name(names.name("正文"))?;
    prose::write(page, document, &faces)?;
    for block in &document.blocks {
        if let Block::Table(one) = block {
            let sheet = Sheet { title: one.name.clone(), table: one.clone(), merged: 0, frozen: 0 };
            let page = book.add_worksheet();
            page.set_name(names.name(&one.name))?;
            table(page, &sheet, &faces, &mut overflow)?;
        }
    }
    continued(&mut book, &mut names, &overflow, &faces)?;
    book.save_to_buffer()
}

fn two(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

/// How cells look.
struct Faces {
    title: Format,
    head: Format,
    text: Format,
    number: Format,
    merged: Format,
    section: Format,
    prose: Format,
}

impl Faces {
    fn new() -> Self {
        let cell = || Format::new().set_font_name("仿宋_GB2312").set_font_size(11).set_text_wrap();
        let boxed = || cell().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_font_name("方正小标宋简体")
                .set_font_size(18)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            head: boxed().set_font_name("黑体").set_align(FormatAlign::Center).set_background_color("F2F2F2"),
            // Text stays text: 07 keeps its nought, and nothing is taken for a date or a formula.
            text: boxed().set_num_format("@"),
            number: boxed().set_align(FormatAlign::Center),
            // Where a page ends within it, its text has been read at the top.
            merged: boxed().set_num_format("@").set_align(FormatAlign::Top),
            section: cell().set_font_name("黑体").set_num_format("@"),
            prose: cell().set_num_format("@").set_align(FormatAlign::Top),
        }
    }
}

/// A table: its title, its head, which stays and is repeated on paper, and its rows.
fn table(
    page: &mut Worksheet,
    sheet: &Sheet,
    faces: &Faces,
    overflow: &mut Vec<cells::Overflow>,
) -> Result<(), XlsxError> {
    let Sheet { title, table, merged, frozen } = sheet;
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if last > 0 {
        page.merge_range(0, 0, 0, last, &cells::fitting(title), &faces.title)?;
    } else {
        page.write_string_with_format(0, 0, cells::fitting(title), &faces.title)?;
    }
    page.set_row_height(0, 32)?;
    for (place, column) in table.columns.iter().enumerate() {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        page.write_string_with_format(1, place, cells::fitting(&column.title), &faces.head)?;
        page.set_column_width(place, width(column.width))?;
    }
    let heights = heights(table, *merged);
    for (place, row) in table.rows.iter().enumerate() {
        let line = at(place);
        for (column, cell) in row.iter().enumerate().skip(*merged) {
            put(page, line, u16::try_from(column).unwrap_or(u16::MAX), cell, overflow)?;
        }
        page.set_row_height(line, u32::try_from(heights[place]).unwrap_or(15))?;
    }
    looks(page, table, *merged, faces)?;
    for column in 0..*merged {
        merge(page, table, column, faces, overflow)?;
    }
    notes(page, table, last, faces)?;
    page.set_freeze_panes(2, u16::try_from(*frozen).unwrap_or(0))?;
    if *merged == 0 && !table.rows.is_empty() {
        page.autofilter(1, 0, at(table.rows.len() - 1), last)?;
    }
    page.set_paper_size(PAPER);
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 1)?;
    page.set_footer("&C第 &P 页，共 &N 页");
    page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    Ok(())
}

/// How the cells of a table look: as text, and a run of numbers in a column as numbers.
fn looks(page: &mut Worksheet, table: &Table, merged: usize, faces: &Faces) -> Result<(), XlsxError> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    if rows == 0 || columns <= merged {
        return Ok(());
    }
    let place = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
    page.set_range_format(at(0), place(merged), at(rows - 1), place(columns - 1), &faces.text)?;
    for column in merged..columns {
        let is_number = |row: &usize| matches!(table.rows[*row].get(column), Some(super::Cell::Number(_)));
        let mut row = 0;
        while row < rows {
            let run = (row..rows).take_while(is_number).count();
            if run > 0 {
                let last = at(row + run - 1);
                page.set_range_format(at(row), place(column), last, place(column), &faces.number)?;
            }
            row += run + 1;
        }
    }
    Ok(())
}

/// What cells had no room for, under the table and as wide as it.
fn notes(page: &mut Worksheet, table: &Table, last: u16, faces: &Faces) -> Result<(), XlsxError> {
    let room: usize = table.columns.iter().map(|column| column.width).sum();
    for (place, note) in table.noted().enumerate() {
        let line = at(table.rows.len() + place);
        let note = cells::fitting(&note);
        let height = (lines(&note, room) * LINE + 3).min(HIGHEST);
        if last > 0 {
            page.merge_range(line, 0, line, last, &note, &faces.prose)?;
        } else {
            page.write_string_with_format(line, 0, &note, &faces.prose)?;
        }
        page.set_row_height(line, u32::try_from(height).unwrap_or(15))?;
    }
    Ok(())
}

fn at(row: usize) -> u32 {
    u32::try_from(row + 2).unwrap_or(u32::MAX)
}

/// A column's width as Excel counts it: half a Chinese character is one.
fn width(characters: usize) -> f64 {
    f64::from(u32::try_from(characters * 2 + 2).unwrap_or(20))
}

/// The points that rows need so that nothing in them is cut off. Excel leaves rows with merged cells as they are, so what
/// a merged cell needs is spread over its rows.
fn heights(table: &Table, merged: usize) -> Vec<usize> {
    let needed = |row: &[super::Cell], columns: std::ops::Range<usize>| {
        columns.map(|place| lines(&row[place].text(), table.columns[place].width)).max().unwrap_or(1)
    };
    let mut heights: Vec<usize> =
        table.rows.iter().map(|row| needed(row, merged..row.len()).max(1)).collect();
    for column in 0..merged {
        for (first, last) in spans(table, column) {
            let need = lines(&table.rows[first][column].text(), table.columns[column].width);
            let have: usize = heights[first..=last].iter().sum();
            let rows = last - first + 1;
            let more = need.saturating_sub(have).div_ceil(rows);
            heights[first..=last].iter_mut().for_each(|height| *height += more);
        }
    }
    heights.into_iter().map(|lines| (lines * LINE + 3).min(HIGHEST)).collect()
}

/// The lines that a text fills in a column of that many Chinese characters.
fn lines(text: &str, width: usize) -> usize {
    // A little less than the column is wide: fonts differ, and a line too many costs less than one cut off.
    let room = (width * 2).saturating_sub(1 + width / 10).max(2);
    text.split('\n')
        .map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(room).max(1))
        .sum::<usize>()
        .min(HIGHEST)
}

/// First and last row of each run of equal cells of a column, within equal cells of all columns before it.
fn spans(table: &Table, column: usize) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        match spans.last_mut() {
            Some((first, last)) if table.rows[*first][..=column] == row[..=column] => *last = place,
            _ => spans.push((place, place)),
        }
    }
    spans
}

fn merge(
    page: &mut Worksheet,
    table: &Table,
    column: usize,
    faces: &Faces,
    overflow: &mut Vec<cells::Overflow>,
) -> Result<(), XlsxError> {
    let place = u16::try_from(column).unwrap_or(u16::MAX);
    for (first, last) in spans(table, column) {
        if first < last {
            page.merge_range(at(first), place, at(last), place, "", &faces.merged)?;
        }
        put(page, at(first), place, &table.rows[first][column], overflow)?;
        page.set_cell_format(at(first), place, &faces.merged)?;
    }
    Ok(())
}
