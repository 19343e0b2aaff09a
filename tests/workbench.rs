//! The workbench as a person has it: the real binary in a pseudo-terminal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use terminal::Terminal;

const UP: &str = "\x1b[A";
const HOME: &str = "\x1b[H";
const F4: &str = "\x1bOS";
const F5: &str = "\x1b[15~";
const F8: &str = "\x1b[19~";
const F10: &str = "\x1b[21~";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The command line beside it.
fn peidang(data: &Path, words: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_peidang"))
        .arg("--data")
        .arg(data)
        .args(["--today", "2024-07-08", "--lang", "zh"])
        .args(words)
        .output()
        .unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Opens the workbench and goes to task 2, which one unit has, wherever it was left.
fn at_task_2(data: &Path) -> Terminal {
    let mut terminal = Terminal::open(data);
    terminal.sees("1任务").keys("1").sees("通过召开促进民间投资现场会").keys(HOME);
    terminal.keys("jjj").until("task 2 selected", |screen| {
        screen.lines().any(|line| line.starts_with('>') && line.contains(" 2 通过召开"))
    });
    terminal
}

/// The screen without the line that speaks.
fn standing(screen: &str) -> String {
    let speaks = |line: &&str| !["已撤销", "已重做", "已保存："].iter().any(|word| line.contains(word));
    screen.lines().filter(speaks).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_minute_opens_the_built_in_plan_and_names_the_data_folder() {
    let data = folder();
    let inner = data.path().join("new/folder");
    let mut terminal = Terminal::open(&inner);
    terminal.sees("2024年周村区政务公开").sees("首次启动").sees("已保存").sees("1任务");
    // A notice is a line, never a dialog: the first key works.
    terminal.keys("j").until("task 2 selected", |screen| {
        screen.lines().any(|line| line.starts_with('>') && line.contains(" 2 通过召开"))
    });
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);
    assert!(inner.join("zhoucun-2024/plan.yaml").is_file());
}

#[test]
fn status_note_undo_quit_and_all_of_it_is_there_again() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    terminal.keys("s").sees("8 不再实施").keys("2").sees("推进中").sees("已保存");
    terminal
        .keys("n")
        .until_cursor("a field", |cursor| cursor.is_some())
        .keys("电话已问，本周五前报清单\r")
        .sees("电话已问")
        .sees("已保存");
    terminal.keys("p").keys("40\r").sees("40%").sees("已保存");
    terminal.keys(F8).sees("已撤销").until("no percent", |screen| !standing(screen).contains("40%"));
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);

    let listed = peidang(data.path(), &["list", "#2", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(rows[0]["status"], "in_progress");
    assert_eq!(rows[0]["percent"], serde_json::Value::Null);

    let mut terminal = at_task_2(data.path());
    terminal.sees("推进中");
    // Redo and undo survive the restart.
    terminal.keys("\x12").until("the percent", |screen| standing(screen).contains("40%"));
    terminal.keys("u").until("no percent", |screen| !standing(screen).contains("40%"));
    terminal.keys("u").until("no note", |screen| !standing(screen).contains("电话已问，"));
    terminal.keys("u").until("no status", |screen| !standing(screen).contains("推进中"));
    terminal.keys(F10);
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn what_is_called_saved_survives_a_kill() {
    let data = folder();
    for (round, note) in ["第一次", "第二次", "第三次"].iter().enumerate() {
        let mut terminal = at_task_2(data.path());
        terminal.keys(&format!("n{note}\r"));
        terminal.until("the note, saved", |screen| screen.contains(note) && screen.contains("已保存"));
        terminal.kill();
        let listed = peidang(data.path(), &["list", "#2", "--format", "json"]);
        let rows: serde_json::Value = serde_json::from_str(&listed).unwrap();
        let id = rows[0]["id"].as_str().unwrap();
        let shown = peidang(data.path(), &["show", id, "--format", "json"]);
        let entry: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(entry["progress"].as_array().unwrap().len(), round + 1, "{shown}");
        assert!(shown.contains(note), "{shown}");
        peidang(data.path(), &["check"]);
    }
}

#[test]
fn a_change_made_on_the_command_line_shows_in_the_open_workbench() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    let id =
        peidang(data.path(), &["add", "2", "发改局", "measure=召开现场推进会", "status=2", "percent=30"]);
    terminal.sees("推进中").sees("30%");
    // And what the workbench does next stands on it.
    // The word also stands in the line of counts: with the percent it is this row's.
    terminal.keys(F4).keys("3").until("the row's status, saved", |screen| {
        screen.contains("待核实  30%") && screen.contains("已保存")
    });
    let shown = peidang(data.path(), &["show", id.trim(), "--format", "json"]);
    assert!(shown.contains("submitted"), "{shown}");
    // The selection stayed on its item.
    assert!(terminal.screen().lines().any(|line| line.starts_with('>') && line.contains("2 通过召开")));
}

#[test]
fn an_edit_in_an_editor_shows_in_the_open_workbench_and_can_be_undone() {
    let data = folder();
    peidang(data.path(), &["add", "2", "发改局", "measure=召开现场推进会", "percent=30"]);
    let mut terminal = at_task_2(data.path());
    terminal.sees("30%");
    let file = data.path().join("zhoucun-2024/entries/02.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("percent: 30", "percent: 60")).unwrap();
    terminal.sees("60%");
    terminal.keys("u").sees("30%");
    assert!(peidang(data.path(), &["log"]).contains("外部编辑"));
}

#[test]
fn a_signal_ends_it_with_a_clean_terminal_and_saved_data() {
    for signal in ["TERM", "HUP"] {
        let data = folder();
        let mut terminal = at_task_2(data.path());
        terminal.keys("s2").until("the status, saved", |screen| {
            screen.contains("推进中  责任") && screen.contains("已保存")
        });
        let process = terminal.process().to_string();
        assert!(Command::new("kill").args(["-s", signal, &process]).status().unwrap().success());
        let (_, output) = terminal.ends();
        let output = String::from_utf8_lossy(&output).into_owned();
        for sequence in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1006l", "\x1b[?25h"] {
            assert!(output.contains(sequence), "{signal}: no {sequence:?}");
        }
        assert!(peidang(data.path(), &["list", "#2", "--format", "json"]).contains("in_progress"));
    }
}

#[test]
fn escape_leaves_a_prompt_and_nothing_is_saved() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    terminal
        .keys(F5)
        .until_cursor("a field", |cursor| cursor.is_some())
        .keys("不要了")
        .sees("不要了")
        .keys("\x1b")
        .sees_no("不要了");
    terminal.keys("q");
    terminal.ends();
    assert!(!data.path().join("zhoucun-2024/entries/02.yaml").exists());
}

#[test]
fn a_paste_outside_a_field_runs_no_command() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    terminal.keys("\x1b[200~s4dq政策解读\x1b[201~").sees("粘贴");
    terminal.keys(UP).until("task 1 selected", |screen| {
        screen.lines().any(|line| line.starts_with('>') && line.contains(" 1 集成式公开"))
    });
    terminal.keys("q");
    terminal.ends();
    assert!(!data.path().join("zhoucun-2024/entries/02.yaml").exists());
}

#[test]
fn the_caret_is_the_terminals_own_cursor() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    assert_eq!(terminal.cursor(), None);
    terminal.keys("n").sees("Enter 保存");
    // The cursor is shown before it is put in its place: its place is the line above the prompt's keys.
    let below = terminal.screen().lines().position(|line| line.contains("Enter 保存")).unwrap();
    let row = u16::try_from(below).unwrap() - 1;
    terminal.until_cursor("a caret in the prompt", |cursor| cursor.is_some_and(|(at, _)| at == row));
    let start = terminal.cursor().unwrap();
    for (count, letter) in ["已", "办", "a", "b", "完"].iter().enumerate() {
        let typed: String = ["已", "办", "a", "b", "完"][..=count].concat();
        terminal.keys(letter).sees(&typed);
        let wide: u16 = typed.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let behind = Some((start.0, start.1 + wide));
        terminal.until_cursor("the caret behind the text", |cursor| cursor == behind);
    }
}

#[test]
fn a_window_of_any_size_is_drawn() {
    let data = folder();
    let mut terminal = at_task_2(data.path());
    for (rows, cols) in [(36, 120), (50, 200), (24, 79), (24, 81), (24, 80)] {
        terminal.resize(rows, cols).sees("通过召开").sees("F10退出");
    }
    // Too small for anything, and back.
    for (rows, cols) in [(5, 20), (1, 1), (2, 79), (24, 80)] {
        terminal.resize(rows, cols).keys("j").keys("k");
    }
    terminal.keys("\x0c").sees("通过召开");
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn without_a_terminal_it_says_so_and_leaves_2() {
    let data = folder();
    let done = Command::new(env!("CARGO_BIN_EXE_peidang")).arg("--data").arg(data.path()).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(done.stdout.is_empty());
    assert!(String::from_utf8_lossy(&done.stderr).contains("终端"));
    assert!(!data.path().join("zhoucun-2024").exists());
}

#[test]
fn a_slip_in_the_settings_is_named_with_file_line_and_mend_and_all_else_holds() {
    let data = folder();
    std::fs::write(data.path().join("config.yaml"), "by: 王某\ntheme: neon\n").unwrap();
    let mut terminal = Terminal::open(data.path());
    terminal.sees("config.yaml 第2行：没有“neon”这个主题，未采用。可用：auto dark light").sees("经办 王某");
    terminal.keys("\x1b").sees_no("neon");
    terminal.keys("q");
    assert_eq!(terminal.ends().0, 0);
}

/// The version in `state.yaml`, taken out or put in another one's place.
fn came_from(data: &Path, version: Option<&str>) {
    let path = data.join("state.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("version:")).collect();
    assert!(kept.len() < text.lines().count(), "{text}");
    let line = version.map(|version| format!("version: {version}\n")).unwrap_or_default();
    std::fs::write(&path, kept.join("\n") + "\n" + &line).unwrap();
}

#[test]
fn an_upgrade_says_once_what_is_new_and_a_fresh_folder_nothing() {
    let data = folder();
    let leave = |mut terminal: Terminal| {
        terminal.keys("q");
        assert_eq!(terminal.ends().0, 0);
    };
    let mut terminal = Terminal::open(data.path());
    terminal.sees("首次启动").sees("已保存").sees_no("已更新到");
    leave(terminal);
    let mut terminal = Terminal::open(data.path());
    terminal.sees("1任务").sees("已保存").settles().sees_no("已更新到");
    leave(terminal);
    // One that left no number, and one that left an older one.
    for before in [None, Some("0.0.1")] {
        came_from(data.path(), before);
        let mut terminal = Terminal::open(data.path());
        terminal.sees(&format!("已更新到 {}", env!("CARGO_PKG_VERSION"))).sees("已保存");
        terminal.keys("N").sees("五分钟教程").keys("\x1b").sees_no("五分钟教程");
        leave(terminal);
        let mut terminal = Terminal::open(data.path());
        terminal.sees("1任务").sees("已保存").settles().sees_no("已更新到");
        leave(terminal);
    }
    // An older program on what a newer one left.
    came_from(data.path(), Some("99.0.0"));
    let mut terminal = Terminal::open(data.path());
    terminal.sees("1任务").sees("已保存").settles().sees_no("已更新到");
    leave(terminal);
}
