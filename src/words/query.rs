//! The names of lights and statuses that a query may use: in every language at once, whatever the screen's.

use std::sync::LazyLock;

use super::{Language, domain};
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::search::query::{Named, Vocabulary};

type Names = Vec<(&'static str, Vec<&'static str>)>;

static LIGHTS: LazyLock<Names> = LazyLock::new(|| {
    names(Light::ALL.into_iter().map(|light| {
        (light.key(), [false, true].map(|over| LANGUAGES.map(|one| domain::words(one).light(light, over))))
    }))
});
static STATUSES: LazyLock<Names> = LazyLock::new(|| {
    names(Status::ALL.into_iter().map(|status| {
        (status.key(), [LANGUAGES.map(|one| domain::words(one).status(status)), [status.word(); 2]])
    }))
});
static LIGHTS_NAMED: LazyLock<Vec<Named<'static>>> = LazyLock::new(|| lent(&LIGHTS));
static STATUSES_NAMED: LazyLock<Vec<Named<'static>>> = LazyLock::new(|| lent(&STATUSES));

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

fn names(found: impl Iterator<Item = (&'static str, [[&'static str; 2]; 2])>) -> Names {
    found
        .map(|(key, words)| {
            let mut each: Vec<&'static str> = Vec::new();
            for word in words.into_iter().flatten() {
                if !each.contains(&word) {
                    each.push(word);
                }
            }
            (key, each)
        })
        .collect()
}

fn lent(names: &'static Names) -> Vec<Named<'static>> {
    names.iter().map(|(key, words)| (*key, words.as_slice())).collect()
}

/// The vocabulary of queries.
pub fn vocabulary() -> Vocabulary<'static> {
    Vocabulary { lights: &LIGHTS_NAMED, statuses: &STATUSES_NAMED }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_answers_to_its_words_before_and_after_the_filing_day_in_both_languages() {
        let lights = vocabulary().lights;
        let (_, words) = lights.iter().find(|(key, _)| *key == "unreported").unwrap();
        assert_eq!(*words, ["待报送", "to report", "未报送", "unreported"]);
    }
}
