//! Characters and sounds by small numbers: the texts of an index are written in them, two bytes a character.
//!
//! A few thousand different characters make all the texts of a district, and some four hundred syllables all their
//! sounds. What a word asks of a character is worked out once per syllable, not once per place where it stands.

use std::collections::HashMap;

use super::pinyin::{Sound, Syllable};
use super::text::folded;

/// Numbers below stand for no character: they part the texts of a run (see [`super::index::Part`]).
pub const MARKS: u16 = 4;
/// Stands for every character beyond the sixty-five thousandth: found by nothing.
const OTHER: u16 = MARKS;

/// All characters that the texts of an index have.
#[derive(Debug)]
pub struct Alphabet {
    numbers: HashMap<char, u16>,
    signs: Vec<char>,
    /// For each number the set of its readings.
    sets: Vec<u16>,
    readings: Vec<Box<[u16]>>,
    known_readings: HashMap<Box<[u16]>, u16>,
    syllables: Vec<Syllable>,
    known_syllables: HashMap<Syllable, u16>,
}

impl Default for Alphabet {
    fn default() -> Self {
        let marks = usize::from(OTHER) + 1;
        let nothing: Box<[u16]> = Box::default();
        Self {
            numbers: HashMap::new(),
            signs: vec!['\0'; marks],
            sets: vec![0; marks],
            readings: vec![nothing.clone()],
            known_readings: HashMap::from([(nothing, 0)]),
            syllables: Vec::new(),
            known_syllables: HashMap::new(),
        }
    }
}

impl Alphabet {
    /// How many numbers are taken.
    pub fn size(&self) -> usize {
        self.signs.len()
    }

    /// The number of a folded character, if any text has it.
    pub fn number(&self, sign: char) -> Option<u16> {
        self.numbers.get(&sign).copied()
    }

    /// The character of a number.
    pub fn sign(&self, number: u16) -> char {
        self.signs.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// The set of readings of each number, by number: its place in [`Self::readings`].
    pub fn sets(&self) -> &[u16] {
        &self.sets
    }

    /// The different sets of readings; each lists places in [`Self::syllables`].
    pub fn readings(&self) -> &[Box<[u16]>] {
        &self.readings
    }

    /// The different syllables.
    pub fn syllables(&self) -> &[Syllable] {
        &self.syllables
    }

    /// Writes a text in numbers.
    pub fn write(&mut self, text: &str, run: &mut Vec<u16>) {
        run.extend(folded(text).map(|(_, sign)| self.take_up(sign)));
    }

    /// A text in numbers that are known already; a character that no text has is found by nothing.
    pub fn spell(&self, text: &str) -> Vec<u16> {
        folded(text).map(|(_, sign)| self.number(sign).unwrap_or(OTHER)).collect()
    }

    fn take_up(&mut self, sign: char) -> u16 {
        if let Some(number) = self.numbers.get(&sign) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.signs.len()) else { return OTHER };
        let syllables: Box<[u16]> =
            Sound::of(sign).readings().map(|syllable| self.take_up_syllable(syllable)).collect();
        let next = u16::try_from(self.readings.len()).unwrap_or(0);
        let set = *self.known_readings.entry(syllables.clone()).or_insert(next);
        if usize::from(set) == self.readings.len() {
            self.readings.push(syllables);
        }
        self.signs.push(sign);
        self.sets.push(set);
        self.numbers.insert(sign, number);
        number
    }

    fn take_up_syllable(&mut self, syllable: Syllable) -> u16 {
        // There are some four hundred.
        let next = u16::try_from(self.syllables.len()).unwrap_or(u16::MAX);
        let number = *self.known_syllables.entry(syllable).or_insert(next);
        if usize::from(number) == self.syllables.len() {
            self.syllables.push(syllable);
        }
        number
    }
}
