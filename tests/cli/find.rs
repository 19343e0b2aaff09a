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
