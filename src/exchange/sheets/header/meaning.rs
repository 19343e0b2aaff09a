//! What a heading means.

use super::Meaning;
use super::words::{FIELD_WORDS, OTHERS, REACH, WHOLE_ONLY, WORDS};
use crate::domain::field::{FIELDS, Field};
use crate::domain::half_width;
use crate::domain::sheet::ANSWERS;
use crate::exchange::sheets::value::plain;

/// How sure a word is of its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// It contains a word that means it.
    Contains,
    /// It is a synonym.
    Synonym,
    /// It is the label itself.
    Label,
}

/// What the words of a heading mean, the upper first: 责任人 over 电话 is how to reach them.
pub(super) fn meaning(words: &[String]) -> Option<(Meaning, Sureness)> {
    let last = words.last()?;
    if words.len() == 1 || words.iter().all(|word| word == last) {
        return one(last);
    }
    let joined = words.concat();
    let upper = words.first().map_or("", String::as_str);
    // A general word (姓名, 时间, 内容) takes its sense from what stands over it.
    let general = ["姓名", "电话", "时间", "内容", "名称", "形式", "情况", "日期", "科室", "职务"];
    if general.contains(&plain(last).as_str()) {
        let upper = one(upper).map(|(meaning, _)| meaning);
        return match (plain(last).as_str(), upper) {
            ("姓名", Some(meaning)) => Some((meaning, Sureness::Synonym)),
            ("电话", _) => one("联系电话"),
            ("职务", _) => None,
            _ => one(&joined).or_else(|| one(last)),
        };
    }
    one(last).or_else(|| one(&joined)).or_else(|| words.iter().rev().skip(1).find_map(|word| one(word)))
}

/// What one heading means.
fn one(word: &str) -> Option<(Meaning, Sureness)> {
    let whole = heading(word);
    let bare = heading(&without_brackets(word));
    if whole.is_empty() {
        return None;
    }
    if (bare.contains('人') || bare.contains("负责"))
        && ["电话", "联系方式", "手机", "联系方法"].iter().any(|word| whole.contains(word))
        && (bare.contains('及')
            || bare.contains('和')
            || bare.contains('、')
            || bare.contains('/')
            || bare.contains('与'))
    {
        return Some((Meaning::PersonAndContact, Sureness::Synonym));
    }
    for word in [&whole, &bare] {
        if let Some(field) = FIELDS.iter().find(|field| answers(field) && field.label == *word) {
            return Some((Meaning::Field(field), Sureness::Label));
        }
        let exact = all_words().find(|(_, known)| known == word);
        if let Some((meaning, _)) = exact {
            return Some((meaning, Sureness::Synonym));
        }
    }
    if OTHERS.iter().any(|word| bare.contains(word)) {
        return None;
    }
    if REACH.iter().any(|word| bare.ends_with(word)) {
        return FIELDS
            .iter()
            .find(|field| field.key == "contact")
            .map(|field| (Meaning::Field(field), Sureness::Contains));
    }
    // The longest word in it; of equals the one that stands last (工作任务完成时限 is a time limit).
    let inside = all_words().filter(|(_, known)| {
        known.chars().count() >= 2 && !WHOLE_ONLY.contains(known) && bare.contains(*known)
    });
    let longest = inside.max_by_key(|(_, known)| (known.chars().count(), bare.rfind(*known)));
    longest.map(|(meaning, _)| (meaning, Sureness::Contains))
}

/// Fields that a sheet has columns for.
fn answers(field: &Field) -> bool {
    ANSWERS.contains(&field.key) || field.key == "percent" || field.key == "start"
}

/// Every known word with its meaning.
fn all_words() -> impl Iterator<Item = (Meaning, &'static str)> {
    let fixed = WORDS.iter().flat_map(|(meaning, words)| words.iter().map(|word| (*meaning, *word)));
    let fields = FIELDS.iter().filter(|field| answers(field)).flat_map(|field| {
        let more = FIELD_WORDS.iter().find(|(key, _)| *key == field.key).map_or(&[][..], |(_, words)| words);
        std::iter::once(&field.label)
            .chain(field.synonyms)
            .chain(more)
            .map(move |word| (Meaning::Field(field), *word))
    });
    fields.chain(fixed)
}

/// A heading as it compares: half width, lower case, without blanks, marks and numbering.
fn heading(word: &str) -> String {
    let plain: String = word
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '*' | '※' | '★' | '☆' | ':' | '#' | '"' | '“' | '”' | '_' | '-' | '—'))
        .collect();
    plain.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、')).to_owned()
}

/// A heading without what stands in brackets.
pub fn without_brackets(word: &str) -> String {
    let (mut plain, mut depth) = (String::new(), 0_usize);
    for c in word.chars() {
        match c {
            '（' | '(' | '【' | '[' | '〔' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    if plain.trim().is_empty() { word.to_owned() } else { plain }
}
