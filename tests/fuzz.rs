//! Whatever comes from outside, as bytes: no reader panics, and what is read can be written and read again. Inputs are
//! drawn at random, so many for each reader; `PEIDANG_DRAWN=1000000` by hand.

#![allow(clippy::unwrap_used, reason = "a test stops where its own ground gives way")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use bolero::check;
use chrono::NaiveDate;
use peidang::domain::change::Part;
use peidang::domain::edit::Desk;
use peidang::domain::light::{Day, Thresholds};
use peidang::domain::plan::Plan;
use peidang::domain::rows::Rows;
use peidang::domain::unit::Roster;
use peidang::domain::when;
use peidang::domain::workdays::Calendar;
use peidang::domain::workspace::Workspace;
use peidang::exchange::sheets::review::{Setting, review};
use peidang::exchange::{notice, read};
use peidang::search::query::Query;
use peidang::store::config::Config;
use peidang::store::{merge, yaml};
use peidang::words::query::vocabulary;

/// Inputs that are drawn for each reader.
fn drawn() -> usize {
    std::env::var("PEIDANG_DRAWN").ok().and_then(|many| many.parse().ok()).unwrap_or(2_000)
}

/// As long as a short file; what is longer says nothing new.
const LONGEST: usize = 4_096;

/// The built-in plan without an entry, and the days.
struct Ground {
    workspace: Workspace,
    rows: Rows,
    calendar: Calendar,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let plan: Plan = serde_yaml::from_str(include_str!("../seeds/zhoucun-2024/plan.yaml")).unwrap();
    let roster: Roster = serde_yaml::from_str(include_str!("../seeds/zhoucun-2024/roster.yaml")).unwrap();
    let workspace = Workspace::new(plan, roster);
    let calendar = Calendar::built_in();
    let day = Day { today: today(), calendar: calendar.clone(), thresholds: Thresholds::default() };
    Ground { rows: Rows::build(&workspace, day), workspace, calendar }
});

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 9, 2).unwrap()
}

fn context() -> when::Context<'static> {
    let plan = &GROUND.workspace.plan;
    when::Context { year: plan.year, issued: plan.issued, today: today(), calendar: &GROUND.calendar }
}

/// Hands `reader` bytes, and their text where they are one.
fn each(reader: impl Fn(&[u8]) + std::panic::RefUnwindSafe) {
    check!().with_iterations(drawn()).with_max_len(LONGEST).for_each(|bytes: &[u8]| reader(bytes));
}

#[test]
fn loader() {
    each(|bytes| {
        let path = Path::new("07.yaml");
        let Ok(text) = yaml::text(path, bytes, None) else { return };
        let part = Part::Entries(7);
        if let Ok(entries) = yaml::entries(path, &text, part) {
            let written = yaml::write_entries("schema: 1", &entries).unwrap();
            let again = yaml::text(path, written.as_bytes(), Some(part)).unwrap();
            assert_eq!(yaml::entries(path, &again, part).unwrap(), entries, "{written}");
        }
        let _ = yaml::activities(path, &text);
        let _ = yaml::chases(path, &text);
        let _ = yaml::duties(path, &text);
        let _ = yaml::body::<Plan>(path, &text, None);
        let _ = yaml::body::<Roster>(path, &text, None);
        let _ = yaml::body::<Config>(path, &text, None);
        let _ = Calendar::built_in().with_yaml(&text.text);
        let _ = merge::files(bytes, b"schema: 1\nentries: []\n# end\n", bytes, "entries/07.yaml");
    });
}

#[test]
fn whens() {
    each(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        let kept = when::entered(&text, &context());
        assert_eq!(when::entered(&kept, &context()), kept, "what is kept is kept as it is");
        let read = when::read(&kept, &context());
        let _ = read.last(today());
        let _ = read.reading.rounds(today(), today() + chrono::Days::new(400));
    });
}

#[test]
fn queries() {
    each(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        let date = |text: &str| when::read(text, &context()).last(today());
        if let Ok(query) = Query::parse(&text, vocabulary(), &date, today()) {
            assert_eq!(query.is_empty(), query.words().next().is_none() && !query.has_conditions());
        }
    });
}

/// The first byte says what the file is called, the rest is in it.
#[test]
fn sheets() {
    each(|bytes| {
        let Some((first, bytes)) = bytes.split_first() else { return };
        let names = ["民政局.csv", "民政局.xlsx", "民政局.xls", "民政局.ods", "民政局.docx", "民政局"];
        let name = names[usize::from(*first) % names.len()];
        let Ok(book) = read::read(name, bytes) else { return };
        let desk =
            Desk { workspace: &GROUND.workspace, calendar: &GROUND.calendar, today: today(), by: "张某" };
        let setting = Setting {
            desk,
            rows: &GROUND.rows,
            sendings: &[],
            returns: &[],
            undone: &BTreeSet::new(),
            plan_id: "plan",
            by_hand: &[],
        };
        let once = review(name, &book, &setting);
        assert_eq!(review(name, &book, &setting), once, "the same sheet on the same data");
    });
}

#[test]
fn notices() {
    each(|bytes| {
        let Ok(source) = notice::source(bytes) else { return };
        let read = notice::understand(&source, &GROUND.workspace.roster, &GROUND.calendar);
        let _ = notice::draft(&read, &GROUND.workspace.roster, today());
        let _ = notice::reading(&source, &read);
    });
}
