//! The lines of the ledger from its rows: filtered, sorted with the plan's order as second key, grouped.

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use super::column::{self, Key};
use super::{GroupKey, Grouping, Ledger, LedgerLine, Selected};
use crate::domain::entry::Entry;
use crate::domain::rows::{Row, Rows};
use crate::domain::status::Status;
use crate::domain::workspace::Workspace;
use crate::search::pinyin;
use crate::workbench::filter::Shown;

/// What was made.
pub(super) struct Table {
    pub(super) lines: Vec<LedgerLine>,
    /// Rows in all, those in folded groups too.
    pub(super) rows: usize,
    /// The group in which the selected row is.
    pub(super) group_of_selected: Option<GroupKey>,
}

/// A row with what it is sorted by.
struct Sorted<'a> {
    key: Key,
    area: usize,
    at: usize,
    row: &'a Row,
}

/// The lines of a ledger.
pub(super) fn table(ledger: &Ledger, workspace: &Workspace, rows: &Rows, shown: Option<&Shown>) -> Table {
    let mut sorted: Vec<Sorted<'_>> = Vec::new();
    for (order, place) in workspace.plan.places().enumerate() {
        let task = place.task.id;
        let all = rows.task(task).map_or(&[][..], |it| &it.rows);
        for (at, row) in all.iter().enumerate() {
            if shown.is_some_and(|shown| !shown.has(task, at)) {
                continue;
            }
            let area = place.area_index;
            let key =
                ledger.sort.map_or(Key::None, |column| column::key(column, row, (area, order), workspace));
            sorted.push(Sorted { key, area, at, row });
        }
    }
    if ledger.sort.is_some() {
        // A stable sort: rows with the same key stay in the plan's order, whichever way it is sorted.
        sorted.sort_by(|a, b| a.key.compare(&b.key, ledger.descending));
    }
    let count = sorted.len();
    let line = |one: &Sorted<'_>| LedgerLine::Row { task: one.row.task, at: one.at };
    let Some(grouping) = ledger.grouping else {
        let lines = sorted.iter().map(line).collect();
        return Table { lines, rows: count, group_of_selected: None };
    };
    let mut groups: BTreeMap<GroupKey, Vec<&Sorted<'_>>> = BTreeMap::new();
    let mut group_of_selected = None;
    for one in &sorted {
        let key = group(grouping, one.row, one.area, workspace);
        if matches!(&ledger.selected, Some(Selected::Row(selected)) if selected.is(one.row)) {
            group_of_selected = Some(key.clone());
        }
        groups.entry(key).or_default().push(one);
    }
    let mut lines = Vec::new();
    for (key, members) in groups {
        let open = ledger.open.contains(&key);
        let tally = members.iter().map(|one| one.row).collect();
        lines.push(LedgerLine::Group { key, tally, open });
        if open {
            lines.extend(members.into_iter().map(line));
        }
    }
    Table { lines, rows: count, group_of_selected }
}

/// The group of a row.
pub(super) fn group(grouping: Grouping, row: &Row, area: usize, workspace: &Workspace) -> GroupKey {
    match grouping {
        Grouping::Unit => GroupKey::Unit(workspace.roster.order(&row.unit), row.unit.clone()),
        Grouping::Area => GroupKey::Area(area),
        Grouping::Person => match row.entry().map(|entry| entry.person.trim()) {
            None | Some("") => GroupKey::Without,
            Some(person) => GroupKey::Person(pinyin::sounded(person), person.to_owned()),
        },
        Grouping::Status => {
            let status = row.entry().map(Entry::status);
            let place = status.and_then(|status| Status::ALL.iter().position(|one| *one == status));
            GroupKey::Status(place.unwrap_or(Status::ALL.len()))
        }
        Grouping::Light => GroupKey::Light(row.light.urgency()),
        Grouping::Week => row.last().map_or(GroupKey::Without, |last| {
            let into = Days::new(u64::from(last.weekday().num_days_from_monday()));
            GroupKey::Week(last.checked_sub_days(into).unwrap_or(last))
        }),
    }
}
