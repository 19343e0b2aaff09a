//! 刚性要求 as lines: what no task stands for and somebody still owes.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Agenda, AgendaLine, Item, Under};
use crate::domain::arrange::Arrange as _;
use crate::domain::duty::{MetBy, Obligation};
use crate::workbench::owed::Facts;

/// The duties with a last day for which `wanted` names a heading; many units of one duty fold into one line.
pub fn duties(
    agenda: &Agenda,
    facts: &Facts<'_>,
    wanted: impl Fn(NaiveDate) -> Option<Under>,
) -> Vec<(NaiveDate, Vec<AgendaLine>)> {
    let all = facts.obligations();
    let mut found: Vec<(&str, NaiveDate, Under, Vec<&Obligation>)> = Vec::new();
    for one in all.iter().filter(|one| one.state.is_owed() && stands_alone(one)) {
        let Some(last) = one.last else { continue };
        let id = one.duty.id.as_str();
        match found.iter_mut().find(|(other, day, ..)| *other == id && *day == last) {
            Some((.., owed)) => owed.push(one),
            None => {
                if let Some(under) = wanted(last) {
                    found.push((id, last, under, vec![one]));
                }
            }
        }
    }
    found.arrange_by_key(|(_, day, ..)| *day);
    found.into_iter().map(|(id, day, under, owed)| (day, lines(agenda, id, day, under, &owed))).collect()
}

/// Tasks have their own rows, and 配档表 its own day.
fn stands_alone(one: &Obligation) -> bool {
    one.duty.task.is_none() && one.duty.met_by != Some(MetBy::Filing)
}

fn lines(agenda: &Agenda, id: &str, day: NaiveDate, under: Under, owed: &[&Obligation]) -> Vec<AgendaLine> {
    let single = |one: &&Obligation| {
        let item = Item::Duty { duty: id.to_owned(), unit: Some(Arc::clone(&one.unit)) };
        let units = vec![Arc::clone(&one.unit)];
        AgendaLine { units, ..AgendaLine::leaf(under, item, Vec::new(), Some(day)) }
    };
    if let [one] = owed {
        return vec![single(one)];
    }
    let item = Item::Duty { duty: id.to_owned(), unit: None };
    let open = agenda.is_open(under, &item, false);
    let head = AgendaLine::leaf(under, item, Vec::new(), Some(day));
    let units = owed.iter().map(|one| Arc::clone(&one.unit)).collect();
    let mut lines = vec![AgendaLine { open: Some(open), count: owed.len(), units, ..head }];
    if open {
        lines.extend(owed.iter().map(single).map(|line| AgendaLine { depth: 2, ..line }));
    }
    lines
}
