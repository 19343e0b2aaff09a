//! `add`, `set`, `note`, `extend`, `remove`, `undo`, `redo`.

use std::collections::BTreeSet;

use crate::support::Bench;

#[test]
fn add_prints_the_id_and_nothing_else() {
    let bench = Bench::new();
    let run = bench.peidang(&["add", "7", "农业农村局", "工作措施=印发清单", "due=9月底前"]);
    assert_eq!(run.code, 0);
    let id = run.out.trim_end();
    assert_eq!(run.out, format!("{id}\n"));
    assert!(id.starts_with("7-") && id.len() == 7, "{id}");
    let entry = bench.entry(id);
    assert_eq!(entry["units"][0], "区农业农村局");
    assert_eq!((&entry["due"], &entry["due_last"]), (&"9月底前".into(), &"2024-09-30".into()));
}

#[test]
fn add_refuses_groups_unknown_and_ambiguous_units_with_candidates() {
    let bench = Bench::new();
    for (unit, named) in [("各镇（街道）", "单位组"), ("民正局", "区民政局"), ("街道", "大街街道")]
    {
        let run = bench.peidang(&["add", "7", unit]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{unit}");
        assert!(run.err.contains(named), "{unit}: {}", run.err);
    }
    assert_eq!(bench.peidang(&["add", "700", "民政局"]).code, 1);
    assert!(bench.rows().iter().all(|row| row["id"].is_null()));
}

#[test]
fn a_unit_outside_the_plan_is_taken_with_a_warning() {
    let bench = Bench::new();
    let run = bench.peidang(&["add", "7", "民政局"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("计划外"), "{}", run.err);
    let rows = bench.rows();
    let row = rows.iter().find(|row| row["id"] == run.out.trim()).unwrap();
    assert!(row["role"].is_null());
}

#[test]
fn doubtful_late_and_copied_values_are_taken_with_a_warning() {
    let bench = Bench::new();
    let run = bench.peidang(&["add", "7", "农业农村局", "due=看情况"]);
    assert!(run.code == 0 && run.err.contains("存疑"), "{}", run.err);
    let run = bench.peidang(&["add", "45", "民政局", "due=9月底前"]);
    assert!(run.code == 0 && run.err.contains("晚于方案时限"), "{}", run.err);
    let task = bench.peidang(&["show", "7", "--format", "json"]).json();
    let measure = format!("measure={}", task["requirement"].as_str().unwrap());
    let run = bench.peidang(&["add", "7", "农业农村局", &measure]);
    assert!(run.code == 0 && run.err.contains("照抄"), "{}", run.err);
}

#[test]
fn wrong_fields_are_2_and_wrong_values_1_and_nothing_changes() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布"]);
    let before = bench.entry(&id);
    for (words, code) in [
        (vec!["set", &id, "colour=red"], 2),
        (vec!["set", &id, "id=7-aaaaa"], 2),
        (vec!["set", &id, "measure=甲", "乙"], 2),
        (vec!["set", &id], 2),
        (vec!["set", "measure=甲"], 2),
        (vec!["set", &id, "percent=120"], 1),
        (vec!["set", &id, "measure=甲", "status=9"], 1),
        (vec!["set", &id, "status=5"], 1),
        (vec!["set", &id, "7-zzzzz", "measure=甲"], 1),
        (vec!["set", &id, "units=各镇（街道）"], 1),
        (vec!["add", "7", "农业农村局", "measure"], 2),
        (vec!["add", "7", "农业农村局", "colour=red"], 2),
        (vec!["add", "7"], 2),
        (vec!["note", &id], 2),
        (vec!["note", "7-zzzzz", "文字"], 1),
        (vec!["extend", &id, "8月底前"], 2),
        (vec!["extend", "7-zzzzz", "8月底前", "原因"], 1),
        (vec!["extend", &id, "8月底前", ""], 1),
        (vec!["remove"], 2),
        (vec!["remove", "7-zzzzz"], 1),
        (vec!["undo", "零"], 2),
        (vec!["redo"], 1),
    ] {
        let run = bench.peidang(&words);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{words:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{words:?}");
    }
    assert_eq!(bench.entry(&id), before);
}

#[test]
fn statuses_go_by_key_word_or_digit_and_a_return_needs_a_reason() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布"]);
    for (given, key) in [("2", "in_progress"), ("待核实", "submitted"), ("done", "done")] {
        bench.ok(&["set", &id, &format!("状态={given}")]);
        assert_eq!(bench.entry(&id)["status"], key);
    }
    assert_eq!(bench.entry(&id)["reported_on"], "2024-07-08");
    bench.ok(&["set", &id, "status=5", "returned=缺佐证"]);
    let entry = bench.entry(&id);
    assert_eq!((&entry["status"], &entry["returned"]["reason"]), (&"in_progress".into(), &"缺佐证".into()));
    assert!(entry["reported_on"].is_null());
}

#[test]
fn one_set_changes_several_entries_and_is_one_undo() {
    let bench = Bench::new();
    let one = bench.add(&["7", "农业农村局"]);
    let other = bench.add(&["6", "住建局"]);
    bench.ok(&["set", &one, &other, "person=王某", "完成进度=40%"]);
    assert_eq!((&bench.entry(&one)["percent"], &bench.entry(&other)["person"]), (&40.into(), &"王某".into()));
    bench.ok(&["undo"]);
    assert!(bench.entry(&one)["percent"].is_null() && bench.entry(&other)["person"].is_null());
}

#[test]
fn texts_may_begin_with_a_hyphen() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局"]);
    bench.ok(&["note", &id, "-5% 完成"]);
    bench.ok(&["note", &id, "--", "--help"]);
    bench.ok(&["extend", &id, "8月底前", "-等文件"]);
    let entry = bench.entry(&id);
    assert_eq!(entry["progress"][0]["text"], "-5% 完成");
    assert_eq!(entry["progress"][1]["text"], "--help");
    assert_eq!(entry["extensions"][0]["reason"], "-等文件");
    assert_eq!((&entry["due"], &entry["extensions"][0]["to"]), (&"8月底前".into(), &"8月底前".into()));
}

#[test]
fn undo_and_redo_work_across_runs_and_say_what_they_did() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "status=2"]);
    bench.ok(&["set", &id, "status=3"]);
    let undone = bench.peidang(&["undo"]);
    assert_eq!(undone.err, format!("已撤销：{id} 状态 待核实 → 推进中\n"));
    assert_eq!(bench.entry(&id)["status"], "in_progress");
    let redone = bench.peidang(&["redo"]);
    assert_eq!(redone.err, format!("已重做：{id} 状态 推进中 → 待核实\n"));
    assert_eq!(bench.entry(&id)["status"], "submitted");
    bench.ok(&["undo", "2"]);
    assert_eq!(bench.peidang(&["show", &id]).code, 1);
    assert_eq!(bench.peidang(&["undo"]).code, 1);
    bench.ok(&["redo", "2"]);
    assert_eq!(bench.entry(&id)["status"], "submitted");
    bench.ok(&["remove", &id]);
    assert_eq!(bench.peidang(&["show", &id]).code, 1);
    bench.ok(&["undo"]);
    assert_eq!(bench.entry(&id)["status"], "submitted");
}

#[test]
fn many_processes_at_once_lose_nothing() {
    let bench = Bench::new();
    let children: Vec<_> = (0..8)
        .map(|n| {
            let measure = format!("measure=措施{n}");
            let mut command = bench.command(&["add", "7", "农业农村局", &measure]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut ids = BTreeSet::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        ids.insert(String::from_utf8(output.stdout).unwrap().trim().to_owned());
    }
    assert_eq!(ids.len(), 8);
    let task = bench.peidang(&["show", "7", "--format", "json"]).json();
    assert_eq!(task["entries"].as_array().unwrap().len(), 8);
    let log = bench.peidang(&["log", "--format", "json"]).json();
    let names: BTreeSet<&str> =
        log.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 8, "every change has a name of its own");
    assert_eq!(bench.peidang(&["check"]).code, 0);
    bench.ok(&["undo", "8"]);
    assert!(bench.rows().iter().all(|row| row["id"].is_null()));
}

#[test]
fn notes_made_at_once_all_stand_and_nobody_is_taken_for_an_editor() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局"]);
    for round in 0..4 {
        let note = |n| bench.command(&["note", &id, &format!("第{round}轮第{n}次")]).output();
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..8).map(|n| scope.spawn(move || note(n).unwrap())).collect();
            for run in runs {
                let run = run.join().unwrap();
                assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            }
        });
        let progress = bench.entry(&id)["progress"].as_array().unwrap().len();
        assert_eq!(progress, 8 * (round + 1), "{}", bench.ok(&["log"]));
    }
    assert!(!bench.ok(&["log"]).contains("外部编辑"));
}

#[test]
fn a_lock_held_over_five_seconds_is_3() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let lock = std::fs::OpenOptions::new().write(true).open(bench.data().join("lock")).unwrap();
    lock.lock().unwrap();
    let run = bench.peidang(&["add", "7", "农业农村局"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""), "{}", run.err);
    assert_eq!(bench.peidang(&["list"]).code, 0, "reading needs no lock");
}
