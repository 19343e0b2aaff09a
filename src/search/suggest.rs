//! 推荐词: where nothing was found, the nearest words that would find something.
//!
//! The words come from the plan itself, the names of units and the plain words, so that each finds something. Near is: all
//! but a few characters the same, in their places; one character too many; pinyin with two slips; or, where much was
//! typed at once, the parts of it that are found.

use std::collections::BTreeSet;

use super::index::Index;
use super::pinyin::sounded;
use super::plain::PlainWords;
use super::rank::Results;
use super::text::fold;
use crate::domain::arrange::Arrange as _;
use crate::domain::workspace::Workspace;

/// How many words are suggested.
const OFFERED: usize = 5;
/// A longer word is a pasted sentence: nothing is near it.
const LONGEST: usize = 32;
/// The longest phrase of a text that is taken for one word.
const PHRASE: usize = 16;

/// The words that may be suggested.
#[derive(Debug, Default)]
pub struct Pool {
    /// Phrases of the plan, names, plain words, in that order; each as it is compared and as it sounds.
    words: Vec<Near>,
}

#[derive(Debug)]
struct Near {
    text: String,
    signs: Vec<char>,
    letters: Vec<char>,
    /// It is said and not written: only the whole of it finds anything.
    is_plain: bool,
}

impl Pool {
    /// The words of a plan.
    pub fn new(workspace: &Workspace, plain: &PlainWords) -> Self {
        let mut texts: Vec<String> = Vec::new();
        for place in workspace.plan.places() {
            let all = [Some(&place.task.requirement), Some(&place.area.title), place.topic.title.as_ref()];
            texts.extend(all.into_iter().flatten().map(|text| fold(text)));
        }
        let all = texts.concat();
        let phrases = texts.iter().flat_map(|text| text.split(|sign: char| !sign.is_alphanumeric()));
        let phrases = phrases.flat_map(|text| text.split(['的', '和', '与', '及', '等', '对', '将', '以']));
        let names = workspace.roster.units.iter().flat_map(|unit| unit.names().map(fold));
        let known = plain.rows().filter(|(_, means)| means.iter().any(|meant| all.contains(&fold(meant))));
        let mut plain: Vec<&str> = known.map(|(say, _)| say).collect();
        plain.sort_unstable();
        let mut seen = BTreeSet::new();
        let words = phrases
            .map(|phrase| (phrase.to_owned(), false))
            .chain(names.map(|name| (name, false)))
            .chain(plain.into_iter().map(|say| (say.to_owned(), true)))
            .filter(|(word, _)| (2..=PHRASE).contains(&word.chars().count()) && seen.insert(word.clone()))
            .map(|(text, is_plain)| {
                let signs = text.chars().collect();
                let letters = sounded(&text).chars().filter(|sign| *sign != ' ').collect();
                Near { text, signs, letters, is_plain }
            })
            .collect();
        Self { words }
    }

    /// The words nearest to one that finds nothing, best first.
    fn near(&self, word: &str) -> Vec<String> {
        let word = fold(word);
        let signs: Vec<char> = word.trim().chars().collect();
        if signs.len() < 2 || signs.len() > LONGEST {
            return Vec::new();
        }
        let mut found: Vec<(usize, String)> = Vec::new();
        let mut offer = |distance: usize, text: String| {
            if distance > 0 && !found.iter().any(|(_, known)| *known == text) {
                found.push((distance, text));
            }
        };
        let is_latin = signs.iter().all(char::is_ascii_alphabetic);
        for near in &self.words {
            if is_latin {
                let most = (signs.len() / 4).min(2);
                if let Some(distance) = slips(&signs, &near.letters, most) {
                    offer(distance, near.text.clone());
                }
            } else if near.is_plain {
                if let Some((distance, text)) = window(&signs, &near.signs)
                    && signs.len() == near.signs.len()
                {
                    offer(distance, text);
                }
            } else if let Some((distance, window)) = window(&signs, &near.signs) {
                offer(distance, window);
            }
        }
        found.arrange_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, text)| text).collect()
    }
}

/// The stretch of a text that differs from a word in the fewest characters, if those are no more than a third of them.
fn window(word: &[char], text: &[char]) -> Option<(usize, String)> {
    let most = word.len() / 3;
    let differ = |window: &[char]| window.iter().zip(word).filter(|(one, other)| one != other).count();
    let windows = text.windows(word.len()).map(|window| (differ(window), window));
    let (distance, window) = windows.filter(|(distance, _)| *distance <= most).min_by_key(|one| one.0)?;
    Some((distance, window.iter().collect()))
}

/// How many letters must be changed, added or left out, if no more than `most`.
fn slips(typed: &[char], letters: &[char], most: usize) -> Option<usize> {
    if most == 0 || typed.len().abs_diff(letters.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = (0..=letters.len()).collect();
    for (row, one) in typed.iter().enumerate() {
        let mut now = Vec::with_capacity(before.len());
        now.push(row + 1);
        for (column, other) in letters.iter().enumerate() {
            let changed = before[column] + usize::from(one != other);
            now.push(changed.min(before[column + 1] + 1).min(now[column] + 1));
        }
        before = now;
    }
    before.last().copied().filter(|distance| *distance <= most)
}

impl Index {
    /// The answer where some words find nothing together.
    pub(super) fn nothing(&self, words: &[&str]) -> Results {
        let mut suggestions: Vec<String> = match words {
            [word] => self.instead_of(word),
            _ => self.instead_of_some(words),
        };
        suggestions.truncate(OFFERED);
        Results { suggestions, ..Results::default() }
    }

    fn instead_of(&self, word: &str) -> Vec<String> {
        let mut near = self.pool.near(word);
        let signs: Vec<char> = fold(word).trim().chars().collect();
        if near.is_empty() && (4..=LONGEST).contains(&signs.len()) {
            // One character too many.
            let shorter = (0..signs.len()).map(|skip| {
                let kept = signs.iter().enumerate().filter(|(place, _)| *place != skip);
                kept.map(|(_, sign)| *sign).collect::<String>()
            });
            near.extend(shorter.filter(|word| self.is_said(word)));
        }
        if near.is_empty() {
            near.extend(self.parts(&signs));
        }
        near
    }

    /// Whether any text says it.
    fn is_said(&self, word: &str) -> bool {
        self.pool.words.iter().any(|near| !near.is_plain && near.text.contains(word))
    }

    /// The longest parts of what was typed at once that are said somewhere, if they are more than half of it: together
    /// where that finds something, else each.
    fn parts(&self, signs: &[char]) -> Vec<String> {
        if signs.len() > LONGEST {
            return Vec::new();
        }
        let mut parts: Vec<String> = Vec::new();
        let mut at = 0;
        while at + 2 <= signs.len() {
            let said = (at + 2..=signs.len().min(at + PHRASE)).rev().find_map(|end| {
                let part: String = signs[at..end].iter().collect();
                self.is_said(&part).then_some((part, end))
            });
            match said {
                Some((part, end)) => {
                    parts.push(part);
                    at = end;
                }
                None => at += 1,
            }
        }
        if parts.iter().map(|part| part.chars().count()).sum::<usize>() * 2 <= signs.len() {
            return Vec::new();
        }
        let together = parts.join(" ");
        if parts.len() > 1 && self.finds(&together) { vec![together] } else { parts }
    }

    /// The words that find nothing give way to what is near them, or are left out.
    fn instead_of_some(&self, words: &[&str]) -> Vec<String> {
        let found: Vec<bool> = words.iter().map(|word| self.finds(word)).collect();
        if found.iter().all(|found| *found) {
            return words.iter().map(|word| (*word).to_owned()).collect();
        }
        let kept = |word: &&str, found: bool| {
            if found { Some((*word).to_owned()) } else { self.instead_of(word).into_iter().next() }
        };
        let better: Vec<String> =
            words.iter().zip(&found).filter_map(|(word, found)| kept(word, *found)).collect();
        let rest: Vec<&str> =
            words.iter().zip(&found).filter(|(_, found)| **found).map(|(word, _)| *word).collect();
        let mut suggestions: Vec<String> = Vec::new();
        for words in [better.join(" "), rest.join(" ")] {
            if !words.is_empty() && !suggestions.contains(&words) && self.finds(&words) {
                suggestions.push(words);
            }
        }
        suggestions
    }
}
