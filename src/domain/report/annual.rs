//! 年度落实情况: what became of the plan in its year, for section one or six of the statutory annual report (the plan itself
//! asks for it, part three, four). Pure; the window is the calendar year, or its part that is over.

mod area;
mod tally;

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::{Figures, Shares, TaskClass, is_standing};
use super::filing::filings;
use super::ground::{Ground, Matter};
use super::{Layout, Period, Setting};
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;

pub use area::{Achievement, AreaAccount, NextStep, Unfinished};
pub use tally::{ActivityTally, DutyTally, UnitTally};

/// Where in the statutory form the chapter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FormSection {
    /// 一、总体情况.
    Overall,
    /// 六、其他需要报告的事项.
    #[default]
    Other,
}

/// What an annual chapter is made for.
#[derive(Debug, Clone, Copy)]
pub struct AnnualSetting<'a> {
    /// The year.
    pub year: i32,
    /// The last day that counts: 31 December, or today where the year is not over.
    pub last: NaiveDate,
    /// Where in the form it stands.
    pub section: FormSection,
    /// The office under the title.
    pub office: &'a str,
    /// 本办.
    pub own_unit: Option<&'a str>,
    /// 经办人.
    pub by: &'a str,
    /// Words of the coordinator's own.
    pub note: Option<&'a str>,
}

/// The chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annual {
    /// 2024年政务公开工作方案落实情况.
    pub title: String,
    /// The office.
    pub office: String,
    /// The notice's title and number.
    pub plan: String,
    /// The year.
    pub year: i32,
    /// The first day that counts.
    pub first: NaiveDate,
    /// The last day that counts.
    pub last: NaiveDate,
    /// Where in the form it stands.
    pub section: FormSection,
    /// 经办人.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Words of the coordinator's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where things stand.
    pub figures: Figures,
    /// The shares of the classes.
    pub permille: Shares,
    /// Notes of progress of the year.
    pub notes: u32,
    /// Pieces of evidence.
    pub evidence: u32,
    /// Area by area.
    pub areas: Vec<AreaAccount>,
    /// 刚性要求, and who met them.
    pub duties: Vec<DutyTally>,
    /// Activities by kind.
    pub activities: Vec<ActivityTally>,
    /// Activities by unit.
    pub units: Vec<UnitTally>,
    /// Every task.
    pub tasks: Vec<TaskAccount>,
}

/// What became of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskAccount {
    /// The task.
    pub matter: Matter,
    /// 大项.
    pub area: String,
    /// 已完成, 推进中, 有单位逾期, 尚未启动, 不计.
    pub class: String,
    /// 持续推进类.
    pub standing: bool,
    /// Units to which it applies.
    pub units: u32,
    /// Units that have said what they do.
    pub filed: u32,
    /// Units that are done with it.
    pub done: u32,
    /// What was done, a line for each unit that said something.
    pub said: Vec<String>,
    /// 佐证材料.
    pub evidence: Vec<String>,
    /// Why it is not finished.
    pub reasons: Vec<String>,
}

/// The Chinese word of a class.
pub fn class_word(class: TaskClass) -> &'static str {
    match class {
        TaskClass::Excluded => "不计",
        TaskClass::Done => "已完成",
        TaskClass::Overdue => "有单位逾期",
        TaskClass::NotStarted => "尚未启动",
        TaskClass::InProgress => "推进中",
    }
}

/// The chapter on `rows`, which are those of `workspace` on the last day; both hold nothing dated later (see
/// [`super::until`]).
pub fn annual(workspace: &Workspace, rows: &Rows, setting: &AnnualSetting<'_>) -> Annual {
    let filings = filings(workspace, rows, setting.own_unit);
    let figures = Figures::with_filings(workspace, rows, &filings);
    let first = NaiveDate::from_ymd_opt(setting.year, 1, 1).unwrap_or(setting.last);
    let layout = Layout::default();
    let weekly = Setting {
        kind: Period::Quarter,
        number: 0,
        from: first.into(),
        to: setting.last.into(),
        office: setting.office,
        own_unit: setting.own_unit,
        by: setting.by,
        note: None,
        previous: None,
        correction: 0,
        layout: &layout,
        trend: &[],
    };
    let ground = Ground::new(workspace, rows, workspace, &weekly);
    let tasks = area::tasks(&ground, first);
    let entries = || workspace.entries().map(|(_, entry)| entry);
    let plan = &workspace.plan;
    let number = plan.document_no.trim();
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    Annual {
        title: format!("{}年政务公开工作方案落实情况", setting.year),
        office: setting.office.to_owned(),
        plan: format!("《{}》{number}", plan.title.trim()),
        year: setting.year,
        first,
        last: setting.last,
        section: setting.section,
        by: setting.by.to_owned(),
        note: setting.note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        permille: figures.shares(),
        figures,
        notes: count(entries().map(|entry| entry.progress.iter().filter(|note| note.date >= first).count())),
        evidence: count(entries().map(|entry| entry.evidence.len())),
        areas: area::areas(&ground, &tasks, first),
        duties: tally::duties(workspace, rows),
        activities: tally::activities(workspace, rows, first, setting.last),
        units: tally::units(workspace, rows, first, setting.last),
        tasks,
    }
}

fn count(parts: impl Iterator<Item = usize>) -> u32 {
    u32::try_from(parts.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Whether a task is 持续推进类.
fn standing(ground: &Ground<'_>, task: u32) -> bool {
    let plan = &ground.workspace.plan;
    plan.task(task).is_some_and(|task| is_standing(task, plan, ground.rows))
}
