//! 预览: what was found, before one goes there.

use ratatui::text::Line;

use super::page::Page;
use super::{entry, page_of};
use crate::screen::look::Look;
use crate::search::index::Name;
use crate::search::rank::Found;
use crate::words::{fill, search};
use crate::workbench::Workbench;
use crate::workbench::tree::{Node, TreeLine};

/// The detail of what was found, wrapped to a width.
pub(in crate::screen) fn preview(
    workbench: &Workbench,
    look: &Look,
    found: &Found,
    room: u16,
    most: usize,
) -> Vec<Line<'static>> {
    let mut page = Page::new(look, usize::from(room), most);
    match &found.name {
        Name::Unit(unit) => {
            page.heading(unit);
            let names = workbench.workspace().roster.named(unit);
            let names: Vec<&str> = names.into_iter().flat_map(|unit| unit.names().skip(1)).collect();
            page.text(&names.join(&look.words().list_comma), look.theme.dim());
            let has = |task: &u32| {
                workbench.rows().task(*task).is_some_and(|it| it.rows.iter().any(|row| *row.unit == **unit))
            };
            let tasks = workbench.plan().tasks().map(|task| task.id).filter(has).count();
            page.text(&fill(&search::words(look.language).rows, &[("n", &tasks)]), look.theme.text());
            entry::contacts(&mut page, workbench, look, unit);
            page.lines()
        }
        Name::Activity(_) | Name::Chase(_) => {
            // Its own page follows with the view that records it.
            page.heading(&found.title);
            page.text(&about(workbench, found), look.theme.text());
            page.lines()
        }
        Name::Task(_) | Name::Entry { .. } => {
            let Some(node) = workbench.node_of(&found.name) else { return Vec::new() };
            page_of(workbench, look, &line(workbench, node), room, most)
        }
    }
}

/// Whom an activity or a chase is about, and when it was.
fn about(workbench: &Workbench, found: &Found) -> String {
    let data = workbench.workspace();
    match &found.name {
        Name::Activity(id) => {
            let activity = data.activities.iter().find(|one| one.id == **id);
            activity.map(|one| format!("{}  {}", one.unit, one.date)).unwrap_or_default()
        }
        Name::Chase(id) => {
            let chase = data.chases.iter().find(|one| one.id == **id);
            chase
                .map(|one| format!("{}  {}", one.at.format("%Y-%m-%d %H:%M"), one.units.join("、")))
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The line that the tree would show, folded away or not.
fn line(workbench: &Workbench, node: Node) -> TreeLine {
    let rows = node.task().and_then(|task| workbench.rows().task(task)).map_or(&[][..], |it| &it.rows);
    let is_it = |row: &crate::domain::rows::Row| match &node {
        Node::Entry { id, .. } => row.entry().is_some_and(|entry| entry.id == *id),
        _ => true,
    };
    let rows = rows.iter().enumerate().filter(|(_, row)| is_it(row)).map(|(at, _)| at).collect();
    // Where its task stands, counted within its topic.
    let mut place = (0, 0, 0);
    let mut before = None;
    for one in workbench.plan().places() {
        let topic = (one.area_index, one.topic_index);
        let at = if before == Some(topic) { place.2 + 1 } else { 0 };
        (place, before) = ((topic.0, topic.1, at), Some(topic));
        if Some(one.task.id) == node.task() {
            break;
        }
    }
    TreeLine { node, depth: 2, open: None, place, rows }
}
