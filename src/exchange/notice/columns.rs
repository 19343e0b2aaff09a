//! Which column of a table holds what: heads first, and where those leave a choice, the cells under them.

use super::matrix;
use super::meaning::{self, Meaning, meaning};
use super::source::{Cell, Grid};
use super::text::{is_number, looks_like_due};
use super::units::looks_like_units;
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
    /// Columns that are each a unit, with marks under them.
    pub matrix: Vec<(usize, String)>,
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
    if let Some(lower) = lower.filter(|lower| is_header(grid, lower, row + 2)) {
        return Some((columns(grid, &lower, row + 2)?, row + 2));
    }
    is_header(grid, &upper, row + 1).then(|| Some((columns(grid, &upper, row + 1)?, row + 1)))?
}

/// The columns of a table without heads, by what stands in them: every row has a number, most have units, and one column
/// has the words. None where that is not plain.
pub fn guessed(grid: &Grid) -> Option<Columns> {
    let width = grid.width();
    if grid.rows.len() < 3 || !(3..=8).contains(&width) {
        return None;
    }
    let cell = |row: &Vec<Cell>, column: usize| row[column].text().unwrap_or_default().trim().to_owned();
    let share = |column: usize, test: &dyn Fn(&str) -> bool| {
        let filled: Vec<String> =
            grid.rows.iter().map(|row| cell(row, column)).filter(|text| !text.is_empty()).collect();
        let fit = filled.iter().filter(|text| test(text)).count();
        filled.len() * 2 > grid.rows.len() && fit * 10 >= filled.len() * 7
    };
    let number = (0..width).find(|column| grid.rows.iter().all(|row| is_number(&cell(row, *column))))?;
    let units: Vec<usize> = (0..width).filter(|column| share(*column, &looks_like_units)).collect();
    let due = (0..width)
        .find(|column| *column != number && !units.contains(column) && share(*column, &looks_like_due));
    let words = |column: &usize| {
        *column != number
            && !units.contains(column)
            && due != Some(*column)
            && share(*column, &|text| text.chars().filter(|c| !c.is_ascii()).count() >= 6)
    };
    let long =
        |column: &usize| -> usize { grid.rows.iter().map(|row| cell(row, *column).chars().count()).sum() };
    let requirement = (0..width).filter(words).max_by_key(long)?;
    let named = units.iter().map(|column| UnitsColumn {
        column: *column,
        role: Role::Responsible,
        head: "责任单位".to_owned(),
        first_leads: false,
    });
    let units: Vec<UnitsColumn> = named.collect();
    let headings = (0..requirement).filter(|column| words(column)).collect();
    (!units.is_empty()).then_some(Columns {
        number: Some(number),
        headings,
        requirement,
        units,
        matrix: Vec::new(),
        due,
        strong: true,
        width,
    })
}

/// Whether texts are the heads of a table of tasks; units as heads will do.
fn is_header(grid: &Grid, heads: &[String], body: usize) -> bool {
    let texts = || heads.iter().map(String::as_str);
    let what = || texts().any(|head| matches!(meaning(head), Some(Meaning::Task | Meaning::Requirement)));
    meaning::header(texts()).is_some() || (what() && !matrix::columns(grid, heads, body).is_empty())
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
    // 启动 and 完成 mean something only under the head that reaches over both.
    let spanned = |column: usize| {
        let left = |column: usize| grid.rows[row].get(column) == Some(&Cell::Left);
        left(column) || left(column + 1)
    };
    let under = |column: usize, text: &str| {
        let whole = format!("{}{text}", upper[column]);
        let means = spanned(column) && text.chars().count() <= 6 && meaning(&whole).is_some();
        means.then_some(whole)
    };
    // A unit under 责任单位 is a column of marks.
    let unit = |column: usize, text: &str| {
        spanned(column)
            && matches!(meaning(&upper[column]), Some(Meaning::Units(_)))
            && looks_like_units(text)
    };
    let joined = cells.iter().enumerate().map(|(column, cell)| match cell.text().map(str::trim) {
        Some(text) if !text.is_empty() && (meaning(text).is_some() || unit(column, text)) => {
            Some(text.to_owned())
        }
        Some(text) if !text.is_empty() => under(column, text),
        _ => upper.get(column).cloned(),
    });
    let joined: Option<Vec<String>> = joined.collect();
    let plain = own.iter().filter(|text| meaning(text).is_some()).count();
    let marks =
        cells.iter().enumerate().filter(|(column, cell)| cell.text().is_some_and(|text| unit(*column, text)));
    let plain = plain + marks.count();
    let fewer = own.len() < cells.len();
    // Below heads that reach down over both rows there can only be more heads.
    let reached = cells.contains(&Cell::Above);
    let again = !reached && meaning::header(own.iter().copied()).is_some();
    if own.len() < 2 || plain == 0 || !fewer || again {
        return None;
    }
    joined
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
        .or_else(|| heaviest(&tasks))
        .or_else(|| with(Meaning::Heading).last().copied())?;
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
            head: heads[column].split_whitespace().collect(),
            first_leads: meaning::first_leads(&heads[column]),
        });
        found.collect()
    };
    let mut named = units(|meaning| if let Meaning::Units(role) = meaning { Some(role) } else { None });
    if named.is_empty() {
        named = units(|meaning| if let Meaning::Section(role) = meaning { Some(role) } else { None });
    }
    let due = with(Meaning::Due);
    let listed = ["公开", "栏目", "名称", "依据"];
    let strong = !listed.iter().any(|word| heads.iter().any(|head| head.contains(word)))
        || heads.iter().any(|head| head.contains("任务") || head.contains("举措") || head.contains("要求"));
    Some(Columns {
        number: with(Meaning::Number).first().copied(),
        headings: (0..meanings.len()).filter(is_heading).collect(),
        requirement,
        units: named,
        matrix: matrix::columns(grid, heads, body),
        due: due.iter().copied().find(|column| meaning::is_end(&heads[*column])).or(due.first().copied()),
        strong,
        width: heads.len(),
    })
}
