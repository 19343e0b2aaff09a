//! The words of time and people: activities, duties, clocks; what is wrong with them and what to do.

use std::collections::HashMap;

use super::{Language, Section, fill};
use crate::domain::activity::{ActivityField, ActivityKind, ActivityState, Problem};
use crate::domain::duty::{DutyState, MetBy};
use crate::domain::edit::ValueError;
use crate::domain::plan::{AnsweredBy, Nature};
use crate::domain::unit::UnitKind;
use crate::store::draft::DraftRecord;

/// The words in both languages.
pub static SECTION: Section<TimeWords> = section!("time");

/// The words in one language.
pub fn words(language: Language) -> &'static TimeWords {
    SECTION.of(language)
}

words! {
    /// The words.
    pub struct TimeWords {
        kinds: HashMap<String, String>,
        states: HashMap<String, String>,
        fields: HashMap<String, String>,
        duty_states: HashMap<String, String>,
        duty_fields: HashMap<String, String>,
        unit_kinds: HashMap<String, String>,
        pub yes: String,
        pub no: String,
        met_by_entries: String,
        met_by_filing: String,
        pub met_by_none: String,
        empty: String,
        list_comma: String,
        no_month: String,
        house_number: String,
        not_set: String,
        unknown_kind: String,
        unknown_state: String,
        no_unit: String,
        not_a_day: String,
        month_missing: String,
        not_a_number: String,
        unknown_duty: String,
        unknown_clock: String,
        not_yes_no: String,
        unknown_unit_kind: String,
        unit_fields: HashMap<String, String>,
        task_fields: HashMap<String, String>,
        unknown_nature: String,
        unknown_answer: String,
        answered_once: String,
        answered_often: String,
        pub form: FormWords,
        pub value: String,
        pub no_activities: String,
        pub no_duties: String,
        pub unknown_activity_field: String,
        pub unknown_duty_field: String,
        pub unknown_action: String,
        pub not_a_filter: String,
        pub columns: HashMap<String, String>,
        pub unlike_annex: String,
        pub clock_days: String,
        pub clock_workdays: String,
        pub clock_off: String,
        pub workday_before: String,
        pub owed_by_nobody: String,
        pub met_by_naming: String,
        pub met_by_count: String,
    }
}

words! {
    /// The keys under the form of a record.
    struct FormKeys {
        next: String,
        enter_saves: String,
        enter_reads: String,
        dates: String,
        save: String,
        save_next: String,
        cancel: String,
    }
}

/// What Enter does in the form of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enter {
    /// Goes on to the next field.
    Next,
    /// Saves: it is the last field.
    Saves,
    /// Reads the file that is named.
    Reads,
}

impl FormWords {
    /// The keys under a form: where Enter goes, and whether the field takes a date, and a next record can follow.
    pub fn keys(&self, enter: Enter, dates: bool, next: bool) -> String {
        let keys = &self.keys;
        let first = match enter {
            Enter::Next => &keys.next,
            Enter::Saves => &keys.enter_saves,
            Enter::Reads => &keys.enter_reads,
        };
        let all = [
            (true, first),
            (dates, &keys.dates),
            (enter != Enter::Reads, &keys.save),
            (next, &keys.save_next),
            (true, &keys.cancel),
        ];
        all.iter().filter(|(here, _)| *here).map(|(_, key)| key.as_str()).collect::<Vec<_>>().join("  ")
    }

    /// What a form of a record is of, to be followed by what it is called.
    pub fn title_of(&self, record: &DraftRecord) -> String {
        match record {
            DraftRecord::Activity { .. } => fill(&self.activity, &[("id", &"")]),
            DraftRecord::Unit { name: None } => self.new_unit.clone(),
            DraftRecord::Unit { name: Some(name) } => fill(&self.unit, &[("name", name)]),
            DraftRecord::Duty { .. } => fill(&self.duty, &[("id", &"")]),
            DraftRecord::Groups => self.groups.clone(),
            DraftRecord::Task { .. } => fill(&self.task, &[("number", &"")]),
            DraftRecord::Plan => self.plan.clone(),
        }
    }
}

words! {
    /// What the form of a record says.
    pub struct FormWords {
        pub new_activity: String,
        pub activity: String,
        pub new_unit: String,
        pub unit: String,
        pub new_duty: String,
        pub duty: String,
        pub groups: String,
        pub new_task: String,
        pub task: String,
        pub new_topic: String,
        pub new_area: String,
        pub rename: String,
        pub split: String,
        pub keys_split: String,
        pub notice: String,
        pub plan_id: String,
        pub plan: String,
        pub task_hints: HashMap<String, String>,
        keys: FormKeys,
        pub keys_picker: String,
        pub groups_hint: String,
        pub names_hint: String,
        pub merge: String,
        pub hints: HashMap<String, String>,
    }
}

fn text<'a>(table: &'a HashMap<String, String>, key: &'a str) -> &'a str {
    table.get(key).map_or(key, String::as_str)
}

impl TimeWords {
    /// The word of a kind of activity.
    pub fn kind(&self, kind: ActivityKind) -> &str {
        text(&self.kinds, kind.key())
    }

    /// The word of a kind of unit.
    pub fn unit_kind(&self, kind: UnitKind) -> &str {
        text(&self.unit_kinds, kind.key())
    }

    /// Which activities answer a task: 政策评价 已报情况 2次; one is not counted.
    pub fn answered_by(&self, answered: AnsweredBy) -> String {
        let template = if answered.count == 1 { &self.answered_once } else { &self.answered_often };
        let (kind, state) = (self.kind(answered.kind), self.state(answered.state));
        fill(template, &[("kind", &kind), ("state", &state), ("n", &answered.count)])
    }

    /// The word of a state of an activity.
    pub fn state(&self, state: ActivityState) -> &str {
        text(&self.states, state.key())
    }

    /// The label of a field of an activity.
    pub fn field<'a>(&'a self, field: &'a ActivityField) -> &'a str {
        text(&self.fields, field.key)
    }

    /// The label of a field of an activity, by its key.
    pub fn activity_field<'a>(&'a self, key: &'a str) -> &'a str {
        text(&self.fields, key)
    }

    /// The label of a field of a unit, by its key.
    pub fn unit_field<'a>(&'a self, key: &'a str) -> &'a str {
        text(&self.unit_fields, key)
    }

    /// The label of a field of the plan or of one of its tasks, by its key.
    pub fn task_field<'a>(&'a self, key: &'a str) -> &'a str {
        text(&self.task_fields, key)
    }

    /// The label of a field of a duty, by its key.
    pub fn duty_field<'a>(&'a self, key: &'a str) -> &'a str {
        text(&self.duty_fields, key)
    }

    /// The label of a field, of whatever record; a key without one says itself.
    fn label<'a>(&'a self, key: &'a str) -> &'a str {
        let tables = [&self.task_fields, &self.unit_fields, &self.fields, &self.duty_fields];
        tables.into_iter().find_map(|table| table.get(key)).map_or(key, String::as_str)
    }

    /// Where a unit stands with a duty.
    pub fn duty_state(&self, state: DutyState) -> &str {
        text(&self.duty_states, state.key())
    }

    /// The head of a column.
    pub fn column<'a>(&'a self, key: &'a str) -> &'a str {
        text(&self.columns, key)
    }

    /// What meets a duty.
    pub fn met_by(&self, met_by: Option<&MetBy>) -> &str {
        match met_by {
            None => &self.met_by_none,
            Some(MetBy::Entries) => &self.met_by_entries,
            Some(MetBy::Filing) => &self.met_by_filing,
            Some(MetBy::Activities { kind, .. }) => self.kind(*kind),
        }
    }

    /// What annex 2 would send an activity back for: what is missing in one clause, then what is not as it should be.
    pub fn problems(&self, problems: &[Problem]) -> Vec<String> {
        let missing: Vec<&str> = problems
            .iter()
            .filter_map(|problem| match problem {
                Problem::Empty(field) => Some(self.field(field)),
                Problem::NoMonth | Problem::HouseNumber => None,
            })
            .collect();
        let first =
            (!missing.is_empty()).then(|| fill(&self.empty, &[("field", &missing.join(&self.list_comma))]));
        let others = problems.iter().filter_map(|problem| match problem {
            Problem::Empty(_) => None,
            Problem::NoMonth => Some(self.no_month.clone()),
            Problem::HouseNumber => Some(self.house_number.clone()),
        });
        first.into_iter().chain(others).collect()
    }
}

/// Why a value does not fit its field.
pub fn refusal(key: &str, label: &str, error: &ValueError, language: Language) -> String {
    let words = words(language);
    let why = match error {
        ValueError::NotSet => words.not_set.clone(),
        ValueError::Kind(word) => {
            let known = known(ActivityKind::ALL, ActivityKind::word, ActivityKind::key, language);
            fill(&words.unknown_kind, &[("word", word), ("known", &known)])
        }
        ValueError::State(word) => {
            let known = known(ActivityState::ALL, ActivityState::word, ActivityState::key, language);
            fill(&words.unknown_state, &[("word", word), ("known", &known)])
        }
        ValueError::NoUnit => words.no_unit.clone(),
        ValueError::Day(word) => fill(&words.not_a_day, &[("word", word)]),
        ValueError::NoMonth(word) => fill(&words.month_missing, &[("word", word)]),
        ValueError::Number(word) => fill(&words.not_a_number, &[("word", word)]),
        ValueError::Duty(word) => fill(&words.unknown_duty, &[("word", word)]),
        ValueError::Clock(word) => fill(&words.unknown_clock, &[("word", word)]),
        ValueError::UnitKind(word) => {
            let known = known(UnitKind::ALL, UnitKind::word, UnitKind::key, language);
            fill(&words.unknown_unit_kind, &[("word", word), ("known", &known)])
        }
        ValueError::AnsweredBy(word) => {
            let kinds = known(ActivityKind::ALL, ActivityKind::word, ActivityKind::key, language);
            let states = known(ActivityState::ALL, ActivityState::word, ActivityState::key, language);
            fill(&words.unknown_answer, &[("word", word), ("kinds", &kinds), ("states", &states)])
        }
        ValueError::Nature(word) => {
            let known = known(Nature::ALL, Nature::word, Nature::key, language);
            fill(&words.unknown_nature, &[("word", word), ("known", &known)])
        }
        ValueError::YesNo(word) => fill(&words.not_yes_no, &[("word", word)]),
    };
    let label = match language {
        Language::Chinese => label.to_owned(),
        Language::English => match words.label(key) {
            label if label == key => label.to_owned(),
            label => format!("{label} ({key})"),
        },
    };
    fill(&words.value, &[("field", &label), ("key", &key), ("why", &why)])
}

/// The words that may be written: on a Chinese screen those of the screen, else the keys, which are understood everywhere.
fn known<T: Copy, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
    key: fn(T) -> &'static str,
    language: Language,
) -> String {
    match language {
        Language::Chinese => all.map(word).join("、"),
        Language::English => all.map(key).join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::ACTIVITY_FIELDS;
    use crate::domain::duty::DUTY_FIELDS;

    #[test]
    fn a_refusal_is_in_one_language_and_names_what_may_be_written() {
        let word = || "party".to_owned();
        let errors = [
            (
                "kind",
                "类别",
                ValueError::UnitKind(word()),
                "kind: there is no kind “party”; known: office, department",
            ),
            ("nature", "类型", ValueError::Nature(word()), "known: deliverable, recurring, standing"),
            ("answered_by", "由活动应答", ValueError::AnsweredBy(word()), "(answered_by): “party”"),
            ("kind", "类别", ValueError::Kind(word()), "known: open_day, training"),
        ];
        for (key, label, error, said) in errors {
            let english = refusal(key, label, &error, Language::English);
            assert!(english.contains(said), "{english}");
            assert!(english.chars().all(|c| c < '\u{2e80}'), "{english}");
            let chinese = refusal(key, label, &error, Language::Chinese);
            assert!(chinese.starts_with(label) && !chinese.contains("open_day"), "{chinese}");
        }
    }

    #[test]
    fn every_kind_state_and_field_has_its_word_in_both_languages() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            let words = words(language);
            assert!(ActivityKind::ALL.iter().all(|kind| words.kinds.contains_key(kind.key())));
            assert!(ActivityState::ALL.iter().all(|state| words.states.contains_key(state.key())));
            assert!(UnitKind::ALL.iter().all(|kind| words.unit_kinds.contains_key(kind.key())));
            assert!(ACTIVITY_FIELDS.iter().all(|field| words.fields.contains_key(field.key)));
            assert!(DUTY_FIELDS.iter().all(|field| words.duty_fields.contains_key(field.key)));
        }
        for field in &ACTIVITY_FIELDS {
            assert_eq!(words(Language::Chinese).field(field), field.label);
        }
    }
}
