//! `peidang --tutorial` as a person has it: the real binary in a pseudo-terminal, walked from the first step to the last.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use std::path::Path;

use tempfile::TempDir;
use terminal::Terminal;

/// The person's own folder, which the tutorial leaves alone, and one for what is temporary.
struct Ground {
    own: TempDir,
    temporary: TempDir,
}

impl Ground {
    fn new() -> Self {
        let own = tempfile::tempdir().unwrap();
        // Reports would go where the settings say; in the tutorial they must not.
        let reports = own.path().join("my-reports");
        let settings = format!("by: 王某\nexport_folder: {}\n", reports.display());
        std::fs::write(own.path().join("config.yaml"), settings).unwrap();
        Self { own, temporary: tempfile::tempdir().unwrap() }
    }

    fn open(&self, language: &str) -> Terminal {
        let temporary = self.temporary.path().to_str().unwrap();
        let options = ["--tutorial", "--lang", language];
        Terminal::open_among(self.own.path(), &options, (24, 80), &[("TMPDIR", temporary)])
    }

    /// Nothing was written in the person's folder, and nothing temporary stays behind.
    fn is_clean(&self) {
        assert_eq!(names(self.own.path()), ["config.yaml"]);
        assert_eq!(names(self.temporary.path()), Vec::<String>::new());
    }
}

fn names(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap();
    all.map(|item| item.unwrap().file_name().into_string().unwrap()).collect()
}

/// The steps: what is typed for each, and what is waited for before the last of it.
const KEYS: [&[(&str, &str)]; 13] = [
    &[("jjjjjjj", "")],
    &[("\r", ""), ("j", "")],
    &[("s", "8 "), ("3", "")],
    &[("n", ""), ("周五前送材料\r", "")],
    &[("u", "")],
    &[(")", ""), ("a", "Ctrl-S"), ("公开惠农政策清单\x13", "")],
    &[("/", ""), ("jiuzhu", "动态调整"), ("\r", "")],
    &[("2", ""), ("f", ""), ("!overdue\r", "")],
    &[("\x1b", ""), ("3", "")],
    &[("4", ""), ("c", "Tab"), ("\r", "")],
    &[("5", "")],
    &[("x", "PgDn"), ("\r", "")],
    &[("\x1b", ""), ("?", "")],
];

fn walk(language: &str, title: &str) {
    let ground = Ground::new();
    let mut terminal = ground.open(language);
    terminal.sees(&format!("{title} 1/14"));
    let mut praised = 0;
    for (step, typed) in KEYS.iter().enumerate() {
        for (keys, wanted) in *typed {
            terminal.keys(keys);
            if wanted.is_empty() {
                terminal.settles();
            } else {
                terminal.sees(wanted);
            }
        }
        terminal.sees(&format!("{title} {}/14", step + 2));
        let praise =
            ["好。", "对了。", "不错。", "就是这样。", "Good.", "Right.", "Well done.", "That's it."];
        praised += usize::from(praise.iter().any(|word| terminal.screen().contains(&format!("│ {word}"))));
    }
    assert_eq!(praised, KEYS.len(), "every step that is done is praised");
    terminal.keys("\x1b").settles().keys("q");
    assert_eq!(terminal.ends().0, 0);
    ground.is_clean();
}

#[test]
fn it_is_walked_to_its_end_in_chinese() {
    walk("zh", "教程");
}

#[test]
fn it_is_walked_to_its_end_in_english() {
    walk("en", "Tutorial");
}

#[test]
fn it_can_be_left_at_any_moment_also_out_of_a_form_with_text_in_it() {
    let ground = Ground::new();
    for keys in ["", "a", "a半句话", "/低保", ":", "x"] {
        let mut terminal = ground.open("zh");
        terminal.sees("教程 1/14").sees("已保存").keys(keys).settles().keys("\x11");
        assert_eq!(terminal.ends().0, 0, "{keys}");
        ground.is_clean();
    }
}

#[test]
fn a_step_can_be_passed_over_and_other_commands_know_no_tutorial() {
    let ground = Ground::new();
    let mut terminal = ground.open("zh");
    terminal.sees("教程 1/14").keys("\x0e").sees("教程 2/14").keys("\x0e\x0e").sees("教程 4/14");
    terminal.keys("\x11");
    terminal.ends();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_peidang"))
        .args(["list", "--tutorial", "--data"])
        .arg(ground.own.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    ground.is_clean();
}
