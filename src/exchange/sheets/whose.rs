//! Which unit a sheet is of: as it says itself, above its table or in its hidden sheet, else as the file is called.

use super::header::without_brackets;
use super::value::plain;
use super::xlsx::MARK;
use crate::domain::unit::Roster;
use crate::exchange::read::{Book, Page, Value};

/// What the hidden sheet of a workbook says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The plan's id.
    pub plan: Option<String>,
    /// The unit that it was sent to.
    pub unit: Option<String>,
    /// The sending.
    pub sending: Option<String>,
}

impl Marks {
    /// Reads them, where they are.
    pub fn of(book: &Book) -> Self {
        let Some(page) = book.pages.iter().find(|page| page.name == MARK) else { return Self::default() };
        let value = |key: &str| {
            let row = page.rows().find(|row| page.own(*row, 0).is_some_and(|value| value.text() == key))?;
            page.own(row, 1).map(Value::text)
        };
        Self { plan: value("plan"), unit: value("unit"), sending: value("sending") }
    }
}

/// How many rows from the top, and from the bottom, may name the unit.
const ABOVE: usize = 60;
const BELOW: usize = 20;

/// Labels before the name of a unit.
const LABELS: [&str; 9] =
    ["填报单位", "单位名称", "报送单位", "填表单位", "责任单位", "上报单位", "单位", "部门", "填报部门"];

/// The full name of the unit; none where nothing tells it.
pub fn unit(book: &Book, file: &str, roster: &Roster, marks: &Marks) -> Option<String> {
    let written = book.pages.iter().filter(|page| !page.hidden).find_map(|page| on_page(page, roster));
    written
        .or_else(|| marks.unit.as_deref().and_then(|name| roster.full_name(name)).map(str::to_owned))
        .or_else(|| in_text(file, roster))
        .or_else(|| {
            book.pages.iter().filter(|page| !page.hidden).find_map(|page| in_text(&page.name, roster))
        })
        .or_else(|| book.pages.iter().find_map(|page| titled(page, roster)))
}

/// As a page says it: 填报单位：区教育和体育局, in one cell or in two.
pub fn on_page(page: &Page, roster: &Roster) -> Option<String> {
    let paragraphs = page.above.iter().rev().chain(&page.below);
    if let Some(unit) = paragraphs.into_iter().find_map(|line| labelled(line, roster)) {
        return Some(unit);
    }
    let rows: Vec<u32> = page.rows().collect();
    // Above the table, or in the lines of signatures below it.
    let tail = rows.len().saturating_sub(BELOW).max(ABOVE.min(rows.len()));
    for row in rows.iter().take(ABOVE).chain(&rows[tail..]).copied() {
        let columns: Vec<u32> = page.columns(row).collect();
        for (place, column) in columns.iter().enumerate() {
            let Some(Value::Text(text)) = page.own(row, *column) else { continue };
            if let Some(unit) = labelled(text, roster) {
                return Some(unit);
            }
            // The label alone: the name stands beside it, unless this is the head of a column.
            let beside = columns.get(place + 1).and_then(|next| page.own(row, *next));
            if is_label(text)
                && columns.len() <= 8
                && let Some(unit) =
                    beside.and_then(|value| roster.full_name(&value.text()).map(str::to_owned))
            {
                return Some(unit);
            }
        }
    }
    None
}

/// Where a page names another unit than before, with the row: one page may hold what several units filed, each under, or
/// over, a line 填报单位 of its own, or under a row that is nothing but its name.
fn names(page: &Page, roster: &Roster) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    for row in page.rows() {
        let columns: Vec<u32> = page.columns(row).collect();
        let cell = |place: usize| columns.get(place).and_then(|column| page.own(row, *column));
        let text = |place: usize| match cell(place) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let in_cells = (0..columns.len().min(8)).find_map(|place| {
            let text = text(place)?;
            let beside = || cell(place + 1).and_then(|value| roster.full_name(&value.text()));
            // A name is looked for only where a label stands: every row of a long sheet comes by here.
            let alone = columns.len() <= 8 && is_label(text);
            labelled(text, roster).or_else(|| alone.then(beside).flatten().map(str::to_owned))
        });
        let heading = || {
            let bare = text(0).filter(|_| columns.len() == 1)?;
            let bare =
                bare.trim_start_matches(|c: char| "一二三四五六七八九十（）()0123456789、.． ".contains(c));
            roster.full_name(bare.trim().trim_end_matches(['：', ':'])).map(str::to_owned)
        };
        found.extend(in_cells.or_else(heading).map(|unit| (row, unit)));
    }
    found
}

/// The unit of each row of a page that names several; none where it names one or nobody. `first` is the first row of data.
pub fn by_row<'a>(
    page: &Page,
    roster: &Roster,
    first: u32,
    rows: impl Iterator<Item = &'a u32>,
) -> Option<Vec<String>> {
    let names = names(page, roster);
    let (_, one) = names.first()?;
    if names.iter().all(|(_, unit)| unit == one) {
        return None;
    }
    // Over the tables, or in the lines of signatures under each.
    let above = names.iter().any(|(row, _)| *row <= first);
    let of = |row: &u32| {
        let before = names.iter().rev().find(|(at, _)| at < row);
        let behind = names.iter().find(|(at, _)| at >= row);
        let (_, unit) = if above { before.or(behind) } else { behind.or(before) }?;
        Some(unit.clone())
    };
    rows.map(of).collect()
}

/// Whether a text says that the name of a unit stands beside it, or under it.
pub(super) fn is_label(text: &str) -> bool {
    let bare = plain(&without_brackets(text));
    let bare = bare.trim_end_matches(':');
    LABELS.contains(&bare)
}

/// The unit after a label in a text.
fn labelled(text: &str, roster: &Roster) -> Option<String> {
    for line in text.lines() {
        let Some((label, rest)) = line.split_once(['：', ':']) else { continue };
        let bare = plain(&without_brackets(label));
        if !LABELS.iter().any(|known| bare.ends_with(known)) {
            continue;
        }
        // The name ends where a gap or the next label begins.
        let rest = rest.trim_start();
        let gap = rest.find("  ").or_else(|| rest.find(['\u{3000}', '\t'])).unwrap_or(rest.len());
        let name = rest[..gap].trim().trim_end_matches("（盖章）").trim_end_matches("(盖章)").trim();
        let name =
            name.split("审核人").next().and_then(|name| name.split("填报人").next()).unwrap_or(name).trim();
        if let Some(unit) = roster.full_name(name) {
            return Some(unit.to_owned());
        }
        if let Ok(unit) = roster.unit(name) {
            return Some(unit.name.clone());
        }
    }
    None
}

/// The unit whose name stands in the title of a page: 区教育和体育局2024年政务公开工作配档表.
fn titled(page: &Page, roster: &Roster) -> Option<String> {
    let own = page.rows().take(3).flat_map(|row| {
        page.columns(row).filter_map(move |column| page.own(row, column)).map(Value::text).collect::<Vec<_>>()
    });
    page.above.iter().cloned().chain(own).find_map(|text| in_text(&text, roster))
}

/// The unit whose name stands in a text: the longest name wins, and two of one length are no answer.
pub fn in_text(text: &str, roster: &Roster) -> Option<String> {
    let text = plain(text);
    let mut best: Option<(usize, &str)> = None;
    let mut twice = false;
    for unit in &roster.units {
        let longest = unit
            .names()
            .flat_map(|name| {
                let name = plain(name);
                let short = name.strip_prefix('区').unwrap_or(&name).to_owned();
                let without_and = name.replace('和', "");
                [short, without_and, name]
            })
            .filter(|name| name.chars().count() >= 2 && text.contains(name.as_str()))
            .map(|name| name.chars().count())
            .max();
        let Some(length) = longest else { continue };
        match best {
            Some((most, _)) if length < most => {}
            Some((most, _)) if length == most => twice = true,
            _ => {
                best = Some((length, &unit.name));
                twice = false;
            }
        }
    }
    best.filter(|_| !twice).map(|(_, unit)| unit.to_owned())
}
