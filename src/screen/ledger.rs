//! 台账 on the screen: a line that says how it is sorted, grouped and marked, the heads of the columns, the rows in sight.
//!
//! ```text
//!  1018行   按截止   分组：单位   已标记10行
//!      号 任务               单位        截止    状态    工作措施
//! >*逾  7 围绕发展现代农业…  农业农村局  7.5 五  推进中  印发数字乡村公开清单…
//! ```

mod columns;
mod group;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, width};
use crate::domain::light::{Light, Limit};
use crate::domain::rows::Row;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::ledger::{Column, LedgerLine};

use columns::{cells, is_right};
pub(super) use columns::{column_word, grouping_word};

/// From so many columns the detail stands at the right of the table.
pub(super) const WIDE: u16 = 160;

/// Draws the table into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let mut rest = area;
    let mut heads = Vec::new();
    for least in [3, 4] {
        if rest.height >= least {
            heads.push(Rect { height: 1, ..rest });
            rest.y += 1;
            rest.height -= 1;
        }
    }
    scroll(workbench, rest);
    let bench: &Workbench = workbench;
    let cells = cells(bench, usize::from(area.width.saturating_sub(2)), look);
    if let Some(at) = heads.pop() {
        head(&cells, bench, look, at, buffer);
    }
    if let Some(at) = heads.pop() {
        state(bench, look, at, buffer);
    }
    let ledger = &bench.ledger;
    if ledger.lines().is_empty() {
        let words = look.words();
        let text = if bench.filter().is_some() { &words.ledger.empty } else { &words.empty };
        let lines = super::text::wrap(text, usize::from(rest.width.saturating_sub(2)).max(2));
        for (line, y) in lines.iter().zip(rest.top()..rest.bottom()) {
            let mut strip = Strip::new(usize::from(rest.width), &look.glyphs);
            strip.to(1, look.theme.dim()).push(line, look.theme.dim());
            put_line(buffer, rest.x, y, &strip.line(), rest.width);
        }
        return;
    }
    let lines = ledger.lines().iter().enumerate().skip(ledger.view.offset);
    for ((place, line), y) in lines.zip(rest.top()..rest.bottom()) {
        let selected = place == ledger.cursor();
        let writer = Writer { bench, look, selected, room: usize::from(rest.width) };
        let at = Rect { y, height: 1, ..rest };
        match line {
            LedgerLine::Group { key, tally, open } => writer.group(key, *tally, *open, at, buffer),
            LedgerLine::Row { .. } => {
                if let Some(row) = line.row(bench.rows()) {
                    writer.row(row, &cells, at, buffer);
                }
            }
        }
    }
}

/// Keeps the selected line in sight, and no room empty that lines could fill.
fn scroll(workbench: &mut Workbench, area: Rect) {
    let count = workbench.ledger.lines().len();
    let cursor = workbench.ledger.cursor();
    let columns = workbench.ledger.seen().count();
    workbench.ledger.scroll = workbench.ledger.scroll.min(columns.saturating_sub(1));
    workbench.ledger.view.place(area.y, area.height, area.width);
    workbench.ledger.view.follow(cursor, count);
}

fn head(cells: &[(Column, usize, usize)], bench: &Workbench, look: &Look, at: Rect, buffer: &mut Buffer) {
    let dim = look.theme.dim();
    let (sort, descending) = bench.ledger.sort();
    let mut strip = Strip::new(usize::from(at.width), &look.glyphs);
    for (column, begin, room) in cells {
        let sorted = sort == Some(*column);
        let style = if sorted { look.theme.accent() } else { dim };
        let mark = match (sorted, descending) {
            (false, _) => "",
            (true, false) => "^",
            (true, true) => "v",
        };
        let word = column_word(*column, look);
        // Two cells hold no word of letters, and none is needed over the badges.
        let word = if *column == Column::Light && width(word) > *room { "" } else { word };
        let text = format!("{word}{mark}");
        strip.to(*begin, dim);
        if is_right(*column) {
            strip.right(&text, *room, style);
        } else {
            strip.push_within(&text, *room, style);
        }
    }
    // That there is more to be seen sideways.
    let hidden = bench.ledger.seen().count() + Column::PINNED.len() - cells.len();
    if hidden > bench.ledger.scroll {
        strip.to(usize::from(at.width).saturating_sub(1), dim).push(look.glyphs.folded, dim);
    }
    put_line(buffer, at.x, at.y, &strip.line(), at.width);
}

fn state(bench: &Workbench, look: &Look, at: Rect, buffer: &mut Buffer) {
    let words = &look.words().ledger;
    let ledger = &bench.ledger;
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let mut strip = Strip::new(usize::from(at.width), &look.glyphs);
    strip.to(1, text).push(&fill(&words.rows, &[("n", &ledger.row_count())]), text);
    let sorted = match ledger.sort() {
        (None, _) => words.plan_order.clone(),
        (Some(column), descending) => {
            let template = if descending { &words.reversed } else { &words.sorted };
            fill(template, &[("column", &column_word(column, look))])
        }
    };
    strip.push("   ", dim).push(&sorted, dim);
    if let Some(grouping) = ledger.grouping() {
        let grouped = fill(&words.grouped, &[("grouping", &grouping_word(grouping, look))]);
        strip.push("   ", dim).push(&grouped, dim);
    }
    let said = match ledger.marked() {
        (0, _) => String::new(),
        (n, 0) => fill(&words.marked, &[("n", &n)]),
        (n, hidden) => fill(&words.marked_hidden, &[("n", &n), ("hidden", &hidden)]),
    };
    strip.push("   ", dim).push(&said, look.theme.accent());
    put_line(buffer, at.x, at.y, &strip.line(), at.width);
}

/// Writes one line.
struct Writer<'a> {
    bench: &'a Workbench,
    look: &'a Look,
    selected: bool,
    room: usize,
}

impl Writer<'_> {
    fn put(&self, mut strip: Strip<'_>, badge: Option<(usize, Style)>, at: Rect, buffer: &mut Buffer) {
        strip.to(self.room, self.look.theme.text());
        put_line(buffer, at.x, at.y, &strip.line(), at.width);
        if self.selected {
            buffer.set_style(at, self.look.theme.selected());
            if let Some((column, style)) = badge {
                let x = at.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
                buffer.set_style(Rect { x, width: 2, ..at }.intersection(at), style);
            }
        }
    }

    fn row(&self, row: &Row, cells: &[(Column, usize, usize)], at: Rect, buffer: &mut Buffer) {
        let look = self.look;
        let text = look.theme.text();
        let mut strip = Strip::new(self.room, &look.glyphs);
        strip.push(if self.selected { look.glyphs.selected } else { " " }, look.theme.accent());
        let marked = self.bench.ledger.is_marked(row);
        strip.push(if marked { look.glyphs.marked } else { " " }, look.theme.accent());
        let mut badge = None;
        for (column, begin, room) in cells {
            strip.to(*begin, text);
            if *column == Column::Light {
                let (word, style) = look.badge(row.light, self.bench.is_filing_over());
                badge = Some((*begin, style));
                strip.push(&super::text::pad(word, 2), style);
                continue;
            }
            let (cell, style) = self.cell(*column, row);
            if is_right(*column) {
                strip.right(&cell, *room, style);
            } else {
                strip.push_within(&cell, *room, style);
            }
        }
        self.put(strip, badge, at, buffer);
    }

    fn cell(&self, column: Column, row: &Row) -> (String, Style) {
        let look = self.look;
        let (text, dim) = (look.theme.text(), look.theme.dim());
        let entry = row.entry();
        let task = self.bench.plan().task(row.task);
        match column {
            Column::Light => (String::new(), text),
            Column::Number => (task.map_or_else(String::new, |task| task.number.clone()), dim),
            Column::Task => (task.map_or_else(String::new, |task| task.requirement.clone()), text),
            Column::Unit => {
                let unit = self.bench.workspace().roster.named(&row.unit);
                (unit.map_or_else(|| row.unit.to_string(), |unit| unit.short_name().to_owned()), text)
            }
            Column::Measure => {
                let measure = entry.map(|entry| entry.measure.trim()).unwrap_or_default();
                (format!("{}{measure}", self.marks(row)), text)
            }
            Column::Last => match row.limit {
                Limit::Day(last) => {
                    let style = match row.light {
                        Light::Overdue | Light::DueSoon => look.light(row.light),
                        _ => dim,
                    };
                    (look.short_day(last, self.bench.today()), style)
                }
                Limit::Open | Limit::None => (String::new(), dim),
            },
            Column::Status => match entry {
                Some(entry) => (look.words().status(entry.status()).to_owned(), text),
                None if row.open_group => (look.domain().open_group.clone(), dim),
                None => (String::new(), dim),
            },
            Column::Person => (entry.map_or_else(String::new, |entry| entry.person.to_string()), text),
            Column::Percent => {
                let percent = entry.and_then(|entry| entry.percent);
                (percent.map_or_else(String::new, |percent| format!("{percent}%")), dim)
            }
            Column::Progress => {
                let note = entry.and_then(|entry| entry.latest_progress());
                let said = |note: &crate::domain::entry::Progress| {
                    format!("{}.{} {}", note.date.month(), note.date.day(), note.text)
                };
                (note.map_or_else(String::new, said), dim)
            }
            Column::Due => (row.due.to_string(), dim),
            Column::Area => {
                let place = self.bench.plan().place(row.task);
                (place.map_or_else(String::new, |place| place.area.title.clone()), dim)
            }
        }
    }

    /// What is to be known of a row before its measure.
    fn marks(&self, row: &Row) -> String {
        let marks = super::marks::of(row, self.bench, self.look);
        marks.into_iter().flat_map(|(word, _)| [word, " "]).collect()
    }
}
