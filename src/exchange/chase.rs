//! 提醒 and 催办 as texts: to one unit or several about what they owe, and to the chat group about the 配档表. Polite,
//! always Chinese, from templates that the user may override. Pure: the day and the data are arguments.

mod duty;
mod several;
mod template;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::report::{Filing, FilingState};
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;

pub use duty::letter as duty_letter;
pub use several::asked as units_asked;
use template::fill;
pub use template::{Templates, UnreadableTemplates};

/// Items that a text writes out; of 待报送 the rest is named by number.
const WRITTEN: usize = 8;
/// Characters of a requirement or measure.
const WHAT: usize = 36;
/// Working days that a unit has for its answer where nothing else sets the day.
const REMIND_DAYS: i64 = 3;
const URGE_DAYS: i64 = 2;
/// Working days within which the last day of what was never reported is worth a line of its own.
const NEAR_DAYS: i64 = 10;

/// Which text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 提醒: nothing is late.
    Remind,
    /// 催办: something is.
    Urge,
    /// 群通知: the 配档表, to all.
    Group,
}

/// What a text is made of.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The data.
    pub workspace: &'a Workspace,
    /// Its rows, judged on the day of the text.
    pub rows: &'a Rows,
    /// Who asks: the office as it signs.
    pub office: &'a str,
    /// 经办人, perhaps with a phone number.
    pub by: &'a str,
    /// The templates.
    pub templates: &'a Templates,
}

/// A text, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which it is.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

impl Setting<'_> {
    fn today(&self) -> NaiveDate {
        self.rows.day().today
    }

    fn in_workdays(&self, n: i64) -> NaiveDate {
        self.rows.day().calendar.add(self.today(), n)
    }

    /// 7月12日（周五）; with the year where it is not this one.
    fn day(&self, day: NaiveDate) -> String {
        let weekday = ["一", "二", "三", "四", "五", "六", "日"];
        let weekday = weekday[day.weekday().num_days_from_monday() as usize];
        let year =
            if day.year() == self.today().year() { String::new() } else { format!("{}年", day.year()) };
        format!("{year}{}月{}日（周{weekday}）", day.month(), day.day())
    }

    fn contact(&self) -> String {
        if self.by.trim().is_empty() {
            return String::new();
        }
        fill(&self.templates.contact, &[("by", &self.by)])
    }

    /// A text from its template: its own values, and those that every text has.
    fn text(
        &self,
        kind: Kind,
        template: &str,
        answer_by: NaiveDate,
        own: &[(&str, &dyn std::fmt::Display)],
    ) -> Text {
        let (title, contact) = (title(self), self.contact());
        let (answer_by, today) = (self.day(answer_by), self.day(self.today()));
        let every: [(&str, &dyn std::fmt::Display); 6] = [
            ("title", &title),
            ("answer_by", &answer_by),
            ("today", &today),
            ("office", &self.office),
            ("contact", &contact),
            ("by", &self.by),
        ];
        Text { kind, text: fill(template, &[own, &every].concat()) }
    }
}

/// Whether a row is owed: something that a text may ask for.
pub fn is_owed(row: &Row) -> bool {
    !row.open_group && may_be_owed(row.light)
}

/// Whether a row with this light is owed, if it is a unit's.
pub fn may_be_owed(light: Light) -> bool {
    matches!(light, Light::Overdue | Light::DueSoon | Light::Unreported)
}

/// 提醒, or where something is late 催办, to `units` (full names) about `tasks`; without tasks about all they owe. Of
/// what is named nothing is left out but 不计; of 催办 by itself only what is late. Several units are told what each of
/// them owes.
pub fn letter(setting: &Setting<'_>, units: &[String], tasks: &[u32]) -> Text {
    match units {
        [unit] => one(setting, unit, tasks),
        _ => several::letter(setting, units, tasks),
    }
}

fn one(setting: &Setting<'_>, unit: &str, tasks: &[u32]) -> Text {
    let (late, rows) = owed(setting, unit, |row| is_asked(row, tasks));
    let answer_by = if late { setting.in_workdays(URGE_DAYS) } else { answer_by(setting, &rows) };
    let templates = setting.templates;
    let (kind, template) = match rows.is_empty() {
        true => (Kind::Remind, &templates.nothing),
        false if late => (Kind::Urge, &templates.urge),
        false => (Kind::Remind, &templates.remind),
    };
    let items = list(setting, &rows, WRITTEN);
    setting.text(kind, template, answer_by, &[("unit", &unit), ("n", &rows.len()), ("items", &items)])
}

/// Whether a text about `tasks`, or about all that is owed, is about a row.
fn is_asked(row: &Row, tasks: &[u32]) -> bool {
    if tasks.is_empty() { is_owed(row) } else { tasks.contains(&row.task) && row.light.counts() }
}

/// Of the rows of a unit that are asked about one for each task, the worst; where something is late only what is. Whether
/// something is, and the rows by their day: of one day, and of what has none, in the plan's order.
fn owed<'a>(setting: &Setting<'a>, unit: &str, asked: impl Fn(&Row) -> bool) -> (bool, Vec<&'a Row>) {
    let mut items: BTreeMap<usize, &Row> = BTreeMap::new();
    for row in setting.rows.iter().filter(|row| *row.unit == *unit && asked(row)) {
        let place = setting.workspace.plan.tasks().position(|task| task.id == row.task).unwrap_or(usize::MAX);
        let worst = items.entry(place).or_insert(row);
        if (row.light.urgency(), row.last()) < (worst.light.urgency(), worst.last()) {
            *worst = row;
        }
    }
    let mut rows: Vec<&Row> = items.into_values().collect();
    let late = rows.iter().any(|row| row.light == Light::Overdue);
    if late {
        rows.retain(|row| row.light == Light::Overdue);
    }
    rows.arrange_by_key(|row| row.last().filter(|_| is_near(setting, row)).unwrap_or(NaiveDate::MAX));
    (late, rows)
}

/// The day by which an answer is asked for: the first last day that comes, for what was never reported the filing day.
fn answer_by(setting: &Setting<'_>, rows: &[&Row]) -> NaiveDate {
    let today = setting.today();
    let due = rows.iter().filter_map(|row| row.last());
    let filing = setting.workspace.plan.filing_day;
    let filing = filing.filter(|_| rows.iter().any(|row| row.light == Light::Unreported));
    let first = due.chain(filing).filter(|day| *day >= today).min();
    first.map_or_else(|| setting.in_workdays(REMIND_DAYS), |day| day.max(today))
}

/// Whether a row is pressed by its day rather than by never having been reported.
fn is_near(setting: &Setting<'_>, row: &Row) -> bool {
    row.light != Light::Unreported || row.last().is_some_and(|last| last <= setting.in_workdays(NEAR_DAYS))
}

/// The items, one a line; up to `most` of them are written out whatever their day.
fn list(setting: &Setting<'_>, rows: &[&Row], most: usize) -> String {
    let templates = setting.templates;
    // What has a near day is always written out; only what was never reported can be many.
    let near = rows.iter().filter(|row| is_near(setting, row)).count();
    let written = if rows.len() <= most { rows.len() } else { near };
    let items = rows.iter().take(written).zip(1..);
    let mut lines: Vec<String> = items.map(|(row, place)| item(setting, row, &place)).collect();
    let rest: Vec<&str> = rows[written..].iter().map(|row| task_number(setting, row)).collect();
    if !rest.is_empty() {
        let more = fill(&templates.more, &[("n", &rest.len()), ("numbers", &rest.join("、"))]);
        lines.push(if written == 0 { more.trim_start_matches("另").to_owned() } else { more });
    }
    lines.join("\n")
}

fn task_number<'a>(setting: &Setting<'a>, row: &Row) -> &'a str {
    setting.workspace.plan.task(row.task).map_or("", |task| task.number.as_str())
}

/// One item: what is to be done, and what is to be said of its time.
fn item(setting: &Setting<'_>, row: &Row, place: &dyn std::fmt::Display) -> String {
    let requirement = setting.workspace.plan.task(row.task).map_or("", |task| task.requirement.as_str());
    let measure = row.entry().map(|entry| entry.measure.trim()).filter(|measure| !measure.is_empty());
    let what = clause(measure.unwrap_or(requirement));
    let when = when(setting, row);
    let templates = setting.templates;
    let template = if when.is_empty() { &templates.item_plain } else { &templates.item };
    let number = task_number(setting, row);
    fill(template, &[("place", place), ("number", &number), ("what", &what), ("when", &when)])
}

/// What is to be said of a row's time.
fn when(setting: &Setting<'_>, row: &Row) -> String {
    let mut parts: Vec<String> = row.last().map(|last| said_of(setting, last)).into_iter().collect();
    if row.entry.is_none() || row.light == Light::Unreported {
        // What activities answer needs no measure.
        let by_activity =
            setting.workspace.plan.task(row.task).is_some_and(|task| task.answered_by.is_some());
        let templates = setting.templates;
        parts.push(if by_activity { &templates.unrecorded } else { &templates.unreported }.clone());
    }
    parts.join("，")
}

/// What is to be said of a last day.
fn said_of(setting: &Setting<'_>, last: NaiveDate) -> String {
    let (templates, today) = (setting.templates, setting.today());
    let calendar = &setting.rows.day().calendar;
    let day = setting.day(last);
    match last.cmp(&today) {
        std::cmp::Ordering::Less => match calendar.count(last, today) {
            0 => fill(&templates.late_unnumbered, &[("day", &day)]),
            n => fill(&templates.late, &[("day", &day), ("n", &n)]),
        },
        std::cmp::Ordering::Equal => fill(&templates.due_today, &[("day", &day)]),
        std::cmp::Ordering::Greater => {
            fill(&templates.due, &[("day", &day), ("n", &calendar.count(today, last))])
        }
    }
}

/// The beginning of a text up to a mark, in one line.
fn clause(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WHAT {
        return line.trim_end_matches(['。', '；', '，']).to_owned();
    }
    let head: String = line.chars().take(WHAT).collect();
    // Cut behind a clause, if that leaves the better half.
    let end = head.rfind(['，', '；', '。', '、']).filter(|end| head[..*end].chars().count() > WHAT / 2);
    format!("{}…", &head[..end.unwrap_or(head.len())])
}

/// The plan's name without its kind: 2024年周村区政务公开.
fn title(setting: &Setting<'_>) -> String {
    let title = &setting.workspace.plan.title;
    title.strip_suffix("工作方案").filter(|name| !name.is_empty()).unwrap_or(title).to_owned()
}

/// The units of a group message: those that have not filed, in roster order, 报送不全 after 未报送.
pub fn missing(filings: &[Filing]) -> Vec<String> {
    let of = |state| filings.iter().filter(move |one| one.state() == state).map(|one| one.unit.clone());
    of(FilingState::Unfiled).chain(of(FilingState::Partly)).collect()
}

/// 群通知: by when the 配档表 is to be filed, how many have, who has not.
pub fn group(setting: &Setting<'_>, filings: &[Filing]) -> Text {
    let (templates, roster) = (setting.templates, &setting.workspace.roster);
    let short = |filing: &&Filing| {
        roster.named(&filing.unit).map_or(filing.unit.as_str(), |unit| unit.short_name()).to_owned()
    };
    let of = |state| -> Vec<String> {
        filings.iter().filter(|one| one.state() == state).map(|one| short(&one)).collect()
    };
    let (unfiled, partly) = (of(FilingState::Unfiled), of(FilingState::Partly));
    let line = |template: &str, units: &[String]| {
        if units.is_empty() {
            return String::new();
        }
        fill(template, &[("n", &units.len()), ("units", &units.join("、"))]) + "\n"
    };
    let missing = line(&templates.missing, &unfiled) + &line(&templates.partly, &partly);
    let today = setting.today();
    let filing_day = setting.workspace.plan.filing_day;
    let template = match filing_day {
        _ if missing.is_empty() => &templates.group_done,
        Some(day) if day < today => &templates.group_late,
        Some(_) => &templates.group,
        None => &templates.group_undated,
    };
    let filed = filings.len() - unfiled.len() - partly.len();
    let own: [(&str, &dyn std::fmt::Display); 4] = [
        ("filing_day", &filing_day.map(|day| setting.day(day)).unwrap_or_default()),
        ("filed", &filed),
        ("all", &filings.len()),
        ("missing", &missing),
    ];
    setting.text(Kind::Group, template, setting.in_workdays(REMIND_DAYS), &own)
}
