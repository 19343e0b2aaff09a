//! 再查: queries that led somewhere, and the saved filters, offered where nothing is typed yet.
//!
//! Invariant: a query stands in the list once, the one used last first; only what led somewhere is in it.

use crate::workbench::Workbench;
use crate::workbench::line::Line;
use crate::workbench::overlay::Overlay;

/// How many queries are kept.
const KEPT: usize = 20;
/// How many of them are offered before the saved filters.
const RECENT: usize = 5;

/// A query that may be asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The name under which it was saved; none for what was only asked.
    pub name: Option<String>,
    /// The query.
    pub query: String,
}

impl Workbench {
    /// What may be asked again: the newest queries, the saved filters, the older queries.
    pub(in crate::workbench) fn offers(&self) -> Vec<Offer> {
        let asked = |query: &String| Offer { name: None, query: query.clone() };
        let saved = self.filtering.saved.iter();
        let saved = saved.map(|(name, query)| Offer { name: Some(name.clone()), query: query.clone() });
        let (recent, older) = self.queries.split_at(self.queries.len().min(RECENT));
        recent.iter().map(asked).chain(saved).chain(older.iter().map(asked)).collect()
    }

    /// Notes a query that led somewhere.
    pub(in crate::workbench) fn note_query(&mut self, query: &str) {
        let query = query.trim();
        if !query.is_empty() {
            self.queries.retain(|one| one != query);
            self.queries.insert(0, query.to_owned());
            self.queries.truncate(KEPT);
        }
    }

    /// The queries that led somewhere, the newest first.
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// Takes up those of the last time.
    pub fn recall_queries(&mut self, queries: &[String]) {
        for query in queries.iter().take(KEPT).rev() {
            self.note_query(query);
        }
    }

    /// Puts what is offered at a place into the empty field of the search and asks it; nothing where nothing is.
    pub(in crate::workbench) fn ask_again(&mut self, place: Option<usize>) {
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return };
        let Some(offer) = place.and_then(|place| pane.offers().get(place)) else { return };
        pane.line = Line::with_text(&offer.query);
        self.ask_search();
    }

    /// The query asked before the one that stands in the filter, or after it. Nothing beyond the ends.
    pub(in crate::workbench) fn recall_in_filter(&mut self, older: bool) {
        let Some(Overlay::Filter(prompt)) = &mut self.overlay else { return };
        if prompt.name.is_some() || self.queries.is_empty() {
            return;
        }
        let at = self.queries.iter().position(|query| query == prompt.line.text().trim());
        let place = match (at, older) {
            (None, true) => 0,
            (Some(at), true) => (at + 1).min(self.queries.len() - 1),
            (Some(at), false) if at > 0 => at - 1,
            _ => return,
        };
        prompt.line = Line::with_text(&self.queries[place]);
        self.filter_typed();
    }
}
