//! Reads the texts of a section: what `words!` makes of a struct. Some twelve hundred labels read by serde's derived code
//! were an eighth of the program; here each is one call.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

/// What keeps texts from being read whole: where, and what is the matter. Empty: all is there, and nothing else.
#[derive(Debug, Default)]
pub struct Slips {
    at: Vec<String>,
    found: Vec<String>,
}

impl Slips {
    /// What was found, `views.tree: missing`.
    pub fn found(self) -> Vec<String> {
        self.found
    }

    #[inline(never)]
    pub(super) fn say(&mut self, what: &str) {
        self.found.push(format!("{}: {what}", self.at.join(".")));
    }

    #[inline(never)]
    fn enter(&mut self, name: &str) {
        self.at.push(name.to_owned());
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.at.pop();
    }

    fn within<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(name);
        let read = read(self);
        self.leave();
        read
    }
}

/// What texts are kept in. What is missing or of another shape is a slip and stays empty: a program without a label still
/// beats none.
pub trait Texts: Default {
    /// Reads them.
    fn read(value: Value, slips: &mut Slips) -> Self;
}

impl Texts for String {
    fn read(value: Value, slips: &mut Slips) -> Self {
        if let Value::String(text) = value {
            return text;
        }
        slips.say("no text");
        Self::new()
    }
}

impl<T: Texts> Texts for Option<T> {
    fn read(value: Value, slips: &mut Slips) -> Self {
        Some(T::read(value, slips))
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn read(value: Value, slips: &mut Slips) -> Self {
        let Value::Sequence(items) = value else {
            slips.say("no list");
            return Self::new();
        };
        let of =
            |(place, item): (usize, Value)| slips.within(&place.to_string(), |slips| T::read(item, slips));
        items.into_iter().enumerate().map(of).collect()
    }
}

impl<const N: usize> Texts for [String; N]
where
    Self: Default,
{
    fn read(value: Value, slips: &mut Slips) -> Self {
        Vec::read(value, slips).try_into().unwrap_or_else(|_| {
            slips.say("another number of them");
            Self::default()
        })
    }
}

impl<K: DeserializeOwned + Eq + Hash, T: Texts, S: BuildHasher + Default> Texts for HashMap<K, T, S> {
    fn read(value: Value, slips: &mut Slips) -> Self {
        let mut read = Self::default();
        for (key, value) in mapping(value, slips) {
            let name = key.as_str().unwrap_or_default().to_owned();
            slips.within(&name, |slips| match K::deserialize(key) {
                Ok(key) => drop(read.insert(key, T::read(value, slips))),
                Err(error) => slips.say(&error.to_string()),
            });
        }
        read
    }
}

fn mapping(value: Value, slips: &mut Slips) -> Mapping {
    if let Value::Mapping(mapping) = value {
        return mapping;
    }
    slips.say("no fields");
    Mapping::new()
}

/// The fields of one struct, taken one by one.
pub struct Fields<'a> {
    given: Mapping,
    slips: &'a mut Slips,
}

impl<'a> Fields<'a> {
    /// Those of a value.
    pub fn of(value: Value, slips: &'a mut Slips) -> Self {
        Self { given: mapping(value, slips), slips }
    }

    /// Puts the field called `name` in its place, which is empty: twelve hundred fields are read so, and what is put there
    /// at once need not be taken away again by code of its own where a later one is amiss.
    #[inline(never)]
    pub fn put<T: Texts>(&mut self, name: &str, place: &mut T) {
        if let Some(value) = self.given(name) {
            *place = T::read(value, self.slips);
        }
        self.slips.leave();
    }

    /// Goes to the field called `name`; what it is given. Apart from [`Self::put`], which is compiled for each type.
    #[inline(never)]
    fn given(&mut self, name: &str) -> Option<Value> {
        self.slips.enter(name);
        let value = self.given.remove(name);
        if value.is_none() {
            self.slips.say("missing");
        }
        value
    }

    /// The field called `name`, which need not be there.
    pub fn may<T: Texts>(&mut self, name: &str, place: &mut T) {
        if self.given.contains_key(name) {
            self.put(name, place);
        }
    }

    /// What nobody took is a slip.
    pub fn end(self) {
        for name in self.given.keys().filter_map(Value::as_str) {
            self.slips.within(name, |slips| slips.say("nothing reads this"));
        }
    }
}

/// A struct of texts, read from the mapping with its fields' names; each field is named after what it says. `may` before a
/// field: it can be left out.
macro_rules! words {
    ($(#[$of_struct:meta])* $seen:vis struct $name:ident {
        $($(#[$of_field:meta])* $field_seen:vis $field:ident: $kind:ty,)*
        $(; $($(#[$of_other:meta])* $other_seen:vis $other:ident: $other_kind:ty,)*)?
    }) => {
        $(#[$of_struct])*
        #[derive(Debug, Clone, Default)]
        #[allow(missing_docs, reason = "each is named after what it says; the texts stand in assets/words")]
        $seen struct $name {
            $($(#[$of_field])* $field_seen $field: $kind,)*
            $($($(#[$of_other])* $other_seen $other: $other_kind,)*)?
        }

        impl $crate::words::texts::Texts for $name {
            fn read(value: serde_yaml::Value, slips: &mut $crate::words::texts::Slips) -> Self {
                let mut fields = $crate::words::texts::Fields::of(value, slips);
                let mut read = Self::default();
                $(fields.put(stringify!($field), &mut read.$field);)*
                $($(fields.may(stringify!($other), &mut read.$other);)*)?
                fields.end();
                read
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        struct Inner { one: String, }
    }

    words! {
        /// Sample.
        struct Outer {
            title: String,
            inner: Inner,
            pair: [String; 2],
            by_name: HashMap<String, Vec<String>>,
            ;
            more: Option<String>,
        }
    }

    fn read(text: &str) -> (Outer, Vec<String>) {
        let mut slips = Slips::default();
        let read = Outer::read(serde_yaml::from_str(text).unwrap(), &mut slips);
        (read, slips.found())
    }

    #[test]
    fn texts_are_read_by_the_names_of_the_fields() {
        let text = "title: 配档\ninner: {one: 一}\npair: [甲, 乙]\nby_name: {x: [一, 二]}\n";
        let (outer, slips) = read(text);
        assert!(slips.is_empty(), "{slips:?}");
        assert_eq!((outer.title.as_str(), outer.inner.one.as_str()), ("配档", "一"));
        assert_eq!(outer.pair, ["甲", "乙"]);
        assert_eq!(outer.by_name["x"], ["一", "二"]);
        assert_eq!(outer.more, None);
        assert_eq!(read(&format!("{text}more: 还有\n")).0.more.as_deref(), Some("还有"));
    }

    #[test]
    fn what_is_missing_too_much_or_of_another_shape_is_named() {
        let (outer, slips) = read("inner: {one: [], two: 二}\npair: [甲]\nby_name: {x: 一}\nother: 无\n");
        assert_eq!(outer.title, "");
        assert_eq!(
            slips,
            [
                "title: missing",
                "inner.one: no text",
                "inner.two: nothing reads this",
                "pair: another number of them",
                "by_name.x: no list",
                "other: nothing reads this",
            ]
        );
    }
}
