//! The search as a person judges it: what has to stand first for what is typed, on the built-in plan with a realistic set
//! of entries, records and activities. The queries are in `tests/search/judged.yaml`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "search/judged.rs"]
mod judged;
#[path = "search/properties.rs"]
mod properties;
#[path = "search/workspace.rs"]
mod workspace;
