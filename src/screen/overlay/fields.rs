//! Fields that float: one line asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{about, popup};
use crate::domain::status::StatusWord;
use crate::screen::frame::beside;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::overlay::{Asked, Prompt};
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
        Asked::Task => (&popups.uniform_task, popups.uniform_hint.as_str()),
        Asked::Due => (&popups.due, popups.due_hint.as_str()),
        Asked::Person => (&popups.person, ""),
        Asked::Tag => (&popups.tag, popups.tag_hint.as_str()),
    };
    let title = match &prompt.subject {
        Subject::Marked(_) if prompt.asked == Asked::Task => {
            fill(what, &[("n", &workbench.units.marks().len())])
        }
        Subject::Marked(marked) => fill(&popups.marked, &[("what", what), ("n", &marked.rows.len())]),
        subject => about(what, workbench, look, subject.task(), subject.unit()),
    };
    let at = beside(area, anchor, columns(area), 3);
    let inner = popup(&title, &popups.keys_prompt, look, at, buffer);
    LineInput::new(&prompt.line)
        .glyphs(&look.glyphs)
        .hint(&look.glyphs.prose(hint), look.theme.dim())
        .style(look.theme.text())
        .draw(inner, buffer)
}
