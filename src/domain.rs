//! The words and the rules of the field. Pure: no files, no screen, no clock; "today" is always an argument.
//!
//! The words themselves, one each everywhere, are in `docs/words.md`; what every type means is said at the type.

pub mod activity;
pub mod change;
pub mod chase;
pub mod edit;
pub mod entry;
pub mod field;
pub mod light;
pub mod plan;
pub mod report;
pub mod rows;
pub mod status;
pub mod unit;
pub mod when;
pub mod workdays;
pub mod workspace;

/// Keys of a file that this version does not know. They are kept in their order and written back after the known ones,
/// so that a newer version's file is never impoverished.
pub type Unknown = serde_yaml::Mapping;

/// Reads a text where a person may have left the value out: a missing value is the empty text. A whole number that
/// stands without quotation marks (a phone number) is the text of its digits; a number with a point is refused, because
/// `7.10` would come out as `7.1`, another day.
pub(crate) fn text_or_nothing<'de, D>(source: D) -> Result<String, D::Error>
where
    D: serde::Deserializer<'de>,
{
    source.deserialize_any(Text)
}

/// What may stand where a text is expected.
struct Text;

impl serde::de::Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a text (a number with a point needs quotation marks)")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bool<E>(self, truth: bool) -> Result<String, E> {
        Ok(truth.to_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_none<E>(self) -> Result<String, E> {
        Ok(String::new())
    }
}

/// Reads a list where a person may have left the value out: a missing value is the empty list.
pub(crate) fn list_or_nothing<'de, D, T>(source: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de>,
{
    use serde::Deserialize as _;
    Ok(Option::<Vec<T>>::deserialize(source)?.unwrap_or_default())
}
