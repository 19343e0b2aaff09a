//! What is written is read back by another reader.

use std::sync::Arc;

use super::*;
use crate::domain::entry::Entry;
use crate::domain::light::{Day, Thresholds};
use crate::domain::plan::Plan;
use crate::domain::status::Status;
use crate::domain::unit::Roster;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn workspace() -> Workspace {
    let plan: Plan = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/plan.yaml")).unwrap();
    let roster: Roster =
        serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap();
    let mut workspace = Workspace::new(plan, roster);
    workspace.duties =
        Arc::new(serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/duties.yaml")).unwrap());
    workspace
}

fn entry(id: &str, units: &[&str], measure: &str, due: &str) -> Arc<Entry> {
    let units = units.iter().copied();
    let mut entry = Entry::new(EntryId::from_text(id), units);
    (entry.measure, entry.due) = (measure.to_owned(), due.into());
    Arc::new(entry)
}

fn written(workspace: &Workspace, span: Option<(NaiveDate, NaiveDate)>) -> String {
    let calendar = crate::domain::workdays::Calendar::built_in();
    let day = Day { today: date("2024-07-08"), calendar, thresholds: Thresholds::default() };
    let rows = Rows::build(workspace, day);
    let changed = HashMap::from([(EntryId::from_text("7-a"), "2024-07-08T09:30:15".parse().unwrap())]);
    ics(&Source { plan: "p", workspace, rows: &rows, changed: &changed }, span)
}

/// The events as the other reader has them: property → value, escapes undone.
fn read(text: &str) -> Vec<HashMap<String, String>> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    let value = |text: String| {
        let mut plain = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n' | 'N') => plain.push('\n'),
                    other => plain.extend(other),
                },
                (c, false) => plain.push(c),
            }
        }
        plain
    };
    let of = |event: ical::parser::ical::component::IcalEvent| {
        event.properties.into_iter().map(|one| (one.name, value(one.value.unwrap_or_default()))).collect()
    };
    calendar.events.into_iter().map(of).collect()
}

#[test]
fn each_measure_is_an_all_day_event_on_its_last_day_read_back_to_the_letter() {
    let odd = "印发：清单,目录;见\\附件“一”\n第二行 tab\tend ，𠮷野家👨\u{200d}👩\u{200d}👧";
    let long = "措施".repeat(300);
    let mut workspace = workspace();
    workspace.put_entries(7, vec![entry("7-a", &["区农业农村局"], odd, "7月15日前")]);
    workspace.put_entries(6, vec![entry("6-a", &["区住房和城乡建设局", "区水利局"], &long, "9月底")]);
    let mut done = entry("9-a", &["区生态环境分局"], "做完了", "7月5日");
    Arc::make_mut(&mut done).status = Some(Status::Done);
    workspace.put_entries(9, vec![done]);
    let text = written(&workspace, None);
    assert!(text.ends_with("END:VCALENDAR\r\n") && text.lines().all(|line| line.len() <= 75), "{text}");
    let events = read(&text);
    let of = |uid: &str| events.iter().filter(|one| one["UID"] == uid).collect::<Vec<_>>();
    let [first] = of("7-a@p.peidang")[..] else { panic!("{events:?}") };
    assert_eq!(first["SUMMARY"], odd);
    assert_eq!((first["DTSTART"].as_str(), first["DTEND"].as_str()), ("20240715", "20240716"));
    assert_eq!(first["DTSTAMP"], "20240708T093015Z");
    let [joint] = of("6-a@p.peidang")[..] else { panic!("{events:?}") };
    assert_eq!((joint["SUMMARY"].as_str(), joint["DTSTART"].as_str()), (long.as_str(), "20240930"));
    assert!(of("9-a@p.peidang").is_empty());
    let mut uids: Vec<&String> = events.iter().map(|one| &one["UID"]).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), events.len());
    assert_eq!(text, written(&workspace, None));
}

#[test]
fn a_task_that_many_owe_is_one_event_and_duties_are_in_it() {
    let mut workspace = workspace();
    Arc::make_mut(&mut workspace.plan).filing_day = Some(date("2024-07-20"));
    let events = read(&written(&workspace, None));
    let on = |day: &str| events.iter().filter(|one| one["DTSTART"] == day).collect::<Vec<_>>();
    let [plans] = on("20240710")[..] else { panic!("{events:?}") };
    assert!(plans["SUMMARY"].contains("7月10日前") && plans["DESCRIPTION"].contains("区商务局"));
    // Saturday: kept, with the working day before it beside.
    let [filing] = on("20240720")[..] else { panic!("{events:?}") };
    assert!(filing["DESCRIPTION"].contains("2024-07-19"));
    assert!(on("20250131")[0]["SUMMARY"].contains("年度报告"));
    assert!(on("20241231").iter().any(|one| one["SUMMARY"].contains("培训")));
    let july = Some((date("2024-07-01"), date("2024-07-31")));
    assert_eq!(read(&written(&workspace, july)).len(), 2);
}

#[test]
fn what_a_calendar_is_stands_once() {
    let text = written(&workspace(), None);
    for key in ["VERSION:", "PRODID:", "CALSCALE:", "BEGIN:VCALENDAR"] {
        assert_eq!(text.lines().filter(|line| line.starts_with(key)).count(), 1, "{key}");
    }
}
