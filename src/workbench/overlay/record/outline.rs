//! The forms of the plan itself: a task, a title, the place where a task is taken apart.

use super::{Heading, RecordField, RecordForm, RecordOf};
use crate::domain::edit::outline::{Branch, assigned_text};
use crate::domain::plan::{AnsweredBy, Nature, Plan, Task};

/// The fields of a task that the form has.
const TASK_KEYS: [&str; 7] = ["number", "requirement", "units", "due", "nature", "origin", "answered_by"];

/// The fields of a plan's head that the form has.
const PLAN_KEYS: [&str; 5] = ["title", "document_no", "issuer", "issued", "year"];

impl RecordForm {
    /// The form of a task; of a new one where it comes behind a branch.
    pub fn task(task: Task, behind: Option<Branch>) -> Self {
        let text = |key: &str| match key {
            "number" => task.number.clone(),
            "requirement" => task.requirement.clone(),
            "units" => assigned_text(&task.assigned),
            "due" => task.due.clone().unwrap_or_default(),
            "answered_by" => task.answered_by.map(AnsweredBy::words).unwrap_or_default(),
            "nature" => task.nature.map(Nature::word).unwrap_or_default().to_owned(),
            _ => task.origin.clone().unwrap_or_default(),
        };
        let fields = TASK_KEYS.map(|key| RecordField::new(key, &text(key))).into();
        let mut form = Self::of(RecordOf::Task { before: Box::new(task), behind }, fields);
        form.focus_on("requirement");
        form
    }

    /// The form of a title.
    pub fn heading(heading: Heading, title: &str) -> Self {
        Self::of(RecordOf::Heading(heading), vec![RecordField::new("title", title)])
    }

    /// The words of a task, the caret behind the first sentence.
    pub fn split(task: &Task) -> Self {
        let mut form =
            Self::of(RecordOf::Split(task.id), vec![RecordField::new("requirement", &task.requirement)]);
        let at = task.requirement.find(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
        if let Some(line) = form.field() {
            line.set_caret(at);
        }
        form
    }

    /// The form that asks for the file of a notice.
    pub fn notice() -> Self {
        Self::of(RecordOf::Notice, vec![RecordField::new("path", "")])
    }

    /// The form that asks for the id of a plan.
    pub fn plan_id(id: &str) -> Self {
        Self::of(RecordOf::PlanId, vec![RecordField::new("id", id)])
    }

    /// The form of a plan's head.
    pub fn plan(plan: &Plan) -> Self {
        let fields = PLAN_KEYS.map(|key| {
            let text = match key {
                "title" => plan.title.clone(),
                "document_no" => plan.document_no.clone(),
                "issuer" => plan.issuer.clone(),
                "issued" => plan.issued.to_string(),
                _ => plan.year.to_string(),
            };
            RecordField::new(key, &text)
        });
        Self::of(RecordOf::Plan(Box::new(plan.clone())), fields.into())
    }
}
