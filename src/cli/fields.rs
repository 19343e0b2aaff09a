//! `FIELD=VALUE` as typed, and what is doubtful in it: taken all the same, with a word on standard error.

use super::failure::Failure;
use super::output::Output;
use super::refusal::misuse;
use super::session::Session;
use crate::domain::edit::Given;
use crate::domain::field::{FIELDS, Field, FieldKind};
use crate::domain::when::{self, Reading};
use crate::words::{Language, cli, domain, fill, when as when_words};

/// Whether a text has the shape of `FIELD=VALUE`.
pub fn is_given(text: &str) -> bool {
    text.contains(['=', '＝'])
}

/// The fields that `texts` give; `command` is named where they are wrong.
pub fn given(texts: &[String], command: &str, language: Language) -> Result<Vec<Given>, Failure> {
    let words = cli::words(language);
    texts
        .iter()
        .map(|text| {
            let (name, value) = text
                .split_once(['=', '＝'])
                .ok_or_else(|| misuse(&fill(&words.not_a_field, &[("word", text)]), command, language))?;
            let field = Field::named(name).ok_or_else(|| {
                let known = FIELDS.iter().filter(|field| is_set_by_hand(field));
                let known: Vec<&str> = match language {
                    Language::Chinese => known.map(|field| field.label).collect(),
                    Language::English => known.map(|field| field.key).collect(),
                };
                Failure::words(fill(
                    &words.unknown_field,
                    &[("word", &name.trim()), ("known", &known.join(" "))],
                ))
            })?;
            if !is_set_by_hand(field) {
                let error = crate::domain::field::FieldError::NotSet { key: field.key };
                let error = crate::domain::edit::EditError::Field { field, error };
                return Err(Failure::words(crate::words::refusal::edit(&error, language)));
            }
            Ok((field, value.to_owned()))
        })
        .collect()
}

fn is_set_by_hand(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Id | FieldKind::Extensions)
}

/// Says what is doubtful in fields given for an entry of `task`.
pub fn warn(session: &Session, task: u32, given: &[Given], out: &Output) {
    for (field, text) in given {
        match field.kind {
            FieldKind::When if !text.trim().is_empty() => warn_when(session, task, field, text, out),
            FieldKind::Text if field.key == "measure" => {
                let requirement = session.workspace().plan.task(task).map(|task| task.requirement.as_str());
                if requirement.is_some_and(|one| crate::domain::entry::repeats(text, one)) {
                    out.warn(&cli::words(session.language()).copied);
                }
            }
            _ => {}
        }
    }
}

/// Says how a doubtful time expression was read, and whether it lies beyond the plan's.
pub fn warn_when(session: &Session, task: u32, field: &Field, text: &str, out: &Output) {
    let language = session.language();
    let words = cli::words(language);
    let desk = session.desk();
    let (plan, context) = (&session.workspace().plan, desk.when());
    let read = when::read(text, &context);
    let label = domain::words(language).field(field.key);
    if read.reading == Reading::Text {
        out.warn(&fill(&words.unread_when, &[("field", &label), ("words", &text)]));
    } else if let Some(doubt) = &read.doubt {
        let reading = when_words::reading(&read.reading, plan.year, language);
        let doubt = when_words::doubt(doubt, language);
        let values: [(&str, &dyn std::fmt::Display); 4] =
            [("field", &label), ("words", &text), ("reading", &reading), ("doubt", &doubt)];
        out.warn(&fill(&words.doubtful, &values));
    } else if field.key == "due" && read.last(session.today()).is_some_and(|last| last < session.today()) {
        let reading = when_words::reading(&read.reading, plan.year, language);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("field", &label), ("words", &text), ("reading", &reading)];
        out.warn(&fill(&words.past_day, &values));
    }
    let Some(limit) = plan.task(task).and_then(|task| task.due.as_deref()) else { return };
    let last = when::read(limit, &context).last(session.today());
    if field.key == "due" && read.last(session.today()).zip(last).is_some_and(|(own, plan)| own > plan) {
        out.warn(&fill(&words.later_than_plan, &[("words", &text), ("plan", &limit)]));
    }
}
