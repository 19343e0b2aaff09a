//! 提醒 / 催办: who is asked about what, and what floats for it; and 来电, the way to a unit's page.

use super::agenda::Item;
use super::command::Command;
use super::keys::Chord;
use super::notice::{Notice, WhyNot};
use super::overlay::{ChaseField, ChaseForm, Overlay, PromiseReading, UnitFinder};
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::Unknown;
use crate::domain::chase::{Chase, Manner};
use crate::domain::duty::Obligation;
use crate::domain::edit::{self, EditError};
use crate::domain::entry::random_word;
use crate::domain::light::Light;
use crate::domain::report::{Filing, FilingState};
use crate::domain::when::Context;
use crate::exchange::chase::{self, Setting};

/// Whom a chase asks, and about what.
#[derive(Debug, Default)]
pub(super) struct ToChase {
    /// Full names.
    pub(super) units: Vec<String>,
    /// The tasks; none means all that the units owe, unless a duty is named.
    pub(super) tasks: Vec<u32>,
    /// 刚性要求: the id of the duty.
    pub(super) duty: String,
}

impl ToChase {
    pub(super) fn about(units: Vec<String>, tasks: Vec<u32>) -> Self {
        Self { units, tasks, duty: String::new() }
    }
}

impl Workbench {
    /// Whom `chase` asks here; 本办 never.
    pub(super) fn to_chase(&self) -> Result<ToChase, WhyNot> {
        let mut asked = self.asked_here()?;
        // 本办 is never chased.
        asked.units.retain(|unit| !self.is_own_office(unit));
        if asked.units.is_empty() { Err(WhyNot::OwnOffice) } else { Ok(asked) }
    }

    /// Whether a unit is 本办, by whichever of its names the settings have it.
    fn is_own_office(&self, unit: &str) -> bool {
        let office = self.office().map(str::trim).filter(|office| !office.is_empty());
        office.is_some_and(|office| self.workspace.roster.full_name(office).unwrap_or(office) == unit)
    }

    /// Whom the selected line is about: in the tree and on a unit's page the row's unit about its task, of a task or a group all
    /// units that are not done; in the list of units the unit about all that it owes.
    fn asked_here(&self) -> Result<ToChase, WhyNot> {
        if self.view == View::Units {
            let line = self.units.selected().ok_or(self.units.why_none())?;
            if !self.is_on_page() && !self.units.marks().is_empty() {
                let marked = self.units.marks();
                let units = self.workspace.roster.units.iter().map(|unit| &unit.name);
                let marked = units.filter(|name| marked.contains(name.as_str())).cloned();
                return Ok(ToChase::about(marked.collect(), Vec::new()));
            }
            let task = self.line().ok().and_then(|line| line.node.task());
            if matches!(line.party, super::units::Party::OpenGroup(_)) {
                return Err(if self.is_on_page() { WhyNot::MembersFirst } else { WhyNot::UnitLine });
            }
            let duty = match self.units.page.selected() {
                Some(super::units::Item::Duty(duty)) if self.is_on_page() => duty.clone(),
                _ => String::new(),
            };
            let (units, tasks) = (vec![line.party.name().to_string()], task.into_iter().collect());
            return Ok(ToChase { units, tasks, duty });
        }
        if let (View::Ledger, Some(marked)) = (self.view, self.ledger.marks()) {
            return self.to_chase_marked(&marked);
        }
        if let Some(asked) = self.to_chase_in_days() {
            return Ok(asked);
        }
        let line = self.line()?;
        let task = line.node.task().ok_or(WhyNot::NoTask)?;
        let rows: Vec<_> = line.rows(&self.rows).collect();
        // 任务 whose rows are lines of their own stands for all of them.
        let all = self.rows.task(task).map_or(&[][..], |it| &it.rows);
        let rows = if rows.is_empty() { all.iter().collect() } else { rows };
        if rows.iter().all(|row| row.open_group) {
            return Err(WhyNot::MembersFirst);
        }
        let one = rows.len() == 1;
        let is_open = |light| !matches!(light, Light::Done | Light::Check | Light::Excluded);
        let open = rows.into_iter().filter(|row| !row.open_group && (one || is_open(row.light)));
        let units: Vec<String> = open.map(|row| row.unit.to_string()).collect();
        if units.is_empty() { Err(WhyNot::NothingOwed) } else { Ok(ToChase::about(units, vec![task])) }
    }

    /// Whom a line of 本周 or 日历 about units asks: of 未报配档表 about all that it owes, of a promise about what was
    /// promised, of 刚性要求 those that have not met it.
    fn to_chase_in_days(&self) -> Option<ToChase> {
        let line = self.agenda()?.selected()?;
        match &line.item {
            Item::Unit(unit) => Some(ToChase::about(vec![unit.to_string()], Vec::new())),
            Item::Promise { unit, chase } => {
                let mut tasks: Vec<u32> = line.rows.iter().map(|(task, _)| *task).collect();
                tasks.dedup();
                let given = self.workspace.chases.iter().find(|one| one.id == *chase);
                let duty = given.map(|one| one.duty.clone()).unwrap_or_default();
                Some(ToChase { units: vec![unit.to_string()], tasks, duty })
            }
            Item::Duty { duty, .. } => {
                let units = line.units.iter().map(ToString::to_string).collect();
                Some(ToChase { units, tasks: Vec::new(), duty: duty.clone() })
            }
            _ => None,
        }
    }

    /// Opens the form for units and tasks: also for marked rows.
    pub(super) fn ask_chase(&mut self, asked: ToChase) {
        let setting = self.letter_setting();
        let ToChase { mut units, tasks, duty } = asked;
        let text = if let Some(duty) = self.workspace.duties.duty(&duty) {
            let all = self.obligations();
            let is_it = |one: &&Obligation| {
                one.duty.id == duty.id && one.state.is_owed() && units.iter().any(|unit| **unit == *one.unit)
            };
            let owed: Vec<_> = all.iter().filter(is_it).collect();
            if owed.is_empty() {
                self.notice = Some(Notice::NotHere(Command::Chase, WhyNot::NothingOwed));
                return;
            }
            chase::duty_letter(&setting, duty, &owed)
        } else {
            let named = chase::units_asked(&setting, &units, &tasks);
            // Of several only those are asked whom the text names.
            if units.len() > 1 && !named.is_empty() {
                units = named;
            }
            chase::letter(&setting, &units, &tasks)
        };
        let form = ChaseForm { duty, ..ChaseForm::new(units, tasks, Manner::Phone, text) };
        self.overlay = Some(Overlay::Chase(Box::new(form)));
    }

    /// 群通知: the form for all units that have not filed their 配档表.
    pub(super) fn ask_group_chase(&mut self) {
        self.freshen_units();
        if !self.is_filing_missing() {
            self.notice = Some(Notice::NotHere(Command::ChaseGroup, WhyNot::AllFiled));
            return;
        }
        let filings: Vec<Filing> = self.units.filings().to_vec();
        let text = chase::group(&self.letter_setting(), &filings);
        let form = ChaseForm::new(chase::missing(&filings), Vec::new(), Manner::WechatGroup, text);
        self.overlay = Some(Overlay::Chase(Box::new(form)));
    }

    /// Whether some unit has not filed; while that is not counted anew after a change, it may be.
    pub(super) fn is_filing_missing(&self) -> bool {
        self.units.is_stale() || self.units.filings().iter().any(|one| one.state() != FilingState::Filed)
    }

    fn letter_setting(&self) -> Setting<'_> {
        Setting {
            workspace: &self.workspace,
            rows: &self.rows,
            office: self
                .office
                .as_deref()
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .unwrap_or(&self.workspace.plan.issuer),
            by: &self.by,
            templates: &self.letters,
        }
    }

    /// 来电: asks which unit.
    pub(super) fn ask_caller(&mut self) {
        self.overlay = Some(Overlay::Finder(Box::new(UnitFinder::new(&self.workspace.roster))));
    }

    /// Goes to the page of a unit (full name). Whether there is such a unit.
    pub(super) fn go_to_unit(&mut self, unit: &str) -> bool {
        self.freshen_units();
        let before = self.place();
        let mut there = self.units.open(unit, &facts!(self));
        if !there && self.filter().is_some() {
            // Who calls is found whatever is filtered; coming back brings the filter back.
            self.clear_filter();
            self.freshen_units();
            there = self.units.open(unit, &facts!(self));
        }
        if there {
            self.note_way(before);
            self.enter(View::Units);
        }
        there
    }

    /// A key on the manner of a chase: a digit chooses and goes on, `y` copies the text. Whether it was one.
    pub(super) fn chase_key(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Chase(form)) = &mut self.overlay else { return false };
        if form.focus != ChaseField::Manner {
            return false;
        }
        match chord.character() {
            Some('y') => self.effects.push(Effect::Copy(form.text.text.clone())),
            Some(c) => match Manner::of_digit(c) {
                Some(manner) => {
                    form.manner = manner;
                    form.focus = ChaseField::Answer;
                }
                None => return false,
            },
            None => return false,
        }
        true
    }

    /// Reads the promised date again after typing.
    pub(super) fn reread_promise(&mut self) {
        let context = Context {
            year: self.workspace.plan.year,
            issued: self.workspace.plan.issued,
            today: self.today,
            calendar: &self.rows.day().calendar,
        };
        if let Some(Overlay::Chase(form)) = &mut self.overlay {
            form.reread(&context);
        }
    }

    /// What a command does in the overlays of this part. Whether one of them floats and took it.
    pub(super) fn run_in_chase(&mut self, command: Command) -> bool {
        let page = self.page().saturating_sub(4).max(1);
        match (&mut self.overlay, command) {
            (Some(Overlay::Chase(form)), Command::NextField | Command::Down) => form.turn(true),
            (Some(Overlay::Chase(form)), Command::PreviousField | Command::Up) => form.turn(false),
            // Drawing knows how long the text is, and clamps it.
            (Some(Overlay::Chase(form)), Command::PageDown) => form.scroll = form.scroll.saturating_add(5),
            (Some(Overlay::Chase(form)), Command::PageUp) => form.scroll = form.scroll.saturating_sub(5),
            (Some(Overlay::Chase(_)), Command::Confirm) => self.enter_chase(),
            (Some(Overlay::Contact(form)), Command::NextField | Command::Down) => form.turn(true),
            (Some(Overlay::Contact(form)), Command::PreviousField | Command::Up) => form.turn(false),
            (Some(Overlay::Contact(_)), Command::Confirm) => self.enter_contact(),
            (Some(Overlay::Extend(form)), Command::NextField | Command::Down) => form.turn(true),
            (Some(Overlay::Extend(form)), Command::PreviousField | Command::Up) => form.turn(false),
            (Some(Overlay::Extend(_)), Command::Confirm) => self.enter_extension(),
            (Some(Overlay::Finder(finder)), Command::Down | Command::NextField) => {
                finder.cursor = finder.cursor.saturating_add(1).min(finder.shown.len().saturating_sub(1));
            }
            (Some(Overlay::Finder(finder)), Command::Up | Command::PreviousField) => {
                finder.cursor = finder.cursor.saturating_sub(1);
            }
            (Some(Overlay::Finder(finder)), Command::PageDown) => {
                finder.cursor = finder.cursor.saturating_add(page).min(finder.shown.len().saturating_sub(1));
            }
            (Some(Overlay::Finder(finder)), Command::PageUp) => {
                finder.cursor = finder.cursor.saturating_sub(page);
            }
            (Some(Overlay::Finder(finder)), Command::Confirm) => {
                // Where nothing fits the field stays open, and the list says so.
                if let Some(unit) = finder.selected().map(|caller| caller.unit.clone()) {
                    let merges = finder.merges.clone();
                    self.overlay = None;
                    if let Some(gone) = merges {
                        self.merge_into(&gone, &unit);
                    } else {
                        self.go_to_unit(&unit);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    fn enter_chase(&mut self) {
        let Some(Overlay::Chase(form)) = self.overlay.take() else { return };
        let promised = match form.reading {
            PromiseReading::None => None,
            PromiseReading::Day(day) => Some(day),
            PromiseReading::Unread => {
                let text = form.promised.text().to_owned();
                self.overlay =
                    Some(Overlay::Chase(Box::new(ChaseForm { focus: ChaseField::Promised, ..*form })));
                self.commit(Err(EditError::UnreadPromise(text)));
                return;
            }
        };
        let given = Chase {
            id: self.fresh_chase_id(),
            at: self.now,
            manner: form.manner,
            units: form.units.clone(),
            tasks: form.tasks.clone(),
            duty: form.duty.clone(),
            who: form.who.text().to_owned(),
            answer: form.answer.text().to_owned(),
            promised,
            by: String::new(),
            unknown: Unknown::new(),
        };
        let outcome = edit::chase(&self.desk(), given);
        if outcome.is_err() {
            // What was typed is not lost.
            self.overlay = Some(Overlay::Chase(form));
        }
        self.commit(outcome);
    }

    fn fresh_chase_id(&mut self) -> String {
        loop {
            let id = format!("c-{}", random_word((self.chance)(), 5));
            if self.workspace.chases.iter().all(|chase| chase.id != id) {
                return id;
            }
        }
    }

    fn enter_contact(&mut self) {
        let Some(Overlay::Contact(form)) = self.overlay.take() else { return };
        let outcome = edit::contact(&self.desk(), &form.unit, form.place, Some(&form.contact()));
        if outcome.is_err() {
            self.overlay = Some(Overlay::Contact(form));
        }
        self.commit(outcome);
    }
}
