//! The fields of an entry: one table. Form, `add` and `set`, JSON, ledger, sheets, reports and schema read it.

mod parse;
#[cfg(test)]
mod tests;

use super::entry::Entry;

pub use parse::{FieldError, edit};
pub(super) use parse::{insert, status};

/// What a field holds, and so how it is read, checked and edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// The entry's name; cannot be changed.
    Id,
    /// Units, the first is 牵头.
    Units,
    /// Further tasks.
    Tasks,
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A time expression.
    When,
    /// 延期; made by extending only.
    Extensions,
    /// A status.
    Status,
    /// 0 to 100.
    Percent,
    /// Dated notes; a text given is one more note.
    Progress,
    /// Links, document numbers, file names.
    Evidence,
    /// Words.
    Tags,
    /// A day.
    Day,
    /// 退回: its reason.
    Returned,
}

/// One field of an entry.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in YAML, JSON and on the command line.
    pub key: &'static str,
    /// The Chinese label: form, sheets and reports.
    pub label: &'static str,
    /// Other words for it in the headers of sheets.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub kind: FieldKind,
}

const fn field(
    key: &'static str,
    label: &'static str,
    kind: FieldKind,
    synonyms: &'static [&'static str],
) -> Field {
    Field { key, label, synonyms, kind }
}

/// Every field, in the order of YAML and of the form.
pub static FIELDS: [Field; 23] = [
    field("id", "编号", FieldKind::Id, &["条目编号"]),
    field("units", "责任单位", FieldKind::Units, &["单位", "承办单位", "牵头单位", "填报单位", "unit"]),
    field("also_tasks", "同时落实任务", FieldKind::Tasks, &["并案任务"]),
    field(
        "measure",
        "工作措施",
        FieldKind::Text,
        &[
            "措施",
            "具体措施",
            "落实举措",
            "落实措施",
            "推进措施",
            "主要措施",
            "工作举措",
            "具体举措",
            "具体内容",
        ],
    ),
    field("deliverable", "成果形式", FieldKind::Line, &["成果", "预期成果", "工作成果", "成果体现"]),
    field("leader", "责任领导", FieldKind::Line, &["分管领导", "牵头领导", "主管领导"]),
    field("section", "责任科室", FieldKind::Line, &["科室", "承办科室", "责任部门"]),
    field("person", "责任人", FieldKind::Line, &["负责人", "经办人", "具体责任人", "联系人"]),
    field("contact", "联系方式", FieldKind::Line, &["联系电话", "电话", "手机", "办公电话"]),
    field("start", "启动时间", FieldKind::When, &["开始时间", "起始时间"]),
    field(
        "due",
        "完成时限",
        FieldKind::When,
        &["完成时间", "时限", "时限要求", "时间节点", "截止时间", "完成期限", "拟定时限"],
    ),
    field("extensions", "延期", FieldKind::Extensions, &[]),
    field("status", "状态", FieldKind::Status, &["进度状态", "完成状态", "办理状态"]),
    field("percent", "完成进度", FieldKind::Percent, &["进度", "完成率", "完成百分比"]),
    field(
        "progress",
        "进展情况",
        FieldKind::Progress,
        &["进展", "工作进展", "落实情况", "完成情况", "工作动态", "目前进展"],
    ),
    field("evidence", "佐证材料", FieldKind::Evidence, &["佐证", "印证材料", "证明材料", "附件", "链接"]),
    field("problem", "存在问题及原因", FieldKind::Text, &["存在问题", "问题", "问题及原因", "未完成原因"]),
    field("help", "需协调事项", FieldKind::Text, &["需协调", "需协调解决的问题", "需协调解决事项"]),
    field("tags", "标签", FieldKind::Tags, &[]),
    field("remark", "备注", FieldKind::Text, &["说明", "备注说明"]),
    field("filed_on", "报送日期", FieldKind::Day, &["报送时间"]),
    field("reported_on", "回报日期", FieldKind::Day, &["回报时间"]),
    field("returned", "退回", FieldKind::Returned, &["退回原因"]),
];

impl Field {
    /// The field that a word names: its key, its label or a synonym, in any width and case, blanks not minded.
    pub fn named(word: &str) -> Option<&'static Self> {
        let word = plain(word);
        FIELDS
            .iter()
            .find(|field| field.key == word || field.label == word)
            .or_else(|| FIELDS.iter().find(|field| field.synonyms.contains(&word.as_str())))
    }

    /// The field with this key.
    pub fn keyed(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// What an entry has in this field, as a person would write it; empty where it is missing.
    pub fn show(&self, entry: &Entry) -> String {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self.key {
            "id" => entry.id.to_string(),
            "units" => entry.units.join("、"),
            "also_tasks" => entry.also_tasks.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
            "measure" => entry.measure.clone(),
            "deliverable" => entry.deliverable.to_string(),
            "leader" => entry.leader.to_string(),
            "section" => entry.section.to_string(),
            "person" => entry.person.to_string(),
            "contact" => entry.contact.to_string(),
            "start" => entry.start.to_string(),
            "due" => entry.due.to_string(),
            "extensions" => entry
                .extensions
                .iter()
                .map(|one| format!("{} → {} {}", one.from, one.to, one.reason).trim().to_owned())
                .collect::<Vec<_>>()
                .join("；"),
            "status" => entry.status().word().to_owned(),
            "percent" => entry.percent.map(|percent| format!("{percent}%")).unwrap_or_default(),
            "progress" => entry
                .progress
                .iter()
                .map(|note| format!("{} {}", note.date, note.text))
                .collect::<Vec<_>>()
                .join("\n"),
            "evidence" => entry.evidence.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n"),
            "problem" => entry.problem.to_string(),
            "help" => entry.help.to_string(),
            "tags" => entry.tags.join("、"),
            "remark" => entry.remark.to_string(),
            "filed_on" => day(entry.filed_on),
            "reported_on" => day(entry.reported_on),
            "returned" => entry
                .returned
                .as_ref()
                .map(|returned| format!("{} {}", returned.date, returned.reason))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// A word as it compares: half width, lower case, without blanks.
fn plain(word: &str) -> String {
    word.chars().filter(|c| !c.is_whitespace()).map(super::half_width).flat_map(char::to_lowercase).collect()
}
