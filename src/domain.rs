//! The words and the rules of the field. Pure: no files, no screen, no clock; "today" is always an argument.

pub mod when;
pub mod workdays;
