//! 周报 as a job: which period, from which cut, on which data; then its text; then, only if it is written, the file and
//! the snapshot. The command line and the workbench both call it; nothing here asks or draws.
//!
//! The rules of the cut:
//! - Without a period's name a report covers from the last cut of an earlier week (the first time the plan's issue date)
//!   to now, and prints the hour of the settings, never the clock's.
//! - Written again in the same week it keeps number and start; where no change came since, also its cut and every byte.
//!   Only changed data (or another note) make a 更正稿, in a file of its own: what went upward stays as it was.
//! - A past period is rebuilt: later changes are taken back, and rows judged on its last day, or as its snapshot has it.
//! - 月报 and 季报 begin with their month or quarter and compare with its eve.

pub mod file;
mod span;
#[cfg(test)]
pub(super) mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::export::Reported;
use crate::domain::change::Change;
use crate::domain::light::Day;
use crate::domain::report::{self, Period, Setting, Weekly, ledger, rewound};
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::exchange::document::{Format, Outlet, RenderError};
use crate::exchange::weekly::render;
use crate::store::Store;
use crate::store::config::Config;
use crate::store::fault::Fault;
use crate::store::fs::Disk;
use crate::store::layout::Layout;
use crate::store::snapshot::{KeepError, RowState, Snapshot, Snapshots};

use span::Span;

/// The data that a report is made of. Of a [`Store`] by [`Source::new`]; whoever keeps the store on another thread puts
/// the same together from what it has.
pub struct Source<'a> {
    /// The data as it stands.
    pub workspace: &'a Workspace,
    /// Every change in the journals, in order.
    pub changes: Vec<Change>,
    /// What is wrong in the journals.
    pub faults: Vec<Fault>,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// Where things lie on it.
    pub layout: &'a Layout,
}

impl<'a> Source<'a> {
    /// The data of a store. Outside edits that it has not recorded yet (`Store::sync`) are in the state and in no change.
    pub fn new(store: &'a Store) -> Self {
        let (changes, faults) = store.changes();
        Self {
            workspace: store.workspace(),
            changes,
            faults,
            disk: store.disk().as_ref(),
            layout: store.layout(),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// Now: the day is `--today`, the time of day the clock's.
    pub now: NaiveDateTime,
    /// The user's settings.
    pub config: &'a Config,
    /// 工作日.
    pub calendar: &'a Calendar,
    /// 周报, 月报 or 季报.
    pub kind: Period,
    /// `2024-W28`, `2024-07` or `2024-Q3`; the period that today is in without.
    pub period: Option<&'a str>,
    /// Words of the coordinator's own; without, those that the period's snapshot has. An empty text takes them away.
    pub note: Option<&'a str>,
}

/// Where the text goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Destination {
    /// The folder of reports, under the usual name.
    #[default]
    Folder,
    /// Nowhere: the text is looked at, and nothing is written or kept.
    Preview,
    /// This file, or this folder under the usual name.
    Path(PathBuf),
}

impl Destination {
    /// As `--out` has it: `-` is a preview.
    pub fn of_option(out: Option<&str>) -> Self {
        match out {
            None => Self::Folder,
            Some("-") => Self::Preview,
            Some(path) => Self::Path(PathBuf::from(path)),
        }
    }

    /// The folder that is made for it, where it was not there.
    pub fn missing_folder(&self, disk: &dyn Disk) -> Option<&Path> {
        let Self::Path(path) = self else { return None };
        let folder = if file::names_a_folder(path) { Some(path.as_path()) } else { path.parent() };
        folder.filter(|folder| !folder.as_os_str().is_empty() && disk.list(folder).is_err())
    }
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum WeeklyError {
    /// The word names no period. The words of the command are wrong.
    #[error("{0:?} names no period: 2024-W28, 2024-07 or 2024-Q3")]
    UnknownPeriod(String),
    /// The period has not begun.
    #[error("{0} has not begun")]
    NotBegun(String),
    /// The period was over before the plan was issued.
    #[error("{0} was over before the plan was issued")]
    BeforePlan(String),
    /// The folder of snapshots, or the snapshot that would be replaced, cannot be read.
    #[error("{}: {:?}", .0.path.display(), .0.kind)]
    Fault(Box<Fault>),
    /// The report was written; its snapshot was not.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// The format cannot hold it.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl From<Fault> for WeeklyError {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

/// A report worked out and not written.
#[derive(Debug, Clone)]
pub struct WeeklyJob {
    /// The model.
    pub report: Weekly,
    /// The period's name.
    pub period: String,
    /// What could not be read on the way: journals, earlier snapshots, this period's own.
    pub faults: Vec<Fault>,
    /// 已报, and whether the data changed since.
    pub reported: Reported,
    /// The snapshot that writing keeps.
    snapshot: Snapshot,
    /// Whether writing keeps it.
    keeps: bool,
    /// This period's own snapshot, where its file cannot be read: it must not be written over.
    broken: Option<Fault>,
    /// The files that this period's report was written to before, with the hashes of their bytes.
    files: BTreeMap<String, String>,
    /// The data at the cut, for the full 配档表.
    workspace: Workspace,
    /// Its rows.
    rows: Rows,
}

/// A report that was made.
#[derive(Debug, Clone)]
pub struct WeeklyOutput {
    /// The bytes in the format asked for.
    pub bytes: Vec<u8>,
    /// 第n期.
    pub number: u32,
    /// 更正稿: how many times it was corrected.
    pub correction: u32,
    /// Whether it is kept now as 已报.
    pub kept: bool,
    /// The file that was written; none for a preview.
    pub path: Option<PathBuf>,
    /// An earlier file of that name that was not as it was written, under its new name.
    pub set_aside: Option<PathBuf>,
    /// What could not be read on the way.
    pub faults: Vec<Fault>,
}

impl WeeklyOutput {
    /// The text of a format that is text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The whole for the command line: the report of a store, written where `to` says.
pub fn weekly(
    store: &Store,
    order: &Order<'_>,
    format: Format,
    to: &Destination,
) -> Result<WeeklyOutput, WeeklyError> {
    let source = Source::new(store);
    WeeklyJob::prepare(&source, order)?.write(&source, order.config, format, to)
}

/// 本办 as the roster names it: the settings may have the form of the letterhead (周村区人民政府办公室).
pub fn own_unit(workspace: &Workspace, office: &str) -> Option<String> {
    let plain = office.replace("人民政府", "政府");
    [office, &plain].into_iter().find_map(|name| workspace.roster.full_name(name)).map(str::to_owned)
}

impl WeeklyJob {
    /// Works a report out. Nothing is written.
    pub fn prepare(source: &Source<'_>, order: &Order<'_>) -> Result<Self, WeeklyError> {
        let span = Span::find(source, order)?;
        let (plan, config) = (&source.workspace.plan, order.config);
        let day = |today| Day { today, calendar: order.calendar.clone(), thresholds: config.thresholds() };
        let later = source.changes.iter().filter(|change| !span.covered.holds(change));
        let workspace = rewound(source.workspace, later);
        let rows = Rows::build(&workspace, day(span.to.date()));
        let changes = || {
            source.changes.iter().filter(|change| span.covered.holds(change) && !span.before.holds(change))
        };
        let office = config.office.as_deref().map(str::trim).filter(|office| !office.is_empty());
        let own_unit = office.and_then(|office| own_unit(&workspace, office));
        let previous = span.previous.or_else(|| {
            let eve = span.eve?;
            let before = rewound(&workspace, changes());
            Some(report::Figures::count(&before, &Rows::build(&before, day(eve)), own_unit.as_deref()))
        });
        let note = order.note.or(span.note.as_deref());
        let layout = config.report.layout();
        let setting = Setting {
            kind: order.kind,
            number: span.number,
            from: span.from,
            to: span.to,
            office: office.unwrap_or(&plan.issuer),
            own_unit: own_unit.as_deref(),
            by: config.by.as_deref().unwrap_or_default(),
            note,
            previous: previous.as_ref(),
            correction: span.correction,
            layout: &layout,
            trend: &span.trend,
        };
        let report = report::weekly(&workspace, &rows, changes(), &setting);
        let snapshot = Snapshot {
            period: span.name.clone(),
            kind: order.kind,
            number: span.number,
            correction: span.correction,
            from: span.from,
            to: span.to,
            written_at: order.now,
            covered: span.covered,
            figures: report.figures,
            files: BTreeMap::new(),
            report: Some(report.clone()),
            rows: RowState::of_all(&rows),
        };
        let mut faults = source.faults.clone();
        faults.extend(span.faults);
        let (period, keeps, broken, files) = (span.name, span.keeps, span.broken, span.files);
        let reported = span.reported;
        Ok(Self { report, period, faults, reported, snapshot, keeps, broken, files, workspace, rows })
    }

    /// The bytes, as they will be written.
    pub fn bytes(&self, format: Format, outlet: Outlet) -> Result<Vec<u8>, RenderError> {
        render(&self.report, || ledger(&self.workspace, &self.rows), format, outlet)
    }

    /// The file that writing makes.
    pub fn path(
        &self,
        source: &Source<'_>,
        config: &Config,
        format: Format,
        to: &Destination,
    ) -> Option<PathBuf> {
        let correction = match self.report.correction {
            0 => String::new(),
            1 => "-更正稿".to_owned(),
            times => format!("-更正稿{times}"),
        };
        let name = format!("{}-{}{correction}.{}", self.period, self.report.kind.report_word(), format.key());
        file::path(&name, source, config, to)
    }

    /// Writes the report, and keeps its snapshot: from then on the next report begins where this one ends. A preview
    /// writes and keeps nothing.
    pub fn write(
        mut self,
        source: &Source<'_>,
        config: &Config,
        format: Format,
        to: &Destination,
    ) -> Result<WeeklyOutput, WeeklyError> {
        let path = self.path(source, config, format, to);
        let outlet = if path.is_some() { Outlet::File } else { Outlet::Pipe };
        let bytes = self.bytes(format, outlet)?;
        let (number, correction) = (self.report.number, self.report.correction);
        let mut output = WeeklyOutput {
            bytes,
            number,
            correction,
            kept: false,
            path: None,
            set_aside: None,
            faults: self.faults,
        };
        let Some(path) = path else { return Ok(output) };
        if let Some(fault) = self.broken.filter(|_| self.keeps) {
            return Err(fault.into());
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let named = matches!(to, Destination::Path(_));
        let ours = |bytes: &[u8]| named || self.files.get(&name) == Some(&file::hash(bytes));
        output.set_aside = file::write(source.disk, &path, &output.bytes, ours)?;
        if self.keeps {
            self.snapshot.files.insert(name, file::hash(&output.bytes));
            Snapshots::new(source.disk, source.layout).keep(self.snapshot)?;
            output.kept = true;
        }
        output.path = Some(path);
        Ok(output)
    }
}
