//! 单位: one line per unit in roster order, and the page of one unit, where a call that comes in is answered.
//!
//! Invariant: while there is a line, exactly one is selected, and by its name: after any change the selection is on the
//! same unit, and on its page on the same item.

mod commands;
mod lines;
mod page;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::filter::Shown;
use super::notice::WhyNot;
use super::owed::Facts;
use super::viewport::Viewport;
use crate::domain::chase::{self, Chase};
use crate::domain::light::Light;
use crate::domain::report::{Filing, FilingState, filings};
use crate::domain::rows::{Before, Row, Tally};

pub use page::{Heading, Item, PageRow, UnitPage};

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Party {
    /// A unit, by full name.
    Unit(Arc<str>),
    /// 成员待定: an open group, for the tasks in which no member was picked.
    OpenGroup(Arc<str>),
}

impl Party {
    /// The name.
    pub fn name(&self) -> &Arc<str> {
        match self {
            Self::Unit(name) | Self::OpenGroup(name) => name,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitLine {
    /// What it stands for.
    pub party: Party,
    /// How far it has filed its 配档表; none where nothing is asked of it.
    pub filing: Option<Filing>,
    /// Its rows by light.
    pub tally: Tally,
    /// The day on which it was asked last.
    pub last_chase: Option<NaiveDate>,
    /// The first day that it has promised for something not done yet.
    pub promise: Option<NaiveDate>,
}

impl UnitLine {
    /// Whether it is a unit that the plan or a chase names, as far as its line shows it.
    pub(super) fn is_named_unit(&self) -> bool {
        let is_named = self.filing.is_some() || self.last_chase.is_some() || self.tally.rows() > 0;
        is_named && matches!(self.party, Party::Unit(_))
    }
}

/// The view.
#[derive(Debug, Clone, Default)]
pub struct Units {
    lines: Vec<UnitLine>,
    /// How far each unit has filed, whatever is filtered.
    filings: Vec<Filing>,
    /// 本办: never asked for a 配档表.
    office: Option<String>,
    /// What the filter lets through.
    shown: Option<Arc<Shown>>,
    /// The units that are marked, by full name.
    marks: BTreeSet<Arc<str>>,
    cursor: usize,
    /// What the screen shows of the list.
    pub view: Viewport,
    /// The page of the selected unit.
    pub page: UnitPage,
    /// The screen's column where the page begins.
    pub page_left: u16,
    in_page: bool,
    /// The data changed since the lines were made.
    stale: bool,
}

impl Units {
    /// The view as it opens; `office` is the coordinator's own unit.
    pub fn new(facts: &Facts<'_>, office: Option<&str>) -> Self {
        let mut units = Self { office: office.map(str::to_owned), ..Self::default() };
        units.rebuild(facts, None);
        units
    }

    /// The lines.
    pub fn lines(&self) -> &[UnitLine] {
        &self.lines
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line.
    pub fn selected(&self) -> Option<&UnitLine> {
        self.lines.get(self.cursor)
    }

    /// Has the keys act on the list.
    pub(super) fn leave_page(&mut self) {
        self.in_page = false;
    }

    /// Whether the keys act on the page rather than on the list.
    pub fn is_in_page(&self) -> bool {
        self.in_page
    }

    /// How many units have filed wholly, partly, not at all.
    pub fn filed(&self) -> (usize, usize, usize) {
        let of = |state| self.filings.iter().filter(|one| one.state() == state).count();
        // What came on paper is filed, if not recorded yet.
        (
            of(FilingState::Filed) + of(FilingState::Received),
            of(FilingState::Partly),
            of(FilingState::Unfiled),
        )
    }

    /// How far each unit has filed that is asked for something, 本办 among them as one that owes nothing.
    pub fn filings(&self) -> &[Filing] {
        &self.filings
    }

    /// The units that are marked, in roster order of the lines; those that a filter hides are among them.
    pub fn marks(&self) -> &BTreeSet<Arc<str>> {
        &self.marks
    }

    /// Whether a filter is active.
    pub fn is_filtered(&self) -> bool {
        self.shown.is_some()
    }

    /// Why there is no line, where there is none.
    pub(super) fn why_none(&self) -> WhyNot {
        if self.is_filtered() { WhyNot::NothingShown } else { WhyNot::Empty }
    }

    /// Takes what a filter lets through after a change, which rebuilds the lines.
    pub(super) fn take(&mut self, shown: Option<Arc<Shown>>) {
        self.shown = shown;
    }

    /// Lets go of what the filter lets through, which is about to change.
    pub(super) fn release(&mut self) {
        self.shown = None;
    }

    /// Takes up what a filter lets through; everything without one. The lines follow when they are seen.
    pub(super) fn show(&mut self, shown: Option<Arc<Shown>>) {
        self.shown = shown;
        self.touch();
    }

    /// Selects a line by its place, the last where there are fewer. Whether the selection moved.
    pub(super) fn go(&mut self, place: usize, facts: &Facts<'_>) -> bool {
        let place = place.min(self.lines.len().saturating_sub(1));
        let moved = place != self.cursor;
        self.cursor = place;
        if moved {
            self.turn(facts, None);
        }
        moved
    }

    /// Selects a unit that was selected before, and the page or the list with it.
    pub(super) fn return_to(&mut self, party: Option<&Party>, in_page: bool, facts: &Facts<'_>) {
        let place = self.lines.iter().position(|line| Some(&line.party) == party);
        if let Some(place) = place {
            self.go(place, facts);
        }
        self.in_page = in_page && place.is_some();
    }

    /// Opens the page of a unit. Whether there is such a unit.
    pub(super) fn open(&mut self, unit: &str, facts: &Facts<'_>) -> bool {
        let is_it = |line: &UnitLine| matches!(&line.party, Party::Unit(name) if **name == *unit);
        let place = self.lines.iter().position(is_it);
        if let Some(place) = place {
            self.go(place, facts);
            self.in_page = true;
        }
        place.is_some()
    }

    /// Notes that the data changed: the lines are made anew when they are seen.
    pub(super) fn touch(&mut self) {
        self.stale = true;
    }

    /// Whether the data changed since the lines were made.
    pub(super) fn is_stale(&self) -> bool {
        self.stale
    }

    /// Brings the lines up to the data where it changed.
    pub(super) fn freshen(&mut self, facts: &Facts<'_>) {
        if self.stale {
            self.rebuild(facts, None);
        }
    }

    /// Brings the lines that are seen up to a change that put others in the place of these rows. Lines that had not
    /// followed an earlier change are made anew.
    pub(super) fn follow(&mut self, facts: &Facts<'_>, before: &Before) {
        self.rebuild(facts, Some(before).filter(|_| !self.stale));
    }

    /// Takes up changed data.
    fn rebuild(&mut self, facts: &Facts<'_>, before: Option<&Before>) {
        let Facts { workspace, rows, .. } = *facts;
        self.stale = false;
        let party = self.selected().map(|line| line.party.clone());
        self.filings = filings(workspace, rows, self.office.as_deref());
        self.lines = lines::all(workspace, rows, &self.filings, self.shown.as_deref());
        let found = party.and_then(|party| self.lines.iter().position(|line| line.party == party));
        if found.is_none() {
            self.in_page = false;
        }
        self.cursor = found.unwrap_or(self.cursor).min(self.lines.len().saturating_sub(1));
        self.turn(facts, before);
    }

    /// Puts the page of the selected line.
    fn turn(&mut self, facts: &Facts<'_>, before: Option<&Before>) {
        self.page = match self.lines.get(self.cursor) {
            Some(line) => self.page.turned(&line.party, facts, self.shown.as_deref(), before),
            None => UnitPage::default(),
        };
    }
}

/// Whether something is still to be done for a row, so that a promise for it counts.
fn is_open(row: &Row) -> bool {
    !row.open_group && !matches!(row.light, Light::Done | Light::Check | Light::Excluded | Light::Unreadable)
}

/// What a unit has promised for a row that is not done; a promise for all that it owes counts where something is owed.
pub fn promise_for<'a>(chases: impl IntoIterator<Item = &'a Chase>, row: &Row) -> Option<&'a Chase> {
    if !is_open(row) {
        return None;
    }
    let owed = crate::exchange::chase::is_owed(row);
    let about = |chase: &&Chase| chase.is_about(&row.unit, row.task) && (owed || !chase.tasks.is_empty());
    chase::promise(chases.into_iter().filter(about))
}
