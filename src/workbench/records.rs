//! Records that are no entries: 活动, 单位, 单位组, 刚性要求. How their form is opened, typed in and saved.

mod form;
mod typed;

use std::sync::Arc;

use super::Workbench;
use super::command::Command;
use super::notice::{Notice, WhyNot};
use super::overlay::{Overlay, RecordForm, RecordOf};
use super::view::View;
use crate::domain::activity::{Activity, ActivityKind, ActivityState};
use crate::domain::duty::{Duty, MetBy};
use crate::domain::edit;
use crate::domain::entry::random_word;
use crate::domain::light::Light;
use crate::domain::plan::AnsweredBy;
use crate::workbench::units::{Party, UnitLine};

pub use form::choices;

impl Workbench {
    /// The unit and the kind of the selected row, where records of activities answer its task and nothing else was filed.
    pub(super) fn answered_row(&self) -> Option<(Arc<str>, AnsweredBy)> {
        let line = self.line().ok()?;
        let task = line.node.task()?;
        let by = self.plan().task(task)?.answered_by?;
        let rows: Vec<_> = line.rows(&self.rows).collect();
        let all = self.rows.task(task).map_or(&[][..], |it| &it.rows);
        let rows = if rows.is_empty() { all.iter().collect() } else { rows };
        // Of several units the first that nothing is recorded of, as a new entry takes the first that is unreported.
        let open = rows.iter().filter(|row| !row.open_group && row.entry.is_none());
        let first =
            open.clone().find(|row| !self.is_recorded(by.kind, &row.unit)).or_else(|| open.clone().next())?;
        Some((Arc::clone(&first.unit), by))
    }

    /// A unit's records of a kind that were not cancelled, the oldest first.
    fn records_of(&self, kind: ActivityKind, unit: &str) -> impl DoubleEndedIterator<Item = &Activity> {
        let all = self.workspace.activities.iter().map(AsRef::as_ref);
        all.filter(move |one| one.kind == kind && one.unit == *unit && one.state != ActivityState::Cancelled)
    }

    /// Whether a unit has a record of a kind that was not cancelled.
    fn is_recorded(&self, kind: ActivityKind, unit: &str) -> bool {
        self.records_of(kind, unit).next().is_some()
    }

    /// The next activity of a kind after one was recorded: of the unit after `unit` that owes one and has none.
    pub(super) fn ask_next_activity(&mut self, kind: ActivityKind, unit: &str) {
        let answered = |task: &&crate::domain::plan::Task| task.answered_by.is_some_and(|by| by.kind == kind);
        let owing: Vec<Arc<str>> = self
            .plan()
            .tasks()
            .filter(answered)
            .flat_map(|task| self.rows.task(task.id).map_or(&[][..], |it| &it.rows))
            .filter(|row| !row.open_group && row.entry.is_none() && row.light != Light::Excluded)
            .map(|row| Arc::clone(&row.unit))
            .collect();
        let place = owing.iter().position(|one| **one == *unit).map_or(0, |place| place + 1);
        let (before, after) = owing.split_at(place);
        let waits = |one: &&Arc<str>| ***one != *unit && !self.is_recorded(kind, one);
        let next = after.iter().chain(before).find(waits).cloned();
        if next.is_none() && !owing.is_empty() {
            self.notice = Some(Notice::NoneLeft(self.saving.newest().cloned().map(Box::new)));
        }
        self.ask_new_activity(kind, next.as_deref().unwrap_or(unit));
    }

    /// Whether the selected row is answered by activities, so that `command` opens their form.
    pub(super) fn opens_activity(&self, command: Command) -> bool {
        if self.activity_here().is_some() {
            let own = [Command::Add, Command::Edit, Command::Status, Command::Toggle, Command::Remove];
            return own.contains(&command);
        }
        if command == Command::Edit && self.duty_of_line().is_some() {
            return true;
        }
        if self.duty_here().is_some() {
            let opens = matches!(command, Command::Add | Command::Status);
            return opens || (command == Command::Toggle && self.is_on_page());
        }
        match command {
            Command::Add => self.answered_row().is_some(),
            // One row, not many folded into one line.
            Command::Edit | Command::Status => {
                self.row_subject()
                    .is_ok_and(|subject| matches!(subject, super::subject::Subject::Unit { .. }))
                    && self.answered_row().is_some()
                    && !(self.view == View::Ledger && self.ledger.marks().is_some())
            }
            _ => false,
        }
    }

    /// The activity that the selected line of a unit's page stands for.
    fn activity_here(&self) -> Option<&Activity> {
        match self.units.page.selected() {
            Some(super::units::Item::Activity(id)) if self.is_on_page() => {
                self.workspace.activities.iter().map(AsRef::as_ref).find(|one| one.id == *id)
            }
            _ => None,
        }
    }

    /// The duty and the unit that the selected line of 本周, 日历 or a unit's page stands for.
    fn duty_here(&self) -> Option<(String, Arc<str>)> {
        if let Some(super::units::Item::Duty(id)) = self.units.page.selected()
            && self.is_on_page()
        {
            return Some((id.clone(), self.unit_here()?));
        }
        match &self.agenda()?.selected()?.item {
            super::agenda::Item::Duty { duty, unit: Some(unit) } => Some((duty.clone(), Arc::clone(unit))),
            _ => None,
        }
    }

    /// The duty that the selected line stands for, of one unit or of all.
    fn duty_of_line(&self) -> Option<&Duty> {
        let id = match self.agenda().and_then(|list| list.selected()).map(|line| &line.item) {
            Some(super::agenda::Item::Duty { duty, .. }) => duty.clone(),
            _ => self.duty_here()?.0,
        };
        self.workspace.duties.duty(&id)
    }

    /// The form of a record that meets a duty for a unit.
    pub(super) fn ask_duty_answer(&mut self, duty: &str, unit: &str) {
        let Some(found) = self.workspace.duties.duty(duty) else { return };
        if matches!(found.met_by, Some(MetBy::Entries | MetBy::Filing)) {
            self.notice = Some(Notice::NotHere(Command::Add, WhyNot::ByEntries));
            return;
        }
        let (kind, named) = match &found.met_by {
            Some(MetBy::Activities { kind, named, .. }) => (*kind, named.first().cloned()),
            _ => (ActivityKind::Other, None),
        };
        let own = found.met_by.is_none();
        let name = named.unwrap_or_else(|| if own { found.name.clone() } else { String::new() });
        let id = found.id.clone();
        self.ask_new_activity(kind, unit);
        if let Some(Overlay::Record(form)) = &mut self.overlay
            && let RecordOf::Activity { before, .. } = &mut form.of
        {
            if own {
                before.duty = id;
            }
            let mut blank = before.as_ref().clone();
            blank.name = name;
            **form = RecordForm::activity(blank, true);
            form.focus_on("name");
        }
        self.reread_record();
    }

    /// The form of the activity that answers the selected row: the last that is recorded, or a new one.
    pub(super) fn ask_answer(&mut self, command: Command) {
        if let Some(one) = self.activity_here().cloned() {
            match command {
                Command::Remove => {
                    let outcome = edit::remove_activity(&self.desk(), std::slice::from_ref(&one.id));
                    self.commit(outcome);
                }
                Command::Add => self.ask_new_activity(one.kind, &one.unit),
                _ => self.open_activity(one, false),
            }
            if command == Command::Status
                && let Some(Overlay::Record(form)) = &mut self.overlay
            {
                form.focus_on("state");
            }
            return;
        }
        if command == Command::Edit
            && let Some(duty) = self.duty_of_line().cloned()
        {
            self.open_duty(duty, false);
            return;
        }
        if let Some((duty, unit)) = self.duty_here() {
            self.ask_duty_answer(&duty, &unit);
            return;
        }
        let Some((unit, by)) = self.answered_row() else { return };
        let last = self.records_of(by.kind, &unit).next_back().cloned();
        match last.filter(|_| command != Command::Add) {
            Some(found) => self.open_activity(found, false),
            None => self.ask_new_activity(by.kind, &unit),
        }
        if command == Command::Status
            && let Some(Overlay::Record(form)) = &mut self.overlay
        {
            form.focus_on("state");
        }
    }

    /// The form of a new activity of a unit: person and contact from the unit's last one.
    pub(super) fn ask_new_activity(&mut self, kind: ActivityKind, unit: &str) {
        let id =
            self.fresh_record("a", |bench, id| bench.workspace.activities.iter().any(|one| one.id == *id));
        let mut blank = Activity::new(id, kind, unit.to_owned());
        let last = self.workspace.activities.iter().rev().find(|one| one.unit == *unit);
        if let Some(last) = last {
            blank.person.clone_from(&last.person);
            blank.contact.clone_from(&last.contact);
        } else if let Some(contact) = self.workspace.roster.named(unit).and_then(|unit| unit.contacts.first())
        {
            blank.person.clone_from(&contact.name);
            let phone = if contact.phone.is_empty() { &contact.mobile } else { &contact.phone };
            blank.contact.clone_from(phone);
        }
        self.open_activity(blank, true);
    }

    pub(super) fn open_activity(&mut self, activity: Activity, is_new: bool) {
        self.overlay = Some(Overlay::Record(Box::new(RecordForm::activity(activity, is_new))));
        self.reread_record();
    }

    /// The unit of the selected line, whatever the view.
    pub(super) fn unit_here(&self) -> Option<Arc<str>> {
        if self.view == View::Units {
            return match &self.units.selected()?.party {
                Party::Unit(name) => Some(Arc::clone(name)),
                Party::OpenGroup(_) => None,
            };
        }
        let subject = self.row_subject().ok()?;
        self.workspace.roster.named(subject.unit()).is_some().then(|| Arc::clone(subject.unit()))
    }

    /// Why a command of this part cannot be done here.
    pub(super) fn why_not_in_records(&self, command: Command) -> Option<Result<(), WhyNot>> {
        let in_list = self.view == View::Units && !self.units.is_in_page();
        let of_unit = |why: WhyNot| match (self.unit_here(), in_list.then(|| self.units.selected())) {
            (Some(_), _) => Ok(()),
            (None, Some(None)) => Err(self.units.why_none()),
            (None, Some(Some(_))) => Err(WhyNot::GroupLine),
            (None, None) => Err(why),
        };
        match command {
            Command::Activity => Some(of_unit(WhyNot::ManyRows)),
            Command::Groups | Command::AddDuty | Command::FilingDay => Some(Ok(())),
            Command::MergeUnit if self.view != View::Units => Some(Err(WhyNot::OnlyInUnits)),
            Command::MergeUnit => Some(of_unit(WhyNot::OnlyInUnits)),
            Command::Add if in_list => Some(Ok(())),
            Command::Remove if in_list && self.units.selected().is_some_and(UnitLine::is_named_unit) => {
                Some(Err(WhyNot::UnitInUse))
            }
            Command::Edit | Command::Remove if in_list => Some(of_unit(WhyNot::ManyRows)),
            _ if self.opens_activity(command) => Some(Ok(())),
            _ => None,
        }
    }

    /// Does a command of this part. Whether it was one.
    pub(super) fn run_in_records(&mut self, command: Command) -> bool {
        let in_list = self.view == View::Units && !self.units.is_in_page();
        match command {
            Command::Activity => {
                if let Some(unit) = self.unit_here() {
                    self.ask_new_activity(ActivityKind::OpenDay, &unit);
                }
            }
            Command::Groups => {
                let form = RecordForm::groups(&self.workspace.roster.groups);
                self.overlay = Some(Overlay::Record(Box::new(form)));
            }
            Command::AddDuty => self.ask_new_duty(),
            Command::FilingDay => self.ask_filing_day(),
            Command::MergeUnit => self.ask_merge(),
            Command::Add if in_list => {
                self.overlay = Some(Overlay::Record(Box::new(RecordForm::unit(None))));
            }
            Command::Edit if in_list => {
                let unit = self.unit_here().and_then(|name| self.workspace.roster.named(&name));
                let form = unit.map(|unit| RecordForm::unit(Some(unit)));
                self.overlay = form.map(|form| Overlay::Record(Box::new(form)));
            }
            Command::Remove if in_list => {
                if let Some(unit) = self.unit_here() {
                    let outcome = edit::remove_unit(&self.desk(), &unit);
                    self.commit(outcome);
                }
            }
            _ if self.opens_activity(command) => self.ask_answer(command),
            _ => return false,
        }
        true
    }

    /// The form of a new duty of the unit that is selected.
    pub(super) fn ask_new_duty(&mut self) {
        let id = self.fresh_record("d", |bench, id| bench.workspace.duties.duty(id).is_some());
        let mut duty = Duty::new(id, "");
        duty.units = self.unit_here().iter().map(ToString::to_string).collect();
        self.open_duty(duty, true);
    }

    pub(super) fn open_duty(&mut self, duty: Duty, is_new: bool) {
        self.overlay = Some(Overlay::Record(Box::new(RecordForm::duty(duty, is_new))));
    }

    fn ask_merge(&mut self) {
        let mut finder = super::overlay::UnitFinder::new(&self.workspace.roster);
        if let Some(unit) = self.unit_here() {
            finder.merge(unit);
        }
        self.overlay = Some(Overlay::Finder(Box::new(finder)));
    }

    /// 并入: the unit that was selected into the one that was found.
    pub(super) fn merge_into(&mut self, gone: &str, into: &str) {
        let outcome = edit::merge_unit(&self.desk(), gone, into);
        if self.commit(outcome) {
            self.units.open(into, &facts!(self));
        }
    }

    fn fresh_record(&mut self, letter: &str, taken: impl Fn(&Self, &str) -> bool) -> String {
        loop {
            let id = format!("{letter}-{}", random_word((self.chance)(), 5));
            if !taken(self, &id) {
                return id;
            }
        }
    }
}
