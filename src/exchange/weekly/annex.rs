//! 附：逾期及未报送清单, and what the sections had no room for.

use std::collections::BTreeSet;

use super::fit::{self, Shape};
use super::lines::{self, Words};
use super::{NOTHING, annexed, count, is_cut, line};
use crate::domain::report::{Section, Weekly};
use crate::exchange::document::text::{clipped, on_one_line};
use crate::exchange::document::{Block, Cell, Level, Table, Text};
use crate::exchange::wording::{all_units, day, units_noted};

/// Writes the annex.
pub(super) fn annex(blocks: &mut Vec<Block>, report: &Weekly, shape: &Shape) {
    let annex = &report.annex;
    blocks.push(Block::Annex { label: "附".to_owned(), title: "逾期及未报送清单".to_owned() });
    // Tasks, as 有单位逾期 counts them, however many units are late with one.
    let tasks: BTreeSet<u32> =
        annex.overdue.iter().flat_map(|unit| unit.items.iter().map(|item| item.matter.task)).collect();
    let count = annex.overdue.len();
    let late = heading(blocks, "逾期事项", count, &format!("（涉及{}项任务、{count}家单位）", tasks.len()));
    if late {
        let (table, beyond) = overdue(report);
        blocks.push(Block::Table(table));
        if !beyond.is_empty() {
            heading(blocks, "逾期事项（全文）", 1, "");
            blocks.extend(beyond.into_iter().map(|(number, text)| Block::Numbered(number, vec![text])));
        }
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
    let is_cut = |note: &&str| on_one_line(note) != clipped(note, shape.note());
    let note = report.note.as_deref().filter(|_| report.layout.has(Section::Note));
    if let Some(note) = note.filter(is_cut) {
        heading(blocks, "补充说明", 1, "");
        blocks.push(Block::Paragraph(Text::plain(note)));
    }
    for section in fit::LISTED.into_iter().filter(|section| report.layout.has(*section)) {
        others(blocks, section, report, shape);
    }
}

/// The lines of a section that the body has not, or not whole, with the numbers that they have there.
fn others(blocks: &mut Vec<Block>, section: Section, report: &Weekly, shape: &Shape) {
    let shown = shape.shown(section);
    // What is late stands whole in the table.
    let is_here = |place: usize| {
        let is_late = || report.problems.line(place).is_some_and(|one| one.last.is_some());
        let in_table = || section == Section::Problems && is_late();
        (place >= shown || is_cut(report, section, place, shape.words(section))) && !in_table()
    };
    let places: Vec<usize> = (0..count(report, section)).filter(|place| is_here(*place)).collect();
    let Some(first) = places.first() else { return };
    let title = match section {
        Section::Progress => "工作进展",
        Section::Problems => "问题",
        Section::Due => "工作安排",
        _ => "需协调事项",
    };
    let title = if *first < shown { format!("{title}（全文）") } else { format!("其他{title}") };
    heading(blocks, &title, 1, "");
    for run in places.chunk_by(|one, next| one + 1 == *next) {
        let lines = run.iter().filter_map(|place| line(report, section, *place, &annexed(section))).collect();
        blocks.push(Block::Numbered(run[0] + 1, lines));
    }
}

/// Characters that a narrow cell of a table takes: what is longer would fill pages with it.
const CELL: usize = 300;

/// What is late, with the reason and what will be done: one row for each matter, with all its units. Beside it the texts
/// that are too long for a cell, each whole under the number of its row.
fn overdue(report: &Weekly) -> (Table, Vec<(usize, Text)>) {
    let mut beyond = Vec::new();
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
        let mut short = |text: &str| {
            let cut = clipped(text, CELL);
            if cut != on_one_line(text) {
                beyond.push((place + 1, Text::plain(&on_one_line(text))));
            }
            Cell::from(cut)
        };
        table.push(vec![
            Cell::from(place + 1),
            units,
            Cell::from(on_one_line(&one.matter.number)),
            short(&one.matter.text),
            Cell::from(day(last, report.year)),
            one.late.map_or(Cell::Blank, Cell::Number),
            short(&lines::explained(one, report.year, &Words::ALL)),
        ]);
    }
    (table, beyond)
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
