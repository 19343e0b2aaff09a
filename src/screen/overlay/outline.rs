//! 改方案: what can be done to a branch of the plan, and where a task can go.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::note;
use super::table::{Item, list};
use crate::domain::edit::outline::Branch;
use crate::screen::look::Look;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::overlay::{OUTLINE_COMMANDS, OutlineMenu};

pub(super) fn menu(menu: &OutlineMenu, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().outline;
    let (title, keys, items): (String, &str, Vec<Item>) = match menu {
        OutlineMenu::Commands(_) => {
            let line = |(place, command): (usize, Command)| {
                let label = look.commands().label(command);
                let mark = if workbench.why_not(command).is_none() { "" } else { words.not_here.as_str() };
                (false, format!("{} {label}{mark}", place % 10))
            };
            let items = (1..).zip(OUTLINE_COMMANDS).map(line).collect();
            (words.menu.clone(), &words.keys_menu, items)
        }
        OutlineMenu::Destinations { task, branches, .. } => {
            let plan = workbench.plan();
            let here = plan.place_of(*task).map(|(area, topic, _)| Branch::Topic(area, topic));
            let line = |branch: &Branch| (Some(*branch) == here, name(*branch, workbench));
            let number = plan.task(*task).map_or("", |task| &task.number);
            let title = fill(&words.destination, &[("number", &number)]);
            (title, &words.keys_destination, branches.iter().map(line).collect())
        }
    };
    let (inner, first) = list(&title, keys, &items, menu.cursor(), look, area, buffer);
    note(workbench, inner, first);
}

/// `大项 · 小项`.
fn name(branch: Branch, workbench: &Workbench) -> String {
    let areas = &workbench.plan().areas;
    let title = |area: usize| areas.get(area).map_or("", |area| area.title.as_str());
    match branch {
        Branch::Area(area) => title(area).to_owned(),
        Branch::Topic(area, topic) => {
            let inside = workbench.plan().topic(area, topic).and_then(|topic| topic.title.as_deref());
            inside.map_or_else(|| title(area).to_owned(), |topic| format!("{} · {topic}", title(area)))
        }
        Branch::Task(_) => String::new(),
    }
}
