//! The fields of a duty as a person gives them: what it is, who owes it, until when, what meets it, which clock runs.

use super::{Duty, MetBy};
use crate::domain::Unknown;

/// What a field holds, and so how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyFieldKind {
    /// The duty's name; cannot be changed.
    Id,
    /// Text.
    Text,
    /// One task, or none.
    Task,
    /// Units and groups.
    Units,
    /// A time expression.
    When,
    /// What meets it: a kind of activity, entries (条目), filing (配档表), or nothing of its own.
    MetBy,
    /// The state that an activity must have reached.
    State,
    /// How many.
    Count,
    /// Words of which an activity's name must have one.
    Words,
    /// A kind of clock.
    Clock,
    /// The day that started the clock.
    Started,
    /// The day that started it anew.
    Restarted,
    /// A pause: `7.5` begins one, `7.5至7.12` is a whole one; empty takes all away.
    Paused,
    /// Working days that an extension adds.
    Extended,
    /// Yes or no.
    Active,
}

/// One field of a duty.
#[derive(Debug, PartialEq, Eq)]
pub struct DutyField {
    /// The key on the command line.
    pub key: &'static str,
    /// The Chinese label.
    pub label: &'static str,
    /// Other words for it.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub kind: DutyFieldKind,
}

const fn field(
    key: &'static str,
    label: &'static str,
    kind: DutyFieldKind,
    synonyms: &'static [&'static str],
) -> DutyField {
    DutyField { key, label, synonyms, kind }
}

/// Every field, in the order in which values are taken: a clock before its days, what meets it before how many.
pub static DUTY_FIELDS: [DutyField; 17] = [
    field("id", "编号", DutyFieldKind::Id, &[]),
    field("name", "要求", DutyFieldKind::Text, &["名称", "内容"]),
    field("source", "原文", DutyFieldKind::Text, &["来源"]),
    field("article", "依据", DutyFieldKind::Text, &["条款"]),
    field("task", "任务", DutyFieldKind::Task, &["任务号"]),
    field("units", "责任单位", DutyFieldKind::Units, &["单位", "unit"]),
    field("due", "时限", DutyFieldKind::When, &["完成时限", "截止时间"]),
    field("met_by", "由何落实", DutyFieldKind::MetBy, &["kind", "类别"]),
    field("state", "须达到", DutyFieldKind::State, &["进展"]),
    field("count", "次数", DutyFieldKind::Count, &["数量"]),
    field("named", "名称含", DutyFieldKind::Words, &[]),
    field("clock", "法定时限", DutyFieldKind::Clock, &[]),
    field("started", "起算日", DutyFieldKind::Started, &["收到日期"]),
    field("restarted", "重新起算日", DutyFieldKind::Restarted, &["补正日期"]),
    field("paused", "中止", DutyFieldKind::Paused, &["征求意见"]),
    field("extended", "延长工作日", DutyFieldKind::Extended, &["延长"]),
    field("active", "启用", DutyFieldKind::Active, &[]),
];

impl DutyField {
    /// The field that a word names: its key, its label or a synonym.
    pub fn named(word: &str) -> Option<&'static Self> {
        let word: String = word
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(crate::domain::half_width)
            .flat_map(char::to_lowercase)
            .collect();
        DUTY_FIELDS
            .iter()
            .find(|field| field.key == word || field.label == word || field.synonyms.contains(&word.as_str()))
    }
}

impl Duty {
    /// A duty of this name that nothing meets yet.
    pub fn new(id: String, name: &str) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            source: String::new(),
            article: String::new(),
            task: None,
            units: Vec::new(),
            due: String::new(),
            met_by: None,
            clock: None,
            active: true,
            unknown: Unknown::new(),
        }
    }
}

impl MetBy {
    /// The key of what meets it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Activities { kind, .. } => kind.key(),
            Self::Entries => "entries",
            Self::Filing => "filing",
        }
    }
}
