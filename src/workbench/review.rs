//! 收回核对: what came back, file by file and cell by cell, old beside new; what is taken and what is refused. Nothing is
//! changed before it is confirmed; the saver then takes each file as one change.

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::KeyCode;

use super::command::Command;
use super::keys::Chord;
use super::line::Line;
use super::notice::WhyNot;
use super::overlay::Overlay;
use super::sheets::Returned;
use super::units::Party;
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::edit;
use crate::exchange::sheets::Place;
use crate::exchange::sheets::review::{Review, Verdict};

/// Work with sheets, which the saver does in its turn.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetOrder {
    /// 下发.
    Send,
    /// Reads a file, or all in a folder; then say `sheets_read`.
    Read(String),
    /// Takes what was chosen.
    Take(Vec<Chosen>),
}

/// What was decided on one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The file.
    pub path: PathBuf,
    /// As it was looked at.
    pub review: Review,
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
}

/// The pane.
#[derive(Debug, Clone, Default)]
pub struct ReviewPane {
    /// The path, while it is asked for.
    pub line: Line,
    /// Whether the path is asked for.
    pub asking: bool,
    /// Whether files are being read.
    pub reading: bool,
    /// The files, those with conflicts first.
    pub files: Vec<Arc<Returned>>,
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

    /// The files as they were read: all that nothing stands against is chosen already.
    fn show(&mut self, files: Vec<Returned>) {
        self.asking = false;
        self.reading = false;
        let mut files: Vec<Arc<Returned>> = files.into_iter().map(Arc::new).collect();
        // Conflicts first; what was not read last.
        files.sort_by_key(|file| match &file.outcome {
            Ok(review) if has_conflict(review) => 0,
            Ok(review) if review.recognised => 1,
            _ => 2,
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
        self.lines = files.iter().enumerate().flat_map(|(at, file)| lines(at, file)).collect();
        self.files = files;
        self.cursor = self.lines.iter().position(|line| matches!(line, ReviewLine::Item(..))).unwrap_or(0);
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
        let all = self.lines.iter().filter(|line| !matches!(line, ReviewLine::File(_))).count();
        (taken, refused, all - taken - refused)
    }

    /// Decides on the selected item, its row, its file or all: taken, refused, or left open again.
    fn decide(&mut self, reach: Reach, choice: Option<bool>) {
        let Some(selected) = self.lines.get(self.cursor).copied() else { return };
        let (file, place) = match selected {
            ReviewLine::File(file) => (file, None),
            ReviewLine::Item(file, place) => (file, Some(place)),
            ReviewLine::Stray(..) => return,
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
            // What cannot be read cannot be taken; many at once leave conflicts to a look of their own.
            let verdict = self.files.get(at).and_then(|file| verdict(file, one));
            let readable = !matches!(verdict, Some(Verdict::Unread(_)) | None);
            let calm = verdict != Some(Verdict::Conflict) || matches!(reach, Reach::Item | Reach::Row);
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

    /// What was decided, per file; files on which nothing was decided are left out.
    fn chosen(&self) -> Vec<Chosen> {
        let files = self.files.iter().zip(self.accepted.iter().zip(&self.rejected));
        files
            .filter(|(_, (accepted, rejected))| !accepted.is_empty() || !rejected.is_empty())
            .filter_map(|(file, (accepted, rejected))| {
                Some(Chosen {
                    path: file.path.clone(),
                    review: file.outcome.as_ref().ok()?.clone(),
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
    rows.sort_by_key(|row| review.rows[*row].items.iter().all(|item| item.verdict != Verdict::Conflict));
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
    let strays = file.outcome.as_ref().map_or(0, |review| review.strays.len());
    let items = places(file).into_iter().map(|place| ReviewLine::Item(at, place));
    std::iter::once(ReviewLine::File(at))
        .chain(items)
        .chain((0..strays).map(|stray| ReviewLine::Stray(at, stray)))
        .collect()
}

impl Workbench {
    /// Does a command about sheets.
    pub(super) fn run_sheets(&mut self, command: Command) {
        match command {
            Command::Receive => self.receive(),
            Command::SendSheets => self.effects.push(Effect::Sheets(SheetOrder::Send)),
            _ => self.ask_sheets(),
        }
    }

    /// Asks for the files that came back.
    fn ask_sheets(&mut self) {
        self.overlay = Some(Overlay::Review(Box::new(ReviewPane::asking())));
    }

    /// The files were read and compared.
    pub fn sheets_read(&mut self, files: Vec<Returned>) {
        if let Some(Overlay::Review(pane)) = &mut self.overlay {
            pane.show(files);
        }
    }

    /// Enter in the pane: reads the files that are named, or takes what is chosen.
    pub(super) fn confirm_review(&mut self, mut pane: Box<ReviewPane>) {
        if pane.asking {
            let path = pane.line.text().trim().trim_matches(['"', '\'']).to_owned();
            if !path.is_empty() {
                pane.asking = false;
                pane.reading = true;
                self.effects.push(Effect::Sheets(SheetOrder::Read(path)));
            }
            self.overlay = Some(Overlay::Review(pane));
            return;
        }
        let chosen = pane.chosen();
        if pane.reading || chosen.is_empty() {
            self.notice = Some(super::notice::Notice::Same);
            self.overlay = Some(Overlay::Review(pane));
            return;
        }
        self.effects.push(Effect::Sheets(SheetOrder::Take(chosen)));
    }

    /// Keys that only the pane has: y and n decide, Y and N for the row, f and F for the file, a and A for all; a blank
    /// leaves open again. Whether it was one of them.
    pub(super) fn review_key(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Review(pane)) = &mut self.overlay else { return false };
        let KeyCode::Char(c) = chord.code else { return false };
        if pane.asking || pane.reading || chord.ctrl || chord.alt {
            return false;
        }
        let (reach, choice) = match c {
            'y' => (Reach::Item, Some(true)),
            'n' => (Reach::Item, Some(false)),
            ' ' => (Reach::Item, None),
            'Y' => (Reach::Row, Some(true)),
            'N' => (Reach::Row, Some(false)),
            'f' => (Reach::File, Some(true)),
            'F' => (Reach::File, Some(false)),
            'a' => (Reach::All, Some(true)),
            'A' => (Reach::All, Some(false)),
            _ => return false,
        };
        pane.decide(reach, choice);
        if reach == Reach::Item {
            pane.cursor = (pane.cursor + 1).min(pane.lines.len().saturating_sub(1));
        }
        true
    }

    /// The unit that 登记已收 is about: the selected one, or that of the selected row.
    pub(super) fn receivable(&self) -> Result<Arc<str>, WhyNot> {
        if self.view == View::Units {
            return match self.units.selected().map(|line| &line.party) {
                Some(Party::Unit(name)) => Ok(Arc::clone(name)),
                Some(Party::OpenGroup(_)) => Err(WhyNot::MembersFirst),
                None => Err(WhyNot::Empty),
            };
        }
        let subject = self.row_subject()?;
        let unit = subject.unit();
        if self.workspace.roster.named(unit).is_some() {
            Ok(Arc::clone(unit))
        } else {
            Err(WhyNot::MembersFirst)
        }
    }

    /// 登记已收, or taken back.
    fn receive(&mut self) {
        if let Ok(unit) = self.receivable() {
            let draft = edit::receive(&self.desk(), &unit);
            self.commit(Ok(draft));
        }
    }
}
