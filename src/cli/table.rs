//! A table on a terminal or in a pipe: columns by display width, never a control character.

use super::failure::Failure;
use super::output::Output;
use crate::screen::text::{cut, pad, visible, width};

/// Rows of cells under their heads.
pub struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The most that a column takes on a terminal.
    most: Vec<usize>,
}

impl Table {
    /// A table of these columns, each with the most cells that it takes on a terminal.
    pub fn new(columns: &[(&str, usize)]) -> Self {
        Self {
            heads: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
            rows: Vec::new(),
            most: columns.iter().map(|(_, most)| *most).collect(),
        }
    }

    /// One more row.
    pub fn push(&mut self, cells: &[String]) {
        let cells = cells.iter().map(|cell| visible(&cell.replace('\n', " ")).into_owned());
        self.rows.push(cells.collect());
    }

    /// Writes it: cut to the terminal's width, whole where there is none.
    pub fn write(&self, out: &mut Output) -> Result<(), Failure> {
        let all = || std::iter::once(&self.heads).chain(&self.rows);
        let narrow = out.width().is_some();
        let widths: Vec<usize> = (0..self.heads.len())
            .map(|column| {
                let widest =
                    all().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0);
                if narrow { widest.min(self.most[column]) } else { widest }
            })
            .collect();
        for row in all() {
            let cells = row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width));
            let line = cells.collect::<Vec<_>>().join("  ");
            let line = line.trim_end();
            match out.width() {
                Some(width) => out.line(&cut(line, width))?,
                None => out.line(line)?,
            }
        }
        Ok(())
    }
}
