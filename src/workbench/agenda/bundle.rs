//! From rows to lines: what is one entry is one line, many units of one task fold into one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Agenda, AgendaLine, At, Item, Under};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::Chase;
use crate::domain::duty::Obligation;
use crate::domain::light::Light;
use crate::domain::rows::{Rows, Seat};
use crate::workbench::owed::Facts;
use crate::workbench::subject::Subject;

/// From so many lines of one task on they fold into one.
const MANY: usize = 3;

/// The lines of rows, in the order in which their tasks come first. `day_of` says which day the rows of a task that fold
/// are about.
pub fn bundle(
    agenda: &Agenda,
    rows: &Rows,
    under: Under,
    found: &[At],
    day_of: impl Fn(&[At]) -> Option<NaiveDate>,
) -> Vec<AgendaLine> {
    let mut tasks: Vec<(u32, Vec<At>)> = Vec::new();
    let mut places: HashMap<u32, usize> = HashMap::new();
    for at in found {
        let place = *places.entry(at.0).or_insert_with(|| {
            tasks.push((at.0, Vec::new()));
            tasks.len() - 1
        });
        tasks[place].1.push(*at);
    }
    let mut lines = Vec::new();
    for (task, found) in tasks {
        if !are_many(rows, task, &found) {
            lines.append(&mut singles(rows, under, &found));
            continue;
        }
        let item = Item::Task(task);
        let open = agenda.is_open(under, &item, false);
        let single = if open { singles(rows, under, &found) } else { Vec::new() };
        let day = day_of(&found);
        lines.push(AgendaLine { open: Some(open), ..AgendaLine::leaf(under, item, found, day) });
        lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
    }
    lines
}

/// Whether rows of one task make so many lines that they fold. No more of them is looked at than it takes to know, none
/// where each is a line of its own.
fn are_many(rows: &Rows, task: u32, found: &[At]) -> bool {
    if rows.task(task).is_some_and(|task| !task.shared) {
        return found.len() >= MANY;
    }
    let mut seen: Vec<Subject> = Vec::new();
    for row in found.iter().filter_map(|at| rows.row(at.0, at.1)) {
        let subject = Subject::of_row(row);
        if !seen.iter().any(|one| is_one_line(one, &subject)) {
            seen.push(subject);
        }
        if seen.len() >= MANY {
            return true;
        }
    }
    false
}

/// Whether both are rows of one entry, which is one line whatever the units.
fn is_one_line(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::Entry { task, id, .. }, Subject::Entry { task: other, id: wanted, .. }) => {
            task == other && id == wanted
        }
        _ => false,
    }
}

/// The first of the last days of rows.
pub fn first_day(rows: &Rows, found: &[At]) -> Option<NaiveDate> {
    found.iter().filter_map(|at| rows.row(at.0, at.1)?.last()).min()
}

/// The tasks and places of seats.
pub fn placed(rows: &Rows, seats: impl IntoIterator<Item = Seat>) -> Vec<At> {
    seats.into_iter().filter_map(|seat| rows.at(seat)).collect()
}

/// One line for each entry and each unit without one.
pub fn singles(rows: &Rows, under: Under, found: &[At]) -> Vec<AgendaLine> {
    let mut lines: Vec<AgendaLine> = Vec::new();
    for at in found {
        let Some(row) = rows.row(at.0, at.1) else { continue };
        let subject = Subject::of_row(row);
        let same =
            |line: &&mut AgendaLine| matches!(&line.item, Item::Row(one) if is_one_line(one, &subject));
        if let Some(line) = lines.iter_mut().find(same) {
            line.rows.push(*at);
        } else {
            lines.push(AgendaLine::leaf(under, Item::Row(subject), vec![*at], row.last()));
        }
    }
    lines
}

/// Whether something is still owed of a row with this light.
pub fn is_owed(light: Light) -> bool {
    light.counts() && !matches!(light, Light::Done | Light::Check)
}

/// 承诺: per unit and matter the promise that was given last, where a row of it is still owed; by day.
pub fn promises(
    agenda: &Agenda,
    facts: &Facts<'_>,
    wanted: impl Fn(NaiveDate) -> Option<Under>,
) -> Vec<AgendaLine> {
    let Facts { workspace, rows, .. } = *facts;
    let mut newest: HashMap<(&str, &[u32], &str), &Chase> = HashMap::new();
    let mut chases: Vec<&Arc<Chase>> = workspace.chases.iter().collect();
    chases.arrange_by_key(|chase| Reverse(chase.at));
    for chase in chases.into_iter().filter(|chase| chase.promised.is_some()) {
        for unit in &chase.units {
            newest.entry((unit.as_str(), chase.tasks.as_slice(), chase.duty.as_str())).or_insert(chase);
        }
    }
    let mut found: Vec<(NaiveDate, Under, &str, &Chase)> = newest
        .into_iter()
        .filter_map(|((unit, ..), chase)| {
            let day = chase.promised?;
            Some((day, wanted(day)?, unit, chase))
        })
        .collect();
    found.arrange_by(|one, other| {
        let key = |it: &(NaiveDate, Under, &str, &Chase)| (it.0, workspace.roster.order(it.2));
        key(one).cmp(&key(other)).then_with(|| one.3.id.cmp(&other.3.id))
    });
    let mut lines = Vec::new();
    for (day, under, unit, chase) in found {
        if !chase.duty.is_empty() {
            let owes = |one: &&Obligation| one.duty.id == chase.duty && *one.unit == *unit;
            if let Some(one) = facts.obligations().iter().find(owes).filter(|one| one.state.is_owed()) {
                let item = Item::Promise { chase: chase.id.clone(), unit: Arc::clone(&one.unit) };
                lines.push(AgendaLine::leaf(under, item, Vec::new(), Some(day)));
            }
            continue;
        }
        let owed = owed_of(rows, unit, &chase.tasks);
        let Some(first) = owed.first() else { continue };
        let Some(unit) = rows.row(first.0, first.1) else { continue };
        let item = Item::Promise { chase: chase.id.clone(), unit: Arc::clone(&unit.unit) };
        let single = singles(rows, under, &owed);
        let branch = single.len() > 1;
        let open = branch && agenda.is_open(under, &item, false);
        let line = AgendaLine::leaf(under, item, owed, Some(day));
        lines.push(AgendaLine { open: branch.then_some(open), ..line });
        if open {
            lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
        }
    }
    lines
}

/// The rows of a unit of which something is still owed, in the plan's order: those of some tasks, without any all.
pub fn owed_of(rows: &Rows, unit: &str, tasks: &[u32]) -> Vec<At> {
    if tasks.is_empty() {
        let account = rows.index().unit(unit);
        return placed(rows, account.map(|account| account.rows().in_order(is_owed)).unwrap_or_default());
    }
    let mut seats: Vec<Seat> = tasks.iter().filter_map(|task| rows.seat(*task, 0)).collect();
    seats.sort_unstable();
    seats.dedup();
    let of_task = |(task, _): At| {
        let all = rows.task(task).map_or(&[][..], |it| &it.rows).iter().enumerate();
        let own = all.filter(|(_, row)| *row.unit == *unit && is_owed(row.light));
        own.map(move |(place, _)| (task, place))
    };
    placed(rows, seats).into_iter().flat_map(of_task).collect()
}
