//! A bit-parallel automaton over a run of characters: bit *i* is set while what was read so far can stand for state *i*.
//!
//! What a character does is looked up by its class: all characters that do the same to a word share one row of the
//! table, and nearly all do nothing. Whether a match is in a run is asked of hundreds of thousands of them, so the sets of
//! states that can come up are worked out beforehand (a deterministic automaton: one look-up a character) where they are
//! few, which they nearly always are. Owns the scan; what the states mean is the maker's.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::alphabet::Alphabet;

/// The most states that an automaton may have.
pub const STATES: usize = 128;

/// What a word asks of characters.
pub struct Making<'a> {
    /// How many states there are; at most [`STATES`]. The first is where every match begins.
    pub states: usize,
    /// The states in which a match is complete.
    pub accept: u128,
    /// Which states follow when a character itself is wanted: character, state before, states after.
    pub signs: Vec<(char, usize, u128)>,
    /// Which states follow the one given when a character may be read as a syllable: the syllable's letters, the state.
    pub spoken: &'a dyn Fn(&[u8], &mut [u128]),
}

/// The most sets of states that are worked out beforehand: a few milliseconds, a few hundred kilobytes.
const SETS: usize = 1_000;

/// The automaton.
#[derive(Debug)]
pub struct Automaton {
    /// For each character its class; class 0 does nothing.
    classes: Vec<u16>,
    /// For each class the states that follow each state.
    rows: Vec<u128>,
    states: usize,
    accept: u128,
    scan: Option<Scan>,
}

/// The same with one state at a time, each standing for a set of states; only says whether a match is in a run.
#[derive(Debug)]
struct Scan {
    /// For each set and class where the row of the next set begins, or [`Scan::FOUND`]. The first is the empty set.
    next: Vec<u32>,
}

impl Scan {
    const FOUND: u32 = u32::MAX;

    /// None where the sets are too many.
    fn new(rows: &[u128], states: usize, accept: u128) -> Option<Self> {
        let width = rows.len() / states;
        let mut sets = vec![0_u128];
        let mut known = BTreeMap::from([(0_u128, 0_u32)]);
        let mut next = Vec::new();
        let mut at = 0;
        while let Some(set) = sets.get(at).copied() {
            // A character that does nothing ends every match that has begun.
            next.push(0);
            for row in rows.chunks_exact(states).skip(1) {
                let to = follow(row, set) | row[0];
                if to & accept != 0 {
                    next.push(Self::FOUND);
                    continue;
                }
                let place = *known.entry(to).or_insert_with(|| {
                    sets.push(to);
                    u32::try_from((sets.len() - 1) * width).unwrap_or(0)
                });
                next.push(place);
            }
            at += 1;
            if sets.len() > SETS {
                return None;
            }
        }
        Some(Self { next })
    }
}

impl Automaton {
    /// Works out what each character of the alphabet does.
    pub fn new(alphabet: &Alphabet, making: &Making<'_>) -> Self {
        let states = making.states.clamp(1, STATES);
        let nothing = vec![0; states];
        let mut row = nothing.clone();
        let syllables: Vec<Option<Vec<u128>>> = alphabet
            .syllables()
            .iter()
            .map(|syllable| {
                row.fill(0);
                (making.spoken)(syllable.letters(), &mut row);
                (row != nothing).then(|| row.clone())
            })
            .collect();
        let mut rows = nothing.clone();
        let mut classes_of_sets: Vec<u16> = Vec::with_capacity(alphabet.readings().len());
        let mut classes_of_rows: HashMap<Vec<u128>, u16> = HashMap::new();
        for readings in alphabet.readings() {
            let mut spoken =
                readings.iter().filter_map(|syllable| syllables.get(usize::from(*syllable))?.as_ref());
            let Some(first) = spoken.next() else {
                classes_of_sets.push(0);
                continue;
            };
            row.clone_from(first);
            spoken.for_each(|other| row.iter_mut().zip(other).for_each(|(bits, more)| *bits |= more));
            let class = if let Some(class) = classes_of_rows.get(&row) {
                *class
            } else {
                let class = next_class(&rows, states);
                rows.extend_from_slice(&row);
                classes_of_rows.insert(row.clone(), class);
                class
            };
            classes_of_sets.push(class);
        }
        let mut classes: Vec<u16> =
            alphabet.sets().iter().map(|set| classes_of_sets[usize::from(*set)]).collect();
        // A character that is itself wanted does what its sound does and more: a class of its own.
        let mut own: Vec<usize> = Vec::new();
        for (sign, from, to) in &making.signs {
            let Some(number) = alphabet.number(*sign).map(usize::from) else { continue };
            if !own.contains(&number) {
                let sound = usize::from(classes[number]) * states;
                classes[number] = next_class(&rows, states);
                rows.extend_from_within(sound..sound + states);
                own.push(number);
            }
            rows[usize::from(classes[number]) * states + from] |= to;
        }
        let scan = Scan::new(&rows, states, making.accept);
        Self { classes, rows, states, accept: making.accept, scan }
    }

    fn class(&self, number: u16) -> usize {
        self.classes.get(usize::from(number)).copied().unwrap_or(0).into()
    }

    fn row(&self, number: u16) -> Option<&[u128]> {
        let class = self.class(number);
        if class == 0 {
            return None;
        }
        let start = class * self.states;
        self.rows.get(start..start + self.states)
    }

    /// Whether a match ends anywhere in a run.
    pub fn is_in(&self, run: &[u16]) -> bool {
        if let Some(scan) = &self.scan {
            let mut set = 0;
            return run.iter().any(|number| {
                set = scan.next.get(set as usize + self.class(*number)).copied().unwrap_or(0);
                set == Scan::FOUND
            });
        }
        let mut state = 0;
        for number in run {
            state = match self.row(*number) {
                Some(row) => follow(row, state) | row[0],
                None => 0,
            };
            if state & self.accept != 0 {
                return true;
            }
        }
        false
    }

    /// Whether a match begins where the run begins.
    pub fn begins(&self, run: &[u16]) -> bool {
        self.anchored(run).any(|(_, state)| state & self.accept != 0)
    }

    /// Whether one match is the whole run.
    pub fn is_all(&self, run: &[u16]) -> bool {
        let last = self.anchored(run).last();
        last.is_some_and(|(place, state)| place + 1 == run.len() && state & self.accept != 0)
    }

    /// The states after each character of the run, as long as there are any, for matches that begin at its start.
    fn anchored(&self, run: &[u16]) -> impl Iterator<Item = (usize, u128)> {
        let mut state = 1;
        run.iter().enumerate().map_while(move |(place, number)| {
            state = follow(self.row(*number)?, state);
            (state != 0).then_some((place, state))
        })
    }

    /// The shortest match, the first of those. Beside each state goes the latest place where its match can have begun,
    /// so that one pass suffices, whatever the text repeats.
    pub fn shortest(&self, run: &[u16]) -> Option<Range<usize>> {
        let mut best: Option<Range<usize>> = None;
        let mut state = 0_u128;
        let (mut began, mut begins) = ([0; STATES], [0; STATES]);
        for (place, number) in run.iter().enumerate() {
            let Some(row) = self.row(*number) else {
                state = 0;
                continue;
            };
            let mut next = 0;
            began[0] = place;
            for from in places(state | 1) {
                for to in places(row.get(from).copied().unwrap_or(0)) {
                    let is_first = next >> to & 1 == 0;
                    begins[to] = if is_first { began[from] } else { began[from].max(begins[to]) };
                    next |= 1 << to;
                }
            }
            for end in places(next & self.accept) {
                let found = begins[end]..place + 1;
                if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                    best = Some(found);
                }
            }
            state = next;
            std::mem::swap(&mut began, &mut begins);
        }
        best
    }
}

/// The states that follow those that are set.
fn follow(row: &[u128], state: u128) -> u128 {
    places(state).fold(0, |next, from| next | row.get(from).copied().unwrap_or(0))
}

fn next_class(rows: &[u128], states: usize) -> u16 {
    // There are at most as many classes as sets of readings and characters of a word.
    u16::try_from(rows.len() / states).unwrap_or(0)
}

/// The places of the bits that are set.
pub fn places(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}
