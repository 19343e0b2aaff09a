use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::*;
use crate::domain::edit::{self, Desk};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::light::{Day, Thresholds};
use crate::domain::report::filings;
use crate::domain::workdays::Calendar;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

/// The plan with some entries.
fn busy() -> Workspace {
    let plan = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/plan.yaml")).unwrap();
    let roster = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap();
    let mut workspace = Workspace::new(plan, roster);
    for (place, (task, unit, measure, due)) in (1..).zip([
        (
            7,
            "区农业农村局",
            "印发数字乡村公开清单，在门户网站乡村振兴专栏集中公开，并通过村（居）公开栏同步发布",
            "7月5日前",
        ),
        (13, "区人力资源和社会保障局", "编制就业创业政策清单并公开", "7月12日前"),
        (19, "区民政局", "每月公开城乡低保、特困人员救助标准和发放情况", "7月15日前"),
    ]) {
        let desk =
            Desk { workspace: &workspace, calendar: &Calendar::built_in(), today: day(7, 1), by: "张某" };
        let given = [("measure", measure), ("due", due)];
        let given = given.map(|(key, value)| (Field::keyed(key).unwrap(), value.to_owned()));
        let id = EntryId::new(task, place);
        let draft = edit::add(&desk, task, vec![unit.to_owned()], &given, id).unwrap();
        workspace.apply(&draft.ops).unwrap();
    }
    workspace
}

fn rows(workspace: &Workspace, today: NaiveDate) -> Rows {
    let calendar = Calendar::built_in();
    Rows::build(workspace, Day { today, calendar, thresholds: Thresholds::default() })
}

fn setting<'a>(workspace: &'a Workspace, rows: &'a Rows) -> Setting<'a> {
    let templates = Templates::built_in();
    Setting { workspace, rows, office: "区政府办公室", by: "张某 6195555", templates }
}

fn to(unit: &str) -> Vec<String> {
    vec![unit.to_owned()]
}

#[test]
fn what_is_late_is_urged_with_days_and_a_new_answer_day() {
    let workspace = busy();
    let rows = rows(&workspace, day(7, 9));
    let text = letter(&setting(&workspace, &rows), &to("区农业农村局"), &[]);
    assert_eq!(text.kind, Kind::Urge);
    insta::assert_snapshot!(text.text);
}

#[test]
fn what_is_not_late_is_reminded_by_its_day() {
    let workspace = busy();
    let rows = rows(&workspace, day(7, 8));
    let text = letter(&setting(&workspace, &rows), &to("区人力资源和社会保障局"), &[13]);
    assert_eq!(text.kind, Kind::Remind);
    insta::assert_snapshot!(text.text);
    let all = letter(&setting(&workspace, &rows), &to("区民政局"), &[]);
    insta::assert_snapshot!(all.text);
}

#[test]
fn the_group_is_told_who_is_missing_in_roster_order() {
    let mut workspace = busy();
    let rows_on = rows(&workspace, day(7, 8));
    let counts = filings(&workspace, &rows_on, Some("区政府办公室"));
    let undated = group(&setting(&workspace, &rows_on), &counts);
    insta::assert_snapshot!(undated.text);
    for (filing_day, word) in
        [(day(7, 12), "请于7月12日（周五）前报送"), (day(7, 5), "报送时限（7月5日（周五））已过")]
    {
        std::sync::Arc::make_mut(&mut workspace.plan).filing_day = Some(filing_day);
        let rows_on = rows(&workspace, day(7, 8));
        let text = group(&setting(&workspace, &rows_on), &counts).text;
        assert!(text.contains(word) && text.contains("请忽略"), "{text}");
        assert!(!text.contains("督查"));
    }
    let done = group(&setting(&workspace, &rows_on), &[]);
    assert!(done.text.contains("全部报送"));
}

#[test]
fn several_units_are_told_what_each_of_them_owes_in_roster_order() {
    let workspace = busy();
    let rows = rows(&workspace, day(7, 9));
    let setting = setting(&workspace, &rows);
    let units = ["区民政局", "区农业农村局", "区人力资源和社会保障局", "区统计局"].map(str::to_owned);
    let text = letter(&setting, &units, &[7, 13, 19]);
    assert_eq!(text.kind, Kind::Urge);
    insta::assert_snapshot!(text.text);
    // Who owes nothing of it is neither named nor asked.
    assert_eq!(units_asked(&setting, &units, &[7, 13, 19]), units[..3]);
    // Nothing is late: one reminder, those with the same item together.
    let text = letter(&setting, &["北郊镇", "王村镇", "区民政局"].map(str::to_owned), &[45]);
    assert_eq!(text.kind, Kind::Remind);
    insta::assert_snapshot!(text.text);
    let nothing = letter(&setting, &["区统计局", "区民政局"].map(str::to_owned), &[7]);
    assert!(nothing.text.contains("没有逾期"), "{}", nothing.text);
}

#[test]
fn a_duty_is_asked_for_by_its_article_of_one_and_of_many() {
    let mut workspace = busy();
    let book = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/duties.yaml")).unwrap();
    workspace.duties = std::sync::Arc::new(book);
    let said = |month, of_day, id: &str, most: usize| {
        let rows = rows(&workspace, day(month, of_day));
        let all = crate::domain::duty::obligations(&workspace, &rows);
        let owed: Vec<_> =
            all.iter().filter(|one| one.duty.id == id && one.state.is_owed()).take(most).collect();
        duty_letter(&setting(&workspace, &rows), &owed[0].duty, &owed)
    };
    let all = said(12, 20, "training", 3);
    assert_eq!(all.kind, Kind::Remind);
    insta::assert_snapshot!(all.text);
    let plan = said(7, 15, "open-day-plan", 1);
    assert_eq!(plan.kind, Kind::Urge);
    insta::assert_snapshot!(plan.text);
}

#[test]
fn the_users_templates_take_their_places_and_slips_are_refused() {
    let own = Templates::overridden("more: 还有{n}项").unwrap();
    assert_eq!((own.more.as_str(), &own.urge), ("还有{n}项", &Templates::built_in().urge));
    assert!(Templates::overridden("mroe: x").is_err());
    let slip = Templates::overridden("late: 晚{n}天{dya}").unwrap_err();
    assert_eq!((slip.line, slip.reason.as_str()), (Some(1), "{dya}?"));
    assert!(Templates::overridden("late: 晚{n}天{注}").is_ok());
    assert!(!Templates::built_in().remind.is_empty());
    // The file and the program have the same names.
    let file: serde_yaml::Mapping = serde_yaml::from_str(include_str!("../../../assets/chase.yaml")).unwrap();
    let names: BTreeSet<&str> =
        file.iter().map(|(name, text)| text.as_str().and(name.as_str()).unwrap()).collect();
    assert_eq!(names, Templates::NAMES.iter().copied().collect());
    assert_eq!(fill("{a}{b}{", &[("a", &"{b}"), ("b", &1)]), "{b}1{");
}

#[test]
fn what_activities_answer_is_not_asked_for_measures() {
    let workspace = busy();
    let rows = rows(&workspace, day(7, 17));
    let text = letter(&setting(&workspace, &rows), &to("区民政局"), &[45]).text;
    assert!(text.contains("任务45") && text.contains("尚未报送"), "{text}");
    assert!(!text.contains("工作措施"), "{text}");
}
