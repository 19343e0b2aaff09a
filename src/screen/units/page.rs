//! The page of one unit: whom to call, all it owes, its chases and promises.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::select;
use crate::domain::chase::Chase;
use crate::domain::duty::DutyState;
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::domain::status::Status;
use crate::screen::detail;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, put_line};
use crate::words::{fill, time};
use crate::workbench::Workbench;
use crate::workbench::units::{Heading, Item, PageRow};

/// Draws the page of the selected unit into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let head = Rect { height: u16::from(area.height > 2), ..area };
    if head.height > 0 {
        put_line(buffer, head.x, head.y, &title(workbench, look, head.width), head.width);
    }
    let area = Rect { y: area.y + head.height, height: area.height - head.height, ..area };
    let (cursor, count) = (workbench.units.page.cursor(), workbench.units.page.len());
    // One who stands on the first row sees the contacts above it too.
    let over = workbench.units.page.is_on_top();
    let view = &mut workbench.units.page.view;
    view.place(area.y, area.height, area.width);
    if over && cursor < usize::from(area.height) {
        view.settle(0, cursor);
    }
    view.follow(cursor, count);
    workbench.units.page_left = area.x;
    let in_page = workbench.units.is_in_page();
    let page = &workbench.units.page;
    let shown = page.from(page.view.offset, workbench.rows());
    for ((place, item), y) in shown.zip(area.top()..area.bottom()) {
        let selected = place == cursor && in_page;
        let (line, badge) = write(&item, workbench, look, usize::from(area.width), selected);
        put_line(buffer, area.x, y, &line, area.width);
        if selected {
            select(buffer, Rect { y, height: 1, ..area }, look.theme.selected(), badge);
        }
    }
}

/// `区农业农村局   部分报2/25   约7.12 五`.
fn title(workbench: &Workbench, look: &Look, room: u16) -> Line<'static> {
    let mut strip = Strip::new(usize::from(room), &look.glyphs);
    let Some(line) = workbench.units.selected() else { return strip.line() };
    let words = &look.words().units;
    strip.to(1, look.theme.text()).push(line.party.name(), look.theme.title());
    if let Some(filing) = &line.filing {
        let text = fill(&words.filed_of, &[("n", &filing.filed), ("all", &filing.asked)]);
        strip.push("   ", look.theme.text()).push(&text, look.theme.dim());
    }
    if let Some(day) = line.promise {
        let text = fill(&words.promised, &[("day", &look.short_day(day, workbench.today()))]);
        strip.push("   ", look.theme.text()).push(&text, look.theme.accent());
    }
    strip.line()
}

type Written = (Line<'static>, Option<(u16, Style)>);

fn write(item: &Item, workbench: &Workbench, look: &Look, room: usize, selected: bool) -> Written {
    let words = &look.words().units;
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let mut strip = Strip::new(room, &look.glyphs);
    let sign = if selected { look.glyphs.selected } else { " " };
    strip.push(sign, look.theme.accent());
    let name = workbench.units.selected().map(|line| line.party.name());
    match item {
        Item::Heading(heading) => {
            let label = match heading {
                Heading::Contacts => &look.words().detail.contacts,
                Heading::Promised => &words.heading_promised,
                Heading::Rows => &words.heading_rows,
                Heading::Chases => &words.heading_chases,
                Heading::Duties => &words.heading_duties,
                Heading::Activities => &words.heading_activities,
            };
            strip.push(label, dim).push(" ", dim);
            let rest = look.glyphs.horizontal.repeat(strip.free());
            strip.push(&rest, look.theme.rule());
        }
        Item::Contact(place) => {
            let lines = name.map(|name| detail::contact_line(workbench, name, *place)).unwrap_or_default();
            strip.to(4, text).push(&lines, text);
        }
        Item::NoContact => {
            strip.to(4, text).push(&words.no_contact, dim);
        }
        Item::Row(item) => return row(item, workbench, look, strip, room),
        Item::Duty(id) => duty(id, workbench, look, &mut strip, room),
        Item::Activity(id) => activity(id, workbench, look, &mut strip),
        Item::Chase(id) => {
            let chase = workbench.workspace().chases.iter().find(|chase| chase.id == *id);
            strip.to(4, text);
            if let Some(chase) = chase {
                strip.push(&said(chase, workbench, look), text);
            }
        }
    }
    strip.to(room, text);
    (strip.line(), None)
}

/// `逾   7 印发数字乡村公开清单…            推进中 40%   约7.12 五   7.5`.
fn row(item: &PageRow, workbench: &Workbench, look: &Look, mut strip: Strip<'_>, room: usize) -> Written {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let words = &look.words().units;
    let Some(row) = workbench.units.page.row(item, workbench.rows()) else { return (strip.line(), None) };
    let (word, style) = look.badge(row.light, workbench.is_filing_over());
    strip.push(&pad(word, 2), style).push(" ", text);
    let task = workbench.plan().task(row.task);
    strip.right(task.map_or("", |task| &task.number), 3, dim).push(" ", text);
    let today = workbench.today();
    let promised = item.promised.map(|day| fill(&words.promised, &[("day", &look.short_day(day, today))]));
    let due = row.last().map(|day| look.short_day(day, today)).unwrap_or_default();
    let (day_cells, with_word) = super::day_cells(look);
    let (promise_cells, due_cells, status_cells) = match room {
        0..40 => (0, 0, 0),
        40..56 => (0, day_cells, 0),
        _ => (if item.promised.is_some() { with_word } else { 0 }, day_cells, 12),
    };
    let end = room.saturating_sub(promise_cells + due_cells + status_cells + 1);
    let free = end.saturating_sub(room - strip.free());
    let measure = row.entry().map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
    match measure {
        Some(measure) => strip.push_within(measure, free, text),
        None => strip.push_within(task.map_or("", |task| &task.requirement), free, dim),
    };
    strip.to(end, text);
    if status_cells > 0 {
        strip.push(" ", text).right(&status(row, look), status_cells - 1, dim);
    }
    if promise_cells > 0 {
        let late = item.promised.is_some_and(|day| day < today);
        let style = if late { look.theme.wrong() } else { look.theme.accent() };
        strip.right(&promised.unwrap_or_default(), promise_cells, style);
    }
    if due_cells > 0 {
        let style = match row.light {
            crate::domain::light::Light::Overdue | crate::domain::light::Light::DueSoon => {
                look.light(row.light)
            }
            _ => dim,
        };
        strip.right(&due, due_cells, style);
    }
    strip.to(room, text);
    (strip.line(), Some((1, style)))
}

/// `年内至少组织一次专门业务培训   待落实 0/1   12.31 二   剩122个工作日`.
fn duty(id: &str, workbench: &Workbench, look: &Look, strip: &mut Strip<'_>, room: usize) {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let name = workbench.units.selected().map(|line| std::sync::Arc::clone(line.party.name()));
    let Some(one) =
        workbench.obligations().iter().find(|one| one.duty.id == id && Some(&one.unit) == name.as_ref())
    else {
        return;
    };
    let words = time::words(look.language);
    let state = words.duty_state(one.state);
    let count =
        if one.need > 1 || one.have > 1 { format!(" {}/{}", one.have, one.need) } else { String::new() };
    let style = match one.state {
        DutyState::Overdue => look.light(Light::Overdue),
        DutyState::DueSoon => look.light(Light::DueSoon),
        DutyState::Met | DutyState::MetLate => look.light(Light::Done),
        _ => dim,
    };
    let day = one.last.map(|day| look.short_day(day, workbench.today())).unwrap_or_default();
    let (state_cells, day_cells) = if room < 56 { (10, 0) } else { (16, 10) };
    let end = room.saturating_sub(state_cells + day_cells + 2);
    strip.to(4, text);
    let free = end.saturating_sub(room - strip.free());
    strip.push_within(&one.duty.name, free, text).to(end, text).push(" ", text);
    strip.push_within(&format!("{state}{count}"), state_cells, style);
    if day_cells > 0 {
        strip.to(end + 1 + state_cells, text).right(&day, day_cells, dim);
    }
}

/// `政府开放活动 走进图书馆   9月上旬   已报计划`.
fn activity(id: &str, workbench: &Workbench, look: &Look, strip: &mut Strip<'_>) {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let Some(one) = workbench.workspace().activities.iter().find(|one| one.id == id) else { return };
    let words = time::words(look.language);
    strip.to(4, text).push(words.kind(one.kind), dim).push(" ", text);
    let name = if one.name.is_empty() { &one.id } else { &one.name };
    strip.push(name, text).push("  ", text).push(&one.date, dim).push("  ", text);
    strip.push(words.state(one.state), look.theme.accent());
    if let Some(count) = one.count {
        strip.push("  ", text).push(&count.to_string(), dim);
    }
}

fn status(row: &Row, look: &Look) -> String {
    let domain = look.domain();
    if row.open_group {
        return domain.open_group.clone();
    }
    if row.waived {
        return domain.waived.clone();
    }
    let Some(entry) = row.entry() else { return String::new() };
    if entry.returned.is_some() {
        return domain.returned.clone();
    }
    let word = look.words().status(entry.status());
    match entry.percent.filter(|_| entry.status() != Status::Done) {
        Some(percent) => format!("{word} {percent}%"),
        None => word.to_owned(),
    }
}

/// `7.8 电话 王某：周五报清单   约7.12 五   任务7`.
pub(in crate::screen) fn said(chase: &Chase, workbench: &Workbench, look: &Look) -> String {
    let words = look.words();
    let today = workbench.today();
    let day = look.short_day(chase.at.date(), today);
    let mut text = format!(
        "{} {} {}",
        day.split(' ').next().unwrap_or_default(),
        chase.at.format("%H:%M"),
        look.domain().manner(chase.manner)
    );
    if !chase.who.is_empty() {
        text = format!("{text} {}", chase.who);
    }
    if !chase.answer.is_empty() {
        text = format!("{text}{}{}", words.colon, chase.answer.replace('\n', " "));
    }
    if let Some(day) = chase.promised {
        text = format!("{text}  {}", fill(&words.units.promised, &[("day", &look.short_day(day, today))]));
    }
    if let Some(duty) = workbench.workspace().duties.duty(&chase.duty) {
        text = format!("{text}  {}", duty.name);
    }
    if !chase.tasks.is_empty() {
        let number =
            |id: &u32| workbench.plan().task(*id).map_or_else(|| id.to_string(), |it| it.number.clone());
        let tasks: Vec<String> = chase.tasks.iter().map(number).collect();
        text =
            format!("{text}  {}", fill(&words.units.tasks, &[("numbers", &tasks.join(&words.list_comma))]));
    }
    text
}

/// Under the list: whom to call at the selected unit, and what it said last.
pub(super) fn sentences(workbench: &Workbench, look: &Look, room: u16) -> Vec<Line<'static>> {
    let Some(line) = workbench.units.selected() else { return Vec::new() };
    let name = line.party.name();
    let words = look.words();
    let first = detail::contact_line(workbench, name, 0);
    let contact = if first.is_empty() { words.detail.no_contacts.clone() } else { first };
    let chases = workbench.workspace().chases.iter().map(AsRef::as_ref).filter(|chase| chase.asked(name));
    let last = crate::domain::chase::newest(chases);
    let last = last.map_or_else(|| words.units.never_chased.clone(), |chase| said(chase, workbench, look));
    let mut lines = Vec::new();
    for (text, style) in
        [(name.to_string(), look.theme.text()), (contact, look.theme.dim()), (last, look.theme.dim())]
    {
        let mut strip = Strip::new(usize::from(room), &look.glyphs);
        strip.to(1, style).push(&text, style);
        lines.push(strip.line());
    }
    lines
}
