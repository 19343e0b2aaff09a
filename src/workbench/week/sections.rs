//! The lists of the page: which rows are in each, and in which order.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Ground, Section, Step};
use crate::domain::light::Light;
use crate::domain::plan::Task;
use crate::domain::report::{FilingState, filings};
use crate::domain::rows::Row;
use crate::domain::when::{self, Context};
use crate::workbench::agenda::{
    Agenda, AgendaLine, At, Item, Under, bundle, is_owed, places, promises, singles,
};

/// How many a section counts, and its lines without the heading.
pub(super) fn lines(section: Section, agenda: &Agenda, ground: &Ground<'_>) -> (usize, Vec<AgendaLine>) {
    let under = Under::Section(section);
    let (monday, sunday) = ground.week();
    let today = ground.today();
    let of = |test: &dyn Fn(&Row) -> bool| by_day(ground, places(ground.rows, ground.workspace, test));
    let rows = |found: &[At]| (found.len(), bundle(agenda, ground.rows, under, found));
    match section {
        Section::Steps => {
            let steps = Step::ALL.map(|step| AgendaLine::leaf(under, Item::Step(step), Vec::new(), None));
            (steps.len(), steps.into())
        }
        Section::Overdue => rows(&of(&|row| row.light == Light::Overdue)),
        Section::Due => {
            let in_week = |last: NaiveDate| (today..=sunday).contains(&last);
            rows(&of(&|row| is_owed(row) && row.last().is_some_and(in_week)))
        }
        Section::Promised => {
            let lines =
                promises(agenda, ground.workspace, ground.rows, |day| (day <= sunday).then_some(under));
            (lines.iter().filter(|line| line.depth == 1).count(), lines)
        }
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
            let this_week = |date: NaiveDate| (monday..=today).contains(&date);
            rows(&places(ground.rows, ground.workspace, |row| {
                row.entry().is_some_and(|entry| entry.progress.iter().any(|note| this_week(note.date)))
            }))
        }
        Section::Unfiled => unfiled(agenda, ground, under),
        Section::Summary => (0, Vec::new()),
    }
}

/// The task with the oldest last day first, within it the oldest; of one day the plan's order.
fn by_day(ground: &Ground<'_>, mut found: Vec<At>) -> Vec<At> {
    let last = |at: &At| row(ground, *at).and_then(Row::last).unwrap_or(NaiveDate::MAX);
    found.sort_by_key(last);
    found
}

fn row<'a>(ground: &Ground<'a>, at: At) -> Option<&'a Row> {
    ground.rows.task(at.0)?.rows.get(at.1)
}

/// The days that the notice sets itself, and the filing day: who owes what until then.
fn coming(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let (today, until) = (ground.today(), ground.horizon());
    let near = |day: &NaiveDate| (today..=until).contains(day);
    let plan = &ground.workspace.plan;
    let day = ground.rows.day();
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
        let of_task = ground.rows.task(task.id).map_or(&[][..], |it| &it.rows);
        let owed = of_task.iter().enumerate().filter(|(_, row)| is_owed(row) && row.last() == Some(last));
        let owed: Vec<At> = owed.map(|(place, _)| (task.id, place)).collect();
        if !owed.is_empty() {
            found.push((last, bundle(agenda, ground.rows, under, &owed)));
        }
    }
    found.sort_by_key(|(day, _)| *day);
    (found.len(), found.into_iter().flat_map(|(_, lines)| lines).collect())
}

/// Units that have filed nothing at all, in roster order.
fn unfiled(agenda: &Agenda, ground: &Ground<'_>, under: Under) -> (usize, Vec<AgendaLine>) {
    let filings = filings(ground.workspace, ground.rows, ground.office);
    let mut lines = Vec::new();
    let mut count = 0;
    for filing in filings.iter().filter(|filing| filing.state() == FilingState::Unfiled) {
        count += 1;
        let unit: Arc<str> = Arc::from(filing.unit.as_str());
        let asked =
            places(ground.rows, ground.workspace, |row| row.unit == unit && is_owed(row) && !row.is_filed());
        let item = Item::Unit(unit);
        let open = agenda.is_open(under, &item, false);
        let single = if open { singles(ground.rows, under, &asked) } else { Vec::new() };
        let head = AgendaLine::leaf(under, item, asked, None);
        lines.push(AgendaLine { open: Some(open), count: filing.asked as usize, ..head });
        lines.extend(single.into_iter().map(|line| AgendaLine { depth: 2, ..line }));
    }
    (count, lines)
}
