//! What the program endures: kills, closed windows, stopped and broken terminals. The real binary in a pseudo-terminal.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "endurance/kills.rs"]
mod kills;
#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;
#[path = "endurance/terminals.rs"]
mod terminals;

use std::path::Path;
use std::process::{Command, Output};

/// The command line beside a workbench.
fn peidang(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_peidang"))
        .arg("--data")
        .arg(data)
        .args(["--today", "2024-07-08", "--lang", "zh"])
        .args(words)
        .output()
        .unwrap()
}

/// Its standard output; it must do well.
fn peidang_ok(data: &Path, words: &[&str]) -> String {
    let done = peidang(data, words);
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}
