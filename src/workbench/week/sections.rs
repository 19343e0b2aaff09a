//! The lists of the page: which rows are in each, and in which order.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Ground, Section, Step};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::Chase;
use crate::domain::light::Light;
use crate::domain::plan::Task;
use crate::domain::report::{FilingState, filings};
use crate::domain::rows::{Row, Rows, Seat, TaskRows};
use crate::workbench::agenda::{
    Agenda, AgendaLine, At, Item, Under, bundle, duties, first_day, is_owed, owed_of, placed, promises,
    singles,
};

/// How many a section counts, and its lines without the heading.
pub(super) fn lines(section: Section, agenda: &Agenda, ground: &Ground<'_>) -> (usize, Vec<AgendaLine>) {
    let under = Under::Section(section);
    let (monday, sunday) = ground.week();
    let today = ground.today();
    let all = ground.facts.rows;
    let index = all.index();
    // The task with the oldest last day first, within it the oldest; of one day the plan's order.
    let rows = |found: Vec<At>| {
        let oldest = |of_task: &[At]| of_task.first().and_then(|at| all.row(at.0, at.1))?.last();
        (found.len(), longest_first(bundle(agenda, all, under, &found, oldest)))
    };
    let seated = |found: Vec<Seat>| rows(placed(all, found));
    match section {
        Section::Steps => {
            let steps = Step::ALL.map(|step| AgendaLine::leaf(under, Item::Step(step), Vec::new(), None));
            (steps.len(), steps.into())
        }
        Section::Overdue => seated(index.by_day(|_| true, |light| light == Light::Overdue)),
        Section::LateDuties => {
            let found = duties(agenda, &ground.facts, |day| (day < today).then_some(under));
            (found.len(), found.into_iter().flat_map(|(_, lines)| lines).collect())
        }
        Section::Due => {
            let in_week = |last: Option<NaiveDate>| last.is_some_and(|last| (today..=sunday).contains(&last));
            seated(index.by_day(in_week, is_owed))
        }
        Section::Promised => {
            let lines = promises(agenda, &ground.facts, |day| (day <= sunday).then_some(under));
            (lines.iter().filter(|line| line.depth == 1).count(), lines)
        }
        Section::Silent => silent(agenda, ground, under),
        Section::Check => seated(index.by_day(|_| true, |light| light == Light::Check)),
        Section::Returned => {
            let is_returned =
                |row: &Row| row.light.counts() && row.entry().is_some_and(|entry| entry.returned.is_some());
            rows(by_day(all, picked(ground, |task| task.returned, is_returned)))
        }
        Section::Coming => coming(agenda, ground, under),
        Section::Own => {
            let found = ground.office.map(|office| owed_of(all, office, &[])).unwrap_or_default();
            rows(by_day(all, found))
        }
        Section::Moved => {
            // On the day of the report the later half is news again: better told twice than never.
            let since = ground.reported.filter(|day| *day <= today).unwrap_or(monday);
            let is_new = |date: NaiveDate| (since..=today).contains(&date);
            let has_news = |row: &Row| {
                row.entry().is_some_and(|entry| {
                    entry.progress.iter().any(|note| is_new(note.date))
                        || entry.reported_on.is_some_and(is_new)
                })
            };
            let may_have = |task: &TaskRows| task.last_news.is_some_and(|last| last >= since);
            let found = picked(ground, may_have, has_news);
            let lines = bundle(agenda, all, under, &found, |of_task| first_day(all, of_task));
            (found.len(), longest_first(lines))
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
fn by_day(rows: &Rows, mut found: Vec<At>) -> Vec<At> {
    found.arrange_by_key(|at| rows.row(at.0, at.1).and_then(Row::last).unwrap_or(NaiveDate::MAX));
    found
}

/// The rows that a test picks, in the plan's order; only those of tasks that may have some are looked at.
fn picked(ground: &Ground<'_>, may_have: impl Fn(&TaskRows) -> bool, test: impl Fn(&Row) -> bool) -> Vec<At> {
    let rows = ground.facts.rows;
    let tasks = ground.facts.workspace.plan.tasks().filter_map(|task| Some((task.id, rows.task(task.id)?)));
    let mut found = Vec::new();
    for (task, of_task) in tasks.filter(|(_, of_task)| may_have(of_task)) {
        let those = of_task.rows.iter().enumerate().filter(|(_, row)| test(row));
        found.extend(those.map(|(place, _)| (task, place)));
    }
    found
}

/// The days that the notice sets itself, and the filing day: who owes what until then.
fn coming(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let (today, until) = (ground.today(), ground.horizon());
    let near = |day: &NaiveDate| (today..=until).contains(day);
    let plan = &ground.facts.workspace.plan;
    let rows = ground.facts.rows;
    let last_of = |task: &Task| rows.read(task.due.as_deref()?, plan).last(today).filter(near);
    let mut found: Vec<(NaiveDate, Vec<AgendaLine>)> = Vec::new();
    if let Some(day) = plan.filing_day.filter(near) {
        found.push((day, vec![AgendaLine::leaf(under, Item::FilingDay, Vec::new(), Some(day))]));
    }
    let (_, sunday) = ground.week();
    for task in plan.tasks() {
        // What is due until Sunday stands above, where it is acted on.
        let Some(last) = last_of(task).filter(|last| *last > sunday) else { continue };
        let of_task = ground.facts.rows.task(task.id).map_or(&[][..], |it| &it.rows);
        let owed =
            of_task.iter().enumerate().filter(|(_, row)| is_owed(row.light) && row.last() == Some(last));
        let owed: Vec<At> = owed.map(|(place, _)| (task.id, place)).collect();
        if !owed.is_empty() {
            found.push((last, bundle(agenda, rows, under, &owed, |_| Some(last))));
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
        let owed = owed_of(ground.facts.rows, unit, &[]);
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
        let mut asked = owed_of(ground.facts.rows, &unit, &[]);
        asked.retain(|at| ground.facts.rows.row(at.0, at.1).is_some_and(|row| !row.is_filed()));
        let item = Item::Unit(unit);
        let open = agenda.is_open(under, &item, false);
        let single = if open { singles(ground.facts.rows, under, &asked) } else { Vec::new() };
        let head = AgendaLine::leaf(under, item, asked, None);
        lines.push(AgendaLine { open: Some(open), count: filing.asked as usize, ..head });
        lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
    }
    (count, lines)
}
