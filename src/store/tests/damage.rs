//! Broken files: every kind of file × every kind of damage. The rest opens, the file is named with its line, it is kept
//! byte for byte, changes to it are refused, and a repair brings back what the journal holds.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::small::{PLAN, activity, bare, chase, duty, furnished};
use super::*;
use crate::domain::workspace::Workspace;
use crate::store::fault::{FaultKind, Severity};

/// The parts of the small plan.
const PARTS: [Part; 7] = [
    Part::Plan,
    Part::Roster,
    Part::Entries(7),
    Part::Entries(9),
    Part::Activities,
    Part::Chases,
    Part::Duties,
];

/// A change of each part.
fn change_of(store: &Store, part: Part, round: usize) -> Draft {
    let word = |start: &str| format!("{start}-{round:05}");
    match part {
        Part::Plan => {
            let field = "title".to_owned();
            let old = store.workspace().value(&Target::Plan, &field);
            let new = word("题").into();
            Draft::new(
                crate::domain::change::Label::Plan,
                vec![Op::Set { target: Target::Plan, field, old, new }],
            )
        }
        Part::Roster => {
            let (target, field) = (Target::Unit("区水利局".to_owned()), "note".to_owned());
            let old = store.workspace().value(&target, &field);
            let new = word("记").into();
            Draft::new(crate::domain::change::Label::Roster, vec![Op::Set { target, field, old, new }])
        }
        Part::Entries(task) => addition(store, task, &word(&task.to_string()), "后来"),
        Part::Activities => activity(&word("a")),
        Part::Chases => chase(&word("c")),
        Part::Duties => duty(&word("d")),
    }
}

/// Every so many places of a long file are damaged: all of them with `PEIDANG_FAULTS=all`.
fn stride() -> usize {
    if std::env::var_os("PEIDANG_FAULTS").is_some() { 1 } else { 11 }
}

/// What a workspace holds of a part.
fn held(workspace: &Workspace, part: Part) -> String {
    match part {
        Part::Plan => format!("{:?}", workspace.plan),
        Part::Roster => format!("{:?}", workspace.roster),
        Part::Entries(task) => format!("{:?}", workspace.entries_of(task)),
        Part::Activities => format!("{:?}", workspace.activities),
        Part::Chases => format!("{:?}", workspace.chases),
        Part::Duties => format!("{:?}", workspace.duties),
    }
}

/// Opens with other randomness than the machine that wrote had.
fn reopen_anew(disk: &ModelDisk) -> Store {
    open(Arc::new(disk.clone()), Path::new(ROOT), None, chance(4711)).unwrap()
}

/// The disk of a furnished plan, from which each damage begins anew.
struct Sound {
    files: Vec<(PathBuf, Vec<u8>)>,
    workspace: Workspace,
}

impl Sound {
    fn new() -> Self {
        let disk = bare();
        let store = furnished(&disk);
        assert!(store.faults().is_empty(), "{:?}", store.faults());
        Self { files: disk.files().into_iter().collect(), workspace: store.workspace().clone() }
    }

    fn disk(&self) -> ModelDisk {
        let disk = ModelDisk::default();
        for (path, bytes) in &self.files {
            disk.put(path, bytes);
        }
        disk
    }

    fn bytes(&self, path: &Path) -> Vec<u8> {
        self.files.iter().find(|(one, _)| one == path).unwrap().1.clone()
    }
}

/// Puts a damage into a part's file and holds all that is promised. Whether the file counts as broken.
fn endure(sound: &Sound, part: Part, damaged: &[u8], round: usize, place: &str) -> bool {
    let disk = sound.disk();
    let path = Layout::new(ROOT, PLAN).part(part);
    disk.put(&path, damaged);
    let mut store = reopen(&disk);
    let broken = store.workspace().is_unreadable(part);
    for other in PARTS.into_iter().filter(|one| *one != part) {
        assert!(!store.workspace().is_unreadable(other), "{place}: {other:?}");
        assert_eq!(held(store.workspace(), other), held(&sound.workspace, other), "{place}: {other:?}");
    }
    if !broken {
        // It reads as an edit: then every change made afterwards must last.
        if !store.workspace().is_locked(part) {
            let draft = change_of(&store, Part::Entries(9), round);
            store.commit(draft, &stamp(20)).unwrap();
            assert_eq!(reopen(&disk).workspace(), store.workspace(), "{place}");
        }
        return false;
    }
    let faults: Vec<_> = store.faults().iter().filter(|fault| fault.part == Some(part)).collect();
    assert_eq!(faults.len(), 1, "{place}: {:?}", store.faults());
    assert_eq!(faults[0].path, path, "{place}");
    assert_eq!(faults[0].kind.severity(), Severity::Broken, "{place}");
    let refused = store.commit(change_of(&store, part, round), &stamp(20)).unwrap_err();
    assert!(matches!(refused, CommitError::Conflict(ChangeError::Unreadable(_))), "{place}: {refused}");
    let elsewhere = if part == Part::Entries(9) { Part::Chases } else { Part::Entries(9) };
    let draft = change_of(&store, elsewhere, round);
    store.commit(draft, &stamp(21)).unwrap();
    store.sync(&stamp(22)).unwrap();
    assert_eq!(disk.files()[&path], damaged, "{place}: kept as it is");
    // The journal, and the copy of what does not begin with nothing, bring it back.
    let mut store = reopen(&disk);
    assert_eq!(store.repairable(), BTreeSet::from([part]), "{place}");
    store.repair(&stamp(23)).unwrap();
    let again = reopen(&disk);
    assert!(again.faults().is_empty(), "{place}: {:?}", again.faults());
    assert_eq!(held(again.workspace(), part), held(&sound.workspace, part), "{place}: rebuilt");
    let kept = disk.files().into_iter().filter(|(path, _)| path.starts_with(again.layout().broken()));
    assert!(kept.into_iter().any(|(_, bytes)| bytes == damaged), "{place}: the broken one is kept");
    true
}

#[test]
fn a_file_cut_anywhere_is_broken_and_comes_back() {
    let sound = Sound::new();
    for part in PARTS {
        let whole = sound.bytes(&Layout::new(ROOT, PLAN).part(part));
        for len in (0..whole.len() - 1).step_by(stride().min(5)) {
            let place = format!("{part:?} cut at {len}");
            assert!(endure(&sound, part, &whole[..len], len, &place), "{place}");
        }
    }
}

#[test]
fn a_byte_flipped_anywhere_breaks_at_most_its_own_file() {
    let sound = Sound::new();
    let mut broken = 0;
    for part in PARTS {
        let whole = sound.bytes(&Layout::new(ROOT, PLAN).part(part));
        for at in (0..whole.len()).step_by(stride().min(5)) {
            let mask = [0x01, 0x20, 0x80, 0x04][at % 4];
            let mut damaged = whole.clone();
            damaged[at] ^= mask;
            broken += usize::from(endure(&sound, part, &damaged, at, &format!("{part:?} flipped at {at}")));
        }
    }
    assert!(broken > 100, "{broken}");
}

type Damage = Box<dyn Fn(&str) -> Vec<u8>>;

/// Damage that can befall any file of YAML: its name, and what it makes of a text.
fn damages() -> Vec<(&'static str, Damage)> {
    fn closed(text: &str) -> Vec<u8> {
        format!("{text}# end\n").into_bytes()
    }
    let last_key = |text: &str| text.trim_end().trim_end_matches("# end").to_owned();
    vec![
        ("empty", Box::new(|_| Vec::new())),
        ("nothing but zeros", Box::new(|text| vec![0; text.len()])),
        ("duplicate key", Box::new(move |text| closed(&format!("{}schema: 1\n", last_key(text))))),
        ("tabs", Box::new(|text| text.replacen("\n- ", "\n\t- ", 1).into_bytes())),
        (
            "GBK",
            Box::new(|text| text.bytes().map(|byte| if byte > 0x7f { byte ^ 0x48 } else { byte }).collect()),
        ),
        ("UTF-16", Box::new(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect())),
        (
            "UTF-16 with a mark",
            Box::new(|text| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ),
        (
            "git's conflict marks",
            Box::new(|text| format!("<<<<<<< HEAD\n{text}=======\n{text}# end\n").into_bytes()),
        ),
        (
            "an alias bomb",
            Box::new(move |text| {
                let mut bomb = vec![last_key(text), "x0: &x0 [啊, 啊]\n".to_owned()];
                bomb.extend((1..30).map(|n| format!("x{n}: &x{n} [*x{0}, *x{0}, *x{0}]\n", n - 1)));
                closed(&bomb.concat())
            }),
        ),
        (
            "10,000 levels",
            Box::new(move |text| closed(&(last_key(text) + "deep: " + &"[".repeat(10_000) + "\n"))),
        ),
        (
            "10,000 levels of lists",
            Box::new(move |text| closed(&(last_key(text) + "deep:\n" + &"- ".repeat(10_000) + "\n"))),
        ),
        ("a quotation mark", Box::new(move |text| closed(&(last_key(text) + "mine: \"张某\n")))),
        (
            "a number beyond 64 bits",
            Box::new(move |text| closed(&(last_key(text) + "mine: 99999999999999999999999999\n"))),
        ),
        ("an unknown anchor", Box::new(move |text| closed(&(last_key(text) + "mine: *重要*\n")))),
        ("two documents", Box::new(|text| format!("{text}---\n{text}").into_bytes())),
        ("another kind", Box::new(|_| b"- 1\n- 2\n# end\n".to_vec())),
        ("no YAML", Box::new(|_| "这不是 YAML：{[\n# end\n".as_bytes().to_vec())),
    ]
}

#[test]
fn every_damage_to_every_file_is_named_and_comes_back() {
    let sound = Sound::new();
    let mut seen = Vec::new();
    for part in PARTS {
        let path = Layout::new(ROOT, PLAN).part(part);
        let whole = String::from_utf8(sound.bytes(&path)).unwrap();
        for (round, (name, damage)) in damages().into_iter().enumerate() {
            let damaged = damage(&whole);
            assert_ne!(damaged, whole.as_bytes(), "{part:?}: {name}");
            let place = format!("{part:?}: {name}");
            let broken = endure(&sound, part, &damaged, round, &place);
            assert!(broken, "{place} is not noticed");
            let disk = sound.disk();
            disk.put(&path, &damaged);
            let fault = reopen(&disk).faults()[0].clone();
            seen.push(format!("{name}: {:?} {:?}", fault.line, fault.kind));
            assert!(fault.line.is_some(), "{place}: {fault:?}");
        }
    }
    insta::assert_snapshot!(seen[..damages().len()].join("\n"));
}

#[test]
fn a_file_as_an_editor_may_save_it_is_read_as_it_is_meant() {
    let sound = Sound::new();
    for part in PARTS {
        let path = Layout::new(ROOT, PLAN).part(part);
        let whole = String::from_utf8(sound.bytes(&path)).unwrap();
        for text in [
            whole.replace('\n', "\r\n"),
            format!("\u{feff}{whole}"),
            format!("\u{feff}{}", whole.replace('\n', "\r\n")),
            format!("# 我的注释\n{whole}\n\n"),
            whole.trim_end().to_owned(),
        ] {
            let disk = sound.disk();
            disk.put(&path, text.as_bytes());
            let mut store = reopen(&disk);
            assert!(store.faults().is_empty(), "{part:?}: {:?}", store.faults());
            assert_eq!(*store.workspace(), sound.workspace, "{part:?}");
            store.sync(&stamp(30)).unwrap();
            assert_eq!(*store.workspace(), sound.workspace, "{part:?}");
        }
    }
}

#[test]
fn unquoted_numbers_and_words_stay_what_was_written() {
    let sound = Sound::new();
    let path = Layout::new(ROOT, PLAN).part(Part::Entries(9));
    let whole = String::from_utf8(sound.bytes(&path)).unwrap();
    let typed = [
        ("due", "7.10"),
        ("person", "no"),
        ("section", "07"),
        ("contact", "05331234567"),
        ("remark", "1_000"),
        ("problem", "99999999999999999999999999"),
        ("help", "0x1F"),
        ("leader", "~"),
        ("deliverable", "1e3"),
    ];
    let lines: Vec<String> = typed.iter().map(|(key, value)| format!("  {key}: {value}\n")).collect();
    let lines = lines.concat();
    let disk = sound.disk();
    let body = whole.trim_end().strip_suffix("# end").unwrap();
    disk.put(&path, format!("{body}{lines}# end\n").as_bytes());
    let mut store = reopen(&disk);
    assert!(store.faults().is_empty(), "{:?}", store.faults());
    store.commit(note(&store, "9-bbbbb", "接着办"), &stamp(40)).unwrap();
    let again = reopen(&disk);
    let (_, entry) = again.workspace().entry(&id("9-bbbbb")).unwrap();
    for (key, value) in typed {
        let value = if value == "~" { "" } else { value };
        let found = again.workspace().value(&Target::Entry { task: 9, id: entry.id.clone() }, key);
        assert_eq!(found.as_str().unwrap_or_default(), value, "{key}");
    }
}

#[test]
fn a_journal_cut_or_flipped_anywhere_loses_no_file_and_takes_the_next_change() {
    let sound = Sound::new();
    let journal =
        sound.files.iter().find(|(path, _)| path.parent().is_some_and(|one| one.ends_with("journal")));
    let (path, whole) = journal.unwrap().clone();
    let mut damages: Vec<Vec<u8>> =
        (0..whole.len()).step_by(stride()).map(|len| whole[..len].to_vec()).collect();
    for at in (0..whole.len()).step_by(stride()) {
        let mut flipped = whole.clone();
        flipped[at] ^= [0x01, 0x20, 0x80, 0x04][at % 4];
        damages.push(flipped);
    }
    damages.push(vec![b'['; 50 << 20]);
    for (round, damaged) in damages.into_iter().enumerate() {
        let place = format!("round {round} of {}", whole.len());
        let disk = sound.disk();
        disk.put(&path, &damaged);
        let mut store = reopen(&disk);
        assert_eq!(*store.workspace(), sound.workspace, "{place}");
        let draft = change_of(&store, Part::Entries(7), round);
        let change = store.commit(draft, &stamp(50)).unwrap().change;
        let again = reopen(&disk);
        assert_eq!(again.workspace(), store.workspace(), "{place}");
        assert!(again.changes().0.contains(&change), "{place}: {:?}", again.changes().1);
        let ids: Vec<String> = again.changes().0.into_iter().map(|one| one.id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{place}: an id is used twice");
    }
}

#[test]
fn what_this_machine_keeps_for_itself_may_be_anything() {
    let sound = Sound::new();
    let layout = Layout::new(ROOT, PLAN);
    let own = [layout.applied(), layout.shadow(Part::Plan), layout.shadow(Part::Roster)];
    for path in own {
        let whole = sound.bytes(&path);
        let cuts = (0..whole.len()).step_by(stride());
        let mut damages: Vec<Vec<u8>> = cuts.map(|len| whole[..len].to_vec()).collect();
        for at in (0..whole.len()).step_by(stride()) {
            let mut flipped = whole.clone();
            flipped[at] ^= [0x01, 0x20, 0x80, 0x04][at % 4];
            damages.push(flipped);
        }
        for (round, damaged) in damages.into_iter().enumerate() {
            let disk = sound.disk();
            disk.put(&path, &damaged);
            let mut store = reopen_anew(&disk);
            let place = format!("{} {round}", path.display());
            assert_eq!(*store.workspace(), sound.workspace, "{place}");
            let draft = change_of(&store, Part::Entries(7), round);
            store.commit(draft, &stamp(50)).unwrap();
            let again = reopen_anew(&disk);
            assert_eq!(again.workspace(), store.workspace(), "{place}");
            let ids: Vec<String> = again.changes().0.into_iter().map(|one| one.id).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{place}: an id is used twice");
        }
    }
}

#[test]
fn a_plan_file_that_is_gone_is_not_taken_for_an_empty_folder() {
    let disk = ModelDisk::default();
    let mut store = fresh(&disk);
    store.commit(addition(&store, 7, "7-aaaaa", "甲"), &stamp(1)).unwrap();
    let roster = store.layout().part(Part::Roster);
    edited_outside(&disk, &roster, "short: [水利局]", "short: [水利, 水利局]");
    Disk::remove(&disk, &store.layout().part(Part::Plan)).unwrap();
    assert!(!prepare(&disk, Path::new(ROOT)).unwrap());
    let store = reopen(&disk);
    assert_eq!(store.faults()[0].kind, FaultKind::Missing);
    assert_eq!(store.workspace().roster.named("区水利局").unwrap().short, ["水利", "水利局"]);
    assert!(store.workspace().entry(&id("7-aaaaa")).is_some());
}

#[test]
fn a_conflict_copy_is_named_and_never_read_for_the_file() {
    let sound = Sound::new();
    let disk = sound.disk();
    let layout = Layout::new(ROOT, PLAN);
    let copy = layout.entries().join("07 (冲突副本 2024-07-08).yaml");
    disk.put(&copy, &sound.bytes(&layout.part(Part::Entries(7))));
    let mut store = reopen(&disk);
    assert_eq!(store.faults().len(), 1);
    assert_eq!((&store.faults()[0].kind, &store.faults()[0].path), (&FaultKind::Stray, &copy));
    assert_eq!(*store.workspace(), sound.workspace);
    Disk::remove(&disk, &copy).unwrap();
    store.sync(&stamp(1)).unwrap();
    assert!(store.faults().is_empty());
}

#[test]
fn a_journal_that_lies_there_twice_is_done_once() {
    let sound = Sound::new();
    let disk = sound.disk();
    let (path, bytes) = sound
        .files
        .iter()
        .find(|(path, _)| path.parent().is_some_and(|one| one.ends_with("journal")))
        .unwrap();
    let twin =
        path.with_file_name(format!("{} (冲突副本).yaml", path.file_stem().unwrap().to_string_lossy()));
    disk.put(&twin, bytes);
    let mut store = reopen(&disk);
    assert_eq!(*store.workspace(), sound.workspace);
    assert!(store.faults().is_empty(), "{:?}", store.faults());
    assert_eq!(store.changes().0.len(), 10);
    store.commit(note(&store, "7-aaaaa", "第三条"), &stamp(2)).unwrap();
    assert_eq!(notes_of(&reopen(&disk), "7-aaaaa"), ["电话已问", "电话已问", "第三条"]);
}
