//! Tables: as wide as the text, the head repeated on every page.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, Shading, Table, TableCell, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::form::{self, Face};
use super::section::Lie;
use crate::exchange::document::text::{in_lines, on_one_line};
use crate::exchange::document::{Cell, Table as Model};

/// How the writer marks a row that stays together; the first of a table is its head.
const WHOLE: &str = "<w:cantSplit />";

/// Lines of a table, in twentieths of a point.
const LINE: usize = 330;
/// The same for the writer.
const PITCH: i32 = 330;
/// What the edges of a cell take of its width.
const EDGES: usize = 216;
/// The lines that a head may have.
const HEAD: usize = 4;

/// A table on pages that lie so. Its rows stay together, but for those that no page has room for.
pub(super) fn table(table: &Model, lie: Lie) -> Table {
    let room = lie.width();
    let total: usize = table.columns.iter().map(|column| column.width.max(1)).sum();
    let widths: Vec<usize> =
        table.columns.iter().map(|column| column.width.max(1) * room / total.max(1)).collect();
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        let paragraph = line(AlignmentType::Center).add_run(form::sized(
            &on_one_line(&column.title),
            Face::Hei,
            form::TABLE,
        ));
        cell(*width).shading(Shading::new().fill("F2F2F2")).add_paragraph(paragraph)
    });
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    for row in &table.rows {
        let cells = row.iter().zip(&widths).map(|(one, width)| filled(cell(*width), one));
        let filled = TableRow::new(cells.collect());
        rows.push(if lines(row, &widths) + HEAD < lie.height() / LINE {
            filled.cant_split()
        } else {
            filled
        });
    }
    Table::new(rows).set_grid(widths).width(room, WidthType::Dxa).layout(TableLayoutType::Fixed)
}

/// The lines that a row takes, rather too many than too few.
fn lines(row: &[Cell], widths: &[usize]) -> usize {
    // Half characters of 五号 are 105 wide; now and then one goes down with a mark.
    let cells = |width: usize| (width.saturating_sub(EDGES) / 105).saturating_sub(1).max(2);
    let of_cell = |(cell, width): (&Cell, &usize)| -> usize {
        let text = in_lines(&cell.text());
        text.lines()
            .map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(cells(*width)).max(1))
            .sum()
    };
    row.iter().zip(widths).map(of_cell).max().unwrap_or_default()
}

/// A note under a table.
pub(super) fn note(text: &str) -> Paragraph {
    line(AlignmentType::Both).add_run(form::sized(&on_one_line(text), Face::FangSong, form::TABLE))
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

fn filled(target: TableCell, cell: &Cell) -> TableCell {
    let text = in_lines(&cell.text());
    let side = if matches!(cell, Cell::Number(_)) { AlignmentType::Center } else { AlignmentType::Left };
    let mut lines: Vec<&str> = text.trim().lines().collect();
    // A cell without a paragraph is not well formed.
    if lines.is_empty() {
        lines.push("");
    }
    lines.into_iter().fold(target, |target, one| {
        target.add_paragraph(line(side).add_run(form::sized(&on_one_line(one), Face::FangSong, form::TABLE)))
    })
}

fn line(side: AlignmentType) -> Paragraph {
    Paragraph::new()
        .align(side)
        .snap_to_grid(false)
        .line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(PITCH).before(0).after(0))
}

/// The part with every head marked to be repeated, which its writer cannot do. In text `<` is written `&lt;`, so nothing
/// else can look like the mark.
pub(super) fn repeated_heads(part: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(part);
    let head = format!("{WHOLE}<w:tblHeader />");
    let marked = text.split("<w:tbl>").enumerate().map(|(place, piece)| match place {
        0 => piece.to_owned(),
        _ => piece.replacen(WHOLE, &head, 1),
    });
    marked.collect::<Vec<_>>().join("<w:tbl>").into_bytes()
}
