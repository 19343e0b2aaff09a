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

/// Writes a file beside the data.
fn written(bench: &Bench, name: &str, text: &str) -> String {
    bench.ok(&["list"]);
    let path = bench.data().join("..").join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn numbers_that_word_counts_by_itself_tell_the_task() {
    let bench = Bench::new();
    let all = records(&bench, &[&file("numbered.docx")]);
    assert_eq!(said(&all, 18, "measure"), new("推送老年助餐点地图"));
    assert_eq!(said(&all, 19, "person"), new("李某"));
    // The table goes on without a header of its own.
    assert_eq!(said(&all, 34, "measure"), new("多形式解读"));
    assert!(all.iter().all(|one| one["unit"] == "区民政局"), "{all:#?}");
}

#[test]
fn a_table_whose_heads_stand_one_under_another_is_read_turned() {
    let bench = Bench::new();
    let text = "区水利局政务公开配档\n序号,26,44\n工作措施,编制供水公开目录,举办水厂开放日\n完成时限,9月底前,10月\n责任人,张某,李某\n状态,推进中,搞不清\n";
    let path = written(&bench, "水利局.csv", text);
    let all = records(&bench, &[&path]);
    assert_eq!(said(&all, 26, "measure"), new("编制供水公开目录"));
    assert_eq!(said(&all, 44, "person"), new("李某"));
    // The cell is named as it stands in the file.
    let unread = all.iter().find(|one| one["state"] == "unread").unwrap();
    assert_eq!(unread["cell"], "C6", "{unread}");
    let cell = all.iter().find(|one| one["task"] == 26 && one["field"] == "measure").unwrap();
    assert_eq!(cell["cell"], "B3", "{cell}");
    let run = bench.peidang(&["sheets", "in", &path]);
    assert!(!run.err.contains("没有认出"), "a title is no column: {}", run.err);
}

#[test]
fn a_card_with_two_pairs_of_columns_is_one_row() {
    let bench = Bench::new();
    let text = "填报单位：区统计局\n序号,34,责任人,褚某\n工作措施,解读统计数据,联系电话,6412222\n完成时限,10月底,状态,推进中\n";
    let all = records(&bench, &[&written(&bench, "统计.csv", text)]);
    assert!(all.iter().all(|one| one["task"] == 34 && one["state"] == "change"), "{all:#?}");
    assert_eq!(said(&all, 34, "person"), new("褚某"));
    let cell = all.iter().find(|one| one["field"] == "status").unwrap();
    assert_eq!((&cell["cell"], &cell["new"]), (&"D4".into(), &"推进中".into()));
    // What says that nothing more comes is no measure.
    let text =
        "填报单位：区统计局\n序号,工作措施,责任人,状态\n34,解读统计数据,褚某,推进中\n,（以下空白）,,\n";
    let all = records(&bench, &[&written(&bench, "统计2.csv", text)]);
    assert_eq!(all.iter().filter(|one| one["field"] == "measure").count(), 1, "{all:#?}");
}

#[test]
fn a_list_of_activities_may_name_a_unit_in_each_row_and_a_form_needs_no_table() {
    let bench = Bench::new();
    let text = "政府开放活动计划表\n序号,单位,活动主题,开展时间,开展地点,联系人\n1,公安分局,警营开放日,9月,特警大队,警某\n2,区生态环境分局,监测站开放,2024-09-05,监测站,环某\n3,没有这个局,无名活动,9月,某地,某某\n";
    let path = written(&bench, "活动.csv", text);
    let all = records(&bench, &[&path, &file("annex-lines.docx"), "--apply"]);
    let kept = std::fs::read_to_string(bench.plan().join("activities.yaml")).unwrap();
    for words in
        ["unit: 区公安分局", "unit: 区生态环境分局", "unit: 王村镇", "name: 古镇政务公开日", "date: 10月中旬"]
    {
        assert!(kept.contains(words), "{words}: {kept}{all:#?}");
    }
    assert!(!kept.contains("无名活动"), "{kept}");
    assert!(all.iter().any(|one| one["state"] == "unplaced"), "{all:#?}");
}

#[test]
fn words_under_a_head_for_shares_are_read_for_what_they_say() {
    let bench = Bench::new();
    let text = "填报单位：区民政局\n序号,工作措施,责任人,进度\n18,甲,张某,已印发清单\n19,乙,张某,√\n34,丙,张某,六成\n";
    let all = records(&bench, &[&written(&bench, "民政.csv", text)]);
    assert_eq!(said(&all, 18, "progress"), new("已印发清单"));
    assert_eq!(said(&all, 19, "status"), new("待核实"));
    assert_eq!(said(&all, 34, "percent"), new("60"));
    // Where there is a column for words, a share that is none is left to the user.
    let text = "填报单位：区民政局\n序号,工作措施,进展情况,状态,完成率\n18,甲,已拟,推进中,已印发清单\n";
    let all = records(&bench, &[&written(&bench, "民政2.csv", text)]);
    assert_eq!(said(&all, 18, "percent").1, "unread");
}

#[test]
fn what_stands_for_another_cell_and_what_lost_a_zero_is_left_to_the_user() {
    let bench = Bench::new();
    // A sheet went out, so that its cells are known to have been empty.
    crate::out::send(&bench, &[]);
    let text =
        "填报单位：区民政局\n序号,工作措施,责任人,完成时限\n18,同第99项,张某,7.1\n19,公开标准,李某,7.10\n";
    let path = written(&bench, "民政.csv", text);
    let all = records(&bench, &[&path, "--apply"]);
    let unread = |text: &str| (text.to_owned(), "unread".to_owned());
    assert_eq!(said(&all, 18, "measure"), unread("同第99项"));
    assert_eq!(said(&all, 18, "due"), unread("7.1"));
    assert_eq!(said(&all, 19, "due").0, "7.10");
    // Asked again, they are still there.
    assert_eq!(records(&bench, &[&path]).len(), 2);
}
