//! What stands around a plan: the letter that it came with, and the foot of the page that it was saved from.

use crate::exchange::notice::head;

/// The letter that hands a plan on, from 印发给你们 to its signature. What it asks for is no task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letter(Option<std::ops::Range<usize>>);

/// A letter begins within so many lines.
const FIRST: usize = 60;

impl Letter {
    /// The letter among the lines of a notice.
    pub(super) fn of(texts: &[&str]) -> Self {
        let hands = |text: &&str| {
            ["印发给你们", "转发给你们", "下发给你们", "印发给您们"].iter().any(|word| text.contains(word))
        };
        let Some(start) = texts.iter().take(FIRST).position(hands) else { return Self(None) };
        let signed = (start + 1..texts.len()).find(|at| head::signs(texts[*at], texts.get(at + 1).copied()));
        Self(Some(start..signed.unwrap_or(start + 1)))
    }

    /// Whether a line is one of it.
    pub(super) fn holds(&self, line: usize) -> bool {
        self.0.as_ref().is_some_and(|lines| lines.contains(&line))
    }
}

/// Whether a line is the foot or the tools of a web page.
pub(super) fn is_foot(text: &str) -> bool {
    let words = [
        "ICP备",
        "公网安备",
        "网站标识码",
        "版权所有",
        "技术支持：",
        "扫一扫",
        "打印本页",
        "关闭窗口",
        "返回顶部",
        "浏览次数",
        "无障碍",
    ];
    text.chars().count() <= 200 && words.iter().any(|word| text.contains(word))
}

/// A line without the sign that stands before it in a list.
pub(super) fn unbulleted(text: &str) -> &str {
    let signs = ['✅', '☑', '✔', '●', '■', '◆', '▶', '►', '★', '☆', '•', '➤', '➢', '◎', '▪', '·', '\u{FE0F}'];
    text.trim_start_matches(signs).trim_start()
}
