//! 原处: where one stands in the ledger, to come back to.

use super::{Ledger, Selected};
use crate::domain::rows::Rows;

/// What is selected, and how far it is scrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPlace {
    selected: Option<Selected>,
    offset: usize,
    /// How many columns are scrolled out.
    scroll: usize,
}

impl LedgerPlace {
    /// Whether the same line is selected.
    pub fn is_same(&self, other: &Self) -> bool {
        self.selected == other.selected
    }
}

impl Ledger {
    /// Where one stands.
    pub fn place(&self) -> LedgerPlace {
        LedgerPlace { selected: self.selected.clone(), offset: self.view.offset, scroll: self.scroll }
    }

    /// Back to where one stood; what is gone meanwhile leaves a neighbour selected. Lines that are to be made anew first show
    /// it then.
    pub fn return_to(&mut self, place: LedgerPlace, rows: &Rows) {
        self.scroll = place.scroll;
        self.selected = place.selected;
        if self.stale {
            self.back_to = Some(place.offset);
        } else {
            let at = self.place_of_selected_anew(rows, None).unwrap_or(self.cursor);
            self.go(at, rows);
            self.view.settle(place.offset, self.cursor);
        }
    }
}
