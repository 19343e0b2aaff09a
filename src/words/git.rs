//! What is said of sharing the data by git.

use super::{Language, Section, domain, fill};
use crate::domain::merge::Clash;

/// The sentences in both languages.
pub static SECTION: Section<GitWords> = section!("git");

/// The sentences in one language.
pub fn words(language: Language) -> &'static GitWords {
    SECTION.of(language)
}

words! {
    /// The sentences.
    pub struct GitWords {
        pub only_setup: String,
        pub set_up: String,
        pub no_git: String,
        pub git_failed: String,
        pub merge_words: String,
        pub not_merged: String,
        clash: String,
        clash_removed: String,
        nothing: String,
    }
}

/// What both sides changed, as a sentence.
pub fn clash(clash: &Clash, path: &str, language: Language) -> String {
    let words = words(language);
    let record = clash.record.rsplit('/').next().unwrap_or_default();
    if clash.field.is_empty() {
        return fill(&words.clash_removed, &[("path", &path), ("record", &record)]);
    }
    let value = |value: &serde_yaml::Value| match value {
        serde_yaml::Value::Null => words.nothing.clone(),
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().replace('\n', " "),
    };
    let [one, other] = &clash.values;
    let field = domain::words(language).field(&clash.field);
    fill(
        &words.clash,
        &[
            ("path", &path),
            ("record", &record),
            ("field", &field),
            ("one", &value(one)),
            ("other", &value(other)),
        ],
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_stands_in_both_languages() {
        super::SECTION.check().unwrap();
    }
}
