//! A sheet as a workbook for Excel and WPS: ready to print, guided by drop-downs and notes, and without protection, since
//! units insert rows.
//!
//! Beside the sheet to fill in there are 填报说明 and 附件2, a hidden sheet with long lists (an inline list holds 255
//! characters at most) and one that says which sending the workbook belongs to.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::notes::{ANNEX, ANNEX_TITLE, INSTRUCTIONS, STATUSES, note};
use super::outgoing::{COLUMNS, FIXED, NAMES, Outgoing, field};
use crate::domain::sheet::ANSWERS;

/// The sheet that says which sending it is.
pub const MARK: &str = "_peidang";
/// The sheet with long lists.
pub const LISTS: &str = "_lists";
/// Rows left for further measures.
const SPARE: u32 = 12;
/// The row of the header, from 0; the title and 填报单位 stand above.
const HEAD: u32 = 2;
/// The widths of the columns, in characters.
const WIDTHS: [f64; 16] =
    [5.0, 15.0, 34.0, 34.0, 12.0, 9.0, 10.0, 9.0, 14.0, 12.0, 8.0, 26.0, 16.0, 16.0, 14.0, 12.0];

/// The workbook's bytes.
pub fn render(sheet: &Outgoing<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(sheet.at.and_utc().timestamp())?;
    book.set_properties(&DocProperties::new().set_title(sheet.title()).set_creation_datetime(&made));
    let numbers = main(book.add_worksheet(), sheet)?;
    instructions(book.add_worksheet(), sheet)?;
    annex(book.add_worksheet(), sheet)?;
    lists(book.add_worksheet(), sheet, &numbers)?;
    mark(book.add_worksheet(), sheet)?;
    book.save_to_buffer()
}

fn base() -> Format {
    Format::new().set_font_name("宋体").set_font_size(10)
}

fn cell() -> Format {
    base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// The sheet to fill in; the numbers of its tasks.
fn main(page: &mut Worksheet, sheet: &Outgoing<'_>) -> Result<Vec<String>, XlsxError> {
    page.set_name("工作配档表")?;
    let last = column(COLUMNS.len() - 1);
    let title = base().set_font_size(16).set_bold().set_align(FormatAlign::Center);
    page.merge_range(0, 0, 0, last, &sheet.title(), &title.set_align(FormatAlign::VerticalCenter))?;
    let above = base().set_align(FormatAlign::VerticalCenter);
    page.merge_range(1, 0, 1, 3, &format!("填报单位（盖章）：{}", sheet.unit), &above)?;
    page.merge_range(1, 4, 1, 7, "审核人：", &above)?;
    page.merge_range(1, 8, 1, 10, "填报人：", &above)?;
    page.merge_range(1, 11, 1, last, "填报时间：", &above)?;
    let head = cell().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00DD_E6EE));
    for (place, name) in COLUMNS.iter().enumerate() {
        let at = column(place);
        page.write_string_with_format(HEAD, at, *name, &head)?;
        page.set_column_width(at, WIDTHS[place])?;
        if let Some(text) = field(place).and_then(|field| note(field.key)) {
            page.insert_note(HEAD, at, &Note::new(text).add_author_prefix(false))?;
        }
    }
    for (place, name) in NAMES.iter().enumerate() {
        let at = column(COLUMNS.len() + place);
        page.write_string_with_format(HEAD, at, *name, &head)?;
        page.set_column_hidden(at)?;
    }
    // Text, so that a phone keeps its zero; time limits stay general, so that a day typed becomes a day.
    let (fixed, text, general) =
        (cell().set_background_color(Color::RGB(0x00EF_EFEF)), cell().set_num_format("@"), cell());
    let due = FIXED + ANSWERS.iter().position(|key| *key == "due").unwrap_or_default();
    let format = |place: usize| if place == due { &general } else { &text };
    let mut at = HEAD + 1;
    for row in &sheet.rows {
        for (place, words) in row.cells().into_iter().enumerate() {
            let format = if place < FIXED { &fixed } else { format(place) };
            page.write_string_with_format(at, column(place), words, format)?;
        }
        for (place, name) in row.names().into_iter().enumerate() {
            page.write_string(at, column(COLUMNS.len() + place), name)?;
        }
        page.set_row_height(at, height(&row.cells()))?;
        at += 1;
    }
    for spare in at..at + SPARE {
        for place in 0..COLUMNS.len() {
            page.write_blank(spare, column(place), if place == 0 { &general } else { format(place) })?;
        }
        page.set_row_height(spare, 30)?;
    }
    validations(page, sheet, at)?;
    page.set_freeze_panes(HEAD + 1, 1)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    page.set_repeat_rows(0, HEAD)?;
    page.set_print_area(0, 0, at + SPARE - 1, last)?;
    page.set_footer("&C第 &P 页，共 &N 页");
    let mut numbers: Vec<String> = sheet.rows.iter().map(|row| row.number.clone()).collect();
    numbers.dedup();
    Ok(numbers)
}

/// What may be typed where; `spare` is the first spare row. Nothing is refused: a unit may know better.
fn validations(page: &mut Worksheet, sheet: &Outgoing<'_>, spare: u32) -> Result<(), XlsxError> {
    let end = spare + SPARE - 1;
    let at = |key: &str| column(FIXED + ANSWERS.iter().position(|one| *one == key).unwrap_or_default());
    let status = DataValidation::new()
        .allow_list_strings(&STATUSES)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("状态")?
        .set_error_message("请从下拉列表中选择。仍要这样填写吗？")?;
    page.add_data_validation(HEAD + 1, at("status"), end, at("status"), &status)?;
    let day = |year: i32| ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(2024), 1, 1);
    // A date check looks at numbers alone, so that 每季度 and 长期坚持 are asked about and not refused.
    let due = DataValidation::new()
        .allow_date(DataValidationRule::Between(day(sheet.year)?, day(sheet.year + 2)?))
        .set_input_title("完成时限")?
        .set_input_message("如：7月10日前、9月底前、每季度、长期坚持。")?
        .set_error_style(DataValidationErrorStyle::Information)
        .set_error_title("完成时限")?
        .set_error_message("这不是今明两年的一个日期。如是“每季度”“长期坚持”等，请按“确定”。")?;
    page.add_data_validation(HEAD + 1, at("due"), end, at("due"), &due)?;
    if !sheet.rows.is_empty() {
        let numbers = DataValidation::new()
            .allow_list_formula(list('A', sheet.rows.len()))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message("请填本表中任务的序号。仍要这样填写吗？")?;
        page.add_data_validation(spare, 0, end, 0, &numbers)?;
    }
    Ok(())
}

/// A list on the sheet of lists: its column and how many items it has.
fn list(column: char, count: usize) -> Formula {
    Formula::new(format!("='{LISTS}'!${column}$1:${column}${count}"))
}

fn instructions(page: &mut Worksheet, sheet: &Outgoing<'_>) -> Result<(), XlsxError> {
    page.set_name("填报说明")?;
    page.set_column_width(0, 110)?;
    let title = base().set_font_size(16).set_bold().set_align(FormatAlign::Center);
    page.write_string_with_format(0, 0, "填报说明", &title)?;
    let text = base().set_font_size(12).set_text_wrap().set_align(FormatAlign::VerticalCenter);
    for (at, line) in (1..).zip(INSTRUCTIONS) {
        page.write_string_with_format(at, 0, line, &text)?;
        page.set_row_height(at, if line.chars().count() > 50 { 36 } else { 20 })?;
    }
    let at = u32::try_from(INSTRUCTIONS.len()).unwrap_or_default() + 2;
    page.write_string_with_format(at, 0, format!("依据：{}", sheet.plan_title), &text)?;
    page.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// 附件2 as a form: labels left, what the unit fills in right.
fn annex(page: &mut Worksheet, sheet: &Outgoing<'_>) -> Result<(), XlsxError> {
    page.set_name("附件2")?;
    page.set_column_width(0, 34)?.set_column_width(1, 60)?;
    page.write_string_with_format(0, 0, "附件2", &base().set_font_size(12))?;
    let title = base().set_font_size(16).set_bold().set_align(FormatAlign::Center);
    page.merge_range(1, 0, 1, 1, ANNEX_TITLE, &title)?;
    page.write_string_with_format(2, 0, "单位名称：", &base().set_font_size(12))?;
    page.write_string_with_format(2, 1, sheet.unit, &base().set_font_size(12))?;
    if !sheet.units.is_empty() {
        let units = DataValidation::new()
            .allow_list_formula(list('B', sheet.units.len()))
            .set_error_style(DataValidationErrorStyle::Warning);
        page.add_data_validation(2, 1, 2, 1, &units)?;
    }
    let (label, value) = (cell().set_align(FormatAlign::Center), cell().set_num_format("@"));
    for (at, (name, hint)) in (3..).zip(ANNEX) {
        let words = if hint.is_empty() { name.to_owned() } else { format!("{name}\n{hint}") };
        page.write_string_with_format(at, 0, &words, &label)?;
        page.write_blank(at, 1, &value)?;
        page.set_row_height(at, if hint.is_empty() { 30 } else { 60 })?;
    }
    page.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn lists(page: &mut Worksheet, sheet: &Outgoing<'_>, numbers: &[String]) -> Result<(), XlsxError> {
    page.set_name(LISTS)?;
    for (at, number) in (0..).zip(numbers) {
        page.write_string(at, 0, number)?;
    }
    for (at, unit) in (0..).zip(&sheet.units) {
        page.write_string(at, 1, *unit)?;
    }
    page.set_hidden(true);
    Ok(())
}

/// Which sending this is: read when the sheet comes back.
fn mark(page: &mut Worksheet, sheet: &Outgoing<'_>) -> Result<(), XlsxError> {
    page.set_name(MARK)?;
    let moment = sheet.at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let marks =
        [("plan", sheet.plan_id), ("unit", sheet.unit), ("sent", &moment), ("sending", sheet.sending)];
    for (at, (key, value)) in (0..).zip(marks) {
        page.write_string(at, 0, key)?;
        page.write_string(at, 1, value)?;
    }
    page.set_very_hidden(true);
    Ok(())
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// The height of a row in points: that of its fullest cell, so that nothing is hidden when it is printed.
fn height(cells: &[&str]) -> f64 {
    let lines = cells.iter().zip(WIDTHS).map(|(text, width)| {
        let lines = text.lines().map(|line| {
            let cells: f64 = line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum();
            (cells / (width - 1.0)).ceil().max(1.0)
        });
        lines.sum::<f64>()
    });
    // A row holds 409 points at most.
    (lines.fold(2.0, f64::max) * 13.5).min(409.0)
}
