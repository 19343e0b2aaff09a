//! 详情: all that is known of the selected line. Beside the tree where there is room, under it in brief, over it on Enter.

mod duty;
mod entry;
mod page;
mod preview;
mod step;
mod task;

pub(super) use entry::{days_left, noted};

use ratatui::text::{Line, Span};

use super::look::Look;
use super::strip::Strip;
use super::text::wrap;
use crate::domain::rows::Row;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::subject::Subject;
use crate::workbench::tree::{Node, TreeLine};
use crate::workbench::view::View;
use page::Page;
pub(super) use preview::preview;

/// The detail of the selected line, wrapped to a width; no more than the first so many lines for sure.
pub(super) fn page(workbench: &Workbench, look: &Look, room: u16, most: usize) -> Vec<Line<'static>> {
    if let Some(chase) = workbench.selected_chase() {
        let mut page = Page::new(look, usize::from(room), most);
        page.text(&super::units::said(chase, workbench, look), look.theme.text());
        let units: Vec<&str> = chase.units.iter().map(|unit| short(workbench, unit)).collect();
        page.labelled(&look.words().detail.units, &units.join(&look.words().list_comma));
        return page.lines();
    }
    let Ok(line) = &workbench.line() else {
        return beyond_tasks(Page::new(look, usize::from(room), most), workbench, look);
    };
    page_of(workbench, look, line, room, most)
}

/// The same of any line.
fn page_of(
    workbench: &Workbench,
    look: &Look,
    line: &TreeLine,
    room: u16,
    most: usize,
) -> Vec<Line<'static>> {
    let mut page = Page::new(look, usize::from(room), most);
    match &line.node {
        Node::Area(area) => {
            let title = workbench.plan().areas.get(*area).map_or("", |area| &area.title);
            page.heading(title);
            task::tally(&mut page, workbench, look, workbench.tree.area(*area));
        }
        Node::Topic(area, topic) => {
            let topics = workbench.plan().areas.get(*area).map(|area| &area.topics);
            let title = topics.and_then(|topics| topics.get(*topic)).and_then(|it| it.title.as_deref());
            page.heading(title.unwrap_or_default());
            task::tally(&mut page, workbench, look, workbench.tree.topic(*area, *topic));
        }
        Node::Task(_) => {
            task::whole(&mut page, workbench, look, line);
            if let Ok(Subject::Unit { unit, .. }) = Subject::of(line, workbench.rows()) {
                entry::contacts(&mut page, workbench, look, &unit);
            }
        }
        Node::Entry { .. } => {
            if let Some(row) = line.rows(workbench.rows()).next() {
                entry::whole(&mut page, workbench, look, row);
                entry::promise(&mut page, workbench, look, row);
                entry::contacts(&mut page, workbench, look, &row.unit);
            }
            page.blank();
            task::whole(&mut page, workbench, look, line);
        }
        Node::Unit { unit, .. } => {
            page.heading(unit);
            if let Some(row) = line.rows(workbench.rows()).next() {
                entry::waiver(&mut page, workbench, look, row);
                entry::limit(&mut page, workbench, look, row);
                entry::promise(&mut page, workbench, look, row);
            }
            entry::contacts(&mut page, workbench, look, unit);
            page.blank();
            task::whole(&mut page, workbench, look, line);
        }
        Node::Group { group, .. } | Node::OpenGroup { group, .. } => {
            page.heading(group);
            let units: Vec<&str> = line
                .rows(workbench.rows())
                .filter(|row| !row.open_group)
                .map(|row| short(workbench, &row.unit))
                .collect();
            if !units.is_empty() {
                page.labelled(&look.words().detail.missing, &units.join(&look.words().list_comma));
            }
            page.blank();
            task::whole(&mut page, workbench, look, line);
        }
    }
    page.lines()
}

/// A line that belongs to no task: a duty, an activity, the sentence whole, or whom to call.
fn beyond_tasks(mut page: Page<'_>, workbench: &Workbench, look: &Look) -> Vec<Line<'static>> {
    use crate::workbench::agenda::Item;
    use crate::workbench::units::Item as PageItem;
    if workbench.is_on_page() {
        match workbench.units.page.selected() {
            Some(PageItem::Duty(id)) => {
                let unit = workbench.units.selected().map(|line| line.party.name().as_ref());
                duty::whole(&mut page, workbench, look, id, unit);
            }
            Some(PageItem::Activity(id)) => {
                if let Some(one) = workbench.workspace().activities.iter().find(|one| one.id == *id) {
                    duty::activity(&mut page, look, one);
                }
            }
            _ => {}
        }
        return page.lines();
    }
    match workbench.agenda().and_then(|list| list.selected()).map(|line| &line.item) {
        Some(Item::Duty { duty, unit }) => duty::whole(&mut page, workbench, look, duty, unit.as_deref()),
        Some(Item::Step(step)) => step::whole(&mut page, workbench, look, *step),
        Some(Item::FilingDay) if workbench.view() == View::Week => {
            step::filing_day(&mut page, workbench, look);
        }
        Some(Item::Summary) => page.text(workbench.week.summary(), look.theme.text()),
        Some(Item::Unit(unit) | Item::Promise { unit, .. }) => {
            page.heading(unit);
            entry::contacts(&mut page, workbench, look, unit);
        }
        _ => {}
    }
    page.lines()
}

/// The selected line in a few lines: the requirement, and what else fits.
pub(super) fn brief(workbench: &Workbench, look: &Look, room: u16, rows: u16) -> Vec<Line<'static>> {
    let (room, rows) = (usize::from(room), usize::from(rows));
    let Ok(line) = &workbench.line() else {
        let inside = u16::try_from(room.saturating_sub(2)).unwrap_or(u16::MAX);
        return page(workbench, look, inside, rows).into_iter().take(rows).map(indented).collect();
    };
    let Some(task) = workbench.task_of(line) else {
        let inside = u16::try_from(room.saturating_sub(2)).unwrap_or(u16::MAX);
        let lines = page(workbench, look, inside, rows).into_iter().take(rows);
        return lines.map(indented).collect();
    };
    let more = sentences(workbench, look, line, task::line(workbench, look, task));
    let most = rows.saturating_sub(more.len()).max(1);
    let number = format!(" {} ", task.number);
    let indent = super::text::width(&number);
    let mut lines = Vec::new();
    let wrapped = wrap(&look.glyphs.prose(&task.requirement), room.saturating_sub(indent + 1).max(2));
    for (place, text) in wrapped.iter().take(most).enumerate() {
        let mut strip = Strip::new(room, &look.glyphs);
        strip.push(if place == 0 { &number } else { "" }, look.theme.dim()).to(indent, look.theme.text());
        // What does not fit is seen to be missing.
        if place + 1 == most && wrapped.len() > most {
            strip.push(&format!("{text}{}", wrapped[place + 1]), look.theme.text());
        } else {
            strip.push(text, look.theme.text());
        }
        lines.push(strip.line());
    }
    for text in more.into_iter().take(rows.saturating_sub(lines.len())) {
        let mut strip = Strip::new(room, &look.glyphs);
        strip.to(indent, look.theme.dim()).push(&text, look.theme.dim());
        lines.push(strip.line());
    }
    lines
}

/// A line one column further right, as everything under the rule is.
fn indented(mut line: Line<'static>) -> Line<'static> {
    line.spans.insert(0, Span::raw(" "));
    line
}

/// One or two sentences on the selected line: the entry and its latest note, whom to call, who has not reported.
fn sentences(workbench: &Workbench, look: &Look, line: &TreeLine, task: String) -> Vec<String> {
    let words = look.words();
    let row = line.rows(workbench.rows()).next();
    let entry = match Subject::of(line, workbench.rows()) {
        Ok(Subject::Entry { .. }) => row.and_then(Row::entry),
        _ => None,
    };
    if let Some(entry) = entry {
        let mut lines = Vec::new();
        if matches!(line.node, Node::Entry { .. }) && !entry.measure.trim().is_empty() {
            lines.push(entry.measure.clone());
        }
        // How it stands comes first: the line of a task with one unit does not say it.
        let mut parts = vec![look.domain().status(entry.status()).to_owned()];
        parts.extend(entry.percent.map(|percent| format!("{percent}%")));
        parts.push(match entry.latest_progress() {
            Some(note) => entry::noted(look, workbench, note),
            None => task,
        });
        lines.push(parts.join("  "));
        return lines;
    }
    match &line.node {
        Node::Unit { unit, .. } => {
            let contact = entry::contact_lines(workbench, unit).into_iter().next();
            let contact = contact.unwrap_or_else(|| words.detail.no_contacts.clone());
            vec![format!("{unit}  {contact}")]
        }
        Node::Group { .. } => {
            let units: Vec<&str> =
                line.rows(workbench.rows()).map(|row| short(workbench, &row.unit)).collect();
            vec![format!("{}{}{}", words.detail.missing, words.colon, units.join(&words.list_comma))]
        }
        _ => vec![task],
    }
}

/// One contact of a unit in one line; nothing where there is none.
pub(super) fn contact_line(workbench: &Workbench, unit: &str, place: usize) -> String {
    let contacts = workbench.workspace().roster.named(unit).map_or(&[][..], |unit| &unit.contacts);
    contacts.get(place).map(entry::contact).unwrap_or_default()
}

/// The short name of a unit.
fn short<'a>(workbench: &'a Workbench, unit: &'a str) -> &'a str {
    workbench.workspace().roster.named(unit).map_or(unit, |unit| unit.short_name())
}

/// How many of a task's rows have reported.
fn filed(workbench: &Workbench, look: &Look, task: u32) -> String {
    let tally = workbench.rows().task(task).map(|it| it.tally).unwrap_or_default();
    fill(&look.words().detail.filed, &[("filed", &tally.filed()), ("rows", &tally.rows())])
}
