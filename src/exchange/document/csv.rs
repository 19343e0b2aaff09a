//! CSV (RFC 4180) for spreadsheet programs. They run a cell that begins like a formula, so such a cell gets an apostrophe
//! before it; [`armed`] takes it away again, and every text comes back as it was.

use super::text::in_lines;
use super::{Outlet, Table};

/// What Excel takes UTF-8 by.
const MARK: &str = "\u{FEFF}";

/// The table as CSV.
pub fn write(table: &Table, outlet: Outlet) -> Vec<u8> {
    let mut text = String::from(if outlet == Outlet::File { MARK } else { "" });
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    line(&mut text, &titles);
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| disarmed(&in_lines(&cell.text()))).collect();
        line(&mut text, &cells);
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

/// Whether a program would run it: a formula's first sign, in either width, behind any number of apostrophes.
fn is_armed(text: &str) -> bool {
    let first = text.trim_start_matches('\'').chars().next();
    first.is_some_and(|c| matches!(crate::domain::half_width(c), '=' | '+' | '-' | '@' | '\t' | '\r' | '\n'))
}

/// The text as it stands in a cell.
pub fn disarmed(text: &str) -> String {
    if is_armed(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that a disarmed cell came from.
#[cfg(test)]
pub fn armed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_armed(text)).unwrap_or(cell)
}
