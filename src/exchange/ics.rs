//! All that is due as an iCalendar file: one all-day event on the last day each. The same data gives the same bytes: UID and
//! DTSTAMP come from the data, never from a clock or from chance.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::domain::arrange::Arrange as _;
use crate::domain::duty::obligations;
use crate::domain::entry::EntryId;
use crate::domain::light::Light;
use crate::domain::rows::{Row, Rows};
use crate::domain::workspace::Workspace;

/// Who wrote it, as RFC 5545 wants to know.
const PRODUCT: &str = "-//peidang//peidang//ZH";

/// The longest line, in octets (RFC 5545, 3.1).
const OCTETS: usize = 75;

/// What a calendar is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The plan's id: the name of its folder, which tells its events from those of another plan.
    pub plan: &'a str,
    /// The data.
    pub workspace: &'a Workspace,
    /// Its rows.
    pub rows: &'a Rows,
    /// When each entry was last changed, as the journal has it.
    pub changed: &'a HashMap<EntryId, NaiveDateTime>,
}

/// One thing that is due.
struct Due {
    uid: String,
    day: NaiveDate,
    summary: String,
    about: Vec<String>,
    stamp: NaiveDateTime,
}

/// The calendar of what is due from `first` to `last`, both included; of all that is due where they are not given.
/// What is 完成, 待核实 or 不计 is not due.
pub fn ics(source: &Source<'_>, span: Option<(NaiveDate, NaiveDate)>) -> String {
    let mut all = entries(source);
    all.extend(unreported(source));
    all.extend(duties(source));
    if let Some(day) = source.workspace.plan.filing_day {
        all.push(Due {
            uid: format!("filing-day@{}", host(source)),
            day,
            summary: "报送工作配档表".to_owned(),
            about: vec![source.workspace.plan.title.clone()],
            stamp: issued(source),
        });
    }
    all.retain(|due| span.is_none_or(|(first, last)| (first..=last).contains(&due.day)));
    all.arrange_by(|one, other| (one.day, &one.uid).cmp(&(other.day, &other.uid)));
    // Not `new`, which names the crate as the product too: each of these may stand once only.
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&plain(&source.workspace.plan.title));
    for due in all {
        calendar.push(event(&due, source));
    }
    refolded(&calendar.to_string())
}

/// The same content lines folded anew: icalendar 0.17 lets a continuation have 76 octets, and folds beside blanks, which
/// readers that trim lines then lose.
fn refolded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 64);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut rest = line;
        let mut room = OCTETS;
        while rest.len() > room {
            let fits = |at: &usize| {
                let beside = (rest[..*at].chars().next_back(), rest[*at..].chars().next());
                let is_blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
                !is_blank(beside.0) && !is_blank(beside.1)
            };
            let cuts = || (1..=room).rev().filter(|at| rest.is_char_boundary(*at));
            // A line of nothing but blanks is cut where there is room.
            let Some(at) = cuts().find(fits).or_else(|| cuts().next()) else { break };
            folded.push_str(&rest[..at]);
            folded.push_str("\r\n ");
            rest = &rest[at..];
            room = OCTETS - 1;
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

fn event(due: &Due, source: &Source<'_>) -> Event {
    let mut about = due.about.clone();
    // The last day is kept; what has to be ready before a day off is said beside it.
    let calendar = &source.rows.day().calendar;
    let workday = calendar.workday_on_or_before(due.day);
    if workday != due.day {
        about.push(format!("末日不是工作日，此前最后一个工作日：{workday}"));
    }
    let stamp: DateTime<Utc> = due.stamp.and_utc();
    let mut event = Event::new();
    event
        .uid(&due.uid)
        .timestamp(stamp)
        .starts(due.day)
        .ends(due.day.checked_add_days(Days::new(1)).unwrap_or(due.day))
        .summary(&plain(&due.summary))
        .description(&plain(&about.join("\n")));
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.done()
}

/// What iCalendar text can hold: every character but the control characters that are neither a line break nor a tab.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn host(source: &Source<'_>) -> String {
    format!("{}.peidang", source.plan)
}

/// Where nothing was changed yet, the notice's own day.
fn issued(source: &Source<'_>) -> NaiveDateTime {
    source.workspace.plan.issued.and_time(NaiveTime::MIN)
}

fn is_due(row: &Row) -> bool {
    !matches!(row.light, Light::Done | Light::Check | Light::Excluded | Light::Unreadable)
}

fn number<'a>(source: &Source<'a>, task: u32) -> (&'a str, &'a str) {
    let found = source.workspace.plan.task(task);
    found.map_or(("", ""), |task| (task.number.as_str(), task.requirement.as_str()))
}

/// An entry once, however many rows it fills; SUMMARY is its measure to the letter.
fn entries(source: &Source<'_>) -> Vec<Due> {
    let mut seen: HashSet<&EntryId> = HashSet::new();
    let mut found = Vec::new();
    for row in source.rows.iter().filter(|row| is_due(row)) {
        let (Some(entry), Some(day)) = (row.entry(), row.last()) else { continue };
        if !seen.insert(&entry.id) {
            continue;
        }
        let (number, requirement) = number(source, row.task);
        let summary = if entry.measure.trim().is_empty() { requirement } else { entry.measure.as_str() };
        let mut about = vec![format!("任务{number}：{requirement}"), entry.units.join("、")];
        about.push(format!("时限：{}", row.due));
        if !entry.person.is_empty() {
            about.push(format!("责任人：{}", entry.person));
        }
        found.push(Due {
            uid: format!("{}@{}", entry.id, host(source)),
            day,
            summary: summary.to_owned(),
            about,
            stamp: source.changed.get(&entry.id).copied().unwrap_or_else(|| issued(source)),
        });
    }
    found
}

/// What has no entry: one event for all units of a task that owe it on one day.
fn unreported(source: &Source<'_>) -> Vec<Due> {
    let mut found: BTreeMap<(u32, NaiveDate), Vec<&str>> = BTreeMap::new();
    for row in source.rows.iter().filter(|row| is_due(row) && row.entry.is_none()) {
        if let Some(day) = row.last() {
            found.entry((row.task, day)).or_default().push(&row.unit);
        }
    }
    found
        .into_iter()
        .map(|((task, day), units)| {
            let (number, requirement) = number(source, task);
            Due {
                uid: format!("task-{task}-{day}@{}", host(source)),
                day,
                summary: requirement.to_owned(),
                about: vec![format!("任务{number}"), format!("{}家：{}", units.len(), units.join("、"))],
                stamp: issued(source),
            }
        })
        .collect()
}

/// Duties that no task stands for already.
fn duties(source: &Source<'_>) -> Vec<Due> {
    let mut found: BTreeMap<(&str, NaiveDate), (&str, &str, Vec<String>)> = BTreeMap::new();
    let all = obligations(source.workspace, source.rows);
    for one in all.iter().filter(|one| one.duty.task.is_none() && one.state.is_owed()) {
        let filing = source.workspace.plan.filing_day;
        let is_filing = one.duty.met_by == Some(crate::domain::duty::MetBy::Filing);
        let Some(day) = one.last.filter(|day| !(is_filing && Some(*day) == filing)) else { continue };
        let slot = found.entry((&one.duty.id, day));
        slot.or_insert((&one.duty.name, &one.duty.article, Vec::new())).2.push(one.unit.to_string());
    }
    found
        .into_iter()
        .map(|((id, day), (name, article, units))| Due {
            uid: format!("duty-{id}-{day}@{}", host(source)),
            day,
            summary: name.to_owned(),
            about: vec![article.to_owned(), format!("{}家：{}", units.len(), units.join("、"))],
            stamp: issued(source),
        })
        .collect()
}
