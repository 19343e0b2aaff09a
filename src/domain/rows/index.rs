//! Where rows stand, per unit and per time limit: what lists are made from without looking at every row. It follows each
//! change task by task, as the rows do.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::account::{Account, Part};
use super::{Row, Tally};
use crate::domain::light::Light;

/// Where a row stands: the place of its task in the plan, and its own among the task's rows. Sorts in the plan's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The task's place in the plan, from 0.
    pub(super) task: u32,
    /// The place among the task's rows, from 0.
    pub(super) row: u32,
}

impl Seat {
    /// The row's place among the rows of its task.
    pub fn place(self) -> usize {
        self.row as usize
    }

    /// The place of its task in the plan.
    pub fn order(self) -> usize {
        self.task as usize
    }

    /// Whether both belong to one task.
    pub fn is_of(self, other: Self) -> bool {
        self.task == other.task
    }
}

/// Some rows by light, those of one light in the plan's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shelf {
    lights: [Vec<Seat>; Light::ALL.len()],
    filed: u32,
}

impl Shelf {
    /// The rows with this light.
    pub fn of(&self, light: Light) -> &[Seat] {
        &self.lights[light as usize]
    }

    /// The rows with these lights, light by light.
    pub fn with(&self, lights: impl Fn(Light) -> bool) -> impl Iterator<Item = Seat> {
        let those = Light::ALL.into_iter().filter(move |light| lights(*light));
        those.flat_map(|light| self.of(light)).copied()
    }

    /// The rows with these lights, in the plan's order.
    pub fn in_order(&self, lights: impl Fn(Light) -> bool) -> Vec<Seat> {
        let mut seats: Vec<Seat> = self.with(lights).collect();
        seats.sort_unstable();
        seats
    }

    /// The counts.
    pub fn tally(&self) -> Tally {
        Tally::new(Light::ALL.map(|light| count(self.of(light).len())), self.filed)
    }

    /// How many have one of these lights.
    pub fn count(&self, lights: impl Fn(Light) -> bool) -> usize {
        Light::ALL.into_iter().filter(|light| lights(*light)).map(|light| self.of(light).len()).sum()
    }

    /// The first row in the plan's order.
    pub fn first(&self) -> Option<Seat> {
        self.lights.iter().filter_map(|seats| seats.first()).min().copied()
    }

    fn is_empty(&self) -> bool {
        self.lights.iter().all(Vec::is_empty)
    }

    fn put(&mut self, seat: Seat, row: &Row) {
        self.filed += u32::from(is_filed(row));
        let seats = &mut self.lights[row.light as usize];
        // At the start they come in their order.
        let at = match seats.last() {
            Some(last) if *last > seat => seats.partition_point(|one| *one < seat),
            _ => seats.len(),
        };
        seats.insert(at, seat);
    }

    /// Takes a row away, and with it all of its task that have the same light: all of a task are taken together.
    fn take(&mut self, task: u32, row: &Row) {
        self.filed -= u32::from(is_filed(row));
        let seats = &mut self.lights[row.light as usize];
        let from = seats.partition_point(|one| one.task < task);
        let until = seats.partition_point(|one| one.task <= task);
        seats.drain(from..until);
    }

    fn shrink(&mut self) {
        self.lights.iter_mut().for_each(Vec::shrink_to_fit);
    }
}

/// Whether a row counts as filed: its unit has said what it does, or what answers the task is recorded.
pub(super) fn is_filed(row: &Row) -> bool {
    row.is_filed() || row.answered
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Where the rows of a plan stand, or those that a filter lets through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Index {
    units: HashMap<Arc<str>, Account>,
    /// By last day, none where there is none, and the words of the time limit.
    limits: BTreeMap<Option<NaiveDate>, BTreeMap<Arc<str>, Shelf>>,
}

impl Index {
    /// What a unit, or an open group, is asked for; none where it has no row.
    pub fn unit(&self, name: &str) -> Option<&Account> {
        self.units.get(name)
    }

    /// Every unit and open group that has a row, in no order.
    pub fn units(&self) -> impl Iterator<Item = (&Arc<str>, &Account)> {
        self.units.iter()
    }

    /// The rows by last day, none where there is none, and the words of their time limit, the earliest first.
    pub fn limits(&self) -> impl Iterator<Item = (Option<NaiveDate>, &Arc<str>, &Shelf)> {
        let days = self.limits.iter();
        days.flat_map(|(day, words)| words.iter().map(move |(words, shelf)| (*day, words, shelf)))
    }

    /// The rows with this last day and these words of their time limit.
    pub fn limit(&self, last: Option<NaiveDate>, words: &str) -> Option<&Shelf> {
        self.limits.get(&last)?.get(words)
    }

    /// The rows with these lights whose last day is among these, the earliest day first and of one day in the plan's
    /// order; those without a last day come at the end.
    pub fn by_day(
        &self,
        days: impl Fn(Option<NaiveDate>) -> bool,
        lights: impl Fn(Light) -> bool + Copy,
    ) -> Vec<Seat> {
        let dated = self.limits.iter().filter(|(day, _)| day.is_some() && days(**day));
        let open = self.limits.get(&None).filter(|_| days(None));
        let mut found = Vec::new();
        for words in dated.map(|(_, words)| words).chain(open) {
            let from = found.len();
            for shelf in words.values() {
                found.extend(shelf.with(lights));
            }
            found[from..].sort_unstable();
        }
        found
    }

    /// The rows whose last day it is, by the words of their time limit.
    pub fn day(&self, day: NaiveDate) -> impl Iterator<Item = &Shelf> {
        self.limits.get(&Some(day)).into_iter().flat_map(BTreeMap::values)
    }

    /// The days that are the last one of a row, with their counts.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, Tally)> {
        let dated = self.limits.iter().filter_map(|(day, words)| Some(((*day)?, words)));
        dated.map(|(day, words)| (day, words.values().map(Shelf::tally).sum()))
    }

    /// Takes up rows of a task, with their places in it. `by_activities`: records of activities answer the task.
    pub(super) fn put<'a>(
        &mut self,
        task: u32,
        by_activities: bool,
        rows: impl IntoIterator<Item = (usize, &'a Row)>,
    ) {
        let mut parts: HashMap<&Arc<str>, Part> = HashMap::new();
        for (place, row) in rows {
            let at = Seat { task, row: count(place) };
            parts.entry(&row.unit).or_default().put(row);
            self.account(&row.unit).shelf.put(at, row);
            let words = self.limits.entry(row.limit.last()).or_default();
            words.entry(Arc::clone(&row.due)).or_default().put(at, row);
        }
        for (unit, part) in parts {
            self.account(unit).add(&part, by_activities);
        }
    }

    /// Takes away all rows of a task that were taken up, as they were then.
    pub(super) fn take<'a>(
        &mut self,
        task: u32,
        by_activities: bool,
        rows: impl IntoIterator<Item = &'a Row>,
    ) {
        let mut parts: HashMap<&Arc<str>, Part> = HashMap::new();
        for row in rows {
            parts.entry(&row.unit).or_default().put(row);
            self.account(&row.unit).shelf.take(task, row);
            let last = row.limit.last();
            let Some(words) = self.limits.get_mut(&last) else { continue };
            if let Some(shelf) = words.get_mut(&row.due) {
                shelf.take(task, row);
                if shelf.is_empty() {
                    words.remove(&row.due);
                }
            }
            if words.is_empty() {
                self.limits.remove(&last);
            }
        }
        for (unit, part) in parts {
            let account = self.account(unit);
            account.remove(&part, by_activities);
            if account.shelf.is_empty() {
                self.units.remove(unit);
            }
        }
    }

    /// Gives back what room the lists have to spare.
    pub fn shrink(&mut self) {
        let days = self.limits.values_mut().flat_map(BTreeMap::values_mut);
        self.units.values_mut().map(|account| &mut account.shelf).chain(days).for_each(Shelf::shrink);
    }

    fn account(&mut self, unit: &Arc<str>) -> &mut Account {
        self.units.entry(Arc::clone(unit)).or_default()
    }
}
