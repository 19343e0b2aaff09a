//! Formats in and out, bytes only: no files, no screen. One format or document per file.

pub mod activities;
pub mod chase;
pub mod ics;
pub mod weekly;
pub mod workbook;
