//! The flat table as CSV.

use super::text::in_lines;
use super::{Outlet, Table};
use crate::exchange::csv::{MARK, line};

/// The table as CSV.
pub fn write(table: &Table, outlet: Outlet) -> Vec<u8> {
    let mut text = String::from(if outlet == Outlet::File { MARK } else { "" });
    text += &line(table.columns.iter().map(|column| column.title.as_str()));
    text += "\r\n";
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| in_lines(&cell.text())).collect();
        text += &line(cells.iter().map(String::as_str));
        text += "\r\n";
    }
    text.into_bytes()
}
