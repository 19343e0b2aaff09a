use crate::screen::tests::{look, shown};
use crate::words::Language;
use crate::workbench::review::tests::reviewing;

#[test]
fn what_came_back_stands_beside_what_stands_here() {
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut bench = reviewing();
        insta::assert_snapshot!(
            format!("review_{columns}"),
            shown(&mut bench, &look(Language::Chinese), columns, rows)
        );
    }
    let mut bench = reviewing();
    insta::assert_snapshot!("review_english", shown(&mut bench, &look(Language::English), 80, 24));
}

#[test]
fn the_pane_is_drawn_at_every_size() {
    for columns in 1..60 {
        for rows in [1, 2, 5, 9, 14] {
            shown(&mut reviewing(), &look(Language::Chinese), columns, rows);
        }
    }
}

#[test]
fn the_path_is_asked_for_in_a_field() {
    let mut bench = crate::workbench::tests::desk::monday();
    bench.press("4 R");
    insta::assert_snapshot!("review_asks", shown(&mut bench, &look(Language::Chinese), 80, 24));
}
