//! 单行提问: one line of text for one row.

use crate::domain::status::StatusWord;
use crate::workbench::line::Line;
use crate::workbench::subject::Subject;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// 进展.
    Note,
    /// 完成进度.
    Percent,
    /// The reason of 退回, or who said 不涉及.
    Reason(StatusWord),
    /// The reason of 无需报送, for the unit or, if so, its group.
    Waiver {
        /// Whether it is given to the group of the line.
        group: bool,
    },
    /// The task of 统一配档 for marked units.
    Task,
    /// 完成时限.
    Due,
    /// 责任人.
    Person,
    /// One more 标签; with a minus before it one less.
    Tag,
}

/// The prompt.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What is asked.
    pub asked: Asked,
    /// About which row.
    pub subject: Subject,
    /// The answer.
    pub line: Line,
}
