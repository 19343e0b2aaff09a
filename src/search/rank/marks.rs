//! What is told of a thing that was found, with the characters of its title that matched: made only for those shown.

use std::ops::Range;
use std::sync::Arc;

use super::{Found, Question};
use crate::search::index::{Block, Index, Item, Part};
use crate::search::pinyin::How;
use crate::search::text::Folded;
use crate::search::word;

impl Index {
    pub(super) fn found(&self, block: &Block, item: &Item, how: How, question: &Question<'_>) -> Found {
        let title: Arc<str> = self.title(&item.source).into();
        let folded = Folded::new(&title);
        let numbers = self.alphabet.spell(&title);
        let mut marked: Vec<usize> = Vec::new();
        let mut part = Part::Title;
        let mut through = None;
        for asked in &question.words {
            let Some(best) = self.fit(block, item, asked) else { continue };
            part = part.max(best.part);
            if best.how == How::Plain
                && let Some(word::Found::Finder(finder)) = asked.word.find(block.run(item))
            {
                through.clone_from(&finder.through);
            }
            match asked.word.find(&numbers) {
                // What is meant stands elsewhere: a chance likeness in the title is not marked.
                Some(word::Found::Finder(finder)) if finder.how <= best.how => {
                    let range = finder.matcher.shortest(&numbers).unwrap_or(0..0);
                    marked.extend(folded.source(range));
                }
                Some(word::Found::Gap(_)) if best.how == How::Gap => {
                    let places = asked.word.gap().and_then(|gap| gap.places(&numbers, &self.alphabet));
                    let origins = places.into_iter().flatten().filter_map(|place| folded.origin.get(place));
                    marked.extend(origins.copied());
                }
                _ => {}
            }
        }
        marked.sort_unstable();
        marked.dedup();
        let (kind, name) = (item.source.kind(), self.name(&item.source));
        Found { kind, name, title, how, part, through, ranges: runs(&marked) }
    }
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
