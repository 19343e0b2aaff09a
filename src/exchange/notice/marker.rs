//! The numbers that head a line of an outline: 一、（一） 1.（1） ① 第一条.

/// The level of a number, from the outermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 第一部分, 第一章.
    Part,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// ①
    Fifth,
}

/// A line's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker<'a> {
    /// How deep.
    pub level: Level,
    /// The number alone, in Arabic figures.
    pub number: u32,
    /// The line without it.
    pub rest: &'a str,
}

/// The number that heads a line.
pub fn marker(line: &str) -> Option<Marker<'_>> {
    let line = line.trim_start();
    let found = |level, number, rest: &'_ str| Some((level, number, rest.len()));
    let (level, number, left) = circled(line)
        .or_else(|| {
            let (number, rest) = numeral(line.strip_prefix('第')?)?;
            let rest = ["部分", "章", "节", "条", "项"].iter().find_map(|word| rest.strip_prefix(word))?;
            let rest = rest.strip_prefix([' ', '\u{3000}', '：', ':', '、', '\t'])?;
            found(Level::Part, number, rest)
        })
        .or_else(|| {
            let inside = line.strip_prefix(['（', '(', '〔'])?.trim_start();
            let digits = inside.starts_with(|c: char| is_digit(c));
            let (number, rest) = numeral(inside)?;
            let rest = rest.trim_start().strip_prefix(['）', ')', '〕'])?;
            found(if digits { Level::Fourth } else { Level::Second }, number, rest)
        })
        .or_else(|| {
            if line.starts_with(|c: char| is_digit(c)) {
                let (number, rest) = numeral(line)?;
                let after = rest.strip_prefix(['.', '．', '、', ')', '）'])?;
                // 1.5 and 2024.7.1 are no numbers of a line.
                let goes_on = after.starts_with(|c: char| is_digit(c)) && rest.starts_with(['.', '．']);
                return if goes_on || number > 999 { None } else { found(Level::Third, number, after) };
            }
            let (number, rest) = numeral(line)?;
            found(Level::First, number, rest.strip_prefix(['、', '．', '.', '，'])?)
        })?;
    let rest = line.get(line.len() - left..)?.trim_start_matches([' ', '\u{3000}', '\t', '、', '.', '．']);
    Some(Marker { level, number, rest })
}

/// A number with points at the head of a line (1.1, 2.3.1), or one with a blank behind it, and the rest. 1.5万 looks the
/// same: ask [`counts_with_points`] first.
pub fn pointed(line: &str) -> Option<(Vec<u32>, &str)> {
    let mut rest = line.trim_start();
    let mut parts = Vec::new();
    while let Some((number, after)) = rest.starts_with(is_digit).then(|| numeral(rest)).flatten() {
        parts.push(number);
        let next = after.strip_prefix(['.', '．']).filter(|next| next.starts_with(is_digit));
        let Some(next) = next.filter(|_| parts.len() < 4) else {
            rest = after;
            break;
        };
        rest = next;
    }
    let blanks = [' ', '\u{3000}', '\t'];
    let text = rest.trim_start_matches(['、', '.', '．', ' ', '\u{3000}', '\t']);
    let counted = parts.len() > 1 || (parts.len() == 1 && rest.starts_with(blanks));
    let small = parts.iter().all(|part| (1..100).contains(part));
    (counted && small && !text.is_empty()).then_some((parts, text))
}

/// Whether lines are counted 1.1, 1.2, 2.1: each follows on the one before, so that no decimal is taken for one.
pub fn counts_with_points<'a>(lines: impl IntoIterator<Item = &'a str>) -> bool {
    let mut last: Option<Vec<u32>> = None;
    let mut count = 0;
    for (parts, _) in lines.into_iter().filter_map(pointed).filter(|(parts, _)| parts.len() > 1) {
        let follows = match &last {
            None => parts[1..].iter().all(|part| *part == 1),
            Some(last) => {
                let same = parts.iter().zip(last).take_while(|(one, other)| one == other).count();
                let before = last.get(same).copied().unwrap_or(0);
                parts.get(same) == Some(&(before + 1)) && parts[same + 1..].iter().all(|part| *part == 1)
            }
        };
        if !follows {
            return false;
        }
        count += 1;
        last = Some(parts);
    }
    count >= 2
}

/// A heading without its number.
pub fn unnumbered(text: &str) -> &str {
    marker(text).map_or(text, |marker| marker.rest).trim()
}

fn circled(line: &str) -> Option<(Level, u32, usize)> {
    let first = line.chars().next()?;
    let number = match first {
        '①'..='⑳' => u32::from(first) - 0x245F,
        '⒈'..='⒛' => u32::from(first) - 0x2487,
        '⑴'..='⒇' => u32::from(first) - 0x2473,
        '㈠'..='㈩' => u32::from(first) - 0x321F,
        _ => return None,
    };
    let level = match first {
        '①'..='⑳' => Level::Fifth,
        '⒈'..='⒛' => Level::Third,
        '⑴'..='⒇' => Level::Fourth,
        _ => Level::Second,
    };
    Some((level, number, line.len() - first.len_utf8()))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A number in figures or Chinese numerals at the start of a text, and the rest.
pub fn numeral(text: &str) -> Option<(u32, &str)> {
    let end = |test: fn(char) -> bool| text.find(|c: char| !test(c)).unwrap_or(text.len());
    if text.starts_with(is_digit) {
        let (digits, rest) = text.split_at(end(is_digit));
        let digits: String = digits.chars().map(crate::domain::half_width).collect();
        return Some((digits.parse().ok()?, rest));
    }
    let (numerals, rest) = text.split_at(end(|c| "一二三四五六七八九十百〇零".contains(c)));
    let mut value = 0;
    let mut digit = 0;
    for c in numerals.chars() {
        match c {
            '十' => {
                value += if digit == 0 { 10 } else { digit * 10 };
                digit = 0;
            }
            '百' => {
                value += digit.max(1) * 100;
                digit = 0;
            }
            _ => {
                let place =
                    "〇一二三四五六七八九".chars().position(|one| one == c || (c == '零' && one == '〇'))?;
                digit = u32::try_from(place).ok()?;
            }
        }
    }
    (!numerals.is_empty() && numerals.chars().count() <= 5).then_some((value + digit, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_points_count_where_each_follows_on_the_one_before() {
        assert_eq!(pointed("1.1重大决策预公开"), Some((vec![1, 1], "重大决策预公开")));
        assert_eq!(pointed("3．1．2 公布分工"), Some((vec![3, 1, 2], "公布分工")));
        assert_eq!(pointed("2 执行公开"), Some((vec![2], "执行公开")));
        assert_eq!(pointed("2执行公开"), None);
        assert!(counts_with_points([
            "1.决策", "1.1甲", "1.2乙", "2.执行", "2.1丙", "3.1丁", "3.1.1戊", "3.1.2己"
        ]));
        assert!(!counts_with_points(["3.1 启动", "4.15 中期", "6.30 总结"]));
        assert!(!counts_with_points(["1.1万人受益", "投入2.5万元"]));
    }

    #[test]
    fn every_form_of_number_has_its_level() {
        let read = |line| marker(line).map(|one| (one.level, one.number, one.rest.to_owned()));
        let is = |level, number, rest: &str| Some((level, number, rest.to_owned()));
        assert_eq!(read("一、总体要求"), is(Level::First, 1, "总体要求"));
        assert_eq!(read("　（十二）加强"), is(Level::Second, 12, "加强"));
        assert_eq!(read("3．做好"), is(Level::Third, 3, "做好"));
        assert_eq!(read("12、做好"), is(Level::Third, 12, "做好"));
        assert_eq!(read("(1) 做好"), is(Level::Fourth, 1, "做好"));
        assert_eq!(read("②做好"), is(Level::Fifth, 2, "做好"));
        assert_eq!(read("第二部分 重点任务"), is(Level::Part, 2, "重点任务"));
        for none in
            ["2024.7.1前完成", "1.5万人", "一是加强", "2024年工作", "（责任单位：区财政局）", "三年行动"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
