//! What any reader makes of a file: pages of cells with their places and merged regions.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::limits;
use super::{ReadError, TooLarge};

/// A file as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// Its sheets or tables, in order.
    pub pages: Vec<Page>,
    /// What was in it and not looked at.
    pub remarks: Vec<Remark>,
}

/// Something in a file that is ignored, and said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Remark {
    /// Macros: never run.
    Macros,
    /// Links to other files: never followed.
    Links,
    /// Pictures in the sheet: not read.
    Pictures,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number shown in percent: 0.4 is 40 %.
    Percent(f64),
    /// A day, perhaps with a time.
    Moment(NaiveDateTime),
    /// A day that is shown as its month only.
    Month(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// An error of a formula: `#REF!`.
    Error(String),
}

/// A rectangle of cells, both ends included, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub top: u32,
    /// The first column.
    pub left: u32,
    /// The last row.
    pub bottom: u32,
    /// The last column.
    pub right: u32,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// One sheet of a workbook, or one table of a document.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of the page")]
pub struct Page {
    /// Its name: the sheet's, or 表1, 表2 … in a document.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether days are counted from 1904.
    pub since_1904: bool,
    /// The paragraphs that stand before a table in a document.
    pub above: Vec<String>,
    /// Those that stand behind the last table.
    pub below: Vec<String>,
    /// Whether its rows are the columns of the file (see [`Page::turned`]).
    turned: bool,
    rows: BTreeMap<u32, BTreeMap<u32, Value>>,
    /// How many columns they reach over.
    width: u32,
    merges: Vec<Area>,
    /// Rows with a merged region, and which.
    merged: BTreeMap<u32, Vec<usize>>,
}

/// The name of a cell as spreadsheets have it: `B3`.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

impl Page {
    /// A page without cells.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Puts a value.
    pub fn put(&mut self, row: u32, column: u32, value: Value) {
        self.width = self.width.max(column.saturating_add(1));
        self.rows.entry(row).or_default().insert(column, value);
    }

    /// Takes the merged regions: those of one cell are none, and beyond so many they are not looked at.
    pub fn merge(&mut self, areas: impl IntoIterator<Item = Area>) {
        let real = |area: &Area| area.top < area.bottom || area.left < area.right;
        self.merges = areas.into_iter().filter(real).take(limits::MERGES).collect();
        self.merged.clear();
        let mut noted = 0;
        for (place, area) in self.merges.iter().enumerate() {
            // Only rows that have something are ever asked for, however far a region reaches.
            for row in self.rows.range(area.top..=area.bottom).map(|(row, _)| *row) {
                self.merged.entry(row).or_default().push(place);
                noted += 1;
                if noted > limits::CELLS {
                    return;
                }
            }
        }
    }

    /// The rows that have something, in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.keys().copied()
    }

    /// The columns of a row that have something of their own, in order.
    pub fn columns(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        self.rows.get(&row).into_iter().flat_map(|cells| cells.keys().copied())
    }

    /// The last column that has something.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The merged region that a cell belongs to.
    pub fn region(&self, row: u32, column: u32) -> Option<Area> {
        let places = self.merged.get(&row)?;
        places.iter().map(|place| self.merges[*place]).find(|area| area.holds(row, column))
    }

    /// What a cell itself holds.
    pub fn own(&self, row: u32, column: u32) -> Option<&Value> {
        self.rows.get(&row)?.get(&column)
    }

    /// The page with its columns as rows, for tables whose heads stand one under another; none where it is larger than
    /// such a table is.
    pub fn turned(&self) -> Option<Self> {
        const MOST: u32 = 200;
        let last = self.rows.keys().next_back().copied()?;
        if last >= MOST || self.width() >= MOST {
            return None;
        }
        let mut page = Self {
            name: self.name.clone(),
            hidden: self.hidden,
            since_1904: self.since_1904,
            above: self.above.clone(),
            below: self.below.clone(),
            turned: !self.turned,
            ..Self::default()
        };
        for (row, cells) in &self.rows {
            for (column, value) in cells {
                page.put(*column, *row, value.clone());
            }
        }
        let turn =
            |area: &Area| Area { top: area.left, left: area.top, bottom: area.right, right: area.bottom };
        page.merge(self.merges.iter().map(turn));
        Some(page)
    }

    /// Whether its rows are the columns of the file.
    pub fn is_turned(&self) -> bool {
        self.turned
    }

    /// The name that a cell has in the file.
    pub fn address(&self, row: u32, column: u32) -> String {
        if self.turned { address(column, row) } else { address(row, column) }
    }

    /// What a cell shows: of a merged region its first cell's value, in all rows and columns.
    pub fn spread(&self, row: u32, column: u32) -> Option<&Value> {
        match self.region(row, column) {
            Some(area) => self.own(area.top, area.left),
            None => self.own(row, column),
        }
    }

    /// What a cell says of its column: of a merged region its first cell's value in all rows, but in the first column
    /// only.
    pub fn down(&self, row: u32, column: u32) -> Option<&Value> {
        match self.region(row, column) {
            Some(area) if area.left == column => self.own(area.top, area.left),
            Some(_) => None,
            None => self.own(row, column),
        }
    }
}

/// Counts what a reader takes, and stops it in time.
#[derive(Debug, Default)]
pub struct Meter {
    cells: usize,
    visited: usize,
    text: usize,
}

impl Meter {
    /// One more cell, perhaps an empty one.
    pub fn visit(&mut self) -> Result<(), ReadError> {
        self.visited += 1;
        if self.visited > limits::VISITED { Err(ReadError::TooLarge(TooLarge::Cells)) } else { Ok(()) }
    }

    /// One more cell with so much text.
    pub fn take(&mut self, text: usize) -> Result<(), ReadError> {
        self.cells += 1;
        self.text += text;
        if self.cells > limits::CELLS {
            return Err(ReadError::TooLarge(TooLarge::Cells));
        }
        if self.text > limits::TEXT {
            return Err(ReadError::TooLarge(TooLarge::Text));
        }
        Ok(())
    }
}

/// The moment of a spreadsheet's serial number: days since the end of 1899, or since 1 January 1904.
pub fn serial(number: f64, since_1904: bool) -> Option<NaiveDateTime> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    // Excel takes 1900 for a leap year; days after that February count from 30 December 1899.
    let first = if since_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = chrono::NaiveDate::from_ymd_opt(first.0, first.1, first.2)?.and_hms_opt(0, 0, 0)?;
    #[allow(clippy::cast_possible_truncation, reason = "within the range of years 1900 to 9999")]
    let seconds = (number * 86_400.0).round() as i64;
    first.checked_add_signed(chrono::Duration::seconds(seconds))
}

/// A text as people see it: `\n` between lines, no other control characters, what XML escaped put back.
pub fn tidy(text: &str) -> String {
    let text = if text.contains("_x") { unescaped(text) } else { text.to_owned() };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
        .map(|c| if c == '\u{a0}' { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// `_x000D_` is how a workbook writes a character that XML cannot hold.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        if let Some(c) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            plain.push(c);
            rest = &rest[at + 7..];
        } else {
            plain.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    plain + rest
}
