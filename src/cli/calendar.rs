//! `calendar [2024-07]`: a month with its days off, and what is due on each day, duties and promises too. `--format ics`: what is due as iCalendar, in
//! the month, or all of it where none is given.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use clap::ArgMatches;

use super::failure::Failure;
use super::output::Output;
use super::record::places;
use super::session::Session;
use super::{format, texts};
use crate::domain::change::Target;
use crate::domain::entry::EntryId;
use crate::domain::light::Light;
use crate::domain::report::Period;
use crate::domain::rows::Rows;
use crate::domain::workdays::DayKind;
use crate::domain::workspace::Workspace;
use crate::exchange;
use crate::screen::text::{pad, visible};
use crate::words::{cli, domain, fill, screen};
use crate::workbench::agenda::{AgendaLine, Item};
use crate::workbench::calendar::MonthView;
use crate::workbench::owed::{Facts, Owed};

/// Cells of a day.
const CELL: usize = 9;

/// Prints the month.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let words = cli::words(session.language());
    let texts = texts(matches);
    let first = match texts.first() {
        None => session.today().with_day(1).unwrap_or(session.today()),
        Some(word) => {
            month(word).ok_or_else(|| Failure::words(fill(&words.bad_month, &[("value", word)])))?
        }
    };
    let rows = session.rows();
    if format(matches, "text") == "ics" {
        return ics(texts.first().map(|_| first), session, &rows, out);
    }
    let tallies = rows.by_last_day();
    let domain = domain::words(session.language());
    let days = &screen::words(session.language()).days;
    let over = session.workspace().plan.filing_day.is_some_and(|day| day < rows.day().today);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    out.line(&fill(&days.month, &[("year", &first.year()), ("month", &first.month())]))?;
    let monday = first.week(chrono::Weekday::Mon).first_day();
    let of_week = |week: u64, day: u64| monday.checked_add_days(Days::new(week * 7 + day)).unwrap_or(monday);
    let mut head = pad(&days.week, 4);
    (0..7).for_each(|day| head += &pad(&format!(" {}", domain.weekday(of_week(0, day))), CELL));
    out.line(head.trim_end())?;
    for week in (0..6).take_while(|week| of_week(*week, 0) < next) {
        let mut line = format!("{:>2}  ", of_week(week, 0).iso_week().week());
        for day in (0..7).map(|day| of_week(week, day)) {
            let inside = (first..next).contains(&day);
            line += &pad(&if inside { cell(day, session, &tallies, over) } else { String::new() }, CELL);
        }
        out.line(line.trim_end())?;
    }
    let plan = places(&session.workspace().plan);
    let owed = Owed::default();
    let facts = Facts { workspace: session.workspace(), rows: &rows, owed: &owed };
    let mut view = MonthView::new(first);
    view.freshen(&facts);
    for day in first.iter_days().take_while(|day| *day < next) {
        view.go(day, &facts);
        let said = domain.day_with_weekday(day, session.workspace().plan.year);
        let others = besides(&view, &facts, session);
        let Some(tally) = tallies.get(&day) else {
            others.iter().try_for_each(|other| out.line(&format!("{said}  {other}")))?;
            continue;
        };
        let counts: Vec<String> = tally
            .most_urgent(Light::ALL.len())
            .iter()
            .map(|(light, n)| format!("{}{n}", domain.light(*light, over)))
            .collect();
        let mut numbers: Vec<&str> = Vec::new();
        for row in rows.iter().filter(|row| row.last() == Some(day)) {
            let number = plan.get(&row.task).map_or("", |place| place.task.number.as_str());
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let tasks = fill(&words.calendar_tasks, &[("tasks", &session.language().listed(&numbers))]);
        out.line(&format!("{said}  {}  {tasks}", counts.join(" ")))?;
        others.iter().try_for_each(|other| out.line(&format!("{said}  {other}")))?;
    }
    Ok(())
}

/// What ends on the day besides the rows that are due: the filing day, duties, promises, and later rounds of what recurs.
fn besides(view: &MonthView, facts: &Facts<'_>, session: &Session) -> Vec<String> {
    let (words, days) = (cli::words(session.language()), &screen::words(session.language()).days);
    let workspace = session.workspace();
    let mut rounds: Vec<&str> = Vec::new();
    let mut said = Vec::new();
    for line in view.list.lines().iter().filter(|line| line.depth == 1) {
        match &line.item {
            Item::FilingDay => said.push(days.filing_day.clone()),
            Item::Duty { duty, unit } => {
                let name = workspace.duties.duty(duty).map_or(duty.as_str(), |duty| duty.name.as_str());
                let who = match unit {
                    Some(unit) => unit.to_string(),
                    None => fill(&days.units, &[("n", &line.count)]),
                };
                said.push(format!("{} {name}  {who}", days.duty));
            }
            Item::Promise { chase, unit } => {
                let given = workspace.chases.iter().find(|one| one.id == *chase);
                let duty = given.and_then(|chase| workspace.duties.duty(&chase.duty));
                let about = match duty {
                    Some(duty) => duty.name.clone(),
                    None => fill(
                        &words.calendar_tasks,
                        &[("tasks", &session.language().listed(&numbers(line, workspace)))],
                    ),
                };
                said.push(format!("{} {unit}  {about}", days.promise));
            }
            Item::Row(_) | Item::Task(_)
                if line.rows(facts.rows).all(|row| row.last() != Some(view.day())) =>
            {
                let found = numbers(line, workspace);
                rounds.extend(found.into_iter().filter(|one| !rounds.contains(one)).collect::<Vec<_>>());
            }
            _ => {}
        }
    }
    if !rounds.is_empty() {
        said.push(fill(&words.calendar_rounds, &[("tasks", &session.language().listed(&rounds))]));
    }
    said.iter().map(|text| visible(text).into_owned()).collect()
}

/// The numbers of the tasks that a line is about.
fn numbers<'a>(line: &AgendaLine, workspace: &'a Workspace) -> Vec<&'a str> {
    let mut tasks: Vec<u32> = line.rows.iter().map(|(task, _)| *task).collect();
    tasks.dedup();
    tasks.iter().filter_map(|task| workspace.plan.task(*task)).map(|task| task.number.as_str()).collect()
}

/// What is due in the month that begins on `first`; all of it without.
fn ics(first: Option<NaiveDate>, session: &Session, rows: &Rows, out: &mut Output) -> Result<(), Failure> {
    let mut changed: HashMap<EntryId, chrono::NaiveDateTime> = HashMap::new();
    for change in session.store.changes().0 {
        for op in &change.ops {
            if let Target::Entry { id, .. } = op.target() {
                let newest = changed.entry(id.clone()).or_insert(change.at);
                *newest = change.at.max(*newest);
            }
        }
    }
    let source = exchange::ics::Source {
        plan: session.store.layout().plan_id(),
        workspace: session.workspace(),
        rows,
        changed: &changed,
    };
    let last = |first: NaiveDate| {
        first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first)
    };
    out.raw(&exchange::ics::ics(&source, first.map(|first| (first, last(first)))))
}

/// `10临1`: the day, 今, 休 or 班, and the light that presses most.
fn cell(
    day: NaiveDate,
    session: &Session,
    tallies: &std::collections::BTreeMap<NaiveDate, crate::domain::rows::Tally>,
    over: bool,
) -> String {
    let days = &screen::words(session.language()).days;
    let mut text = format!("{:>2}", day.day());
    if day == session.today() {
        text += &days.today;
    }
    match session.calendar.kind(day) {
        DayKind::Weekend | DayKind::Holiday(_) => text += &days.off,
        DayKind::MakeUp(_) => text += &days.make_up,
        DayKind::Workday => {}
    }
    if let Some((light, n)) = tallies.get(&day).and_then(|tally| tally.most_urgent(1).first().copied()) {
        text += domain::words(session.language()).light_short(light, over);
        text += &n.to_string();
    }
    text
}

/// The first day of a month written as `2024-07`, `2024.7` or `2024年7月`.
fn month(word: &str) -> Option<NaiveDate> {
    let plain = word.trim().replace(['.', '/', '年'], "-").replace('月', "");
    let (year, month) = plain.split_once('-')?;
    let named = format!("{year}-{:02}", month.parse::<u32>().ok()?);
    Period::named(&named).filter(|(period, _)| *period == Period::Month).map(|(_, first)| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_in_the_usual_ways() {
        let july = NaiveDate::from_ymd_opt(2024, 7, 1);
        for word in ["2024-07", "2024-7", "2024.7", "2024/07", "2024年7月"] {
            assert_eq!(month(word), july, "{word}");
        }
        for word in ["2024", "2024-13", "7", "2024-W28", "x-y"] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
