//! 单位 on the screen: the list, and the page of one unit; from 120 columns side by side.
//!
//! ```text
//!  配档表 已报1/37家   部分报17家   未报19家
//! >逾 区农业农村局           部分报2/25   逾1 待23 正1         催7.8   约7.12 五
//! ```

mod page;

pub(super) use page::said;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::look::Look;
use super::strip::Strip;
use super::text::put_line;
use super::{bars, detail};
use crate::domain::light::Light;
use crate::domain::report::FilingState;
use crate::screen::look::COUNT_ORDER;
use crate::words::{Language, fill};
use crate::workbench::Workbench;
use crate::workbench::units::{Party, UnitLine};

/// From so many columns list and page stand side by side.
const WIDE: u16 = 120;
/// The pane under list or page needs so many rows.
const TALL: u16 = 11;

/// Draws the view into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    workbench.units.view.hide();
    workbench.units.page.view.hide();
    if area.is_empty() {
        return;
    }
    if area.width >= WIDE {
        let width = area.width - super::draw::right_pane(workbench, area, 55);
        let line = Rect { x: area.x + width, width: 1, ..area };
        super::draw::note_divider(workbench, area, line.x, line);
        for y in line.top()..line.bottom() {
            buffer.set_string(line.x, y, look.glyphs.vertical, look.theme.rule());
        }
        list(workbench, look, Rect { width: width - 1, ..area }, buffer);
        let side = Rect { x: line.x + 2, width: area.right() - line.x - 2, ..area };
        let page = brief(workbench, look, side, buffer);
        page::draw(workbench, look, page, buffer);
    } else {
        let rest = brief(workbench, look, area, buffer);
        if workbench.is_on_page() {
            page::draw(workbench, look, rest, buffer);
        } else {
            list(workbench, look, rest, buffer);
        }
    }
}

/// The pane under the view: the selected row's task, or in the list whom to call and what was said last. What is left.
fn brief(workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) -> Rect {
    if area.height < TALL {
        return area;
    }
    let rows = if area.height >= 24 { 4 } else { 3 };
    let lines = if workbench.is_on_page() {
        detail::brief(workbench, look, area.width, rows)
    } else {
        page::sentences(workbench, look, area.width)
    };
    let pane = Rect { y: area.bottom() - rows - 1, height: rows + 1, ..area };
    put_line(buffer, pane.x, pane.y, &bars::rule(look, pane.width), pane.width);
    for (line, y) in lines.iter().zip(pane.y + 1..pane.bottom()) {
        put_line(buffer, pane.x, y, line, pane.width);
    }
    Rect { height: area.height - rows - 1, ..area }
}

/// The list under its heading.
fn list(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let head = Rect { height: u16::from(area.height > 2), ..area };
    if head.height > 0 {
        put_line(buffer, head.x, head.y, &heading(workbench, look, head.width), head.width);
    }
    let area = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
    let (cursor, count) = (workbench.units.cursor(), workbench.units.lines().len());
    workbench.units.view.place(area.y, area.height, area.width);
    workbench.units.view.follow(cursor, count);
    if count == 0 && area.height > 0 {
        let words = look.words();
        let text = if workbench.filter().is_some() { &words.ledger.empty } else { &words.empty };
        let mut strip = Strip::new(usize::from(area.width), &look.glyphs);
        strip.to(1, look.theme.dim()).push(text, look.theme.dim());
        put_line(buffer, area.x, area.y, &strip.line(), area.width);
    }
    let in_page = workbench.units.is_in_page();
    let shown = workbench.units.lines().iter().enumerate().skip(workbench.units.view.offset);
    for ((place, line), y) in shown.zip(area.top()..area.bottom()) {
        let selected = place == cursor;
        let (text, badge) = unit(line, workbench, look, usize::from(area.width), selected);
        put_line(buffer, area.x, y, &text, area.width);
        if selected {
            // Where the keys act on the page the list only remembers.
            let style = if in_page { look.theme.title() } else { look.theme.selected() };
            select(buffer, Rect { y, height: 1, ..area }, style, badge);
        }
    }
}

/// Cells of a last day and of a promised one, a blank before each: `12.31 二` and `约12.31 二`, `12.31 Tue` and `by 12.31 Tue`.
fn day_cells(look: &Look) -> (usize, usize) {
    if look.language == Language::Chinese { (9, 11) } else { (10, 13) }
}

/// The ground of the selected line, the badge on its own.
fn select(buffer: &mut Buffer, at: Rect, style: Style, badge: Option<(u16, Style)>) {
    buffer.set_style(at, style);
    if let Some((column, badge)) = badge {
        buffer.set_style(Rect { x: at.x + column, width: 2, ..at }.intersection(at), badge);
    }
}

fn heading(workbench: &Workbench, look: &Look, room: u16) -> Line<'static> {
    let words = &look.words().units;
    let (filed, partly, unfiled) = workbench.units.filed();
    let all = filed + partly + unfiled;
    let mut strip = Strip::new(usize::from(room), &look.glyphs);
    strip.to(1, look.theme.text());
    strip.push(&fill(&words.heading, &[("n", &filed), ("all", &all)]), look.theme.title());
    for (template, n) in [(&words.heading_partly, partly), (&words.heading_unfiled, unfiled)] {
        if n > 0 {
            strip.push("   ", look.theme.text()).push(&fill(template, &[("n", &n)]), look.theme.dim());
        }
    }
    let marked = workbench.units.marks().len();
    if marked > 0 {
        strip.push("   ", look.theme.text());
        strip.push(&fill(&words.marked, &[("n", &marked)]), look.theme.accent());
    }
    strip.line()
}

/// One line of the list, and where its badge stands.
fn unit(
    line: &UnitLine,
    workbench: &Workbench,
    look: &Look,
    room: usize,
    selected: bool,
) -> (Line<'static>, Option<(u16, Style)>) {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let words = &look.words().units;
    let mut strip = Strip::new(room, &look.glyphs);
    let in_page = workbench.units.is_in_page();
    let sign = if selected && !in_page { look.glyphs.selected } else { " " };
    strip.push(sign, look.theme.accent());
    let over = workbench.is_filing_over();
    let badge = line.tally.worst().map(|light| {
        let (word, style) = look.badge(light, over);
        strip.push(&super::text::pad(word, 2), style);
        (1, style)
    });
    if workbench.units.marks().contains(line.party.name()) {
        strip.to(3, text).push(look.glyphs.marked, look.theme.accent());
    }
    strip.to(4, text);
    let name = line.party.name();
    let short = workbench.workspace().roster.named(name).map_or(name.as_ref(), |unit| unit.short_name());
    let (shown, cells) = if room >= 70 { (name.as_ref(), 22) } else { (short, 12) };
    strip.push_within(shown, cells, text).to(4 + cells + 1, text);
    let (state, style) = match (&line.party, &line.filing) {
        (Party::OpenGroup(_), _) => (look.domain().open_group.clone(), dim),
        (_, None) => (words.nothing_asked.clone(), dim),
        (_, Some(filing)) if filing.own => (words.own.clone(), dim),
        (_, Some(filing)) => match filing.state() {
            FilingState::Filed => (words.filed.clone(), look.light(Light::Done)),
            FilingState::Partly => {
                (fill(&words.partly, &[("n", &filing.filed), ("all", &filing.asked)]), text)
            }
            FilingState::Received => (words.received.clone(), text),
            FilingState::Unfiled => (words.unfiled.clone(), dim),
        },
    };
    let state_cells = if look.words().units.filed.is_ascii() { 13 } else { 11 };
    strip.push_within(&state, state_cells, style).to(4 + cells + 1 + state_cells + 1, text);
    let today = workbench.today();
    // The promise is the last to go.
    let promise = line.promise.map(|day| fill(&words.promised, &[("day", &look.short_day(day, today))]));
    let chased = line.last_chase.map(|day| {
        let day = look.short_day(day, today);
        fill(&words.chased, &[("day", &day.split(' ').next().unwrap_or_default())])
    });
    let promise_cells = if line.promise.is_some() || room >= 56 { day_cells(look).1 } else { 0 };
    let chased_cells = if room >= 70 { 8 } else { 0 };
    let end = room.saturating_sub(promise_cells + chased_cells + 1);
    for light in COUNT_ORDER {
        let n = line.tally.of(light);
        let free = end.saturating_sub(room - strip.free());
        let count = format!("{}{n}", look.badge(light, over).0);
        if n == 0 {
            continue;
        }
        // What has no room leaves none to what is milder: a gap would say zero.
        if super::text::width(&count) >= free {
            break;
        }
        strip.push(&count, look.light(light)).push(" ", text);
    }
    strip.to(end, text);
    if chased_cells > 0 {
        strip.right(&chased.unwrap_or_default(), chased_cells, dim);
    }
    if promise_cells > 0 {
        let late = line.promise.is_some_and(|day| day < today);
        let style = if late { look.theme.wrong() } else { look.theme.accent() };
        strip.right(&promise.unwrap_or_default(), promise_cells, style);
    }
    strip.to(room, text);
    (strip.line(), badge)
}
