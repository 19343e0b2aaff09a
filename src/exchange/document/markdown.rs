//! Markdown (`CommonMark` with GFM's tables).

mod escape;

use std::fmt::Write as _;

use super::text::on_one_line;
use super::{Block, Document, Level, Table, Text};
use escape::{escaped, headed};

/// The document as Markdown. It ends with one line break.
pub fn write(document: &Document) -> String {
    let mut pieces: Vec<String> = vec![format!("# {}", line(&document.title))];
    pieces.extend(document.byline.iter().map(|one| headed(&line(one))));
    pieces.extend(document.blocks.iter().filter_map(block));
    let mut text = pieces.join("\n\n");
    text.push('\n');
    text
}

/// The lines of what [`write`] wrote, as a reader sees them: without the signs that mark headings and emphasis.
pub fn as_read(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let line = line.trim_start_matches('#').trim_start();
        let mut read = String::with_capacity(line.len());
        let mut signs = line.chars().peekable();
        while let Some(c) = signs.next() {
            match c {
                '\\' => read.extend(signs.next()),
                '*' if signs.peek() == Some(&'*') => drop(signs.next()),
                c => read.push(c),
            }
        }
        read
    };
    let rule = |line: &&str| !line.starts_with("| ---");
    text.lines().filter(rule).map(line).collect()
}

fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Heading(level, title) => {
            let signs = match level {
                Level::Section => "##",
                Level::Part => "###",
                Level::Point => "####",
            };
            format!("{signs} {}", line(title))
        }
        Block::Paragraph(text) => headed(&runs(text)),
        Block::Addressee(to) => headed(&line(to)),
        Block::Numbered(from, lines) => {
            let lines = lines.iter().enumerate();
            lines
                .map(|(place, text)| format!("{}. {}", from + place, runs(text)))
                .collect::<Vec<_>>()
                .join("\n")
        }
        Block::Points(lines) => {
            lines.iter().map(|text| format!("- {}", runs(text))).collect::<Vec<_>>().join("\n")
        }
        Block::Table(one) => table(one),
        Block::Trend(_) => return None,
        Block::Annex { label, title } if label.is_empty() => format!("## {}", line(title)),
        Block::Annex { label, title } => format!("## {}：{}", line(label), line(title)),
        Block::Signature(lines) => {
            lines.iter().map(|one| headed(&line(one))).collect::<Vec<_>>().join("\n\n")
        }
    })
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut text = row(table.columns.iter().map(|column| line(&column.title)).collect());
    let _ = write!(text, "\n|{}", " --- |".repeat(table.columns.len()));
    for cells in &table.rows {
        text.push('\n');
        text.push_str(&row(cells.iter().map(|cell| line(&cell.text())).collect()));
    }
    for note in table.noted() {
        let _ = write!(text, "\n\n{}", line(&note));
    }
    text
}

fn line(text: &str) -> String {
    escaped(&on_one_line(text))
}

fn runs(text: &Text) -> String {
    let filled = text.0.iter().filter(|run| !run.text.is_empty());
    filled
        .map(|run| if run.strong { format!("**{}**", escaped(&run.text)) } else { escaped(&run.text) })
        .collect()
}
