//! 清单 on the screen: the lines of 本周, and those of a day or a fortnight.
//!
//! ```text
//!  ▾ 逾期 3 ─────────────────────────────────────────────────────────
//! > ▸逾 45 政府开放活动计划…      文旅局、科技局等8家   7.5 五  晚1个工作日
//! ```

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look::Look;
use super::strip::Strip;
use super::text::{pad, put_line, width};
use crate::domain::light::Light;
use crate::domain::rows::Row;
use crate::words::{Language, fill};
use crate::workbench::Workbench;
use crate::workbench::agenda::{Agenda, AgendaLine, Item, Under};
use crate::workbench::view::View;
use crate::workbench::week::{Section, Step};

/// Cells of the text that marks leave.
const LEAST: usize = 8;
/// Below so many columns a line names the unit before the text, and no date.
const NARROW: usize = 52;

/// Draws the lines in sight into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let in_week = workbench.view() == View::Week;
    let focused = in_week || workbench.calendar.listed || is_agenda_focused(workbench);
    let list = if in_week { &mut workbench.week.list } else { &mut workbench.calendar.list };
    scroll(list, area);
    let words = &look.words().days;
    let filtered = workbench.filter().is_some();
    let empty = match workbench.view() {
        View::Week if filtered && workbench.week.list.lines().len() <= 1 => Some(&look.words().ledger.empty),
        View::Calendar if filtered && workbench.calendar.list.lines().is_empty() => {
            Some(&look.words().ledger.empty)
        }
        View::Week if workbench.week.list.lines().len() <= 1 => Some(&words.nothing),
        View::Calendar if workbench.calendar.list.lines().is_empty() && workbench.calendar.listed => {
            Some(&words.nothing_listed)
        }
        View::Calendar if workbench.calendar.list.lines().is_empty() => Some(&words.nothing_that_day),
        _ => None,
    };
    let mut at = area;
    if let Some(text) = empty {
        let lines = super::text::wrap(text, usize::from(area.width.saturating_sub(2)).max(2));
        for line in lines.iter().take(usize::from(area.height)) {
            let room = usize::from(at.width.saturating_sub(1));
            buffer.set_stringn(at.x + 1, at.y, look.glyphs.prose(line), room, look.theme.dim());
            at.y += 1;
            at.height -= 1;
        }
        if in_week {
            workbench.week.list.view.top = at.y;
            workbench.week.list.view.height = at.height;
        }
    }
    let Some(list) = workbench.agenda() else { return };
    let (cursor, offset) = (list.cursor(), list.view.offset);
    let shown = list.lines().iter().enumerate().skip(offset);
    for ((place, line), y) in shown.zip(at.top()..at.bottom()) {
        let selected = place == cursor;
        let mut writer = Writer::new(workbench, look, usize::from(area.width), selected && focused);
        // Under its task a unit alone says what is new.
        let above = || list.lines()[..place].iter().rev().find(|one| one.depth < line.depth);
        let above = if line.depth > 1 { above() } else { None };
        writer.under_task = above.is_some_and(|above| matches!(above.item, Item::Task(_)));
        writer.write(line, Rect { y, height: 1, ..at }, buffer);
    }
}

fn is_agenda_focused(workbench: &Workbench) -> bool {
    workbench.calendar.pane == crate::workbench::calendar::Pane::Agenda
}

/// Keeps the selected line in sight, and no room empty that lines could fill.
fn scroll(list: &mut Agenda, area: Rect) {
    let (count, cursor) = (list.lines().len(), list.cursor());
    list.left = area.x;
    list.view.place(area.y, area.height, area.width);
    list.view.follow(cursor, count);
}

/// Writes one line.
struct Writer<'a> {
    workbench: &'a Workbench,
    look: &'a Look,
    strip: Strip<'a>,
    room: usize,
    badge: Option<(u16, Style)>,
    selected: bool,
    under_task: bool,
}

/// Cells of the fields at the right: who, when, how late.
struct Fields {
    who: usize,
    when: usize,
    late: usize,
}

impl<'a> Writer<'a> {
    fn new(workbench: &'a Workbench, look: &'a Look, room: usize, selected: bool) -> Self {
        Self {
            workbench,
            look,
            strip: Strip::new(room, &look.glyphs),
            room,
            badge: None,
            selected,
            under_task: false,
        }
    }

    fn write(mut self, line: &AgendaLine, at: Rect, buffer: &mut Buffer) {
        let sign = if self.selected { self.look.glyphs.selected } else { " " };
        self.strip.push(sign, self.look.theme.accent());
        match &line.item {
            Item::Head => self.head(line),
            Item::Step(step) => self.step(*step),
            Item::Summary => self.summary(),
            Item::FilingDay => self.filing_day(line),
            Item::Duty { duty, unit } => self.duty(line, duty, unit.as_deref()),
            Item::Unit(unit) => self.unit(line, unit),
            Item::Promise { chase, unit } => self.promise(line, chase, unit),
            Item::Row(_) | Item::Task(_) => self.rows(line),
        }
        let (room, badge, selected) = (self.room, self.badge, self.selected);
        self.strip.to(room, self.look.theme.text());
        put_line(buffer, at.x, at.y, &self.strip.line(), at.width);
        if selected {
            buffer.set_style(at, self.look.theme.selected());
            if let Some((column, badge)) = badge {
                let at = Rect { x: at.x + column, width: 2, ..at }.intersection(at);
                buffer.set_style(at, badge);
            }
        }
    }

    fn mark(&mut self, line: &AgendaLine) {
        let glyphs = &self.look.glyphs;
        let mark = match line.open {
            Some(true) => glyphs.open,
            Some(false) => glyphs.folded,
            None => " ",
        };
        let style = self.look.theme.text();
        self.strip.to(if line.depth > 1 { 3 } else { 1 }, style).push(mark, style);
    }

    fn head(&mut self, line: &AgendaLine) {
        let title = self.look.theme.title();
        self.mark(line);
        let text = match line.under {
            Under::Section(section) => {
                let words = &self.look.words().days;
                let count = fill(words.counted(section), &[("n", &line.count)]);
                format!("{} {count} ", words.section(section))
            }
            Under::Day(day) => {
                let year = self.workbench.today().year();
                format!("{} ", self.look.domain().day_with_weekday(day, year))
            }
        };
        self.strip.push(&text, title);
        let rest = self.look.glyphs.horizontal.repeat(self.strip.free());
        self.strip.push(&rest, self.look.theme.rule());
    }

    fn step(&mut self, step: Step) {
        let words = &self.look.words().days;
        let steps = self.workbench.week.steps();
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.strip.to(3, text).push(words.number(step), text).push(" ", text);
        self.strip.push(words.step(step), text).push("  ", text);
        let left = match step {
            Step::Roster if !steps.without_contact.is_empty() => {
                fill(words.left(step), &[("n", &steps.without_contact.len())])
            }
            Step::Members if !steps.open_groups.is_empty() => {
                fill(words.left(step), &[("n", &steps.open_groups.len())])
            }
            Step::FilingDay => match steps.filing_day {
                Some(day) => self.look.domain().day_with_weekday(day, self.workbench.plan().year),
                None => words.left(step).to_owned(),
            },
            Step::Roster | Step::Members => words.step_done.clone(),
            Step::Sheets | Step::Message => words.left(step).to_owned(),
        };
        let style = if steps.is_done(step) == Some(false) { self.look.theme.accent() } else { dim };
        self.strip.push(&left, style);
    }

    fn summary(&mut self) {
        let words = &self.look.words().days;
        let dim = self.look.theme.dim();
        let hint = width(&words.copy_hint) + 2;
        self.strip.to(1, dim);
        let free = self.strip.free().saturating_sub(hint);
        self.strip.push_within(self.workbench.week.summary(), free, self.look.theme.text());
        let start = self.room.saturating_sub(hint - 1);
        self.strip.to(start, dim).push(&words.copy_hint, self.look.theme.key());
    }

    fn filing_day(&mut self, line: &AgendaLine) {
        let text = self.look.theme.text();
        self.strip.to(3, text);
        self.strip.push(&self.look.words().days.filing_day, self.look.theme.accent());
        let day = line.day.map(|day| self.look.short_day(day, self.workbench.today())).unwrap_or_default();
        let start = self.room.saturating_sub(9);
        if self.room >= NARROW {
            self.strip.to(start, text).right(&day, 8, text);
        }
    }

    /// `▸ 要求 年内至少组织一次专门业务培训   37家   12.31 二`.
    fn duty(&mut self, line: &AgendaLine, duty: &str, unit: Option<&str>) {
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        let words = &self.look.words().days;
        self.mark(line);
        self.strip.push(&words.duty, self.look.theme.accent()).push(" ", text);
        let found = self.workbench.workspace().duties.duty(duty);
        let name = found.map_or(duty, |duty| duty.name.as_str());
        let (what, who) = match unit {
            Some(unit) if line.depth > 1 => (unit.to_owned(), String::new()),
            Some(unit) => (name.to_owned(), self.short(unit)),
            None => (name.to_owned(), fill(&words.units, &[("n", &line.count)])),
        };
        let day = line.day.map(|day| self.look.short_day(day, self.workbench.today())).unwrap_or_default();
        let late = line.day.map(|day| self.late(day)).unwrap_or_default();
        let ground = self.workbench.rows().day();
        let near = |day| ground.calendar.count(ground.today, day) <= ground.thresholds.due_soon_workdays;
        let dated = match line.day {
            Some(day) if day < ground.today => self.look.light(Light::Overdue),
            Some(day) if near(day) => self.look.light(Light::DueSoon),
            _ => dim,
        };
        let late_room = if self.room >= 78 { 14 } else { 0 };
        let who_room = if self.room < NARROW { 8 } else { 14 };
        let day_room = if self.room < NARROW { 0 } else { 9 };
        let end = self.room.saturating_sub(who_room + day_room + late_room + 1);
        let free = end.saturating_sub(self.room - self.strip.free());
        self.strip.push_within(&what, free, text);
        self.strip.to(end, text).push(" ", text).push_within(&who, who_room, dim);
        if day_room > 0 {
            self.strip.to(end + 1 + who_room, text).right(&day, day_room, dated);
        }
        if late_room > 0 {
            self.strip.push(" ", text).right(&late, late_room - 1, dated);
        }
    }

    fn unit(&mut self, line: &AgendaLine, unit: &str) {
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.mark(line);
        self.put_badge(Some(Light::Unreported));
        self.strip.push(" ", text).push(unit, text);
        let template = match line.under {
            Under::Section(Section::Silent) => &self.look.words().days.unanswered,
            _ => &self.look.words().days.asked,
        };
        let asked = fill(template, &[("n", &line.count)]);
        let start = self.room.saturating_sub(width(&asked) + 1);
        self.strip.to(start, dim).push(&asked, dim);
    }

    fn promise(&mut self, line: &AgendaLine, chase: &str, unit: &str) {
        let words = &self.look.words().days;
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.mark(line);
        let broken = line.day.is_some_and(|day| day < self.workbench.today());
        let style = if broken { self.look.light(Light::Overdue) } else { self.look.theme.accent() };
        self.strip.push(&pad(&words.promise, 2), style).push(" ", text);
        let short = self.short(unit);
        self.strip.push(&short, text).push(" ", text);
        let said = self.workbench.workspace().chases.iter().find(|one| one.id == *chase);
        let promised = line.day.map(|day| {
            let day = self.look.short_day(day, self.workbench.today());
            fill(&words.promised, &[("day", &day)])
        });
        self.strip.push(&promised.unwrap_or_default(), style).push(" ", text);
        let about = line.task().and_then(|task| self.workbench.plan().task(task));
        let answer = said.map_or("", |chase| chase.answer.trim());
        let duties = &self.workbench.workspace().duties;
        let duty = said.and_then(|chase| duties.duty(&chase.duty)).map(|duty| duty.name.as_str());
        let asked = about.map(|task| task.requirement.as_str()).or(duty).unwrap_or_default();
        let what = if answer.is_empty() { asked } else { answer };
        self.strip.push(what, dim);
    }

    fn put_badge(&mut self, light: Option<Light>) {
        let Some(light) = light else {
            self.strip.push("  ", self.look.theme.text());
            return;
        };
        let (word, style) = self.look.badge(light, self.workbench.is_filing_over());
        self.badge = u16::try_from(self.room - self.strip.free()).ok().map(|column| (column, style));
        self.strip.push(&pad(word, 2), style);
    }

    fn rows(&mut self, line: &AgendaLine) {
        let rows: Vec<&Row> = line.rows(self.workbench.rows()).collect();
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.mark(line);
        // A later round owes nothing yet, whatever the light of the row says.
        let later = line.day.is_some() && rows.iter().all(|row| row.last() != line.day);
        if later {
            self.strip.push(&pad(&self.look.words().days.round, 2), dim);
        } else {
            self.put_badge(rows.iter().map(|row| row.light).min_by_key(|light| light.urgency()));
        }
        let number = line
            .task()
            .and_then(|task| self.workbench.plan().task(task))
            .map_or("", |task| task.number.as_str());
        self.strip.push(" ", text).right(number, 3, dim).push(" ", text);
        let who = self.who(&rows, if self.room < NARROW { 12 } else { 22 });
        if self.room < NARROW {
            self.strip.push_within(&who, self.strip.free().min(14), text);
            let what = self.what(line, &rows);
            self.strip.push(" ", text);
            self.marks(line, &rows, self.strip.free());
            self.strip.push(&what, dim);
            return;
        }
        // 12.31 二, 12.31 Tue.
        let when = if self.look.language == Language::Chinese { 8 } else { 9 };
        let fields = match self.room {
            0..64 => Fields { who: 14, when, late: 0 },
            64..78 => Fields { who: 18, when, late: 0 },
            78..100 => Fields { who: 22, when, late: 13 },
            _ => Fields { who: 30, when: 9, late: 14 },
        };
        let late_room = if fields.late > 0 { fields.late + 1 } else { 0 };
        let end = self.room.saturating_sub(fields.who + fields.when + late_room + 3);
        let free = end.saturating_sub(self.room - self.strip.free());
        let alone = rows.first().filter(|row| self.under_task && row.entry.is_none());
        let what = alone.map_or_else(|| self.what(line, &rows), |row| row.unit.to_string());
        let who = if alone.is_some() { String::new() } else { who };
        let marks = self.marks(line, &rows, free);
        self.strip.push_within(&what, free - marks, text);
        self.strip.to(end + 1, text).push_within(&who, fields.who, dim);
        self.strip.to(end + 1 + fields.who, text).push(" ", text);
        let worst = rows.iter().map(|row| row.light).min_by_key(|light| light.urgency());
        let style = match worst {
            Some(light @ (Light::Overdue | Light::DueSoon)) if !later => self.look.light(light),
            _ => dim,
        };
        let when = line.day.map(|day| self.look.short_day(day, self.workbench.today()));
        self.strip.right(&when.unwrap_or_default(), fields.when, style);
        if fields.late > 0 && !rows.iter().all(|row| matches!(row.light, Light::Done | Light::Check)) {
            let late = line.day.map(|day| self.late(day)).unwrap_or_default();
            self.strip.push(" ", text).right(&late, fields.late, style);
        }
    }

    /// 标注 of the one row that a line stands for, before what is to be done; how many cells they took. At least a few
    /// characters of the text stay.
    fn marks(&mut self, line: &AgendaLine, rows: &[&Row], room: usize) -> usize {
        let (Item::Row(_), Some(row)) = (&line.item, rows.first()) else { return 0 };
        let before = self.strip.free();
        let told = match line.under {
            // There the reason itself stands on the line.
            Under::Section(Section::Returned) => Some(self.look.domain().returned.as_str()),
            _ => None,
        };
        for (mark, style) in super::marks::of(row, self.workbench, self.look) {
            let taken = before - self.strip.free();
            if Some(mark) != told && taken + width(mark) + 1 + LEAST <= room {
                self.strip.push(mark, style).push(" ", self.look.theme.text());
            }
        }
        before - self.strip.free()
    }

    /// How many working days a last day lies ahead or behind.
    fn late(&self, day: chrono::NaiveDate) -> String {
        let words = &self.look.words().days;
        let today = self.workbench.rows().day().today;
        let left = self.workbench.rows().day().calendar.count(today, day);
        if day == today {
            words.due_today.clone()
        } else if day > today {
            fill(&words.left_days, &[("n", &left)])
        } else if left == 0 {
            // Since then there was a weekend only.
            words.late_by_days.clone()
        } else {
            fill(&words.late, &[("n", &left.abs())])
        }
    }

    /// What is owed, or what was said of it.
    fn what(&self, line: &AgendaLine, rows: &[&Row]) -> String {
        let requirement = || {
            let task = line.task().and_then(|task| self.workbench.plan().task(task));
            task.map(|task| task.requirement.clone()).unwrap_or_default()
        };
        let Item::Row(_) = line.item else { return requirement() };
        let Some(entry) = rows.first().and_then(|row| row.entry()) else { return requirement() };
        let said = match line.under {
            Under::Section(Section::Moved) => entry.latest_progress().map(|note| {
                let date = format!("{}.{}", note.date.month(), note.date.day());
                fill(&self.look.words().days.moved, &[("date", &date), ("text", &note.text)])
            }),
            Under::Section(Section::Returned) => entry.returned.as_ref().map(|it| it.reason.clone()),
            _ => None,
        };
        let measure = Some(entry.measure.trim().to_owned()).filter(|measure| !measure.is_empty());
        said.or(measure).unwrap_or_else(requirement)
    }

    /// `文旅局、科技局等8家`.
    fn who(&self, rows: &[&Row], most: usize) -> String {
        let mut units: Vec<&str> = Vec::new();
        for row in rows {
            if !units.contains(&row.unit.as_ref()) {
                units.push(&row.unit);
            }
        }
        let short: Vec<String> = units.iter().take(2).map(|unit| self.short(unit)).collect();
        let named = short.join(&self.look.words().list_comma);
        if units.len() <= 2 && (width(&named) <= most || units.len() == 1) {
            return named;
        }
        let words = &self.look.words().days;
        let text = |units: &str| fill(&words.unit_and_others, &[("units", &units), ("n", &rows.len())]);
        let both = text(&named);
        if width(&both) <= most { both } else { text(short.first().map_or("", String::as_str)) }
    }

    fn short(&self, unit: &str) -> String {
        self.workbench.workspace().roster.named(unit).map_or(unit, |unit| unit.short_name()).to_owned()
    }
}
