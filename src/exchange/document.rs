//! One model of a printed document, and one writer for each format. Weekly, annual report, 通报, 考核记录 and 交接单 all
//! come down to it, so that every format says the same. The same document gives the same bytes.
//!
//! Text of others is harmless in each format: the model holds it as it is, and every writer keeps it on its place.

mod csv;
mod docx;
mod html;
mod markdown;
pub mod paper;
#[cfg(test)]
mod tests;
pub mod text;
mod xlsx;

use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::Serialize;

pub use markdown::as_read;
pub use text::{Run, Text};
pub use xlsx::list as workbook;

/// A format that a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Markdown, for reading and for pasting.
    #[default]
    Markdown,
    /// One page of HTML with nothing from outside.
    Html,
    /// Word, in the form of GB/T 9704.
    Docx,
    /// A workbook with the tables.
    Xlsx,
    /// One flat table.
    Csv,
    /// The model as YAML.
    Yaml,
    /// The model as JSON.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] =
        [Self::Markdown, Self::Html, Self::Docx, Self::Xlsx, Self::Csv, Self::Yaml, Self::Json];

    /// The word on the command line, which is also how files of it end.
    pub fn key(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx)
    }
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: md, html, docx, xlsx, csv, yaml or json")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = word.trim().to_ascii_lowercase();
        let other = match word.as_str() {
            "markdown" => "md",
            "htm" => "html",
            "yml" => "yaml",
            other => other,
        };
        Self::ALL.into_iter().find(|one| one.key() == other).ok_or(UnknownFormat(word))
    }
}

/// A model that a format cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document cannot be written as {}: {reason}", format.key())]
pub struct RenderError {
    /// The format.
    pub format: Format,
    /// What its writer said.
    pub reason: String,
}

/// Where the bytes go: a spreadsheet program needs a mark before CSV in a file, a pipe is disturbed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Outlet {
    /// A file.
    #[default]
    File,
    /// Standard output.
    Pipe,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title.
    pub title: String,
    /// Under it, a line each: office, date.
    pub byline: Vec<String>,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// Tables that only the workbook has, before all others: the full 配档表.
    pub sheets: Vec<Sheet>,
    /// What the CSV has.
    pub flat: Table,
    /// The moment that files name as their making: that of the data, never the clock's.
    pub made: NaiveDateTime,
    /// The office that files name as their author.
    pub author: String,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading with its number.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(Text),
    /// 主送机关: who is addressed, from the edge.
    Addressee(String),
    /// Numbered lines, the first with this number.
    Numbered(usize, Vec<Text>),
    /// Lines without a number.
    Points(Vec<Text>),
    /// A table.
    Table(Table),
    /// The shares over the reports; only HTML draws it.
    Trend(Trend),
    /// What follows is an annex: on a page of its own where there are pages.
    Annex {
        /// 附件1.
        label: String,
        /// What it is called.
        title: String,
    },
    /// 落款 at the right: name, date.
    Signature(Vec<String>),
}

/// How deep a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 一、
    Section,
    /// （一）
    Part,
    /// 1.
    Point,
}

/// A table. Every row has a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it is called; also its sheet's name in a workbook.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// 注1, 注2 … under it: what a cell has no room for.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its width in Chinese characters, against the other columns.
    pub width: usize,
}

/// A cell. Blank, `/` and 0 say different things in the forms of the field, and stay different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was said.
    Blank,
    /// A text; `/` says that it does not apply.
    Text(String),
    /// A number.
    Number(i64),
}

impl Cell {
    /// What it says.
    pub fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Blank, Self::Number)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(name: &str, columns: &[(&str, usize)]) -> Self {
        let columns =
            columns.iter().map(|(title, width)| Column { title: (*title).to_owned(), width: *width });
        Self { name: name.to_owned(), columns: columns.collect(), ..Self::default() }
    }

    /// A note under the table; its number. The same note is there once.
    pub fn note(&mut self, text: &str) -> usize {
        let known = self.notes.iter().position(|note| note == text);
        known.unwrap_or_else(|| {
            self.notes.push(text.to_owned());
            self.notes.len() - 1
        }) + 1
    }

    /// The notes as they stand under it: 注1：…
    pub fn noted(&self) -> impl Iterator<Item = String> + '_ {
        self.notes.iter().enumerate().map(|(place, note)| format!("注{}：{note}。", place + 1))
    }

    /// One more row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }
}

/// A table of the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The title in its first row.
    pub title: String,
    /// The table.
    pub table: Table,
    /// Columns, from the left, in which equal cells that stand one under another become one. Such a sheet has no filter,
    /// because merged cells break it.
    pub merged: usize,
    /// Columns, from the left, that stay when one scrolls.
    pub frozen: usize,
}

/// Shares of the tasks' classes over the reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// The classes' words.
    pub classes: Vec<String>,
    /// Per report its label and the shares in tenths of a percent, in the order of the classes.
    pub points: Vec<(String, Vec<u32>)>,
}

/// Something that can be printed: its model is the YAML and the JSON, its document all else.
pub trait Printed: Serialize {
    /// The document.
    fn document(&self) -> Document;
}

/// `printed` in a format. `complete` adds what only the larger formats have (the full table), and is asked for them alone.
///
/// # Errors
/// The format cannot hold it.
pub fn render<P: Printed>(
    printed: &P,
    complete: impl FnOnce(&mut Document),
    format: Format,
    outlet: Outlet,
) -> Result<Vec<u8>, RenderError> {
    let failed = |reason: String| RenderError { format, reason };
    match format {
        Format::Yaml => {
            serde_yaml::to_string(printed).map(String::into_bytes).map_err(|error| failed(error.to_string()))
        }
        Format::Json => serde_json::to_string_pretty(printed)
            .map(|text| (text + "\n").into_bytes())
            .map_err(|error| failed(error.to_string())),
        Format::Markdown => Ok(markdown::write(&printed.document()).into_bytes()),
        Format::Html => Ok(html::write(&printed.document()).into_bytes()),
        Format::Docx => docx::write(&printed.document()).map_err(failed),
        Format::Xlsx | Format::Csv => {
            let mut document = printed.document();
            complete(&mut document);
            if format == Format::Xlsx {
                xlsx::write(&document).map_err(failed)
            } else {
                Ok(csv::write(&document.flat, outlet))
            }
        }
    }
}
