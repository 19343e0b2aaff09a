//! How long the body may be: the pages of the settings, one unless told. Of every section with content the first line
//! stays; progress has the first claim on what room is left, then problems. What does not fit is in the annex.

use super::lines::Words;
use super::{body, byline, line};
use crate::domain::report::{Section, Weekly};
use crate::exchange::document::{Block, Text, paper};

/// The sections that list lines, by their claim on room.
pub(super) const LISTED: [Section; 4] =
    [Section::Progress, Section::Problems, Section::Due, Section::Requests];

/// How much of others' words a line has, from all that is usual to the least before a section goes without: a line is cut
/// only where its whole text is in the annex.
const LEVELS: [Words; 7] = [
    Words::USUAL,
    Words { said: 60, matter: 30, ..Words::USUAL },
    Words { said: 36, matter: 24, name: 20, ..Words::USUAL },
    Words { said: 24, matter: 16, named: 2, name: 14 },
    Words { said: 14, matter: 12, named: 1, name: 12 },
    Words { said: 8, matter: 8, named: 1, name: 10 },
    Words { said: 0, matter: 6, named: 1, name: 8 },
];
/// Characters of the coordinator's own words at each level.
const NOTE: [usize; 7] = [usize::MAX, 168, 112, 84, 56, 28, 0];
/// So many levels are gone down for the sake of more lines; further only where nothing else fits.
const MILD: usize = 2;

/// The shape of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// The lines that each section shows.
    pub(super) counts: [usize; 4],
    /// The level of each section.
    levels: [usize; 4],
    /// The level of the coordinator's own words.
    note: usize,
}

impl Shape {
    /// The lines that a section shows.
    pub(super) fn shown(&self, section: Section) -> usize {
        place(section).map_or(0, |place| self.counts[place])
    }

    /// How much of others' words these have.
    pub(super) fn words(&self, section: Section) -> &'static Words {
        &LEVELS[place(section).map_or(0, |place| self.levels[place])]
    }

    /// Characters of the coordinator's own words; none: they are in the annex alone.
    pub(super) fn note(&self) -> usize {
        NOTE[self.note]
    }

    fn with_level(mut self, place: usize, level: usize) -> Self {
        match self.levels.get_mut(place) {
            Some(of_section) => *of_section = level,
            None => self.note = level,
        }
        self
    }

    fn level(&self, place: usize) -> usize {
        self.levels.get(place).copied().unwrap_or(self.note)
    }

    fn with_count(mut self, place: usize, count: usize) -> Self {
        self.counts[place] = count;
        self
    }
}

fn place(section: Section) -> Option<usize> {
    LISTED.iter().position(|one| *one == section)
}

/// The shape that keeps to its pages, where nobody settled how many lines a section has.
pub(super) fn shape(report: &Weekly) -> Shape {
    let most = LISTED.map(|section| most(report, section));
    let usual = Shape { counts: most, levels: [0; 4], note: 0 };
    if report.layout.lines.is_some() {
        return usual;
    }
    let room = paper::room(report.layout.pages(), &report.title, &byline(report));
    let measured = Measured::new(report, &usual);
    let height = |shape: &Shape| measured.height(shape);
    let least = Shape { counts: most.map(|count| count.min(1)), ..usual };
    filled(shortened(least, room, height), &most, |shape| height(shape) <= room)
}

/// The lines that a section may show.
fn most(report: &Weekly, section: Section) -> usize {
    match section {
        Section::Progress => report.progress.shown.len(),
        Section::Problems => report.problems.shown.len(),
        Section::Due => report.due.shown.len(),
        Section::Requests => report.requests.shown.len(),
        Section::Overall | Section::Note | Section::Annex => 0,
    }
}

/// The first lines, told as fully as there is room for: the lowest section is cut first, and none where that saves no line.
/// Where even that is too much, the lowest sections only say how many lines they have.
fn shortened(mut shape: Shape, room: usize, height: impl Fn(&Shape) -> usize) -> Shape {
    let parts = 0..=LISTED.len();
    for level in 1..LEVELS.len() {
        for part in parts.clone().rev() {
            let before = height(&shape);
            if before <= room {
                break;
            }
            let shorter = shape.with_level(part, level);
            if height(&shorter) < before {
                shape = shorter;
            }
        }
    }
    for section in (0..LISTED.len()).rev() {
        if height(&shape) > room {
            shape = shape.with_count(section, 0);
        }
    }
    for part in parts {
        let fuller = (0..shape.level(part)).map(|level| shape.with_level(part, level));
        shape = fuller.into_iter().find(|fuller| height(fuller) <= room).unwrap_or(shape);
    }
    shape
}

/// As many lines more as there is room for, told a little shorter where that makes room for more of them.
fn filled(mut shape: Shape, most: &[usize; 4], fits: impl Fn(&Shape) -> bool) -> Shape {
    let given = shape.counts;
    for (place, most) in most.iter().enumerate().filter(|(place, _)| given[*place] > 0) {
        let mut best = shape;
        for level in shape.levels[place]..=MILD.max(shape.levels[place]) {
            let more = (best.counts[place] + 1..=*most).rev();
            let longer = more.map(|count| shape.with_level(place, level).with_count(place, count));
            best = longer.into_iter().find(|longer| fits(longer)).unwrap_or(best);
        }
        shape = best;
    }
    shape
}

/// The lines that each part of the body takes, measured once.
struct Measured {
    /// Headings, and what is told in full whatever the shape: the opening, 无 where there is nothing.
    fixed: usize,
    /// Of each section, at each level, its lines one after another.
    sections: [Vec<Vec<usize>>; 4],
    /// The coordinator's own words at each level.
    note: [usize; 7],
}

impl Measured {
    fn new(report: &Weekly, most: &Shape) -> Self {
        let bare = Shape { counts: [0; 4], note: NOTE.len() - 1, ..*most };
        let sections = LISTED.map(|section| {
            let shown = if report.layout.has(section) { most.shown(section) } else { 0 };
            let lines = |words| (0..shown).filter_map(move |place| line(report, section, place, words));
            let numbered = |(place, text): (usize, Text)| numbered(place + 1, &text);
            LEVELS.iter().map(|words| lines(words).enumerate().map(numbered).collect()).collect()
        });
        let note = std::array::from_fn(|level| {
            let note = super::note(report, &Shape { note: level, ..bare });
            note.filter(|_| report.layout.has(Section::Note)).map_or(0, |note| height(&[note]))
        });
        Self { fixed: height(&body(report, &bare)), sections, note }
    }

    fn height(&self, shape: &Shape) -> usize {
        let lines = |(place, levels): (usize, &Vec<Vec<usize>>)| {
            let count = shape.counts[place];
            let lines: usize = levels[shape.levels[place]].iter().take(count).sum();
            // In place of its lines a section has one that says where they are.
            lines.saturating_sub(1)
        };
        self.fixed + self.sections.iter().enumerate().map(lines).sum::<usize>() + self.note[shape.note]
    }
}

/// The lines that a body takes on paper.
pub(super) fn height(blocks: &[Block]) -> usize {
    let lines = |text: &Text| paper::lines(&text.whole());
    let of_block = |block: &Block| match block {
        Block::Heading(_, title) => paper::lines(title),
        Block::Paragraph(text) => lines(text),
        Block::Numbered(from, list) => {
            list.iter().enumerate().map(|(place, text)| numbered(from + place, text)).sum()
        }
        Block::Points(list) => list.iter().map(lines).sum(),
        _ => 0,
    };
    blocks.iter().map(of_block).sum()
}

fn numbered(number: usize, text: &Text) -> usize {
    paper::lines(&format!("{number}.{}", text.whole()))
}
