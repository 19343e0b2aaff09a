//! 命令列表: help and palette, narrowed down by what is typed.

use std::cmp::Reverse;
use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::arrange::Arrange as _;
use crate::search::pinyin::{How, Pattern};
use crate::workbench::command::Command;
use crate::workbench::keys::Chord;
use crate::workbench::line::Line;

/// What each command may be found by: labels and docs in every language. The room of words hands them over.
pub type CommandTexts = HashMap<Command, Vec<String>>;

/// Commands to choose from.
#[derive(Debug, Clone)]
pub struct CommandList {
    /// What is typed.
    pub filter: Line,
    /// Every command of the list, in its order.
    pub all: Vec<Command>,
    /// Those that fit what is typed, best first.
    pub shown: Vec<Command>,
    /// Which of `shown` is selected.
    pub cursor: usize,
}

/// Ranks of what fits: by its key, as it stands, then by its sound, then with gaps.
const BY_KEY: i64 = 2_000_000;
const EXACT: i64 = 1_000_000;
const BY_SOUND: i64 = 500_000;

impl CommandList {
    /// A list of commands.
    pub fn new(all: Vec<Command>) -> Self {
        Self { filter: Line::new(), shown: all.clone(), all, cursor: 0 }
    }

    /// Narrows the list down again after typing. Whoever types a key itself asks what it does, so that `keys` say it.
    pub fn narrow<'k>(&mut self, texts: &CommandTexts, keys: impl Fn(Command) -> Vec<&'k Chord>) {
        let typed = self.filter.text().trim();
        self.cursor = 0;
        if typed.is_empty() {
            self.shown.clone_from(&self.all);
            return;
        }
        let as_key = typed.replace(['+', ' '], "-");
        let pattern = Pattern::new(typed);
        let gaps = SkimMatcherV2::default();
        let score = |text: &str| match pattern.find(text) {
            // What is found near the beginning is meant rather than what is found in the midst of a sentence.
            Some(hit) => {
                let base = if hit.how == How::Exact { EXACT } else { BY_SOUND };
                Some(base - i64::try_from(hit.range.start).unwrap_or(0))
            }
            None => gaps.fuzzy_match(text, typed),
        };
        let mut scored: Vec<(i64, Command)> = self
            .all
            .iter()
            .filter_map(|command| {
                let own = score(command.key());
                let is_its_key = |chord: &&Chord| {
                    let name = chord.to_string();
                    name == typed || (name.chars().count() > 1 && name.eq_ignore_ascii_case(&as_key))
                };
                let key = keys(*command).iter().any(is_its_key).then_some(BY_KEY);
                let best = texts.get(command).into_iter().flatten().filter_map(|text| score(text));
                best.chain(own).chain(key).max().map(|best| (best, *command))
            })
            .collect();
        scored.arrange_by_key(|(score, _)| Reverse(*score));
        self.shown = scored.into_iter().map(|(_, command)| command).collect();
    }

    /// The selected command.
    pub fn selected(&self) -> Option<Command> {
        self.shown.get(self.cursor).copied()
    }
}
