//! One understanding of the intermediate form: the head, the tasks of its tables or of its outline, and what to look at.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::doubt::Doubt;
use super::due::{self, Wrong};
use super::head::{self, Head};
use super::label;
use super::marker::marker;
use super::matrix::Legend;
use super::outline;
use super::source::{Block, Paragraph, Source};
use super::table::{self, Carried};
use super::task::{Asked, ReadTask, one_line};
use crate::domain::unit::{NameError, Roster};
use crate::domain::when::Context;
use crate::domain::workdays::Calendar;

/// A notice as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notice {
    /// The title of the plan; empty where none was found.
    pub title: String,
    /// 发文字号; empty where none was found.
    pub document_no: String,
    /// 发文机关; empty where none was found.
    pub issuer: String,
    /// 成文日期.
    pub issued: Option<NaiveDate>,
    /// The year that the plan is for.
    pub year: Option<i32>,
    /// 任务.
    pub tasks: Vec<ReadTask>,
    /// 存疑.
    pub doubts: Vec<Doubt>,
    /// Sentences with a count or a date that are no task: duties (刚性要求) to consider.
    pub proposed: Vec<Proposed>,
}

/// A sentence that may be a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The sentence.
    pub text: String,
    /// The count or date in it.
    pub when: String,
}

/// Understands a document. Names are compared with `roster`; it may be that of another district.
pub fn understand(source: &Source, roster: &Roster, calendar: &Calendar) -> Notice {
    let Head { title, document_no, issuer, inferred, issued, year } = head::read(source);
    let mut notice = Notice { title, document_no, issuer, issued, year, ..Notice::default() };
    if source.traditional {
        notice.doubts.push(Doubt::Traditional);
    }
    if inferred {
        notice.doubts.push(Doubt::InferredIssuer(notice.issuer.clone()));
    }
    head_doubts(&mut notice);
    tasks(source, &mut notice);
    for (place, task) in notice.tasks.iter_mut().enumerate() {
        if task.number.is_empty() {
            task.number = (place + 1).to_string();
        }
    }
    numbers(&mut notice);
    asked(&mut notice);
    dates(source, &mut notice, calendar);
    names(&mut notice, roster);
    notice.proposed = proposed(source, &notice.tasks);
    notice
}

fn head_doubts(notice: &mut Notice) {
    let doubts = &mut notice.doubts;
    doubts.extend(notice.title.is_empty().then_some(Doubt::NoTitle));
    doubts.extend(notice.document_no.is_empty().then_some(Doubt::NoNumber));
    doubts.extend(notice.issuer.is_empty().then_some(Doubt::NoIssuer));
    match (notice.issued, head::year_of(&notice.title)) {
        (None, _) => doubts.push(Doubt::NoDay),
        (Some(issued), Some(title)) if (chrono::Datelike::year(&issued) - title).abs() > 1 => {
            doubts.push(Doubt::Years { title, issued });
        }
        _ => {}
    }
}

/// The tasks of the tables; of the outline where there is no table of tasks.
fn tasks(source: &Source, notice: &mut Notice) {
    let mut strong: Vec<ReadTask> = Vec::new();
    let mut weak: Vec<ReadTask> = Vec::new();
    let mut carried = Carried::default();
    let mut context: Option<&str> = None;
    let legend = Legend::of(source);
    let mut guessed = false;
    for (place, block) in source.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                let short = paragraph.text.chars().count() <= 40 && !paragraph.text.contains('。');
                let is_title = head::squeezed(&paragraph.text) == notice.title;
                if (marker(&paragraph.text).is_some() || paragraph.heading.is_some_and(|level| level > 1))
                    && short
                    && !is_title
                {
                    context = Some(&paragraph.text);
                }
            }
            Block::Table(grid) => {
                let list = if table::kind(grid, &carried) == Some(false) { &mut weak } else { &mut strong };
                table::read(grid, place, context, &legend, &mut carried, list);
                guessed |= carried.guessed;
            }
        }
    }
    let paragraphs: Vec<(usize, &Paragraph)> = source
        .blocks
        .iter()
        .enumerate()
        .filter_map(
            |(place, block)| if let Block::Paragraph(one) = block { Some((place, one)) } else { None },
        )
        .collect();
    let kinds = ["方案", "要点", "计划", "任务", "清单", "分工", "安排", "举措", "措施"];
    let outline = outline::read(&paragraphs, kinds.iter().any(|kind| notice.title.contains(kind)));
    // A list of three things that has 责任单位 too is no plan where the text itself names units for more.
    let tables = if strong.is_empty() && outline.marked <= weak.len() { weak } else { strong };
    if tables.is_empty() || outline.marked > 2 * tables.len() + 2 {
        notice.tasks = outline.tasks;
        notice.doubts.extend(outline.doubts);
        notice.tasks.extend(tables.into_iter().map(|mut task| {
            task.units_from = None;
            task
        }));
    } else {
        notice.tasks = tables;
        notice.doubts.extend(guessed.then_some(Doubt::NoHeads));
        if outline.marked > 0 {
            notice.doubts.push(Doubt::OutlineBesideTable(outline.marked));
        }
    }
}

/// Numbers that stand twice, or of which some are missing. Counting from 1 again is no doubt.
fn numbers(notice: &mut Notice) {
    let mut last: Option<u32> = None;
    let mut doubts = Vec::new();
    let mut seen: Vec<(&str, &str, &str)> = Vec::new();
    for task in notice.tasks.iter().filter(|task| task.numbered) {
        let place = (task.area.as_str(), task.topic.as_deref().unwrap_or_default(), task.number.as_str());
        if let Ok(number) = task.number.parse::<u32>() {
            match last {
                Some(before) if number == before && seen.last().is_some_and(|one| *one == place) => {
                    doubts.push(Doubt::NumberTwice(task.number.clone()));
                }
                Some(before) if number > before + 1 => {
                    doubts.push(Doubt::NumberGap { before, after: number });
                }
                _ => {}
            }
            last = Some(number);
        }
        seen.push(place);
    }
    notice.doubts.extend(doubts);
}

/// The doubts of each task, with its position.
fn asked(notice: &mut Notice) {
    for (place, task) in notice.tasks.iter().enumerate() {
        let number = place + 1;
        if task.units.is_empty() {
            notice.doubts.push(Doubt::NoUnits(number));
        }
        for asked in &task.asked {
            notice.doubts.push(match asked {
                Asked::OpenEnd => Doubt::OpenEnd(number),
                Asked::Unread(text) => Doubt::UnreadUnits { task: number, text: text.clone() },
                Asked::DueTakenOver => {
                    Doubt::DueTakenOver { task: number, text: task.due.clone().unwrap_or_default() }
                }
                Asked::BareUnits(text) => Doubt::BareUnits { task: number, text: text.clone() },
                Asked::UnitsTakenOver => Doubt::UnitsTakenOver(number),
            });
        }
    }
}

/// Dates that do not exist, and time limits that cannot be read or can be read in two ways.
fn dates(source: &Source, notice: &mut Notice, calendar: &Calendar) {
    let year = notice.year.or(notice.issued.map(|day| chrono::Datelike::year(&day)));
    let issued = notice.issued.or_else(|| NaiveDate::from_ymd_opt(year?, 1, 1));
    let Some((year, issued)) = year.zip(issued) else { return };
    let context = Context { year, issued, today: issued, calendar };
    let mut told: Vec<String> = Vec::new();
    let texts = source.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(grid) => grid.rows.iter().flatten().filter_map(|cell| cell.text()).collect(),
    });
    for text in texts {
        for (date, wrong) in due::misprints(&one_line(text), &context) {
            if !told.contains(&date) {
                notice.doubts.push(match wrong {
                    Wrong::Impossible => Doubt::ImpossibleDate(date.clone()),
                    Wrong::Weekday => Doubt::WrongWeekday(date.clone()),
                });
                told.push(date);
            }
        }
    }
    for (place, task) in notice.tasks.iter().enumerate() {
        let Some(text) = &task.due else { continue };
        let Some(why) = due::doubt(text, &context) else { continue };
        if !told.iter().any(|date| text.contains(date.as_str())) {
            let why = if let due::Asked::Doubtful(doubt) = why { Some(doubt) } else { None };
            notice.doubts.push(Doubt::Due { task: place + 1, text: text.clone(), why });
        }
    }
}

/// More different names than this are not looked up one by one.
const MOST_NAMES: usize = 400;

/// Names that the roster does not have, or that several of its units have.
fn names(notice: &mut Notice, roster: &Roster) {
    let mut unknown: Vec<(String, Vec<usize>)> = Vec::new();
    let mut seen: HashMap<&str, Known> = HashMap::new();
    let mut ambiguous: Vec<Doubt> = Vec::new();
    for (place, task) in notice.tasks.iter().enumerate() {
        for assigned in &task.units {
            let name = assigned.unit.as_str();
            let count = seen.len();
            let known = *seen.entry(name).or_insert_with(|| match known(name, roster, count < MOST_NAMES) {
                Ok(known) => known,
                Err(candidates) => {
                    ambiguous.push(Doubt::AmbiguousUnit { name: name.to_owned(), candidates });
                    Known::Yes
                }
            });
            match known {
                Known::Yes => {}
                Known::At(at) => unknown[at].1.push(place + 1),
                Known::No => {
                    seen.insert(name, Known::At(unknown.len()));
                    unknown.push((name.to_owned(), vec![place + 1]));
                }
            }
        }
    }
    notice.doubts.extend(ambiguous);
    notice.doubts.extend(unknown.into_iter().map(|(name, tasks)| Doubt::UnknownUnit { name, tasks }));
}

/// Whether the roster has a name; `At` is the place in the list of those that it does not have.
#[derive(Debug, Clone, Copy)]
enum Known {
    Yes,
    No,
    At(usize),
}

/// The candidates come as the error where several units may be meant.
fn known(name: &str, roster: &Roster, look: bool) -> Result<Known, Vec<String>> {
    if roster.full_name(name).is_some() || roster.group(name).is_some() {
        return Ok(Known::Yes);
    }
    if !look || name.chars().count() > 40 {
        return Ok(Known::No);
    }
    match roster.unit(name) {
        Err(NameError::Group { .. }) => Ok(Known::Yes),
        Err(NameError::Ambiguous { candidates, .. }) if super::units::looks_like_a_unit(name) => {
            Err(candidates)
        }
        _ => Ok(Known::No),
    }
}

/// Sentences of the text that count or date something and are no task.
fn proposed(source: &Source, tasks: &[ReadTask]) -> Vec<Proposed> {
    let mut found: Vec<Proposed> = Vec::new();
    let taken: HashSet<usize> = tasks.iter().map(|task| task.place).collect();
    for (place, block) in source.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { continue };
        // 完成时限：6月底前 belongs to the task before it.
        let text = paragraph.text.trim();
        if label::is_label_start(text) || (text.starts_with(['（', '(']) && text.ends_with(['）', ')'])) {
            continue;
        }
        if taken.contains(&place) || !(12..2000).contains(&paragraph.text.chars().count()) || found.len() > 50
        {
            continue;
        }
        for sentence in paragraph.text.split_inclusive(['。', '；']) {
            let when = due::in_sentence(sentence).or_else(|| due::count_in(sentence));
            if let Some(when) = when {
                let text = sentence.trim().to_owned();
                if !found.iter().any(|one| one.text == text) {
                    found.push(Proposed { text, when });
                }
            }
        }
    }
    found
}
