//! 视图: the views, on the keys 1 to 5. Each owns its state and knows which row is selected in it.

use super::command::Command;
use super::keys::Context;

/// A view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum View {
    /// 1 任务: the plan as a tree.
    #[default]
    Tasks,
    /// 2 台账: all rows as one table.
    Ledger,
    /// 3 日历: a month and what is due.
    Calendar,
    /// 4 单位: one line per unit, and the page of one.
    Units,
    /// 5 本周: the morning's page.
    Week,
}

impl View {
    /// Every view, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Tasks, Self::Ledger, Self::Calendar, Self::Units, Self::Week];

    /// The digit that shows it.
    pub fn digit(self) -> char {
        match self {
            Self::Tasks => '1',
            Self::Ledger => '2',
            Self::Calendar => '3',
            Self::Units => '4',
            Self::Week => '5',
        }
    }

    /// The command that shows it.
    pub fn command(self) -> Command {
        match self {
            Self::Tasks => Command::ShowTree,
            Self::Ledger => Command::ShowLedger,
            Self::Calendar => Command::ShowCalendar,
            Self::Units => Command::ShowUnits,
            Self::Week => Command::ShowWeek,
        }
    }

    /// The view that a command shows.
    pub fn of(command: Command) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.command() == command)
    }

    /// Where its keys stand in `keys.yaml`.
    pub fn context(self) -> Context {
        match self {
            Self::Tasks => Context::Tree,
            Self::Ledger => Context::Ledger,
            Self::Calendar => Context::Calendar,
            Self::Units => Context::Units,
            Self::Week => Context::Week,
        }
    }

    /// Its name in `state.yaml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Ledger => "ledger",
            Self::Calendar => "calendar",
            Self::Units => "units",
            Self::Week => "week",
        }
    }

    /// The view of a name.
    pub fn keyed(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.key() == key)
    }
}
