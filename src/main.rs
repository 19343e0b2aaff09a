//! The door: the clock, the random source, the environment and the arguments come in here and nowhere else.

use std::process::ExitCode;

use chrono::{Local, Timelike};
use peidang::cli::{self, Request, World};

fn main() -> ExitCode {
    let now = Local::now().naive_local();
    let world = World {
        now: now.with_nanosecond(0).unwrap_or(now),
        chance: || fastrand::u64(..),
        variable: |name| std::env::var_os(name),
    };
    match cli::run(std::env::args_os().skip(1), world) {
        Request::Done(code) => ExitCode::from(code),
        Request::Workbench(_) => ExitCode::FAILURE,
    }
}
