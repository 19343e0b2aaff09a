//! 教程: what its box says.

use std::collections::HashMap;

use super::{Language, Section, fill};
use crate::workbench::command::Command;
use crate::workbench::keys::{Context, Keys};

/// The sentences in both languages.
pub static SECTION: Section<TutorialWords> = section!("tutorial");

/// The sentences in one language.
pub fn words(language: Language) -> &'static TutorialWords {
    SECTION.of(language)
}

words! {
    /// The sentences.
    pub struct TutorialWords {
        title: String,
        praise: Vec<String>,
        or: String,
        /// What its box names as its own keys.
        pub keys: String,
        /// … of its end, where no step is left.
        pub keys_end: String,
        steps: HashMap<String, String>,
    }
}

impl TutorialWords {
    /// `教程 3/14`.
    pub fn title(&self, (at, all): (usize, usize)) -> String {
        fill(&self.title, &[("at", &at), ("all", &all)])
    }

    /// A word of praise, another one from step to step.
    pub fn praise(&self, at: usize) -> &str {
        self.praise.get(at % self.praise.len().max(1)).map_or("", String::as_str)
    }

    /// What a step asks for, with the keys that hold in the view.
    pub fn step(&self, name: &str, keys: &Keys, context: Context) -> String {
        let text = self.steps.get(name).map_or("", String::as_str);
        let named: Vec<(&str, String)> = Command::ALL
            .iter()
            .filter(|command| text.contains(&format!("{{{}}}", command.key())))
            .map(|command| (command.key(), self.keys_of(*command, keys, context)))
            .collect();
        let values: Vec<(&str, &dyn std::fmt::Display)> =
            named.iter().map(|(name, keys)| (*name, keys as &dyn std::fmt::Display)).collect();
        fill(text, &values)
    }

    /// The first two keys of a command.
    fn keys_of(&self, command: Command, keys: &Keys, context: Context) -> String {
        let all = keys.of_in(context, command);
        let two: Vec<String> = all.into_iter().take(2).map(ToString::to_string).collect();
        two.join(&self.or)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_stands_in_both_languages() {
        super::SECTION.check().unwrap();
    }
}
