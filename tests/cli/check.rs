//! `check` and `check --repair`.

use crate::support::Bench;

/// A bench with one entry of task 7, and the file that it is in.
fn with_entry() -> (Bench, String, std::path::PathBuf) {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布", "person=张某"]);
    let file = bench.plan().join("entries/07.yaml");
    (bench, id, file)
}

#[test]
fn sound_data_is_0_and_says_so() {
    let (bench, _, _) = with_entry();
    let run = bench.peidang(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(bench.peidang(&["check", "--format", "json"]).out, "[]\n");
}

#[test]
fn hints_alone_are_0() {
    let (bench, id, _) = with_entry();
    bench.ok(&["set", &id, "due=看情况"]);
    let run = bench.peidang(&["check", "--format", "json"]);
    assert_eq!(run.code, 0);
    let found = run.json();
    assert_eq!((&found[0]["severity"], &found[0]["kind"]), (&"hint".into(), &"unread_when".into()));
    assert!(found[0]["file"].as_str().unwrap().ends_with("07.yaml") && found[0]["line"].is_u64());
    let run = bench.peidang(&["check", "--today", "2031-01-05"]);
    assert!(run.code == 0 && run.out.contains("2031"), "{}", run.out);
}

#[test]
fn names_that_nobody_has_are_1() {
    let (bench, _, file) = with_entry();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("区农业农村局", "区幽灵局")).unwrap();
    let run = bench.peidang(&["check", "--format", "json"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.json()[0]["kind"], "unknown_unit");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(bench.plan().join("entries/99.yaml"), text).unwrap();
    let kinds = bench.peidang(&["check", "--format", "json"]).out;
    assert!(kinds.contains("unknown_task") && kinds.contains("duplicate_id"), "{kinds}");
}

#[test]
fn a_broken_file_is_named_with_its_line_and_accuses_nobody() {
    let (bench, id, file) = with_entry();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("  person: 张某", "  person: \"张某")).unwrap();
    let run = bench.peidang(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("07.yaml:") && run.out.contains("引号"), "{}", run.out);
    let rows = bench.rows();
    assert!(rows.iter().filter(|row| row["task"] == 7).all(|row| row["light"] == "unreadable"));
    let run = bench.peidang(&["list", "#7"]);
    assert!(run.code == 0 && run.err.contains("peidang check"), "{}", run.err);
    let broken = std::fs::read(&file).unwrap();
    assert_eq!(bench.peidang(&["add", "7", "农业农村局"]).code, 1);
    assert_eq!(bench.peidang(&["set", &id, "person=王某"]).code, 1);
    assert_eq!(std::fs::read(&file).unwrap(), broken, "never written over");
}

#[test]
fn repair_needs_a_yes_keeps_the_broken_file_and_rebuilds_from_the_journal() {
    let (bench, id, file) = with_entry();
    bench.ok(&["note", &id, "已拟初稿"]);
    bench.ok(&["note", &id, "已拟初稿"]);
    let before = bench.entry(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    let cut = text.split_once("  progress:").unwrap().0;
    std::fs::write(&file, cut).unwrap();
    let run = bench.peidang(&["check", "--repair"]);
    assert!(run.code == 1 && run.err.contains("--yes"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), cut);
    let run = bench.peidang(&["check", "--repair", "--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(bench.entry(&id), before);
    let kept: Vec<_> = std::fs::read_dir(bench.plan().join("broken")).unwrap().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read_to_string(kept[0].as_ref().unwrap().path()).unwrap(), cut);
    assert_eq!(bench.peidang(&["check"]).code, 0);
    bench.ok(&["set", &id, "person=王某"]);
    assert_eq!(bench.entry(&id)["person"], "王某");
}

#[test]
fn a_file_that_is_gone_comes_back() {
    let (bench, id, file) = with_entry();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(bench.peidang(&["check"]).code, 1);
    assert_eq!(bench.peidang(&["check", "--repair", "--yes"]).code, 0);
    assert_eq!(bench.entry(&id)["measure"], "发布");
}

#[test]
fn a_torn_tail_is_a_hint_and_repair_cuts_it() {
    let (bench, id, _) = with_entry();
    let journal = std::fs::read_dir(bench.plan().join("journal")).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&journal).unwrap();
    let torn = [whole.as_slice(), b"---\nid: x-2\ncounter: 2\n"].concat();
    std::fs::write(&journal, torn).unwrap();
    let run = bench.peidang(&["check", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(run.json()[0]["kind"], "torn_tail");
    assert_eq!(bench.peidang(&["check", "--repair"]).code, 0, "nothing is lost by it, so nothing is asked");
    assert_eq!(std::fs::read(&journal).unwrap(), whole);
    assert_eq!(bench.entry(&id)["measure"], "发布");
}

#[test]
fn a_broken_plan_or_roster_is_named_shown_from_its_copy_and_rebuilt() {
    for (name, from, to) in [("plan.yaml", "year: 2024", "year: soon"), ("roster.yaml", "units:", "units")] {
        let (bench, id, _) = with_entry();
        bench.ok(&["set", &id, "person=王某"]);
        let rows = bench.rows();
        let file = bench.plan().join(name);
        let broken = std::fs::read_to_string(&file).unwrap().replace(from, to);
        std::fs::write(&file, &broken).unwrap();
        let run = bench.peidang(&["check"]);
        assert_eq!(run.code, 1);
        assert!(run.out.contains(&format!("{name}:")) && run.out.contains("--repair"), "{}", run.out);
        assert_eq!(bench.rows(), rows, "{name}");
        bench.ok(&["note", &id, "接着办"]);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), broken, "never written over");
        let run = bench.peidang(&["check", "--repair", "--yes"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        assert_eq!(bench.rows(), rows, "{name}");
        let kept = std::fs::read_dir(bench.plan().join("broken")).unwrap().next().unwrap().unwrap().path();
        assert_eq!(std::fs::read_to_string(kept).unwrap(), broken);
    }
}

#[test]
fn a_broken_plan_without_a_copy_is_named_with_where_to_find_one() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    std::fs::rename(bench.plan(), bench.data().join("other-2024")).unwrap();
    std::fs::write(bench.data().join("other-2024/plan.yaml"), "title: [\n# end\n").unwrap();
    for words in [["list", "#7"], ["check", "--format=text"]] {
        let run = bench.peidang(&words);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
        assert!(run.err.contains("plan.yaml") && run.err.contains("backup restore"), "{}", run.err);
    }
}
