//! Tables with a column for each unit, and a mark where it has a part: ★ leads, ● supports, as a note under it says.

use super::columns::Columns;
use super::source::{Block, Cell, Grid, Source};
use super::units::{looks_like_a_unit, looks_like_units};
use crate::domain::plan::Role;

const MARKS: &str = "√✓✔☑●○★☆▲△◎■□◆◇*1是";
const WORDS: [(&str, Role); 10] = [
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("配合", Role::Support),
    ("协办", Role::Support),
    ("参与", Role::Support),
    ("协同", Role::Support),
    ("落实", Role::Execute),
    ("责任", Role::Responsible),
    ("负责", Role::Responsible),
];

/// What the marks of a notice mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legend(Vec<(char, Role)>);

impl Legend {
    /// From the notes of a document: ★为牵头单位，●为配合单位.
    pub fn of(source: &Source) -> Self {
        let mut found = Vec::new();
        let mut look = |text: &str| {
            for (at, mark) in text.char_indices().filter(|(_, c)| MARKS.contains(*c) && !c.is_alphanumeric())
            {
                let rest = text[at + mark.len_utf8()..].trim_start_matches([
                    '”', '"', ' ', '为', '表', '示', '代', '指', '：', ':', '=', '是', '的', '—', '-',
                ]);
                if let Some((_, role)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
                    found.push((mark, *role));
                }
            }
        };
        for block in &source.blocks {
            match block {
                Block::Paragraph(paragraph) => look(&paragraph.text),
                Block::Table(grid) => grid.rows.iter().flatten().filter_map(Cell::text).for_each(&mut look),
            }
        }
        Self(found)
    }

    /// The part that a cell gives its unit; none where it is blank.
    pub fn role(&self, cell: &str) -> Option<Role> {
        let cell = cell.trim();
        let first = cell.chars().next()?;
        let word = WORDS.iter().find(|(word, _)| cell.contains(word)).map(|(_, role)| *role);
        let mark = self.0.iter().find(|(mark, _)| *mark == first).map(|(_, role)| *role);
        Some(word.or(mark).unwrap_or(Role::Responsible))
    }
}

/// Whether a cell is blank or a mark.
fn is_mark(cell: &str) -> bool {
    let cell = cell.trim();
    cell.chars().all(|c| MARKS.contains(c)) && cell.chars().count() <= 2
        || WORDS.iter().any(|(word, _)| cell == *word || cell.strip_suffix("单位") == Some(word))
}

/// The columns under heads that are units, with nothing but marks in them. At least two.
pub fn columns(grid: &Grid, heads: &[String], body: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        let name: String = head.chars().filter(|c| !c.is_whitespace()).collect();
        if !(looks_like_a_unit(&name) || (name.starts_with('各') && looks_like_units(&name))) {
            continue;
        }
        let mut marks = 0;
        let cells = grid.rows[body.min(grid.rows.len())..].iter().filter_map(|row| row.get(column)?.text());
        let plain = cells.map(str::trim).filter(|cell| *cell != head.trim()).all(|cell| {
            marks += usize::from(!cell.is_empty() && is_mark(cell));
            is_mark(cell) || cell.is_empty()
        });
        if plain && marks > 0 {
            found.push((column, name));
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// What is printed of the units of a row, and the units.
pub fn units(columns: &Columns, row: &[Cell], legend: &Legend) -> Vec<(String, Role)> {
    let cell = |column: usize| row.get(column).and_then(Cell::text).unwrap_or_default();
    let named = columns.matrix.iter().filter_map(|(column, name)| {
        let role = legend.role(cell(*column))?;
        Some((name.clone(), role))
    });
    named.collect()
}
