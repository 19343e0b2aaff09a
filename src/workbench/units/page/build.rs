//! What stands on the page of a unit, and in which order.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Heading, Item, PageRow, UnitPage};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::Chase;
use crate::domain::light::Light;
use crate::domain::rows::{Before, Row, Rows, Seat};
use crate::workbench::filter::Shown;
use crate::workbench::owed::Facts;
use crate::workbench::units::{Party, promise_for};

impl UnitPage {
    /// The page of a unit or group; of the same one with the selection where it was. With the rows that a change put
    /// others in the place of, the order stays: nothing jumps away under the hand.
    pub(in crate::workbench::units) fn turned(
        &self,
        party: &Party,
        facts: &Facts<'_>,
        shown: Option<&Shown>,
        before: Option<&Before>,
    ) -> Self {
        let same = self.party.as_ref() == Some(party);
        let mut page = Self { party: Some(party.clone()), ..Self::default() };
        page.put(party, facts, shown);
        if let Some(before) = before.filter(|_| same) {
            page.keep_order(self, before, facts.rows);
        }
        let rows = facts.rows;
        let first = page.first_row();
        let promised = page.top.iter().position(|item| matches!(item, Item::Row(_)));
        let any = || (0..page.len()).find(|place| !page.headings().contains(place));
        let start = promised.or((!page.rows.is_empty()).then_some(first)).or_else(any).unwrap_or(0);
        page.select(start, rows);
        if !same {
            return page;
        }
        page.view = self.view;
        if let Some(old) = &self.selected {
            let nearest = |places: Vec<usize>| places.into_iter().min_by_key(|at| at.abs_diff(self.cursor));
            // Two entries of one task are two rows: the one that is gone leaves the nearer.
            let heir = || nearest(page.all_by(old, rows, &|item| item.is_heir(old)));
            let stops = || {
                let heads = page.headings();
                nearest((0..page.len()).filter(|place| !heads.contains(place)).collect())
            };
            let found = page.find_by(old, rows, &|item| item.is_same(old)).or_else(heir).or_else(stops);
            let found = found.unwrap_or(start);
            page.select(found, rows);
        }
        page
    }

    fn put(&mut self, party: &Party, facts: &Facts<'_>, shown: Option<&Shown>) {
        let Facts { workspace, rows, .. } = *facts;
        let name = party.name();
        let mut chases: Vec<&Arc<Chase>> =
            workspace.chases.iter().filter(|chase| chase.asked(name)).collect();
        chases.arrange_by_key(|chase| std::cmp::Reverse(chase.at));
        self.promises =
            chases.iter().filter(|chase| chase.promised.is_some()).map(|one| Arc::clone(one)).collect();
        if matches!(party, Party::Unit(_)) {
            self.top.push(Item::Heading(Heading::Contacts));
            let count = workspace.roster.named(name).map_or(0, |unit| unit.contacts.len());
            self.top.extend((0..count).map(Item::Contact));
            if count == 0 {
                self.top.push(Item::NoContact);
            }
        }
        let index = shown.map_or(rows.index(), |shown| &shown.index);
        if let Some(account) = index.unit(name) {
            let lights = Light::by_urgency().into_iter();
            self.rows = lights.flat_map(|light| account.rows().of(light)).copied().collect();
            self.put_promised(rows);
        }
        self.put_records(party, facts);
        if !chases.is_empty() {
            self.tail.push(Item::Heading(Heading::Chases));
            self.tail.extend(chases.iter().map(|chase| Item::Chase(chase.id.clone())));
        }
    }

    /// Sets apart what was promised: a promise for all that is owed sets nothing apart.
    fn put_promised(&mut self, rows: &Rows) {
        let mut named: Vec<u32> =
            self.promises.iter().flat_map(|chase| chase.tasks.iter().copied()).collect();
        named.sort_unstable();
        named.dedup();
        let named: Vec<Seat> = named.into_iter().filter_map(|task| rows.seat(task, 0)).collect();
        if named.is_empty() {
            return;
        }
        let promise = |row: &Row| promise_for(self.promises.iter().map(AsRef::as_ref), row);
        let is_apart = |seat: &Seat| {
            named.iter().any(|task| seat.is_of(*task))
                && rows.seated(*seat).and_then(promise).is_some_and(|chase| !chase.tasks.is_empty())
        };
        let apart: Vec<Seat> = self.rows.iter().copied().filter(is_apart).collect();
        if apart.is_empty() {
            return;
        }
        let mut promised: Vec<PageRow> = apart.iter().filter_map(|seat| self.row_item(*seat, rows)).collect();
        let order: HashMap<(u32, usize), Seat> =
            apart.iter().filter_map(|seat| Some((rows.at(*seat)?, *seat))).collect();
        // Of one day the plan's order.
        promised.arrange_by_key(|item| (item.promised, order.get(&(item.task, item.place)).copied()));
        self.rows.retain(|seat| !apart.contains(seat));
        self.top.push(Item::Heading(Heading::Promised));
        self.top.extend(promised.into_iter().map(Item::Row));
    }

    /// What the unit owes of the duties, and its activities.
    fn put_records(&mut self, party: &Party, facts: &Facts<'_>) {
        let name = party.name();
        if !matches!(party, Party::Unit(_)) {
            return;
        }
        let mut duties: Vec<_> = facts.obligations().iter().filter(|one| *one.unit == **name).collect();
        // What is owed first, the nearest day first; what is met or waits after it.
        duties.arrange_by_key(|one| (!one.state.is_owed(), one.last.unwrap_or(NaiveDate::MAX)));
        if !duties.is_empty() {
            self.tail.push(Item::Heading(Heading::Duties));
            self.tail.extend(duties.iter().map(|one| Item::Duty(one.duty.id.clone())));
        }
        let own = facts.workspace.activities.iter().filter(|one| one.unit == **name);
        let own: Vec<Item> = own.map(|one| Item::Activity(one.id.clone())).collect();
        if !own.is_empty() {
            self.tail.push(Item::Heading(Heading::Activities));
            self.tail.extend(own);
        }
    }

    /// Puts the rows in the order that they had, a changed one where it stood.
    fn keep_order(&mut self, old: &Self, before: &Before, rows: &Rows) {
        let promised = old.top.iter().filter_map(|item| match item {
            Item::Row(row) => rows.seat(row.task, row.place),
            _ => None,
        });
        let order: Vec<Seat> = promised.chain(old.rows.iter().copied()).collect();
        let ranks: HashMap<Seat, usize> =
            order.iter().enumerate().map(|(rank, seat)| (*seat, rank)).collect();
        let rank = |seat: Seat| -> usize {
            let Some(was) = rows.at(seat).and_then(|(task, _)| before.task(task)) else {
                return ranks.get(&seat).copied().unwrap_or(usize::MAX);
            };
            // The row of the same entry, else the first of its task, as they stood.
            let entry = rows.seated(seat).and_then(Row::entry).map(|entry| &entry.id);
            let is_it = |at: &Seat| {
                was.rows.get(at.place()).is_some_and(|row| row.entry().map(|entry| &entry.id) == entry)
            };
            let of_task = || order.iter().enumerate().filter(|(_, at)| at.is_of(seat));
            let same = of_task().find(|(_, at)| is_it(at));
            same.or_else(|| of_task().next()).map_or(usize::MAX, |(rank, _)| rank)
        };
        self.rows.arrange_by_key(|seat| rank(*seat));
    }
}
