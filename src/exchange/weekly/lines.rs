//! One line for each thing that a section lists.

use chrono::{Datelike, NaiveDate};

use crate::domain::report::{Due, Matter, Problem, Request, Step, StepKind};
use crate::exchange::document::Text;
use crate::exchange::document::text::{clause, on_one_line};
use crate::exchange::wording::{day, late, matter, units};

/// Characters of a note, a reason, a request.
const TEXT: usize = 100;
/// Numbers of tasks that are named before 等n项.
const NUMBERED: usize = 8;

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
pub(super) fn step(step: &Step) -> Text {
    let about = step.matters.first().map(matter).unwrap_or_default();
    let notes: Vec<String> = step.notes.iter().map(|note| clause(note, TEXT)).collect();
    let notes = notes.join("；");
    let said = match (step.kind, step.matters.len()) {
        (StepKind::Done, _) if step.late => format!("{about}，已完成（逾期完成）"),
        (StepKind::Done, _) => format!("{about}，已完成"),
        (StepKind::Submitted, _) => format!("{about}，已报完成，待核实"),
        (StepKind::Noted, _) => about,
        (StepKind::Activity, _) => return Text::led(&units(&step.units), &format!("：{notes}。")),
        (StepKind::Filed, 1) => format!("新报送工作措施，{about}"),
        (StepKind::Filed, count) => format!("新报送工作措施{count}条，涉及{}", numbers(&step.matters)),
    };
    let gap = if notes.is_empty() { "" } else { "。" };
    Text::led(&units(&step.units), &format!("：{said}{gap}{notes}。"))
}

/// 存在问题.
pub(super) fn problem(problem: &Problem, year: i32) -> Text {
    let about = matter(&problem.matter);
    let about = match problem.last {
        Some(last) => {
            format!("{about}，时限{}，{}", day(last, year), late(problem.late.unwrap_or_default()))
        }
        None => about,
    };
    Text::led(&units(&problem.units), &format!("：{about}。{}。", explained(problem, year)))
}

/// Why, how far it is, and what will be done.
pub(super) fn explained(problem: &Problem, year: i32) -> String {
    let reason = problem.reason.as_ref().map(|reason| format!("原因：{}", clause(reason, TEXT)));
    let promised = problem.promised.map(|promised| format!("承诺{}前完成", day(promised, year)));
    let latest = problem.latest.as_ref().map(|latest| clause(latest, TEXT));
    let next = match (promised, latest) {
        (Some(promised), Some(latest)) => format!("目前进展：{latest}；{promised}"),
        (Some(promised), None) => format!("下步打算：{promised}"),
        (None, Some(latest)) => format!("目前进展：{latest}"),
        (None, None) => "下步打算：尚未反馈".to_owned(),
    };
    reason.into_iter().chain([next]).collect::<Vec<_>>().join("。")
}

/// 工作安排.
pub(super) fn due(due: &Due, year: i32) -> Text {
    let day = Text::plain(&format!("{}前，", day_with_weekday(due.day, year))).then(&units(&due.units), true);
    match &due.matter {
        Some(about) => day.then(&format!("：{}。", matter(about)), false),
        None => day.then("：报齐工作配档表。", false),
    }
}

/// 需协调解决的事项.
pub(super) fn request(request: &Request) -> Text {
    let said = format!("：{}。{}。", matter(&request.matter), clause(&request.help, TEXT));
    Text::led(&units(&request.units), &said)
}
