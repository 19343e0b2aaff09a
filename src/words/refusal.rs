//! Why what a person asked for cannot be done: a unit that nobody has, a value that does not fit, a query that cannot be
//! read.

use super::{Language, Section, domain, fill};
use crate::domain::edit::EditError;
use crate::domain::field::FieldError;
use crate::domain::unit::NameError;
use crate::search::query::{QueryError, QueryErrorKind};

/// The sentences in both languages.
pub static SECTION: Section<RefusalWords> = section!("refusal");

words! {
    /// The sentences.
    pub struct RefusalWords {
        and: String,
        no_name: String,
        unknown_unit: String,
        likely_units: String,
        ambiguous_unit: String,
        group: String,
        unknown_entry: String,
        unknown_task: String,
        field: String,
        not_open: String,
        empty_text: String,
        not_set: String,
        no_unit: String,
        unknown_status: String,
        percent: String,
        day: String,
        no_reason: String,
        no_extension_reason: String,
        missing_value: String,
        unknown_light: String,
        ambiguous_light: String,
        unknown_query_status: String,
        ambiguous_status: String,
        bad_date: String,
        bad_span: String,
        unread_promise: String,
        unknown_record: String,
        name_taken: String,
        unit_in_use: String,
        same_unit: String,
        task_in_use: String,
        title_taken: String,
        branch_in_use: String,
        no_branch: String,
        at_edge: String,
    }
}

/// Why an edit cannot be made.
pub fn edit(error: &EditError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        EditError::UnknownEntry(id) => fill(&words.unknown_entry, &[("id", id)]),
        EditError::UnknownTask(task) => fill(&words.unknown_task, &[("task", task)]),
        EditError::Unit(error) => name(error, language),
        EditError::Field { field: of, error } => {
            let label = domain::words(language).field(of.key);
            fill(&words.field, &[("field", &label), ("key", &of.key), ("why", &field(error, language))])
        }
        EditError::Value { key, label, error } => super::time::refusal(key, label, error, language),
        EditError::NotOpen(group) => fill(&words.not_open, &[("group", group)]),
        EditError::EmptyText => words.empty_text.clone(),
        EditError::NoExtensionReason => words.no_extension_reason.clone(),
        EditError::UnreadPromise(text) => fill(&words.unread_promise, &[("text", text)]),
        EditError::NameTaken(name) => fill(&words.name_taken, &[("name", name)]),
        EditError::UnitInUse(name) => fill(&words.unit_in_use, &[("name", name)]),
        EditError::SameUnit(name) => fill(&words.same_unit, &[("name", name)]),
        EditError::TaskInUse { number, entries, duties } => {
            fill(&words.task_in_use, &[("number", number), ("entries", entries), ("duties", duties)])
        }
        EditError::TitleTaken(title) => fill(&words.title_taken, &[("title", title)]),
        EditError::BranchInUse(tasks) => fill(&words.branch_in_use, &[("n", tasks)]),
        EditError::NoBranch => words.no_branch.clone(),
        EditError::AtEdge => words.at_edge.clone(),
        EditError::UnknownRecord(id) => fill(&words.unknown_record, &[("id", id)]),
    }
}

/// Why a value does not fit its field.
pub fn field(error: &FieldError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        FieldError::NotSet { .. } => words.not_set.clone(),
        FieldError::Unit(error) => name(error, language),
        FieldError::NoUnit => words.no_unit.clone(),
        FieldError::UnknownTask(task) => fill(&words.unknown_task, &[("task", task)]),
        FieldError::Status(unknown) => fill(&words.unknown_status, &[("word", &unknown.0)]),
        FieldError::Percent(word) => fill(&words.percent, &[("word", word)]),
        FieldError::Day(word) => fill(&words.day, &[("word", word)]),
        FieldError::NoReason => words.no_reason.clone(),
    }
}

/// Why a written name is no unit, with the units that may be meant.
pub fn name(error: &NameError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        NameError::Empty => words.no_name.clone(),
        NameError::Unknown { word, candidates } if candidates.is_empty() => {
            fill(&words.unknown_unit, &[("word", word)])
        }
        NameError::Unknown { word, candidates } => {
            let candidates = candidates.join(&words.and);
            fill(&words.likely_units, &[("word", word), ("candidates", &candidates)])
        }
        NameError::Ambiguous { word, candidates } => {
            let candidates = candidates.join(&words.and);
            fill(&words.ambiguous_unit, &[("word", word), ("candidates", &candidates)])
        }
        NameError::Group { name } => fill(&words.group, &[("name", name)]),
    }
}

/// Why a query cannot be read, and what was expected.
pub fn query(error: &QueryError, language: Language) -> String {
    let words = SECTION.of(language);
    let of_lights = |keys: &[String]| named(keys, super::query::vocabulary().lights, language);
    let of_statuses = |keys: &[String]| named(keys, super::query::vocabulary().statuses, language);
    match &error.kind {
        QueryErrorKind::MissingValue(sign) => {
            fill(&words.missing_value, &[("sign", &sign.sign()), ("name", &sign.name())])
        }
        QueryErrorKind::UnknownLight(word) => {
            fill(&words.unknown_light, &[("word", word), ("known", &of_lights(&[]))])
        }
        QueryErrorKind::AmbiguousLight { word, keys } => {
            fill(&words.ambiguous_light, &[("word", word), ("known", &of_lights(keys))])
        }
        QueryErrorKind::UnknownStatus(word) => {
            fill(&words.unknown_query_status, &[("word", word), ("known", &of_statuses(&[]))])
        }
        QueryErrorKind::AmbiguousStatus { word, keys } => {
            fill(&words.ambiguous_status, &[("word", word), ("known", &of_statuses(keys))])
        }
        QueryErrorKind::BadDate(word) => fill(&words.bad_date, &[("word", word)]),
        QueryErrorKind::BadSpan(word) => fill(&words.bad_span, &[("word", word)]),
    }
}

/// The names of these keys, of all where none is given.
fn named(keys: &[String], all: &[crate::search::query::Named<'_>], language: Language) -> String {
    let chosen = all.iter().filter(|(key, _)| keys.is_empty() || keys.iter().any(|one| one == key));
    let name = |(key, names): &(&str, &[&str])| match language {
        Language::Chinese => names.first().copied().unwrap_or(key).to_owned(),
        Language::English => (*key).to_owned(),
    };
    chosen.map(name).collect::<Vec<_>>().join(&SECTION.of(language).and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_stands_in_both_languages() {
        SECTION.check().unwrap();
    }

    #[test]
    fn an_ambiguous_name_offers_its_candidates() {
        let candidates = vec!["区教育和体育局".to_owned(), "区科学技术局".to_owned()];
        let error = NameError::Ambiguous { word: "技".to_owned(), candidates };
        assert!(name(&error, Language::Chinese).contains("区教育和体育局、区科学技术局"));
    }
}
