//! 排名: one list of all that was found, whatever its kind, the best match first.
//!
//! The order is a total one and says why: how it was found, whether it is the very thing that was typed, in which part of
//! it, at the start of a word or within, how close together; then a unit, then the plan's order with an entry before its
//! task. So the same query always gives the same list.

use std::ops::Range;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::{Index, Item, Kind, Name, Part};
use super::pinyin::{Haystack, Hit, How, Pattern};
use super::text::fold;

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
}

/// With gaps a word may take at most so many times its own length: else two characters of any two sentences would do.
const STRETCH: usize = 3;
/// A longer word is a pasted sentence: it is looked for as it stands.
const LONGEST_WITH_GAPS: usize = 24;

/// How well one word fits one thing; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    how: How,
    part: Part,
    /// Not at the start of a word.
    within: bool,
    /// How many other characters stand between its own.
    scattered: usize,
}

/// How well a whole query fits; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    how: How,
    unequal: bool,
    parts: usize,
    within: usize,
    scattered: usize,
    no_unit: bool,
    place: usize,
    kind: u8,
    at: usize,
}

struct Word {
    pattern: Pattern,
    folded: String,
    length: usize,
    /// The best fit of each of the index's units.
    units: Vec<Option<Fit>>,
}

impl Index {
    /// What a query finds, at most `limit` of it. Words divided by blanks must all be found, in any order.
    pub fn find(&self, query: &str, limit: usize) -> Results {
        let words: Vec<Word> = query.split_whitespace().filter_map(|word| self.word(word)).collect();
        if words.is_empty() {
            return Results::default();
        }
        let whole = Pattern::new(query.trim());
        let gaps = SkimMatcherV2::default();
        let mut scored: Vec<Score> = (self.items.iter().enumerate())
            .filter_map(|(at, item)| score(at, item, &words, &whole, &gaps))
            .collect();
        let total = scored.len();
        if limit < total {
            scored.select_nth_unstable(limit);
            scored.truncate(limit);
        }
        scored.sort_unstable();
        let found = scored.iter().map(|score| found(&self.items[score.at], score.how, &words, &gaps));
        Results { found: found.collect(), total }
    }

    fn word(&self, word: &str) -> Option<Word> {
        let pattern = Pattern::new(word);
        if pattern.is_empty() {
            return None;
        }
        let folded = fold(word);
        let length = folded.chars().count();
        let unit = |names: &Vec<Haystack>| {
            names.iter().filter_map(|name| Some(fit(name, &pattern.find_in(name)?, Part::Unit, true))).min()
        };
        let units = self.units.iter().map(unit).collect();
        Some(Word { pattern, folded, length, units })
    }
}

fn score(at: usize, item: &Item, words: &[Word], whole: &Pattern, gaps: &SkimMatcherV2) -> Option<Score> {
    let kind = match item.kind {
        Kind::Entry => 0,
        Kind::Task => 1,
        Kind::Activity => 2,
        Kind::Chase => 3,
        Kind::Note => 4,
        Kind::Unit => 5,
    };
    let mut score = Score {
        how: How::Exact,
        unequal: true,
        parts: 0,
        within: 0,
        scattered: 0,
        no_unit: item.kind != Kind::Unit,
        place: item.place,
        kind,
        at,
    };
    for word in words {
        let best = best(item, word, gaps)?;
        score.how = score.how.max(best.how);
        score.parts += best.part as usize;
        score.within += usize::from(best.within);
        score.scattered += best.scattered;
    }
    let is_all = |name: &Haystack| {
        let length = name.folded().origin.last().map_or(0, |last| last + 1);
        whole.find_in(name).is_some_and(|hit| hit.how <= score.how && hit.range == (0..length))
    };
    score.unequal = !std::iter::once(&item.prepared).chain(&item.also).any(is_all);
    Some(score)
}

/// The best fit of a word in any part of a thing.
fn best(item: &Item, word: &Word, gaps: &SkimMatcherV2) -> Option<Fit> {
    let title = title_part(item);
    let mut best: Option<Fit> = None;
    let mut take = |fit: Option<Fit>| {
        if let Some(fit) = fit
            && best.is_none_or(|best| fit < best)
        {
            best = Some(fit);
        }
    };
    let is_name = item.kind == Kind::Unit;
    let in_text = |text: &Haystack, part| Some(fit(text, &word.pattern.find_in(text)?, part, is_name));
    take(in_text(&item.prepared, title));
    item.also.iter().for_each(|name| take(in_text(name, title)));
    item.units.iter().for_each(|unit| take(word.units[*unit]));
    item.fields.iter().for_each(|text| take(in_text(text, Part::Field)));
    if best.is_some() {
        return best;
    }
    let names = if item.kind == Kind::Unit { item.also.as_slice() } else { &[] };
    std::iter::once(&item.prepared)
        .chain(names)
        .filter_map(|text| {
            let places = with_gaps(text, word, gaps)?;
            let span = places.last()? + 1 - places.first()?;
            Some(Fit { how: How::Gap, part: title, within: false, scattered: span - places.len() })
        })
        .min()
}

/// A note's title is the note itself.
fn title_part(item: &Item) -> Part {
    if item.kind == Kind::Note { Part::Note } else { Part::Title }
}

fn fit(text: &Haystack, hit: &Hit, part: Part, is_name: bool) -> Fit {
    Fit { how: hit.how, part, within: !at_start(text, hit.range.start, is_name), scattered: 0 }
}

/// Whether a word begins there: in a name at its start, behind a mark, or behind the 区 that it begins with; in a
/// sentence nothing says where a Chinese word begins, so only the middle of a Latin one is told.
fn at_start(text: &Haystack, place: usize, is_name: bool) -> bool {
    let folded = text.folded();
    let Some(at) = folded.origin.iter().position(|origin| *origin == place) else { return false };
    match at.checked_sub(1).map(|before| folded.chars[before]) {
        None => true,
        Some(before) if !is_name => {
            !before.is_ascii_alphanumeric() || !folded.chars[at].is_ascii_alphanumeric()
        }
        Some('区') => at == 1,
        Some(before) => !before.is_alphanumeric(),
    }
}

/// The places of a word's characters in a folded text where others stand between them, if not too many.
fn with_gaps(text: &Haystack, word: &Word, gaps: &SkimMatcherV2) -> Option<Vec<usize>> {
    if word.length < 2 || word.length > LONGEST_WITH_GAPS {
        return None;
    }
    let signs = &text.folded().chars;
    // Most texts do not even have the characters: asked before the matcher's table is laid out.
    let mut rest = signs.iter();
    if !word.folded.chars().all(|wanted| rest.any(|sign| *sign == wanted)) {
        return None;
    }
    let folded: String = signs.iter().collect();
    let (_, places) = gaps.fuzzy_indices(&folded, &word.folded)?;
    let span = places.last()? + 1 - places.first()?;
    (span <= STRETCH * word.length).then_some(places)
}

/// What is told of a thing: made only for those that are shown.
fn found(item: &Item, how: How, words: &[Word], gaps: &SkimMatcherV2) -> Found {
    let mut marked: Vec<usize> = Vec::new();
    let mut part = Part::Title;
    for word in words {
        let Some(best) = best(item, word, gaps) else { continue };
        part = part.max(best.part);
        match word.pattern.find_in(&item.prepared) {
            // What is meant stands elsewhere: a chance likeness in the title is not marked.
            Some(hit) if hit.how <= best.how => marked.extend(hit.range),
            None if best.how == How::Gap => {
                let origin = &item.prepared.folded().origin;
                let places = with_gaps(&item.prepared, word, gaps).into_iter().flatten();
                marked.extend(places.filter_map(|place| origin.get(place)));
            }
            _ => {}
        }
    }
    marked.sort_unstable();
    marked.dedup();
    let (kind, name, title) = (item.kind, item.name.clone(), Arc::clone(&item.title));
    Found { kind, name, title, how, part, ranges: runs(&marked) }
}

/// Ascending places as stretches.
fn runs(places: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some(last) if last.end == *place => last.end += 1,
            _ => runs.push(*place..*place + 1),
        }
    }
    runs
}
