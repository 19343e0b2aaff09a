//! The terminal lent to the person's own editor, and taken back.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use terminal::Terminal;

/// Says that it is there, reads a word from the terminal as a person types it, and puts it where the measure belongs.
const EDITOR: &str = r#"printf 'EDITOR IS HERE\n'
read word
sed -i "s/measure: ''/measure: $word/" "$1"
"#;

#[test]
fn an_editor_gets_the_terminal_and_its_keys_and_gives_both_back() {
    let data = tempfile::tempdir().unwrap();
    let tools = tempfile::tempdir().unwrap();
    let script = tools.path().join("my editor.sh");
    std::fs::write(&script, EDITOR).unwrap();
    let editor = format!("sh '{}'", script.display());
    let options = ["--today", "2024-07-08"];
    let mut terminal = Terminal::open_among(data.path(), &options, (24, 80), &[("EDITOR", &editor)]);
    terminal.sees("F6新增").keys("2").sees("方案次序").keys(" ").sees("已标记1行");
    // Twice: the keys of the second time go to the editor as those of the first did.
    for (round, word) in ["数字qux公开清单", "再改"].into_iter().enumerate() {
        terminal.keys("\u{5}").sees("EDITOR IS HERE");
        terminal.keys(word).keys("\r").sees(if round == 0 { "确认后才算数" } else { "没有变化" });
        if round == 0 {
            terminal.keys("\r").sees("已改1行").sees("已保存").sees("数字qux公开清单");
        }
    }
    assert!(!data.path().join("edit.yaml").exists());
    // The terminal is the workbench's again: keys come one by one, and leaving restores it.
    terminal.keys("u").sees("已撤销").keys("q");
    let (code, output) = terminal.ends();
    assert_eq!(code, 0);
    assert!(String::from_utf8_lossy(&output).ends_with("\u{1b}[?25h"), "{}", output.escape_ascii());
}

#[test]
fn an_editor_that_is_not_there_says_so_and_loses_nothing() {
    let data = tempfile::tempdir().unwrap();
    let options = ["--today", "2024-07-08"];
    let variables = [("EDITOR", "no-such-editor-at-all")];
    let mut terminal = Terminal::open_among(data.path(), &options, (24, 80), &variables);
    terminal
        .sees("F6新增")
        .keys("2")
        .sees("方案次序")
        .keys("\u{5}")
        .sees("没有“no-such-editor-at-all”这个编辑器");
    terminal.keys("\u{1b}").sees_no("编辑器没有正常结束").keys("q");
    assert_eq!(terminal.ends().0, 0);
}
