//! DOCX, as Word, WPS, `LibreOffice` and scripts write it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::source::{Layer, Source};
use super::{Format, NoticeError};
use crate::exchange::read::numbering::Numbering;
use crate::exchange::read::tree::{self, Node};

/// A part larger than this is not unpacked: a notice has some hundred kilobytes.
const LARGEST: u64 = 24 << 20;

/// The paragraphs and tables of a DOCX.
pub fn read(bytes: &[u8]) -> Result<Source, NoticeError> {
    let torn = |error: String| NoticeError::Torn { format: Format::Docx, reason: error };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| torn(error.to_string()))?;
    let document =
        part(&mut archive, "word/document.xml").ok_or_else(|| torn("word/document.xml".to_owned()))?;
    let read = |archive: &mut ZipArchive<Cursor<&[u8]>>, name| {
        part(archive, name).map(|text| tree::parse(&text)).unwrap_or_default()
    };
    let numbering = read(&mut archive, "word/numbering.xml");
    let styles = read(&mut archive, "word/styles.xml");
    let tree = tree::parse(&document);
    let mut reader =
        Reader { numbering: Numbering::new(&numbering, &styles), in_cell: false, source: Source::default() };
    if let Some(body) = tree.child("document").and_then(|document| document.child("body")) {
        reader.flow(body);
    }
    Ok(reader.source)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(super::decode::decode(&bytes, None))
}

struct Reader {
    numbering: Numbering,
    /// Whether a cell is being read.
    in_cell: bool,
    source: Source,
}

impl Reader {
    /// Everything in a body, a cell or a text box, in order.
    fn flow(&mut self, parent: &Node) {
        for child in &parent.children {
            match child.name.as_str() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "sdt" => {
                    if let Some(content) = child.child("sdtContent") {
                        self.flow(content);
                    }
                }
                "customXml" | "smartTag" | "ins" | "moveTo" => self.flow(child),
                "AlternateContent" => self.flow(child.child("Choice").unwrap_or(child)),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Node) {
        let (number, heading) = self.numbering.of(paragraph);
        let mut text = Text::default();
        runs(paragraph, &mut text);
        for (place, line) in text.written.split('\n').enumerate() {
            match (place, line.trim().is_empty()) {
                // In a cell the number may be all there is: 序号 that Word counts by itself.
                (0, blank) if !blank || self.in_cell => {
                    self.source.paragraph(&format!("{number}{}", line.trim()), heading);
                }
                _ => self.source.paragraph(line, None),
            }
        }
        for textbox in text.boxes {
            self.flow(textbox);
        }
    }

    fn table(&mut self, table: &Node) {
        let mut layer = Layer::default();
        // A table that holds others is only there to lay things out.
        let outer = rows(table).iter().any(|row| cells(row).iter().any(|cell| cell.child("tbl").is_some()));
        if outer {
            for row in rows(table) {
                for cell in cells(row) {
                    self.flow(cell);
                }
            }
            return;
        }
        // For each column the row before which the cell that was merged there ends.
        let mut ends: HashMap<usize, usize> = HashMap::new();
        let laid: Vec<Vec<Laid>> = rows(table).into_iter().map(|row| self.row(row)).collect();
        for (place, row) in laid.iter().enumerate() {
            layer.begin_row();
            for cell in row {
                if cell.continues && ends.get(&cell.column).is_some_and(|end| *end > place) {
                    continue;
                }
                let below = &laid[place + 1..];
                let goes_on =
                    |row: &&Vec<Laid>| row.iter().any(|one| one.column == cell.column && one.continues);
                let span = 1 + below.iter().take_while(goes_on).count();
                ends.insert(cell.column, place + span);
                layer.cell(cell.text.clone(), span, cell.width);
            }
            layer.end_row();
        }
        self.source.table(layer.grid());
    }

    /// The cells of a row with the columns that they stand in.
    fn row(&mut self, row: &Node) -> Vec<Laid> {
        let skipped = row.child("trPr").and_then(|settings| settings.value("gridBefore"));
        let mut column = skipped.and_then(|count| count.parse().ok()).unwrap_or(0_usize).min(64);
        let mut laid: Vec<Laid> = (0..column)
            .map(|column| Laid { column, width: 1, continues: false, text: String::new() })
            .collect();
        for cell in cells(row) {
            let settings = cell.child("tcPr");
            let width =
                settings.and_then(|settings| settings.value("gridSpan")).and_then(|span| span.parse().ok());
            let width = width.unwrap_or(1_usize).clamp(1, 64);
            let merged = settings.and_then(|settings| settings.child("vMerge"));
            let continues = merged.is_some_and(|merged| merged.attribute("val") != Some("restart"));
            laid.push(Laid { column, width, continues, text: self.cell(cell) });
            column += width;
        }
        laid
    }

    /// The text of a cell, one line a paragraph.
    fn cell(&mut self, cell: &Node) -> String {
        let outside = std::mem::take(&mut self.source);
        let around = std::mem::replace(&mut self.in_cell, true);
        self.flow(cell);
        self.in_cell = around;
        let inside = std::mem::replace(&mut self.source, outside);
        let lines = inside.blocks.into_iter().filter_map(|block| match block {
            super::source::Block::Paragraph(paragraph) => Some(paragraph.text),
            super::source::Block::Table(_) => None,
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A cell of a row and where it stands.
struct Laid {
    column: usize,
    width: usize,
    /// Whether it goes on from the row above (`vMerge` without `restart`).
    continues: bool,
    text: String,
}

/// The rows of a table, those in content controls included.
fn rows(table: &Node) -> Vec<&Node> {
    inside(table, "tr")
}

fn cells(row: &Node) -> Vec<&Node> {
    inside(row, "tc")
}

fn inside<'a>(parent: &'a Node, name: &str) -> Vec<&'a Node> {
    let mut found = Vec::new();
    for child in &parent.children {
        match child.name.as_str() {
            one if one == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => found.extend(inside(child, name)),
            _ => {}
        }
    }
    found
}

/// The text of a paragraph as its runs give it.
#[derive(Default)]
struct Text<'a> {
    written: String,
    boxes: Vec<&'a Node>,
}

fn runs<'a>(parent: &'a Node, text: &mut Text<'a>) {
    for child in &parent.children {
        match child.name.as_str() {
            "t" => text.written.push_str(&child.all_text()),
            "tab" | "ptab" if parent.name == "r" => text.written.push('\t'),
            "br" | "cr" if parent.name == "r" => text.written.push('\n'),
            "noBreakHyphen" => text.written.push('-'),
            // Taken out by whoever tracked changes, or hidden, or the machinery of fields.
            "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "sdtPr" => {}
            "r" if child.child("rPr").is_some_and(|settings| settings.is_on("vanish")) => {}
            "AlternateContent" => runs(child.child("Choice").unwrap_or(child), text),
            "txbxContent" => text.boxes.push(child),
            "pict" | "Fallback" if parent.name == "AlternateContent" => {}
            _ => runs(child, text),
        }
    }
}
