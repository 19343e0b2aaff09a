//! The report as one flat table for CSV: every figure, every line and then every row of the 配档表, told apart by the first
//! column.

use crate::domain::report::{LEDGER_FIELDS, LedgerLine, Matter, StepKind, Weekly, ledger_label};
use crate::exchange::document::{Cell, Table};
use crate::exchange::wording::full_day;

/// The columns before those of the entry's fields.
const HEAD: [(&str, usize); 11] = [
    ("部分", 8),
    ("序号", 4),
    ("责任单位", 12),
    ("任务", 4),
    ("事项", 24),
    ("内容", 30),
    ("时限", 8),
    ("数值", 5),
    ("计量单位", 5),
    ("状态", 5),
    ("亮灯", 5),
];

/// Whether a field has a column of its own behind those: 工作措施 stands among them, and telephone numbers do not go
/// upward with a report.
fn is_behind(key: &str) -> bool {
    !matches!(key, "measure" | "contact")
}

/// The report's own lines.
pub(super) fn flat(report: &Weekly) -> Table {
    let mut columns = HEAD.to_vec();
    columns.extend(LEDGER_FIELDS.iter().filter(|key| is_behind(key)).map(|key| (ledger_label(key), 8)));
    let mut table = Table::new("周报", &columns);
    figures(&mut table, report);
    let mut number = 0;
    let mut line = |part: &str, row: Line<'_>| {
        number =
            if table.rows.last().is_some_and(|last| last[0] == Cell::from(part)) { number + 1 } else { 1 };
        row.push(&mut table, part, number);
    };
    if let Some(note) = &report.note {
        line("补充说明", Line { said: note.clone(), ..Line::default() });
    }
    for one in report.progress.iter() {
        let (matter, numbers) = about(&one.matters);
        let status = match one.kind {
            StepKind::Done if one.late => "已完成（逾期完成）",
            StepKind::Done => "已完成",
            StepKind::Submitted => "待核实",
            StepKind::Filed => "新报送工作措施",
            StepKind::Noted | StepKind::Activity => "",
        };
        let units = one.units.join("、");
        line(
            "工作进展",
            Line { units, numbers, matter, said: one.notes.join("\n"), status, ..Line::default() },
        );
    }
    for one in report.problems.iter() {
        let parts = [
            one.reason.as_ref().map(|reason| format!("原因：{reason}")),
            one.latest.as_ref().map(|latest| format!("目前进展：{latest}")),
            one.promised.map(|promised| format!("承诺{}前完成", full_day(promised))),
        ];
        line(
            "存在问题",
            Line {
                units: one.units.join("、"),
                numbers: one.matter.number.clone(),
                matter: one.matter.text.clone(),
                said: parts.into_iter().flatten().collect::<Vec<_>>().join("\n"),
                day: one.last,
                value: one.late,
                measure: if one.late.is_some() { "逾期工作日" } else { "" },
                ..Line::default()
            },
        );
    }
    for one in report.due.iter() {
        let matter = one.matter.as_ref();
        line(
            "工作安排",
            Line {
                units: one.units.join("、"),
                numbers: matter.map(|matter| matter.number.clone()).unwrap_or_default(),
                matter: matter.map_or_else(|| "报齐工作配档表".to_owned(), |matter| matter.text.clone()),
                day: Some(one.day),
                ..Line::default()
            },
        );
    }
    for one in report.requests.iter() {
        let (matter, numbers) = about(std::slice::from_ref(&one.matter));
        line(
            "需协调事项",
            Line { units: one.units.join("、"), numbers, matter, said: one.help.clone(), ..Line::default() },
        );
    }
    for (unit, item) in
        report.annex.overdue.iter().flat_map(|one| one.items.iter().map(move |item| (one, item)))
    {
        line(
            "逾期清单",
            Line {
                units: unit.unit.clone(),
                numbers: item.matter.number.clone(),
                matter: item.matter.text.clone(),
                day: Some(item.last),
                value: Some(item.late),
                measure: "逾期工作日",
                ..Line::default()
            },
        );
    }
    for unit in &report.annex.unfiled {
        line("未报送清单", Line { units: unit.clone(), ..Line::default() });
    }
    for one in &report.annex.partly {
        let said = format!("已报{}项，应报{}项", one.filed, one.asked);
        line("部分报送清单", Line { units: one.unit.clone(), said, ..Line::default() });
    }
    table
}

/// The rows of the 配档表 behind them.
pub(super) fn append(table: &mut Table, lines: &[LedgerLine]) {
    for (place, one) in lines.iter().enumerate() {
        let measure = one.field("measure");
        let mut row: Vec<Cell> = vec![
            Cell::from("配档表"),
            Cell::from(place + 1),
            Cell::from(one.unit.as_str()),
            Cell::from(one.number.as_str()),
            Cell::from(one.requirement.as_str()),
            Cell::from(measure),
            Cell::from(one.due.as_str()),
            Cell::Blank,
            Cell::Blank,
            Cell::from(one.status.as_str()),
            Cell::from(one.light.as_str()),
        ];
        let rest = LEDGER_FIELDS.iter().zip(&one.fields).filter(|(key, _)| is_behind(key));
        row.extend(rest.map(|(_, text)| Cell::from(text.as_str())));
        table.push(row);
    }
}

fn figures(table: &mut Table, report: &Weekly) {
    let (figures, shares) = (&report.figures, &report.permille);
    let counts = [
        ("任务总数", figures.tasks, None),
        ("不计", figures.excluded, None),
        ("已完成", figures.done, Some(shares.done)),
        ("推进中", figures.in_progress, Some(shares.in_progress)),
        ("有单位逾期", figures.overdue, Some(shares.overdue)),
        ("尚未启动", figures.not_started, Some(shares.not_started)),
        ("其中持续推进类", figures.standing, None),
        ("持续推进类已有进展", figures.standing_moved, None),
    ];
    let units = [
        ("责任单位", figures.units),
        ("已报送配档表", figures.filed),
        ("部分报送", figures.partly),
        ("未报送", figures.unfiled),
    ];
    let counts = counts.into_iter().map(|(word, count, share)| (word, count, "项", share));
    let units = units.into_iter().map(|(word, count)| (word, count, "家", None));
    for (place, (word, count, measure, share)) in counts.chain(units).enumerate() {
        let said = share.map(crate::exchange::wording::percent).unwrap_or_default();
        let value = Some(i64::from(count));
        Line { matter: word.to_owned(), said, value, measure, ..Line::default() }.push(
            table,
            "总体进展",
            place + 1,
        );
    }
}

/// The text of the first matter and the numbers of all.
fn about(matters: &[Matter]) -> (String, String) {
    let numbers: Vec<&str> = matters.iter().map(|matter| matter.number.as_str()).collect();
    (matters.first().map(|matter| matter.text.clone()).unwrap_or_default(), numbers.join("、"))
}

/// One line of the report.
#[derive(Default)]
struct Line<'a> {
    units: String,
    numbers: String,
    matter: String,
    said: String,
    day: Option<chrono::NaiveDate>,
    value: Option<i64>,
    measure: &'a str,
    status: &'a str,
}

impl Line<'_> {
    fn push(self, table: &mut Table, part: &str, number: usize) {
        let mut row = vec![
            Cell::from(part),
            Cell::from(number),
            Cell::from(self.units),
            Cell::from(self.numbers),
            Cell::from(self.matter),
            Cell::from(self.said),
            self.day.map_or(Cell::Blank, |day| Cell::from(day.to_string())),
            self.value.map_or(Cell::Blank, Cell::Number),
            Cell::from(self.measure),
            Cell::from(self.status),
        ];
        row.resize(table.columns.len(), Cell::Blank);
        table.push(row);
    }
}
