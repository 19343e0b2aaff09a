//! `backup now | list | restore`.

use crate::support::Bench;

#[test]
fn a_backup_is_made_with_the_first_change_of_a_day_listed_and_put_back() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布"]);
    let listed = bench.peidang(&["backup", "list", "--format", "json"]).json();
    assert_eq!(listed[0]["name"], "2024-07-08");
    bench.ok(&["set", &id, "measure=改坏了"]);
    let other = bench.add(&["9", "区生态环境分局", "measure=后来加的"]);
    let path = bench.ok(&["backup", "now"]);
    assert!(std::path::Path::new(path.trim()).is_file(), "{path}");
    let run = bench.peidang(&["backup", "restore", "2024-07-08"]);
    assert!(run.code == 1 && run.err.contains("--yes"), "{}", run.err);
    assert_eq!(bench.entry(&id)["measure"], "改坏了");
    let run = bench.peidang(&["backup", "restore", "2024-07-08", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("before-restore"), "{}", run.err);
    assert_eq!(bench.entry(&id)["measure"], "发布");
    assert_eq!(bench.peidang(&["show", &other]).code, 1);
    assert_eq!(bench.peidang(&["check"]).code, 0);
    // What was put back is a change like any other.
    bench.ok(&["undo"]);
    assert_eq!(bench.peidang(&["backup", "list"]).out.lines().count(), 4);
}

#[test]
fn wrong_words_and_wrong_names_are_said() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    for (words, code) in [
        (&["backup", "restore", "--yes"][..], 1),
        (&["backup", "restore", "2020-01-01", "--yes"], 1),
        (&["backup", "delete"], 2),
        (&["backup", "now", "then"], 2),
        (&["backup"], 2),
        (&["backup", "list", "--plan", "nowhere"], 1),
    ] {
        let run = bench.peidang(words);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{words:?}: {}", run.err);
    }
}

#[test]
fn a_plan_that_does_not_open_is_brought_back() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布"]);
    bench.ok(&["backup", "now"]);
    let other = bench.data().join("other-2024");
    std::fs::rename(bench.plan(), &other).unwrap();
    std::fs::write(other.join("plan.yaml"), "坏").unwrap();
    assert_eq!(bench.peidang(&["list"]).code, 1);
    assert_eq!(bench.peidang(&["backup", "restore", "--yes"]).code, 0);
    assert_eq!(bench.entry(&id)["measure"], "发布");
}
