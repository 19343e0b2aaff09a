use super::{look, shown};
use crate::words::Language::{Chinese, English};
use crate::workbench::tests::history::with_history;

#[test]
fn the_history_shows_when_who_and_what() {
    for (name, language, size) in [
        ("history_80x24_zh", Chinese, (80, 24)),
        ("history_120x36_zh", Chinese, (120, 36)),
        ("history_80x24_en", English, (80, 24)),
    ] {
        let (mut bench, _, _) = with_history();
        bench.press("Down Down");
        let text = shown(&mut bench, &look(language), size.0, size.1);
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

#[test]
fn the_history_survives_every_size() {
    for (columns, rows) in [(0, 0), (1, 1), (5, 3), (20, 5), (44, 8), (200, 50)] {
        let (mut bench, _, _) = with_history();
        shown(&mut bench, &look(Chinese), columns, rows);
        bench.press("Esc H");
        shown(&mut bench, &look(English), columns, rows);
    }
}
