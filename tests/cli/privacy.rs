//! Who may read what lies in the data folder, and what leaves it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::Bench;

/// Every file and folder below, with its mode.
fn modes(folder: &Path, found: &mut Vec<(String, bool, u32)>) {
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    found.push((folder.display().to_string(), true, mode(folder)));
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            modes(&path, found);
        } else {
            found.push((path.display().to_string(), false, mode(&path)));
        }
    }
}

#[test]
fn nobody_else_may_read_anything_whatever_the_umask() {
    let bench = Bench::new();
    // The folder was there before, open to all.
    std::fs::create_dir(bench.data()).unwrap();
    std::fs::set_permissions(bench.data(), std::fs::Permissions::from_mode(0o777)).unwrap();
    for words in [
        &["add", "7", "农业农村局", "measure=发布"][..],
        &["weekly"],
        &["backup", "now"],
        &["chase", "农业农村局"],
        &["check"],
    ] {
        let program = env!("CARGO_BIN_EXE_peidang");
        let mut command = Command::new("sh");
        command.args(["-c", "umask 0; exec \"$0\" \"$@\"", program, "--data"]).arg(bench.data());
        command.args(["--today", "2024-07-08"]).args(words).env("HOME", bench.data());
        let done = command.output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    let mut found = Vec::new();
    modes(&bench.data(), &mut found);
    assert!(found.len() > 10, "{found:?}");
    for (path, is_folder, mode) in found {
        assert_eq!(mode, if is_folder { 0o700 } else { 0o600 }, "{path}");
    }
}

#[test]
fn no_list_and_no_report_carries_a_telephone_number() {
    let bench = Bench::new();
    let id = bench.add(&["2", "发改局", "measure=召开现场会", "contact=13800001111", "status=2"]);
    bench.ok(&["note", &id, "已开会"]);
    let roster = bench.plan().join("roster.yaml");
    let text = std::fs::read_to_string(&roster).unwrap();
    let with = text.replacen(
        "kind: department\n",
        "kind: department\n  contacts:\n  - {role: 联络员, name: 李某, mobile: '13900002222'}\n",
        1,
    );
    assert_ne!(with, text);
    std::fs::write(&roster, with).unwrap();
    let numbers = ["13800001111", "13900002222"];
    let lists = ["table", "json", "yaml", "csv"].map(|format| vec!["list", "--format", format]);
    let calendars = [vec!["calendar"], vec!["calendar", "--format", "ics"]];
    for words in lists.into_iter().chain(calendars).chain([vec!["due", "--days", "999"]]) {
        let run = bench.peidang(&words);
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        for number in numbers {
            assert!(!run.out.contains(number), "{words:?} carries {number}");
        }
    }
    let papers: [&[&str]; 4] = [&["weekly"], &["weekly", "--bulletin"], &["annual"], &["annual", "--record"]];
    let formats = ["md", "html", "docx", "xlsx", "csv", "yaml", "json"];
    for (paper, format) in papers.into_iter().flat_map(|paper| formats.map(|format| (paper, format))) {
        let path = bench.ok(&[paper, &["--format", format]].concat());
        let text = contents(Path::new(path.trim_end()));
        for number in numbers {
            assert!(!text.contains(number), "{paper:?} {format} carries {number}");
        }
    }
    // Who takes over, and the unit itself, need them.
    let path = bench.ok(&["handover", "--format", "xlsx"]);
    assert!(numbers.iter().all(|number| contents(Path::new(path.trim_end())).contains(number)));
    let folder = bench.data().join("../out");
    let path = bench.ok(&["sheets", "out", folder.to_str().unwrap(), "--unit", "发改局"]);
    assert!(contents(Path::new(path.trim_end())).contains("13800001111"));
    let path = bench.ok(&["sheets", "out", folder.to_str().unwrap(), "--unit", "民政局"]);
    assert!(!contents(Path::new(path.trim_end())).contains("13800001111"), "another unit's");
}

/// All text of a file, of a packed one that of its parts.
fn contents(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        text += &String::from_utf8_lossy(&bytes);
    }
    text
}
