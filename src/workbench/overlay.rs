//! 浮框: what floats over a view, one at a time, and takes the keys.

mod form;
mod list;
mod picker;
mod prompt;
mod status;
mod table;

pub use form::EntryForm;
pub use list::{CommandList, CommandTexts};
pub use picker::{Candidate, Picker};
pub use prompt::{Asked, Prompt};
pub use status::{STATUS_WORDS, StatusMenu};
pub use table::{TableMenu, TableSetting};

use super::filter::{FilterList, FilterPrompt};
use super::line::Line;
use super::subject::Subject;

/// What floats.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// 状态, answered by a digit.
    Status(StatusMenu),
    /// One line of text.
    Prompt(Prompt),
    /// 快速录入: unit and measure.
    Form(Box<EntryForm>),
    /// Members of an open group.
    Picker(Picker),
    /// What works here.
    Help(CommandList),
    /// All commands by name.
    Palette(CommandList),
    /// The detail of the selected line in full, scrolled down by so many lines.
    Detail(usize),
    /// 筛选: the line at the bottom.
    Filter(Box<FilterPrompt>),
    /// Saved filters.
    Filters(FilterList),
    /// Sorting, grouping or columns of the ledger.
    Table(TableMenu),
}

impl Overlay {
    /// The field that takes what is typed.
    pub fn field(&mut self) -> Option<&mut Line> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.line),
            Self::Form(form) => Some(form.focused()),
            Self::Picker(picker) => Some(&mut picker.filter),
            Self::Help(list) | Self::Palette(list) => Some(&mut list.filter),
            Self::Filter(prompt) => Some(prompt.name.as_mut().unwrap_or(&mut prompt.line)),
            Self::Status(_) | Self::Detail(_) | Self::Filters(_) | Self::Table(_) => None,
        }
    }

    /// The row that it asks about.
    pub fn subject(&self) -> Option<&Subject> {
        match self {
            Self::Status(menu) => Some(&menu.subject),
            Self::Prompt(prompt) => Some(&prompt.subject),
            _ => None,
        }
    }
}
