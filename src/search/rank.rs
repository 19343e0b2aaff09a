//! 排名: one list of all that was found, whatever its kind, the best match first.
//!
//! The order is a total one and says why: how it was found, whether it is the very thing that was typed, in which part of
//! it, at the start of a word or within, how close together; then a unit, then the plan's order with an entry before its
//! task. So the same query always gives the same list. Each word is judged by itself and all have to be found, so that a
//! further word never adds a result.

use std::ops::Range;
use std::sync::Arc;

use super::alphabet::MARKS;
use super::index::{Block, Index, Item, Kind, Name, Part};
use super::pinyin::How;
use super::query::{Query, Vocabulary};
use super::word::{self, Finder, Word};
use rows::Held;

mod marks;
mod rows;

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

/// How well one word fits one thing; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    how: How,
    /// It is not all of what the thing is called.
    unequal: bool,
    /// Whole syllables before unfinished ones before initials; the first meaning of a plain word before the second.
    loose: u8,
    part: Part,
    /// 0 at the start of the text, 1 within, 2 within a Latin word.
    start: u8,
    /// How many other characters stand between its own.
    scattered: usize,
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
    /// Which task was asked for by its number.
    is_task: bool,
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
    pub fn answer(&self, query: &Query, vocabulary: Vocabulary<'_>, limit: usize) -> Results {
        let words: Vec<&str> = query.words().collect();
        let mut question = self.question(&words);
        for one in &mut question.words {
            one.named = self.named(&one.word.text, vocabulary);
        }
        question.rows = query.has_conditions().then(|| self.held(query, vocabulary));
        question.is_task = question.words.is_empty() && query.asks_task();
        self.list(&question, limit).unwrap_or_else(|| self.nothing(&words))
    }

    fn question(&self, words: &[&str]) -> Question<'_> {
        let asked = words.iter().filter_map(|word| self.asked(word)).collect();
        let whole = if words.len() > 1 { self.alphabet.spell(&words.join(" ")) } else { Vec::new() };
        Question { words: asked, whole, rows: None, is_task: false }
    }

    fn asked(&self, word: &str) -> Option<Asked<'_>> {
        let word = Word::new(word, &self.alphabet, &self.plain)?;
        let units = self.units.iter().map(|names| self.fit_in(&word, names, Kind::Unit)).collect();
        Some(Asked { word, units, named: None })
    }

    /// None where nothing was found.
    fn list(&self, question: &Question<'_>, limit: usize) -> Option<Results> {
        if question.words.is_empty() && question.rows.is_none() {
            return Some(Results::default());
        }
        let mut scored: Vec<Score> = Vec::new();
        let blocks: Vec<&Block> = self.blocks.values().collect();
        for (number, block) in (0..).zip(&blocks) {
            let items = (0..).zip(&block.items);
            scored.extend(items.filter_map(|(at, item)| self.score((number, at), block, item, question)));
        }
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
            no_unit: kind != Kind::Unit,
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
            score.unequal &= best.unequal || question.words.len() > 1;
        }
        if !question.whole.is_empty() {
            let titles = texts(block.run(item)).filter(|(part, _)| *part == Part::Title);
            score.unequal = titles.into_iter().all(|(_, title)| title != question.whole);
        }
        Some(score)
    }

    /// The best fit of a word in any part of a thing.
    fn fit(&self, block: &Block, item: &Item, asked: &Asked<'_>) -> Option<Fit> {
        let units = block.units(item).iter().filter_map(|unit| *asked.units.get(usize::from(*unit))?);
        let by_unit = units.min();
        let own = self.fit_in(&asked.word, block.run(item), item.source.kind());
        let best = own.into_iter().chain(by_unit).min();
        if best.is_some_and(|best| best.how == How::Exact) {
            return best;
        }
        let named = asked.named.as_ref().is_some_and(|rows| self.holds(rows, &item.source)).then_some(NAMED);
        best.into_iter().chain(named).min()
    }

    /// The best fit of a word in the texts of one run.
    fn fit_in(&self, word: &Word, run: &[u16], kind: Kind) -> Option<Fit> {
        match word.find(run)? {
            word::Found::Finder(finder) => self.fit_by(finder, run, kind),
            word::Found::Gap(scattered) => {
                let gap = word.gap()?;
                let (part, _) = texts(run).find(|(_, text)| gap.scattered(text) == Some(scattered))?;
                Some(Fit { how: How::Gap, unequal: true, loose: 0, part, start: 0, scattered })
            }
        }
    }

    fn fit_by(&self, finder: &Finder, run: &[u16], kind: Kind) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        for (place, (part, text)) in texts(run).enumerate() {
            // The part that says most stands first.
            if best.is_some_and(|best| best.part < part && (kind != Kind::Note || place > 0)) {
                break;
            }
            if !finder.matcher.is_in(text) {
                continue;
            }
            let start = match kind {
                // What a note is a note of says less than the note.
                Kind::Note if place > 0 => 3,
                _ => self.start(finder, text, kind),
            };
            let unequal = part != Part::Title || !finder.matcher.is_all(text);
            let fit = Fit { how: finder.how, unequal, loose: finder.loose, part, start, scattered: 0 };
            if best.is_none_or(|best| fit < best) {
                best = Some(fit);
            }
        }
        best
    }

    /// Whether a match begins a text: a name also behind a mark or behind the 区 that it begins with. In a sentence
    /// nothing says where a Chinese word begins, so only the middle of a Latin one is told.
    fn start(&self, finder: &Finder, text: &[u16], kind: Kind) -> u8 {
        if finder.matcher.begins(text) {
            return 0;
        }
        let mut from = 0;
        let mut best = 2;
        while let Some(found) = text.get(from..).and_then(|rest| finder.matcher.shortest(rest)) {
            let at = from + found.start;
            let sign = |place: usize| text.get(place).map_or(' ', |number| self.alphabet.sign(*number));
            let before = sign(at.saturating_sub(1));
            if kind == Kind::Unit && (before == '区' && at == 1 || !before.is_alphanumeric()) {
                return 0;
            }
            let is_latin = |sign: char| sign.is_ascii_alphanumeric();
            if finder.how != How::Exact || !is_latin(before) || !is_latin(sign(at)) {
                best = 1;
                if kind != Kind::Unit {
                    break;
                }
            }
            from = at + 1;
        }
        best
    }
}

/// The rows of a thing have this light or status.
const NAMED: Fit =
    Fit { how: How::Exact, unequal: true, loose: 0, part: Part::Field, start: 1, scattered: 0 };

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

/// The texts of a run, each with the part that it is.
fn texts(run: &[u16]) -> impl Iterator<Item = (Part, &[u16])> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let (mark, text) = rest.split_first()?;
        let end = text.iter().position(|number| *number < MARKS).unwrap_or(text.len());
        let (text, behind) = text.split_at(end);
        rest = behind;
        Some((Part::of(*mark), text))
    })
}
