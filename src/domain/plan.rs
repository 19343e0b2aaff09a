//! 方案, the plan: one notice taken apart into areas 大项, topics 小项 and tasks 任务.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod spots;

use super::activity::{ActivityKind, ActivityState, UnknownWord};
use super::{Unknown, list_or_nothing, text_or_nothing};

pub use spots::{Spot, Spots};

/// One notice: what it is, and the tasks that it sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The notice's title, as printed.
    pub title: String,
    /// 发文字号, for example 周政办字〔2024〕9号.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub document_no: String,
    /// 发文机关.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_nothing")]
    pub issuer: String,
    /// 成文日期: a time limit of the form `X前` begins on this day.
    pub issued: NaiveDate,
    /// The year that the plan is for; dates without a year are read in it.
    pub year: i32,
    /// 报送截止日: the day by which the units file their 配档表. The coordinator sets it; after it a row that has not
    /// been filed is called 未报送 and no longer 待报送.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_day: Option<NaiveDate>,
    /// 收官: the day on which the plan was closed. Its lights then stand still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<NaiveDate>,
    /// 大项, in the notice's order.
    pub areas: Vec<Area>,
    /// Ids of tasks that were taken out of the plan: no other task gets them.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "list_or_nothing")]
    pub retired: Vec<u32>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
    /// Where each task stands, noted when one is first looked for.
    #[serde(skip)]
    pub spots: Spots,
}

/// 大项, the first level of the 分解表.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its heading.
    pub title: String,
    /// 小项 under it. Where the notice has none, there is one topic without a title.
    pub topics: Vec<Topic>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 小项, the second level; areas four and five of the 2024 plan have none, hence a missing title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its heading; missing where tasks stand directly under the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 任务, in the notice's order.
    pub tasks: Vec<Task>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// 任务, one numbered row of the 分解表.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its position when it was first read. Never reused: files, entry ids and JSON name the task by it.
    pub id: u32,
    /// 序号 as printed; it may repeat or change, and is 增1 and so on for a task that the notice does not have.
    pub number: String,
    /// 工作要求, to the letter.
    pub requirement: String,
    /// 责任单位 as printed; missing where the cell is merged with an earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_text: Option<String>,
    /// The task whose 责任单位 cell this row continues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_from: Option<u32>,
    /// That cell taken apart, merged cells resolved.
    #[serde(default, deserialize_with = "list_or_nothing")]
    pub assigned: Vec<Assigned>,
    /// A time limit that the requirement itself names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// What kind of work it is, where no time limit is named; inferred from the wording, and the user's to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// What answers the task, where records of activities do; entries otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<AnsweredBy>,
    /// Where the task came from if not from the notice (领导批示, 省市部署 …).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One unit or group that a task names, and the part it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The full name of a unit or a group of the roster.
    pub unit: String,
    /// Its part.
    pub role: Role,
}

/// 分工: the part a unit has in a task, weakest first, so that the strongest wins by `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 配合.
    Support,
    /// 落实.
    Execute,
    /// 责任.
    Responsible,
    /// 重点: named after 特别是 inside a group that already includes the unit.
    Emphasised,
    /// 牵头.
    Lead,
}

impl Role {
    /// The key in YAML and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Execute => "execute",
            Self::Responsible => "responsible",
            Self::Emphasised => "emphasised",
            Self::Lead => "lead",
        }
    }
}

/// What kind of work a task is, where no time limit says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// One thing that can be finished.
    Deliverable,
    /// Done again in every period.
    Recurring,
    /// 持续推进类: no end; counts as an open time limit.
    Standing,
}

impl Nature {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Deliverable, Self::Recurring, Self::Standing];

    /// The key in YAML.
    pub fn key(self) -> &'static str {
        match self {
            Self::Deliverable => "deliverable",
            Self::Recurring => "recurring",
            Self::Standing => "standing",
        }
    }

    /// The Chinese word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Deliverable => "成果类",
            Self::Recurring => "周期类",
            Self::Standing => "持续推进类",
        }
    }

    /// The kind that a key or a word names.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|one| one.word() == word || one.key().eq_ignore_ascii_case(word))
    }
}

/// The activities that answer a task: its rows need no entry and take their light from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredBy {
    /// The kind of activity.
    pub kind: ActivityKind,
    /// The state that an activity must have reached to count.
    pub state: ActivityState,
    /// How many of them each unit owes.
    #[serde(default = "one")]
    pub count: usize,
}

fn one() -> usize {
    1
}

impl AnsweredBy {
    /// The words: 政策评价 已报情况 2次; one is not counted.
    pub fn words(self) -> String {
        let count = if self.count == 1 { String::new() } else { format!(" {}次", self.count) };
        format!("{} {}{count}", self.kind.word(), self.state.word())
    }

    /// Reads the words, in any order; without a state 已报情况 is meant, without a count one.
    ///
    /// # Errors
    /// The word that is none of them.
    pub fn read(text: &str) -> Result<Self, UnknownWord> {
        let (mut kind, mut state, mut count) = (None, None, None);
        for word in text.split([' ', '\u{3000}', '，', '、', ',', ';', '；']).filter(|word| !word.is_empty())
        {
            let digits: String = word.chars().map(super::half_width).collect();
            let number = digits.trim_end_matches(['次', '场', '期', '个']);
            if let Ok(number) = number.parse::<usize>() {
                count = Some(number.max(1));
            } else if let Ok(found) = word.parse::<ActivityKind>() {
                kind = Some(found);
            } else {
                state = Some(word.parse::<ActivityState>()?);
            }
        }
        Ok(Self {
            kind: kind.ok_or_else(|| UnknownWord(text.trim().to_owned()))?,
            state: state.unwrap_or(ActivityState::Reported),
            count: count.unwrap_or(1),
        })
    }
}

/// Where a task stands in the plan: indices of its area, topic and place in the topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// The area's position, from 0.
    pub area_index: usize,
    /// The area.
    pub area: &'a Area,
    /// The topic's position within its area, from 0.
    pub topic_index: usize,
    /// The topic.
    pub topic: &'a Topic,
    /// The task.
    pub task: &'a Task,
}

impl Plan {
    /// Every task with its area and topic, in the plan's order.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        self.areas.iter().enumerate().flat_map(|(area_index, area)| {
            area.topics.iter().enumerate().flat_map(move |(topic_index, topic)| {
                topic.tasks.iter().map(move |task| Place { area_index, area, topic_index, topic, task })
            })
        })
    }

    /// Every task in the plan's order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.places().map(|place| place.task)
    }

    /// The task with this id.
    pub fn task(&self, id: u32) -> Option<&Task> {
        self.place(id).map(|place| place.task)
    }

    /// The task with this id, with its area and topic.
    pub fn place(&self, id: u32) -> Option<Place<'_>> {
        let (area_index, topic_index, at) = self.place_of(id)?;
        let area = self.areas.get(area_index)?;
        let topic = area.topics.get(topic_index)?;
        Some(Place { area_index, area, topic_index, topic, task: topic.tasks.get(at)? })
    }

    /// A topic by its area's place and its own.
    pub fn topic(&self, area: usize, topic: usize) -> Option<&Topic> {
        self.areas.get(area)?.topics.get(topic)
    }

    /// Where the task with this id stands: places of its area, of its topic in it, and its own in that. What was noted of
    /// it is looked at first, for this is asked for each line of a screen and each row of a report.
    pub fn place_of(&self, id: u32) -> Option<Spot> {
        let noted = self.spots.of(id, &self.areas);
        noted
            .filter(|spot| self.at(*spot).is_some_and(|task| task.id == id))
            .or_else(|| spots::find(id, &self.areas))
    }

    fn at(&self, (area, topic, task): Spot) -> Option<&Task> {
        self.areas.get(area)?.topics.get(topic)?.tasks.get(task)
    }

    /// The task with this id, to change it.
    pub fn task_mut(&mut self, id: u32) -> Option<&mut Task> {
        let (area, topic, task) = self.place_of(id)?;
        self.areas.get_mut(area)?.topics.get_mut(topic)?.tasks.get_mut(task)
    }

    /// The task that a person means: by its id, else by its printed number (`7`, `增1`), `#` before it or not.
    pub fn find_task(&self, word: &str) -> Option<&Task> {
        let word: String = word
            .trim()
            .trim_start_matches(['#', '＃'])
            .chars()
            .map(|c| match c {
                '０'..='９' => super::half_width(c),
                _ => c,
            })
            .collect();
        word.parse::<u32>()
            .ok()
            .and_then(|id| self.task(id))
            .or_else(|| self.tasks().find(|task| task.number == word))
    }
}
