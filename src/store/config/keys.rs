//! `keys` in `config.yaml`: the user's own keys, as they are written. What they mean, and whether they mean anything, is
//! the workbench's business; here a key that stands twice is kept twice, so that it can be named.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lines::Lines;

/// A key and its command; no command takes the key away.
pub type KeyLine = (String, Option<String>);

/// Context → keys, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyLines(pub Vec<(String, Vec<KeyLine>)>);

impl KeyLines {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A mapping with the order and the repetitions of the file.
struct Pairs<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Seen<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Seen<T> {
            type Value = Pairs<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a mapping")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Pairs(Vec::new()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(KeyName(name)) = map.next_key()? {
                    pairs.push((name, map.next_value()?));
                }
                Ok(Pairs(pairs))
            }
        }

        source.deserialize_any(Seen(std::marker::PhantomData))
    }
}

/// The name of a key: YAML takes a bare digit for a number.
struct KeyName(String);

impl<'de> Deserialize<'de> for KeyName {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Number(i64),
        }
        Ok(Self(match Written::deserialize(source)? {
            Written::Text(text) => text,
            Written::Number(number) => number.to_string(),
        }))
    }
}

impl<'de> Deserialize<'de> for KeyLines {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let contexts: Pairs<Pairs<Option<String>>> = Pairs::deserialize(source)?;
        Ok(Self(contexts.0.into_iter().map(|(context, keys)| (context, keys.0)).collect()))
    }
}

impl Serialize for KeyLines {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        struct Keys<'a>(&'a [KeyLine]);

        impl Serialize for Keys<'_> {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                let mut map = out.serialize_map(Some(self.0.len()))?;
                for (key, command) in self.0 {
                    map.serialize_entry(key, command)?;
                }
                map.end()
            }
        }

        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (context, keys) in &self.0 {
            map.serialize_entry(context, &Keys(keys))?;
        }
        map.end()
    }
}

/// The line, from 1, on which the `nth` key of this name stands in a context of the settings; the line of the context, or
/// of `keys`, where it stands in one line with others. None where there are no keys.
pub fn line_of(text: &str, context: &str, key: &str, nth: usize) -> Option<usize> {
    let lines = Lines::of(text);
    let top = lines.top().find(|at| lines.names(*at, "keys"))?;
    let Some(of_context) = lines.under(top).find(|at| lines.names(*at, context)) else {
        return Some(top + 1);
    };
    let found = lines.under(of_context).filter(|at| lines.names(*at, key)).nth(nth);
    Some(found.unwrap_or(of_context) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "by: 张某\nkeys:\n  # mine\n  any:\n    X: undo\n    \"9\": note\n  tree: {s: note}\nlanguage: zh\n";

    #[test]
    fn keys_are_read_in_order_with_their_repetitions() {
        let read: KeyLines = serde_yaml::from_str("any: {X: undo, X: redo, 9: note, q: }\ntree:\n").unwrap();
        let any = [("X", Some("undo")), ("X", Some("redo")), ("9", Some("note")), ("q", None)];
        let any = any.map(|(key, command)| (key.to_owned(), command.map(str::to_owned))).to_vec();
        assert_eq!(read, KeyLines(vec![("any".to_owned(), any), ("tree".to_owned(), Vec::new())]));
        let again = serde_yaml::to_string(&read).unwrap();
        assert_eq!(serde_yaml::from_str::<KeyLines>(&again).unwrap(), read);
        assert!(serde_yaml::from_str::<KeyLines>("[a]").is_err());
    }

    #[test]
    fn a_key_is_found_on_its_line() {
        assert_eq!(line_of(TEXT, "any", "X", 0), Some(5));
        assert_eq!(line_of(TEXT, "any", "9", 0), Some(6));
        assert_eq!(line_of(TEXT, "tree", "s", 0), Some(7));
        assert_eq!(line_of(TEXT, "overlay", "s", 0), Some(2));
        assert_eq!(line_of("by: a\n", "any", "X", 0), None);
        assert_eq!(line_of("keys:\n any:\n  X: undo\n  X: redo\n", "any", "X", 1), Some(4));
    }
}
