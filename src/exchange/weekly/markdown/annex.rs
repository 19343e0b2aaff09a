//! 附：逾期及未报送清单, and what the sections had no room for.

use std::fmt::Write as _;

use super::NOTHING;
use super::lines::{self, day, late, matter};
use super::plain::{headed, plain};
use crate::domain::report::{OverdueItem, OverdueUnit, Weekly};

/// Writes the annex.
pub(super) fn annex(text: &mut String, report: &Weekly) {
    let annex = &report.annex;
    text.push_str("\n## 附：逾期及未报送清单\n");
    let items: usize = annex.overdue.iter().map(|unit| unit.items.len()).sum();
    heading(text, "逾期事项", annex.overdue.len(), &format!("（{}家{items}项）", annex.overdue.len()));
    for (units, items) in together(&annex.overdue) {
        let items: Vec<String> = items
            .iter()
            .map(|item| {
                format!("{}，时限{}，{}", matter(&item.matter), day(item.last, report.year), late(item.late))
            })
            .collect();
        let _ = writeln!(text, "- **{}**：{}。", units.join("、"), items.join("；"));
    }
    heading(text, "未报送配档表单位", annex.unfiled.len(), &format!("（{}家）", annex.unfiled.len()));
    if !annex.unfiled.is_empty() {
        let units: Vec<String> = annex.unfiled.iter().map(|unit| plain(unit)).collect();
        let _ = writeln!(text, "{}。", headed(&units.join("、")));
    }
    if !annex.partly.is_empty() {
        heading(text, "部分报送配档表单位", 1, &format!("（{}家）", annex.partly.len()));
        let units = annex.partly.iter();
        let units: Vec<String> =
            units.map(|one| format!("{}（{}/{}项）", plain(&one.unit), one.filed, one.asked)).collect();
        let _ = writeln!(text, "{}。", headed(&units.join("、")));
    }
    let rest = |text: &mut String, title: &str, from: usize, lines: Vec<String>| {
        if !lines.is_empty() {
            heading(text, title, 1, "");
            for (place, line) in lines.iter().enumerate() {
                let _ = writeln!(text, "{}. {line}", from + place + 1);
            }
        }
    };
    let year = report.year;
    let lines = report.progress.rest.iter().map(lines::step).collect();
    rest(text, "其他工作进展", report.progress.shown.len(), lines);
    let lines = report.problems.rest.iter().map(|one| lines::problem(one, year)).collect();
    rest(text, "其他问题", report.problems.shown.len(), lines);
    let lines = report.due.rest.iter().map(|one| lines::due(one, year)).collect();
    rest(text, "其他工作安排", report.due.shown.len(), lines);
    let lines = report.requests.rest.iter().map(lines::request).collect();
    rest(text, "其他需协调事项", report.requests.shown.len(), lines);
}

/// Units that are late with exactly the same share a line, at the place of the first.
fn together(overdue: &[OverdueUnit]) -> Vec<(Vec<String>, &[OverdueItem])> {
    let mut lines: Vec<(Vec<String>, &[OverdueItem])> = Vec::new();
    for unit in overdue {
        match lines.iter_mut().find(|(_, items)| *items == unit.items) {
            Some((units, _)) => units.push(plain(&unit.unit)),
            None => lines.push((vec![plain(&unit.unit)], &unit.items)),
        }
    }
    lines
}

/// A heading with the count, and 无 where there is nothing under it.
fn heading(text: &mut String, title: &str, count: usize, counts: &str) {
    let counts = if count == 0 { "" } else { counts };
    let _ = writeln!(text, "\n### {title}{counts}\n");
    if count == 0 {
        text.push_str(NOTHING);
    }
}
