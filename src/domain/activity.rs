//! 活动与记录: open days, training, evaluations, interpretations: dated things that happen and are counted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Unknown, text_or_nothing};

/// The kind of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
