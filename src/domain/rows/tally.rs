//! Counts of rows by light.

use std::iter::Sum;
use std::ops::{Add, Sub};

use super::Row;
use super::index::is_filed;
use crate::domain::light::Light;

/// How many rows have which light, and how many have been filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    lights: [u32; Light::ALL.len()],
    filed: u32,
}

impl Tally {
    /// So many rows per light, in the order of [`Light::ALL`], of which so many are filed.
    pub(super) fn new(lights: [u32; Light::ALL.len()], filed: u32) -> Self {
        Self { lights, filed }
    }

    /// Rows with this light.
    pub fn of(&self, light: Light) -> u32 {
        self.lights[light as usize]
    }

    /// Rows whose unit has said what it does.
    pub fn filed(&self) -> u32 {
        self.filed
    }

    /// All rows.
    pub fn rows(&self) -> u32 {
        self.lights.iter().sum()
    }

    /// The light in it that wants most to be seen; none where there are no rows.
    pub fn worst(&self) -> Option<Light> {
        Light::ALL.into_iter().filter(|light| self.of(*light) > 0).min_by_key(|light| light.urgency())
    }

    fn zip(mut self, other: Self, op: impl Fn(u32, u32) -> u32) -> Self {
        for (mine, theirs) in self.lights.iter_mut().zip(other.lights) {
            *mine = op(*mine, theirs);
        }
        self.filed = op(self.filed, other.filed);
        self
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.zip(other, u32::saturating_add)
    }
}

impl Sub for Tally {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.zip(other, u32::saturating_sub)
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

impl<'a> FromIterator<&'a Row> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Row>>(rows: I) -> Self {
        let mut tally = Self::default();
        for row in rows {
            tally.lights[row.light as usize] += 1;
            tally.filed += u32::from(is_filed(row));
        }
        tally
    }
}
