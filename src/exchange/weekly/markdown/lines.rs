//! One line for each thing that a section lists.

use chrono::{Datelike, NaiveDate};

use super::plain::{clause, plain};
use crate::domain::report::{Due, Matter, Problem, Request, Step, StepKind};

/// Characters of a measure or a requirement.
const MATTER: usize = 40;
/// Characters of a note, a reason, a request.
const TEXT: usize = 100;
/// Units that are named before 等n家单位.
const NAMED: usize = 3;
/// Numbers of tasks that are named before 等n项.
const NUMBERED: usize = 8;

/// 7月10日; with the year where it is not `year`.
pub(super) fn day(day: NaiveDate, year: i32) -> String {
    let with_year = if day.year() == year { String::new() } else { format!("{}年", day.year()) };
    format!("{with_year}{}月{}日", day.month(), day.day())
}

fn day_with_weekday(date: NaiveDate, year: i32) -> String {
    let weekday = ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize];
    format!("{}（周{weekday}）", day(date, year))
}

/// 区民政局、区财政局; of many the first with 等n家单位.
fn units(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| plain(name)).collect();
    let shown = shown.join("、");
    if names.len() > NAMED { format!("{shown}等{}家单位", names.len()) } else { shown }
}

/// 第7项; 增1项 for a task that the notice does not have.
fn number(number: &str) -> String {
    let plain = plain(number);
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("第{plain}项")
    } else {
        format!("{plain}项")
    }
}

/// The measure with the number of its task.
pub(super) fn matter(matter: &Matter) -> String {
    format!("{}（{}）", clause(&matter.text, MATTER), number(&matter.number))
}

/// 第4、5、7项; of many the first with 等n项任务.
fn numbers(matters: &[Matter]) -> String {
    let mut numbers: Vec<String> = Vec::new();
    for matter in matters {
        let number = plain(&matter.number);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let more = numbers.len() > NUMBERED;
    let shown = numbers[..numbers.len().min(NUMBERED)].join("、");
    if more { format!("第{shown}等{}项任务", numbers.len()) } else { format!("第{shown}项任务") }
}

/// 工作进展.
pub(super) fn step(step: &Step) -> String {
    let about = step.matters.first().map(matter).unwrap_or_default();
    let notes: Vec<String> = step.notes.iter().map(|note| clause(note, TEXT)).collect();
    let notes = notes.join("；");
    let said = match (step.kind, step.matters.len()) {
        (StepKind::Done, _) if step.late => format!("{about}，已完成（逾期完成）"),
        (StepKind::Done, _) => format!("{about}，已完成"),
        (StepKind::Submitted, _) => format!("{about}，已报完成，待核实"),
        (StepKind::Noted, _) => about,
        (StepKind::Activity, _) => return format!("**{}**：{notes}。", units(&step.units)),
        (StepKind::Filed, 1) => format!("新报送工作措施，{about}"),
        (StepKind::Filed, count) => format!("新报送工作措施{count}条，涉及{}", numbers(&step.matters)),
    };
    let gap = if notes.is_empty() { "" } else { "。" };
    format!("**{}**：{said}{gap}{notes}。", units(&step.units))
}

/// 已逾期2个工作日; where no working day has passed, 已逾期.
pub(super) fn late(days: i64) -> String {
    if days > 0 { format!("已逾期{days}个工作日") } else { "已逾期".to_owned() }
}

/// 存在问题.
pub(super) fn problem(problem: &Problem, year: i32) -> String {
    let about = matter(&problem.matter);
    let mut parts = vec![match problem.last {
        Some(last) => {
            format!("{about}，时限{}，{}", day(last, year), late(problem.late.unwrap_or_default()))
        }
        None => about,
    }];
    if let Some(reason) = &problem.reason {
        parts.push(format!("原因：{}", clause(reason, TEXT)));
    }
    let promised = problem.promised.map(|promised| format!("承诺{}前完成", day(promised, year)));
    let latest = problem.latest.as_ref().map(|latest| clause(latest, TEXT));
    parts.push(match (promised, latest) {
        (Some(promised), Some(latest)) => format!("目前进展：{latest}；{promised}"),
        (Some(promised), None) => format!("下步打算：{promised}"),
        (None, Some(latest)) => format!("目前进展：{latest}"),
        (None, None) => "下步打算：尚未反馈".to_owned(),
    });
    format!("**{}**：{}。", units(&problem.units), parts.join("。"))
}

/// 工作安排.
pub(super) fn due(due: &Due, year: i32) -> String {
    let day = day_with_weekday(due.day, year);
    match &due.matter {
        Some(about) => format!("{day}前，**{}**：{}。", units(&due.units), matter(about)),
        None => format!("{day}前，**{}**：报齐工作配档表。", units(&due.units)),
    }
}

/// 需协调解决的事项.
pub(super) fn request(request: &Request) -> String {
    format!("**{}**：{}。{}。", units(&request.units), matter(&request.matter), clause(&request.help, TEXT))
}
