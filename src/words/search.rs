//! The words of the search pane and of `find`.

use std::collections::HashMap;

use super::{Language, Section, fill};
use crate::search::index::{Kind, Part};
use crate::search::rank::Found;

/// The words in both languages.
pub static SECTION: Section<SearchWords> = section!("search");

/// The words in one language.
pub fn words(language: Language) -> &'static SearchWords {
    SECTION.of(language)
}

words! {
    /// The words; each is named after what it says.
    pub struct SearchWords {
        pub title: String,
        pub hint: String,
        pub start: String,
        pub nothing: String,
        pub nothing_but: String,
        pub or: String,
        pub complete: String,
        through: String,
        pub waiting: String,
        pub count: String,
        pub first_of: String,
        pub keys: String,
        /// The keys where what was asked before is offered.
        pub keys_again: String,
        /// Beside what was asked before.
        pub asked_before: String,
        /// Beside a saved filter.
        pub saved: String,
        kinds: HashMap<String, String>,
        hows: HashMap<String, String>,
        parts: PartWords,
        pub task: String,
        pub rows: String,
        pub searching: String,
        pub nothing_found: String,
        pub gone: String,
        pub went: String,
        pub came_back: String,
        pub no_rows: String,
    }
}

words! {
    struct PartWords {
        title: String,
        unit: String,
        field: String,
        note: String,
    }
}

impl SearchWords {
    /// What kind of thing was found.
    pub fn kind(&self, kind: Kind) -> &str {
        self.kinds.get(kind.key()).map_or(kind.key(), String::as_str)
    }

    /// How and where it was found, as far as that does not go without saying.
    pub fn how(&self, found: &Found) -> String {
        let way = self.hows.get(found.how.key()).map_or(found.how.key(), String::as_str);
        if let Some(through) = &found.through {
            return fill(&self.through, &[("way", &way), ("through", through)]);
        }
        let part = match found.part {
            Part::Title => &self.parts.title,
            Part::Unit => &self.parts.unit,
            Part::Field => &self.parts.field,
            Part::Note => &self.parts.note,
        };
        let said: Vec<&str> = [part.as_str(), way].into_iter().filter(|word| !word.is_empty()).collect();
        said.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::pinyin::How;

    #[test]
    fn every_word_of_the_search_stands_in_both_languages() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            for kind in Kind::ALL {
                assert!(words(language).kinds.contains_key(kind.key()));
            }
            for how in How::ALL {
                assert!(words(language).hows.contains_key(how.key()));
            }
        }
    }
}
