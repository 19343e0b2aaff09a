//! Words that set no day: without an end (长期坚持, 适时), left to others (按上级通知要求, 待定, 尽快), or after an
//! event without a number (活动后及时公开). The first such word decides.

use super::scan::{Cursor, is_mark};
use super::{Doubt, Reading, Side};

const OPEN: [&str; 32] = [
    "无固定",
    "不定期",
    "长期",
    "常年",
    "持续",
    "常态",
    "适时",
    "逐步",
    "稳步",
    "探索",
    "日常",
    "实时",
    "及时",
    "动态",
    "随时",
    "经常",
    "滚动",
    "始终",
    "按需",
    "一直",
    "永久",
    "分步",
    "有序推进",
    "长效",
    "不间断",
    "不断",
    "深入推进",
    "贯穿始终",
    "贯穿全过程",
    "一以贯之",
    "全程",
    "定期",
];
const EXTERNAL: [&str; 37] = [
    "立即",
    "立刻",
    "马上",
    "尽快",
    "尽早",
    "抓紧",
    "立行立改",
    "即知即改",
    "即行即改",
    "第一时间",
    "即时",
    "即刻",
    "从速",
    "待定",
    "未定",
    "另行通知",
    "另行安排",
    "另行",
    "另定",
    "待通知",
    "等通知",
    "等待通知",
    "待确定",
    "未确定",
    "不确定",
    "暂无",
    "限期",
    "规定时限",
    "规定时间",
    "规定期限",
    "按时",
    "按期",
    "如期",
    "压茬",
    "视情",
    "两会前",
    "同步",
];
const BY: [&str; 12] = ["按照", "根据", "依据", "依照", "遵照", "结合", "参照", "按", "视", "待", "随", "以"];
const ORDERS: [&str; 20] = [
    "通知", "部署", "要求", "安排", "规定", "进度", "情况", "文件", "指示", "计划", "时限", "时间", "节点",
    "方案", "批复", "统一", "上级", "省", "市", "为准",
];
const AFTER_EVENT: [&str; 8] =
    ["后及时", "后立即", "后随即", "后即", "后同步", "后适时", "后尽快", "后第一时间"];

/// What words without a date say.
pub(super) fn read(chars: &[char]) -> (Reading, Option<Doubt>) {
    let mut event = 0;
    for at in 0..chars.len() {
        let cursor = Cursor::new(chars, at);
        // 此后, 之后, 今后 are no events; an event takes two characters at least, or 会 alone (会后).
        let named = event >= 2 || cursor.before(1) == Some('会');
        let linked = cursor.before(1).is_some_and(|char| "此之今以然最随先".contains(char));
        if named && !linked && cursor.sees_any(&AFTER_EVENT) {
            return (Reading::After { days: None, working_days: None, side: Side::Within }, None);
        }
        if cursor.sees_any(&EXTERNAL) || by_others(cursor) {
            return (Reading::External, None);
        }
        if cursor.sees_any(&OPEN) {
            let doubt = cursor.sees("定期").then_some(Doubt::PeriodMissing);
            return (Reading::Open, doubt);
        }
        event = if chars.get(at).copied().is_none_or(is_mark) { 0 } else { event + 1 };
    }
    (Reading::Text, None)
}

/// 按省市部署, 视进展情况: a word of reference and, in the same clause, what is referred to.
fn by_others(mut cursor: Cursor) -> bool {
    if cursor.eat_any(&BY).is_none() {
        return false;
    }
    for _ in 0..20 {
        if cursor.at_end() {
            return false;
        }
        if cursor.sees_any(&ORDERS) {
            return true;
        }
        cursor.at += 1;
    }
    false
}

/// Whether the work goes on after the date (6月底前并长期坚持, 12月底前完成，之后常态化). 12月底前持续推进 ends
/// with the date, so a weaker word needs a link.
pub(super) fn goes_on(tail: &[char]) -> bool {
    const STRONG: [&str; 5] = ["长期", "常态化", "常态长效", "长效", "常年"];
    const LINKS: [&str; 12] =
        ["并", "之后", "此后", "其后", "以后", "而后", "然后", "随后", "完成后", "后", "再", "转入"];
    let mut linked = false;
    (0..tail.len()).any(|at| {
        let cursor = Cursor::new(tail, at);
        linked |= cursor.sees_any(&LINKS);
        cursor.sees_any(&STRONG)
            || linked && cursor.sees_any(&["持续", "常态", "坚持", "不断", "动态", "滚动", "巩固"])
    })
}
