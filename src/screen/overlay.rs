//! What floats over a view.

mod chase;
mod clashes;
mod day;
mod doubts;
mod edited;
mod export;
mod extend;
mod fields;
mod form;
mod history;
mod keys;
mod links;
mod lists;
mod news;
mod outline;
mod picker;
mod plans;
mod record;
mod review;
mod search;
mod table;

pub(super) use search::offers;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::frame::{Popup, beside, centered, fitting_width};
use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, width};
use crate::domain::status::StatusWord;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::overlay::{Overlay, STATUS_WORDS, StatusMenu};
use crate::workbench::pointer::ListArea;

/// Draws what floats, if anything does, and the picker of dates over it. The answer is where the terminal's own cursor
/// belongs.
pub(super) fn draw(
    workbench: &mut Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let caret = floating(workbench, look, area, buffer);
    if let Some(kind) = workbench.shown_keys() {
        keys::draw(kind, look, area, buffer);
        return None;
    }
    let Some(picker) = workbench.date_picker() else { return caret };
    picker::draw(picker, workbench, look, area, buffer);
    None
}

fn floating(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let anchor = workbench.anchor();
    if let Some(Overlay::Detail(scroll)) = &workbench.overlay {
        let scroll = detail(workbench, look, area, *scroll, buffer);
        workbench.overlay = Some(Overlay::Detail(scroll));
        return None;
    }
    if let Some(Overlay::News(seen, scroll)) = &workbench.overlay {
        let scroll = news::draw(seen.as_deref(), *scroll, look, area, buffer);
        if let Some(Overlay::News(_, at)) = &mut workbench.overlay {
            *at = scroll;
        }
        return None;
    }
    if let Some(Overlay::Chase(form)) = &workbench.overlay {
        let (scroll, caret) = chase::chase(form, workbench, look, area, buffer);
        if let Some(Overlay::Chase(form)) = &mut workbench.overlay {
            form.scroll = scroll;
        }
        return caret;
    }
    if let Some(Overlay::Export(pane)) = &workbench.overlay {
        let (scroll, caret) = export::draw(pane, look, area, buffer);
        if let Some(Overlay::Export(pane)) = &mut workbench.overlay {
            pane.scroll = scroll;
        }
        return caret;
    }
    if let Some(Overlay::Form(_)) = &workbench.overlay {
        return form::form(workbench, look, area, buffer);
    }
    match workbench.overlay.as_ref()? {
        Overlay::Status(menu) => {
            status(menu, workbench, look, (area, anchor), buffer);
            None
        }
        Overlay::Prompt(prompt) => fields::prompt(prompt, workbench, look, (area, anchor), buffer),
        Overlay::Picker(picker) => lists::picker(picker, workbench, look, area, buffer),
        Overlay::Help(list) => {
            let popups = &look.words().popups;
            lists::commands(list, (&popups.help, &popups.keys_help), workbench, look, area, buffer)
        }
        Overlay::Palette(list) => {
            let popups = &look.words().popups;
            lists::commands(list, (&popups.palette, &popups.keys_palette), workbench, look, area, buffer)
        }
        Overlay::Day(prompt) => day::draw(prompt, workbench, look, (area, anchor), buffer),
        Overlay::Filters(list) => {
            table::filters(list, workbench, look, area, buffer);
            None
        }
        Overlay::Table(menu) => {
            table::menu(*menu, workbench, look, area, buffer);
            None
        }
        Overlay::Doubts(cursor) => {
            doubts::draw(*cursor, workbench, look, area, buffer);
            None
        }
        Overlay::Clashes(cursor) => {
            clashes::draw(*cursor, workbench, look, area, buffer);
            None
        }
        Overlay::Links(list) => {
            links::draw(list, look, area, buffer);
            None
        }
        Overlay::Plans(pane) => {
            plans::draw(pane, workbench, look, area, buffer);
            None
        }
        Overlay::Outline(menu) => {
            outline::menu(menu, workbench, look, area, buffer);
            None
        }
        Overlay::Extend(form) => extend::draw(form, workbench, look, (area, anchor), buffer),
        Overlay::Contact(form) => chase::contact(form, workbench, look, area, buffer),
        Overlay::Finder(finder) => chase::finder(finder, workbench, look, area, buffer),
        Overlay::Record(form) => record::draw(form, workbench, look, area, buffer),
        Overlay::History(pane) => {
            history::draw(pane, workbench, look, area, buffer);
            None
        }
        Overlay::Edited(pane) => {
            edited::draw(pane, workbench, look, area, buffer);
            None
        }
        Overlay::Review(pane) => review::draw(pane, workbench, look, area, buffer),
        Overlay::Search(pane) => search::draw(pane, workbench, look, area, buffer),
        Overlay::Detail(_)
        | Overlay::News(..)
        | Overlay::Chase(_)
        | Overlay::Form(_)
        | Overlay::Filter(_)
        | Overlay::Export(_) => None,
    }
}

/// The menu of statuses, beside the selected line.
fn status(
    menu: &StatusMenu,
    workbench: &Workbench,
    look: &Look,
    (area, anchor): (Rect, u16),
    buffer: &mut Buffer,
) {
    let domain = look.domain();
    let popups = &look.words().popups;
    let words: Vec<String> = STATUS_WORDS
        .iter()
        .zip(1..)
        .map(|(word, digit)| {
            let (text, asks) = match word {
                StatusWord::Status(status) => {
                    (domain.status(*status), *status == crate::domain::status::Status::NotApplicable)
                }
                StatusWord::Return => (domain.return_action.as_str(), true),
            };
            format!("{digit} {text}{}", if asks { look.glyphs.ellipsis } else { "" })
        })
        .collect();
    let widest = words.iter().map(|word| width(word)).max().unwrap_or(0) + 3;
    let edges = fitting_width(&popups.status, [popups.keys_status.as_str()]) + 1;
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX).max(edges);
    let rows = u16::try_from(words.len() + 2).unwrap_or(u16::MAX);
    let at = beside(area, anchor, columns, rows);
    let title = match &menu.subject {
        crate::workbench::subject::Subject::Marked(marked) => {
            fill(&popups.marked, &[("what", &popups.status), ("n", &marked.rows.len())])
        }
        _ => popups.status.clone(),
    };
    let inner = popup(&title, &popups.keys_status, look, at, buffer);
    let first = menu.cursor.saturating_sub(usize::from(inner.height).saturating_sub(1));
    note(workbench, inner, first);
    for ((place, text), y) in words.iter().enumerate().skip(first).zip(inner.top()..inner.bottom()) {
        let current = STATUS_WORDS[place] == StatusWord::Status(menu.current);
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(text, look.theme.text());
        if current {
            let column = usize::from(inner.width).saturating_sub(1);
            strip.to(column, look.theme.text()).push("<", look.theme.accent());
        }
        let selected = place == menu.cursor;
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}

/// The detail over nearly the whole view. The answer is how far it can be scrolled at most.
fn detail(workbench: &Workbench, look: &Look, area: Rect, scroll: usize, buffer: &mut Buffer) -> usize {
    let popups = &look.words().popups;
    let at = centered(area, area.width.saturating_sub(6).min(100), area.height.saturating_sub(2));
    let lines = super::detail::page(workbench, look, Popup::inner(at).width, usize::MAX);
    let wanted = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, at.width, at.height.min(wanted));
    let inner = popup(&look.words().detail.title, &popups.keys_detail, look, at, buffer);
    let scroll = scroll.min(lines.len().saturating_sub(usize::from(inner.height)));
    for (line, y) in lines.iter().skip(scroll).zip(inner.top()..inner.bottom()) {
        put(inner, y, line, None, buffer);
    }
    scroll
}

/// A box with what it is about and the keys that work in it; the room in it.
fn popup(title: &str, keys: &str, look: &Look, at: Rect, buffer: &mut Buffer) -> Rect {
    Popup::new(title, &look.theme, &look.glyphs).footer(keys).render_into(at, buffer)
}

impl Popup<'_> {
    fn render_into(&self, at: Rect, buffer: &mut Buffer) -> Rect {
        self.render(at, buffer);
        Popup::inner(at).intersection(buffer.area)
    }
}

/// Notes where the lines of what floats stand, for clicks.
fn note(workbench: &Workbench, list: Rect, first: usize) {
    let area = ListArea { left: list.x, top: list.y, width: list.width, height: list.height, first };
    workbench.drawn.list.set(Some(area));
}

/// One line of a box, perhaps on the ground of the selected one.
fn put(inner: Rect, y: u16, line: &Line<'_>, selected: Option<Style>, buffer: &mut Buffer) {
    put_line(buffer, inner.x, y, line, inner.width);
    if let Some(style) = selected {
        buffer.set_style(Rect { y, height: 1, ..inner }, style);
    }
}

/// `进展 · 住建局 · 任务6`.
fn about(what: &str, workbench: &Workbench, look: &Look, task: u32, unit: &str) -> String {
    let short = workbench.workspace().roster.named(unit).map_or(unit, |unit| unit.short_name());
    let number = workbench.plan().task(task).map_or_else(|| task.to_string(), |task| task.number.clone());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("what", &what), ("unit", &short), ("number", &number)];
    let popups = &look.words().popups;
    fill(if unit.is_empty() { &popups.task } else { &popups.subject }, &values)
}
