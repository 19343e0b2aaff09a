//! 提醒 and 催办: the record of who was asked when, what they answered and what they promised.

use std::str::FromStr;

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

impl Manner {
    /// Every manner, in the order of its digit.
    pub const ALL: [Self; 7] =
        [Self::Phone, Self::Wechat, Self::WechatGroup, Self::Sms, Self::Oa, Self::Letter, Self::InPerson];

    /// The key in YAML and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Wechat => "wechat",
            Self::WechatGroup => "wechat_group",
            Self::Sms => "sms",
            Self::Oa => "oa",
            Self::Letter => "letter",
            Self::InPerson => "in_person",
        }
    }

    /// The Chinese word, for lists that go to an audit whatever the language of the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Wechat => "微信",
            Self::WechatGroup => "微信群",
            Self::Sms => "短信",
            Self::Oa => "OA",
            Self::Letter => "书面函",
            Self::InPerson => "当面",
        }
    }

    /// What a digit chooses.
    pub fn of_digit(c: char) -> Option<Self> {
        let place = usize::try_from(c.to_digit(10)?.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}

/// A word that is no manner.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown manner {0:?}")]
pub struct UnknownManner(pub String);

impl FromStr for Manner {
    type Err = UnknownManner;

    /// Reads a key or a Chinese word.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let plain = word.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|one| plain == one.key() || plain == one.word().to_lowercase())
            .ok_or_else(|| UnknownManner(word.trim().to_owned()))
    }
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
    /// 刚性要求: the id of the duty that it was about; then it was about no task.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub duty: String,
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

impl Chase {
    /// Whether `unit` was asked about `task`.
    pub fn is_about(&self, unit: &str, task: u32) -> bool {
        self.is_about_task(task) && self.asked(unit)
    }

    /// Whether its units were asked about `task`: one without tasks and without a duty was about all that they owe.
    pub fn is_about_task(&self, task: u32) -> bool {
        if self.tasks.is_empty() { self.duty.is_empty() } else { self.tasks.contains(&task) }
    }

    /// Whether `unit` was asked.
    pub fn asked(&self, unit: &str) -> bool {
        self.units.iter().any(|one| one == unit)
    }
}

/// The newest chase of these that brought a promise: a later one without a promise leaves it standing.
pub fn promise<'a>(chases: impl IntoIterator<Item = &'a Chase>) -> Option<&'a Chase> {
    chases.into_iter().filter(|chase| chase.promised.is_some()).max_by_key(|chase| chase.at)
}

/// The newest of these chases.
pub fn newest<'a>(chases: impl IntoIterator<Item = &'a Chase>) -> Option<&'a Chase> {
    chases.into_iter().max_by_key(|chase| chase.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_manner_is_read_by_key_and_word_and_has_a_digit() {
        for (manner, digit) in Manner::ALL.into_iter().zip('1'..) {
            assert_eq!(manner.key().parse(), Ok(manner));
            assert_eq!(manner.word().parse(), Ok(manner));
            assert_eq!(Manner::of_digit(digit), Some(manner));
        }
        assert_eq!(Manner::of_digit('0'), None);
        assert!("喊话".parse::<Manner>().is_err());
    }
}
