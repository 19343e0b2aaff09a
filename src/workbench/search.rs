//! 搜索: the pane over any view. It holds what is typed and what the searcher last answered; keys never wait for it.
//!
//! Invariant: results are shown, and gone to, only for the query that stands in the field: an answer with another number
//! is dropped, and Enter pressed before the answer waits for it.

mod again;
mod complete;
pub mod plain;

pub use again::Offer;

use std::sync::Arc;

use super::line::Line;
use super::notice::Notice;
use super::overlay::Overlay;
use super::tree::Node;
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::rows::Row;
use crate::domain::when::{self, Reading};
use crate::search::facts::ChangedDays;
use crate::search::index::Name;
use crate::search::query::{Query, QueryError, Vocabulary};
use crate::search::rank::{Found, Results};

/// The pane.
#[derive(Debug, Clone, Default)]
pub struct SearchPane {
    /// What is typed.
    pub line: Line,
    /// What the last answer holds, best first.
    pub found: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
    /// Where nothing was found: words that would find something.
    pub suggestions: Vec<String>,
    /// What is wrong with what is typed; then nothing is asked.
    pub error: Option<QueryError>,
    /// Which of `found`, or where nothing is typed of the offers, is selected.
    pub cursor: usize,
    /// What may be asked again.
    again: Vec<Offer>,
    /// The number of the query that was asked last.
    asked: u64,
    /// The number of the answer that is shown.
    answered: u64,
    /// Enter was pressed before the answer came.
    going: bool,
}

impl SearchPane {
    /// Whether the answer to what is typed is still to come.
    pub fn is_waiting(&self) -> bool {
        self.asked != self.answered
    }

    /// What may be asked again: only where nothing is typed.
    pub fn offers(&self) -> &[Offer] {
        if self.line.is_empty() { &self.again } else { &[] }
    }

    /// How many lines are listed.
    pub fn count(&self) -> usize {
        self.found.len().max(self.offers().len())
    }

    /// The selected result.
    pub fn selected(&self) -> Option<&Found> {
        self.found.get(self.cursor)
    }
}

impl Workbench {
    /// Opens the pane with what is typed already.
    pub(super) fn open_search(&mut self, typed: &str) {
        let (line, again) = (Line::with_text(typed), self.offers());
        self.overlay = Some(Overlay::Search(Box::new(SearchPane { line, again, ..SearchPane::default() })));
        self.ask_search();
    }

    /// Reads a query as the search and the filter do.
    ///
    /// # Errors
    /// The first thing in it that cannot be read.
    pub fn read_query(&self, text: &str) -> Result<Query, QueryError> {
        let desk = self.desk();
        let context = desk.when();
        let read_date = |word: &str| match when::read(word, &context).reading {
            Reading::Day(day) => Some(day),
            _ => None,
        };
        Query::parse(text, self.vocabulary(), &read_date, desk.today)
    }

    /// What lights and statuses are called.
    pub fn vocabulary(&self) -> Vocabulary<'static> {
        self.filtering.vocabulary()
    }

    /// The day of the newest change of each entry.
    pub fn changed_days(&self) -> ChangedDays {
        self.filtering.changed_days()
    }

    /// Asks for what stands in the field.
    pub(super) fn ask_search(&mut self) {
        let Some(Overlay::Search(pane)) = &self.overlay else { return };
        let error = self.read_query(pane.line.text()).err();
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return };
        self.questions += 1;
        pane.asked = self.questions;
        pane.going = false;
        let query = pane.line.text().trim().to_owned();
        pane.suggestions.clear();
        pane.error = error;
        if query.is_empty() || pane.error.is_some() {
            pane.answered = pane.asked;
            (pane.found, pane.total, pane.cursor) = (Vec::new(), 0, 0);
        } else {
            self.effects.push(Effect::Search { number: pane.asked, query });
        }
    }

    /// What the searcher found for the query of this number; dropped where another has been typed since.
    pub fn found(&mut self, number: u64, results: Results) {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return };
        if pane.asked != number {
            return;
        }
        // The same query asked again after a change: the selection stays on its item.
        let before = pane.selected().map(|found| (found.name.clone(), found.title.clone()));
        let again = pane.answered == number;
        pane.answered = number;
        (pane.found, pane.total, pane.suggestions) = (results.found, results.total, results.suggestions);
        let same = |found: &Found| {
            before.as_ref().is_some_and(|(name, title)| found.name == *name && found.title == *title)
        };
        pane.cursor = if again { pane.found.iter().position(same).unwrap_or(0) } else { 0 };
        if pane.going {
            self.go_to_found();
        }
    }

    /// Counts the changes of the data: who searches takes hold of it anew when the number is another.
    pub fn data_number(&self) -> u64 {
        self.data_number
    }

    /// The data changed: what is found in it is asked for anew.
    pub(super) fn search_anew(&mut self) {
        self.data_number += 1;
        if let Some(Overlay::Search(pane)) = &self.overlay
            && !pane.line.text().trim().is_empty()
        {
            let (number, query) = (pane.asked, pane.line.text().trim().to_owned());
            self.effects.push(Effect::Search { number, query });
        }
    }

    /// Goes to the selected result, or as soon as the answer is there.
    pub(super) fn go_to_found(&mut self) {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return };
        if !pane.offers().is_empty() {
            let place = pane.cursor;
            self.ask_again(Some(place));
            return;
        }
        if pane.is_waiting() {
            pane.going = true;
            self.notice = Some(Notice::Searching);
            return;
        }
        pane.going = false;
        let query = pane.line.text().to_owned();
        let Some(name) = pane.selected().map(|found| found.name.clone()) else {
            self.notice = Some(Notice::NothingFound);
            return;
        };
        let Some(node) = self.node_of(&name) else {
            let unit = matches!(name, Name::Unit(_));
            self.notice = Some(if unit { Notice::FoundNoRow } else { Notice::FoundGone });
            return;
        };
        let before = self.place();
        let mut is_there = self.tree.go_to(&node, &self.workspace.plan, &self.rows);
        if !is_there && self.filter().is_some() {
            // A search finds what the filter hides too; coming back brings the filter back.
            self.clear_filter();
            is_there = self.tree.go_to(&node, &self.workspace.plan, &self.rows);
        }
        if is_there {
            self.note_way(before.clone());
            self.enter(View::Tasks);
            self.overlay = None;
            self.note_query(&query);
            self.before_search = Some(before);
            self.notice = Some(Notice::WentThere);
        } else {
            self.return_to(before);
            self.notice = Some(Notice::FoundGone);
        }
    }

    /// Back to where one stood before the last result was gone to: view, selection, scroll, folds.
    pub(super) fn return_from_search(&mut self) -> bool {
        let Some(before) = self.before_search.take() else { return false };
        self.return_to(before);
        self.notice = Some(Notice::CameBack);
        true
    }

    /// The line of the tree that a result leads to; for a unit its first row.
    pub fn node_of(&self, name: &Name) -> Option<Node> {
        match name {
            Name::Task(task) => self.plan().task(*task).map(|task| Node::Task(task.id)),
            Name::Entry { task, id } => {
                self.workspace.entry(id)?;
                Some(Node::Entry { task: *task, id: id.clone() })
            }
            Name::Unit(unit) => self.first_row(unit, |_| true).map(node_of_row),
            Name::Activity(id) => {
                let activity = self.workspace.activities.iter().find(|one| one.id == **id)?;
                let answered = |task: u32| {
                    let task = self.plan().task(task).and_then(|task| task.answered_by);
                    task.is_some_and(|by| by.kind == activity.kind)
                };
                let row = self.first_row(&activity.unit, answered);
                row.or_else(|| self.first_row(&activity.unit, |_| true)).map(node_of_row)
            }
            Name::Chase(id) => {
                let chase = self.workspace.chases.iter().find(|one| one.id == **id)?;
                let unit = chase.units.first()?;
                let about = |task: u32| chase.tasks.contains(&task);
                self.first_row(unit, about).or_else(|| self.first_row(unit, |_| true)).map(node_of_row)
            }
        }
    }

    fn first_row(&self, unit: &str, is_it: impl Fn(u32) -> bool) -> Option<&Row> {
        let tasks = self.plan().tasks().filter(|task| is_it(task.id));
        tasks
            .filter_map(|task| self.rows.task(task.id))
            .find_map(|task| task.rows.iter().find(|row| *row.unit == *unit))
    }
}

fn node_of_row(row: &Row) -> Node {
    let (task, unit) = (row.task, Arc::clone(&row.unit));
    match row.entry() {
        Some(entry) => Node::Entry { task, id: entry.id.clone() },
        None if row.open_group => Node::OpenGroup { task, group: unit },
        None => Node::Unit { task, unit },
    }
}
