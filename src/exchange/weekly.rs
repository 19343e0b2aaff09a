//! 周报, 月报 and 季报 as a document: one page that the 分管副区长 reads, an annex, and the full 配档表 beside it. Chinese
//! whatever the language of the program.

mod annex;
mod fit;
mod flat;
mod lines;
mod overall;
#[cfg(test)]
mod tests;

use super::document::text::{clipped, on_one_line};
use super::document::{self, Block, Document, Format, Level, Outlet, Printed, RenderError, Text, Trend};
use super::wording::{day, full_day, moment, numeral};
use crate::domain::report::{LedgerLine, Section, Weekly};
use fit::Shape;
use lines::Words;

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
        let shape = fit::shape(self);
        let mut blocks = body(self, &shape);
        if self.layout.has(Section::Annex) {
            annex::annex(&mut blocks, self, &shape);
        }
        Document {
            title: self.title.clone(),
            byline: byline(self),
            blocks,
            sheets: Vec::new(),
            flat: flat::flat(self),
            made: self.to,
            author: self.office.clone(),
        }
    }
}

/// Characters of the office under the title.
const OFFICE: usize = 40;

/// Office and date; the report's beginning, where no comparison with the last report names it.
fn byline(report: &Weekly) -> Vec<String> {
    let correction = match report.correction {
        0 => String::new(),
        1 => "（更正稿）".to_owned(),
        times => format!("（第{times}次更正稿）"),
    };
    let office = clipped(&report.office, OFFICE);
    let gap = if office.is_empty() { "" } else { "\u{3000}" };
    let mut byline = vec![format!("{office}{gap}{}{correction}", full_day(report.day()))];
    if report.previous.is_none() || !report.layout.has(Section::Overall) {
        let span = format!("{}至{}", moment(report.from, report.year), moment(report.to, report.year));
        byline.push(format!("报告期：{span}"));
    }
    byline
}

/// What the report says before its annex.
fn body(report: &Weekly, shape: &Shape) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    for part in report.layout.sections.iter().filter(|part| !matches!(part, Section::Annex)) {
        if *part == Section::Note {
            blocks.extend(note(report, shape));
            continue;
        }
        number += 1;
        let period = match part {
            Section::Progress => format!("本{}", report.kind.word()),
            Section::Due => format!("下{}", report.kind.word()),
            _ => String::new(),
        };
        let elsewhere = elsewhere(report, *part, shape);
        let heading = format!("{}、{period}{}{elsewhere}", numeral(number), part.word());
        blocks.push(Block::Heading(Level::Section, heading));
        if *part == Section::Overall {
            blocks.push(Block::Paragraph(Text::plain(&overall::overall(report))));
            blocks.extend(trend(report));
        } else {
            blocks.push(section(report, *part, shape));
        }
    }
    blocks
}

/// The coordinator's own words; what is cut stands whole in the annex.
fn note(report: &Weekly, shape: &Shape) -> Option<Block> {
    let note = report.note.as_deref().filter(|_| shape.note() > 0)?;
    let kept = clipped(note, shape.note());
    let said = if kept == on_one_line(note) { kept } else { format!("{kept}（全文{}）", place(report)) };
    Some(Block::Paragraph(Text::plain(&said)))
}

/// Where to find what the body has no room for.
fn place(report: &Weekly) -> &'static str {
    if report.layout.has(Section::Annex) { "见附表" } else { "从略" }
}

/// Beside a section's heading, where it takes no line: how many lines are elsewhere, and that some are whole only there.
fn elsewhere(report: &Weekly, section: Section, shape: &Shape) -> String {
    let (all, place) = (count(report, section), place(report));
    let shown = shape.shown(section).min(all);
    let cut = (0..shown).any(|which| is_cut(report, section, which, shape.words(section)));
    match (all - shown, cut) {
        (0, false) => String::new(),
        (0, true) => format!("（全文{place}）"),
        (_, false) if shown == 0 => String::new(),
        (rest, false) => format!("（其余{rest}条{place}）"),
        (rest, true) => format!("（全文和其余{rest}条{place}）"),
    }
}

/// The lines of a section.
fn section(report: &Weekly, section: Section, shape: &Shape) -> Block {
    let all = count(report, section);
    match shape.shown(section).min(all) {
        _ if all == 0 => Block::Paragraph(Text::plain(NOTHING)),
        0 => Block::Paragraph(Text::plain(&format!("共{all}条{}。", place(report)))),
        shown => {
            let words = shape.words(section);
            let lines = (0..shown).filter_map(|which| line(report, section, which, words));
            Block::Numbered(1, lines.collect())
        }
    }
}

/// How many lines a section has, wherever they stand.
fn count(report: &Weekly, section: Section) -> usize {
    match section {
        Section::Progress => report.progress.len(),
        Section::Problems => report.problems.len(),
        Section::Due => report.due.len(),
        Section::Requests => report.requests.len(),
        Section::Overall | Section::Note | Section::Annex => 0,
    }
}

/// A line of a section.
fn line(report: &Weekly, section: Section, place: usize, words: &Words) -> Option<Text> {
    let year = report.year;
    match section {
        Section::Progress => report.progress.line(place).map(|one| lines::step(one, words)),
        Section::Problems => report.problems.line(place).map(|one| lines::problem(one, year, words)),
        Section::Due => report.due.line(place).map(|one| lines::due(one, year, words)),
        Section::Requests => report.requests.line(place).map(|one| lines::request(one, words)),
        Section::Overall | Section::Note | Section::Annex => None,
    }
}

/// What a line of the annex has of others' words: all of them, but for what is ahead, of which the notice and the 配档表
/// have the whole.
fn annexed(section: Section) -> Words {
    if section == Section::Due { Words::SAID } else { Words::ALL }
}

/// Whether a line says less of what others said than the annex.
fn is_cut(report: &Weekly, section: Section, place: usize, words: &Words) -> bool {
    let whole = match section {
        Section::Progress | Section::Requests => Words::ALL,
        _ => Words::SAID,
    };
    let whole = Words { named: words.named, name: words.name, ..whole };
    line(report, section, place, words) != line(report, section, place, &whole)
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
