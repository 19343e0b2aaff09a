//! How well one word fits one thing: in which of its texts it is found best, and where in that.

use super::Asked;
use crate::search::alphabet::MARKS;
use crate::search::index::{Block, Index, Item, Kind, Part};
use crate::search::pinyin::How;
use crate::search::word::{self, Finder, Word};

/// How well one word fits one thing; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub(super) how: How,
    /// It is not all of what the thing is called.
    pub(super) unequal: bool,
    /// Whole syllables before unfinished ones before initials; the first meaning of a plain word before the second.
    pub(super) loose: u8,
    pub(super) part: Part,
    /// 0 at the start of the text, 1 within, 2 within a Latin word.
    pub(super) start: u8,
    /// How many other characters stand between its own.
    pub(super) scattered: usize,
}

/// The rows of a thing have this light or status.
const NAMED: Fit =
    Fit { how: How::Exact, unequal: true, loose: 0, part: Part::Field, start: 1, scattered: 0 };

impl Index {
    /// The best fit of a word in any part of a thing.
    pub(super) fn fit(&self, block: &Block, item: &Item, asked: &Asked<'_>) -> Option<Fit> {
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
    pub(super) fn fit_in(&self, word: &Word, run: &[u16], kind: Kind) -> Option<Fit> {
        match word.find(run)? {
            word::Found::Finder(finder) => self.fit_by(word, finder, run, kind),
            word::Found::Gap(scattered) => {
                let gap = word.gap()?;
                let (part, _) = texts(run).find(|(_, text)| gap.scattered(text) == Some(scattered))?;
                Some(Fit { how: How::Gap, unequal: true, loose: 0, part, start: 0, scattered })
            }
        }
    }

    fn fit_by(&self, word: &Word, finder: &Finder, run: &[u16], kind: Kind) -> Option<Fit> {
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
                _ => self.start(word, finder, text, kind),
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
    fn start(&self, word: &Word, finder: &Finder, text: &[u16], kind: Kind) -> u8 {
        if finder.matcher.begins(text) {
            return 0;
        }
        let is_latin = |sign: char| sign.is_ascii_alphanumeric();
        if kind != Kind::Unit && (finder.how != How::Exact || !word.text.starts_with(is_latin)) {
            return 1;
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

/// The texts of a run, each with the part that it is.
pub(super) fn texts(run: &[u16]) -> impl Iterator<Item = (Part, &[u16])> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let (mark, text) = rest.split_first()?;
        let end = text.iter().position(|number| *number < MARKS).unwrap_or(text.len());
        let (text, behind) = text.split_at(end);
        rest = behind;
        Some((Part::of(*mark), text))
    })
}
