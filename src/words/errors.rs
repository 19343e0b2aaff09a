//! Sentences for what the lower rooms say in types: why an edit was not made, what a change did, what is wrong with a
//! file.

use std::fmt::Display;

use serde::Deserialize;
use serde_yaml::Value;

use super::domain::{self, DomainWords};
use super::{Language, Section, fill};
use crate::domain::change::{ChangeError, Label, Op, Target};
use crate::domain::edit::EditError;
use crate::domain::field::FieldError;
use crate::domain::status::StatusWord;
use crate::domain::unit::NameError;
use crate::store::fault::{Fault, FaultKind};

/// The sentences in both languages.
pub static SECTION: Section<ErrorWords> = Section::new(
    include_str!("../../assets/words/errors.zh.yaml"),
    include_str!("../../assets/words/errors.en.yaml"),
);

/// The sentences in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorWords {
    unknown_entry: String,
    unknown_task: String,
    unit_empty: String,
    unit_unknown: String,
    unit_unknown_perhaps: String,
    unit_ambiguous: String,
    unit_group: String,
    field: String,
    not_set: String,
    no_unit: String,
    unknown_status: String,
    percent: String,
    not_a_day: String,
    no_reason: String,
    not_open: String,
    empty_text: String,
    conflict: String,
    missing: String,
    invalid: String,
    unreadable: String,
    locked: String,
    nothing: String,
    targets: TargetWords,
    added: String,
    removed: String,
    item_added: String,
    item_removed: String,
    set: String,
    faults: FaultWords,
    fault: String,
    fault_line: String,
    unread_promise: String,
    unknown_record: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetWords {
    plan: String,
    roster: String,
    task: String,
    unit: String,
    group: String,
    members: String,
    entry: String,
    activity: String,
    chase: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultWords {
    missing: String,
    unreadable: String,
    not_utf8: String,
    cut: String,
    syntax: String,
    conflict_marks: String,
    newer_schema: String,
    duplicate_id: String,
    bad_mark: String,
    disagreement: String,
    unknown_unit: String,
    unknown_task: String,
    unread_when: String,
}

/// Makes the sentences of one language.
#[derive(Debug, Clone, Copy)]
pub struct Sentences {
    language: Language,
    words: &'static ErrorWords,
    domain: &'static DomainWords,
}

fn one(template: &str, name: &str, value: &dyn Display) -> String {
    fill(template, &[(name, value)])
}

impl Sentences {
    /// The sentences of a language.
    pub fn of(language: Language) -> Self {
        Self { language, words: SECTION.of(language), domain: domain::words(language) }
    }

    /// Why an edit was not made.
    pub fn edit(&self, error: &EditError) -> String {
        match error {
            EditError::UnknownEntry(id) => one(&self.words.unknown_entry, "id", id),
            EditError::UnknownTask(task) => one(&self.words.unknown_task, "task", task),
            EditError::Unit(error) => self.name(error),
            // Its sentence names the field already.
            EditError::Field { error: FieldError::NoReason, .. } => self.words.no_reason.clone(),
            EditError::Field { field, error } => {
                let why = self.field(error);
                fill(&self.words.field, &[("field", &self.domain.field(field.key)), ("why", &why)])
            }
            EditError::NotOpen(group) => one(&self.words.not_open, "group", group),
            EditError::EmptyText => self.words.empty_text.clone(),
            EditError::UnreadPromise(text) => one(&self.words.unread_promise, "text", text),
            EditError::UnknownRecord(id) => one(&self.words.unknown_record, "id", id),
        }
    }

    /// Why a written name is no unit.
    pub fn name(&self, error: &NameError) -> String {
        let words = self.words;
        match error {
            NameError::Empty => words.unit_empty.clone(),
            NameError::Unknown { word, candidates } if candidates.is_empty() => {
                one(&words.unit_unknown, "word", word)
            }
            NameError::Unknown { word, candidates } => {
                fill(&words.unit_unknown_perhaps, &[("word", word), ("candidates", &candidates.join("、"))])
            }
            NameError::Ambiguous { word, candidates } => {
                fill(&words.unit_ambiguous, &[("word", word), ("candidates", &candidates.join("、"))])
            }
            NameError::Group { name } => one(&words.unit_group, "name", name),
        }
    }

    /// Why a value does not fit a field.
    pub fn field(&self, error: &FieldError) -> String {
        let words = self.words;
        match error {
            FieldError::NotSet { .. } => words.not_set.clone(),
            FieldError::Unit(error) => self.name(error),
            FieldError::NoUnit => words.no_unit.clone(),
            FieldError::UnknownTask(task) => one(&words.unknown_task, "task", task),
            FieldError::Status(unknown) => one(&words.unknown_status, "word", &unknown.0),
            FieldError::Percent(text) => one(&words.percent, "text", text),
            FieldError::Day(text) => one(&words.not_a_day, "text", text),
            FieldError::NoReason => words.no_reason.clone(),
        }
    }

    /// Why a change does not fit the data.
    pub fn change(&self, error: &ChangeError) -> String {
        match error {
            ChangeError::Conflict { target, expected, found, field } => fill(
                &self.words.conflict,
                &[
                    ("target", &self.target(target)),
                    ("expected", &self.value(field.as_deref(), expected)),
                    ("found", &self.value(field.as_deref(), found)),
                ],
            ),
            ChangeError::Missing(target) => one(&self.words.missing, "target", &self.target(target)),
            ChangeError::Invalid { target, reason, .. } => {
                fill(&self.words.invalid, &[("target", &self.target(target)), ("reason", reason)])
            }
            ChangeError::Unreadable(target) => one(&self.words.unreadable, "target", &self.target(target)),
            ChangeError::Locked(target) => one(&self.words.locked, "target", &self.target(target)),
        }
    }

    fn target(&self, target: &Target) -> String {
        let words = &self.words.targets;
        match target {
            Target::Plan => words.plan.clone(),
            Target::Roster => words.roster.clone(),
            Target::Task(id) => one(&words.task, "name", id),
            Target::Unit(name) => one(&words.unit, "name", name),
            Target::Group(name) => one(&words.group, "name", name),
            Target::Members { task, group } => fill(&words.members, &[("task", task), ("name", group)]),
            Target::Entry { id, .. } => one(&words.entry, "name", id),
            Target::Activity(id) => one(&words.activity, "name", id),
            Target::Chase(id) => one(&words.chase, "name", id),
        }
    }

    /// What a change did, in one line: `7-k3f9q 状态 已完成 → 推进中`.
    pub fn did(&self, label: Label, ops: &[Op], arrow: &str) -> String {
        let key = match label {
            Label::Status => "status",
            Label::Return => "returned",
            Label::Note => "progress",
            Label::Percent => "percent",
            Label::Extend => "due",
            _ => "",
        };
        // What it is called after says more than what follows from it.
        let op = ops.iter().find(|op| op.field() == Some(key)).or_else(|| ops.first());
        let Some(op) = op else { return self.domain.label(label).to_owned() };
        let target = self.target(op.target());
        let field = op.field().map(|field| self.field_word(field, label)).unwrap_or_default();
        let (template, old, new) = match op {
            Op::Insert { field: None, item, .. } => (&self.words.added, Value::Null, item.clone()),
            Op::Remove { field: None, item, .. } => (&self.words.removed, Value::Null, item.clone()),
            Op::Insert { item, .. } => (&self.words.item_added, Value::Null, item.clone()),
            Op::Remove { item, .. } => (&self.words.item_removed, Value::Null, item.clone()),
            Op::Set { old, new, .. } => (&self.words.set, old.clone(), new.clone()),
        };
        let shown = |value: &Value| self.value(op.field(), value);
        let text = fill(
            template,
            &[
                ("target", &target),
                ("field", &field),
                ("what", &shown(&new)),
                ("old", &shown(&old)),
                ("new", &shown(&new)),
                ("arrow", &arrow),
            ],
        );
        // Members come and go by several at once.
        let more =
            ops.iter().filter(|other| other.target() == op.target() && label == Label::Members).count();
        if more > 1 { format!("{text} (+{})", more - 1) } else { text }
    }

    fn field_word<'a>(&'a self, field: &'a str, label: Label) -> &'a str {
        match (label, field) {
            (Label::Members, "units") | (Label::Waiver, _) => self.domain.label(label),
            _ => self.domain.field(field),
        }
    }

    /// A value of a field as a person would say it; of a record what it is about.
    fn value(&self, field: Option<&str>, value: &Value) -> String {
        match value {
            Value::Null => self.words.nothing.clone(),
            Value::String(text) if field == Some("status") => match text.parse() {
                Ok(StatusWord::Status(status)) => self.domain.status(status).to_owned(),
                _ => text.clone(),
            },
            Value::String(text) => text.clone(),
            Value::Number(number) if field == Some("percent") => format!("{number}%"),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Sequence(items) => {
                items.iter().map(|item| self.value(None, item)).collect::<Vec<_>>().join("、")
            }
            Value::Mapping(record) => {
                let part = |key: &str| record.get(key).map(|value| self.value(None, value));
                let parts = ["text", "reason", "units", "unit", "measure", "name", "answer"]
                    .into_iter()
                    .filter_map(part);
                parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            }
            Value::Tagged(tagged) => self.value(field, &tagged.value),
        }
    }

    /// What is wrong with a file.
    pub fn fault(&self, fault: &Fault) -> String {
        let words = &self.words.faults;
        let why = match &fault.kind {
            FaultKind::Missing => words.missing.clone(),
            FaultKind::Unreadable(why) => one(&words.unreadable, "why", why),
            FaultKind::NotUtf8 => words.not_utf8.clone(),
            FaultKind::Cut => words.cut.clone(),
            FaultKind::Syntax(why) => one(&words.syntax, "why", why),
            FaultKind::ConflictMarks => words.conflict_marks.clone(),
            FaultKind::NewerSchema(number) => one(&words.newer_schema, "n", number),
            FaultKind::DuplicateId(id) => one(&words.duplicate_id, "id", id),
            FaultKind::BadMark(id) => one(&words.bad_mark, "id", id),
            FaultKind::Disagreement { change, .. } => one(&words.disagreement, "id", change),
            FaultKind::UnknownUnit(name) => one(&words.unknown_unit, "name", name),
            FaultKind::UnknownTask(task) => one(&words.unknown_task, "name", task),
            FaultKind::UnreadWhen(text) => one(&words.unread_when, "text", text),
            // Hints, which only `check` finds.
            FaultKind::DoubtfulWhen { .. } | FaultKind::NoHolidays(_) | FaultKind::TornTail => {
                super::fault::fault(fault, self.language).what
            }
        };
        let path = fault.path.display();
        match fault.line {
            Some(line) => fill(&self.words.fault_line, &[("path", &path), ("line", &line), ("why", &why)]),
            None => fill(&self.words.fault, &[("path", &path), ("why", &why)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_stands_in_both_languages() {
        SECTION.check().unwrap();
    }

    #[test]
    fn a_change_says_what_it_is_called_after() {
        let target = Target::Entry { task: 7, id: crate::domain::entry::EntryId::from_text("7-k3f9q") };
        let set = |field: &str, old: Value, new: Value| Op::Set {
            target: target.clone(),
            field: field.to_owned(),
            old,
            new,
        };
        let ops = [
            set("reported_on", Value::Null, Value::from("2024-07-08")),
            set("status", Value::from("done"), Value::from("in_progress")),
        ];
        let did = |language| Sentences::of(language).did(Label::Status, &ops, "→");
        assert_eq!(did(Language::Chinese), "7-k3f9q 状态 已完成 → 推进中");
        assert_eq!(did(Language::English), "7-k3f9q Status done → in progress");
        let ops = [set("percent", Value::Null, Value::from(40))];
        let text = Sentences::of(Language::Chinese).did(Label::Percent, &ops, "→");
        assert_eq!(text, "7-k3f9q 完成进度 （空） → 40%");
    }
}
