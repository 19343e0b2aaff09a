//! The full 配档表 as tables of a workbook: once merged for reading and printing, once unmerged for filters.

use super::document::{Cell, Sheet, Table};
use crate::domain::report::{LEDGER_FIELDS, LedgerLine, ledger_label};

/// Columns that the merged sheet joins: 大项, 小项, 序号, 工作要求.
const MERGED: usize = 4;

/// Columns of the printed sheet: what fits across a page and can be read.
const PRINTED: [(&str, usize); 13] = [
    ("大项", 5),
    ("小项", 6),
    ("序号", 3),
    ("工作要求", 15),
    ("责任单位", 8),
    ("工作措施", 15),
    ("完成时限", 6),
    ("责任领导", 4),
    ("责任人", 4),
    ("状态", 4),
    ("亮灯", 4),
    ("进展情况", 15),
    ("备注", 4),
];

/// Whether 联系方式 is among the columns: telephone numbers go to who has to ring, not upward with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contacts {
    /// For a colleague who takes over.
    With,
    /// For everybody else.
    Without,
}

/// The two sheets.
pub(super) fn sheets(title: &str, lines: &[LedgerLine], contacts: Contacts) -> Vec<Sheet> {
    let title = format!("{title}工作配档表");
    let mut printed = Table::new("配档表", &PRINTED);
    printed.rows.extend(lines.iter().map(printed_row));
    vec![
        Sheet { title: title.clone(), table: printed, merged: MERGED, frozen: 3 },
        Sheet { title, table: table("明细", lines, contacts), merged: 0, frozen: 3 },
    ]
}

fn printed_row(line: &LedgerLine) -> Vec<Cell> {
    let texts = [
        &line.area,
        &line.topic,
        &line.number,
        &line.requirement,
        &line.unit,
        line.field("measure"),
        &line.due,
        line.field("leader"),
        line.field("person"),
        &line.status,
        &line.light,
        line.field("progress"),
        line.field("remark"),
    ];
    texts.map(Cell::from).to_vec()
}

/// The columns: what the task is, whose it is, what is done, how it stands.
fn table(name: &str, lines: &[LedgerLine], contacts: Contacts) -> Table {
    let is_shown = |key: &str| contacts == Contacts::With || key != "contact";
    let mut columns: Vec<(&str, usize)> =
        vec![("大项", 7), ("小项", 8), ("序号", 3), ("工作要求", 24), ("责任单位", 10), ("分工", 3)];
    for key in LEDGER_FIELDS.into_iter().filter(|key| is_shown(key)) {
        let width = match key {
            "measure" | "progress" => 20,
            "evidence" | "problem" | "help" => 12,
            "contact" => 8,
            "percent" => 4,
            _ => 6,
        };
        columns.push((ledger_label(key), width));
        if key == "start" {
            columns.push(("完成时限", 7));
            columns.push(("状态", 4));
            columns.push(("亮灯", 4));
        }
    }
    columns.push(("条目编号", 5));
    let mut table = Table::new(name, &columns);
    table.rows.reserve(lines.len());
    for line in lines {
        let head = [&line.area, &line.topic, &line.number, &line.requirement, &line.unit, &line.role];
        let mut row: Vec<Cell> = head.into_iter().map(|text| Cell::from(text.as_str())).collect();
        for (key, text) in LEDGER_FIELDS.iter().zip(&line.fields).filter(|(key, _)| is_shown(key)) {
            row.push(Cell::from(text.as_str()));
            if *key == "start" {
                row.extend([&line.due, &line.status, &line.light].map(|text| Cell::from(text.as_str())));
            }
        }
        row.push(Cell::from(line.id.as_str()));
        table.rows.push(row);
    }
    table
}
