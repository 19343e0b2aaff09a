//! Time limits in running text, found and never mended.

use chrono::NaiveDate;

use super::marker::numeral;
use crate::domain::when::{self, Context, Reading};

/// The time limit that a requirement names: `于7月10日前报…`, `年底前`, `活动开展后5个工作日内`. As printed.
pub fn in_sentence(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut quoted = 0_usize;
    for at in 0..chars.len() {
        match chars[at] {
            '《' | '〔' | '“' => quoted += 1,
            '》' | '〕' | '”' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        if quoted > 0 {
            continue;
        }
        let before = at.checked_sub(1).map(|place| chars[place]);
        let found = dated(&chars, at).or_else(|| worded(&chars, at)).map(|end| (at, end));
        let found = found.filter(|_| !before.is_some_and(|c| is_digit(c) || c == '每' || c == '往'));
        let found = found.or_else(|| counted(&chars, at));
        if let Some((from, end)) = found {
            let from = if matches!(chars[from], '至' | '到') { begins(&chars[..from]) } else { from };
            return Some(chars[from..end].iter().collect());
        }
    }
    None
}

/// Where the day before 至 begins: 5月20日至6月10日.
fn begins(before: &[char]) -> usize {
    let of_a_day = |c: &char| is_numeral(*c) || matches!(c, '年' | '月' | '日' | '号');
    let count = before.iter().rev().take_while(|c| of_a_day(c)).count();
    let from = before.len() - count;
    let day = before[from..].contains(&'月') && is_numeral(before[from]);
    if day { from } else { before.len() }
}

/// A count in a sentence: 年内至少组织一次, 每季度至少2次.
pub fn count_in(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let starts = ["每年", "每季度", "每半年", "每月", "每两周", "每周", "年内", "全年", "每半月"];
    (0..chars.len()).find_map(|at| {
        word(&chars, at, &starts)?;
        let clause = chars[at..]
            .iter()
            .position(|c| matches!(c, '，' | '。' | '；' | '、'))
            .unwrap_or(chars.len() - at);
        let times = chars[at..at + clause].iter().rposition(|c| matches!(c, '次' | '场' | '期'))?;
        let counted = times > 0 && is_numeral(chars[at + times - 1]);
        (counted && times <= 24).then(|| chars[at..=at + times].iter().collect())
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || "一二三四五六七八九十〇○零".contains(c)
}

/// The end of a word at a place.
fn word(chars: &[char], at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| {
        let count = word.chars().count();
        let here = chars.get(at..at + count)?;
        word.chars().eq(here.iter().copied()).then_some(at + count)
    })
}

fn numerals(chars: &[char], at: usize, most: usize) -> Option<usize> {
    let count = chars[at.min(chars.len())..].iter().take_while(|c| is_numeral(**c)).count();
    (1..=most).contains(&count).then_some(at + count)
}

/// 2024年7月10日前, 6月底前, 9月上旬前, 到2025年底.
fn dated(chars: &[char], at: usize) -> Option<usize> {
    let limits = ["之前", "以前", "前", "以内", "内"];
    let reached = word(chars, at, &["到", "至", "截至", "截止"]);
    let mut here = reached.unwrap_or(at);
    let year = numerals(chars, here, 4).and_then(|end| word(chars, end, &["年"]));
    if let Some(end) = year {
        if let Some(edge) = word(chars, end, &["年底", "底", "末"]) {
            return word(chars, edge, &limits).or(reached.map(|_| edge));
        }
        here = end;
    } else if let Some(end) = word(chars, here, &["本年", "今年", "明年", "次年", "当年"]) {
        if let Some(edge) = word(chars, end, &["底", "末"]) {
            return word(chars, edge, &limits).or(reached.map(|_| edge));
        }
        here = end;
    }
    let month = numerals(chars, here, 3).and_then(|end| word(chars, end, &["月份", "月"]))?;
    let edge = word(chars, month, &["底", "末", "上旬", "中旬", "下旬", "初"]);
    let day = || {
        let end = numerals(chars, month, 3)?;
        Some(word(chars, end, &["日", "号"]).unwrap_or(end))
    };
    let end = edge.or_else(day).unwrap_or(month);
    let end =
        if word(chars, end, &["（", "("]).is_some() { bracket(chars, end).unwrap_or(end) } else { end };
    word(chars, end, &limits).or(reached.filter(|_| end > month || year.is_some()).map(|_| end))
}

/// Behind a short remark in brackets: 7月10日（星期三）前.
fn bracket(chars: &[char], at: usize) -> Option<usize> {
    chars.get(at + 1..)?.iter().take(8).position(|c| matches!(c, '）' | ')')).map(|place| at + place + 2)
}

/// 年底前, 年内, 上半年, 第三季度末前, 春节前.
fn worded(chars: &[char], at: usize) -> Option<usize> {
    let whole = [
        "年底前",
        "年末前",
        "年底之前",
        "年内",
        "月底前",
        "上半年内",
        "上半年前",
        "下半年内",
        "春节前",
        "国庆节前",
        "元旦前",
    ];
    if let Some(end) = word(chars, at, &whole) {
        return Some(end);
    }
    let start = word(chars, at, &["第"]).unwrap_or(at);
    let quarter = numerals(chars, start, 1).and_then(|end| word(chars, end, &["季度"]))?;
    let end = word(chars, quarter, &["末", "底"]).unwrap_or(quarter);
    word(chars, end, &["之前", "以前", "前", "内"])
}

/// 活动开展后5个工作日内: from the event on.
fn counted(chars: &[char], at: usize) -> Option<(usize, usize)> {
    let after = word(chars, at, &["后", "之日起", "起"])?;
    let number = numerals(chars, after, 3)?;
    let unit = word(chars, number, &["个工作日", "工作日", "个自然日", "日", "天", "个月"])?;
    let end = word(chars, unit, &["之内", "以内", "内"])?;
    let stops = ['，', '。', '；', '、', '：', '于', '在', '（', '(', ',', ';'];
    let from = chars[..at].iter().rposition(|c| stops.contains(c)).map_or(0, |place| place + 1);
    (at - from <= 16).then_some((from.min(at), end))
}

/// Something wrong with a date as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such day or month.
    Impossible,
    /// The day of the week beside it is another one's.
    Weekday,
}

/// The dates of a text with which something is wrong.
pub fn misprints(text: &str, context: &Context<'_>) -> Vec<(String, Wrong)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((end, wrong)) = misprint(&chars, at, context) else {
            at += 1;
            continue;
        };
        if let Some(wrong) = wrong {
            found.push((chars[at..end].iter().collect(), wrong));
        }
        at = end;
    }
    found
}

/// A date that begins at a place: where it ends, and what is wrong with it.
fn misprint(chars: &[char], at: usize, context: &Context<'_>) -> Option<(usize, Option<Wrong>)> {
    if at.checked_sub(1).is_some_and(|before| is_numeral(chars[before])) {
        return None;
    }
    let value = |from: usize, to: usize| {
        let text: String = chars[from..to].iter().collect();
        numeral(&text).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
    };
    let year = numerals(chars, at, 4).and_then(|end| Some((end, word(chars, end, &["年"])?)));
    let month_from = year.map_or(at, |(_, end)| end);
    let month_to = numerals(chars, month_from, 3)?;
    let month_end = word(chars, month_to, &["月"])?;
    let month = value(month_from, month_to)?;
    let day = numerals(chars, month_end, 3).and_then(|end| Some((end, word(chars, end, &["日", "号"])?)));
    if !(1..=12).contains(&month) {
        return Some((day.map_or(month_end, |(_, end)| end), Some(Wrong::Impossible)));
    }
    let (day_to, end) = day?;
    let year = year.and_then(|(to, _)| full_year(&chars[at..to])).unwrap_or(context.year);
    let day = value(month_end, day_to)?;
    if NaiveDate::from_ymd_opt(year, month, day).is_none() {
        return Some((end, Some(Wrong::Impossible)));
    }
    let beside =
        if word(chars, end, &["（", "("]).is_some() { bracket(chars, end).unwrap_or(end) } else { end };
    let text: String = chars[at..beside].iter().collect();
    let mismatch = matches!(when::read(&text, context).doubt, Some(when::Doubt::WeekdayMismatch { .. }));
    Some((beside, mismatch.then_some(Wrong::Weekday)))
}

/// A year of four figures, Arabic or Chinese.
pub fn full_year(chars: &[char]) -> Option<i32> {
    let digits: String = chars
        .iter()
        .map(|c| match c {
            '〇' | '○' | '零' => '0',
            _ => "一二三四五六七八九"
                .chars()
                .position(|one| one == *c)
                .map_or(crate::domain::half_width(*c), |place| {
                    char::from_digit(u32::try_from(place + 1).unwrap_or(0), 10).unwrap_or('0')
                }),
        })
        .collect();
    digits.parse().ok().filter(|year| (1990..=2099).contains(year))
}

/// A whole date with its year at the start of a text, and the rest. None where no day is meant; an impossible one is
/// `Some(None)`.
pub fn date(text: &str) -> Option<(Option<NaiveDate>, &str)> {
    let chars: Vec<char> = text.chars().collect();
    let year_to = numerals(&chars, 0, 4).filter(|end| *end == 4)?;
    let year = full_year(&chars[..year_to])?;
    let mark = *chars.get(year_to)?;
    if !matches!(mark, '年' | '-' | '/' | '.' | '．') {
        return None;
    }
    let number = |from: usize| {
        let to = numerals(&chars, from, 3)?;
        let text: String = chars[from..to].iter().collect();
        Some((numeral(&text).filter(|(_, rest)| rest.is_empty())?.0, to))
    };
    let (month, month_to) = number(year_to + 1)?;
    if !matches!(chars.get(month_to)?, '月' | '-' | '/' | '.' | '．') {
        return None;
    }
    let (day, day_to) = number(month_to + 1)?;
    let end = if mark == '年' { word(&chars, day_to, &["日", "号"])? } else { day_to };
    let bytes = chars[..end].iter().map(|c| c.len_utf8()).sum();
    Some((NaiveDate::from_ymd_opt(year, month, day), &text[bytes..]))
}

/// Why a time limit should be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It cannot be read.
    Unread,
    /// It can be read in two ways.
    Doubtful(when::Doubt),
}

/// Whether a word stands twice by mistake: 5月底前前, 6月月底.
fn is_doubled(due: &str) -> bool {
    ["前前", "底底", "月月", "日日前", "年年"].iter().any(|word| due.contains(word))
        && !due.starts_with("月月")
}

/// What should be asked about a time limit; none where it reads plainly.
pub fn doubt(due: &str, context: &Context<'_>) -> Option<Asked> {
    if is_doubled(due) {
        return Some(Asked::Unread);
    }
    let read = when::read(due, context);
    match (read.reading, read.doubt) {
        (Reading::Text, _) => Some(Asked::Unread),
        (
            _,
            Some(
                found @ (when::Doubt::PastWhenIssued(_)
                | when::Doubt::WeekdayMismatch { .. }
                | when::Doubt::NextYear
                | when::Doubt::DayOrMonths
                | when::Doubt::MonthMissing
                | when::Doubt::PeriodMissing),
            ),
        ) => Some(Asked::Doubtful(found)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workdays::Calendar;

    #[test]
    fn only_limits_are_found_in_sentences() {
        let found = |text| in_sentence(text);
        for (text, due) in [
            ("各部门单位计划安排按附件2要求于7月10日前报区政府备案", "7月10日前"),
            ("开展情况于活动开展后5个工作日内报区政府备案", "活动开展后5个工作日内"),
            ("每年至少开展2次评价工作。年底前将评价结果公开", "年底前"),
            ("力争2025年6月底前建成", "2025年6月底前"),
            ("自信息形成之日起20个工作日内公开", "自信息形成之日起20个工作日内"),
            ("第三季度末前完成", "第三季度末前"),
            ("到2025年底全部建成", "到2025年底"),
            ("于9月31日前报送", "9月31日前"),
            ("于5月20日至6月10日期间集中解读", "5月20日至6月10日"),
            ("自2025年3月1日至2025年6月30日开展清理", "2025年3月1日至2025年6月30日"),
        ] {
            assert_eq!(found(text).as_deref(), Some(due), "{text}");
        }
        for text in [
            "推动12345政务服务便民热线互联互通",
            "落实《2024年6月底前工作要点》",
            "在公开前明确各类信息的公开时限",
            "常态化开展政府开放活动",
            "每季度至少更新一次",
            "全年推进",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn misprinted_dates_are_told_and_good_ones_are_not() {
        let calendar = Calendar::built_in();
        let day = NaiveDate::from_ymd_opt(2024, 7, 1).unwrap();
        let context = Context { year: 2024, issued: day, today: day, calendar: &calendar };
        let told = |text| misprints(text, &context).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(
            told("于2月30日前报，13月底完成，9月31日、7月10日（星期五）"),
            ["2月30日", "13月", "9月31日", "7月10日（星期五）"]
        );
        assert!(told("7月10日前，2024年2月29日，7月10日（星期三），12个月，三月十五日，3月1日").is_empty());
        assert_eq!(date("二〇二五年三月五日").map(|(day, _)| day), Some(NaiveDate::from_ymd_opt(2025, 3, 5)));
        assert_eq!(date("2025-03-05 09:30"), Some((NaiveDate::from_ymd_opt(2025, 3, 5), " 09:30")));
        assert_eq!(date("2025年2月30日"), Some((None, "")));
    }
}
