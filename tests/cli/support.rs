//! A data folder of its own, and the program run on it.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program on a fresh data folder, on 8 July 2024.
pub struct Bench {
    folder: TempDir,
}

/// What came of one run.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The data folder; not there before the first run.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder of the built-in plan.
    pub fn plan(&self) -> PathBuf {
        self.data().join("zhoucun-2024")
    }

    /// The program without a word, in a bare environment.
    pub fn bare(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peidang"));
        command.env_clear().env("HOME", self.folder.path()).env("USER", "张某").stdin(Stdio::null());
        command
    }

    /// The program with its data folder and day.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bare();
        command.arg("--data").arg(self.data()).args(["--today", "2024-07-08"]).args(words);
        command
    }

    /// Runs a prepared command.
    #[allow(clippy::unused_self, reason = "reads as bench.run beside bench.peidang")]
    pub fn run(&self, command: &mut Command) -> Run {
        Run::new(&command.output().unwrap())
    }

    /// Runs the program.
    pub fn peidang(&self, words: &[&str]) -> Run {
        self.run(&mut self.command(words))
    }

    /// Runs the program, which must do well; standard output.
    pub fn ok(&self, words: &[&str]) -> String {
        let run = self.peidang(words);
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        run.out
    }

    /// Adds an entry; its id.
    pub fn add(&self, words: &[&str]) -> String {
        let out = self.ok(&[&["add"], words].concat());
        out.strip_suffix('\n').unwrap().to_owned()
    }

    /// All rows.
    pub fn rows(&self) -> Vec<Value> {
        let run = self.peidang(&["list", "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.json().as_array().unwrap().clone()
    }

    /// All of one entry.
    pub fn entry(&self, id: &str) -> Value {
        self.peidang(&["show", id, "--format", "json"]).json()
    }
}
