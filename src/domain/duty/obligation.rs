//! What each unit owes of each duty: derived anew from the data, never stored.

mod found;

use std::sync::Arc;

use chrono::NaiveDate;

use super::Duty;
use crate::domain::light::Day;
use crate::domain::plan::Plan;
use crate::domain::rows::Rows;
use crate::domain::when::{self, Context, When};
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

    /// Whether it is done, in time or not.
    pub fn is_met(self) -> bool {
        matches!(self, Self::Met | Self::MetLate)
    }
}

/// One duty of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// The duty.
    pub duty: Arc<Duty>,
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
    /// The day on which it was met, where the records say it.
    pub met_on: Option<NaiveDate>,
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

/// Every active duty for every unit that owes it, in the order of the duties and of the units within each.
pub fn obligations(workspace: &Workspace, rows: &Rows) -> Vec<Obligation> {
    let view = View::new(workspace, rows);
    let active = workspace.duties.duties.iter().filter(|duty| duty.active);
    active.flat_map(|duty| view.of(duty)).collect()
}

struct View<'a, 'r> {
    workspace: &'a Workspace,
    day: &'r Day,
    rows: &'r Rows,
}

impl<'a, 'r> View<'a, 'r> {
    fn new(workspace: &'a Workspace, rows: &'r Rows) -> Self {
        Self { workspace, day: rows.day(), rows }
    }

    fn of(&self, duty: &Duty) -> Vec<Obligation> {
        let when = self.when(duty);
        let owing = self.owing(duty);
        let duty = Arc::new(duty.clone());
        owing.into_iter().map(|owing| self.judge(&duty, when.as_ref(), owing)).collect()
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
                for unit in members {
                    put(unit, Some(&group.name), false);
                }
            } else {
                let held = roster.units.iter().filter(|unit| group.holds(unit));
                for unit in held {
                    put(&unit.name, Some(&group.name), false);
                }
            }
        }
        found
    }

    fn judge(&self, duty: &Arc<Duty>, when: Option<&When>, owing: Owing) -> Obligation {
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
            duty: Arc::clone(duty),
            unit: owing.unit,
            open_group: owing.open,
            state,
            have: found.have,
            need: found.need,
            met_by: found.met_by,
            met_on: found.met_on.filter(|_| found.met),
            last: found.last,
            left,
        }
    }
}

fn context<'a>(plan: &Plan, day: &'a Day) -> Context<'a> {
    Context { year: plan.year, issued: plan.issued, today: day.today, calendar: &day.calendar }
}
