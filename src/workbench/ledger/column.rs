//! 栏目: the columns of the ledger, and what a row has in each.

use std::cmp::Ordering;

use crate::domain::entry::Entry;
use crate::domain::rows::Row;
use crate::domain::status::Status;
use crate::domain::workspace::Workspace;
use crate::search::pinyin;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// 亮灯.
    Light,
    /// The task's printed number.
    Number,
    /// 工作要求.
    Task,
    /// 责任单位.
    Unit,
    /// 工作措施.
    Measure,
    /// The last day.
    Last,
    /// 状态.
    Status,
    /// 责任人.
    Person,
    /// 完成进度.
    Percent,
    /// The newest note of 进展情况.
    Progress,
    /// The time limit in its words.
    Due,
    /// 大项.
    Area,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 12] = [
        Self::Light,
        Self::Number,
        Self::Task,
        Self::Unit,
        Self::Measure,
        Self::Last,
        Self::Status,
        Self::Person,
        Self::Percent,
        Self::Progress,
        Self::Due,
        Self::Area,
    ];
    /// Those that stay while the others scroll.
    pub const PINNED: [Self; 4] = [Self::Light, Self::Number, Self::Task, Self::Unit];
    /// Those that can be hidden and scroll sideways, as they stand at first.
    pub const FREE: [Self; 8] = [
        Self::Last,
        Self::Status,
        Self::Measure,
        Self::Person,
        Self::Percent,
        Self::Progress,
        Self::Due,
        Self::Area,
    ];

    /// The label of copied rows; they are Chinese whatever the language of the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "亮灯",
            Self::Number => "序号",
            Self::Task => "工作要求",
            Self::Unit => "责任单位",
            Self::Measure => "工作措施",
            Self::Last => "截止日",
            Self::Status => "状态",
            Self::Person => "责任人",
            Self::Percent => "完成进度",
            Self::Progress => "最新进展",
            Self::Due => "完成时限",
            Self::Area => "大项",
        }
    }
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64),
    /// As it sounds, then as it is written.
    Text(String, String),
    None,
}

impl Key {
    /// How two stand; those without a value come last whichever way it is sorted.
    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        match (self, other) {
            (Self::None, Self::None) => Ordering::Equal,
            (Self::None, _) => Ordering::Greater,
            (_, Self::None) => Ordering::Less,
            (a, b) if descending => b.cmp(a),
            (a, b) => a.cmp(b),
        }
    }
}

fn text(text: &str) -> Key {
    let text = text.trim();
    if text.is_empty() { Key::None } else { Key::Text(pinyin::sounded(text), text.to_owned()) }
}

fn number(value: impl TryInto<i64>) -> Key {
    value.try_into().map_or(Key::None, Key::Number)
}

/// What `row` is sorted by in a column; `order` is the place of its task in the plan.
pub(super) fn key(column: Column, row: &Row, order: (usize, usize), workspace: &Workspace) -> Key {
    let entry = row.entry();
    let of_entry = |field: fn(&Entry) -> &str| entry.map_or(Key::None, |entry| text(field(entry)));
    match column {
        Column::Light => number(row.light.urgency()),
        Column::Number | Column::Task => number(order.1),
        Column::Area => number(order.0),
        Column::Unit => number(workspace.roster.order(&row.unit)),
        Column::Measure => of_entry(|entry| &entry.measure),
        Column::Person => of_entry(|entry| &entry.person),
        Column::Last | Column::Due => {
            row.last().map_or(Key::None, |day| number(chrono::Datelike::num_days_from_ce(&day)))
        }
        Column::Status => entry.map_or(Key::None, |entry| {
            Status::ALL.iter().position(|one| *one == entry.status()).map_or(Key::None, number)
        }),
        Column::Percent => entry.and_then(|entry| entry.percent).map_or(Key::None, number),
        Column::Progress => entry.and_then(Entry::latest_progress).map_or(Key::None, |note| {
            // The newest note is what one looks for.
            number(chrono::Datelike::num_days_from_ce(&note.date))
        }),
    }
}
