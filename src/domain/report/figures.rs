//! The figures of a report: tasks in 项, units in 家, never rows.

use serde::{Deserialize, Serialize};

use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::plan::{Nature, Plan, Task};
use crate::domain::rows::{Rows, TaskRows};
use crate::domain::when::Reading;
use crate::domain::workspace::Workspace;

use super::filing::{Filing, FilingState};

/// The figures; kept in the snapshot, so that the next report can say what moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// All tasks of the plan.
    pub tasks: u32,
    /// 不计: outside the shares.
    pub excluded: u32,
    /// Those of them whose file cannot be read.
    pub unreadable: u32,
    /// 已完成.
    pub done: u32,
    /// 推进中.
    pub in_progress: u32,
    /// 有单位逾期.
    pub overdue: u32,
    /// 尚未启动.
    pub not_started: u32,
    /// 持续推进类, of all that are not 不计.
    pub standing: u32,
    /// Those of them on which progress was noted in the reporting period.
    pub standing_moved: u32,
    /// 责任单位 that have a row.
    pub units: u32,
    /// 已报送配档表.
    pub filed: u32,
    /// 部分报送.
    pub partly: u32,
    /// 未报送.
    pub unfiled: u32,
}

/// Where a task stands in a report: the first that holds, so that the classes exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskClass {
    /// 不计: it has rows, and all are excluded or unreadable.
    Excluded,
    /// 已完成: all rows to which it applies are done.
    Done,
    /// 有单位逾期.
    Overdue,
    /// 尚未启动: no entry is beyond 未启动, and no activity that answers the task is recorded.
    NotStarted,
    /// 推进中.
    InProgress,
}

impl TaskClass {
    /// The class of a task with these rows. A task that nobody is assigned to is 尚未启动: it must not drop out.
    pub fn of(task: &TaskRows) -> Self {
        let all = task.tally.rows();
        let counting = all - task.tally.of(Light::Excluded) - task.tally.of(Light::Unreadable);
        if counting == 0 {
            return if all == 0 { Self::NotStarted } else { Self::Excluded };
        }
        if task.tally.of(Light::Done) == counting {
            Self::Done
        } else if task.tally.of(Light::Overdue) > 0 {
            Self::Overdue
        } else if task.begun {
            Self::InProgress
        } else {
            Self::NotStarted
        }
    }
}

/// 持续推进类: a task whose own time limit is open, or which has none and is standing by nature.
pub fn is_standing(task: &Task, plan: &Plan, rows: &Rows) -> bool {
    let Some(due) = task.due.as_deref().filter(|due| !due.is_empty()) else {
        return task.nature == Some(Nature::Standing);
    };
    rows.read(due, plan).reading == Reading::Open
}

impl Figures {
    /// The figures of these rows.
    pub fn count(workspace: &Workspace, rows: &Rows, own_unit: Option<&str>) -> Self {
        Self::with_filings(workspace, rows, &super::filing::filings(workspace, rows, own_unit))
    }

    pub(super) fn with_filings(workspace: &Workspace, rows: &Rows, filings: &[Filing]) -> Self {
        let mut figures = Self::default();
        for task in workspace.plan.tasks() {
            let none = TaskRows::default();
            let of_task = rows.task(task.id).unwrap_or(&none);
            figures.tasks += 1;
            let class = TaskClass::of(of_task);
            *match class {
                TaskClass::Excluded => &mut figures.excluded,
                TaskClass::Done => &mut figures.done,
                TaskClass::Overdue => &mut figures.overdue,
                TaskClass::NotStarted => &mut figures.not_started,
                TaskClass::InProgress => &mut figures.in_progress,
            } += 1;
            if class == TaskClass::Excluded {
                figures.unreadable += u32::from(of_task.tally.of(Light::Unreadable) > 0);
            } else if is_standing(task, &workspace.plan, rows) {
                figures.standing += 1;
                figures.standing_moved += u32::from(of_task.moved);
            }
        }
        for filing in filings {
            figures.units += 1;
            *match filing.state() {
                // What came on paper is filed, if not recorded yet.
                FilingState::Filed | FilingState::Received => &mut figures.filed,
                FilingState::Partly => &mut figures.partly,
                FilingState::Unfiled => &mut figures.unfiled,
            } += 1;
        }
        figures
    }

    /// Tasks that shares are taken of.
    pub fn counted(&self) -> u32 {
        self.tasks.saturating_sub(self.excluded)
    }

    /// The shares of the four classes.
    pub fn shares(&self) -> Shares {
        let [done, in_progress, overdue, not_started] =
            permille([self.done, self.in_progress, self.overdue, self.not_started]);
        Shares { done, in_progress, overdue, not_started }
    }
}

/// Shares of the tasks that count, in tenths of a percent. They add to 1000, or all are 0 where no task counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shares {
    /// 已完成.
    pub done: u32,
    /// 推进中.
    pub in_progress: u32,
    /// 有单位逾期.
    pub overdue: u32,
    /// 尚未启动.
    pub not_started: u32,
}

/// Shares by largest remainder; of equal remainders the earlier gets the tenth.
fn permille(counts: [u32; 4]) -> [u32; 4] {
    let total: u32 = counts.iter().sum();
    if total == 0 {
        return [0; 4];
    }
    let mut shares = counts.map(|count| count * 1000 / total);
    let mut by_remainder = [0, 1, 2, 3];
    by_remainder.arrange_by_key(|place| std::cmp::Reverse(counts[*place] * 1000 % total));
    let missing = 1000 - shares.iter().sum::<u32>();
    for place in by_remainder.into_iter().take(missing as usize) {
        shares[place] += 1;
    }
    shares
}
