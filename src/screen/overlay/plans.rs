//! 方案: the plans of the folder with their counts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lists::first;
use super::{note, popup, put};
use crate::domain::light::Light;
use crate::screen::frame::centered;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::plans::{PlanLine, PlansPane};

/// The lights of which a plan's line tells the counts.
const TOLD: [Light; 4] = [Light::Overdue, Light::DueSoon, Light::Unreported, Light::Done];

pub(super) fn draw(pane: &PlansPane, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().plans;
    let rows = u16::try_from(pane.len().max(1) + 2).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(100), rows.min(area.height));
    let years = pane.years();
    // Where there is nothing to see as one, no key for it is shown.
    let keys = if years.is_empty() { &words.keys_apart } else { &words.keys };
    let inner = popup(&words.title, keys, look, at, buffer);
    let Some(lines) = &pane.lines else {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(&words.reading, look.theme.dim());
        put(inner, inner.y, &strip.line(), None, buffer);
        return;
    };
    let from = first(pane.cursor, inner.height);
    note(workbench, inner, from);
    let shown = (0..pane.len()).skip(from).zip(inner.top()..inner.bottom());
    for (place, y) in shown {
        let selected = place == pane.cursor;
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        if let Some(line) = lines.get(place) {
            plan(&mut strip, place, line, usize::from(inner.width), look);
        } else {
            let behind = place.saturating_sub(lines.len());
            let Some((year, count)) = years.get(behind) else { continue };
            let here = workbench.workspace().is_combined() && workbench.plan().year == *year;
            strip.push(if here { look.glyphs.marked } else { " " }, look.theme.accent());
            strip.push(if behind == 0 { "0 " } else { "  " }, look.theme.key());
            strip.push(&fill(&words.all, &[("year", year), ("n", count)]), look.theme.text());
        }
        put(inner, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}

fn plan(strip: &mut Strip<'_>, place: usize, line: &PlanLine, width: usize, look: &Look) {
    let words = &look.words().plans;
    strip.push(if line.current { look.glyphs.marked } else { " " }, look.theme.accent());
    let digit = if place < 9 { (place + 1).to_string() } else { " ".to_owned() };
    strip.push(&format!("{digit} "), look.theme.key());
    let counts = match (line.tally, line.closed) {
        (None, _) => words.broken.clone(),
        (_, Some(day)) => fill(&words.closed, &[("day", &look.domain().day(day, 0))]),
        (Some(tally), None) => TOLD
            .into_iter()
            .filter(|light| tally.of(*light) > 0)
            .map(|light| {
                let word = look.words().light(light, false);
                fill(&look.words().count, &[("word", &word), ("n", &tally.of(light))])
            })
            .collect::<Vec<_>>()
            .join(" "),
    };
    let room = width.saturating_sub(crate::screen::text::width(&counts) + 2);
    let name = format!("{}  {}", line.id, line.title);
    let dim = line.closed.is_some() || line.tally.is_none();
    let style = if dim { look.theme.dim() } else { look.theme.text() };
    strip.push_within(&look.glyphs.prose(&name), room.saturating_sub(4), style);
    strip.to(room, style).push(&counts, look.theme.dim());
}
