//! Names of units as files write them, resolved once: a plan has few, its entries repeat them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::unit::Roster;

/// The names met so far, with the full names of one roster.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    units: HashMap<Box<str>, Arc<str>>,
    groups: HashMap<Box<str>, Arc<str>>,
}

impl Names {
    /// The full name of the unit that goes by `word`; the word itself where there is none.
    pub(super) fn full(&mut self, word: &str, roster: &Roster) -> Arc<str> {
        if let Some(full) = self.units.get(word) {
            return Arc::clone(full);
        }
        let name = roster.full_name(word).unwrap_or(word);
        // All that mean one unit share its name.
        let full = self.units.get(name).map_or_else(|| Arc::from(name), Arc::clone);
        self.units.insert(Box::from(name), Arc::clone(&full));
        self.units.insert(Box::from(word), Arc::clone(&full));
        full
    }

    /// The name of a group.
    pub(super) fn group(&mut self, name: &str) -> Arc<str> {
        if let Some(group) = self.groups.get(name) {
            return Arc::clone(group);
        }
        let group: Arc<str> = Arc::from(name);
        self.groups.insert(Box::from(name), Arc::clone(&group));
        group
    }
}
