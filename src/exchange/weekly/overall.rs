//! 一、总体进展情况: the opening sentences.

use std::fmt::Write as _;

use crate::domain::light;
use crate::domain::report::{Figures, Period, Weekly};
use crate::exchange::wording::{filed, moment, tasks};

/// The opening sentences: classes of tasks with shares, units, and what changed.
pub(super) fn overall(report: &Weekly) -> String {
    let figures = &report.figures;
    let mut text =
        format!("截至{}，{}", moment(report.to, report.year), tasks(figures, Some(&report.permille)));
    let reporting = match report.reporting_period {
        light::Period::Month => "本月",
        light::Period::Quarter => "本季度",
        light::Period::Half => "本半年",
        light::Period::Year => "本年",
    };
    let _ = write!(
        text,
        "；其中持续推进类{}项，{reporting}已有进展{}项。{}。",
        figures.standing,
        figures.standing_moved,
        filed(figures),
    );
    if let Some(previous) = &report.previous {
        text.push_str(&since(previous, figures, report.kind));
    }
    text
}

/// What changed since the last report.
fn since(previous: &Figures, now: &Figures, kind: Period) -> String {
    let moved = |parts: &[(&str, u32, u32)], measure: &str| -> Option<String> {
        let parts: Vec<String> = parts
            .iter()
            .filter(|(_, before, now)| before != now)
            .map(|(word, before, now)| {
                let direction = if now > before { "增加" } else { "减少" };
                format!("{word}{direction}{}{measure}", now.abs_diff(*before))
            })
            .collect();
        (!parts.is_empty()).then(|| parts.join("、"))
    };
    let tasks = [
        ("任务总数", previous.tasks, now.tasks),
        ("不计", previous.excluded, now.excluded),
        ("已完成", previous.done, now.done),
        ("推进中", previous.in_progress, now.in_progress),
        ("有单位逾期", previous.overdue, now.overdue),
        ("尚未启动", previous.not_started, now.not_started),
    ];
    let units = [
        ("已报送配档表", previous.filed, now.filed),
        ("部分报送", previous.partly, now.partly),
        ("未报送", previous.unfiled, now.unfiled),
    ];
    let last = match kind {
        Period::Week => "上期",
        Period::Month => "上月末",
        Period::Quarter => "上季度末",
    };
    let parts: Vec<String> = [moved(&tasks, "项"), moved(&units, "家")].into_iter().flatten().collect();
    if parts.is_empty() {
        format!("与{last}持平。")
    } else {
        format!("较{last}，{}。", parts.join("；"))
    }
}
