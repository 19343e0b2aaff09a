use std::fs;

use serde_json::{Value, json};

use crate::support::Bench;

fn results(bench: &Bench, words: &[&str]) -> Vec<Value> {
    let words: Vec<&str> = [&["find"], words, &["--format", "json"]].concat();
    let run = bench.peidang(&words);
    assert_eq!((run.code, run.err.contains("错误")), (0, false), "{}", run.err);
    let answer = run.json();
    assert_eq!(answer["suggestions"], json!([]));
    answer["results"].as_array().unwrap().clone()
}

#[test]
fn find_ranks_all_kinds_in_one_list_and_names_each_by_its_id() {
    let bench = Bench::new();
    let id =
        bench.peidang(&["add", "7", "农业农村局", "工作措施=印发数字乡村公开清单"]).out.trim().to_owned();
    bench.peidang(&["note", &id, "7.5 电话已问"]);
    let found = results(&bench, &["数字乡村"]);
    assert_eq!(
        found[0],
        json!({"kind": "entry", "id": id, "title": "印发数字乡村公开清单", "how": "exact", "ranges": [[2, 6]]})
    );
    assert_eq!((&found[1]["kind"], &found[1]["id"]), (&json!("task"), &json!(7)));
    let note = &results(&bench, &["电话已问"])[0];
    assert_eq!((&note["kind"], &note["id"]), (&json!("note"), &json!(id)));
    let unit = &results(&bench, &["mzj"])[0];
    assert_eq!(
        (&unit["kind"], &unit["id"], &unit["how"]),
        (&json!("unit"), &json!("区民政局"), &json!("pinyin"))
    );
    assert_eq!(unit["ranges"], json!([[1, 4]]));
}

#[test]
fn find_counts_its_limit_over_all_kinds_and_nothing_found_is_no_error() {
    let bench = Bench::new();
    assert_eq!(results(&bench, &["公开"]).len(), 20);
    assert_eq!(results(&bench, &["公开", "--limit", "3"]).len(), 3);
    assert_eq!(results(&bench, &["公开", "--limit", "0"]).len(), 0);
    assert!(results(&bench, &["火星移民"]).is_empty());
    let run = bench.peidang(&["find", "火星移民"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("没有找到"), "{}", run.err);
    assert_eq!(bench.peidang(&["find"]).code, 2);
    assert_eq!(bench.peidang(&["find", "公开", "--limit", "x"]).code, 2);
    let table = bench.peidang(&["find", "zcjd"]);
    assert!(table.out.contains("拼音"), "{}", table.out);
}

#[test]
fn find_goes_down_the_ladder_and_says_by_which_way() {
    let bench = Bench::new();
    bench.peidang(&["add", "34", "北郊镇", "工作措施=用方言短视频做政策解读"]);
    for (query, how) in [
        ("政策解读", "exact"),
        ("zhengcejiedu", "pinyin"),
        ("zcjd", "pinyin"),
        ("政册解读", "homophone"),
        ("zengcejiedu", "fuzzy"),
        ("zhengcejidu", "slip"),
        ("官司", "plain"),
        ("招引资", "gap"),
    ] {
        let found = results(&bench, &[query]);
        assert_eq!(found[0]["how"], how, "{query}: {found:?}");
    }
    assert_eq!(results(&bench, &["政策解毒"])[0]["ranges"], json!([[7, 11]]));
    let plain = bench.peidang(&["find", "官司"]);
    assert!(plain.out.contains("诉讼案件"), "{}", plain.out);
}

#[test]
fn find_understands_conditions_and_marks_a_wrong_one() {
    let bench = Bench::new();
    let id = bench.peidang(&["add", "19", "民政局", "工作措施=公布低保标准", "status=暂缓"]).out;
    let found = results(&bench, &["低保", "=暂缓"]);
    assert_eq!((found.len(), &found[0]["id"]), (2, &json!(id.trim())));
    assert_eq!(results(&bench, &["#19"])[0]["id"], json!(19));
    assert_eq!(results(&bench, &["低保", "-标准"]).len(), 0);
    let run = bench.peidang(&["find", "低保", "!超期"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("^^^^") && run.err.contains("逾期"), "{}", run.err);
}

#[test]
fn where_nothing_is_found_the_nearest_words_are_suggested_apart() {
    let bench = Bench::new();
    let run = bench.peidang(&["find", "政策解谈", "--format", "json"]);
    assert_eq!((run.code, run.json()), (0, json!({"results": [], "suggestions": ["政策解读"]})));
    assert!(bench.peidang(&["find", "政策解谈"]).err.contains("政策解读"));
    let run = bench.peidang(&["find", "农业农村", "火星", "--format", "json"]);
    assert_eq!(run.json()["suggestions"], json!(["农业农村"]));
}

#[test]
fn the_users_plain_words_are_added_and_a_broken_file_is_named_and_not_fatal() {
    let bench = Bench::new();
    assert!(results(&bench, &["吃火锅"]).is_empty());
    fs::write(bench.data().join("words.yaml"), "吃火锅: 老年助餐\n").unwrap();
    let found = results(&bench, &["吃火锅"]);
    assert_eq!((&found[0]["id"], &found[0]["how"]), (&json!(18), &json!("plain")));
    fs::write(bench.data().join("words.yaml"), "吃火锅: 老年助餐\n看戏:\n").unwrap();
    let run = bench.peidang(&["find", "低保"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.contains("words.yaml") && run.err.contains("2行") && run.err.contains("看戏"),
        "{}",
        run.err
    );
    let run = bench.peidang(&["check"]);
    assert!((run.out + &run.err).contains("words.yaml"));
}
