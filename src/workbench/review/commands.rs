//! The keys and the answers of 收回核对.

use std::collections::BTreeSet;
use std::sync::Arc;

use crossterm::event::KeyCode;

use super::placer::Answer;
use super::{Placer, Progress, Reach, Reading, ReviewPane, SheetOrder};
use crate::domain::edit;
use crate::workbench::command::Command;
use crate::workbench::keys::Chord;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::sheets::{Returned, silent, units};
use crate::workbench::units::Party;
use crate::workbench::view::View;
use crate::workbench::{Effect, Workbench};

impl Workbench {
    /// Does a command about sheets.
    pub(in crate::workbench) fn run_sheets(&mut self, command: Command) {
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

    /// How far a reading is.
    pub fn sheets_progress(&mut self, reading: &Reading, progress: Progress) {
        if let Some(Overlay::Review(pane)) = &mut self.overlay
            && pane.reading.as_ref() == Some(reading)
        {
            pane.progress = progress;
        }
    }

    /// The files were read and compared: all, or those that were read until it was told to stop.
    ///
    /// `earlier` are the units that answered before; of several files it is said who has not answered yet.
    pub fn sheets_read(&mut self, reading: &Reading, files: Vec<Returned>, mut earlier: BTreeSet<String>) {
        let mut unanswered = Vec::new();
        if files.len() > 1 {
            let read = files.iter().filter_map(|file| file.outcome.as_ref().ok());
            earlier.extend(read.flat_map(units).map(str::to_owned));
            unanswered = silent(&self.workspace, &self.rows, self.office.as_deref(), &earlier);
        }
        if let Some(Overlay::Review(pane)) = &mut self.overlay
            && pane.reading.as_ref() == Some(reading)
        {
            pane.show(files, unanswered);
        }
    }

    /// One file was compared again.
    pub fn sheet_again(&mut self, file: Returned) {
        if let Some(Overlay::Review(pane)) = &mut self.overlay {
            pane.replace(file);
        }
    }

    /// Esc in the pane: one step back. A reading stops, and shows what it has read till then; asked again, it is left.
    pub(in crate::workbench) fn leave_review(&mut self, mut pane: Box<ReviewPane>) {
        if let Some(placer) = pane.placing.take() {
            pane.placing = placer.back(&self.workspace, &self.rows);
        } else if let Some(reading) = pane.reading.clone().filter(|reading| !reading.stops()) {
            reading.stop();
        } else {
            return;
        }
        self.overlay = Some(Overlay::Review(pane));
    }

    /// Enter in the pane: reads the files that are named, or takes what is chosen.
    pub(in crate::workbench) fn confirm_review(&mut self, mut pane: Box<ReviewPane>) {
        if let Some(placer) = pane.placing.take() {
            pane.placing = match placer.chosen(&self.workspace, &self.rows) {
                Answer::Nothing(placer) | Answer::Next(placer) => Some(placer),
                Answer::Place(file, one) => {
                    if let Some(file) = pane.files.get(file) {
                        let mut by_hand = file.by_hand.clone();
                        by_hand.retain(|old| (&old.sheet, old.row) != (&one.sheet, one.row));
                        by_hand.push(one);
                        let order = SheetOrder::Again { path: file.path.clone(), by_hand };
                        self.effects.push(Effect::Sheets(order));
                    }
                    None
                }
            };
            self.overlay = Some(Overlay::Review(pane));
            return;
        }
        if pane.asking {
            let path = pane.line.text().trim().trim_matches(['"', '\'']).to_owned();
            if !path.is_empty() {
                let reading = Reading::default();
                pane.asking = false;
                pane.reading = Some(reading.clone());
                self.effects.push(Effect::Sheets(SheetOrder::Read { path, reading }));
            }
            self.overlay = Some(Overlay::Review(pane));
            return;
        }
        let chosen = pane.chosen();
        if pane.reading.is_some() || chosen.is_empty() {
            self.notice = Some(Notice::Same);
            self.overlay = Some(Overlay::Review(pane));
            return;
        }
        self.effects.push(Effect::Sheets(SheetOrder::Take(chosen)));
    }

    /// Keys that only the pane has: y and n decide, Y and N for the row, f and F for the file, a and A for all; a blank
    /// leaves open again; e takes the emptied cells of the file as deletions, t puts what has no place in its place. Whether
    /// it was one of them.
    pub(in crate::workbench) fn review_key(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Review(pane)) = &mut self.overlay else { return false };
        let KeyCode::Char(c) = chord.code else { return false };
        if pane.asking || pane.reading.is_some() || pane.placing.is_some() || chord.ctrl || chord.alt {
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
            'e' => {
                pane.clear_emptied();
                return true;
            }
            't' => {
                pane.placing = Placer::of(pane, &self.workspace, &self.rows);
                if pane.placing.is_none() {
                    self.notice = Some(Notice::Same);
                }
                return true;
            }
            _ => return false,
        };
        pane.decide(reach, choice);
        if reach == Reach::Item {
            pane.cursor = (pane.cursor + 1).min(pane.lines.len().saturating_sub(1));
        }
        true
    }

    /// The unit that 登记已收 is about: the selected one, or that of the selected row.
    pub(in crate::workbench) fn receivable(&self) -> Result<Arc<str>, WhyNot> {
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
