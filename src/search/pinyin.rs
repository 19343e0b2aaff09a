//! One word found in one text, however the word was typed: as it stands, in pinyin, by initials, mixed or unfinished.
//!
//! The word becomes a bit-parallel automaton over its own letters: bit *i* is set while the text so far can account for
//! the first *i* letters. Each character of the text moves every bit on by what the character may stand for: itself, one
//! of its readings in full, the initial of one, or, at the end of the word, a reading that is not typed to its end.
//! So a match is always one unbroken stretch of the text. Owns the ranking of ways to match, [`How`].

use std::ops::Range;

use super::text::{self, Folded};
use readings::own_bit;
pub(super) use readings::{Sound, Syllable};

mod readings;
#[cfg(test)]
mod tests;

/// The way in which a word was found; the smaller one is the better one.
///
/// [`Pattern`] answers with the first two only; the search knows them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum How {
    /// The text itself, once both are folded.
    Exact,
    /// By the sound: full pinyin, initials, a mix of them, of hanzi and letters, or unfinished.
    Pinyin,
    /// Other characters of the same sound (同音字).
    Homophone,
    /// Sounds that input methods allow for each other (模糊音): zh/z, ch/c, sh/s, n/l, an/ang, en/eng, in/ing.
    Fuzzy,
    /// One letter of the pinyin wrong, missing, doubled or swapped.
    Slip,
    /// Said in plain words (通俗语): 低保 for 社会救助标准.
    Plain,
    /// Every character in its order with others between them (跳字).
    Gap,
}

impl How {
    /// Every way, best first.
    pub const ALL: [Self; 7] =
        [Self::Exact, Self::Pinyin, Self::Homophone, Self::Fuzzy, Self::Slip, Self::Plain, Self::Gap];

    /// The key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Pinyin => "pinyin",
            Self::Homophone => "homophone",
            Self::Fuzzy => "fuzzy",
            Self::Slip => "slip",
            Self::Plain => "plain",
            Self::Gap => "gap",
        }
    }
}

/// Where a word was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// In what way.
    pub how: How,
    /// Which characters of the original text, counted in characters.
    pub range: Range<usize>,
}

/// A text prepared for many words: folded, with the sound of each character at hand.
#[derive(Debug, Clone, Default)]
pub struct Haystack {
    folded: Folded,
    sounds: Vec<Sound>,
}

/// A text as it sounds by the first reading of each character: what Chinese lists are sorted by.
pub fn sounded(text: &str) -> String {
    let mut sounded = String::with_capacity(text.len() * 2);
    for sign in Folded::new(text).chars {
        match Sound::of(sign).readings().next() {
            Some(syllable) => {
                sounded.extend(syllable.letters().iter().map(|letter| char::from(*letter)));
                // So that a syllable ends before a longer one that begins like it.
                sounded.push(' ');
            }
            None => sounded.push(sign),
        }
    }
    sounded
}

impl Haystack {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let sounds = folded.chars.iter().map(|&sign| Sound::of(sign)).collect();
        Self { folded, sounds }
    }

    /// The text as it is compared.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    fn signs(&self) -> impl Iterator<Item = (char, Sound)> {
        self.folded.chars.iter().copied().zip(self.sounds.iter().copied())
    }
}

/// The longest word that is looked for by its sound, in characters: its states and the end fit in 128 bits. A longer one
/// is a pasted sentence and is looked for as it stands.
const LONGEST: usize = 127;

/// A word to look for.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    letters: Vec<char>,
    /// [`own_bit`] of each letter: most characters of a text are refused by one comparison.
    masks: Vec<u32>,
}

impl Pattern {
    /// Prepares a word.
    pub fn new(word: &str) -> Self {
        let letters = Folded::new(word).chars;
        let masks = letters.iter().map(|&sign| own_bit(sign)).collect();
        Self { letters, masks }
    }

    /// Whether nothing is left of the word to look for; such a word is found nowhere.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Where the word is found in a text.
    pub fn find(&self, text: &str) -> Option<Hit> {
        self.find_in(&Haystack::new(text))
    }

    /// Where the word is found in a prepared text: exactly if it can be, else by the sound; then the shortest stretch,
    /// which has the most whole syllables; then the first.
    pub fn find_in(&self, haystack: &Haystack) -> Option<Hit> {
        let (how, range) = match self.exact(&haystack.folded.chars) {
            Some(range) => (How::Exact, range),
            None => (How::Pinyin, self.shortest(haystack)?),
        };
        Some(Hit { how, range: haystack.folded.source(range) })
    }

    /// Whether the word is found in a prepared text, in whichever way.
    pub fn matches(&self, haystack: &Haystack) -> bool {
        if self.is_long() {
            return self.exact(&haystack.folded.chars).is_some();
        }
        self.runs(haystack.signs())
    }

    /// Whether the word is found in a text that is asked only once; prepares nothing.
    pub fn occurs_in(&self, text: &str) -> bool {
        if self.is_long() {
            return self.exact(&Folded::new(text).chars).is_some();
        }
        self.runs(text::folded(text).map(|(_, sign)| (sign, Sound::of(sign))))
    }

    fn is_long(&self) -> bool {
        self.letters.len() > LONGEST
    }

    fn exact(&self, signs: &[char]) -> Option<Range<usize>> {
        let first = self.letters.first()?;
        let length = self.letters.len();
        let mut from = 0;
        while let Some(step) = signs.get(from..)?.iter().position(|sign| sign == first) {
            let start = from + step;
            if signs.get(start..start + length)? == self.letters {
                return Some(start..start + length);
            }
            from = start + 1;
        }
        None
    }

    fn runs(&self, signs: impl Iterator<Item = (char, Sound)>) -> bool {
        let Some(&first) = self.masks.first() else {
            return false;
        };
        let end = 1_u128 << self.letters.len();
        let mut state = 0_u128;
        for (sign, sound) in signs {
            if state == 0 && sound.mask & first == 0 {
                continue;
            }
            state = places(state | 1).fold(0, |next, at| next | self.steps(at, sign, sound));
            if state & end != 0 {
                return true;
            }
        }
        false
    }

    /// The shortest stretch by sound. Beside each bit of the automaton goes the latest place where its match can have
    /// begun, so that one pass suffices, whatever the text repeats.
    fn shortest(&self, haystack: &Haystack) -> Option<Range<usize>> {
        let end = self.letters.len();
        // Without a Latin letter there is no sound to read, and the exact search has already said no.
        if self.is_long() || !self.letters.iter().any(char::is_ascii_lowercase) {
            return None;
        }
        let mut best: Option<Range<usize>> = None;
        let mut state = 0_u128;
        let mut began = [0; LONGEST + 1];
        for (place, (sign, sound)) in haystack.signs().enumerate() {
            let mut next = 0_u128;
            let mut begins = [0; LONGEST + 1];
            began[0] = place;
            for at in places(state | 1) {
                for to in places(self.steps(at, sign, sound)) {
                    begins[to] = began[at].max(begins[to]);
                    next |= 1 << to;
                }
            }
            if next >> end & 1 == 1 {
                let found = begins[end]..place + 1;
                if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                    best = Some(found);
                }
            }
            // What is complete has been seen; there is no letter after the last.
            state = next & !(1 << end);
            began = begins;
        }
        best
    }

    /// How many letters of the word can be accounted for once `sign` follows the first `at` letters: a bit for each.
    fn steps(&self, at: usize, sign: char, sound: Sound) -> u128 {
        let Some((&letter, &mask)) = self.letters.get(at).zip(self.masks.get(at)) else {
            return 0;
        };
        if sound.mask & mask == 0 {
            return 0;
        }
        if letter == sign {
            return 1 << (at + 1);
        }
        if !letter.is_ascii_lowercase() {
            return 0;
        }
        let rest = &self.letters[at..];
        let mut next = 0;
        for syllable in sound.readings() {
            let letters = syllable.letters();
            let typed =
                letters.iter().zip(rest).take_while(|(one, other)| char::from(**one) == **other).count();
            if typed == 0 {
                continue;
            }
            next |= self.after(at + 1);
            if typed >= 2 && syllable.has_double_initial() {
                next |= self.after(at + 2);
            }
            if typed == letters.len() || typed == rest.len() {
                next |= self.after(at + typed);
            }
        }
        next
    }

    /// The place after a syllable; what divides syllables (`xi'an`, a quoted `"zheng ce"`) may be passed over.
    fn after(&self, at: usize) -> u128 {
        match self.letters.get(at) {
            Some('"' | ' ') => 0b11 << at,
            _ => 1 << at,
        }
    }
}

/// The places of the bits that are set.
fn places(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}
