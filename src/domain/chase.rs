//! 提醒 and 催办: the record of who was asked when, what they answered and what they promised.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Unknown, list_or_nothing, text_or_nothing};

/// How a unit was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// 电话.
    Phone,
    /// 微信.
    Wechat,
    /// 微信群.
    WechatGroup,
    /// 短信.
    Sms,
    /// OA.
    Oa,
    /// 书面函.
    Letter,
    /// 当面.
    InPerson,
}

/// One asking; a message to a group is one chase for many units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chase {
    /// Its name in the journal and in commands.
    pub id: String,
    /// Day and time of the asking.
    pub at: NaiveDateTime,
    /// How.
    pub manner: Manner,
    /// Full names of the units asked.
    pub units: Vec<String>,
    /// Ids of the tasks that it was about; empty means all that the units owe.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub tasks: Vec<u32>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub who: String,
    /// What they said.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub answer: String,
    /// 承诺时间: the day they promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<NaiveDate>,
    /// 经办人 who asked.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}
