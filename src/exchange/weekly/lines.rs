//! One line for each thing that a section lists.

use chrono::{Datelike, NaiveDate};

use crate::domain::report::{Due, Matter, Problem, Request, Step, StepKind};
use crate::exchange::document::Text;
use crate::exchange::document::text::{clause, on_one_line};
use crate::exchange::wording::{MATTER, NAMED, day, late, matter_within, units_within};

/// Numbers of tasks that are named before 等n项.
const NUMBERED: usize = 8;

/// How much of others' words a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// Characters of a note, a reason, a request; none: the line says that the annex has it.
    pub(super) said: usize,
    /// Characters of a measure or a requirement.
    pub(super) matter: usize,
    /// Units that are named; of more only the first, with their number.
    pub(super) named: usize,
    /// Characters of a unit's name.
    pub(super) name: usize,
}

impl Words {
    /// As a line of the body has them where there is room.
    pub(super) const USUAL: Self = Self { said: 100, matter: MATTER, named: NAMED, name: usize::MAX };
    /// All of them.
    pub(super) const ALL: Self =
        Self { said: usize::MAX, matter: usize::MAX, named: usize::MAX, name: usize::MAX };
    /// All that was said, about a thing whose whole text the notice and the 配档表 have.
    pub(super) const SAID: Self = Self { matter: MATTER, ..Self::ALL };

    fn units(&self, names: &[String]) -> String {
        let most = if names.len() > self.named { 1 } else { self.named };
        units_within(names, most, self.name)
    }

    fn matter(&self, matter: &Matter) -> String {
        matter_within(matter, self.matter)
    }
}

fn day_with_weekday(date: NaiveDate, year: i32) -> String {
    let weekday = ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize];
    format!("{}（周{weekday}）", day(date, year))
}

/// 第4、5、7项; of many the first with 等n项任务.
fn numbers(matters: &[Matter]) -> String {
    let mut numbers: Vec<String> = Vec::new();
    for matter in matters {
        let number = on_one_line(&matter.number);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let more = numbers.len() > NUMBERED;
    let shown = numbers[..numbers.len().min(NUMBERED)].join("、");
    if more { format!("第{shown}等{}项任务", numbers.len()) } else { format!("第{shown}项任务") }
}

/// 工作进展.
pub(super) fn step(step: &Step, words: &Words) -> Text {
    let about = step.matters.first().map(|matter| words.matter(matter)).unwrap_or_default();
    let notes: Vec<String> = step.notes.iter().map(|note| clause(note, usize::MAX)).collect();
    let notes = match words.said {
        0 if !notes.is_empty() => "进展见附表".to_owned(),
        said => clause(&notes.join("；"), said),
    };
    let said = match (step.kind, step.matters.len()) {
        (StepKind::Done, _) if step.late => format!("{about}，已完成（逾期完成）"),
        (StepKind::Done, _) => format!("{about}，已完成"),
        (StepKind::Submitted, _) => format!("{about}，已报完成，待核实"),
        (StepKind::Noted, _) => about,
        (StepKind::Activity, _) => return Text::led(&words.units(&step.units), &format!("：{notes}。")),
        (StepKind::Filed, 1) => format!("新报送工作措施，{about}"),
        (StepKind::Filed, count) => format!("新报送工作措施{count}条，涉及{}", numbers(&step.matters)),
    };
    let gap = if notes.is_empty() { "" } else { "。" };
    Text::led(&words.units(&step.units), &format!("：{said}{gap}{notes}。"))
}

/// 存在问题.
pub(super) fn problem(problem: &Problem, year: i32, words: &Words) -> Text {
    let about = words.matter(&problem.matter);
    let about = match problem.last {
        Some(last) => {
            format!("{about}，时限{}，{}", day(last, year), late(problem.late.unwrap_or_default()))
        }
        None => about,
    };
    let explained = match words.said {
        0 => "原因和下步打算见附表".to_owned(),
        _ => explained(problem, year, words),
    };
    Text::led(&words.units(&problem.units), &format!("：{about}。{explained}。"))
}

/// Why, how far it is, and what will be done.
pub(super) fn explained(problem: &Problem, year: i32, words: &Words) -> String {
    let reason = problem.reason.as_ref().map(|reason| format!("原因：{}", clause(reason, words.said)));
    let promised = problem.promised.map(|promised| format!("承诺{}前完成", day(promised, year)));
    let latest = problem.latest.as_ref().map(|latest| clause(latest, words.said));
    let next = match (promised, latest) {
        (Some(promised), Some(latest)) => format!("目前进展：{latest}；{promised}"),
        (Some(promised), None) => format!("下步打算：{promised}"),
        (None, Some(latest)) => format!("目前进展：{latest}"),
        (None, None) => "下步打算：尚未反馈".to_owned(),
    };
    reason.into_iter().chain([next]).collect::<Vec<_>>().join("。")
}

/// 工作安排.
pub(super) fn due(due: &Due, year: i32, words: &Words) -> Text {
    let units = words.units(&due.units);
    let day = Text::plain(&format!("{}前，", day_with_weekday(due.day, year))).then(&units, true);
    match &due.matter {
        Some(about) => day.then(&format!("：{}。", words.matter(about)), false),
        None => day.then("：报齐工作配档表。", false),
    }
}

/// 需协调解决的事项.
pub(super) fn request(request: &Request, words: &Words) -> Text {
    let help = match words.said {
        0 => "事项见附表".to_owned(),
        said => clause(&request.help, said),
    };
    let said = format!("：{}。{help}。", words.matter(&request.matter));
    Text::led(&words.units(&request.units), &said)
}
