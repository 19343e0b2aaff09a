//! Every view and everything that floats, with every text of the data and all that is typed spoiled by what is hard for a
//! grid of cells; and in English with data that have no Chinese in them, so that what is Chinese there is a leak.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;
use serde_yaml::Value;

use super::{look, shown};
use crate::domain::duty::DutyBook;
use crate::domain::workspace::Workspace;
use crate::screen::glyphs::Glyphs;
use crate::screen::look::Look;
use crate::screen::text::is_hidden;
use crate::search::index::{Index, Snapshot};
use crate::words::Language;
use crate::workbench::export::{Reported, Seen};
use crate::workbench::plans::PlanLine;
use crate::workbench::tests::desk::{busy, day, opening};
use crate::workbench::{Effect, Input, Opening, Workbench};

/// Where keys are pressed, and which: each is a screen.
const SCREENS: [(&str, &[&str]); 6] = [
    // On an entry of task 7.
    (
        "Right Down",
        &[
            "",
            "s",
            "s 5",
            "n",
            "p",
            "e",
            "e End",
            "e Tab Tab Tab",
            "?",
            ":",
            "o",
            "/",
            "f",
            "F",
            "H",
            "c",
            "C",
            "T",
            "i",
            "P",
            "x",
            "x Tab Tab",
            "E",
            "w",
            "N",
            "d",
            "u",
            "A",
            "M",
            "M 1",
            "M 2",
            "M 3",
            "M 5",
            "M 7",
            "M 0",
            "a",
        ],
    ),
    // On a branch.
    ("K", &["", "Enter", "o", "M 4", "q"]),
    ("2", &["", "o", "b", "v", "t", "r", "g", "+ n", "+ s", "b 1", "Enter", "o 3"]),
    ("3", &["", "g", "v", "v v", "Tab", "Tab s", "PageDown"]),
    (
        "4",
        &[
            "",
            "G",
            "D",
            "g",
            "T",
            "c",
            "M",
            "R",
            "Space A",
            "Enter",
            "Enter a",
            "Enter Down Down e",
            "Enter End o",
            "Enter T",
            "Enter c",
        ],
    ),
    ("5", &["", "Enter", "o", "Down Down Down s", "End", "y"]),
];

/// Does what the loop does, as far as the screen shows it.
fn carry_out(bench: &mut Workbench, effects: Vec<Effect>, text: &str) {
    for effect in effects {
        match effect {
            Effect::Commit { ticket, .. } => bench.saved(ticket),
            Effect::Search { number, query } => {
                let index = Index::build(&Snapshot::new(bench.workspace(), bench.rows()));
                bench.found(number, index.find(&query, 50));
            }
            Effect::Report(ask) if !ask.write => {
                let seen = Seen { lines: vec![text.to_owned(); 3], reported: Reported::Corrects };
                bench.report_seen(ask.number, Ok(seen));
            }
            Effect::ListPlans => bench.plans_listed(vec![PlanLine {
                id: "a".to_owned(),
                title: text.to_owned(),
                year: 2024,
                closed: None,
                tally: Some(bench.rows().total()),
                current: true,
            }]),
            _ => {}
        }
    }
}

/// Each screen, as it comes and after a text was typed into it.
fn each_screen(workspace: &Workspace, text: &str, mut see: impl FnMut(&str, &mut Workbench)) {
    for (place, all) in SCREENS {
        for keys in all {
            let opening = Opening { by: "w1".to_owned(), ..opening(workspace.clone(), day(7, 8)) };
            let mut bench = Workbench::new(opening).with_texts(crate::words::commands::texts()).at_task(7);
            for key in place.split(' ').chain(keys.split(' ')).filter(|key| !key.is_empty()) {
                let effects = bench.press(key);
                carry_out(&mut bench, effects, text);
            }
            let name = format!("{place}, {keys}");
            see(&name, &mut bench);
            let effects = bench.handle(Input::Paste(text.to_owned()));
            carry_out(&mut bench, effects, text);
            see(&name, &mut bench);
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// A value with every text that has Chinese in it turned into another one: names stay the same wherever they stand, and keys,
/// ids and dates are left alone.
fn turned(value: Value, turn: &dyn Fn(&str, &str) -> String, key: &str) -> Value {
    match value {
        Value::String(text) if text.chars().any(is_han) => Value::String(turn(&text, key)),
        Value::Sequence(items) => items.into_iter().map(|item| turned(item, turn, key)).collect(),
        Value::Mapping(map) => Value::Mapping(
            map.into_iter()
                .map(|(key, value)| {
                    let name = key.as_str().unwrap_or_default().to_owned();
                    (key, turned(value, turn, &name))
                })
                .collect(),
        ),
        other => other,
    }
}

fn again<T: serde::Serialize + serde::de::DeserializeOwned>(
    one: &T,
    turn: &dyn Fn(&str, &str) -> String,
) -> T {
    serde_yaml::from_value(turned(serde_yaml::to_value(one).unwrap(), turn, "")).unwrap()
}

/// A busy plan with activities, chases and duties, every text of it turned into another one.
fn workspace(turn: &dyn Fn(&str, &str) -> String) -> Workspace {
    let base = busy();
    let mut made = Workspace::new(again(base.plan.as_ref(), turn), again(base.roster.as_ref(), turn));
    let tasks: BTreeSet<u32> = base.entries().map(|(task, _)| task).collect();
    for task in tasks {
        let entries = base.entries_of(task).iter();
        made.put_entries(task, entries.map(|entry| again(entry.as_ref(), turn).into()).collect());
    }
    let read = |text: &str| -> Value { turned(serde_yaml::from_str(text).unwrap(), turn, "") };
    made.activities =
        serde_yaml::from_value(read(include_str!("../../../tests/search/activities.yaml"))).unwrap();
    made.chases = serde_yaml::from_value(read(include_str!("../../../tests/search/chases.yaml"))).unwrap();
    let mut duties = read(include_str!("../../../seeds/zhoucun-2024/duties.yaml"));
    duties.as_mapping_mut().unwrap().remove("schema");
    let book: DutyBook = serde_yaml::from_value(duties).unwrap();
    made.duties = book.into();
    made
}

fn number_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What is hard for a grid: emoji sequences, combining marks, NFD, half-width kana, other directions, signs that act.
fn hard() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "👨‍👩‍👧‍👦", "🇨🇳", "🇨", "👍🏽", "☎️", "☎", "e\u{301}", "\u{301}", "ｶﾞﾊﾟ", "ﾞ", "が", "か\u{3099}", "각",
            "\u{1100}\u{1161}\u{11a8}", "क्षि", "葛\u{e0100}", "\u{200d}", "\u{200b}", "\u{202e}", "\u{600}", "\u{1b}[31m", "\r",
            "\t", "\n", "\u{3000}", "\u{fe0f}", "1️⃣", "𠮷", "سلام", "\u{2028}", "\u{feff}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ﷺ", "⸻", "\u{e000}", "{n}",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,4}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_line_of_any_screen(
        pieces in prop::collection::vec(hard(), 1..12),
        (columns, rows) in prop_oneof![Just((80_u16, 24_u16)), (1_u16..140, 1_u16..45)],
        wide in any::<bool>(),
        english in any::<bool>(),
    ) {
        let spoil = |text: &str, _: &str| {
            let number = number_of(text);
            let count = u64::try_from(text.chars().count() + 1).unwrap();
            let at = usize::try_from(number % count).unwrap();
            let piece = &pieces[usize::try_from(number / 7 % u64::try_from(pieces.len()).unwrap()).unwrap()];
            let (before, after): (Vec<_>, Vec<_>) = text.chars().enumerate().partition(|(place, _)| *place < at);
            let text = |part: Vec<(usize, char)>| part.into_iter().map(|(_, c)| c).collect::<String>();
            format!("{}{piece}{}", text(before), text(after))
        };
        let language = if english { Language::English } else { Language::Chinese };
        let glyphs = if wide { Glyphs::wide_safe() } else { Glyphs::narrow() };
        let look = Look { glyphs, ..look(language) };
        each_screen(&workspace(&spoil), &pieces.concat(), |name, bench| {
            // Half a character fails in there.
            let text = shown(bench, &look, columns, rows);
            assert!(!text.contains(is_hidden), "{name}: {}", text.escape_debug());
        });
    }
}

/// What is Chinese on an English screen by design: texts that are sent in Chinese whatever the language, and what is typed,
/// as a value in a field or as an example of it.
const TEXTS: [&str; 4] = ["c", "C", "Enter c", "Down Down Down s"];
const TYPED: &[&str] = &[
    "7月上旬",
    "9月底前",
    "7月底前",
    "7月20日前",
    "每季度",
    "工作日",
    "下周五",
    "天内",
    "9月",
    "增1",
    "、",
    "持续推进类",
    "政府开放活动",
    "已报计划",
    "是",
    "政府办公室",
    "领导小组",
    "开发区",
    "部门",
    "镇",
    "街道",
];

#[test]
fn no_chinese_slips_into_an_english_screen() {
    let latin = |text: &str, key: &str| match key {
        "due" | "start" | "date" => "2024-09-30".to_owned(),
        _ => format!("w{:x}", number_of(text) % 0xf_ffff),
    };
    let is_chinese = |c: char| is_han(c) || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}');
    let workspace = workspace(&latin);
    let mut leaks = BTreeSet::new();
    for (columns, rows) in [(80, 24), (200, 50)] {
        each_screen(&workspace, "typed", |name, bench| {
            if TEXTS.iter().any(|keys| name.ends_with(&format!(", {keys}"))) {
                return;
            }
            let text = shown(bench, &look(Language::English), columns, rows);
            // The sentence for the leader who asks in a chat.
            let is_sentence = |line: &&str| line.contains("截至7月8日") || line.contains("尚未启动53项");
            for line in text.lines().filter(|line| !is_sentence(line)) {
                let rest = TYPED.iter().fold(line.to_owned(), |rest, typed| rest.replace(typed, ""));
                if rest.chars().any(is_chinese) {
                    leaks.insert(format!("{name}: {}", line.trim()));
                }
            }
        });
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}
