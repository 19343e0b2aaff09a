//! What a sheet says, before any format: its columns, and the rows of its unit.

use chrono::NaiveDateTime;

use crate::domain::field::Field;
use crate::domain::plan::Place;
use crate::domain::rows::Row;
use crate::domain::sheet::{ANSWERS, Line};

/// The heads of the columns, in order: what the plan sets, then what the unit fills in.
pub const COLUMNS: [&str; 16] = [
    "序号",
    "工作任务",
    "工作要求",
    "工作措施",
    "成果形式",
    "责任领导",
    "责任科室",
    "责任人",
    "联系方式",
    "完成时限",
    "状态",
    "进展情况",
    "佐证材料",
    "存在问题及原因",
    "需协调事项",
    "备注",
];

/// How many columns the plan sets.
pub const FIXED: usize = 3;

/// The heads of the two columns that carry the names of records: hidden where a format can hide.
pub const NAMES: [&str; 2] = ["任务编号", "条目编号"];

/// One sheet before it goes out.
#[derive(Debug, Clone)]
pub struct Outgoing<'a> {
    /// The plan's id: the name of its folder.
    pub plan_id: &'a str,
    /// The plan's year.
    pub year: i32,
    /// The notice's title.
    pub plan_title: &'a str,
    /// The sending's name.
    pub sending: &'a str,
    /// When it goes out.
    pub at: NaiveDateTime,
    /// Full name of the unit.
    pub unit: &'a str,
    /// Full names of all units, for the drop-down of annex 2.
    pub units: Vec<&'a str>,
    /// Its rows, in the plan's order.
    pub rows: Vec<OutgoingRow>,
}

/// One row of a sheet.
#[derive(Debug, Clone)]
pub struct OutgoingRow {
    /// The task's printed number.
    pub number: String,
    /// 大项 and 小项.
    pub heading: String,
    /// 工作要求.
    pub requirement: String,
    /// What is known.
    pub line: Line,
}

impl Outgoing<'_> {
    /// The sheet's title.
    pub fn title(&self) -> String {
        title(self.year)
    }
}

impl OutgoingRow {
    /// A row of the plan.
    pub fn new(row: &Row, place: &Place<'_>) -> Self {
        let headings: Vec<&str> =
            [Some(place.area.title.as_str()), place.topic.title.as_deref()].into_iter().flatten().collect();
        Self {
            number: place.task.number.clone(),
            heading: headings.join("\n"),
            requirement: place.task.requirement.clone(),
            line: Line::of(row),
        }
    }

    /// The cells under [`COLUMNS`].
    pub fn cells(&self) -> Vec<&str> {
        let fixed = [self.number.as_str(), &self.heading, &self.requirement];
        fixed.into_iter().chain(ANSWERS.into_iter().map(|key| self.line.text(key))).collect()
    }

    /// The cells under [`NAMES`].
    pub fn names(&self) -> [String; 2] {
        let id = self.line.id.as_ref().map(ToString::to_string).unwrap_or_default();
        [self.line.task.to_string(), id]
    }
}

/// The title of the sheets of a year.
fn title(year: i32) -> String {
    format!("{year}年政务公开工作配档表")
}

/// The name of a unit's file without its ending: place in the roster, unit, title. What no file system takes is left out.
pub fn file_name(place: usize, unit: &str, year: i32) -> String {
    let name = format!("{place:02}{unit}-{}", title(year));
    let fits =
        |c: char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    name.chars().map(|c| if fits(c) { c } else { '_' }).collect()
}

/// The label of the field under a column; none under those that the plan sets.
pub fn field(column: usize) -> Option<&'static Field> {
    Field::keyed(ANSWERS.get(column.checked_sub(FIXED)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_labels_of_the_field_table() {
        let labels = (FIXED..COLUMNS.len()).map(|column| field(column).map_or("", |field| field.label));
        assert!(COLUMNS[FIXED..].iter().copied().eq(labels));
    }

    #[test]
    fn a_file_name_is_one_name_whatever_the_unit_is_called() {
        assert_eq!(file_name(3, "区教育和体育局", 2024), "03区教育和体育局-2024年政务公开工作配档表");
        assert_eq!(file_name(3, "../a:b", 2024), "03.._a_b-2024年政务公开工作配档表");
    }
}
