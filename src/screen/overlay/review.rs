//! 收回核对: a line per cell, what is decided before it; beneath the selected one old and new in full, with what differs
//! between them marked.

mod placer;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{note, popup, put};
use crate::exchange::sheets::review::{Review, Verdict};
use crate::exchange::sheets::{Place, Stray};
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::wrap;
use crate::words::{fill, sheets, time};
use crate::workbench::Workbench;
use crate::workbench::review::{Progress, ReviewLine, ReviewPane};
use crate::workbench::sheets::Returned;

/// Rows beneath the list: a rule, the place, old and new.
const DETAIL: u16 = 6;

/// One item as it is shown.
struct Shown {
    task: Option<u32>,
    unit: String,
    label: String,
    cell: String,
    old: String,
    new: String,
    verdict: Verdict,
}

/// Draws the pane; where the cursor stands while the path is asked for.
pub(super) fn draw(
    pane: &ReviewPane,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = &sheets::SECTION.of(look.language).review;
    if pane.asking {
        let at = centered(area, area.width.saturating_sub(4).min(76), 3);
        let inner = popup(&words.ask, &words.keys_ask, look, at, buffer);
        return LineInput::new(&pane.line)
            .glyphs(&look.glyphs)
            .hint(&look.glyphs.prose(&words.hint), look.theme.dim())
            .style(look.theme.text())
            .draw(Rect { height: inner.height.min(1), ..inner }, buffer);
    }
    if let Some(placer) = &pane.placing {
        return placer::draw(placer, workbench, look, area, buffer);
    }
    if let Some(reading) = &pane.reading {
        let at = centered(area, area.width.saturating_sub(4).min(76), 3);
        let inner = popup(&words.ask, &words.keys_reading, look, at, buffer);
        let Progress { done, all, file } = &pane.progress;
        let said = match (*all, reading.stops()) {
            (_, true) => words.stopping.clone(),
            (0, _) => words.reading.clone(),
            _ => fill(&words.reading_file, &[("done", done), ("all", all), ("file", file)]),
        };
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(&flat(&said, look), look.theme.text());
        if inner.height > 0 {
            put(inner, inner.y, &strip.line(), None, buffer);
        }
        return None;
    }
    let at = centered(area, area.width.saturating_sub(2).min(140), area.height.saturating_sub(2));
    let (taken, refused, open) = pane.counts();
    let title = fill(&words.title, &[("taken", &taken), ("refused", &refused), ("open", &open)]);
    let inner = popup(&title, &words.keys, look, at, buffer);
    if pane.lines().is_empty() {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(&words.nothing, look.theme.dim());
        if inner.height > 0 {
            put(inner, inner.y, &strip.line(), None, buffer);
        }
        return None;
    }
    let mut list = inner;
    if list.height > DETAIL + 3 {
        list.height -= DETAIL;
        detail(pane, look, Rect { y: list.bottom(), height: DETAIL, ..inner }, buffer);
    }
    let first = pane.cursor.saturating_sub(usize::from(list.height).saturating_sub(1));
    note(workbench, list, first);
    for ((place, line), y) in pane.lines().iter().enumerate().skip(first).zip(list.top()..list.bottom()) {
        let selected = place == pane.cursor;
        let mut strip = Strip::new(usize::from(list.width), &look.glyphs);
        strip.push(if selected { look.glyphs.selected } else { " " }, look.theme.accent());
        one(pane, *line, workbench, look, &mut strip);
        put(list, y, &strip.line(), selected.then(|| look.theme.selected()), buffer);
    }
    None
}

fn one(pane: &ReviewPane, line: ReviewLine, workbench: &Workbench, look: &Look, strip: &mut Strip<'_>) {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    let words = &sheets::SECTION.of(look.language).review;
    match line {
        ReviewLine::File(at) => {
            let Some(file) = pane.files.get(at) else { return };
            let name =
                file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            strip.push(&look.glyphs.prose(&name), text.add_modifier(Modifier::BOLD)).push("  ", text);
            strip.push(&look.glyphs.prose(&said_of(file, look)), dim);
            let left = left_out(file, look);
            if !left.is_empty() {
                strip.push("  ", text).push(&flat(&left.join(" "), look), dim);
            }
        }
        ReviewLine::Item(at, place) => {
            let Some(shown) = pane.files.get(at).and_then(|file| shown(file, place, look)) else { return };
            let (mark, style) = match (pane.decision(at, place), shown.verdict) {
                (Some(true), _) => (&words.taken, look.theme.accent()),
                (Some(false), _) => (&words.refused, dim),
                (None, Verdict::Conflict) => {
                    (&words.conflict, look.theme.light(crate::domain::light::Light::Overdue))
                }
                (None, Verdict::Unread(_)) => {
                    (&words.unread, look.theme.light(crate::domain::light::Light::DueSoon))
                }
                (None, Verdict::Emptied) => (&words.emptied, dim),
                (None, Verdict::Take) => (&words.open, dim),
            };
            let number = shown.task.and_then(|id| workbench.plan().task(id)).map(|task| task.number.clone());
            let short = workbench
                .workspace()
                .roster
                .named(&shown.unit)
                .map_or(shown.unit.as_str(), |unit| unit.short_name());
            strip.push_within(mark, 5, style).to(6, text);
            strip.right(&number.unwrap_or_default(), 4, text).push(" ", text);
            strip.push_within(short, 14, text).to(26, text);
            strip.push_within(&shown.label, 10, dim).to(37, text);
            if !shown.old.is_empty() {
                strip.push_within(&flat(&shown.old, look), strip.free() / 2, dim);
                strip.push(" ", dim).push(look.glyphs.arrow, dim).push(" ", dim);
            }
            strip.push(&flat(&shown.new, look), text);
        }
        ReviewLine::Stray(at, stray) => {
            let review = pane.files.get(at).and_then(|file| file.outcome.as_ref().ok());
            let Some(one) = review.and_then(|review| review.strays.get(stray)) else { return };
            strip.push_within(&words.stray, 4, dim).to(6, text);
            strip.push(&flat(&one.text, look), text);
        }
        ReviewLine::Form(at, form) => {
            let review = pane.files.get(at).and_then(|file| file.outcome.as_ref().ok());
            let Some(one) = review.and_then(|review| review.forms.get(form)) else { return };
            strip.push_within(&words.stray, 4, dim).to(6, text);
            let said: Vec<&str> = one.items.iter().map(|item| item.new.as_str()).collect();
            strip.push(&flat(&said.join(" "), look), text);
        }
        ReviewLine::Silent => {
            strip.push(&flat(&silent(pane, look), look), dim);
        }
    }
}

/// Who has not answered yet.
fn silent(pane: &ReviewPane, look: &Look) -> String {
    let words = sheets::SECTION.of(look.language);
    fill(&words.silent, &[("n", &pane.silent.len()), ("units", &pane.silent.join(&look.words().list_comma))])
}

/// What of a file was not read: columns that are not known, macros, links, pictures.
fn left_out(file: &Returned, look: &Look) -> Vec<String> {
    let words = sheets::SECTION.of(look.language);
    let Ok(review) = &file.outcome else { return Vec::new() };
    let columns = review.unknown_columns.iter().map(|(sheet, cell, word)| {
        fill(&words.unknown_column, &[("word", word), ("sheet", sheet), ("cell", cell)])
    });
    let remarks = review.remarks.iter().map(|remark| words.remark(*remark).to_owned());
    columns.chain(remarks).collect()
}

/// What is said of a whole file.
fn said_of(file: &Returned, look: &Look) -> String {
    let all = sheets::SECTION.of(look.language);
    match &file.outcome {
        Err(fault) => sheets::file_fault(fault, look.language),
        Ok(Review { other_plan: Some(plan), .. }) => sheets::other_plan(plan, look.language),
        Ok(review) if !review.recognised => all.no_table.clone(),
        Ok(review) if review.rows.iter().all(|row| row.items.is_empty()) && review.forms.is_empty() => {
            all.review.nothing.clone()
        }
        Ok(review) => review.unit.clone().unwrap_or_else(|| sheets::stray(&Stray::NoUnit, look.language)),
    }
}

/// Old and new in full.
fn detail(pane: &ReviewPane, look: &Look, area: Rect, buffer: &mut Buffer) {
    let (text, dim) = (look.theme.text(), look.theme.dim());
    buffer.set_string(
        area.x,
        area.y,
        look.glyphs.horizontal.repeat(usize::from(area.width)),
        look.theme.rule(),
    );
    let width = usize::from(area.width);
    let mut rows: Vec<Strip<'_>> = Vec::new();
    let strip = || Strip::new(width, &look.glyphs);
    match pane.lines().get(pane.cursor) {
        Some(ReviewLine::Item(at, place)) => {
            let Some(shown) = pane.files.get(*at).and_then(|file| shown(file, *place, look)) else { return };
            let mut head = strip();
            head.push(&format!("{} {}  ", shown.cell, shown.label), dim);
            head.push(&look.glyphs.prose(&reason(shown.verdict, look)), dim);
            rows.push(head);
            let (old, new) = (flat(&shown.old, look), flat(&shown.new, look));
            let (before, after) = common(&old, &new);
            for words in [&old, &new] {
                let mut line = strip();
                marked(&mut line, words, (before, after), text);
                rows.push(line);
            }
        }
        Some(ReviewLine::Stray(at, stray)) => {
            let review = pane.files.get(*at).and_then(|file| file.outcome.as_ref().ok());
            let Some(one) = review.and_then(|review| review.strays.get(*stray)) else { return };
            rows.extend(lost(&one.sheet, &one.cell, &one.reason, &one.text, look, width));
        }
        Some(ReviewLine::Form(at, form)) => {
            let review = pane.files.get(*at).and_then(|file| file.outcome.as_ref().ok());
            let Some(one) = review.and_then(|review| review.forms.get(*form)) else { return };
            let said: Vec<&str> = one.items.iter().map(|item| item.new.as_str()).collect();
            rows.extend(lost(&one.sheet, &one.cell, &Stray::NoUnit, &said.join(" "), look, width));
        }
        Some(ReviewLine::File(at)) => {
            if let Some(file) = pane.files.get(*at) {
                let mut head = strip();
                head.push(&file.path.display().to_string(), dim);
                rows.push(head);
                let mut said = strip();
                said.push(&look.glyphs.prose(&said_of(file, look)), text);
                rows.push(said);
                rows.extend(wrapped(&left_out(file, look).join(" "), look, width));
            }
        }
        Some(ReviewLine::Silent) => rows.extend(wrapped(&silent(pane, look), look, width)),
        None => {}
    }
    for (line, y) in rows.into_iter().zip(area.y + 1..area.bottom()) {
        put(area, y, &line.line(), None, buffer);
    }
}

/// A text on as many lines as it needs.
fn wrapped<'a>(said: &str, look: &'a Look, width: usize) -> Vec<Strip<'a>> {
    let one = |line: String| {
        let mut strip = Strip::new(width, &look.glyphs);
        strip.push(&line, look.theme.dim());
        strip
    };
    wrap(&flat(said, look), width.max(2)).into_iter().map(one).collect()
}

/// What has no place: where it stands, why, what it says, and how it gets one.
fn lost<'a>(
    sheet: &str,
    cell: &str,
    reason: &Stray,
    said: &str,
    look: &'a Look,
    width: usize,
) -> [Strip<'a>; 3] {
    let dim = look.theme.dim();
    let [mut head, mut text, mut keys] = [(); 3].map(|()| Strip::new(width, &look.glyphs));
    head.push(&format!("{sheet} {cell}  "), dim);
    head.push(&look.glyphs.prose(&sheets::stray(reason, look.language)), dim);
    text.push(&flat(said, look), look.theme.text());
    keys.push(&look.glyphs.prose(&sheets::SECTION.of(look.language).review.stray_keys), dim);
    [head, text, keys]
}

fn reason(verdict: Verdict, look: &Look) -> String {
    match verdict {
        Verdict::Take => String::new(),
        Verdict::Emptied => sheets::SECTION.of(look.language).review.deletes.clone(),
        Verdict::Conflict => sheets::SECTION.of(look.language).state("conflict").to_owned(),
        Verdict::Unread(reason) => sheets::unread(reason, look.language),
    }
}

/// A text with the characters marked that are not common to both.
fn marked(strip: &mut Strip<'_>, text: &str, (before, after): (usize, usize), style: Style) {
    let chars: Vec<char> = text.chars().collect();
    let end = chars.len().saturating_sub(after).max(before.min(chars.len()));
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mark = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    strip.push(&part(0, before.min(chars.len())), style);
    strip.push(&part(before.min(chars.len()), end), mark).push(&part(end, chars.len()), style);
}

/// How many characters two texts have in common at their beginning and at their end.
fn common(one: &str, other: &str) -> (usize, usize) {
    let before = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let room = one.chars().count().min(other.chars().count()) - before;
    let after = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other).count();
    (before, after.min(room))
}

fn flat(text: &str, look: &Look) -> String {
    look.glyphs.prose(&crate::screen::text::visible(&text.replace('\n', " "))).into_owned()
}

fn shown(file: &Returned, place: Place, look: &Look) -> Option<Shown> {
    let review = file.outcome.as_ref().ok()?;
    Some(match place {
        Place::Row { row, item } => {
            let row = review.rows.get(row)?;
            let item = row.items.get(item)?;
            Shown {
                task: Some(row.task),
                unit: row.units.first().cloned().unwrap_or_default(),
                label: look.domain().field(item.field.key).to_owned(),
                cell: format!("{} {}", row.sheet, item.cell),
                old: sheets::shown(item.field.key, &item.old, look.language),
                new: sheets::shown(item.field.key, &item.new, look.language),
                verdict: item.verdict,
            }
        }
        Place::Form { form, item } => {
            let form = review.forms.get(form)?;
            let item = form.items.get(item)?;
            Shown {
                task: None,
                unit: form.unit.clone().unwrap_or_default(),
                label: time::words(look.language).activity_field(item.key).to_owned(),
                cell: format!("{} {}", form.sheet, item.cell),
                old: item.old.clone(),
                new: item.new.clone(),
                verdict: item.verdict,
            }
        }
    })
}
