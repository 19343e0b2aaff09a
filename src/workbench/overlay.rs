//! 浮框: what floats over a view, one at a time, and takes the keys.

mod form;
mod list;
mod picker;
mod prompt;
mod status;

pub use form::EntryForm;
pub use list::{CommandList, CommandTexts};
pub use picker::{Candidate, Picker};
pub use prompt::{Asked, Prompt};
pub use status::{STATUS_WORDS, StatusMenu};

use super::history::HistoryPane;
use super::line::Line;
use super::search::SearchPane;
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
    /// 搜索.
    Search(Box<SearchPane>),
    /// 修改记录.
    History(Box<HistoryPane>),
}

impl Overlay {
    /// The field that takes what is typed.
    pub fn field(&mut self) -> Option<&mut Line> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.line),
            Self::Form(form) => Some(form.focused()),
            Self::Picker(picker) => Some(&mut picker.filter),
            Self::Help(list) | Self::Palette(list) => Some(&mut list.filter),
            Self::Search(pane) => Some(&mut pane.line),
            Self::Status(_) | Self::Detail(_) | Self::History(_) => None,
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
