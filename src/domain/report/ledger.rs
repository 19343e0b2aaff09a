//! The full 配档表 at a cut: every row in plain words, as it stands beside a report.

use serde::{Deserialize, Serialize};

use crate::domain::field::Field;
use crate::domain::light::Light;
use crate::domain::plan::Role;
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;

/// One row of the full table. Empty texts are blanks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LedgerLine {
    /// 大项.
    pub area: String,
    /// 小项.
    pub topic: String,
    /// 序号 as printed.
    pub number: String,
    /// 工作要求.
    pub requirement: String,
    /// 责任单位 of the row.
    pub unit: String,
    /// 分工; 计划外 where the plan does not assign the unit.
    pub role: String,
    /// 条目编号.
    pub id: String,
    /// 状态.
    pub status: String,
    /// 亮灯.
    pub light: String,
    /// 完成时限: the row's, in its words.
    pub due: String,
    /// The entry's fields beside those: key of the field → its text.
    pub fields: Vec<String>,
}

/// The entry's fields of a [`LedgerLine`], in their order.
pub const LEDGER_FIELDS: [&str; 13] = [
    "measure",
    "deliverable",
    "leader",
    "section",
    "person",
    "contact",
    "start",
    "percent",
    "progress",
    "evidence",
    "problem",
    "help",
    "remark",
];

/// 分工 in Chinese.
fn role_word(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Lead) => "牵头",
        Some(Role::Emphasised) => "重点",
        Some(Role::Responsible) => "责任",
        Some(Role::Execute) => "落实",
        Some(Role::Support) => "配合",
        None => "计划外",
    }
}

/// 亮灯 of a row in Chinese; what has not come is 未报送 only after the plan's filing day.
pub fn light_word(row: &Row, after_filing_day: bool) -> &'static str {
    match row.light {
        Light::Unreadable => "无法读取",
        Light::Excluded => "不计",
        Light::Done if row.late => "逾期完成",
        Light::Done => "完成",
        Light::Check => "待核实",
        Light::Overdue => "逾期",
        Light::Unreported if after_filing_day => "未报送",
        Light::Unreported => "待报送",
        Light::DueSoon => "临期",
        Light::OnTrack => "正常",
    }
}

/// Every row in the plan's order.
pub fn ledger(workspace: &Workspace, rows: &Rows) -> Vec<LedgerLine> {
    let plan = &workspace.plan;
    let after = plan.filing_day.is_some_and(|day| day < rows.day().today);
    let fields: Vec<&Field> = LEDGER_FIELDS.iter().filter_map(|key| Field::keyed(key)).collect();
    let mut lines = Vec::new();
    for place in plan.places() {
        for row in rows.task(place.task.id).map_or(&[][..], |task| &task.rows) {
            let entry = row.entry();
            let show = |field: &&Field| entry.map(|entry| field.show(entry)).unwrap_or_default();
            lines.push(LedgerLine {
                area: place.area.title.clone(),
                topic: place.topic.title.clone().unwrap_or_default(),
                number: place.task.number.clone(),
                requirement: place.task.requirement.clone(),
                unit: row.unit.to_string(),
                role: role_word(row.role).to_owned(),
                id: entry.map(|entry| entry.id.to_string()).unwrap_or_default(),
                status: entry.map(|entry| entry.status().word().to_owned()).unwrap_or_default(),
                light: light_word(row, after).to_owned(),
                due: row.due.to_string(),
                fields: fields.iter().map(show).collect(),
            });
        }
    }
    lines
}

impl LedgerLine {
    /// One of the entry's fields by its key.
    pub fn field(&self, key: &str) -> &str {
        let place = LEDGER_FIELDS.iter().position(|one| *one == key);
        place.and_then(|place| self.fields.get(place)).map_or("", String::as_str)
    }
}

/// The label of one of those fields.
pub fn ledger_label(key: &str) -> &'static str {
    Field::keyed(key).map_or("", |field| field.label)
}
