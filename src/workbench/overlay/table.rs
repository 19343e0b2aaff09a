//! 表格设置: by what the ledger is sorted or grouped, and which columns it has.

use crate::workbench::ledger::{Column, Grouping};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableSetting {
    /// 排序: the plan's order, then each column.
    Sort,
    /// 分组: none, then each grouping.
    Group,
    /// 栏目: each column that can be hidden.
    Columns,
}

/// The list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableMenu {
    /// What is chosen.
    pub setting: TableSetting,
    /// The selected line.
    pub cursor: usize,
}

impl TableMenu {
    /// How many lines the list has.
    pub fn count(self) -> usize {
        match self.setting {
            TableSetting::Sort => Column::ALL.len() + 1,
            TableSetting::Group => Grouping::ALL.len() + 1,
            TableSetting::Columns => Column::FREE.len(),
        }
    }
}
