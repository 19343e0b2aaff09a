//! Separated values: commas, semicolons, tabs or bars, whichever gives a table.

use super::book::{Meter, tidy};
use super::{Book, Page, ReadError, TooLarge, Value, encoding, limits};
use crate::exchange::csv::rearmed;

/// How much of a text is tried with each separator.
const SAMPLE: usize = 64 << 10;

/// Reads a text as a table.
pub fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    if bytes.len() > limits::PLAIN {
        return Err(ReadError::TooLarge(TooLarge::Text));
    }
    let text = encoding::decode(bytes)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    // Excel writes its separator in a first line of its own where it is asked to.
    let (text, told) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().len() == 5 && first.starts_with("sep=") => {
            (rest, first.as_bytes().get(4).copied())
        }
        _ => (text, None),
    };
    let separator = told.unwrap_or_else(|| separator(text));
    let mut page = Page::new("CSV");
    let mut meter = Meter::default();
    let mut row = u32::from(told.is_some());
    let mut next_line = 1;
    for record in table(text, separator).records() {
        let record = record.map_err(|error| ReadError::Damaged(error.to_string()))?;
        // The reader leaves blank lines out; a spreadsheet does not.
        let line = record.position().map_or(next_line, csv::Position::line);
        row = row.saturating_add(u32::try_from(line.saturating_sub(next_line)).unwrap_or(0));
        let inner: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        next_line = line.max(next_line) + inner as u64 + 1;
        for (column, cell) in (0..).zip(&record) {
            let cell = tidy(cell);
            let cell = rearmed(&cell);
            if !cell.is_empty() {
                meter.take(cell.len())?;
                let number = cell.parse().ok().filter(|_| has_lost_a_zero(cell));
                page.put(row, column, number.map_or_else(|| Value::Text(cell.to_owned()), Value::Number));
            }
        }
        row = row.saturating_add(1);
    }
    Ok(Book { pages: vec![page], remarks: Vec::new() })
}

/// Whether a spreadsheet may have dropped a zero: 7.1, 7.2 and 7.3 may have been 7.10, 7.20 and 7.30, which no text tells.
fn has_lost_a_zero(cell: &str) -> bool {
    cell.split_once('.').is_some_and(|(month, day)| {
        month.len() <= 2 && month.bytes().all(|byte| byte.is_ascii_digit()) && matches!(day, "1" | "2" | "3")
    })
}

fn table(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator that parts the most lines, and those into the same number of cells.
fn separator(text: &str) -> u8 {
    // The beginning tells; one line may be the whole file.
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or(text);
    let score = |separator: u8| {
        let widths: Vec<usize> = table(text, separator)
            .records()
            .take(60)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .collect();
        let most = widths.iter().copied().filter(|width| *width > 1).max().unwrap_or(0);
        let common =
            (2..=most).max_by_key(|width| (widths.iter().filter(|one| *one == width).count(), *width));
        common.map_or(0, |width| widths.iter().filter(|one| **one == width).count() * width)
    };
    let all = [b',', b'\t', b';', b'|'];
    // Of equal scores the first.
    all.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_long_as_no_table_is_refused_before_it_is_taken_apart() {
        let long = ",".repeat(limits::PLAIN + 1);
        assert!(matches!(read(long.as_bytes()), Err(ReadError::TooLarge(TooLarge::Text))));
        // One line that is the whole file tells its separator by its beginning.
        let one = format!("序号;工作任务;工作措施\n7;甲;{}\n", "长;".repeat(100_000));
        assert_eq!(separator(&one), b';');
    }

    #[test]
    fn a_workbook_of_more_cells_than_a_full_sheet_is_refused_even_where_they_are_empty() {
        let mut meter = Meter::default();
        assert!((0..limits::VISITED).all(|_| meter.visit().is_ok()));
        assert!(matches!(meter.visit(), Err(ReadError::TooLarge(TooLarge::Cells))));
    }
}
