//! 附：逾期及未报送清单.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::filing::{Filing, FilingState};
use super::ground::{Ground, Matter};
use crate::domain::light::Light;

/// Who is late with what, and who has not filed; units in roster order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Annex {
    /// What is overdue, by unit.
    pub overdue: Vec<OverdueUnit>,
    /// 未报送.
    pub unfiled: Vec<String>,
    /// 部分报送.
    pub partly: Vec<Filing>,
}

/// What one unit is late with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverdueUnit {
    /// The unit; an open group without members stands under its own name, last.
    pub unit: String,
    /// In the plan's order.
    pub items: Vec<OverdueItem>,
}

/// One thing that is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverdueItem {
    /// What.
    pub matter: Matter,
    /// Its last day.
    pub last: NaiveDate,
    /// Working days since.
    pub late: i64,
}

pub(super) fn annex(ground: &Ground<'_>, filings: &[Filing]) -> Annex {
    let mut units: BTreeMap<(usize, &str), Vec<OverdueItem>> = BTreeMap::new();
    for row in ground.rows.iter().filter(|row| row.light == Light::Overdue) {
        let Some(last) = row.last() else { continue };
        let matter = ground.matter(row.task, row.entry());
        let item = OverdueItem { matter, last, late: ground.late(last) };
        units.entry((ground.unit_place(&row.unit), &row.unit)).or_default().push(item);
    }
    let overdue = units.into_iter().map(|((_, unit), items)| OverdueUnit { unit: unit.to_owned(), items });
    let of = |state| filings.iter().filter(move |filing| filing.state() == state);
    Annex {
        overdue: overdue.collect(),
        unfiled: of(FilingState::Unfiled).map(|filing| filing.unit.clone()).collect(),
        partly: of(FilingState::Partly).cloned().collect(),
    }
}
