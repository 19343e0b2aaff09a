//! One word of a query, ready to be looked for in the runs of an index: every way of finding it, the best first.
//!
//! The ladder (see [`How`]): the text itself, pinyin (whole syllables before unfinished ones before initials), other
//! characters of the same sound, fuzzy sounds, one slip in the pinyin, a plain word, gaps. One automaton asks every text
//! for the sounds, the loosest of them; only where it says yes are the stricter ones asked. Owns which way a word of
//! which shape may be found by: two characters of a sentence, or two letters, are soon found by chance.

use super::alphabet::Alphabet;
use super::pinyin::{How, Sound};
use super::plain::PlainWords;
use super::text::fold;
pub use gap::Gap;
use matcher::Matcher;
use spelling::{Spelling, Way};

mod gap;
mod matcher;
mod slip;
mod spelling;
#[cfg(test)]
mod tests;

/// One way in which a word can be found, with what finds it.
#[derive(Debug)]
pub struct Finder {
    /// The way.
    pub how: How,
    /// Within the way: 0 for the best.
    pub loose: u8,
    /// What the text says where the word is a plain one.
    pub through: Option<String>,
    /// Asks one text, or several in one run.
    pub matcher: Matcher,
}

/// A word to look for.
#[derive(Debug)]
pub struct Word {
    /// As it is compared.
    pub text: String,
    /// The ways by text and by sound, best first.
    sounds: Vec<Finder>,
    /// Ways that are looked for apart: one slip, plain words.
    others: Vec<Finder>,
    gap: Option<Gap>,
    /// A plain word within it: taken where nothing else is found in any text.
    last: Vec<Finder>,
}

/// How a word was found in a run.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// By an automaton.
    Finder(&'a Finder),
    /// With so many other characters between its own.
    Gap(usize),
}

impl Word {
    /// Prepares a word; none where folding leaves nothing of it.
    pub fn new(word: &str, alphabet: &Alphabet, plain: &PlainWords) -> Option<Self> {
        let text = fold(word).trim().to_owned();
        let letters: Vec<char> = text.chars().collect();
        if letters.is_empty() {
            return None;
        }
        let spelling = Spelling::new(&letters);
        let finder = |how, loose, through, automaton| {
            let matcher = Matcher::Automaton(automaton);
            Finder { how, loose, through, matcher }
        };
        let mut sounds: Vec<Finder> = Vec::new();
        let meant = plain.meaning(&text);
        // What is said on purpose is no slip of the input method: 失业 is not 事业.
        let is_slip = |how| matches!(how, How::Homophone | How::Fuzzy);
        for (how, loose, way) in ways(&spelling) {
            let is_meant = is_slip(how) && !meant.is_empty() && spelling.has_hanzi();
            if is_meant || !spelling.can(way, alphabet) {
                continue;
            }
            sounds.extend(spelling.automaton(alphabet, way).map(|made| finder(how, loose, None, made)));
        }
        if sounds.is_empty() {
            let matcher = Matcher::literal(&text, alphabet);
            sounds.push(Finder { how: How::Exact, loose: 0, through: None, matcher });
        }
        // Neither is a plain word in its whole pinyin a slip for another: dibao is 低保, not 医保.
        let slip = meant.is_empty().then(|| slip::automaton(&letters, alphabet)).flatten();
        let mut others: Vec<Finder> = slip.map(|made| finder(How::Slip, 0, None, made)).into_iter().collect();
        others.extend(plain_finders(meant, alphabet));
        let last = if meant.is_empty() { plain.meaning_within(&text) } else { &[] };
        let last = plain_finders(last, alphabet).collect();
        let gap = Gap::new(&letters, alphabet);
        Some(Self { text, sounds, others, gap, last })
    }

    /// The best way in which the word is found in a run, whichever of its texts it is in.
    pub fn find(&self, run: &[u16]) -> Option<Found<'_>> {
        let loosest = self.sounds.last();
        if loosest.is_some_and(|finder| finder.matcher.is_in(run)) {
            let stricter = self.sounds.iter().rev().skip(1).rev();
            return stricter.chain(loosest).find(|one| one.matcher.is_in(run)).map(Found::Finder);
        }
        if let Some(other) = self.others.iter().find(|one| one.matcher.is_in(run)) {
            return Some(Found::Finder(other));
        }
        self.gap.as_ref()?.scattered(run).map(Found::Gap)
    }

    /// Whether a plain word within it may stand for it.
    pub fn has_last(&self) -> bool {
        !self.last.is_empty()
    }

    /// Takes the plain word within it: asked where the word itself is found nowhere.
    pub fn take_last(&mut self) {
        self.others.append(&mut self.last);
    }

    /// The way to find it with gaps.
    pub fn gap(&self) -> Option<&Gap> {
        self.gap.as_ref()
    }
}

/// What finds the meanings of a plain word, the best first.
fn plain_finders(meant: &[String], alphabet: &Alphabet) -> impl Iterator<Item = Finder> {
    (0..=u8::MAX).zip(meant).filter_map(|(loose, meant)| {
        let letters: Vec<char> = fold(meant).chars().collect();
        let made = Spelling::new(&letters).automaton(alphabet, Way::Exact)?;
        let through = Some(meant.clone());
        Some(Finder { how: How::Plain, loose, through, matcher: Matcher::Automaton(made) })
    })
}

/// The ways by text and by sound that a word of this shape may be found by, best first.
fn ways(spelling: &Spelling) -> Vec<(How, u8, Way)> {
    let mut ways = vec![(How::Exact, 0, Way::Exact)];
    if spelling.is_long() {
        return ways;
    }
    if spelling.has_letters() {
        ways.push((How::Pinyin, 0, Way::Whole));
        ways.push((How::Pinyin, 1, Way::Unfinished));
        ways.push((How::Pinyin, 2, Way::Initials));
    }
    // One character alone sounds like dozens.
    if spelling.has_hanzi() && spelling.len() > 1 {
        ways.push((How::Homophone, 0, Way::Homophone));
    }
    if spelling.len() > 1 && !spelling.is_one_syllable() {
        ways.push((How::Fuzzy, 0, Way::Fuzzy));
    }
    ways
}

/// Whether a character has readings.
fn is_hanzi(sign: char) -> bool {
    Sound::of(sign).readings().next().is_some()
}
