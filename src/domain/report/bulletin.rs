//! 通报, downward: how each unit stands with the plan, for all to see. Who is named for a lack is named with what is lacking.

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::Figures;
use super::filing::{Filing, FilingState, filings};
use super::ground::Matter;
use super::unit_record::UnitRecord;
use crate::domain::light::Light;
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;

/// The bulletin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bulletin {
    /// 关于2024年政务公开重点工作落实情况的通报.
    pub title: String,
    /// The office that issues it.
    pub office: String,
    /// The notice's title and number.
    pub plan: String,
    /// The year of the plan.
    pub year: i32,
    /// The day.
    pub day: NaiveDate,
    /// Words of the coordinator's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where things stand.
    pub figures: Figures,
    /// 报送截止日.
    pub filing_day: Option<NaiveDate>,
    /// Unit by unit, in roster order.
    pub units: Vec<UnitStanding>,
}

/// How one unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitStanding {
    /// How far it has filed.
    pub filing: Filing,
    /// Its record.
    pub record: UnitRecord,
    /// What is late.
    pub overdue: Vec<StandingItem>,
    /// Tasks that it has not filed for, by their numbers.
    pub missing: Vec<String>,
}

/// Something that is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandingItem {
    /// What.
    pub matter: Matter,
    /// Its last day.
    pub last: NaiveDate,
    /// Working days since.
    pub late: i64,
}

impl UnitStanding {
    /// Whether it has done all that could be asked of it by now, and something at all.
    pub fn is_good(&self) -> bool {
        self.filing.state() == FilingState::Filed && self.overdue.is_empty() && self.record.filed > 0
    }
}

/// The bulletin on `rows`. Of `units` only these; all where there are none. Our own office is not held up to others.
pub fn bulletin(
    workspace: &Workspace,
    rows: &Rows,
    records: Vec<UnitRecord>,
    setting: &super::HandoverSetting<'_>,
    units: &[String],
) -> Bulletin {
    let filings = filings(workspace, rows, setting.own_unit);
    let figures = Figures::with_filings(workspace, rows, &filings);
    let plan = &workspace.plan;
    let day = rows.day();
    let number = plan.document_no.trim();
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    let standing = |(filing, record): (Filing, UnitRecord)| {
        let of_unit = || rows.iter().filter(|row| *row.unit == *filing.unit);
        let overdue = of_unit().filter(|row| row.light == Light::Overdue).filter_map(|row| {
            let task = plan.task(row.task)?;
            let measure = row.entry().map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
            let text = measure.unwrap_or(task.requirement.trim()).to_owned();
            let last = row.last()?;
            let matter = Matter { task: row.task, number: task.number.clone(), text };
            Some(StandingItem { matter, last, late: day.calendar.count(last, day.today) })
        });
        let mut missing: Vec<String> = of_unit()
            .filter(|row| row.light.counts() && !row.is_filed() && row.light != Light::Done)
            .filter_map(|row| plan.task(row.task))
            .filter(|task| task.answered_by.is_none())
            .map(|task| task.number.clone())
            .collect();
        missing.dedup();
        UnitStanding { overdue: overdue.collect(), missing, record, filing }
    };
    let wanted = |filing: &Filing| if units.is_empty() { !filing.own } else { units.contains(&filing.unit) };
    Bulletin {
        title: format!("关于{}年政务公开重点工作落实情况的通报", plan.year),
        office: setting.office.to_owned(),
        plan: format!("《{}》{number}", plan.title.trim()),
        year: plan.year,
        day: day.today,
        note: setting.note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        figures,
        filing_day: plan.filing_day,
        units: filings.into_iter().zip(records).filter(|(filing, _)| wanted(filing)).map(standing).collect(),
    }
}
