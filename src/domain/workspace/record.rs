//! Doing an op on one record, whatever its type: through the mapping that it is in YAML.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use crate::domain::change::{ChangeError, Op};

/// Whether a value says nothing: null, the empty text, the empty list.
pub(super) fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        _ => false,
    }
}

/// Whether two values say the same: a missing one says what an empty one says.
pub fn same(one: &Value, other: &Value) -> bool {
    one == other || (is_missing(one) && is_missing(other))
}

/// A record as the mapping that it is in YAML.
pub(super) fn mapping<T: Serialize>(record: &T) -> Mapping {
    match serde_yaml::to_value(record) {
        Ok(Value::Mapping(mapping)) => mapping,
        _ => Mapping::new(),
    }
}

/// The value of one field; none where it is missing.
pub(super) fn field<T: Serialize>(record: &T, key: &str) -> Option<Value> {
    mapping(record).remove(key)
}

/// The record after a field op.
pub(in crate::domain) fn edited<T: Serialize + DeserializeOwned>(
    record: &T,
    op: &Op,
) -> Result<T, ChangeError> {
    let mut fields = mapping(record);
    change(&mut fields, op)?;
    decoded(&fields, op.field()).map_err(|error| ChangeError::Invalid {
        target: op.target().clone(),
        field: op.field().unwrap_or_default().to_owned(),
        reason: error.to_string(),
    })
}

/// A record's mapping after a field op; untouched where the op does not fit.
pub(super) fn change(fields: &mut Mapping, op: &Op) -> Result<(), ChangeError> {
    let conflict = |expected: &Value, found: Value| ChangeError::Conflict {
        target: op.target().clone(),
        field: op.field().map(str::to_owned),
        expected: Box::new(expected.clone()),
        found: Box::new(found),
    };
    match op {
        Op::Set { field, old, new, .. } => {
            let found = fields.get(field).cloned().unwrap_or(Value::Null);
            if !same(&found, old) {
                return Err(conflict(old, found));
            }
            fields.insert(Value::String(field.clone()), new.clone());
        }
        Op::Insert { field: Some(field), index, item, .. } => {
            let items = list(fields, field).map_err(|found| conflict(&Value::Null, found))?;
            items.insert((*index).min(items.len()), item.clone());
        }
        Op::Remove { field: Some(field), index, item, .. } => {
            let items = list(fields, field).map_err(|found| conflict(item, found))?;
            let Some(place) = nearest(items, *index, item) else {
                return Err(conflict(item, items.get(*index).cloned().unwrap_or(Value::Null)));
            };
            items.remove(place);
        }
        Op::Insert { field: None, .. } | Op::Remove { field: None, .. } => {
            return Err(ChangeError::Invalid {
                target: op.target().clone(),
                field: String::new(),
                reason: "this record can be neither put nor taken away as a whole".to_owned(),
            });
        }
    }
    Ok(())
}

/// The record in a mapping of which the fields `changed` were changed. One that says nothing now goes, in place, so that
/// unknown keys keep their order; one that must be there, as the units of an entry, stays with its empty value.
pub(super) fn decoded<'k, T: DeserializeOwned>(
    fields: &Mapping,
    changed: impl IntoIterator<Item = &'k str>,
) -> Result<T, serde_yaml::Error> {
    let mut without = fields.clone();
    let mut gone = false;
    for field in changed {
        if fields.get(field).is_some_and(is_missing) {
            gone |= without.shift_remove(field).is_some();
        }
    }
    let found = serde_yaml::from_value(Value::Mapping(without));
    if gone { found.or_else(|_| serde_yaml::from_value(Value::Mapping(fields.clone()))) } else { found }
}

/// The items of a list field, which begins where nothing stood; a value that is no list comes back as the error.
fn list<'a>(fields: &'a mut Mapping, field: &str) -> Result<&'a mut Vec<Value>, Value> {
    let slot = fields.entry(Value::String(field.to_owned())).or_insert(Value::Null);
    if is_missing(slot) {
        *slot = Value::Sequence(Vec::new());
    }
    match slot {
        Value::Sequence(items) => Ok(items),
        other => Err(other.clone()),
    }
}

/// Where `item` stands, nearest to `index`: others may have inserted or removed before it since.
fn nearest(items: &[Value], index: usize, item: &Value) -> Option<usize> {
    let places = items.iter().enumerate().filter(|(_, one)| *one == item).map(|(place, _)| place);
    places.min_by_key(|place| place.abs_diff(index))
}

/// Does an op on one record of a list, or puts or takes away the record.
pub(super) fn edit_list<T>(
    records: &mut Vec<T>,
    is_it: impl Fn(&T) -> bool,
    op: &Op,
) -> Result<(), ChangeError>
where
    T: Serialize + DeserializeOwned,
{
    let target = op.target();
    let place = records.iter().position(&is_it);
    match (op, place) {
        (Op::Insert { field: None, .. }, Some(place)) => Err(ChangeError::Conflict {
            target: target.clone(),
            field: None,
            expected: Box::new(Value::Null),
            found: Box::new(Value::Mapping(mapping(&records[place]))),
        }),
        (Op::Insert { field: None, index, item, .. }, None) => {
            let record = serde_yaml::from_value(item.clone()).map_err(|error| ChangeError::Invalid {
                target: target.clone(),
                field: String::new(),
                reason: error.to_string(),
            })?;
            records.insert((*index).min(records.len()), record);
            Ok(())
        }
        (Op::Remove { field: None, item, .. }, Some(place)) => {
            let found = Value::Mapping(mapping(&records[place]));
            // Compared as records, so that a key written in another order or a missing one written out is no conflict.
            let expected =
                serde_yaml::from_value::<T>(item.clone()).map(|record| Value::Mapping(mapping(&record)));
            if expected.ok().as_ref() != Some(&found) {
                return Err(ChangeError::Conflict {
                    target: target.clone(),
                    field: None,
                    expected: Box::new(item.clone()),
                    found: Box::new(found),
                });
            }
            records.remove(place);
            Ok(())
        }
        (_, None) => Err(ChangeError::Missing(target.clone())),
        (_, Some(place)) => {
            records[place] = edited(&records[place], op)?;
            Ok(())
        }
    }
}
