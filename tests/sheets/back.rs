use std::path::PathBuf;

use serde_json::Value;

use crate::out::send;
use crate::support::Bench;

/// A file that another program wrote.
pub fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/data").join(name);
    path.to_str().unwrap().to_owned()
}

/// What `sheets in` says of files.
pub fn records(bench: &Bench, words: &[&str]) -> Vec<Value> {
    let mut all = vec!["sheets", "in", "--format", "json"];
    all.extend(words);
    bench.peidang(&all).json().as_array().unwrap().clone()
}

/// The new value of a field of a task, with what becomes of it.
pub fn said(records: &[Value], task: u64, field: &str) -> (String, String) {
    let found = records
        .iter()
        .find(|one| one["task"] == task && one["field"] == field)
        .unwrap_or_else(|| panic!("{task} {field}: {records:#?}"));
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    (text("new"), text("state"))
}

fn new(text: &str) -> (String, String) {
    (text.to_owned(), "change".to_owned())
}

/// The row of a task and unit.
fn row(bench: &Bench, task: u64, unit: &str) -> Value {
    bench
        .rows()
        .into_iter()
        .find(|row| row["task"] == task && row["unit"] == unit && !row["id"].is_null())
        .unwrap()
}

#[test]
fn what_went_out_and_comes_back_untouched_says_nothing() {
    let bench = Bench::new();
    bench.add(&["18", "民政局", "工作措施=甲\n乙", "状态=4", "完成时限=每季度", "佐证材料=一\n二"]);
    let id = bench.add(&["7", "农业农村局", "责任人=张某", "联系方式=05336410001"]);
    bench.ok(&["note", &id, "7.5 已拟\n初稿"]);
    for format in ["xlsx", "csv"] {
        let folder = send(&bench, &["--format", format]);
        let run = bench.peidang(&["sheets", "in", folder.to_str().unwrap(), "--apply", "--format", "json"]);
        assert_eq!((run.code, run.out.trim()), (0, "[]"), "{format}: {}", run.err);
    }
}

#[test]
fn a_filled_sheet_is_read_alike_from_three_programs() {
    for name in ["filled.xlsx", "filled.ods", "filled.xls"] {
        let bench = Bench::new();
        send(&bench, &[]);
        let said = |task, field| said(&records(&bench, &[&file(name)]), task, field);
        assert_eq!(said(18, "measure"), new("编制低保政策问答"), "{name}");
        assert_eq!(said(18, "contact"), new("05336410001"), "{name}");
        assert_eq!(said(18, "due"), new("2024-07-31"), "{name}");
        assert_eq!(said(18, "status"), new("待核实"), "{name}");
        assert_eq!(said(18, "progress"), new("7月5日 已发布低保指南\n已印制一图读懂"), "{name}");
        assert_eq!(said(18, "evidence"), new("http://www.example.gov.cn/1\n周民字〔2024〕3号"), "{name}");
        assert_eq!(said(19, "status"), ("差不多了".to_owned(), "unread".to_owned()), "{name}");
        assert_eq!(said(34, "measure"), new("多角度全方位解读政策"), "{name}");
        let all = records(&bench, &[&file(name)]);
        // 12月31日 is what 年底前 means, and 无 is nothing.
        assert!(all.iter().all(|one| one["task"] != 43 && one["field"] != "problem"), "{name}: {all:#?}");
        let strays: Vec<&Value> = all.iter().filter(|one| one["state"] == "unplaced").collect();
        assert!(matches!(strays.as_slice(), [one] if one["new"] == "其他工作"), "{name}: {strays:#?}");
        let measures = all.iter().filter(|one| one["task"] == 19 && one["field"] == "measure").count();
        assert_eq!(measures, 2, "{name}: a row put in is a further measure");
    }
}

#[test]
fn apply_takes_all_but_what_is_open_and_one_undo_takes_it_back() {
    let bench = Bench::new();
    send(&bench, &[]);
    let before = bench.rows();
    let run = bench.peidang(&["sheets", "in", &file("filled.xlsx"), "--apply"]);
    assert_eq!(run.code, 1, "a cell and a row are left: {}", run.err);
    let id = row(&bench, 18, "区民政局")["id"].as_str().unwrap().to_owned();
    let entry = bench.entry(&id);
    assert_eq!(entry["status"], "submitted");
    assert_eq!(entry["reported_on"], "2024-07-08");
    assert_eq!(entry["progress"][0]["date"], "2024-07-05");
    assert_eq!(entry["progress"][0]["text"], "已发布低保指南\n已印制一图读懂");
    assert_eq!(entry["evidence"].as_array().unwrap().len(), 2);
    // One entry answers four tasks.
    let one = row(&bench, 34, "区民政局")["id"].clone();
    for task in 35..=37 {
        assert_eq!(row(&bench, task, "区民政局")["id"], one);
    }
    // A moved time limit is 延期: the plan's stays on record.
    let moved = bench.entry(row(&bench, 45, "区民政局")["id"].as_str().unwrap());
    assert_eq!(moved["due"], "7月20日前");
    assert_eq!(
        (&moved["extensions"][0]["from"], &moved["extensions"][0]["ground"]),
        (&"7月10日前".into(), &"单位回报".into())
    );
    // Again: only what was left.
    let again = records(&bench, &[&file("filled.xlsx"), "--apply"]);
    assert!(again.iter().all(|one| one["state"] == "unread" || one["state"] == "unplaced"), "{again:#?}");
    bench.ok(&["undo"]);
    assert_eq!(bench.rows(), before);
    // Taken back, it is as if it had never been read.
    assert_eq!(said(&records(&bench, &[&file("filled.xlsx")]), 18, "measure"), new("编制低保政策问答"));
}

#[test]
fn a_field_changed_on_both_sides_is_a_conflict_and_stays_ours() {
    let bench = Bench::new();
    let id = bench.add(&["18", "民政局", "工作措施=旧", "责任人=张某"]);
    send(&bench, &[]);
    bench.ok(&["set", &id, "工作措施=本办改过", "责任人=李某"]);
    let all = records(&bench, &[&file("filled.xlsx"), "--apply"]);
    assert_eq!(said(&all, 18, "measure"), ("编制低保政策问答".to_owned(), "conflict".to_owned()));
    assert_eq!(bench.entry(&id)["measure"], "本办改过");
    // Empty in the sheet, changed here: kept.
    assert_eq!(bench.entry(&id)["person"], "李某");
    assert_eq!(bench.entry(&id)["contact"], "05336410001");
}

#[test]
fn an_old_sheet_whose_sending_is_not_known_any_more_overwrites_nothing() {
    let bench = Bench::new();
    let id = bench.add(&["18", "民政局", "责任人=张某"]);
    let folder = send(&bench, &["--unit", "民政局"]);
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let old = bench.data().join("../旧.xlsx");
    std::fs::copy(&file, &old).unwrap();
    std::fs::remove_dir_all(bench.plan().join("sent")).unwrap();
    bench.ok(&["set", &id, "责任人=李某"]);
    send(&bench, &["--unit", "民政局"]);
    let all = records(&bench, &[old.to_str().unwrap(), "--apply"]);
    assert_eq!(said(&all, 18, "person"), ("张某".to_owned(), "conflict".to_owned()));
    assert_eq!(bench.entry(&id)["person"], "李某");
}

#[test]
fn without_apply_nothing_is_written() {
    let bench = Bench::new();
    send(&bench, &[]);
    let before = bench.rows();
    let run = bench.peidang(&["sheets", "in", &file("filled.xlsx")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("K6") && run.out.contains("编制低保政策问答"), "{}", run.out);
    assert_eq!(bench.rows(), before);
    assert!(!bench.plan().join("journal").exists() || bench.ok(&["log"]).is_empty());
}

#[test]
fn an_emptied_cell_deletes_only_when_it_is_told_to() {
    let bench = Bench::new();
    let id = bench.add(&[
        "18",
        "民政局",
        "工作措施=甲",
        "责任人=张某",
        "存在问题=缺人手",
        "佐证材料=一\n二",
        "完成时限=9月底前",
        "状态=2",
        "备注=本办的话",
    ]);
    bench.ok(&["note", &id, "7.5 已拟初稿"]);
    let folder = send(&bench, &["--format", "csv", "--unit", "民政局"]);
    bench.ok(&["set", &id, "备注=后来改过"]);
    let path = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    // Another program's hand: every cell that the unit fills in is emptied, 存在问题 by the word for nothing.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&path).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in reader.records().map(Result::unwrap) {
        let emptied = record.iter().enumerate().map(|(at, cell)| match at {
            13 if &record[0] == "18" => "无",
            3..=15 if &record[0] == "18" => "",
            _ => cell,
        });
        writer.write_record(emptied).unwrap();
    }
    std::fs::write(&path, writer.into_inner().unwrap()).unwrap();
    let path = path.to_str().unwrap();
    let before = bench.entry(&id);
    let run = bench.peidang(&["sheets", "in", path, "--apply", "--format", "json"]);
    assert_eq!((run.code, run.out.trim()), (0, "[]"), "{}", run.err);
    assert!(run.err.contains("6 个单元格被清空") && run.err.contains("--empty clears"), "{}", run.err);
    assert_eq!(bench.entry(&id), before);
    let all = records(&bench, &[path, "--empty", "clears"]);
    let fields: Vec<&str> = all.iter().filter_map(|one| one["field"].as_str()).collect();
    assert_eq!(fields, ["measure", "person", "due", "progress", "evidence", "problem"], "{all:#?}");
    assert!(all.iter().all(|one| one["new"].is_null() && one["state"] == "change"), "{all:#?}");
    let run = bench.peidang(&["sheets", "in", path, "--empty", "clears", "--apply"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let entry = bench.entry(&id);
    for gone in ["measure", "person", "due", "problem"] {
        assert!(entry[gone].as_str().unwrap_or_default().is_empty(), "{gone}: {entry:#}");
    }
    for gone in ["progress", "evidence"] {
        assert!(entry[gone].as_array().is_none_or(Vec::is_empty), "{gone}: {entry:#}");
    }
    // What was changed here since stays, and a status is no text to delete.
    assert_eq!((&entry["remark"], &entry["status"]), (&"后来改过".into(), &"in_progress".into()));
    assert_eq!(records(&bench, &[path, "--empty", "clears"]), Vec::<Value>::new());
    bench.ok(&["undo"]);
    assert_eq!(bench.entry(&id), before, "one file, one undo");
    let run = bench.peidang(&["sheets", "out", "x", "--empty", "clears"]);
    assert_eq!(run.code, 2, "{}", run.err);
}
