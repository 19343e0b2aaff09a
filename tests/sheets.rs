//! 下发 and 收回 by the real binary, on files that other programs wrote (`sheets/make.py`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helper may end the test")]

#[path = "cli/support.rs"]
#[allow(dead_code, reason = "each test binary uses its part")]
mod support;

#[path = "sheets/back.rs"]
mod back;
#[path = "sheets/foreign.rs"]
mod foreign;
#[path = "sheets/out.rs"]
mod out;
#[path = "sheets/refused.rs"]
mod refused;
