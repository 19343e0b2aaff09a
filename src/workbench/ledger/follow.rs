//! The lines of a ledger that is seen, brought up to a change: of rows only those of the changed tasks are looked at, and
//! those that a search for their place meets.

use super::build::group;
use super::column::{self, Key};
use super::{GroupKey, Ledger, LedgerLine, Selected};
use crate::domain::rows::{Before, Row, Rows, Seat, Tally};
use crate::domain::workspace::Workspace;
use crate::workbench::filter::{Held, Shown};

/// The rows at one moment: those that a change put others in the place of, or those of now.
#[derive(Clone, Copy)]
struct Moment<'a> {
    workspace: &'a Workspace,
    rows: &'a Rows,
    before: Option<&'a Before>,
    /// Which rows the filter lets through, or let through then.
    has: &'a dyn Fn(u32, usize) -> bool,
}

impl<'a> Moment<'a> {
    fn row(&self, task: u32, at: usize) -> Option<&'a Row> {
        let was = self.before.and_then(|before| before.task(task));
        was.or_else(|| self.rows.task(task))?.rows.get(at)
    }

    /// The places of the rows of a task that are let through.
    fn places(&self, task: u32) -> impl Iterator<Item = usize> {
        let was = self.before.and_then(|before| before.task(task));
        let count = was.or_else(|| self.rows.task(task)).map_or(0, |it| it.rows.len());
        (0..count).filter(move |at| (self.has)(task, *at))
    }

    /// The places of a task's area and of the task itself.
    fn order(&self, task: u32) -> (usize, usize) {
        let area = self.workspace.plan.place_of(task).map_or(0, |(area, ..)| area);
        (area, self.rows.seat(task, 0).map_or(usize::MAX, Seat::order))
    }
}

/// What decides where a row stands among the rows of its group.
type Rank = (Key, Option<Seat>);

impl Ledger {
    /// Brings the lines up to a change, from lines that followed all changes before.
    pub(super) fn follow(
        &mut self,
        (workspace, rows): (&Workspace, &Rows),
        (before, held): (&Before, Option<&Held>),
        shown: Option<&Shown>,
    ) {
        let had = |task, at| held.is_none_or(|held| held.had(task, at));
        let has = |task, at| shown.is_none_or(|shown| shown.has(task, at));
        let was = Moment { workspace, rows, before: Some(before), has: &had };
        let now = Moment { before: None, has: &has, ..was };
        for task in before.tasks() {
            self.leave(task, &was);
        }
        for task in before.tasks() {
            self.join(task, &now);
        }
        let cursor = self.cursor;
        let place = self.place_of_selected(&now).unwrap_or(cursor);
        self.go(place, rows);
    }

    /// Whether the rows of a task stand together.
    pub(super) fn is_in_plan_order(&self) -> bool {
        self.sort.is_none() && self.grouping.is_none()
    }

    fn rank(&self, task: u32, at: usize, moment: &Moment<'_>) -> Option<Rank> {
        let row = moment.row(task, at)?;
        let of = |column| column::key(column, row, moment.order(task), moment.workspace);
        Some((self.sort.map_or(Key::None, of), moment.rows.seat(task, at)))
    }

    fn compare(&self, one: &Rank, other: &Rank) -> std::cmp::Ordering {
        one.0.compare(&other.0, self.descending).then_with(|| one.1.cmp(&other.1))
    }

    /// Where in some lines, all of them rows, one of this rank stands or would.
    fn search(
        &self,
        (from, until): (usize, usize),
        rank: &Rank,
        moment: &Moment<'_>,
    ) -> Result<usize, usize> {
        let compare = |line: &LedgerLine| {
            let LedgerLine::Row { task, at } = line else { return std::cmp::Ordering::Less };
            let found = self.rank(*task, *at, moment);
            found.map_or(std::cmp::Ordering::Less, |found| self.compare(&found, rank))
        };
        let found = self.lines[from..until].binary_search_by(compare);
        found.map(|at| from + at).map_err(|at| from + at)
    }

    /// The head of a group and the lines under it, or where the head would stand.
    fn members(&self, wanted: &GroupKey) -> Result<(usize, (usize, usize)), usize> {
        let mut found = None;
        for (place, line) in self.lines.iter().enumerate() {
            let LedgerLine::Group { key, .. } = line else { continue };
            match (found, key.cmp(wanted)) {
                (Some(head), _) => return Ok((head, (head + 1, place))),
                (None, std::cmp::Ordering::Equal) => found = Some(place),
                (None, std::cmp::Ordering::Greater) => return Err(place),
                (None, std::cmp::Ordering::Less) => {}
            }
        }
        found.map(|head| (head, (head + 1, self.lines.len()))).ok_or(self.lines.len())
    }

    fn group_of(&self, row: &Row, moment: &Moment<'_>) -> Option<GroupKey> {
        Some(group(self.grouping?, row, moment.order(row.task).0, moment.workspace))
    }

    /// Takes the rows of a task away, as they were.
    fn leave(&mut self, task: u32, was: &Moment<'_>) {
        let count = was.places(task).count();
        self.row_count = self.row_count.saturating_sub(count);
        if self.is_in_plan_order() {
            // They stand together, and go in one move.
            let first = was.places(task).next().and_then(|first| self.rank(task, first, was));
            let from = first.and_then(|rank| self.search((0, self.lines.len()), &rank, was).ok());
            if let Some(from) = from {
                self.lines.drain(from..(from + count).min(self.lines.len()));
            }
            return;
        }
        for at in was.places(task) {
            let Some(row) = was.row(task, at) else { continue };
            let range = match self.group_of(row, was) {
                None => (0, self.lines.len()),
                Some(key) => {
                    let Ok((head, range)) = self.members(&key) else { continue };
                    if self.count_in(head, |tally| tally - one(row)) {
                        self.lines.drain(head..range.1);
                        continue;
                    }
                    range
                }
            };
            let found = self.rank(task, at, was).and_then(|rank| self.search(range, &rank, was).ok());
            if let Some(place) = found {
                self.lines.remove(place);
            }
        }
    }

    /// Puts the rows of a task in, as they are now.
    fn join(&mut self, task: u32, now: &Moment<'_>) {
        self.row_count += now.places(task).count();
        if self.is_in_plan_order() {
            let first = now.places(task).next().and_then(|first| self.rank(task, first, now));
            if let Some(rank) = first {
                let place = self.search((0, self.lines.len()), &rank, now).unwrap_or_else(|place| place);
                self.lines.splice(place..place, now.places(task).map(|at| LedgerLine::Row { task, at }));
            }
            return;
        }
        for at in now.places(task) {
            let Some(row) = now.row(task, at) else { continue };
            let range = match self.group_of(row, now) {
                None => (0, self.lines.len()),
                Some(key) => {
                    let open = self.open.contains(&key);
                    let (head, range) = match self.members(&key) {
                        Ok(found) => found,
                        Err(head) => {
                            self.lines.insert(head, LedgerLine::Group { key, tally: Tally::default(), open });
                            (head, (head + 1, head + 1))
                        }
                    };
                    self.count_in(head, |tally| tally + one(row));
                    if !open {
                        continue;
                    }
                    range
                }
            };
            if let Some(rank) = self.rank(task, at, now) {
                let place = self.search(range, &rank, now).unwrap_or_else(|place| place);
                self.lines.insert(place, LedgerLine::Row { task, at });
            }
        }
    }

    /// Counts in the head of a group; whether nothing is left in it.
    fn count_in(&mut self, head: usize, count: impl Fn(Tally) -> Tally) -> bool {
        let Some(LedgerLine::Group { tally, .. }) = self.lines.get_mut(head) else { return false };
        *tally = count(*tally);
        tally.rows() == 0
    }

    /// Where what was selected stands now, or what took its place.
    fn place_of_selected(&self, now: &Moment<'_>) -> Option<usize> {
        let key = match self.selected.as_ref()? {
            Selected::Group(key) => return self.members(key).ok().map(|(head, _)| head),
            Selected::Row(key) => key,
        };
        let all = &now.rows.task(key.task)?.rows;
        let find = |is_it: &dyn Fn(&Row) -> bool| now.places(key.task).find(|at| is_it(&all[*at]));
        let at = find(&|row| key.is(row)).or_else(|| find(&|row| row.unit == key.unit))?;
        let range = match self.group_of(all.get(at)?, now) {
            None => (0, self.lines.len()),
            Some(group) => {
                let (head, range) = self.members(&group).ok()?;
                if !self.open.contains(&group) {
                    return Some(head);
                }
                range
            }
        };
        self.search(range, &self.rank(key.task, at, now)?, now).ok()
    }
}

fn one(row: &Row) -> Tally {
    std::iter::once(row).collect()
}
