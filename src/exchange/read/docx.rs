//! The tables of a DOCX: merged cells, rows with fewer cells, nested tables, links, controls and tracked changes (what was
//! inserted counts, what was deleted does not), numbers that Word counts by itself. Paragraphs before a table are kept: they
//! often name the unit.

use super::book::{Meter, tidy};
use super::numbering::Numbering;
use super::xml::{Step, Walker, attribute, number};
use super::{Area, Book, Page, ReadError, Remark, Value, limits, tree};

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    let mut archive = limits::archive(bytes)?;
    limits::check(&mut archive)?;
    let names = limits::names(&archive);
    let any = |part: &str| names.iter().any(|name| name.to_ascii_lowercase().contains(part));
    let mut remarks = Vec::new();
    if any("vbaproject") {
        remarks.push(Remark::Macros);
    }
    if any("word/media/") {
        remarks.push(Remark::Pictures);
    }
    let name = names
        .iter()
        .find(|name| name.trim_start_matches('/') == "word/document.xml")
        .or_else(|| names.iter().find(|name| name.contains("word/document") && has_xml(name)))
        .ok_or_else(|| ReadError::Damaged("word/document.xml".to_owned()))?;
    let text = limits::part(&mut archive, name)?.unwrap_or_default();
    let (numbering, styles) =
        (counted(&mut archive, "word/numbering.xml")?, counted(&mut archive, "word/styles.xml")?);
    let mut body = Body::new(Numbering::new(&numbering, &styles));
    let mut walker = Walker::new(&text);
    loop {
        match walker.step()? {
            Step::Open(start) => body.open(&start)?,
            Step::Close(name) => body.close(&name)?,
            Step::Text(text) => body.text(&text),
            Step::End => break,
        }
    }
    if !body.stack.is_empty() || body.skipping > 0 {
        return Err(ReadError::Damaged("word/document.xml".to_owned()));
    }
    match body.pages.last_mut() {
        Some(page) => page.below = body.above,
        // Without a table its lines are one: 活动主题：… needs no cells.
        None => body.pages.extend(of_lines(body.above)),
    }
    Ok(Book { pages: body.pages, remarks })
}

/// The lines of a document as a page of one column; none where there is no line.
fn of_lines(lines: Vec<String>) -> Option<Page> {
    let mut page = Page::new("正文");
    for (row, line) in (0..).zip(lines) {
        page.put(row, 0, Value::Text(line));
    }
    (!page.is_empty()).then_some(page)
}

/// A part that says how the document counts; one that is larger than any such is left away.
fn counted(archive: &mut limits::Archive<'_>, name: &str) -> Result<tree::Node, ReadError> {
    const LARGEST: usize = 4 << 20;
    let text = limits::part(archive, name)?.filter(|text| text.len() <= LARGEST);
    Ok(text.map(|text| tree::parse(&text)).unwrap_or_default())
}

fn has_xml(name: &str) -> bool {
    name.to_ascii_lowercase().strip_suffix(".xml").is_some()
}

/// Elements whose content is not part of the text.
const SKIPPED: [&str; 8] =
    ["del", "moveFrom", "Fallback", "instrText", "delText", "pict", "footnoteReference", "pPrChange"];

/// Where the walk is.
struct Body {
    numbering: Numbering,
    /// What the open paragraph says of its number: style, list, level.
    counted: [Option<String>; 3],
    pages: Vec<Page>,
    /// The open tables, the innermost last.
    stack: Vec<Table>,
    /// The paragraphs since the last table.
    above: Vec<String>,
    /// The paragraph outside of tables.
    line: String,
    skipping: usize,
    in_text: bool,
    in_run: usize,
    tables: usize,
    meter: Meter,
}

/// An open table.
#[derive(Default)]
struct Table {
    page: Page,
    row: u32,
    column: u32,
    span: u32,
    /// Whether the cell goes on with the one above, and whether it begins such a column.
    merge: Merge,
    text: String,
    /// Merged columns that may go on: first row, first and last column.
    running: Vec<Area>,
    done: Vec<Area>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Merge {
    #[default]
    None,
    Start,
    Next,
}

impl Body {
    fn new(numbering: Numbering) -> Self {
        Self {
            numbering,
            counted: [const { None }; 3],
            pages: Vec::new(),
            stack: Vec::new(),
            above: Vec::new(),
            line: String::new(),
            skipping: 0,
            in_text: false,
            in_run: 0,
            tables: 0,
            meter: Meter::default(),
        }
    }

    fn open(&mut self, start: &quick_xml::events::BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.local_name();
        let name = name.as_ref();
        if self.skipping > 0 || SKIPPED.contains(&name) {
            self.skipping += 1;
            return Ok(());
        }
        match name {
            "tbl" => {
                // Deeper than any table of people: refused before it costs anything.
                if self.stack.len() > 50 {
                    return Err(ReadError::Damaged("nested tables".to_owned()));
                }
                self.tables += 1;
                let mut page = Page::new(format!("表{}", self.tables));
                if self.stack.is_empty() {
                    page.above = std::mem::take(&mut self.above);
                }
                self.stack.push(Table { page, ..Table::default() });
            }
            "r" => self.in_run += 1,
            "t" => self.in_text = true,
            "tab" if self.in_run > 0 => self.push("\t"),
            "br" | "cr" if self.in_run > 0 => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push(symbol(start)),
            "pPr" => self.counted = [const { None }; 3],
            "pStyle" => self.counted[0] = attribute(start, "val"),
            "numId" => self.counted[1] = attribute(start, "val"),
            "ilvl" => self.counted[2] = attribute(start, "val"),
            _ => {
                if let Some(table) = self.stack.last_mut() {
                    table.open(name, start);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        match name {
            "r" => self.in_run = self.in_run.saturating_sub(1),
            "t" => self.in_text = false,
            "pPr" => {
                let [style, list, level] = self.counted.each_ref().map(Option::as_deref);
                let number = self.numbering.number(style, list, level);
                self.push(&number);
            }
            "p" => {
                if let Some(table) = self.stack.last_mut() {
                    table.text.push('\n');
                    return Ok(());
                }
                let line = tidy(&std::mem::take(&mut self.line));
                if !line.is_empty() {
                    self.meter.take(line.len())?;
                    self.above.push(line);
                }
            }
            "tc" => {
                if let Some(table) = self.stack.last_mut() {
                    table.end_cell(&mut self.meter)?;
                }
            }
            "tr" => {
                if let Some(table) = self.stack.last_mut() {
                    table.end_row();
                }
            }
            "tbl" => {
                if let Some(mut table) = self.stack.pop() {
                    let mut areas = std::mem::take(&mut table.done);
                    areas.append(&mut table.running);
                    table.page.merge(areas);
                    self.pages.push(table.page);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.skipping == 0 && self.in_text {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        match self.stack.last_mut() {
            Some(table) => table.text.push_str(text),
            None => self.line.push_str(text),
        }
    }
}

impl Table {
    fn open(&mut self, name: &str, start: &quick_xml::events::BytesStart<'_>) {
        match name {
            "gridBefore" => {
                self.column = self.column.saturating_add(number(start, "val").unwrap_or(0).min(1000));
            }
            "tc" => {
                self.span = 1;
                self.merge = Merge::None;
                self.text.clear();
            }
            "gridSpan" => self.span = number(start, "val").unwrap_or(1).clamp(1, 1000),
            "vMerge" => {
                let starts = attribute(start, "val").is_some_and(|val| val == "restart");
                self.merge = if starts { Merge::Start } else { Merge::Next };
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, meter: &mut Meter) -> Result<(), ReadError> {
        let (row, left) = (self.row, self.column);
        let right = left.saturating_add(self.span.max(1) - 1);
        let text = tidy(&std::mem::take(&mut self.text));
        let running = self.running.iter_mut().find(|area| area.left == left && area.bottom + 1 == row);
        match (self.merge, running) {
            (Merge::Next, Some(area)) => area.bottom = row,
            (Merge::Start, _) => self.running.push(Area { top: row, left, bottom: row, right }),
            _ if right > left => self.done.push(Area { top: row, left, bottom: row, right }),
            _ => {}
        }
        if !text.is_empty() {
            meter.take(text.len())?;
            self.page.put(row, left, Value::Text(text));
        }
        self.column = right.saturating_add(1);
        Ok(())
    }

    fn end_row(&mut self) {
        let row = self.row;
        let (running, ended) = self.running.drain(..).partition(|area: &Area| area.bottom == row);
        self.running = running;
        self.done.extend(ended);
        self.row += 1;
        self.column = 0;
    }
}

/// A tick set as a symbol.
fn symbol(start: &quick_xml::events::BytesStart<'_>) -> &'static str {
    match attribute(start, "char").unwrap_or_default().to_ascii_uppercase().as_str() {
        "F0FC" | "F0FE" | "F050" | "F052" | "00FC" | "00FE" | "0050" | "0052" => "√",
        "F0FB" | "F0FD" | "F04F" | "F051" => "×",
        _ => "",
    }
}
