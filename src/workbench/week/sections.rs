//! The lists of the page: which rows are in each, and in which order.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Ground, Section, Step};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::Chase;
use crate::domain::light::Light;
use crate::domain::plan::Task;
use crate::domain::report::{FilingState, filings};
use crate::domain::rows::Row;
use crate::domain::when::{self, Context};
use crate::workbench::agenda::{
    Agenda, AgendaLine, At, Item, Under, bundle, duties, is_owed, places, promises, singles,
};

/// How many a section counts, and its lines without the heading.
pub(super) fn lines(section: Section, agenda: &Agenda, ground: &Ground<'_>) -> (usize, Vec<AgendaLine>) {
    let under = Under::Section(section);
    let (monday, sunday) = ground.week();
    let today = ground.today();
    let of =
        |test: &dyn Fn(&Row) -> bool| by_day(ground, places(ground.facts.rows, ground.facts.workspace, test));
    let rows = |found: &[At]| (found.len(), longest_first(bundle(agenda, ground.facts.rows, under, found)));
    match section {
        Section::Steps => {
            let steps = Step::ALL.map(|step| AgendaLine::leaf(under, Item::Step(step), Vec::new(), None));
            (steps.len(), steps.into())
        }
        Section::Overdue => rows(&of(&|row| row.light == Light::Overdue)),
        Section::LateDuties => {
            let found = duties(agenda, &ground.facts, |day| (day < today).then_some(under));
            (found.len(), found.into_iter().flat_map(|(_, lines)| lines).collect())
        }
        Section::Due => {
            let in_week = |last: NaiveDate| (today..=sunday).contains(&last);
            rows(&of(&|row| is_owed(row) && row.last().is_some_and(in_week)))
        }
        Section::Promised => {
            let lines = promises(agenda, &ground.facts, |day| (day <= sunday).then_some(under));
            (lines.iter().filter(|line| line.depth == 1).count(), lines)
        }
        Section::Silent => silent(agenda, ground, under),
        Section::Check => rows(&of(&|row| row.light == Light::Check)),
        Section::Returned => {
            rows(&of(&|row| row.light.counts() && row.entry().is_some_and(|entry| entry.returned.is_some())))
        }
        Section::Coming => coming(agenda, ground, under),
        Section::Own => {
            let own = |row: &Row| is_owed(row) && ground.office == Some(row.unit.as_ref());
            rows(&of(&own))
        }
        Section::Moved => {
            // On the day of the report the later half is news again: better told twice than never.
            let since = ground.reported.filter(|day| *day <= today).unwrap_or(monday);
            let is_new = |date: NaiveDate| (since..=today).contains(&date);
            rows(&places(ground.facts.rows, ground.facts.workspace, |row| {
                row.entry().is_some_and(|entry| {
                    entry.progress.iter().any(|note| is_new(note.date))
                        || entry.reported_on.is_some_and(is_new)
                })
            }))
        }
        Section::Unfiled => unfiled(agenda, ground, under),
        Section::Summary => (0, Vec::new()),
    }
}

/// The lines by their day, the oldest first; what is unfolded stays under its task. What has no day keeps its place at the
/// end.
fn longest_first(lines: Vec<AgendaLine>) -> Vec<AgendaLine> {
    let mut blocks: Vec<Vec<AgendaLine>> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if line.depth > 1 => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    // Stable: of one day the order of the tasks stays.
    blocks.arrange_by_key(|block| block.first().and_then(|line| line.day).unwrap_or(NaiveDate::MAX));
    blocks.into_iter().flatten().collect()
}

/// The task with the oldest last day first, within it the oldest; of one day the plan's order.
fn by_day(ground: &Ground<'_>, mut found: Vec<At>) -> Vec<At> {
    let last = |at: &At| row(ground, *at).and_then(Row::last).unwrap_or(NaiveDate::MAX);
    found.arrange_by_key(last);
    found
}

fn row<'a>(ground: &Ground<'a>, at: At) -> Option<&'a Row> {
    ground.facts.rows.task(at.0)?.rows.get(at.1)
}

/// The days that the notice sets itself, and the filing day: who owes what until then.
fn coming(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let (today, until) = (ground.today(), ground.horizon());
    let near = |day: &NaiveDate| (today..=until).contains(day);
    let plan = &ground.facts.workspace.plan;
    let day = ground.facts.rows.day();
    let context = Context { year: plan.year, issued: plan.issued, today, calendar: &day.calendar };
    let last_of = |task: &Task| when::read(task.due.as_deref()?, &context).last(today).filter(near);
    let mut found: Vec<(NaiveDate, Vec<AgendaLine>)> = Vec::new();
    if let Some(day) = plan.filing_day.filter(near) {
        found.push((day, vec![AgendaLine::leaf(under, Item::FilingDay, Vec::new(), Some(day))]));
    }
    let (_, sunday) = ground.week();
    for task in plan.tasks() {
        // What is due until Sunday stands above, where it is acted on.
        let Some(last) = last_of(task).filter(|last| *last > sunday) else { continue };
        let of_task = ground.facts.rows.task(task.id).map_or(&[][..], |it| &it.rows);
        let owed = of_task.iter().enumerate().filter(|(_, row)| is_owed(row) && row.last() == Some(last));
        let owed: Vec<At> = owed.map(|(place, _)| (task.id, place)).collect();
        if !owed.is_empty() {
            found.push((last, bundle(agenda, ground.facts.rows, under, &owed)));
        }
    }
    let is_wanted = |day: NaiveDate| near(&day).then_some(under);
    found.extend(duties(agenda, &ground.facts, is_wanted));
    found.arrange_by_key(|(day, _)| *day);
    (found.len(), found.into_iter().flat_map(|(_, lines)| lines).collect())
}

/// Units that were asked twice or more since they last said anything, and still owe something; those asked most first.
fn silent(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let mut chases: Vec<&Chase> = ground.facts.workspace.chases.iter().map(AsRef::as_ref).collect();
    chases.arrange_by_key(|chase| chase.at);
    let mut unanswered: Vec<(usize, &str)> = Vec::new();
    for unit in &ground.facts.workspace.roster.units {
        let asked = chases.iter().filter(|chase| chase.asked(&unit.name)).rev();
        let silent = asked.take_while(|chase| chase.answer.trim().is_empty() && chase.promised.is_none());
        let count = silent.count();
        if count >= 2 && ground.office != Some(unit.name.as_str()) {
            unanswered.push((count, &unit.name));
        }
    }
    // Stable: of one count the roster's order.
    unanswered.arrange_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut lines = Vec::new();
    let mut found = 0;
    for (count, unit) in unanswered {
        let owed =
            places(ground.facts.rows, ground.facts.workspace, |row| *row.unit == *unit && is_owed(row));
        if owed.is_empty() {
            continue;
        }
        found += 1;
        let item = Item::Unit(Arc::from(unit));
        let open = agenda.is_open(under, &item, false);
        let single = if open { singles(ground.facts.rows, under, &owed) } else { Vec::new() };
        let head = AgendaLine::leaf(under, item, owed, None);
        lines.push(AgendaLine { open: Some(open), count, ..head });
        lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
    }
    (found, lines)
}

/// Units that have filed nothing at all, in roster order.
fn unfiled(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let filings = filings(ground.facts.workspace, ground.facts.rows, ground.office);
    let mut lines = Vec::new();
    let mut count = 0;
    for filing in filings.iter().filter(|filing| filing.state() == FilingState::Unfiled) {
        count += 1;
        let unit: Arc<str> = Arc::from(filing.unit.as_str());
        let asked = places(ground.facts.rows, ground.facts.workspace, |row| {
            row.unit == unit && is_owed(row) && !row.is_filed()
        });
        let item = Item::Unit(unit);
        let open = agenda.is_open(under, &item, false);
        let single = if open { singles(ground.facts.rows, under, &asked) } else { Vec::new() };
        let head = AgendaLine::leaf(under, item, asked, None);
        lines.push(AgendaLine { open: Some(open), count: filing.asked as usize, ..head });
        lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
    }
    (count, lines)
}
