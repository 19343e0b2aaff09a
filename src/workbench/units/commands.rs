//! What the keys do in the list of units and on the page of one.

use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::{Item, Party};
use crate::domain::chase::Chase;
use crate::domain::edit;
use crate::domain::light::Light;
use crate::workbench::Workbench;
use crate::workbench::command::{Command, Group};
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::{ContactForm, Overlay};
use crate::workbench::view::View;
use crate::workbench::viewport::Viewport;

/// How many lines the wheel moves by.
const WHEEL: usize = 3;

/// A contact that is selected on a unit's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// By its place.
    At(usize),
    /// There is none yet: one can be added here.
    New,
}

impl Workbench {
    /// The chase that the selected line of a unit's page stands for.
    pub fn selected_chase(&self) -> Option<&Chase> {
        match self.units.page.selected() {
            Some(Item::Chase(id)) if self.is_on_page() => {
                self.workspace.chases.iter().map(AsRef::as_ref).find(|chase| chase.id == *id)
            }
            _ => None,
        }
    }

    /// Whether the keys act on the page of a unit.
    pub fn is_on_page(&self) -> bool {
        self.view == View::Units && self.units.is_in_page()
    }

    /// Whether the selected line of a unit's page is a duty or an activity.
    fn is_on_record(&self) -> bool {
        self.is_on_page() && matches!(self.units.page.selected(), Some(Item::Duty(_) | Item::Activity(_)))
    }

    fn selected_contact(&self) -> Option<Spot> {
        match self.units.page.selected() {
            Some(Item::Contact(place)) if self.is_on_page() => Some(Spot::At(*place)),
            Some(Item::NoContact) if self.is_on_page() => Some(Spot::New),
            _ => None,
        }
    }

    /// Whether a command can be done here, or why not; none where this view has nothing of its own to say about it.
    pub(in crate::workbench) fn why_not_in_units(&self, command: Command) -> Option<Result<(), WhyNot>> {
        let Some(line) = self.units.selected() else {
            let needs_line = command.group() == Group::Move
                || command.is_mark()
                || matches!(command, Command::Toggle | Command::Detail | Command::MergeUnit);
            return needs_line.then(|| Err(self.units.why_none()));
        };
        let (on_page, contact) = (self.is_on_page(), self.selected_contact());
        match command {
            Command::Add | Command::Edit | Command::Toggle if contact.is_some() => Some(Ok(())),
            Command::Remove if matches!(contact, Some(Spot::At(_))) || self.selected_chase().is_some() => {
                Some(Ok(()))
            }
            Command::Toggle if !on_page => Some(Ok(())),
            Command::Toggle | Command::Detail if self.selected_chase().is_some() => Some(Ok(())),
            Command::Detail if self.is_on_record() => Some(Ok(())),
            Command::Toggle | Command::Detail => Some(self.line().map(|_| ())),
            Command::Fold | Command::Unfold => Some(Err(WhyNot::Leaf)),
            Command::NextArea | Command::PreviousArea => Some(Err(WhyNot::NoArea)),
            Command::ToList | Command::ShowUnits | Command::Close if on_page => Some(Ok(())),
            Command::ToList => Some(Err(WhyNot::AlreadyHere)),
            Command::MarkClear if self.units.marks.is_empty() => Some(Err(WhyNot::NothingMarked)),
            Command::MarkRow if matches!(line.party, Party::OpenGroup(_)) => Some(Err(WhyNot::MembersFirst)),
            command if command.is_mark() && !on_page => Some(Ok(())),
            _ => None,
        }
    }

    /// Does a command that means something else here than in the tree. Whether it did.
    pub(in crate::workbench) fn run_in_units(&mut self, command: Command) -> bool {
        match command {
            Command::Toggle if !self.is_on_page() => {
                self.note_place();
                self.units.in_page = true;
            }
            Command::Toggle | Command::Edit if self.selected_contact().is_some() => self.ask_contact(),
            Command::Add if self.selected_contact().is_some() => {
                self.open_contact(None);
            }
            Command::Remove if self.selected_contact().is_some() || self.selected_chase().is_some() => {
                self.remove_here();
            }
            Command::Toggle | Command::Detail => self.overlay = Some(Overlay::Detail(0)),
            Command::ToList | Command::ShowUnits | Command::Close if self.is_on_page() => {
                self.units.in_page = false;
            }
            command if command.is_mark() => self.mark_units(command),
            Command::NextOverdue => self.jump_in_units(Light::Overdue, true),
            Command::PreviousOverdue => self.jump_in_units(Light::Overdue, false),
            Command::NextUnreported => self.jump_in_units(Light::Unreported, true),
            Command::PreviousUnreported => self.jump_in_units(Light::Unreported, false),
            _ => return false,
        }
        true
    }

    /// Space and its kin in the list of units.
    fn mark_units(&mut self, command: Command) {
        let shown = self.units.lines.iter().filter_map(|line| match &line.party {
            Party::Unit(name) => Some(Arc::clone(name)),
            Party::OpenGroup(_) => None,
        });
        let marks = &mut self.units.marks;
        match command {
            Command::MarkRow => {
                if let Some(line) = self.units.lines.get(self.units.cursor)
                    && !marks.remove(line.party.name())
                {
                    marks.insert(Arc::clone(line.party.name()));
                }
            }
            Command::MarkShown => marks.extend(shown),
            Command::MarkInvert => {
                for unit in shown {
                    if !marks.remove(&unit) {
                        marks.insert(unit);
                    }
                }
            }
            _ => marks.clear(),
        }
        if command == Command::MarkRow {
            // On to the next, as one marks line after line.
            self.units.go(self.units.cursor + 1, &facts!(self));
        } else {
            self.notice = Some(Notice::MarkedUnits(self.units.marks.len()));
        }
    }

    fn ask_contact(&mut self) {
        match self.selected_contact() {
            Some(Spot::At(place)) => self.open_contact(Some(place)),
            Some(Spot::New) => self.open_contact(None),
            None => {}
        }
    }

    fn open_contact(&mut self, place: Option<usize>) {
        let Some(line) = self.units.selected() else { return };
        let unit = line.party.name();
        let contacts = self.workspace.roster.named(unit).map_or(&[][..], |unit| &unit.contacts);
        let contact = place.and_then(|place| contacts.get(place)).cloned().unwrap_or_default();
        self.overlay = Some(Overlay::Contact(Box::new(ContactForm::new(unit, place, contact))));
    }

    fn remove_here(&mut self) {
        let outcome = if let Some(chase) = self.selected_chase() {
            edit::unchase(&self.desk(), &chase.id)
        } else {
            let (Some(line), Some(Spot::At(place))) = (self.units.selected(), self.selected_contact()) else {
                return;
            };
            edit::contact(&self.desk(), line.party.name(), Some(place), None)
        };
        self.commit(outcome);
    }

    /// Up, down, pages, ends.
    pub(in crate::workbench) fn walk_in_units(&mut self, command: Command) {
        let page = self.page().saturating_sub(1).max(1);
        let to = |at: usize| match command {
            Command::Up => at.saturating_sub(1),
            Command::PageUp => at.saturating_sub(page),
            Command::First => 0,
            Command::Down => at.saturating_add(1),
            Command::PageDown => at.saturating_add(page),
            _ => usize::MAX,
        };
        let moved = if self.is_on_page() {
            self.units.page.step(to, &self.rows)
        } else {
            self.units.go(to(self.units.cursor), &facts!(self))
        };
        if !moved {
            let up = matches!(command, Command::Up | Command::PageUp | Command::First);
            let edge = if up { WhyNot::AtFirst } else { WhyNot::AtLast };
            self.notice = Some(Notice::NotHere(command, edge));
        }
    }

    /// The next line with a light, from the other end where there is none.
    fn jump_in_units(&mut self, light: Light, forward: bool) {
        let on_page = self.is_on_page();
        let page = &self.units.page;
        let (cursor, count) =
            if on_page { (page.cursor(), page.len()) } else { (self.units.cursor, self.units.lines().len()) };
        let has = |place: &usize| {
            if on_page {
                page.light(*place, &self.rows) == Some(light)
            } else {
                self.units.lines()[*place].tally.of(light) > 0
            }
        };
        // From where one stands to the end, and round from the other.
        let next = if forward {
            (cursor + 1..count).chain(0..count.min(cursor + 1)).find(has)
        } else {
            (0..count.min(cursor)).rev().chain((cursor..count).rev()).find(has)
        };
        let Some(next) = next else {
            self.notice = Some(Notice::NoneOf(light));
            return;
        };
        self.notice = match next.cmp(&cursor) {
            std::cmp::Ordering::Equal => Some(Notice::OnlyOne(light)),
            order => (forward != order.is_gt()).then_some(Notice::Wrapped(light)),
        };
        if self.is_on_page() {
            self.units.page.go(next, &self.rows);
        } else {
            self.units.go(next, &facts!(self));
        }
    }

    pub(in crate::workbench) fn mouse_in_units(&mut self, mouse: MouseEvent) {
        let within = |view: &Viewport, left: u16| {
            let row = mouse.row.checked_sub(view.top).filter(|row| *row < view.height)?;
            let column = mouse.column.checked_sub(left)?;
            (column < view.width).then(|| view.offset + usize::from(row))
        };
        let over_page = within(&self.units.page.view, self.units.page_left);
        let over_list = within(&self.units.view, 0);
        match mouse.kind {
            MouseEventKind::ScrollUp if over_page.is_some() => {
                self.units.page.step(|at| at.saturating_sub(WHEEL), &self.rows);
            }
            MouseEventKind::ScrollDown if over_page.is_some() => {
                self.units.page.step(|at| at.saturating_add(WHEEL), &self.rows);
            }
            MouseEventKind::ScrollUp => {
                self.units.go(self.units.cursor.saturating_sub(WHEEL), &facts!(self));
            }
            MouseEventKind::ScrollDown => {
                self.units.go(self.units.cursor + WHEEL, &facts!(self));
            }
            MouseEventKind::Down(MouseButton::Left) => {
                self.notice = None;
                let again = if let Some(place) = over_page {
                    self.units.in_page = true;
                    let offset = self.units.page.view.offset;
                    self.units.page.view.settle(offset, place);
                    self.units.page.go(place, &self.rows) == Some(false)
                } else if let Some(place) = over_list.filter(|place| *place < self.units.lines.len()) {
                    self.units.in_page = false;
                    let offset = self.units.view.offset;
                    self.units.view.settle(offset, place);
                    !self.units.go(place, &facts!(self))
                } else {
                    false
                };
                // A click on what is selected already is the second of a double click, or as good as one.
                if again && self.why_not(Command::Toggle).is_none() {
                    self.run(Command::Toggle);
                }
            }
            _ => {}
        }
    }
}
