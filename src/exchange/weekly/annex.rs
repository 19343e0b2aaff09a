//! 附：逾期及未报送清单, and what the sections had no room for.

use std::collections::HashMap;

use super::{NOTHING, lines};
use crate::domain::report::{Matter, OverdueUnit, Weekly};
use crate::exchange::document::text::on_one_line;
use crate::exchange::document::{Block, Cell, Level, Table, Text};
use crate::exchange::wording::{all_units, day, number};

/// Writes the annex.
pub(super) fn annex(blocks: &mut Vec<Block>, report: &Weekly) {
    let annex = &report.annex;
    blocks.push(Block::Annex { label: "附".to_owned(), title: "逾期及未报送清单".to_owned() });
    let items: usize = annex.overdue.iter().map(|unit| unit.items.len()).sum();
    let late =
        heading(blocks, "逾期事项", annex.overdue.len(), &format!("（{}家{items}项）", annex.overdue.len()));
    if late {
        blocks.push(Block::Table(overdue(&annex.overdue, report.year)));
    }
    let names = |units: Vec<&str>| Block::Paragraph(Text::plain(&format!("{}。", all_units(units))));
    let count = annex.unfiled.len();
    if heading(blocks, "未报送配档表单位", count, &format!("（{count}家）")) {
        blocks.push(names(annex.unfiled.iter().map(String::as_str).collect()));
    }
    if !annex.partly.is_empty() {
        heading(blocks, "部分报送配档表单位", 1, &format!("（{}家）", annex.partly.len()));
        let units: Vec<String> =
            annex.partly.iter().map(|one| format!("{}（{}/{}项）", one.unit, one.filed, one.asked)).collect();
        blocks.push(names(units.iter().map(String::as_str).collect()));
    }
    let mut rest = |title: &str, from: usize, lines: Vec<Text>| {
        if !lines.is_empty() {
            heading(blocks, title, 1, "");
            blocks.push(Block::Numbered(from + 1, lines));
        }
    };
    let year = report.year;
    rest("其他工作进展", report.progress.shown.len(), report.progress.rest.iter().map(lines::step).collect());
    let lines = report.problems.rest.iter().map(|one| lines::problem(one, year)).collect();
    rest("其他问题", report.problems.shown.len(), lines);
    let lines = report.due.rest.iter().map(|one| lines::due(one, year)).collect();
    rest("其他工作安排", report.due.shown.len(), lines);
    let lines = report.requests.rest.iter().map(lines::request).collect();
    rest("其他需协调事项", report.requests.shown.len(), lines);
}

/// What is late, one row for each matter with all its units; in the order of the first unit.
fn overdue(units: &[OverdueUnit], year: i32) -> Table {
    let mut table = Table::new(
        "逾期事项",
        &[("序号", 3), ("责任单位", 12), ("任务", 4), ("事项", 16), ("时限", 6), ("逾期工作日", 5)],
    );
    let mut places: HashMap<(&Matter, chrono::NaiveDate), usize> = HashMap::new();
    let mut rows: Vec<(&Matter, chrono::NaiveDate, i64, Vec<&str>)> = Vec::new();
    for unit in units {
        for item in &unit.items {
            let place = *places.entry((&item.matter, item.last)).or_insert_with(|| {
                rows.push((&item.matter, item.last, item.late, Vec::new()));
                rows.len() - 1
            });
            rows[place].3.push(&unit.unit);
        }
    }
    for (place, (matter, last, late, units)) in rows.into_iter().enumerate() {
        let count = if units.len() > 1 { format!("（{}家）", units.len()) } else { String::new() };
        table.push(vec![
            Cell::from(place + 1),
            Cell::from(format!("{}{count}", all_units(units))),
            Cell::from(number(&matter.number)),
            Cell::from(on_one_line(&matter.text)),
            Cell::from(day(last, year)),
            Cell::from(late),
        ]);
    }
    table
}

/// A heading with the count, and 无 where there is nothing under it; whether there is.
fn heading(blocks: &mut Vec<Block>, title: &str, count: usize, counts: &str) -> bool {
    let counts = if count == 0 { "" } else { counts };
    blocks.push(Block::Heading(Level::Part, format!("{title}{counts}")));
    if count == 0 {
        blocks.push(Block::Paragraph(Text::plain(NOTHING)));
    }
    count > 0
}
