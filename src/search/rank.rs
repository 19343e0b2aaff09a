//! 排名: one list of all that was found, whatever its kind, the best match first.
//!
//! The order is a total one and says why: how it was found, whether it is the very thing that was typed, in which part of
//! it, at the start of a word or within, how close together; then a unit, then the plan's order with an entry before its
//! task. So the same query always gives the same list. Each word is judged by itself and all have to be found, so that a
//! further word never adds a result.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::index::{Block, Index, Item, Kind, Name, Part, Source};
use super::pinyin::How;
use super::query::{Query, Vocabulary};
use super::word::Word;
use fit::{Fit, texts};
use rows::Held;

mod fit;
mod marks;
mod rows;

/// From so many things on several threads are asked, no more than so many.
const MANY: usize = 1_000;
const THREADS: usize = 4;
/// Into so many pieces for each thread.
const PIECES: usize = 8;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is called.
    pub name: Name,
    /// What is shown of it.
    pub title: Arc<str>,
    /// In which way: of several words the worst.
    pub how: How,
    /// In which part: of several words the one that says least.
    pub part: Part,
    /// What the text says where a plain word was meant.
    pub through: Option<String>,
    /// The characters of the title that matched, ascending.
    pub ranges: Vec<Range<usize>>,
}

/// What a query finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// The best ones.
    pub found: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
    /// Where nothing was found: the nearest words that would find something.
    pub suggestions: Vec<String>,
}

/// How well a whole query fits; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    how: How,
    unequal: bool,
    loose: u32,
    parts: u32,
    start: u32,
    scattered: usize,
    no_unit: bool,
    place: u32,
    kind: u8,
    at: (u32, u32),
}

/// A word with what is known of it before the items are asked.
struct Asked<'a> {
    word: Word,
    /// How it fits each of the index's units.
    units: Vec<Option<Fit>>,
    /// The rows whose light or status is called so.
    named: Option<Held<'a>>,
}

/// A query as the index is asked.
struct Question<'a> {
    words: Vec<Asked<'a>>,
    /// Several words as one text.
    whole: Vec<u16>,
    /// The rows that the conditions let through.
    rows: Option<Held<'a>>,
    /// A task was asked for by its number, and by nothing else.
    is_task: bool,
    /// The query, where it asks for units by name.
    units: Option<&'a Query>,
}

impl Index {
    /// What some words find, at most `limit` of it. Words divided by blanks must all be found, in any order; signs are
    /// characters like others.
    pub fn find(&self, words: &str, limit: usize) -> Results {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.list(&self.question(&words), limit).unwrap_or_else(|| self.nothing(&words))
    }

    /// Whether some words find anything together.
    pub(super) fn finds(&self, words: &str) -> bool {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.list(&self.question(&words), 0).is_some_and(|results| results.total > 0)
    }

    /// What a query in the query language finds, at most `limit` of it. A word also means the light or the status that
    /// is called so; a condition holds for a thing if it holds for one of its rows.
    pub fn answer<'a>(&'a self, query: &'a Query, vocabulary: Vocabulary<'_>, limit: usize) -> Results {
        let words: Vec<&str> = query.words().collect();
        let mut question = self.question(&words);
        for one in &mut question.words {
            one.named = self.named(&one.word.text, vocabulary);
        }
        question.rows = query.has_conditions().then(|| self.held(query, vocabulary));
        question.units = query.asks_unit().then_some(query);
        question.is_task = question.words.is_empty() && query.asks_task();
        self.list(&question, limit).unwrap_or_else(|| self.nothing(&words))
    }

    /// Whether a word is found anywhere.
    fn has(&self, word: &Word) -> bool {
        let runs = self.blocks.values().flat_map(|block| block.items.iter().map(|item| block.run(item)));
        self.units.iter().map(Vec::as_slice).chain(runs).any(|run| word.find(run).is_some())
    }

    fn question(&self, words: &[&str]) -> Question<'_> {
        let asked = words.iter().filter_map(|word| self.asked(word)).collect();
        let whole = if words.len() > 1 { self.alphabet.spell(&words.join(" ")) } else { Vec::new() };
        Question { words: asked, whole, rows: None, is_task: false, units: None }
    }

    fn asked(&self, word: &str) -> Option<Asked<'_>> {
        let mut word = Word::new(word, &self.alphabet, &self.plain)?;
        if word.has_last() && !self.has(&word) {
            word.take_last();
        }
        let units = self.units.iter().map(|names| self.fit_in(&word, names, Kind::Unit)).collect();
        Some(Asked { word, units, named: None })
    }

    /// None where nothing was found.
    fn list(&self, question: &Question<'_>, limit: usize) -> Option<Results> {
        if question.words.is_empty() && question.rows.is_none() {
            return Some(Results::default());
        }
        let blocks: Vec<&Block> = self.blocks.values().collect();
        let mut scored = self.scores(&blocks, question);
        let total = scored.len();
        if limit < total {
            scored.select_nth_unstable(limit);
            scored.truncate(limit);
        }
        scored.sort_unstable();
        let found = scored.iter().filter_map(|score| {
            let block = blocks.get(score.at.0 as usize)?;
            let item = block.items.get(score.at.1 as usize)?;
            Some(self.found(block, item, score.how, question))
        });
        (total > 0).then(|| Results { found: found.collect(), total, suggestions: Vec::new() })
    }

    /// The scores of all that fits; a large index is asked by several threads.
    fn scores(&self, blocks: &[&Block], question: &Question<'_>) -> Vec<Score> {
        let of_blocks = |from: usize, blocks: &[&Block]| -> Vec<Score> {
            let mut scores = Vec::new();
            for (number, block) in (u32::try_from(from).unwrap_or(u32::MAX)..).zip(blocks) {
                let items = (0..).zip(&block.items);
                scores.extend(items.filter_map(|(at, item)| self.score((number, at), block, item, question)));
            }
            scores
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
        if threads < 2 || self.len() < MANY {
            return of_blocks(0, blocks);
        }
        // Each takes the next few blocks when it is done with its last: one whose core does other work meanwhile, such as
        // drawing, keeps nobody waiting.
        let each = blocks.len().div_ceil(threads * PIECES).max(1);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                let Some(blocks) = blocks.chunks(each).nth(part) else { return done };
                done.push((part, of_blocks(part * each, blocks)));
            }
        };
        let mut parts = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut parts = work();
            for other in others {
                parts.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            parts
        });
        parts.sort_by_key(|(part, _)| *part);
        parts.into_iter().flat_map(|(_, scores)| scores).collect()
    }

    fn score(&self, at: (u32, u32), block: &Block, item: &Item, question: &Question<'_>) -> Option<Score> {
        let kind = item.source.kind();
        if !question.rows.as_ref().is_none_or(|rows| self.holds(rows, &item.source)) {
            return None;
        }
        let mut score = Score {
            how: How::Exact,
            unequal: !(question.is_task && kind == Kind::Task),
            loose: 0,
            parts: 0,
            start: 0,
            scattered: 0,
            no_unit: !(kind == Kind::Unit && self.is_asked(&item.source, question)),
            place: item.place,
            kind: rank(kind),
            at,
        };
        for word in &question.words {
            let best = self.fit(block, item, word)?;
            score.how = score.how.max(best.how);
            score.loose += u32::from(best.loose);
            score.parts += best.part as u32;
            score.start += u32::from(best.start);
            score.scattered += best.scattered;
            score.no_unit &= kind != Kind::Unit || best.part != Part::Title;
            score.unequal &= best.unequal || question.words.len() > 1;
        }
        if !question.whole.is_empty() {
            let titles = texts(block.run(item)).filter(|(part, _)| *part == Part::Title);
            score.unequal = titles.into_iter().all(|(_, title)| title != question.whole);
        }
        Some(score)
    }

    /// Whether it is a unit that was asked for by name.
    fn is_asked(&self, source: &Source, question: &Question<'_>) -> bool {
        let (Source::Unit(place), Some(query), Some(snapshot)) = (source, question.units, &self.snapshot)
        else {
            return false;
        };
        let unit = snapshot.workspace.roster.units.get(*place);
        unit.is_some_and(|unit| query.names_unit(&unit.names().collect::<Vec<_>>()))
    }
}

fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Entry => 0,
        Kind::Task => 1,
        Kind::Activity => 2,
        Kind::Chase => 3,
        Kind::Note => 4,
        Kind::Unit => 5,
    }
}
