//! 鼠标: what was drawn where, as drawing notes it; and what clicks, the wheel and a drag mean in what floats, on the tabs
//! and on the line between two panes.

use std::cell::Cell;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::Workbench;
use super::overlay::{CONTACT_FIELDS, ChaseField, EXTEND_FIELDS, Editor, EntryForm, Overlay, TableSetting};
use super::view::View;

/// How many lines the wheel moves by.
pub(super) const WHEEL: usize = 3;
/// The least and the most of the width, in percent, that the left pane takes.
const SPLIT: std::ops::RangeInclusive<u16> = 25..=80;

/// Lines on the screen, each one cell high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListArea {
    /// The first column.
    pub left: u16,
    /// The row of the first line.
    pub top: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
    /// The place of the line in the first row.
    pub first: usize,
}

impl ListArea {
    /// The place of the line at a cell.
    pub fn place_at(&self, column: u16, row: u16) -> Option<usize> {
        let down = row.checked_sub(self.top).filter(|down| *down < self.height)?;
        column.checked_sub(self.left).filter(|right| *right < self.width)?;
        Some(self.first + usize::from(down))
    }
}

/// The line between two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Divider {
    /// Its column.
    pub column: u16,
    /// Its rows.
    pub rows: (u16, u16),
    /// The first column of both panes, and their width together.
    pub span: (u16, u16),
}

/// The tabs: their row, and of each the first column and the one behind the last.
pub type Tabs = (u16, [(u16, u16); 5]);

/// What was drawn where.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The list, or the fields, of what floats.
    pub list: Cell<Option<ListArea>>,
    /// The line between two panes.
    pub divider: Cell<Option<Divider>>,
    /// The tabs.
    pub tabs: Cell<Option<Tabs>>,
}

/// A piece of a field on the screen: where a click puts the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSpot {
    /// Row, first column, and the column behind the last.
    pub cells: (u16, u16, u16),
    /// The field.
    pub place: usize,
    /// The paragraph, in a field of several lines.
    pub paragraph: usize,
    /// Columns, and the byte offsets before which they stand.
    pub stops: Vec<(u16, usize)>,
}

impl EntryForm {
    /// Puts the caret where a click is; whether there is a field.
    fn click(&mut self, column: u16, row: u16, desk: &crate::domain::edit::Desk<'_>) -> bool {
        let is_here =
            |spot: &&FormSpot| spot.cells.0 == row && (spot.cells.1..spot.cells.2).contains(&column);
        let Some(spot) = self.spots.iter().find(is_here).cloned() else { return false };
        self.go(spot.place, desk);
        let at = spot.stops.iter().rev().find(|(cell, _)| *cell <= column);
        let Some((_, offset)) = at.or(spot.stops.first()).copied() else { return true };
        match self.fields.get_mut(spot.place).map(|one| &mut one.editor) {
            Some(Editor::Line(line)) => line.set_caret(offset),
            Some(Editor::Text(text)) => text.set_caret(spot.paragraph, offset),
            None => {}
        }
        true
    }
}

impl Workbench {
    /// How many percent of the width the left pane takes, if somebody chose it.
    pub fn split(&self) -> Option<u16> {
        self.split
    }

    /// Takes what was chosen the last time.
    pub fn set_split(&mut self, percent: Option<u16>) {
        self.split = percent.map(|percent| percent.clamp(*SPLIT.start(), *SPLIT.end()));
    }

    /// A drag of the line between two panes, or a click on a tab. Whether it was one.
    pub(super) fn mouse_on_frame(&mut self, mouse: MouseEvent) -> bool {
        let divider = self.drawn.divider.get();
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let on_line = divider.is_some_and(|line| {
                    line.column == mouse.column && (line.rows.0..line.rows.1).contains(&mouse.row)
                });
                self.dragging = on_line;
                if on_line {
                    return true;
                }
                let Some((row, tabs)) = self.drawn.tabs.get() else { return false };
                let place = tabs.iter().position(|(from, to)| (*from..*to).contains(&mouse.column));
                let Some(view) = place.filter(|_| mouse.row == row).and_then(|at| View::ALL.get(at)) else {
                    return false;
                };
                self.notice = None;
                if *view != self.view {
                    self.run(view.command());
                }
                true
            }
            MouseEventKind::Drag(MouseButton::Left) if self.dragging => {
                if let Some(line) = divider.filter(|line| line.span.1 > 0) {
                    let cells = u32::from(mouse.column.saturating_sub(line.span.0));
                    let percent = (cells * 100 + u32::from(line.span.1) / 2) / u32::from(line.span.1);
                    self.set_split(Some(u16::try_from(percent).unwrap_or(u16::MAX)));
                }
                true
            }
            MouseEventKind::Up(_) => std::mem::take(&mut self.dragging),
            _ => false,
        }
    }

    /// Clicks and the wheel in what floats: the wheel goes along, a click selects, a second one is Enter.
    pub(super) fn mouse_in_overlay(&mut self, mouse: MouseEvent) {
        self.shows_keys = false;
        let step = match mouse.kind {
            MouseEventKind::ScrollUp => Some(false),
            MouseEventKind::ScrollDown => Some(true),
            _ => None,
        };
        if let Some(down) = step {
            self.wheel_in_overlay(down);
            return;
        }
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) {
            return;
        }
        // The picker of dates floats over its field, which is not to be left under it.
        if self.date_picker.is_some() {
            return;
        }
        self.notice = None;
        if let Some(Overlay::Form(mut form)) = self.overlay.take_if(|it| matches!(it, Overlay::Form(_))) {
            form.leaving = false;
            form.click(mouse.column, mouse.row, &self.desk());
            self.overlay = Some(Overlay::Form(form));
            return;
        }
        let Some(place) = self.drawn.list.get().and_then(|list| list.place_at(mouse.column, mouse.row))
        else {
            return;
        };
        match &mut self.overlay {
            Some(Overlay::Contact(form)) => form.focus = place.min(CONTACT_FIELDS - 1),
            Some(Overlay::Extend(form)) => form.focus = place.min(EXTEND_FIELDS - 1),
            Some(Overlay::Record(form)) => form.focus = place.min(form.fields.len().saturating_sub(1)),
            Some(Overlay::Chase(form)) => {
                form.focus = match place {
                    0 => ChaseField::Manner,
                    1 => ChaseField::Answer,
                    2 => ChaseField::Promised,
                    _ => ChaseField::Who,
                }
            }
            _ => self.click_in_list(place),
        }
    }

    fn wheel_in_overlay(&mut self, down: bool) {
        let by =
            |at: usize, step: usize| if down { at.saturating_add(step) } else { at.saturating_sub(step) };
        match &mut self.overlay {
            // Drawing knows how long they are, and clamps them.
            Some(Overlay::Chase(form)) => form.scroll = by(form.scroll, WHEEL),
            Some(Overlay::Form(_)) => {
                let Some(Overlay::Form(mut form)) = self.overlay.take() else { return };
                let last = form.fields.len().saturating_sub(1);
                let to = by(form.focus, 1).min(last);
                form.go(to, &self.desk());
                self.overlay = Some(Overlay::Form(form));
            }
            Some(Overlay::Record(form)) => {
                form.focus = by(form.focus, 1).min(form.fields.len().saturating_sub(1));
            }
            Some(Overlay::Finder(finder)) => {
                finder.cursor = by(finder.cursor, WHEEL).min(finder.shown.len().saturating_sub(1));
            }
            _ => self.move_in_overlay(|at| by(at, WHEEL)),
        }
    }

    /// A click on a line: it is selected; on the selected one it is Enter, or in a list of marks the mark.
    fn click_in_list(&mut self, place: usize) {
        let before = self.cursor_in_overlay();
        let Some((cursor, _)) = before.filter(|(_, count)| place < *count) else { return };
        if cursor == place {
            let marks = match &self.overlay {
                Some(Overlay::Picker(_)) => true,
                Some(Overlay::Table(menu)) => menu.setting == TableSetting::Columns,
                _ => false,
            };
            let command =
                if marks { super::command::Command::Mark } else { super::command::Command::Confirm };
            // In help there is nothing to confirm, and what is shown stays.
            if !matches!(self.overlay, Some(Overlay::Help(_))) {
                self.run_in_overlay(command);
            }
            return;
        }
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.cursor = place,
            _ => self.move_in_overlay(|_| place),
        }
    }

    /// Which line of what floats is selected, and how many there are.
    fn cursor_in_overlay(&self) -> Option<(usize, usize)> {
        Some(match self.overlay.as_ref()? {
            Overlay::Status(menu) => (menu.cursor, super::overlay::STATUS_WORDS.len()),
            Overlay::Picker(picker) => (picker.cursor, picker.shown.len()),
            Overlay::Help(list) | Overlay::Palette(list) => (list.cursor, list.shown.len()),
            Overlay::Filters(list) => (list.cursor, self.saved_filters().len()),
            Overlay::Table(menu) => (menu.cursor, menu.count()),
            Overlay::Outline(menu) => (menu.cursor(), menu.len()),
            Overlay::Doubts(cursor) => {
                (*cursor, self.reading.as_ref().map_or(0, |reading| reading.doubts.len()))
            }
            Overlay::Clashes(cursor) => (*cursor, self.count_clashes()),
            Overlay::Plans(pane) => (pane.cursor, pane.len()),
            Overlay::Search(pane) => (pane.cursor, pane.count()),
            Overlay::Finder(finder) => (finder.cursor, finder.shown.len()),
            Overlay::History(pane) => (pane.cursor, pane.len()),
            Overlay::Review(pane) => pane.cursor(),
            Overlay::Edited(review) => (review.cursor, review.edits.len()),
            Overlay::Prompt(_)
            | Overlay::Form(_)
            | Overlay::Detail(_)
            | Overlay::News(..)
            | Overlay::Day(_)
            | Overlay::Filter(_)
            | Overlay::Chase(_)
            | Overlay::Contact(_)
            | Overlay::Extend(_)
            | Overlay::Export(_)
            | Overlay::Links(_)
            | Overlay::Record(_) => return None,
        })
    }
}
