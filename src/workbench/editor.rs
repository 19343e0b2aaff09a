//! 在编辑器里改: the marked rows as YAML, handed to the person's own editor; what comes back is compared with what went
//! out, shown field by field, and counts only after that.
//!
//! Invariant: text that was typed is never lost: what cannot be read is offered again.

use serde_yaml::{Mapping, Value};

use super::command::Command;
use super::ledger::RowKey;
use super::notice::{Notice, WhyNot};
use super::overlay::Overlay;
use super::subject::Subject;
use super::{Effect, Workbench};
use crate::domain::change::Label;
use crate::domain::edit::{self, EditError, Given};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::field::{FIELDS, Field, FieldKind};

/// The keys by which an item is known again; they are not edited.
const ENTRY: &str = "entry";
const TASK: &str = "task";
const UNIT: &str = "unit";

/// One row that went out.
#[derive(Debug, Clone, PartialEq)]
struct Sent {
    row: RowKey,
    /// The texts of its fields.
    fields: Vec<(&'static Field, String)>,
}

/// One field that came back otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// The row.
    pub row: RowKey,
    /// The field.
    pub field: &'static Field,
    /// As it went out.
    pub old: String,
    /// As it came back.
    pub new: String,
}

/// Why the text cannot be taken as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// No YAML, or not of this shape.
    Yaml {
        /// The line, where it is known.
        line: Option<usize>,
        /// What stands there.
        text: String,
        /// The reader's words.
        error: String,
    },
    /// An item that stands for none of the rows: its place, from 1.
    UnknownItem(usize),
    /// A field that an entry does not have.
    UnknownField(String),
    /// The editor could not be started, or ended badly; its words.
    Editor(String),
}

/// What came back from the editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    sent: Vec<Sent>,
    /// The text as it came back.
    pub text: String,
    /// What differs.
    pub edits: Vec<Edited>,
    /// Why it cannot be taken.
    pub wrong: Option<Unreadable>,
    /// The selected line.
    pub cursor: usize,
}

/// Whether a field is written out.
fn is_written(field: &Field) -> bool {
    !matches!(
        field.kind,
        FieldKind::Id
            | FieldKind::Units
            | FieldKind::Tasks
            | FieldKind::Extensions
            | FieldKind::Day
            | FieldKind::Returned
    )
}

fn shown(field: &'static Field, entry: Option<&Entry>) -> String {
    match (field.kind, entry) {
        // What is written there is one more note.
        (FieldKind::Progress, _) | (_, None) => String::new(),
        (FieldKind::Status, Some(entry)) => {
            entry.status.map(|status| status.word().to_owned()).unwrap_or_default()
        }
        (_, Some(entry)) => field.show(entry),
    }
}

fn yaml(sent: &[Sent]) -> String {
    let item = |one: &Sent| {
        let mut map = Mapping::new();
        let id = one.row.entry.as_ref().map_or(Value::Null, |id| Value::from(id.to_string()));
        map.insert(ENTRY.into(), id);
        map.insert(TASK.into(), one.row.task.into());
        map.insert(UNIT.into(), one.row.unit.to_string().into());
        for (field, text) in &one.fields {
            map.insert(field.key.into(), text.clone().into());
        }
        Value::Mapping(map)
    };
    let items: Vec<Value> = sent.iter().map(item).collect();
    // One blank line before each item: long lists are read by people.
    let text = serde_yaml::to_string(&items).unwrap_or_default();
    text.replace("\n- entry:", "\n\n- entry:")
}

/// A value as the text of a field: numbers and lists are what a person may write for it.
fn text_of(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim_end_matches('\n').to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Sequence(items) => items.iter().map(text_of).collect::<Option<Vec<_>>>()?.join("\n"),
        Value::Mapping(_) | Value::Tagged(_) => return None,
    })
}

fn read(text: &str, sent: &[Sent]) -> Result<Vec<Edited>, Unreadable> {
    let items: Vec<Mapping> = if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        Vec::new()
    } else {
        serde_yaml::from_str(text).map_err(|error| {
            let line = error.location().map(|place| place.line());
            let text = line.and_then(|line| text.lines().nth(line.saturating_sub(1))).unwrap_or_default();
            Unreadable::Yaml { line, text: text.trim().to_owned(), error: error.to_string() }
        })?
    };
    let mut edits = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let id = item.get(ENTRY).and_then(Value::as_str).map(EntryId::from_text);
        let task = item.get(TASK).and_then(Value::as_u64);
        let unit = item.get(UNIT).and_then(Value::as_str);
        let is_it = |one: &&Sent| match (&id, &one.row.entry) {
            (Some(id), Some(other)) => id == other,
            (None, None) => task == Some(u64::from(one.row.task)) && unit == Some(&*one.row.unit),
            _ => false,
        };
        let one = sent.iter().find(is_it).ok_or(Unreadable::UnknownItem(place + 1))?;
        for (key, value) in item {
            let key = key.as_str().unwrap_or_default();
            if [ENTRY, TASK, UNIT].contains(&key) {
                continue;
            }
            let named = Field::named(key).filter(|field| is_written(field));
            let field = named.ok_or_else(|| Unreadable::UnknownField(key.to_owned()))?;
            let new = text_of(value).ok_or_else(|| Unreadable::UnknownField(key.to_owned()))?;
            let old = one.fields.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text);
            if old.trim_end() != new.trim_end() {
                edits.push(Edited { row: one.row.clone(), field, old: old.to_owned(), new });
            }
        }
    }
    Ok(edits)
}

impl Workbench {
    /// The rows that go out: all marked, else the selected one; 成员待定 has nothing to edit.
    fn rows_to_send(&self) -> Result<Vec<RowKey>, WhyNot> {
        let rows = match self.subject()? {
            Subject::Marked(marked) => {
                let is_open = |key: &RowKey| {
                    let all = self.rows.task(key.task).map_or(&[][..], |it| &it.rows);
                    key.entry.is_none() && all.iter().any(|row| row.open_group && row.unit == key.unit)
                };
                marked.rows.iter().filter(|key| !is_open(key)).cloned().collect()
            }
            Subject::Entry { task, id, unit } => vec![RowKey { task, unit, entry: Some(id) }],
            Subject::Unit { task, unit } => vec![RowKey { task, unit, entry: None }],
            Subject::OpenGroup { .. } => Vec::new(),
        };
        if rows.is_empty() { Err(WhyNot::MembersFirst) } else { Ok(rows) }
    }

    /// Why nothing can be handed to the editor.
    pub(super) fn why_no_editor(&self) -> Option<WhyNot> {
        self.rows_to_send().err()
    }

    /// Hands the rows to the editor. An entry with several marked rows goes out once.
    pub(super) fn ask_editor(&mut self) {
        let Ok(rows) = self.rows_to_send() else { return };
        let mut sent: Vec<Sent> = Vec::new();
        for row in rows {
            if row.entry.is_some() && sent.iter().any(|one| one.row.entry == row.entry) {
                continue;
            }
            let entry = row.entry.as_ref().and_then(|id| self.workspace.entry(id)).map(|(_, it)| &**it);
            let fields = FIELDS.iter().filter(|field| is_written(field));
            let fields = fields.map(|field| (field, shown(field, entry))).collect();
            sent.push(Sent { row, fields });
        }
        let text = yaml(&sent);
        self.send_to_editor(Review { sent, text, edits: Vec::new(), wrong: None, cursor: 0 });
    }

    fn send_to_editor(&mut self, review: Review) {
        self.effects.push(Effect::Edit { text: review.text.clone(), wrong: review.wrong.clone() });
        self.overlay = Some(Overlay::Review(Box::new(review)));
    }

    /// What the editor left: the text, or why there is none.
    pub fn edited(&mut self, outcome: Result<String, String>) {
        let Some(Overlay::Review(review)) = &mut self.overlay else { return };
        match outcome {
            Ok(text) => {
                // The head is put before it anew each time.
                let head = text.lines().take_while(|line| line.starts_with('#'));
                let head: usize = head.map(|line| line.len() + 1).sum();
                text.get(head..).unwrap_or_default().clone_into(&mut review.text);
                match read(&text, &review.sent) {
                    Ok(edits) => (review.edits, review.wrong) = (edits, None),
                    Err(wrong) => (review.edits, review.wrong) = (Vec::new(), Some(wrong)),
                }
            }
            Err(reason) => review.wrong = Some(Unreadable::Editor(reason)),
        }
        review.cursor = 0;
        if review.wrong.is_none() && review.edits.is_empty() {
            self.overlay = None;
            self.notice = Some(Notice::Same);
        }
    }

    /// `e` in the review: the same text once more.
    pub(super) fn edit_again(&mut self) {
        if let Some(Overlay::Review(review)) = self.overlay.take() {
            self.send_to_editor(*review);
        }
    }

    /// Enter in the review: all of it is made, as one change. Where it cannot be read, the editor is opened again.
    pub(super) fn confirm_review(&mut self, review: Review) {
        if review.wrong.is_some() {
            self.send_to_editor(review);
            return;
        }
        let mut steps: Vec<(RowKey, Vec<Given>)> = Vec::new();
        for edit in &review.edits {
            let given = (edit.field, edit.new.clone());
            match steps.iter_mut().find(|(row, _)| *row == edit.row) {
                Some((_, all)) => all.push(given),
                None => steps.push((edit.row.clone(), vec![given])),
            }
        }
        let rows = steps.len();
        let outcome = self.in_steps(Label::Edit, steps, |bench, (row, given)| {
            if let Some(id) = &row.entry {
                return edit::set(&bench.desk(), std::slice::from_ref(id), &given);
            }
            let id = bench.fresh_id(row.task);
            edit::add(&bench.desk(), row.task, vec![row.unit.to_string()], &given, id)
        });
        let failed = match &outcome {
            Err(EditError::Field { field, .. }) => {
                review.edits.iter().position(|edit| edit.field == *field).or(Some(0))
            }
            Err(_) => Some(0),
            Ok(_) => None,
        };
        let made = self.commit(outcome);
        if made {
            self.say_for_many(rows);
        } else {
            // What was typed is not lost: `e` opens it again.
            let cursor = failed.unwrap_or(review.cursor);
            self.overlay = Some(Overlay::Review(Box::new(Review { cursor, ..review })));
        }
    }

    /// Runs `edit_again` for its key; whether it was that.
    pub(super) fn key_in_review(&mut self, command: Option<Command>) -> bool {
        let in_review = matches!(self.overlay, Some(Overlay::Review(_)));
        if in_review && matches!(command, Some(Command::Edit | Command::Editor)) {
            self.edit_again();
            return true;
        }
        false
    }
}
