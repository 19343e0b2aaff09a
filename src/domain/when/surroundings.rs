//! The words before and behind a date: those that change nothing, those that make it a limit, and those that one
//! should ask about.

use super::scan::{Cursor, is_mark};
use super::{clock, numerals};

/// What the words before a date say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lead {
    /// Only words that change nothing: 于, 力争, 完成时限：.
    pub known: bool,
    /// 到, 至, 截至, 不晚于: the date is the end.
    pub limit: bool,
}

const LIMITS: [&str; 17] = [
    "截止时间为",
    "截止到",
    "截至到",
    "截止于",
    "截止",
    "截至",
    "不晚于",
    "不迟于",
    "最迟于",
    "最迟在",
    "最迟到",
    "最迟",
    "最晚于",
    "最晚",
    "直到",
    "到",
    "至",
];
const WORDS: [&str; 79] = [
    "完成时限要求",
    "完成时限",
    "完成时间",
    "完成日期",
    "完成期限",
    "办理时限",
    "办结时限",
    "报送时限",
    "报送时间",
    "启动时间",
    "开展时间",
    "活动时间",
    "时间节点",
    "时间要求",
    "时限要求",
    "时间安排",
    "计划时间",
    "截止时间",
    "截止日期",
    "公开时限",
    "时限",
    "时间",
    "期限",
    "日期",
    "预计完成",
    "计划完成",
    "承诺",
    "拟定于",
    "初步定于",
    "暂定于",
    "计划于",
    "预计于",
    "拟于",
    "定于",
    "将于",
    "应于",
    "须于",
    "需于",
    "请于",
    "请在",
    "需在",
    "须在",
    "应在",
    "力争在",
    "力争",
    "争取在",
    "争取",
    "确保在",
    "确保",
    "务必于",
    "务必在",
    "务必",
    "务于",
    "原则上",
    "一般",
    "计划",
    "预计",
    "初步",
    "暂定",
    "拟在",
    "拟",
    "大约",
    "大概",
    "约",
    "自",
    "从",
    "于",
    "在",
    "将",
    "请",
    "应",
    "须",
    "需",
    "并",
    "为",
    "是",
    "要",
    "再",
    "贯穿",
];
/// Words that may follow a day and leave it the day.
const ACTS: [&str; 62] = [
    "完成",
    "开展",
    "举办",
    "报送",
    "报",
    "公开",
    "公布",
    "公示",
    "发布",
    "召开",
    "组织",
    "启动",
    "开始",
    "上报",
    "提交",
    "实施",
    "进行",
    "印发",
    "制定",
    "制订",
    "出台",
    "结束",
    "办结",
    "形成",
    "落实",
    "全面",
    "基本",
    "为期",
    "并",
    "建成",
    "上线",
    "集中",
    "举行",
    "到位",
    "提供",
    "反馈",
    "汇总",
    "更新",
    "编制",
    "修订",
    "整改",
    "审核",
    "验收",
    "前完成",
    "期间",
    "止",
    "截止",
    "将",
    "由",
    "向",
    "对",
    "各",
    "全部",
    "陆续",
    "分批",
    "送",
    "交",
    "起草",
    "推进",
    "至少",
    "内",
    "的",
];

/// Reads the words before a date.
pub(super) fn lead(chars: &[char]) -> Lead {
    let mut cursor = Cursor::new(chars, 0);
    let mut limit = false;
    enumerator(&mut cursor);
    loop {
        if cursor.eat_any(&LIMITS).is_some() {
            limit = true;
        } else if cursor.eat_any(&WORDS).is_some() {
            limit = false;
        } else if cursor.eat_char(is_mark).is_none() {
            break;
        }
    }
    let known = cursor.peek().is_none();
    // 全部整改到9月底: other words before, but the last one still makes it an end.
    let limit =
        limit && known || LIMITS.iter().any(|word| word.chars().count() > 1 && ends_with(chars, word));
    Lead { known, limit }
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let length = word.chars().count();
    chars.len() >= length && Cursor::new(chars, chars.len() - length).sees(word)
}

/// 1. or （一） or ① before a line.
fn enumerator(cursor: &mut Cursor) {
    cursor.attempt(|cursor| {
        cursor.eat("(");
        if cursor.eat_char(|char| ('①'..='⑳').contains(&char)).is_none() {
            cursor.number().filter(|number| number.width <= 2)?;
            cursor.eat_any(&[".", "、", ")"])?;
        }
        Some(())
    });
}

/// What the words behind a date say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Nothing,
    Act,
    /// 左右, 前后.
    Vague,
    Other,
}

pub(super) fn tail(chars: &[char]) -> Tail {
    let mut cursor = Cursor::new(chars, 0);
    if cursor.sees_any(&["左右", "前后", "上下", "或"]) {
        return Tail::Vague;
    }
    let bracket = cursor.sees("(");
    while cursor.eat_char(is_mark).is_some() {}
    if cursor.peek().is_none() {
        Tail::Nothing
    } else if bracket || cursor.sees_any(&ACTS) || cursor.sees_any(&["之后", "此后", "长期", "持续", "常态"])
    {
        Tail::Act
    } else {
        Tail::Other
    }
}

/// Eats what stands beside a day without moving it; a day of the week in it is handed back.
pub(super) fn beside(cursor: &mut Cursor) -> Option<chrono::Weekday> {
    let mut weekday = None;
    for _ in 0..4 {
        let in_brackets = cursor.attempt(|cursor| {
            cursor.eat("(").then_some(())?;
            let Some(weekday) = clock::weekday(cursor) else {
                return clock::bare_sign(cursor).filter(|_| cursor.eat(")"));
            };
            cursor.eat_any(&[",", "、", " "]);
            clock::time(cursor);
            cursor.eat(")").then_some(weekday)
        });
        if let Some(found) = in_brackets.or_else(|| cursor.attempt(clock::weekday)) {
            weekday = weekday.or(Some(found));
            continue;
        }
        if clock::time(cursor) || cursor.attempt(remark).is_some() {
            continue;
        }
        break;
    }
    weekday
}

/// A short remark in brackets between a date and the word that makes it a limit: 5月1日（劳动节）前.
fn remark(cursor: &mut Cursor) -> Option<()> {
    cursor.eat("(").then_some(())?;
    for _ in 0..12 {
        if cursor.eat(")") {
            return cursor.sees_any(&["前", "之前", "以前", "-", "—", "至", "到"]).then_some(());
        }
        let char = cursor.peek()?;
        if numerals::is_numeral(char) {
            return None;
        }
        cursor.at += 1;
    }
    None
}
