use std::collections::BTreeSet;

use super::*;
use crate::domain::report::FilingState;
use crate::exchange::sheets::review::{Setting, review};
use crate::workbench::command::Command;
use crate::workbench::notice::Notice;
use crate::workbench::notice::WhyNot;
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;
use crate::workbench::units::Party;
use crate::workbench::{Effect, Workbench};

const SHEET: &str =
    "任务编号,条目编号,序号,工作措施,责任人,状态\n18,,18,公开低保标准,张某,看着办\n19,,19,公开救助标准,,";

/// A sheet of 区民政局, read on the data of a workbench.
fn returned(bench: &Workbench, text: &str, by_hand: &[ByHand]) -> Returned {
    let book = crate::exchange::read::read("民政局.csv", text.as_bytes()).unwrap();
    let undone = BTreeSet::new();
    let setting = Setting {
        desk: bench.desk(),
        rows: bench.rows(),
        sendings: &[],
        returns: &[],
        undone: &undone,
        plan_id: "plan",
        by_hand,
    };
    Returned {
        path: PathBuf::from("民政局.csv"),
        outcome: Ok(review("民政局.csv", &book, &setting)),
        by_hand: by_hand.to_vec(),
    }
}

/// Tells the pane what was read.
fn read(bench: &mut Workbench, files: Vec<Returned>) {
    let reading = pane(bench).reading.clone().unwrap();
    bench.sheets_read(&reading, files, BTreeSet::new());
}

fn pane(bench: &Workbench) -> &ReviewPane {
    match &bench.overlay {
        Some(Overlay::Review(pane)) => pane,
        other => panic!("{other:?}"),
    }
}

/// A workbench that was told to read the folder 收回, and waits for it.
fn asked() -> Workbench {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("收回");
    bench.press("Enter");
    bench
}

/// A workbench that reads forty sheets, and is at the fourth.
pub(crate) fn reading() -> Workbench {
    let mut bench = asked();
    let reading = pane(&bench).reading.clone().unwrap();
    bench.sheets_progress(&reading, Progress { done: 3, all: 40, file: "区民政局.xlsx".to_owned() });
    bench
}

/// A workbench that puts a row in its place, its unit being known.
pub(crate) fn placing() -> Workbench {
    let mut bench = asked();
    let file = returned(&bench, STRAY, &[]);
    read(&mut bench, vec![file]);
    bench.press("End t");
    bench
}

/// A workbench with a sheet that has a column of its own.
pub(crate) fn with_unknown_column() -> Workbench {
    let mut bench = asked();
    let text = "填报单位：区民政局\n序号,工作措施,是否上会,责任人\n18,公开低保标准,是,张某\n";
    let file = returned(&bench, text, &[]);
    read(&mut bench, vec![file]);
    bench
}

/// A workbench that looks through what came back: a conflict, a new value, a word that cannot be read, a broken file.
pub(crate) fn reviewing() -> Workbench {
    let mut bench = asked();
    let broken = crate::exchange::read::ReadError::Kind(crate::exchange::read::Kind::Pdf);
    let broken =
        Returned { path: PathBuf::from("扫描件.pdf"), outcome: Err(broken.into()), by_hand: vec![] };
    let file = returned(&bench, SHEET, &[]);
    read(&mut bench, vec![broken, file]);
    bench
}

#[test]
fn a_path_is_asked_for_and_what_came_back_is_decided_and_taken() {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("收回/民政局.csv");
    let effects = bench.press("Enter");
    let asked = |effect: &Effect| matches!(effect, Effect::Sheets(SheetOrder::Read { path, .. }) if path == "收回/民政局.csv");
    assert!(effects.iter().any(asked), "{effects:?}");
    let file = returned(&bench, SHEET, &[]);
    read(&mut bench, vec![file]);
    // A conflict stands first and is open, as is what cannot be read; the rest is chosen.
    assert_eq!(pane(&bench).counts(), (2, 0, 2), "{:?}", pane(&bench).lines());
    bench.press("y");
    assert_eq!(pane(&bench).counts(), (3, 0, 1));
    bench.press("n");
    assert_eq!(pane(&bench).counts(), (2, 1, 1));
    bench.press("a");
    assert_eq!(pane(&bench).counts(), (3, 0, 1), "a word that cannot be read is never taken");
    bench.press("Home Down n");
    let effects = bench.press("Enter");
    let taken = effects.iter().find_map(|effect| match effect {
        Effect::Sheets(SheetOrder::Take(chosen)) => Some(chosen),
        _ => None,
    });
    let chosen = &taken.unwrap()[0];
    assert_eq!((chosen.accepted.len(), chosen.rejected.len()), (2, 1));
    assert!(bench.overlay.is_none());
}

#[test]
fn files_that_say_nothing_stand_last() {
    let mut bench = asked();
    let texts = [
        "序号,工作措施,责任人\n18,,\n",
        "序号,工作措施,责任人\n18,公开低保标准,张某\n",
        "今天开会",
        STRAY,
        SHEET,
    ];
    let files = texts.iter().enumerate().map(|(at, text)| {
        let file = returned(&bench, text, &[]);
        Returned { path: PathBuf::from(at.to_string()), ..file }
    });
    let files = files.collect();
    read(&mut bench, files);
    let order: Vec<_> =
        pane(&bench).files.iter().map(|file| file.path.to_str().unwrap().to_owned()).collect();
    assert_eq!(order, ["4", "3", "1", "2", "0"]);
}

#[test]
fn who_has_not_answered_stands_under_the_files() {
    let mut bench = reviewing();
    assert!(matches!(pane(&bench).lines().last(), Some(ReviewLine::Silent)));
    let silent = &pane(&bench).silent;
    assert!(!silent.contains(&"区民政局".to_owned()) && silent.len() == 20, "{silent:?}");
    // It is nothing to decide on.
    let counts = pane(&bench).counts();
    bench.press("End y n t e a");
    assert_eq!(pane(&bench).counts(), counts);
    // Units that answered before are not named, and one file alone says nothing of the others.
    let mut bench = asked();
    let reading = pane(&bench).reading.clone().unwrap();
    let files = vec![returned(&bench, SHEET, &[]), returned(&bench, SHEET, &[])];
    bench.sheets_read(&reading, files, BTreeSet::from(["区水利局".to_owned()]));
    assert!(!pane(&bench).silent.contains(&"区水利局".to_owned()));
}

#[test]
fn leaving_the_pane_takes_nothing() {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("x");
    bench.press("Enter");
    let file = returned(&bench, SHEET, &[]);
    read(&mut bench, vec![file]);
    let effects = bench.press("Esc");
    assert!(bench.overlay.is_none() && effects.is_empty(), "{effects:?}");
}

#[test]
fn a_reading_says_how_far_it_is_and_stops_where_it_is_told_to() {
    let mut bench = asked();
    let reading = pane(&bench).reading.clone().unwrap();
    let progress = Progress { done: 3, all: 40, file: "民政局.csv".to_owned() };
    bench.sheets_progress(&reading, progress.clone());
    assert_eq!(pane(&bench).progress, progress);
    assert!(!reading.stops());
    bench.press("Esc");
    assert!(reading.stops());
    // What was read till then is looked at; another reading's answer is none of this pane's business.
    bench.sheets_read(&Reading::default(), vec![], BTreeSet::new());
    assert!(pane(&bench).reading.is_some());
    let file = returned(&bench, SHEET, &[]);
    bench.sheets_read(&reading, vec![file], BTreeSet::new());
    assert_eq!(pane(&bench).counts(), (2, 0, 2));
    // Asked twice, it is left.
    let mut bench = monday();
    bench.press("4 R");
    bench.write("收回");
    bench.press("Enter Esc Esc");
    assert!(bench.overlay.is_none());
}

/// A sheet with a row that nothing tells the place of.
const STRAY: &str =
    "填报单位：区民政局\n序号,工作措施,责任人\n18,公开低保标准,张某\n999,公开养老服务清单,李某\n";

#[test]
fn a_row_without_a_place_is_put_there_by_hand_and_is_then_a_row_as_any_other() {
    let mut bench = asked();
    let file = returned(&bench, STRAY, &[]);
    read(&mut bench, vec![file]);
    assert!(matches!(pane(&bench).lines().last(), Some(ReviewLine::Stray(0, 0))));
    // On a row that has its place there is nothing to place.
    bench.press("t");
    assert!(pane(&bench).placing.is_none());
    // The unit is known: the task is asked for.
    bench.press("n");
    let (taken, refused, open) = pane(&bench).counts();
    assert_eq!(refused, 1);
    bench.press("End t");
    assert_eq!(pane(&bench).placing.as_ref().unwrap().unit.as_deref(), Some("区民政局"));
    bench.write("43");
    let effects = bench.press("Enter");
    let by_hand = effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Sheets(SheetOrder::Again { by_hand, .. }) => Some(by_hand.clone()),
            _ => None,
        })
        .unwrap();
    assert_eq!((by_hand[0].task, by_hand[0].unit.as_str(), by_hand[0].row), (Some(43), "区民政局", 3));
    let file = returned(&bench, STRAY, &by_hand);
    bench.sheet_again(file);
    // What was decided stands; the new row is chosen, selected, and taken with the rest.
    assert!(pane(&bench).lines().iter().all(|line| !matches!(line, ReviewLine::Stray(..))));
    assert_eq!(pane(&bench).counts(), (taken + 2, 1, open - 1), "{:?}", pane(&bench).lines());
    // Put elsewhere: first whose it is, then the task.
    bench.press("t Esc");
    assert!(pane(&bench).placing.as_ref().unwrap().unit.is_none());
    bench.write("snz");
    bench.press("Esc");
    assert!(pane(&bench).placing.is_none());
    let effects = bench.press("Enter");
    let chosen = effects.iter().find_map(|effect| match effect {
        Effect::Sheets(SheetOrder::Take(chosen)) => Some(chosen[0].clone()),
        _ => None,
    });
    assert_eq!(chosen.unwrap().by_hand, by_hand);
}

#[test]
fn a_sheet_on_paper_is_noted_with_one_key_and_taken_back_with_the_same() {
    let mut bench = monday();
    bench.press("4 End");
    while !matches!(bench.units.selected().unwrap().party, Party::Unit(_)) {
        bench.press("Up");
    }
    bench.press("Up");
    let state = |bench: &Workbench| bench.units.selected().unwrap().filing.as_ref().unwrap().state();
    assert_eq!(state(&bench), FilingState::Unfiled);
    bench.press("r");
    assert_eq!(state(&bench), FilingState::Received);
    assert!(matches!(bench.last_notice(), Some(Notice::Changed(_))));
    bench.press("r");
    assert_eq!(state(&bench), FilingState::Unfiled);
    bench.press("End r");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Receive, WhyNot::MembersFirst))));
}
