//! 通报 as a document: to all units, or one slip for some of them.

mod lacks;

use super::document::{
    self, Block, Cell, Document, Format, Level, Outlet, Printed, RenderError, Table, Text,
};
use super::wording::{all_units, filed, full_day, tasks};
use crate::domain::report::{Bulletin, FilingState, Kept};

/// So many units are addressed by name, and each has a line of its own for what it lacks.
const SHOWN: usize = 5;

/// The bulletin in a format.
///
/// # Errors
/// The format cannot hold it.
pub fn render(bulletin: &Bulletin, format: Format, outlet: Outlet) -> Result<Vec<u8>, RenderError> {
    document::render(bulletin, |_| {}, format, outlet)
}

impl Printed for Bulletin {
    fn document(&self) -> Document {
        let table = standings(self);
        let mut blocks = blocks(self);
        blocks.push(Block::Signature(vec![self.office.clone(), full_day(self.day)]));
        blocks
            .push(Block::Annex { label: "附件".to_owned(), title: "各单位落实情况表".to_owned() });
        blocks.push(Block::Table(table.clone()));
        Document {
            title: self.title.clone(),
            byline: Vec::new(),
            blocks,
            sheets: Vec::new(),
            flat: table,
            made: self.day.and_hms_opt(17, 0, 0).unwrap_or_default(),
            author: self.office.clone(),
        }
    }
}

fn blocks(report: &Bulletin) -> Vec<Block> {
    let section = |title: &str| Block::Heading(Level::Section, title.to_owned());
    let said = |text: &str| Block::Paragraph(Text::plain(text));
    let addressed: Vec<&str> = report.units.iter().map(|unit| unit.filing.unit.as_str()).collect();
    let many = addressed.len() > SHOWN;
    let to = if many { "各责任单位".to_owned() } else { all_units(addressed) };
    let mut blocks = vec![
        Block::Addressee(format!("{to}：")),
        said(&format!("现将{}落实情况通报如下。", report.plan)),
        section("一、总体情况"),
        said(&format!(
            "截至{}，{}。{}。各单位情况见附件（应报、已报按任务计项，完成、逾期按任务和单位计条，其余按次计）。",
            full_day(report.day),
            tasks(&report.figures, Some(&report.figures.shares()), None),
            filed(&report.figures, None),
        )),
        section("二、落实较好的单位"),
    ];
    let good: Vec<&str> =
        report.units.iter().filter(|unit| unit.is_good()).map(|unit| unit.filing.unit.as_str()).collect();
    blocks.push(if good.is_empty() {
        said("无。")
    } else {
        said(&format!("{}已报齐配档表，各项任务按时限推进，无逾期事项。", all_units(good)))
    });
    blocks.push(section("三、存在的问题"));
    blocks.extend(lacks::blocks(report, many));
    blocks.push(section("四、下一步工作要求"));
    let filing = report.filing_day.map_or_else(
        || "未报送、未报齐配档表的单位，请抓紧补报。".to_owned(),
        |day| format!("未报送、未报齐配档表的单位（报送截止日为{}），请抓紧补报。", full_day(day)),
    );
    blocks.push(Block::Numbered(
        1,
        vec![
            Text::plain(&filing),
            Text::plain("有逾期事项的单位，请逐项说明原因、明确完成时间；确需延期的，在时限届满前说明理由。"),
            Text::plain("已报完成的事项，请同时报送佐证材料，并做好发布前的保密审查。"),
        ],
    ));
    blocks.extend(report.note.as_deref().map(said));
    blocks
}

fn standings(report: &Bulletin) -> Table {
    let columns = [
        ("序号", 4),
        ("责任单位", 18),
        ("应报", 4),
        ("已报", 4),
        ("报送情况", 6),
        ("完成", 4),
        ("逾期完成", 6),
        ("逾期", 4),
        ("退回", 4),
        ("提醒催办", 6),
        ("承诺未兑现", 7),
    ];
    let mut table = Table::new("各单位落实情况", &columns);
    for (place, unit) in report.units.iter().enumerate() {
        let state = match unit.filing.state() {
            FilingState::Filed => "已报送",
            FilingState::Partly => "部分报送",
            FilingState::Received => "已收未录",
            FilingState::Unfiled => "未报送",
        };
        let record = &unit.record;
        table.push(vec![
            Cell::from(place + 1),
            Cell::from(unit.filing.unit.as_str()),
            Cell::from(unit.filing.asked),
            Cell::from(unit.filing.filed),
            Cell::from(state),
            Cell::from(record.done),
            Cell::from(record.done_late),
            Cell::from(record.overdue),
            Cell::from(record.returned),
            Cell::from(record.chased),
            Cell::from(record.promises_that_are(Kept::No)),
        ]);
    }
    table
}
