//! 责任单位 of a task as a person writes them: `牵头：区住建局；配合：区财政局、各镇（街道）`.

use super::EditError;
use crate::domain::plan::{Assigned, Role};
use crate::domain::unit::{NameError, Roster};

/// The parts with the words that stand before names, the one that is written first.
const PARTS: [(Role, &[&str]); 5] = [
    (Role::Lead, &["牵头", "牵头单位"]),
    (Role::Emphasised, &["重点", "重点单位"]),
    (Role::Responsible, &["责任", "责任单位"]),
    (Role::Execute, &["落实", "落实单位"]),
    (Role::Support, &["配合", "配合单位"]),
];

/// The units of a task in words, each run of one part behind its word; that of 责任 needs none at the head.
pub fn assigned_text(assigned: &[Assigned]) -> String {
    let mut text = String::new();
    for (place, one) in assigned.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| assigned[before].role);
        if before == Some(one.role) {
            text.push('、');
        } else {
            if !text.is_empty() {
                text.push('；');
            }
            let word = PARTS.iter().find(|(role, _)| *role == one.role).map_or("", |(_, words)| words[0]);
            if one.role != Role::Responsible || before.is_some() {
                text.push_str(word);
                text.push('：');
            }
        }
        text.push_str(&one.unit);
    }
    text
}

/// The units that a text names; each once, with its strongest part.
pub fn assigned(roster: &Roster, text: &str) -> Result<Vec<Assigned>, EditError> {
    let mut all: Vec<Assigned> = Vec::new();
    for clause in split(text, &['；', ';', '。', '\n']) {
        let (role, names) = part(clause);
        for name in split(names, &['、', '，', ',']) {
            let unit = match roster.unit(name) {
                Ok(unit) => unit.name.clone(),
                Err(NameError::Group { name }) => name,
                Err(error) => return Err(error.into()),
            };
            match all.iter_mut().find(|one| one.unit == unit) {
                Some(one) => one.role = one.role.max(role),
                None => all.push(Assigned { unit, role }),
            }
        }
    }
    Ok(all)
}

/// The part that a clause begins with, and the rest.
fn part(clause: &str) -> (Role, &str) {
    let Some((head, rest)) = clause.split_once(['：', ':']) else { return (Role::Responsible, clause) };
    let found = PARTS.iter().find(|(_, words)| words.contains(&head.trim()));
    found.map_or((Role::Responsible, clause), |(role, _)| (*role, rest))
}

/// The pieces between marks that stand outside brackets, trimmed; empty ones left out.
fn split<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    let (mut depth, mut start) = (0_i32, 0);
    let mut pieces = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '〔' | '[' => depth += 1,
            '）' | ')' | '〕' | ']' => depth -= 1,
            _ if depth <= 0 && marks.contains(&c) => {
                pieces.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}
