//! Ledger, filter and clipboard in a real terminal, with the real disk behind them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use std::time::{Duration, Instant};

use terminal::Terminal;

/// The text of a file once it holds something.
fn file(path: &std::path::Path, has: &str) -> String {
    let start = Instant::now();
    loop {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        if text.contains(has) {
            return text;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{}: {text}", path.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn marked_rows_are_changed_as_one_and_undone_as_one() {
    let data = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(data.path());
    terminal.sees("F6新增").keys("2").sees("方案次序");
    terminal.keys("f").sees("Ctrl-S").keys("@民政").sees("筛选 @民政").keys("\r").sees("行 ");
    terminal.keys("   ").sees("已标记3行").keys("s2").sees("已改3行").sees("已保存");
    terminal.keys("u").sees("已撤销");
    terminal.keys("q");
    let (code, _) = terminal.ends();
    assert_eq!(code, 0);
}

#[test]
fn rows_are_copied_and_a_filter_is_kept_for_the_next_start() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("config.yaml"), "# 我的\nby: 张某\n").unwrap();
    let mut terminal = Terminal::open(data.path());
    terminal.sees("F6新增").keys("2").sees("方案次序");
    terminal.keys("y").sees("剪贴板");
    terminal
        .keys("f")
        .keys("!待报送")
        .sees("筛选 !待报送")
        .keys("\u{13}")
        .sees("存为")
        .keys("没报的\r")
        .sees("没报的");
    let text = file(&data.path().join("config.yaml"), "没报的");
    assert!(text.starts_with("# 我的\nby: 张某\n"), "{text}");
    terminal.keys("q");
    let (_, output) = terminal.ends();
    let output = String::from_utf8_lossy(&output).into_owned();
    assert!(output.contains("\u{1b}]52;c;"), "the terminal was told");
    let mut terminal = Terminal::open(data.path());
    terminal.sees("F6新增").keys("F").sees("没报的").keys("\r").sees("筛选 !待报送");
    terminal.keys("q");
    terminal.ends();
}
