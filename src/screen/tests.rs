//! The screen as a person sees it: snapshots of what is drawn.

mod days;
mod duties;
mod export;
mod forms;
mod history;
mod marks;
mod mouse;
mod pictures;
mod plans;
mod review;
mod search;
mod sizes;
mod snapshots;
mod speed;
mod table;
mod tutorial;
mod unicode;
mod units;

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::{Buffer, CellWidth};

use super::draw::draw;
use super::glyphs::Glyphs;
use super::look::Look;
use super::theme::Theme;
use crate::words::Language;
use crate::workbench::Workbench;

fn look(language: Language) -> Look {
    Look { language, theme: Theme::by_name("dark").unwrap(), glyphs: Glyphs::narrow() }
}

/// What a terminal of some size shows, and where its cursor stands if it is shown.
fn shown(workbench: &mut Workbench, look: &Look, columns: u16, rows: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut caret = false;
    terminal
        .draw(|frame| {
            draw(frame, workbench, look);
            caret = workbench.overlay.as_mut().is_some_and(crate::workbench::overlay::Overlay::has_caret);
        })
        .unwrap();
    let mut text = text_of(terminal.backend().buffer());
    if caret && columns > 10 && rows > 5 {
        let at = terminal.backend_mut().get_cursor_position().unwrap();
        let _ = writeln!(text, "caret {},{}", at.x, at.y);
    }
    text
}

/// What a buffer shows. Fails on half a character.
fn text_of(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let mut text = String::new();
    for y in 0..rows {
        let mut line = String::new();
        let mut x = 0;
        while x < columns {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += symbol.cell_width().max(1);
        }
        assert_eq!(x, columns, "row {y} is cut in half: {line}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
