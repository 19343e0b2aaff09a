//! 起步清单: what a coordinator does first with a new notice.

use chrono::NaiveDate;

use crate::domain::rows::Rows;
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

/// How far the steps have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Units without anyone to call.
    pub without_contact: usize,
    /// 成员待定: rows of open groups.
    pub open_groups: usize,
    /// 报送截止日.
    pub filing_day: Option<NaiveDate>,
}

impl Steps {
    /// Counts.
    pub fn count(workspace: &Workspace, rows: &Rows) -> Self {
        Self {
            without_contact: workspace.roster.units.iter().filter(|unit| unit.contacts.is_empty()).count(),
            open_groups: rows.iter().filter(|row| row.open_group && row.light.counts()).count(),
            filing_day: workspace.plan.filing_day,
        }
    }

    /// Whether a step is done; none where it is done outside of the program, which cannot know.
    pub fn is_done(&self, step: Step) -> Option<bool> {
        match step {
            Step::Roster => Some(self.without_contact == 0),
            Step::Members => Some(self.open_groups == 0),
            Step::FilingDay => Some(self.filing_day.is_some()),
            Step::Sheets | Step::Message => None,
        }
    }
}
