//! 修改记录: when, who, old → new, newest first; beneath the selected change in full.

use chrono::{Datelike, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{popup, put};
use crate::domain::change::Change;
use crate::domain::version::About;
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::wrap;
use crate::words::{fill, history};
use crate::workbench::Workbench;
use crate::workbench::history::HistoryPane;

/// Columns for the moment and for the person.
const WHEN: usize = 15;
const WHO: usize = 11;

/// Rows for the rule and the selected change in full.
const DETAIL: u16 = 5;

/// Draws the list.
pub(super) fn draw(pane: &HistoryPane, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = history::words(look.language);
    let (title, name) = match &pane.about {
        About::Entry(id) => {
            let entry = workbench.workspace().entry(id).map(|(_, entry)| entry);
            let unit = entry.and_then(|entry| entry.units.first()).cloned().unwrap_or_default();
            (fill(&words.entry, &[("id", id), ("unit", &unit)]), id.to_string())
        }
        About::Task(task) => {
            let number = workbench.plan().task(*task).map(|it| it.number.clone()).unwrap_or_default();
            (fill(&words.task, &[("number", &number)]), String::new())
        }
    };
    // The list as high as it is long, and under it a rule and the selected change in full.
    let rows = u16::try_from(pane.len().max(1)).unwrap_or(u16::MAX).saturating_add(DETAIL + 2);
    let at = centered(area, area.width.saturating_sub(4).min(110), rows.min(area.height.saturating_sub(2)));
    let inner = popup(&title, &words.keys, look, at, buffer);
    let mut list = inner;
    let Some(versions) = pane.versions.as_ref().filter(|versions| !versions.is_empty()) else {
        let text = if pane.versions.is_none() { &words.reading } else { &words.none };
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(text, look.theme.dim());
        if inner.height > 0 {
            put(inner, inner.y, &strip.line(), None, buffer);
        }
        return;
    };
    if list.height > DETAIL + 2 {
        list.height -= DETAIL;
        let below = Rect { y: list.bottom() + 1, height: DETAIL - 1, ..inner };
        buffer.set_string(
            inner.x,
            list.bottom(),
            look.glyphs.horizontal.repeat(usize::from(inner.width)),
            look.theme.rule(),
        );
        let full = pane.selected().map(|change| history::what(change, &name, look.language));
        let lines = wrap(&look.glyphs.prose(&full.unwrap_or_default()), usize::from(below.width));
        for (line, y) in lines.iter().zip(below.top()..below.bottom()) {
            let mut strip = Strip::new(usize::from(below.width), &look.glyphs);
            strip.push(line, look.theme.text());
            put(below, y, &strip.line(), None, buffer);
        }
    }
    let first = pane.cursor.saturating_sub(usize::from(list.height).saturating_sub(1));
    super::note(workbench, list, first);
    let shown = versions.iter().enumerate().skip(first);
    for ((place, change), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == pane.cursor;
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(&moment(change.at, workbench.today().year()), look.theme.dim());
        strip.to(1 + WHEN, look.theme.text());
        strip
            .push_within(who(change, words), WHO - 1, look.theme.text())
            .to(1 + WHEN + WHO, look.theme.text());
        strip.push(&look.glyphs.prose(&history::what(change, &name, look.language)), look.theme.text());
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}

fn who<'a>(change: &'a Change, words: &'a history::HistoryWords) -> &'a str {
    if change.by.is_empty() { &words.nobody } else { &change.by }
}

/// `7.5 09:12`, in another year `23.12.5 09:12`.
fn moment(at: NaiveDateTime, year: i32) -> String {
    let before = if at.year() == year { String::new() } else { format!("{}.", at.year() % 100) };
    format!("{before}{}.{} {}", at.month(), at.day(), at.format("%H:%M"))
}
