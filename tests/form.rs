//! The form in a real terminal: where the terminal's own cursor stands after every key, since input methods draw there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use std::time::{Duration, Instant};

use terminal::Terminal;
use unicode_width::UnicodeWidthStr;

/// The cell at which fields begin, and the cells of a line of text in the form of 80 columns.
const FIELD: u16 = 12;
const ROOM: usize = 66;

/// Waits until the cursor stands in a cell.
fn stands(terminal: &mut Terminal, what: &str, row: u16, column: usize) {
    let wanted = Some((row, u16::try_from(column).unwrap()));
    terminal.until_cursor(&format!("{what} at {wanted:?}"), |cursor| cursor == wanted);
}

/// Waits until a file is as `done` wants it.
fn file(path: &std::path::Path, done: impl Fn(Option<&str>) -> bool) {
    let start = Instant::now();
    while !done(std::fs::read_to_string(path).ok().as_deref()) {
        assert!(start.elapsed() < Duration::from_secs(30), "{}", path.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn opened(data: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::open(data);
    terminal.sees("F6新增").keys("\u{1b}").keys("\u{1b}[B\u{1b}[B\u{1b}[17~").sees("新增配档条目");
    terminal
}

/// The row of the line that begins with a label.
fn row(terminal: &Terminal, label: &str) -> u16 {
    let place = terminal.screen().lines().position(|line| line.contains(&format!("│ {label}  ")));
    u16::try_from(place.unwrap_or_else(|| panic!("{label}\n{}", terminal.screen()))).unwrap()
}

#[test]
fn the_cursor_stands_where_the_next_character_will_appear() {
    let data = tempfile::tempdir().unwrap();
    let mut terminal = opened(data.path());
    let left = usize::from(FIELD);
    // The measure: a paragraph of Han, wider than a line, each character typed on its own.
    let measure = row(&terminal, "工作措施");
    stands(&mut terminal, "empty", measure, left);
    let (mut line, mut used) = (0, 0);
    for (nth, c) in "印发数字乡村公开清单在门户网站乡村振兴专栏集中公开并通过村居公开栏同步发布每季度更新"
        .chars()
        .enumerate()
    {
        terminal.keys(&c.to_string());
        used += 2;
        if used >= ROOM {
            (line, used) = (line + 1, 0);
        }
        stands(&mut terminal, &format!("character {nth}"), measure + line, left + used);
    }
    assert_eq!(line, 1);
    for nth in 0..12 {
        terminal.keys("\u{7f}");
        if used == 0 {
            (line, used) = (line - 1, ROOM);
        }
        used -= 2;
        stands(&mut terminal, &format!("backspace {nth}"), measure + line, left + used);
    }
    // Mixed widths, a break, and up and down by the lines that one sees.
    terminal.keys("\u{1b}\r");
    line += 1;
    stands(&mut terminal, "break", measure + line, left);
    let mut used = 0;
    for c in ["G", "B", "/", "T", " ", "3", "é", "，", "“", "e\u{301}"] {
        terminal.keys(c);
        used += c.width();
        stands(&mut terminal, c, measure + line, left + used);
    }
    terminal.keys("\u{1b}[A");
    let above = if used % 2 == 0 { used } else { used - 1 };
    stands(&mut terminal, "up", measure + line - 1, left + above);
    terminal.keys("\u{1b}[B");
    stands(&mut terminal, "down", measure + line, left + above);

    // Short fields beside each other.
    terminal.keys("\r\r");
    let people = row(&terminal, "责任领导");
    for (cell, text) in [(12, "李某"), (37, "办公室"), (62, "Zhang张")] {
        stands(&mut terminal, "next field", people, cell);
        let mut used = 0;
        for c in text.chars() {
            terminal.keys(&c.to_string());
            used += c.to_string().width();
            stands(&mut terminal, text, people, cell + used);
        }
        terminal.keys("\t");
    }
    terminal.keys("\t\t");
    let times = row(&terminal, "启动时间");
    let mut used = 0;
    for c in "7月上旬".chars() {
        terminal.keys(&c.to_string());
        used += c.to_string().width();
        stands(&mut terminal, "7月上旬", times, 35 + used);
    }
    terminal.sees("7月1日至7月10日 · 剩2个工作日");

    // The last field, in a window too low for the form: the caret stays in sight.
    terminal.resize(12, 80).sees("完成时限");
    terminal.keys("\u{1b}[6~").sees("备    注");
    let last = row(&terminal, "备    注");
    terminal.keys("备");
    stands(&mut terminal, "备", last, left + 2);
    terminal.keys("\u{13}").sees_no("新增配档条目").sees("已保存").keys("q");
    assert_eq!(terminal.ends().0, 0);
    let entries = std::fs::read_dir(data.path().join("zhoucun-2024/entries")).unwrap();
    let saved: String = entries.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    for text in ["GB/T 3é，“e\u{301}", "李某", "办公室", "Zhang张", "7月上旬", "备"] {
        assert!(saved.contains(text), "{text}: {saved}");
    }
    assert!(!data.path().join("draft.yaml").exists());
}

#[test]
fn a_form_that_a_crash_left_open_is_offered_again() {
    let data = tempfile::tempdir().unwrap();
    let mut terminal = opened(data.path());
    terminal.keys("\u{1b}[200~第一段\r第二段\u{1b}[201~").sees("第二段");
    let draft = data.path().join("draft.yaml");
    file(&draft, |text| text.is_some_and(|text| text.contains("第二段") && text.contains("schema: 1")));
    terminal.kill();
    let mut terminal = Terminal::open(data.path());
    terminal
        .sees("上次有未保存的表单")
        .keys("\u{1b}OQ")
        .sees("第一段")
        .sees("第二段")
        .keys("\u{13}")
        .sees("已保存");
    terminal.sees_no("上次有未保存的表单");
    file(&draft, |text| text.is_none());
}
