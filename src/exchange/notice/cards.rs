//! Small tables that are each one task, a label and its value to a row: 工作内容 | …, 牵头单位 | …. They become lines as
//! 牵头单位：…, which the outline reads.

use super::columns;
use super::meaning::{Meaning, meaning};
use super::source::{Block, Cell, Grid, Paragraph, Source};

/// Turns the tables that are cards into paragraphs.
pub fn unfold(source: &mut Source) {
    let blocks = std::mem::take(&mut source.blocks);
    for block in blocks {
        let lines = match &block {
            Block::Table(grid) => lines(grid),
            Block::Paragraph(_) => None,
        };
        match lines {
            Some(lines) => source
                .blocks
                .extend(lines.into_iter().map(|text| Block::Paragraph(Paragraph { text, heading: None }))),
            None => source.blocks.push(block),
        }
    }
}

/// The lines of a card; none where a table is none.
fn lines(grid: &Grid) -> Option<Vec<String>> {
    if columns::find(grid, 0).is_some() {
        return None;
    }
    let mut pairs: Vec<(Meaning, &str, String)> = Vec::new();
    let mut other = 0;
    for row in &grid.rows {
        let texts: Vec<&str> = row.iter().filter_map(Cell::text).map(str::trim).collect();
        let label = |text: &str| meaning(text).filter(|_| !text.is_empty());
        let mut found =
            texts.chunks(2).filter_map(|pair| Some((label(pair[0])?, pair[0], pair.get(1)?))).peekable();
        if found.peek().is_none() && texts.iter().any(|text| !text.is_empty()) {
            other += 1;
        }
        pairs.extend(found.map(|(meaning, name, value)| (meaning, name, (*value).to_owned())));
    }
    let has = |test: fn(Meaning) -> bool| pairs.iter().any(|(one, ..)| test(*one));
    let tasks = has(|one| one == Meaning::Task);
    let what = tasks || has(|one| one == Meaning::Requirement);
    let who = has(|one| matches!(one, Meaning::Units(_) | Meaning::Section(_)));
    if pairs.len() < 3 || other > pairs.len() || !what || !who {
        return None;
    }
    let mut lines = Vec::new();
    for (meaning, name, value) in pairs.into_iter().filter(|(.., value)| !value.is_empty()) {
        let value = value.replace('\n', if matches!(meaning, Meaning::Units(_)) { "、" } else { "" });
        let name: String = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':')).collect();
        lines.push(match meaning {
            Meaning::Requirement if tasks => format!("工作内容：{value}"),
            Meaning::Task | Meaning::Requirement => format!("任务名称：{value}"),
            Meaning::Units(_) | Meaning::Section(_) | Meaning::Due => format!("{name}：{value}"),
            Meaning::Number | Meaning::Heading | Meaning::Other => continue,
        });
    }
    Some(lines)
}
