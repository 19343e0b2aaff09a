//! What a returned sheet says that the data does not: row by row, field by field, each with its place and what becomes of
//! it. Pure: nothing is changed, and the same sheet on the same data gives the same review.

mod group;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use super::annex::{self, FormReview};
use super::base::Base;
use super::header::Header;
use super::place::{ByHand, Entries, Placed, Stray, Tasks, matched, place};
use super::table::{Found, Tables, tables};
use super::value::Unread;
use super::whose::{self, Marks};
use super::xlsx::{LISTS, MARK};
use crate::domain::edit::Desk;
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::rows::Rows;
use crate::domain::sheet::{Return, Sending};
use crate::domain::unit::Roster;
use crate::exchange::read::{Book, Page, Remark, Value};

/// What a review is made with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The data, the day and the calendar.
    pub desk: Desk<'a>,
    /// All rows.
    pub rows: &'a Rows,
    /// What went out.
    pub sendings: &'a [Sending],
    /// What came back before.
    pub returns: &'a [Return],
    /// Changes that were taken back since.
    pub undone: &'a BTreeSet<String>,
    /// The plan's id.
    pub plan_id: &'a str,
    /// Rows and forms that were put in their places by hand.
    pub by_hand: &'a [ByHand],
}

impl Setting<'_> {
    /// What was decided by hand on what begins in a row.
    pub(super) fn by_hand(&self, sheet: &str, row: u32) -> Option<&ByHand> {
        self.by_hand.iter().rev().find(|one| one.sheet == sheet && one.row == row)
    }
}

/// One sheet, compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// Full name of the unit; none where nothing tells it.
    pub unit: Option<String>,
    /// Rows that say anything, in the sheet's order.
    pub rows: Vec<RowReview>,
    /// Forms of annex 2.
    pub forms: Vec<FormReview>,
    /// Rows without a place.
    pub strays: Vec<StrayRow>,
    /// Columns that were not understood: sheet, cell, heading.
    pub unknown_columns: Vec<(String, String, String)>,
    /// What was not looked at.
    pub remarks: Vec<Remark>,
    /// Whether any table or form was found.
    pub recognised: bool,
    /// The plan that the sheet went out with, where that is another one.
    pub other_plan: Option<String>,
}

/// One row that says something.
#[derive(Debug, Clone, PartialEq)]
pub struct RowReview {
    /// The sheet's name.
    pub sheet: String,
    /// The task, in whose file the entry stands or will stand.
    pub task: u32,
    /// The entry; none where there is none yet.
    pub id: Option<EntryId>,
    /// The first of its rows in the sheet, from 0.
    pub row: u32,
    /// Full names of the units.
    pub units: Vec<String>,
    /// Further tasks that this row answers and its entry does not yet.
    pub also: Vec<u32>,
    /// What is new, and what cannot be read.
    pub items: Vec<Item>,
    /// What the row said of each field that was read, to be remembered as seen.
    pub said: BTreeMap<String, String>,
}

/// One field of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The cell's name: `D5`.
    pub cell: String,
    /// The field.
    pub field: &'static Field,
    /// What stands here.
    pub old: String,
    /// What the sheet says, as it would be stored; of a cell that cannot be read its text.
    pub new: String,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// New, and nothing stands against it.
    Take,
    /// Changed here too.
    Conflict,
    /// Emptied there, and not changed here: deletes only where that is told.
    Emptied,
    /// Not to be read.
    Unread(Unread),
}

impl Verdict {
    /// Whether it is left to the user: an emptied cell is not, it says nothing until it is told to.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Conflict | Self::Unread(_))
    }
}

/// A row without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayRow {
    /// The sheet's name.
    pub sheet: String,
    /// The cell that it begins with.
    pub cell: String,
    /// The row, from 0.
    pub row: u32,
    /// The unit whose sheet it is; none where nothing tells it.
    pub unit: Option<String>,
    /// What it says, shortened.
    pub text: String,
    /// Why.
    pub reason: Stray,
}

impl Review {
    /// Whether anything is left to the user: conflicts, cells that cannot be read, rows without a place.
    pub fn leaves_something(&self) -> bool {
        let of_rows = self.rows.iter().flat_map(|row| row.items.iter().map(|item| item.verdict));
        let of_forms = self.forms.iter().flat_map(|form| form.items.iter().map(|item| item.verdict));
        !self.strays.is_empty() || of_rows.chain(of_forms).any(Verdict::is_open)
    }
}

/// Compares a sheet with the data.
pub fn review(file: &str, book: &Book, setting: &Setting<'_>) -> Review {
    let (plan, roster) = (&setting.desk.workspace.plan, &setting.desk.workspace.roster);
    let marks = Marks::of(book);
    let mut review = Review { remarks: book.remarks.clone(), ..Review::default() };
    review.other_plan = marks.plan.clone().filter(|id| id != setting.plan_id);
    review.unit = whose::unit(book, file, roster, &marks);
    let tasks = Tasks::new(plan, setting.rows);
    let entries = Entries::new(setting.rows);
    let mut carried = None;
    for page in book.pages.iter().filter(|page| page.name != MARK && page.name != LISTS && !page.is_empty()) {
        if let Some(forms) = annex::reviews(page, review.unit.as_deref(), setting) {
            // A form left empty, as it went out, makes no sheet of a file.
            review.recognised |= !forms.is_empty();
            review.forms.extend(forms);
            continue;
        }
        // Each sheet of a workbook may name a unit of its own.
        let named = whose::on_page(page, roster).or_else(|| whose::in_text(&page.name, roster));
        let upright = tables(page, carried.as_ref());
        let turned = if upright.headers.is_empty() { page.turned() } else { None };
        let (page, tables) = match &turned {
            // Heads one under another: a task to a column, or a card for each task.
            Some(turned) => (turned, tables(turned, None)),
            None => (page, upright),
        };
        if tables.headers.is_empty() {
            continue;
        }
        review.recognised = true;
        carried = tables.headers.last().filter(|_| turned.is_none()).cloned();
        for header in tables.headers.iter().filter(|header| header.depth > 0) {
            let row = header.end().saturating_sub(1);
            let named = header
                .unknown
                .iter()
                .filter(|(column, _)| is_used(page, header, *column))
                .map(|(column, word)| (page.name.clone(), page.address(row, *column), word.clone()));
            let fresh: Vec<_> =
                named.filter(|one| review.unknown_columns.iter().all(|old| old.2 != one.2)).collect();
            review.unknown_columns.extend(fresh);
        }
        let unit = named.or_else(|| review.unit.clone());
        let marked = marks.unit.as_deref().and_then(|name| roster.full_name(name));
        let mut placed: Vec<(&Found, Placed)> = Vec::new();
        for (unit, rows) in blocks(page, roster, unit.as_deref(), &tables) {
            let outcomes = place(&tasks, roster, unit.as_deref(), rows);
            for (found, outcome) in rows.iter().zip(outcomes) {
                match by_hand(page, found, setting).map_or(outcome, Ok) {
                    Ok(one) => placed.push((found, one)),
                    Err(reason) if says_something(found) => review.strays.push(StrayRow {
                        sheet: page.name.clone(),
                        cell: page.address(found.row, page.columns(found.row).next().unwrap_or(0)),
                        row: found.row,
                        unit: unit.clone(),
                        text: stray_text(found),
                        reason,
                    }),
                    Err(_) => {}
                }
            }
        }
        // Each unit has seen something of its own.
        let mut units: Vec<&str> = Vec::new();
        for unit in placed.iter().filter_map(|(_, placed)| placed.units.first()) {
            if !units.contains(&unit.as_str()) {
                units.push(unit);
            }
        }
        for unit in units {
            let sending = marks.sending.as_deref().filter(|_| marked == Some(unit));
            let base = Base::new(Some(unit), sending, setting.sendings, setting.returns, setting.undone);
            let rows: Vec<(&Found, &Placed)> = placed
                .iter()
                .filter(|(_, placed)| placed.units.first().is_some_and(|one| one == unit))
                .map(|(found, placed)| (*found, placed))
                .collect();
            let matches = matched(&entries, &rows);
            review.rows.extend(rows::compare(page, &rows, &matches, &base, setting));
        }
    }
    review
}

/// The rows of a page in runs of one unit: `unit` is whose page it is where it names no more than one.
fn blocks<'a>(
    page: &Page,
    roster: &Roster,
    unit: Option<&str>,
    tables: &'a Tables,
) -> Vec<(Option<String>, &'a [Found])> {
    let first = tables.rows.first().map_or(0, |found| found.row);
    let Some(units) = whose::by_row(page, roster, first, tables.rows.iter().map(|found| &found.row)) else {
        return vec![(unit.map(str::to_owned), tables.rows.as_slice())];
    };
    let mut rest = tables.rows.as_slice();
    let runs = units.chunk_by(|one, other| one == other).map(|run| {
        let (rows, behind) = rest.split_at(run.len().min(rest.len()));
        rest = behind;
        (run.first().cloned(), rows)
    });
    runs.collect()
}

/// Whether anything stands under a heading: a title beside the heads is no column.
fn is_used(page: &Page, header: &Header, column: u32) -> bool {
    page.rows().filter(|row| *row >= header.end()).any(|row| page.own(row, column).is_some())
}

/// Where a row was put by hand.
fn by_hand(page: &Page, found: &Found, setting: &Setting<'_>) -> Option<Placed> {
    let one = setting.by_hand(&page.name, found.row)?;
    Some(Placed { task: one.task?, also: Vec::new(), units: vec![one.unit.clone()] })
}

/// Whether a unit wrote anything into a row.
fn says_something(found: &Found) -> bool {
    found.cells.iter().any(|cell| match &cell.value {
        Ok(value) => !super::value::is_nothing(&value.text()),
        Err(_) => true,
    })
}

fn stray_text(found: &Found) -> String {
    let cells = found.cells.iter().filter_map(|cell| cell.value.as_ref().ok()).map(Value::text);
    let all: Vec<String> = std::iter::once(found.number.clone())
        .chain(found.texts.clone())
        .chain(cells)
        .filter(|text| !text.is_empty())
        .collect();
    all.join(" ").replace('\n', " ").chars().take(80).collect()
}
