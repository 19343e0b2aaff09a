//! 选成员: the units of an open group for one task, marked one by one.

use std::sync::Arc;

use crate::domain::unit::Roster;
use crate::search::pinyin::{Haystack, Pattern};
use crate::workbench::line::Line;

/// One unit that can be marked.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Full name.
    pub unit: String,
    /// Whether it is a member.
    pub marked: bool,
    names: Vec<Haystack>,
}

/// The list of units, narrowed down by what is typed: names, pinyin, initials.
#[derive(Debug, Clone)]
pub struct Picker {
    /// The task.
    pub task: u32,
    /// The group's name.
    pub group: Arc<str>,
    /// What is typed.
    pub filter: Line,
    /// Every unit, in roster order.
    pub units: Vec<Candidate>,
    /// The places of those that fit what is typed.
    pub shown: Vec<usize>,
    /// Which of `shown` is selected.
    pub cursor: usize,
}

impl Picker {
    /// The list with the members as they stand marked.
    pub fn new(task: u32, group: &Arc<str>, roster: &Roster) -> Self {
        let members = roster.members(task, group);
        let units: Vec<Candidate> = roster
            .units
            .iter()
            .map(|unit| Candidate {
                unit: unit.name.clone(),
                marked: members.contains(&unit.name),
                names: unit.names().map(Haystack::new).collect(),
            })
            .collect();
        let shown = (0..units.len()).collect();
        Self { task, group: Arc::clone(group), filter: Line::new(), units, shown, cursor: 0 }
    }

    /// Narrows the list down again after typing.
    pub fn narrow(&mut self) {
        let pattern = Pattern::new(self.filter.text().trim());
        self.shown = (0..self.units.len())
            .filter(|place| {
                pattern.is_empty() || self.units[*place].names.iter().any(|name| pattern.matches(name))
            })
            .collect();
        self.cursor = 0;
    }

    /// Marks the selected unit, or takes its mark away. What was typed has served: the whole list comes back, the
    /// selection on the same unit.
    pub fn toggle(&mut self) {
        let Some(place) = self.shown.get(self.cursor).copied() else { return };
        self.units[place].marked = !self.units[place].marked;
        if !self.filter.is_empty() {
            self.filter.set_text("");
            self.narrow();
            self.cursor = place;
        }
    }

    /// Full names of the marked units, in roster order.
    pub fn marked(&self) -> Vec<String> {
        self.units.iter().filter(|unit| unit.marked).map(|unit| unit.unit.clone()).collect()
    }
}
