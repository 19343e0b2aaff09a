//! Three versions of a record made one: what both sides changed since they parted, field by field; lists item by item.
//!
//! The result is the same whichever side is called ours. Where both sides gave one field different values, none is lost:
//! one stands in the field, and the record is marked with both under [`MARK`], so that the program asks.

mod settle;
#[cfg(test)]
mod tests;

pub use settle::{Decision, OpenClash, open, open_everywhere, settle};

use serde_yaml::{Mapping, Value};

use super::workspace::same;
use crate::domain::arrange::Arrange as _;

/// The key of a record under which the fields stand that two sides gave different values.
pub const MARK: &str = "conflict";

/// A field that both sides changed, each in its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The record, as the keys and names on the way to it.
    pub record: String,
    /// Its field; empty where one side removed the record that the other changed.
    pub field: String,
    /// What the two sides have, the one that stands in the field first.
    pub values: [Value; 2],
}

/// The fields of a record that are marked.
pub fn marked(unknown: &Mapping) -> Vec<String> {
    let marks = unknown.get(MARK).and_then(Value::as_sequence);
    let field = |mark: &Value| mark.get("field").and_then(Value::as_str).map(str::to_owned);
    marks.into_iter().flatten().filter_map(field).collect()
}

/// The three versions of a record as one, and what clashes in it.
pub fn merge(base: &Mapping, ours: &Mapping, theirs: &Mapping) -> (Mapping, Vec<Clash>) {
    let mut clashes = Vec::new();
    let merged = record("", base, ours, theirs, &mut clashes);
    (merged, clashes)
}

fn record(path: &str, base: &Mapping, ours: &Mapping, theirs: &Mapping, clashes: &mut Vec<Clash>) -> Mapping {
    let mut merged = Mapping::new();
    let mut marks = Vec::new();
    let keys = ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key)));
    for key in keys {
        let of = |side: &Mapping| side.get(key).cloned().unwrap_or(Value::Null);
        let (old, mine, other) = (of(base), of(ours), of(theirs));
        let name = key.as_str().unwrap_or_default();
        let value = if same(&mine, &other) || same(&other, &old) {
            mine
        } else if same(&mine, &old) {
            other
        } else {
            both(path, name, &old, mine, other, clashes, &mut marks)
        };
        if value != Value::Null {
            merged.insert(key.clone(), value);
        }
    }
    mark(&mut merged, marks);
    merged
}

fn mark(record: &mut Mapping, marks: Vec<Value>) {
    if marks.is_empty() {
        return;
    }
    let slot = record.entry(Value::from(MARK)).or_insert_with(|| Value::Sequence(Vec::new()));
    if let Value::Sequence(list) = slot {
        let new: Vec<Value> = marks.into_iter().filter(|mark| !list.contains(mark)).collect();
        list.extend(new);
    }
}

/// A value that both sides changed.
fn both(
    path: &str,
    name: &str,
    old: &Value,
    mine: Value,
    other: Value,
    clashes: &mut Vec<Clash>,
    marks: &mut Vec<Value>,
) -> Value {
    let none = Vec::new();
    let items = |value: &Value| match value {
        Value::Sequence(items) => Some(items.clone()),
        Value::Null => Some(none.clone()),
        _ => None,
    };
    if let (Some(old), Some(mine), Some(other)) = (items(old), items(&mine), items(&other)) {
        return Value::Sequence(list(&format!("{path}/{name}"), name, &old, &mine, &other, clashes));
    }
    if let (Value::Mapping(old), Value::Mapping(mine), Value::Mapping(other)) = (old, &mine, &other) {
        return Value::Mapping(record(&format!("{path}/{name}"), old, mine, other, clashes));
    }
    let values = in_order(mine, other);
    marks.push(marking(name, &values));
    clashes.push(Clash { record: path.to_owned(), field: name.to_owned(), values: values.clone() });
    let [first, _] = values;
    first
}

fn marking(field: &str, values: &[Value; 2]) -> Value {
    let mut mark = Mapping::new();
    mark.insert(Value::from("field"), Value::from(field));
    mark.insert(Value::from("values"), Value::Sequence(values.to_vec()));
    Value::Mapping(mark)
}

/// Two values in an order that does not depend on who is who. The one that says more, or later, goes first.
fn in_order(one: Value, other: Value) -> [Value; 2] {
    let weight = |value: &Value| serde_yaml::to_string(value).unwrap_or_default();
    let empty = |value: &Value| same(value, &Value::Null);
    if (empty(&one), weight(&other)) > (empty(&other), weight(&one)) { [other, one] } else { [one, other] }
}

/// The name of an item in a list of records; none where the list is a set of values.
fn name_of(list: &str, item: &Value) -> Option<String> {
    let of = |key: &str| {
        let value = item.get(key)?;
        value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
    };
    match list {
        "entries" | "activities" | "chases" | "tasks" | "duties" => of("id"),
        "units" | "groups" => of("name"),
        "members" => Some(format!("{} {}", of("task")?, of("group")?)),
        "waivers" => Some(format!("{} {}", of("task")?, of("unit")?)),
        "areas" => of("title"),
        "topics" => Some(of("title").unwrap_or_default()),
        _ => None,
    }
}

/// A list of records, by their names; else a set: what either side added stays, what either removed goes.
fn list(
    path: &str,
    key: &str,
    base: &[Value],
    ours: &[Value],
    theirs: &[Value],
    clashes: &mut Vec<Clash>,
) -> Vec<Value> {
    let named = |items: &[Value]| -> Option<Vec<(String, Value)>> {
        let named: Option<Vec<(String, Value)>> =
            items.iter().map(|item| Some((name_of(key, item)?, item.clone()))).collect();
        // A name that stands twice names nothing.
        named.filter(|all| {
            all.iter().enumerate().all(|(at, (name, _))| all[..at].iter().all(|(one, _)| one != name))
        })
    };
    match (named(base), named(ours), named(theirs)) {
        (Some(base), Some(ours), Some(theirs)) => records(path, &base, &ours, &theirs, clashes),
        _ => set(base, ours, theirs),
    }
}

/// The items of a set, equal ones counted.
fn set(base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
    let mut kept = Vec::new();
    let (mut mine, mut other) = (ours.to_vec(), theirs.to_vec());
    let take = |from: &mut Vec<Value>, item: &Value| {
        let at = from.iter().position(|one| one == item);
        at.map(|at| from.remove(at)).is_some()
    };
    for item in base {
        // Both are looked at, so that each loses the item that it has.
        let (here, there) = (take(&mut mine, item), take(&mut other, item));
        if here && there {
            kept.push(item.clone());
        }
    }
    // What both added alike was added once.
    let mut added: Vec<Value> = Vec::new();
    for item in mine {
        take(&mut other, &item);
        added.push(item);
    }
    added.extend(other);
    added.arrange_by_key(|item| serde_yaml::to_string(item).unwrap_or_default());
    kept.extend(added);
    kept
}

type Named = (String, Value);

fn records(
    path: &str,
    base: &[Named],
    ours: &[Named],
    theirs: &[Named],
    clashes: &mut Vec<Clash>,
) -> Vec<Value> {
    let find =
        |items: &[Named], name: &str| items.iter().find(|(one, _)| one == name).map(|(_, item)| item.clone());
    let mut merged: Vec<Named> = Vec::new();
    for name in order(base, ours, theirs) {
        let (old, mine, other) = (find(base, &name), find(ours, &name), find(theirs, &name));
        let item = match (old, mine, other) {
            (_, None, None) => None,
            (None, Some(one), None) | (None, None, Some(one)) => Some(one),
            (Some(old), Some(one), None) | (Some(old), None, Some(one)) => {
                // Removed by one side. What the other changed meanwhile is not thrown away unasked.
                if same(&one, &old) { None } else { Some(removed(path, &name, one, clashes)) }
            }
            (old, Some(mine), Some(other)) => Some(one_of(path, &name, old.as_ref(), mine, other, clashes)),
        };
        merged.extend(item.map(|item| (name, item)));
    }
    merged.into_iter().map(|(_, item)| item).collect()
}

fn removed(path: &str, name: &str, item: Value, clashes: &mut Vec<Clash>) -> Value {
    let values = [item.clone(), Value::Null];
    clashes.push(Clash { record: format!("{path}/{name}"), field: String::new(), values });
    let Value::Mapping(mut fields) = item else { return item };
    let mut mark_of = Mapping::new();
    mark_of.insert(Value::from("field"), Value::from(""));
    mark(&mut fields, vec![Value::Mapping(mark_of)]);
    Value::Mapping(fields)
}

fn one_of(
    path: &str,
    name: &str,
    old: Option<&Value>,
    mine: Value,
    other: Value,
    clashes: &mut Vec<Clash>,
) -> Value {
    if mine == other {
        return mine;
    }
    let empty = Mapping::new();
    let old = match old {
        Some(Value::Mapping(old)) => old,
        _ => &empty,
    };
    match (&mine, &other) {
        (Value::Mapping(mine), Value::Mapping(other)) => {
            Value::Mapping(record(&format!("{path}/{name}"), old, mine, other, clashes))
        }
        _ => in_order(mine, other)[0].clone(),
    }
}

/// The names of all records in an order that does not depend on who is who: the order of the base, unless one side alone
/// changed it; new ones behind the one that they stand behind, those of both sides sorted by name.
fn order(base: &[Named], ours: &[Named], theirs: &[Named]) -> Vec<String> {
    let names = |items: &[Named]| -> Vec<String> { items.iter().map(|(name, _)| name.clone()).collect() };
    let (old, mine, other) = (names(base), names(ours), names(theirs));
    let among =
        |list: &[String]| -> Vec<String> { list.iter().filter(|name| old.contains(name)).cloned().collect() };
    let moved = |list: &[String]| {
        let here = among(list);
        let there: Vec<String> = old.iter().filter(|name| here.contains(name)).cloned().collect();
        here != there
    };
    let mut whole = match (moved(&mine), moved(&other)) {
        (true, false) => among(&mine),
        (false, true) => among(&other),
        (true, true) => among(if mine < other { &mine } else { &other }),
        (false, false) => old.clone(),
    };
    whole.extend(old.iter().filter(|name| !whole.contains(name)).cloned().collect::<Vec<_>>());
    // Each new record with the one before it.
    let mut new: Vec<(String, Option<String>)> = Vec::new();
    for list in [&mine, &other] {
        for (at, name) in list.iter().enumerate().filter(|(_, name)| !old.contains(name)) {
            let before = list[..at].iter().rev().find(|one| old.contains(one)).cloned();
            if !new.iter().any(|(one, _)| one == name) {
                new.push((name.clone(), before));
            }
        }
    }
    new.sort();
    for (name, before) in new.into_iter().rev() {
        let at = before.and_then(|before| whole.iter().position(|one| *one == before)).map_or(0, |at| at + 1);
        whole.insert(at, name);
    }
    whole
}
