//! Title, 发文字号, issuer and day of a notice.

use chrono::{Datelike, NaiveDate};

use super::due;
use super::source::{Block, Source};
use crate::domain::half_width;

/// What stands at the head (and the foot) of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The title of the plan.
    pub title: String,
    /// 发文字号.
    pub document_no: String,
    /// 发文机关.
    pub issuer: String,
    /// Whether the issuer is inferred from title and number.
    pub inferred: bool,
    /// 成文日期.
    pub issued: Option<NaiveDate>,
    /// The year that it is for.
    pub year: Option<i32>,
}

/// How many paragraphs a title may stand behind.
const FIRST: usize = 60;

/// Reads the head.
pub fn read(source: &Source) -> Head {
    let lines = lines(source);
    let first = &lines[..lines.len().min(FIRST)];
    let found = subject(first);
    let mut head = Head { document_no: document_no(&lines), ..Head::default() };
    let (issued, signed) = issued(&lines);
    head.issued = issued;
    head.title =
        found.as_ref().map(|(_, title)| title.clone()).or_else(|| titled(source, first)).unwrap_or_default();
    let prefix = found.map(|(issuer, _)| issuer).filter(|issuer| is_body(issuer));
    head.issuer = signed
        .or(prefix)
        .or_else(|| {
            labelled(&lines, &["发文机关", "发布机构", "制发机关", "发文单位", "发布单位", "印发机关"])
        })
        .or_else(|| letterhead(first))
        .unwrap_or_default();
    if head.issuer.is_empty()
        && let Some(issuer) = by_title(&head.title, &head.document_no)
    {
        (head.issuer, head.inferred) = (issuer, true);
    }
    let by_number = || year_in_brackets(&head.document_no);
    head.year = year_of(&head.title).or_else(by_number).or_else(|| head.issued.map(|day| day.year()));
    head
}

/// The lines of a notice; those of a cell of a small table (the box with 索引号 and 发文机关) as `head：value`.
fn lines(source: &Source) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.trim().to_owned()),
            Block::Table(grid) if grid.rows.len() <= 8 && super::columns::find(grid, 0).is_none() => {
                for row in &grid.rows {
                    let cells = row
                        .iter()
                        .filter_map(|cell| cell.text())
                        .map(str::trim)
                        .filter(|text| !text.is_empty());
                    let cells: Vec<&str> = cells.collect();
                    lines.extend(cells.chunks(2).filter_map(|pair| match pair {
                        [name, value] => {
                            let name = name.trim_end_matches(['：', ':']).replace([' ', '\u{3000}'], "");
                            Some(format!("{name}：{value}"))
                        }
                        _ => None,
                    }));
                }
            }
            // Title, number and day may stand in rows over the heads.
            Block::Table(grid) => {
                let above = grid.rows.iter().enumerate().take(8);
                let above = above.take_while(|(row, _)| super::columns::at(grid, *row).is_none());
                let cells = above.flat_map(|(_, row)| row.iter().filter_map(|cell| cell.text()));
                if super::columns::find(grid, 0).is_some() {
                    lines.extend(
                        cells
                            .flat_map(str::lines)
                            .map(|text| text.trim().to_owned())
                            .filter(|text| !text.is_empty()),
                    );
                }
            }
        }
    }
    lines
}

/// A title without blanks.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 某某关于印发…的通知, over up to four lines: who, and what is sent out (else the whole subject).
fn subject(lines: &[String]) -> Option<(String, String)> {
    let ends = ["的通知", "的通报", "的函", "的意见", "的公告"];
    for start in 0..lines.len() {
        let mut whole = String::new();
        for line in lines[start..].iter().take(4) {
            let named = ["标题：", "名称："].iter().find_map(|name| line.strip_prefix(name));
            // 签发人：李某 and 成文日期：… are no line of a title.
            let labelled = named.is_none() && line.contains(['：', ':']);
            if line.contains('。') || line.chars().count() > 90 || (labelled && !line.contains("关于")) {
                break;
            }
            whole.push_str(&squeezed(named.unwrap_or(line)));
            let Some((who, what)) = whole.split_once("关于") else { continue };
            let Some(end) = ends.iter().find_map(|end| what.rfind(end).map(|place| place + end.len())) else {
                continue;
            };
            if who.chars().count() > 40 || what.chars().count() > 90 {
                break;
            }
            let what = &what[..end];
            let who = who.rsplit(['>', '》', '|', '：', '»']).next().unwrap_or(who);
            let sent = ["印发", "转发", "发布", "下发"].iter().find_map(|word| what.strip_prefix(word));
            let inner = sent.map(|inner| inner.trim_end_matches("的通知").trim_end_matches("的通报"));
            let inner = inner.map(|inner| {
                inner.strip_prefix('《').and_then(|one| one.split_once('》')).map_or(inner, |(one, _)| one)
            });
            let title = inner.map_or_else(
                || format!("{who}关于{what}"),
                |inner| inner.trim_matches(['《', '》', '“', '”']).to_owned(),
            );
            return Some((who.to_owned(), title));
        }
    }
    None
}

/// Words with which the title of a plan ends.
const KINDS: [&str; 18] = [
    "工作方案",
    "实施方案",
    "行动方案",
    "方案",
    "工作要点",
    "要点",
    "工作计划",
    "计划",
    "任务清单",
    "清单",
    "分工",
    "分解表",
    "台账",
    "安排",
    "工作任务",
    "任务分工表",
    "行动计划",
    "配档表",
];

/// A title that is no subject of a letter.
fn titled(source: &Source, lines: &[String]) -> Option<String> {
    for start in 0..lines.len() {
        let mut whole = String::new();
        for line in lines[start..].iter().take(3) {
            if line.contains(['。', '；', '：'])
                || line.starts_with("附件")
                || line.chars().count() > 60
                || super::marker::marker(line).is_some()
            {
                break;
            }
            whole.push_str(&squeezed(line));
            let bare = whole.trim_end_matches(['）', ')']).split(['（', '(']).next().unwrap_or_default();
            let named = KINDS.iter().any(|kind| bare.ends_with(kind) || whole.ends_with(kind));
            if named && whole.chars().count() >= 6 && whole.chars().count() <= 60 {
                return Some(whole);
            }
        }
    }
    let page = source
        .title
        .as_deref()
        .map(|title| squeezed(title.split(['_', '|', '-', '—']).next().unwrap_or(title)));
    let heading = source.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.heading.is_some() => Some(squeezed(&paragraph.text)),
        _ => None,
    });
    let first = lines.iter().find(|line| {
        (4..=50).contains(&line.chars().count()) && !line.contains(['。', '：']) && !line.starts_with("附件")
    });
    heading.or(page).filter(|title| title.chars().count() >= 4).or_else(|| first.map(|line| squeezed(line)))
}

/// 周政办字〔2024〕9号: one that stands alone before one in the text.
fn document_no(lines: &[String]) -> String {
    let first = &lines[..lines.len().min(FIRST)];
    let alone = first.iter().find_map(|line| {
        let (from, number) = number_in(line)?;
        let plain = squeezed(line);
        let rest = plain.chars().count().saturating_sub(number.chars().count());
        let dated = || plain.strip_prefix(number.as_str()).is_some_and(is_day);
        let alone = from == 0 && (rest == 0 || line.contains("签发") || dated());
        (alone || rest <= 2).then_some(number)
    });
    // The brackets of 〔2024〕 may be square ones: they are no marks around a label.
    let named = || {
        let names = ["发文字号", "文号", "公文字号", "文件编号", "发文文号"];
        let lines = lines.iter().filter(|line| labelled(std::slice::from_ref(line), &names).is_some());
        lines.filter_map(|line| number_in(line)).map(|(_, number)| number).next()
    };
    alone.or_else(named).unwrap_or_default()
}

/// Whether a text is a day and nothing else.
fn is_day(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')', ' ']);
    due::date(text).is_some_and(|(_, rest)| rest.is_empty() || rest == "印发")
}

/// The first 发文字号 in a line, and the byte where it begins.
fn number_in(line: &str) -> Option<(usize, String)> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    for (place, (_, c)) in chars.iter().enumerate() {
        if !matches!(c, '〔' | '[' | '［' | '【' | '（' | '(' | '﹝') {
            continue;
        }
        let digit = |at: usize| chars.get(at).is_some_and(|(_, c)| half_width(*c).is_ascii_digit());
        let shut = chars
            .get(place + 5)
            .is_some_and(|(_, c)| matches!(c, '〕' | ']' | '］' | '】' | '）' | ')' | '﹞'));
        if !(1..=4).all(|step| digit(place + step)) || !shut {
            continue;
        }
        let count = chars[place + 6..]
            .iter()
            .take_while(|(_, c)| half_width(*c).is_ascii_digit() || matches!(c, '第' | ' '))
            .count();
        let end = place + 6 + count;
        if count == 0 || chars.get(end).map(|(_, c)| *c) != Some('号') {
            continue;
        }
        // ×政办字: a model leaves the district out.
        let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '×';
        let before = chars[..place].iter().rev().take_while(|(_, c)| chinese(*c)).count();
        if (1..=14).contains(&before) {
            let from = chars[place - before].0;
            return Some((from, squeezed(&line[from..chars[end].0 + '号'.len_utf8()])));
        }
    }
    None
}

/// The value of a labelled line.
fn labelled(lines: &[String], names: &[&str]) -> Option<String> {
    lines.iter().find_map(|line| {
        let plain = line.replace(['[', ']', '【', '】', ' ', '\u{3000}'], "");
        names.iter().find_map(|name| {
            let at = plain.find(name)?;
            let value = plain[at + name.len()..].strip_prefix(['：', ':'])?;
            let value = value.split(['；', '，', '|']).next()?.trim();
            (at < 40 && !value.is_empty()).then(|| value.to_owned())
        })
    })
}

/// What bodies that issue notices end with.
fn is_body(text: &str) -> bool {
    let text = text.trim();
    let ends = [
        "办公室",
        "办事处",
        "政府",
        "局",
        "委员会",
        "委办",
        "中心",
        "领导小组",
        "办",
        "厅",
        "部",
        "院",
        "管委会",
        "工委",
        "党委",
        "府办",
        "小组",
    ];
    (3..=30).contains(&text.chars().count())
        && ends.iter().any(|end| text.ends_with(end))
        && !text.contains(['，', '。', '、', '：'])
}

/// The district, city or province whose name a title begins with, behind its year.
pub fn place_of(title: &str) -> Option<&str> {
    let digits =
        |before: &str| before.chars().all(|c| c.is_ascii_digit() || "二〇○零一三四五六七八九".contains(c));
    let rest = title.split_once('年').filter(|(before, _)| digits(before)).map_or(title, |(_, rest)| rest);
    let end = |(at, c): &(usize, char)| *at > 0 && matches!(c, '区' | '县' | '市' | '州' | '旗' | '省');
    let (at, last) = rest.char_indices().find(end)?;
    let place = &rest[..at + last.len_utf8()];
    let general = ["全", "各", "本", "我", "关于"].iter().any(|word| place.starts_with(word));
    ((2..=7).contains(&place.chars().count()) && !general).then_some(place)
}

/// Who issues it where nobody signs: 政办 is the office of the government that the title names, 政发 the government itself.
fn by_title(title: &str, number: &str) -> Option<String> {
    let place = place_of(title)?;
    let body = match number {
        _ if number.contains("政办") => "人民政府办公室",
        _ if ["政发", "政字", "政函"].iter().any(|word| number.contains(word)) => "人民政府",
        _ => return None,
    };
    Some(format!("{place}{body}"))
}

/// 周村区人民政府办公室文件.
fn letterhead(lines: &[String]) -> Option<String> {
    lines.iter().take(12).find_map(|line| {
        let line = squeezed(line);
        let body = line.strip_suffix("文件").unwrap_or(&line);
        is_body(body).then(|| body.to_owned())
    })
}

/// Whether a line is a signature: a day alone, who stands above one, or both in one line.
pub fn signs(text: &str, next: Option<&str>) -> bool {
    let day = |text: &str| is_day(&squeezed(text));
    if day(text) {
        return true;
    }
    let plain = squeezed(text);
    if plain.chars().count() > 45 || super::marker::marker(text).is_some() {
        return false;
    }
    let whole = || {
        let at = plain.char_indices().map(|(at, _)| at).filter(|at| *at > 0).find(|at| day(&plain[*at..]));
        at.is_some_and(|at| is_body(&plain[..at]))
    };
    (is_body(&plain) && next.is_some_and(day)) || whole()
}

/// （代章）, （盖章）: between who signs and the day.
fn is_seal(line: &str) -> bool {
    line.ends_with(['章', ')', '）']) && line.contains('章') && line.chars().count() <= 6
}

/// The day of issue, and who signed above it.
fn issued(lines: &[String]) -> (Option<NaiveDate>, Option<String>) {
    let mut alone: Option<NaiveDate> = None;
    for (place, line) in lines.iter().enumerate() {
        let line = line.trim_matches(['（', '）', '(', ')', ' ']);
        let plain = squeezed(line);
        if let Some((day, rest)) = due::date(&plain).filter(|(_, rest)| rest.is_empty() || *rest == "印发")
        {
            let _ = rest;
            // （代章） may stand between who signs and the day.
            let before = lines[..place].iter().rev().map(|line| squeezed(line));
            let signer = before.take(2).find(|line| !is_seal(line)).filter(|line| is_body(line));
            if signer.is_some() && day.is_some() {
                return (day, signer);
            }
            alone = alone.or(day);
            continue;
        }
        // 周村区人民政府办公室 2024年7月1日
        let at = plain.char_indices().map(|(at, _)| at).find(|at| {
            *at > 0 && due::date(&plain[*at..]).is_some_and(|(_, rest)| rest.is_empty() || rest == "印发")
        });
        let Some(at) = at.filter(|_| plain.chars().count() <= 45) else { continue };
        if let Some((Some(day), rest)) = due::date(&plain[at..]) {
            // Who printed it, and when, stands below the day of issue.
            if is_body(&plain[..at]) && (rest.is_empty() || alone.is_none()) {
                return (Some(day), Some(plain[..at].to_owned()));
            }
            if number_in(&plain[..at]).is_some_and(|(from, number)| from == 0 && number.len() == at) {
                alone = alone.or(Some(day));
            }
        }
    }
    let named = [
        "成文日期",
        "成文时间",
        "印发日期",
        "发文日期",
        "生成日期",
        "发布日期",
        "发布时间",
        "公开日期",
        "日期",
        "时间",
    ];
    let labelled = || {
        named.iter().find_map(|name| {
            let value = labelled(lines, &[name])?;
            due::date(&squeezed(&value)).and_then(|(day, _)| day)
        })
    };
    (alone.or_else(labelled), None)
}

/// The year that a title names.
pub fn year_of(title: &str) -> Option<i32> {
    let chars: Vec<char> = title.chars().collect();
    (0..chars.len().saturating_sub(4))
        .find_map(|at| (chars[at + 4] == '年').then(|| due::full_year(&chars[at..at + 4])).flatten())
}

fn year_in_brackets(number: &str) -> Option<i32> {
    let chars: Vec<char> = number.chars().collect();
    (0..chars.len().saturating_sub(4)).find_map(|at| due::full_year(&chars[at..at + 4]))
}
