//! 日期提问: one line that is read as a day.

use chrono::NaiveDate;

use crate::domain::edit::Desk;
use crate::domain::when::{self, Reading, When};
use crate::workbench::line::Line;

/// What the day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedDay {
    /// The calendar goes there.
    GoTo,
    /// 报送截止日.
    Filing,
}

/// The question.
#[derive(Debug, Clone)]
pub struct DayPrompt {
    /// What is asked.
    pub asked: AskedDay,
    /// The answer.
    pub line: Line,
}

impl DayPrompt {
    /// How the answer reads.
    pub fn reading(&self, desk: &Desk<'_>) -> When {
        when::read(&when::entered(self.line.text(), &desk.when()), &desk.when())
    }

    /// The day that the answer names, if it names one. A whole month or quarter is its first day for the calendar; a
    /// filing day is the last that is meant.
    pub fn day(&self, desk: &Desk<'_>) -> Option<NaiveDate> {
        match self.reading(desk).reading {
            Reading::Day(day) => Some(day),
            Reading::Span { first, last, .. } => {
                let before = self.line.text().contains(['前', '内', '底']);
                Some(if self.asked == AskedDay::GoTo && !before { first } else { last })
            }
            _ => None,
        }
    }
}
