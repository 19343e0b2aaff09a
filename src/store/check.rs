//! Whether the data fits together: names that the roster and the plan do not have, ids that stand twice, time limits that
//! cannot be read. Nothing is changed.

mod loose;

use std::collections::HashMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::Store;
use super::fault::{Fault, FaultKind};
use super::journal;
use super::load::journal_names;
use crate::domain::arrange::Arrange as _;
use crate::domain::change::Part;
use crate::domain::entry::Entry;
use crate::domain::unit::Roster;
use crate::domain::when::{self, Context, Reading};
use crate::domain::workdays::Calendar;

impl Store {
    /// All that is wrong or doubtful, what could not be read first.
    pub fn inspect(&self, calendar: &Calendar, today: NaiveDate) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.faults.clone();
        for fault in self.changes().1 {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        faults.extend(self.torn_tails());
        for fault in self.loose_faults() {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        let context =
            Context { year: self.workspace.plan.year, issued: self.workspace.plan.issued, today, calendar };
        faults.extend(self.plan_faults(&context));
        faults.extend(self.roster_faults());
        faults.extend(self.entry_faults(&context));
        faults.extend(self.activity_faults(&context));
        faults.extend(self.duty_faults(&context));
        let mut years = vec![self.workspace.plan.year, today.year()];
        years.dedup();
        for year in years.into_iter().filter(|year| !calendar.has_year(*year)) {
            let path = self.layout.holidays();
            faults.push(Fault { path, line: None, kind: FaultKind::NoHolidays(year), part: None });
        }
        faults.arrange_by_key(|fault| fault.kind.severity());
        faults
    }

    /// Journals whose last record was cut off.
    fn torn_tails(&self) -> Vec<Fault> {
        let names = journal_names(self.disk.as_ref(), &self.layout).unwrap_or_default().into_iter();
        names
            .filter_map(|name| {
                let path = self.layout.journals().join(name);
                let bytes = self.disk.read(&path).ok()?;
                let pieces = journal::read(&bytes);
                let good = bytes.get(..usize::try_from(pieces.end).ok()?)?;
                let line = good.split(|byte| *byte == b'\n').count();
                let torn = Fault { path, line: Some(line), kind: FaultKind::TornTail, part: None };
                pieces.torn.then_some(torn)
            })
            .collect()
    }

    fn plan_faults(&self, context: &Context<'_>) -> Vec<Fault> {
        let file = Lines::read(self, Part::Plan);
        let roster = &self.workspace.roster;
        let mut faults = Vec::new();
        for task in self.workspace.plan.tasks() {
            let line = file.line(&format!("id: {}", task.id), None);
            for assigned in task.assigned.iter().filter(|one| !is_known(roster, &one.unit)) {
                let at = file.line(&assigned.unit, line);
                faults.push(file.fault(at.or(line), FaultKind::UnknownUnit(assigned.unit.clone())));
            }
            if let Some(due) = &task.due {
                faults
                    .extend(doubt(due, context).map(|kind| file.fault(file.line(due, line).or(line), kind)));
            }
        }
        faults
    }

    fn roster_faults(&self) -> Vec<Fault> {
        let file = Lines::read(self, Part::Roster);
        let (roster, plan) = (&self.workspace.roster, &self.workspace.plan);
        let picked = roster.groups.iter().flat_map(|group| &group.picked);
        let members = roster.members.iter().flat_map(|members| &members.units);
        let waived = roster.waivers.iter().map(|waiver| &waiver.unit);
        let units = picked.chain(members).chain(waived).filter(|unit| !is_known(roster, unit));
        let tasks = roster.members.iter().map(|members| members.task);
        let tasks = tasks.chain(roster.waivers.iter().map(|waiver| waiver.task));
        units
            .map(|unit| file.fault(file.line(unit, None), FaultKind::UnknownUnit(unit.clone())))
            .chain(tasks.filter(|task| plan.task(*task).is_none()).map(|task| {
                file.fault(file.line(&format!("task: {task}"), None), FaultKind::UnknownTask(task))
            }))
            .collect()
    }

    fn entry_faults(&self, context: &Context<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut file = None;
        for (task, entry) in self.workspace.entries() {
            let part = Part::Entries(task);
            let file = match &mut file {
                Some((read, lines)) if *read == task => lines,
                slot => &mut slot.insert((task, Lines::read(self, part))).1,
            };
            let at = file.line(&format!("id: {}", entry.id), None);
            if self.workspace.plan.task(task).is_none() {
                faults.push(file.fault(at, FaultKind::UnknownTask(task)));
            }
            if seen.insert(entry.id.as_str(), task).is_some_and(|other| other != task) {
                faults.push(file.fault(at, FaultKind::DuplicateId(entry.id.to_string())));
            }
            faults.extend(self.misfits(entry, context).into_iter().map(|(words, kind)| {
                let line = words.and_then(|words| file.line(&words, at));
                file.fault(line.or(at), kind)
            }));
        }
        faults
    }

    /// Activities: units that nobody is, times that cannot be read, duties that are not there.
    fn activity_faults(&self, context: &Context<'_>) -> Vec<Fault> {
        let file = Lines::read(self, Part::Activities);
        let mut faults = Vec::new();
        for one in &self.workspace.activities {
            let at = file.line(&format!("id: {}", one.id), None);
            if self.workspace.roster.full_name(&one.unit).is_none() {
                let line = file.line(&one.unit, at);
                faults.push(file.fault(line.or(at), FaultKind::UnknownUnit(one.unit.clone())));
            }
            let dated = doubt(&one.date, context).map(|kind| file.fault(file.line("date:", at).or(at), kind));
            faults.extend(dated);
            if !one.duty.is_empty() && self.workspace.duties.duty(&one.duty).is_none() {
                let line = file.line("duty:", at);
                faults.push(file.fault(line.or(at), FaultKind::UnknownDuty(one.duty.clone())));
            }
        }
        faults
    }

    /// Duties: units, groups and tasks that are not there, times that cannot be read, clocks of no known kind.
    fn duty_faults(&self, context: &Context<'_>) -> Vec<Fault> {
        let file = Lines::read(self, Part::Duties);
        let mut faults = Vec::new();
        for duty in &self.workspace.duties.duties {
            let at = file.line(&format!("id: {}", duty.id), None);
            // A group that an older roster does not have yet is told where the duty holds.
            let units = duty.units.iter().filter(|unit| !is_known(&self.workspace.roster, unit));
            for unit in units.filter(|_| duty.active && at.is_some()) {
                let line = file.line(unit, at);
                faults.push(file.fault(line.or(at), FaultKind::UnknownUnit(unit.clone())));
            }
            if let Some(task) = duty.task.filter(|task| self.workspace.plan.task(*task).is_none()) {
                faults.push(file.fault(at, FaultKind::UnknownTask(task)));
            }
            let limit = doubt(&duty.due, context).map(|kind| file.fault(file.line("due:", at).or(at), kind));
            faults.extend(limit);
            let kind = duty.clock.as_ref().map(|clock| clock.kind.as_str());
            if let Some(kind) = kind.filter(|kind| self.workspace.duties.clock(kind).is_none()) {
                faults.push(file.fault(file.line(kind, at).or(at), FaultKind::UnknownClock(kind.to_owned())));
            }
        }
        faults
    }

    /// What one entry names that is not there, and its time limits that cannot be read: with the words to look for.
    fn misfits(&self, entry: &Entry, context: &Context<'_>) -> Vec<(Option<String>, FaultKind)> {
        let (roster, plan) = (&self.workspace.roster, &self.workspace.plan);
        let units = entry.units.iter().filter(|unit| roster.full_name(unit).is_none());
        let units = units.map(|unit| (Some(unit.to_string()), FaultKind::UnknownUnit(unit.to_string())));
        let tasks = entry.also_tasks.iter().filter(|task| plan.task(**task).is_none());
        let tasks = tasks.map(|task| (None, FaultKind::UnknownTask(*task)));
        let limits = [("start", &entry.start), ("due", &entry.due)].into_iter();
        let limits =
            limits.filter_map(|(key, words)| Some((Some(format!("{key}:")), doubt(words, context)?)));
        let clashes = crate::domain::merge::marked(&entry.unknown).into_iter().map(|field| {
            (Some("conflict:".to_owned()), FaultKind::Clash { entry: entry.id.to_string(), field })
        });
        units.chain(tasks).chain(limits).chain(clashes).collect()
    }
}

fn is_known(roster: &Roster, name: &str) -> bool {
    roster.group(name).is_some() || roster.full_name(name).is_some()
}

/// What is to be said of a time limit; none where it reads well or is empty.
fn doubt(words: &str, context: &Context<'_>) -> Option<FaultKind> {
    if words.trim().is_empty() {
        return None;
    }
    let when = when::read(words, context);
    if when.reading == Reading::Text {
        return Some(FaultKind::UnreadWhen(words.to_owned()));
    }
    when.doubt?;
    Some(FaultKind::DoubtfulWhen { words: words.to_owned(), when: Box::new(when) })
}

/// The lines of a part's file, to find where something stands.
struct Lines {
    path: std::path::PathBuf,
    part: Part,
    text: String,
}

impl Lines {
    fn read(store: &Store, part: Part) -> Self {
        let path = store.layout.part(part);
        let text = store.disk.read(Path::new(&path)).unwrap_or_default();
        Self { path, part, text: String::from_utf8_lossy(&text).into_owned() }
    }

    /// The first line from `from` on that has `words`.
    fn line(&self, words: &str, from: Option<usize>) -> Option<usize> {
        let skip = from.map_or(0, |line| line - 1);
        let ends_well = |line: &str| {
            line.find(words).is_some_and(|at| {
                let rest = &line[at + words.len()..];
                !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            })
        };
        self.text.lines().skip(skip).position(ends_well).map(|place| place + skip + 1)
    }

    fn fault(&self, line: Option<usize>, kind: FaultKind) -> Fault {
        Fault { path: self.path.clone(), line, kind, part: Some(self.part) }
    }
}
