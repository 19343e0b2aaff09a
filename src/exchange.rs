//! Formats in and out, bytes only: no files, no screen. One format or document per file.

pub mod chase;
pub mod notice;
pub mod weekly;
