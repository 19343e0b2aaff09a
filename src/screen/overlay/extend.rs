//! 延期 on the screen: four fields, and how the new time limit reads.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lists::first;
use super::{about, popup, put};
use crate::screen::frame::beside;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width};
use crate::words::{fill, when};
use crate::workbench::Workbench;
use crate::workbench::overlay::ExtendForm;
use crate::workbench::subject::Subject;

pub(super) fn draw(
    form: &ExtendForm,
    workbench: &Workbench,
    look: &Look,
    (area, anchor): (Rect, u16),
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &look.words().extend;
    let title = match &form.subject {
        Subject::Marked(marked) => {
            fill(&look.words().popups.marked, &[("what", &words.title), ("n", &marked.rows.len())])
        }
        subject => about(&words.title, workbench, look, subject.task(), subject.unit()),
    };
    let cells = words.fields.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    let rows = u16::try_from(form.fields.len() + 3).unwrap_or(u16::MAX);
    let at = beside(area, anchor, area.width.saturating_sub(2).min(76), rows);
    let inner = popup(&title, &words.keys, look, at, buffer);
    let offset = first(form.focus, inner.height.saturating_sub(1).max(1));
    super::note(workbench, inner, offset);
    let mut caret = None;
    let shown = form.fields.iter().zip(&words.fields).zip(&words.hints).enumerate().skip(offset);
    for ((place, ((line, label), hint)), y) in shown.zip(inner.top()..inner.bottom()) {
        let focused = place == form.focus;
        let style = if focused { look.theme.accent() } else { look.theme.dim() };
        let found = LineInput::new(line)
            .glyphs(&look.glyphs)
            .label(&pad(label, cells), style)
            .hint(&look.glyphs.prose(if focused { hint } else { "" }), look.theme.dim())
            .style(look.theme.text())
            .draw(Rect { y, height: 1, ..inner }, buffer);
        if focused {
            caret = found;
        }
    }
    let y = inner.y.saturating_add(u16::try_from(form.fields.len()).unwrap_or(u16::MAX));
    if y < inner.bottom() {
        put(inner, y, &said(form, workbench, look, usize::from(inner.width)), None, buffer);
    }
    caret
}

/// `原时限 7月5日前 → 7月20日 · 剩9个工作日`.
fn said(form: &ExtendForm, workbench: &Workbench, look: &Look, room: usize) -> ratatui::text::Line<'static> {
    let words = &look.words().extend;
    let mut strip = Strip::new(room, &look.glyphs);
    if !form.before.is_empty() {
        let before = fill(&look.words().detail.extended, &[("due", &form.before)]);
        strip.push(&before, look.theme.dim()).push(" ", look.theme.dim());
    }
    let desk = workbench.desk();
    let Some(read) = form.reading(&desk) else { return strip.line() };
    let last = read.last(desk.today);
    let text = when::reading(&read.reading, workbench.plan().year, look.language);
    strip.push(look.glyphs.arrow, look.theme.dim()).push(" ", look.theme.dim());
    strip.push(&text, look.theme.accent());
    if let Some(last) = last {
        let left = crate::screen::detail::days_left(look, workbench, last);
        strip.push(&format!(" {} {left}", look.glyphs.dot), look.theme.dim());
        let of_task = workbench.plan().task(form.subject.task()).and_then(|task| task.due.as_deref());
        let limit = of_task.and_then(|due| crate::domain::when::read(due, &desk.when()).last(desk.today));
        if limit.is_some_and(|limit| last > limit) {
            let late = fill(&look.words().form.after_task, &[("due", &of_task.unwrap_or_default())]);
            strip.push("  ", look.theme.dim());
            strip.push(&late, look.light(crate::domain::light::Light::DueSoon));
        }
    } else {
        strip.push(&format!(" {} {}", look.glyphs.dot, words.no_day), look.theme.dim());
    }
    strip.line()
}
