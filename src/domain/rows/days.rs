//! Rows by their last day: what the calendar counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Rows, Tally};
use crate::domain::arrange::Arrange as _;

impl Rows {
    /// The counts of the rows whose last day it is, per day. A row without a last day is on none.
    pub fn by_last_day(&self) -> BTreeMap<NaiveDate, Tally> {
        self.index().days().collect()
    }
}

impl Tally {
    /// The lights in it that want most to be seen, the most first: at most so many, what is 不计 left out.
    pub fn most_urgent(&self, most: usize) -> Vec<(crate::domain::light::Light, u32)> {
        let mut found: Vec<_> = crate::domain::light::Light::ALL
            .into_iter()
            .filter(|light| *light != crate::domain::light::Light::Excluded)
            .map(|light| (light, self.of(light)))
            .filter(|(_, count)| *count > 0)
            .collect();
        found.arrange_by_key(|(light, _)| light.urgency());
        found.truncate(most);
        found
    }
}
