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
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;
use crate::workbench::owed::Facts;
use crate::workbench::subject::Subject;

/// From so many lines of one task on they fold into one.
const MANY: usize = 3;

/// The lines of rows, in the order in which their tasks come first.
pub fn bundle(agenda: &Agenda, rows: &Rows, under: Under, found: &[At]) -> Vec<AgendaLine> {
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
        let mut single = singles(rows, under, &found);
        if single.len() < MANY {
            lines.append(&mut single);
            continue;
        }
        let item = Item::Task(task);
        let open = agenda.is_open(under, &item, false);
        let day = single.iter().filter_map(|line| line.day).min();
        lines.push(AgendaLine { open: Some(open), ..AgendaLine::leaf(under, item, found, day) });
        if open {
            lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
        }
    }
    lines
}

/// One line for each entry and each unit without one.
pub fn singles(rows: &Rows, under: Under, found: &[At]) -> Vec<AgendaLine> {
    let mut lines: Vec<AgendaLine> = Vec::new();
    for at in found {
        let Some(row) = rows.task(at.0).and_then(|task| task.rows.get(at.1)) else { continue };
        let subject = Subject::of_row(row);
        let same = |line: &&mut AgendaLine| match (&line.item, &subject) {
            (Item::Row(Subject::Entry { task, id, .. }), Subject::Entry { task: other, id: wanted, .. }) => {
                task == other && id == wanted
            }
            _ => false,
        };
        if let Some(line) = lines.iter_mut().find(same) {
            line.rows.push(*at);
        } else {
            lines.push(AgendaLine::leaf(under, Item::Row(subject), vec![*at], row.last()));
        }
    }
    lines
}

/// Whether something is still owed of a row.
pub fn is_owed(row: &Row) -> bool {
    row.light.counts() && !matches!(row.light, Light::Done | Light::Check)
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
        let about = |row: &Row| row.unit.as_ref() == unit && is_owed(row) && chase.is_about_task(row.task);
        let owed = places(rows, workspace, about);
        let Some(first) = owed.first() else { continue };
        let Some(unit) = rows.task(first.0).and_then(|task| task.rows.get(first.1)) else { continue };
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

/// The places of the rows that a test picks, in the plan's order.
pub fn places(rows: &Rows, workspace: &Workspace, test: impl Fn(&Row) -> bool) -> Vec<At> {
    let tasks = workspace.plan.tasks().filter_map(|task| Some((task.id, rows.task(task.id)?)));
    tasks
        .flat_map(|(id, task)| task.rows.iter().enumerate().map(move |(place, row)| ((id, place), row)))
        .filter(|(_, row)| test(row))
        .map(|(at, _)| at)
        .collect()
}
