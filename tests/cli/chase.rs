//! `chase UNIT` and `chase list`.

use crate::support::Bench;

#[test]
fn a_text_reminds_and_urges_once_something_is_late() {
    let bench = Bench::new();
    let run = bench.peidang(&["chase", "农业农村局"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("区农业农村局：\n提醒：") && run.out.contains("请于"), "{}", run.out);
    bench.add(&["7", "农业农村局", "measure=发布", "due=2024-07-01"]);
    let run = bench.peidang(&["chase", "农业农村局", "--today", "2024-07-08"]);
    assert!(run.out.contains("催办：") && run.out.contains("任务7 发布"), "{}", run.out);
    assert!(!run.out.contains("督查"));
    assert_eq!(bench.peidang(&["chase", "民正局"]).code, 1);
    assert_eq!(bench.peidang(&["chase"]).code, 2);
    assert_eq!(bench.peidang(&["chase", "民政局", "--format", "json"]).code, 2);
}

#[test]
fn the_list_is_empty_in_every_format() {
    let bench = Bench::new();
    assert_eq!(bench.peidang(&["chase", "list", "--format", "json"]).out, "[]\n");
    assert_eq!(bench.peidang(&["chase", "list"]).code, 0);
    let md = bench.peidang(&["chase", "list", "--format", "md", "--since", "7.1", "--unit", "民政局"]);
    assert!(md.code == 0 && md.out.starts_with("| 时间 | 方式 | 单位 |"), "{}{}", md.out, md.err);
    assert_eq!(bench.peidang(&["chase", "list", "--since", "哪天"]).code, 2);
}
