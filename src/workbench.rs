//! 工作台: the program's state and what it can do, with no terminal in it.
//!
//! [`Workbench::handle`] takes what the person did and answers with what the loop has to carry out; every change is
//! made in the own data at once and stands as 未保存 until the saver says otherwise. No clock, no disk, no random
//! source: all of these come as arguments.

/// What lists are made from, borrowed field by field, so that a view can be changed meanwhile.
macro_rules! facts {
    ($bench:expr) => {
        $crate::workbench::owed::Facts {
            workspace: &$bench.workspace,
            rows: &$bench.rows,
            owed: &$bench.owed,
        }
    };
}

mod action;
pub mod agenda;
pub mod calendar;
mod chasing;
mod clashes;
pub mod command;
mod days;
pub mod editor;
mod edits;
pub mod export;
mod extending;
pub mod filter;
mod forms;
pub mod history;
pub mod keys;
pub mod ledger;
pub mod line;
pub mod links;
pub mod loading;
mod many;
pub mod memory;
mod news;
pub mod notice;
mod outline;
pub mod overlay;
pub mod owed;
pub mod papers;
pub mod picker;
mod place;
pub mod plans;
pub mod pointer;
pub mod reading;
pub mod records;
pub mod review;
mod routing;
pub mod saving;
pub mod search;
pub mod sheets;
pub mod subject;
pub mod templates;
#[cfg(test)]
pub(crate) mod tests;
pub mod tree;
mod uniform;
pub mod units;
pub mod view;
pub mod viewport;
pub mod week;
pub mod weekly;
mod working;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use crossterm::event::{KeyEvent, MouseEvent};

use crate::domain::change::Draft;
use crate::domain::duty::Obligation;
use crate::domain::edit::Desk;
use crate::domain::plan::{Plan, Task};
use crate::domain::rows::Rows;
use crate::domain::version::About;
use crate::domain::workspace::Workspace;
use crate::exchange::chase::Templates;
use crate::store::draft::DraftForm;
use crate::store::fault::Fault;

use calendar::MonthView;
use command::Command;
use export::{ExportAsk, ExportChoice};
use filter::Filtering;
use keys::Keys;
use ledger::Ledger;
use memory::Resume;
use notice::{Notice, Standing, WhyNot};
use overlay::{CommandTexts, Overlay};
use owed::{Facts, Owed};
use saving::Saving;
use subject::Subject;
use tree::{Tree, TreeLine};
use units::Units;
use view::View;
use week::Week;

/// Fresh randomness for the ids of new entries.
pub type Chance = Box<dyn FnMut() -> u64 + Send>;

/// All that a workbench begins with.
pub struct Opening {
    /// The data.
    pub workspace: Workspace,
    /// Its rows, judged on `today`.
    pub rows: Rows,
    /// The day.
    pub today: NaiveDate,
    /// 经办人.
    pub by: String,
    /// On the very first start: the data folder, to be named on the screen.
    pub first_run: Option<PathBuf>,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// Randomness.
    pub chance: Chance,
    /// What commands may be found by (`words::commands::texts`).
    pub texts: CommandTexts,
    /// 本办: the full name of the coordinator's own unit.
    pub office: Option<String>,
    /// Where it opens.
    pub resume: Resume,
    /// What filters need to know, and those that are saved.
    pub filtering: Filtering,
}

/// What the person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// A paste.
    Paste(String),
    /// The mouse.
    Mouse(MouseEvent),
    /// Another size of the screen: columns, rows.
    Resize(u16, u16),
}

/// What the loop has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Save this change; then say `saved(ticket)` or `conflict(ticket, …)`.
    Commit {
        /// Its number.
        ticket: u64,
        /// The change, applied here already.
        draft: Draft,
    },
    /// Undo the newest change; then say `undone` or `nothing_to_undo`.
    Undo,
    /// Redo the newest undoing; then say `redone` or `nothing_to_redo`.
    Redo,
    /// Make a paper; then say `report_seen`, or if it was to be written `report_written` or `report_failed`.
    Report(ExportAsk),
    /// Hand this text to the person's editor; then say `text_edited`.
    EditText(String),
    /// Open this file with the desktop's own program; if that fails, say so by a notice.
    Open(PathBuf),
    /// Read the plans of the folder; then say `plans_listed`.
    ListPlans,
    /// Save the reviewed plan under this id; then say `plan_saved`.
    SavePlan(String),
    /// Go on elsewhere.
    Go(plans::Destination),
    /// Leave.
    Quit,
    /// Draw everything anew.
    Repaint,
    /// Search; then say `found(number, …)`.
    Search {
        /// The number of the query.
        number: u64,
        /// What is typed.
        query: String,
    },
    /// Put this text into the clipboard; then say `notice(Notice::Copied(…))`.
    Copy(String),
    /// Keep these forms, which are not saved, for the next start; none of them if there are none.
    KeepDrafts(Vec<DraftForm>),
    /// Hand this text to the person's editor, the terminal with it; then say `edited(…)`.
    Edit {
        /// The text.
        text: String,
        /// What was wrong with it when it came back the last time.
        wrong: Option<editor::Unreadable>,
    },
    /// Read the changes of an item; then say `history(about, …)`.
    History(About),
    /// Work with sheets; then say `sheets_read`, or how it ended by a notice.
    Sheets(review::SheetOrder),
    /// Save a filter in the settings, or take it away; then say so by a notice.
    SaveFilter {
        /// Its name.
        name: String,
        /// The query; none takes it away.
        query: Option<String>,
    },
}

/// The program's state.
pub struct Workbench {
    workspace: Workspace,
    rows: Rows,
    /// What the duties ask of each unit.
    owed: Owed,
    today: NaiveDate,
    by: String,
    chance: Chance,
    texts: CommandTexts,
    keys: Keys,
    view: View,
    /// 任务树. Its viewport is noted by drawing.
    pub tree: Tree,
    /// 日历. Its viewport and grid are noted by drawing.
    pub calendar: MonthView,
    /// 本周. Its viewport is noted by drawing.
    pub week: Week,
    office: Option<String>,
    /// 台账. Its viewport is noted by drawing.
    pub ledger: Ledger,
    filtering: Filtering,
    /// A query that was kept as the filter before all rows were judged for it.
    confirmed: Option<String>,
    /// Where one goes back to, once there are the lines.
    returning: Option<Box<place::Place>>,
    /// What floats. Drawing clamps how far the detail is scrolled.
    pub overlay: Option<Overlay>,
    notice: Option<Notice>,
    standing: Vec<Standing>,
    saving: Saving,
    /// Leaving was asked for while something is not saved: the next press leaves.
    leaving: bool,
    /// Whether the keys of what floats are shown over it.
    shows_keys: bool,
    effects: Vec<Effect>,
    /// How many queries were asked.
    questions: u64,
    /// How often the data changed.
    data_number: u64,
    /// Queries that led somewhere, the newest first.
    queries: Vec<String>,
    /// Where one stood before a result was gone to.
    before_search: Option<place::Place>,
    /// What was drawn where, for clicks.
    pub drawn: pointer::Drawn,
    /// How many percent of the width the left pane takes, if somebody chose it.
    split: Option<u16>,
    /// The line between the panes is being dragged.
    dragging: bool,
    /// 来路: where one was, the last place last.
    way: Vec<place::Place>,
    /// 单位. Its viewports are noted by drawing.
    pub units: Units,
    /// The moment, as the loop told it last: what chases are dated by.
    now: NaiveDateTime,
    /// Forms of the last time that were not saved and wait to be opened again.
    left_over: Vec<DraftForm>,
    /// What the loop was last asked to keep.
    kept: Vec<DraftForm>,
    /// The texts of 提醒 and 催办.
    pub letters: Templates,
    /// What was chosen in the page of exports last.
    pub export_choice: ExportChoice,
    /// 选日期, over what floats.
    date_picker: Option<picker::DatePicker>,
    /// 核对: the notice that is reviewed.
    reading: Option<reading::Reading>,
    /// 合并冲突: what two hands changed, each in its way, by the part that holds it.
    clashes: BTreeMap<crate::domain::change::Part, Vec<crate::domain::merge::OpenClash>>,
}

impl Workbench {
    /// A workbench on the data of one plan.
    pub fn new(opening: Opening) -> Self {
        let Opening {
            workspace,
            rows,
            today,
            by,
            first_run,
            faults,
            chance,
            texts,
            office,
            resume,
            filtering,
        } = opening;
        let mut tree = Tree::new(&workspace.plan, &rows);
        if let Some(node) = resume.selected {
            tree.reveal_node(&node, &workspace.plan, &rows);
        }
        // The settings may have the name of the letterhead.
        let office = office.map(|name| weekly::own_unit(&workspace, &name).unwrap_or(name));
        let owed = Owed::default();
        let units = Units::new(&Facts { workspace: &workspace, rows: &rows, owed: &owed }, office.as_deref());
        // Until something is recorded, what to do first stands on top of 本周.
        let nothing = workspace.entries().next().is_none() && !rows.is_outline();
        let begins = first_run.is_some() || nothing;
        let mut standing = Vec::new();
        if let Some(folder) = first_run {
            standing.push(Standing::FirstRun(folder));
            standing.push(Standing::FirstSteps);
        }
        let mut faults = faults.into_iter();
        if let Some(first) = faults.next() {
            standing.push(Standing::Fault(Box::new(first), faults.len()));
        }
        let mut workbench = Self {
            workspace,
            rows,
            owed,
            today,
            by,
            chance,
            texts,
            keys: Keys::built_in().clone(),
            view: View::default(),
            tree,
            calendar: MonthView::new(today),
            week: Week::new(begins),
            office,
            ledger: Ledger::default(),
            filtering,
            confirmed: None,
            returning: None,
            overlay: None,
            notice: None,
            standing,
            saving: Saving::default(),
            leaving: false,
            shows_keys: false,
            effects: Vec::new(),
            questions: 0,
            data_number: 0,
            queries: Vec::new(),
            before_search: None,
            way: Vec::new(),
            drawn: pointer::Drawn::default(),
            split: resume.split,
            dragging: false,
            units,
            now: today.and_time(NaiveTime::MIN),
            left_over: Vec::new(),
            kept: Vec::new(),
            letters: Templates::built_in().clone(),
            export_choice: ExportChoice::default(),
            date_picker: None,
            reading: None,
            clashes: BTreeMap::new(),
        };
        workbench.find_clashes();
        workbench.look_at_the_day();
        workbench.enter(resume.view);
        workbench
    }

    /// Shows a view, its lines brought up to the data: only what is seen follows each change.
    fn enter(&mut self, view: View) {
        self.view = view;
        if view == View::Units {
            self.freshen_units();
        }
        self.freshen_days();
    }

    /// Notes what is to be said about the day: the plan's year is over, nothing is known of this year's holidays.
    fn look_at_the_day(&mut self) {
        self.standing.retain(|line| !matches!(line, Standing::YearOver { .. } | Standing::NoHolidays(_)));
        let plan = &self.workspace.plan;
        if self.today.year() > plan.year && plan.closed.is_none() {
            let try_on = plan.issued.checked_add_days(Days::new(7)).unwrap_or(plan.issued);
            self.standing.push(Standing::YearOver { year: plan.year, try_on });
        }
        let year = self.rows.day().today.year();
        if !self.rows.day().calendar.has_year(year) {
            self.standing.push(Standing::NoHolidays(year));
        }
    }

    /// The view that is shown.
    pub fn view(&self) -> View {
        self.view
    }

    /// The row that the selected line of the view stands for, if it is one: what edits act on.
    pub fn subject(&self) -> Result<Subject, WhyNot> {
        match self.view {
            View::Ledger if let Some(marked) = self.ledger.marks() => Ok(Subject::Marked(marked)),
            View::Tasks | View::Ledger | View::Calendar | View::Units | View::Week => self.row_subject(),
        }
    }

    /// The row that the selected line stands for, whatever is marked.
    pub fn row_subject(&self) -> Result<Subject, WhyNot> {
        Subject::of(&self.line()?, &self.rows)
    }

    /// The task that the selected line of the view belongs to.
    pub fn selected_task(&self) -> Result<u32, WhyNot> {
        self.line()?.node.task().ok_or(WhyNot::NoTask)
    }

    /// The selected line of the view as a line of the tree: what commands and the detail are about.
    pub fn line(&self) -> Result<TreeLine, WhyNot> {
        match self.view {
            View::Tasks if self.tree.selected().is_none() && self.filter().is_some() => {
                Err(WhyNot::NothingShown)
            }
            View::Tasks => self.tree.selected().cloned().ok_or(WhyNot::Empty),
            View::Ledger => self.line_in_ledger(),
            View::Units if self.units.selected().is_none() => Err(self.units.why_none()),
            View::Units if !self.units.is_in_page() => Err(WhyNot::UnitLine),
            View::Units => self.units.page.line(&self.workspace.plan, &self.rows).ok_or(WhyNot::NoRow),
            View::Calendar | View::Week => self.line_in_days(),
        }
    }

    /// Where the selected line stands on the screen: what floats beside it is put there.
    pub fn anchor(&self) -> u16 {
        match self.view {
            View::Tasks => {
                let at = self.tree.cursor().saturating_sub(self.tree.view.offset);
                self.tree.view.top.saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
            }
            View::Calendar | View::Week => self.agenda().map_or(0, agenda::Agenda::anchor),
            View::Ledger => {
                let at = self.ledger.cursor().saturating_sub(self.ledger.view.offset);
                self.ledger.view.top.saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
            }
            View::Units => {
                let (view, cursor) = if self.units.is_in_page() {
                    (self.units.page.view, self.units.page.cursor())
                } else {
                    (self.units.view, self.units.cursor())
                };
                let at = cursor.saturating_sub(view.offset);
                view.top.saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
            }
        }
    }

    /// How many lines of the view are in sight.
    fn page(&self) -> usize {
        match self.view {
            View::Tasks => usize::from(self.tree.view.height),
            View::Calendar | View::Week => self.agenda().map_or(0, |list| usize::from(list.view.height)),
            View::Ledger => usize::from(self.ledger.view.height),
            View::Units if self.units.is_in_page() => usize::from(self.units.page.view.height),
            View::Units => usize::from(self.units.view.height),
        }
    }

    /// The data.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.workspace.plan
    }

    /// The rows.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// What the duties ask of each unit, worked out when it is first asked for after a change.
    pub fn obligations(&self) -> &[Obligation] {
        self.facts().obligations()
    }

    /// What lists are made from.
    fn facts(&self) -> Facts<'_> {
        facts!(self)
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// 经办人.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The line that speaks.
    pub fn last_notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The lines that stand above the view.
    pub fn standing(&self) -> &[Standing] {
        &self.standing
    }

    /// What is saved and what is not.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// Whether the plan's filing day 报送截止日 is over, so that 待报送 is called 未报送.
    pub fn is_filing_over(&self) -> bool {
        self.workspace.plan.filing_day.is_some_and(|day| day < self.rows.day().today)
    }

    /// The task that a line belongs to.
    pub fn task_of(&self, line: &TreeLine) -> Option<&Task> {
        line.node.task()?;
        let (area, topic, task) = line.place;
        self.plan().areas.get(area)?.topics.get(topic)?.tasks.get(task)
    }

    /// How things stand where an edit is made.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            workspace: &self.workspace,
            calendar: &self.rows.day().calendar,
            today: self.today,
            by: &self.by,
        }
    }

    /// 本办: the full name of the coordinator's own unit.
    pub fn office(&self) -> Option<&str> {
        self.office.as_deref()
    }

    /// Why a command cannot be done on the selected line; none where it can.
    pub fn why_not(&self, command: Command) -> Option<WhyNot> {
        action::why_not(self, command)
    }
}

impl fmt::Debug for Workbench {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Workbench")
            .field("selected", &self.tree.selected().map(|line| &line.node))
            .field("overlay", &self.overlay)
            .field("notice", &self.notice)
            .field("saving", &self.saving)
            .finish_non_exhaustive()
    }
}
