//! What goes into cells: always as text or as a number, never as a formula; what is longer than a cell can hold goes on
//! elsewhere.

use std::collections::HashSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Faces;
use crate::exchange::document::Cell;
use crate::exchange::document::text::in_lines;

/// What a cell holds at most, in UTF-16 units.
const FULL: usize = 32_767;
/// What the first part of a longer text leaves room for.
const TAIL: &str = "……（全文见“长文续页”）";

/// The rest of a text that did not fit.
pub(super) struct Overflow {
    sheet: String,
    row: u32,
    column: u16,
    text: String,
}

/// Writes a cell; how it looks is settled for many at once, for each time the library weighs a whole format.
pub(super) fn put(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    overflow: &mut Vec<Overflow>,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        // A double holds every whole number that is counted here.
        #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        Cell::Number(number) => page.write_number(row, column, *number as f64).map(drop)?,
        Cell::Text(text) => {
            let text = in_lines(text);
            let (kept, cut) = split(&text, FULL);
            if cut.is_empty() {
                return page.write_string(row, column, kept).map(drop);
            }
            overflow.push(Overflow { sheet: page.name(), row, column, text: text.clone() });
            let (kept, _) = split(&text, FULL - TAIL.encode_utf16().count());
            page.write_string(row, column, format!("{kept}{TAIL}")).map(drop)?;
        }
    }
    Ok(())
}

/// The text as far as a cell can hold it.
pub(super) fn fitting(text: &str) -> String {
    let text = in_lines(text);
    split(&text, FULL).0.to_owned()
}

/// The text cut after so many UTF-16 units, never within a character.
fn split(text: &str, units: usize) -> (&str, &str) {
    if text.len() <= units {
        return (text, "");
    }
    let mut count = 0;
    for (place, c) in text.char_indices() {
        count += c.len_utf16();
        if count > units {
            return text.split_at(place);
        }
    }
    (text, "")
}

/// The texts that did not fit, whole, in as many cells side by side as they need.
pub(super) fn continued(page: &mut Worksheet, texts: &[Overflow], faces: &Faces) -> Result<(), XlsxError> {
    for (place, title) in ["工作表", "单元格", "全文（从左到右相连）"].into_iter().enumerate()
    {
        page.write_string_with_format(0, u16::try_from(place).unwrap_or(0), title, &faces.head)?;
    }
    for (place, one) in texts.iter().enumerate() {
        let row = u32::try_from(place + 1).unwrap_or(u32::MAX);
        page.write_string_with_format(row, 0, &one.sheet, &faces.text)?;
        let name = rust_xlsxwriter::utility::row_col_to_cell(one.row, one.column);
        page.write_string_with_format(row, 1, name, &faces.text)?;
        let (mut column, mut rest) = (2, one.text.as_str());
        while !rest.is_empty() && column < 16_384 {
            let (part, next) = split(rest, FULL);
            page.write_string_with_format(row, column, part, &faces.text)?;
            (column, rest) = (column + 1, next);
        }
        page.set_row_height(row, 30)?;
    }
    page.set_column_width(2, 80)?;
    Ok(())
}

/// Names for sheets: at most 31 characters, none of those that Excel refuses, none twice.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let plain: String = wanted
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
            .take(24)
            .collect();
        let plain = if plain.trim().is_empty() { "表".to_owned() } else { plain };
        let mut name = plain.clone();
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = format!("{plain}{number}");
            number += 1;
        }
        name
    }
}
