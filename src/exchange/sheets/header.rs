//! The header of a table, found by the meaning of its words wherever it stands.

mod meaning;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use crate::domain::arrange::Arrange as _;
use crate::domain::field::Field;
use crate::domain::sheet::ANSWERS;
use crate::exchange::read::{Page, Value};
pub(super) use meaning::without_brackets;
use meaning::{Sureness, meaning};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// 序号: the task's printed number, or a running one.
    Number,
    /// A heading or the text of a task.
    Task,
    /// 责任单位.
    Unit,
    /// The task's id, as the sheet went out with it.
    TaskName,
    /// The entry's id.
    EntryName,
    /// A field that the unit fills in.
    Field(&'static Field),
    /// A person and how to reach them, in one cell.
    PersonAndContact,
}

/// A header: where it stands, and what its columns hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its first row.
    pub top: u32,
    /// How many rows it has.
    pub depth: u32,
    /// What each column holds.
    pub columns: BTreeMap<u32, Meaning>,
    /// Columns with a heading that was not understood, or that says what another column says.
    pub unknown: Vec<(u32, String)>,
}

impl Header {
    /// The first row under it.
    pub fn end(&self) -> u32 {
        self.top + self.depth
    }

    /// The columns that hold this.
    pub fn of(&self, meaning: Meaning) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter(move |(_, one)| **one == meaning).map(|(column, _)| *column)
    }

    /// Whether a column holds what a unit fills in.
    pub fn answers(&self) -> bool {
        self.columns.values().any(is_answer)
    }
}

fn is_answer(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Field(field) => ANSWERS.contains(&field.key) || field.key == "percent",
        Meaning::PersonAndContact => true,
        _ => false,
    }
}

/// The headers of a page, from its top on: a table printed over several pages repeats its own.
pub fn headers(page: &Page) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut free = 0;
    for row in page.rows() {
        if row < free {
            continue;
        }
        if let Some(header) = header(page, row) {
            free = header.end();
            found.push(header);
        }
    }
    found
}

/// The header that begins in a row: of one, two or three levels, whichever tells most.
fn header(page: &Page, row: u32) -> Option<Header> {
    let mut best = level(page, row, 1)?;
    for depth in 2..=3 {
        if let Some(deeper) =
            level(page, row, depth).filter(|deeper| deeper.columns.len() > best.columns.len())
        {
            best = deeper;
        }
    }
    // A title row above a real header would win by a word or two: the header is where the most is said.
    let next = level(page, row + 1, 1).is_some_and(|next| next.columns.len() > best.columns.len());
    if !best.answers() || best.columns.len() < 3 || next {
        return None;
    }
    // Headings merged over more rows than they fill.
    let regions = best.columns.keys().filter_map(|column| page.region(row, *column));
    let bottom = regions.map(|area| area.bottom).filter(|bottom| *bottom < row + 4).max().unwrap_or(row);
    best.depth = best.depth.max(bottom + 1 - row);
    Some(best)
}

/// A header of so many rows.
fn level(page: &Page, top: u32, depth: u32) -> Option<Header> {
    let mut candidates: Vec<(u32, Meaning, Sureness, String)> = Vec::new();
    let mut unknown = Vec::new();
    let (mut filled, mut long) = (0_usize, 0_usize);
    for column in 0..page.width().min(200) {
        let words: Vec<String> = (top..top + depth)
            .filter_map(|row| page.spread(row, column))
            .map(Value::text)
            .filter(|text| !text.is_empty())
            .collect();
        let Some(last) = words.last() else { continue };
        filled += 1;
        if words.iter().any(|word| without_brackets(word).chars().count() > 20) {
            long += 1;
            continue;
        }
        // 填报人：张某 is a label with its value, not a heading.
        if without_brackets(last).contains([':', '：']) {
            continue;
        }
        match meaning(&words) {
            Some((meaning, sureness)) => candidates.push((column, meaning, sureness, last.clone())),
            None => unknown.push((column, last.clone())),
        }
    }
    // A row of data has words too, but few that are headings, and long ones.
    if filled == 0 || candidates.len() * 5 < filled * 2 || long > filled / 3 {
        return None;
    }
    // In a deeper header every row but the first has to add something of its own.
    let adds = |row: u32| {
        page.columns(row).any(|column| page.region(row, column).is_none_or(|area| area.top >= row))
    };
    if !(top..top + depth).all(adds) {
        return None;
    }
    let mut columns: BTreeMap<u32, Meaning> = BTreeMap::new();
    // The surest word first; of equals the left one.
    candidates.arrange_by_key(|(column, _, sureness, _)| (std::cmp::Reverse(*sureness), *column));
    for (column, meaning, _, word) in candidates {
        let taken = meaning != Meaning::Task && columns.values().any(|one| *one == meaning);
        if taken {
            unknown.push((column, word));
        } else {
            columns.insert(column, meaning);
        }
    }
    unknown.sort();
    let distinct = columns.values().filter(|one| **one != Meaning::Task).count();
    (distinct >= 2).then_some(Header { top, depth, columns, unknown })
}
