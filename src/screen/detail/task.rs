//! A task: requirement, units, time limit, nature, entries, who has not reported.

use std::sync::Arc;

use ratatui::text::Span;

use super::page::Page;
use super::{duty, entry, filed, short};
use crate::domain::light::Light;
use crate::domain::plan::{Role, Task};
use crate::domain::rows::{Row, Tally};
use crate::domain::unit::Group;
use crate::screen::look::Look;
use crate::words::{Language, fill};
use crate::workbench::Workbench;
use crate::workbench::subject::Subject;
use crate::workbench::tree::{Node, TreeLine};

/// All of the task of a line.
pub(super) fn whole(page: &mut Page<'_>, workbench: &Workbench, look: &Look, line: &TreeLine) {
    let Some(task) = workbench.task_of(line) else { return };
    let words = &look.words().detail;
    page.hanging(
        vec![Span::styled(format!("{} ", task.number), look.theme.dim())],
        &task.requirement,
        look.theme.title(),
    );
    page.labelled(&words.units, &assigned(workbench, look, task));
    if let Some(due) = &task.due {
        page.labelled(&words.due, &format!("{due}  {}", entry::reading(workbench, look, due)));
    }
    let unit = match Subject::of(line, workbench.rows()) {
        Ok(Subject::Unit { unit, .. }) => Some(unit),
        Ok(Subject::Entry { .. }) => line.rows(workbench.rows()).next().map(|row| Arc::clone(&row.unit)),
        _ => None,
    };
    duty::of_task(page, workbench, look, task.id, unit.as_deref());
    page.labelled(&words.nature, task.nature.map_or("", |nature| look.domain().nature(nature)));
    page.labelled(&words.origin, task.origin.as_deref().unwrap_or_default());
    let Some(rows) = workbench.rows().task(task.id) else { return };
    if !matches!(line.node, Node::Task(_)) {
        return;
    }
    let mut seen = Vec::new();
    for row in &rows.rows {
        if let Some(entry) = row.entry().filter(|entry| !seen.contains(&&entry.id)) {
            if page.is_full() {
                return;
            }
            seen.push(&entry.id);
            page.blank();
            entry::whole(page, workbench, look, row);
        }
    }
    let missing: Vec<&str> = rows
        .rows
        .iter()
        .filter(|row| row.entry.is_none() && !row.open_group && row.light != Light::Excluded)
        .map(|row| short(workbench, &row.unit))
        .collect();
    if !missing.is_empty() && rows.rows.len() > 1 {
        page.blank();
        let count = fill(&look.words().units_count, &[("n", &missing.len())]);
        let text = format!("{count}{}{}", look.words().colon, missing.join(&look.words().list_comma));
        page.labelled(&words.missing, &text);
    }
}

/// The units and groups that the task names, by their part; a group with how many it has.
fn assigned(workbench: &Workbench, look: &Look, task: &Task) -> String {
    let roster = &workbench.workspace().roster;
    let name = |unit: &str| match roster.group(unit) {
        Some(group) if group.is_open() => match roster.members(task.id, unit) {
            [] => format!("{unit} {}", look.domain().open_group),
            members => {
                let members: Vec<&str> = members.iter().map(|unit| short(workbench, unit)).collect();
                format!("{unit}{}{}", look.words().colon, members.join(&look.words().list_comma))
            }
        },
        Some(group) => {
            let count = roster.units.iter().filter(|unit| Group::holds(group, unit)).count();
            format!("{unit} {}", fill(&look.words().units_count, &[("n", &count)]))
        }
        None => unit.to_owned(),
    };
    let parts = [Role::Lead, Role::Emphasised, Role::Responsible, Role::Execute, Role::Support];
    let parts = parts.iter().filter_map(|role| {
        let units: Vec<String> =
            task.assigned.iter().filter(|it| it.role == *role).map(|it| name(&it.unit)).collect();
        let word = look.domain().role(*role);
        (!units.is_empty()).then(|| format!("{word} {}", units.join(&look.words().list_comma)))
    });
    let between = if look.language == Language::Chinese { "；" } else { "; " };
    parts.collect::<Vec<_>>().join(between)
}

/// The task in one line: units, nature, time limit.
pub(super) fn line(workbench: &Workbench, look: &Look, task: &Task) -> String {
    let mut parts = Vec::new();
    let rows = workbench.rows().task(task.id).map_or(&[][..], |it| &it.rows);
    parts.push(match rows {
        [] => task.units_text.clone().unwrap_or_default(),
        [Row { role: Some(role), unit, .. }] => format!("{} {unit}", look.domain().role(*role)),
        [row] => row.unit.to_string(),
        _ => filed(workbench, look, task.id),
    });
    if let Some(due) = &task.due {
        parts.push(format!("{} {due}", look.words().detail.due));
    }
    parts.extend(task.nature.map(|nature| look.domain().nature(nature).to_owned()));
    parts.extend(task.origin.clone());
    parts.retain(|part| !part.is_empty());
    parts.join("   ")
}

/// Counts by light, one line each.
pub(super) fn tally(page: &mut Page<'_>, workbench: &Workbench, look: &Look, tally: Tally) {
    if workbench.is_loading() {
        return;
    }
    let over = workbench.is_filing_over();
    let words = look.words();
    let all = fill(&words.detail.filed, &[("filed", &tally.filed()), ("rows", &tally.rows())]);
    let counts = Light::ALL
        .into_iter()
        .filter(|light| tally.of(*light) > 0)
        .map(|it| fill(&words.count, &[("word", &look.domain().light(it, over)), ("n", &tally.of(it))]));
    let counts: Vec<String> = std::iter::once(all).chain(counts).collect();
    page.text(&counts.join("  "), look.theme.dim());
}
