//! The templates of chase texts, embedded; a user's file of the same keys takes the place of those that it names.

use std::fmt::Display;
use std::sync::OnceLock;

static BUILT_IN: &str = include_str!("../../../assets/chase.yaml");

/// The struct of the templates, and how each gets its text: one call each, where derived code was forty kilobytes.
macro_rules! templates {
    ($($name:ident,)*) => {
        /// The templates; each is named after its text.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after what it says; the texts stand in assets/chase.yaml")]
        pub struct Templates {
            $(pub $name: String,)*
        }

        impl Templates {
            /// The texts of a mapping that has one for each name.
            fn of(all: &serde_yaml::Mapping) -> Self {
                Self { $($name: text(all, stringify!($name)),)* }
            }

            #[cfg(test)]
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];
        }
    };
}

templates! {
    remind,
    urge,
    group,
    group_late,
    group_undated,
    group_done,
    item,
    item_plain,
    late,
    late_unnumbered,
    due,
    due_today,
    unreported,
    unrecorded,
    more,
    contact,
    missing,
    partly,
    nothing,
    several,
    several_urge,
    several_others,
    unit_one,
    unit_many,
    duty,
    duty_late,
    everybody,
    owing,
    so_far,
}

fn text(all: &serde_yaml::Mapping, name: &str) -> String {
    all.get(name).and_then(serde_yaml::Value::as_str).unwrap_or_default().to_owned()
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
        Ok(Self::of(&all))
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
