//! The door: the clock, the random source, the environment and the arguments come in here and nowhere else.

use std::process::ExitCode;

use chrono::{Local, NaiveDateTime, Timelike};
use peidang::cli::{self, Options, Request, World};
use peidang::screen::theme::Surroundings;
use peidang::terminal::{self, Start};
use peidang::tutorial;

fn main() -> ExitCode {
    let world = World {
        program: || std::env::current_exe().ok(),
        now: now(),
        chance: || fastrand::u64(..),
        variable: |name| std::env::var_os(name),
    };
    match cli::run(std::env::args_os().skip(1), world) {
        Request::Done(code) => ExitCode::from(code),
        Request::Workbench(options) => workbench(*options),
    }
}

/// The moment, to the second.
fn now() -> NaiveDateTime {
    let now = Local::now().naive_local();
    now.with_nanosecond(0).unwrap_or(now)
}

fn workbench(options: Options) -> ExitCode {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let language = options.language;
    // The tutorial has its own day.
    let given_day = options.given_day.or_else(|| options.tutorial.then(tutorial::day));
    let start = Start {
        data: options.data,
        plan: options.plan,
        review: options.review,
        language,
        by: options.by,
        config: options.config,
        config_faults: options.config_faults,
        now: std::sync::Arc::new(move || given_day.map_or_else(now, |day| day.and_time(now().time()))),
        chance: || fastrand::u64(..),
        no_color: variable("NO_COLOR").is_some(),
        truecolor: Surroundings::is_truecolor(|name| Some(variable(name)?.to_string_lossy().into_owned())),
        editor: variable("VISUAL")
            .or_else(|| variable("EDITOR"))
            .map(|name| name.to_string_lossy().into_owned()),
        tmux: variable("TMUX"),
        screen: variable("STY"),
        terminal: variable("TERM").map(|name| name.to_string_lossy().into_owned()),
        tutorial: options.tutorial,
    };
    let outcome = if options.tutorial { terminal::learn(start) } else { terminal::open(&start) };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let (code, text) = error.said(language);
            ExitCode::from(cli::complain(code, text, language))
        }
    }
}
