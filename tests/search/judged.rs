use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use peidang::search::index::{Index, Kind, Name};
use peidang::search::query::Query;
use peidang::search::rank::{Found, Results};
use peidang::words::query::vocabulary;

use super::workspace::{index, today, workspace};

const JUDGED: &str = include_str!("judged.yaml");
/// The least share of queries whose first answer is a right one, and the least mean of one through its rank.
const FIRST: f64 = 0.95;
const MEAN: f64 = 0.97;

fn answer(index: &Index, query: &str) -> Results {
    let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let query = Query::parse(query, vocabulary(), &date, today()).unwrap();
    index.answer(&query, vocabulary(), 50)
}

/// `entry 19-v6w7x`.
fn called(found: &Found) -> String {
    let id = match &found.name {
        Name::Task(task) => task.to_string(),
        Name::Entry { id, .. } => id.as_str().to_owned(),
        Name::Unit(name) | Name::Activity(name) | Name::Chase(name) => name.to_string(),
    };
    format!("{} {id}", found.kind.key())
}

/// One through the rank of the first right answer; none found counts as nothing.
fn reciprocal(results: &Results, right: &[String]) -> f64 {
    if right == ["nothing"] {
        return if results.total == 0 { 1.0 } else { 0.0 };
    }
    let place = results.found.iter().position(|found| right.contains(&called(found)));
    place.map_or(0.0, |place| 1.0 / f64::from(u32::try_from(place + 1).unwrap()))
}

#[test]
fn what_a_coordinator_means_stands_first() {
    let kinds: BTreeMap<String, Vec<Vec<String>>> = serde_yaml::from_str(JUDGED).unwrap();
    let index = index(&workspace());
    let (mut all, mut report, mut poor) = (Vec::new(), String::new(), Vec::new());
    let share = |scores: &[f64]| -> (f64, f64) {
        let count: f64 = scores.iter().map(|_| 1.0).sum();
        let first: f64 = scores.iter().filter(|score| **score > 0.99).sum();
        (first / count, scores.iter().sum::<f64>() / count)
    };
    for (kind, queries) in &kinds {
        let mut scores = Vec::new();
        for words in queries {
            let (query, right) = words.split_first().unwrap();
            let results = answer(&index, query);
            let score = reciprocal(&results, right);
            if score < 0.99 {
                let first: Vec<String> = results
                    .found
                    .iter()
                    .take(3)
                    .map(|one| format!("{} {} {}", called(one), one.how.key(), one.title))
                    .collect();
                let nearest = &results.suggestions;
                let _ = writeln!(report, "  {query}: wanted {right:?}, found {first:?} {nearest:?}");
            }
            scores.push(score);
        }
        let (first, mean) = share(&scores);
        let count = scores.len();
        let _ = writeln!(report, "{kind}: {count} queries, first {first:.3}, mean reciprocal rank {mean:.3}");
        if first < FIRST || mean < MEAN {
            poor.push(kind);
        }
        all.extend(scores);
    }
    let (first, mean) = share(&all);
    println!("{report}all: {} queries, first {first:.3}, mean reciprocal rank {mean:.3}", all.len());
    assert!(all.len() >= 150, "{}", all.len());
    assert!(first >= FIRST && mean >= MEAN && poor.is_empty(), "{poor:?}\n{report}");
}

#[test]
fn every_kind_of_thing_is_asked_for() {
    let kinds: BTreeMap<String, Vec<Vec<String>>> = serde_yaml::from_str(JUDGED).unwrap();
    let right: Vec<&String> = kinds.values().flatten().flat_map(|words| &words[1..]).collect();
    for kind in Kind::ALL {
        let asked = right.iter().filter(|one| one.starts_with(kind.key())).count();
        assert!(asked >= 3, "{}: {asked}", kind.key());
    }
    assert!(right.iter().filter(|one| **one == "nothing").count() >= 15);
}
