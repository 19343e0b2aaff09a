//! The fields of an activity: one table, which form, command line, JSON and lists read; and the rules of annex 2.

use chrono::Datelike;

use super::{Activity, ActivityKind};
use crate::domain::when::{self, Context, Reading};

/// What a field holds, and so how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityFieldKind {
    /// The activity's name; cannot be changed.
    Id,
    /// What it is.
    Kind,
    /// One unit.
    Unit,
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A time expression that names a month.
    When,
    /// How far it has come.
    State,
    /// A day.
    Day,
    /// A number of people, or of times.
    Count,
}

/// One field of an activity.
#[derive(Debug, PartialEq, Eq)]
pub struct ActivityField {
    /// The key in YAML, JSON and on the command line.
    pub key: &'static str,
    /// The Chinese label; of the fields of annex 2 as the annex prints it.
    pub label: &'static str,
    /// Other words for it.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub kind: ActivityFieldKind,
    /// Whether annex 2 has it.
    pub is_of_annex: bool,
}

const fn annex(
    key: &'static str,
    label: &'static str,
    kind: ActivityFieldKind,
    synonyms: &'static [&'static str],
) -> ActivityField {
    ActivityField { key, label, synonyms, kind, is_of_annex: true }
}

const fn own(
    key: &'static str,
    label: &'static str,
    kind: ActivityFieldKind,
    synonyms: &'static [&'static str],
) -> ActivityField {
    ActivityField { key, label, synonyms, kind, is_of_annex: false }
}

/// Every field, in the order of YAML and of the form; those of annex 2 in the annex's order.
pub static ACTIVITY_FIELDS: [ActivityField; 18] = [
    own("id", "编号", ActivityFieldKind::Id, &[]),
    own("kind", "类别", ActivityFieldKind::Kind, &["种类", "类型"]),
    annex("unit", "单位名称", ActivityFieldKind::Unit, &["单位", "责任单位", "units"]),
    annex("name", "活动主题", ActivityFieldKind::Line, &["主题", "名称", "活动名称", "title"]),
    annex("date", "开展时间", ActivityFieldKind::When, &["时间", "活动时间", "日期", "when"]),
    annex("place", "开展地点", ActivityFieldKind::Line, &["地点", "活动地点"]),
    annex("content", "活动内容", ActivityFieldKind::Text, &["内容"]),
    annex("audience", "活动对象", ActivityFieldKind::Line, &["对象", "参加对象"]),
    annex("signup", "活动报名方式", ActivityFieldKind::Line, &["报名方式", "报名"]),
    annex("person", "联系人", ActivityFieldKind::Line, &[]),
    annex("contact", "联系方式", ActivityFieldKind::Line, &["电话", "联系电话"]),
    own("state", "进展", ActivityFieldKind::State, &["状态", "status"]),
    own("planned_on", "报计划日期", ActivityFieldKind::Day, &["计划报送日期"]),
    own("held_on", "开展日期", ActivityFieldKind::Day, &["实际开展日期"]),
    own("reported_on", "报情况日期", ActivityFieldKind::Day, &["情况报送日期"]),
    own("link", "链接", ActivityFieldKind::Line, &["网址", "佐证"]),
    own("count", "人次", ActivityFieldKind::Count, &["人数", "次数", "数量", "场次"]),
    own("duty", "对应要求", ActivityFieldKind::Line, &["刚性要求", "要求"]),
];

impl ActivityField {
    /// The field that a word names: its key, its label or a synonym, in any width and case, blanks not minded.
    pub fn named(word: &str) -> Option<&'static Self> {
        let word = super::plain(word);
        ACTIVITY_FIELDS
            .iter()
            .find(|field| field.key == word || field.label == word)
            .or_else(|| ACTIVITY_FIELDS.iter().find(|field| field.synonyms.contains(&word.as_str())))
    }

    /// The field with this key.
    pub fn keyed(key: &str) -> Option<&'static Self> {
        ACTIVITY_FIELDS.iter().find(|field| field.key == key)
    }

    /// What an activity has in this field, as a person would write it; empty where it is missing.
    pub fn show(&self, activity: &Activity) -> String {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self.key {
            "id" => activity.id.clone(),
            "kind" => activity.kind.word().to_owned(),
            "unit" => activity.unit.clone(),
            "name" => activity.name.clone(),
            "date" => activity.date.clone(),
            "place" => activity.place.clone(),
            "content" => activity.content.clone(),
            "audience" => activity.audience.clone(),
            "signup" => activity.signup.clone(),
            "person" => activity.person.clone(),
            "contact" => activity.contact.clone(),
            "state" => activity.state.word().to_owned(),
            "planned_on" => day(activity.planned_on),
            "held_on" => day(activity.held_on),
            "reported_on" => day(activity.reported_on),
            "link" => activity.link.clone(),
            "count" => activity.count.map(|count| count.to_string()).unwrap_or_default(),
            "duty" => activity.duty.clone(),
            _ => String::new(),
        }
    }

    /// The text that it holds, to be changed; none where it holds no text.
    pub(in crate::domain) fn text_mut<'a>(&self, activity: &'a mut Activity) -> Option<&'a mut String> {
        Some(match self.key {
            "name" => &mut activity.name,
            "date" => &mut activity.date,
            "place" => &mut activity.place,
            "content" => &mut activity.content,
            "audience" => &mut activity.audience,
            "signup" => &mut activity.signup,
            "person" => &mut activity.person,
            "contact" => &mut activity.contact,
            "link" => &mut activity.link,
            "duty" => &mut activity.duty,
            _ => return None,
        })
    }
}

/// What annex 2 would send back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A field that must be filled is empty.
    Empty(&'static ActivityField),
    /// 开展时间 names no month.
    NoMonth,
    /// 开展地点 has a house number, which is not wanted.
    HouseNumber,
}

/// What is missing or not as annex 2 wants it. Of other kinds only name and time are asked for.
pub fn problems(activity: &Activity, context: &Context<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let open_day = activity.kind == ActivityKind::OpenDay;
    for field in &ACTIVITY_FIELDS {
        let asked = if open_day {
            field.is_of_annex && field.key != "signup"
        } else {
            matches!(field.key, "name" | "date")
        };
        if asked && field.show(activity).trim().is_empty() {
            found.push(Problem::Empty(field));
        }
    }
    if !activity.date.trim().is_empty() && !names_month(&activity.date, context) {
        found.push(Problem::NoMonth);
    }
    if open_day && has_house_number(&activity.place) {
        found.push(Problem::HouseNumber);
    }
    found
}

/// Whether a time expression says in which month: 7月10日, 9月上旬, 9月; not 第三季度.
pub(in crate::domain) fn names_month(words: &str, context: &Context<'_>) -> bool {
    match when::read(words, context).reading {
        Reading::Day(_) => true,
        Reading::Span { first, last, .. } => {
            words.contains('月') || (first.year(), first.month()) == (last.year(), last.month())
        }
        _ => false,
    }
}

/// Whether a place names a house by its number (新建中路88号): a street, then figures, then 号 that is no 号楼 or 号厅.
pub(in crate::domain) fn has_house_number(place: &str) -> bool {
    let chars: Vec<char> =
        place.chars().filter(|c| !c.is_whitespace()).map(crate::domain::half_width).collect();
    let is_figure = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十百-甲乙丙".contains(c);
    chars.iter().enumerate().any(|(at, c)| {
        if *c != '号' || chars.get(at + 1).is_some_and(|next| "楼厅馆会线门".contains(*next)) {
            return false;
        }
        let figures = chars[..at].iter().rev().take_while(|c| is_figure(**c)).count();
        let street = chars[..at - figures].last();
        figures > 0 && street.is_some_and(|c| "路街巷弄道里村同".contains(*c))
    })
}
