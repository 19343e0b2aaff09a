//! What floats for 提醒 / 催办 and 来电: the text and the answer, a contact, the finder of units.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lists::{filter, first, nothing};
use super::{note, popup, put};
use crate::domain::chase::Manner;
use crate::exchange::chase::Kind;
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width, wrap};
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::overlay::{ChaseField, ChaseForm, ContactForm, PromiseReading, UnitFinder};

/// Rows of the form: manner, answer, promise, who.
const FIELDS: u16 = 4;

/// The text above, the fields under it. The answer is how far the text is scrolled, and the caret.
pub(super) fn chase(
    form: &ChaseForm,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> (usize, Option<Position>) {
    let words = &look.words().chase;
    let kind = match form.text.kind {
        Kind::Remind => &words.remind,
        Kind::Urge => &words.urge,
        Kind::Group => &words.group,
    };
    let short =
        |unit: &str| workbench.workspace().roster.named(unit).map_or(unit, |it| it.short_name()).to_owned();
    let to = match form.units.as_slice() {
        [unit] => unit.clone(),
        [unit, ..] => {
            let others = look.words().and_others.contains('+');
            let n = if others { form.units.len() - 1 } else { form.units.len() };
            fill(&look.words().and_others, &[("unit", &short(unit)), ("n", &n)])
        }
        [] => String::new(),
    };
    let title = format!("{kind} {} {to}", look.glyphs.dot);
    let columns = area.width.saturating_sub(4).min(84);
    let room = usize::from(columns.saturating_sub(4));
    let text: Vec<String> =
        form.text.text.lines().flat_map(|line| wrap(&look.glyphs.prose(line), room.max(2))).collect();
    let rows = u16::try_from(text.len()).unwrap_or(u16::MAX).saturating_add(FIELDS + 3);
    let at = centered(area, columns, rows.min(area.height));
    let on_manner = form.focus == ChaseField::Manner;
    let keys = if on_manner { &words.keys_manner } else { &words.keys_fields };
    let inner = popup(&title, keys, look, at, buffer);
    let fields = FIELDS.min(inner.height);
    let above = inner.height - fields;
    let shown = usize::from(above.saturating_sub(1));
    let scroll = form.scroll.min(text.len().saturating_sub(shown));
    for (line, y) in text.iter().skip(scroll).take(shown).zip(inner.top()..) {
        buffer.set_string(inner.x, y, line, look.theme.text());
    }
    if above > 0 {
        let y = inner.y + above - 1;
        let rest = text.len().saturating_sub(scroll + shown);
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        if rest > 0 {
            strip
                .push(&fill(&words.more_lines, &[("n", &rest)]), look.theme.dim())
                .push(" ", look.theme.dim());
        }
        let line = look.glyphs.horizontal.repeat(strip.free());
        strip.push(&line, look.theme.rule());
        put(inner, y, &strip.line(), None, buffer);
    }
    let rows = Rect { y: inner.y + above, height: fields, ..inner };
    note(workbench, rows, 0);
    (scroll, draw_fields(form, workbench, look, rows, buffer))
}

fn draw_fields(
    form: &ChaseForm,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &look.words().chase;
    let labels = [&words.manner, &words.answer, &words.promised, &words.who];
    let cells = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    let style = |field| if form.focus == field { look.theme.accent() } else { look.theme.dim() };
    let row = |place: u16| {
        let y = area.y.saturating_add(place);
        Rect { y, height: u16::from(y < area.bottom()), ..area }
    };
    let mut strip = Strip::new(usize::from(area.width), &look.glyphs);
    strip.push(&pad(&words.manner, cells), style(ChaseField::Manner));
    for (manner, digit) in Manner::ALL.into_iter().zip(1..) {
        let text = format!("{digit}{}", look.domain().manner(manner));
        let chosen = manner == form.manner;
        strip.push(&text, if chosen { look.theme.selected() } else { look.theme.dim() });
        strip.push(" ", look.theme.dim());
    }
    if row(0).height > 0 {
        put(area, area.y, &strip.line(), None, buffer);
    }
    let input = |line, label: &str, hint: &str, field, at, buffer: &mut Buffer| {
        LineInput::new(line)
            .glyphs(&look.glyphs)
            .label(&pad(label, cells), style(field))
            .hint(&look.glyphs.prose(hint), look.theme.dim())
            .style(look.theme.text())
            .draw(at, buffer)
    };
    let answer = input(&form.answer, &words.answer, &words.answer_hint, ChaseField::Answer, row(1), buffer);
    // The reading stands beside the field while there is room for both.
    let reading = match form.reading {
        PromiseReading::None => String::new(),
        PromiseReading::Day(day) => {
            let date = look.domain().day_with_weekday(day, workbench.plan().year);
            let calendar = &workbench.rows().day().calendar;
            let detail = &look.words().detail;
            let left = match day.cmp(&workbench.today()) {
                std::cmp::Ordering::Less => words.past.clone(),
                std::cmp::Ordering::Equal => look.words().today.clone(),
                std::cmp::Ordering::Greater => {
                    fill(&detail.days_left, &[("n", &calendar.count(workbench.today(), day))])
                }
            };
            format!("{} {date} {} {left}", look.glyphs.arrow, look.glyphs.dot)
        }
        PromiseReading::Unread => words.unread.clone(),
    };
    let beside = u16::try_from(width(&reading)).unwrap_or(u16::MAX);
    let at = row(2);
    let field = Rect { width: at.width.saturating_sub(beside + 1).max(at.width.min(20)), ..at };
    let promised =
        input(&form.promised, &words.promised, &words.promised_hint, ChaseField::Promised, field, buffer);
    let side = Rect { x: field.right(), width: at.width - field.width, ..at };
    if side.height > 0 && side.width > 0 {
        let wrong = form.reading == PromiseReading::Unread;
        let style = if wrong { look.theme.wrong() } else { look.theme.dim() };
        let mut strip = Strip::new(usize::from(side.width), &look.glyphs);
        strip.push(" ", style).push(&reading, style);
        put(side, side.y, &strip.line(), None, buffer);
    }
    let hint = form.units.first().filter(|_| form.units.len() == 1);
    let hint = hint.map(|unit| crate::screen::detail::contact_line(workbench, unit, 0)).unwrap_or_default();
    let who = input(&form.who, &words.who, &hint, ChaseField::Who, row(3), buffer);
    match form.focus {
        ChaseField::Manner => None,
        ChaseField::Answer => answer,
        ChaseField::Promised => promised,
        ChaseField::Who => who,
    }
}

/// The fields of one contact.
pub(super) fn contact(
    form: &ContactForm,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &look.words().chase;
    let labels = &words.contact_fields;
    let cells = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    let template = if form.place.is_some() { &words.edit_contact } else { &words.new_contact };
    let title = fill(template, &[("unit", &form.unit)]);
    let rows = u16::try_from(form.fields.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(64), rows);
    let inner = popup(&title, &words.keys_contact, look, at, buffer);
    // Where not all fields have room the one with the caret is in sight.
    let offset = first(form.focus, inner.height);
    note(workbench, inner, offset);
    let mut caret = None;
    let shown = form.fields.iter().zip(labels).enumerate().skip(offset);
    for ((place, (line, label)), y) in shown.zip(inner.top()..inner.bottom()) {
        let focused = place == form.focus;
        let style = if focused { look.theme.accent() } else { look.theme.dim() };
        let at = LineInput::new(line)
            .glyphs(&look.glyphs)
            .label(&pad(label, cells), style)
            .style(look.theme.text())
            .draw(Rect { y, height: 1, ..inner }, buffer);
        if focused {
            caret = at;
        }
    }
    caret
}

/// Which unit is on the line.
pub(super) fn finder(
    finder: &UnitFinder,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &look.words().chase;
    let at = centered(area, area.width.saturating_sub(4).min(64), area.height.saturating_sub(2).min(16));
    let (title, keys) = match &finder.merges {
        Some(unit) => {
            let title = fill(&crate::words::time::words(look.language).form.merge, &[("unit", unit)]);
            (title, &words.keys_merge)
        }
        None => (words.caller.clone(), &words.keys_caller),
    };
    let inner = popup(&title, keys, look, at, buffer);
    let (list, caret) = filter(&finder.filter, &words.caller_hint, look, inner, buffer);
    if finder.shown.is_empty() {
        nothing(look, list, buffer);
    }
    note(workbench, list, first(finder.cursor, list.height));
    let shown = finder.shown.iter().enumerate().skip(first(finder.cursor, list.height));
    for ((place, unit), y) in shown.zip(list.top()..list.bottom()) {
        let Some(caller) = finder.units.get(*unit) else { continue };
        let selected = place == finder.cursor;
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(" ", look.theme.text()).push(&caller.unit, look.theme.text());
        if let Some(contact) = caller.contacts.first() {
            strip.push("  ", look.theme.dim()).push(contact, look.theme.dim());
        }
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    caret
}
