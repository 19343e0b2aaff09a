//! Labels and docs of the commands: footer, help and palette read them here.

#[cfg(test)]
#[path = "commands/tests/tables.rs"]
mod tables;

use std::collections::HashMap;

use super::{Language, Section};
use crate::workbench::command::{Command, Group};
use crate::workbench::overlay::CommandTexts;

/// The words of the commands in both languages.
pub static SECTION: Section<CommandWords> = section!("commands");

words! {
    /// The words of the commands in one language.
    pub struct CommandWords {
        groups: HashMap<String, String>,
        commands: HashMap<String, CommandWord>,
    }
}

words! {
    struct CommandWord {
        label: String,
        doc: String,
    }
}

impl CommandWords {
    /// The short label, for the footer.
    pub fn label(&self, command: Command) -> &str {
        self.commands.get(command.key()).map_or(command.key(), |word| &word.label)
    }

    /// One sentence on what it does.
    pub fn doc(&self, command: Command) -> &str {
        self.commands.get(command.key()).map_or("", |word| &word.doc)
    }

    /// The heading of a group.
    pub fn group(&self, group: Group) -> &str {
        self.groups.get(group.key()).map_or("", String::as_str)
    }
}

/// What each command may be found by, in every language: a workbench begins with it.
pub fn texts() -> CommandTexts {
    let both = [Language::Chinese, Language::English].map(|language| SECTION.of(language));
    let of = |command: Command| {
        both.iter()
            .flat_map(|words| [words.label(command).to_owned(), words.doc(command).to_owned()])
            .collect()
    };
    Command::ALL.iter().map(|command| (*command, of(*command))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_documented_in_both_languages_and_nothing_else_is() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            let words = SECTION.of(language);
            for command in Command::ALL {
                assert!(!words.doc(*command).is_empty(), "{} {language:?}", command.key());
                assert!(!words.group(command.group()).is_empty());
            }
            assert_eq!(words.commands.len(), Command::ALL.len());
        }
    }
}
