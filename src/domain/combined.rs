//! 合并: the plans of several districts as one, to look at. Pure: several workspaces in, one out that takes no change.
//!
//! Invariant: each row of a plan is one row of the whole with the same light. Tasks get ids of their own, a step of
//! [`STEP`] for each plan; units are called with their district's name; printed numbers stay.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use super::Unknown;
use super::activity::Activity;
use super::chase::Chase;
use super::duty::{Duty, DutyBook};
use super::entry::{Entry, EntryId};
use super::plan::{Area, Plan, Spots, Task};
use super::unit::{Group, Roster, Unit};
use super::when::{self, Context, Reading};
use super::workdays::Calendar;
use super::workspace::Workspace;
use crate::domain::arrange::Arrange as _;

/// By how much the ids of tasks of two plans differ.
pub const STEP: u32 = 100_000;

/// Several plans as one; none where there are none. `parts` are ids and data, in the order in which they are shown.
pub fn combine(parts: &[(String, Workspace)]) -> Option<Workspace> {
    let (_, first) = parts.first()?;
    let calendar = Calendar::built_in();
    let plan = Plan {
        title: title(parts),
        document_no: String::new(),
        issuer: first.plan.issuer.clone(),
        issued: parts.iter().map(|(_, part)| part.plan.issued).min()?,
        year: first.plan.year,
        filing_day: parts.iter().filter_map(|(_, part)| part.plan.filing_day).max(),
        closed: None,
        areas: Vec::new(),
        retired: Vec::new(),
        unknown: Unknown::new(),
        spots: Spots::default(),
    };
    let mut whole = Workspace::new(plan, Roster::default());
    for (place, (id, part)) in parts.iter().enumerate() {
        let step = u32::try_from(place + 1).unwrap_or(u32::MAX).saturating_mul(STEP);
        let twins = parts.iter().filter(|(_, other)| other.roster.place == part.roster.place).count();
        Taker::new(id, part, step, twins > 1, &calendar).take(&mut whole);
    }
    whole.combine();
    Some(whole)
}

/// `周村区、张店区等10个方案汇总`.
fn title(parts: &[(String, Workspace)]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (id, part) in parts {
        let name = if part.roster.place.is_empty() { id.as_str() } else { part.roster.place.as_str() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = if names.len() > 3 || parts.len() > names.len() {
        format!("等{}个", parts.len())
    } else {
        String::new()
    };
    names.truncate(3);
    format!("{}{more}方案汇总", names.join("、"))
}

/// Takes one plan into the whole.
struct Taker<'a> {
    part: &'a Workspace,
    step: u32,
    /// What stands before the titles of its areas.
    label: String,
    /// The names that its units and groups have in the whole.
    names: HashMap<&'a str, String>,
    /// What stands before the ids of its records.
    mark: String,
    calendar: &'a Calendar,
}

impl<'a> Taker<'a> {
    fn new(id: &str, part: &'a Workspace, step: u32, twin: bool, calendar: &'a Calendar) -> Self {
        let place = part.roster.place.as_str();
        let own = if place.is_empty() { format!("{id}·") } else { place.to_owned() };
        let units = part.roster.units.iter().map(|unit| (unit.name.as_str(), placed(&unit.name, &own)));
        // Groups are rules over the units of one plan.
        let label = if twin || place.is_empty() { id.to_owned() } else { place.to_owned() };
        let groups =
            part.roster.groups.iter().map(|group| (group.name.as_str(), format!("{label}：{}", group.name)));
        Self { part, step, names: groups.chain(units).collect(), mark: format!("{id}/"), label, calendar }
    }

    fn take(&self, whole: &mut Workspace) {
        let part = self.part;
        let plan = Arc::make_mut(&mut whole.plan);
        plan.areas.extend(part.plan.areas.iter().map(|area| self.area(area)));
        let roster = Arc::make_mut(&mut whole.roster);
        for unit in &part.roster.units {
            let unit = self.unit(unit);
            match roster.units.iter_mut().find(|one| one.name == unit.name) {
                Some(one) if one.contacts.is_empty() => one.contacts = unit.contacts,
                Some(_) => {}
                None => roster.units.push(unit),
            }
        }
        roster.groups.extend(part.roster.groups.iter().map(|group| self.group(group)));
        roster.members.extend(part.roster.members.iter().map(|one| {
            let mut one = one.clone();
            (one.task, one.group) = (self.task_id(one.task), self.name(&one.group));
            self.names_of(&mut one.units);
            one
        }));
        roster.members.arrange_by(|one, other| (one.task, &one.group).cmp(&(other.task, &other.group)));
        roster.waivers.extend(part.roster.waivers.iter().map(|one| {
            let mut one = one.clone();
            (one.task, one.unit) = (self.task_id(one.task), self.name(&one.unit));
            one
        }));
        roster.receipts.extend(part.roster.receipts.iter().map(|one| {
            let mut one = one.clone();
            one.unit = self.name(&one.unit);
            one
        }));
        for task in part.plan.tasks().map(|task| task.id).chain(part.entries().map(|(task, _)| task)) {
            let entries = part.entries_of(task).iter().map(|entry| Arc::new(self.entry(task, entry)));
            whole.put_entries(self.task_id(task), entries.collect());
        }
        whole.activities.extend(part.activities.iter().map(|one| Arc::new(self.activity(one))));
        whole.chases.extend(part.chases.iter().map(|one| Arc::new(self.chase(one))));
        let duties: &mut DutyBook = Arc::make_mut(&mut whole.duties);
        duties.duties.extend(part.duties.duties.iter().map(|duty| self.duty(duty)));
        for clock in &part.duties.clocks {
            if duties.clock(&clock.key).is_none() {
                duties.clocks.push(clock.clone());
            }
        }
        for unreadable in part.unreadable() {
            whole.mark_unreadable(self.part_of(unreadable), true);
        }
    }

    fn part_of(&self, part: super::change::Part) -> super::change::Part {
        match part {
            super::change::Part::Entries(task) => super::change::Part::Entries(self.task_id(task)),
            part => part,
        }
    }

    fn task_id(&self, id: u32) -> u32 {
        self.step.saturating_add(id)
    }

    /// What a unit or a group is called in the whole, in whatever form the plan names it.
    fn name(&self, name: &str) -> String {
        let full = self.part.roster.full_name(name).unwrap_or(name);
        let known = self.names.get(name).or_else(|| self.names.get(full));
        known.cloned().unwrap_or_else(|| placed(name, &self.part.roster.place))
    }

    fn names_of(&self, names: &mut [String]) {
        for name in names {
            *name = self.name(name);
        }
    }

    fn area(&self, area: &Area) -> Area {
        let mut area = area.clone();
        area.title = format!("{}：{}", self.label, area.title);
        for topic in &mut area.topics {
            for task in &mut topic.tasks {
                self.task(task);
            }
        }
        area
    }

    fn task(&self, task: &mut Task) {
        task.id = self.task_id(task.id);
        task.units_from = task.units_from.map(|from| self.task_id(from));
        // A rule that holds for nobody gives no row; without its kinds it would be an open group.
        let roster = &self.part.roster;
        let holds = |name: &str| {
            roster
                .group(name)
                .is_none_or(|group| group.is_open() || roster.units.iter().any(|unit| group.holds(unit)))
        };
        task.assigned.retain(|one| holds(&one.unit));
        for one in &mut task.assigned {
            one.unit = self.name(&one.unit);
        }
        if let Some(due) = &mut task.due {
            *due = self.due(due);
        }
    }

    fn unit(&self, unit: &Unit) -> Unit {
        let place = self.part.roster.place.as_str();
        let stem: String = match place.char_indices().last() {
            Some((at, _)) if place.chars().count() > 2 => place[..at].to_owned(),
            _ => place.to_owned(),
        };
        let mut placed = unit.clone();
        placed.name = self.name(&unit.name);
        placed.short = vec![format!("{stem}{}", unit.short_name().trim_start_matches('区'))];
        placed.aliases = unit.names().filter(|name| *name != placed.name).map(str::to_owned).collect();
        placed
    }

    fn group(&self, group: &Group) -> Group {
        let mut rule = group.clone();
        rule.name = self.name(&group.name);
        if !group.is_open() {
            let held = self.part.roster.units.iter().filter(|unit| group.holds(unit));
            rule.picked = held.map(|unit| self.name(&unit.name)).collect();
            rule.kinds.clear();
        }
        rule
    }

    fn entry(&self, home: u32, entry: &Entry) -> Entry {
        let mut entry = entry.clone();
        entry.id = self.entry_id(home, &entry.id);
        for unit in &mut entry.units {
            *unit = self.name(unit).into();
        }
        for task in &mut entry.also_tasks {
            *task = self.task_id(*task);
        }
        entry.due = self.due(&entry.due).into();
        entry
    }

    fn entry_id(&self, home: u32, id: &EntryId) -> EntryId {
        let text = id.to_string();
        let rest = text.split_once('-').map_or(text.as_str(), |(_, rest)| rest);
        EntryId::from_text(format!("{}-{rest}", self.task_id(home)))
    }

    fn activity(&self, activity: &Activity) -> Activity {
        let mut one = activity.clone();
        one.id = format!("{}{}", self.mark, one.id);
        one.unit = self.name(&one.unit);
        if !one.duty.is_empty() {
            one.duty = format!("{}{}", self.mark, one.duty);
        }
        one
    }

    fn chase(&self, chase: &Chase) -> Chase {
        let mut one = chase.clone();
        one.id = format!("{}{}", self.mark, one.id);
        self.names_of(&mut one.units);
        for task in &mut one.tasks {
            *task = self.task_id(*task);
        }
        one
    }

    fn duty(&self, duty: &Duty) -> Duty {
        let mut one = duty.clone();
        one.id = format!("{}{}", self.mark, one.id);
        one.task = one.task.map(|task| self.task_id(task));
        self.names_of(&mut one.units);
        one.due = self.due(&one.due);
        one
    }

    /// A time limit as it reads in its own plan: where that hangs on the day of issue, the day itself.
    fn due(&self, words: &str) -> String {
        let plan = &self.part.plan;
        let read = |issued| {
            let context = Context { year: plan.year, issued, today: plan.issued, calendar: self.calendar };
            when::read(words, &context).reading
        };
        let last = |reading: &Reading| match reading {
            Reading::Day(last) | Reading::Span { last, .. } => Some(*last),
            _ => None,
        };
        let own = read(plan.issued);
        let another = plan.issued.checked_add_days(chrono::Days::new(40)).map(read);
        match (last(&own), another.as_ref().and_then(last)) {
            (Some(day), other) if other != Some(day) => {
                let before = if matches!(own, Reading::Span { .. }) { "前" } else { "" };
                format!("{day}{before}")
            }
            _ => words.to_owned(),
        }
    }
}

/// The name of a unit with that of its district: 区财政局 of 周村区 is 周村区财政局.
fn placed(name: &str, place: &str) -> String {
    if place.is_empty() || name.starts_with(place) {
        return name.to_owned();
    }
    let last = place.chars().next_back().filter(|last| matches!(last, '区' | '县' | '市' | '旗' | '州'));
    let rest = last.and_then(|last| name.strip_prefix(last)).unwrap_or(name);
    format!("{place}{rest}")
}
