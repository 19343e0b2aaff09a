//! 下发: one file per unit that has a row, and the state of all of them kept in `sent/`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use xxhash_rust::xxh3::xxh3_64;

use crate::domain::plan::Place;
use crate::domain::rows::Row;
use crate::domain::sheet::{Sending, SentSheet};
use crate::domain::workspace::Workspace;
use crate::exchange::sheets::{Format, Outgoing, OutgoingRow, file_name, render};
use crate::store::fs::{Disk, replace, set_aside};
use crate::store::layout::Layout;
use crate::store::sent::{KeepError, Sent};

/// What is to go out.
pub struct OutOrder<'a> {
    /// The data as it stands.
    pub workspace: &'a Workspace,
    /// The rows asked for, in the plan's order; those of other units and of open groups are left out.
    pub rows: &'a [&'a Row],
    /// Full names of the units asked for; all that have a row where none is named.
    pub units: &'a [String],
    /// The format.
    pub format: Format,
    /// Now: the day is `--today`, the time of day the clock's.
    pub now: NaiveDateTime,
    /// 经办人.
    pub by: &'a str,
    /// The random part of the sending's name.
    pub word: &'a str,
}

/// A sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutSheet {
    /// Full name of the unit.
    pub unit: String,
    /// The file.
    pub path: PathBuf,
    /// How many rows it has.
    pub rows: usize,
    /// A file of that name that was not as it went out, under its new name.
    pub set_aside: Option<PathBuf>,
}

/// Why sheets did not go out.
#[derive(Debug, thiserror::Error)]
pub enum OutError {
    /// The sheet cannot be written in this format.
    #[error("{unit}: {reason}")]
    Render {
        /// The unit.
        unit: String,
        /// What the writer said.
        reason: String,
    },
    /// The disk would not.
    #[error("{path}: {error}")]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The state as sent was not kept, so nothing went out: without it no sheet that comes back could be merged.
    #[error(transparent)]
    Keep(#[from] KeepError),
}

/// Writes the sheets into `folder`. All are worked out before the first is written, and their state is kept before them.
pub fn send(
    disk: &dyn Disk,
    layout: &Layout,
    folder: &Path,
    order: &OutOrder<'_>,
) -> Result<Vec<OutSheet>, OutError> {
    let roster = &order.workspace.roster;
    let plan = &order.workspace.plan;
    let places: HashMap<u32, Place<'_>> = plan.places().map(|place| (place.task.id, place)).collect();
    let sending = format!("{}-{}", order.now.date(), order.word);
    let mut of_unit: HashMap<&str, Vec<OutgoingRow>> = HashMap::new();
    for row in order.rows.iter().filter(|row| !row.open_group && !row.waived) {
        if let Some(place) = places.get(&row.task) {
            of_unit.entry(&row.unit).or_default().push(OutgoingRow::new(row, place));
        }
    }
    let mut rendered: Vec<(SentSheet, Vec<u8>)> = Vec::new();
    for (place, unit) in roster.units.iter().enumerate() {
        if !order.units.is_empty() && !order.units.contains(&unit.name) {
            continue;
        }
        let Some(rows) = of_unit.remove(unit.name.as_str()) else { continue };
        let lines = rows.iter().map(|row| row.line.clone()).collect();
        let sheet = Outgoing {
            plan_id: layout.plan_id(),
            year: plan.year,
            plan_title: &plan.title,
            sending: &sending,
            at: order.now,
            unit: &unit.name,
            units: roster.units.iter().map(|unit| unit.name.as_str()).collect(),
            rows,
        };
        let failed = |error: &dyn std::fmt::Display| OutError::Render {
            unit: unit.name.clone(),
            reason: error.to_string(),
        };
        let bytes = render(&sheet, order.format).map_err(|error| failed(&error))?;
        let file = format!("{}.{}", file_name(place + 1, &unit.name, plan.year), order.format.key());
        rendered.push((SentSheet { unit: unit.name.clone(), file, hash: xxh3_64(&bytes), lines }, bytes));
    }
    if rendered.is_empty() {
        return Ok(Vec::new());
    }
    let sent = Sent::new(disk, layout);
    let ours: HashSet<u64> =
        sent.read().sendings.iter().flat_map(|one| one.sheets.iter().map(|sheet| sheet.hash)).collect();
    let sheets = rendered.iter().map(|(sheet, _)| sheet.clone()).collect();
    sent.keep_sending(&Sending { id: sending, at: order.now, by: order.by.to_owned(), sheets })?;
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| OutError::Disk { path, error }
    };
    disk.create_folder(folder).map_err(at(folder))?;
    let mut written = Vec::new();
    for (sheet, bytes) in rendered {
        let path = folder.join(&sheet.file);
        let standing = disk.read(&path).ok().map(|bytes| xxh3_64(&bytes));
        let mut aside = None;
        // A unit's filled sheet may have been saved here under the name that it went out with.
        if standing.is_some_and(|hash| hash != sheet.hash && !ours.contains(&hash)) {
            aside = Some(set_aside(disk, &path).map_err(at(&path))?);
        }
        replace(disk, &path, &bytes).map_err(at(&path))?;
        written.push(OutSheet { unit: sheet.unit, path, rows: sheet.lines.len(), set_aside: aside });
    }
    Ok(written)
}
