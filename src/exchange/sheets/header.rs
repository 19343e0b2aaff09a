//! The header of a table, found by the meaning of its words wherever it stands. The synonyms of an entry's fields stand in
//! the field table; those of what the plan sets stand here. All are data.

use std::collections::BTreeMap;

use super::value::plain;
use crate::domain::field::{FIELDS, Field};
use crate::domain::half_width;
use crate::domain::sheet::ANSWERS;
use crate::exchange::read::{Page, Value};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// 序号: the task's printed number, or a running one.
    Number,
    /// A heading or the text of a task.
    Task,
    /// 责任单位.
    Unit,
    /// The task's id, as the sheet went out with it.
    TaskName,
    /// The entry's id.
    EntryName,
    /// A field that the unit fills in.
    Field(&'static Field),
    /// A person and how to reach them, in one cell.
    PersonAndContact,
}

/// Words for what the plan sets.
const WORDS: [(Meaning, &[&str]); 5] = [
    (Meaning::TaskName, &["任务编号"]),
    (Meaning::EntryName, &["条目编号"]),
    (
        Meaning::Number,
        &[
            "序号",
            "编号",
            "任务序号",
            "任务号",
            "项号",
            "次序",
            "序列",
            "no",
            "no.",
            "条目",
            "事项序号",
            "对应序号",
            "任务项号",
        ],
    ),
    (
        Meaning::Task,
        &[
            "工作任务",
            "任务",
            "重点任务",
            "目标任务",
            "任务名称",
            "大项",
            "小项",
            "工作项目",
            "项目",
            "类别",
            "一级任务",
            "二级任务",
            "任务分类",
            "事项",
            "任务事项",
            "重点工作",
            "重点工作任务",
            "工作要求",
            "具体要求",
            "要求",
            "任务内容",
            "工作内容",
            "主要内容",
            "任务要求",
            "具体任务",
            "目标要求",
            "公开内容",
            "工作事项",
        ],
    ),
    (
        Meaning::Unit,
        &[
            "责任单位",
            "单位",
            "承办单位",
            "牵头单位",
            "填报单位",
            "单位名称",
            "落实单位",
            "报送单位",
            "责任主体",
            "主责单位",
        ],
    ),
];

/// Further words for fields, in the headers of sheets alone: said elsewhere they would mean something else.
const FIELD_WORDS: [(&str, &[&str]); 13] = [
    (
        "measure",
        &[
            "具体工作措施",
            "推进举措",
            "落实工作措施",
            "主要举措",
            "工作打算",
            "贯彻落实措施",
            "措施及办法",
            "举措",
            "具体做法",
            "工作安排",
            "采取措施",
            "采取的措施",
            "细化措施",
            "任务措施",
            "落实方案",
            "工作计划",
        ],
    ),
    (
        "deliverable",
        &["成果", "成果名称", "成果类型", "成果物", "工作成果形式", "预期成效", "成果展现形式", "完成形式"],
    ),
    (
        "leader",
        &["领导", "分管负责人", "分管责任人", "包保领导", "责任领导姓名", "单位领导", "带队领导", "分管局长"],
    ),
    (
        "section",
        &[
            "牵头科室",
            "责任处室",
            "具体科室",
            "承办处室",
            "承办部门",
            "责任股室",
            "经办科室",
            "处室",
            "股室",
            "站所",
        ],
    ),
    (
        "person",
        &[
            "责任人姓名",
            "负责同志",
            "牵头人",
            "落实人",
            "具体负责人",
            "联络员",
            "直接责任人",
            "承办人",
            "姓名",
            "经办",
            "工作人员",
            "具体经办人",
        ],
    ),
    (
        "contact",
        &[
            "联系方法",
            "手机号",
            "手机号码",
            "电话号码",
            "联系手机",
            "办公电话号码",
            "联系电话号码",
            "座机",
            "通讯方式",
            "联系号码",
        ],
    ),
    (
        "due",
        &[
            "完成日期",
            "时间",
            "计划完成时间",
            "预计完成时间",
            "拟完成时间",
            "时间安排",
            "完成时间节点",
            "办结时限",
            "办结时间",
            "完成节点",
            "时间要求",
            "限期",
            "时间进度",
            "进度安排",
            "预计完成时限",
            "计划完成时限",
            "期限",
            "截止日期",
            "完成时点",
            "时限节点",
        ],
    ),
    (
        "status",
        &[
            "是否完成",
            "完成与否",
            "是否办结",
            "当前状态",
            "落实状态",
            "工作状态",
            "进展状态",
            "办结状态",
            "是否已完成",
            "任务状态",
            "推进状态",
            "完成状况",
            "是否落实",
        ],
    ),
    (
        "percent",
        &[
            "完成比例",
            "完成百分比",
            "进度百分比",
            "完成度",
            "完成进度百分比",
            "工作进度",
            "推进进度",
            "进度比例",
        ],
    ),
    (
        "progress",
        &[
            "工作进展情况",
            "目前进展情况",
            "推进情况",
            "办理情况",
            "最新进展",
            "办理结果",
            "落实结果",
            "完成结果",
            "工作落实情况",
            "进展情况说明",
            "任务进展",
            "进度情况",
            "工作开展情况",
            "开展情况",
            "完成进展",
            "当前进展",
            "实施情况",
            "工作推进情况",
            "落实进展",
            "目前完成情况",
            "工作情况",
        ],
    ),
    (
        "evidence",
        &[
            "支撑材料",
            "佐证资料",
            "印证资料",
            "证明资料",
            "公开链接",
            "网址",
            "公开网址",
            "文号",
            "材料链接",
            "相关材料",
            "佐证链接",
        ],
    ),
    (
        "problem",
        &[
            "存在问题及困难",
            "存在的问题",
            "问题和困难",
            "困难问题",
            "存在困难",
            "存在的问题及原因",
            "问题原因",
            "存在问题和原因",
            "未完成原因及存在问题",
            "滞后原因",
            "困难",
            "困难和问题",
            "存在的主要问题",
        ],
    ),
    (
        "help",
        &[
            "需要协调的问题",
            "需协调问题",
            "需要协调事项",
            "提请协调事项",
            "需支持事项",
            "意见建议",
            "需要支持",
            "需帮助事项",
        ],
    ),
];

/// Words too general to mean anything inside of another: 填报时间 is no time limit.
const WHOLE_ONLY: [&str; 16] = [
    "时间", "领导", "姓名", "经办", "项目", "类别", "事项", "说明", "编号", "条目", "序列", "次序", "单位",
    "要求", "no", "no.",
];

/// Headings with one of these are of other columns, whatever else is in them: 下一步打算, 领导批示, 审核意见.
const OTHERS: [&str; 6] = ["下一步", "下步", "批示", "审核", "审批", "评分"];

/// A heading that ends like this is how to reach somebody, whoever it is.
const REACH: [&str; 5] = ["电话", "联系方式", "手机", "手机号", "号码"];

/// How sure a word is of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    /// It contains a word that means it.
    Contains,
    /// It is a synonym.
    Synonym,
    /// It is the label itself.
    Label,
}

/// A header: where it stands, and what its columns hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its first row.
    pub top: u32,
    /// How many rows it has.
    pub depth: u32,
    /// What each column holds.
    pub columns: BTreeMap<u32, Meaning>,
    /// Columns with a heading that was not understood, or that says what another column says.
    pub unknown: Vec<(u32, String)>,
}

impl Header {
    /// The first row under it.
    pub fn end(&self) -> u32 {
        self.top + self.depth
    }

    /// The columns that hold this.
    pub fn of(&self, meaning: Meaning) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().filter(move |(_, one)| **one == meaning).map(|(column, _)| *column)
    }

    /// Whether a column holds what a unit fills in.
    pub fn answers(&self) -> bool {
        self.columns.values().any(is_answer)
    }
}

fn is_answer(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Field(field) => ANSWERS.contains(&field.key) || field.key == "percent",
        Meaning::PersonAndContact => true,
        _ => false,
    }
}

/// The headers of a page, from its top on: a table printed over several pages repeats its own.
pub fn headers(page: &Page) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let mut free = 0;
    for row in page.rows() {
        if row < free {
            continue;
        }
        if let Some(header) = header(page, row) {
            free = header.end();
            found.push(header);
        }
    }
    found
}

/// The header that begins in a row: of one, two or three levels, whichever tells most.
fn header(page: &Page, row: u32) -> Option<Header> {
    let mut best = level(page, row, 1)?;
    for depth in 2..=3 {
        if let Some(deeper) =
            level(page, row, depth).filter(|deeper| deeper.columns.len() > best.columns.len())
        {
            best = deeper;
        }
    }
    // A title row above a real header would win by a word or two: the header is where the most is said.
    let next = level(page, row + 1, 1).is_some_and(|next| next.columns.len() > best.columns.len());
    if !best.answers() || best.columns.len() < 3 || next {
        return None;
    }
    // Headings merged over more rows than they fill.
    let regions = best.columns.keys().filter_map(|column| page.region(row, *column));
    let bottom = regions.map(|area| area.bottom).filter(|bottom| *bottom < row + 4).max().unwrap_or(row);
    best.depth = best.depth.max(bottom + 1 - row);
    Some(best)
}

/// A header of so many rows.
fn level(page: &Page, top: u32, depth: u32) -> Option<Header> {
    let mut candidates: Vec<(u32, Meaning, Sureness, String)> = Vec::new();
    let mut unknown = Vec::new();
    let (mut filled, mut long) = (0_usize, 0_usize);
    for column in 0..page.width().min(200) {
        let words: Vec<String> = (top..top + depth)
            .filter_map(|row| page.spread(row, column))
            .map(Value::text)
            .filter(|text| !text.is_empty())
            .collect();
        let Some(last) = words.last() else { continue };
        filled += 1;
        if words.iter().any(|word| without_brackets(word).chars().count() > 20) {
            long += 1;
            continue;
        }
        // 填报人：张某 is a label with its value, not a heading.
        if without_brackets(last).contains([':', '：']) {
            continue;
        }
        match meaning(&words) {
            Some((meaning, sureness)) => candidates.push((column, meaning, sureness, last.clone())),
            None => unknown.push((column, last.clone())),
        }
    }
    // A row of data has words too, but few that are headings, and long ones.
    if filled == 0 || candidates.len() * 5 < filled * 2 || long > filled / 3 {
        return None;
    }
    // In a deeper header every row but the first has to add something of its own.
    let adds = |row: u32| {
        page.columns(row).any(|column| page.region(row, column).is_none_or(|area| area.top >= row))
    };
    if !(top..top + depth).all(adds) {
        return None;
    }
    let mut columns: BTreeMap<u32, Meaning> = BTreeMap::new();
    // The surest word first; of equals the left one.
    candidates.sort_by_key(|(column, _, sureness, _)| (std::cmp::Reverse(*sureness), *column));
    for (column, meaning, _, word) in candidates {
        let taken = meaning != Meaning::Task && columns.values().any(|one| *one == meaning);
        if taken {
            unknown.push((column, word));
        } else {
            columns.insert(column, meaning);
        }
    }
    unknown.sort();
    let distinct = columns.values().filter(|one| **one != Meaning::Task).count();
    (distinct >= 2).then_some(Header { top, depth, columns, unknown })
}

/// What the words of a heading mean, the upper first: 责任人 over 电话 is how to reach them.
fn meaning(words: &[String]) -> Option<(Meaning, Sureness)> {
    let last = words.last()?;
    if words.len() == 1 || words.iter().all(|word| word == last) {
        return one(last);
    }
    let joined = words.concat();
    let upper = words.first().map_or("", String::as_str);
    // A general word (姓名, 时间, 内容) takes its sense from what stands over it.
    let general = ["姓名", "电话", "时间", "内容", "名称", "形式", "情况", "日期", "科室", "职务"];
    if general.contains(&plain(last).as_str()) {
        let upper = one(upper).map(|(meaning, _)| meaning);
        return match (plain(last).as_str(), upper) {
            ("姓名", Some(meaning)) => Some((meaning, Sureness::Synonym)),
            ("电话", _) => one("联系电话"),
            ("职务", _) => None,
            _ => one(&joined).or_else(|| one(last)),
        };
    }
    one(last).or_else(|| one(&joined)).or_else(|| words.iter().rev().skip(1).find_map(|word| one(word)))
}

/// What one heading means.
fn one(word: &str) -> Option<(Meaning, Sureness)> {
    let whole = heading(word);
    let bare = heading(&without_brackets(word));
    if whole.is_empty() {
        return None;
    }
    if (bare.contains('人') || bare.contains("负责"))
        && ["电话", "联系方式", "手机", "联系方法"].iter().any(|word| whole.contains(word))
        && (bare.contains('及')
            || bare.contains('和')
            || bare.contains('、')
            || bare.contains('/')
            || bare.contains('与'))
    {
        return Some((Meaning::PersonAndContact, Sureness::Synonym));
    }
    for word in [&whole, &bare] {
        if let Some(field) = FIELDS.iter().find(|field| answers(field) && field.label == *word) {
            return Some((Meaning::Field(field), Sureness::Label));
        }
        let exact = all_words().find(|(_, known)| known == word);
        if let Some((meaning, _)) = exact {
            return Some((meaning, Sureness::Synonym));
        }
    }
    if OTHERS.iter().any(|word| bare.contains(word)) {
        return None;
    }
    if REACH.iter().any(|word| bare.ends_with(word)) {
        return FIELDS
            .iter()
            .find(|field| field.key == "contact")
            .map(|field| (Meaning::Field(field), Sureness::Contains));
    }
    // The longest word in it; of equals the one that stands last (工作任务完成时限 is a time limit).
    let inside = all_words().filter(|(_, known)| {
        known.chars().count() >= 2 && !WHOLE_ONLY.contains(known) && bare.contains(*known)
    });
    let longest = inside.max_by_key(|(_, known)| (known.chars().count(), bare.rfind(*known)));
    longest.map(|(meaning, _)| (meaning, Sureness::Contains))
}

/// Fields that a sheet has columns for.
fn answers(field: &Field) -> bool {
    ANSWERS.contains(&field.key) || field.key == "percent" || field.key == "start"
}

/// Every known word with its meaning.
fn all_words() -> impl Iterator<Item = (Meaning, &'static str)> {
    let fixed = WORDS.iter().flat_map(|(meaning, words)| words.iter().map(|word| (*meaning, *word)));
    let fields = FIELDS.iter().filter(|field| answers(field)).flat_map(|field| {
        let more = FIELD_WORDS.iter().find(|(key, _)| *key == field.key).map_or(&[][..], |(_, words)| words);
        std::iter::once(&field.label)
            .chain(field.synonyms)
            .chain(more)
            .map(move |word| (Meaning::Field(field), *word))
    });
    fields.chain(fixed)
}

/// A heading as it compares: half width, lower case, without blanks, marks and numbering.
fn heading(word: &str) -> String {
    let plain: String = word
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '*' | '※' | '★' | '☆' | ':' | '#' | '"' | '“' | '”' | '_' | '-' | '—'))
        .collect();
    plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、')).to_owned()
}

/// A heading without what stands in brackets.
pub(super) fn without_brackets(word: &str) -> String {
    let (mut plain, mut depth) = (String::new(), 0_usize);
    for c in word.chars() {
        match c {
            '（' | '(' | '【' | '[' | '〔' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    if plain.trim().is_empty() { word.to_owned() } else { plain }
}

#[cfg(test)]
mod tests;
