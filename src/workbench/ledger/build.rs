//! The lines of the ledger from its rows: filtered, sorted with the plan's order as second key, grouped. They are made a
//! part at a time, so that a frame comes first.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use super::column::{self, Key};
use super::{GroupKey, Grouping, Ledger, LedgerLine, Selected};
use crate::domain::entry::Entry;
use crate::domain::rows::{Row, Rows, Tally};
use crate::domain::status::Status;
use crate::domain::workspace::Workspace;
use crate::search::pinyin;
use crate::workbench::filter::Shown;

/// After how many lines it is asked whether it is enough.
const PORTION: usize = 256;

/// Lines that are being made: first the rows are gone through, then they are laid out in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Making {
    pub(super) lines: Vec<LedgerLine>,
    /// Rows in all, those in folded groups too.
    pub(super) rows: usize,
    /// The group in which the selected row is.
    pub(super) group_of_selected: Option<GroupKey>,
    /// Whether they are seen while they are made: there were none before, and they come in their order.
    pub(super) in_sight: bool,
    /// How many tasks of the plan are gone through.
    done: usize,
    /// The rows that are seen, where their order is not the plan's.
    ranked: BTreeMap<Rank, LedgerLine>,
    /// The groups that are not laid out yet.
    groups: BTreeMap<GroupKey, Tally>,
    /// The group that is being laid out.
    group: Option<GroupKey>,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rank {
    group: Option<GroupKey>,
    key: Key,
    descending: bool,
    /// In the plan's order: rows with the same key stay in it, whichever way it is sorted.
    at: (usize, usize),
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_group = self.group.cmp(&other.group);
        by_group.then_with(|| self.key.compare(&other.key, self.descending)).then(self.at.cmp(&other.at))
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Making {
    /// Nothing is made yet.
    pub(super) fn new(in_sight: bool) -> Self {
        Self { in_sight, ..Self::default() }
    }

    /// Makes lines until all are made or it is said to be enough; whether all are.
    pub(super) fn go_on(
        &mut self,
        ledger: &Ledger,
        (workspace, rows): (&Workspace, &Rows),
        shown: Option<&Shown>,
        enough: &mut dyn FnMut() -> bool,
    ) -> bool {
        for place in workspace.plan.places().skip(self.done) {
            let (task, order) = (place.task.id, (place.area_index, self.done));
            let all = rows.task(task).map_or(&[][..], |it| &it.rows);
            for (at, row) in all.iter().enumerate() {
                if shown.is_none_or(|shown| shown.has(task, at)) {
                    self.take(row, at, order, ledger, workspace);
                }
            }
            self.done += 1;
            if enough() {
                return false;
            }
        }
        self.lay(ledger, enough)
    }

    fn take(&mut self, row: &Row, at: usize, order: (usize, usize), ledger: &Ledger, workspace: &Workspace) {
        self.rows += 1;
        let line = LedgerLine::Row { task: row.task, at };
        if ledger.is_in_plan_order() {
            self.lines.push(line);
            return;
        }
        let group = ledger.grouping.map(|grouping| group(grouping, row, order.0, workspace));
        if let Some(group) = &group {
            if matches!(&ledger.selected, Some(Selected::Row(selected)) if selected.is(row)) {
                self.group_of_selected = Some(group.clone());
            }
            let tally = self.groups.entry(group.clone()).or_default();
            *tally = *tally + std::iter::once(row).collect();
            if !ledger.open.contains(group) {
                return;
            }
        }
        let key = ledger.sort.map_or(Key::None, |column| column::key(column, row, order, workspace));
        let rank = Rank { group, key, descending: ledger.descending, at: (order.1, at) };
        self.ranked.insert(rank, line);
    }

    /// Lays the lines out in their order.
    fn lay(&mut self, ledger: &Ledger, enough: &mut dyn FnMut() -> bool) -> bool {
        loop {
            let next = self.ranked.first_entry().filter(|next| next.key().group == self.group);
            if let Some(next) = next {
                self.lines.push(next.remove());
            } else if let Some((key, tally)) = self.groups.pop_first() {
                let open = ledger.open.contains(&key);
                self.lines.push(LedgerLine::Group { key: key.clone(), tally, open });
                self.group = Some(key);
            } else {
                return true;
            }
            if self.lines.len().is_multiple_of(PORTION) && enough() {
                return false;
            }
        }
    }
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
