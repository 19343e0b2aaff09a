//! What each unit owes of each duty: derived anew from the data, never stored.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::{ClockEnd, Duty, MetBy};
use crate::domain::activity::{Activity, ActivityState};
use crate::domain::change::Part;
use crate::domain::light::{Day, Light};
use crate::domain::plan::Plan;
use crate::domain::rows::{Row, Rows};
use crate::domain::status::Status;
use crate::domain::when::{self, Context, Reading, Side, When};
use crate::domain::workspace::Workspace;

/// Where a unit stands with a duty: the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DutyState {
    /// The file that would answer is broken; nobody is accused.
    Unreadable,
    /// 无需报送.
    Excluded,
    /// 已完成.
    Met,
    /// 逾期完成.
    MetLate,
    /// 逾期.
    Overdue,
    /// 临期.
    DueSoon,
    /// Owed, with time left or without a last day.
    Owed,
    /// Nothing is to be done yet: the event has not come, the clock stands still, the members are not picked.
    Waiting,
}

impl DutyState {
    /// The key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Excluded => "excluded",
            Self::Met => "met",
            Self::MetLate => "met_late",
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::Owed => "owed",
            Self::Waiting => "waiting",
        }
    }

    /// Whether something is still to be done.
    pub fn is_owed(self) -> bool {
        matches!(self, Self::Overdue | Self::DueSoon | Self::Owed)
    }
}

/// One duty of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// Full name of the unit; of an open group without members the group's.
    pub unit: Arc<str>,
    /// 成员待定.
    pub open_group: bool,
    /// Where it stands.
    pub state: DutyState,
    /// How many there are of what is needed.
    pub have: usize,
    /// How many are needed.
    pub need: usize,
    /// Ids of the activities or entries that meet it or go towards it.
    pub met_by: Vec<String>,
    /// The last day, included.
    pub last: Option<NaiveDate>,
    /// 工作日 left until then; negative where it is over by so many.
    pub left: Option<i64>,
}

/// A unit that owes, and the groups through which it does.
struct Owing {
    unit: Arc<str>,
    groups: Vec<Arc<str>>,
    open: bool,
}

/// What was found for one unit.
#[derive(Default)]
struct Found {
    have: usize,
    need: usize,
    met: bool,
    met_on: Option<NaiveDate>,
    met_by: Vec<String>,
    last: Option<NaiveDate>,
    /// Nothing is to be done yet.
    waiting: bool,
    late: bool,
    unreadable: bool,
}

/// Every active duty for every unit that owes it, in the order of the duties and of the units within each.
pub fn obligations<'a>(workspace: &'a Workspace, rows: &Rows) -> Vec<Obligation<'a>> {
    let view = View::new(workspace, rows);
    let active = workspace.duties.duties.iter().filter(|duty| duty.active);
    active.flat_map(|duty| view.of(duty)).collect()
}

struct View<'a, 'r> {
    workspace: &'a Workspace,
    day: &'r Day,
    by_unit: HashMap<&'r str, Vec<&'r Row>>,
    rows: &'r Rows,
}

impl<'a, 'r> View<'a, 'r> {
    fn new(workspace: &'a Workspace, rows: &'r Rows) -> Self {
        let mut by_unit: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in rows.iter() {
            by_unit.entry(&row.unit).or_default().push(row);
        }
        Self { workspace, day: rows.day(), by_unit, rows }
    }

    fn of(&self, duty: &'a Duty) -> Vec<Obligation<'a>> {
        let when = self.when(duty);
        let owing = self.owing(duty);
        owing.into_iter().map(|owing| self.judge(duty, when.as_ref(), owing)).collect()
    }

    /// The time limit of a duty, read.
    fn when(&self, duty: &Duty) -> Option<When> {
        let task = duty.task.and_then(|task| self.workspace.plan.task(task));
        let words = Some(duty.due.as_str()).filter(|due| !due.trim().is_empty());
        let words = words.or_else(|| task.and_then(|task| task.due.as_deref()))?;
        Some(when::read(words, &context(&self.workspace.plan, self.day)))
    }

    fn owing(&self, duty: &Duty) -> Vec<Owing> {
        let roster = &self.workspace.roster;
        if duty.units.is_empty() {
            let assigned = duty.task.map_or(&[][..], |task| self.rows.assignments(task));
            return assigned
                .iter()
                .map(|one| Owing { unit: Arc::clone(&one.unit), groups: one.groups.clone(), open: one.open })
                .collect();
        }
        let mut found: Vec<Owing> = Vec::new();
        let mut put = |unit: &str, group: Option<&str>, open: bool| {
            let group = group.map(Arc::<str>::from);
            match found.iter_mut().find(|one| *one.unit == *unit) {
                Some(one) => one.groups.extend(group),
                None => {
                    found.push(Owing { unit: Arc::from(unit), groups: group.into_iter().collect(), open });
                }
            }
        };
        for name in &duty.units {
            let Some(group) = roster.group(name) else {
                put(roster.full_name(name).unwrap_or(name), None, roster.full_name(name).is_none());
                continue;
            };
            if group.is_open() {
                let members = duty.task.map_or(&[][..], |task| roster.members(task, &group.name));
                if members.is_empty() {
                    put(&group.name, None, true);
                }
                members.iter().for_each(|unit| put(unit, Some(&group.name), false));
            } else {
                let held = roster.units.iter().filter(|unit| group.holds(unit));
                held.for_each(|unit| put(&unit.name, Some(&group.name), false));
            }
        }
        found
    }

    fn judge(&self, duty: &'a Duty, when: Option<&When>, owing: Owing) -> Obligation<'a> {
        let found = self.find(duty, when, &owing.unit);
        let groups: Vec<&str> = owing.groups.iter().map(AsRef::as_ref).collect();
        let waiver = |task| self.workspace.roster.waiver(task, &owing.unit, &groups).is_some();
        let today = self.day.today;
        let left = found.last.map(|last| {
            let calendar = &self.day.calendar;
            if last < today { -calendar.count(last, today) } else { calendar.count(today, last) }
        });
        let late = found.late || found.met_on.zip(found.last).is_some_and(|(on, last)| on > last);
        let state = match found.last {
            _ if found.unreadable => DutyState::Unreadable,
            _ if duty.task.is_some_and(waiver) => DutyState::Excluded,
            _ if found.met && late => DutyState::MetLate,
            _ if found.met => DutyState::Met,
            _ if owing.open || found.waiting => DutyState::Waiting,
            Some(last) if last < today => DutyState::Overdue,
            Some(_) if left.is_some_and(|left| left <= self.day.thresholds.due_soon_workdays) => {
                DutyState::DueSoon
            }
            _ => DutyState::Owed,
        };
        Obligation {
            duty,
            unit: owing.unit,
            open_group: owing.open,
            state,
            have: found.have,
            need: found.need,
            met_by: found.met_by,
            last: found.last,
            left,
        }
    }

    fn find(&self, duty: &Duty, when: Option<&When>, unit: &str) -> Found {
        let task = duty.task.and_then(|task| self.workspace.plan.task(task));
        let answered = task.and_then(|task| task.answered_by).map(|by| MetBy::Activities {
            kind: by.kind,
            state: by.state,
            count: by.count,
            named: Vec::new(),
        });
        let met_by = duty.met_by.clone().or(answered).or(duty.task.map(|_| MetBy::Entries));
        let mut found = match &met_by {
            Some(MetBy::Entries) => self.entries(duty.task, unit),
            Some(MetBy::Filing) => self.filing(unit),
            Some(MetBy::Activities { kind, state, count, named }) => {
                let is_it = |one: &&Activity| {
                    one.duty == duty.id || (one.kind == *kind && is_named(&one.name, named))
                };
                let own: Vec<&Activity> = self.activities(unit).filter(is_it).collect();
                if when.is_some_and(runs_from_event) && duty.clock.is_none() {
                    self.each_event(when, &own)
                } else {
                    counted(*state, *count, &own)
                }
            }
            None => {
                let own: Vec<&Activity> = self.activities(unit).filter(|one| one.duty == duty.id).collect();
                counted(ActivityState::Held, 1, &own)
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
    fn entries(&self, task: Option<u32>, unit: &str) -> Found {
        let rows = self.by_unit.get(unit).map_or(&[][..], Vec::as_slice);
        let mut found = Found::default();
        for row in rows.iter().filter(|row| Some(row.task) == task) {
            found.need += 1;
            found.unreadable |= row.light == Light::Unreadable;
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
        let rows = self.by_unit.get(unit).map_or(&[][..], Vec::as_slice);
        let answered = |task| self.workspace.plan.task(task).is_some_and(|task| task.answered_by.is_some());
        let mut found = Found::default();
        for row in rows.iter().filter(|row| row.light.counts() && !answered(row.task)) {
            found.need += 1;
            if row.is_filed() {
                found.have += 1;
                found.met_on = found.met_on.max(row.entry().and_then(|entry| entry.filed_on));
            }
        }
        found.met = found.have == found.need;
        found
    }
}

/// So many that have come so far; the last of them decides whether it was in time.
fn counted(state: ActivityState, count: usize, own: &[&Activity]) -> Found {
    let mut reached: Vec<(Option<NaiveDate>, &Activity)> =
        own.iter().filter(|one| one.state >= state).map(|one| (reached_on(one, state), *one)).collect();
    reached.sort_by_key(|(on, _)| *on);
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

fn context<'a>(plan: &Plan, day: &'a Day) -> Context<'a> {
    Context { year: plan.year, issued: plan.issued, today: day.today, calendar: &day.calendar }
}
