//! The text of a document on a sheet of its own, a paragraph to a row; tables are named and stand on their own sheets.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::{Faces, LINE, PAPER, cells, lines};
use crate::exchange::document::{Block, Document};

/// Chinese characters of a line: what fits on a page also where the fonts are wide, for a single column is cut off there
/// rather than scaled.
const WIDTH: usize = 36;

pub(super) fn write(page: &mut Worksheet, document: &Document, faces: &Faces) -> Result<(), XlsxError> {
    page.set_column_width(0, super::width(WIDTH))?;
    let mut row = 0;
    put(page, &mut row, &document.title, &faces.title, 32)?;
    for one in &document.byline {
        put(page, &mut row, one, &faces.prose, LINE)?;
    }
    for block in &document.blocks {
        match block {
            Block::Heading(_, title) => text(page, &mut row, title, &faces.section)?,
            Block::Paragraph(one) => text(page, &mut row, &one.whole(), &faces.prose)?,
            Block::Addressee(to) => text(page, &mut row, to, &faces.prose)?,
            Block::Numbered(from, lines) => {
                for (place, one) in lines.iter().enumerate() {
                    text(page, &mut row, &format!("{}. {}", from + place, one.whole()), &faces.prose)?;
                }
            }
            Block::Points(lines) => {
                for one in lines {
                    text(page, &mut row, &one.whole(), &faces.prose)?;
                }
            }
            Block::Table(table) => {
                text(page, &mut row, &format!("（见工作表“{}”）", table.name), &faces.prose)?;
            }
            Block::Trend(_) => {}
            Block::Annex { label, title } => {
                let label = if label.is_empty() { String::new() } else { format!("{label}：") };
                text(page, &mut row, &format!("{label}{title}"), &faces.section)?;
            }
            Block::Signature(lines) => {
                for one in lines {
                    text(page, &mut row, one, &faces.prose)?;
                }
            }
        }
    }
    page.set_paper_size(PAPER);
    page.set_print_fit_to_pages(1, 0);
    page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    page.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn text(page: &mut Worksheet, row: &mut u32, text: &str, face: &Format) -> Result<(), XlsxError> {
    let height = (lines(text, WIDTH) * LINE + 3).min(super::HIGHEST);
    put(page, row, text, face, height)
}

fn put(
    page: &mut Worksheet,
    row: &mut u32,
    text: &str,
    face: &Format,
    height: usize,
) -> Result<(), XlsxError> {
    page.write_string_with_format(*row, 0, cells::fitting(text), face)?;
    page.set_row_height(*row, u32::try_from(height).unwrap_or(15))?;
    *row += 1;
    Ok(())
}
