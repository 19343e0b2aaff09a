//! 刚性要求: dated or counted requirements of the plan or the law. What is kept is what is required of whom; whether it is met
//! follows from activities and entries and is never ticked by hand ([`obligations`]).

mod clock;
mod field;
mod obligation;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::activity::{ActivityKind, ActivityState};
use super::{Unknown, list_or_nothing, text_or_nothing};

pub use clock::{ClockEnd, ClockKind, Extended, Pause, Running};
pub use field::{DUTY_FIELDS, DutyField, DutyFieldKind};
pub use obligation::{DutyState, Obligation, obligations};

/// All duties of a plan, and the kinds of legal clocks that a duty can run by: the file `duties.yaml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DutyBook {
    /// 刚性要求, in the order in which they are listed.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub duties: Vec<Duty>,
    /// 法定时限: what starts, pauses and extends each, with its article; the user's to add to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub clocks: Vec<ClockKind>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl DutyBook {
    /// The duty with this id.
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.id == id)
    }

    /// Whom the duties that a task sets name.
    pub fn groups_of(&self, task: u32) -> impl Iterator<Item = &str> {
        let of_task = self.duties.iter().filter(move |duty| duty.task == Some(task));
        of_task.flat_map(|duty| duty.units.iter().map(String::as_str))
    }

    /// The kind of clock with this key.
    pub fn clock(&self, key: &str) -> Option<&ClockKind> {
        self.clocks.iter().find(|clock| clock.key == key)
    }
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Duty {
    /// Its name in the journal, in commands and in the `duty` of activities that answer it.
    pub id: String,
    /// What is required, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub name: String,
    /// The sentence that it comes from, to the letter.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub source: String,
    /// Where that stands: a part of the notice, an article of a law.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub article: String,
    /// The task that sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// Who owes it: names of units and groups. Empty: those that the task is assigned to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub units: Vec<String>,
    /// 时限, a time expression. Empty: the task's, of a filing the plan's 报送截止日.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub due: String,
    /// What meets it, besides an activity that names it in `duty`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by: Option<MetBy>,
    /// A legal clock that runs for it; then it sets the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Running>,
    /// Whether it holds; a preset that waits to be looked at does not.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub active: bool,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What meets a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum MetBy {
    /// So many activities of a kind that have come so far.
    Activities {
        /// The kind.
        kind: ActivityKind,
        /// The state that each must have reached.
        state: ActivityState,
        /// How many each unit owes; where the time runs from the event, each event is one.
        #[serde(default = "one")]
        count: usize,
        /// Words of which the name must have one; empty takes every name.
        #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
        named: Vec<String>,
    },
    /// The unit's entries of the task: all of them reported done.
    Entries,
    /// 配档表 filed: every row of the unit has its entry.
    Filing,
}

fn one() -> usize {
    1
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_yes(active: &bool) -> bool {
    *active
}
