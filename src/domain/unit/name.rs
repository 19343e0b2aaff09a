//! How people write a unit's name, and which unit they mean. The roster alone resolves names.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::{Roster, Unit};
use crate::domain::arrange::Arrange as _;
use crate::domain::half_width;

/// How many candidates a message offers.
const OFFERED: usize = 5;

/// Why a written name is no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was written.
    #[error("no unit is named")]
    Empty,
    /// No unit has this name or part of a name; the likeliest come first.
    #[error("no unit is called {word:?}")]
    Unknown {
        /// As written.
        word: String,
        /// Full names that may be meant, best first.
        candidates: Vec<String>,
    },
    /// Several units have this name or part of a name.
    #[error("several units are called {word:?}")]
    Ambiguous {
        /// As written.
        word: String,
        /// Their full names, in roster order.
        candidates: Vec<String>,
    },
    /// It is the name of a group, where one unit is needed.
    #[error("{name:?} is a group of units")]
    Group {
        /// The group's name.
        name: String,
    },
}

impl Roster {
    /// The unit that `word` means: its full name, an alias, a short or an old name, written in any width, with or
    /// without 区, 和 and the district's name; else a part of two characters or more that only one unit has.
    pub fn unit(&self, word: &str) -> Result<&Unit, NameError> {
        let written = plain(word);
        if written.is_empty() {
            return Err(NameError::Empty);
        }
        let stem = self.stem(&written);
        let bare = |name: &str| self.stem(name).replace(['(', ')'], "");
        if let Some(group) = self.groups.iter().find(|group| bare(&plain(&group.name)) == bare(&written)) {
            return Err(NameError::Group { name: group.name.clone() });
        }
        let mut found = self.called(&written);
        if found.is_empty() && stem.chars().count() >= 2 {
            found = self.with_name(|name| self.stem(&plain(name)).contains(&stem));
        }
        match found.as_slice() {
            [] => {
                Err(NameError::Unknown { word: word.trim().to_owned(), candidates: self.candidates(&stem) })
            }
            [unit] => Ok(unit),
            several => Err(NameError::Ambiguous {
                word: word.trim().to_owned(),
                candidates: several.iter().map(|unit| unit.name.clone()).collect(),
            }),
        }
    }

    /// The full name of the unit that goes by `word`, a whole name in any of its forms; parts of names are not taken.
    /// For names in data, where nobody can be asked: a plan that prints 区住房城乡建设局, a file mended by hand.
    pub fn full_name(&self, word: &str) -> Option<&str> {
        if let Some(unit) = self.named(word) {
            return Some(&unit.name);
        }
        match self.called(&plain(word)).as_slice() {
            [unit] => Some(&unit.name),
            _ => None,
        }
    }

    /// The units that have a plain name: as their full name, else as another name, else but for 区, 和 and the district.
    fn called(&self, written: &str) -> Vec<&Unit> {
        if let Some(unit) = self.units.iter().find(|unit| plain(&unit.name) == written) {
            return vec![unit];
        }
        let exactly = self.with_name(|name| plain(name) == written);
        if !exactly.is_empty() {
            return exactly;
        }
        let stem = self.stem(written);
        self.with_name(|name| self.stem(&plain(name)) == stem)
    }

    fn with_name(&self, test: impl Fn(&str) -> bool) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.names().any(&test)).collect()
    }

    /// A plain name without the district's, without a leading 区 and without 和.
    fn stem(&self, plain_name: &str) -> String {
        let place = plain(&self.place);
        let short = plain_name
            .strip_prefix(&place)
            .filter(|rest| !place.is_empty() && !rest.is_empty())
            .unwrap_or(plain_name);
        let short = short.strip_prefix('区').filter(|rest| !rest.is_empty()).unwrap_or(short);
        short.chars().filter(|c| *c != '和').collect()
    }

    /// The units likeliest to be meant by a name that is none, best first.
    fn candidates(&self, stem: &str) -> Vec<String> {
        let matcher = SkimMatcherV2::default();
        let mut forms = vec![stem.to_owned()];
        // A slip is one character too many or a wrong one: without it the rest still stands in order.
        let count = stem.chars().count();
        if count > 2 && count < 30 {
            forms.extend((0..count).map(|skip| {
                stem.chars().enumerate().filter(|(place, _)| *place != skip).map(|(_, c)| c).collect()
            }));
        }
        let mut scored: Vec<(i64, &Unit)> = self
            .units
            .iter()
            .filter_map(|unit| {
                let gaps = unit
                    .names()
                    .flat_map(|name| {
                        let name = self.stem(&plain(name));
                        forms.iter().filter_map(|form| matcher.fuzzy_match(&name, form)).collect::<Vec<_>>()
                    })
                    .max();
                // Where even that fails, the share of common characters still tells 教育局 from 水利局.
                let shared = unit
                    .names()
                    .map(|name| {
                        name.chars().filter(|c| !matches!(c, '局' | '区') && stem.contains(*c)).count()
                    })
                    .max()
                    .unwrap_or(0);
                let shared = i64::try_from(shared).unwrap_or(0);
                match gaps {
                    Some(score) => Some((1000 + score, unit)),
                    None if shared > 0 => Some((shared, unit)),
                    None => None,
                }
            })
            .collect();
        scored.arrange_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().take(OFFERED).map(|(_, unit)| unit.name.clone()).collect()
    }
}

/// A name as it compares: half width, without blanks and quotation marks, one kind of brackets.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '「' | '」' | '＂' | '‘' | '’' | '\'')
        })
        .map(|c| match c {
            '（' | '〔' | '［' | '[' => '(',
            '）' | '〕' | '］' | ']' => ')',
            _ => half_width(c),
        })
        .flat_map(char::to_lowercase)
        .collect()
}
