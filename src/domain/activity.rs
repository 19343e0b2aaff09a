//! 活动与记录: open days, training, evaluations, interpretations: dated things that happen and are counted.

mod count;
mod field;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Unknown, text_or_nothing};

pub use count::{KindCount, counts, day_of};
pub(super) use field::names_month;
pub use field::{ACTIVITY_FIELDS, ActivityField, ActivityFieldKind, Problem, problems};

/// The kind of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// 政府开放活动 (annex 2 of the notice).
    OpenDay,
    /// 业务培训.
    Training,
    /// 政策评价.
    Evaluation,
    /// 政策解读.
    Interpretation,
    /// Anything else.
    Other,
}

impl ActivityKind {
    /// Every kind, in the order of the notice.
    pub const ALL: [Self; 5] =
        [Self::OpenDay, Self::Training, Self::Evaluation, Self::Interpretation, Self::Other];

    /// The key in YAML, JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::OpenDay => "open_day",
            Self::Training => "training",
            Self::Evaluation => "evaluation",
            Self::Interpretation => "interpretation",
            Self::Other => "other",
        }
    }

    /// The Chinese word, for lists and reports whatever the language of the screen.
    pub fn word(self) -> &'static str {
        self.words()[0]
    }

    /// What people call it, the usual word first.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::OpenDay => &["政府开放活动", "开放活动", "政府开放日", "开放日", "openday"],
            Self::Training => &["业务培训", "培训"],
            Self::Evaluation => &["政策评价", "评价"],
            Self::Interpretation => &["政策解读", "解读"],
            Self::Other => &["其他", "其它"],
        }
    }
}

/// A word that is neither kind nor state of an activity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct UnknownWord(pub String);

fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_whitespace())
        .map(super::half_width)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' { '_' } else { c })
        .collect()
}

impl FromStr for ActivityKind {
    type Err = UnknownWord;

    /// Reads a key, the word, or what people call it.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let wanted = plain(word);
        let is_it = |kind: &Self| wanted == kind.key() || kind.words().contains(&wanted.as_str());
        Self::ALL.into_iter().find(is_it).ok_or_else(|| UnknownWord(word.trim().to_owned()))
    }
}

/// How far an activity has come, in order: a later state includes the earlier ones, so that what was put off or held
/// still has been planned. 取消 includes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// 取消.
    Cancelled,
    /// 已报计划.
    Planned,
    /// 改期: planned, and the date moved.
    Postponed,
    /// 已开展.
    Held,
    /// 已报情况.
    Reported,
}

impl ActivityState {
    /// Every state, in the order of its digit.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Held, Self::Reported, Self::Postponed, Self::Cancelled];

    /// The key in YAML, JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Reported => "reported",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The Chinese word, for lists and reports whatever the language of the screen.
    pub fn word(self) -> &'static str {
        self.words()[0]
    }

    /// What people call it, the usual word first.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Planned => &["已报计划", "报计划", "计划"],
            Self::Held => &["已开展", "开展", "已举办"],
            Self::Reported => &["已报情况", "报情况", "已报结果"],
            Self::Postponed => &["改期", "延期"],
            Self::Cancelled => &["取消", "已取消"],
        }
    }

    /// What a digit chooses.
    pub fn of_digit(c: char) -> Option<Self> {
        let place = usize::try_from(c.to_digit(10)?.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}

impl FromStr for ActivityState {
    type Err = UnknownWord;

    /// Reads a key, the word, what people call it, or its digit.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let wanted = plain(word);
        let is_it = |state: &Self| wanted == state.key() || state.words().contains(&wanted.as_str());
        let mut chars = wanted.chars();
        let digit = chars.next().filter(|_| chars.next().is_none()).and_then(Self::of_digit);
        Self::ALL.into_iter().find(is_it).or(digit).ok_or_else(|| UnknownWord(word.trim().to_owned()))
    }
}

impl Activity {
    /// An activity of which only kind and unit are known: planned, nothing said of it.
    pub fn new(id: String, kind: ActivityKind, unit: String) -> Self {
        let text = String::new;
        Self {
            id,
            kind,
            unit,
            name: text(),
            date: text(),
            place: text(),
            content: text(),
            audience: text(),
            signup: text(),
            person: text(),
            contact: text(),
            state: ActivityState::Planned,
            planned_on: None,
            held_on: None,
            reported_on: None,
            link: text(),
            count: None,
            duty: text(),
            unknown: Unknown::new(),
        }
    }
}

/// One activity of one unit. The eight fields of annex 2 keep the annex's order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Its name in the journal and in commands.
    pub id: String,
    /// What it is.
    pub kind: ActivityKind,
    /// 单位名称, the full name.
    pub unit: String,
    /// 活动主题, or the name of the training, evaluation or interpretation.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub name: String,
    /// 开展时间, a time expression: the month is required, a day or 上、中、下旬 may be given.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub date: String,
    /// 开展地点, without a house number.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub place: String,
    /// 活动内容.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub content: String,
    /// 活动对象.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub audience: String,
    /// 活动报名方式; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub signup: String,
    /// 联系人.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub person: String,
    /// 联系方式.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub contact: String,
    /// How far it has come.
    pub state: ActivityState,
    /// The day on which the unit reported its plan; kept when the activity goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<NaiveDate>,
    /// The day on which it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    /// The day on which the unit reported what its present state says; decides whether it was in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// A link to what was published.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub link: String,
    /// How many took part, or how often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The id of the duty that it answers besides what its kind answers.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub duty: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}
