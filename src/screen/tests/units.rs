use super::snapshots::snapshot;
use super::{look, shown};
use crate::domain::change::{Change, inverse};
use crate::words::Language::{Chinese, English};
use crate::workbench::Effect;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::tests::desk::{day, monday};
use crate::workbench::tests::units::calling;

/// The page after two calls, one of which brought a promise, with a contact.
fn called() -> crate::workbench::Workbench {
    let mut bench = calling("nyncj");
    bench.press("Home a");
    bench.write("联络员");
    bench.press("Tab");
    bench.write("王某");
    bench.press("Down Down");
    bench.write("6195555");
    bench.press("Enter Down c 2 Enter c 1");
    bench.write("清单在会签，周五报");
    bench.press("Tab");
    bench.write("7.12");
    bench.press("Tab");
    bench.write("王某");
    bench.press("Enter");
    bench
}

#[test]
fn units_and_their_pages() {
    let mut bench = monday();
    bench.press("4");
    snapshot("units_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("units_80x24_en", &mut bench, English, (80, 24));
    snapshot("units_120x36_zh", &mut bench, Chinese, (120, 36));
    let mut bench = called();
    snapshot("unit_page_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("unit_page_80x24_en", &mut bench, English, (80, 24));
    snapshot("unit_page_120x36_zh", &mut bench, Chinese, (120, 36));
    snapshot("unit_page_200x50_zh", &mut bench, Chinese, (200, 50));
    bench.press("Left");
    snapshot("units_chased_80x24_zh", &mut bench, Chinese, (80, 24));
    let mut bench = bench.at_task(7);
    bench.press("1 Right Down o");
    snapshot("promise_in_detail_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn what_floats_for_a_call() {
    let mut bench = calling("nyncj");
    bench.press("c");
    snapshot("chase_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("chase_80x24_en", &mut bench, English, (80, 24));
    bench.press("1");
    bench.write("清单在会签");
    bench.press("Tab");
    bench.write("下周五");
    snapshot("chase_promise_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc C");
    snapshot("chase_group_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc Home Enter");
    bench.write("联络员");
    snapshot("contact_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc i");
    bench.write("ny");
    snapshot("caller_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn units_survive_every_size() {
    for (columns, rows) in [(0, 0), (1, 1), (20, 5), (40, 3), (80, 24), (120, 8), (200, 50), (2, 60)] {
        for keys in ["", "Backspace", "c", "c 1", "c PageDown", "C", "i", "Home a", "End", "o", "a"] {
            let mut bench = called();
            bench.press(keys);
            shown(&mut bench, &look(Chinese), columns, rows);
        }
    }
}

#[test]
fn the_selected_line_of_units_and_page_is_in_sight() {
    for (columns, rows) in [(80, 24), (80, 9), (120, 36), (60, 14)] {
        let mut bench = monday();
        bench.press("4");
        for keys in ["Down", "PageDown", "End", "Enter", "Down", "PageDown", "End", "Home", "Backspace"] {
            bench.press(keys);
            let text = shown(&mut bench, &look(Chinese), columns, rows);
            assert!(text.lines().any(|line| line.contains('>')), "{keys}\n{text}");
        }
    }
}

#[test]
fn a_merger_taken_back_is_told_as_that() {
    let mut bench = monday();
    bench.press("4 Down Down M");
    bench.write("统计");
    let effects = bench.press("Enter");
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Commit { draft, .. } => Some(draft.clone()),
        _ => None,
    });
    let draft = draft.unwrap();
    bench.undone(Change {
        id: "ab3k-2".to_owned(),
        counter: 2,
        at: day(7, 8).and_hms_opt(9, 0, 0).unwrap(),
        by: "张某".to_owned(),
        label: draft.label,
        undoes: Some("ab3k-1".to_owned()),
        redoes: None,
        ops: inverse(&draft.ops),
    });
    let text = shown(&mut bench, &look(Chinese), 120, 36);
    assert!(text.contains("已撤销：区教育和体育局 不再并入 区统计局"), "{text}");
}

#[test]
fn a_filter_that_lets_no_unit_through_says_so_and_keys_say_why() {
    for language in [Chinese, English] {
        let look = look(language);
        let mut bench = monday();
        bench.press("4 f");
        bench.write("qqqzzz");
        bench.press("Enter");
        let drawn = shown(&mut bench, &look, 80, 24);
        assert!(drawn.contains(look.words().ledger.empty.split(['。', '.']).next().unwrap()), "{drawn}");
        let footer = drawn.lines().last().unwrap();
        let mark = look.commands().label(Command::MarkRow);
        assert!(!footer.contains(mark), "{footer}");
        for key in ["Enter", "Space", "+", "e", "d", "c", "j"] {
            bench.press(key);
            let why = bench.last_notice();
            assert!(matches!(why, Some(Notice::NotHere(_, WhyNot::NothingShown))), "{key}: {why:?}");
        }
    }
}
