//! The shares of the tasks' classes over the reports, as columns of an inline SVG. Each part is also named: colour alone
//! says nothing to who cannot see it, and nothing on a grey printer.

use std::fmt::Write as _;

use super::escaped;
use crate::exchange::document::Trend;
use crate::exchange::document::text::on_one_line;

/// Columns that a page has room for: the newest.
const COLUMNS: usize = 13;
const STEP: usize = 48;
const BAR: usize = 36;
const HEIGHT: usize = 120;
const TOP: usize = 24;
/// Tenths of a percent from which a part has room for its figure.
const LABELLED: u32 = 100;

pub(super) fn draw(page: &mut String, trend: &Trend) {
    let points = &trend.points[trend.points.len().saturating_sub(COLUMNS)..];
    if points.is_empty() {
        return;
    }
    let width = (points.len() * STEP).max(trend.classes.len() * 96) + 8;
    let said: Vec<String> = points
        .iter()
        .map(|(label, shares)| {
            let parts = trend.classes.iter().zip(shares);
            let parts: Vec<String> =
                parts.map(|(word, share)| format!("{word}{}", percent(*share))).collect();
            format!("{}：{}", on_one_line(label), parts.join("、"))
        })
        .collect();
    let _ = writeln!(
        page,
        "<figure><svg role=\"img\" viewBox=\"0 0 {width} {}\" width=\"{width}\" xmlns=\"http://www.w3.org/2000/svg\">\
         <title>各期进度占比</title><desc>{}</desc>",
        TOP + HEIGHT + 20,
        escaped(&said.join("；"))
    );
    for (place, word) in trend.classes.iter().enumerate() {
        let x = place * 96 + 4;
        let _ = writeln!(
            page,
            "<rect class=\"class{place}\" x=\"{x}\" y=\"4\" width=\"12\" height=\"12\"/><text x=\"{}\" y=\"14\">{}</text>",
            x + 16,
            escaped(&on_one_line(word))
        );
    }
    for (place, (label, shares)) in points.iter().enumerate() {
        column(page, place * STEP + 4, label, shares);
    }
    page.push_str("</svg></figure>\n");
}

fn column(page: &mut String, x: usize, label: &str, shares: &[u32]) {
    let mut above: u32 = 0;
    let at = |share: u32| TOP + share as usize * HEIGHT / 1000;
    for (place, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0) {
        let (top, end) = (at(above), at(above + share));
        let _ = write!(
            page,
            "<rect class=\"class{place}\" x=\"{x}\" y=\"{top}\" width=\"{BAR}\" height=\"{}\"/>",
            end - top
        );
        if *share >= LABELLED {
            let _ = write!(
                page,
                "<text class=\"share share{place}\" x=\"{}\" y=\"{}\">{}</text>",
                x + BAR / 2,
                usize::midpoint(top, end) + 4,
                percent(*share)
            );
        }
        above += share;
    }
    let _ = writeln!(
        page,
        "<text class=\"day\" x=\"{}\" y=\"{}\">{}</text>",
        x + BAR / 2,
        TOP + HEIGHT + 14,
        escaped(&on_one_line(label))
    );
}

fn percent(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}
