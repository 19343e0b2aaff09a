//! 统一配档: one form for many rows. Rows without an entry get one each, or one joint entry; entries that there are get
//! the fields that were filled in.

use std::sync::Arc;

use super::{EntryForm, INHERITED, complete};
use crate::domain::edit::{Desk, Given};
use crate::domain::field::{Field, FieldKind};
use crate::workbench::ledger::RowKey;

/// What a form of many rows is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many {
    /// The rows, in the plan's order; never empty.
    pub rows: Arc<[RowKey]>,
    /// Rows without an entry become one joint entry (联合), the first unit 牵头, instead of one each.
    pub joint: bool,
}

impl Many {
    /// How many rows have no entry yet.
    pub fn without_entry(&self) -> usize {
        self.rows.iter().filter(|row| row.entry.is_none()).count()
    }

    /// Whether a joint entry is possible: two units or more of one task without an entry.
    pub fn can_join(&self) -> bool {
        let mut tasks: Vec<u32> =
            self.rows.iter().filter(|row| row.entry.is_none()).map(|row| row.task).collect();
        let count = tasks.len();
        tasks.sort_unstable();
        tasks.dedup();
        tasks.len() < count
    }
}

impl EntryForm {
    /// The form of many rows, empty. The caret stands in the measure.
    pub fn of_many(rows: Arc<[RowKey]>, desk: &Desk<'_>) -> Self {
        let task = rows.first().map_or(0, |row| row.task);
        let mut form = Self::with(task, None, |_| String::new());
        form.fields.retain(|one| one.field.kind != FieldKind::Units);
        form.many = Some(Many { rows, joint: false });
        form.focus = form.place("measure");
        form.check_all(desk);
        form
    }
}

/// What an entry of a unit takes over from the unit's last one, beside what is given: who is responsible there.
pub(in crate::workbench) fn inherited(unit: &str, given: &[Given], desk: &Desk<'_>) -> Vec<Given> {
    let Some(last) = complete::last_entry(unit, desk) else { return Vec::new() };
    INHERITED
        .iter()
        .filter(|key| given.iter().all(|(field, _)| field.key != **key))
        .filter_map(|key| Field::keyed(key))
        .map(|field| (field, field.show(last)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}
