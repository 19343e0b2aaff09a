//! The whole screen:
//!
//! ```text
//! title                                           已保存
//! views                          counts by light
//! ──────────────────────────────────────────────────────
//! lines that stand until Esc (first start, faults …)
//! tree                            │ detail, from 120 columns
//! ──────────────────────────────────────────────────────
//! requirement of the selected task, below 120 columns
//! the line that speaks
//! footer
//! ```
//!
//! Costs what is visible. Notes in the tree's viewport what is in sight, for paging and clicks.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::frame::clear;
use super::look::Look;
use super::text::put_line;
use super::{agenda, bars, calendar, detail, filter, ledger, overlay, reading, tree, units};
use crate::workbench::Workbench;
use crate::workbench::pointer::Divider;
use crate::workbench::view::View;

/// From so many columns the detail stands at the right.
const WIDE: u16 = 120;
/// The lower pane needs so many rows in all.
const TALL: u16 = 14;
/// How many rows one sentence takes at most.
const MOST_SAID: usize = 3;
/// How many rows stand over the view at most.
const MOST_STANDING: usize = 5;

/// Draws a workbench.
pub fn draw(frame: &mut Frame<'_>, workbench: &mut Workbench, look: &Look) {
    draw_in(frame, frame.area(), workbench, look);
}

/// Draws a workbench into a part of the window.
pub(super) fn draw_in(frame: &mut Frame<'_>, area: Rect, workbench: &mut Workbench, look: &Look) {
    if area.is_empty() {
        return;
    }
    clear(area, look.theme.ground(), frame.buffer_mut());
    workbench.drawn.divider.set(None);
    workbench.drawn.list.set(None);
    workbench.drawn.tabs.set(None);
    let mut rest = area;
    // The most needed first: one line is the selected one, two have the line that speaks.
    let take_top = |rest: &mut Rect, least: u16| {
        (rest.height > least).then(|| {
            let line = Rect { height: 1, ..*rest };
            rest.y += 1;
            rest.height -= 1;
            line
        })
    };
    let message = take_bottom(&mut rest, 1, 1);
    let title = take_top(&mut rest, 2);
    let footer = message.filter(|_| rest.height > 2);
    // What is longer than the line has further lines, so that its end, which is what to do, can be read.
    let said = bars::message(workbench, look, area.width, if area.height >= TALL { MOST_SAID } else { 1 });
    let message = match footer {
        Some(_) => take_bottom(&mut rest, u16::try_from(said.len()).unwrap_or(1), 1),
        None => message,
    };
    let counts = take_top(&mut rest, 3);
    let rule = take_top(&mut rest, 4);
    let buffer = frame.buffer_mut();
    if let Some(at) = title {
        put(at, &bars::title(workbench, look, at.width), buffer);
    }
    if let Some(at) = counts {
        put(at, &bars::counts(workbench, look, at.width), buffer);
        workbench.drawn.tabs.set(Some((at.y, bars::tabs(look))));
    }
    if let Some(at) = rule {
        put(at, &bars::rule(look, at.width), buffer);
    }
    for (line, y) in said.iter().zip(message.map_or(0..0, |at| at.top()..at.bottom())) {
        put(Rect { y, height: 1, ..area }, line, buffer);
    }
    if let Some(at) = footer {
        put(at, &bars::footer(workbench, look, at.width), buffer);
    }
    let most = if area.height >= 20 { MOST_SAID } else { 1 };
    let standing = workbench.standing().iter().take(3);
    let standing = standing.flat_map(|one| bars::standing(workbench, one, look, area.width, most));
    for line in standing.take(MOST_STANDING) {
        let Some(at) = take_top(&mut rest, 6) else { break };
        put(at, &line, buffer);
    }
    if let Some(line) = filter::active(workbench, look, area.width)
        && let Some(at) = take_top(&mut rest, 4)
    {
        put(at, &line, buffer);
    }
    match workbench.view() {
        // Of the other views nothing is known before the entries are read; the title says that they are being read.
        View::Ledger | View::Calendar | View::Week | View::Units if workbench.is_loading() => {}
        View::Tasks | View::Ledger | View::Calendar | View::Week => {
            lines(workbench, look, area, rest, buffer);
        }
        View::Units => units::draw(workbench, look, rest, buffer),
    }
    if let Some(at) = footer.or(message)
        && let Some(caret) = filter::prompt(workbench, look, at, buffer)
    {
        frame.set_cursor_position(caret);
        return;
    }
    // The line that speaks says what is wrong with what is typed: nothing floats over it.
    let floor = Rect { height: message.or(footer).map_or(area.height, |at| at.y - area.y), ..area };
    if let Some(caret) = overlay::draw(workbench, look, floor, buffer) {
        frame.set_cursor_position(caret);
    }
}

/// So many rows off the bottom, where more than so few would be left.
fn take_bottom(rest: &mut Rect, rows: u16, least: u16) -> Option<Rect> {
    (rest.height >= least.saturating_add(rows)).then(|| {
        rest.height -= rows;
        Rect { y: rest.bottom(), height: rows, ..*rest }
    })
}

/// The tree or the ledger with the detail: beside it where there is room, else in brief under it.
fn lines(workbench: &mut Workbench, look: &Look, area: Rect, mut rest: Rect, buffer: &mut Buffer) {
    let mut side = None;
    // A table wants the whole width longer.
    let wide = if workbench.view() == View::Ledger { ledger::WIDE } else { WIDE };
    // The calendar has its own right side.
    if area.width >= wide && workbench.view() != View::Calendar {
        let width = right_pane(workbench, area, 40);
        note_divider(workbench, area, rest.right() - width, rest);
        side = Some(Rect { x: rest.right() - width + 2, width: width - 2, ..rest });
        let line = Rect { x: rest.right() - width, width: 1, ..rest };
        for y in line.top()..line.bottom() {
            buffer.set_string(line.x, y, look.glyphs.vertical, look.theme.rule());
        }
        rest.width -= width + 1;
    } else if area.height >= TALL {
        // A text to compare with wants more room than a summary.
        let rows = match (workbench.reading().is_some(), area.height >= 30) {
            (true, _) => area.height / 3,
            (false, true) => 5,
            (false, false) => 3,
        };
        if let Some(pane) = take_bottom(&mut rest, rows + 1, 4) {
            put(Rect { height: 1, ..pane }, &bars::rule(look, pane.width), buffer);
            let pane = Rect { y: pane.y + 1, height: rows, ..pane };
            let lines = reading::lines(workbench, look, pane.width, rows)
                .unwrap_or_else(|| detail::brief(workbench, look, pane.width, rows));
            for (line, y) in lines.iter().zip(pane.top()..) {
                put(Rect { y, height: 1, ..pane }, line, buffer);
            }
        }
    }
    match workbench.view() {
        View::Tasks => tree::draw(workbench, look, rest, buffer),
        View::Calendar => calendar::draw(workbench, look, rest, buffer),
        View::Week => agenda::draw(workbench, look, rest, buffer),
        View::Ledger => ledger::draw(workbench, look, rest, buffer),
        View::Units => {}
    }
    if let Some(side) = side {
        let lines = reading::lines(workbench, look, side.width, side.height)
            .unwrap_or_else(|| detail::page(workbench, look, side.width, usize::from(side.height)));
        for (line, y) in lines.iter().zip(side.top()..side.bottom()) {
            put(Rect { y, height: 1, ..side }, line, buffer);
        }
    }
}

/// The columns of the right pane with its line: so many percent, or what somebody chose.
pub(super) fn right_pane(workbench: &Workbench, area: Rect, percent: u16) -> u16 {
    let percent = workbench.split().map_or(percent, |left| 100 - left.min(100));
    u16::try_from(u32::from(area.width) * u32::from(percent) / 100).unwrap_or(area.width).max(4)
}

/// Notes where the line between two panes stands.
pub(super) fn note_divider(workbench: &Workbench, area: Rect, column: u16, rows: Rect) {
    let divider = Divider { column, rows: (rows.top(), rows.bottom()), span: (area.x, area.width) };
    workbench.drawn.divider.set(Some(divider));
}

/// One line of a buffer.
fn put(at: Rect, line: &Line<'_>, buffer: &mut Buffer) {
    put_line(buffer, at.x, at.y, line, at.width);
}
