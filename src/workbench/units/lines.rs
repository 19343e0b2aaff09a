//! The lines of 单位, made from what is kept per unit: no row is looked at but those that a promise names.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Party, UnitLine, promise_for};
use crate::domain::chase::{self, Chase};
use crate::domain::report::Filing;
use crate::domain::rows::{Account, Index, Rows, Seat};
use crate::domain::workspace::Workspace;
use crate::exchange::chase::{is_owed, may_be_owed};
use crate::workbench::filter::Shown;

/// One line per unit and per open group; under a filter only those with a row that it lets through, and only such rows.
pub(super) fn all(
    workspace: &Workspace,
    rows: &Rows,
    filings: &[Filing],
    shown: Option<&Shown>,
) -> Vec<UnitLine> {
    let index = shown.map_or(rows.index(), |shown| &shown.index);
    let filings: HashMap<&str, &Filing> = filings.iter().map(|one| (one.unit.as_str(), one)).collect();
    let line = |party: Party| {
        let chases = workspace.chases.iter().map(AsRef::as_ref);
        let asked: Vec<&Chase> = chases.filter(|one| one.asked(party.name())).collect();
        let account = index.unit(party.name());
        let own = account.filter(|_| matches!(party, Party::Unit(_)));
        UnitLine {
            filing: filings.get(party.name().as_ref()).map(|one| (*one).clone()),
            tally: account.map(|account| account.rows().tally()).unwrap_or_default(),
            last_chase: chase::newest(asked.iter().copied()).map(|chase| chase.at.date()),
            promise: own.and_then(|own| first_promise(party.name(), own, &asked, rows, shown)),
            party,
        }
    };
    let units = workspace.roster.units.iter().map(|unit| Party::Unit(Arc::from(unit.name.as_str())));
    let groups = open_groups(workspace, rows, index).into_iter().map(Party::OpenGroup);
    let is_shown = |party: &Party| shown.is_none() || index.unit(party.name()).is_some();
    units.chain(groups).filter(is_shown).map(line).collect()
}

/// 成员待定: the open groups that stand for a row, in the plan's order.
fn open_groups(workspace: &Workspace, rows: &Rows, index: &Index) -> Vec<Arc<str>> {
    let strangers = index.units().filter(|(name, _)| workspace.roster.named(name).is_none());
    let first = |account: &Account| {
        let seats = account.rows().in_order(|_| true);
        seats.into_iter().find(|seat| rows.seated(*seat).is_some_and(|row| row.open_group))
    };
    let mut groups: Vec<(Seat, &Arc<str>)> =
        strangers.filter_map(|(name, account)| Some((first(account)?, name))).collect();
    groups.sort_unstable();
    groups.into_iter().map(|(_, name)| Arc::clone(name)).collect()
}

/// The first day that a unit has promised for a row that is not done: rows of tasks that a chase names are looked at,
/// of all others it is enough to know whether one is owed.
fn first_promise(
    unit: &str,
    account: &Account,
    asked: &[&Chase],
    rows: &Rows,
    shown: Option<&Shown>,
) -> Option<NaiveDate> {
    let given: Vec<&Chase> = asked.iter().copied().filter(|chase| chase.promised.is_some()).collect();
    let named: BTreeSet<u32> = given.iter().flat_map(|chase| &chase.tasks).copied().collect();
    let mut owed_there = 0;
    let mut days: Vec<NaiveDate> = Vec::new();
    for task in named {
        let of_task = rows.task(task).map_or(&[][..], |it| &it.rows).iter().enumerate();
        let is_shown = |place| shown.is_none_or(|shown| shown.has(task, place));
        for (_, row) in of_task.filter(|(place, row)| *row.unit == *unit && is_shown(*place)) {
            owed_there += usize::from(is_owed(row));
            days.extend(promise_for(given.iter().copied(), row).and_then(|chase| chase.promised));
        }
    }
    if account.rows().count(may_be_owed) > owed_there {
        let for_all = given.iter().copied().filter(|chase| chase.tasks.is_empty() && chase.duty.is_empty());
        days.extend(chase::promise(for_all).and_then(|chase| chase.promised));
    }
    days.into_iter().min()
}
