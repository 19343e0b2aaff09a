//! 附：逾期及未报送清单, and what the sections had no room for.

use std::collections::BTreeSet;

use super::{NOTHING, lines};
use crate::domain::report::Weekly;
use crate::exchange::document::text::on_one_line;
use crate::exchange::document::{Block, Cell, Level, Table, Text};
use crate::exchange::wording::{all_units, day, units_noted};

/// Writes the annex.
pub(super) fn annex(blocks: &mut Vec<Block>, report: &Weekly) {
    let annex = &report.annex;
    blocks.push(Block::Annex { label: "附".to_owned(), title: "逾期及未报送清单".to_owned() });
    // Tasks, as 有单位逾期 counts them, however many units are late with one.
    let tasks: BTreeSet<u32> =
        annex.overdue.iter().flat_map(|unit| unit.items.iter().map(|item| item.matter.task)).collect();
    let count = annex.overdue.len();
    let late = heading(blocks, "逾期事项", count, &format!("（涉及{}项任务、{count}家单位）", tasks.len()));
    if late {
        blocks.push(Block::Table(overdue(report)));
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
    // What is late stands in the table.
    let others = report.problems.rest.iter().filter(|one| one.last.is_none());
    rest("其他问题", report.problems.shown.len(), others.map(|one| lines::problem(one, year)).collect());
    let lines = report.due.rest.iter().map(|one| lines::due(one, year)).collect();
    rest("其他工作安排", report.due.shown.len(), lines);
    let lines = report.requests.rest.iter().map(lines::request).collect();
    rest("其他需协调事项", report.requests.shown.len(), lines);
}

/// What is late, with the reason and what will be done: one row for each matter, with all its units.
fn overdue(report: &Weekly) -> Table {
    let columns = [
        ("序号", 5),
        ("责任单位", 14),
        ("任务", 5),
        ("事项", 16),
        ("时限", 10),
        ("逾期工作日", 5),
        ("原因和下步打算", 14),
    ];
    let mut table = Table::new("逾期事项", &columns);
    let late = report.problems.iter().filter_map(|one| Some((one, one.last?)));
    for (place, (one, last)) in late.enumerate() {
        let units = units_noted(&one.units, &mut table);
        table.push(vec![
            Cell::from(place + 1),
            units,
            Cell::from(on_one_line(&one.matter.number)),
            Cell::from(on_one_line(&one.matter.text)),
            Cell::from(day(last, report.year)),
            one.late.map_or(Cell::Blank, Cell::Number),
            Cell::from(lines::explained(one, report.year)),
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
