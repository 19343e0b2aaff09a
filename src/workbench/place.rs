//! 来路: where one is (view, filter, and in each view selection and scroll), and the way back, several steps.
//!
//! Invariant: a step back never leads to where one already is, and what is gone meanwhile leaves its neighbour selected.

use chrono::NaiveDate;

use super::Workbench;
use super::agenda::{Agenda, Item, Under};
use super::calendar::Pane;
use super::command::Command;
use super::ledger::LedgerPlace;
use super::notice::{Notice, WhyNot};
use super::tree::TreePlace;
use super::units::{self, Party};
use super::view::View;

/// How many steps are kept.
const STEPS: usize = 64;

/// Where one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    view: View,
    /// The filter; empty where there is none.
    filter: String,
    tree: TreePlace,
    ledger: LedgerPlace,
    day: NaiveDate,
    pane: Pane,
    listed: bool,
    calendar: ListPlace,
    week: ListPlace,
    units: UnitsPlace,
}

/// Where one is in a list of lines: what is selected, and how far it is scrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ListPlace {
    line: Option<(Under, Item, u8)>,
    offset: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct UnitsPlace {
    party: Option<Party>,
    in_page: bool,
    item: Option<units::Item>,
    list_offset: usize,
    page_offset: usize,
}

impl ListPlace {
    fn of(list: &Agenda) -> Self {
        let line = list.selected().map(|line| (line.under, line.item.clone(), line.depth));
        Self { line, offset: list.view.offset }
    }

    fn restore(self, list: &mut Agenda) {
        let Some((under, item, depth)) = self.line else { return };
        let is_it = |line: &super::agenda::AgendaLine| {
            line.under == under && line.item == item && line.depth == depth
        };
        if let Some(at) = list.lines().iter().position(is_it) {
            list.go(at);
        }
        list.view.settle(self.offset, list.cursor());
    }
}

impl Place {
    /// Whether both show the same: the same view with the same selection.
    fn is_same(&self, other: &Self) -> bool {
        self.view == other.view
            && self.filter == other.filter
            && match self.view {
                View::Tasks => self.tree.is_same(&other.tree),
                View::Ledger => self.ledger.is_same(&other.ledger),
                View::Calendar => {
                    (self.day, self.listed, &self.calendar.line)
                        == (other.day, other.listed, &other.calendar.line)
                }
                View::Week => self.week.line == other.week.line,
                View::Units => {
                    let (one, other) = (&self.units, &other.units);
                    one.party == other.party && one.in_page == other.in_page && one.item == other.item
                }
            }
    }
}

impl Workbench {
    /// Where one is.
    pub(super) fn place(&self) -> Place {
        let units = &self.units;
        Place {
            view: self.view,
            filter: self.filter().map_or_else(String::new, |filter| filter.text.clone()),
            tree: self.tree.place(),
            ledger: self.ledger.place(),
            day: self.calendar.day(),
            pane: self.calendar.pane,
            listed: self.calendar.listed,
            calendar: ListPlace::of(&self.calendar.list),
            week: ListPlace::of(&self.week.list),
            units: UnitsPlace {
                party: units.selected().map(|line| line.party.clone()),
                in_page: units.is_in_page(),
                item: units.page.selected().cloned(),
                list_offset: units.view.offset,
                page_offset: units.page.view.offset,
            },
        }
    }

    /// Goes to a place; what is gone meanwhile leaves its neighbour selected. Where its filter is to be judged first, one is
    /// there after that.
    pub(super) fn return_to(&mut self, place: Place) {
        self.filtering.stop();
        // It could be read before; the data that it is asked of may be other data now.
        if self.filter().map_or("", |filter| &filter.text) != place.filter
            && self.set_filter(&place.filter).is_err()
        {
            self.clear_filter();
        }
        if self.filtering.is_judging() {
            self.returning = Some(Box::new(place));
        } else {
            self.arrive(place);
        }
    }

    /// The end of the way to a place, under its filter.
    pub(super) fn arrive(&mut self, place: Place) {
        self.calendar.listed = place.listed;
        self.enter(place.view);
        self.tree.return_to(place.tree, &self.rows);
        if place.view == View::Ledger {
            self.ledger.return_to(place.ledger, &self.rows);
        }
        self.calendar.go(place.day, &facts!(self));
        self.calendar.relist(&facts!(self));
        self.calendar.pane = place.pane;
        place.calendar.restore(&mut self.calendar.list);
        place.week.restore(&mut self.week.list);
        if place.view == View::Units {
            self.freshen_units();
        }
        self.units.return_to(place.units.party.as_ref(), place.units.in_page, &facts!(self));
        if let Some(item) = &place.units.item
            && let Some(at) = self.units.page.find(item, &self.rows)
        {
            self.units.page.go(at, &self.rows);
        }
        self.units.view.settle(place.units.list_offset, self.units.cursor());
        self.units.page.view.settle(place.units.page_offset, self.units.page.cursor());
    }

    /// Notes where one is, before going somewhere else.
    pub(super) fn note_place(&mut self) {
        let place = self.place();
        self.note_way(place);
    }

    /// Notes a place where one was.
    pub(super) fn note_way(&mut self, place: Place) {
        if self.way.last().is_some_and(|last| last.is_same(&place)) {
            self.way.pop();
        }
        if self.way.len() == STEPS {
            self.way.remove(0);
        }
        self.way.push(place);
    }

    /// One step back.
    pub(super) fn go_back(&mut self) {
        let here = self.place();
        while let Some(place) = self.way.pop() {
            if !place.is_same(&here) {
                self.return_to(place);
                return;
            }
        }
        self.notice = Some(Notice::NotHere(Command::Back, WhyNot::NowhereBack));
    }
}
