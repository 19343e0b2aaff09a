//! 教程: its box under the workbench.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::look;
use crate::screen::text::{width, wrap};
use crate::screen::tutorial::draw;
use crate::tutorial::Tutorial;
use crate::words::{Language, tutorial};
use crate::workbench::Input;
use crate::workbench::command::Command;
use crate::workbench::keys::{Context, Keys};
use crate::workbench::tests::desk::{event, monday};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// Every step of the tutorial.
fn steps() -> Vec<Tutorial> {
    let mut one = Tutorial::default();
    let (_, all) = one.place();
    (0..all)
        .map(|_| {
            let here = one.clone();
            one.hear(&Input::Key(event("Ctrl-N")));
            here
        })
        .collect()
}

#[test]
fn every_step_has_its_sentence_its_keys_are_bound_and_80_columns_hold_it() {
    for language in LANGUAGES {
        let words = tutorial::words(language);
        let longest = (1..10).map(|at| words.praise(at)).max_by_key(|text| width(text)).unwrap();
        for context in [Context::Tree, Context::Week, Context::Ledger] {
            for one in steps() {
                let name = &one.step().unwrap().name;
                let text = words.step(name, Keys::built_in(), context);
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{name}: {text}");
                let lines = wrap(&format!("{longest} {text}"), 76);
                assert!(lines.len() <= 3, "{name}: {lines:#?}");
            }
        }
        assert!(width(&words.keys) < 70);
    }
}

#[test]
fn the_keys_that_it_takes_are_no_command_but_leaving() {
    let bound = |name: &str| {
        let chord = name.parse().unwrap();
        let contexts = [Context::Tree, Context::Ledger, Context::Calendar, Context::Units, Context::Week];
        contexts.map(|context| Keys::built_in().command(context, &chord))
    };
    assert_eq!(bound("Ctrl-N"), [None; 5]);
    assert_eq!(bound("Ctrl-Q"), [Some(Command::Quit); 5]);
}

#[test]
fn the_box_stands_under_the_workbench_at_every_size() {
    for language in LANGUAGES {
        for (columns, rows) in
            [(80, 24), (79, 24), (81, 24), (120, 36), (200, 50), (40, 12), (30, 5), (9, 3), (1, 1)]
        {
            for one in steps() {
                let mut bench = monday();
                let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
                terminal.draw(|frame| draw(frame, &mut bench, &look(language), &one)).unwrap();
                if (columns, rows) == (80, 24) {
                    let shown = format!("{}", terminal.backend());
                    assert!(shown.contains("Ctrl-Q"), "{shown}");
                    let (step, steps) = one.place();
                    assert_eq!(shown.contains("Ctrl-N"), step < steps, "{shown}");
                    assert!(shown.contains("F10"), "the footer of the workbench stands: {shown}");
                }
            }
        }
    }
}

#[test]
fn the_fourth_step_as_it_looks() {
    for (language, name) in [(Language::Chinese, "tutorial_zh"), (Language::English, "tutorial_en")] {
        let mut bench = monday();
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| draw(frame, &mut bench, &look(language), &steps()[3])).unwrap();
        insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(name, super::text_of(terminal.backend().buffer()));
        });
    }
}
