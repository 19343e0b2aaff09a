//! Words are read as people write them, the rules of annex 2 are asked, states note their days, and counts count.

use std::sync::Arc;

use super::*;
use crate::domain::edit::{self, Desk, EditError, GivenActivity};
use crate::domain::sample::{self, date};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;

fn given(pairs: &[(&str, &str)]) -> Vec<GivenActivity> {
    pairs.iter().map(|(key, text)| (ActivityField::named(key).unwrap(), (*text).to_owned())).collect()
}

fn desk<'a>(workspace: &'a Workspace, calendar: &'a Calendar) -> Desk<'a> {
    Desk { workspace, calendar, today: date("2024-09-13"), by: "张" }
}

fn added(pairs: &[(&str, &str)]) -> Result<Activity, EditError> {
    let (mut workspace, calendar) = (sample::workspace(), Calendar::built_in());
    let blank = Activity::new("a-1".to_owned(), ActivityKind::OpenDay, "北郊镇".to_owned());
    let draft = edit::add_activity(&desk(&workspace, &calendar), blank, &given(pairs))?;
    workspace.apply(&draft.ops).unwrap();
    Ok(workspace.activities[0].as_ref().clone())
}

fn problems_of(pairs: &[(&str, &str)]) -> Vec<Problem> {
    let (workspace, calendar) = (sample::workspace(), Calendar::built_in());
    problems(&added(pairs).unwrap(), &desk(&workspace, &calendar).when())
}

#[test]
fn kinds_and_states_are_read_by_key_word_and_what_people_say() {
    for kind in ActivityKind::ALL {
        assert_eq!(kind.key().parse(), Ok(kind));
        assert_eq!(kind.word().parse(), Ok(kind));
    }
    for (state, digit) in ActivityState::ALL.into_iter().zip('1'..) {
        assert_eq!(state.key().parse(), Ok(state));
        assert_eq!(state.word().parse(), Ok(state));
        assert_eq!(digit.to_string().parse(), Ok(state));
    }
    assert_eq!("Open-Day".parse(), Ok(ActivityKind::OpenDay));
    assert_eq!(" 开 放 日 ".parse(), Ok(ActivityKind::OpenDay));
    assert_eq!("３".parse(), Ok(ActivityState::Reported));
    assert!("聚餐".parse::<ActivityKind>().is_err());
    assert!("".parse::<ActivityState>().is_err() && "6".parse::<ActivityState>().is_err());
}

#[test]
fn the_month_is_required_and_a_day_or_ten_days_may_be_given() {
    for words in
        ["9月", "9月12日", "9月上旬", "九月下旬", "2024-09-12", "9.12", "９月１２日（星期四）", "9月至10月"]
    {
        assert!(added(&[("date", words)]).is_ok(), "{words}");
    }
    for words in ["第三季度", "下半年", "2024年", "年底前", "待定", "择期", "每季度"] {
        assert!(
            matches!(added(&[("date", words)]), Err(EditError::Value { key: "date", .. })),
            "{words} names no month"
        );
    }
}

#[test]
fn a_house_number_is_told_from_the_number_of_a_building() {
    let full = [
        ("name", "走进图书馆"),
        ("date", "9月"),
        ("content", "参观"),
        ("audience", "企业代表10人"),
        ("person", "王某"),
        ("contact", "0533-1"),
    ];
    let at = |place: &'static str| problems_of(&[&full[..], &[("place", place)]].concat());
    for place in ["新建中路88号", "丝绸路 12 号院", "和平街二十三号", "东门路１０６号周村区图书馆"]
    {
        assert_eq!(at(place), [Problem::HouseNumber], "{place}");
    }
    for place in ["周村区图书馆", "创业大厦3号楼", "会展中心2号厅", "政务服务大厅5号会议室", "淄博路沿线"]
    {
        assert_eq!(at(place), [], "{place}");
    }
}

#[test]
fn sign_up_may_be_empty_and_nothing_else_of_the_annex() {
    let missing: Vec<&str> = problems_of(&[])
        .into_iter()
        .filter_map(|problem| match problem {
            Problem::Empty(field) => Some(field.key),
            _ => None,
        })
        .collect();
    assert_eq!(missing, ["name", "date", "place", "content", "audience", "person", "contact"]);
    let training = problems_of(&[("kind", "培训"), ("name", "专题培训"), ("date", "9月")]);
    assert_eq!(training, []);
}

#[test]
fn a_state_notes_its_day_and_a_day_given_stands() {
    let plan = added(&[("date", "9月12日")]).unwrap();
    assert_eq!((plan.state, plan.planned_on), (ActivityState::Planned, Some(date("2024-09-13"))));
    let held = added(&[("date", "9月12日"), ("state", "2")]).unwrap();
    assert_eq!((held.held_on, held.reported_on), (Some(date("2024-09-12")), None));
    let reported = added(&[("held_on", "9.10"), ("state", "已报情况"), ("reported_on", "9.11")]).unwrap();
    assert_eq!(reported.held_on, Some(date("2024-09-10")));
    assert_eq!(reported.reported_on, Some(date("2024-09-11")));
    // A day that is still to come was not the day on which it was held.
    assert_eq!(added(&[("date", "9月20日"), ("state", "2")]).unwrap().held_on, Some(date("2024-09-13")));
}

#[test]
fn one_set_and_one_removal_are_one_change_and_undoing_restores() {
    let (mut workspace, calendar) = (sample::workspace(), Calendar::built_in());
    for id in ["a-1", "a-2", "a-3"] {
        let blank = Activity::new(id.to_owned(), ActivityKind::Training, "区民政局".to_owned());
        let draft =
            edit::add_activity(&desk(&workspace, &calendar), blank, &given(&[("人数", "30人")])).unwrap();
        workspace.apply(&draft.ops).unwrap();
    }
    let before = workspace.clone();
    let ids = ["a-1", "a-3", "a-1"].map(str::to_owned);
    let fields = given(&[("state", "held"), ("单位", "财政局")]);
    let draft = edit::set_activity(&desk(&workspace, &calendar), &ids, &fields).unwrap();
    let inverse = crate::domain::change::inverse(&draft.ops);
    workspace.apply(&draft.ops).unwrap();
    assert_eq!(workspace.activities[2].unit, "区财政局");
    assert_eq!(workspace.activities[1], before.activities[1]);
    workspace.apply(&inverse).unwrap();
    assert_eq!(workspace, before);
    let draft = edit::remove_activity(&desk(&workspace, &calendar), &ids).unwrap();
    workspace.apply(&draft.ops).unwrap();
    assert_eq!(workspace.activities.len(), 1);
    workspace.apply(&crate::domain::change::inverse(&draft.ops)).unwrap();
    assert_eq!(workspace, before);
    let none = edit::remove_activity(&desk(&workspace, &calendar), &["a-9".to_owned()]);
    assert_eq!(none, Err(EditError::UnknownRecord("a-9".to_owned())));
}

#[test]
fn counts_are_of_what_took_place_within_the_time() {
    let calendar = Calendar::built_in();
    let mut all = Vec::new();
    let mut put = |unit: &str, state, held_on: &str, people| {
        let mut one = Activity::new(format!("a-{}", all.len()), ActivityKind::OpenDay, unit.to_owned());
        (one.state, one.held_on, one.count) = (state, held_on.parse().ok(), people);
        all.push(Arc::new(one));
    };
    put("甲", ActivityState::Reported, "2024-03-01", Some(10));
    put("甲", ActivityState::Held, "2024-09-01", Some(20));
    put("乙", ActivityState::Held, "2025-01-05", Some(99));
    put("乙", ActivityState::Cancelled, "", None);
    put("丙", ActivityState::Postponed, "", None);
    let context = crate::domain::when::Context {
        year: 2024,
        issued: date("2024-07-01"),
        today: date("2025-01-10"),
        calendar: &calendar,
    };
    let year = (date("2024-01-01"), date("2024-12-31"));
    let counts = counts(all.iter().map(AsRef::as_ref), year.0, year.1, &context);
    let open_days = counts[0];
    assert_eq!((open_days.held, open_days.reported, open_days.planned), (2, 1, 1));
    assert_eq!((open_days.cancelled, open_days.people, open_days.units), (1, 30, 1));
    assert!(counts[1..].iter().all(|one| one.held == 0));
}
