//! 任务树 on the screen: one line each, only those in sight.
//!
//! ```text
//! >▾ 一 以政务公开助推重点工作落实                               12/310    逾期2
//!    ▾ 以公开助推社会治理精细化                                    4/58    逾期1
//!     ▸逾   7 围绕发展现代农业、宜居宜业和美乡村建设…         农业农村局   7.5 五
//!          逾 农业农村局  印发数字乡村公开清单…              推进中 40%   7.5 五
//!        ▸ 待 各镇（街道）                                          7家
//! ```

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::bars::pressing;
use super::look::Look;
use super::strip::Strip;
use super::text::{put_line, width};
use crate::domain::light::{Light, Limit};
use crate::domain::plan::Role;
use crate::domain::rows::{Row, TaskRows, first_owed};
use crate::domain::status::Status;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::tree::{Node, TreeLine};

/// Cells of the two fields at the right: who or how many, and when.
struct Fields {
    who: usize,
    when: usize,
}

/// Draws the lines in sight into an area.
pub(super) fn draw(workbench: &mut Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    scroll(workbench, area);
    if workbench.tree.lines().is_empty() {
        let words = look.words();
        let text = if workbench.filter().is_some() { &words.ledger.empty } else { &words.empty };
        let lines = super::text::wrap(text, usize::from(area.width.saturating_sub(2)));
        for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
            buffer.set_string(area.x + 1, y, look.glyphs.prose(line), look.theme.dim());
        }
        return;
    }
    let cursor = workbench.tree.cursor();
    let offset = workbench.tree.view.offset;
    let lines = workbench.tree.lines().iter().enumerate().skip(offset);
    for ((place, line), y) in lines.zip(area.top()..area.bottom()) {
        let selected = place == cursor;
        Writer::new(workbench, look, usize::from(area.width), selected).write(line, area, y, buffer);
    }
}

/// Keeps the selected line in sight, and no room empty that lines could fill.
fn scroll(workbench: &mut Workbench, area: Rect) {
    let count = workbench.tree.lines().len();
    let cursor = workbench.tree.cursor();
    workbench.tree.view.place(area.y, area.height, area.width);
    workbench.tree.view.follow(cursor, count);
}

/// Writes one line.
struct Writer<'a> {
    workbench: &'a Workbench,
    look: &'a Look,
    strip: Strip<'a>,
    room: usize,
    fields: Fields,
    badge: Option<(u16, Style)>,
    selected: bool,
}

impl<'a> Writer<'a> {
    fn new(workbench: &'a Workbench, look: &'a Look, room: usize, selected: bool) -> Self {
        let fields = match room {
            0..36 => Fields { who: 0, when: 0 },
            36..60 => Fields { who: 0, when: 9 },
            60..110 => Fields { who: 12, when: 9 },
            _ => Fields { who: 20, when: 9 },
        };
        Self { workbench, look, strip: Strip::new(room, &look.glyphs), room, fields, badge: None, selected }
    }

    fn write(mut self, line: &TreeLine, area: Rect, y: u16, buffer: &mut Buffer) {
        let sign = if self.selected { self.look.glyphs.selected } else { " " };
        self.strip.push(sign, self.look.theme.accent());
        match &line.node {
            Node::Area(area) => self.area(line, *area),
            Node::Topic(area, topic) => self.topic(line, *area, *topic),
            Node::Task(_) => self.task(line),
            Node::Entry { .. } => self.entry(line),
            Node::Unit { .. } => self.unit(line),
            Node::Group { group, .. } => self.group(line, group),
            Node::OpenGroup { group, .. } => self.open_group(line, group),
        }
        let (room, badge, selected, style) =
            (self.room, self.badge, self.selected, self.look.theme.selected());
        self.strip.to(room, self.look.theme.text());
        put_line(buffer, area.x, y, &self.strip.line(), area.width);
        if selected {
            buffer.set_style(Rect { y, height: 1, ..area }, style);
            if let Some((column, badge)) = badge {
                let at = Rect { x: area.x + column, y, width: 2, height: 1 }.intersection(area);
                buffer.set_style(at, badge);
            }
        }
    }

    /// The mark of a branch at a column, and a blank.
    fn mark(&mut self, line: &TreeLine, column: usize) {
        let glyphs = &self.look.glyphs;
        let mark = match line.open {
            Some(true) => glyphs.open,
            Some(false) => glyphs.folded,
            None => " ",
        };
        let style = self.look.theme.text();
        self.strip.to(column, style).push(mark, style).push(" ", style);
    }

    fn put_badge(&mut self, light: Option<Light>) {
        let Some(light) = light else {
            self.strip.push("   ", self.look.theme.text());
            return;
        };
        let (word, style) = self.look.badge(light, self.workbench.is_filing_over());
        self.badge = u16::try_from(self.room - self.strip.free()).ok().map(|column| (column, style));
        self.strip.push(&super::text::pad(word, 2), style);
    }

    /// Where the fields at the right begin.
    fn end(&self) -> usize {
        let gaps = usize::from(self.fields.who > 0) + usize::from(self.fields.when > 0);
        self.room.saturating_sub(self.fields.who + self.fields.when + gaps + usize::from(gaps > 0))
    }

    /// A text up to the fields at the right.
    fn text(&mut self, text: &str, style: Style) {
        let free = self.end().saturating_sub(self.room - self.strip.free());
        self.strip.push_within(text, free, style);
    }

    fn fields(&mut self, who: (&str, Style), when: (&str, Style)) {
        let text = self.look.theme.text();
        self.strip.to(self.end(), text);
        if self.fields.who > 0 {
            self.strip.push(" ", text).right(who.0, self.fields.who, who.1);
        }
        if self.fields.when > 0 {
            self.strip.push(" ", text).right(when.0, self.fields.when, when.1);
        }
    }

    fn area(&mut self, line: &TreeLine, area: usize) {
        self.mark(line, 1);
        let numeral = self.look.words().numeral(area);
        let bold = self.look.theme.title();
        self.strip.push(&numeral, bold).push(" ", bold);
        let title = self.workbench.plan().areas.get(area).map_or("", |area| &area.title);
        self.text(title, bold);
        self.branch_fields(self.workbench.tree.area(area));
    }

    fn topic(&mut self, line: &TreeLine, area: usize, topic: usize) {
        self.mark(line, 3);
        let topics = self.workbench.plan().areas.get(area).map(|area| &area.topics);
        let title = topics.and_then(|topics| topics.get(topic)).and_then(|topic| topic.title.as_deref());
        self.text(title.unwrap_or_default(), self.look.theme.text());
        self.branch_fields(self.workbench.tree.topic(area, topic));
    }

    fn branch_fields(&mut self, tally: crate::domain::rows::Tally) {
        if tally.rows() == 0 {
            return;
        }
        let counts = format!("{}/{}", tally.filed(), tally.rows());
        let pressing = pressing(tally, self.look);
        let (text, style) = match &pressing {
            Some((text, light)) => (text.as_str(), self.look.light(*light)),
            None => ("", self.look.theme.dim()),
        };
        self.fields((&counts, self.look.theme.dim()), (text, style));
    }

    fn task(&mut self, line: &TreeLine) {
        self.mark(line, 4);
        let Some(task) = self.workbench.task_of(line) else { return };
        // Its counts are kept: a task in sight costs the same however many rows it has.
        let none = TaskRows::default();
        let rows = self.workbench.rows().task(task.id).unwrap_or(&none);
        self.put_badge(rows.tally.worst());
        let text = self.look.theme.text();
        self.strip.push(" ", text).right(&task.number, 3, self.look.theme.dim()).push(" ", text);
        self.text(&task.requirement, text);
        let dim = self.look.theme.dim();
        let who = match rows.rows.as_slice() {
            [] => String::new(),
            [row] if row.open_group => self.look.domain().open_group.clone(),
            [row] => self.short(&row.unit),
            all => format!("{}/{}", rows.tally.filed(), all.len()),
        };
        let (when, style) = self.earliest(rows.first_owed);
        self.fields((&who, dim), (&when, style));
    }

    /// The most pressing last day of what is still owed.
    fn earliest(&self, first_owed: Option<(NaiveDate, Light)>) -> (String, Style) {
        match first_owed {
            Some((last, light)) => {
                (self.look.short_day(last, self.workbench.today()), self.when_style(light))
            }
            None => (String::new(), self.look.theme.dim()),
        }
    }

    fn when_style(&self, light: Light) -> Style {
        match light {
            Light::Overdue | Light::DueSoon => self.look.light(light),
            _ => self.look.theme.dim(),
        }
    }

    fn when(&self, row: &Row) -> (String, Style) {
        match row.limit {
            Limit::Day(last) => {
                (self.look.short_day(last, self.workbench.today()), self.when_style(row.light))
            }
            Limit::Open | Limit::None => (String::new(), self.look.theme.dim()),
        }
    }

    fn short(&self, unit: &str) -> String {
        self.workbench.workspace().roster.named(unit).map_or(unit, |unit| unit.short_name()).to_owned()
    }

    fn entry(&mut self, line: &TreeLine) {
        let rows: Vec<&Row> = line.rows(self.workbench.rows()).collect();
        let worst = rows.iter().map(|row| row.light).min_by_key(|light| light.urgency());
        let Some((row, entry)) = rows.iter().find_map(|row| Some((*row, row.entry()?))) else { return };
        self.strip.to(8, self.look.theme.text());
        self.put_badge(worst);
        let help = if entry.help.trim().is_empty() { " " } else { self.look.glyphs.help };
        self.strip.push(help, self.look.theme.wrong());
        let unit = match entry.units.as_slice() {
            [] => String::new(),
            [unit] => self.short(unit),
            [first, others @ ..] => {
                let n =
                    if self.look.words().and_others.contains('+') { others.len() } else { entry.units.len() };
                fill(&self.look.words().and_others, &[("unit", &self.short(first)), ("n", &n)])
            }
        };
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.text(&unit, text);
        let column = 11 + if self.room < 110 { 12 } else { 15 };
        self.strip.to(column.min(self.end()), text);
        self.text(" ", text);
        for (mark, style) in super::marks::of(row, self.workbench, self.look) {
            self.text(mark, style);
            self.text(" ", text);
        }
        match (entry.measure.trim(), entry.latest_progress()) {
            ("", Some(note)) => self.text(&note.text, dim),
            ("", None) => self.text(&self.look.words().no_measure, dim),
            (measure, _) => self.text(measure, text),
        }
        let mut status = self.look.words().status(entry.status()).to_owned();
        if let Some(percent) = entry.percent.filter(|_| entry.status() != Status::Done) {
            let with = format!("{status} {percent}%");
            if width(&with) <= self.fields.who {
                status = with;
            }
        }
        let (when, when_style) = self.when(row);
        self.fields((&status, dim), (&when, when_style));
    }

    fn unit(&mut self, line: &TreeLine) {
        let Some(row) = line.rows(self.workbench.rows()).next() else { return };
        self.strip.to(if line.depth > 3 { 10 } else { 8 }, self.look.theme.text());
        self.put_badge(Some(row.light));
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.strip.push(" ", text);
        self.text(&row.unit, text);
        if row.waived {
            self.text(" ", text);
            self.text(&self.look.domain().waived, dim);
        }
        // 责任 is what nearly every unit is.
        let role = row.role.filter(|role| *role != Role::Responsible);
        let role = role.map_or("", |role| self.look.domain().role(role));
        let (when, style) = self.when(row);
        self.fields((role, dim), (&when, style));
    }

    fn group(&mut self, line: &TreeLine, group: &str) {
        let rows: Vec<&Row> = line.rows(self.workbench.rows()).collect();
        self.mark(line, 6);
        let worst = rows.iter().map(|row| row.light).min_by_key(|light| light.urgency());
        self.put_badge(worst);
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.strip.push(" ", text);
        self.text(group, text);
        let count = fill(&self.look.words().units_count, &[("n", &rows.len())]);
        let (when, style) = self.earliest(first_owed(rows));
        self.fields((&count, dim), (&when, style));
    }

    fn open_group(&mut self, line: &TreeLine, group: &str) {
        let row = line.rows(self.workbench.rows()).next();
        self.strip.to(8, self.look.theme.text());
        self.put_badge(row.map(|row| row.light));
        let (text, dim) = (self.look.theme.text(), self.look.theme.dim());
        self.strip.push(" ", text);
        self.text(group, text);
        let when = row.map(|row| self.when(row)).unwrap_or_default();
        self.fields((&self.look.domain().open_group, dim), (&when.0, when.1));
    }
}
