//! Going about in 本周 and 日历: by lines, days, weeks and months.

use chrono::NaiveDate;

use super::super::Workbench;
use super::super::agenda::{AgendaLine, Item};
use super::super::calendar::{Pane, Step as DayStep};
use super::super::command::Command;
use super::super::notice::{Notice, WhyNot};
use super::super::view::View;
use crate::domain::light::Light;

impl Workbench {
    pub(super) fn walk_lines(&mut self, command: Command) {
        let page = self.page().saturating_sub(1).max(1);
        let Some(list) = self.agenda_mut() else { return };
        let cursor = list.cursor();
        let (to, edge) = match command {
            Command::Up => (cursor.saturating_sub(1), WhyNot::AtFirst),
            Command::PageUp => (cursor.saturating_sub(page), WhyNot::AtFirst),
            Command::First => (0, WhyNot::AtFirst),
            Command::Down => (cursor.saturating_add(1), WhyNot::AtLast),
            Command::PageDown => (cursor.saturating_add(page), WhyNot::AtLast),
            _ => (usize::MAX, WhyNot::AtLast),
        };
        let edge = if list.lines().is_empty() { WhyNot::NothingThatDay } else { edge };
        if !list.go(to) {
            self.notice = Some(Notice::NotHere(command, edge));
        }
    }

    pub(super) fn walk_weeks(&mut self, command: Command) {
        let step = match command {
            Command::Up => DayStep::Days(-7),
            Command::Down => DayStep::Days(7),
            Command::PageUp => DayStep::Months(-1),
            Command::PageDown => DayStep::Months(1),
            Command::First => DayStep::MonthStart,
            _ => DayStep::MonthEnd,
        };
        self.walk_days(command, step);
    }

    pub(super) fn walk_days(&mut self, command: Command, step: DayStep) {
        self.go_to_day(command, self.calendar.beyond(step));
    }

    pub(super) fn go_to_day(&mut self, command: Command, day: Option<NaiveDate>) {
        let moved = day.is_some_and(|day| self.calendar.go(day, &facts!(self)));
        if !moved {
            self.notice = Some(Notice::NotHere(command, WhyNot::AlreadyHere));
        }
    }

    /// 日历: the next or previous day on which something overdue or due ends. 本周: the next or previous overdue line, from
    /// the other end where there is none.
    pub(super) fn jump_in_days(&mut self, forward: bool) {
        let command = if forward { Command::NextOverdue } else { Command::PreviousOverdue };
        if self.view == View::Calendar {
            match self.calendar.next_due(forward) {
                Some(day) => {
                    self.calendar.go(day, &facts!(self));
                }
                None => self.notice = Some(Notice::NotHere(command, WhyNot::NothingDue)),
            }
            return;
        }
        let rows = &self.rows;
        let list = &self.week.list;
        let is_late = |line: &AgendaLine| {
            line.item != Item::Head && line.rows(rows).any(|row| row.light == Light::Overdue)
        };
        let all = list.lines().iter().enumerate().filter(|(_, line)| is_late(line));
        let places: Vec<usize> = all.map(|(place, _)| place).collect();
        let cursor = list.cursor();
        let next = if forward {
            places.iter().find(|place| **place > cursor).or(places.first())
        } else {
            places.iter().rev().find(|place| **place < cursor).or(places.last())
        };
        let Some(next) = next.copied() else {
            self.notice = Some(Notice::NoneOf(Light::Overdue));
            return;
        };
        self.notice = match next.cmp(&cursor) {
            std::cmp::Ordering::Equal => Some(Notice::OnlyOne(Light::Overdue)),
            order => (forward != order.is_gt()).then_some(Notice::Wrapped(Light::Overdue)),
        };
        self.week.list.go(next);
    }

    pub(super) fn other_pane(&mut self) {
        self.calendar.pane = match self.calendar.pane {
            Pane::Agenda => Pane::Month,
            Pane::Month => Pane::Agenda,
        };
    }
}
