//! What the command line says: help, messages, heads of tables.

use std::collections::HashMap;

use super::{Language, Section};

/// The texts in both languages.
pub static SECTION: Section<CliWords> = section!("cli");

/// The texts in one language.
pub fn words(language: Language) -> &'static CliWords {
    SECTION.of(language)
}

words! {
    /// The texts.
    pub struct CliWords {
        pub about: String,
        pub usage_head: String,
        pub commands_head: String,
        pub options_head: String,
        pub notes: String,
        /// The heads of the page of the manual.
        pub manual: ManualHeads,
        commands: HashMap<String, CommandWords>,
        options: HashMap<String, String>,
        columns: HashMap<String, String>,
        pub error: String,
        pub warning: String,
        pub see_help: String,
        pub usage: String,
        pub unknown_command: String,
        pub unknown_option: String,
        pub too_many: String,
        pub missing_words: String,
        pub missing_value: String,
        pub bad_choice: String,
        pub bad_value: String,
        pub bad_number: String,
        pub not_unicode: String,
        pub bad_today: String,
        pub bad_month: String,
        pub calendar_tasks: String,
        pub calendar_rounds: String,
        pub bad_since: String,
        pub bad_language: String,
        pub no_terminal: String,
        pub no_folder: String,
        pub first_run: String,
        pub unread_files: String,
        pub restore_needs_yes: String,
        pub restore_question: String,
        pub restored: String,
        pub broken_backup: String,
        pub no_backup: String,
        pub unknown_backup: String,
        pub one_task: String,
        pub no_fields: String,
        pub no_ids: String,
        pub not_a_field: String,
        pub unknown_field: String,
        pub doubtful: String,
        pub unread_when: String,
        pub later_than_plan: String,
        pub copied: String,
        pub unplanned: String,
        pub done: String,
        pub nothing_changed: String,
        pub undone: String,
        pub redone: String,
        pub nothing_to_undo: String,
        pub nothing_to_redo: String,
        pub no_more_to_undo: String,
        pub no_more_to_redo: String,
        pub no_rows: String,
        pub rows: String,
        pub nothing_found: String,
        pub all_is_well: String,
        pub severities: HashMap<String, String>,
        pub findings: String,
        pub repair_needs_yes: String,
        pub repair_question: String,
        pub repair_declined: String,
        pub rebuilt: String,
        pub rebuilt_missing: String,
        pub tail_cut: String,
        pub nothing_to_repair: String,
        pub late_by: String,
        pub days_left: String,
        pub task_head: String,
        pub requirement: String,
        pub nature: String,
        pub together: String,
        pub together_but: String,
        pub origin: String,
        pub continues: String,
        pub continues_task: String,
        pub no_last_day: String,
        pub open: String,
        pub last_day: String,
        pub light: String,
        pub units: String,
        pub entries: String,
        pub no_entries: String,
        pub short_names: String,
        pub aliases: String,
        pub contacts: String,
        pub note: String,
        pub unit_rows: String,
        pub reason: String,
        pub other_keys: String,
        pub workbench_missing: String,
        pub no_chases: String,
        pub to_a_file: String,
        pub past_day: String,
        pub own_office: String,
    }
}

words! {
    /// The help of one command.
    pub struct CommandWords {
        /// One line.
        pub about: String,
        ;
        /// What stands under the options.
        pub notes: String,
    }
}

words! {
    /// The heads of the page of the manual.
    pub struct ManualHeads {
        pub name: String,
        pub usage: String,
        pub commands: String,
        pub options: String,
        pub notes: String,
    }
}

impl CliWords {
    /// The help of a command.
    pub fn command(&self, name: &str) -> Option<&CommandWords> {
        self.commands.get(name)
    }

    /// The help of an option.
    pub fn option(&self, name: &str) -> &str {
        self.options.get(name).map_or("", String::as_str)
    }

    /// Every option with its help, by name.
    pub fn options(&self) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> =
            self.options.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        all.sort_unstable();
        all
    }

    /// The head of a table's column.
    pub fn column<'a>(&'a self, name: &'a str) -> &'a str {
        self.columns.get(name).map_or(name, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_stands_in_both_languages() {
        SECTION.check().unwrap();
        let sorted = |language| {
            let words = words(language);
            let mut keys: Vec<&String> =
                words.commands.keys().chain(words.options.keys()).chain(words.columns.keys()).collect();
            keys.sort();
            keys
        };
        assert_eq!(sorted(Language::Chinese), sorted(Language::English));
    }
}
