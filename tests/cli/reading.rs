//! `list`, `show`, `due`, `log`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::Bench;

const KEYS: [&str; 16] = [
    "area",
    "due",
    "due_last",
    "id",
    "light",
    "measure",
    "open_group",
    "percent",
    "person",
    "role",
    "start",
    "status",
    "task",
    "topic",
    "unit",
    "units",
];

#[test]
fn a_fresh_start_lists_every_row_of_the_plan() {
    let bench = Bench::new();
    let rows = bench.rows();
    assert_eq!(rows.len(), 1008);
    let tasks: BTreeSet<u64> = rows.iter().map(|row| row["task"].as_u64().unwrap()).collect();
    assert_eq!(tasks.len(), 67);
    assert_eq!(rows.iter().filter(|row| row["open_group"] == true).count(), 10);
    let mut lights: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *lights.entry(row["light"].as_str().unwrap()).or_default() += 1;
        let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, KEYS);
        assert!(row["id"].is_null() && row["status"].is_null() && row["percent"].is_null());
        assert_eq!(row["units"].as_array().unwrap().len(), 1);
    }
    assert_eq!(lights, BTreeMap::from([("unreported", 1008)]));
    assert!(rows.windows(2).all(|pair| pair[0]["task"].as_u64() <= pair[1]["task"].as_u64()));
    let late = rows.iter().filter(|row| row["due_last"] == "2024-07-10").count();
    assert_eq!(late, 36, "task 45");
}

#[test]
fn the_other_formats_have_the_same_rows() {
    let bench = Bench::new();
    bench.add(&["7", "农业农村局", "measure==1+1", "person=张某"]);
    let csv = bench.ok(&["list", "#7", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("task,area,topic,id,unit,units,role,measure,"), "{csv}");
    assert!(lines[1].contains(",'=1+1,"), "{csv}");
    let yaml = bench.ok(&["list", "#7", "--format", "yaml"]);
    assert!(yaml.contains("unit: 区农业农村局") && yaml.contains("light: on_track"), "{yaml}");
    let table = bench.ok(&["list", "#7"]);
    assert!(table.contains("区农业农村局") && table.contains("正常"), "{table}");
    assert_eq!(table.lines().count(), 2);
}

#[test]
fn queries_choose_rows_and_words_are_joined() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=印发数字乡村公开清单"]);
    let ids = |words: &[&str]| -> Vec<String> {
        let run = bench.peidang(&[&["list", "--format=json"], words].concat());
        assert_eq!(run.code, 0, "{words:?} {}", run.err);
        let rows = run.json();
        rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(ids(&["数字乡村公开清单"]), [id.as_str()]);
    assert_eq!(ids(&["#7", "@农业", "!正常", "=未启动"]), [id.as_str()]);
    assert_eq!(ids(&["#7 @农业"]), [id.as_str()]);
    assert!(ids(&["#7", "-清单"]).is_empty());
    assert!(ids(&["-清单", "#7"]).is_empty());
    assert_eq!(ids(&["~1d"]), [id.as_str()]);
    assert_eq!(ids(&["#45", "<7.11"]).len(), 36);
    assert!(ids(&["#45", "<7.10"]).is_empty());
}

#[test]
fn a_wrong_query_is_shown_with_a_caret() {
    let run = Bench::new().peidang(&["list", "#7", "!foo"]);
    assert_eq!(run.code, 2);
    assert!(run.out.is_empty());
    assert!(run.err.contains("foo") && run.err.contains("\n  #7 !foo\n      ^^^"), "{}", run.err);
}

#[test]
fn show_has_every_field_and_keeps_what_it_does_not_know() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=发布", "status=2", "tags=重点、急"]);
    bench.ok(&["note", &id, "已拟初稿"]);
    let file = bench.plan().join("entries/07.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("  measure: 发布\n", "  measure: 发布\n  colour: red\n")).unwrap();
    let entry = bench.entry(&id);
    for key in [
        "id",
        "units",
        "also_tasks",
        "measure",
        "deliverable",
        "leader",
        "section",
        "person",
        "contact",
        "start",
        "due",
        "extensions",
        "status",
        "percent",
        "progress",
        "evidence",
        "problem",
        "help",
        "tags",
        "remark",
        "filed_on",
        "reported_on",
        "returned",
        "task",
        "light",
        "due_last",
    ] {
        assert!(entry.get(key).is_some(), "{key}");
    }
    assert_eq!(entry["progress"][0]["text"], "已拟初稿");
    assert_eq!(entry["progress"][0]["date"], "2024-07-08");
    assert_eq!(entry["progress"][0]["by"], "张某");
    assert_eq!(entry["unknown"]["colour"], "red");
    assert_eq!((&entry["status"], &entry["light"]), (&"in_progress".into(), &"on_track".into()));
    assert!(bench.ok(&["show", &id]).contains("进展情况        2024-07-08 已拟初稿"));
    assert!(bench.ok(&["show", &id, "--format", "yaml"]).contains("measure: 发布"));
}

#[test]
fn show_knows_tasks_and_units() {
    let bench = Bench::new();
    let task = bench.peidang(&["show", "#7", "--format", "json"]).json();
    assert_eq!((&task["task"], &task["units"][0]["unit"]), (&7.into(), &"区农业农村局".into()));
    let unit = bench.peidang(&["show", "住建局", "--format", "json"]).json();
    assert_eq!(unit["unit"], "区住房和城乡建设局");
    assert!(unit["rows"].as_array().unwrap().len() > 20);
    assert!(bench.ok(&["show", "7"]).contains("区农业农村局"));
    assert!(bench.ok(&["show", "住建局"]).contains("住建局"));
    for wrong in ["7-zzzzz", "700", "天上人间"] {
        let run = bench.peidang(&["show", wrong]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{wrong}");
    }
}

#[test]
fn due_puts_the_earliest_last_day_first_and_counts_working_days() {
    let bench = Bench::new();
    let late = bench.add(&["7", "农业农村局", "measure=发布", "due=7月5日"]);
    let done = bench.add(&["6", "住建局", "measure=发布", "due=7月4日", "status=4"]);
    let rows = bench.peidang(&["due", "--format", "json"]).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 37);
    assert_eq!((&rows[0]["id"], &rows[0]["workdays_left"]), (&late.into(), &(-1).into()));
    assert_eq!((&rows[1]["light"], &rows[1]["workdays_left"]), (&"unreported".into(), &2.into()));
    assert!(rows.iter().all(|row| row["id"] != done.as_str()));
    let soon = bench.peidang(&["due", "--days", "1", "--format=json"]).json();
    assert_eq!(soon.as_array().unwrap().len(), 1);
    assert!(bench.ok(&["due"]).lines().nth(1).unwrap().starts_with("2024-07-05"));
}

#[test]
fn the_log_has_the_newest_change_last() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局"]);
    bench.ok(&["set", &id, "status=2"]);
    bench.ok(&["undo"]);
    let log = bench.peidang(&["log", "--format", "json"]).json();
    let log = log.as_array().unwrap();
    let labels: Vec<&str> = log.iter().map(|change| change["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["add", "status", "status"]);
    assert_eq!(log[2]["undoes"], log[1]["id"]);
    assert_eq!((&log[0]["by"], &log[0]["ops"][0]["op"]), (&"张某".into(), &"insert".into()));
    assert!(log[0]["at"].as_str().unwrap().starts_with("2024-07-08T"));
    let text = bench.ok(&["log"]);
    assert!(text.contains(&format!("{id} 状态 未启动 → 推进中")), "{text}");
    assert!(bench.ok(&["log", "--since", "2024-07-09"]).is_empty());
    assert_eq!(bench.ok(&["log", "--since", "7.8"]).lines().count(), 3);
    assert_eq!(bench.peidang(&["log", "--since", "何时"]).code, 2);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let mut child = bench
        .command(&["list", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn control_characters_are_stored_and_shown_escaped() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=红\u{1b}[31m字"]);
    assert_eq!(bench.entry(&id)["measure"], "红\u{1b}[31m字");
    for words in [vec!["list", "#7"], vec!["show", &id], vec!["log"], vec!["due", "#7"]] {
        let run = bench.peidang(&words);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{words:?}");
    }
}
