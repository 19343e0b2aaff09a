//! Formats in and out, bytes only: no files, no screen. One format or document per file.

pub mod activities;
pub mod chase;
pub mod document;
pub mod ics;
mod ledger;
pub mod weekly;
mod wording;
pub mod workbook;
