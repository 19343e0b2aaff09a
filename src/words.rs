//! Every label and message, in Chinese and English. Lower rooms return typed errors; this room makes the sentence.
//!
//! The texts are data in `assets/words/SECTION.LANGUAGE.yaml`, one struct per section (`build.rs` makes JSON of them): a test reads both languages, and a
//! label that is missing in one, or that nothing reads, fails it.

/// The texts of a section in both languages, by its name.
macro_rules! section {
    ($name:literal) => {
        $crate::words::Section::new(
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".zh.json")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".en.json")),
        )
    };
}

#[macro_use]
pub mod texts;

pub mod change;
pub mod cli;
pub mod commands;
pub mod domain;
pub mod fault;
pub mod git;
pub mod history;
pub mod news;
pub mod notice;
pub mod query;
pub mod refusal;
pub mod report;
pub mod review;
pub mod screen;
pub mod search;
pub mod settings;
pub mod sheets;
pub mod time;
pub mod tutorial;
pub mod when;

use std::fmt::Display;
use std::str::FromStr;
use std::sync::OnceLock;

use self::texts::{Slips, Texts};

/// The language of screen and messages. Reports, sheets and chases are Chinese whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The language of a locale such as `en_GB.UTF-8`: English if it begins with `en`, else Chinese (C and POSIX too).
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("en") { Self::English } else { Self::Chinese }
    }

    /// Some things, one after the other.
    pub fn listed(self, things: &[impl AsRef<str>]) -> String {
        let between = match self {
            Self::Chinese => "、",
            Self::English => ", ",
        };
        things.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
    }

    /// The key on the command line and in `config.yaml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }
}

/// A word that names no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: zh or en")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.trim().to_lowercase().as_str() {
            "zh" | "zh-cn" | "zh_cn" | "中文" | "chinese" => Ok(Self::Chinese),
            "en" | "english" | "英文" => Ok(Self::English),
            _ => Err(UnknownLanguage(word.to_owned())),
        }
    }
}

/// One section's texts in both languages, read once.
pub struct Section<T: 'static> {
    chinese: (&'static str, OnceLock<T>),
    english: (&'static str, OnceLock<T>),
}

impl<T: Texts> Section<T> {
    /// The embedded texts.
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self { chinese: (chinese, OnceLock::new()), english: (english, OnceLock::new()) }
    }

    /// The texts in `language`.
    pub fn of(&'static self, language: Language) -> &'static T {
        let (text, slot) = match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        };
        // The texts are part of the program, and a test reads each; a program without labels still beats none.
        slot.get_or_init(|| read(text).0)
    }

    /// What keeps either language from being read whole, or stands in it for nothing.
    pub fn check(&self) -> Result<(), Vec<String>> {
        let found: Vec<String> =
            [self.chinese.0, self.english.0].into_iter().flat_map(|text| read::<T>(text).1).collect();
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// The texts of a section, and what of them is amiss.
fn read<T: Texts>(text: &str) -> (T, Vec<String>) {
    match parsed(text) {
        Ok(value) => {
            let mut slips = Slips::default();
            let read = T::read(value, &mut slips);
            (read, slips.found())
        }
        Err(error) => (T::default(), vec![error]),
    }
}

/// Apart from [`read`], which is compiled for each section.
#[inline(never)]
fn parsed(text: &str) -> Result<serde_yaml::Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// A text with each `{name}` replaced by its value, and each `{name:row|rows}` by the value with the word that it wants.
pub fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        text.push_str(before);
        let value = after.find('}').and_then(|end| {
            let (name, forms) = after[1..end]
                .split_once(':')
                .map_or((&after[1..end], None), |(name, forms)| (name, Some(forms)));
            let forms = forms.and_then(|forms| forms.split_once('|'));
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (value, forms, end))
        });
        if let Some((value, forms, end)) = value {
            use std::fmt::Write as _;
            let from = text.len();
            let _ = write!(text, "{value}");
            if let Some((one, many)) = forms {
                let word = if &text[from..] == "1" { one } else { many };
                text.push(' ');
                text.push_str(word);
            }
            rest = &after[end + 1..];
        } else {
            text.push('{');
            rest = &after[1..];
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        let unit = "区民政局";
        let rows = |n: usize| fill("{n:row|rows} marked", &[("n", &n)]);
        assert_eq!(
            (rows(0), rows(1), rows(21)),
            ("0 rows marked".into(), "1 row marked".into(), "21 rows marked".into())
        );
        assert_eq!(fill("{unit}：{n}项 {x} {", &[("unit", &unit), ("n", &3)]), "区民政局：3项 {x} {");
    }

    #[test]
    fn every_label_of_the_domain_stands_in_both_languages() {
        domain::SECTION.check().unwrap();
    }
}
