//! From what a person gives for a field to the ops that put it there.

use serde_yaml::Value;

use super::{Field, FieldKind};
use crate::domain::Unknown;
use crate::domain::change::{Op, Target};
use crate::domain::edit::Desk;
use crate::domain::entry::{Entry, Evidence, Progress};
use crate::domain::status::{StatusWord, UnknownStatus};
use crate::domain::unit::NameError;
use crate::domain::when::{self, Reading};

/// Why a value does not fit a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// This field is not set by hand: it is the entry's name, or another command makes it.
    #[error("{key} is not set directly")]
    NotSet {
        /// The field's key.
        key: &'static str,
    },
    /// No such unit.
    #[error(transparent)]
    Unit(#[from] NameError),
    /// An entry needs a unit.
    #[error("an entry needs at least one unit")]
    NoUnit,
    /// No such task.
    #[error("no task {0:?}")]
    UnknownTask(String),
    /// No such status.
    #[error(transparent)]
    Status(#[from] UnknownStatus),
    /// Not a number from 0 to 100.
    #[error("{0:?} is no percentage from 0 to 100")]
    Percent(String),
    /// Not one day.
    #[error("{0:?} is no day")]
    Day(String),
    /// 退回 says why.
    #[error("returning an entry needs a reason")]
    NoReason,
}

/// The ops that set a plain field of an entry from what was given for it; an empty text clears the field. Status and
/// 退回 have consequences beyond their field and are the business of `edit`.
pub fn edit(
    field: &'static Field,
    task: u32,
    entry: &Entry,
    given: &str,
    desk: &Desk<'_>,
) -> Result<Vec<Op>, FieldError> {
    let target = Target::Entry { task, id: entry.id.clone() };
    let set = |old: Value, new: Value| {
        if old == new {
            Vec::new()
        } else {
            vec![Op::Set { target: target.clone(), field: field.key.to_owned(), old, new }]
        }
    };
    let text = |text: &str| if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) };
    let list = |old: Vec<Value>, new: Vec<Value>| list_ops(&target, field.key, &old, &new);
    match field.kind {
        FieldKind::Id | FieldKind::Extensions | FieldKind::Status | FieldKind::Returned => {
            Err(FieldError::NotSet { key: field.key })
        }
        FieldKind::Units => {
            let mut units: Vec<String> = Vec::new();
            for word in split(given) {
                let name = &desk.workspace.roster.unit(word)?.name;
                if !units.contains(name) {
                    units.push(name.clone());
                }
            }
            if units.is_empty() {
                return Err(FieldError::NoUnit);
            }
            Ok(list(strings(&entry.units), strings(&units)))
        }
        FieldKind::Tasks => {
            let mut tasks: Vec<u32> = Vec::new();
            for word in split(given) {
                let found = desk.workspace.plan.find_task(word);
                let id = found.ok_or_else(|| FieldError::UnknownTask(word.to_owned()))?.id;
                if id != task && !tasks.contains(&id) {
                    tasks.push(id);
                }
            }
            let values = |tasks: &[u32]| tasks.iter().map(|task| Value::from(*task)).collect();
            Ok(list(values(&entry.also_tasks), values(&tasks)))
        }
        FieldKind::Line | FieldKind::Text => Ok(set(text(plain_text(entry, field.key)), text(given))),
        FieldKind::When => {
            let words = when::entered(given, &desk.when());
            Ok(set(text(plain_text(entry, field.key)), text(&words)))
        }
        FieldKind::Percent => {
            let old = entry.percent.map_or(Value::Null, Value::from);
            let new = percent(given)?.map_or(Value::Null, Value::from);
            Ok(set(old, new))
        }
        FieldKind::Progress => {
            if given.trim().is_empty() {
                return Ok(Vec::new());
            }
            // As a note of its own: a date before it is its day.
            let (date, text) = crate::domain::edit::dated(desk, given);
            let note = Progress { date, text: text.into(), by: desk.by.into(), unknown: Unknown::new() };
            Ok(vec![insert(&target, field.key, entry.progress.len(), &note)])
        }
        FieldKind::Evidence => {
            // What stands keeps its 保密审查.
            let new: Vec<Evidence> = given
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| {
                    entry.evidence.iter().find(|one| one.text == line).cloned().unwrap_or_else(|| Evidence {
                        text: line.to_owned(),
                        reviewed_by: String::new(),
                        reviewed_on: None,
                        unknown: Unknown::new(),
                    })
                })
                .collect();
            Ok(list(values(&entry.evidence), values(&new)))
        }
        FieldKind::Tags => {
            let tags: Vec<String> = split(given).map(str::to_owned).collect();
            Ok(list(strings(&entry.tags), strings(&tags)))
        }
        FieldKind::Day => {
            let old = match field.key {
                "filed_on" => entry.filed_on,
                _ => entry.reported_on,
            };
            let value = |day: Option<chrono::NaiveDate>| {
                day.map_or(Value::Null, |day| Value::String(day.to_string()))
            };
            Ok(set(value(old), value(day(given, desk)?)))
        }
    }
}

/// The words of a list, however they are parted.
fn split(given: &str) -> impl Iterator<Item = &str> {
    given.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|word| !word.is_empty())
}

/// A percentage as people write it: `40`, `40%`, `４０％`; empty clears it.
fn percent(given: &str) -> Result<Option<u8>, FieldError> {
    let plain = super::plain(given);
    let digits = plain.trim_end_matches('%');
    if digits.is_empty() {
        return Ok(None);
    }
    match digits.parse::<u8>() {
        Ok(percent) if percent <= 100 => Ok(Some(percent)),
        _ => Err(FieldError::Percent(given.trim().to_owned())),
    }
}

/// One day; empty clears it.
fn day(given: &str, desk: &Desk<'_>) -> Result<Option<chrono::NaiveDate>, FieldError> {
    if given.trim().is_empty() {
        return Ok(None);
    }
    match when::read(given, &desk.when()).reading {
        Reading::Day(day) => Ok(Some(day)),
        _ => Err(FieldError::Day(given.trim().to_owned())),
    }
}

/// The text that a plain field holds.
fn plain_text<'a>(entry: &'a Entry, key: &str) -> &'a str {
    match key {
        "measure" => &entry.measure,
        "deliverable" => &entry.deliverable,
        "leader" => &entry.leader,
        "section" => &entry.section,
        "person" => &entry.person,
        "contact" => &entry.contact,
        "start" => &entry.start,
        "due" => &entry.due,
        "problem" => &entry.problem,
        "help" => &entry.help,
        "remark" => &entry.remark,
        _ => "",
    }
}

fn strings(items: &[impl AsRef<str>]) -> Vec<Value> {
    items.iter().map(|item| Value::String(item.as_ref().to_owned())).collect()
}

fn values<T: serde::Serialize>(items: &[T]) -> Vec<Value> {
    items.iter().filter_map(|item| serde_yaml::to_value(item).ok()).collect()
}

/// The op that puts one more item into a list field.
pub(in crate::domain) fn insert<T: serde::Serialize>(
    target: &Target,
    key: &str,
    index: usize,
    item: &T,
) -> Op {
    Op::Insert {
        target: target.clone(),
        field: Some(key.to_owned()),
        index,
        item: serde_yaml::to_value(item).unwrap_or(Value::Null),
    }
}

/// The ops that turn one list into another, item by item.
fn list_ops(target: &Target, key: &str, old: &[Value], new: &[Value]) -> Vec<Op> {
    crate::domain::workspace::diff_list(target, key, old, new)
}

/// What `StatusWord` a text names.
pub(in crate::domain) fn status(given: &str) -> Result<StatusWord, FieldError> {
    Ok(given.parse()?)
}
