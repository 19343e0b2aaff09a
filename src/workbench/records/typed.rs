//! What is typed in the form of a unit, a task or a plan's head, as the record that it comes to.

use crate::domain::activity::UnknownWord;
use crate::domain::edit::{Desk, EditError, ValueError, outline};
use crate::domain::plan::{AnsweredBy, Nature, Plan, Task};
use crate::domain::unit::{Unit, UnitKind};
use crate::domain::when::{self, Reading};
use crate::workbench::overlay::RecordForm;

/// The unit as typed; checking one field alone leaves the rest as it stood.
pub(super) fn typed_unit(
    form: &RecordForm,
    before: Option<&Unit>,
    only: Option<&str>,
) -> Result<Unit, EditError> {
    let word = form.text("kind");
    let kind = UnitKind::named(word).ok_or_else(|| EditError::Value {
        key: "kind",
        label: "类别",
        error: Box::new(ValueError::UnitKind(word.trim().to_owned())),
    });
    let kind = match kind {
        Err(_) if only.is_some_and(|only| only != "kind") => UnitKind::Other,
        kind => kind?,
    };
    let names = |key: &str| -> Vec<String> {
        let words = form.text(key).split(['、', '，', ',', '；', ';']);
        words.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    // While another field is checked a name that is still empty accuses nobody.
    let name = match (form.text("name"), only) {
        ("", Some(only)) if only != "name" => "?".to_owned(),
        (name, _) => name.to_owned(),
    };
    Ok(Unit {
        name,
        kind,
        short: names("short"),
        aliases: names("aliases"),
        old_names: names("old_names"),
        contacts: before.map(|unit| unit.contacts.clone()).unwrap_or_default(),
        note: form.text("note").to_owned(),
        unknown: before.map(|unit| unit.unknown.clone()).unwrap_or_default(),
    })
}

/// The task as typed; what is not changed stays to the letter. Checking one field alone leaves the rest as it stood.
pub(super) fn typed_task(
    desk: &Desk<'_>,
    form: &RecordForm,
    before: &Task,
    only: Option<&str>,
) -> Result<Task, EditError> {
    let mut task = before.clone();
    if only.is_some_and(|only| only != "requirement") && task.requirement.is_empty() {
        "?".clone_into(&mut task.requirement);
    }
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let taken = |key: &str| only.is_none_or(|only| only == key);
    for field in form.fields.iter().filter(|field| field.is_changed() && taken(&field.key)) {
        let text = field.line.text();
        match field.key.as_str() {
            "number" => text.clone_into(&mut task.number),
            "requirement" => text.clone_into(&mut task.requirement),
            "units" => {
                task.assigned = outline::assigned(&desk.workspace.roster, text)?;
                task.units_text = optional(text);
            }
            "due" => task.due = optional(text),
            "nature" if text.trim().is_empty() => task.nature = None,
            "nature" => {
                let unknown = || EditError::Value {
                    key: "nature",
                    label: "类型",
                    error: Box::new(ValueError::Nature(text.trim().to_owned())),
                };
                task.nature = Some(Nature::named(text).ok_or_else(unknown)?);
            }
            "answered_by" if text.trim().is_empty() => task.answered_by = None,
            "answered_by" => {
                let unknown = |unknown: UnknownWord| EditError::Value {
                    key: "answered_by",
                    label: "由活动应答",
                    error: Box::new(ValueError::AnsweredBy(unknown.0)),
                };
                task.answered_by = Some(AnsweredBy::read(text).map_err(unknown)?);
            }
            "origin" => task.origin = optional(text),
            _ => {}
        }
    }
    Ok(task)
}

/// The head of the plan as typed.
pub(super) fn typed_plan(
    desk: &Desk<'_>,
    form: &RecordForm,
    before: &Plan,
    only: Option<&str>,
) -> Result<Plan, EditError> {
    let mut plan = before.clone();
    let taken = |key: &str| only.is_none_or(|only| only == key);
    for field in form.fields.iter().filter(|field| field.is_changed() && taken(&field.key)) {
        let text = field.line.text().trim();
        let wrong = |key, label, error| EditError::Value { key, label, error: Box::new(error) };
        match field.key.as_str() {
            "title" => text.clone_into(&mut plan.title),
            "document_no" => text.clone_into(&mut plan.document_no),
            "issuer" => text.clone_into(&mut plan.issuer),
            "issued" => {
                let day = when::read(&when::entered(text, &desk.when()), &desk.when()).reading;
                let Reading::Day(day) = day else {
                    return Err(wrong("issued", "成文日期", ValueError::Day(text.to_owned())));
                };
                plan.issued = day;
            }
            _ => {
                let year =
                    text.trim_end_matches('年').parse().ok().filter(|year| (1949..=2199).contains(year));
                plan.year = year.ok_or_else(|| wrong("year", "年度", ValueError::Number(text.to_owned())))?;
            }
        }
    }
    Ok(plan)
}
