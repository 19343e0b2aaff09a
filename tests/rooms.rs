//! The direction of imports: a lower room never names an upper one.

#![allow(clippy::unwrap_used, reason = "a test may stop where its own ground gives way")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, and the rooms that each may name (besides itself).
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("search", &["domain"]),
    ("exchange", &["domain"]),
    ("workbench", &["domain", "store", "search", "exchange"]),
    ("words", &["domain", "store", "search", "exchange", "workbench"]),
    ("screen", &["domain", "store", "search", "exchange", "workbench", "words"]),
    ("terminal", &["domain", "store", "search", "exchange", "workbench", "words", "screen"]),
    ("cli", &["domain", "store", "search", "exchange", "workbench", "words", "screen"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The room of a file of the library.
fn room(source: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(source).unwrap();
    let first = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a file names by `crate::ROOM`.
fn named(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn imports_point_down_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut wrong = Vec::new();
    for file in all {
        let room = room(&source, &file);
        if room == "lib" || room == "main" {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: a room that this test does not know", file.display()));
            continue;
        };
        for other in named(&fs::read_to_string(&file).unwrap()) {
            if other != room && ROOMS.iter().any(|(name, _)| *name == other) && !allowed.contains(&&*other) {
                wrong.push(format!("{}: {room} names {other}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_domain_knows_no_clock_no_chance_no_disk_and_no_screen() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    for room in ["domain", "search", "exchange", "workbench", "words", "screen"] {
        files(&source.join(room), &mut all);
        all.push(source.join(format!("{room}.rs")));
    }
    let banned =
        ["Local::now", "Utc::now", "SystemTime::now", "Instant::now", "fastrand", "std::fs", "std::env::"];
    let is_test = |file: &PathBuf| file.iter().any(|part| part == "tests" || part == "tests.rs");
    for file in all.into_iter().filter(|file| !is_test(file)) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        for word in banned {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
        if file.starts_with(source.join("domain")) {
            for word in ["ratatui", "crossterm"] {
                assert!(!text.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}
