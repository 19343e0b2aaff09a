//! The real binary: words, streams, formats and exit codes that scripts written elsewhere rely on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may end the test")]

#[path = "cli/support.rs"]
mod support;

#[path = "cli/backup.rs"]
mod backup;
#[path = "cli/changes.rs"]
mod changes;
#[path = "cli/chase.rs"]
mod chase;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/completing.rs"]
mod completing;
#[path = "cli/find.rs"]
mod find;
#[path = "cli/options.rs"]
mod options;
#[path = "cli/papers.rs"]
mod papers;
#[path = "cli/plan.rs"]
mod plan;
#[cfg(unix)]
#[path = "cli/privacy.rs"]
mod privacy;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/settings.rs"]
mod settings;
#[path = "cli/time.rs"]
mod time;
#[path = "cli/weekly.rs"]
mod weekly;
