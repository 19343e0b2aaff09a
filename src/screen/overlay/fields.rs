//! Fields that float: one line asked for, and the quick entry.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{about, popup, put};
use crate::domain::status::StatusWord;
use crate::screen::frame::beside;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::pad;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::overlay::{Asked, EntryForm, Prompt};
use crate::workbench::subject::Subject;

/// The columns of a box with a field.
fn columns(area: Rect) -> u16 {
    area.width.saturating_sub(2).min(76)
}

/// One line of text for one row, beside it.
pub(super) fn prompt(
    prompt: &Prompt,
    workbench: &Workbench,
    look: &Look,
    (area, anchor): (Rect, u16),
    buffer: &mut Buffer,
) -> Option<Position> {
    let popups = &look.words().popups;
    let (what, hint) = match prompt.asked {
        Asked::Note => (&popups.note, popups.note_hint.as_str()),
        Asked::Percent => (&popups.percent, popups.percent_hint.as_str()),
        Asked::Reason(StatusWord::Return) => (&popups.reason, popups.reason_hint.as_str()),
        Asked::Reason(StatusWord::Status(_)) => (&popups.who, ""),
        Asked::Waiver { .. } => (&popups.waiver, ""),
        Asked::Due => (&popups.due, popups.due_hint.as_str()),
        Asked::Person => (&popups.person, ""),
        Asked::Tag => (&popups.tag, popups.tag_hint.as_str()),
    };
    let title = match &prompt.subject {
        Subject::Marked(marked) => fill(&popups.marked, &[("what", what), ("n", &marked.rows.len())]),
        subject => about(what, workbench, look, subject.task(), subject.unit()),
    };
    let at = beside(area, anchor, columns(area), 3);
    let inner = popup(&title, &popups.keys_prompt, look, at, buffer);
    LineInput::new(&prompt.line)
        .hint(&look.glyphs.prose(hint), look.theme.dim())
        .style(look.theme.text())
        .draw(inner, buffer)
}

/// Unit and measure, and what the typed unit means.
pub(super) fn form(
    form: &EntryForm,
    workbench: &Workbench,
    look: &Look,
    (area, anchor): (Rect, u16),
    buffer: &mut Buffer,
) -> Option<Position> {
    let popups = &look.words().popups;
    let what = if form.entry.is_some() { &popups.edit } else { &popups.form };
    let title = about(what, workbench, look, form.task, "");
    let at = beside(area, anchor, columns(area), 5);
    let inner = popup(&title, &popups.keys_form, look, at, buffer);
    let row = |place: u16| {
        let y = inner.y.saturating_add(place);
        Rect { y, height: u16::from(y < inner.bottom()), ..inner }
    };
    let domain = look.domain();
    let labels = [domain.field("units"), domain.field("measure")];
    let cells = labels.iter().map(|label| crate::screen::text::width(label)).max().unwrap_or(0) + 2;
    let [unit_label, measure_label] = labels.map(|label| pad(label, cells));
    let style = |focused: bool| if focused { look.theme.accent() } else { look.theme.dim() };
    let unit = LineInput::new(&form.unit)
        .label(&unit_label, style(form.on_unit))
        .hint(&popups.units_hint, look.theme.dim())
        .style(look.theme.text())
        .draw(row(0), buffer);
    let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
    strip.to(cells, look.theme.dim());
    match &form.reading {
        Ok(units) => {
            // What is written out already need not be said again.
            let text = units.join("、");
            if text != form.unit.text() {
                strip.push(look.glyphs.arrow, look.theme.dim()).push(" ", look.theme.dim());
                strip.push(&text, look.theme.dim());
            }
        }
        Err(error) => {
            strip.push(&look.speech(workbench).sentences().name(error), look.theme.wrong());
        }
    }
    if row(1).height > 0 {
        put(inner, row(1).y, &strip.line(), None, buffer);
    }
    let measure = LineInput::new(&form.measure)
        .label(&measure_label, style(!form.on_unit))
        .hint(&popups.measure_hint, look.theme.dim())
        .style(look.theme.text())
        .draw(row(2), buffer);
    if form.on_unit { unit } else { measure.or(unit) }
}
