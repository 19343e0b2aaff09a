//! A list as one sheet of a workbook: a title, heads that stay in sight, cells that wrap. Every cell is text, so that `07` and
//! what begins like a formula stay what they are.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr as _;

/// The widest a column gets, in characters.
const WIDEST: usize = 48;

/// One sheet with this title, these heads and rows. The same list gives the same bytes.
pub fn workbook<const N: usize>(
    title: &str,
    heads: [&str; N],
    rows: &[[String; N]],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The program has no clock here: the file says nothing of when it was made.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let text = text.set_border(FormatBorder::Thin);
    let head = text.clone().set_bold().set_align(FormatAlign::Center);
    let top = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let sheet = book.add_worksheet();
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(1, 1)?;
    let last = u16::try_from(N.saturating_sub(1)).unwrap_or(u16::MAX);
    if N > 1 {
        sheet.merge_range(0, 0, 0, last, title, &top)?;
    } else {
        sheet.write_string_with_format(0, 0, title, &top)?;
    }
    for (column, name) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(1, column, name, &head)?;
        let cells = rows.iter().map(|row| row[usize::from(column)].as_str());
        let widest = cells.chain([name]).flat_map(str::lines).map(|line| line.width()).max().unwrap_or(0);
        // A line of the sheet's font is a little wider than its characters.
        let width = u32::try_from(widest.clamp(6, WIDEST) + 2).unwrap_or(10);
        sheet.set_column_width(column, f64::from(width))?;
    }
    for (line, row) in (2_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string_with_format(line, column, fit(cell), &text)?;
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    book.save_to_buffer()
}

/// What a cell can hold: no control characters but the line break, and no more than Excel takes.
fn fit(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').take(32_000).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_anything_is_a_workbook_and_the_same_list_the_same_bytes() {
        let rows =
            [["=1+1".to_owned(), "\u{1b}[31m\n第二行".to_owned()], ["07".to_owned(), "长".repeat(40_000)]];
        let bytes = workbook("催办记录", ["甲", "乙"], &rows).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, workbook("催办记录", ["甲", "乙"], &rows).unwrap());
        assert!(workbook("空", ["甲"], &[]).is_ok());
    }
}
