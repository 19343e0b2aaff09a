//! What holds for every query, whatever is typed.

use std::sync::{Arc, LazyLock};

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use peidang::domain::entry::{Entry, EntryId, Progress};
use peidang::domain::workspace::Workspace;
use peidang::search::index::{Index, Name, Snapshot};
use peidang::search::pinyin::{How, Pattern};
use peidang::search::rank::Results;
use pinyin::ToPinyinMulti;
use proptest::prelude::*;
use proptest::sample::Index as Choice;

use super::workspace::{empty, index, rows, today, workspace};

static INDEX: LazyLock<Index> = LazyLock::new(|| index(&workspace()));

fn titles() -> Vec<String> {
    let workspace = workspace();
    let tasks = workspace.plan.tasks().map(|task| task.requirement.clone());
    tasks.chain(workspace.entries().map(|(_, entry)| entry.measure.clone())).collect()
}

static TITLES: LazyLock<Vec<String>> = LazyLock::new(titles);

/// A stretch of a title, each character as it is, in full, by its initial, or the last one cut short.
fn typed(title: &str, from: Choice, ways: &[(u8, Choice)]) -> String {
    let signs: Vec<char> = title.chars().collect();
    let start = from.index(signs.len());
    let mut word = String::new();
    let stretch = signs[start..].iter().zip(ways);
    let last = stretch.len() - 1;
    for (place, (sign, (way, which))) in stretch.enumerate() {
        let readings: Vec<String> = sign
            .to_pinyin_multi()
            .into_iter()
            .flatten()
            .map(|reading| reading.plain().replace('ü', "v").replace('ê', "e"))
            .collect();
        if readings.is_empty() || way % 4 == 0 {
            word.push(*sign);
            continue;
        }
        let letters = which.get(&readings);
        let cut = match way % 4 {
            1 => 1,
            2 if place == last => 1 + which.index(letters.len()),
            _ => letters.len(),
        };
        word.push_str(&letters[..cut]);
    }
    word.replace(char::is_whitespace, "")
}

fn ways() -> impl Strategy<Value = Vec<(u8, Choice)>> {
    prop::collection::vec((any::<u8>(), any::<Choice>()), 1..7)
}

/// What people type, right and wrong, and anything at all.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        (any::<Choice>(), any::<Choice>(), ways()).prop_map(|(title, from, ways)| typed(
            title.get::<String>(&TITLES),
            from,
            &ways
        )),
        "[a-z]{1,12}",
        "[政策解读公开民清单低保局区业事]{1,5}",
        "(zheng|ce|jie|du|gong|kai|shi|min|n|g|h){1,5}",
        "\\PC{0,6}",
        any::<String>(),
    ]
}

fn names(results: &Results) -> Vec<(Name, Arc<str>)> {
    results.found.iter().map(|found| (found.name.clone(), Arc::clone(&found.title))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn ranges_stand_inside_the_title_ascend_and_do_not_touch(query in words()) {
        for found in INDEX.find(&query, 50).found {
            let mut end = 0;
            for range in &found.ranges {
                prop_assert!(range.start < range.end && (end == 0 || range.start > end), "{:?}", found);
                end = range.end;
            }
            prop_assert!(end <= found.title.chars().count(), "{:?}", found);
        }
    }

    #[test]
    fn the_order_is_one_and_a_better_way_stands_before_a_worse_one(query in words()) {
        let results = INDEX.find(&query, usize::MAX);
        prop_assert!(results.found.is_sorted_by_key(|found| found.how));
        prop_assert_eq!(&INDEX.find(&query, usize::MAX), &results);
        prop_assert_eq!(results.total, results.found.len());
        let few = INDEX.find(&query, 3);
        prop_assert_eq!(few.total, results.total);
        prop_assert_eq!(&few.found[..], &results.found[..results.total.min(3)]);
    }

    #[test]
    fn a_further_word_never_adds_a_result(query in words(), more in words()) {
        let fewer = names(&INDEX.find(&format!("{query} {more}"), usize::MAX));
        let all = names(&INDEX.find(&query, usize::MAX));
        let is_more = query.trim().is_empty() || INDEX.find(&query, 0) == Results::default();
        for name in fewer {
            prop_assert!(all.contains(&name) || is_more && all.is_empty() && Pattern::new(&query).is_empty(),
                "{:?} + {:?}: {:?}", query, more, name);
        }
    }

    /// What a filter finds in a text, the search finds too.
    #[test]
    fn what_filters_find_in_a_title_is_found(title: Choice, from: Choice, ways in ways()) {
        let title: &String = title.get::<String>(&TITLES);
        let word = typed(title, from, &ways);
        let Some(hit) = Pattern::new(&word).find(title) else { return Ok(()) };
        let results = INDEX.find(&word, usize::MAX);
        let found = results.found.iter().find(|found| *found.title == **title);
        prop_assert!(found.is_some_and(|found| found.how <= hit.how), "{} in {}", word, title);
    }

    /// ib-matcher reads pinyin by other means: what it finds in a title, this finds, but for the readings dropped on
    /// purpose as archaic.
    #[test]
    fn what_ib_matcher_finds_is_found(from: Choice, title: Choice, ways in ways()) {
        let word = typed(title.get::<String>(&TITLES), from, &ways);
        if word.trim().is_empty() {
            return Ok(());
        }
        let config = PinyinMatchConfig::default();
        let oracle = IbMatcher::builder(word.as_str()).is_pattern_partial(true).pinyin(config).build();
        let results = INDEX.find(&word, usize::MAX);
        for title in TITLES.iter() {
            let Some(theirs) = oracle.find(title.as_str()) else { continue };
            let part = &title[theirs.range()];
            let is_dropped = Pattern::new(&word).find(part).is_none();
            let found = results.found.iter().find(|found| *found.title == **title);
            prop_assert!(is_dropped || found.is_some_and(|one| one.how <= How::Pinyin), "{} in {}", word, part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_index_that_followed_finds_what_one_built_anew_finds(
        steps in prop::collection::vec((1..68_u32, any::<Choice>(), 0..5_u8), 1..8),
        queries in prop::collection::vec(words(), 4),
    ) {
        let mut now = workspace();
        let mut followed = index(&now);
        for (number, (task, choice, what)) in (0..).zip(steps) {
            change(&mut now, task, choice, what, number);
            followed.follow(&Snapshot::new(&now, &rows(&now)));
        }
        let anew = index(&now);
        prop_assert_eq!(followed.len(), anew.len());
        for query in queries.iter().map(String::as_str).chain(["公开", "zc", "民政", "低保", "新条目"]) {
            prop_assert_eq!(followed.find(query, 500), anew.find(query, 500), "{}", query);
        }
    }
}

/// One change of the data: a new entry, a text, a note, one gone, a record gone.
fn change(workspace: &mut Workspace, task: u32, choice: Choice, what: u8, number: u32) {
    let mut entries = workspace.entries_of(task).to_vec();
    let place = (!entries.is_empty()).then(|| choice.index(entries.len()));
    match (what, place) {
        (0, _) => {
            let unit = choice.get(&workspace.roster.units).name.clone();
            let mut entry = Entry::new(EntryId::from_text(format!("{task}-new{number}")), vec![unit]);
            entry.measure = format!("新条目{}", choice.get::<String>(&TITLES));
            entries.push(Arc::new(entry));
        }
        (1, Some(place)) => {
            Arc::make_mut(&mut entries[place]).measure.clone_from(choice.get::<String>(&TITLES));
        }
        (2, Some(place)) => Arc::make_mut(&mut entries[place]).progress.push(Progress {
            date: today(),
            text: format!("电话已问{number}").into(),
            by: "李某".into(),
            unknown: peidang::domain::Unknown::default(),
        }),
        (3, Some(place)) => {
            entries.remove(place);
        }
        _ => {
            workspace.chases.pop();
            workspace.activities.pop();
        }
    }
    workspace.put_entries(task, entries);
}

/// A new roster or plan is taken up too.
#[test]
fn an_index_follows_a_roster_and_a_plan() {
    let mut now = workspace();
    let mut followed = index(&now);
    Arc::make_mut(&mut now.roster).units[6].short.push("民生局".to_owned());
    Arc::make_mut(&mut now.plan).task_mut(19).unwrap().requirement = "公开低收入人口认定标准".to_owned();
    followed.follow(&Snapshot::new(&now, &rows(&now)));
    for query in ["民生局", "认定标准", "低保", "msj"] {
        assert_eq!(followed.find(query, 500), index(&now).find(query, 500), "{query}");
    }
    assert_eq!(&*followed.find("民生局", 1).found[0].title, "区民政局");
    followed.follow(&Snapshot::new(&empty(), &rows(&empty())));
    assert_eq!(followed.find("公开", 500), index(&empty()).find("公开", 500));
}

/// Typed letter by letter, each query is answered from scratch: what stood there before never matters.
#[test]
fn letters_typed_one_by_one_find_what_the_whole_word_finds() {
    for word in ["zhengcejiedu", "政册解读", "zhegncejiedu", "dibaohu", "招引资", "zengcejd"] {
        let ends = word.char_indices().map(|(at, sign)| at + sign.len_utf8());
        let typed: Vec<Results> = ends.map(|end| INDEX.find(&word[..end], 50)).collect();
        assert_eq!(typed.last(), Some(&INDEX.find(word, 50)));
        assert_eq!(INDEX.find(word, 50), index(&workspace()).find(word, 50), "{word}");
    }
}

#[test]
fn hard_queries_are_answered() {
    let long =
        ["政", "shi", "a", "😀", "\u{1b}[31m", "是 ", "zhengcejiedu", "政策 ", "\0", "《", "n'", "公开zc"];
    for part in long {
        let query = part.repeat(10_000 / part.chars().count());
        let results = INDEX.find(&query, 20);
        assert!(results.found.len() <= 20);
    }
    for part in ["shi", "zhuang", "ang", "是事", "yi", "n", "政策解读"] {
        for times in [2, 5, 12, 21, 40, 63] {
            let results = INDEX.find(&part.repeat(times), 20);
            assert!(results.suggestions.len() <= 5);
        }
    }
    let many: Vec<String> = (0..200).map(|number| format!("词{number}")).collect();
    assert_eq!(INDEX.find(&many.join(" "), 20).total, 0);
}
