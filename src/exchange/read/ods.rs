//! ODS. Our own few lines, because the crate that reads the other spreadsheets knows no merged cells of this one, and
//! unrolls what a file says is repeated, however often.

use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::events::BytesStart;

use super::book::{Meter, tidy};
use super::xml::{Step, Walker, attribute, number};
use super::{Area, Book, Page, ReadError, Remark, Value, limits};

/// Reads a spreadsheet.
pub fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    let mut archive = limits::archive(bytes)?;
    limits::check(&mut archive)?;
    let manifest = limits::part(&mut archive, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let names = limits::names(&archive);
    let text = limits::part(&mut archive, "content.xml")?
        .ok_or_else(|| ReadError::Damaged("content.xml".to_owned()))?;
    let mut sheets = Sheets::default();
    if names.iter().any(|name| name.starts_with("Basic/")) {
        sheets.remarks.push(Remark::Macros);
    }
    let mut walker = Walker::new(&text);
    loop {
        match walker.step()? {
            Step::Open(start) => sheets.open(&start),
            Step::Close(name) => sheets.close(&name)?,
            Step::Text(text) => sheets.text(&text),
            Step::End => break,
        }
    }
    if sheets.page.is_some() {
        return Err(ReadError::Damaged("content.xml".to_owned()));
    }
    Ok(Book { pages: sheets.pages, remarks: sheets.remarks })
}

/// Where the walk is.
#[derive(Default)]
struct Sheets {
    pages: Vec<Page>,
    remarks: Vec<Remark>,
    /// Table styles that hide a sheet.
    hiding: Vec<String>,
    style: String,
    page: Option<Page>,
    areas: Vec<Area>,
    row: u32,
    row_repeat: u32,
    column: u32,
    cell: Option<Cell>,
    /// Values of the row, for rows that are repeated.
    cells: Vec<(u32, Value)>,
    /// Inside of what is no text of the cell: notes, drawings.
    aside: usize,
    in_text: usize,
    meter: Meter,
}

/// The open cell.
#[derive(Default)]
struct Cell {
    repeat: u32,
    kind: String,
    value: String,
    text: String,
    columns: u32,
    rows: u32,
}

impl Sheets {
    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name();
        let name = name.as_ref();
        if self.aside > 0 || matches!(name, "annotation" | "frame" | "tracked-changes" | "custom-shape") {
            self.aside += 1;
            return;
        }
        match name {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hiding.push(self.style.clone());
            }
            "table" if self.page.is_none() => {
                let mut page = Page::new(attribute(start, "name").unwrap_or_default());
                page.hidden =
                    attribute(start, "style-name").is_some_and(|style| self.hiding.contains(&style));
                self.page = Some(page);
                self.row = 0;
            }
            "table-row" => {
                self.row_repeat = number(start, "number-rows-repeated").unwrap_or(1).max(1);
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => {
                let of = |key: &str| attribute(start, key);
                let value = of("date-value").or_else(|| of("boolean-value")).or_else(|| of("value"));
                let spans = name == "table-cell";
                self.cell = Some(Cell {
                    repeat: number(start, "number-columns-repeated").unwrap_or(1).max(1),
                    kind: of("value-type").unwrap_or_default(),
                    value: value.unwrap_or_default(),
                    text: String::new(),
                    columns: number(start, "number-columns-spanned").filter(|_| spans).unwrap_or(1).max(1),
                    rows: number(start, "number-rows-spanned").filter(|_| spans).unwrap_or(1).max(1),
                });
            }
            "p" | "h" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
                self.in_text += 1;
            }
            "s" => self.text(&" ".repeat(number(start, "c").unwrap_or(1).min(200) as usize)),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "p" | "h" => self.in_text = self.in_text.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => {
                if let Some(mut page) = self.page.take() {
                    page.merge(std::mem::take(&mut self.areas));
                    self.pages.push(page);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.aside == 0
            && self.in_text > 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if cell.columns > 1 || cell.rows > 1 {
            let (top, left) = (self.row, self.column);
            let far = |first: u32, count: u32| first.saturating_add(count - 1);
            self.areas.push(Area { top, left, bottom: far(top, cell.rows), right: far(left, cell.columns) });
        }
        if let Some(value) = value(&cell) {
            for column in self.column..self.column.saturating_add(cell.repeat) {
                self.meter.take(cell.text.len())?;
                self.cells.push((column, value.clone()));
            }
        }
        self.column = self.column.saturating_add(cell.repeat);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let Some(page) = &mut self.page else { return Ok(()) };
        if !self.cells.is_empty() {
            for row in self.row..self.row.saturating_add(self.row_repeat) {
                for (column, value) in &self.cells {
                    // The first of the repeated rows was counted already, cell by cell.
                    if row > self.row {
                        self.meter.take(if let Value::Text(text) = value { text.len() } else { 0 })?;
                    }
                    page.put(row, *column, value.clone());
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }
}

fn value(cell: &Cell) -> Option<Value> {
    let text = tidy(&cell.text);
    let number = cell.value.trim().parse::<f64>().ok();
    let value = match (cell.kind.as_str(), number) {
        ("percentage", Some(number)) => Value::Percent(number),
        ("float" | "currency", Some(number)) => Value::Number(number),
        ("date", _) => match moment(&cell.value) {
            Some(moment) if text.contains('月') && !text.contains(['日', '号']) => Value::Month(moment),
            Some(moment) => Value::Moment(moment),
            None if text.is_empty() => return None,
            None => Value::Text(text),
        },
        ("boolean", _) => Value::Bool(cell.value == "true"),
        _ if text.is_empty() => return None,
        _ if text.starts_with('#') && text.ends_with(['!', '?']) || text == "#N/A" => Value::Error(text),
        _ => Value::Text(text),
    };
    Some(value)
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let day = || text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    text.parse().ok().or_else(day)
}
