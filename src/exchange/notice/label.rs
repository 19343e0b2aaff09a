//! Labels in running text: 责任单位：甲；完成时限：6月底前.

use super::meaning::{Meaning, meaning};
use crate::domain::plan::Role;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// 责任单位 and its like.
    Units(Role),
    /// 完成时限 and its like.
    Due,
    /// 责任人, 联系电话: nothing that a plan's task holds.
    Other,
}

/// The label that a word is.
fn label(word: &str) -> Option<Label> {
    let word = word.trim();
    // 责任：农业农村办
    if word == "责任" {
        return Some(Label::Units(Role::Responsible));
    }
    match meaning(word)? {
        Meaning::Units(role) | Meaning::Section(role) => Some(Label::Units(role)),
        Meaning::Due => Some(Label::Due),
        Meaning::Other => Some(Label::Other),
        _ => None,
    }
}

const MARKS: [char; 15] =
    ['；', ';', '，', ',', '。', '、', ' ', '\u{3000}', '\n', '\t', '（', '(', '【', '〔', '['];

/// A text in pieces, each with the label before it; the first has none where the text does not begin with one.
pub fn labelled(text: &str) -> Vec<(Option<Label>, String)> {
    let mut found: Vec<(Option<Label>, String)> = Vec::new();
    let mut current = None;
    let mut from = 0;
    for (place, colon) in text.char_indices().filter(|(_, c)| matches!(c, '：' | ':')) {
        let before = &text[from.min(place)..place];
        let start =
            before.rfind(MARKS).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = before[start..].trim_matches(['【', '】', '*', '“', '”', '(', ')', '（', '）']);
        let Some(next) = label(word) else { continue };
        let value = before[..start].trim_end_matches(MARKS).trim();
        if !value.is_empty() {
            found.push((current, value.to_owned()));
        }
        current = Some(next);
        from = place + colon.len_utf8();
    }
    let value = text[from..].trim();
    if !value.is_empty() || (found.is_empty() && current.is_some()) {
        found.push((current, value.to_owned()));
    }
    found
}

/// Whether a text begins with a label: 牵头单位：….
pub fn is_label_start(text: &str) -> bool {
    leading(text).is_some()
}

/// The label that a line begins with, and the rest: `责任单位：甲`, `【责任单位】甲`, `责任单位 甲`.
pub fn leading(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "（(*·-—".contains(c));
    if let Some(rest) = text.strip_prefix('【') {
        // 【责任单位：甲】 is a bracket, 【责任单位】甲 a label.
        let (word, rest) = rest.split_once('】').filter(|(word, _)| !word.contains(['：', ':']))?;
        return Some((label(word)?, rest.trim_start_matches(['：', ':'])));
    }
    let end = text.find(['：', ':', ' ', '\u{3000}', '\t'])?;
    let word = &text[..end];
    let mark = text[end..].chars().next()?;
    let found = label(word)?;
    // Without a colon only the plain words count: 单位 名称 may begin any sentence.
    let plain = word.contains("单位") || word.contains("部门") || word.contains("时限");
    (matches!(mark, '：' | ':') || plain).then(|| (found, text[end + mark.len_utf8()..].trim_start()))
}

/// A line that begins with the number of its task: 任务1 公开预算. The number and the rest.
pub fn counted(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix("任务").or_else(|| text.strip_prefix("事项"))?;
    let (number, rest) = super::marker::numeral(rest)?;
    let rest = rest.strip_prefix([' ', '\u{3000}', '、', '.', '．', '\t'])?.trim_start();
    (number > 0 && !rest.is_empty()).then_some((number, rest))
}

/// A line that says what it holds: 任务一：… (true), 工作内容：… (false).
pub fn text_of(text: &str) -> Option<(bool, &str)> {
    let end = text.find(['：', ':'])?;
    let (word, value) = (&text[..end], text[end..].trim_start_matches(['：', ':']).trim());
    let plain = word
        .trim_start_matches(|c: char| c.is_whitespace() || "*·-【".contains(c))
        .trim_end_matches(['】', '*']);
    if value.is_empty() || plain.chars().count() > 8 || super::marker::marker(plain).is_some() {
        return None;
    }
    let counted = plain
        .strip_prefix("任务")
        .or_else(|| plain.strip_prefix("事项"))
        .is_some_and(|rest| super::marker::numeral(rest).is_some_and(|(_, rest)| rest.is_empty()));
    let plainly = ["工作任务", "重点任务", "任务名称", "任务", "事项名称", "工作事项"].contains(&plain);
    let what = [
        "工作内容",
        "工作要求",
        "具体要求",
        "具体举措",
        "工作举措",
        "主要内容",
        "任务内容",
        "具体内容",
        "工作措施",
        "具体措施",
    ];
    match () {
        () if counted || plainly => Some((true, value)),
        () if what.contains(&plain) => Some((false, value)),
        () => None,
    }
}
