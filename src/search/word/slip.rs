//! One slip of the fingers in the pinyin: a letter wrong, missing, too many (or doubled), or two swapped.
//!
//! Three rows of states over the letters typed: no slip yet, the slip made, and, for two letters swapped where two
//! syllables meet (`zhenceg` for `zheng ce`), the letter that the next syllable has to begin with. All other syllables
//! stand in full, but for the last, which may be cut short once enough stands before it.

use crate::search::alphabet::Alphabet;
use crate::search::automaton::{Automaton, Making, STATES};

/// A shorter word is one slip away from far too much.
const SHORTEST: usize = 5;
/// From so many letters the last syllable may be unfinished.
const UNFINISHED: usize = 7;

/// What finds a word with one slip; none where the word is not pinyin, or too short or long for it.
pub fn automaton(word: &[char], alphabet: &Alphabet) -> Option<Automaton> {
    let mut letters: Vec<u8> = Vec::with_capacity(word.len());
    for sign in word.iter().filter(|sign| !matches!(sign, '"' | ' ')) {
        letters.push(u8::try_from(*sign).ok().filter(u8::is_ascii_lowercase)?);
    }
    let end = letters.len();
    if end < SHORTEST || (end + 1) * 3 > STATES {
        return None;
    }
    let slips = Slips { letters };
    let accept = 1 << (2 * end + 1);
    let spoken = |syllable: &[u8], row: &mut [u128]| {
        row.iter_mut().enumerate().for_each(|(state, next)| *next = slips.steps(syllable, state));
    };
    let making = Making { states: (end + 1) * 3, accept, signs: Vec::new(), spoken: &spoken };
    Some(Automaton::new(alphabet, &making))
}

struct Slips {
    letters: Vec<u8>,
}

impl Slips {
    fn steps(&self, syllable: &[u8], state: usize) -> u128 {
        let row = self.letters.len() + 1;
        let (slipped, swapping) = (row, 2 * row);
        match state {
            at if at < slipped => self.first(syllable, at),
            at if at < swapping => self.right(syllable, at - slipped).map_or(0, |to| 1 << (slipped + to)),
            at => self.swapped(syllable, at - swapping).map_or(0, |to| 1 << (slipped + to)),
        }
    }

    /// From a state without a slip.
    fn first(&self, syllable: &[u8], at: usize) -> u128 {
        let row = self.letters.len() + 1;
        let rest = &self.letters[at..];
        let mut next = 0;
        if rest.starts_with(syllable) {
            next |= 1 << (at + syllable.len());
        }
        for length in syllable.len().saturating_sub(1).max(1)..=(syllable.len() + 1).min(rest.len()) {
            if is_one_slip(&rest[..length], syllable) {
                next |= 1 << (row + at + length);
            }
        }
        if let Some((last, before)) = syllable.split_last()
            && let Some([other, swapped, ..]) = rest.strip_prefix(before)
            && swapped == last
            && other != swapped
        {
            next |= 1 << (2 * row + at + before.len());
        }
        next
    }

    /// A whole syllable as it should be, or one cut short at the end.
    fn right(&self, syllable: &[u8], at: usize) -> Option<usize> {
        let rest = self.letters.get(at..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with(syllable) {
            return Some(at + syllable.len());
        }
        (self.letters.len() >= UNFINISHED && syllable.starts_with(rest)).then_some(self.letters.len())
    }

    /// The syllable that begins with the letter at `at`, and goes on behind the one after it.
    fn swapped(&self, syllable: &[u8], at: usize) -> Option<usize> {
        let (first, rest) = syllable.split_first()?;
        let begins = self.letters.get(at).is_some_and(|letter| letter == first);
        let behind = self.letters.get(at + 2..)?;
        (begins && behind.starts_with(rest)).then_some(at + 2 + rest.len())
    }
}

/// Whether what was typed is the syllable with exactly one slip.
fn is_one_slip(typed: &[u8], syllable: &[u8]) -> bool {
    let same = typed.iter().zip(syllable).take_while(|(one, other)| one == other).count();
    let (typed, syllable) = (&typed[same..], &syllable[same..]);
    match (typed, syllable) {
        ([_, after @ ..], [_, rest @ ..]) if after == rest => true,
        ([one, two, after @ ..], [three, four, rest @ ..])
            if one == four && two == three && after == rest =>
        {
            true
        }
        ([_, after @ ..], _) if after == syllable => true,
        (_, [_, rest @ ..]) if rest == typed => true,
        _ => false,
    }
}
