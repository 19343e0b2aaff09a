use crate::back::{file, records, said};
use crate::support::Bench;

fn new(text: &str) -> (String, String) {
    (text.to_owned(), "change".to_owned())
}

#[test]
fn a_units_own_table_is_read_by_the_meaning_of_its_words() {
    let bench = Bench::new();
    let all = records(&bench, &[&file("disorder.xlsx")]);
    assert!(all.iter().all(|one| one["state"] == "unread" || one["unit"] == "区财政局"), "{all:#?}");
    // Its own numbers are not the plan's: the requirement tells.
    assert_eq!(said(&all, 4, "measure"), new("公开重大项目"));
    assert_eq!(said(&all, 4, "percent"), new("40"));
    assert_eq!(said(&all, 4, "due"), new("2024-07-10"));
    assert_eq!(said(&all, 4, "progress"), new("已公开3项"));
    assert_eq!(said(&all, 4, "contact"), new("05336410002"));
    assert_eq!(said(&all, 43, "percent"), new("40"));
    assert_eq!(said(&all, 43, "contact"), new("05336410002"));
    assert_eq!(said(&all, 43, "status"), new("推进中"));
    assert_eq!(said(&all, 43, "due").1, "unread");
    assert!(all.iter().all(|one| one["state"] != "unplaced"), "totals and signatures are no rows: {all:#?}");
    let run = bench.peidang(&["sheets", "in", &file("disorder.xlsx")]);
    assert!(run.err.contains("是否上会"), "{}", run.err);
}

#[test]
fn a_word_table_with_two_levels_of_heads_is_read() {
    let bench = Bench::new();
    let all = records(&bench, &[&file("document.docx"), "--apply"]);
    let said = |task, field| said(&all, task, field).0;
    assert_eq!(said(26, "measure"), "编制供水信息公开目录");
    assert_eq!(said(26, "leader"), "王某");
    assert_eq!(said(26, "person"), "赵某");
    assert_eq!(said(26, "status"), "推进中");
    assert_eq!(said(34, "progress"), "已在网站开设专栏");
    assert_eq!(said(44, "measure"), "编制供水信息公开目录");
    assert_eq!(said(44, "status"), "不涉及");
    let rows = bench.rows();
    let of = |task: u64| rows.iter().find(|row| row["task"] == task && row["unit"] == "区水利局").unwrap();
    assert!((35..=37).all(|task| of(task)["id"] == of(34)["id"]) && !of(34)["id"].is_null());
    assert_eq!(of(44)["light"], "excluded");
    let entry = bench.entry(of(44)["id"].as_str().unwrap());
    assert_eq!(entry["progress"][0]["text"], "不涉及：单位回报");
}

#[test]
fn annex_2_becomes_an_activity_and_answers_its_task() {
    let bench = Bench::new();
    let run = bench.peidang(&["sheets", "in", &file("annex.docx"), "--apply"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let text = std::fs::read_to_string(bench.plan().join("activities.yaml")).unwrap();
    for words in [
        "unit: 区教育和体育局",
        "name: 阳光招生进校园",
        "date: 7月中旬",
        "state: planned",
        "planned_on: 2024-07-08",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("signup"), "a stroke is nothing: {text}");
    assert_eq!(bench.peidang(&["sheets", "in", &file("annex.docx"), "--format", "json"]).out.trim(), "[]");
    let rows = bench.rows();
    let row = rows.iter().find(|row| row["task"] == 45 && row["unit"] == "区教育和体育局").unwrap();
    assert_ne!(row["light"], "unreported");
}

#[test]
fn separated_values_are_read_in_every_encoding() {
    for name in ["人社局-gbk.csv", "人社局-bom.csv", "人社局-utf16.csv"] {
        let bench = Bench::new();
        let all = records(&bench, &[&file(name)]);
        assert_eq!(said(&all, 13, "measure"), new("公开就业政策，按季更新"), "{name}");
        assert_eq!(said(&all, 13, "contact"), new("05336410005"), "{name}");
        assert_eq!(said(&all, 44, "measure"), new("=举办开放日"), "{name}");
        assert_eq!(said(&all, 44, "status"), new("待核实"), "{name}");
        assert!(all.iter().all(|one| one["unit"] == "区人力资源和社会保障局"), "{name}: {all:#?}");
    }
}

#[test]
fn a_page_that_several_units_filed_on_is_read_block_by_block() {
    let head = "序号,工作措施,责任人,完成时限";
    // Over each table, in one cell or in two; under each table; and under rows that are nothing but a name.
    for (name, text) in [
        (
            "上.csv",
            format!(
                "填报单位：区民政局\n{head}\n18,甲,张某,9月底前\n\n填报单位,区财政局\n{head}\n3,乙,李某,10月底前\n43,丙,李某,\n"
            ),
        ),
        (
            "下.csv",
            format!(
                "{head}\n18,甲,张某,9月底前\n填报单位：区民政局（盖章）\n{head}\n3,乙,李某,10月底前\n43,丙,李某,\n填报单位：区财政局（盖章）\n"
            ),
        ),
        (
            "名.csv",
            format!(
                "{head}\n一、区民政局\n18,甲,张某,9月底前\n二、财政局\n3,乙,李某,10月底前\n43,丙,李某,\n"
            ),
        ),
    ] {
        let bench = Bench::new();
        bench.ok(&["list"]);
        let path = bench.data().join("..").join(name);
        std::fs::write(&path, text).unwrap();
        let all = records(&bench, &[path.to_str().unwrap(), "--apply"]);
        let mut found: Vec<(u64, &str, &str)> = all
            .iter()
            .filter(|one| one["field"] == "measure")
            .map(|one| {
                (one["task"].as_u64().unwrap(), one["unit"].as_str().unwrap(), one["new"].as_str().unwrap())
            })
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [(3, "区财政局", "乙"), (18, "区民政局", "甲"), (43, "区财政局", "丙")],
            "{name}: {all:#?}"
        );
        // Each unit answered: what it said is remembered as its own.
        let kept = std::fs::read_dir(bench.plan().join("sent")).unwrap().count();
        assert_eq!(kept, 2, "{name}");
        assert_eq!(records(&bench, &[path.to_str().unwrap()]), Vec::<serde_json::Value>::new(), "{name}");
    }
}
