//! 周报, the report that goes upward: its model, from which every format is written.
//!
//! Counted in 项 (tasks) and 家 (units), never in rows; every figure can be counted again from [`Rows`]. Pure: the cut,
//! the number and the changes of the period come from outside. Sections and their order follow what real reports have
//! (domain facts, section 7): where things stand, what moved, what is wrong, what comes, what is asked for.

mod ahead;
mod annex;
mod annual;
mod bulletin;
mod figures;
mod filing;
mod ground;
mod handover;
mod layout;
mod ledger;
mod past;
mod period;
mod problems;
mod progress;
mod summary;
#[cfg(test)]
mod tests;
mod unit_record;
mod year;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::light;
use super::rows::Rows;
use super::workspace::Workspace;

pub use ahead::Due;
pub use annex::{Annex, OverdueItem, OverdueUnit};
pub use annual::{
    Achievement, ActivityTally, Annual, AnnualSetting, AreaAccount, DutyTally, FormSection, NextStep,
    TaskAccount, Unfinished, UnitTally, annual,
};
pub use bulletin::{Bulletin, StandingItem, UnitStanding, bulletin};
pub use figures::{Figures, Shares, TaskClass, is_standing};
pub use filing::{Filing, FilingState, filings};
pub use ground::{Listed, Matter};
pub use handover::{Handover, HandoverSetting, Item, OpenDuty, OpenPromise, OpenUnit, handover};
pub use layout::{Layout, Section, UnknownSection};
pub use ledger::{LEDGER_FIELDS, LedgerLine, ledger, ledger_label, light_word};
pub use past::rewound;
pub use period::Period;
pub use problems::{Problem, Request};
pub use progress::{Step, StepKind};
pub use summary::summary;

pub use unit_record::{Kept, LateItem, Promise, UnitRecord, unit_records};
pub use year::until;

use ground::Ground;

/// What a report is made for.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// 周报, 月报 or 季报.
    pub kind: Period,
    /// 第n期.
    pub number: u32,
    /// The last cut; the first time the plan's issue date.
    pub from: NaiveDateTime,
    /// The cut: a day, at the hour that is printed. The rows must have been judged on that day.
    pub to: NaiveDateTime,
    /// The office under the title.
    pub office: &'a str,
    /// 本办: the full name of the unit that makes the report.
    pub own_unit: Option<&'a str>,
    /// 经办人.
    pub by: &'a str,
    /// Words of the coordinator's own.
    pub note: Option<&'a str>,
    /// The figures of the last report.
    pub previous: Option<&'a Figures>,
    /// 更正稿: how many times what was written of this period was corrected since; 0 for the first form.
    pub correction: u32,
    /// Which sections, in which order, how long.
    pub layout: &'a Layout,
    /// How things stood in the reports before, the oldest first.
    pub trend: &'a [TrendPoint],
}

/// How things stood in one report, for the line over the weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// The day of its cut.
    pub day: NaiveDate,
    /// The shares of the tasks' classes, in tenths of a percent.
    pub permille: Shares,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekly {
    /// 2024年政务公开重点工作周报（第2期）.
    pub title: String,
    /// The office under it.
    pub office: String,
    /// The plan's year: a date of another year is printed with its year.
    pub year: i32,
    /// 周报, 月报 or 季报.
    pub kind: Period,
    /// 第n期.
    pub number: u32,
    /// 更正稿: how many times it was corrected; 0 for the first form.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub correction: u32,
    /// The last cut.
    pub from: NaiveDateTime,
    /// The cut.
    pub to: NaiveDateTime,
    /// 经办人.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Words of the coordinator's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where things stand.
    pub figures: Figures,
    /// The shares of the tasks' classes, in tenths of a percent.
    pub permille: Shares,
    /// The figures of the last report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Figures>,
    /// 报送周期 that 持续推进类 is measured by.
    pub reporting_period: light::Period,
    /// 工作进展.
    pub progress: Listed<Step>,
    /// 存在问题.
    pub problems: Listed<Problem>,
    /// 工作安排 of the next period.
    pub due: Listed<Due>,
    /// 需协调解决的事项.
    pub requests: Listed<Request>,
    /// 附：逾期及未报送清单.
    pub annex: Annex,
    /// How things stood in the reports before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<TrendPoint>,
    /// Which sections are printed, in which order.
    #[serde(default)]
    pub layout: Layout,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Weekly {
    /// The day of the cut.
    pub fn day(&self) -> NaiveDate {
        self.to.date()
    }
}

/// The report on `rows`, which are those of `workspace` on the day of the cut. `changes` are those of the period, in
/// order: taken back, they give the state that the progress is told against.
pub fn weekly<'a>(
    workspace: &Workspace,
    rows: &Rows,
    changes: impl DoubleEndedIterator<Item = &'a Change>,
    setting: &Setting<'_>,
) -> Weekly {
    let before = rewound(workspace, changes);
    let filings = filings(workspace, rows, setting.own_unit);
    let figures = Figures::with_filings(workspace, rows, &filings);
    let ground = Ground::new(workspace, rows, &before, setting);
    let year = workspace.plan.year;
    let note = setting.note.map(str::trim).filter(|note| !note.is_empty());
    Weekly {
        title: format!("{year}年政务公开重点工作{}（第{}期）", setting.kind.report_word(), setting.number),
        office: setting.office.to_owned(),
        year,
        kind: setting.kind,
        number: setting.number,
        correction: setting.correction,
        from: setting.from,
        to: setting.to,
        by: setting.by.to_owned(),
        note: note.map(str::to_owned),
        permille: figures.shares(),
        figures,
        previous: setting.previous.copied(),
        reporting_period: rows.day().thresholds.reporting_period,
        progress: Listed::new(progress::steps(&ground), setting.layout.lines_of(Section::Progress)),
        problems: Listed::new(problems::problems(&ground), setting.layout.lines_of(Section::Problems)),
        due: Listed::new(ahead::due(&ground, &filings), setting.layout.lines_of(Section::Due)),
        requests: Listed::new(problems::requests(&ground), setting.layout.lines_of(Section::Requests)),
        annex: annex::annex(&ground, &filings),
        trend: setting.trend.to_vec(),
        layout: setting.layout.clone(),
    }
}
