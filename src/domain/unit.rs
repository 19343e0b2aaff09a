//! 责任单位, the units, and 单位名录, the roster that alone knows their names.

mod name;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use name::NameError;

use super::{Unknown, list_or_nothing, text_or_nothing};
use crate::domain::arrange::Arrange as _;

/// 单位名录: units, groups, who was picked into open groups, and what need not be reported.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Roster {
    /// The district's own name, which people put before unit names or leave out (周村区).
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub place: String,
    /// 单位组.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub groups: Vec<Group>,
    /// 责任单位, in the order in which lists name them.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub units: Vec<Unit>,
    /// Members of open groups, picked per task; in the order of task and group.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "picked")]
    pub members: Vec<Members>,
    /// 无需报送.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub waivers: Vec<Waiver>,
    /// 已收未录: units whose 配档表 came on paper or as a scan.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub receipts: Vec<Receipt>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What kind of body a unit is; groups are rules over kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 政府办公室.
    Office,
    /// 部门.
    Department,
    /// 镇.
    Town,
    /// 街道.
    Street,
    /// 领导小组.
    LeadingGroup,
    /// 开发区.
    Zone,
    /// Anything else.
    Other,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Office,
        Self::Department,
        Self::Town,
        Self::Street,
        Self::LeadingGroup,
        Self::Zone,
        Self::Other,
    ];

    /// The key in YAML.
    pub fn key(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Department => "department",
            Self::Town => "town",
            Self::Street => "street",
            Self::LeadingGroup => "leading_group",
            Self::Zone => "zone",
            Self::Other => "other",
        }
    }

    /// The Chinese word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Office => "政府办公室",
            Self::Department => "部门",
            Self::Town => "镇",
            Self::Street => "街道",
            Self::LeadingGroup => "领导小组",
            Self::Zone => "开发区",
            Self::Other => "其他",
        }
    }

    /// The kind that a key or a word names.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|kind| kind.word() == word || kind.key().eq_ignore_ascii_case(word))
    }
}

/// 责任单位.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The full name: what is stored and printed.
    pub name: String,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// 简称: forms people write and say; the first is shown where room is short.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub short: Vec<String>,
    /// 别名: second plates, bodies inside it, formal names.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub aliases: Vec<String>,
    /// 曾用名: names before a reform of the bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub old_names: Vec<String>,
    /// 联系人.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub contacts: Vec<Contact>,
    /// Anything to know about it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub note: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Unit {
    /// The name to show where room is short.
    pub fn short_name(&self) -> &str {
        self.short.first().map_or(self.name.as_str(), String::as_str)
    }

    /// Every form of its name, the full one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.short)
            .chain(&self.aliases)
            .chain(&self.old_names)
            .map(String::as_str)
    }
}

/// A person or a desk of a unit that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// 分管领导, 联络员 …
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub role: String,
    /// The person.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub name: String,
    /// 科室.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub section: String,
    /// 办公电话.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub phone: String,
    /// 手机.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub mobile: String,
    /// 群昵称.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub chat_name: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 单位组: a rule over kinds plus picked members. Without either it is open (区政府有关部门单位): its members are picked
/// task by task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The name in the notice.
    pub name: String,
    /// Units of these kinds belong to it.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub kinds: Vec<UnitKind>,
    /// Full names of units that belong to it besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub picked: Vec<String>,
    /// Anything to know about it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub note: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Group {
    /// Whether it has no members by rule, so that they are picked per task.
    pub fn is_open(&self) -> bool {
        self.kinds.is_empty() && self.picked.is_empty()
    }

    /// Whether `unit` belongs to it by rule.
    pub fn holds(&self, unit: &Unit) -> bool {
        self.kinds.contains(&unit.kind) || self.picked.contains(&unit.name)
    }
}

/// The members of an open group for one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// The task's id.
    pub task: u32,
    /// The group's name.
    pub group: String,
    /// Full names of the units picked.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub units: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 无需报送: the coordinator's word that a unit or a group need not report on a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The task's id.
    pub task: u32,
    /// Full name of the unit or the group.
    pub unit: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub reason: String,
    /// Since when.
    pub day: NaiveDate,
    /// 经办人.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 已收: a 配档表 that came on paper or as a scan, so that it is here and not recorded. The unit has answered: it is not
/// asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Full name of the unit.
    pub unit: String,
    /// The day on which it came.
    pub day: NaiveDate,
    /// 经办人.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Roster {
    /// 已收: what came of a unit and is not recorded.
    pub fn receipt(&self, unit: &str) -> Option<&Receipt> {
        self.receipts.iter().find(|receipt| receipt.unit == unit)
    }

    /// The unit with this full name.
    pub fn named(&self, full_name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.name == full_name)
    }

    /// The group with this name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// The units picked into `group` for `task`.
    pub fn members(&self, task: u32, group: &str) -> &[String] {
        self.members
            .iter()
            .find(|members| members.task == task && members.group == group)
            .map_or(&[], |members| &members.units)
    }

    /// The waiver that covers `unit` in `task`: its own, or that of one of `groups` through which it is assigned.
    pub fn waiver(&self, task: u32, unit: &str, groups: &[&str]) -> Option<&Waiver> {
        self.waivers
            .iter()
            .filter(|waiver| waiver.task == task)
            .find(|waiver| waiver.unit == unit || groups.contains(&waiver.unit.as_str()))
    }

    /// The unit's place in the roster, for roster order.
    pub fn order(&self, full_name: &str) -> usize {
        self.units.iter().position(|unit| unit.name == full_name).unwrap_or(usize::MAX)
    }
}

/// Reads the members picked: in the order of task and group whatever the file's, lists without a unit left out.
fn picked<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Vec<Members>, D::Error> {
    let mut members: Vec<Members> = list_or_nothing(source)?;
    members.retain(|one| !one.units.is_empty());
    members.arrange_by(|one, other| (one.task, &one.group).cmp(&(other.task, &other.group)));
    Ok(members)
}
