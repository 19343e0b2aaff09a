//! 起步清单: what a coordinator does first with a new notice.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::light::Light;
use crate::domain::report::{FilingState, filings};
use crate::domain::rows::{Row, Rows, Seat};
use crate::domain::workspace::Workspace;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// ① 补全单位名录.
    Roster,
    /// ② 明确“有关部门”成员.
    Members,
    /// ③ 定报送截止日.
    FilingDay,
    /// ④ 下发配档表和附件2.
    Sheets,
    /// ⑤ 复制群通知.
    Message,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] = [Self::Roster, Self::Members, Self::FilingDay, Self::Sheets, Self::Message];
}

/// How far the steps have come, and who or what is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// Units without anyone to call, by their full names in roster order.
    pub without_contact: Vec<String>,
    /// 成员待定: rows of open groups, by the task's printed number and the group's name.
    pub open_groups: Vec<(String, Arc<str>)>,
    /// 报送截止日.
    pub filing_day: Option<NaiveDate>,
    /// Units that have not filed, or only partly, by their full names in roster order.
    pub unfiled: Vec<String>,
}

impl Steps {
    /// Counts.
    pub fn count(workspace: &Workspace, rows: &Rows, own_unit: Option<&str>) -> Self {
        let bare = workspace.roster.units.iter().filter(|unit| unit.contacts.is_empty());
        let open = open_groups(workspace, rows);
        let filings = filings(workspace, rows, own_unit);
        let waits = |state| matches!(state, FilingState::Unfiled | FilingState::Partly);
        Self {
            without_contact: bare.map(|unit| unit.name.clone()).collect(),
            open_groups: open
                .into_iter()
                .map(|row| {
                    let number = workspace.plan.task(row.task).map(|task| task.number.clone());
                    (number.unwrap_or_default(), Arc::clone(&row.unit))
                })
                .collect(),
            filing_day: workspace.plan.filing_day,
            unfiled: filings.into_iter().filter(|one| waits(one.state())).map(|one| one.unit).collect(),
        }
    }

    /// Whether a step is done; none where it is done outside of the program, which cannot know.
    pub fn is_done(&self, step: Step) -> Option<bool> {
        match step {
            Step::Roster => Some(self.without_contact.is_empty()),
            Step::Members => Some(self.open_groups.is_empty()),
            Step::FilingDay => Some(self.filing_day.is_some()),
            Step::Sheets | Step::Message => None,
        }
    }
}

/// 成员待定: the rows of open groups that count, in the plan's order.
fn open_groups<'a>(workspace: &Workspace, rows: &'a Rows) -> Vec<&'a Row> {
    // A group is no unit.
    let groups = rows.index().units().filter(|(name, _)| workspace.roster.named(name).is_none());
    let mut seats: Vec<Seat> =
        groups.flat_map(|(_, account)| account.rows().in_order(Light::counts)).collect();
    seats.sort_unstable();
    seats.into_iter().filter_map(|seat| rows.seated(seat)).filter(|row| row.open_group).collect()
}
