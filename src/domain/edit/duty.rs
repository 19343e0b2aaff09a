//! 刚性要求 as edits: the user's own duties, and what is settled of the built-in ones.

use super::activity::{count, day};
use super::{Desk, EditError, ValueError};
use crate::domain::Unknown;
use crate::domain::activity::ActivityState;
use crate::domain::arrange::Arrange as _;
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::duty::{DUTY_FIELDS, Duty, DutyField, DutyFieldKind, Extended, MetBy, Pause, Running};
use crate::domain::unit::NameError;
use crate::domain::when;
use crate::domain::workspace::diff_one;

/// A value for a field of a duty, as given.
pub type GivenDuty = (&'static DutyField, String);

/// A new duty.
pub fn add_duty(desk: &Desk<'_>, blank: &Duty, given: &[GivenDuty]) -> Result<Draft, EditError> {
    let duty = filled(desk, blank, given)?;
    if duty.name.trim().is_empty() {
        return Err(EditError::EmptyText);
    }
    let op = Op::Insert {
        target: Target::Duty(duty.id.clone()),
        field: None,
        index: desk.workspace.duties.duties.len(),
        item: serde_yaml::to_value(&duty).unwrap_or_default(),
    };
    Ok(Draft::new(Label::Duty, vec![op]))
}

/// Fields of duties.
pub fn set_duty(desk: &Desk<'_>, ids: &[String], given: &[GivenDuty]) -> Result<Draft, EditError> {
    let mut ops = Vec::new();
    let each = ids.iter().enumerate().filter(|(place, id)| !ids[..*place].contains(id));
    for (_, id) in each {
        let (_, duty) = find(desk, id)?;
        let changed = filled(desk, duty, given)?;
        ops.extend(diff_one(&Target::Duty(duty.id.clone()), duty, &changed));
    }
    Ok(Draft::new(Label::Duty, ops))
}

/// Takes duties away.
pub fn remove_duty(desk: &Desk<'_>, ids: &[String]) -> Result<Draft, EditError> {
    let mut found: Vec<(usize, &Duty)> = Vec::new();
    for id in ids {
        let one = find(desk, id)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found.arrange_by_key(|(index, _)| std::cmp::Reverse(*index));
    let ops = found.into_iter().map(|(index, duty)| Op::Remove {
        target: Target::Duty(duty.id.clone()),
        field: None,
        index,
        item: serde_yaml::to_value(duty).unwrap_or_default(),
    });
    Ok(Draft::new(Label::Duty, ops.collect()))
}

fn find<'a>(desk: &Desk<'a>, id: &str) -> Result<(usize, &'a Duty), EditError> {
    let found = desk.workspace.duties.duties.iter().enumerate().find(|(_, one)| one.id == id.trim());
    found.ok_or_else(|| EditError::UnknownRecord(id.trim().to_owned()))
}

fn filled(desk: &Desk<'_>, duty: &Duty, given: &[GivenDuty]) -> Result<Duty, EditError> {
    let mut duty = duty.clone();
    let mut sorted: Vec<&GivenDuty> = given.iter().collect();
    sorted.arrange_by_key(|(field, _)| DUTY_FIELDS.iter().position(|one| one == *field));
    for (field, text) in sorted {
        let value = |error| EditError::Value { key: field.key, label: field.label, error: Box::new(error) };
        match field.kind {
            DutyFieldKind::Task => duty.task = task(desk, text)?,
            DutyFieldKind::Units => duty.units = units(desk, text)?,
            _ => fill(desk, &mut duty, field, text).map_err(value)?,
        }
    }
    Ok(duty)
}

fn fill(desk: &Desk<'_>, duty: &mut Duty, field: &DutyField, text: &str) -> Result<(), ValueError> {
    let said = text.trim().to_owned();
    match field.kind {
        DutyFieldKind::Id | DutyFieldKind::Task | DutyFieldKind::Units => return Err(ValueError::NotSet),
        DutyFieldKind::Text => match field.key {
            "name" => duty.name = said,
            "source" => duty.source = said,
            _ => duty.article = said,
        },
        DutyFieldKind::When => duty.due = when::entered(text, &desk.when()),
        DutyFieldKind::MetBy => duty.met_by = met_by(duty.met_by.as_ref(), &said)?,
        DutyFieldKind::State => {
            let wanted = said.parse().map_err(|_| ValueError::State(said))?;
            match &mut duty.met_by {
                Some(MetBy::Activities { state, .. }) => *state = wanted,
                _ => return Err(ValueError::NotSet),
            }
        }
        DutyFieldKind::Count => match (&mut duty.met_by, count(&said)?) {
            (Some(MetBy::Activities { count, .. }), Some(wanted)) if wanted > 0 => {
                *count = usize::try_from(wanted).unwrap_or(usize::MAX);
            }
            (Some(MetBy::Activities { .. }), _) => return Err(ValueError::Number(said)),
            _ => return Err(ValueError::NotSet),
        },
        DutyFieldKind::Words => match &mut duty.met_by {
            Some(MetBy::Activities { named, .. }) => {
                *named = split(&said).map(str::to_owned).collect();
            }
            _ => return Err(ValueError::NotSet),
        },
        DutyFieldKind::Clock => duty.clock = clock(desk, duty, &said)?,
        DutyFieldKind::Started
        | DutyFieldKind::Restarted
        | DutyFieldKind::Paused
        | DutyFieldKind::Extended => {
            let Some(running) = &mut duty.clock else { return Err(ValueError::NotSet) };
            run(desk, running, field.kind, &said)?;
        }
        DutyFieldKind::Active => {
            duty.active = match said.to_lowercase().as_str() {
                "true" | "yes" | "1" | "是" | "启用" | "on" => true,
                "false" | "no" | "0" | "否" | "停用" | "不启用" | "off" => false,
                _ => return Err(ValueError::YesNo(said)),
            }
        }
    }
    Ok(())
}

/// What a word says of what meets a duty; what stood of state, number and words stays where the kind only changes.
fn met_by(before: Option<&MetBy>, word: &str) -> Result<Option<MetBy>, ValueError> {
    match word.to_lowercase().as_str() {
        "" | "none" | "无" => return Ok(None),
        "entries" | "条目" | "配档条目" => return Ok(Some(MetBy::Entries)),
        "filing" | "配档表" | "报送" => return Ok(Some(MetBy::Filing)),
        _ => {}
    }
    let kind = word.parse().map_err(|_| ValueError::Kind(word.to_owned()))?;
    Ok(Some(match before {
        Some(MetBy::Activities { state, count, named, .. }) => {
            MetBy::Activities { kind, state: *state, count: *count, named: named.clone() }
        }
        _ => MetBy::Activities { kind, state: ActivityState::Held, count: 1, named: Vec::new() },
    }))
}

/// A clock of the kind that a word names, by key or name; it starts today until its day is given.
fn clock(desk: &Desk<'_>, duty: &Duty, word: &str) -> Result<Option<Running>, ValueError> {
    if word.is_empty() {
        return Ok(None);
    }
    let kinds = &desk.workspace.duties.clocks;
    let named = kinds.iter().find(|kind| kind.key == word || kind.name == word);
    let mut part = kinds.iter().filter(|kind| kind.name.contains(word));
    let kind = named.or_else(|| part.next().filter(|_| part.next().is_none()));
    let kind = kind.ok_or_else(|| ValueError::Clock(word.to_owned()))?;
    let before = duty.clock.clone();
    Ok(Some(match before {
        Some(running) => Running { kind: kind.key.clone(), ..running },
        None => Running {
            kind: kind.key.clone(),
            started: desk.today,
            restarted: None,
            pauses: Vec::new(),
            extended: None,
            unknown: Unknown::new(),
        },
    }))
}

fn run(desk: &Desk<'_>, running: &mut Running, kind: DutyFieldKind, said: &str) -> Result<(), ValueError> {
    match kind {
        DutyFieldKind::Started => {
            running.started = day(desk, said)?.ok_or_else(|| ValueError::Day(said.to_owned()))?;
        }
        DutyFieldKind::Restarted => running.restarted = day(desk, said)?,
        DutyFieldKind::Extended => {
            running.extended = count(said)?.filter(|days| *days > 0).map(|working_days| Extended {
                working_days,
                approved_by: String::new(),
                told_on: None,
                unknown: Unknown::new(),
            });
        }
        _ if said.is_empty() => running.pauses.clear(),
        _ => {
            let (from, to) = match said.split_once(['至', '到', '~']) {
                Some((from, to)) => (day(desk, from)?, day(desk, to)?),
                None => (day(desk, said)?, None),
            };
            let from = from.ok_or_else(|| ValueError::Day(said.to_owned()))?;
            if to.is_some_and(|to| to < from) {
                return Err(ValueError::Day(said.to_owned()));
            }
            match running.pauses.iter_mut().find(|pause| pause.from == from) {
                Some(pause) => pause.to = to,
                None => {
                    running.pauses.push(Pause { from, to, reason: String::new(), unknown: Unknown::new() });
                }
            }
        }
    }
    Ok(())
}

fn task(desk: &Desk<'_>, text: &str) -> Result<Option<u32>, EditError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let found = desk.workspace.plan.find_task(text);
    found.map(|task| Some(task.id)).ok_or_else(|| EditError::UnknownTask(text.trim().to_owned()))
}

/// Units by any of their names, groups by theirs.
fn units(desk: &Desk<'_>, text: &str) -> Result<Vec<String>, EditError> {
    let roster = &desk.workspace.roster;
    let mut found: Vec<String> = Vec::new();
    for word in split(text) {
        let name = match roster.unit(word) {
            Ok(unit) => unit.name.clone(),
            Err(NameError::Group { name }) => name,
            Err(error) => return Err(error.into()),
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    Ok(found)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|word| !word.is_empty())
}
