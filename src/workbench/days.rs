//! What keys do in 本周 and 日历: both show lines about rows, and a line acts as its row does.

mod due;
mod mouse;
mod walk;

use super::agenda::{Agenda, AgendaLine, Item, node};
use super::calendar::{Pane, Step as DayStep};
use super::command::Command;
use super::line::Line;
use super::notice::{Notice, WhyNot};
use super::overlay::{AskedDay, DayPrompt, Overlay};
use super::subject::Subject;
use super::tree::TreeLine;
use super::view::View;
use super::week::{Ground, Step};
use super::{Effect, Workbench};
use crate::domain::edit;

impl Workbench {
    /// The lines of 本周 or 日历; none in other views.
    pub fn agenda(&self) -> Option<&Agenda> {
        match self.view {
            View::Week => Some(&self.week.list),
            View::Calendar => Some(&self.calendar.list),
            View::Tasks | View::Ledger | View::Units => None,
        }
    }

    fn agenda_mut(&mut self) -> Option<&mut Agenda> {
        match self.view {
            View::Week => Some(&mut self.week.list),
            View::Calendar => Some(&mut self.calendar.list),
            View::Tasks | View::Ledger | View::Units => None,
        }
    }

    fn agenda_line(&self) -> Option<&AgendaLine> {
        self.agenda().and_then(Agenda::selected)
    }

    /// The selected line of 本周 or 日历 as one of the tree: what is told of it and done to it.
    pub(super) fn line_in_days(&self) -> Result<TreeLine, WhyNot> {
        let line = self.agenda_line();
        line.and_then(|line| line.tree_line(&self.workspace.plan, &self.rows)).ok_or_else(|| self.no_line())
    }

    /// Why the selected line of 本周 or 日历 is no task.
    fn no_line(&self) -> WhyNot {
        match self.agenda_line() {
            Some(AgendaLine { item: Item::Unit(_) | Item::Promise { .. }, .. }) => WhyNot::ManyRows,
            Some(AgendaLine { item: Item::Duty { .. }, .. }) => WhyNot::DutyLine,
            Some(_) => WhyNot::NoTask,
            None => WhyNot::NothingThatDay,
        }
    }

    /// Why there is nothing more to tell of the selected line: a heading, a step, a day.
    fn why_no_detail(&self) -> Option<WhyNot> {
        match self.agenda_line().map(|line| &line.item) {
            Some(Item::Duty { .. } | Item::Unit(_) | Item::Promise { .. } | Item::Summary) => None,
            _ => self.line().err(),
        }
    }

    /// Brings the lines of the view that is shown up to the data.
    pub(super) fn freshen_days(&mut self) {
        if self.is_loading() {
            return;
        }
        match self.view {
            View::Week => {
                let office = self.office.as_deref();
                let reported = self.week.reported;
                let ground = Ground { facts: facts!(self), office, reported };
                self.week.freshen(&ground);
            }
            View::Calendar => self.calendar.freshen(&facts!(self)),
            View::Tasks | View::Ledger | View::Units => {}
        }
    }

    /// The data or the day changed.
    pub(super) fn touch_days(&mut self) {
        self.week.touch();
        self.calendar.touch();
        self.freshen_days();
    }

    /// Why a command that only some views know cannot be done in the one that is shown, or on its line.
    pub(super) fn why_not_in_days(&self, command: Command) -> Option<WhyNot> {
        let (in_week, in_calendar) = (self.view == View::Week, self.view == View::Calendar);
        match command {
            Command::CopySummary => (!in_week).then_some(WhyNot::OnlyInWeek),
            Command::PreviousDay
            | Command::NextDay
            | Command::PreviousMonth
            | Command::NextMonth
            | Command::PreviousYear
            | Command::NextYear
            | Command::GoToDay
            | Command::ListDays => (!in_calendar).then_some(WhyNot::OnlyInCalendar),
            Command::Today if in_calendar => {
                (self.calendar.day() == self.today).then_some(WhyNot::AlreadyHere)
            }
            Command::OtherPane if in_calendar => self.calendar.why_no_other_pane(),
            Command::Today | Command::OtherPane => Some(WhyNot::OnlyInCalendar),
            Command::DueEarlier
            | Command::DueLater
            | Command::DueEarlierWorkday
            | Command::DueLaterWorkday => {
                if in_calendar {
                    self.due_to_move().err()
                } else {
                    Some(WhyNot::OnlyInCalendar)
                }
            }
            _ if !in_week && !in_calendar => None,
            Command::NextUnreported
            | Command::PreviousUnreported
            | Command::NextArea
            | Command::PreviousArea => Some(WhyNot::OnlyInTree),
            Command::Detail => self.why_no_detail(),
            Command::Fold | Command::Unfold if in_calendar => Some(WhyNot::OnlyInTree),
            Command::Toggle => self.agenda_line().is_none().then_some(WhyNot::NothingThatDay),
            _ => None,
        }
    }

    /// Does what a command means in 本周 and 日历; whether it means something of its own there.
    pub(super) fn run_in_days(&mut self, command: Command) -> bool {
        match command {
            Command::CopySummary => {
                self.freshen_days();
                self.effects.push(Effect::Copy(self.week.summary().to_owned()));
            }
            Command::PreviousDay => self.walk_days(command, DayStep::Days(-1)),
            Command::NextDay => self.walk_days(command, DayStep::Days(1)),
            Command::PreviousMonth => self.walk_days(command, DayStep::Months(-1)),
            Command::NextMonth => self.walk_days(command, DayStep::Months(1)),
            Command::PreviousYear => self.walk_days(command, DayStep::Months(-12)),
            Command::NextYear => self.walk_days(command, DayStep::Months(12)),
            Command::Today => self.go_to_day(command, Some(self.today)),
            Command::GoToDay => self.ask_day(AskedDay::GoTo, ""),
            Command::OtherPane => self.other_pane(),
            Command::ListDays => {
                self.calendar.next_listing();
                self.calendar.relist(&facts!(self));
            }
            Command::DueEarlier => self.move_due(|day, _| day.pred_opt()),
            Command::DueLater => self.move_due(|day, _| day.succ_opt()),
            Command::DueEarlierWorkday => self.move_due(|day, calendar| Some(calendar.add(day, -1))),
            Command::DueLaterWorkday => self.move_due(|day, calendar| Some(calendar.add(day, 1))),
            _ if self.agenda().is_none() => return false,
            Command::NextOverdue | Command::PreviousOverdue => {
                self.jump_in_days(command == Command::NextOverdue);
            }
            Command::Toggle => self.open_line(),
            Command::Fold => self.fold_line(),
            Command::Unfold => self.unfold_line(),
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last => {
                if self.view == View::Calendar && !self.calendar.listed && self.calendar.pane == Pane::Month {
                    self.walk_weeks(command);
                } else {
                    self.walk_lines(command);
                }
            }
            _ => return false,
        }
        true
    }

    /// Builds the lines anew after a branch was turned.
    fn relist(&mut self) {
        match self.view {
            View::Week => {
                self.week.touch();
                self.freshen_days();
            }
            View::Calendar => self.calendar.relist(&facts!(self)),
            View::Tasks | View::Ledger | View::Units => {}
        }
    }

    /// Unfolds or folds a branch; a row is opened in the tree, a step of 起步清单 taken.
    fn open_line(&mut self) {
        if self.view == View::Calendar && !self.calendar.listed && self.calendar.pane == Pane::Month {
            self.calendar.pane = Pane::Agenda;
            return;
        }
        if self.agenda_mut().is_some_and(Agenda::turn) {
            self.relist();
            return;
        }
        let Some(line) = self.agenda_line() else { return };
        match line.item.clone() {
            Item::Step(step) => self.take_step(step),
            Item::Summary => {
                self.run_in_days(Command::CopySummary);
            }
            Item::FilingDay => self.ask_filing_day(),
            Item::Duty { duty, unit: Some(unit) } => self.ask_duty_answer(&duty, &unit),
            _ => self.show_in_tree(),
        }
    }

    /// Shows the selected row where it stands in the plan.
    fn show_in_tree(&mut self) {
        match self.line() {
            Ok(line) => {
                self.note_place();
                self.tree.reveal_node(&line.node, &self.workspace.plan, &self.rows);
                self.enter(View::Tasks);
            }
            Err(why) => self.notice = Some(Notice::NotHere(Command::Toggle, why)),
        }
    }

    fn fold_line(&mut self) {
        let Some(list) = self.agenda_mut() else { return };
        if list.selected().and_then(|line| line.open) == Some(true) {
            list.turn();
            self.relist();
        } else if let Some(parent) = list.parent() {
            list.go(parent);
        } else {
            self.notice = Some(Notice::NotHere(Command::Fold, WhyNot::Leaf));
        }
    }

    fn unfold_line(&mut self) {
        let Some(list) = self.agenda_mut() else { return };
        match list.selected().and_then(|line| line.open) {
            Some(false) => {
                list.turn();
                self.relist();
            }
            Some(true) => {
                let next = list.cursor() + 1;
                list.go(next);
            }
            None => self.notice = Some(Notice::NotHere(Command::Unfold, WhyNot::Leaf)),
        }
    }

    /// A step of 起步清单 is begun.
    fn take_step(&mut self, step: Step) {
        match step {
            Step::Members => {
                let open = self.rows.iter().find(|row| row.open_group && row.light.counts());
                match open.map(Subject::of_row).and_then(|subject| node(&subject)) {
                    Some(node) => {
                        self.note_place();
                        self.tree.reveal_node(&node, &self.workspace.plan, &self.rows);
                        self.enter(View::Tasks);
                        self.notice = Some(Notice::NotHere(Command::Members, WhyNot::MembersHere));
                    }
                    None => self.notice = Some(Notice::StepDone(step)),
                }
            }
            Step::FilingDay => self.ask_filing_day(),
            Step::Roster => {
                let bare = self.workspace.roster.units.iter().find(|unit| unit.contacts.is_empty());
                let bare = bare.map(|unit| unit.name.clone());
                self.notice = Some(match bare {
                    Some(unit) if self.go_to_unit(&unit) => Notice::ContactHere,
                    _ => Notice::StepDone(step),
                });
            }
            Step::Sheets => self.run(Command::SendSheets),
            Step::Message => self.run(Command::ChaseGroup),
        }
    }

    pub(super) fn ask_filing_day(&mut self) {
        let day = self.workspace.plan.filing_day.map(|day| day.to_string()).unwrap_or_default();
        self.ask_day(AskedDay::Filing, &day);
    }

    fn ask_day(&mut self, asked: AskedDay, text: &str) {
        self.overlay = Some(Overlay::Day(DayPrompt { asked, line: Line::with_text(text) }));
    }

    /// Enter in the question for a day.
    pub(super) fn answer_day(&mut self, prompt: DayPrompt) {
        let empty = prompt.line.text().trim().is_empty();
        let day = prompt.day(&self.desk());
        match (prompt.asked, day) {
            (AskedDay::GoTo, Some(day)) => {
                self.note_place();
                self.go_to_day(Command::GoToDay, Some(day));
            }
            (AskedDay::Filing, day) if day.is_some() || empty => {
                let draft = edit::filing_day(&self.desk(), day);
                self.commit(Ok(draft));
            }
            _ => {
                self.notice = Some(Notice::NoDay);
                self.overlay = Some(Overlay::Day(prompt));
            }
        }
    }
}
