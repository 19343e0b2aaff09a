//! What the settings are called, and why each is as it is.

use std::collections::HashMap;

use super::{Language, Section};

/// The words in both languages.
pub static SECTION: Section<SettingWords> = section!("settings");

/// The words in one language.
pub fn words(language: Language) -> &'static SettingWords {
    SECTION.of(language)
}

words! {
    /// The words.
    pub struct SettingWords {
        pub heads: Heads,
        labels: HashMap<String, String>,
        pub by_option: String,
        pub by_variable: String,
        pub by_line: String,
        pub by_file: String,
        pub by_default: String,
        pub by_ground: String,
        pub none: String,
        pub yes: String,
        pub no: String,
        pub many: String,
    }
}

words! {
    /// The heads of the table.
    pub struct Heads {
        pub setting: String,
        pub key: String,
        pub value: String,
        pub why: String,
    }
}

impl SettingWords {
    /// What a setting is called.
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::config::SETTINGS;

    #[test]
    fn every_setting_has_its_name_in_both_languages() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            for key in SETTINGS.iter().chain(&["data", "plan", "today", "editor", "keys", "filters"]) {
                assert!(words(language).labels.contains_key(*key), "{key} {language:?}");
            }
            assert_eq!(words(language).labels.len(), SETTINGS.len() + 6);
        }
    }
}
