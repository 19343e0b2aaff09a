use std::path::PathBuf;

use crossterm::event::{KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, Standing};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::{busy, day, event, fresh, monday, opened};
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Input};

#[test]
fn keys_of_the_program_become_effects() {
    let mut bench = monday();
    let effects = bench.press("u F8 Ctrl-Z Ctrl-R Ctrl-Y Ctrl-L q");
    assert_eq!(
        effects,
        [Effect::Undo, Effect::Undo, Effect::Undo, Effect::Redo, Effect::Redo, Effect::Repaint, Effect::Quit]
    );
}

#[test]
fn a_released_key_does_nothing() {
    let mut bench = monday();
    let release = KeyEvent { kind: KeyEventKind::Release, ..event("q") };
    assert!(bench.handle(Input::Key(release)).is_empty());
    let repeat = KeyEvent { kind: KeyEventKind::Repeat, ..event("Down") };
    bench.handle(Input::Key(repeat));
    assert_eq!(*bench.node(), Node::Task(2));
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut bench = monday();
    bench.press("Z");
    assert!(matches!(bench.last_notice(), Some(Notice::Unbound(_))));
    bench.press("1");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::ShowTree, _))));
}

#[test]
fn a_paste_goes_into_a_field_and_nowhere_else() {
    let mut bench = monday().at_task(6);
    let before = bench.workspace().clone();
    assert!(bench.handle(Input::Paste("s4dq".to_owned())).is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::PasteOutside));
    assert_eq!(*bench.workspace(), before);
    bench.press("n");
    bench.handle(Input::Paste("第一行\n第二行".to_owned()));
    assert!(matches!(&bench.overlay, Some(Overlay::Prompt(it)) if it.line.text() == "第一行第二行"));
}

#[test]
fn what_is_typed_in_a_field_is_no_command() {
    let mut bench = monday().at_task(6);
    bench.press("n");
    let effects = bench.write("quxq？：１");
    assert!(effects.is_empty());
    assert!(matches!(&bench.overlay, Some(Overlay::Prompt(it)) if it.line.text() == "quxq？：１"));
    bench.press("Ctrl-Z");
    assert!(bench.overlay.is_some());
}

#[test]
fn help_lists_what_applies_and_can_be_searched() {
    let mut bench = monday().at_task(8);
    bench.write("？");
    let Some(Overlay::Help(list)) = &bench.overlay else { panic!() };
    assert!(list.shown.contains(&Command::Status) && !list.shown.contains(&Command::Remove));
    bench.write("cx");
    let Some(Overlay::Help(list)) = &bench.overlay else { panic!() };
    assert_eq!(list.selected(), Some(Command::Undo));
    // Whoever types a key asks what it does.
    for (key, command) in [
        ("F9", Command::WeeklyReport),
        ("f8", Command::Undo),
        ("ctrl-z", Command::Undo),
        ("n", Command::Note),
    ] {
        bench.press("Ctrl-U");
        bench.write(key);
        let Some(Overlay::Help(list)) = &bench.overlay else { panic!() };
        assert_eq!(list.selected(), Some(command), "{key}");
    }
}

#[test]
fn a_question_in_what_floats_shows_its_keys_and_any_key_goes_back() {
    let mut bench = monday().at_task(6);
    for asked in ["?", "？"] {
        bench.press("o");
        bench.write(asked);
        assert_eq!(bench.shown_keys(), Some("page"));
        bench.press("d");
        assert!(bench.shown_keys().is_none() && matches!(bench.overlay, Some(Overlay::Detail(_))));
        bench.press("Esc");
    }
    bench.press("n");
    bench.write("问?");
    assert!(matches!(&bench.overlay, Some(Overlay::Prompt(it)) if it.line.text() == "问?"));
    bench.press("F1");
    assert_eq!(bench.shown_keys(), Some("prompt"));
    bench.press("Esc");
    assert!(bench.shown_keys().is_none() && matches!(&bench.overlay, Some(Overlay::Prompt(_))));
    bench.press("Esc F1");
    assert!(matches!(&bench.overlay, Some(Overlay::Help(_))));
    bench.press("F1");
    assert!(bench.overlay.is_none());
}

#[test]
fn the_palette_runs_what_is_chosen() {
    for typed in ["撤销", "cx", "undo", "chexiao", "udo"] {
        let mut bench = monday();
        bench.write("：");
        bench.write(typed);
        assert_eq!(bench.press("Enter"), [Effect::Undo], "{typed}");
        assert!(bench.overlay.is_none());
    }
    let mut bench = monday().at_task(1);
    bench.press("Ctrl-P");
    bench.write("remove");
    bench.press("Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Remove, _))));
}

#[test]
fn the_first_start_says_where_the_data_lies_and_stops_no_key() {
    let mut bench = opened(fresh(), day(7, 8));
    assert!(bench.standing().is_empty());
    bench.standing.push(Standing::FirstRun(PathBuf::from("/data/peidang")));
    bench.press("Down");
    assert_eq!(*bench.node(), Node::Task(2));
    bench.press("Esc");
    assert!(bench.standing().is_empty());
    bench.press("Esc");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Close, _))));
}

#[test]
fn a_plan_whose_year_is_over_says_how_to_try_it() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let bench = opened(busy(), today);
    assert!(bench.standing().contains(&Standing::YearOver { year: 2024, try_on: day(7, 8) }));
}

#[test]
fn the_mouse_selects_and_turns() {
    let mut bench = monday();
    bench.tree.view = crate::workbench::viewport::Viewport::new(3, 10, 80);
    let mouse = |kind, row| Input::Mouse(MouseEvent { kind, column: 5, row, modifiers: KeyModifiers::NONE });
    bench.handle(mouse(MouseEventKind::Down(MouseButton::Left), 3));
    assert_eq!(*bench.node(), Node::Area(0));
    bench.handle(mouse(MouseEventKind::Down(MouseButton::Left), 3));
    assert_eq!(bench.tree.selected().unwrap().open, Some(false));
    bench.handle(mouse(MouseEventKind::ScrollDown, 3));
    assert_eq!(*bench.node(), Node::Area(3));
    bench.handle(mouse(MouseEventKind::Down(MouseButton::Left), 1));
    assert_eq!(*bench.node(), Node::Area(3));
}
