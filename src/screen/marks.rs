//! 标注: what is to be known of a row beside its light and status, the same in every view: 计划外, 退回, 逾期完成, 无需报送,
//! 延期, 照抄, 存疑, 晚于方案时限.

use ratatui::style::Style;

use super::look::Look;
use crate::domain::entry::repeats;
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::domain::when;
use crate::workbench::Workbench;

/// The marks of a row, the gravest first.
pub(super) fn of(row: &Row, workbench: &Workbench, look: &Look) -> Vec<(&'static str, Style)> {
    let domain = look.domain();
    let (dim, wrong, doubtful) = (look.theme.dim(), look.theme.wrong(), look.light(Light::DueSoon));
    let mut marks: Vec<(&'static str, Style)> = Vec::new();
    let mut put = |holds: bool, word: &'static str, style: Style| {
        if holds {
            marks.push((word, style));
        }
    };
    let entry = row.entry();
    put(entry.is_some_and(|entry| entry.returned.is_some()), &domain.returned, wrong);
    put(row.late, &domain.late, wrong);
    put(row.is_unplanned(), &domain.unplanned, dim);
    put(row.waived, &domain.waived, dim);
    let Some(entry) = entry else { return marks };
    let task = workbench.plan().task(row.task);
    put(task.is_some_and(|task| repeats(&entry.measure, &task.requirement)), &domain.repeats, doubtful);
    if !entry.due.is_empty() {
        let desk = workbench.desk();
        let read = when::read(&entry.due, &desk.when());
        put(read.doubt.is_some(), &domain.doubtful, doubtful);
        let last = read.last(desk.today);
        let limit = task
            .and_then(|task| task.due.as_deref())
            .and_then(|due| when::read(due, &desk.when()).last(desk.today));
        let after = last.zip(limit).is_some_and(|(last, limit)| last > limit);
        put(after, &domain.after_task, doubtful);
    }
    put(!entry.extensions.is_empty(), &domain.extended, dim);
    marks
}
