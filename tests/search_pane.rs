//! The search in the real program: typed, answered, gone to, and back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]
#![allow(dead_code, reason = "the terminal has more than one test needs")]

#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "a harness for other tests too")]
mod terminal;

use tempfile::TempDir;
use terminal::Terminal;

#[test]
fn initials_and_characters_find_and_enter_goes_there() {
    let folder = TempDir::new().unwrap();
    let mut screen = Terminal::open(&folder.path().join("data"));
    screen.sees("F10").keys("/").sees("┌ 搜索");
    screen.keys("zcjd").sees("拼音").sees("共");
    screen.keys("\r").sees_no("┌ 搜索").sees("按 Esc 回到原处").sees("政策解读");
    screen.keys("\x1b").sees("已回到查找前的地方");
    // An input method is on: what is typed opens the search by itself.
    screen.keys("民").sees("┌ 搜索").keys("政").sees("单位 区民政局");
    screen.keys("\r").sees_no("┌ 搜索").sees("按 Esc 回到原处");
    // Typed faster than answered: Enter waits for the answer.
    screen.keys("\x1b").sees("已回到查找前的地方").keys("/区水利局\r").sees("按 Esc 回到原处");
    // What was done to it: two changes, the newest first, the older one put back.
    screen.keys("s2").sees("未启动 → 推进中").keys("s4").sees("推进中 → 已完成");
    screen.keys("H").sees("┌ 修改记录").sees("未启动 → 推进中").keys("\x1b[B\r");
    screen.sees_no("┌ 修改记录").sees("已完成 → 推进中").sees("已保存");
    screen.keys("q");
    let (code, _) = screen.ends();
    assert_eq!(code, 0);
}
