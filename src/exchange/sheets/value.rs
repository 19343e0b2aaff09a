//! Values as people write them, read into what a field holds. What cannot be read is said with its reason and left to
//! the user: nothing is guessed.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::field::{Field, FieldKind};
use crate::domain::half_width;
use crate::domain::status::Status;
use crate::exchange::read::Value;

/// A cell as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing, or a word for nothing (无, /, —).
    Nothing,
    /// What the field would hold, as text; of a status its key.
    Text(String),
    /// A status with more words behind it, which are a note of progress.
    Status(Status, String),
    /// A share in a cell of 状态.
    Percent(u8),
    /// Not to be read.
    Unread(Unread),
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unread {
    /// The formula ends in an error.
    Formula,
    /// No word for a status that is known.
    Status,
    /// No share from 0 to 100.
    Percent,
    /// 7.1 as a number may be 7月1日 or 7月10日.
    DayLost,
    /// 同上 or 同第34项, and there is nothing there.
    Ditto,
    /// A number that is no date.
    Number,
}

/// Words for nothing, as whole cells.
const NOTHING: [&str; 15] =
    ["无", "/", "-", "--", "---", "—", "——", "\\", "n/a", "na", "暂无", "没有", "空", "无。", "、"];

/// Words of units for 状态.
const STATUS: [(Status, &[&str]); 6] = [
    // A unit's word that it is done is to be checked: evidence makes it 已完成.
    (
        Status::Submitted,
        &[
            "已完成",
            "完成",
            "办结",
            "已办结",
            "完成了",
            "已完结",
            "完结",
            "√",
            "✓",
            "✔",
            "☑",
            "是",
            "y",
            "yes",
            "已落实",
            "落实",
            "全部完成",
            "已全部完成",
            "按期完成",
            "已按期完成",
            "按时完成",
            "提前完成",
            "已结",
            "已办理",
            "已上报",
            "已报送",
            "待核实",
            "done",
            "已实现",
            "完毕",
            "已完毕",
            "对",
            "v",
        ],
    ),
    (
        Status::InProgress,
        &[
            "推进中",
            "正在推进",
            "进行中",
            "正在进行",
            "正在办理",
            "办理中",
            "推进",
            "持续推进",
            "持续推进中",
            "正常推进",
            "有序推进",
            "按序时推进",
            "按计划推进",
            "落实中",
            "正在落实",
            "实施中",
            "正在实施",
            "在办",
            "推进正常",
            "达到序时进度",
            "按序时进度推进",
            "正在开展",
            "开展中",
            "长期坚持",
            "部分完成",
            "基本完成",
            "稳步推进",
            "正在推进中",
            "启动",
            "已启动",
            "in_progress",
            "正在整改",
            "持续开展",
            "常态化推进",
            "常态化开展",
            "达进度",
            "推进顺利",
        ],
    ),
    (
        Status::NotStarted,
        &[
            "未启动",
            "未开始",
            "尚未启动",
            "尚未开始",
            "未开展",
            "尚未开展",
            "待启动",
            "暂未开展",
            "暂未启动",
            "未实施",
            "暂未开启",
            "尚未正式启动",
        ],
    ),
    (Status::Paused, &["暂缓", "暂停", "缓办", "暂缓实施", "暂缓办理"]),
    (
        Status::NotApplicable,
        &[
            "不涉及",
            "无此项工作",
            "无此项",
            "不适用",
            "无此业务",
            "无该项工作",
            "无相关工作",
            "无相关业务",
            "我单位不涉及",
            "本单位不涉及",
            "不涉及此项工作",
            "不涉及该项工作",
            "无此项任务",
            "不承担",
            "无此类工作",
            "不涉及本单位",
            "无此职能",
            "无该项业务",
        ],
    ),
    (Status::Dropped, &["不再实施", "已取消", "取消", "终止", "已终止", "中止", "已中止"]),
];

/// A text as words compare: half width, lower case, without blanks and closing marks.
pub fn plain(text: &str) -> String {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace()).map(half_width).flat_map(char::to_lowercase).collect();
    plain.trim_end_matches(['。', '.', ';', '!', ',']).to_owned()
}

impl Value {
    /// The text of a value as a person would read it in its cell.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Percent(number) => format!("{}%", number_text(number * 100.0)),
            Self::Moment(moment) => moment_text(moment),
            Self::Month(moment) => format!("{}年{}月", moment.year(), moment.month()),
            Self::Bool(true) => "是".to_owned(),
            Self::Bool(false) => "否".to_owned(),
        }
    }
}

/// A number without what floating point adds to it.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    // Fifteen digits are what a spreadsheet keeps.
    let text = format!("{number:.14e}");
    text.parse::<f64>().map_or(text, |number| number.to_string())
}

fn moment_text(moment: &NaiveDateTime) -> String {
    if moment.hour() == 0 && moment.minute() == 0 {
        moment.date().to_string()
    } else {
        moment.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// Whether a text is a word for nothing.
pub fn is_nothing(text: &str) -> bool {
    let plain = plain(text);
    plain.is_empty() || NOTHING.contains(&plain.as_str())
}

/// What a cell says of a field. `since_1904`: how its page counts days.
pub fn read(field: &Field, value: &Value, since_1904: bool) -> Said {
    if let Value::Error(_) = value {
        return Said::Unread(Unread::Formula);
    }
    let text = value.text();
    // In 状态 a stroke may be a mark; elsewhere it says that there is nothing.
    if is_nothing(&text) {
        return Said::Nothing;
    }
    match field.kind {
        FieldKind::Status => status(value, &text),
        FieldKind::Percent => match percent(value) {
            Some(percent) => Said::Text(percent.to_string()),
            None => Said::Unread(Unread::Percent),
        },
        FieldKind::When => when(value, &text, since_1904),
        _ if field.key == "contact" => Said::Text(phone(value, &text)),
        FieldKind::Line => Said::Text(text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")),
        _ => Said::Text(text),
    }
}

fn status(value: &Value, text: &str) -> Said {
    if let Value::Bool(done) = value {
        return if *done {
            Said::Text(Status::Submitted.key().to_owned())
        } else {
            Said::Unread(Unread::Status)
        };
    }
    if let Some(status) = status_word(text) {
        return Said::Text(status.key().to_owned());
    }
    if let Some(percent) = percent(value) {
        return Said::Percent(percent);
    }
    // 已完成（7月5日已公开）: the word, and a note.
    let ends = text.char_indices().filter(|(_, c)| "，,。；;（( \n\u{3000}：:".contains(*c));
    for (at, _) in ends {
        let (word, rest) = text.split_at(at);
        if let Some(status) = status_word(word) {
            let rest = rest.trim_matches(|c: char| c.is_whitespace() || "，,。；;（()）：:".contains(c));
            return Said::Status(status, rest.to_owned());
        }
    }
    Said::Unread(Unread::Status)
}

/// The status that a word of a unit means.
pub fn status_word(text: &str) -> Option<Status> {
    let word = plain(text);
    let word = word.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '(' | ')' | '□' | '【' | '】'));
    STATUS.iter().find(|(_, words)| words.contains(&word)).map(|(status, _)| *status)
}

/// A share as people write it: 0.4, 40, 40%, 四成, 百分之四十, 一半.
pub fn percent(value: &Value) -> Option<u8> {
    let rounded = |number: f64| {
        let number = (number * 1e6).round() / 1e6;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be 0 to 100")]
        (0.0..=100.0).contains(&number).then(|| number.round() as u8)
    };
    match value {
        // A share below one, and one itself, is a fraction; 40 is a percentage.
        Value::Number(number) if *number <= 1.0 => rounded(number * 100.0),
        Value::Number(number) => rounded(*number),
        Value::Percent(number) => rounded(number * 100.0),
        Value::Text(text) => percent_text(text).and_then(rounded),
        _ => None,
    }
}

fn percent_text(text: &str) -> Option<f64> {
    let plain = plain(text);
    let words = ["目前", "进度", "已完成", "完成", "已", "大约", "约", "达到", "达", "至"];
    let plain = words.iter().fold(plain.as_str(), |text, word| text.trim_start_matches(word));
    if let Some(number) = plain.strip_suffix(['%', '％', '﹪']) {
        return number.parse().ok();
    }
    if let Ok(number) = plain.parse::<f64>() {
        return Some(if plain.contains('.') && number <= 1.0 { number * 100.0 } else { number });
    }
    if plain == "一半" || plain == "过半" {
        return (plain == "一半").then_some(50.0);
    }
    if let Some(words) = plain.strip_prefix("百分之") {
        return han_number(words);
    }
    let (tenths, rest) = plain.split_once('成')?;
    let tenths = tenths.parse::<f64>().ok().or_else(|| han_number(tenths))?;
    let rest = match rest {
        "" => 0.0,
        "半" => 5.0,
        digit => han_number(digit)?,
    };
    (tenths <= 10.0 && rest < 10.0).then_some(tenths * 10.0 + rest)
}

/// A number up to a hundred in Chinese or Arabic digits.
fn han_number(words: &str) -> Option<f64> {
    if let Ok(number) = words.parse::<f64>() {
        return Some(number);
    }
    let digit =
        |c: char| "零一二三四五六七八九".chars().position(|one| one == c).or((c == '两').then_some(2));
    let number = |word: &str| -> Option<usize> {
        let mut chars = word.chars();
        let first = digit(chars.next()?)?;
        chars.next().is_none().then_some(first)
    };
    let whole = if words == "百" || words == "一百" {
        100
    } else if let Some((tens, ones)) = words.split_once('十') {
        let tens = if tens.is_empty() { 1 } else { number(tens)? };
        tens * 10 + if ones.is_empty() { 0 } else { number(ones)? }
    } else {
        number(words)?
    };
    u32::try_from(whole).ok().map(f64::from)
}

/// A whole number in Chinese digits, for 序号.
pub fn han_count(words: &str) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and at most 100")]
    han_number(words).map(|number| number as u32)
}

/// Serial numbers of days that people mean: 2000 to 2060.
const DAYS: std::ops::Range<f64> = 36_526.0..58_800.0;

fn when(value: &Value, text: &str, since_1904: bool) -> Said {
    let serial = |number: f64| {
        let shifted = if since_1904 { number + 1462.0 } else { number };
        DAYS.contains(&shifted).then(|| crate::exchange::read::serial(number, since_1904)).flatten()
    };
    match value {
        Value::Moment(moment) => Said::Text(moment.date().to_string()),
        Value::Number(number) => {
            if let Some(moment) = serial(*number) {
                return Said::Text(moment.date().to_string());
            }
            day_of_number(*number, text)
        }
        Value::Text(text) => match text.trim().parse::<f64>().ok().filter(|_| text.trim().len() == 5) {
            Some(number) => match serial(number) {
                Some(moment) => Said::Text(moment.date().to_string()),
                None => Said::Text(text.clone()),
            },
            // A date broken over two lines is one: no blank belongs in it.
            None => Said::Text(text.split('\n').map(str::trim).collect()),
        },
        Value::Bool(_) | Value::Percent(_) => Said::Unread(Unread::Number),
        Value::Month(_) | Value::Error(_) => Said::Text(text.to_owned()),
    }
}

/// A number in a column of dates that is no serial number: 20240710, or 7.15 for 15 July. A spreadsheet drops the zero of
/// 7.10, so 7.1, 7.2 and 7.3 may be either day.
fn day_of_number(number: f64, text: &str) -> Said {
    let whole = number.fract() == 0.0;
    if whole && text.len() == 8 && NaiveDate::parse_from_str(text, "%Y%m%d").is_ok() {
        return Said::Text(text.to_owned());
    }
    let Some((month, day)) = text.split_once('.') else { return Said::Unread(Unread::Number) };
    let in_year =
        |text: &str, most: u32| text.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number));
    if whole || !in_year(month, 12) || !in_year(day, 31) {
        return Said::Unread(Unread::Number);
    }
    if matches!(day, "1" | "2" | "3") {
        return Said::Unread(Unread::DayLost);
    }
    Said::Text(text.to_owned())
}

/// A phone number; a fixed line typed as a number has lost the zero of its area code.
fn phone(value: &Value, text: &str) -> String {
    let digits = text.chars().all(|c| c.is_ascii_digit());
    let lost = matches!(value, Value::Number(_))
        && digits
        && text.len() == 10
        && !text.starts_with('1')
        && !text.starts_with("400")
        && !text.starts_with("800");
    if lost { format!("0{text}") } else { text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests;
