//! What finds a word in a run: an automaton, or for a pasted sentence the sentence itself.

use std::ops::Range;

use crate::search::alphabet::Alphabet;
use crate::search::automaton::Automaton;

/// Finds one word in one way.
#[derive(Debug)]
pub enum Matcher {
    /// By states.
    Automaton(Automaton),
    /// As it stands.
    Literal(Vec<u16>),
}

impl Matcher {
    /// A sentence that is looked for as it stands.
    pub fn literal(text: &str, alphabet: &Alphabet) -> Self {
        Self::Literal(alphabet.spell(text))
    }

    /// Whether it is anywhere in a run.
    pub fn is_in(&self, run: &[u16]) -> bool {
        match self {
            Self::Automaton(automaton) => automaton.is_in(run),
            Self::Literal(text) => position(text, run).is_some(),
        }
    }

    /// Whether it is where a run begins.
    pub fn begins(&self, run: &[u16]) -> bool {
        match self {
            Self::Automaton(automaton) => automaton.begins(run),
            Self::Literal(text) => run.starts_with(text),
        }
    }

    /// Whether it is all of a run.
    pub fn is_all(&self, run: &[u16]) -> bool {
        match self {
            Self::Automaton(automaton) => automaton.is_all(run),
            Self::Literal(text) => run == text,
        }
    }

    /// The shortest place where it is, the first of those.
    pub fn shortest(&self, run: &[u16]) -> Option<Range<usize>> {
        match self {
            Self::Automaton(automaton) => automaton.shortest(run),
            Self::Literal(text) => position(text, run).map(|start| start..start + text.len()),
        }
    }
}

fn position(text: &[u16], run: &[u16]) -> Option<usize> {
    run.windows(text.len().max(1)).position(|window| window == text)
}
