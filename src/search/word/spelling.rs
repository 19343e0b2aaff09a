//! How a word is spelt, character by character, and the automaton for each way of reading the spelling.

use super::is_hanzi;
use crate::search::alphabet::Alphabet;
use crate::search::automaton::{Automaton, Making, STATES};
use crate::search::pinyin::Sound;

/// What is allowed beside the characters themselves; each way allows what those before it do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The text itself.
    Exact,
    /// Letters are whole syllables.
    Whole,
    /// The last syllable may be cut short.
    Unfinished,
    /// A letter may be an initial.
    Initials,
    /// A character may stand for another of its sound.
    Homophone,
    /// Sounds may be those that input methods allow for each other.
    Fuzzy,
}

/// A word as it is spelt.
#[derive(Debug)]
pub struct Spelling {
    letters: Vec<char>,
    /// The readings of each character, without those that only fuzzy sounds add.
    readings: Vec<Vec<Vec<u8>>>,
    /// The same with those.
    alike: Vec<Vec<Vec<u8>>>,
}

impl Spelling {
    /// A folded word.
    pub fn new(letters: &[char]) -> Self {
        let readings: Vec<Vec<Vec<u8>>> = letters
            .iter()
            .map(|sign| Sound::of(*sign).readings().map(|one| one.letters().to_vec()).collect())
            .collect();
        let alike =
            readings.iter().map(|all| all.iter().flat_map(|reading| variants(reading)).collect()).collect();
        Self { letters: letters.to_vec(), readings, alike }
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether it is a pasted sentence, which is looked for as it stands: its states would not fit.
    pub fn is_long(&self) -> bool {
        self.len() + 1 >= STATES
    }

    /// Whether any of it may be pinyin.
    pub fn has_letters(&self) -> bool {
        self.letters.iter().any(char::is_ascii_lowercase)
    }

    /// Whether any of it is a Chinese character.
    pub fn has_hanzi(&self) -> bool {
        self.letters.iter().any(|sign| is_hanzi(*sign))
    }

    /// Whether it is no more than the letters of one syllable.
    pub fn is_one_syllable(&self) -> bool {
        self.len() <= 3 && !self.has_hanzi()
            || self.len() <= 6
                && self.letters.iter().all(char::is_ascii_lowercase)
                && !self.letters.iter().skip(1).any(|sign| !"aeiouvngh".contains(*sign))
                && self.vowel_groups() <= 1
    }

    fn vowel_groups(&self) -> usize {
        let vowel = |sign: &char| "aeiouv".contains(*sign);
        let starts = self.letters.iter().enumerate();
        starts
            .filter(|(place, sign)| vowel(sign) && (*place == 0 || !vowel(&self.letters[place - 1])))
            .count()
    }

    /// The automaton that reads it in one way; none for a sentence too long to be read by its sound.
    pub fn automaton(&self, alphabet: &Alphabet, way: Way) -> Option<Automaton> {
        let end = self.len();
        if end >= STATES {
            return None;
        }
        let mut accept = 1 << end;
        let mut states = end + 1;
        let mut signs: Vec<(char, usize, u128)> =
            self.letters.iter().enumerate().map(|(at, sign)| (*sign, at, self.after(at + 1))).collect();
        // Two characters that only sound like others would be found everywhere: one of them has to be right.
        let strict = way == Way::Fuzzy && end == 2 && self.letters.iter().all(|sign| is_hanzi(*sign));
        if strict {
            states = end + 2;
            accept = 1 << end;
            signs.push((self.letters[1], end + 1, accept));
        }
        let spoken = |syllable: &[u8], row: &mut [u128]| {
            if strict {
                let to = [1 << (end + 1), accept];
                row.iter_mut().zip(to).enumerate().for_each(|(at, (next, to))| {
                    *next = if self.sounds(at, syllable, true) { to } else { 0 };
                });
            } else if way > Way::Exact {
                let all = if way == Way::Fuzzy { variants(syllable) } else { Vec::new() };
                let alike: Vec<&Vec<u8>> = all.iter().filter(|variant| *variant != syllable).collect();
                for (at, next) in row.iter_mut().take(end).enumerate() {
                    *next = self.spoken(syllable, &alike, at, way);
                }
            }
        };
        Some(Automaton::new(alphabet, &Making { states, accept, signs, spoken: &spoken }))
    }

    /// Whether the character at a place may be read as a syllable.
    fn sounds(&self, at: usize, syllable: &[u8], fuzzy: bool) -> bool {
        let readings = if fuzzy { &self.alike } else { &self.readings };
        readings.get(at).is_some_and(|all| all.iter().any(|reading| reading == syllable))
    }

    /// How far the word is accounted for once a character that reads so follows its first `at` letters.
    fn spoken(&self, syllable: &[u8], alike: &[&Vec<u8>], at: usize, way: Way) -> u128 {
        let Some(letter) = self.letters.get(at) else { return 0 };
        if !letter.is_ascii_lowercase() {
            let sounds = way >= Way::Homophone && self.sounds(at, syllable, way == Way::Fuzzy);
            return if sounds { self.after(at + 1) } else { 0 };
        }
        let mut next = self.letter_steps(syllable, at, way, 1);
        if way >= Way::Initials {
            next |= self.initial_steps(syllable, at);
        }
        for variant in alike {
            next |= self.letter_steps(variant, at, way, 2);
        }
        next
    }

    /// The same for a syllable in letters; an unfinished one has at least `least` of them.
    fn letter_steps(&self, syllable: &[u8], at: usize, way: Way, least: usize) -> u128 {
        let (typed, rest) = self.typed(syllable, at);
        let unfinished = way >= Way::Unfinished && typed == rest && typed >= least;
        if typed > 0 && (typed == syllable.len() || unfinished) { self.after(at + typed) } else { 0 }
    }

    /// The same for the initial of a syllable: one letter, of zh, ch and sh one or both.
    fn initial_steps(&self, syllable: &[u8], at: usize) -> u128 {
        match (self.typed(syllable, at).0, syllable) {
            (0, _) => 0,
            (2.., [b'z' | b'c' | b's', b'h', ..]) => self.after(at + 1) | self.after(at + 2),
            _ => self.after(at + 1),
        }
    }

    /// How many letters of a syllable stand there, and how many letters there are.
    fn typed(&self, syllable: &[u8], at: usize) -> (usize, usize) {
        let rest = &self.letters[at..];
        let same = syllable.iter().zip(rest).take_while(|(one, other)| char::from(**one) == **other);
        (same.count(), rest.len())
    }

    /// The state after a syllable; what divides syllables (`xi'an`, a quoted `"zheng ce"`) may be passed over.
    fn after(&self, at: usize) -> u128 {
        match self.letters.get(at) {
            Some('"' | ' ') => 0b11 << at,
            _ => 1 << at,
        }
    }
}

/// A syllable and those that input methods allow for it (模糊音).
pub fn variants(syllable: &[u8]) -> Vec<Vec<u8>> {
    let initials: Vec<Vec<u8>> = match syllable {
        [first @ (b'z' | b'c' | b's'), b'h', rest @ ..] | [first @ (b'z' | b'c' | b's'), rest @ ..] => {
            vec![[&[*first][..], rest].concat(), [&[*first, b'h'][..], rest].concat()]
        }
        [b'n' | b'l', rest @ ..] if !rest.is_empty() => {
            vec![[&b"n"[..], rest].concat(), [&b"l"[..], rest].concat()]
        }
        _ => vec![syllable.to_vec()],
    };
    let mut all = Vec::with_capacity(initials.len() * 2);
    for one in initials {
        match one.as_slice() {
            [.., b'a' | b'e' | b'i', b'n'] => all.push([&one, &b"g"[..]].concat()),
            [before @ .., vowel @ (b'a' | b'e' | b'i'), b'n', b'g'] => {
                all.push([before, &[*vowel, b'n']].concat());
            }
            _ => {}
        }
        all.push(one);
    }
    all
}
