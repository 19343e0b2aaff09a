//! Rows that are one: a measure in a cell merged over several tasks answers them all with one entry.

use std::collections::BTreeSet;

use crate::domain::entry::Entry;
use crate::exchange::sheets::place::Placed;
use crate::exchange::sheets::table::Found;

/// One row of the sheet, or several that are one.
pub struct Group<'a> {
    /// The rows, the upper first.
    pub rows: Vec<&'a Found>,
    /// The first row's place; the tasks of all rows are in it.
    pub placed: Placed,
    /// The entry that answers them.
    pub entry: Option<&'a Entry>,
}

/// Puts together what is one.
pub fn groups<'a>(rows: &[(&'a Found, &Placed)], matches: &[Option<&'a Entry>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for ((found, placed), entry) in rows.iter().zip(matches) {
        if let Some(group) = groups.last_mut().filter(|group| is_one(group, found, placed, *entry)) {
            group.rows.push(found);
            let tasks = std::iter::once(&placed.task).chain(&placed.also);
            for task in tasks {
                if *task != group.placed.task && !group.placed.also.contains(task) {
                    group.placed.also.push(*task);
                }
            }
            continue;
        }
        groups.push(Group { rows: vec![found], placed: (*placed).clone(), entry: *entry });
    }
    groups
}

/// Whether a row goes on with the group above it.
fn is_one(group: &Group<'_>, found: &Found, placed: &Placed, entry: Option<&Entry>) -> bool {
    let Some(first) = group.rows.first() else { return false };
    // The same entry on several of its tasks.
    if let (Some(one), Some(other)) = (group.entry, entry) {
        return one.id == other.id && group.placed.units == placed.units;
    }
    let region = |found: &Found| {
        ["measure", "progress"].into_iter().find_map(|key| found.cell(key)).and_then(|cell| cell.region)
    };
    let tasks: BTreeSet<u32> = group.placed.also.iter().copied().chain([group.placed.task]).collect();
    region(first).is_some()
        && region(first) == region(found)
        && entry.is_none()
        && !tasks.contains(&placed.task)
        && group.placed.units == placed.units
        && agree(group, found)
}

/// Whether no cell of a row says something else than those above: merged over tasks, but told apart by their states, rows
/// stay several.
fn agree(group: &Group<'_>, found: &Found) -> bool {
    found.cells.iter().all(|cell| {
        let text = found.text(cell.field.key);
        text.is_empty()
            || cell.field.key == "due"
            || group.rows.iter().all(|row| {
                let other = row.text(cell.field.key);
                other.is_empty() || other == text
            })
    })
}
