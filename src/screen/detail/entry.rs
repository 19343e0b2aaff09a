//! An entry in full, and whom to call.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use ratatui::text::Span;

use super::page::Page;
use super::short;
use crate::domain::arrange::Arrange as _;
use crate::domain::change::Label;
use crate::domain::chase;
use crate::domain::entry::Progress;
use crate::domain::light::Limit;
use crate::domain::rows::Row;
use crate::domain::when::{self, Reading};
use crate::screen::frame::Badge;
use crate::screen::look::Look;
use crate::words::{fill, time};
use crate::workbench::Workbench;
use crate::workbench::units::promise_for;

/// How many notes of progress are shown, the latest first.
const NOTES: usize = 5;

/// The entry of a row.
pub(super) fn whole(page: &mut Page<'_>, workbench: &Workbench, look: &Look, row: &Row) {
    let Some(entry) = row.entry() else { return };
    let (domain, words) = (look.domain(), look.words());
    let units: Vec<&str> = entry.units.iter().map(|unit| short(workbench, unit)).collect();
    let mut head = format!("{}  {}", units.join(&words.list_comma), domain.status(entry.status()));
    if let Some(percent) = entry.percent {
        // Writing to a String cannot fail.
        let _ = write!(head, " {percent}%");
    }
    for (mark, _) in crate::screen::marks::of(row, workbench, look) {
        head.push_str("  ");
        head.push_str(mark);
    }
    let (word, style) = look.badge(row.light, workbench.is_filing_over());
    page.hanging(vec![Badge::new(word, style).span(), Span::raw(" ")], &head, look.theme.title());
    if let Some(returned) = &entry.returned {
        let date = day(look, workbench, returned.date);
        let text = fill(&words.detail.returned, &[("date", &date), ("reason", &returned.reason)]);
        page.text(&text, look.theme.wrong());
    }
    waiver(page, workbench, look, row);
    page.labelled(domain.field("measure"), &entry.measure);
    limit(page, workbench, look, row);
    for extension in &entry.extensions {
        let date = day(look, workbench, extension.asked_on);
        let text = format!("{date}  {} {} {}", extension.from, look.glyphs.arrow, extension.to);
        let rest = [&extension.reason, &extension.approved_by, &extension.ground];
        let rest: Vec<&str> = rest.into_iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
        page.labelled(&domain.extended, format!("{text}  {}", rest.join(&words.list_comma)).trim_end());
    }
    for (key, text) in [
        ("deliverable", &entry.deliverable),
        ("leader", &entry.leader),
        ("section", &entry.section),
        ("person", &entry.person),
        ("contact", &entry.contact),
        ("start", &entry.start),
    ] {
        page.labelled(domain.field(key), text);
    }
    let mut notes: Vec<&Progress> = entry.progress.iter().collect();
    notes.arrange_by_key(|note| std::cmp::Reverse(note.date));
    let label = domain.field("progress");
    for (place, note) in notes.iter().take(NOTES).enumerate() {
        let text = noted(look, workbench, note);
        if place == 0 { page.labelled(label, &text) } else { page.more(label, &text) }
    }
    for (key, text) in [("problem", &entry.problem), ("help", &entry.help)] {
        page.labelled_in(&short_label(look, key), text, look.theme.wrong());
    }
    for evidence in &entry.evidence {
        page.labelled(domain.field("evidence"), &evidence.text);
    }
    if !entry.also_tasks.is_empty() {
        let number =
            |id: &u32| workbench.plan().task(*id).map_or_else(|| id.to_string(), |it| it.number.clone());
        let tasks: Vec<String> = entry.also_tasks.iter().map(number).collect();
        page.labelled(&words.detail.also_tasks, &tasks.join(&words.list_comma));
    }
    page.labelled(domain.field("tags"), &entry.tags.join(&words.list_comma));
    page.labelled(domain.field("remark"), &entry.remark);
}

/// The label of a field as the form has it, which fits the column; there blanks set it to the width of the others.
fn short_label(look: &Look, key: &'static str) -> String {
    let label = look.words().form.labels.get(key).map_or(key, String::as_str);
    if label.is_ascii() { label.to_owned() } else { label.replace(' ', "") }
}

/// 无需报送: why, since when, by whom; of the unit or of its group.
pub(super) fn waiver(page: &mut Page<'_>, workbench: &Workbench, look: &Look, row: &Row) {
    let is_its = |unit: &str| *unit == *row.unit || row.group.as_deref() == Some(unit);
    let waivers = workbench.workspace().roster.waivers.iter();
    for waiver in waivers.filter(|one| row.waived && one.task == row.task && is_its(&one.unit)) {
        let date = day(look, workbench, waiver.day);
        let by = if waiver.by.is_empty() {
            String::new()
        } else {
            fill(&look.words().detail.noted_by, &[("name", &waiver.by)])
        };
        page.labelled(&look.domain().waived, &format!("{date}  {}{by}", waiver.reason));
    }
}

fn day(look: &Look, workbench: &Workbench, day: NaiveDate) -> String {
    look.domain().day(day, workbench.today().year())
}

/// `7.5 电话已问（张某）`.
pub(in crate::screen) fn noted(look: &Look, workbench: &Workbench, note: &Progress) -> String {
    let date = look.short_day(note.date, workbench.today());
    // A weekday says little of a day that is over.
    let date = date.split(' ').next().unwrap_or_default();
    let by = if note.by.is_empty() {
        String::new()
    } else {
        fill(&look.words().detail.noted_by, &[("name", &note.by)])
    };
    format!("{date}  {}{by}", note.text.replace('\n', " "))
}

/// The time limit of a row in its words, and what it means today.
pub(super) fn limit(page: &mut Page<'_>, workbench: &Workbench, look: &Look, row: &Row) {
    let words = &look.words().detail;
    let mut text = row.due.to_string();
    let means = match row.limit {
        Limit::Day(last) => last_day(workbench, look, last),
        Limit::Open => words.open_limit.clone(),
        Limit::None if row.due.is_empty() => words.no_limit.clone(),
        Limit::None => reading(workbench, look, &row.due),
    };
    if !text.is_empty() && !means.is_empty() {
        text.push_str("  ");
    }
    text.push_str(&means);
    if let Some(original) = row.entry().and_then(|entry| entry.original_due()).filter(|due| !due.is_empty()) {
        text.push_str("  ");
        text.push_str(&fill(&words.extended, &[("due", &original)]));
    }
    page.labelled_in(&words.due, &text, look.light(row.light));
}

/// `7月10日 周三 · 剩2个工作日`.
pub(super) fn last_day(workbench: &Workbench, look: &Look, last: NaiveDate) -> String {
    let date = look.domain().day_with_weekday(last, workbench.rows().day().today.year());
    format!("{date} {} {}", look.glyphs.dot, days_left(look, workbench, last))
}

/// `剩2个工作日`.
pub(in crate::screen) fn days_left(look: &Look, workbench: &Workbench, last: NaiveDate) -> String {
    let words = &look.words().detail;
    let today = workbench.rows().day().today;
    let calendar = &workbench.rows().day().calendar;
    let said = match last.cmp(&today) {
        std::cmp::Ordering::Equal => words.due_today.clone(),
        std::cmp::Ordering::Greater => fill(&words.days_left, &[("n", &calendar.count(today, last))]),
        std::cmp::Ordering::Less => match calendar.count(last, today) {
            // Since then there was a weekend only.
            0 => look.words().days.late_by_days.clone(),
            n => fill(&words.days_late, &[("n", &n)]),
        },
    };
    // A last day that is no working day is kept, with the working day before it beside.
    let workday = calendar.workday_on_or_before(last);
    if last < today || workday == last {
        return said;
    }
    let day = look.domain().day_with_weekday(workday, today.year());
    let before = &time::words(look.language).workday_before;
    format!("{said} {} {}", look.glyphs.dot, fill(before, &[("day", &day)]))
}

/// What a time expression means.
pub(super) fn reading(workbench: &Workbench, look: &Look, due: &str) -> String {
    let words = &look.words().detail;
    let read = when::read(due, &workbench.desk().when());
    match read.last(workbench.today()) {
        Some(last) => last_day(workbench, look, last),
        None if read.reading == Reading::Open => words.open_limit.clone(),
        None if read.reading == Reading::Text => words.unread.clone(),
        None => String::new(),
    }
}

/// Whom to call at a unit.
pub(super) fn contacts(page: &mut Page<'_>, workbench: &Workbench, look: &Look, unit: &str) {
    let words = &look.words().detail;
    let lines = contact_lines(workbench, unit);
    if lines.is_empty() {
        page.labelled_in(&words.contacts, &words.no_contacts, look.theme.dim());
    }
    for (place, line) in lines.iter().enumerate() {
        if place == 0 { page.labelled(&words.contacts, line) } else { page.more(&words.contacts, line) }
    }
}

/// The contacts of a unit, a line each.
pub(super) fn contact_lines(workbench: &Workbench, unit: &str) -> Vec<String> {
    let contacts = workbench.workspace().roster.named(unit).map_or(&[][..], |unit| &unit.contacts);
    contacts.iter().map(contact).filter(|line| !line.is_empty()).collect()
}

/// One contact in one line.
pub(super) fn contact(contact: &crate::domain::unit::Contact) -> String {
    let parts =
        [&contact.role, &contact.name, &contact.section, &contact.phone, &contact.mobile, &contact.chat_name];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// What was promised for a row that is not done, and what was said last.
pub(super) fn promise(page: &mut Page<'_>, workbench: &Workbench, look: &Look, row: &Row) {
    let chases = || workbench.workspace().chases.iter().map(AsRef::as_ref);
    if let Some(chase) = promise_for(chases(), row)
        && let Some(day) = chase.promised
    {
        let text = fill(&look.words().units.promised, &[("day", &look.short_day(day, workbench.today()))]);
        page.labelled_in(&look.words().chase.promised, &text, look.theme.accent());
    }
    let last = chase::newest(chases().filter(|chase| chase.is_about(&row.unit, row.task)));
    if let Some(last) = last {
        let said = crate::screen::units::said(last, workbench, look);
        page.labelled(look.domain().label(Label::Chase), &said);
    }
}
