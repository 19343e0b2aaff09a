//! A place in the folded text, and eating words and numbers from there.

use super::numerals::{self, Number};

/// A copy is a bookmark: a rule works on its own copy and hands it back only when it matched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    pub at: usize,
    /// Nothing before this place is looked at.
    begin: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(chars: &'a [char], at: usize) -> Self {
        Cursor { chars, at, begin: 0 }
    }

    pub fn rest(&self) -> &'a [char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character `back` places before this one; 1 is the previous.
    pub fn before(&self, back: usize) -> Option<char> {
        let at = self.at.checked_sub(back).filter(|at| *at >= self.begin)?;
        self.chars.get(at).copied()
    }

    /// What comes now stands apart from what came before: the right end of a range.
    pub fn begin_here(&mut self) {
        self.begin = self.at;
    }

    pub fn sees(&self, word: &str) -> bool {
        let mut rest = self.rest().iter();
        word.chars().all(|char| rest.next() == Some(&char))
    }

    pub fn sees_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.sees(word))
    }

    pub fn eat(&mut self, word: &str) -> bool {
        let seen = self.sees(word);
        if seen {
            self.at += word.chars().count();
        }
        seen
    }

    /// Eats the first of these words that stands here: longer ones come first in a list.
    pub fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let word = words.iter().find(|word| self.sees(word))?;
        self.eat(word);
        Some(word)
    }

    /// The value beside the first of these words that stands here.
    pub fn eat_keyed<T: Copy>(&mut self, words: &[(&'static str, T)]) -> Option<T> {
        let (word, value) = words.iter().find(|(word, _)| self.sees(word))?;
        self.eat(word);
        Some(*value)
    }

    pub fn eat_char(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let char = self.peek().filter(|char| wanted(*char))?;
        self.at += 1;
        Some(char)
    }

    pub fn number(&mut self) -> Option<Number> {
        let number = numerals::number(self.rest())?;
        self.at += number.width;
        Some(number)
    }

    /// A number in figures of at most this many.
    pub fn figures(&mut self, most: usize) -> Option<u32> {
        self.attempt(|cursor| {
            let number = cursor.number()?;
            (number.arabic && number.width <= most).then_some(number.value)
        })
    }

    /// Runs a rule; where it does not match, nothing is eaten.
    pub fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = *self;
        let found = rule(self);
        if found.is_none() {
            *self = start;
        }
        found
    }

    /// Whether the clause ends here: nothing more, or a mark.
    pub fn at_end(&self) -> bool {
        self.peek().is_none_or(is_mark)
    }
}

pub(super) fn is_mark(char: char) -> bool {
    matches!(char, ',' | '.' | ';' | ':' | '、' | '。' | '(' | ')' | '"' | '“' | '”' | '!' | '?' | ' ')
}
