//! 考核记录 as a document: one table of all units, and for each what stands behind its figures.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::{
    self, Block, Cell, Document, Format, Level, Outlet, Printed, RenderError, Table, Text, text::clause,
};
use super::wording::{day, full_day, number, numeral};
use crate::domain::report::{Kept, UnitRecord};

/// Characters of a measure.
const WHAT: usize = 40;

/// The records of some units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Records {
    /// 2024年政务公开工作考核记录.
    pub title: String,
    /// The office.
    pub office: String,
    /// The year.
    pub year: i32,
    /// The last day that counts.
    pub day: NaiveDate,
    /// The plan's 报送截止日.
    pub filing_day: Option<NaiveDate>,
    /// Unit by unit, in roster order.
    pub units: Vec<UnitRecord>,
}

/// The records in a format.
///
/// # Errors
/// The format cannot hold it.
pub fn render(records: &Records, format: Format, outlet: Outlet) -> Result<Vec<u8>, RenderError> {
    document::render(records, |_| {}, format, outlet)
}

impl Printed for Records {
    fn document(&self) -> Document {
        let table = summary(self);
        let mut blocks = vec![
            Block::Paragraph(Text::plain(&rules(self))),
            Block::Heading(Level::Section, "一、汇总".to_owned()),
            Block::Table(table.clone()),
            Block::Heading(Level::Section, "二、各单位记录".to_owned()),
        ];
        for (place, unit) in self.units.iter().enumerate() {
            blocks.push(Block::Heading(Level::Part, format!("（{}）{}", numeral(place + 1), unit.unit)));
            blocks.push(Block::Paragraph(Text::plain(&account(unit, self))));
            let lines = details(unit, self.year);
            if !lines.is_empty() {
                blocks.push(Block::Numbered(1, lines));
            }
        }
        Document {
            title: self.title.clone(),
            byline: vec![self.office.clone(), full_day(self.day)],
            blocks,
            sheets: Vec::new(),
            flat: table,
            made: self.day.and_hms_opt(17, 0, 0).unwrap_or_default(),
            author: self.office.clone(),
        }
    }
}

fn rules(records: &Records) -> String {
    let filing = match records.filing_day {
        Some(day) => format!("报送截止日为{}", full_day(day)),
        None => "未设报送截止日，迟报一栏空白".to_owned(),
    };
    format!(
        "记录截至{}，供年度考核使用。{filing}；完成、逾期按任务和单位计条；退回、提醒催办、承诺按次计；\
         承诺时间前有报送、进展或完成回报的为已兑现。",
        full_day(records.day)
    )
}

fn summary(records: &Records) -> Table {
    let columns = [
        ("序号", 4),
        ("责任单位", 11),
        ("应报", 4),
        ("已报", 4),
        ("首次报送", 9),
        ("迟报", 4),
        ("按时完成", 4),
        ("逾期完成", 4),
        ("逾期未完成", 4),
        ("延期", 4),
        ("退回", 4),
        ("提醒催办", 4),
        ("承诺", 4),
        ("兑现", 4),
        ("未兑现", 4),
    ];
    let mut table = Table::new("考核汇总", &columns);
    for (place, unit) in records.units.iter().enumerate() {
        table.push(vec![
            Cell::from(place + 1),
            Cell::from(unit.unit.as_str()),
            Cell::from(unit.asked),
            Cell::from(unit.filed),
            unit.first_filed.map_or(Cell::Blank, |first| Cell::from(day(first, records.year))),
            unit.filed_late.map_or(Cell::Blank, Cell::from),
            Cell::from(unit.done),
            Cell::from(unit.done_late),
            Cell::from(unit.overdue),
            Cell::from(unit.extended),
            Cell::from(unit.returned),
            Cell::from(unit.chased),
            Cell::from(unit.promises.len()),
            Cell::from(unit.promises_that_are(Kept::Yes)),
            Cell::from(unit.promises_that_are(Kept::No)),
        ]);
    }
    table
}

fn account(unit: &UnitRecord, records: &Records) -> String {
    let filed = match (unit.first_filed, unit.last_filed) {
        (Some(first), Some(last)) if first != last => {
            format!("，首次报送{}，最近报送{}", day(first, records.year), day(last, records.year))
        }
        (Some(first), _) => format!("，报送日期{}", day(first, records.year)),
        _ => String::new(),
    };
    let late =
        unit.filed_late.filter(|late| *late > 0).map(|late| format!("，迟报{late}项")).unwrap_or_default();
    format!(
        "应报{}项，已报{}项{filed}{late}。按时完成{}条、逾期完成{}条、逾期未完成{}条、其他未完成{}条；延期{}次，退回{}次，\
         提醒催办{}次；承诺{}次，其中已兑现{}次、未兑现{}次、未到期{}次。",
        unit.asked,
        unit.filed,
        unit.done,
        unit.done_late,
        unit.overdue,
        unit.open,
        unit.extended,
        unit.returned,
        unit.chased,
        unit.promises.len(),
        unit.promises_that_are(Kept::Yes),
        unit.promises_that_are(Kept::No),
        unit.promises_that_are(Kept::Pending),
    )
}

fn details(unit: &UnitRecord, year: i32) -> Vec<Text> {
    let late = unit.late.iter().map(|one| {
        let became = match one.reported {
            Some(reported) => {
                let waits = if one.checked { "" } else { "，待核实" };
                format!("{}回报完成{waits}", day(reported, year))
            }
            None => "至今未完成".to_owned(),
        };
        let about = format!("{}（{}）", clause(&one.matter.text, WHAT), number(&one.matter.number));
        Text::plain(&format!("逾期：{about}，时限{}，{became}。", day(one.last, year)))
    });
    let promises = unit.promises.iter().map(|one| {
        let about = if let Some(duty) = &one.duty {
            format!("“{duty}”")
        } else if one.tasks.is_empty() {
            "全部未办结事项".to_owned()
        } else {
            format!("第{}项", one.tasks.join("、"))
        };
        let (given, promised) = (day(one.at.date(), year), day(one.promised, year));
        Text::plain(&format!("承诺：{given}承诺{promised}前办理{about}，{}。", one.kept.word()))
    });
    late.chain(promises).collect()
}
