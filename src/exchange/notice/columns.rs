//! Which column of a table holds what: heads first, and where those leave a choice, the cells under them.

use super::meaning::{self, Meaning, meaning};
use super::source::{Cell, Grid};
use crate::domain::plan::Role;

/// A column of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitsColumn {
    /// Where.
    pub column: usize,
    /// The part of those in it.
    pub role: Role,
    /// The head's words, for what is printed of several columns.
    pub head: String,
    /// The head says that the first one leads.
    pub first_leads: bool,
}

/// The columns of a table of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// 序号.
    pub number: Option<usize>,
    /// Headings, outermost first.
    pub headings: Vec<usize>,
    /// The requirement.
    pub requirement: usize,
    /// 责任单位 …
    pub units: Vec<UnitsColumn>,
    /// 完成时限.
    pub due: Option<usize>,
    /// Its heads say that it is about tasks, and not a list of something else that has 责任单位 too.
    pub strong: bool,
    /// How many columns it has.
    pub width: usize,
}

/// The heads of a table: the columns, and the row behind the heads. From `from` on.
pub fn find(grid: &Grid, from: usize) -> Option<(Columns, usize)> {
    (from..grid.rows.len()).find_map(|row| at(grid, row))
}

/// The heads in this row, of which there may be two.
pub fn at(grid: &Grid, row: usize) -> Option<(Columns, usize)> {
    let upper = heads(grid, row);
    let lower = (row + 1 < grid.rows.len()).then(|| below(grid, row, &upper)).flatten();
    if let Some(lower) = lower.filter(|lower| meaning::header(lower.iter().map(String::as_str)).is_some()) {
        return Some((columns(grid, &lower, row + 2)?, row + 2));
    }
    meaning::header(upper.iter().map(String::as_str))?;
    Some((columns(grid, &upper, row + 1)?, row + 1))
}

/// The heads of a row; a head that spans columns stands over each of them.
fn heads(grid: &Grid, row: usize) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for cell in &grid.rows[row] {
        let text = match cell {
            Cell::Text(text) => text.clone(),
            Cell::Left => heads.last().cloned().unwrap_or_default(),
            Cell::Above => String::new(),
        };
        heads.push(text);
    }
    heads
}

/// The second row of heads under a first, if it is one: 牵头 and 配合 under 责任单位.
fn below(grid: &Grid, row: usize, upper: &[String]) -> Option<Vec<String>> {
    let cells = &grid.rows[row + 1];
    let own: Vec<&str> =
        cells.iter().filter_map(Cell::text).map(str::trim).filter(|text| !text.is_empty()).collect();
    let all = own.len() >= 2 && own.iter().all(|text| meaning(text).is_some());
    let fewer = own.len() < cells.len();
    if !all || !fewer || meaning::header(own.iter().copied()).is_some() {
        return None;
    }
    let joined = cells.iter().zip(upper).map(|(cell, upper)| match cell.text().map(str::trim) {
        Some(text) if !text.is_empty() => text.to_owned(),
        _ => upper.clone(),
    });
    Some(joined.collect())
}

fn columns(grid: &Grid, heads: &[String], body: usize) -> Option<Columns> {
    let meanings: Vec<Option<Meaning>> = heads.iter().map(|head| meaning(head)).collect();
    let weight = |column: &usize| -> usize {
        let cells = grid.rows[body.min(grid.rows.len())..].iter().filter_map(|row| row.get(*column)?.text());
        cells.map(|text| text.chars().count()).sum()
    };
    let with = |wanted: Meaning| -> Vec<usize> {
        (0..meanings.len()).filter(|column| meanings[*column] == Some(wanted)).collect()
    };
    let (requirements, tasks) = (with(Meaning::Requirement), with(Meaning::Task));
    let heaviest = |columns: &[usize]| columns.iter().copied().max_by_key(|column| (weight(column), *column));
    // 工作措施 is blank in a sheet that is still to be filled: then the tasks themselves are what is required.
    let requirement = heaviest(&requirements)
        .filter(|column| weight(column) > 0 || tasks.is_empty())
        .or_else(|| heaviest(&tasks))?;
    let is_heading = |column: &usize| {
        matches!(meanings[*column], Some(Meaning::Heading | Meaning::Task | Meaning::Requirement))
            && *column < requirement
    };
    let units = |wanted: fn(Meaning) -> Option<Role>| -> Vec<UnitsColumn> {
        let found =
            meanings.iter().enumerate().filter_map(|(column, meaning)| Some((column, wanted((*meaning)?)?)));
        let found = found.map(|(column, role)| UnitsColumn {
            column,
            role,
            head: heads[column].trim().to_owned(),
            first_leads: meaning::first_leads(&heads[column]),
        });
        found.collect()
    };
    let mut named = units(|meaning| if let Meaning::Units(role) = meaning { Some(role) } else { None });
    if named.is_empty() {
        named = units(|meaning| if let Meaning::Section(role) = meaning { Some(role) } else { None });
    }
    let listed = ["公开", "栏目", "名称", "依据"];
    let strong = !listed.iter().any(|word| heads.iter().any(|head| head.contains(word)))
        || heads.iter().any(|head| head.contains("任务") || head.contains("举措") || head.contains("要求"));
    Some(Columns {
        number: with(Meaning::Number).first().copied(),
        headings: (0..meanings.len()).filter(is_heading).collect(),
        requirement,
        units: named,
        due: with(Meaning::Due).first().copied(),
        strong,
        width: heads.len(),
    })
}
