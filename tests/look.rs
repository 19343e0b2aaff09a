//! The terminal asked about itself: it decides colours and signs, and no key is lost by it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use terminal::Terminal;

const LIGHT: vt100::Color = vt100::Color::Rgb(255, 255, 255);
const DARK: vt100::Color = vt100::Color::Rgb(0x1e, 0x1e, 0x1e);

/// The selected line of a screen.
fn selected(screen: &str) -> Option<&str> {
    screen.lines().find(|line| line.starts_with('>'))
}

#[test]
fn a_light_terminal_gets_the_light_theme_and_every_key_counts() {
    // A machine on which the answer is read too late after the question is given another try; no key is lost either way.
    let (data, mut terminal) = (0..5)
        .map(|_| {
            let data = tempfile::tempdir().unwrap();
            let mut terminal = Terminal::open(data.path());
            // The answer is there as soon as it is asked for, with keys before it and behind it.
            terminal.keys("jj\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\j");
            terminal.sees("F6新增").until("three lines down", |screen| {
                selected(screen).is_some_and(|line| line.contains(" 4 全力"))
            });
            assert!(terminal.raw().contains("\x1b]11;?"));
            (data, terminal)
        })
        .find(|(_, terminal)| terminal.ground() == LIGHT)
        .expect("an answer in time");
    terminal.keys("q");
    let (code, raw) = terminal.ends();
    assert_eq!(code, 0, "{}", raw.escape_ascii());
    // The next start has it at once, though nobody answers.
    let mut terminal = Terminal::open(data.path());
    terminal.sees("F6新增");
    assert_eq!(terminal.ground(), LIGHT);
}

#[test]
fn a_terminal_that_draws_ambiguous_signs_wide_gets_others() {
    let data = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(data.path());
    terminal.keys("\x1b[1;3R\x1b]11;rgb:0000/0000/0000\x07");
    terminal
        .sees("F6新增")
        .until("lines of another sign", |screen| !screen.contains('─') && screen.contains("----"));
    assert_eq!(terminal.ground(), DARK);
}

#[test]
fn a_terminal_that_does_not_answer_is_dark_and_one_that_is_not_asked_too() {
    let data = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(data.path());
    terminal.sees("F6新增");
    assert_eq!(terminal.ground(), DARK);
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);
    let mut terminal = Terminal::open_as(data.path(), Some("linux"));
    terminal.sees("F10");
    assert!(!terminal.raw().contains("\x1b]11;?"));
}
