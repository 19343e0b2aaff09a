//! A sheet as CSV: UTF-8 with the mark that Excel wants, the header in the first line, the names of records in two
//! columns at the end.

use super::outgoing::{COLUMNS, NAMES, Outgoing};
use crate::exchange::csv;

/// The text.
pub fn render(sheet: &Outgoing<'_>) -> String {
    let mut lines = vec![csv::line(COLUMNS.into_iter().chain(NAMES))];
    for row in &sheet.rows {
        let names = row.names();
        lines.push(csv::line(row.cells().into_iter().chain(names.iter().map(String::as_str))));
    }
    format!("{}{}\r\n", csv::MARK, lines.join("\r\n"))
}
