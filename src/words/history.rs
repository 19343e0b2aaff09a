//! The words of the history of an item.

use super::{Language, Section, change, fill};
use crate::domain::change::Change;

/// The words in both languages.
pub static SECTION: Section<HistoryWords> = section!("history");

/// The words in one language.
pub fn words(language: Language) -> &'static HistoryWords {
    SECTION.of(language)
}

words! {
    /// The words; each is named after what it says.
    pub struct HistoryWords {
        pub entry: String,
        pub task: String,
        pub reading: String,
        pub none: String,
        undone: String,
        redone: String,
        pub nobody: String,
        pub keys: String,
        pub this_version: String,
    }
}

/// What a change did to the item called `name`, which need not be said again.
pub fn what(made: &Change, name: &str, language: Language) -> String {
    let words = words(language);
    let said = change::sentence(made, language);
    let said = match said.strip_prefix(name).map(str::trim_start) {
        Some(rest) if !name.is_empty() => rest,
        _ => &said,
    };
    if made.undoes.is_some() {
        fill(&words.undone, &[("what", &said)])
    } else if made.redoes.is_some() {
        fill(&words.redone, &[("what", &said)])
    } else {
        said.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_history_stands_in_both_languages() {
        SECTION.check().unwrap();
    }
}
