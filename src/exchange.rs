//! Formats in and out, bytes only: no files, no screen. One format or document per file.

pub mod activities;
pub mod annual;
pub mod bulletin;
pub mod chase;
pub mod csv;
pub mod document;
pub mod handover;
pub mod ics;
mod ledger;
pub mod notice;
pub mod read;
pub mod sheets;
pub mod unit_record;
pub mod weekly;
mod wording;
