//! How the ledger is sorted and grouped, and which columns it has.

use super::{Column, Grouping};
use crate::workbench::Workbench;
use crate::workbench::overlay::{Overlay, TableMenu, TableSetting};

impl Workbench {
    pub(in crate::workbench) fn reverse(&mut self) {
        self.ledger.descending = !self.ledger.descending;
        self.resettle();
    }

    /// Opens the list of what rows are sorted by, grouped by, or of the columns.
    pub(in crate::workbench) fn ask_table(&mut self, setting: TableSetting) {
        let cursor = match setting {
            TableSetting::Sort => self
                .ledger
                .sort
                .and_then(|it| Column::ALL.iter().position(|one| *one == it))
                .map_or(0, |at| at + 1),
            TableSetting::Group => self
                .ledger
                .grouping
                .and_then(|it| Grouping::ALL.iter().position(|one| *one == it))
                .map_or(0, |at| at + 1),
            TableSetting::Columns => 0,
        };
        self.overlay = Some(Overlay::Table(TableMenu { setting, cursor }));
    }

    /// Enter in that list. The column that rows are sorted by already is sorted the other way round.
    pub(in crate::workbench) fn choose_table(&mut self, menu: &TableMenu) {
        match menu.setting {
            TableSetting::Sort => {
                let wanted = menu.cursor.checked_sub(1).and_then(|at| Column::ALL.get(at).copied());
                self.ledger.descending =
                    wanted.is_some() && wanted == self.ledger.sort && !self.ledger.descending;
                self.ledger.sort = wanted;
            }
            TableSetting::Group => {
                let wanted = menu.cursor.checked_sub(1).and_then(|at| Grouping::ALL.get(at).copied());
                if wanted != self.ledger.grouping {
                    self.ledger.open.clear();
                    self.ledger.grouping = wanted;
                }
            }
            TableSetting::Columns => return,
        }
        self.resettle();
    }

    /// Space in that list: shows or hides a column; elsewhere it chooses.
    pub(in crate::workbench) fn mark_in_table(&mut self, menu: TableMenu) {
        if menu.setting != TableSetting::Columns {
            self.overlay = None;
            self.choose_table(&menu);
            return;
        }
        if let Some((_, seen)) = self.ledger.columns.get_mut(menu.cursor) {
            *seen = !*seen;
        }
        self.ledger.scroll = 0;
    }
}
