use std::collections::BTreeSet;

use super::*;
use crate::domain::report::FilingState;
use crate::exchange::read;
use crate::exchange::sheets::review::{Setting, review};
use crate::workbench::notice::Notice;
use crate::workbench::tests::desk::monday;

const SHEET: &str =
    "任务编号,条目编号,序号,工作措施,责任人,状态\n18,,18,公开低保标准,张某,看着办\n19,,19,公开救助标准,,";

/// A sheet of 区民政局, read on the data of a workbench.
fn returned(bench: &Workbench, text: &str) -> Returned {
    let book = read::read("民政局.csv", text.as_bytes()).unwrap();
    let undone = BTreeSet::new();
    let setting = Setting {
        desk: bench.desk(),
        rows: bench.rows(),
        sendings: &[],
        returns: &[],
        undone: &undone,
        plan_id: "plan",
    };
    Returned { path: PathBuf::from("民政局.csv"), outcome: Ok(review("民政局.csv", &book, &setting)) }
}

fn pane(bench: &Workbench) -> &ReviewPane {
    match &bench.overlay {
        Some(Overlay::Review(pane)) => pane,
        other => panic!("{other:?}"),
    }
}

/// A workbench that looks through what came back: a conflict, a new value, a word that cannot be read, a broken file.
pub(crate) fn reviewing() -> Workbench {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("收回");
    bench.press("Enter");
    let broken = crate::exchange::read::ReadError::Kind(crate::exchange::read::Kind::Pdf);
    let broken = Returned { path: PathBuf::from("扫描件.pdf"), outcome: Err(broken.into()) };
    let file = returned(&bench, SHEET);
    bench.sheets_read(vec![broken, file]);
    bench
}

#[test]
fn a_path_is_asked_for_and_what_came_back_is_decided_and_taken() {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("收回/民政局.csv");
    let effects = bench.press("Enter");
    assert!(effects.contains(&Effect::Sheets(SheetOrder::Read("收回/民政局.csv".to_owned()))), "{effects:?}");
    let file = returned(&bench, SHEET);
    bench.sheets_read(vec![file]);
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
fn leaving_the_pane_takes_nothing() {
    let mut bench = monday();
    bench.press("4 R");
    bench.write("x");
    bench.press("Enter");
    let file = returned(&bench, SHEET);
    bench.sheets_read(vec![file]);
    let effects = bench.press("Esc");
    assert!(bench.overlay.is_none() && effects.is_empty(), "{effects:?}");
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
