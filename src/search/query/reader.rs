//! Reading a query: cutting it into words, their signs and their values.

use std::ops::Range;

use chrono::{Days, Months, NaiveDate};

use super::vocabulary::{Meaning, Vocabulary, meaning};
use super::{Condition, Query, QueryError, QueryErrorKind, Sign, Term};
use crate::search::pinyin::Pattern;
use crate::search::text::fold;

/// A place in a query that is being read.
pub struct Reader<'a> {
    signs: Vec<char>,
    at: usize,
    vocabulary: Vocabulary<'a>,
    read_date: &'a dyn Fn(&str) -> Option<NaiveDate>,
    today: NaiveDate,
}

struct Value {
    text: String,
    range: Range<usize>,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(
        text: &str,
        vocabulary: Vocabulary<'a>,
        read_date: &'a dyn Fn(&str) -> Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        Self { signs: text.chars().collect(), at: 0, vocabulary, read_date, today }
    }

    /// Reads all of it.
    pub fn query(mut self) -> Result<Query, QueryError> {
        let mut terms = Vec::new();
        while self.skip_blanks() {
            terms.extend(self.term()?);
        }
        Ok(Query { terms })
    }

    fn skip_blanks(&mut self) -> bool {
        while self.sign_at(self.at).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.at < self.signs.len()
    }

    /// One condition with what negates it; none for a word of which folding leaves nothing.
    fn term(&mut self) -> Result<Option<Term>, QueryError> {
        let mut negated = false;
        let mut last: Option<(Sign, Range<usize>)> = None;
        let mut kind = None;
        let start = self.at;
        while let Some((sign, length)) = self.sign() {
            let range = self.at..self.at + length;
            self.at = range.end;
            last = Some((sign, range));
            if sign != Sign::Not {
                kind = Some(sign);
                break;
            }
            negated = !negated;
        }
        let inclusive = matches!(kind, Some(Sign::Before | Sign::After)) && self.inclusive(start);
        let value = self.value();
        if fold(&value.text).trim().is_empty() {
            return match last {
                Some((sign, range)) => Err(QueryError { range, kind: QueryErrorKind::MissingValue(sign) }),
                None => Ok(None),
            };
        }
        let condition = match kind {
            None | Some(Sign::Not) => {
                let pattern = Pattern::new(&value.text);
                Ok(Condition::Word { text: value.text, pattern })
            }
            Some(Sign::Task) => Ok(Condition::Task(fold(&value.text).trim().to_owned())),
            Some(Sign::Unit) => Ok(Condition::Unit(Pattern::new(&value.text))),
            Some(Sign::Light) => self.light(value),
            Some(Sign::Status) => self.status(value),
            Some(Sign::Before) => self
                .day(value)
                .map(|day| Condition::Before(if inclusive { day.succ_opt().unwrap_or(day) } else { day })),
            Some(Sign::After) => self
                .day(value)
                .map(|day| Condition::After(if inclusive { day.pred_opt().unwrap_or(day) } else { day })),
            Some(Sign::Changed) => self.span(value).map(Condition::Changed),
        }?;
        Ok(Some(Term { negated, condition }))
    }

    fn sign_at(&self, at: usize) -> Option<char> {
        self.signs.get(at).copied()
    }

    /// The sign that stands here, and how many characters it takes.
    fn sign(&self) -> Option<(Sign, usize)> {
        let sign = match self.sign_at(self.at)? {
            '#' | '＃' => Sign::Task,
            '@' | '＠' => Sign::Unit,
            '!' | '！' => Sign::Light,
            '=' | '＝' => Sign::Status,
            '<' | '＜' | '≤' => Sign::Before,
            '>' | '＞' | '≥' => Sign::After,
            '~' | '～' | '〜' => Sign::Changed,
            // Not the long dash: an input method writes two of them for an underline, and titles begin with them.
            '-' | '－' | '−' | '–' => Sign::Not,
            '《' if self.date_follows() => Sign::Before,
            '》' if self.date_follows() => Sign::After,
            _ => return self.named_sign(),
        };
        Some((sign, 1))
    }

    fn named_sign(&self) -> Option<(Sign, usize)> {
        let longest = 1 + Sign::ALL.iter().map(|sign| sign.name().len()).max()?;
        let ahead = self.signs.get(self.at..)?.iter().take(longest);
        let length = ahead.clone().position(|sign| matches!(sign, ':' | '：'))?;
        let name = fold(&ahead.take(length).collect::<String>());
        let sign = Sign::ALL.into_iter().find(|sign| sign.name() == name)?;
        Some((sign, length + 1))
    }

    fn date_follows(&self) -> bool {
        let rest = self.signs.iter().skip(self.at + 1);
        let word: String = rest.take_while(|sign| !sign.is_whitespace()).collect();
        !word.is_empty() && self.date(&word).is_some()
    }

    /// Whether a comparison takes the day itself in: `≤`, or `=` behind the sign, which is passed over.
    fn inclusive(&mut self, start: usize) -> bool {
        let one = self.signs[start..self.at].iter().any(|sign| matches!(sign, '≤' | '≥'));
        let two = matches!(self.sign_at(self.at), Some('=' | '＝'));
        self.at += usize::from(two);
        one || two
    }

    /// A word up to the next blank, or up to its closing quote. A word that only begins with a quoted part
    /// (`“互联网+”政务`) is an ordinary word; a quote that is not closed yet reaches to the end.
    fn value(&mut self) -> Value {
        if let Some(closers) = self.sign_at(self.at).and_then(closers) {
            let start = self.at + 1;
            let rest = self.signs[start..].iter();
            let end = rest.clone().position(|sign| closers.contains(sign)).map(|step| start + step);
            let next = end.and_then(|end| self.sign_at(end + 1));
            if next.is_none_or(char::is_whitespace) {
                let end = end.unwrap_or(self.signs.len());
                self.at = (end + 1).min(self.signs.len());
                return self.cut(start..end);
            }
        }
        let start = self.at;
        let rest = self.signs[start..].iter();
        self.at += rest.take_while(|sign| !sign.is_whitespace()).count();
        self.cut(start..self.at)
    }

    fn cut(&self, range: Range<usize>) -> Value {
        Value { text: self.signs[range.clone()].iter().collect(), range }
    }

    fn light(&self, value: Value) -> Result<Condition, QueryError> {
        let kind = match meaning(&value.text, self.vocabulary.lights) {
            Meaning::Keys(keys) => return Ok(Condition::Light(keys)),
            Meaning::Ambiguous(keys) => QueryErrorKind::AmbiguousLight { word: value.text, keys },
            Meaning::Unknown => QueryErrorKind::UnknownLight(value.text),
        };
        Err(QueryError { range: value.range, kind })
    }

    fn status(&self, value: Value) -> Result<Condition, QueryError> {
        let kind = match meaning(&value.text, self.vocabulary.statuses) {
            Meaning::Keys(keys) => return Ok(Condition::Status(keys)),
            Meaning::Ambiguous(keys) => QueryErrorKind::AmbiguousStatus { word: value.text, keys },
            Meaning::Unknown => QueryErrorKind::UnknownStatus(value.text),
        };
        Err(QueryError { range: value.range, kind })
    }

    fn day(&self, value: Value) -> Result<NaiveDate, QueryError> {
        let Value { text, range } = value;
        self.date(&text).ok_or(QueryError { range, kind: QueryErrorKind::BadDate(text) })
    }

    fn date(&self, text: &str) -> Option<NaiveDate> {
        (self.read_date)(fold(text).trim()).or_else(|| (self.read_date)(text))
    }

    fn span(&self, value: Value) -> Result<NaiveDate, QueryError> {
        let Value { text, range } = value;
        since(&fold(&text), self.today).ok_or(QueryError { range, kind: QueryErrorKind::BadSpan(text) })
    }
}

/// What may close a quote that this sign opens. The straight and the round ones close each other, because an input
/// method hands them out in turns, whichever is meant.
fn closers(opening: char) -> Option<&'static [char]> {
    match opening {
        '"' | '“' | '”' | '＂' => Some(&['"', '“', '”', '＂']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// The first day of a span that ends today.
fn since(span: &str, today: NaiveDate) -> Option<NaiveDate> {
    let span = span.trim();
    let digits = span.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(span.len());
    let (count, unit) = span.split_at(digits);
    let count: u32 = count.parse().ok().filter(|count| *count > 0)?;
    let days = |each: u64| today.checked_sub_days(Days::new(u64::from(count) * each - 1));
    let months = |each: u32| {
        today.checked_sub_months(Months::new(count.checked_mul(each)?))?.checked_add_days(Days::new(1))
    };
    match unit.trim() {
        "" | "d" | "day" | "days" | "天" | "日" => days(1),
        "w" | "week" | "weeks" | "周" | "星期" => days(7),
        "m" | "month" | "months" | "月" | "个月" => months(1),
        "y" | "year" | "years" | "年" => months(12),
        _ => None,
    }
}
