//! 新功能: what each version brought.

use std::collections::HashMap;

use super::{Language, Section, fill};
use crate::domain::arrange::Arrange as _;
use crate::store::state::VERSION;

/// The texts in both languages.
pub static SECTION: Section<NewsWords> = section!("news");

/// The texts in one language.
pub fn words(language: Language) -> &'static NewsWords {
    SECTION.of(language)
}

words! {
    /// The texts.
    pub struct NewsWords {
        /// The title of the list.
        pub title: String,
        /// Its keys.
        pub keys: String,
        upgraded: String,
        versions: HashMap<String, Vec<String>>,
    }
}

impl NewsWords {
    /// What came after a version, the newest first; what this one brought, if none is given.
    pub fn since(&self, seen: Option<&str>) -> Vec<(&str, &[String])> {
        let (from, to) = (seen.map(number), number(VERSION));
        let is_new = |at: &[u32]| match &from {
            Some(from) => at > from.as_slice() && at <= to.as_slice(),
            None => at == to.as_slice(),
        };
        let mut found: Vec<(&str, &[String])> = self
            .versions
            .iter()
            .filter(|(version, _)| is_new(&number(version)))
            .map(|(version, items)| (version.as_str(), items.as_slice()))
            .collect();
        found.arrange_by_key(|(version, _)| std::cmp::Reverse(number(version)));
        found
    }
}

/// The numbers of a version, so that 0.10 comes after 0.9.
fn number(version: &str) -> Vec<u32> {
    version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
}

/// Whether this version brought anything since another one; since none if that did not leave its number.
pub fn is_new(seen: Option<&str>) -> bool {
    seen != Some(VERSION) && !words(Language::default()).since(seen).is_empty()
}

/// The line of the first start of this version.
pub fn upgraded(language: Language) -> String {
    fill(&words(language).upgraded, &[("version", &VERSION)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_version_says_in_both_languages_what_it_brought() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            let found = words(language).since(None);
            assert_eq!(found.len(), 1, "assets/words/news.*.yaml has nothing on {VERSION}");
            assert!(!found[0].1.is_empty());
        }
    }

    #[test]
    fn what_is_new_counts_from_the_version_that_was_here() {
        let one = |version: &str| (version.to_owned(), vec![version.to_owned()]);
        let versions = HashMap::from([one("0.0.9"), one("0.0.10"), one(VERSION), one("99.0.0")]);
        let words = NewsWords { versions, ..NewsWords::default() };
        let since = |seen| words.since(seen).into_iter().map(|(version, _)| version).collect::<Vec<_>>();
        assert_eq!(since(Some("0.0.9")), [VERSION, "0.0.10"]);
        assert_eq!(since(Some("0.0.10-rc1")), [VERSION]);
        assert_eq!(since(None), [VERSION]);
        assert!(since(Some(VERSION)).is_empty());
        // An older program on the data of a newer one.
        assert!(since(Some("99.0.0")).is_empty());
        assert!(!is_new(Some(VERSION)) && is_new(None) && !is_new(Some("99.0.0")));
    }
}
