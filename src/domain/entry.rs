//! 配档条目, the entry: one line of the 配档表, what one unit or several jointly do for one task or several.

use std::collections::HashSet;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::round::Round;
use super::status::Status;
use super::{Unknown, list_or_nothing, text_or_nothing};

/// A text that many entries may share: units, people, days and phrases come again and again.
pub type Shared = arcstr::ArcStr;

/// The alphabet of the random part of ids: lower case without the letters that are taken for digits.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `length` characters of base 32 drawn from `chance`.
pub fn random_word(chance: u64, length: u32) -> String {
    (0..length)
        .map(|place| char::from(ALPHABET[usize::try_from(chance >> (5 * place) & 31).unwrap_or(0)]))
        .collect()
}

/// Name of an entry: its first task's id, a hyphen, five random characters of base 32 (`7-k3f9q`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(Shared);

impl EntryId {
    /// A new id under `task`; `chance` is fresh randomness from the door of the program.
    pub fn new(task: u32, chance: u64) -> Self {
        Self(format!("{task}-{}", random_word(chance, 5)).into())
    }

    /// An id that stands somewhere already.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The task it was made under, where the id has the usual shape.
    pub fn task(&self) -> Option<u32> {
        self.0.split_once('-').and_then(|(task, _)| task.parse().ok())
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// 配档条目. Everything but `id` and `units` may be missing; an empty text is a missing one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// 责任单位: full names; of several the first is 牵头.
    pub units: Vec<Shared>,
    /// Further tasks that the same work answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub also_tasks: Vec<u32>,
    /// 工作措施.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub measure: String,
    /// 成果形式.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub deliverable: Shared,
    /// 责任领导.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub leader: Shared,
    /// 责任科室.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub section: Shared,
    /// 责任人.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub person: Shared,
    /// 联系方式.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub contact: Shared,
    /// 启动时间, a time expression.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub start: Shared,
    /// 完成时限, a time expression: the one in force, after extensions.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub due: Shared,
    /// 延期, oldest first. Each keeps the time limit that it replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub extensions: Vec<Extension>,
    /// 状态; missing means 未启动.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Rounds of a recurring time limit that were done, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub rounds: Vec<Round>,
    /// 完成进度, 0 to 100. Two thirds of the tasks never reach 100 %, so it is often missing.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "percent")]
    pub percent: Option<u8>,
    /// 进展情况, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub progress: Vec<Progress>,
    /// 佐证材料.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub evidence: Vec<Evidence>,
    /// 存在问题及原因.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub problem: Shared,
    /// 需协调事项.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub help: Shared,
    /// 标签.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub tags: Vec<String>,
    /// 备注.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub remark: Shared,
    /// 报送日期: the day on which the unit first said what it would do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<NaiveDate>,
    /// 回报日期: the day on which the unit said that it was done. Stops its clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// 退回: stands until the unit reports again. Few have it, so it takes no room in the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Box<Returned>>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 延期: a time limit moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The time limit before, in its words: the entry's own, else the task's; empty where there was none.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub from: String,
    /// The time limit after, in its words.
    pub to: String,
    /// The day on which it was asked.
    pub asked_on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub reason: String,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub approved_by: String,
    /// On what ground (a document, 单位回报 …).
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub ground: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One dated note of progress 进展情况.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The day it speaks of.
    pub date: NaiveDate,
    /// What was done.
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub text: Shared,
    /// Who noted it.
    #[serde(default, skip_serializing_if = "Shared::is_empty", deserialize_with = "text_or_nothing")]
    pub by: Shared,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One piece of evidence 佐证材料: a link, a document number, a file name; never the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "EvidenceForm")]
pub struct Evidence {
    /// What and where.
    pub text: String,
    /// 保密审查: who reviewed it for secrets.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewed_by: String,
    /// 保密审查: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<NaiveDate>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How evidence may be written by hand: a bare text, or the whole.
#[derive(Deserialize)]
#[serde(untagged)]
enum EvidenceForm {
    Text(String),
    Whole {
        text: String,
        #[serde(default, deserialize_with = "text_or_nothing")]
        reviewed_by: String,
        #[serde(default)]
        reviewed_on: Option<NaiveDate>,
        #[serde(flatten)]
        unknown: Unknown,
    },
}

impl From<EvidenceForm> for Evidence {
    fn from(form: EvidenceForm) -> Self {
        match form {
            EvidenceForm::Text(text) => {
                Self { text, reviewed_by: String::new(), reviewed_on: None, unknown: Unknown::new() }
            }
            EvidenceForm::Whole { text, reviewed_by, reviewed_on, unknown } => {
                Self { text, reviewed_by, reviewed_on, unknown }
            }
        }
    }
}

/// 退回: sent back to the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The day.
    pub date: NaiveDate,
    /// Why.
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub reason: String,
    /// Who sent it back.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub by: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Reads a percentage and refuses what is over 100.
fn percent<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<u8>, D::Error> {
    match Option::<u8>::deserialize(source)? {
        Some(over) if over > 100 => Err(serde::de::Error::custom(format_args!("percent {over} is over 100"))),
        value => Ok(value),
    }
}

impl Entry {
    /// An entry with nothing but its name and its units.
    pub fn new(id: EntryId, units: impl IntoIterator<Item = impl Into<Shared>>) -> Self {
        Self {
            id,
            units: units.into_iter().map(Into::into).collect(),
            also_tasks: Vec::new(),
            measure: String::new(),
            deliverable: Shared::new(),
            leader: Shared::new(),
            section: Shared::new(),
            person: Shared::new(),
            contact: Shared::new(),
            start: Shared::new(),
            due: Shared::new(),
            extensions: Vec::new(),
            rounds: Vec::new(),
            status: None,
            percent: None,
            progress: Vec::new(),
            evidence: Vec::new(),
            problem: Shared::new(),
            help: Shared::new(),
            tags: Vec::new(),
            remark: Shared::new(),
            filed_on: None,
            reported_on: None,
            returned: None,
            unknown: Unknown::new(),
        }
    }

    /// Gives back what it takes twice, of many entries a third: room that its lists do not need, and texts that another
    /// entry has too.
    pub fn shrink(&mut self, known: &mut HashSet<Shared>) {
        let Self { deliverable, leader, section, person, contact, start, due, units, .. } = self;
        let own = [deliverable, leader, section, person, contact, start, due].into_iter().chain(units);
        let noted = self.progress.iter_mut().flat_map(|note| [&mut note.text, &mut note.by]);
        for text in own.chain(noted).filter(|text| !text.is_empty()) {
            match known.get(text.as_str()) {
                Some(one) => *text = one.clone(),
                None => drop(known.insert(text.clone())),
            }
        }
        self.units.shrink_to_fit();
        self.also_tasks.shrink_to_fit();
        self.extensions.shrink_to_fit();
        self.progress.shrink_to_fit();
        self.evidence.shrink_to_fit();
        self.tags.shrink_to_fit();
    }

    /// Its status, 未启动 where none was noted.
    pub fn status(&self) -> Status {
        self.status.unwrap_or_default()
    }

    /// Whether the unit has said anything of its own: a measure or progress.
    pub fn is_filed(&self) -> bool {
        !self.measure.trim().is_empty() || !self.progress.is_empty()
    }

    /// The latest note of progress by its day; of one day the last noted.
    pub fn latest_progress(&self) -> Option<&Progress> {
        self.progress.iter().max_by_key(|note| note.date)
    }

    /// The original time limit, where extensions moved it.
    pub fn original_due(&self) -> Option<&str> {
        self.extensions.first().map(|extension| extension.from.as_str())
    }
}

/// 照抄: whether a measure only repeats the requirement, blanks and punctuation not minded.
pub fn repeats(measure: &str, requirement: &str) -> bool {
    fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
        text.chars().filter(|c| c.is_alphanumeric())
    }
    bare(measure).next().is_some() && bare(measure).eq(bare(requirement))
}
