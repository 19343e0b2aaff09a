use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use peidang::domain::activity::Activity;
use peidang::domain::chase::Chase;
use peidang::domain::entry::Entry;
use peidang::domain::light::{Day, Thresholds};
use peidang::domain::plan::Plan;
use peidang::domain::rows::Rows;
use peidang::domain::unit::Roster;
use peidang::domain::workdays::Calendar;
use peidang::domain::workspace::Workspace;
use peidang::search::index::{Index, Snapshot};

const PLAN: &str = include_str!("../../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../../seeds/zhoucun-2024/roster.yaml");

/// The Monday of the second week of July.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 7, 8).unwrap()
}

/// The built-in plan without anything filed.
pub fn empty() -> Workspace {
    let plan: Plan = serde_yaml::from_str(PLAN).unwrap();
    let roster: Roster = serde_yaml::from_str(ROSTER).unwrap();
    Workspace::new(plan, roster)
}

/// The plan with what has come in.
pub fn workspace() -> Workspace {
    let mut workspace = empty();
    let entries: Vec<Entry> = serde_yaml::from_str(include_str!("entries.yaml")).unwrap();
    let mut tasks: BTreeMap<u32, Vec<Arc<Entry>>> = BTreeMap::new();
    for entry in entries {
        assert!(entry.units.iter().all(|unit| workspace.roster.named(unit).is_some()), "{:?}", entry.units);
        tasks.entry(entry.id.task().unwrap()).or_default().push(Arc::new(entry));
    }
    for (task, entries) in tasks {
        workspace.put_entries(task, entries);
    }
    let activities: Vec<Activity> = serde_yaml::from_str(include_str!("activities.yaml")).unwrap();
    let chases: Vec<Chase> = serde_yaml::from_str(include_str!("chases.yaml")).unwrap();
    workspace.activities = activities.into_iter().map(Arc::new).collect();
    workspace.chases = chases.into_iter().map(Arc::new).collect();
    workspace
}

pub fn rows(workspace: &Workspace) -> Rows {
    let day = Day { today: today(), calendar: Calendar::built_in(), thresholds: Thresholds::default() };
    Rows::build(workspace, day)
}

pub fn index(workspace: &Workspace) -> Index {
    Index::build(&Snapshot::new(workspace, &rows(workspace)))
}
