//! 修改记录: one edit as data, with the old value. Undo, redo, merge, import, replay, outside edits and the command line
//! use these and nothing else; the journal is the list of them.

mod target;
#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

pub use target::{Part, Target};

/// One edit: all of it happens or none, and one undo takes all of it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its name: the installation's id, a hyphen, its counter (`ab3k-17`).
    pub id: String,
    /// How many changes this installation had made by then. Undo takes the newest counter, never the clock.
    pub counter: u64,
    /// The day is `--today`, the time of day the clock's.
    pub at: NaiveDateTime,
    /// 经办人, or 外部编辑 for an edit made outside the program.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What kind of edit it is.
    pub label: Label,
    /// The change that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    /// The undoing that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redoes: Option<String>,
    /// What is done, in order.
    pub ops: Vec<Op>,
}

/// What kind of edit a change is, for history and for the line that says what was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// A new entry.
    Add,
    /// 状态.
    Status,
    /// 退回.
    Return,
    /// 进展.
    Note,
    /// 完成进度.
    Percent,
    /// Fields of an entry.
    Edit,
    /// 延期.
    Extend,
    /// An entry removed.
    Remove,
    /// Members of an open group.
    Members,
    /// 无需报送.
    Waiver,
    /// 活动.
    Activity,
    /// 提醒 / 催办.
    Chase,
    /// 刚性要求.
    Duty,
    /// 收回: what a unit's sheet said.
    Sheet,
    /// The plan or one of its tasks.
    Plan,
    /// The roster.
    Roster,
    /// Made outside the program, in an editor or by git.
    OutsideEdit,
    /// A kind that this version does not know.
    #[serde(other)]
    Other,
}

/// The three things that can be done to data. Items of lists are inserted and removed one by one, so that two hands
/// that add to one list do not collide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// Puts a whole record, or an item of the list `field` of a record.
    Insert {
        /// The record.
        target: Target,
        /// The list; without it the record itself is put.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// Where, from 0; beyond the end means at the end.
        index: usize,
        /// What.
        item: Value,
    },
    /// Takes it away again.
    Remove {
        /// The record.
        target: Target,
        /// The list; without it the record itself is taken away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// Where it stood, from 0.
        index: usize,
        /// What it was.
        item: Value,
    },
    /// Gives a field of a record another value; null is a missing one.
    Set {
        /// The record.
        target: Target,
        /// Its field.
        field: String,
        /// The value before.
        old: Value,
        /// The value after.
        new: Value,
    },
}

impl Op {
    /// The op that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Insert { target, field, index, item } => Self::Remove { target, field, index, item },
            Self::Remove { target, field, index, item } => Self::Insert { target, field, index, item },
            Self::Set { target, field, old, new } => Self::Set { target, field, old: new, new: old },
        }
    }

    /// The record it changes.
    pub fn target(&self) -> &Target {
        match self {
            Self::Insert { target, .. } | Self::Remove { target, .. } | Self::Set { target, .. } => target,
        }
    }

    /// The field it changes; none for a whole record.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Insert { field, .. } | Self::Remove { field, .. } => field.as_deref(),
            Self::Set { field, .. } => Some(field),
        }
    }
}

/// The ops that take `ops` back, last first.
pub fn inverse(ops: &[Op]) -> Vec<Op> {
    ops.iter().rev().cloned().map(Op::inverse).collect()
}

/// An edit that has been worked out but not made: what the rules of `edit` return, and what a writer gives its name,
/// counter and moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What kind of edit it is.
    pub label: Label,
    /// What is to be done, in order.
    pub ops: Vec<Op>,
    /// The change that it takes back, if it is an undo.
    pub undoes: Option<String>,
    /// The undoing that it takes back, if it is a redo.
    pub redoes: Option<String>,
}

impl Draft {
    /// An edit that is neither undo nor redo.
    pub fn new(label: Label, ops: Vec<Op>) -> Self {
        Self { label, ops, undoes: None, redoes: None }
    }
}

/// Why an op cannot be done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChangeError {
    /// What it expects does not stand there (any more): somebody else changed it.
    #[error("{target} {}: expected {expected:?}, found {found:?}", field.as_deref().unwrap_or(""))]
    Conflict {
        /// The record.
        target: Target,
        /// Its field, if it is about one.
        field: Option<String>,
        /// The value that the op was made for.
        expected: Box<Value>,
        /// The value that stands there.
        found: Box<Value>,
    },
    /// The record is not there (any more).
    #[error("{0} is not there")]
    Missing(Target),
    /// The value does not fit the field.
    #[error("{target} {field}: {reason}")]
    Invalid {
        /// The record.
        target: Target,
        /// Its field.
        field: String,
        /// What the reader said.
        reason: String,
    },
    /// The file that holds the record cannot be read, so it must not be written.
    #[error("the file of {0} cannot be read")]
    Unreadable(Target),
    /// A newer version wrote the file that holds the record: it is shown and not changed.
    #[error("the file of {0} was written by a newer version")]
    Locked(Target),
    /// Several plans are shown as one: a change is made in its own.
    #[error("several plans are shown as one")]
    Combined,
}

/// What this installation can undo and redo, newest last. It follows from the installation's changes in the order of
/// their counters, so it survives restarts without being stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    undoable: Vec<Change>,
    redoable: Vec<Change>,
}

impl History {
    /// How many changes are kept to be undone: a year of busy weeks.
    const KEPT: usize = 2000;

    /// Takes one more change of this installation, in the order of counters.
    pub fn push(&mut self, change: &Change) {
        if let Some(undone) = &change.undoes {
            // Usually the newest; an older one where the newest could not be taken back.
            self.undoable.retain(|one| one.id != *undone);
            self.redoable.push(change.clone());
        } else if let Some(redone) = &change.redoes {
            self.redoable.retain(|one| one.id != *redone);
            self.undoable.push(change.clone());
        } else {
            self.redoable.clear();
            self.undoable.push(change.clone());
        }
        if self.undoable.len() > Self::KEPT {
            self.undoable.remove(0);
        }
    }

    /// The change that undo takes back, and the edit that does it.
    pub fn undo(&self) -> Option<(&Change, Draft)> {
        self.undo_before(None)
    }

    /// The newest change older than the one of this id, and the edit that takes it back; the newest of all without an id.
    pub fn undo_before(&self, id: Option<&str>) -> Option<(&Change, Draft)> {
        let end =
            id.map_or(Some(self.undoable.len()), |id| self.undoable.iter().position(|one| one.id == id))?;
        let change = self.undoable[..end].last()?;
        let draft = Draft {
            label: change.label,
            ops: inverse(&change.ops),
            undoes: Some(change.id.clone()),
            redoes: None,
        };
        Some((change, draft))
    }

    /// The change of this id, and the edit that takes it back.
    pub fn undo_of(&self, id: &str) -> Option<(&Change, Draft)> {
        let place = self.undoable.iter().position(|one| one.id == id)?;
        self.undo_before(self.undoable.get(place + 1).map(|next| next.id.as_str()))
    }

    /// The undoing that redo takes back, and the edit that does it.
    pub fn redo(&self) -> Option<(&Change, Draft)> {
        let change = self.redoable.last()?;
        let draft = Draft {
            label: change.label,
            ops: inverse(&change.ops),
            undoes: None,
            redoes: Some(change.id.clone()),
        };
        Some((change, draft))
    }
}
