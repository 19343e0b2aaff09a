//! How long the body may be: one page where that leaves each section its first lines, else both sides of one sheet. What
//! does not fit moves to the annex, the last lines of the longest section first.

use super::super::document::{Block, Text};
use crate::domain::report::Weekly;

/// Half-width cells of a line: 28 characters.
const WIDTH: usize = 56;
/// The first line of a paragraph begins two characters in.
const INDENT: usize = 4;
/// Lines of a page, and those of the first that the title takes.
const PAGE: usize = 22;
const HEAD: usize = 7;
/// What is left of problems, arrangements and requests, and of progress: first so much, and where that is too long still
/// the least.
const FEW: [usize; 2] = [3, 5];
const FEWEST: [usize; 2] = [2, 4];

/// The report with its sections as long as fits, where nobody settled their length.
pub(super) fn fitted(report: &Weekly, body: impl Fn(&Weekly) -> Vec<Block>) -> Weekly {
    if report.layout.lines.is_some() {
        return report.clone();
    }
    let mut fitted = report.clone();
    if within(PAGE - HEAD, FEW, &mut fitted, &body) {
        give_back(report, &mut fitted, &body);
        return fitted;
    }
    fitted = report.clone();
    // Paragraphs that are not torn at the foot of a page cost up to two lines, and a printer may break elsewhere.
    let sheet = 2 * PAGE - HEAD - 4;
    let _ = within(sheet, FEW, &mut fitted, &body) || within(sheet, FEWEST, &mut fitted, &body);
    give_back(report, &mut fitted, &body);
    fitted
}

/// Puts back what makes the body no longer: one short line takes no more than the words that it stands in the annex.
fn give_back(report: &Weekly, fitted: &mut Weekly, body: impl Fn(&Weekly) -> Vec<Block>) {
    let sections: [fn(&Weekly, &mut Weekly); 4] = [
        |from, to| to.progress = from.progress.clone(),
        |from, to| to.problems = from.problems.clone(),
        |from, to| to.due = from.due.clone(),
        |from, to| to.requests = from.requests.clone(),
    ];
    for put in sections {
        let mut longer = fitted.clone();
        put(report, &mut longer);
        if height(&body(&longer)) <= height(&body(fitted)) {
            *fitted = longer;
        }
    }
}

/// Shortens a report until it fits; whether it does.
fn within(room: usize, least: [usize; 2], report: &mut Weekly, body: impl Fn(&Weekly) -> Vec<Block>) -> bool {
    while height(&body(report)) > room {
        if !shorten(report, least) {
            return false;
        }
    }
    true
}

/// One line less in the section that can best spare it; whether there was one.
fn shorten(report: &mut Weekly, [few, few_steps]: [usize; 2]) -> bool {
    let Weekly { progress, problems, due, requests, .. } = report;
    let longest = problems.shown.len().max(due.shown.len()).max(requests.shown.len());
    if longest <= few {
        let spare = progress.shown.len() > few_steps;
        if spare {
            progress.shorten();
        }
        return spare;
    }
    // Of equals the lowest: what presses stands above.
    if requests.shown.len() == longest {
        requests.shorten();
    } else if due.shown.len() == longest {
        due.shorten();
    } else {
        problems.shorten();
    }
    true
}

/// The lines that the body takes on paper.
pub(super) fn height(blocks: &[Block]) -> usize {
    let paragraph = |text: &Text| {
        let cells: usize = text.whole().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (INDENT + cells).div_ceil(WIDTH)
    };
    let body = blocks.iter().take_while(|block| !matches!(block, Block::Annex { .. }));
    body.map(|block| match block {
        Block::Heading(..) => 1,
        Block::Paragraph(text) => paragraph(text),
        Block::Numbered(from, lines) => {
            let numbered = |(place, line): (usize, &Text)| {
                paragraph(&Text::plain(&format!("{}.", from + place)).then(&line.whole(), false))
            };
            lines.iter().enumerate().map(numbered).sum()
        }
        Block::Points(lines) => lines.iter().map(paragraph).sum(),
        _ => 0,
    })
    .sum()
}
