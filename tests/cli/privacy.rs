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
    let exports = ["md", "yaml", "json"].map(|format| vec!["weekly", "--out", "-", "--format", format]);
    let lists = ["table", "json", "yaml", "csv"].map(|format| vec!["list", "--format", format]);
    for words in exports.into_iter().chain(lists).chain([vec!["due", "--days", "999"], vec!["calendar"]]) {
        let run = bench.peidang(&words);
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        for number in ["13800001111", "13900002222"] {
            assert!(!run.out.contains(number), "{words:?} carries {number}");
        }
    }
}
