//! 按键: which key does what, read from the embedded `keys.yaml`.
//!
//! Owns the names of keys, and what a Chinese input method makes of them: a full-width form acts as its ASCII key.

mod chord;
mod own;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

pub use chord::{Chord, UnknownKey, plain};
pub use own::{KeyFault, KeyFaultKind};

use super::command::{Command, UnknownCommand};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Context {
    /// Any view, no field open.
    Any,
    /// 1 任务.
    Tree,
    /// What floats.
    Overlay,
    /// 3 日历.
    Calendar,
    /// 5 本周.
    Week,
    /// 2 台账.
    Ledger,
    /// 4 单位.
    Units,
}

impl Context {
    /// Whether keys of both are looked up together: a view's and those of every view are.
    fn meets(self, other: Self) -> bool {
        let in_view = |one: Self, with: Self| one == Self::Any && with != Self::Overlay;
        self == other || in_view(self, other) || in_view(other, self)
    }
}

/// Why keys cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableKeys {
    /// No YAML of this shape; a key that stands twice in a context is refused here too.
    #[error(transparent)]
    Yaml(#[from] serde_yaml::Error),
    /// No such key.
    #[error(transparent)]
    Key(#[from] UnknownKey),
    /// No such command.
    #[error(transparent)]
    Command(#[from] UnknownCommand),
    /// Two names of one key in one place.
    #[error("{0} stands twice")]
    Twice(Chord),
}

/// Keys and what they do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// In the order of the file, so that the first key of a command is the one to show.
    bound: Vec<(Context, Chord, Command)>,
}

/// `assets/keys.yaml` as JSON.
static BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/keys.json"));

impl Keys {
    /// The embedded keys.
    pub fn built_in() -> &'static Self {
        static READ: OnceLock<Keys> = OnceLock::new();
        // The file is part of the program, and a test reads it.
        READ.get_or_init(|| {
            serde_json::from_str(BUILT_IN)
                .ok()
                .map_or_else(Self::default, |table| Self::of_table(table).unwrap_or_default())
        })
    }

    /// Reads a table of keys.
    pub fn read(yaml: &str) -> Result<Self, UnreadableKeys> {
        Self::of_table(serde_yaml::from_str(yaml)?)
    }

    fn of_table(table: BTreeMap<Context, serde_yaml::Mapping>) -> Result<Self, UnreadableKeys> {
        let mut keys = Self::default();
        for (context, names) in table {
            for (name, command) in names {
                let chord: Chord = name.as_str().unwrap_or_default().parse()?;
                let command: Command = command.as_str().unwrap_or_default().parse()?;
                let twice =
                    keys.bound.iter().any(|(other, bound, _)| *bound == chord && other.meets(context));
                if twice {
                    return Err(UnreadableKeys::Twice(chord));
                }
                keys.bound.push((context, chord, command));
            }
        }
        Ok(keys)
    }

    /// What a key does in a context; in a view the keys of every view hold too.
    pub fn command(&self, context: Context, chord: &Chord) -> Option<Command> {
        self.bound
            .iter()
            .find(|(at, bound, _)| {
                // Asked for every key of the footer in every frame: what is quickly compared comes first.
                (*at == context || (*at == Context::Any && context != Context::Overlay)) && bound == chord
            })
            .map(|(_, _, command)| *command)
    }

    /// The keys of a command outside of what floats, the first the one to show.
    pub fn of(&self, command: Command) -> impl Iterator<Item = &Chord> {
        let is_its = move |(context, _, bound): &(Context, Chord, Command)| {
            *bound == command
                && (*context != Context::Overlay || command.group() == super::command::Group::Overlay)
        };
        // A key that several views have is named once.
        let bound = &self.bound;
        let is_first = move |place: usize, chord: &Chord| {
            !bound[..place].iter().any(|one| is_its(one) && one.1 == *chord)
        };
        bound
            .iter()
            .enumerate()
            .filter(move |(place, one)| is_its(one) && is_first(*place, &one.1))
            .map(|(_, (_, chord, _))| chord)
    }

    /// The keys of a command where they hold in this context, the first the one to show; elsewhere those that
    /// [`Keys::of`] has.
    pub fn of_in(&self, context: Context, command: Command) -> Vec<&Chord> {
        let here: Vec<&Chord> = self.here(context, command).collect();
        if here.is_empty() { self.of(command).collect() } else { here }
    }

    /// The first of these.
    pub fn first_in(&self, context: Context, command: Command) -> Option<&Chord> {
        self.here(context, command).next().or_else(|| self.of(command).next())
    }

    /// The keys of a command that hold in this context.
    fn here(&self, context: Context, command: Command) -> impl Iterator<Item = &Chord> {
        let holds = move |(at, chord, bound): &&(Context, Chord, Command)| {
            *bound == command
                && (*at == context || *at == Context::Any)
                && self.command(context, chord) == Some(command)
        };
        self.bound.iter().filter(holds).map(|(_, chord, _)| chord)
    }

    /// Every key with its context and command.
    pub fn iter(&self) -> impl Iterator<Item = &(Context, Chord, Command)> {
        self.bound.iter()
    }
}
