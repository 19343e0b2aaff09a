//! 年度落实情况, 考核记录, 通报 and 交接单 as jobs: from the data of a day to a file. Unlike a weekly report they are not
//! numbered and not kept; made again on the same data they are the same bytes.

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::export::{ExportAsk, ExportKind, Reported, Seen};
use super::weekly::{self, Destination, Order, Source, WeeklyError, WeeklyJob, file, own_unit};
use crate::domain::change::Change;
use crate::domain::light::Day;
use crate::domain::report::{
    AnnualSetting, FormSection, HandoverSetting, annual, bulletin, handover, ledger, unit_records, until,
};
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;
use crate::exchange::document::{Format, Outlet, RenderError, as_read};
use crate::exchange::unit_record::Records;
use crate::store::Store;
use crate::store::config::Config;

/// Which paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// 年度落实情况, for this section of the statutory form.
    Annual(FormSection),
    /// 考核记录 of these units; of all without any.
    Records(Vec<String>),
    /// 通报 to these units; to all without any.
    Bulletin(Vec<String>),
    /// 交接单, to this person.
    Handover(Option<String>),
}

/// A paper that was made.
#[derive(Debug, Clone)]
pub struct PaperOutput {
    /// The bytes in the format asked for.
    pub bytes: Vec<u8>,
    /// The file that was written; none for a preview.
    pub path: Option<PathBuf>,
    /// An earlier file of that name that said something else, under its new name.
    pub set_aside: Option<PathBuf>,
}

impl Paper {
    /// The file's name without its ending.
    fn name(&self, year: i32, today: NaiveDate) -> String {
        let of = |units: &[String]| match units {
            [one] => format!("-{one}"),
            _ => String::new(),
        };
        match self {
            Self::Annual(_) => format!("{year}-年度落实情况"),
            Self::Records(units) => format!("{year}-考核记录{}", of(units)),
            Self::Bulletin(units) => format!("{today}-通报{}", of(units)),
            Self::Handover(_) => format!("{today}-交接单"),
        }
    }
}

/// Makes a paper and writes it where `to` says.
///
/// # Errors
/// The format cannot hold it, or the disk would not.
pub fn write(
    source: &Source<'_>,
    order: &Order<'_>,
    paper: &Paper,
    format: Format,
    to: &Destination,
) -> Result<PaperOutput, WeeklyError> {
    let plan = &source.workspace.plan;
    let name = format!("{}.{}", paper.name(plan.year, order.now.date()), format.key());
    // A unit's name is a person's text; a file's name must not leave its folder.
    let name: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let path = file::path(&name, source, order.config, to);
    let outlet = if path.is_some() { Outlet::File } else { Outlet::Pipe };
    let bytes = make(source, order, paper, format, outlet)?;
    let Some(path) = path else { return Ok(PaperOutput { bytes, path: None, set_aside: None }) };
    let named = matches!(to, Destination::Path(_));
    let set_aside = file::write(source.disk, &path, &bytes, |_| named)?;
    Ok(PaperOutput { bytes, path: Some(path), set_aside })
}

/// A paper of any kind as it will read. Nothing is written or kept.
///
/// # Errors
/// The period has not begun, or the folder of snapshots cannot be read.
pub fn seen(store: &Store, order: &Order<'_>, kind: ExportKind) -> Result<Seen, WeeklyError> {
    let source = Source::new(store);
    let lines = |bytes: Vec<u8>| as_read(&String::from_utf8_lossy(&bytes));
    let Some(paper) = kind.paper() else {
        let job = WeeklyJob::prepare(&source, order)?;
        let lines = lines(job.bytes(Format::Markdown, Outlet::Pipe)?);
        return Ok(Seen { lines, reported: job.reported });
    };
    let bytes = make(&source, order, &paper, Format::Markdown, Outlet::Pipe)?;
    Ok(Seen { lines: lines(bytes), reported: Reported::No })
}

/// Writes a paper of any kind as the page of exports asks for it; the file.
///
/// # Errors
/// As for the paper itself.
pub fn export(store: &Store, order: &Order<'_>, ask: &ExportAsk) -> Result<PathBuf, WeeklyError> {
    let source = Source::new(store);
    // A folder that is typed lies in the data folder if it is relative, and is made if it is not there.
    let config = Config {
        export_folder: ask
            .folder
            .as_ref()
            .map(|folder| folder.display().to_string())
            .or_else(|| order.config.export_folder.clone()),
        ..order.config.clone()
    };
    let order = Order { config: &config, ..order.clone() };
    let path = match ask.kind.paper() {
        Some(paper) => write(&source, &order, &paper, ask.format, &Destination::Folder)?.path,
        None => weekly::weekly(store, &order, ask.format, &Destination::Folder)?.path,
    };
    Ok(path.unwrap_or_default())
}

/// The bytes of a paper.
///
/// # Errors
/// The format cannot hold it.
pub fn make(
    source: &Source<'_>,
    order: &Order<'_>,
    paper: &Paper,
    format: Format,
    outlet: Outlet,
) -> Result<Vec<u8>, RenderError> {
    let (plan, config) = (&source.workspace.plan, order.config);
    let today = order.now.date();
    let office = config.office.as_deref().map(str::trim).filter(|office| !office.is_empty());
    let own = office.and_then(|office| own_unit(source.workspace, office));
    let office = office.unwrap_or(&plan.issuer);
    let by = config.by.as_deref().unwrap_or_default();
    let rows_of = |workspace: &Workspace, today| {
        let day = Day { today, calendar: order.calendar.clone(), thresholds: config.thresholds() };
        Rows::build(workspace, day)
    };
    let year_end = NaiveDate::from_ymd_opt(plan.year, 12, 31).unwrap_or(today).min(today);
    let of_year = |change: &&Change| change.at.year() == plan.year && change.at.date() <= year_end;
    let folder = whole(source.layout.root()).display().to_string();
    let backups = backups(source);
    let setting = HandoverSetting {
        office,
        own_unit: own.as_deref(),
        by,
        to: if let Paper::Handover(to) = paper { to.as_deref() } else { None },
        note: order.note,
        folder: &folder,
        backups: &backups,
    };
    match paper {
        Paper::Annual(section) => {
            let workspace = until(source.workspace, year_end);
            let rows = rows_of(&workspace, year_end);
            let (year, note) = (plan.year, order.note);
            let own_unit = own.as_deref();
            let setting =
                AnnualSetting { year, last: year_end, section: *section, office, own_unit, by, note };
            let report = annual(&workspace, &rows, &setting);
            crate::exchange::annual::render(&report, || ledger(&workspace, &rows), format, outlet)
        }
        Paper::Records(units) => {
            let workspace = until(source.workspace, year_end);
            let rows = rows_of(&workspace, year_end);
            let mut records = unit_records(&workspace, &rows, source.changes.iter().filter(of_year));
            records.retain(|record| {
                if units.is_empty() {
                    own.as_ref() != Some(&record.unit)
                } else {
                    units.contains(&record.unit)
                }
            });
            let title = format!("{}年政务公开工作考核记录", plan.year);
            let filing_day = plan.filing_day;
            let office = office.to_owned();
            let records =
                Records { title, office, year: plan.year, day: year_end, filing_day, units: records };
            crate::exchange::unit_record::render(&records, format, outlet)
        }
        Paper::Bulletin(units) => {
            let rows = rows_of(source.workspace, today);
            let records = unit_records(source.workspace, &rows, source.changes.iter());
            let report = bulletin(source.workspace, &rows, records, &setting, units);
            crate::exchange::bulletin::render(&report, format, outlet)
        }
        Paper::Handover(_) => {
            let rows = rows_of(source.workspace, today);
            let sheet = handover(source.workspace, &rows, &source.changes, &setting);
            let lines = || ledger(source.workspace, &rows);
            crate::exchange::handover::render(&sheet, lines, format, outlet)
        }
    }
}

/// The newest copies of the plan's data, by their names.
fn backups(source: &Source<'_>) -> Vec<String> {
    const SHOWN: usize = 3;
    let folder = source.layout.plan().join("backups");
    let found = source.disk.list(&folder).unwrap_or_default();
    let mut names: Vec<String> =
        found.into_iter().map(|item| item.name).filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names.reverse();
    names.truncate(SHOWN);
    let folder = whole(&folder);
    names.into_iter().map(|name| folder.join(name).display().to_string()).collect()
}

/// A path as whoever takes over can follow it, wherever the program was started.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
