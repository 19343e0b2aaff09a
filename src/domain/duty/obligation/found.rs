//! What meets a duty, looked for in the records of one unit.

use chrono::{Days, NaiveDate};

use super::View;
use crate::domain::activity::{Activity, ActivityState};
use crate::domain::arrange::Arrange as _;
use crate::domain::change::Part;
use crate::domain::duty::{ClockEnd, Duty, MetBy};
use crate::domain::light::{Day, Light};
use crate::domain::round;
use crate::domain::rows::Account;
use crate::domain::status::Status;
use crate::domain::when::{Reading, Side, When};

/// What was found for one unit.
#[allow(clippy::struct_excessive_bools, reason = "each is asked on its own, in the order of the states")]
#[derive(Default)]
pub(super) struct Found {
    pub have: usize,
    pub need: usize,
    pub met: bool,
    pub met_on: Option<NaiveDate>,
    pub met_by: Vec<String>,
    pub last: Option<NaiveDate>,
    /// Nothing is to be done yet.
    pub waiting: bool,
    pub late: bool,
    pub unreadable: bool,
}

impl<'a> View<'a, '_> {
    pub(super) fn find(&self, duty: &Duty, when: Option<&When>, unit: &str) -> Found {
        let task = duty.task.and_then(|task| self.workspace.plan.task(task));
        let answered = task.and_then(|task| task.answered_by).map(|by| MetBy::Activities {
            kind: by.kind,
            state: by.state,
            count: by.count,
            named: Vec::new(),
        });
        let met_by = duty.met_by.clone().or(answered).or(duty.task.map(|_| MetBy::Entries));
        let mut found = match &met_by {
            Some(MetBy::Entries) => self.entries(duty.task, when, unit),
            Some(MetBy::Filing) => self.filing(unit),
            Some(MetBy::Activities { kind, state, count, named }) => {
                let is_it = |one: &&Activity| {
                    one.duty == duty.id || (one.kind == *kind && is_named(&one.name, named))
                };
                let own: Vec<&Activity> = self.activities(unit).filter(is_it).collect();
                if when.is_some_and(runs_from_event) && duty.clock.is_none() {
                    self.each_event(when, &own)
                } else {
                    self.reached(duty, when, (*state, *count), &own)
                }
            }
            None => {
                let own: Vec<&Activity> = self.activities(unit).filter(|one| one.duty == duty.id).collect();
                self.reached(duty, when, (ActivityState::Held, 1), &own)
            }
        };
        let by_activities = !matches!(met_by, Some(MetBy::Entries | MetBy::Filing));
        found.unreadable |= by_activities && self.workspace.is_unreadable(Part::Activities);
        if let Some(clock) = &duty.clock {
            match clock.end(self.workspace.duties.clock(&clock.kind), &self.day.calendar) {
                ClockEnd::On(last) => found.last = Some(last),
                ClockEnd::Paused => found.waiting = true,
                ClockEnd::Open => {}
            }
        } else if found.last.is_none() {
            let filing = self.workspace.plan.filing_day;
            found.last = match when {
                Some(when) => when.last(self.from()),
                None if met_by == Some(MetBy::Filing) => filing,
                None => None,
            };
        }
        found
    }

    /// A yearly day is that which follows the notice: 1月31日 of the year after it.
    fn from(&self) -> NaiveDate {
        self.workspace.plan.issued
    }

    fn activities(&self, unit: &str) -> impl Iterator<Item = &'a Activity> {
        let all = self.workspace.activities.iter().map(AsRef::as_ref);
        all.filter(move |one: &&Activity| one.unit == unit && one.state != ActivityState::Cancelled)
    }

    /// So many that have come so far: in all, or in each round of a time limit that recurs.
    fn reached(
        &self,
        duty: &Duty,
        when: Option<&When>,
        (state, count): (ActivityState, usize),
        own: &[&Activity],
    ) -> Found {
        let when = when.filter(|_| duty.clock.is_none());
        let Some((when, Reading::Recurring { count: said, .. })) = when.map(|when| (when, &when.reading))
        else {
            return counted(state, count, own);
        };
        let said = said.map_or(1, |said| usize::try_from(said).unwrap_or(usize::MAX));
        self.in_rounds(&self.rounds(when), count.max(said), state, own)
    }

    /// The rounds that the plan's year holds, the first one always.
    fn rounds(&self, when: &When) -> Vec<(NaiveDate, NaiveDate)> {
        let plan = &self.workspace.plan;
        let from = self.from();
        let year_end = NaiveDate::from_ymd_opt(plan.year, 12, 31);
        let until = year_end.into_iter().chain(when.last(from)).max().unwrap_or(from);
        let mut rounds = when.reading.rounds(from, until);
        let in_year = rounds.iter().filter(|(_, last)| year_end.is_some_and(|end| *last <= end)).count();
        rounds.truncate(in_year.max(1));
        rounds
    }

    /// Each activity answers the oldest round that had begun by then and was not answered; a missed round stays owed.
    fn in_rounds(
        &self,
        rounds: &[(NaiveDate, NaiveDate)],
        need: usize,
        state: ActivityState,
        own: &[&Activity],
    ) -> Found {
        let mut have = vec![0; rounds.len()];
        let mut found = Found { need, ..Found::default() };
        for (on, one) in by_day(state, own) {
            let begun = |first: NaiveDate| on.is_none_or(|on| first <= on);
            let mut open = rounds.iter().zip(&mut have);
            let Some(((_, last), have)) = open.find(|((first, _), have)| **have < need && begun(*first))
            else {
                continue;
            };
            *have += 1;
            found.late |= on.is_some_and(|on| on > *last);
            found.met_on = found.met_on.max(on);
            found.met_by.push(one.id.clone());
        }
        let owed = rounds.iter().zip(&have).find(|(_, have)| **have < need);
        found.met = owed.is_none();
        let ((first, last), have) = match owed.or_else(|| rounds.iter().zip(&have).next_back()) {
            Some((round, have)) => (*round, *have),
            None => return found,
        };
        found.have = have;
        found.last = Some(last);
        // The rounds so far are answered, the next has not begun.
        found.waiting = !found.met && first > self.day.today;
        found
    }

    /// Every event is owed a report of its own: the oldest that waits for one sets the last day.
    fn each_event(&self, when: Option<&When>, own: &[&Activity]) -> Found {
        let mut found = Found { waiting: true, ..Found::default() };
        for one in own.iter().filter(|one| one.state >= ActivityState::Held) {
            found.need += 1;
            let last = one.held_on.zip(when).and_then(|(on, when)| after(when, on, self.day));
            if one.state == ActivityState::Reported {
                found.have += 1;
                found.met_by.push(one.id.clone());
                found.late |= one.reported_on.zip(last).is_some_and(|(on, last)| on > last);
            } else {
                found.waiting = false;
                found.last = [found.last, last].into_iter().flatten().min();
            }
        }
        found.met = found.need > 0 && found.have == found.need;
        found
    }

    /// Entries of the task: met once all of the unit's are reported done.
    fn entries(&self, task: Option<u32>, when: Option<&When>, unit: &str) -> Found {
        let rows = task.and_then(|task| self.rows.task(task)).map_or(&[][..], |it| &it.rows);
        let mut found = Found::default();
        for row in rows.iter().filter(|row| *row.unit == *unit) {
            found.need += 1;
            found.unreadable |= row.light == Light::Unreadable;
            // Of what recurs the rounds are kept with the entry; the oldest that is owed sets the last day.
            let is_done = row.entry().is_some_and(|entry| entry.status() == Status::Done);
            if let Some(when) = when.filter(|_| !is_done) {
                let owed = round::owed(when, row.entry(), &self.workspace.plan, self.day.today);
                found.last = found.last.into_iter().chain(owed.map(|(_, last)| last)).min();
            }
            let Some(entry) = row.entry() else { continue };
            if matches!(entry.status(), Status::Submitted | Status::Done) {
                found.have += 1;
                found.met_by.push(entry.id.to_string());
                found.met_on = found.met_on.max(entry.reported_on);
            }
        }
        found.met = found.need > 0 && found.have == found.need;
        found
    }

    /// 配档表: all that the unit is asked for, but for what activities answer.
    fn filing(&self, unit: &str) -> Found {
        let account = self.rows.index().unit(unit);
        let mut found = Found::default();
        if let Some(sheet) = account.map(Account::sheet) {
            found.need = sheet.need;
            found.have = sheet.have;
            found.met_on = sheet.last_filed();
        }
        found.met = found.have == found.need;
        found
    }
}

/// So many that have come so far; the last of them decides whether it was in time.
fn counted(state: ActivityState, count: usize, own: &[&Activity]) -> Found {
    let reached = by_day(state, own);
    let met = reached.len() >= count;
    Found {
        have: reached.len(),
        need: count,
        met,
        met_on: if met { count.checked_sub(1).and_then(|place| reached[place].0) } else { None },
        met_by: reached.iter().map(|(_, one)| one.id.clone()).collect(),
        ..Found::default()
    }
}

/// The activities that have come so far, each with the day where its record says it; the first day first.
fn by_day<'a>(state: ActivityState, own: &[&'a Activity]) -> Vec<(Option<NaiveDate>, &'a Activity)> {
    let reached = own.iter().filter(|one| one.state >= state);
    let mut reached: Vec<_> = reached.map(|one| (reached_on(one, state), *one)).collect();
    reached.arrange_by_key(|(on, _)| *on);
    reached
}

/// The day on which an activity came to a state, where its record says it.
fn reached_on(one: &Activity, state: ActivityState) -> Option<NaiveDate> {
    let own = match state {
        ActivityState::Planned | ActivityState::Postponed => one.planned_on,
        ActivityState::Held => one.held_on,
        ActivityState::Reported => one.reported_on,
        ActivityState::Cancelled => None,
    };
    own.or(one.reported_on.filter(|_| one.state == state))
}

fn is_named(name: &str, words: &[String]) -> bool {
    words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))
}

fn runs_from_event(when: &When) -> bool {
    matches!(when.reading, Reading::After { side: Side::Within, .. })
}

/// The last day of what runs from an event.
fn after(when: &When, event: NaiveDate, day: &Day) -> Option<NaiveDate> {
    match when.reading {
        Reading::After { working_days: Some(count), .. } => Some(day.calendar.add(event, i64::from(count))),
        Reading::After { days: Some(count), .. } => event.checked_add_days(Days::new(u64::from(count))),
        _ => None,
    }
}
