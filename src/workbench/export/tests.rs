#![allow(missing_docs)]

use std::path::PathBuf;

use super::{ExportKind, ExportPane, Reported, Seen};
use crate::exchange::document::Format;
use crate::store::state::State;
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;
use crate::workbench::{Effect, Workbench};

fn pane(bench: &Workbench) -> &ExportPane {
    match &bench.overlay {
        Some(Overlay::Export(pane)) => pane,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_shows_the_paper_first_and_writes_only_on_enter() {
    let mut bench = monday();
    let effects = bench.press("x");
    let Some(Effect::Report(ask)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((ask.kind, ask.write, ask.folder.clone()), (ExportKind::Week, false, None));
    let seen = |line: &str| Seen { lines: vec![line.into()], reported: Reported::No };
    bench.report_seen(ask.number + 7, Ok(seen("别的问题")));
    assert_eq!(pane(&bench).seen, None, "an answer to another question is let go");
    bench.report_seen(ask.number, Ok(seen("周报")));
    assert_eq!(pane(&bench).seen, Some(Ok(seen("周报"))));
    // 2 is 月报; then Word; a folder of one's own.
    let effects = bench.press("2");
    assert!(matches!(&effects[..], [Effect::Report(ask)] if ask.kind == ExportKind::Month && !ask.write));
    assert!(bench.press("Tab 3").is_empty(), "another format reads the same");
    bench.press("Tab");
    bench.write("上报y");
    let effects = bench.press("Enter");
    let Some(Effect::Report(ask)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(
        (ask.format, ask.write, ask.folder.clone()),
        (Format::Docx, true, Some(PathBuf::from("上报y")))
    );
}

#[test]
fn afterwards_the_path_is_there_to_be_copied_and_opened() {
    let mut bench = monday();
    bench.press("x");
    assert!(bench.press("y o").is_empty(), "nothing is written yet");
    let path = PathBuf::from("/data/reports/2024-W28-周报.md");
    bench.report_written(path.clone());
    assert_eq!(bench.press("y"), [Effect::Copy(path.display().to_string())]);
    assert_eq!(bench.press("o"), [Effect::Open(path)]);
    bench.press("Esc");
    assert!(bench.overlay.is_none());
}

#[test]
fn the_file_can_be_copied_at_once_also_after_its_folder_was_typed() {
    let mut bench = monday();
    bench.press("x Tab Tab");
    bench.write("上报");
    bench.press("Enter");
    let path = PathBuf::from("/data/上报/2024-W28-周报.md");
    bench.report_written(path.clone());
    assert_eq!(bench.press("y"), [Effect::Copy(path.display().to_string())]);
    assert_eq!(bench.press("o"), [Effect::Open(path)]);
    assert_eq!(pane(&bench).folder.text(), "上报");
}

#[test]
fn what_was_chosen_is_offered_again_also_after_a_restart() {
    let mut bench = monday();
    bench.press("x 7 Tab 4 Tab");
    bench.write("交接");
    bench.press("Enter Esc x");
    let seen = pane(&bench).choice();
    assert_eq!(
        (seen.kind, seen.format.as_str(), seen.folder.as_str()),
        (ExportKind::Handover, "xlsx", "交接")
    );
    let state = bench.resting("zhoucun-2024", None, None);
    let mut other = monday();
    other.recall_export(Some(&state));
    other.press("x");
    assert_eq!(pane(&other).choice(), seen);
    let broken = State { export: Some("rubbish".into()), ..state };
    other.recall_export(Some(&broken));
    assert_eq!(other.export_choice.kind, ExportKind::Week);
}

#[test]
fn what_is_missing_is_counted_in_entries() {
    let mut bench = monday();
    bench.press("x");
    let missing = pane(&bench).missing;
    let entries = bench.workspace().entries();
    let done = |entry: &crate::domain::entry::Entry| entry.status() == crate::domain::status::Status::Done;
    let bare = entries.filter(|(_, entry)| done(entry) && entry.evidence.is_empty()).count();
    assert_eq!(missing.evidence, bare);
}
