//! 浮框: what floats over a view, one at a time, and takes the keys.

mod chase;
mod contact;
mod day;
mod extend;
mod finder;
mod form;
mod list;
mod outline;
mod picker;
mod prompt;
mod record;
mod status;
mod table;

pub use chase::{ChaseField, ChaseForm, PromiseReading};
pub use contact::{CONTACT_FIELDS, ContactForm};
pub use day::{AskedDay, DayPrompt};
pub use extend::{EXTEND_FIELDS, ExtendForm};
pub use finder::{Caller, UnitFinder};
pub(in crate::workbench) use form::inherited;
pub use form::{Completion, Editor, EntryForm, FormField, Many, Said};
pub use list::{CommandList, CommandTexts};
pub use outline::{OUTLINE_COMMANDS, OutlineMenu};
pub use picker::{Candidate, Picker};
pub use prompt::{Asked, Prompt};
pub use record::{BY_ENTRIES, BY_FILING, NO, YES};
pub use record::{Heading, RecordField, RecordForm, RecordOf, UNIT_KEYS};
pub use status::{STATUS_WORDS, StatusMenu};
pub use table::{TableMenu, TableSetting};

use super::editor::Review;
use super::export::{ExportField, ExportPane};
use super::filter::{FilterList, FilterPrompt};
use super::history::HistoryPane;
use super::line::Line;
use super::links::LinkList;
use super::plans::PlansPane;
use super::review::ReviewPane;
use super::search::SearchPane;
use super::subject::Subject;

/// What floats.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// 状态, answered by a digit.
    Status(StatusMenu),
    /// One line of text.
    Prompt(Prompt),
    /// 配档条目.
    Form(Box<EntryForm>),
    /// Members of an open group.
    Picker(Picker),
    /// What works here.
    Help(CommandList),
    /// All commands by name.
    Palette(CommandList),
    /// The detail of the selected line in full, scrolled down by so many lines.
    Detail(usize),
    /// What is new since a version (in this one if none), scrolled down by so many lines.
    News(Option<String>, usize),
    /// A day.
    Day(DayPrompt),
    /// 筛选: the line at the bottom.
    Filter(Box<FilterPrompt>),
    /// Saved filters.
    Filters(FilterList),
    /// Sorting, grouping or columns of the ledger.
    Table(TableMenu),
    /// 搜索.
    Search(Box<SearchPane>),
    /// 提醒 / 催办.
    Chase(Box<ChaseForm>),
    /// What came back from the editor.
    Edited(Box<Review>),
    /// 延期.
    Extend(Box<ExtendForm>),
    /// 联系人.
    Contact(Box<ContactForm>),
    /// 来电.
    Finder(Box<UnitFinder>),
    /// 修改记录.
    History(Box<HistoryPane>),
    /// 活动, 单位, 单位组, 刚性要求.
    Record(Box<RecordForm>),
    /// 收回核对.
    Review(Box<ReviewPane>),
    /// 导出.
    Export(Box<ExportPane>),
    /// 改方案.
    Outline(OutlineMenu),
    /// 链接.
    Links(LinkList),
    /// 方案.
    Plans(PlansPane),
    /// 存疑 of a notice; the selected one.
    Doubts(usize),
    /// 合并冲突; the selected one.
    Clashes(usize),
}

impl Overlay {
    /// The field that takes what is typed.
    pub fn field(&mut self) -> Option<&mut Line> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.line),
            Self::Picker(picker) => Some(&mut picker.filter),
            Self::Help(list) | Self::Palette(list) => Some(&mut list.filter),
            Self::Day(prompt) => Some(&mut prompt.line),
            Self::Filter(prompt) => Some(prompt.name.as_mut().unwrap_or(&mut prompt.line)),
            Self::Search(pane) => Some(&mut pane.line),
            Self::Review(pane) => pane.field(),
            // The form does its keys itself: its fields may have several lines.
            Self::Form(_)
            | Self::Status(_)
            | Self::Detail(_)
            | Self::News(..)
            | Self::History(_)
            | Self::Edited(_)
            | Self::Filters(_)
            | Self::Outline(_)
            | Self::Plans(_)
            | Self::Links(_)
            | Self::Doubts(_)
            | Self::Clashes(_)
            | Self::Table(_) => None,
            Self::Chase(form) => form.field(),
            Self::Contact(form) => form.field(),
            Self::Extend(form) => form.field(),
            Self::Finder(finder) => Some(&mut finder.filter),
            Self::Record(form) => form.field(),
            Self::Export(pane) => (pane.focus == ExportField::Folder).then_some(&mut pane.folder),
        }
    }

    /// Its name in the words that say which keys it has.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Prompt(_) => "prompt",
            Self::Form(form) if form.many.is_some() => "many",
            Self::Form(_) => "form",
            Self::Picker(_) => "picker",
            Self::Help(_) | Self::Palette(_) => "commands",
            Self::Detail(_) | Self::News(..) => "page",
            Self::Day(_) => "day",
            Self::Filter(prompt) if prompt.name.is_some() => "prompt",
            Self::Filter(_) => "filter",
            Self::Filters(_) => "filters",
            Self::Table(_) => "table",
            Self::Search(_) => "search",
            Self::Chase(_) => "chase",
            Self::Edited(_) => "edited",
            Self::Extend(_) | Self::Contact(_) | Self::Record(_) => "record",
            Self::Finder(_) => "finder",
            Self::History(_) => "history",
            Self::Review(pane) => pane.kind(),
            Self::Export(_) => "export",
            Self::Outline(_) => "outline",
            Self::Plans(_) => "plans",
            Self::Links(_) => "links",
            Self::Doubts(_) => "doubts",
            Self::Clashes(_) => "clashes",
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

    /// Whether the terminal's own cursor stands in it.
    pub fn has_caret(&mut self) -> bool {
        matches!(self, Self::Form(_)) || self.field().is_some()
    }
}
