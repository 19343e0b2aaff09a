//! 跳字: every character of a word in its order, with others between them, close together.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::is_hanzi;
use crate::search::alphabet::{Alphabet, MARKS};

/// A word may take at most so many times its own length: else two characters of any two sentences would do.
const STRETCH: usize = 3;
/// Two characters, less: 招资 for 招商引资.
const STRETCH_OF_TWO: usize = 2;
/// A longer word is a pasted sentence: it is looked for as it stands.
const LONGEST: usize = 24;

/// A word that may be found with gaps.
#[derive(Debug)]
pub struct Gap {
    word: Vec<u16>,
    text: String,
    /// Which of the word's characters each number is, as bits: most texts do not even have them all.
    bits: Vec<u32>,
    all: u32,
}

impl Gap {
    /// None for letters, which stand in every text, and for a word with a character that no text has.
    pub fn new(letters: &[char], alphabet: &Alphabet) -> Option<Self> {
        let wanted: Vec<char> = letters.iter().copied().filter(|sign| *sign != ' ').collect();
        if wanted.len() < 2 || wanted.len() > LONGEST || !wanted.iter().any(|sign| is_hanzi(*sign)) {
            return None;
        }
        let word: Vec<u16> = wanted.iter().map(|sign| alphabet.number(*sign)).collect::<Option<_>>()?;
        let mut bits = vec![0; alphabet.size()];
        let mut all = 0;
        for (place, number) in word.iter().enumerate() {
            bits[usize::from(*number)] |= 1 << place;
            all |= 1 << place;
        }
        Some(Self { word, text: wanted.into_iter().collect(), bits, all })
    }

    /// How many other characters stand between its own where they stand closest; none where it is not there.
    pub fn scattered(&self, run: &[u16]) -> Option<usize> {
        let bits = |number: &u16| self.bits.get(usize::from(*number)).copied().unwrap_or(0);
        if run.iter().fold(0, |all, number| all | bits(number)) != self.all {
            return None;
        }
        self.window(run).map(|(from, to)| to - from - self.word.len())
    }

    /// The shortest stretch that has them, the first of those; never across two texts.
    fn window(&self, run: &[u16]) -> Option<(usize, usize)> {
        let (first, rest) = self.word.split_first()?;
        let stretch = if self.word.len() == 2 { STRETCH_OF_TWO } else { STRETCH };
        let longest = stretch * self.word.len();
        let starts = run.iter().enumerate().filter(|(_, number)| *number == first);
        let window = |start: usize| {
            let mut wanted = rest.iter();
            let mut next = wanted.next()?;
            for (step, number) in run.get(start + 1..)?.iter().take(longest - 1).enumerate() {
                if *number < MARKS {
                    return None;
                }
                if number == next {
                    match wanted.next() {
                        Some(one) => next = one,
                        None => return Some((start, start + step + 2)),
                    }
                }
            }
            None
        };
        starts.filter_map(|(start, _)| window(start)).min_by_key(|(from, to)| (to - from, *from))
    }

    /// The places of its characters in a text.
    pub fn places(&self, run: &[u16], alphabet: &Alphabet) -> Option<Vec<usize>> {
        let (from, to) = self.window(run)?;
        let stretch: String = run[from..to].iter().map(|number| alphabet.sign(*number)).collect();
        let (_, places) = SkimMatcherV2::default().fuzzy_indices(&stretch, &self.text)?;
        Some(places.into_iter().map(|place| from + place).collect())
    }
}
