use proptest::prelude::*;

use super::{look, shown};
use crate::domain::rows::Rows;
use crate::screen::glyphs::Glyphs;
use crate::screen::look::Look;
use crate::screen::theme::Theme;
use crate::words::Language;
use crate::workbench::Input;
use crate::workbench::keys::Keys;
use crate::workbench::tests::desk::{event, fresh, monday};

const SIZES: [(u16, u16); 13] = [
    (0, 0),
    (1, 1),
    (0, 5),
    (5, 0),
    (3, 2),
    (20, 5),
    (40, 3),
    (79, 24),
    (80, 24),
    (81, 24),
    (120, 36),
    (200, 50),
    (2, 60),
];

#[test]
fn every_screen_survives_every_size() {
    for (columns, rows) in SIZES {
        for language in [Language::Chinese, Language::English] {
            for keys in ["", "s", "n", "p", "a", "?", ":", "o", "End", "K", "J Enter", "s 5", "/", "民"] {
                let mut bench = monday().at_task(6);
                bench.press(keys);
                shown(&mut bench, &look(language), columns, rows);
            }
            let mut bench = monday();
            bench.reach(1, |node| matches!(node, crate::workbench::tree::Node::OpenGroup { .. }));
            bench.press("m");
            shown(&mut bench, &look(language), columns, rows);
        }
    }
}

#[test]
fn what_must_stay_stays_at_every_width() {
    for columns in 40..130 {
        let mut bench = monday().at_task(6);
        bench.press("s 4");
        bench.press("Down");
        let text = shown(&mut bench, &look(Language::Chinese), columns, 24);
        for word in ["未保存", "逾期", "F10退出", "?帮助"] {
            assert!(text.contains(word), "{word} at {columns}:\n{text}");
        }
        let text = shown(&mut bench, &look(Language::English), columns, 24);
        for word in ["not saved", "late", "F10 quit", "? help"] {
            assert!(text.contains(word), "{word} at {columns}:\n{text}");
        }
    }
}

#[test]
fn a_terminal_that_draws_ambiguous_signs_wide_gets_none_of_structure() {
    let look = Look { glyphs: Glyphs::wide_safe(), ..look(Language::Chinese) };
    let mut bench = monday().at_task(7);
    let text = shown(&mut bench, &look, 120, 36);
    assert!(!text.contains(['─', '│', '…', '“', '”', '·', '→']), "{text}");
}

#[test]
fn the_selected_line_is_always_in_sight() {
    let mut bench = monday();
    for _ in 0..80 {
        bench.press("Down Right");
        for rows in [6, 12, 24] {
            let text = shown(&mut bench, &look(Language::Chinese), 80, rows);
            assert!(text.lines().any(|line| line.starts_with('>')), "{text}");
        }
    }
}

#[test]
fn a_fresh_plan_and_one_without_tasks_can_be_drawn() {
    let mut workspace = fresh();
    std::sync::Arc::make_mut(&mut workspace.plan).areas.clear();
    let mut bench =
        crate::workbench::tests::desk::opened(workspace, crate::workbench::tests::desk::day(7, 8));
    let text = shown(&mut bench, &look(Language::Chinese), 80, 24);
    assert!(text.contains("方案里还没有任务"), "{text}");
    for theme in Theme::names() {
        let look = Look { theme: Theme::by_name(theme).unwrap(), ..look(Language::Chinese) };
        shown(&mut monday(), &look, 80, 24);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_can_always_be_drawn(
        keys in prop::collection::vec(
            prop::sample::select(Keys::built_in().iter().map(|(_, chord, _)| chord.to_string()).chain("12345678民（".chars().map(String::from)).collect::<Vec<_>>()),
            0..40,
        ),
        columns in 0_u16..140,
        rows in 0_u16..40,
    ) {
        let mut bench = monday();
        for key in keys {
            bench.handle(Input::Key(event(&key)));
            shown(&mut bench, &look(Language::Chinese), columns, rows);
        }
        let anew = Rows::build(bench.workspace(), bench.rows().day().clone());
        prop_assert!(*bench.rows() == anew);
    }
}

#[test]
fn what_is_longer_than_the_line_that_speaks_goes_on_in_a_second() {
    let mut bench = monday();
    bench.press("4 d");
    for columns in [79, 80, 81, 120] {
        let drawn = shown(&mut bench, &look(Language::English), columns, 24);
        let words: Vec<&str> = drawn.split_whitespace().collect();
        let said = words.join(" ");
        assert!(said.contains("still has tasks or records; merge it into another"), "{drawn}");
    }
    // Where there are few rows, it keeps to one.
    let low = shown(&mut bench, &look(Language::English), 40, 8);
    assert_eq!(low.lines().count(), 8);
}
