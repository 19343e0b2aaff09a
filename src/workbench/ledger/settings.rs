//! How the ledger is sorted and grouped, and which columns it has.

use super::{Column, Grouping};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::overlay::{Asked, Overlay, TableMenu, TableSetting};

impl Workbench {
    /// Filtering, sorting, marking, copying, and fields of all marked rows.
    pub(in crate::workbench) fn run_on_table(&mut self, command: Command) {
        match command {
            Command::Filter => self.ask_filter(),
            Command::SavedFilters => self.ask_saved_filters(),
            Command::Sort => self.ask_table(TableSetting::Sort),
            Command::Reverse => self.reverse(),
            Command::GroupBy => self.ask_table(TableSetting::Group),
            Command::Columns => self.ask_table(TableSetting::Columns),
            Command::ScrollLeft | Command::ScrollRight => self.scroll_ledger(command),
            Command::MarkRow | Command::MarkShown | Command::MarkInvert | Command::MarkClear => {
                self.mark(command);
            }
            Command::Copy => self.copy(),
            Command::Due => self.ask_field(Asked::Due),
            Command::Person => self.ask_field(Asked::Person),
            Command::Tag => self.ask_field(Asked::Tag),
            _ => {}
        }
    }

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
