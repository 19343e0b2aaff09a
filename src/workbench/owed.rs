//! What the duties 刚性要求 ask of each unit, worked out once after each change and not for each key or frame.

use std::cell::OnceCell;

use crate::domain::duty::{Obligation, obligations};
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;

/// The obligations of the data as it stands; worked out when they are first asked for.
#[derive(Debug, Default)]
pub struct Owed(OnceCell<Vec<Obligation>>);

impl Owed {
    /// The data or the day changed.
    pub(super) fn touch(&mut self) {
        self.0.take();
    }
}

/// What lists of rows, promises and duties are made from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The data.
    pub workspace: &'a Workspace,
    /// Its rows.
    pub rows: &'a Rows,
    /// What the duties ask.
    pub owed: &'a Owed,
}

impl<'a> Facts<'a> {
    /// Every active duty for every unit that owes it.
    pub fn obligations(&self) -> &'a [Obligation] {
        self.owed.0.get_or_init(|| obligations(self.workspace, self.rows))
    }
}
