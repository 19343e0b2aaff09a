//! 方案: the plans of the data folder, to go to another one; several at once as one; a notice to be read.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::command::Command;
use super::keys::Chord;
use super::notice::{Notice, WhyNot};
use super::overlay::{Overlay, RecordForm};
use super::{Effect, Workbench};
use crate::domain::rows::Tally;
use crate::store::{ALL, all_of_year};

/// Where the program goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// In this plan; [`ALL`] for all of them as one.
    Plan(String),
    /// In the review of this notice.
    Notice(PathBuf),
}

/// One plan of the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanLine {
    /// Its id.
    pub id: String,
    /// Its title; empty where its file cannot be read.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// 收官.
    pub closed: Option<NaiveDate>,
    /// Its counts; none where it cannot be read.
    pub tally: Option<Tally>,
    /// Whether it is the one that is open.
    pub current: bool,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlansPane {
    /// The plans, in the order of their ids; none while they are being read.
    pub lines: Option<Vec<PlanLine>>,
    /// The selected line. Behind the plans stands the one for all of them.
    pub cursor: usize,
    /// A digit that was pressed before the plans were there.
    asked: Option<usize>,
}

impl PlansPane {
    /// How many lines the list has.
    pub fn len(&self) -> usize {
        self.lines.as_ref().map_or(0, Vec::len) + self.years().len()
    }

    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The years whose open plans can be shown as one, the newest first, and how many those are. Where the folder has one
    /// plan there are none.
    pub fn years(&self) -> Vec<(i32, usize)> {
        let lines = self.lines.as_deref().unwrap_or_default();
        let open = || lines.iter().filter(|line| line.closed.is_none() && line.tally.is_some());
        let mut years: Vec<i32> = open().map(|line| line.year).collect();
        years.sort_unstable_by(|one, other| other.cmp(one));
        years.dedup();
        years.retain(|_| lines.len() > 1);
        let count = |year: i32| open().filter(|line| line.year == year).count();
        years.into_iter().map(|year| (year, count(year))).collect()
    }

    /// The id that a line stands for, and the year where it stands for all plans of one.
    fn id(&self, place: usize) -> Option<(String, Option<i32>)> {
        let lines = self.lines.as_ref()?;
        if let Some(line) = lines.get(place) {
            return Some((line.id.clone(), None));
        }
        let behind = place.checked_sub(lines.len())?;
        let (year, _) = *self.years().get(behind)?;
        Some((if behind == 0 { ALL.to_owned() } else { all_of_year(year) }, Some(year)))
    }
}

impl Workbench {
    /// Opens the list; the plans are read elsewhere.
    pub(super) fn open_plans(&mut self) {
        self.overlay = Some(Overlay::Plans(PlansPane::default()));
        self.effects.push(Effect::ListPlans);
    }

    /// The plans of the folder.
    pub fn plans_listed(&mut self, lines: Vec<PlanLine>) {
        let Some(Overlay::Plans(pane)) = &mut self.overlay else { return };
        let current = lines.iter().position(|line| line.current);
        let behind = lines.len();
        pane.lines = Some(lines);
        let year = self.workspace.plan.year;
        let together = pane.years().iter().position(|(one, _)| *one == year).unwrap_or(0);
        pane.cursor = current.unwrap_or(behind + together);
        if let Some(place) = pane.asked.take() {
            self.go_to_plan(place);
        }
    }

    /// A key in the list that is no way about. Whether it was one.
    pub(super) fn key_in_plans(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Plans(pane)) = &mut self.overlay else { return false };
        match chord.character() {
            Some('r') => {
                self.overlay = None;
                self.run(Command::ReadNotice);
            }
            Some(c @ ('0'..='9' | 'a')) => {
                // 0 and a are all of the newest year, which stand behind the plans.
                let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
                let place = digit.or_else(|| pane.lines.as_ref().map(Vec::len)).unwrap_or(usize::MAX);
                if pane.lines.is_none() {
                    pane.asked = Some(place);
                } else {
                    self.go_to_plan(place);
                }
            }
            _ => return false,
        }
        true
    }

    /// Goes to the plan of a line.
    pub(super) fn go_to_plan(&mut self, place: usize) {
        let Some(Overlay::Plans(pane)) = &self.overlay else { return };
        let all = pane.lines.as_ref().map_or(0, Vec::len);
        let place = if place == usize::MAX { all } else { place };
        let Some((id, year)) = pane.id(place) else { return };
        let here = pane.lines.as_ref().and_then(|lines| lines.get(place)).is_some_and(|line| line.current)
            || (year == Some(self.workspace.plan.year) && self.workspace.is_combined());
        self.overlay = None;
        if here {
            self.notice = Some(Notice::NotHere(Command::Plans, WhyNot::AlreadyHere));
        } else {
            self.go(Destination::Plan(id));
        }
    }

    /// Goes on elsewhere, once all is saved.
    pub(super) fn go(&mut self, to: Destination) {
        if self.saving.is_saved() {
            self.effects.push(Effect::Go(to));
        } else {
            self.notice = Some(Notice::NotHere(Command::Plans, WhyNot::Unsaved));
        }
    }

    /// Asks for the file of a notice.
    pub(super) fn ask_notice(&mut self) {
        self.overlay = Some(Overlay::Record(Box::new(RecordForm::notice())));
    }

    /// Goes to the review of the notice whose file was typed. Quotes that a file manager puts around a path are no part of it.
    pub(super) fn read_notice(&mut self) {
        let Some(Overlay::Record(form)) = &self.overlay else { return };
        let text = form.text("path").trim().trim_matches(['"', '\'', '“', '”']).to_owned();
        if text.is_empty() {
            return;
        }
        self.overlay = None;
        self.go(Destination::Notice(PathBuf::from(text)));
    }
}
