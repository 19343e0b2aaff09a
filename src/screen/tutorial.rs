//! 教程: its box under the workbench, which has the rest of the window.
//!
//! ```text
//! ┌ 教程 4/14 ───────────────────────────────────────┐
//! │ 对了。再记一句话：按 F5 或 n，输入……               │
//! └ Ctrl-N 跳过这一步  Ctrl-Q 离开教程 ───────────────┘
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::draw::draw_in;
use super::frame::Popup;
use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, wrap};
use crate::domain::light::Light;
use crate::tutorial::Tutorial;
use crate::words::tutorial;
use crate::workbench::Workbench;

/// The lines that the text has room for; fewer are not taken, so that the workbench stands still from step to step.
const LINES: u16 = 3;

/// Draws the workbench, and the box under it.
pub fn draw(frame: &mut Frame<'_>, workbench: &mut Workbench, look: &Look, tutorial: &Tutorial) {
    let area = frame.area();
    let (praise, text) = said(workbench, look, tutorial);
    let room = usize::from(Popup::inner(Rect { height: LINES + 2, ..area }).width);
    let lines = wrap(&format!("{praise}{text}"), room);
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).clamp(LINES, 2 * LINES) + 2;
    // The workbench comes first: in half a window or less the box has no room for a line.
    let height = wanted.min(area.height / 2);
    let top = Rect { height: area.height - height, ..area };
    draw_in(frame, top, workbench, look);
    if height < 3 {
        return;
    }
    let at = Rect { y: top.bottom(), height, ..area };
    let words = tutorial::words(look.language);
    let title = words.title(tutorial.place());
    let buffer = frame.buffer_mut();
    let (at_step, steps) = tutorial.place();
    let keys = if at_step < steps { &words.keys } else { &words.keys_end };
    Popup::new(&title, &look.theme, &look.glyphs).footer(keys).render(at, buffer);
    let inner = Popup::inner(at);
    for (place, (line, y)) in lines.iter().zip(inner.top()..inner.bottom()).enumerate() {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        match line.strip_prefix(praise.as_str()).filter(|_| place == 0) {
            Some(rest) => {
                strip.push(&praise, look.light(Light::OnTrack)).push(rest, look.theme.text());
            }
            None => {
                strip.push(line, look.theme.text());
            }
        }
        put_line(buffer, inner.x, y, &strip.line(), inner.width);
    }
}

/// The praise, if any is due, and what is to be done now.
fn said(workbench: &Workbench, look: &Look, tutorial: &Tutorial) -> (String, String) {
    let words = tutorial::words(look.language);
    let Some(step) = tutorial.step() else { return Default::default() };
    let blank = if look.language == crate::words::Language::English { " " } else { "" };
    let (at, _) = tutorial.place();
    let praise = tutorial.is_praised().then(|| format!("{}{blank}", words.praise(at)));
    let text = words.step(&step.name, workbench.keys(), workbench.view().context());
    (look.glyphs.prose(&praise.unwrap_or_default()).into_owned(), look.glyphs.prose(&text).into_owned())
}
