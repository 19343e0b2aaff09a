//! 原文: the lines of a document, and where each task and each doubt stands in them, for who reviews a reading.

use super::doubt::Doubt;
use super::source::{Block, Source};
use super::task::one_line;
use super::understand::Notice;

/// A doubt, and what it points at.
#[derive(Debug, Clone, PartialEq)]
pub struct Pointed {
    /// The doubt.
    pub doubt: Doubt,
    /// The task, by its position from 1.
    pub task: Option<usize>,
    /// The line of the source, from 0.
    pub line: Option<usize>,
}

/// A document beside what was read of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Its lines: a paragraph each, a row of a table each.
    pub lines: Vec<String>,
    /// The line of each task.
    pub tasks: Vec<usize>,
    /// What should be looked at.
    pub doubts: Vec<Pointed>,
}

/// The lines of a document, and where in them stands what was read.
pub fn reading(source: &Source, notice: &Notice) -> Reading {
    let mut lines: Vec<String> = Vec::new();
    let mut starts: Vec<usize> = Vec::with_capacity(source.blocks.len());
    for block in &source.blocks {
        starts.push(lines.len());
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(grid) => {
                lines.extend(grid.rows.iter().map(|row| {
                    let cells: Vec<String> =
                        row.iter().map(|cell| cell.text().map(one_line).unwrap_or_default()).collect();
                    cells.join(" | ")
                }));
            }
        }
    }
    let bare: Vec<String> = lines.iter().map(|line| letters(line)).collect();
    let mut tasks: Vec<usize> = Vec::with_capacity(notice.tasks.len());
    for task in &notice.tasks {
        let start = starts.get(task.place).copied().unwrap_or(0);
        let end = starts.get(task.place + 1).copied().unwrap_or(lines.len());
        let wanted: String = letters(&task.requirement).chars().take(16).collect();
        // Behind the task before it: two may begin alike.
        let before = tasks.last().copied().filter(|last| (start..end).contains(last) && *last + 1 < end);
        let from = before.map_or(start, |last| last + 1);
        let find =
            |from: usize, to: usize| (from..to).find(|at| !wanted.is_empty() && bare[*at].contains(&wanted));
        tasks.push(find(from, end).or_else(|| find(start, lines.len())).unwrap_or(start));
    }
    let doubts = notice.doubts.iter().map(|doubt| pointed(doubt, &tasks, &bare)).collect();
    Reading { lines, tasks, doubts }
}

fn pointed(doubt: &Doubt, tasks: &[usize], bare: &[String]) -> Pointed {
    let task = doubt.task();
    let own = task.and_then(|task| tasks.get(task.checked_sub(1)?)).copied();
    let words = doubt.words().map(letters).filter(|words| !words.is_empty());
    let said = words.and_then(|words| {
        let from = own.unwrap_or(0);
        let near = bare.iter().enumerate().skip(from).find(|(_, line)| line.contains(&words));
        near.or_else(|| bare.iter().enumerate().find(|(_, line)| line.contains(&words))).map(|(at, _)| at)
    });
    Pointed { doubt: doubt.clone(), task, line: own.or(said) }
}

/// A text without marks and blanks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Doubt {
    /// The task that it is about, by its position from 1; of several the first.
    pub fn task(&self) -> Option<usize> {
        match self {
            Self::NoUnits(task)
            | Self::OpenEnd(task)
            | Self::UnitsTakenOver(task)
            | Self::UnreadUnits { task, .. }
            | Self::Due { task, .. }
            | Self::DueTakenOver { task, .. }
            | Self::BareUnits { task, .. } => Some(*task),
            Self::UnknownUnit { tasks, .. } => tasks.first().copied(),
            _ => None,
        }
    }

    /// The words of the document that it is about.
    fn words(&self) -> Option<&str> {
        match self {
            Self::ImpossibleDate(text)
            | Self::WrongWeekday(text)
            | Self::LeftOut(text)
            | Self::UnreadUnits { text, .. }
            | Self::BareUnits { text, .. }
            | Self::Due { text, .. } => Some(text),
            Self::UnknownUnit { name, .. } | Self::AmbiguousUnit { name, .. } => Some(name),
            _ => None,
        }
    }
}
