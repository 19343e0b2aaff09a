//! 状态: where an entry stands, as the coordinator notes it.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 状态 of an entry. Each is chosen by a digit, which an input method lets through; digit 5 is 退回, an action and not a
/// status (see [`StatusWord`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Status {
    /// 未启动.
    #[default]
    NotStarted,
    /// 推进中.
    InProgress,
    /// 待核实: the unit says done; `reported_on` stops its clock.
    Submitted,
    /// 已完成: evidence seen.
    Done,
    /// 暂缓.
    Paused,
    /// 不涉及.
    NotApplicable,
    /// 不再实施.
    Dropped,
}

impl Status {
    /// Every status, in the order of its digit.
    pub const ALL: [Self; 7] = [
        Self::NotStarted,
        Self::InProgress,
        Self::Submitted,
        Self::Done,
        Self::Paused,
        Self::NotApplicable,
        Self::Dropped,
    ];

    /// The key in YAML and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Submitted => "submitted",
            Self::Done => "done",
            Self::Paused => "paused",
            Self::NotApplicable => "not_applicable",
            Self::Dropped => "dropped",
        }
    }

    /// The Chinese word, which sheets and reports use whatever the language of the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "未启动",
            Self::InProgress => "推进中",
            Self::Submitted => "待核实",
            Self::Done => "已完成",
            Self::Paused => "暂缓",
            Self::NotApplicable => "不涉及",
            Self::Dropped => "不再实施",
        }
    }

    /// The digit that chooses it.
    pub fn digit(self) -> char {
        match self {
            Self::NotStarted => '1',
            Self::InProgress => '2',
            Self::Submitted => '3',
            Self::Done => '4',
            Self::Paused => '6',
            Self::NotApplicable => '7',
            Self::Dropped => '8',
        }
    }

    /// Whether the unit has said that it is done.
    pub fn is_reported(self) -> bool {
        matches!(self, Self::Submitted | Self::Done)
    }
}

/// What a person can choose where a status is asked: a status, or the action 退回.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusWord {
    /// One of the seven statuses.
    Status(Status),
    /// 退回: back to 推进中 with a reason, marked until the unit reports again.
    Return,
}

/// A word that is no status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown status {0:?}: one of not_started, in_progress, submitted, done, paused, not_applicable, dropped, or the digits 1-8"
)]
pub struct UnknownStatus(pub String);

impl FromStr for StatusWord {
    type Err = UnknownStatus;

    /// Reads a key, a Chinese word or a digit, full-width or not.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let plain: String = word
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => super::half_width(c),
                '-' => '_',
                _ => c.to_ascii_lowercase(),
            })
            .collect();
        if matches!(plain.as_str(), "5" | "退回" | "return" | "returned") {
            return Ok(Self::Return);
        }
        Status::ALL
            .into_iter()
            .find(|status| {
                plain == status.key() || plain == status.word() || plain.chars().eq([status.digit()])
            })
            .map(Self::Status)
            .ok_or_else(|| UnknownStatus(word.trim().to_owned()))
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        target.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let word = String::deserialize(source)?;
        match word.parse() {
            Ok(StatusWord::Status(status)) => Ok(status),
            Ok(StatusWord::Return) | Err(_) => Err(serde::de::Error::custom(UnknownStatus(word))),
        }
    }
}
