//! 来电: which unit is on the line. Found by name, short name, pinyin, or by a contact's name or number.

use std::cmp::Reverse;

use crate::domain::arrange::Arrange as _;
use crate::domain::unit::Roster;
use crate::search::pinyin::{Haystack, How, Pattern};
use crate::workbench::line::Line;

/// One unit that can be called up.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Full name.
    pub unit: String,
    /// Its contacts, a line each.
    pub contacts: Vec<String>,
    names: Vec<Haystack>,
    people: Vec<Haystack>,
}

/// The finder.
#[derive(Debug, Clone)]
pub struct UnitFinder {
    /// What is typed.
    pub filter: Line,
    /// Every unit, in roster order.
    pub units: Vec<Caller>,
    /// The places of those that fit, best first.
    pub shown: Vec<usize>,
    /// Which of `shown` is selected.
    pub cursor: usize,
    /// The unit that is merged into the one that is chosen; none where a unit is called up.
    pub merges: Option<std::sync::Arc<str>>,
}

impl UnitFinder {
    /// All units.
    pub fn new(roster: &Roster) -> Self {
        let units: Vec<Caller> = roster
            .units
            .iter()
            .map(|unit| {
                let lines = unit.contacts.iter().map(|one| {
                    let parts = [&one.role, &one.name, &one.phone, &one.mobile, &one.chat_name];
                    let parts: Vec<&str> =
                        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                    parts.join(" ")
                });
                let contacts: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
                Caller {
                    unit: unit.name.clone(),
                    names: unit.names().map(Haystack::new).collect(),
                    people: contacts.iter().map(|line| Haystack::new(line)).collect(),
                    contacts,
                }
            })
            .collect();
        Self { filter: Line::new(), shown: (0..units.len()).collect(), units, cursor: 0, merges: None }
    }

    /// Looks for the unit that another is merged into: any but itself.
    pub fn merge(&mut self, unit: std::sync::Arc<str>) {
        self.units.retain(|one| *one.unit != *unit);
        self.shown = (0..self.units.len()).collect();
        self.merges = Some(unit);
    }

    /// Narrows the list down again after typing. What the roster takes the words for stands first.
    pub fn narrow(&mut self, roster: &Roster) {
        let typed = self.filter.text().trim();
        self.cursor = 0;
        if typed.is_empty() {
            self.shown = (0..self.units.len()).collect();
            return;
        }
        let pattern = Pattern::new(typed);
        let meant = roster.unit(typed).ok().map(|unit| &unit.name);
        let score = |unit: &Caller| {
            if meant == Some(&unit.unit) {
                return Some(4);
            }
            let hits = unit.names.iter().filter_map(|name| pattern.find_in(name));
            let by_name = hits.map(|hit| match (hit.how, hit.range.start) {
                (How::Exact, 0) => 3,
                (How::Exact, _) | (_, 0) => 2,
                _ => 1,
            });
            let by_person = unit.people.iter().any(|line| pattern.matches(line)).then_some(1);
            by_name.max().max(by_person)
        };
        let mut scored: Vec<(i32, usize)> = self
            .units
            .iter()
            .enumerate()
            .filter_map(|(place, unit)| score(unit).map(|score| (score, place)))
            .collect();
        scored.arrange_by_key(|(score, _)| Reverse(*score));
        self.shown = scored.into_iter().map(|(_, place)| place).collect();
    }

    /// The selected unit.
    pub fn selected(&self) -> Option<&Caller> {
        self.shown.get(self.cursor).and_then(|place| self.units.get(*place))
    }
}
