//! 活动 as documents, always Chinese: 附件2 as the notice prints it, one form per activity, and all in one table.

use std::fmt::Write as _;

use crate::domain::activity::{ACTIVITY_FIELDS, Activity, ActivityField, ActivityKind};

/// The head of annex 2.
const TITLE: &str = "政府开放活动计划安排报送表";

/// 附件2 for each activity, as Markdown: the unit above the table, the eight fields in it. Other kinds have the same form
/// under their own name.
pub fn annex(activities: &[&Activity]) -> String {
    let mut text = String::new();
    for (place, one) in activities.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        let title = match one.kind {
            ActivityKind::OpenDay => TITLE.to_owned(),
            kind => format!("{}情况表", kind.word()),
        };
        let _ = writeln!(text, "## {title}\n\n单位名称：{}\n\n| | |\n| --- | --- |", plain(&one.unit));
        let fields = ACTIVITY_FIELDS.iter().filter(|field| field.is_of_annex && field.key != "unit");
        for field in fields {
            let _ = writeln!(text, "| {} | {} |", field.label, cell(&field.show(one)));
        }
    }
    text
}

/// All in one table: number, kind, the columns of annex 2, how far each has come.
pub fn table(activities: &[&Activity]) -> String {
    let columns: Vec<&ActivityField> = ACTIVITY_FIELDS
        .iter()
        .filter(|field| field.is_of_annex || matches!(field.key, "kind" | "state"))
        .collect();
    let heads: Vec<&str> = columns.iter().map(|field| field.label).collect();
    let mut text = format!("| 序号 | {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len() + 1));
    for (one, number) in activities.iter().zip(1..) {
        let cells: Vec<String> = columns.iter().map(|field| cell(&field.show(one))).collect();
        let _ = writeln!(text, "| {number} | {} |", cells.join(" | "));
    }
    text
}

fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).collect()
}

/// A cell is one line, and its marks are text.
fn cell(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_day() -> Activity {
        let mut one = Activity::new("a-1".to_owned(), ActivityKind::OpenDay, "区图书馆|分馆".to_owned());
        one.name = "走进图书馆".to_owned();
        one.date = "9月上旬".to_owned();
        one.content = "参观\n座谈".to_owned();
        one
    }

    #[test]
    fn the_annex_has_its_eight_fields_in_its_order() {
        let text = annex(&[&open_day()]);
        let labels: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next()).skip(1).collect();
        let wanted = [
            "活动主题",
            "开展时间",
            "开展地点",
            "活动内容",
            "活动对象",
            "活动报名方式",
            "联系人",
            "联系方式",
        ];
        assert_eq!(labels.iter().filter(|label| **label != "---").copied().collect::<Vec<_>>(), wanted);
        assert!(text.starts_with("## 政府开放活动计划安排报送表\n\n单位名称：区图书馆|分馆\n"));
        assert!(text.contains("| 活动内容 | 参观 座谈 |"));
    }

    #[test]
    fn a_table_keeps_its_columns_whatever_is_written() {
        let text = table(&[&open_day()]);
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        let counts: Vec<usize> = text.lines().map(columns).collect();
        assert!(counts.iter().all(|count| *count == counts[0]), "{text}");
    }
}
