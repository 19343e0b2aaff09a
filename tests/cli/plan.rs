//! `plan`: reading notices, and the plans of a folder.

use crate::support::Bench;

fn notice(name: &str) -> String {
    format!("{}/tests/notices/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_notice_is_read_as_json_without_a_data_folder() {
    let bench = Bench::new();
    let mut command = bench.bare();
    command.env_remove("HOME").args(["plan", "read", &notice("python-docx.docx"), "--format", "json"]);
    let run = bench.run(&mut command);
    assert_eq!(run.code, 0, "{}", run.err);
    let read = run.json();
    assert_eq!(read["title"], "2025年金水区政务公开工作要点");
    assert_eq!((&read["issued"], &read["year"]), (&"2025-05-06".into(), &2025.into()));
    let keys: Vec<&String> = read.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 7, "{keys:?}");
    let task = &read["tasks"][1];
    assert_eq!(
        (&task["number"], &task["area"], &task["topic"]),
        (&"2".into(), &"深化主动公开".into(), &"政策文件".into())
    );
    assert_eq!(
        task["units"],
        serde_json::json!([
            {"name": "区司法局", "role": "lead"},
            {"name": "区政府各部门", "role": "support"},
        ])
    );
    assert!(task["due"].is_null());
    assert!(read["doubts"].as_array().unwrap().iter().all(serde_json::Value::is_string));
    assert!(!bench.data().exists());
}

#[test]
fn what_is_no_notice_of_tasks_ends_with_1_and_says_why() {
    let bench = Bench::new();
    for (file, words) in [("cover.txt", "没有找到任务"), ("none.txt", "none.txt")] {
        let run = bench.peidang(&["plan", "read", &notice(file)]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
    }
    let file = bench.data().with_file_name("a.pdf");
    std::fs::write(&file, b"%PDF-1.7 ...").unwrap();
    let run = bench.peidang(&["plan", "read", file.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("PDF") && run.err.contains("DOCX"), "{}", run.err);
    assert_eq!(bench.peidang(&["plan", "lost"]).code, 2);
}

#[test]
fn a_notice_becomes_a_plan_that_can_be_worked_with() {
    let bench = Bench::new();
    bench.ok(&["list", "#1"]);
    let saved = bench.peidang(&[
        "plan",
        "read",
        &notice("tabs-gbk.txt"),
        "--save",
        "xiling-2025",
        "--format",
        "json",
    ]);
    assert_eq!(saved.code, 0, "{}", saved.err);
    let again = bench.peidang(&["plan", "read", &notice("tabs-gbk.txt"), "--save", "xiling-2025"]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("xiling-2025"), "{}", again.err);
    let bad = bench.peidang(&["plan", "read", &notice("tabs-gbk.txt"), "--save", "../x"]);
    assert_eq!(bad.code, 1);
    let listed = bench.peidang(&["plan", "list", "--format", "json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!((&listed[0]["id"], &listed[0]["current"]), (&"xiling-2025".into(), &false.into()));
    bench.ok(&["plan", "use", "zhoucun-2024"]);
    assert_eq!(bench.rows().len(), 1008);
    let id = bench.ok(&[
        "add",
        "1",
        "区政府办",
        "measure=编目录",
        "--plan",
        "xiling-2025",
        "--today",
        "2025-02-03",
    ]);
    let shown = bench.ok(&["show", id.trim(), "--plan", "xiling-2025", "--format", "json"]);
    assert!(shown.contains("编目录"), "{shown}");
    assert_eq!(bench.peidang(&["plan", "use", "nowhere"]).code, 1);
    let check = bench.peidang(&["check", "--plan", "xiling-2025", "--today", "2025-02-03"]);
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn one_more_plan_leaves_the_usual_one_and_each_district_is_read_with_its_own_units() {
    let bench = Bench::new();
    bench.ok(&["list", "#1"]);
    bench.ok(&["plan", "read", &notice("brackets.txt"), "--save", "a-2025"]);
    let list = bench.peidang(&["plan", "list", "--format", "json"]).json();
    assert_eq!((&list[0]["id"], &list[0]["current"]), (&"a-2025".into(), &false.into()), "{list}");
    bench.ok(&["plan", "use", "a-2025"]);
    let seed = format!("{}/seeds/zhoucun-2024/notice.txt", env!("CARGO_MANIFEST_DIR"));
    let read = bench.peidang(&["plan", "read", &seed, "--format", "json"]).json();
    assert_eq!(read["doubts"], serde_json::json!([]), "{}", read["doubts"]);
}

#[test]
fn links_of_a_roll_over_are_put_right_and_shown() {
    let bench = Bench::new();
    bench.ok(&["list", "#1"]);
    let seed = format!("{}/seeds/zhoucun-2024/notice.txt", env!("CARGO_MANIFEST_DIR"));
    bench.ok(&["plan", "read", &seed, "--save", "zhoucun-2025"]);
    let roll = ["plan", "roll-over", "zhoucun-2024", "zhoucun-2025"];
    let run = bench.peidang(&[&roll[..], &["--link", "7=", "--link", "8=9"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("新7 没有延续旧任务") && run.out.contains("旧7 没有延续"), "{}", run.out);
    assert!(run.out.contains("新8 ← 旧9（只有"), "{}", run.out);
    assert!(
        bench.ok(&["show", "8", "--plan", "zhoucun-2025"]).contains("延续自          zhoucun-2024 任务9")
    );
    let again = bench.peidang(&[&roll[..], &["--format", "json"]].concat()).json();
    assert_eq!((&again["fresh"], &again["ended"]), (&serde_json::json!([7, 9]), &serde_json::json!([7, 8])));
    for bad in ["7", "7=99", "99=7"] {
        assert_eq!(bench.peidang(&[&roll[..], &["--link", bad]].concat()).code, 1, "{bad}");
    }
}

#[test]
fn a_closed_plan_stands_still() {
    let bench = Bench::new();
    bench.ok(&["plan", "close", "2024-07-09"]);
    assert_eq!(bench.peidang(&["plan", "close"]).code, 1);
    let bad = bench.peidang(&["plan", "close", "2024-13-01"]);
    assert!(bad.code == 1 && !bad.err.contains("--since") && bad.err.contains("2024-13-01"), "{}", bad.err);
    let late = bench.ok(&["list", "#45", "--today", "2024-12-20", "--format", "json"]);
    assert!(!late.contains("overdue"), "{late}");
    bench.ok(&["undo"]);
    let late = bench.ok(&["list", "#45", "--today", "2024-12-20", "--format", "json"]);
    assert!(late.contains("overdue"), "{late}");
}

#[test]
fn a_year_rolls_over_into_the_next() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=印发数字乡村公开清单", "person=李某"]);
    let seed = format!("{}/seeds/zhoucun-2024/notice.txt", env!("CARGO_MANIFEST_DIR"));
    bench.ok(&["plan", "read", &seed, "--save", "zhoucun-2025"]);
    let rolled = bench.peidang(&["plan", "roll-over", "zhoucun-2024", "zhoucun-2025", "--format", "json"]);
    assert_eq!(rolled.code, 0, "{}", rolled.err);
    let rolled = rolled.json();
    assert_eq!(rolled["links"].as_array().unwrap().len(), 67);
    assert_eq!(rolled["unfinished"][0]["id"], id.as_str());
    assert!(!bench.ok(&["list", "#7", "--plan", "zhoucun-2025"]).contains("数字乡村公开清单"));
    bench.ok(&["plan", "roll-over", "zhoucun-2024", "zhoucun-2025", "--yes"]);
    let rows = bench.ok(&["list", "#7", "--plan", "zhoucun-2025", "--format", "json"]);
    assert!(rows.contains("印发数字乡村公开清单") && rows.contains("李某"), "{rows}");
    bench.ok(&["undo", "--plan", "zhoucun-2025"]);
    assert!(!bench.ok(&["list", "#7", "--plan", "zhoucun-2025"]).contains("数字乡村公开清单"));
    assert_eq!(bench.peidang(&["plan", "roll-over", "zhoucun-2024", "zhoucun-2024"]).code, 1);
    assert_eq!(bench.peidang(&["plan", "roll-over", "nowhere", "zhoucun-2025"]).code, 1);
}

#[test]
fn the_merge_driver_merges_field_by_field_and_shows_every_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new();
    let file = |name: &str, due: &str, more: &str| {
        let path = folder.path().join(name);
        let text = format!(
            "# 条目\nschema: 1\nentries:\n- id: 7-aaaaa\n  units: [区财政局]\n  due: {due}\n{more}# end\n"
        );
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let base = file("base", "9月底", "");
    let ours = file("ours", "8月底", "");
    let theirs = file("theirs", "9月底", "  remark: 好\n");
    let run = bench.peidang(&["merge", &base, &ours, &theirs, "p/entries/07.yaml"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let merged = std::fs::read_to_string(&ours).unwrap();
    assert!(merged.contains("due: 8月底") && merged.contains("remark: 好"), "{merged}");
    let theirs = file("theirs", "10月底", "");
    let run = bench.peidang(&["merge", &base, &ours, &theirs, "p/entries/07.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("8月底") && run.err.contains("10月底") && run.err.contains("完成时限"),
        "{}",
        run.err
    );
    let merged = std::fs::read_to_string(&ours).unwrap();
    assert!(merged.contains("conflict:") && merged.ends_with("# end\n"), "{merged}");
    assert_eq!(bench.peidang(&["merge", &base, &ours]).code, 2);
}

#[test]
fn a_marked_field_is_asked_about_until_it_is_settled() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "due=9月底"]);
    let file = bench.plan().join("entries/07.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let marked = text.replace("\n# end", "\n  conflict:\n  - field: due\n    values: [9月底, 10月底]\n# end");
    std::fs::write(&file, marked).unwrap();
    let check = bench.peidang(&["check", "--format", "json"]);
    assert!(check.out.contains("clash"), "{}{}", check.out, check.err);
    bench.ok(&["set", &id, "due=10月底"]);
    let check = bench.peidang(&["check", "--format", "json"]);
    assert!(!check.out.contains("clash"), "{}{}", check.out, check.err);
    assert!(!std::fs::read_to_string(&file).unwrap().contains("conflict"));
}

/// Runs git in a folder; nothing where there is no git.
fn git(folder: &std::path::Path, words: &[&str]) -> Option<bool> {
    let mut command = std::process::Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(words);
    Some(command.output().ok()?.status.success())
}

#[test]
fn what_git_merged_is_not_done_a_second_time() {
    let (ours, theirs) = (Bench::new(), Bench::new());
    if git(std::path::Path::new("."), &["--version"]).is_none() {
        return;
    }
    let kept = ours.add(&["7", "农业农村局", "percent=20"]);
    let gone = ours.add(&["8", "农业农村局", "percent=20"]);
    let back = ours.add(&["12", "农业农村局", "percent=20"]);
    ours.ok(&["git", "setup"]);
    git(&ours.data(), &["add", "-A"]);
    assert_eq!(git(&ours.data(), &["commit", "-qm", "start"]), Some(true));
    let from = ours.data();
    std::fs::remove_dir_all(theirs.data()).ok();
    assert_eq!(git(&from, &["clone", "-q", ".", theirs.data().to_str().unwrap()]), Some(true));
    theirs.ok(&["git", "setup"]);
    // One changes an entry and removes it, the other changes it: it is kept, and marked.
    theirs.ok(&["set", &kept, "percent=33"]);
    theirs.ok(&["remove", &kept]);
    ours.ok(&["set", &kept, "person=李某"]);
    // One changes and removes what the other leaves alone; one changes a field there and back that the other changes.
    theirs.ok(&["set", &gone, "percent=33"]);
    theirs.ok(&["remove", &gone]);
    theirs.ok(&["set", &back, "percent=40"]);
    theirs.ok(&["set", &back, "percent=20"]);
    ours.ok(&["set", &back, "percent=60"]);
    for bench in [&ours, &theirs] {
        git(&bench.data(), &["add", "-A"]);
        git(&bench.data(), &["commit", "-qm", "work"]);
    }
    git(&ours.data(), &["fetch", "-q", theirs.data().to_str().unwrap(), "HEAD:refs/heads/other"]);
    git(&theirs.data(), &["fetch", "-q", ours.data().to_str().unwrap(), "HEAD:refs/heads/other"]);
    for bench in [&ours, &theirs] {
        assert_eq!(git(&bench.data(), &["merge", "-q", "--no-edit", "other"]), Some(false), "it conflicts");
        let check = bench.peidang(&["check"]);
        assert!(check.out.contains(&kept) && !check.out.contains("对不上"), "{}{}", check.out, check.err);
    }
    let [ours, theirs] = [&ours, &theirs].map(|bench| bench.ok(&["list", "--format", "json"]));
    assert_eq!(ours, theirs);
    assert!(ours.contains("\"percent\":60") || ours.contains("\"percent\": 60"));
    assert!(!ours.contains(&gone));
}

/// A second district: the plan of the folder with another name.
fn second_district(bench: &Bench) {
    bench.ok(&["list", "#1"]);
    let from = bench.plan();
    let to = bench.data().join("zhangdian-2024");
    std::fs::create_dir_all(to.join("entries")).unwrap();
    for name in ["plan.yaml", "roster.yaml", "duties.yaml"] {
        let text = std::fs::read_to_string(from.join(name)).unwrap();
        std::fs::write(to.join(name), text.replace("周村区", "张店区")).unwrap();
    }
}

#[test]
fn all_districts_are_listed_together_and_not_changed() {
    let bench = Bench::new();
    second_district(&bench);
    bench.ok(&["add", "7", "区农业农村局", "措施=印发清单", "--plan", "zhoucun-2024"]);
    bench.ok(&["add", "7", "区农业农村局", "措施=发布清单", "--plan", "zhangdian-2024"]);
    let one = bench.peidang(&["list", "--plan", "zhoucun-2024", "--format", "json"]).json();
    let both = bench.peidang(&["list", "--plan", "all", "--format", "json"]);
    assert!(both.err.contains("合并2个方案：zhangdian-2024、zhoucun-2024"), "{}", both.err);
    assert_eq!(both.json().as_array().unwrap().len(), 2 * one.as_array().unwrap().len());
    let found = bench.peidang(&["list", "清单 #200007", "--plan", "全部", "--format", "json"]).json();
    assert_eq!((&found[0]["unit"], &found[0]["task"]), (&"周村区农业农村局".into(), &200_007.into()));
    let report = bench.peidang(&["weekly", "--plan", "all", "--out", "-"]);
    assert!(report.out.contains("134项任务"), "{}", report.out);
    let id = found[0]["id"].as_str().unwrap();
    for words in [["note", id, "一句"], ["sheets", "out", "d"]] {
        let mut words = words.to_vec();
        words.extend(["--plan", "all"]);
        let run = bench.peidang(&words);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("合在一起看"), "{}", run.err);
    }
    assert!(!bench.data().join("all").exists(), "looking leaves nothing behind");
    bench.ok(&["plan", "close", "--plan", "zhangdian-2024"]);
    let left = bench.peidang(&["list", "#1", "--plan", "all"]);
    assert!(left.err.contains("未计入zhangdian-2024"), "{}", left.err);
}

#[test]
fn plans_of_two_years_are_two_wholes() {
    let bench = Bench::new();
    second_district(&bench);
    let path = bench.data().join("zhangdian-2024/plan.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("year: 2024", "year: 2025")).unwrap();
    for (id, counted, left) in [
        ("all", "zhangdian-2024", "zhoucun-2024"),
        ("all-2024", "zhoucun-2024", "zhangdian-2024"),
        ("全部-2025", "zhangdian-2024", "zhoucun-2024"),
    ] {
        let run = bench.peidang(&["list", "#1", "--plan", id]);
        assert_eq!(run.code, 0, "{id} {}", run.err);
        assert!(run.err.contains(&format!("合并1个方案：{counted}")), "{id} {}", run.err);
        assert!(run.err.contains(&format!("未计入{left}")), "{id} {}", run.err);
    }
    assert_eq!(bench.peidang(&["list", "--plan", "all-1999"]).code, 1);
    assert_eq!(bench.peidang(&["list", "--plan", "all-x"]).code, 1);
}

#[test]
fn a_review_is_asked_for_on_the_command_line_and_wants_a_terminal() {
    let bench = Bench::new();
    let run = bench.peidang(&["plan", "read", &notice("brackets.txt"), "--review"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let run = bench.peidang(&["plan", "read", &notice("cover.txt"), "--review"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for wrong in [vec!["plan", "list", "--review"], vec!["plan", "read", "-", "--review"]] {
        assert_eq!(bench.peidang(&wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn a_combined_report_knows_what_moved_since_the_last_one() {
    let bench = Bench::new();
    second_district(&bench);
    bench.ok(&["add", "7", "区农业农村局", "措施=印发清单", "--plan", "zhoucun-2024"]);
    let run = bench.peidang(&["weekly", "--plan", "all"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(bench.data().join("all").join("snapshots").exists());
    assert_eq!(bench.peidang(&["plan", "list", "--format", "json"]).json().as_array().unwrap().len(), 2);
}
