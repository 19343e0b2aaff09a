//! The direction of imports: a lower room never names an upper one. And what no room may have: a network, a foreign licence.

#![allow(clippy::unwrap_used, reason = "a test may stop where its own ground gives way")]

use std::fs;
use std::path::Path;

#[path = "support/sources.rs"]
mod sources;

use sources::files;

/// The rooms, and the rooms that each may name (besides itself).
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("search", &["domain"]),
    ("exchange", &["domain"]),
    ("workbench", &["domain", "store", "search", "exchange"]),
    ("words", &["domain", "store", "search", "exchange", "workbench"]),
    ("tutorial", &["domain", "store", "workbench"]),
    ("screen", &["domain", "store", "search", "exchange", "workbench", "words", "tutorial"]),
    ("terminal", &["domain", "store", "search", "exchange", "workbench", "words", "tutorial", "screen"]),
    ("cli", &["domain", "store", "search", "exchange", "workbench", "words", "screen"]),
];

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
    for room in ["domain", "search", "exchange", "workbench", "words", "tutorial", "screen"] {
        files(&source.join(room), &mut all);
        all.push(source.join(format!("{room}.rs")));
    }
    let banned =
        ["Local::now", "Utc::now", "SystemTime::now", "Instant::now", "fastrand", "std::fs", "std::env::"];
    let is_test = |file: &std::path::PathBuf| file.iter().any(|part| part == "tests" || part == "tests.rs");
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

/// The quoted words of a list in deny.toml.
fn listed(key: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let line = text.lines().find(|line| line.starts_with(&format!("{key} = ["))).unwrap();
    let words = line.split('"').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

#[test]
fn no_crate_in_the_tree_talks_to_a_network_and_all_come_from_the_registry() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let banned = listed("deny");
    assert!(banned.len() > 20, "{banned:?}");
    for line in lock.lines() {
        if let Some(name) = line.strip_prefix("name = ") {
            assert!(!banned.contains(&name.trim_matches('"').to_owned()), "{name} talks to a network");
        }
        if let Some(source) = line.strip_prefix("source = ") {
            assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"");
        }
    }
    let mut all = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
    }
}

#[test]
fn every_crate_comes_under_a_licence_that_deny_toml_allows() {
    // Only what is built here: a fresh machine has nothing of the other platforms.
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let told = std::process::Command::new(compiler).arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let cargo = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let allowed = listed("allow");
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        // The manifest names none, its text is that of Apache 2.0: deny.toml says so too.
        if package["name"] == "ical" {
            assert!(package["license"].is_null());
            continue;
        }
        let licence =
            package["license"].as_str().unwrap_or("none").replace(" / ", " OR ").replace('/', " OR ");
        let fits = licence.split(" AND ").all(|part| {
            part.split(" OR ").any(|one| allowed.contains(&one.trim_matches(['(', ')', ' ']).to_owned()))
        });
        assert!(fits, "{}: {licence}", package["name"]);
    }
}
