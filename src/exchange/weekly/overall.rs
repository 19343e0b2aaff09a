//! 一、总体进展情况: the opening sentences.

use crate::domain::light;
use crate::domain::report::{Figures, Period, Weekly};
use crate::exchange::wording::{filed, moment, tasks};

/// The opening sentences: classes of tasks with shares, units, and beside each figure what changed since the last report.
pub(super) fn overall(report: &Weekly) -> String {
    let (figures, previous) = (&report.figures, report.previous.as_ref());
    let reporting = match report.reporting_period {
        light::Period::Month => "本月",
        light::Period::Quarter => "本季度",
        light::Period::Half => "本半年",
        light::Period::Year => "本年",
    };
    format!(
        "截至{}{}，{}；其中持续推进类{}项，{reporting}已有进展{}项。{}。",
        moment(report.to, report.year),
        previous.map(|previous| since(previous, report)).unwrap_or_default(),
        tasks(figures, Some(&report.permille), previous),
        figures.standing,
        figures.standing_moved,
        filed(figures, previous),
    )
}

/// Since when the changes are, or that there are none.
fn since(previous: &Figures, report: &Weekly) -> String {
    let last = match report.kind {
        Period::Week => format!("上期（{}）", moment(report.from, report.year)),
        Period::Month => "上月末".to_owned(),
        Period::Quarter => "上季度末".to_owned(),
    };
    let told = |figures: &Figures| {
        let Figures { tasks, excluded, done, in_progress, overdue, not_started, units, .. } = *figures;
        [
            tasks,
            excluded,
            done,
            in_progress,
            overdue,
            not_started,
            units,
            figures.filed,
            figures.partly,
            figures.unfiled,
        ]
    };
    if told(previous) == told(&report.figures) {
        format!("，各项与{last}持平")
    } else {
        format!("，增减均较{last}")
    }
}
