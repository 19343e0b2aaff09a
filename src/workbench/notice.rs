//! What the workbench has to say, as data. The room of words makes the sentence.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::command::Command;
use super::keys::{Chord, KeyFault};
use super::week::Step;
use crate::domain::change::{Change, ChangeError, Draft};
use crate::domain::edit::EditError;
use crate::domain::light::Light;
use crate::exchange::notice::Doubt;
use crate::store::draft::DraftRecord;
use crate::store::fault::Fault;

/// The line that speaks. It stays until the next key.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// This key does nothing here.
    Unbound(Chord),
    /// A paste outside a field.
    PasteOutside,
    /// The command cannot be done here.
    NotHere(Command, WhyNot),
    /// A change was made.
    Changed(Draft),
    /// The change would change nothing.
    Same,
    /// The change is not allowed.
    Refused(EditError),
    /// The change does not fit the data; nothing was done.
    Conflict(ChangeError),
    /// Another hand was faster: the change that was shown already is taken back.
    TakenBack(Draft, ChangeError),
    /// What was undone.
    Undone(Change),
    /// The newest change cannot be undone; the next undo takes this older one back.
    UndoBlocked {
        /// The change that stays.
        of: Box<Change>,
        /// The one that can be undone.
        instead: Option<Box<Change>>,
    },
    /// What was redone.
    Redone(Change),
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// Somebody changed the data outside this window.
    ChangedOutside,
    /// The weekly report was written.
    ReportWritten(PathBuf),
    /// It was not, for this reason.
    ReportFailed(String),
    /// This link was handed to the desktop.
    LinkHandedOver(String),
    /// A file could not be opened, for this reason.
    NotOpened(String),
    /// A new day began.
    NewDay(NaiveDate),
    /// Leaving would lose what is not saved; a second press leaves.
    QuitUnsaved,
    /// On from the other end.
    Wrapped(Light),
    /// The selected line is the only one with this light.
    OnlyOne(Light),
    /// No line has this light.
    NoneOf(Light),
    /// So many rows are marked now.
    Marked(usize),
    /// So many units are marked now.
    MarkedUnits(usize),
    /// A change of all marked rows was made.
    ChangedMarked {
        /// The change.
        draft: Draft,
        /// How many rows it is for.
        rows: usize,
        /// How many 成员待定 were left out.
        left_out: usize,
    },
    /// Where a copied text is now.
    Copied(Copied),
    /// A filter was saved under this name.
    FilterSaved(String),
    /// A saved filter was taken away.
    FilterRemoved(String),
    /// The settings could not be written, for this reason.
    FilterNotSaved(String),
    /// A sentence of whoever runs the workbench.
    Text(String),
    /// 补全单位名录: the page of a unit without a contact, and how it gets one.
    ContactHere,
    /// A step of 起步清单 that is done already.
    StepDone(Step),
    /// What was typed is no day.
    NoDay,
    /// Enter before the searcher answered: it is gone there as soon as it has.
    Searching,
    /// Nothing to go to.
    NothingFound,
    /// What was found is not there any more.
    FoundGone,
    /// The unit that was found has no task.
    FoundNoRow,
    /// Gone to what was found; Esc comes back.
    WentThere,
    /// Back where one stood before the search.
    CameBack,
    /// Leaving the form would lose what was typed; a second press leaves.
    LeaveForm,
    /// Saved, and no unit of the task is without an entry; the change, where there was one.
    NoneLeft(Option<Box<Draft>>),
    /// The version chosen is the one that stands.
    ThisVersion,
    /// A doubt of the notice that is reviewed.
    Doubt {
        /// Which, from 1.
        place: usize,
        /// Of so many.
        count: usize,
        /// What it is.
        doubt: Box<Doubt>,
    },
    /// Leaving a review throws it away; a second press leaves.
    LeaveReading,
}

/// Where a copied text is now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// The system's clipboard program that took it.
    pub program: Option<String>,
    /// Whether tmux around it took it into its buffer, and hands it on to its terminal where that listens.
    pub tmux: bool,
    /// Whether it was handed to the terminal (OSC 52), which does not say what it does with it.
    pub terminal: bool,
    /// The file that holds it, where no program took it.
    pub file: Option<PathBuf>,
    /// Why even the file could not be written.
    pub failed: Option<String>,
}

/// Why a command cannot be done on the selected line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyNot {
    /// There is no line at all.
    Empty,
    /// An area or a topic: a task or something below it is needed.
    NoTask,
    /// The line stands for several rows: one is to be chosen.
    ManyRows,
    /// No entry yet.
    NoEntry,
    /// The entry names no link.
    NoLink,
    /// 成员待定: members first.
    MembersFirst,
    /// The task has no open group.
    NoOpenGroup,
    /// The task has several open groups: one is to be chosen.
    ManyOpenGroups,
    /// 无需报送 is given to the group, so it is taken back there.
    WaivedByGroup,
    /// The first line already.
    AtFirst,
    /// The last line already.
    AtLast,
    /// No branch to fold or unfold.
    Leaf,
    /// No further area.
    NoArea,
    /// This view is open already.
    AlreadyHere,
    /// Nothing is open that could be closed.
    NothingOpen,
    /// Only in 任务.
    OnlyInTree,
    /// Only in 日历.
    OnlyInCalendar,
    /// Only in 本周.
    OnlyInWeek,
    /// Only in 单位.
    OnlyInUnits,
    /// Nothing is due on any further day in this direction.
    NothingDue,
    /// This duty is met by entries.
    ByEntries,
    /// 本办 is never chased.
    OwnOffice,
    /// A duty is met by records of activities.
    DutyLine,
    /// Nothing is due on the chosen day.
    NothingThatDay,
    /// The list stands alone.
    OnePane,
    /// The row has no last day that could be moved.
    NoLastDay,
    /// The time limit recurs, or goes on without an end: one day would not say it.
    RepeatedDue,
    /// The selected line is an open group: its members can be picked now.
    MembersHere,
    /// The filter lets no row through.
    NothingShown,
    /// Only in 2 台账.
    OnlyInLedger,
    /// No row is marked.
    NothingMarked,
    /// A group of units, no unit.
    GroupLine,
    /// Tasks or records name the unit.
    UnitInUse,
    /// Rows stand in the plan's order, which is not turned round.
    PlanOrder,
    /// No further column at the left.
    FirstColumn,
    /// No further column at the right.
    LastColumn,
    /// No filter was saved.
    NoSavedFilters,
    /// A line of the list of units: its page is to be opened first.
    UnitLine,
    /// A contact or a chase, where a row is needed.
    NoRow,
    /// All are done: nobody is to be asked.
    NothingOwed,
    /// All units have filed.
    AllFiled,
    /// No unit's page is open.
    NoPage,
    /// The first field already.
    FirstField,
    /// The last field already.
    LastField,
    /// The field has one line only.
    OneLine,
    /// None of its kind follows this form.
    NoNext,
    /// No form was left open the last time.
    NoUnsavedForm,
    /// One has come from nowhere.
    NowhereBack,
    /// The line stands for one unit alone.
    OneUnit,
    /// All units of the line have an entry.
    AllHaveEntries,
    /// None of the marked units has this task.
    NotTheirs,
    /// The editor is for fields of several lines.
    OneLineField,
    /// No two units of one task without an entry.
    NothingToJoin,
    /// The new time limit is missing.
    NoNewLimit,
    /// The reason is missing.
    NoReasonYet,
    /// Several plans are shown as one, which takes no change.
    Combined,
    /// Something is not saved yet.
    Unsaved,
    /// A notice is reviewed: only the plan itself is changed here.
    Reading,
    /// Only in the review of a notice.
    OnlyInReading,
    /// The notice leaves no doubt.
    NoDoubts,
    /// No merge left anything open.
    NoClashes,
    /// Only one of the two values can stand.
    NotBoth,
    /// The record can only stay; it is taken away where it is edited.
    NoSuchSide,
}

/// A line that stands above the view until it is put away: it stops no key.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// The first start: where the data lies.
    FirstRun(PathBuf),
    /// The first start: what to do next.
    FirstSteps,
    /// The first start of a later version than the one that was here; of none if that did not leave its number.
    Upgraded(Option<String>),
    /// The plan's year is over; the day as on which it can be tried.
    YearOver {
        /// The plan's year.
        year: i32,
        /// A day in its own time.
        try_on: NaiveDate,
    },
    /// Nothing is known of the holidays of this year: weekends only.
    NoHolidays(i32),
    /// A file that cannot be read, and how many more.
    Fault(Box<Fault>, usize),
    /// One of the user's own keys that cannot be taken, and how many more.
    Keys(Box<KeyFault>, usize),
    /// A notice is reviewed.
    Reading {
        /// The name of its file.
        file: String,
        /// How many tasks were read.
        tasks: usize,
        /// How many doubts there are.
        doubts: usize,
    },
    /// So many fields that two hands changed, each in its way.
    Clashes(usize),
    /// A form of the last time that was not saved.
    UnsavedForm {
        /// The printed number of its task.
        number: String,
        /// Its units.
        unit: String,
    },
    /// The same of another record than an entry.
    UnsavedRecord {
        /// Which.
        record: DraftRecord,
        /// Its name, as far as it was typed.
        name: String,
    },
}

impl Standing {
    /// Whether it offers a form of the last time.
    pub fn offers_form(&self) -> bool {
        matches!(self, Self::UnsavedForm { .. } | Self::UnsavedRecord { .. })
    }
}
