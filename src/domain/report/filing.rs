//! 报送: which units have filed their 配档表. Counted per task, in 项: several entries of a unit for one task are one.

use serde::{Deserialize, Serialize};

use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;

/// How far a unit has filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The unit's full name.
    pub unit: String,
    /// Tasks for which it has said what it does.
    pub filed: u32,
    /// Tasks for which it is asked.
    pub asked: u32,
    /// 本办: the office that makes the report, which always counts as 已报.
    #[serde(default)]
    pub own: bool,
    /// 已收: its sheet came on paper or as a scan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub received: bool,
}

/// Where a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilingState {
    /// 已报送.
    Filed,
    /// 部分报送.
    Partly,
    /// 已收未录: on paper, not recorded. The unit has answered and is not asked again.
    Received,
    /// 未报送.
    Unfiled,
}

impl Filing {
    /// Where it stands. A unit that is asked for nothing (all waived, or its files broken) is not accused.
    pub fn state(&self) -> FilingState {
        if self.own || self.filed >= self.asked {
            FilingState::Filed
        } else if self.received {
            FilingState::Received
        } else if self.filed > 0 {
            FilingState::Partly
        } else {
            FilingState::Unfiled
        }
    }
}

/// The units that have a row, in roster order. An open group without members is no unit.
///
/// Rows that are excluded or unreadable are not asked for. Tasks that activities answer need no entry, so they are
/// asked for only of a unit that owes nothing else; there a recorded activity is the filing.
pub fn filings(workspace: &Workspace, rows: &Rows, own_unit: Option<&str>) -> Vec<Filing> {
    let units = workspace.roster.units.iter();
    units
        .filter_map(|unit| {
            let tasks = rows.index().unit(&unit.name)?.tasks();
            Some(Filing {
                unit: unit.name.clone(),
                filed: tasks.filed,
                asked: tasks.asked,
                own: own_unit == Some(unit.name.as_str()),
                received: workspace.roster.receipt(&unit.name).is_some(),
            })
        })
        .collect()
}
