//! What keys do to the filter: typing narrows at once, Esc goes back, Enter keeps.

use super::{Filter, FilterList, FilterPrompt};
use crate::domain::change::Part;
use crate::search::facts::ChangedDays;
use crate::search::query::QueryError;
use crate::workbench::command::Command;
use crate::workbench::line::Line;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::{Effect, Workbench};

impl Workbench {
    /// The filter that is active.
    pub fn filter(&self) -> Option<&Filter> {
        self.filtering.active()
    }

    /// The saved filters: names and queries.
    pub fn saved_filters(&self) -> &super::SavedFilters {
        &self.filtering.saved
    }

    /// What is wrong with the query that is being typed.
    pub fn filter_error(&self) -> Option<&QueryError> {
        match &self.overlay {
            Some(Overlay::Filter(prompt)) => prompt.error.as_ref(),
            _ => None,
        }
    }

    pub(in crate::workbench) fn ask_filter(&mut self) {
        let before = self.filter().map_or_else(String::new, |filter| filter.text.clone());
        let line = Line::with_text(&before);
        let at = Box::new(self.place());
        self.overlay =
            Some(Overlay::Filter(Box::new(FilterPrompt { line, name: None, before, error: None, at })));
    }

    pub(in crate::workbench) fn ask_saved_filters(&mut self) {
        if self.filtering.saved.is_empty() {
            self.notice = Some(Notice::NotHere(Command::SavedFilters, WhyNot::NoSavedFilters));
        } else {
            self.overlay = Some(Overlay::Filters(FilterList::default()));
        }
    }

    /// After a key in the query: what is shown narrows at once; a wrong query leaves it as it is and says where.
    pub(in crate::workbench) fn filter_typed(&mut self) {
        let Some(Overlay::Filter(prompt)) = &self.overlay else { return };
        if prompt.name.is_some() {
            return;
        }
        let text = prompt.line.text().to_owned();
        let mut filtering = std::mem::take(&mut self.filtering);
        let outcome = filtering.begin(&text, &self.desk());
        self.filtering = filtering;
        if outcome == Ok(false) {
            self.show_filtered();
        }
        let error = outcome.err();
        if let Some(Overlay::Filter(prompt)) = &mut self.overlay {
            prompt.error = error;
        }
    }

    /// Begins to show only what a query lets through; everything for an empty one. [`Workbench::work_on`] does the rest.
    pub fn set_filter(&mut self, text: &str) -> Result<(), QueryError> {
        let mut filtering = std::mem::take(&mut self.filtering);
        let outcome = filtering.begin(text, &self.desk());
        self.filtering = filtering;
        if !outcome? {
            self.show_filtered();
        }
        Ok(())
    }

    /// Shows everything again.
    pub(in crate::workbench) fn clear_filter(&mut self) {
        self.filtering.clear();
        self.show_filtered();
    }

    /// The days of older changes are known now; what changed since is newer.
    pub fn changed_before(&mut self, days: ChangedDays) {
        if self.filtering.take_older(days) {
            self.refresh_views(None);
            self.touch_days();
            self.touch_units();
        }
    }

    /// Notes which entries differ from an older state of the data, for `~3d`.
    pub(in crate::workbench) fn note_outside_changes(
        &mut self,
        before: &crate::domain::workspace::Workspace,
        changed: &std::collections::BTreeSet<Part>,
    ) {
        for part in changed {
            let Part::Entries(task) = part else { continue };
            let old = before.entries_of(*task);
            for entry in self.workspace.entries_of(*task) {
                if !old.contains(entry) {
                    self.filtering.changed.insert(entry.id.clone(), self.today);
                }
            }
        }
    }

    /// Enter in the query: it stays as the filter, unless it is wrong. Enter in the name: it is saved.
    pub(in crate::workbench) fn confirm_filter(&mut self, prompt: FilterPrompt) {
        let Some(name) = &prompt.name else {
            if prompt.error.is_some() {
                self.overlay = Some(Overlay::Filter(Box::new(prompt)));
            } else if self.filtering.is_judging() {
                self.confirmed = Some(prompt.line.text().to_owned());
            } else {
                self.keep_query(prompt.line.text());
            }
            return;
        };
        let name = name.text().trim().to_owned();
        let query = prompt.line.text().trim().to_owned();
        if name.is_empty() {
            self.overlay = Some(Overlay::Filter(Box::new(prompt)));
            return;
        }
        self.filtering.saved.insert(name.clone(), query.clone());
        self.effects.push(Effect::SaveFilter { name, query: Some(query) });
    }

    /// Notes a query for the next time, if it let something through.
    pub(in crate::workbench) fn keep_query(&mut self, query: &str) {
        if self.filter().is_some_and(|filter| filter.shown.count() > 0) {
            self.note_query(query);
        }
    }

    /// Ctrl-S in the query: under which name it is to be saved.
    pub(in crate::workbench) fn name_filter(&mut self) {
        if let Some(Overlay::Filter(prompt)) = &mut self.overlay
            && prompt.error.is_none()
            && !prompt.line.text().trim().is_empty()
        {
            prompt.name.get_or_insert_default();
        }
    }

    /// Esc: from the name back to the query; from the query to the filter before.
    pub(in crate::workbench) fn leave_filter(&mut self, prompt: FilterPrompt) {
        if prompt.name.is_some() {
            self.overlay = Some(Overlay::Filter(Box::new(FilterPrompt { name: None, ..prompt })));
            return;
        }
        self.confirmed = None;
        // The filter before, and exactly where one was.
        self.return_to(*prompt.at);
    }

    /// Enter in the list of saved filters. One that cannot be read any more is opened to be mended.
    pub(in crate::workbench) fn choose_filter(&mut self, list: &FilterList) {
        let Some(query) = self.filtering.saved.values().nth(list.cursor).cloned() else { return };
        let before = self.filter().map_or_else(String::new, |filter| filter.text.clone());
        let at = Box::new(self.place());
        if let Err(error) = self.set_filter(&query) {
            let line = Line::with_text(&query);
            self.overlay = Some(Overlay::Filter(Box::new(FilterPrompt {
                line,
                name: None,
                before,
                error: Some(error),
                at,
            })));
        }
    }

    /// The saved filter of a digit: its place in the list, from 1. Nothing where there is none.
    pub(in crate::workbench) fn run_saved_filter(&mut self, digit: Option<usize>) {
        let place = digit.and_then(|digit| digit.checked_sub(1));
        if let Some(cursor) = place.filter(|place| *place < self.filtering.saved.len()) {
            self.overlay = None;
            self.choose_filter(&FilterList { cursor });
        }
    }

    /// Delete in the list of saved filters.
    pub(in crate::workbench) fn forget_filter(&mut self) {
        let Some(Overlay::Filters(list)) = &mut self.overlay else { return };
        let Some(name) = self.filtering.saved.keys().nth(list.cursor).cloned() else { return };
        self.filtering.saved.remove(&name);
        list.cursor = list.cursor.min(self.filtering.saved.len().saturating_sub(1));
        if self.filtering.saved.is_empty() {
            self.overlay = None;
        }
        self.effects.push(Effect::SaveFilter { name, query: None });
    }
}
