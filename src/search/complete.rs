//! 补全: what the half-typed condition at the caret may become: `@` a unit, `!` a light, `=` a status, `#` a task.
//!
//! A pure function of the text, the caret and what is known; fields and panes draw it and take it over. What is typed is
//! found by text, pinyin and initials, as the query itself reads it.

use std::ops::Range;

use super::pinyin::{How, Pattern};
use super::query::{Named, Sign, Vocabulary};
use super::text::{fold, fold_char};
use crate::domain::arrange::Arrange as _;
use crate::domain::workspace::Workspace;

/// How many are offered.
const OFFERED: usize = 8;
/// Characters of what a task requires.
const ABOUT: usize = 10;

/// What may stand behind a sign.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// Lights and statuses.
    pub vocabulary: Vocabulary<'a>,
    /// The names of each unit; the first of them is the one to write.
    pub units: Vec<Vec<&'a str>>,
    /// The printed number of each task, and what it requires.
    pub tasks: Vec<(&'a str, &'a str)>,
    /// Offer the keys of lights and statuses instead of their Chinese words.
    pub english: bool,
}

impl<'a> Known<'a> {
    /// What is known of a plan and its roster.
    pub fn of(workspace: &'a Workspace, vocabulary: Vocabulary<'a>, english: bool) -> Self {
        let units = workspace.roster.units.iter();
        let tasks = workspace.plan.tasks();
        Self {
            vocabulary,
            units: units
                .map(|unit| std::iter::once(unit.short_name()).chain(unit.names()).collect())
                .collect(),
            tasks: tasks.map(|task| (task.number.as_str(), task.requirement.as_str())).collect(),
            english,
        }
    }
}

/// What the word at the caret may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The characters behind the sign that give way, counted in characters of the whole text.
    pub range: Range<usize>,
    /// What may stand there, best first; quoted where it has blanks.
    pub offers: Vec<String>,
    /// What each of them is, where it does not say so itself: a task's number says little.
    pub about: Vec<String>,
}

impl Completion {
    /// The offers, each with what it is.
    pub fn said(&self) -> impl Iterator<Item = String> {
        self.offers
            .iter()
            .zip(&self.about)
            .map(|(offer, about)| if about.is_empty() { offer.clone() } else { format!("{offer} {about}") })
    }

    /// The text with one of the offers taken over, and where the caret stands then.
    pub fn take(&self, text: &str, offer: &str) -> (String, usize) {
        let signs: Vec<char> = text.chars().collect();
        let before: String = signs.iter().take(self.range.start).collect();
        let behind: String = signs.iter().skip(self.range.end).collect();
        let blank = if behind.is_empty() { " " } else { "" };
        let caret = self.range.start + offer.chars().count() + blank.len();
        (format!("{before}{offer}{blank}{behind}"), caret)
    }
}

/// What the word at the caret (counted in characters) may become; none where it is no condition of these, or where
/// nothing fits, or where it stands there in full already.
pub fn complete(text: &str, caret: usize, known: &Known<'_>) -> Option<Completion> {
    let signs: Vec<char> = text.chars().collect();
    let caret = caret.min(signs.len());
    let start = signs[..caret].iter().rposition(|sign| sign.is_whitespace()).map_or(0, |at| at + 1);
    let end =
        signs[caret..].iter().position(|sign| sign.is_whitespace()).map_or(signs.len(), |at| caret + at);
    let (sign, from) = condition(&signs[start..end])?;
    let range = start + from..end;
    if caret < range.start {
        return None;
    }
    let typed: String = signs[range.clone()].iter().collect();
    let typed = typed.trim_matches(|sign| matches!(fold_char(sign), Some('"') | None));
    let mut found: Vec<(u8, &str, &str)> = match sign {
        Sign::Unit => plain(units(typed, &known.units)),
        Sign::Light => plain(named(typed, known.vocabulary.lights, known.english)),
        Sign::Status => plain(named(typed, known.vocabulary.statuses, known.english)),
        Sign::Task => tasks(typed, &known.tasks),
        _ => return None,
    };
    found.arrange_by_key(|(rank, ..)| *rank);
    found.truncate(OFFERED);
    let offers: Vec<String> = found.iter().map(|(_, word, _)| quoted(word)).collect();
    let about = found.iter().map(|(.., about)| about.chars().take(ABOUT).collect()).collect();
    let is_there = offers.first().is_some_and(|offer| fold(offer) == fold(typed))
        && (offers.len() == 1 || sign == Sign::Task);
    (!offers.is_empty() && !is_there).then_some(Completion { range, offers, about })
}

/// The sign of a word that is a condition, negated or not, and how many characters stand before its value.
fn condition(word: &[char]) -> Option<(Sign, usize)> {
    let mut from = 0;
    loop {
        let rest = &word[from..];
        let first = rest.first().copied().and_then(fold_char)?;
        let is_it = |sign: &Sign| {
            if sign.sign() == first {
                return Some(1);
            }
            let name = sign.name();
            let length = name.len() + 1;
            let typed: String = rest.iter().take(length).collect();
            (fold(&typed) == format!("{name}:")).then_some(length)
        };
        let (sign, length) = Sign::ALL.iter().find_map(|sign| Some((*sign, is_it(sign)?)))?;
        from += length;
        if sign != Sign::Not {
            return Some((sign, from));
        }
    }
}

/// How well a name begins with what is typed: its text before its sound, its beginning before its middle.
fn rank(pattern: &Pattern, name: &str) -> Option<u8> {
    let hit = pattern.find(name)?;
    // 住建局 begins the name behind 区.
    let begins = hit.range.start == 0 || hit.range.start == 1 && name.starts_with('区');
    Some(u8::from(hit.how != How::Exact) + 2 * u8::from(!begins))
}

fn units<'a>(typed: &str, units: &[Vec<&'a str>]) -> Vec<(u8, &'a str)> {
    let pattern = Pattern::new(typed);
    let fits = |names: &&Vec<&'a str>| -> Option<u8> {
        if pattern.is_empty() {
            return Some(0);
        }
        names.iter().filter_map(|name| rank(&pattern, name)).min()
    };
    units.iter().filter_map(|names| Some((fits(&names)?, *names.first()?))).collect()
}

/// Tasks whose number begins so, or whose requirement says it.
fn tasks<'a>(typed: &str, tasks: &[(&'a str, &'a str)]) -> Vec<(u8, &'a str, &'a str)> {
    let (pattern, start) = (Pattern::new(typed), fold(typed));
    let fits = |number: &str, requirement: &str| -> Option<u8> {
        let number = fold(number);
        match () {
            () if number == start => Some(0),
            () if number.starts_with(&start) => Some(1),
            () if start.chars().all(|sign| sign.is_ascii_digit()) => None,
            () => rank(&pattern, requirement).map(|rank| rank + 2),
        }
    };
    tasks.iter().filter_map(|(number, said)| Some((fits(number, said)?, *number, *said))).collect()
}

fn named<'a>(typed: &str, all: &[Named<'a>], english: bool) -> Vec<(u8, &'a str)> {
    let pattern = Pattern::new(typed);
    let fits = |(key, words): &Named<'a>| {
        let word = if english { *key } else { words.first().copied().unwrap_or(key) };
        if pattern.is_empty() {
            return Some((0, word));
        }
        let names = std::iter::once(key).chain(words.iter());
        // A light is named from its beginning.
        let begun = names.filter_map(|name| rank(&pattern, name)).filter(|rank| *rank < 2).min();
        begun.map(|rank| (rank, word))
    };
    all.iter().filter_map(fits).collect()
}

/// Names that say themselves what they are.
fn plain(found: Vec<(u8, &str)>) -> Vec<(u8, &str, &str)> {
    found.into_iter().map(|(rank, word)| (rank, word, "")).collect()
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}

#[cfg(test)]
mod tests;
