//! 周报, 月报 and 季报 as a document: one page that the 分管副区长 reads, an annex, and the full 配档表 beside it. Chinese
//! whatever the language of the program.

mod annex;
mod fit;
mod flat;
mod lines;
mod overall;
#[cfg(test)]
mod tests;

use super::document::{self, Block, Document, Format, Level, Outlet, Printed, RenderError, Text, Trend};
use super::wording::{day, full_day, moment, numeral};
use crate::domain::report::{LedgerLine, Listed, Section, Weekly};

/// What an empty section says.
pub(super) const NOTHING: &str = "无。";

/// A report in a format. `ledger` gives the full 配档表, which only the workbook and the CSV have.
///
/// # Errors
/// The format cannot hold it.
pub fn render(
    report: &Weekly,
    ledger: impl FnOnce() -> Vec<LedgerLine>,
    format: Format,
    outlet: Outlet,
) -> Result<Vec<u8>, RenderError> {
    let complete = |document: &mut Document| {
        let lines = ledger();
        document.sheets = super::ledger::sheets(
            &format!("{}年政务公开", report.year),
            &lines,
            super::ledger::Contacts::Without,
        );
        flat::append(&mut document.flat, &lines);
    };
    document::render(report, complete, format, outlet)
}

impl Printed for Weekly {
    fn document(&self) -> Document {
        let mut byline = Vec::new();
        match self.correction {
            0 => {}
            1 => byline.push("（更正稿）".to_owned()),
            times => byline.push(format!("（第{times}次更正稿）")),
        }
        byline.push(self.office.clone());
        byline.push(full_day(self.day()));
        byline.push(format!("报告期：{}至{}", moment(self.from, self.year), moment(self.to, self.year)));
        let report = &fit::fitted(self, blocks);
        Document {
            title: self.title.clone(),
            byline,
            blocks: blocks(report),
            sheets: Vec::new(),
            flat: flat::flat(report),
            made: self.to,
            author: self.office.clone(),
        }
    }
}

fn blocks(report: &Weekly) -> Vec<Block> {
    let period = report.kind.word();
    let mut blocks = Vec::new();
    let mut number = 0;
    let mut heading = |blocks: &mut Vec<Block>, title: &str| {
        number += 1;
        blocks.push(Block::Heading(Level::Section, format!("{}、{title}", numeral(number))));
    };
    for part in &report.layout.sections {
        match part {
            Section::Overall => {
                heading(&mut blocks, part.word());
                blocks.push(Block::Paragraph(Text::plain(&overall::overall(report))));
                blocks.extend(trend(report));
            }
            Section::Note => {
                blocks.extend(report.note.as_deref().map(|note| Block::Paragraph(Text::plain(note))));
            }
            Section::Progress => {
                heading(&mut blocks, &format!("本{period}{}", part.word()));
                section(&mut blocks, &report.progress, report, lines::step);
            }
            Section::Problems => {
                heading(&mut blocks, part.word());
                section(&mut blocks, &report.problems, report, |one| lines::problem(one, report.year));
            }
            Section::Due => {
                heading(&mut blocks, &format!("下{period}{}", part.word()));
                section(&mut blocks, &report.due, report, |one| lines::due(one, report.year));
            }
            Section::Requests => {
                heading(&mut blocks, part.word());
                section(&mut blocks, &report.requests, report, lines::request);
            }
            Section::Annex => {}
        }
    }
    if report.layout.has(Section::Annex) {
        annex::annex(&mut blocks, report);
    }
    blocks
}

/// The lines of a section; what moved to the annex is said.
fn section<T>(blocks: &mut Vec<Block>, lines: &Listed<T>, report: &Weekly, line: impl Fn(&T) -> Text) {
    if lines.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(NOTHING)));
        return;
    }
    if !lines.shown.is_empty() {
        blocks.push(Block::Numbered(1, lines.shown.iter().map(line).collect()));
    }
    if !lines.rest.is_empty() {
        let count = lines.rest.len();
        let other = if lines.shown.is_empty() { "共" } else { "其余" };
        let place = if report.layout.has(Section::Annex) { "见附件" } else { "从略" };
        blocks.push(Block::Paragraph(Text::plain(&format!("{other}{count}条{place}。"))));
    }
}

/// The shares over the reports and now; a first report has nothing to compare with.
fn trend(report: &Weekly) -> Option<Block> {
    if report.trend.is_empty() {
        return None;
    }
    let shares = |shares: &crate::domain::report::Shares| {
        vec![shares.done, shares.in_progress, shares.overdue, shares.not_started]
    };
    let mut points: Vec<(String, Vec<u32>)> =
        report.trend.iter().map(|point| (day(point.day, report.year), shares(&point.permille))).collect();
    points.push((day(report.day(), report.year), shares(&report.permille)));
    let classes = ["已完成", "推进中", "有单位逾期", "尚未启动"].map(str::to_owned).to_vec();
    Some(Block::Trend(Trend { classes, points }))
}
