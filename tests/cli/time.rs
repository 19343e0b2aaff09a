//! `activity`, `duty`, the calendar for other programs, recurring rounds, 序时进度, and the user's own chase texts.

use crate::support::Bench;

fn config(bench: &Bench, text: &str) {
    bench.ok(&["list"]);
    std::fs::write(bench.data().join("config.yaml"), text).unwrap();
}

#[test]
fn an_activity_answers_its_task_and_is_one_undo_step() {
    let bench = Bench::new();
    let id = bench.ok(&["activity", "add", "开放日", "商务局", "活动主题=惠企", "开展时间=9月上旬"]);
    let id = id.trim_end();
    assert!(id.starts_with("a-") && id.len() == 7, "{id}");
    let light = |task: u64| {
        let rows = bench.rows();
        let row = rows.iter().find(|row| row["task"] == task && row["unit"] == "区商务局").unwrap();
        row["light"].as_str().unwrap().to_owned()
    };
    assert_eq!((light(45), light(46)), ("done".to_owned(), "on_track".to_owned()));
    bench.ok(&["activity", "set", id, "进展=已开展", "开展日期=7.1"]);
    // Five working days after 1 July are over on the 8th.
    assert_eq!(bench.peidang(&["activity", "list", "--format", "json"]).json()[0]["held_on"], "2024-07-01");
    assert_eq!(light(46), "due_soon");
    bench.ok(&["activity", "set", id, "state=reported"]);
    assert_eq!(light(46), "done");
    bench.ok(&["undo"]);
    assert_eq!(light(46), "due_soon");
    bench.ok(&["activity", "remove", id]);
    assert_eq!(light(45), "unreported");
    assert_eq!(bench.peidang(&["activity", "list", "--format", "json"]).out, "[]\n");
    bench.ok(&["undo", "3"]);
    assert_eq!(bench.peidang(&["check"]).code, 0);
}

#[test]
fn an_activity_is_refused_with_a_reason_and_nothing_changed() {
    let bench = Bench::new();
    for (words, code) in [
        (&["activity"][..], 2),
        (&["activity", "dance"], 2),
        (&["activity", "add", "开放日"], 2),
        (&["activity", "add", "聚餐", "民政局"], 1),
        (&["activity", "add", "开放日", "民正"], 1),
        (&["activity", "add", "开放日", "民政局", "时间=下半年"], 1),
        (&["activity", "add", "开放日", "民政局", "人数=很多"], 1),
        (&["activity", "add", "开放日", "民政局", "没有这项=1"], 2),
        (&["activity", "add", "开放日", "民政局", "对应要求=没有"], 1),
        (&["activity", "set", "a-00000", "进展=2"], 1),
        (&["activity", "set", "a-00000"], 2),
        (&["activity", "remove"], 2),
        (&["activity", "list", "没有这家"], 1),
        (&["activity", "list", "--format", "xml"], 2),
        (&["activity", "add", "开放日", "民政局", "--format", "json"], 2),
    ] {
        assert_eq!(bench.peidang(words).code, code, "{words:?}");
    }
    assert_eq!(bench.peidang(&["activity", "list", "--format", "json"]).out, "[]\n");
    assert!(!bench.plan().join("activities.yaml").exists());
}

#[test]
fn activities_print_as_the_annex_and_as_a_table_whatever_is_in_them() {
    let bench = Bench::new();
    let odd = "活动内容=参观|座谈\n交流,“问卷” =1+1 \u{1b}[31m";
    bench.ok(&[
        "activity",
        "add",
        "民政局",
        "open-day",
        odd,
        "开展地点=新建路88号",
        "date=９月１２日（星期四）",
    ]);
    bench.ok(&["activity", "add", "培训", "王村镇", "名称=@专题", "时间=七月下旬"]);
    let run = bench.peidang(&["activity", "list", "开放日", "民政局", "--format", "annex"]);
    assert!(run.out.starts_with("## 政府开放活动计划安排报送表\n\n单位名称：区民政局\n"), "{}", run.out);
    assert!(
        run.out.contains("| 开展时间 | 9月12日（星期四） |") && !run.out.contains('\u{1b}'),
        "{}",
        run.out
    );
    let csv = bench.ok(&["activity", "list", "--format", "csv"]);
    assert!(csv.starts_with("编号,类别,单位名称,活动主题,开展时间,") && csv.contains("'@专题"), "{csv}");
    let table = bench.ok(&["activity", "list", "--unit", "王村"]);
    assert!(table.contains("王村镇") && !table.contains("区民政局"), "{table}");
    let json = bench.peidang(&["activity", "list", "--format", "json"]).json();
    assert_eq!(json[0]["content"], odd.trim_start_matches("活动内容="));
    assert_eq!((&json[1]["date_first"], &json[1]["date_last"]), (&"2024-07-21".into(), &"2024-07-31".into()));
}

#[test]
fn duties_say_who_owes_what_and_the_users_own_are_kept() {
    let bench = Bench::new();
    let all = bench.peidang(&["duty", "list", "--format", "json"]).json();
    let training: Vec<_> = all.as_array().unwrap().iter().filter(|one| one["id"] == "training").collect();
    assert_eq!(training.len(), 36);
    assert_eq!((&training[0]["state"], &training[0]["due_last"]), (&"owed".into(), &"2024-12-31".into()));
    assert!(training[0]["source"].as_str().unwrap().contains("年内至少组织一次专门业务培训"));
    bench.ok(&["activity", "add", "培训", "北郊镇", "进展=2", "时间=7月5日", "名称=培训"]);
    let unit = bench.peidang(&["duty", "list", "training", "--unit", "北郊", "--format", "json"]).json();
    assert_eq!((&unit[0]["state"], &unit[0]["have"]), (&"met".into(), &1.into()));
    let id = bench.ok(&["duty", "add", "某申请答复", "单位=民政局", "法定时限=reply", "起算日=2024-09-09"]);
    let id = id.trim_end();
    let last = || bench.peidang(&["duty", "list", id, "--format", "json"]).json()[0]["due_last"].clone();
    assert_eq!(last(), "2024-10-12");
    bench.ok(&["duty", "set", id, "延长=20"]);
    assert_eq!(last(), "2024-11-08");
    bench.ok(&["duty", "set", id, "中止=9.20"]);
    assert!(last().is_null());
    bench.ok(&["duty", "set", id, "中止=9.20至9.27"]);
    bench.ok(&["activity", "add", "其他", "民政局", &format!("对应要求={id}"), "进展=3", "名称=答复"]);
    assert_eq!(bench.peidang(&["duty", "list", id, "--format", "json"]).json()[0]["state"], "met");
    bench.ok(&["duty", "remove", id]);
    // The name as a field among the others.
    let other = bench.ok(&["duty", "add", "要求=某申请答复", "单位=民政局"]);
    let named = bench.peidang(&["duty", "list", other.trim(), "--format", "json"]).json();
    assert_eq!(named[0]["duty"], "某申请答复");
    assert_eq!(bench.peidang(&["duty", "list", id]).code, 1);
    assert!(bench.ok(&["duty", "clocks"]).contains("条例第三十三条"));
    assert_eq!(bench.peidang(&["duty", "add", "x", "clock=沙漏"]).code, 1);
    assert_eq!(bench.peidang(&["duty", "set", "training", "count=0"]).code, 1);
}

#[test]
fn a_folder_without_duties_opens_and_the_first_change_writes_them() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let file = bench.plan().join("duties.yaml");
    std::fs::remove_file(&file).unwrap();
    let count = bench.peidang(&["duty", "list", "--format", "json"]).json().as_array().unwrap().len();
    assert!(count > 100 && !file.exists());
    bench.ok(&["duty", "set", "annual-draft", "due=12月20日前"]);
    assert!(std::fs::read_to_string(&file).unwrap().contains("12月20日前"));
    bench.ok(&["undo"]);
    assert_eq!(bench.peidang(&["check"]).code, 0);
    // An edit by hand is taken up and can be undone.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("name: 报送工作配档表", "name: 报配档表")).unwrap();
    assert!(bench.ok(&["duty", "list", "filing"]).contains("报配档表"));
    bench.add(&["7", "农业农村局"]);
    assert!(bench.ok(&["log"]).contains("报配档表"));
}

#[test]
fn what_is_due_comes_as_icalendar() {
    let bench = Bench::new();
    let measure = "印发清单,目录;见“附件”\\1\n第二行";
    let id = bench.add(&["7", "农业农村局", &format!("measure={measure}"), "due=7月13日前"]);
    let text = bench.ok(&["calendar", "--format", "ics"]);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let plain = text.replace("\r\n ", "");
    assert!(plain.contains(&format!("UID:{id}@zhoucun-2024.peidang\r\n")), "{plain}");
    assert!(plain.contains("SUMMARY:印发清单\\,目录\\;见“附件”\\\\1\\n第二行\r\n"), "{plain}");
    assert!(plain.contains("DTSTART;VALUE=DATE:20240713\r\n"), "{plain}");
    assert_eq!(text, bench.ok(&["calendar", "--format", "ics"]));
    let august = bench.ok(&["calendar", "2024-08", "--format", "ics"]);
    assert!(!august.contains("BEGIN:VEVENT"), "{august}");
    bench.ok(&["set", &id, "status=4"]);
    assert!(!bench.ok(&["calendar", "--format", "ics"]).contains(&id));
}

#[test]
fn a_month_names_duties_and_later_rounds_too() {
    let bench = Bench::new();
    bench.add(&["7", "农业农村局", "measure=更新专栏", "due=每月28日前"]);
    let july = bench.ok(&["calendar", "2024-07"]);
    assert!(july.lines().any(|line| line.starts_with("7月28日") && line.contains("任务7")), "{july}");
    let december = bench.ok(&["calendar", "2024-12"]);
    let has =
        |day: &str, text: &str| december.lines().any(|line| line.starts_with(day) && line.contains(text));
    assert!(has("12月28日", "下一轮 任务7"), "{december}");
    assert!(has("12月31日", "要求 年内至少组织一次专门业务培训"), "{december}");
}

#[test]
fn a_recurring_limit_rolls_on_and_keeps_each_round() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=每季度更新", "due=每季度"]);
    let on = |day: &str, words: &[&str]| {
        let mut command = bench.bare();
        command.arg("--data").arg(bench.data()).args(["--today", day]).args(words);
        bench.run(&mut command)
    };
    let stands = |day: &str| {
        let entry = on(day, &["show", &id, "--format", "json"]).json();
        (entry["due_last"].as_str().unwrap().to_owned(), entry["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(stands("2024-07-08").0, "2024-09-30");
    // A missed round stays owed.
    assert_eq!(stands("2024-10-09").0, "2024-09-30");
    assert_eq!(on("2024-10-09", &["set", &id, "status=4"]).code, 0);
    assert_eq!(stands("2024-10-09"), ("2024-12-31".to_owned(), "in_progress".to_owned()));
    let entry = on("2024-10-09", &["show", &id, "--format", "json"]).json();
    assert_eq!(
        (&entry["rounds"][0]["last"], &entry["rounds"][0]["done_on"]),
        (&"2024-09-30".into(), &"2024-10-09".into())
    );
    assert_eq!(on("2024-10-09", &["undo"]).code, 0);
    assert_eq!(stands("2024-10-09").0, "2024-09-30");
    assert_eq!(on("2024-10-09", &["redo"]).code, 0);
    // The year's last round done is the entry done.
    assert_eq!(on("2024-12-20", &["set", &id, "status=4"]).code, 0);
    assert_eq!(stands("2024-12-20").1, "done");
}

#[test]
fn progress_is_held_against_the_year_only_where_the_settings_say_so() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=做", "due=年底前", "percent=15", "status=2"]);
    let light = || bench.entry(&id)["light"].as_str().unwrap().to_owned();
    assert_eq!(light(), "on_track");
    config(&bench, "pace: true\n");
    // On 8 July 51 % of the year are over.
    assert_eq!(light(), "overdue");
    bench.ok(&["set", &id, "percent=40"]);
    assert_eq!(light(), "due_soon");
    bench.ok(&["set", &id, "percent=45"]);
    assert_eq!(light(), "on_track");
    config(&bench, "pace: true\npace_due_soon: 5\n");
    assert_eq!(light(), "due_soon");
}

#[test]
fn the_users_chase_texts_are_used_and_a_broken_file_is_named() {
    let bench = Bench::new();
    bench.add(&["7", "农业农村局", "measure=发布", "due=2024-07-01"]);
    std::fs::write(bench.data().join("chase.yaml"), "urge: 请{unit}抓紧，{answer_by}前回话\n").unwrap();
    assert_eq!(bench.ok(&["chase", "农业农村局"]), "请区农业农村局抓紧，7月10日（周三）前回话\n");
    std::fs::write(bench.data().join("chase.yaml"), "urge: a\nurgent: b\n").unwrap();
    let run = bench.peidang(&["chase", "农业农村局"]);
    assert!(run.code == 0 && run.out.contains("催办：") && run.err.contains("chase.yaml"), "{}", run.err);
    assert!(run.err.contains('2'), "{}", run.err);
    config(&bench, "office: 农业农村局\n");
    assert_eq!(bench.peidang(&["chase", "农业农村局"]).code, 1);
    let xlsx = bench.command(&["chase", "list", "--format", "xlsx"]).output().unwrap();
    assert!(xlsx.status.success() && xlsx.stdout.starts_with(b"PK"));
}

#[test]
fn a_date_that_is_over_is_doubtful_and_taken() {
    let bench = Bench::new();
    for due in ["6月28日", "7月5日", "2024-07-01"] {
        let run = bench.peidang(&["add", "7", "农业农村局", "measure=做", &format!("due={due}")]);
        assert!(run.code == 0 && run.err.contains("存疑"), "{due}: {}", run.err);
    }
    let run = bench.peidang(&["add", "7", "农业农村局", "measure=做", "due=7月8日"]);
    assert!(run.code == 0 && !run.err.contains("存疑"), "{}", run.err);
}
