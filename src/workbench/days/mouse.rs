//! Clicks and the wheel in 本周 and 日历.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::super::Workbench;
use super::super::calendar::Pane;
use super::super::command::Command;
use super::super::view::View;

/// How many lines the wheel moves by.
const WHEEL: usize = 3;

impl Workbench {
    pub(in crate::workbench) fn mouse_in_days(&mut self, mouse: MouseEvent) {
        let Some(list) = self.agenda_mut() else { return };
        let (cursor, view, left, count) = (list.cursor(), list.view, list.left, list.lines().len());
        match mouse.kind {
            MouseEventKind::ScrollUp => {
                list.go(cursor.saturating_sub(WHEEL));
            }
            MouseEventKind::ScrollDown => {
                list.go(cursor + WHEEL);
            }
            MouseEventKind::Down(MouseButton::Left) => {
                if self.view == View::Calendar
                    && !self.calendar.listed
                    && let Some(day) = self.calendar.day_at(mouse.column, mouse.row)
                {
                    self.notice = None;
                    self.calendar.pane = Pane::Month;
                    self.calendar.go(day, &facts!(self));
                    return;
                }
                let Some(row) = mouse.row.checked_sub(view.top) else { return };
                let place = view.offset + usize::from(row);
                let beside = mouse.column < left || mouse.column >= left.saturating_add(view.width);
                if row >= view.height || beside || place >= count {
                    return;
                }
                self.notice = None;
                if self.view == View::Calendar {
                    self.calendar.pane = Pane::Agenda;
                }
                let moved = self.agenda_mut().is_some_and(|list| {
                    list.view.settle(list.view.offset, place);
                    list.go(place)
                });
                if !moved {
                    self.run(Command::Toggle);
                }
            }
            _ => {}
        }
    }
}
