#![allow(missing_docs)]

use chrono::NaiveDate;

use super::{Paper, make, write};
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::chase::{Chase, Manner};
use crate::domain::edit;
use crate::domain::report::FormSection;
use crate::exchange::document::{Format, Outlet};
use crate::workbench::weekly::tests::Office;
use crate::workbench::weekly::{Destination, Source};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn paper(office: &Office, paper: &Paper, format: Format) -> String {
    let source = Source::new(&office.store);
    String::from_utf8(make(&source, &office.order(), paper, format, Outlet::Pipe).unwrap()).unwrap()
}

fn json(office: &Office, which: &Paper) -> serde_json::Value {
    serde_json::from_str(&paper(office, which, Format::Json)).unwrap()
}

fn chase(office: &mut Office, id: &str, unit: &str, tasks: &[u32], promised: &str) {
    let chase = Chase {
        id: id.into(),
        at: office.now,
        manner: Manner::Phone,
        units: vec![unit.into()],
        tasks: tasks.to_vec(),
        duty: String::new(),
        who: String::new(),
        answer: "尽快".into(),
        promised: Some(day(promised)),
        by: "张某".into(),
        unknown: crate::domain::Unknown::new(),
    };
    let item = serde_yaml::to_value(&chase).unwrap();
    let op = Op::Insert { target: Target::Chase(id.into()), field: None, index: usize::MAX, item };
    office.make(|_| Draft::new(Label::Chase, vec![op]));
}

/// A year: one thing done in time, one late, one sent back, one promise kept and one broken.
fn year() -> Office {
    let mut office = Office::new("2024-07-08");
    let elderly = office.add(
        19,
        &["区民政局"],
        &[("measure", "编制养老服务问答"), ("due", "7月20日前"), ("status", "2")],
    );
    let late =
        office.add(4, &["区财政局"], &[("measure", "公开资金安排"), ("due", "7月12日前"), ("status", "2")]);
    chase(&mut office, "c1", "区民政局", &[19], "2024-07-15");
    chase(&mut office, "c2", "区财政局", &[4], "2024-07-12");
    office.on("2024-07-12", "10:00");
    office.note(&elderly, "问答已印发1200册");
    office.status(&elderly, "3");
    office.make(|desk| {
        let word = "5".parse().unwrap();
        edit::status(desk, std::slice::from_ref(&elderly), word, "缺佐证").unwrap()
    });
    office.status(&elderly, "4");
    office.on("2024-08-01", "10:00");
    office.note(&late, "资金安排已公开");
    office.status(&late, "4");
    office
}

#[test]
fn the_record_of_a_unit_says_when_it_filed_and_what_was_late_sent_back_promised_and_kept() {
    let mut office = year();
    office.on("2024-12-20", "10:00");
    let records = json(&office, &Paper::Records(vec!["区民政局".into(), "区财政局".into()]));
    let units = records["units"].as_array().unwrap();
    let of = |name: &str| units.iter().find(|unit| unit["unit"] == name).unwrap();
    assert_eq!(units.len(), 2);
    let good = of("区民政局");
    assert_eq!((&good["done"], &good["done_late"], &good["returned"]), (&1.into(), &0.into(), &1.into()));
    assert_eq!((&good["first_filed"], &good["chased"]), (&"2024-07-08".into(), &1.into()));
    assert_eq!(good["promises"][0]["kept"], "yes");
    let bad = of("区财政局");
    assert_eq!((&bad["done"], &bad["done_late"]), (&0.into(), &1.into()));
    assert_eq!(bad["promises"][0]["kept"], "no");
    assert_eq!(bad["late"][0]["reported"], "2024-08-01");
    let text = paper(&office, &Paper::Records(vec!["区财政局".into()]), Format::Markdown);
    assert!(text.contains("7月8日承诺7月12日前办理第4项，未兑现"), "{text}");
}

#[test]
fn a_return_that_was_taken_back_does_not_count() {
    let mut office = Office::new("2024-07-08");
    let id = office.add(19, &["区民政局"], &[("measure", "编制问答"), ("status", "3")]);
    office
        .make(|desk| edit::status(desk, std::slice::from_ref(&id), "5".parse().unwrap(), "缺佐证").unwrap());
    office.undo();
    let records = json(&office, &Paper::Records(vec!["区民政局".into()]));
    assert_eq!(records["units"][0]["returned"], 0);
}

#[test]
fn the_annual_chapter_is_cut_by_the_calendar_year() {
    let mut office = year();
    let other = office.add(12, &["区农业农村局"], &[("measure", "公开惠农政策"), ("status", "2")]);
    office.on("2025-01-06", "10:00");
    let seen = json(&office, &Paper::Annual(FormSection::Other));
    assert_eq!((&seen["last"], &seen["figures"]["tasks"]), (&"2024-12-31".into(), &67.into()));
    // What is reported in January belongs to the next year; what is noted in January about December, to this one.
    office.note(&other, "12.30 已发布惠农政策汇编");
    office.note(&other, "一月的进展");
    office.status(&other, "4");
    office.add(15, &["区卫生健康局"], &[("measure", "一月才报的措施")]);
    let now = json(&office, &Paper::Annual(FormSection::Other));
    assert_eq!(now["figures"]["done"], seen["figures"]["done"]);
    let text = paper(&office, &Paper::Annual(FormSection::Other), Format::Markdown);
    assert!(text.contains("六、其他需要报告的事项") && text.contains("已发布惠农政策汇编"), "{text}");
    assert!(!text.contains("一月的进展") && !text.contains("一月才报的措施"));
    assert!(paper(&office, &Paper::Annual(FormSection::Overall), Format::Markdown).contains("一、总体情况"));
}

#[test]
fn every_figure_of_the_annual_chapter_adds_up() {
    let mut office = year();
    office.on("2024-12-31", "10:00");
    let found = json(&office, &Paper::Annual(FormSection::Other));
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    let areas = found["areas"].as_array().unwrap();
    for key in ["tasks", "done", "in_progress", "overdue", "not_started", "excluded", "standing"] {
        let sum: u64 = areas.iter().map(|area| number(&area[key])).sum();
        assert_eq!(sum, number(&found["figures"][key]), "{key}");
    }
    let tasks = found["tasks"].as_array().unwrap();
    for (word, key) in [("已完成", "done"), ("有单位逾期", "overdue"), ("尚未启动", "not_started")]
    {
        let count = tasks.iter().filter(|task| task["class"] == word).count() as u64;
        assert_eq!(count, number(&found["figures"][key]), "{word}");
    }
    for duty in found["duties"].as_array().unwrap() {
        let lists = ["met", "late", "overdue", "open", "waiting"];
        let sum: usize = lists.iter().map(|list| duty[*list].as_array().unwrap().len()).sum();
        assert_eq!(sum as u64, number(&duty["owing"]), "{duty}");
    }
}

#[test]
fn blank_stroke_and_nought_stay_apart_in_the_counts() {
    let mut office = Office::new("2024-07-08");
    let activity = serde_yaml::from_str::<serde_yaml::Value>(
        "id: a1\nkind: open_day\nunit: 区水利局\nname: 走进水厂\nstate: held\nheld_on: 2024-07-05\n",
    );
    let op =
        Op::Insert { target: Target::Activity("a1".into()), field: None, index: 0, item: activity.unwrap() };
    office.make(|_| Draft::new(Label::Activity, vec![op]));
    let found = json(&office, &Paper::Annual(FormSection::Other));
    let unit = |name: &str| {
        found["units"].as_array().unwrap().iter().find(|unit| unit["unit"] == name).unwrap().clone()
    };
    let water = unit("区水利局");
    assert_eq!((&water["held"][0], &water["people"]), (&1.into(), &serde_json::Value::Null));
    assert_eq!(unit("区民政局")["held"][0], 0, "owed, and none");
    assert!(unit("区“无废城市”建设工作领导小组")["held"][3].is_null(), "neither asked nor done");
    let table = paper(&office, &Paper::Annual(FormSection::Other), Format::Markdown);
    let line = |name: &str| table.lines().find(|line| line.starts_with(&format!("| {name} | "))).unwrap();
    assert!(line("区水利局").starts_with("| 区水利局 | 1 | 0 |") && line("区水利局").ends_with("|  |"));
    assert!(line("区“无废城市”建设工作领导小组").contains("| / |"));
}

#[test]
fn the_bulletin_names_all_but_our_own_office_in_roster_order() {
    let mut office = year();
    office.config.office = Some("周村区人民政府办公室".into());
    let found = json(&office, &Paper::Bulletin(Vec::new()));
    let named: Vec<&str> = found["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["filing"]["unit"].as_str().unwrap())
        .collect();
    assert_eq!(named.len(), 36);
    assert!(!named.contains(&"区政府办公室"));
    let order: Vec<usize> = named.iter().map(|unit| office.store.workspace().roster.order(unit)).collect();
    assert!(order.is_sorted());
    let slip = paper(&office, &Paper::Bulletin(vec!["区财政局".into()]), Format::Markdown);
    assert!(slip.contains("\n区财政局：\n") && !slip.contains("区民政局"), "{slip}");
}

#[test]
fn the_handover_has_what_is_open_promised_and_where_the_data_are() {
    let mut office = Office::new("2024-07-08");
    let sent = office.add(19, &["区民政局"], &[("measure", "编制养老服务问答"), ("due", "7月20日前")]);
    office.status(&sent, "3");
    office.add(4, &["区财政局"], &[("measure", "公开资金安排"), ("due", "7月5日前"), ("status", "2")]);
    chase(&mut office, "c1", "区财政局", &[4], "2024-07-12");
    let who = Paper::Handover(Some("李某".into()));
    let found = json(&office, &who);
    assert_eq!(found["to_check"][0]["units"][0], "区民政局");
    assert_eq!(found["pressing"][0]["matter"]["text"], "公开资金安排");
    assert_eq!(
        (&found["promises"][0]["unit"], &found["promises"][0]["broken"]),
        (&"区财政局".into(), &false.into())
    );
    let text = paper(&office, &who, Format::Markdown);
    assert!(text.contains("李某") && text.contains("peidang backup now"), "{text}");
    assert!(text.contains(&*office.root.path().to_string_lossy().replace('_', "\\_")), "{text}");
}

#[test]
fn a_paper_is_written_in_every_format_and_the_same_data_give_the_same_bytes() {
    let office = year();
    let source = Source::new(&office.store);
    let order = office.order();
    let papers = [
        Paper::Annual(FormSection::Other),
        Paper::Records(Vec::new()),
        Paper::Bulletin(Vec::new()),
        Paper::Handover(None),
    ];
    for paper in papers {
        for format in Format::ALL {
            let first = write(&source, &order, &paper, format, &Destination::Folder).unwrap();
            let again = write(&source, &order, &paper, format, &Destination::Folder).unwrap();
            assert!(first.bytes == again.bytes && again.set_aside.is_none(), "{paper:?} {format:?}");
            let path = first.path.unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), first.bytes);
            assert_eq!(path.extension().unwrap(), format.key());
        }
    }
}

/// What one unit owes alone stands by its name; what all owe is said once.
#[test]
fn a_bulletin_to_all_says_once_what_many_share() {
    let mut office = Office::new("2024-07-08");
    office.config.office = Some("周村区人民政府办公室".into());
    office.add(19, &["区民政局"], &[("measure", "编制问答"), ("due", "7月10日前"), ("status", "2")]);
    office.add(10, &["区“无废城市”建设工作领导小组"], &[("status", "7")]);
    office.on("2024-07-15", "10:00");
    let text = paper(&office, &Paper::Bulletin(Vec::new()), Format::Markdown);
    let lacking = text.split("三、存在的问题").nth(1).unwrap().split("\n## ").next().unwrap();
    let plans: Vec<&str> = lacking.lines().filter(|line| line.contains("第45项")).collect();
    assert!(
        matches!(plans.as_slice(), [one] if one.contains("除区“无废城市”建设工作领导小组外的其余35家单位")),
        "{lacking}"
    );
    assert!(lacking.contains("**区民政局**：另有逾期事项1条：编制问答（第19项"), "{lacking}");
    assert!(
        lacking.contains("**未报送**：除区民政局、区“无废城市”建设工作领导小组外的其余34家单位"),
        "{lacking}"
    );
    assert!(text.contains("67项任务中，不计1项，其余66项中，"), "{text}");
    // To a few units each line is of a unit.
    let slip = paper(&office, &Paper::Bulletin(vec!["区财政局".into()]), Format::Markdown);
    assert!(slip.contains("1. **区财政局**：未报送配档表（应报"), "{slip}");
}

#[test]
fn a_cell_names_few_units_and_of_many_their_number_with_a_note_under_the_table() {
    let mut office = Office::new("2024-07-08");
    office.on("2024-07-15", "10:00");
    let who = Paper::Handover(None);
    let text = paper(&office, &who, Format::Markdown);
    let row = text.lines().find(|line| line.starts_with("| 45 |")).unwrap();
    assert!(row.contains("| 36家（见注1） |"), "{row}");
    let notes: Vec<&str> = text.lines().filter(|line| line.starts_with("注1：")).collect();
    assert_eq!(notes.len(), 1, "{text}");
    assert!(notes[0].contains("区民政局、") && notes[0].ends_with('。'), "{notes:?}");
    // What programs read has every name in its place.
    let flat = paper(&office, &who, Format::Csv);
    assert!(
        flat.lines().any(|line| line.starts_with("逾期和临期,45,") && line.contains("区民政局、")),
        "{flat}"
    );
}

#[test]
fn a_folder_is_named_so_that_a_colleague_finds_it() {
    assert!(super::whole(std::path::Path::new("数据")).is_absolute());
    assert_eq!(super::whole(std::path::Path::new("/甲/乙")), std::path::Path::new("/甲/乙"));
}

#[test]
fn what_is_reported_late_and_not_checked_is_not_called_undone() {
    let mut office = Office::new("2024-07-08");
    let id =
        office.add(4, &["区财政局"], &[("measure", "公开资金安排"), ("due", "7月12日前"), ("status", "2")]);
    office.on("2024-07-17", "10:00");
    office.status(&id, "3");
    let text = paper(&office, &Paper::Records(vec!["区财政局".into()]), Format::Markdown);
    assert!(text.contains("时限7月12日，7月17日回报完成，待核实。"), "{text}");
}
