//! The commands that README and the book show can be typed as they stand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// README and the pages of the book.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    for page in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = page.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}

/// The commands of a page: the lines that begin with `$` in its blocks of a console.
fn commands(text: &str) -> Vec<&str> {
    let blocks = text.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("$ peidang ")).collect()
}

/// The words of a line as a shell parts them. What a shell would read otherwise must stand in quotes: `!` asks its history,
/// `#` begins a remark, `<` a file.
fn parted(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            '!' | '#' | '<' | '>' | '~' | '*' | '?' | '&' | ';' | '|' | '(' | ')' | '$' | '`' if !quoted => {
                panic!("a shell has its own meaning for {c}: peidang {line}")
            }
            c => word.push(c),
        }
    }
    assert!(!quoted, "peidang {line}");
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_that_is_shown_can_be_typed() {
    let mut ran = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        // What one command of a page makes the next may need.
        let folder = tempfile::tempdir().unwrap();
        for words in commands(&text) {
            let output = Command::new(env!("CARGO_BIN_EXE_peidang"))
                .args(["--today", "2024-07-08"])
                .args(parted(words))
                .current_dir(folder.path())
                .env_clear()
                .env("HOME", folder.path())
                .env("PEIDANG_DATA", folder.path().join("data"))
                .env("USER", "张某")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: peidang {words}\n{said}", page.display());
            ran += 1;
        }
    }
    assert!(ran > 30, "only {ran} commands were found");
}

#[test]
fn no_link_of_the_documents_leads_nowhere() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in ends.filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap_or_default();
            let target = page.parent().unwrap().join(file);
            assert!(target.exists(), "{}: {link}", page.display());
        }
    }
}

/// What is packaged, and the words that print it.
const PACKAGED: [(&str, &[&str]); 5] = [
    ("peidang.zh.1", &["completions", "man", "--lang", "zh"]),
    ("peidang.en.1", &["completions", "man", "--lang", "en"]),
    ("peidang.bash", &["completions", "bash"]),
    ("peidang.zsh", &["completions", "zsh"]),
    ("peidang.fish", &["completions", "fish"]),
];

#[test]
fn what_is_packaged_is_what_the_program_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging");
    for (name, words) in PACKAGED {
        let output = Command::new(env!("CARGO_BIN_EXE_peidang"))
            .args(words)
            .env_clear()
            .env("HOME", "/")
            .output()
            .unwrap();
        let wanted = String::from_utf8(output.stdout).unwrap();
        assert!(wanted.contains("peidang"), "{name}");
        let path = folder.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE_DOCS").is_some(),
            "packaging/{name} is behind; UPDATE_DOCS=1 cargo test --test documents writes it anew"
        );
        std::fs::write(&path, wanted).unwrap();
    }
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    for (name, _) in PACKAGED {
        assert!(manifest.contains(&format!("\"packaging/{name}\"")), "{name} is in no package");
    }
}
