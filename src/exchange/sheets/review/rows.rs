//! The comparison of rows, field by field.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::group::{Group, groups};
use super::{Item, RowReview, Setting, Verdict};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::field::Field;
use crate::domain::sheet::Line;
use crate::domain::status::{Status, StatusWord};
use crate::domain::when::{self, Context, Reading};
use crate::exchange::read::Page;
use crate::exchange::sheets::base::Base;
use crate::exchange::sheets::merge::{Outcome, lines, lists, new_notes, three_way};
use crate::exchange::sheets::notes::dated;
use crate::exchange::sheets::place::Placed;
use crate::exchange::sheets::table::{Found, FoundCell};
use crate::exchange::sheets::value::{Said, read};

/// Compares placed rows of one page; rows that say nothing new are left out, but for what they said.
pub fn compare(
    page: &Page,
    rows: &[(&Found, &Placed)],
    matches: &[Option<&Entry>],
    base: &Base<'_>,
    setting: &Setting<'_>,
) -> Vec<RowReview> {
    let mut reviews: Vec<RowReview> = Vec::new();
    for group in groups(rows, matches) {
        let review = one(page, &group, base, setting);
        // Rows of one entry that do not stand together are one all the same.
        let same =
            review.id.as_ref().and_then(|id| reviews.iter_mut().find(|other| other.id.as_ref() == Some(id)));
        match same {
            Some(other) => join(other, review),
            None => reviews.push(review),
        }
    }
    reviews
}

/// Adds what a further row of the same entry says; where it says something else of a field it is a conflict. A cell is
/// emptied only where no row of the entry says anything there.
fn join(into: &mut RowReview, mut more: RowReview) {
    let silent = |row: &RowReview, item: &Item| {
        let key = item.field.key;
        let speaks = |one: &Item| one.field.key == key && one.verdict != Verdict::Emptied;
        item.verdict != Verdict::Emptied || !(row.said.contains_key(key) || row.items.iter().any(speaks))
    };
    more.items.retain(|item| silent(into, item));
    let emptied: Vec<Item> = std::mem::take(&mut into.items);
    into.items = emptied.into_iter().filter(|item| silent(&more, item)).collect();
    for item in more.items {
        match into.items.iter_mut().find(|one| one.field == item.field) {
            Some(one) if one.new == item.new => {}
            Some(one) => {
                one.verdict = Verdict::Conflict;
                into.items.push(Item { verdict: Verdict::Conflict, ..item });
            }
            None => into.items.push(item),
        }
    }
    into.also.extend(more.also);
    into.said.extend(more.said);
}

fn one(page: &Page, group: &Group<'_>, base: &Base<'_>, setting: &Setting<'_>) -> RowReview {
    let workspace = setting.desk.workspace;
    let home = group.entry.and_then(|entry| workspace.entry(&entry.id)).map(|(task, _)| task);
    let task = home.unwrap_or(group.placed.task);
    let known = |one: &u32| group.entry.is_some_and(|entry| entry.also_tasks.contains(one)) || *one == task;
    let answered = std::iter::once(&group.placed.task).chain(&group.placed.also);
    let also = answered.filter(|one| !known(one)).copied().collect();
    let named = group.rows.first().and_then(|found| found.entry_name.as_ref());
    let gone = named.is_some_and(|id| workspace.entry(id).is_none() && base.knows(group.placed.task, id));
    let ours = ours(group, setting);
    let row = Row {
        page,
        task: group.placed.task,
        id: group.entry.map(|entry| &entry.id).or(named.filter(|_| gone)),
        entry: group.entry,
        ours: &ours,
        base,
        when: setting.desk.when(),
    };
    let mut review = RowReview {
        sheet: page.name.clone(),
        task,
        id: group.entry.map(|entry| entry.id.clone()),
        row: group.rows.first().map_or(0, |found| found.row),
        units: group.placed.units.clone(),
        also,
        items: Vec::new(),
        said: BTreeMap::new(),
    };
    let mut seen: Vec<&str> = Vec::new();
    for found in &group.rows {
        for cell in &found.cells {
            // Of several rows that are one the upper cell speaks; a lower one only where that is empty.
            if seen.contains(&cell.field.key) && group.rows.len() > 1 {
                continue;
            }
            if row.cell(cell, &mut review) {
                seen.push(cell.field.key);
            }
        }
    }
    if let Some(first) = group.rows.first() {
        for (field, column) in &first.empty {
            let everywhere = group.rows.iter().all(|row| row.empty.iter().any(|(one, _)| one == field));
            if everywhere && !seen.contains(&field.key) {
                row.emptied(first.row, *column, field, &mut review);
            }
        }
    }
    if gone {
        // Taken away here, changed there.
        for item in &mut review.items {
            item.verdict = Verdict::Conflict;
        }
    }
    if group.entry.is_none() && !gone {
        review.items.retain(|item| item.verdict != Verdict::Take || !item.new.is_empty());
    }
    // An also_task alone is nothing to say: the entry has to say something, or to be known.
    if review.items.is_empty() && review.id.is_none() {
        review.also.clear();
    }
    review
}

/// What stands here, as the sheet would show it.
fn ours(group: &Group<'_>, setting: &Setting<'_>) -> Line {
    let rows = setting.rows.task(group.placed.task).map_or(&[][..], |task| &task.rows);
    let row = rows.iter().find(|row| match group.entry {
        Some(entry) => row.entry().is_some_and(|one| one.id == entry.id),
        None => row.entry().is_none() && group.placed.units.iter().any(|unit| **unit == *row.unit),
    });
    let plans = || setting.desk.workspace.plan.task(group.placed.task).and_then(|task| task.due.clone());
    let blank = || {
        let due = plans().map(|due| ("due".to_owned(), due));
        Line { task: group.placed.task, id: None, said: due.into_iter().collect() }
    };
    row.map_or_else(blank, Line::of)
}

/// One row while its cells are compared.
struct Row<'a> {
    page: &'a Page,
    task: u32,
    id: Option<&'a EntryId>,
    entry: Option<&'a Entry>,
    ours: &'a Line,
    base: &'a Base<'a>,
    when: Context<'a>,
}

impl Row<'_> {
    /// Compares one cell; whether it said anything.
    fn cell(&self, cell: &FoundCell, review: &mut RowReview) -> bool {
        let at = self.page.address(cell.region.map_or(cell.row, |area| area.top), cell.column);
        let said = match &cell.value {
            Ok(value) => read(cell.field, value, self.page.since_1904),
            Err(reason) => Said::Unread(*reason),
        };
        let written = cell.written.clone();
        let field = |key: &str| Field::keyed(key).unwrap_or(cell.field);
        match said {
            Said::Nothing => return false,
            Said::Text(text) => self.field(cell.field, &text, &at, review),
            Said::Status(status, note) => {
                self.field(field("status"), status.key(), &at, review);
                self.field(field("progress"), &note, &at, review);
            }
            Said::Percent(percent) => {
                self.field(field("percent"), &percent.to_string(), &at, review);
                let status = if percent == 100 { Status::Submitted } else { Status::InProgress };
                if percent > 0 {
                    self.field(field("status"), status.key(), &at, review);
                }
            }
            Said::Unread(reason) => {
                // What went out like this (an unknown word in our own data) says nothing new.
                let base = self.base.text(self.task, self.id, cell.field.key);
                if base.is_none_or(|base| base != written) {
                    let old = self.shown(cell.field);
                    let verdict = Verdict::Unread(reason);
                    review.items.push(Item { cell: at, field: cell.field, old, new: written, verdict });
                }
            }
        }
        true
    }

    /// Compares one field.
    fn field(&self, field: &'static Field, text: &str, at: &str, review: &mut RowReview) {
        if text.is_empty() {
            return;
        }
        let mut base = self.base.text(self.task, self.id, field.key);
        // Where nothing went out, the plan's own time limit is what the unit knows from the notice.
        if field.key == "due" && base.is_none() && self.entry.is_none_or(|entry| entry.due.is_empty()) {
            base = Some(self.ours.text("due"));
        }
        let outcome = match field.key {
            "progress" => self.notes(text, base),
            "evidence" => self.evidence(text, base),
            key => {
                let ours = self.plain(key);
                let same = |one: &str, other: &str| self.same(key, one, other);
                match three_way(base, text, &ours, same) {
                    Outcome::Take => Some((text.to_owned(), Verdict::Take)),
                    Outcome::Conflict => Some((text.to_owned(), Verdict::Conflict)),
                    Outcome::Same | Outcome::Keep => None,
                }
            }
        };
        let undecided = outcome.as_ref().is_some_and(|(_, verdict)| *verdict != Verdict::Take);
        if !undecided {
            review.said.insert(field.key.to_owned(), text.to_owned());
        }
        let Some((new, verdict)) = outcome else { return };
        if self.base.rejected(self.task, self.id, field.key, &new) {
            return;
        }
        let old = self.shown(field);
        review.items.push(Item { cell: at.to_owned(), field, old, new, verdict });
    }

    /// An empty cell where the unit had seen something that still stands here. What moves by rules of its own is no text
    /// to delete: a status, and a time limit that was extended.
    fn emptied(&self, line: u32, column: u32, field: &'static Field, review: &mut RowReview) {
        let Some(entry) = self.entry else { return };
        let stands = match field.key {
            "status" => false,
            "due" => !entry.due.is_empty() && entry.extensions.is_empty(),
            _ => true,
        };
        let base = self.base.text(self.task, self.id, field.key).unwrap_or_default();
        let ours = self.ours.text(field.key);
        if !stands || base.is_empty() || ours.is_empty() || !self.same(field.key, base, ours) {
            return;
        }
        if self.base.rejected(self.task, self.id, field.key, "") {
            return;
        }
        review.items.push(Item {
            cell: self.page.address(line, column),
            field,
            old: self.shown(field),
            new: String::new(),
            verdict: Verdict::Emptied,
        });
    }

    /// What stands here, in the form in which cells are read: of a status its key.
    fn plain(&self, key: &str) -> String {
        match (key, self.entry) {
            ("status", Some(entry)) => entry.status.map(|status| status.key().to_owned()).unwrap_or_default(),
            ("percent", Some(entry)) => entry.percent.map(|percent| percent.to_string()).unwrap_or_default(),
            ("start", Some(entry)) => entry.start.to_string(),
            _ => self.ours.text(key).to_owned(),
        }
    }

    /// What stands here, as a person reads it.
    fn shown(&self, field: &Field) -> String {
        match (field.key, self.entry) {
            (key, _) if self.ours.said.contains_key(key) => self.ours.text(key).to_owned(),
            (_, Some(entry)) => field.show(entry),
            (_, None) => String::new(),
        }
    }

    /// Whether two texts of a field mean the same.
    fn same(&self, key: &str, one: &str, other: &str) -> bool {
        match key {
            "due" | "start" => one == other || self.same_limit(one, other),
            "status" => status(one) == status(other),
            "percent" => one.trim_end_matches('%') == other.trim_end_matches('%'),
            // A spreadsheet may have eaten the zero of an area code.
            "contact" => squeezed(one).trim_start_matches('0') == squeezed(other).trim_start_matches('0'),
            _ => squeezed(one) == squeezed(other),
        }
    }

    /// Two time limits with one last day are the same: a spreadsheet turns 7月10日 into a date by itself.
    fn same_limit(&self, one: &str, other: &str) -> bool {
        if squeezed(one) == squeezed(other) {
            return true;
        }
        let last = |text: &str| -> Option<NaiveDate> {
            match when::read(text, &self.when).reading {
                Reading::Day(day) => Some(day),
                Reading::Span { last, then_open: false, .. } => Some(last),
                _ => None,
            }
        };
        last(one).is_some_and(|day| last(other) == Some(day))
    }

    fn notes(&self, text: &str, base: Option<&str>) -> Option<(String, Verdict)> {
        let ours: Vec<String> = self
            .entry
            .map(|entry| entry.progress.iter().map(|note| note.text.to_string()).collect())
            .unwrap_or_default();
        // As the sheet shows them, and as they stand: a unit may have typed a note without its day.
        let shown = lines(self.ours.text("progress"));
        let known: Vec<String> = ours.into_iter().chain(shown).collect();
        let begins = |line: &str| dated(line, &self.when).is_some();
        let notes = new_notes(base.unwrap_or_default(), text, &known, begins);
        let fresh: Vec<String> = notes
            .into_iter()
            .filter(|note| {
                let undated = dated(note, &self.when).map_or(note.as_str(), |(_, rest)| rest);
                !known.iter().any(|one| squeezed(one) == squeezed(undated) || squeezed(one) == squeezed(note))
            })
            .collect();
        (!fresh.is_empty()).then(|| (fresh.join("\n"), Verdict::Take))
    }

    fn evidence(&self, text: &str, base: Option<&str>) -> Option<(String, Verdict)> {
        let ours: Vec<String> = self
            .entry
            .map(|entry| entry.evidence.iter().map(|one| one.text.clone()).collect())
            .unwrap_or_default();
        let merged = lists(&lines(base.unwrap_or_default()), &lines(text), &ours);
        (merged != ours).then(|| (merged.join("\n"), Verdict::Take))
    }
}

fn status(word: &str) -> Option<Status> {
    match word.parse() {
        // A unit cannot tell 已完成 from 待核实.
        Ok(StatusWord::Status(Status::Done | Status::Submitted)) => Some(Status::Submitted),
        Ok(StatusWord::Status(status)) => Some(status),
        _ if word.is_empty() => Some(Status::NotStarted),
        _ => None,
    }
}

/// A text without what spreadsheets and people change unawares.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(crate::domain::half_width).collect()
}
