//! Terminals that stop, shrink to nothing, are resized without end, cannot place text or are gone.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use crate::terminal::Terminal;
use crate::{peidang, peidang_ok};

#[test]
fn a_terminal_that_cannot_place_text_is_refused_with_a_plain_message() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [("dumb", Some("dumb")), ("empty", Some("")), ("none", None)] {
        let (code, output) = Terminal::open_as(folder.path(), value).ends();
        let said = String::from_utf8_lossy(&output).into_owned();
        assert_eq!(code, 2, "{name}: {said}");
        assert!(!said.contains('\x1b'), "{name}: {said:?}");
        assert!(said.contains("终端"), "{name}: {said}");
    }
}

#[test]
fn no_size_and_a_storm_of_sizes_leave_it_alive() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open_with(folder.path(), &["--today", "2024-07-08"], (0, 0));
    terminal.keys("jj");
    for n in 0..1000_u16 {
        terminal.resize_only(n % 60, (n * 7) % 200);
    }
    terminal.resize(1, 1).resize(24, 80).sees("1任务").sees("F10");
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn it_stops_and_goes_on_with_the_terminal_as_it_found_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(folder.path());
    terminal.sees("1任务").sees("F10");
    let process = terminal.process().to_string();
    let signal =
        |name: &str| assert!(Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
    signal("TSTP");
    terminal.until_raw("the alternate screen is left", |raw| raw.ends_with("\x1b[?25h"));
    signal("CONT");
    terminal.sees("1任务").sees("F10");
    terminal.keys("j").keys("q");
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn with_hangups_ignored_a_closed_window_ends_it_all_the_same_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open_without_hangups(folder.path());
    terminal.sees("1任务").keys("1\x1b[H").sees("通过召开促进民间投资现场会").keys("jjj");
    terminal.settles().keys("n挂断也不丢\r");
    terminal.until("the note, saved", |screen| screen.contains("挂断也不丢") && screen.contains("已保存"));
    // One more that nobody waits for.
    terminal.keys("n窗口关上前\r").settles();
    terminal.close("hangups ignored");
    let log = peidang_ok(folder.path(), &["log", "--format", "json"]);
    assert!(log.contains("挂断也不丢") && log.contains("窗口关上前"), "{log}");
    assert!(peidang(folder.path(), &["check"]).status.success());
}

#[test]
fn without_a_terminal_to_draw_on_it_says_so_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    // What `nohup` makes of standard input and output where they were a terminal.
    let mut command = Command::new(env!("CARGO_BIN_EXE_peidang"));
    command.arg("--data").arg(folder.path()).args(["--lang", "zh"]).env("TERM", "xterm-256color");
    let done = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("终端") && done.stdout.is_empty(), "{said}");
}

#[test]
fn a_closed_pipe_ends_every_listing_quietly() {
    let folder = tempfile::tempdir().unwrap();
    peidang_ok(folder.path(), &["list"]);
    for words in [
        &["list"][..],
        &["list", "--format", "json"],
        &["list", "--format", "yaml"],
        &["due", "--days", "9999"],
        &["weekly", "--out", "-"],
        &["calendar"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peidang"))
            .arg("--data")
            .arg(folder.path())
            .args(["--today", "2024-07-08"])
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), done.status.signal()), (Some(0), None), "{words:?}");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!said.contains("错误") && !said.contains("panic"), "{words:?}: {said}");
    }
}

/// Text that acts on a terminal, turns the direction of writing, or hides.
const HOSTILE: &str =
    "甲\x1b[2J\x1b]52;c;aGk=\x07\u{202e}乙\u{200b}丙\u{2066}\u{feff}\u{85}\u{9b}31m\x08\r丁";

fn assert_harmless(text: &str, place: &str) {
    for c in text.chars() {
        let acts = (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        assert!(!acts, "{place}: {c:?} in {text:?}");
    }
}

#[test]
fn what_acts_on_a_terminal_is_stored_and_never_shown_raw() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let id = peidang_ok(
        data,
        &["add", "2", "发改局", &format!("measure={HOSTILE}"), &format!("person={HOSTILE}")],
    );
    let id = id.trim();
    peidang_ok(data, &["note", id, HOSTILE]);
    // As data it is whole.
    let shown = peidang_ok(data, &["show", id, "--format", "json"]);
    let entry: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(entry["measure"].as_str().unwrap().trim_end(), HOSTILE);
    // As text it is harmless, in every listing.
    for words in [
        &["list", "#2"][..],
        &["show", id],
        &["show", "2"],
        &["show", "发改局"],
        &["log"],
        &["find", "甲"],
        &["due", "--days", "9999"],
        &["check"],
        &["calendar"],
    ] {
        let done = peidang(data, words);
        assert_harmless(&String::from_utf8_lossy(&done.stdout), &format!("{words:?}"));
        assert_harmless(&String::from_utf8_lossy(&done.stderr), &format!("{words:?}"));
    }
    // JSON spells out what acts, wherever it goes; every other format does so on a terminal.
    assert_harmless(&peidang_ok(data, &["list", "#2", "--format", "json"]), "json");
    for format in ["yaml", "csv", "json", "table"] {
        let words = ["--today", "2024-07-08", "list", "#2", "--format", format];
        let (code, output) = Terminal::open_with(data, &words, (24, 80)).ends();
        let text = String::from_utf8(output).unwrap().replace("\r\n", "\n");
        assert_eq!(code, 0, "{format}");
        assert!(text.contains('甲'), "{format}: {text}");
        assert_harmless(&text, format);
    }
    // An error that repeats what was typed is as harmless.
    let done = peidang(data, &["show", HOSTILE]);
    assert_harmless(&String::from_utf8_lossy(&done.stderr), "an error");
    let mut terminal = Terminal::open(data);
    terminal.sees("1任务").keys("1").sees("通过召开").keys("\x1b[Hjjj").sees("甲");
    for keys in ["\r", "2", "5", "4", "1", "H", "\x1b", "/甲"] {
        terminal.keys(keys).settles();
    }
    let (raw, screen) = (terminal.raw(), terminal.screen());
    assert_harmless(&screen, "the screen");
    for sequence in ["\x1b[2J\x1b]52", "\x1b]52;c;aGk=", "\u{202e}", "\u{200b}", "\u{9b}31m"] {
        assert!(!raw.contains(sequence), "{sequence:?} reached the terminal");
    }
}
