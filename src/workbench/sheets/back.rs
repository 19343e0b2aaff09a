//! 收回: reading the files, comparing each with the data, taking up what is accepted, and remembering what was seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::files::{FileFault, read_file};
use crate::domain::arrange::Gather as _;
use crate::domain::change::{Change, Draft};
use crate::domain::edit::{Desk, EditError, Taken, TakenActivity, take_up as edit_of};
use crate::domain::entry::EntryId;
use crate::domain::report::{FilingState, filings};
use crate::domain::rows::Rows;
use crate::domain::sheet::{Line, Rejected, Return};
use crate::domain::workspace::Workspace;
use crate::exchange::sheets::review::{Review, Setting, Verdict, review};
use crate::exchange::sheets::{Accepted, ByHand, Ids, Place, taken};
use crate::store::fs::Disk;

/// One file that came back.
#[derive(Debug)]
pub struct Returned {
    /// The file.
    pub path: PathBuf,
    /// What it says, or why it was not read.
    pub outcome: Result<Review, FileFault>,
    /// What of it was put in its place by hand.
    pub by_hand: Vec<ByHand>,
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
    // An undo names the change or the redo that made it again, a redo the change or its undoing.
    let about = |change: &Change| change.undoes.clone().or_else(|| change.redoes.clone());
    let names: BTreeMap<&str, String> =
        changes.iter().filter_map(|change| Some((change.id.as_str(), about(change)?))).into_map();
    let first = |id: &str| {
        let mut id = id.to_owned();
        // A name that leads in a circle, as only a mended journal can have it, ends all the same.
        for _ in 0..changes.len() {
            let Some(before) = names.get(id.as_str()) else { break };
            id.clone_from(before);
        }
        id
    };
    for change in changes {
        if let Some(id) = &change.undoes {
            undone.insert(first(id));
        } else if let Some(id) = &change.redoes {
            undone.remove(&first(id));
        }
    }
    undone
}

/// Reads one file and compares it.
pub fn read_back(disk: &dyn Disk, path: &Path, setting: &Setting<'_>) -> Returned {
    let outcome = read_file(disk, path).map(|book| review(&name(path), &book, setting));
    Returned { path: path.to_owned(), outcome, by_hand: setting.by_hand.to_vec() }
}

/// The units that a review is of.
pub fn units(review: &Review) -> impl Iterator<Item = &str> {
    let rows = review.rows.iter().flat_map(|row| row.units.iter().map(String::as_str));
    let forms = review.forms.iter().filter_map(|form| form.unit.as_deref());
    review.unit.as_deref().into_iter().chain(rows).chain(forms)
}

/// The units that have filed nothing and are not among those that answered, in roster order. `own` is 本办, which is not
/// asked.
pub fn silent(
    workspace: &Workspace,
    rows: &Rows,
    own: Option<&str>,
    answered: &BTreeSet<String>,
) -> Vec<String> {
    filings(workspace, rows, own)
        .into_iter()
        .filter(|filing| filing.state() == FilingState::Unfiled && !answered.contains(&filing.unit))
        .map(|filing| filing.unit)
        .collect()
}

/// What is taken of one sheet: the edit, and what is to be remembered of it.
#[derive(Debug, Clone)]
pub struct Taking {
    /// The edit; none where nothing is taken.
    pub draft: Option<Draft>,
    /// The records of the return, one for each unit that the file is of, without the change that it will have become.
    pub backs: Vec<Return>,
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
    let word = ids.activity();
    let mut backs = Vec::new();
    for (unit, (lines, rejected)) in record(review, &accepted, &unit, accepts, rejects) {
        if draft.is_none() && rejected.is_empty() {
            continue;
        }
        let number = backs.len() + 1;
        let id = if number == 1 { word.clone() } else { format!("{word}-{number}") };
        backs.push(Return {
            id: format!("{}-{id}", at.date()),
            at,
            by: desk.by.to_owned(),
            unit,
            file: name(path),
            change: None,
            lines,
            rejected,
        });
    }
    Ok(Taking { draft, backs })
}

/// What a unit said of each field that was decided, and what of it was rejected.
type Told = (Vec<Line>, Vec<Rejected>);

/// What the sheet said of each field that was decided, under the entries that it is in now, unit by unit. `whose` is the
/// unit of what names none.
fn record(
    review: &Review,
    accepted: &Accepted,
    whose: &str,
    accepts: &dyn Fn(Place) -> bool,
    rejects: &dyn Fn(Place) -> bool,
) -> BTreeMap<String, Told> {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for (at, row) in review.rows.iter().enumerate() {
        let new = accepted.lines.iter().find(|(place, _)| *place == at).map(|(_, line)| line.id.clone());
        let id: Option<EntryId> = row.id.clone().or(new);
        let mut said = row.said.clone();
        let (lines, rejected) =
            told.entry(row.units.first().map_or(whose, String::as_str).to_owned()).or_default();
        for (item, one) in row.items.iter().enumerate() {
            let place = Place::Row { row: at, item };
            if rejects(place) {
                let (field, text) = (one.field.key.to_owned(), one.new.clone());
                rejected.push(Rejected { task: row.task, id: id.clone(), field, text });
            } else if accepts(place) && matches!(one.verdict, Verdict::Conflict | Verdict::Emptied) {
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
            form.said.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).into_map();
        let (lines, _) = told.entry(form.unit.as_deref().unwrap_or(whose).to_owned()).or_default();
        if let (Some(id), false) = (form.id.clone().or(new), said.is_empty()) {
            lines.push(Line { task: 0, id: Some(EntryId::from_text(id)), said });
        }
    }
    told.retain(|_, (lines, rejected)| !lines.is_empty() || !rejected.is_empty());
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Label;

    #[test]
    fn undo_redo_and_undo_again_is_undone() {
        let at = chrono::NaiveDate::from_ymd_opt(2024, 7, 15).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let change = |counter: u64, undoes: Option<&str>, redoes: Option<&str>| Change {
            id: format!("c-{counter}"),
            counter,
            at,
            by: String::new(),
            label: Label::Roster,
            undoes: undoes.map(str::to_owned),
            redoes: redoes.map(str::to_owned),
            ops: Vec::new(),
        };
        let mut changes = vec![change(1, None, None), change(2, Some("c-1"), None)];
        assert_eq!(undone(&changes), BTreeSet::from(["c-1".to_owned()]));
        changes.push(change(3, None, Some("c-2")));
        assert!(undone(&changes).is_empty());
        // The second undo names the redo: the first change is what is gone.
        changes.push(change(4, Some("c-3"), None));
        assert_eq!(undone(&changes), BTreeSet::from(["c-1".to_owned()]));
        changes.push(change(5, None, Some("c-4")));
        assert!(undone(&changes).is_empty());
    }
}
