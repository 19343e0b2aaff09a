//! 收回核对: what came back, file by file and cell by cell, old beside new; what is taken and what is refused. Nothing is
//! changed before it is confirmed; the saver then takes each file as one change.

mod commands;
mod placer;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::line::Line;
use super::sheets::Returned;
use crate::domain::arrange::Arrange as _;
use crate::exchange::sheets::review::{Review, Verdict};
use crate::exchange::sheets::{ByHand, Place};
pub use placer::{Choice, Placer};

/// Work with sheets, which the saver does in its turn.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetOrder {
    /// 下发.
    Send,
    /// Reads a file, or all in a folder: say `sheets_progress` before each, then `sheets_read`.
    Read {
        /// The path.
        path: String,
        /// Tells when to stop.
        reading: Reading,
    },
    /// Compares one file again, with what was put in its place by hand; then say `sheet_again`.
    Again {
        /// The file.
        path: PathBuf,
        /// What was put where.
        by_hand: Vec<ByHand>,
    },
    /// Takes what was chosen.
    Take(Vec<Chosen>),
}

/// A reading under way, which can be told to stop. Two are the same if they are the same reading.
#[derive(Debug, Clone, Default)]
pub struct Reading(Arc<AtomicBool>);

impl Reading {
    /// Whether it is to stop.
    pub fn stops(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How far a reading is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// Files that were read.
    pub done: usize,
    /// All files.
    pub all: usize,
    /// The one that is being read, without its folder.
    pub file: String,
}

/// What was decided on one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The file.
    pub path: PathBuf,
    /// As it was looked at.
    pub review: Review,
    /// What of it was put in its place by hand.
    pub by_hand: Vec<ByHand>,
    /// What is taken.
    pub accepted: BTreeSet<Place>,
    /// What is refused, and not shown again.
    pub rejected: BTreeSet<Place>,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewLine {
    /// The head of a file.
    File(usize),
    /// One field, of a row or of a form.
    Item(usize, Place),
    /// A row without a place.
    Stray(usize, usize),
    /// A form of nobody.
    Form(usize, usize),
    /// Who has not answered yet.
    Silent,
}

/// The pane.
#[derive(Debug, Clone, Default)]
pub struct ReviewPane {
    /// The path, while it is asked for.
    pub line: Line,
    /// Whether the path is asked for.
    pub asking: bool,
    /// The reading under way.
    pub reading: Option<Reading>,
    /// How far it is.
    pub progress: Progress,
    /// What is being put in its place by hand.
    pub placing: Option<Box<Placer>>,
    /// The files, those with conflicts first.
    pub files: Vec<Arc<Returned>>,
    /// Units that have not answered, where several files were read.
    pub silent: Vec<String>,
    /// Which line is selected.
    pub cursor: usize,
    accepted: Vec<BTreeSet<Place>>,
    rejected: Vec<BTreeSet<Place>>,
    lines: Vec<ReviewLine>,
}

impl ReviewPane {
    /// A pane that asks for the path.
    fn asking() -> Self {
        Self { asking: true, ..Self::default() }
    }

    /// Its name in the words that say which keys it has: by what it is doing.
    pub(in crate::workbench) fn kind(&self) -> &'static str {
        match self {
            Self { asking: true, .. } => "prompt",
            Self { placing: Some(_), .. } => "finder",
            Self { reading: Some(_), .. } => "reading",
            Self { .. } => "review",
        }
    }

    /// The files as they were read: all that nothing stands against is chosen already.
    fn show(&mut self, files: Vec<Returned>, silent: Vec<String>) {
        self.silent = silent;
        self.asking = false;
        self.reading = None;
        let mut files: Vec<Arc<Returned>> = files.into_iter().map(Arc::new).collect();
        // Conflicts first, then what else is left to the user, then what is new; what was not read, and last what says
        // nothing.
        files.arrange_by_key(|file| match &file.outcome {
            Ok(review) if has_conflict(review) => 0,
            Ok(review) if review.recognised && review.leaves_something() => 1,
            Ok(review) if review.recognised && !places(file).is_empty() => 2,
            Ok(review) if review.recognised => 4,
            _ => 3,
        });
        self.accepted = files
            .iter()
            .map(|file| {
                places(file)
                    .into_iter()
                    .filter(|place| verdict(file, *place) == Some(Verdict::Take))
                    .collect()
            })
            .collect();
        self.rejected = vec![BTreeSet::new(); files.len()];
        self.files = files;
        self.list();
        self.cursor = self.lines.iter().position(|line| matches!(line, ReviewLine::Item(..))).unwrap_or(0);
    }

    fn list(&mut self) {
        self.lines = self.files.iter().enumerate().flat_map(|(at, file)| lines(at, file)).collect();
        if !self.silent.is_empty() {
            self.lines.push(ReviewLine::Silent);
        }
    }

    /// Takes a file that was compared again: what was decided on what it said before stands, what is new is chosen where
    /// nothing stands against it.
    fn replace(&mut self, file: Returned) {
        let Some(at) = self.files.iter().position(|one| one.path == file.path) else { return };
        let before: BTreeMap<Identity, (Option<Verdict>, Option<bool>)> = places(&self.files[at])
            .into_iter()
            .filter_map(|place| {
                let was = (verdict(&self.files[at], place), self.decision(at, place));
                Some((identity(&self.files[at], place)?, was))
            })
            .collect();
        let (mut accepted, mut rejected) = (BTreeSet::new(), BTreeSet::new());
        let mut fresh = None;
        for place in places(&file) {
            let Some(name) = identity(&file, place) else { continue };
            let now = verdict(&file, place);
            let decision = match before.get(&name) {
                Some((was, decision)) if *was == now => *decision,
                known => {
                    fresh = fresh.or(known.is_none().then_some(place));
                    (now == Some(Verdict::Take)).then_some(true)
                }
            };
            match decision {
                Some(true) => accepted.insert(place),
                Some(false) => rejected.insert(place),
                None => false,
            };
        }
        self.accepted[at] = accepted;
        self.rejected[at] = rejected;
        self.files[at] = Arc::new(file);
        self.list();
        let there = fresh.and_then(|place| {
            self.lines
                .iter()
                .position(|line| matches!(line, ReviewLine::Item(file, one) if *file == at && *one == place))
        });
        self.cursor = there.unwrap_or(self.cursor).min(self.lines.len().saturating_sub(1));
    }

    /// The field that takes what is typed.
    pub(super) fn field(&mut self) -> Option<&mut Line> {
        match &mut self.placing {
            Some(placer) => Some(&mut placer.filter),
            None => self.asking.then_some(&mut self.line),
        }
    }

    /// Which line is selected, and how many there are.
    pub(super) fn cursor(&self) -> (usize, usize) {
        match &self.placing {
            Some(placer) => (placer.cursor, placer.shown.len()),
            None => (self.cursor, self.lines.len()),
        }
    }

    /// Selects a line.
    pub(super) fn go(&mut self, to: usize) {
        match &mut self.placing {
            Some(placer) => placer.cursor = to,
            None => self.cursor = to,
        }
    }

    /// The lines of the list.
    pub fn lines(&self) -> &[ReviewLine] {
        &self.lines
    }

    /// Whether an item is taken (`Some(true)`), refused (`Some(false)`) or left open.
    pub fn decision(&self, file: usize, place: Place) -> Option<bool> {
        let holds = |sets: &[BTreeSet<Place>]| sets.get(file).is_some_and(|set| set.contains(&place));
        if holds(&self.accepted) { Some(true) } else { holds(&self.rejected).then_some(false) }
    }

    /// How many items are taken, refused, left open.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |sets: &[BTreeSet<Place>]| sets.iter().map(BTreeSet::len).sum::<usize>();
        let (taken, refused) = (count(&self.accepted), count(&self.rejected));
        let decided = |line: &&ReviewLine| !matches!(line, ReviewLine::File(_) | ReviewLine::Silent);
        let all = self.lines.iter().filter(decided).count();
        (taken, refused, all - taken - refused)
    }

    /// Decides on the selected item, its row, its file or all: taken, refused, or left open again.
    fn decide(&mut self, reach: Reach, choice: Option<bool>) {
        let Some(selected) = self.lines.get(self.cursor).copied() else { return };
        let (file, place) = match selected {
            ReviewLine::File(file) => (file, None),
            ReviewLine::Item(file, place) => (file, Some(place)),
            ReviewLine::Stray(..) | ReviewLine::Form(..) | ReviewLine::Silent => return,
        };
        let of_row = |one: Place, other: Place| match (one, other) {
            (Place::Row { row, .. }, Place::Row { row: other, .. }) => row == other,
            (Place::Form { form, .. }, Place::Form { form: other, .. }) => form == other,
            _ => false,
        };
        for line in &self.lines {
            let ReviewLine::Item(at, one) = *line else { continue };
            let meant = match (reach, place) {
                (Reach::All, _) => true,
                (Reach::File, _) | (_, None) => at == file,
                (Reach::Row, Some(place)) => at == file && of_row(one, place),
                (Reach::Item, Some(place)) => at == file && one == place,
            };
            // What cannot be read cannot be taken; many at once leave conflicts, and cells that were emptied, to a look of
            // their own.
            let verdict = self.files.get(at).and_then(|file| verdict(file, one));
            let readable = !matches!(verdict, Some(Verdict::Unread(_)) | None);
            let calm = verdict == Some(Verdict::Take) || matches!(reach, Reach::Item | Reach::Row);
            if !meant || !readable || (choice == Some(true) && !calm) {
                continue;
            }
            self.accepted[at].remove(&one);
            self.rejected[at].remove(&one);
            match choice {
                Some(true) => self.accepted[at].insert(one),
                Some(false) => self.rejected[at].insert(one),
                None => false,
            };
        }
    }

    /// Takes every emptied cell of the selected line's file as a deletion; where all are taken, leaves them open again.
    fn clear_emptied(&mut self) {
        let file = match self.lines.get(self.cursor) {
            Some(
                ReviewLine::File(file)
                | ReviewLine::Item(file, _)
                | ReviewLine::Stray(file, _)
                | ReviewLine::Form(file, _),
            ) => *file,
            Some(ReviewLine::Silent) | None => return,
        };
        let Some(returned) = self.files.get(file) else { return };
        let emptied: Vec<Place> = places(returned)
            .into_iter()
            .filter(|place| verdict(returned, *place) == Some(Verdict::Emptied))
            .collect();
        let all = emptied.iter().all(|place| self.accepted[file].contains(place));
        for place in emptied {
            self.rejected[file].remove(&place);
            if all {
                self.accepted[file].remove(&place);
            } else {
                self.accepted[file].insert(place);
            }
        }
    }

    /// What was decided, per file; files on which nothing was decided are left out.
    fn chosen(&self) -> Vec<Chosen> {
        let files = self.files.iter().zip(self.accepted.iter().zip(&self.rejected));
        files
            .filter(|(_, (accepted, rejected))| !accepted.is_empty() || !rejected.is_empty())
            .filter_map(|(file, (accepted, rejected))| {
                Some(Chosen {
                    path: file.path.clone(),
                    review: file.outcome.as_ref().ok()?.clone(),
                    by_hand: file.by_hand.clone(),
                    accepted: accepted.clone(),
                    rejected: rejected.clone(),
                })
            })
            .collect()
    }
}

/// How far a decision reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Item,
    Row,
    File,
    All,
}

fn has_conflict(review: &Review) -> bool {
    let rows = review.rows.iter().flat_map(|row| row.items.iter().map(|item| item.verdict));
    let forms = review.forms.iter().flat_map(|form| form.items.iter().map(|item| item.verdict));
    rows.chain(forms).any(|verdict| verdict == Verdict::Conflict)
}

/// The verdict on an item.
pub fn verdict(file: &Returned, place: Place) -> Option<Verdict> {
    let review = file.outcome.as_ref().ok()?;
    match place {
        Place::Row { row, item } => Some(review.rows.get(row)?.items.get(item)?.verdict),
        Place::Form { form, item } => Some(review.forms.get(form)?.items.get(item)?.verdict),
    }
}

/// Every item of a file, rows with conflicts first.
fn places(file: &Returned) -> Vec<Place> {
    let Ok(review) = &file.outcome else { return Vec::new() };
    if !review.recognised || review.other_plan.is_some() {
        return Vec::new();
    }
    let mut rows: Vec<usize> = (0..review.rows.len()).collect();
    rows.arrange_by_key(|row| review.rows[*row].items.iter().all(|item| item.verdict != Verdict::Conflict));
    let of_rows = rows
        .into_iter()
        .flat_map(|row| (0..review.rows[row].items.len()).map(move |item| Place::Row { row, item }));
    let of_forms = review
        .forms
        .iter()
        .enumerate()
        .filter(|(_, one)| one.unit.is_some())
        .flat_map(|(form, one)| (0..one.items.len()).map(move |item| Place::Form { form, item }));
    of_rows.chain(of_forms).collect()
}

fn lines(at: usize, file: &Returned) -> Vec<ReviewLine> {
    let mut lines = vec![ReviewLine::File(at)];
    lines.extend(places(file).into_iter().map(|place| ReviewLine::Item(at, place)));
    if let Some(review) = file.outcome.as_ref().ok().filter(|review| review.other_plan.is_none()) {
        lines.extend((0..review.strays.len()).map(|stray| ReviewLine::Stray(at, stray)));
        let lost = review.forms.iter().enumerate().filter(|(_, form)| form.unit.is_none());
        lines.extend(lost.map(|(form, _)| ReviewLine::Form(at, form)));
    }
    lines
}

/// What tells an item from all others of its file, whatever else was read: sheet, cell, field, task.
type Identity = (String, String, &'static str, Option<u32>);

fn identity(file: &Returned, place: Place) -> Option<Identity> {
    let review = file.outcome.as_ref().ok()?;
    Some(match place {
        Place::Row { row, item } => {
            let row = review.rows.get(row)?;
            let item = row.items.get(item)?;
            (row.sheet.clone(), item.cell.clone(), item.field.key, Some(row.task))
        }
        Place::Form { form, item } => {
            let form = review.forms.get(form)?;
            let item = form.items.get(item)?;
            (form.sheet.clone(), item.cell.clone(), item.key, None)
        }
    })
}
