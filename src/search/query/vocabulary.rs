//! The names of lights (亮灯) and statuses (状态), and which of them a typed value means.

use crate::search::pinyin::{How, Pattern};
use crate::search::text::fold;

/// One named thing: its key, and its words in every language.
pub type Named<'a> = (&'a str, &'a [&'a str]);

/// The names that `!` and `=` know.
#[derive(Debug, Clone, Copy, Default)]
pub struct Vocabulary<'a> {
    /// The lights.
    pub lights: &'a [Named<'a>],
    /// The statuses.
    pub statuses: &'a [Named<'a>],
}

/// The ways to name something, the surest first: the first way that fits anything decides.
const WAYS: [fn(&Value, &str) -> bool; 4] =
    [Value::equals, Value::begins, Value::spells, Value::begins_to_spell];

/// What a value means.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These keys: one, or several that share the very word.
    Keys(Vec<String>),
    /// A beginning that fits several.
    Ambiguous(Vec<String>),
    /// Nothing.
    Unknown,
}

/// Which of the named things a value means.
pub fn meaning(typed: &str, named: &[Named<'_>]) -> Meaning {
    let value = Value { plain: plain(typed), pattern: Pattern::new(typed) };
    for (place, way) in WAYS.iter().enumerate() {
        let keys: Vec<String> = named
            .iter()
            .filter(|(key, words)| way(&value, key) || words.iter().any(|word| way(&value, word)))
            .map(|(key, _)| (*key).to_owned())
            .collect();
        match keys.len() {
            0 => {}
            1 => return Meaning::Keys(keys),
            _ if place == 0 => return Meaning::Keys(keys),
            _ => return Meaning::Ambiguous(keys),
        }
    }
    Meaning::Unknown
}

struct Value {
    plain: String,
    pattern: Pattern,
}

impl Value {
    fn equals(&self, name: &str) -> bool {
        plain(name) == self.plain
    }

    fn begins(&self, name: &str) -> bool {
        !self.plain.is_empty() && plain(name).starts_with(&self.plain)
    }

    fn spells(&self, name: &str) -> bool {
        self.begins_to_spell(name)
            && self.pattern.find(name).is_some_and(|hit| hit.range.end == name.chars().count())
    }

    fn begins_to_spell(&self, name: &str) -> bool {
        self.pattern.find(name).is_some_and(|hit| hit.how == How::Pinyin && hit.range.start == 0)
    }
}

/// `due_soon`, `due-soon` and `Due soon` are one name.
fn plain(name: &str) -> String {
    fold(name).trim().replace(['-', ' '], "_")
}
