//! `weekly`.

use crate::support::Bench;

#[test]
fn the_report_is_written_and_kept_and_its_path_printed() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=印发数字乡村公开清单"]);
    bench.ok(&["note", &id, "已拟初稿"]);
    let run = bench.peidang(&["weekly", "--note", "下周召开调度会"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let file = bench.data().join("reports/2024-W28-周报.md");
    assert_eq!(run.out, format!("{}\n", file.display()));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# ") && text.contains("已拟初稿") && text.contains("下周召开调度会"), "{text}");
    assert!(bench.plan().join("snapshots/2024-W28.yaml").is_file());
}

#[test]
fn a_preview_writes_nothing_and_a_path_is_obeyed() {
    let bench = Bench::new();
    assert!(bench.ok(&["weekly", "--out", "-"]).starts_with("# "));
    assert!(!bench.data().join("reports").exists() && !bench.plan().join("snapshots").exists());
    let file = bench.data().join("there.json");
    let run = bench.peidang(&["weekly", "--format", "json", "--out", file.to_str().unwrap()]);
    assert_eq!((run.code, run.out), (0, format!("{}\n", file.display())), "{}", run.err);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap().is_object());
    assert!(bench.ok(&["weekly", "--period", "month", "--out", "-"]).contains("月报"));
    assert!(
        bench.ok(&["weekly", "--week", "2024-W28", "--format", "yaml", "--out=-"]).contains("kind: week")
    );
}

#[test]
fn a_folder_that_out_names_is_made_and_that_is_said() {
    let bench = Bench::new();
    let folder = bench.data().join("上报/七月");
    let to = format!("{}/", folder.display());
    let run = bench.peidang(&["weekly", "--out", &to]);
    assert_eq!(run.out, format!("{}\n", folder.join("2024-W28-周报.md").display()), "{}", run.err);
    assert!(run.err.contains("原来没有") && run.err.contains("七月"), "{}", run.err);
    let again = bench.peidang(&["annual", "--out", &to]);
    assert!(again.code == 0 && !again.err.contains("原来没有"), "{}", again.err);
    let beside = bench.data().join("另报/年报.md");
    let run = bench.peidang(&["annual", "--out", beside.to_str().unwrap()]);
    assert!(run.err.contains("原来没有") && run.err.contains("另报") && beside.is_file(), "{}", run.err);
    assert!(!bench.peidang(&["weekly"]).err.contains("原来没有"));
}

#[test]
fn wrong_periods_are_2_and_periods_to_come_1() {
    let bench = Bench::new();
    for (words, code) in [
        (["--week", "someday"], 2),
        (["--period", "year"], 2),
        (["--format", "pdf"], 2),
        // A report is of all units: only a bulletin may be of some.
        (["--unit", "民政局"], 2),
        (["--week", "2024-W40"], 1),
        (["--week", "2023-W40"], 1),
    ] {
        let run = bench.peidang(&[&["weekly"][..], &words].concat());
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{words:?}: {}", run.err);
    }
}
