//! What a change is about: the record, and the part of the data that holds it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::entry::EntryId;

/// A record that ops can change. In YAML it is a path such as `entry/7-k3f9q`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Target {
    /// The plan itself.
    Plan,
    /// 大项, by its place in the plan, from 0. An op on it is led by one that holds its title (see `edit::outline`).
    Area(usize),
    /// 小项, by its area's place and its own.
    Topic(usize, usize),
    /// One task of the plan, by id.
    Task(u32),
    /// The roster itself, with its lists.
    Roster,
    /// One unit, by full name.
    Unit(String),
    /// One group, by name.
    Group(String),
    /// The members of an open group for one task.
    Members {
        /// The task's id.
        task: u32,
        /// The group's name.
        group: String,
    },
    /// One entry in the file of one task. The task is named because an entry moved to another file by hand keeps its id.
    Entry {
        /// The task in whose file it stands.
        task: u32,
        /// The entry's id.
        id: EntryId,
    },
    /// One activity.
    Activity(String),
    /// One chase.
    Chase(String),
    /// The duties themselves, with the kinds of clocks.
    Duties,
    /// One duty.
    Duty(String),
}

/// A part of the data that is saved together: one file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// 方案.
    Plan,
    /// 单位名录.
    Roster,
    /// The entries of one task.
    Entries(u32),
    /// 活动与记录.
    Activities,
    /// 提醒 / 催办.
    Chases,
    /// 刚性要求.
    Duties,
}

impl Target {
    /// The part of the data that holds the record.
    pub fn part(&self) -> Part {
        match self {
            Self::Plan | Self::Area(_) | Self::Topic(..) | Self::Task(_) => Part::Plan,
            Self::Roster | Self::Unit(_) | Self::Group(_) | Self::Members { .. } => Part::Roster,
            Self::Entry { task, .. } => Part::Entries(*task),
            Self::Activity(_) => Part::Activities,
            Self::Chase(_) => Part::Chases,
            Self::Duties | Self::Duty(_) => Part::Duties,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => out.write_str("plan"),
            Self::Area(area) => write!(out, "area/{area}"),
            Self::Topic(area, topic) => write!(out, "topic/{area}/{topic}"),
            Self::Task(id) => write!(out, "task/{id}"),
            Self::Roster => out.write_str("roster"),
            Self::Unit(name) => write!(out, "unit/{name}"),
            Self::Group(name) => write!(out, "group/{name}"),
            Self::Members { task, group } => write!(out, "members/{task}/{group}"),
            Self::Entry { task, id } => write!(out, "entry/{task}/{id}"),
            Self::Activity(id) => write!(out, "activity/{id}"),
            Self::Chase(id) => write!(out, "chase/{id}"),
            Self::Duties => out.write_str("duties"),
            Self::Duty(id) => write!(out, "duty/{id}"),
        }
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

/// A path that names no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no record is called {0:?}")]
pub struct UnknownTarget(String);

impl TryFrom<String> for Target {
    type Error = UnknownTarget;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        path.parse()
    }
}

impl FromStr for Target {
    type Err = UnknownTarget;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownTarget(path.to_owned());
        let numbered = |rest: &str| {
            let (task, rest) = rest.split_once('/').ok_or_else(unknown)?;
            Ok((task.parse::<u32>().map_err(|_| unknown())?, rest.to_owned()))
        };
        match path.split_once('/') {
            None if path == "plan" => Ok(Self::Plan),
            None if path == "roster" => Ok(Self::Roster),
            None if path == "duties" => Ok(Self::Duties),
            Some(("area", place)) => place.parse().map(Self::Area).map_err(|_| unknown()),
            Some(("topic", rest)) => {
                let place = |text: &str| text.parse::<usize>().map_err(|_| unknown());
                let (area, topic) = rest.split_once('/').ok_or_else(unknown)?;
                Ok(Self::Topic(place(area)?, place(topic)?))
            }
            Some(("task", id)) => id.parse().map(Self::Task).map_err(|_| unknown()),
            Some(("unit", name)) => Ok(Self::Unit(name.to_owned())),
            Some(("group", name)) => Ok(Self::Group(name.to_owned())),
            Some(("members", rest)) => numbered(rest).map(|(task, group)| Self::Members { task, group }),
            Some(("entry", rest)) => {
                numbered(rest).map(|(task, id)| Self::Entry { task, id: EntryId::from_text(id) })
            }
            Some(("activity", id)) => Ok(Self::Activity(id.to_owned())),
            Some(("chase", id)) => Ok(Self::Chase(id.to_owned())),
            Some(("duty", id)) => Ok(Self::Duty(id.to_owned())),
            _ => Err(unknown()),
        }
    }
}
