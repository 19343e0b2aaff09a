//! Two languages, never one in the other: every label stands in both, and no other room has one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_yaml::Value;

#[path = "support/sources.rs"]
mod sources;

use sources::files;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of a section by their path.
type Texts = BTreeMap<String, String>;

/// Every text of a file of words with its path in it.
fn texts(path: &Path) -> Texts {
    fn walk(value: &Value, at: &str, found: &mut Texts) {
        match value {
            Value::Mapping(map) => {
                for (key, value) in map {
                    let key = key.as_str().map_or_else(|| format!("{key:?}"), str::to_owned);
                    walk(value, &if at.is_empty() { key } else { format!("{at}.{key}") }, found);
                }
            }
            Value::Sequence(items) => {
                for (number, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}[{number}]"), found);
                }
            }
            Value::String(text) => {
                found.insert(at.to_owned(), text.clone());
            }
            other => panic!("{at} is no text: {other:?}"),
        }
    }
    let mut found = BTreeMap::new();
    walk(&serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap(), "", &mut found);
    found
}

/// Every section with its texts in Chinese and in English.
fn sections() -> Vec<(String, Texts, Texts)> {
    let folder = root().join("assets/words");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".zh.yaml").map(str::to_owned))
        .collect();
    names.sort();
    let read = |name: &str, language| texts(&folder.join(format!("{name}.{language}.yaml")));
    names
        .into_iter()
        .map(|name| {
            let (zh, en) = (read(&name, "zh"), read(&name, "en"));
            (name, zh, en)
        })
        .collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// The names in braces that a text wants filled.
fn places(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    // {n:row|rows} is filled by n.
    let names = names.map(|name| name.split_once(':').map_or(name, |(name, _)| name));
    names.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
}

#[test]
fn every_label_stands_in_both_languages() {
    let mut wrong = Vec::new();
    for (section, zh, en) in sections() {
        for key in zh.keys().filter(|key| !en.contains_key(*key)) {
            wrong.push(format!("{section}: {key} is missing in English"));
        }
        for key in en.keys().filter(|key| !zh.contains_key(*key)) {
            wrong.push(format!("{section}: {key} is missing in Chinese"));
        }
        for (key, text) in zh.iter().chain(&en) {
            // What is empty in one language is empty in the other: nothing is said there.
            if text.trim().is_empty() && zh.get(key) != en.get(key) {
                wrong.push(format!("{section}: {key} is empty in one language"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the other language fills in by another name: a sentence in which the month is a word, the sign has its name, or
/// the field its key.
const OTHER_PLACES: [&str; 5] =
    ["domain.day", "domain.day_with_weekday", "refusal.field", "refusal.missing_value", "time.value"];

#[test]
fn both_languages_say_the_same_things() {
    let mut wrong = Vec::new();
    for (section, zh, en) in sections() {
        for (key, text) in &zh {
            let other = en.get(key).map(String::as_str).unwrap_or_default();
            let name = format!("{section}.{key}");
            if !OTHER_PLACES.contains(&name.as_str()) && places(text) != places(other) {
                wrong.push(format!("{name}: {text} / {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is typed stays Chinese in every language: names of units, time limits, words of the data. These show how.
const EXAMPLES: [&str; 48] = [
    "cli.commands.activity.notes",
    "cli.commands.add.notes",
    "cli.commands.annual.notes",
    "cli.commands.chase.notes",
    "cli.commands.due.notes",
    "cli.commands.duty.notes",
    "cli.commands.extend.notes",
    "cli.commands.find.notes",
    "cli.commands.handover.notes",
    "cli.commands.list.notes",
    "cli.commands.note.notes",
    "cli.commands.sheets.notes",
    "cli.commands.show.notes",
    "commands.commands.add_task.doc",
    "commands.commands.send_sheets.doc",
    "fault.doubtful_when.mend",
    "fault.plain_word.mend",
    "fault.unread_when.mend",
    "notice.open_end",
    "refusal.bad_date",
    "refusal.day",
    "refusal.missing_value",
    "screen.chase.promised_hint",
    "screen.days.filing_hint",
    "screen.days.go_to_hint",
    "screen.extend.hints[0]",
    "screen.form.hints.due",
    "screen.form.hints.start",
    "screen.form.hints.tags",
    "screen.form.hints.units",
    "screen.notices.no_day",
    "screen.popups.due_hint",
    "screen.why_not.no_new_limit",
    "sheets.no_files",
    "sheets.no_folder",
    "sheets.unread.ditto",
    "time.form.hints.audience",
    "time.form.hints.date",
    "time.form.hints.due",
    "time.form.hints.met_by",
    "time.form.hints.paused",
    "time.form.hints.place",
    "time.form.hints.units",
    "time.form.names_hint",
    "time.form.task_hints.due",
    "time.form.task_hints.number",
    "time.form.task_hints.units",
    "time.month_missing",
];

#[test]
fn no_chinese_stands_in_an_english_text_but_for_what_is_typed() {
    let mut found = BTreeSet::new();
    for (section, _, en) in sections() {
        for (key, text) in en {
            if text
                .chars()
                .any(|c| is_han(c) || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}'))
            {
                found.insert(format!("{section}.{key}"));
            }
        }
    }
    let mut allowed: BTreeSet<String> = EXAMPLES.iter().map(|name| (*name).to_owned()).collect();
    allowed.insert("time.no_month".to_owned());
    let leaks: Vec<&String> = found.difference(&allowed).collect();
    assert!(leaks.is_empty(), "Chinese in English: {leaks:#?}");
    let stale: Vec<&String> = allowed.difference(&found).collect();
    assert!(stale.is_empty(), "no example any more: {stale:#?}");
}

/// The string literals of a source, tests and comments left out.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = source.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let tail = &source[at..];
        let raw = tail.strip_prefix('r').map(|inner| inner.chars().take_while(|c| *c == '#').count());
        let raw = raw.filter(|many| tail[1 + many..].starts_with('"'));
        let word_before = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if tail.starts_with("//") {
            while rest.next_if(|(_, c)| *c != '\n').is_some() {}
        } else if let Some(many) = raw.filter(|_| !word_before) {
            let body = &tail[many + 2..];
            let end = body.find(&format!("\"{}", "#".repeat(many))).unwrap_or(body.len());
            found.push(body[..end].to_owned());
            let until = at + many + 2 + end + 1 + many;
            while rest.next_if(|(at, _)| *at < until).is_some() {}
        } else if c == '"' {
            let mut text = String::new();
            while let Some((_, c)) = rest.next() {
                match c {
                    '\\' => drop(rest.next()),
                    '"' => break,
                    c => text.push(c),
                }
            }
            found.push(text);
        } else if c == '\'' {
            // A character, or the name of a lifetime.
            let inner = &tail[1..];
            let whole = inner.starts_with('\\') || inner.chars().nth(1) == Some('\'');
            if whole {
                if rest.next().is_some_and(|(_, c)| c == '\\') {
                    rest.next();
                }
                while rest.next().is_some_and(|(_, c)| c != '\'') {}
            }
        }
    }
    found
}

/// Where Chinese stands in the code of the upper rooms and why: what goes into files and documents, which are Chinese
/// whatever the screen's language, and what is read as people type it.
const DATA: &[(&str, &str)] = &[
    ("src/cli/git.rs", "the head lines of .gitignore and the name of the merge driver"),
    ("src/cli/activity.rs", "the field in which the kind of an activity is typed"),
    ("src/cli/backup.rs", "an answer that is typed"),
    ("src/cli/chase.rs", "the title of a document"),
    ("src/cli/check.rs", "an answer that is typed"),
    ("src/screen/bars.rs", "the end of a plan's title that the title bar leaves out"),
    ("src/screen/glyphs.rs", "twins of signs in the data"),
    ("src/screen/theme.rs", "a theme's own name"),
    ("src/store/", "the head lines of the files, and their kinds"),
    ("src/terminal/editor.rs", "a file's name in a test"),
    ("src/terminal/fuzz.rs", "what is typed"),
    ("src/terminal/sheets.rs", "the folder of the sheets"),
    ("src/workbench/days/due.rs", "a time limit as it is stored"),
    ("src/workbench/forms.rs", "a word that is typed"),
    ("src/workbench/ledger/column.rs", "the heads of a copied table, as in the sheets"),
    ("src/workbench/overlay/record.rs", "words of the data in a field"),
    ("src/workbench/papers.rs", "names of documents"),
    ("src/workbench/picker.rs", "a time limit as it is stored"),
    (
        "src/workbench/records/typed.rs",
        "labels of fields by which an error names them, told in words elsewhere",
    ),
    ("src/workbench/weekly.rs", "names in documents"),
];

#[test]
fn no_label_stands_in_the_code_of_another_room() {
    let (mut leaks, mut met) = (Vec::new(), BTreeSet::new());
    for room in ["cli", "screen", "store", "terminal", "workbench"] {
        let mut all = vec![root().join(format!("src/{room}.rs"))];
        files(&root().join("src").join(room), &mut all);
        for path in all {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            if name.contains("/tests") {
                continue;
            }
            let texts = literals(&fs::read_to_string(&path).unwrap());
            let Some(text) = texts.iter().find(|text| text.chars().any(is_han)) else { continue };
            match DATA
                .iter()
                .find(|(known, _)| name == *known || (known.ends_with('/') && name.starts_with(known)))
            {
                Some((known, _)) => drop(met.insert(*known)),
                None => leaks.push(format!("{name}: {text:?}")),
            }
        }
    }
    assert!(leaks.is_empty(), "labels belong into assets/words: {leaks:#?}");
    let stale: Vec<_> = DATA.iter().filter(|(known, _)| !met.contains(known)).collect();
    assert!(stale.is_empty(), "no Chinese stands there any more: {stale:?}");
}

#[test]
fn literals_are_found_and_comments_are_not() {
    let source = r##"let a = "一\"二"; // "三"
        let b = ['"', '\'', '四']; let c = r#"五"六"#; fn f<'a>(x: &'a str) { g("七") }
#[cfg(test)]
mod tests { "八" }"##;
    assert_eq!(literals(source), ["一二", "五\"六", "七"]);
}
