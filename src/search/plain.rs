//! 通俗语: what people say, and what the plan calls it. 低保 is nowhere in the notice; 社会救助标准 is.
//!
//! A table in YAML, plain word → what the texts say, best first; the user's own `words.yaml` is added to it, and its
//! meanings come first. A plain word is known as it stands, in full pinyin, and with what people put around it
//! (办低保, 低保怎么申请, 老人低保).

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde_yaml::{Mapping, Value};

use super::pinyin::sounded;
use super::text::fold;

/// `assets/plain_words.yaml` as JSON.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/plain_words.json"));

static TABLE: LazyLock<PlainWords> = LazyLock::new(|| {
    serde_json::from_str(BUILT_IN)
        .ok()
        .and_then(|table| PlainWords::default().with(&table, BUILT_IN).ok())
        .unwrap_or_default()
});

/// What people put before a thing.
const BEFORE: [&str; 14] = [
    "我要", "我想", "怎么", "如何", "哪里", "在哪", "申请", "办理", "查询", "关于", "领取", "领", "办", "查",
];
/// What people put behind it.
const BEHIND: [&str; 16] = [
    "怎么办",
    "怎么弄",
    "怎么申请",
    "怎么办理",
    "怎么领",
    "在哪办",
    "找谁",
    "归谁管",
    "谁管",
    "申请",
    "办理",
    "政策",
    "的事",
    "问题",
    "方面",
    "的",
];

/// A longer word is a sentence.
const LONGEST: usize = 12;

/// The table.
#[derive(Debug, Clone, Default)]
pub struct PlainWords {
    /// Folded plain word → what the texts say.
    rows: HashMap<String, Vec<String>>,
    /// Its pinyin in full → the folded plain word.
    by_sound: HashMap<String, String>,
}

/// Why a table cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainError {
    /// The line of the file, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub kind: PlainErrorKind,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlainErrorKind {
    /// No YAML.
    #[error("{0}")]
    Syntax(String),
    /// Not plain words with what each means.
    #[error("not a table of plain words")]
    Shape,
    /// What a plain word means is neither a text nor a list of texts.
    #[error("what {0:?} means is no text")]
    Meaning(String),
}

impl fmt::Display for PlainError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        self.kind.fmt(out)
    }
}

impl std::error::Error for PlainError {}

impl PlainWords {
    /// The table that is built in.
    pub fn built_in() -> &'static Self {
        &TABLE
    }

    /// The same with the rows of a `words.yaml`: `低保: 社会救助标准` or a list of texts, at the top or under `words`; or
    /// a list of `{say: …, means: …}`.
    ///
    /// # Errors
    /// The first row that cannot be read; nothing of the file is taken then.
    pub fn with_yaml(&self, text: &str) -> Result<Self, PlainError> {
        let value: Value = serde_yaml::from_str(text).map_err(|error| PlainError {
            line: error.location().map(|place| place.line()),
            kind: PlainErrorKind::Syntax(error.to_string()),
        })?;
        self.with(&value, text)
    }

    fn with(&self, value: &Value, text: &str) -> Result<Self, PlainError> {
        let mut words = self.clone();
        for (say, means) in rows(value).ok_or(PlainError { line: None, kind: PlainErrorKind::Shape })? {
            let wrong = |what: &Value| {
                let said = shown(what);
                let line = text.lines().position(|line| !said.is_empty() && line.contains(&said));
                PlainError { line: line.map(|line| line + 1), kind: PlainErrorKind::Meaning(said) }
            };
            let says = texts(say).ok_or_else(|| wrong(say))?;
            let means = texts(means).ok_or_else(|| wrong(say))?;
            for say in says {
                words.add(&say, &means);
            }
        }
        Ok(words)
    }

    fn add(&mut self, say: &str, means: &[String]) {
        let say = fold(say).trim().to_owned();
        if say.is_empty() {
            return;
        }
        self.by_sound.entry(letters(&say)).or_insert_with(|| say.clone());
        let known = self.rows.entry(say).or_default();
        known.retain(|one| !means.contains(one));
        known.splice(0..0, means.iter().cloned());
    }

    /// What the texts say for a plain word, best first; nothing where it is none.
    pub fn meaning(&self, word: &str) -> &[String] {
        let word = fold(word);
        self.row(word.trim()).map_or(&[], Vec::as_slice)
    }

    /// What the texts say for the longest plain word that makes at least half of a longer one (孩子上学, 暖气费).
    pub fn meaning_within(&self, word: &str) -> &[String] {
        let signs: Vec<char> = fold(word).trim().chars().collect();
        let shortest = signs.len().div_ceil(2).max(2);
        if signs.len() > LONGEST {
            return &[];
        }
        // What is asked about stands at the end more often than at the beginning.
        let known = |length: usize| {
            let mut windows = signs.windows(length).rev();
            windows.find_map(|part| self.rows.get(&part.iter().collect::<String>()))
        };
        (shortest..signs.len()).rev().find_map(known).map_or(&[], Vec::as_slice)
    }

    fn row(&self, word: &str) -> Option<&Vec<String>> {
        let known = |word: &str| self.rows.get(word).or_else(|| self.rows.get(self.by_sound.get(word)?));
        let within = |word: &str| {
            let behind = BEFORE.iter().filter_map(|before| word.strip_prefix(before));
            let before = BEHIND.iter().filter_map(|behind| word.strip_suffix(behind));
            behind.chain(before).find_map(known)
        };
        let both = || BEFORE.iter().filter_map(|before| word.strip_prefix(before)).find_map(within);
        known(word).or_else(|| within(word)).or_else(both)
    }

    /// Every plain word.
    pub fn says(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }

    /// Every plain word with what it means.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.rows.iter().map(|(say, means)| (say.as_str(), means.as_slice()))
    }
}

/// The rows of a file; none where it has another shape. An empty file has no rows.
fn rows(value: &Value) -> Option<Vec<(&Value, &Value)>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Mapping(map) => match map.get("words") {
            Some(words @ (Value::Mapping(_) | Value::Sequence(_) | Value::Null)) => rows(words),
            _ => Some(map.iter().filter(|(key, _)| key.as_str() != Some("schema")).collect()),
        },
        Value::Sequence(list) => list.iter().map(|row| pair(row.as_mapping()?)).collect(),
        _ => None,
    }
}

fn pair(row: &Mapping) -> Option<(&Value, &Value)> {
    if let (Some(say), Some(means)) = (row.get("say"), row.get("means")) {
        return Some((say, means));
    }
    (row.len() == 1).then(|| row.iter().next())?
}

/// A text or a list of texts; a number is a text (12345).
fn texts(value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match value {
        Value::Sequence(list) if !list.is_empty() => list.iter().map(one).collect(),
        _ => one(value).map(|text| vec![text]),
    }
}

fn shown(value: &Value) -> String {
    texts(value).and_then(|texts| texts.into_iter().next()).unwrap_or_default()
}

/// The pinyin of a word in full, in letters alone.
fn letters(word: &str) -> String {
    sounded(word).replace(' ', "")
}

#[cfg(test)]
mod tests;
