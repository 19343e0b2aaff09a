//! What is kept of a form until it is saved, and the form that comes of it after a crash.

use std::collections::BTreeMap;

use super::{RecordForm, RecordOf};
use crate::domain::activity::{Activity, ActivityKind};
use crate::domain::duty::Duty;
use crate::domain::edit::outline::{Branch, new_task};
use crate::domain::workspace::Workspace;
use crate::store::draft::{DraftForm, DraftRecord};

impl RecordForm {
    /// What is to be kept of it until it is saved; none where nothing was typed, or it only asks for a word.
    pub fn draft(&self) -> Option<DraftForm> {
        let (record, is_new) = match &self.of {
            RecordOf::Activity { before, is_new } => {
                (DraftRecord::Activity { id: before.id.clone(), duty: before.duty.clone() }, *is_new)
            }
            RecordOf::Unit(before) => {
                let name = before.as_ref().map(|unit| unit.name.clone());
                (DraftRecord::Unit { name }, before.is_none())
            }
            RecordOf::Duty { before, is_new } => (DraftRecord::Duty { id: before.id.clone() }, *is_new),
            RecordOf::Groups => (DraftRecord::Groups, false),
            RecordOf::Task { before, behind } => {
                (DraftRecord::Task { id: before.id, behind: behind.map(Into::into) }, behind.is_some())
            }
            RecordOf::Plan(_) => (DraftRecord::Plan, false),
            RecordOf::Heading(_) | RecordOf::Split(_) | RecordOf::Notice | RecordOf::PlanId => return None,
        };
        if !self.is_changed() {
            return None;
        }
        let kept = self.fields.iter().filter(|one| one.is_changed() || is_new && !one.first.is_empty());
        let fields = kept.map(|one| (one.key.clone(), one.line.text().to_owned())).collect();
        Some(DraftForm { record: Some(record), fields, ..DraftForm::default() })
    }

    /// The form as it was typed. A record that is gone since comes back as a new one.
    pub fn kept(record: &DraftRecord, fields: &BTreeMap<String, String>, workspace: &Workspace) -> Self {
        let mut form = match record {
            DraftRecord::Activity { id, duty } => {
                if let Some(found) = workspace.activities.iter().find(|one| one.id == *id) {
                    Self::activity(found.as_ref().clone(), false)
                } else {
                    let mut blank = Activity::new(id.clone(), ActivityKind::OpenDay, String::new());
                    blank.duty.clone_from(duty);
                    Self::activity(blank, true)
                }
            }
            DraftRecord::Unit { name } => {
                Self::unit(name.as_deref().and_then(|name| workspace.roster.named(name)))
            }
            DraftRecord::Duty { id } => match workspace.duties.duty(id) {
                Some(found) => Self::duty(found.clone(), false),
                None => Self::duty(Duty::new(id.clone(), ""), true),
            },
            DraftRecord::Groups => Self::groups(&workspace.roster.groups),
            DraftRecord::Task { id, behind } => match workspace.plan.task(*id) {
                Some(found) if behind.is_none() => Self::task(found.clone(), None),
                _ => {
                    let end = Branch::Area(workspace.plan.areas.len().saturating_sub(1));
                    Self::task(new_task(&workspace.plan), Some(behind.map_or(end, Into::into)))
                }
            },
            DraftRecord::Plan => Self::plan(&workspace.plan),
        };
        let typed = |key: &str| fields.get(key);
        for field in &mut form.fields {
            if let Some(text) = typed(&field.key) {
                field.line.set_text(text);
                field.line.set_caret(text.len());
            }
        }
        // On with the first field that is still empty, or the last that was typed.
        let empty = form.fields.iter().position(|one| one.line.text().is_empty());
        let last = form.fields.iter().rposition(super::RecordField::is_changed);
        form.focus = empty.or(last).unwrap_or(0);
        form
    }
}
