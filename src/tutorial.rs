//! 教程: five minutes in which the workbench is learnt by using it, on data that go when one leaves.
//!
//! Invariant: it watches the workbench and never acts in it. Each step of `assets/tutorial.yaml` names what has to have come
//! about; once it has, the next one begins. What a step says stands in the room of words.

mod ground;
mod step;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use chrono::NaiveDate;
use crossterm::event::KeyCode;
use serde::Deserialize;

use crate::domain::entry::Entry;
use crate::workbench::keys::Chord;
use crate::workbench::{Input, Workbench};

use step::Mark;

pub use ground::{config, lay};
pub use step::{Goal, Step};

/// The steps, the day, and what some units have reported.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    steps: Vec<Step>,
    day: NaiveDate,
    entries: Vec<Entry>,
}

/// The embedded script.
fn script() -> &'static Script {
    static READ: OnceLock<Script> = OnceLock::new();
    READ.get_or_init(|| {
        // The file is part of the program, and a test reads it; without it there is nothing to learn, and nothing breaks.
        let none = || Script { steps: Vec::new(), day: NaiveDate::default(), entries: Vec::new() };
        serde_yaml::from_str(include_str!("../assets/tutorial.yaml")).unwrap_or_else(|_| none())
    })
}

/// The day on which it takes place unless another one is asked for.
pub fn day() -> NaiveDate {
    script().day
}

/// What a key means to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: the key is the workbench's.
    Nothing,
    /// The step is passed over.
    Passed,
    /// The person leaves, whatever is open.
    Left,
}

/// Where one is in it.
#[derive(Debug, Clone)]
pub struct Tutorial {
    steps: &'static [Step],
    at: usize,
    /// How things stood when the step began; none until the data is read.
    began: Option<Mark>,
    /// The step before this one was done, not passed over.
    praised: bool,
}

impl Default for Tutorial {
    fn default() -> Self {
        Self { steps: &script().steps, at: 0, began: None, praised: false }
    }
}

impl Tutorial {
    /// The step that one is at.
    pub fn step(&self) -> Option<&'static Step> {
        self.steps.get(self.at)
    }

    /// Which step that is, from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.steps.len())
    }

    /// Whether a word of praise is due: the step before this one was done.
    pub fn is_praised(&self) -> bool {
        self.praised
    }

    /// Looks whether the step is done; if so, the next one begins.
    pub fn watch(&mut self, workbench: &Workbench) {
        let Some(step) = self.step().filter(|_| !workbench.is_loading()) else { return };
        let now = Mark::of(step, workbench);
        match &self.began {
            None => self.began = Some(now),
            Some(began) if step.is_done(began, &now, workbench) => self.go_on(true),
            Some(_) => {}
        }
        if self.began.is_none() {
            self.began = self.step().map(|step| Mark::of(step, workbench));
        }
    }

    /// What a key means to it; the workbench does not get what it took.
    pub fn hear(&mut self, input: &Input) -> Heard {
        let Input::Key(key) = input else { return Heard::Nothing };
        let chord = Chord::of(key);
        match chord.code {
            KeyCode::Char('n') if chord.ctrl => {
                self.go_on(false);
                Heard::Passed
            }
            KeyCode::Char('q') if chord.ctrl => Heard::Left,
            _ => Heard::Nothing,
        }
    }

    fn go_on(&mut self, done: bool) {
        if self.at + 1 < self.steps.len() {
            self.at += 1;
            self.began = None;
            self.praised = done;
        }
    }
}
