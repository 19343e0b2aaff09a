//! Moving the time limit of the selected entry by a day or a working day.

use chrono::{Datelike, NaiveDate};

use super::super::Workbench;
use super::super::notice::WhyNot;
use super::super::subject::Subject;
use crate::domain::edit::{self, EditError};
use crate::domain::field::Field;
use crate::domain::when::{self, Reading};

impl Workbench {
    /// The entry whose time limit `<` and `>` move, its last day, and the words as they stand.
    pub(super) fn due_to_move(&self) -> Result<(Subject, NaiveDate), WhyNot> {
        let subject = self.subject()?;
        if !matches!(subject, Subject::Entry { .. }) {
            return Err(WhyNot::NoEntry);
        }
        let line = self.line()?;
        let row = line.rows(&self.rows).next().ok_or(WhyNot::NoTask)?;
        let last = row.last().ok_or(WhyNot::NoLastDay)?;
        let own = row.entry().map_or("", |entry| entry.due.as_str());
        match when::read(own, &self.desk().when()).reading {
            _ if own.is_empty() => Ok((subject, last)),
            Reading::Day(_) | Reading::Span { then_open: false, .. } => Ok((subject, last)),
            _ => Err(WhyNot::RepeatedDue),
        }
    }

    /// Moves the time limit of the selected entry; the calendar goes along, so that the next key moves it on.
    pub(super) fn move_due(
        &mut self,
        to: impl Fn(NaiveDate, &crate::domain::workdays::Calendar) -> Option<NaiveDate>,
    ) {
        let Ok((subject, last)) = self.due_to_move() else { return };
        let Subject::Entry { id, .. } = &subject else { return };
        let Some(day) = to(last, &self.rows.day().calendar) else { return };
        let own = self.workspace.entry(id).map(|(_, entry)| entry.due.clone()).unwrap_or_default();
        let text = moved_words(&own, day, self.workspace.plan.year);
        let outcome = match Field::keyed("due") {
            Some(field) => edit::set(&self.desk(), std::slice::from_ref(id), &[(field, text)]),
            None => Err(EditError::EmptyText),
        };
        self.commit(outcome);
        if !self.calendar.listed {
            self.calendar.go(day, &facts!(self));
        }
        self.calendar.list.select(&subject);
    }
}

/// A time limit on another day, in the shape of the words before: `7月5日前` stays one with 前.
fn moved_words(before: &str, day: NaiveDate, year: i32) -> String {
    if before.parse::<NaiveDate>().is_ok() {
        return day.to_string();
    }
    let of_year = if day.year() == year { String::new() } else { format!("{}年", day.year()) };
    let ends = if before.ends_with('前') { "前" } else { "" };
    format!("{of_year}{}月{}日{ends}", day.month(), day.day())
}
