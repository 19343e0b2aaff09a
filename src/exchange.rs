//! Formats in and out, bytes only: no files, no screen. One format or document per file.

pub mod activities;
pub mod chase;
pub mod csv;
pub mod ics;
pub mod read;
pub mod sheets;
pub mod weekly;
pub mod workbook;
