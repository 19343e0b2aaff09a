//! 交接单 as a document: for the colleague who takes over on Monday, without a word from the one who left.

use super::document::text::on_one_line;
use super::document::{
    self, Block, Cell, Document, Format, Level, Outlet, Printed, RenderError, Table, Text,
};
use super::wording::{day, filed, full_day, numeral, tasks, units_named, units_noted};
use crate::domain::report::{Handover, Item, LedgerLine, OpenPromise};

const NOTHING: &str = "无。";

/// The sheet in a format.
///
/// # Errors
/// The format cannot hold it.
pub fn render(
    sheet: &Handover,
    ledger: impl FnOnce() -> Vec<LedgerLine>,
    format: Format,
    outlet: Outlet,
) -> Result<Vec<u8>, RenderError> {
    let complete = |document: &mut Document| {
        document.sheets = super::ledger::sheets(
            &format!("{}年政务公开", sheet.year),
            &ledger(),
            super::ledger::Contacts::With,
        );
    };
    document::render(sheet, complete, format, outlet)
}

impl Printed for Handover {
    fn document(&self) -> Document {
        Document {
            title: self.title.clone(),
            byline: vec![self.office.clone(), full_day(self.day)],
            blocks: blocks(self),
            sheets: Vec::new(),
            flat: flat(self),
            made: self.day.and_hms_opt(17, 0, 0).unwrap_or_default(),
            author: self.office.clone(),
        }
    }
}

/// The tables with their words, in the order in which they matter on the first morning.
fn lists(sheet: &Handover) -> Vec<(&'static str, Table)> {
    let year = sheet.year;
    vec![
        ("逾期和临期事项", items("逾期和临期", &sheet.pressing, year, Some(units_noted))),
        ("单位已承诺事项", promises(sheet)),
        ("待本办核实事项", items("待核实", &sheet.to_check, year, Some(units_noted))),
        ("本办任务未办结事项", items("本办任务", &sheet.own, year, None)),
        ("未完成的刚性要求", duties(sheet)),
        ("各单位未办结情况和联系人", units(sheet)),
    ]
}

fn blocks(sheet: &Handover) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    let mut heading = |blocks: &mut Vec<Block>, title: &str| {
        number += 1;
        blocks.push(Block::Heading(Level::Section, format!("{}、{title}", numeral(number))));
    };
    heading(&mut blocks, "基本情况");
    blocks.push(Block::Paragraph(Text::plain(&format!(
        "交接{}的跟踪落实工作。截至{}，{}；{}。",
        on_one_line(&sheet.plan),
        full_day(sheet.day),
        tasks(&sheet.figures, None, None),
        filed(&sheet.figures, None),
    ))));
    if let Some(note) = &sheet.note {
        blocks.push(Block::Paragraph(Text::plain(note)));
    }
    for (title, table) in lists(sheet) {
        let count = table.rows.len();
        let counts = if count == 0 { String::new() } else { format!("（{count}条）") };
        heading(&mut blocks, &format!("{title}{counts}"));
        blocks.push(if count == 0 { Block::Paragraph(Text::plain(NOTHING)) } else { Block::Table(table) });
    }
    heading(&mut blocks, "数据和备份");
    let said = |text: &str| Text::plain(text);
    let mut lines = vec![
        said(&format!(
            "数据文件夹：{}。整个文件夹复制到新电脑即可继续使用，打开命令：peidang --data 文件夹。",
            sheet.folder
        )),
        said("各期周报存档在方案文件夹的 snapshots，全部修改记录在 journal，均不可删改。"),
    ];
    lines.push(match sheet.backups.as_slice() {
        [] => said("尚未见到备份：交接前请先备份（peidang backup now），并与本单一并移交。"),
        backups => said(&format!("最近的备份：{}。", backups.join("、"))),
    });
    blocks.push(Block::Numbered(1, lines));
    heading(&mut blocks, "交接签字");
    let name =
        |name: &str| if name.trim().is_empty() { "＿＿＿＿＿＿".to_owned() } else { on_one_line(name) };
    let mut signing = Table::new("交接签字", &[("", 6), ("姓名", 10), ("签字", 12), ("日期", 10)]);
    for (role, who) in
        [("移交人", name(&sheet.by)), ("接收人", name(sheet.to.as_deref().unwrap_or_default()))]
    {
        signing.push(vec![Cell::from(role), Cell::from(who), Cell::Blank, Cell::Blank]);
    }
    signing.push(vec![Cell::from("监交人"), Cell::Blank, Cell::Blank, Cell::Blank]);
    blocks.push(Block::Table(signing));
    blocks
}

/// How a row's units are written into its cell, and what that has no room for under the table.
type Units = fn(&[String], &mut Table) -> Cell;

/// A list. Without `units` it has no column for them.
fn items(name: &str, items: &[Item], year: i32, units: Option<Units>) -> Table {
    // The longest number, `增1-k3f9q`, on one line; of one list all rows are 本办's, and say so in its heading.
    let tail = [("时限", 11), ("亮灯", 8), ("最近进展", 12), ("编号", 11)];
    let head: &[(&str, usize)] = match units {
        Some(_) => &[("任务", 6), ("责任单位", 15), ("事项", 17)],
        None => &[("任务", 6), ("事项", 32)],
    };
    let columns = [head, &tail].concat();
    let mut table = Table::new(name, &columns);
    for one in items {
        let mut row = vec![Cell::from(one.matter.number.as_str())];
        row.extend(units.map(|units| units(&one.units, &mut table)));
        row.extend([
            Cell::from(one.matter.text.as_str()),
            one.last.map_or(Cell::Blank, |last| Cell::from(day(last, year))),
            Cell::from(one.light.as_str()),
            one.latest.as_deref().map_or(Cell::Blank, Cell::from),
            one.id.as_deref().map_or(Cell::Blank, Cell::from),
        ]);
        table.push(row);
    }
    table
}

fn promises(sheet: &Handover) -> Table {
    let columns = [("责任单位", 14), ("任务", 10), ("承诺时间", 8), ("答复日期", 8), ("情况", 8)];
    let mut table = Table::new("已承诺", &columns);
    for one in &sheet.promises {
        let tasks = promised(one);
        table.push(vec![
            Cell::from(one.unit.as_str()),
            Cell::from(tasks),
            Cell::from(day(one.promised, sheet.year)),
            Cell::from(day(one.given, sheet.year)),
            Cell::from(if one.broken { "已过承诺时间，未兑现" } else { "未到期" }),
        ]);
    }
    table
}

/// What a promise is about.
fn promised(one: &OpenPromise) -> String {
    match &one.duty {
        Some(duty) => duty.clone(),
        None if one.tasks.is_empty() => "全部未办结".to_owned(),
        None => one.tasks.join("、"),
    }
}

fn duties(sheet: &Handover) -> Table {
    let mut table = Table::new("刚性要求", &[("要求", 24), ("未完成家数", 7), ("最近时限", 8)]);
    for one in &sheet.duties {
        table.push(vec![
            Cell::from(one.name.as_str()),
            Cell::from(one.owing),
            one.last.map_or(Cell::Blank, |last| Cell::from(day(last, sheet.year))),
        ]);
    }
    table
}

fn units(sheet: &Handover) -> Table {
    let columns = [
        ("责任单位", 12),
        ("应报", 4),
        ("已报", 4),
        ("未办结", 5),
        ("逾期", 4),
        ("待核实", 5),
        ("联系人", 16),
    ];
    let mut table = Table::new("各单位情况", &columns);
    for one in &sheet.units {
        table.push(vec![
            Cell::from(one.filing.unit.as_str()),
            Cell::from(one.filing.asked),
            Cell::from(one.filing.filed),
            Cell::from(one.open),
            Cell::from(one.overdue),
            Cell::from(one.to_check),
            Cell::from(one.contacts.join("\n")),
        ]);
    }
    table
}

/// Every list under another, told apart by the first column.
fn flat(sheet: &Handover) -> Table {
    let columns = [
        ("部分", 8),
        ("任务", 4),
        ("责任单位", 12),
        ("事项", 18),
        ("时限", 8),
        ("亮灯", 5),
        ("最近进展", 14),
        ("编号", 6),
    ];
    let mut table = Table::new("交接单", &columns);
    let parts = [("逾期和临期", &sheet.pressing), ("待核实", &sheet.to_check), ("本办任务", &sheet.own)];
    for (part, list) in parts {
        for row in items(part, list, sheet.year, Some(units_named)).rows {
            let mut cells = vec![Cell::from(part)];
            cells.extend(row);
            table.push(cells);
        }
    }
    let mut short = |part: &str, unit: &str, what: String, when: String, state: &str| {
        let texts = [part, "", unit, &what, &when, state, "", ""];
        table.push(texts.map(Cell::from).to_vec());
    };
    for one in &sheet.promises {
        let what = promised(one);
        let state = if one.broken { "未兑现" } else { "未到期" };
        short("已承诺", &one.unit, what, day(one.promised, sheet.year), state);
    }
    for one in &sheet.duties {
        let when = one.last.map(|last| day(last, sheet.year)).unwrap_or_default();
        short("刚性要求", &format!("{}家", one.owing), one.name.clone(), when, "");
    }
    for one in &sheet.units {
        let what = format!("应报{}项，已报{}项，未办结{}条", one.filing.asked, one.filing.filed, one.open);
        short("各单位情况", &one.filing.unit, what, String::new(), "");
    }
    table
}
