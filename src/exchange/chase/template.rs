//! The templates of chase texts, embedded; a user's file of the same keys takes the place of those that it names.

use std::fmt::Display;
use std::sync::OnceLock;

use serde::Deserialize;

static BUILT_IN: &str = include_str!("../../../assets/chase.yaml");

/// The templates; each is named after its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "each is named after what it says; the texts stand in assets/chase.yaml")]
#[serde(deny_unknown_fields)]
pub struct Templates {
    pub remind: String,
    pub urge: String,
    pub group: String,
    pub group_late: String,
    pub group_undated: String,
    pub group_done: String,
    pub item: String,
    pub item_plain: String,
    pub late: String,
    pub late_unnumbered: String,
    pub due: String,
    pub due_today: String,
    pub unreported: String,
    pub unrecorded: String,
    pub more: String,
    pub contact: String,
    pub missing: String,
    pub partly: String,
    pub nothing: String,
    pub several: String,
    pub several_urge: String,
    pub several_others: String,
    pub unit_one: String,
    pub unit_many: String,
    pub duty: String,
    pub duty_late: String,
    pub everybody: String,
    pub owing: String,
    pub so_far: String,
}

/// Why a file of templates cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct UnreadableTemplates {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl Templates {
    /// The embedded templates.
    pub fn built_in() -> &'static Self {
        static READ: OnceLock<Templates> = OnceLock::new();
        // The file is part of the program, and a test reads it.
        READ.get_or_init(|| Self::overridden("").unwrap_or_default())
    }

    /// The embedded templates with the user's own in their places.
    pub fn overridden(yaml: &str) -> Result<Self, UnreadableTemplates> {
        let unreadable = |error: serde_yaml::Error| UnreadableTemplates {
            line: error.location().map(|place| place.line()),
            reason: error.to_string(),
        };
        let mut all: serde_yaml::Mapping = serde_yaml::from_str(BUILT_IN).map_err(unreadable)?;
        // A file of nothing but comments overrides nothing.
        let own: Option<serde_yaml::Mapping> = serde_yaml::from_str(yaml).map_err(unreadable)?;
        for (key, value) in own.unwrap_or_default() {
            let name = key.as_str().unwrap_or_default().to_owned();
            let starts = |line: &str| line.trim_start_matches(['\"', '\'']).starts_with(&name);
            let line = yaml.lines().position(starts).map(|place| place + 1);
            if !all.contains_key(&key) {
                return Err(UnreadableTemplates { line, reason: format!("{name}?") });
            }
            if !value.is_string() {
                return Err(UnreadableTemplates { line, reason: format!("{name}: text expected") });
            }
            // A slip in the name of a value would be sent as it stands.
            let text = value.as_str().unwrap_or_default();
            if let Some(slip) = names(text).find(|name| !names(BUILT_IN).any(|known| known == *name)) {
                return Err(UnreadableTemplates { line, reason: format!("{{{slip}}}?") });
            }
            all.insert(key, value);
        }
        serde_yaml::from_value(serde_yaml::Value::Mapping(all)).map_err(unreadable)
    }
}

/// The names of values in a template: small letters in braces; other braces are text.
fn names(template: &str) -> impl Iterator<Item = &str> {
    let inside = template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    inside.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

/// A template with each `{name}` replaced, in one pass: braces in what is put in stay.
pub(super) fn fill(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let found = after.split_once('}').and_then(|(name, behind)| {
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (value.to_string(), behind))
        });
        if let Some((value, behind)) = found {
            text.push_str(&value);
            rest = behind;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}
