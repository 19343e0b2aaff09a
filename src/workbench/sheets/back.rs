//! 收回: reading the files, comparing each with the data, taking up what is accepted, and remembering what was seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::files::{FileFault, read_file};
use crate::domain::change::{Change, Draft};
use crate::domain::edit::{Desk, EditError, Taken, TakenActivity, take_up as edit_of};
use crate::domain::entry::EntryId;
use crate::domain::sheet::{Line, Rejected, Return};
use crate::exchange::sheets::review::{Review, Setting, Verdict, review};
use crate::exchange::sheets::{Accepted, Ids, Place, taken};
use crate::store::fs::Disk;

/// One file that came back.
#[derive(Debug)]
pub struct Returned {
    /// The file.
    pub path: PathBuf,
    /// What it says, or why it was not read.
    pub outcome: Result<Review, FileFault>,
}

/// Why a sheet was not taken up.
#[derive(Debug, thiserror::Error)]
pub enum BackError {
    /// What it says cannot be put into the data.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The name of a file without its folder.
fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The changes that were taken back and not made again.
pub fn undone(changes: &[Change]) -> BTreeSet<String> {
    let mut undone = BTreeSet::new();
    // An undo names the change, a redo names the change again or its undoing.
    let undoes: BTreeMap<&str, &str> =
        changes.iter().filter_map(|change| Some((change.id.as_str(), change.undoes.as_deref()?))).collect();
    for change in changes {
        if let Some(id) = &change.undoes {
            undone.insert(id.clone());
        }
        if let Some(id) = &change.redoes {
            undone.remove(undoes.get(id.as_str()).copied().unwrap_or(id));
        }
    }
    undone
}

/// Reads one file and compares it.
pub fn read_back(disk: &dyn Disk, path: &Path, setting: &Setting<'_>) -> Returned {
    let outcome = read_file(disk, path).map(|book| review(&name(path), &book, setting));
    Returned { path: path.to_owned(), outcome }
}

/// What is taken of one sheet: the edit, and what is to be remembered of it.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The edit; none where nothing is taken.
    pub draft: Option<Draft>,
    /// The record of the return, without the change that it will have become.
    pub back: Option<Return>,
}

/// Works out what `accepts` takes of a sheet and what `rejects` refuses for good.
pub fn take_up(
    path: &Path,
    review: &Review,
    desk: &Desk<'_>,
    ids: &mut dyn Ids,
    accepts: &dyn Fn(Place) -> bool,
    rejects: &dyn Fn(Place) -> bool,
    at: NaiveDateTime,
) -> Result<Taking, BackError> {
    let accepted = taken(review, desk, ids, accepts);
    let unit = review.unit.clone().or_else(|| review.rows.iter().find_map(|row| row.units.first().cloned()));
    let unit = unit.or_else(|| review.forms.iter().find_map(|form| form.unit.clone())).unwrap_or_default();
    let lines: Vec<Taken> = accepted.lines.iter().map(|(_, line)| line.clone()).collect();
    let activities: Vec<TakenActivity> = accepted.activities.iter().map(|(_, one)| one.clone()).collect();
    let draft = edit_of(desk, &unit, &lines, &activities)?;
    let draft = Some(draft).filter(|draft| !draft.ops.is_empty());
    let back = record(review, &accepted, accepts, rejects).map(|(lines, rejected)| Return {
        id: format!("{}-{}", at.date(), ids.activity()),
        at,
        by: desk.by.to_owned(),
        unit,
        file: name(path),
        change: None,
        lines,
        rejected,
    });
    let back = back.filter(|back| draft.is_some() || !back.rejected.is_empty());
    Ok(Taking { draft, back })
}

/// What the sheet said of each field that was decided, under the entries that it is in now.
fn record(
    review: &Review,
    accepted: &Accepted,
    accepts: &dyn Fn(Place) -> bool,
    rejects: &dyn Fn(Place) -> bool,
) -> Option<(Vec<Line>, Vec<Rejected>)> {
    let mut lines = Vec::new();
    let mut rejected = Vec::new();
    for (at, row) in review.rows.iter().enumerate() {
        let new = accepted.lines.iter().find(|(place, _)| *place == at).map(|(_, line)| line.id.clone());
        let id: Option<EntryId> = row.id.clone().or(new);
        let mut said = row.said.clone();
        for (item, one) in row.items.iter().enumerate() {
            let place = Place::Row { row: at, item };
            if rejects(place) {
                let (field, text) = (one.field.key.to_owned(), one.new.clone());
                rejected.push(Rejected { task: row.task, id: id.clone(), field, text });
            } else if accepts(place) && one.verdict == Verdict::Conflict {
                said.insert(one.field.key.to_owned(), one.new.clone());
            } else if !accepts(place) {
                said.remove(one.field.key);
            }
        }
        if !said.is_empty() {
            lines.push(Line { task: row.task, id, said });
        }
    }
    for (at, form) in review.forms.iter().enumerate() {
        let new = accepted.activities.iter().find(|(place, _)| *place == at).map(|(_, one)| match one {
            TakenActivity::New(activity) => activity.id.clone(),
            TakenActivity::Fields(id, _) => id.clone(),
        });
        let said: BTreeMap<String, String> =
            form.said.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
        if let (Some(id), false) = (form.id.clone().or(new), said.is_empty()) {
            lines.push(Line { task: 0, id: Some(EntryId::from_text(id)), said });
        }
    }
    (!lines.is_empty() || !rejected.is_empty()).then_some((lines, rejected))
}
