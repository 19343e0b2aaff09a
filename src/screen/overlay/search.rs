//! 搜索:
//!
//! ```text
//! ┌ 搜索 ─────────────────────────────────────────────────────────┐
//! │ 查找 zcjd                                              共31条 │
//! │>任务 开展政策解读…                          任务29       拼音 │
//! │ 条目 编印省政策清单第三批解读材料           发改局 · 3   拼音 │
//! │───────────────────────────────────────────────────────────────│
//! │ preview of the selected, at the right from 120 columns        │
//! └ 上下选择  Enter 前往  Esc 返回 ───────────────────────────────┘
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;

use super::{popup, put};
use crate::screen::detail;
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{visible, width, wrap};
use crate::search::complete::Completion;
use crate::search::index::{Kind, Name};
use crate::search::rank::Found;
use crate::words::{fill, refusal, search};
use crate::workbench::Workbench;
use crate::workbench::search::SearchPane;

/// From so many columns of the screen the preview stands at the right.
const WIDE: u16 = 120;
/// Columns for what belongs to a result, and for how it was found.
const ABOUT: usize = 18;
const HOW: usize = 12;

/// Draws the pane; where the terminal's own cursor belongs.
pub(super) fn draw(
    pane: &SearchPane,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = search::words(look.language);
    let margin = if area.width >= WIDE { 6 } else { 2 };
    let at = centered(area, area.width.saturating_sub(margin), area.height.saturating_sub(1));
    let keys = if pane.offers().is_empty() { &words.keys } else { &words.keys_again };
    let inner = popup(&words.title, keys, look, at, buffer);
    let caret = field(pane, look, inner, buffer);
    let mut list = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    // What the word at the caret may become stands under it, whatever is found meanwhile.
    if let Some(completion) = workbench.completion()
        && !pane.found.is_empty()
        && list.height > 3
    {
        let text = offers(&completion, look);
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(&look.glyphs.prose(&text), look.theme.dim());
        put(list, list.y, &strip.line(), None, buffer);
        list = Rect { y: list.y + 1, height: list.height - 1, ..list };
    }
    if !pane.offers().is_empty() {
        again(pane, workbench, look, list, buffer);
        return caret;
    }
    if pane.found.is_empty() {
        let mut style = look.theme.dim();
        let text = if let Some(error) = &pane.error {
            style = look.theme.wrong();
            refusal::query(error, look.language)
        } else if pane.line.text().trim().is_empty() {
            words.start.clone()
        } else if pane.is_waiting() {
            String::new()
        } else {
            let query = pane.line.text().trim();
            let suggestions = pane.suggestions.join(&words.or);
            let text = if suggestions.is_empty() { &words.nothing } else { &words.nothing_but };
            fill(text, &[("query", &query), ("suggestions", &suggestions)])
        };
        let mut lines = wrap(&look.glyphs.prose(&text), usize::from(list.width));
        if let Some(completion) = workbench.completion() {
            let offers = offers(&completion, look);
            lines.extend(wrap(&look.glyphs.prose(&offers), usize::from(list.width)));
        }
        for (line, y) in lines.iter().zip(list.top()..list.bottom()) {
            let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
            strip.push(line, style);
            put(list, y, &strip.line(), None, buffer);
        }
        return caret;
    }
    if let Some(pane_area) = room_for_preview(area, &mut list, look, buffer)
        && let Some(found) = pane.selected()
    {
        let lines = detail::preview(workbench, look, found, pane_area.width, usize::from(pane_area.height));
        for (line, y) in lines.iter().zip(pane_area.top()..pane_area.bottom()) {
            put(pane_area, y, line, None, buffer);
        }
    }
    let first = pane.cursor.saturating_sub(usize::from(list.height).saturating_sub(1));
    super::note(workbench, list, first);
    let shown = pane.found.iter().enumerate().skip(first);
    for ((place, found), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == pane.cursor;
        let line = row(found, selected, workbench, look, usize::from(list.width));
        put(list, y, &line, selected.then(|| look.theme.selected()), buffer);
    }
    caret
}

/// `Tab 补全：民政局、行政审批服务局`.
pub(in crate::screen) fn offers(completion: &Completion, look: &Look) -> String {
    let words = search::words(look.language);
    let offers: Vec<String> = completion.said().collect();
    fill(&words.complete, &[("offers", &offers.join(&words.or))])
}

/// What may be asked again, where nothing is typed yet: how to begin, then queries and saved filters.
fn again(pane: &SearchPane, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = search::words(look.language);
    let mut list = area;
    if area.height > 6 {
        for line in wrap(&look.glyphs.prose(&words.start), usize::from(area.width)).iter().take(2) {
            let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
            strip.push(line, look.theme.dim());
            put(list, list.y, &strip.line(), None, buffer);
            list = Rect { y: list.y + 1, height: list.height - 1, ..list };
        }
    }
    let first = pane.cursor.saturating_sub(usize::from(list.height).saturating_sub(1));
    super::note(workbench, list, first);
    let kinds = [&words.asked_before, &words.saved].map(|word| width(word)).into_iter().max().unwrap_or(0);
    let shown = pane.offers().iter().enumerate().skip(first);
    for ((place, offer), y) in shown.zip(list.top()..list.bottom()) {
        let selected = place == pane.cursor;
        let (text, dim) = (look.theme.text(), look.theme.dim());
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        let key = if place < 9 { format!("Alt-{}", place + 1) } else { String::new() };
        strip.push(&key, look.theme.key()).to(7, text);
        strip.push(if offer.name.is_some() { &words.saved } else { &words.asked_before }, dim);
        strip.to(7 + kinds + 1, text);
        if let Some(name) = &offer.name {
            strip.push(name, text).push("  ", text);
        }
        strip.push(&offer.query, if offer.name.is_some() { dim } else { text });
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
}

/// The field, and how much was found at its right.
fn field(pane: &SearchPane, look: &Look, inner: Rect, buffer: &mut Buffer) -> Option<Position> {
    let words = search::words(look.language);
    let shown = pane.found.len();
    let count = if pane.line.text().trim().is_empty() || pane.error.is_some() {
        String::new()
    } else if pane.is_waiting() {
        words.waiting.clone()
    } else if shown < pane.total {
        fill(&words.first_of, &[("n", &pane.total), ("m", &shown)])
    } else {
        fill(&words.count, &[("n", &pane.total)])
    };
    let cells = u16::try_from(width(&count) + 1).unwrap_or(u16::MAX);
    let at = Rect { width: inner.width.saturating_sub(cells), ..inner };
    if inner.height > 0 && at.width > 20 && !count.is_empty() {
        let right = Rect { x: at.right() + 1, width: cells - 1, ..inner };
        let mut strip = Strip::new(usize::from(right.width), &look.glyphs);
        strip.push(&count, look.theme.dim());
        put(right, right.y, &strip.line(), None, buffer);
    }
    let label = format!("{} ", look.words().popups.filter);
    let at = if at.width > 20 { at } else { inner };
    let caret = LineInput::new(&pane.line)
        .glyphs(&look.glyphs)
        .label(&label, look.theme.dim())
        .hint(&look.glyphs.prose(&words.hint), look.theme.dim())
        .style(look.theme.text())
        .draw(at, buffer);
    let text = pane.line.text();
    // A query longer than its field is scrolled; then the sentence alone says what is wrong.
    if let Some(error) = &pane.error
        && width(text) + width(&label) < usize::from(at.width)
    {
        let part = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
        let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
        let x = at.x.saturating_add(cells(&label)).saturating_add(cells(&part(0, error.range.start)));
        let width = cells(&part(error.range.start, error.range.end)).max(1);
        let wrong = Rect { x, width, height: 1, ..at }.intersection(at);
        buffer.set_style(wrong, look.theme.wrong().add_modifier(Modifier::UNDERLINED));
    }
    caret
}

/// Takes room for the preview from the list: at the right on a wide screen, else beneath; none where it is low.
fn room_for_preview(screen: Rect, list: &mut Rect, look: &Look, buffer: &mut Buffer) -> Option<Rect> {
    if screen.width >= WIDE {
        let width = list.width * 2 / 5;
        let side = Rect { x: list.right() - width, width, ..*list };
        list.width -= width + 3;
        for y in list.top()..list.bottom() {
            buffer.set_string(side.x - 2, y, look.glyphs.vertical, look.theme.rule());
        }
        return Some(side);
    }
    if list.height < 9 {
        return None;
    }
    let height = (list.height / 3).clamp(3, 9);
    list.height -= height + 1;
    let rule = look.glyphs.horizontal.repeat(usize::from(list.width));
    buffer.set_string(list.x, list.bottom(), rule, look.theme.rule());
    Some(Rect { y: list.bottom() + 1, height, ..*list })
}

/// One result: kind, title with what matched, what it belongs to, how it was found.
fn row(found: &Found, selected: bool, workbench: &Workbench, look: &Look, room: usize) -> Line<'static> {
    let words = search::words(look.language);
    let kinds = Kind::ALL.iter().map(|kind| width(words.kind(*kind))).max().unwrap_or(0);
    let how = words.how(found);
    let mut strip = Strip::new(room, &look.glyphs);
    strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
    strip.push(words.kind(found.kind), look.theme.dim()).to(1 + kinds + 1, look.theme.text());
    // Where room ends, the title stays.
    let right = match room {
        70.. => ABOUT + HOW,
        44.. => HOW,
        _ => 0,
    };
    let title = strip.free().saturating_sub(right + usize::from(right > 0));
    for (text, matched) in pieces(found, title) {
        let style = if matched { look.theme.matched() } else { look.theme.text() };
        let free = strip.free().saturating_sub(right + usize::from(right > 0));
        strip.push_within(&text, free, style);
    }
    strip.to(room - right.min(room), look.theme.text());
    if right > HOW {
        strip.push_within(&about(found, workbench, look), ABOUT - 1, look.theme.dim());
        strip.to(room - HOW, look.theme.text());
    }
    if right > 0 {
        strip.right(&how, HOW, look.theme.dim());
    }
    strip.line()
}

/// The title in pieces, those that matched apart; where the first of them would be cut off it begins before it.
fn pieces(found: &Found, room: usize) -> Vec<(String, bool)> {
    let signs: Vec<char> = found.title.chars().collect();
    let cells = |range: Range<usize>| range.map(|at| width(&visible(&signs[at].to_string()))).sum::<usize>();
    let first = found.ranges.first().cloned().unwrap_or(0..0);
    let end = first.end.min(signs.len());
    let mut start = 0;
    if cells(0..end) + 2 > room {
        // A few characters before it, so that one sees what it stands in.
        start = first.start.saturating_sub(6).min(signs.len());
        while start < first.start && cells(start..end) + 4 > room {
            start += 1;
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    if start > 0 {
        pieces.push(("…".to_owned(), false));
    }
    for (at, sign) in signs.iter().enumerate().skip(start) {
        let matched = found.ranges.iter().any(|range| range.contains(&at));
        match pieces.last_mut() {
            Some((text, was)) if *was == matched && text != "…" => text.push(*sign),
            _ => pieces.push((sign.to_string(), matched)),
        }
    }
    pieces
}

/// `住建局 · 6`: the units and the task that a result belongs to.
fn about(found: &Found, workbench: &Workbench, look: &Look) -> String {
    let words = search::words(look.language);
    let number = |task: u32| {
        let number = workbench.plan().task(task).map_or_else(|| task.to_string(), |it| it.number.clone());
        fill(&words.task, &[("number", &number)])
    };
    let short = |unit: &str| {
        workbench.workspace().roster.named(unit).map_or(unit, |unit| unit.short_name()).to_owned()
    };
    let data = workbench.workspace();
    match &found.name {
        Name::Task(task) => number(*task),
        Name::Entry { task, id } => {
            let unit = data.entry(id).and_then(|(_, entry)| entry.units.first().map(|unit| short(unit)));
            format!("{} {}", number(*task), unit.unwrap_or_default())
        }
        Name::Unit(unit) => short(unit),
        Name::Activity(id) => {
            data.activities.iter().find(|one| one.id == **id).map(|one| short(&one.unit)).unwrap_or_default()
        }
        Name::Chase(id) => {
            let chase = data.chases.iter().find(|one| one.id == **id);
            chase.and_then(|one| one.units.first().map(|unit| short(unit))).unwrap_or_default()
        }
    }
}
