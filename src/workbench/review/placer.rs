//! 归位: a row that nothing told the place of is put there by hand; first whose it is, where that is not known, then which
//! task it is about. Both are found by typing: a number, words, pinyin, initials.

use super::{ReviewLine, ReviewPane};
use crate::domain::arrange::Arrange as _;
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;
use crate::exchange::sheets::{ByHand, Stray};
use crate::search::pinyin::{Haystack, Pattern};
use crate::workbench::line::Line;

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// A task's printed number; empty for a unit.
    pub number: String,
    /// A unit's full name, or what a task requires.
    pub text: String,
    task: Option<u32>,
    names: Vec<Haystack>,
}

/// The list of units, then of tasks.
#[derive(Debug, Clone)]
pub struct Placer {
    /// What the row says.
    pub said: String,
    /// The unit, once it is chosen or known: then the list is of tasks.
    pub unit: Option<String>,
    /// What is typed.
    pub filter: Line,
    /// Everything that can be chosen.
    pub choices: Vec<Choice>,
    /// The places of those that fit what is typed.
    pub shown: Vec<usize>,
    /// Which of `shown` is selected.
    pub cursor: usize,
    file: usize,
    sheet: String,
    row: u32,
    /// A form has no task.
    form: bool,
}

/// What Enter made of a placer.
pub(super) enum Answer {
    /// Nothing fits; it goes on as it was.
    Nothing(Box<Placer>),
    /// The unit is chosen, the task is asked for.
    Next(Box<Placer>),
    /// Where it goes, and of which file it is.
    Place(usize, ByHand),
}

impl Placer {
    /// For what is selected in the pane: a stray, a form of nobody, or a row that was placed by hand.
    pub(super) fn of(pane: &ReviewPane, workspace: &Workspace, rows: &Rows) -> Option<Box<Self>> {
        let line = pane.lines.get(pane.cursor)?;
        let file = match line {
            ReviewLine::File(file)
            | ReviewLine::Item(file, _)
            | ReviewLine::Stray(file, _)
            | ReviewLine::Form(file, _) => *file,
            ReviewLine::Silent => return None,
        };
        let returned = pane.files.get(file)?;
        let review = returned.outcome.as_ref().ok()?;
        let (sheet, row, unit, said, form) = match line {
            ReviewLine::Stray(_, place) => {
                let stray = review.strays.get(*place)?;
                let told = !matches!(stray.reason, Stray::NoUnit | Stray::UnknownUnit(_));
                let unit = stray.unit.clone().filter(|_| told);
                (stray.sheet.clone(), stray.row, unit, stray.text.clone(), false)
            }
            ReviewLine::Form(_, place) => {
                let form = review.forms.get(*place)?;
                let said = form.items.first().map(|item| item.new.clone()).unwrap_or_default();
                (form.sheet.clone(), form.row, None, said, true)
            }
            ReviewLine::Item(_, crate::exchange::sheets::Place::Row { row, item }) => {
                let row = review.rows.get(*row)?;
                let by_hand = |one: &ByHand| one.sheet == row.sheet && one.row == row.row;
                returned.by_hand.iter().find(|one| by_hand(one))?;
                let said = row.items.get(*item).map(|item| item.new.clone()).unwrap_or_default();
                (row.sheet.clone(), row.row, row.units.first().cloned(), said, false)
            }
            ReviewLine::Item(..) | ReviewLine::File(_) | ReviewLine::Silent => return None,
        };
        let mut placer = Self {
            said,
            unit: None,
            filter: Line::new(),
            choices: Vec::new(),
            shown: Vec::new(),
            cursor: 0,
            file,
            sheet,
            row,
            form,
        };
        placer.ask(unit, workspace, rows);
        Some(Box::new(placer))
    }

    /// Asks for the unit, or, where that is known, for the task: those of the unit stand first.
    fn ask(&mut self, unit: Option<String>, workspace: &Workspace, rows: &Rows) {
        self.choices = match &unit {
            None => workspace
                .roster
                .units
                .iter()
                .map(|unit| Choice {
                    number: String::new(),
                    text: unit.name.clone(),
                    task: None,
                    names: unit.names().map(Haystack::new).collect(),
                })
                .collect(),
            Some(unit) => {
                let its = |task: u32| {
                    rows.task(task).is_some_and(|task| task.rows.iter().any(|row| *row.unit == **unit))
                };
                let mut tasks: Vec<_> = workspace.plan.tasks().collect();
                tasks.arrange_by_key(|task| !its(task.id));
                let choice = |task: &crate::domain::plan::Task| Choice {
                    number: task.number.clone(),
                    text: task.requirement.clone(),
                    task: Some(task.id),
                    names: vec![Haystack::new(&task.requirement)],
                };
                tasks.into_iter().map(choice).collect()
            }
        };
        self.unit = unit;
        self.filter = Line::new();
        self.narrow();
    }

    /// Narrows the list down again after typing: a number that is meant exactly stands first.
    pub(in crate::workbench) fn narrow(&mut self) {
        let typed = self.filter.text().trim().to_owned();
        let pattern = Pattern::new(&typed);
        let fits = |choice: &Choice| {
            typed.is_empty()
                || (!choice.number.is_empty() && choice.number.starts_with(&typed))
                || choice.names.iter().any(|name| pattern.matches(name))
        };
        self.shown = (0..self.choices.len()).filter(|place| fits(&self.choices[*place])).collect();
        let rank = |place: &usize| {
            let number = &self.choices[*place].number;
            (*number != typed, number.is_empty() || !number.starts_with(&typed))
        };
        if !typed.is_empty() {
            self.shown.arrange_by_key(rank);
        }
        self.cursor = 0;
    }

    /// Enter.
    pub(super) fn chosen(mut self: Box<Self>, workspace: &Workspace, rows: &Rows) -> Answer {
        let choice = self.shown.get(self.cursor).and_then(|place| self.choices.get(*place));
        let Some((task, text)) = choice.map(|choice| (choice.task, choice.text.clone())) else {
            return Answer::Nothing(self);
        };
        let unit = match (&self.unit, self.form) {
            (None, false) => {
                self.ask(Some(text), workspace, rows);
                return Answer::Next(self);
            }
            (None, true) => text,
            (Some(unit), _) => unit.clone(),
        };
        Answer::Place(self.file, ByHand { sheet: self.sheet, row: self.row, task, unit })
    }

    /// Esc: from the tasks to the units, from the units away.
    pub(super) fn back(mut self: Box<Self>, workspace: &Workspace, rows: &Rows) -> Option<Box<Self>> {
        self.unit.take()?;
        self.ask(None, workspace, rows);
        Some(self)
    }
}
