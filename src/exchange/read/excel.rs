//! XLSX, cell by cell (a lone cell in the last row costs one cell, not a million), and XLS.

use std::io::Cursor;

use calamine::{
    CellErrorType, Data, DataRef, DataType, Dimensions, Reader, SheetType, SheetVisible, Style, Xls,
    XlsError, Xlsx, XlsxError,
};

use super::book::Meter;
use super::{Area, Book, Page, ReadError, Remark, Value, limits};

/// Reads a workbook of Excel 2007 and later.
pub fn xlsx(bytes: &[u8]) -> Result<Book, ReadError> {
    let mut archive = limits::archive(bytes)?;
    let may_merge = limits::check(&mut archive)?;
    let names = limits::names(&archive);
    let mut book = Book { remarks: remarks(&names), ..Book::default() };
    let failed = |error: XlsxError| match error {
        XlsxError::Password => ReadError::Encrypted,
        error => ReadError::Damaged(error.to_string()),
    };
    let mut source = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let since_1904 = source.has_1904_epoch();
    let mut meter = Meter::default();
    for sheet in source.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut page = Page::new(&*sheet.name);
        page.hidden = sheet.visible != SheetVisible::Visible;
        page.since_1904 = since_1904;
        {
            let mut cells = source.worksheet_cells_reader(&sheet.name).map_err(failed)?;
            let shapes: Vec<Shape> = cells.styles().iter().map(Shape::of).collect();
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
                meter.visit()?;
                let (row, column) = cell.get_position();
                let shape = shapes.get(style).copied().unwrap_or_default();
                let Some(value) = of_ref(cell.get_value(), shape, since_1904) else { continue };
                meter.take(size(&value))?;
                page.put(row, column, value);
            }
        }
        if may_merge {
            let merges = source.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
            page.merge(merges.iter().map(area));
        }
        book.pages.push(page);
    }
    Ok(book)
}

/// Reads a workbook of Excel 97 to 2003.
pub fn xls(bytes: &[u8]) -> Result<Book, ReadError> {
    let mut source = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadError::Encrypted,
        error => ReadError::Damaged(error.to_string()),
    })?;
    let mut book = Book::default();
    if matches!(source.vba_project(), Ok(Some(_))) {
        book.remarks.push(Remark::Macros);
    }
    let since_1904 = source.has_1904_epoch();
    let mut meter = Meter::default();
    for sheet in source.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut page = Page::new(&*sheet.name);
        page.hidden = sheet.visible != SheetVisible::Visible;
        page.since_1904 = since_1904;
        let range =
            source.worksheet_range(&sheet.name).map_err(|error| ReadError::Damaged(error.to_string()))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let Some(value) = of_ref(&borrowed(data), Shape::Plain, since_1904) else { continue };
            meter.take(size(&value))?;
            let place =
                |first: u32, offset: usize| first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            page.put(place(top, row), place(left, column), value);
        }
        let merges = source.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        page.merge(merges.iter().map(area));
        book.pages.push(page);
    }
    Ok(book)
}

fn remarks(names: &[String]) -> Vec<Remark> {
    let any = |part: &str| names.iter().any(|name| name.to_ascii_lowercase().contains(part));
    let all =
        [("vbaproject", Remark::Macros), ("externallinks/", Remark::Links), ("xl/media/", Remark::Pictures)];
    all.into_iter().filter(|(part, _)| any(part)).map(|(_, remark)| remark).collect()
}

/// How a number is shown, as far as it changes its meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Plain,
    Percent,
    Month,
}

impl Shape {
    fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else { return Self::Plain };
        let code: String = unquoted(&format.format_code).to_lowercase();
        // Built-in formats of Chinese Excel that show year and month alone have no code.
        let month = matches!(format.format_id, Some(17 | 27 | 36 | 50 | 52 | 57));
        if code.contains('%') {
            Self::Percent
        } else if month || (code.contains('m') && !code.contains(['d', 'h', 's', '0', '#'])) {
            Self::Month
        } else {
            Self::Plain
        }
    }
}

/// A format without its quoted and bracketed parts.
fn unquoted(code: &str) -> String {
    let (mut plain, mut quoted, mut bracketed) = (String::new(), false, false);
    for c in code.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            _ if !quoted && !bracketed => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn of_ref(data: &DataRef<'_>, shape: Shape, since_1904: bool) -> Option<Value> {
    let number = |number: f64| match shape {
        Shape::Percent => Value::Percent(number),
        Shape::Month if (1.0..2_958_466.0).contains(&number) => {
            super::book::serial(number, since_1904).map_or(Value::Number(number), Value::Month)
        }
        _ => Value::Number(number),
    };
    Some(match data {
        #[allow(clippy::cast_precision_loss, reason = "a spreadsheet's numbers are floats")]
        DataRef::Int(whole) => number(*whole as f64),
        DataRef::Float(float) => number(*float),
        DataRef::String(text) | DataRef::DurationIso(text) => text_value(text)?,
        DataRef::SharedString(text) => text_value(text)?,
        DataRef::Bool(truth) => Value::Bool(*truth),
        DataRef::DateTime(serial) => match data.as_datetime() {
            Some(moment) if shape == Shape::Month => Value::Month(moment),
            // A time without a day is no day.
            Some(moment) if serial.as_f64() >= 1.0 => Value::Moment(moment),
            Some(moment) => Value::Text(moment.format("%H:%M").to_string()),
            None => Value::Number(serial.as_f64()),
        },
        DataRef::DateTimeIso(text) => match data.as_datetime() {
            Some(moment) => Value::Moment(moment),
            None => text_value(text)?,
        },
        DataRef::Error(error) => Value::Error(error_text(error).to_owned()),
        DataRef::Empty => return None,
    })
}

fn text_value(text: &str) -> Option<Value> {
    let text = super::book::tidy(text);
    (!text.is_empty()).then_some(Value::Text(text))
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn size(value: &Value) -> usize {
    if let Value::Text(text) = value { text.len() } else { 0 }
}

fn area(dimensions: &Dimensions) -> Area {
    let ((top, left), (bottom, right)) = (dimensions.start, dimensions.end);
    Area { top, left, bottom, right }
}
