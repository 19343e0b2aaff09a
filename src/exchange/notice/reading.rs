//! 原文: the lines of a document, and where each task and each doubt stands in them, for who reviews a reading.

use std::ops::Range;

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
    /// The bytes of that line which it is about, where they are known.
    pub span: Option<Range<usize>>,
}

/// A document beside what was read of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Its lines: a paragraph each, a row of a table each.
    pub lines: Vec<String>,
    /// The line of each task.
    pub tasks: Vec<usize>,
    /// The bytes of its line that are the task's words.
    pub spans: Vec<Option<Range<usize>>>,
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
    let spans: Vec<Option<Range<usize>>> = notice
        .tasks
        .iter()
        .zip(&tasks)
        .map(|(task, line)| span(lines.get(*line)?, &task.requirement))
        .collect();
    let doubts = notice.doubts.iter().map(|doubt| pointed(doubt, &tasks, &spans, (&lines, &bare))).collect();
    Reading { lines, tasks, spans, doubts }
}

/// The bytes of a line that say some words, whatever marks and blanks stand between; of words that go on in further lines
/// those which stand in this one.
fn span(line: &str, words: &str) -> Option<Range<usize>> {
    let of_line: Vec<(usize, char)> = line.char_indices().filter(|(_, c)| c.is_alphanumeric()).collect();
    let wanted: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
    // A few letters may stand anywhere; at the end of the line fewer will do, for they go on in the next.
    let least = wanted.len().min(12);
    let alike =
        |at: usize| of_line[at..].iter().zip(&wanted).take_while(|((_, one), other)| one == *other).count();
    let enough = |at: usize, count: usize| {
        count >= least || (at + count == of_line.len() && count >= wanted.len().min(6))
    };
    let at = (0..of_line.len()).find(|at| enough(*at, alike(*at)))?;
    let count = alike(at);
    if count == 0 {
        return None;
    }
    let (from, c) = of_line[at + count - 1];
    let mut end = from + c.len_utf8();
    // Its closing mark belongs to it.
    let mark = line[end..].chars().next().filter(|mark| words.ends_with(*mark));
    end += mark.map_or(0, char::len_utf8);
    Some(of_line[at].0..end)
}

fn pointed(
    doubt: &Doubt,
    tasks: &[usize],
    spans: &[Option<Range<usize>>],
    (lines, bare): (&[String], &[String]),
) -> Pointed {
    let task = doubt.task();
    let place = task.and_then(|task| task.checked_sub(1));
    let own = place.and_then(|place| tasks.get(place)).copied();
    let words = doubt.words().map(letters).filter(|words| !words.is_empty());
    let said = words.as_ref().and_then(|words| {
        let holds = |at: &usize| bare.get(*at).is_some_and(|line| line.contains(words.as_str()));
        let Some(own) = own else { return (0..bare.len()).find(holds) };
        // Behind the task, where units have lines of their own; before it, where it takes a cell over.
        let behind = || (own..bare.len().min(own + 8)).find(holds);
        let before = || (0..own).rev().find(holds);
        behind().or_else(before).or_else(|| (own..bare.len()).find(holds))
    });
    let line = said.or(own);
    let of_words = line.and_then(|line| span(lines.get(line)?, words.as_deref()?));
    let of_task = || place.filter(|_| line == own).and_then(|place| spans.get(place)?.clone());
    Pointed { doubt: doubt.clone(), task, line, span: of_words.or_else(of_task) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_task_are_found_in_their_line_whatever_stands_between() {
        let line = "3 | 公开预算 | 公布 预算、决算， 附文字说明。 | 区财政局";
        let at = span(line, "公布预算、决算，附文字说明。").unwrap();
        assert_eq!(&line[at], "公布 预算、决算， 附文字说明。");
        let at = span(line, "区财政局").unwrap();
        assert_eq!(&line[at], "区财政局");
        // What goes on in the next line is marked as far as this one has it.
        let at = span("公布预算决算和文字说明，", "公布预算决算和文字说明，并附图表。").unwrap();
        assert_eq!(at, 0.."公布预算决算和文字说明".len());
        assert_eq!(span(line, "公布债务余额及其使用情况的报告"), None);
        assert_eq!(span(line, "——"), None);
    }
}
