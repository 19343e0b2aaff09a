//! The words and the rules of the field. Pure: no files, no screen, no clock; "today" is always an argument.
//!
//! The words themselves, one each everywhere, are in `docs/words.md`; what every type means is said at the type.

pub mod activity;
pub mod arrange;
pub mod change;
pub mod chase;
pub mod combined;
pub mod duty;
pub mod edit;
pub mod entry;
pub mod field;
pub mod light;
pub mod merge;
pub mod plan;
pub mod report;
pub mod rollover;
pub mod round;
pub mod rows;
#[cfg(test)]
mod sample;
pub mod sheet;
pub mod status;
pub mod unit;
mod unknown;
pub mod version;
pub mod when;
pub mod workdays;
pub mod workspace;

pub use unknown::Unknown;

/// The ASCII form of a full-width character (`Ａ`, `７`, `！`); any other as it is. The full-width forms lie in one block,
/// in ASCII's order.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Reads a text where a person may have left the value out: a missing value is the empty text.
pub(crate) fn text_or_nothing<'de, D, T>(source: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de> + Default,
{
    use serde::Deserialize as _;
    Ok(Option::<T>::deserialize(source)?.unwrap_or_default())
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
